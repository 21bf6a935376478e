import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import type { CoreNode, NodeId } from '../language/core.ts';
import type { Program } from '../model/program.ts';
import { textAt } from './source.ts';

/**
 * Averages over rows of details are exact fractions whose divisor differs from record to record. Before one enters a
 * sum it is rounded by a rule (TK530), and so is what is added up over rows (TK531): otherwise the divisors would
 * multiply without bound, and no two programs would keep the same digits [N6].
 */
export function roundingFindings(program: Program): readonly Diagnostic[] {
  const open: boolean[] = [];
  const found = new Map<string, Diagnostic>();
  for (const node of program.nodes) {
    const summed = addends(node).filter((id) => open[id] === true);
    const loose = node.op === 'fold' ? [node.of, node.weight].filter((id) => isLoose(program, node, id)) : [];
    if (summed.length > 0 && node.op !== 'fold') report(program, 'TK530', node, found);
    else if (summed.length > 0 || loose.length > 0) report(program, 'TK531', node, found);
    open.push(isOpen(node, (id) => open[id] === true));
  }
  return [...found.values()];
}

/** The operands of which a node makes a sum. */
function addends(node: CoreNode): readonly NodeId[] {
  switch (node.op) {
    case 'add':
    case 'subtract':
      return [node.left, node.right];
    case 'weighted':
      return node.terms.map(({ value }) => value);
    case 'year_to_date':
      return [node.of];
    case 'fold':
      return [node.of, node.weight].filter((id) => id !== null);
    default:
      return [];
  }
}

/** Added up over rows although it lies off any grid. */
function isLoose(program: Program, { form }: CoreNode & { op: 'fold' }, id: NodeId | null): id is NodeId {
  if (id === null || form === 'min' || form === 'max') return false;
  const base = program.nodes[id]?.type.base;
  return base?.kind === 'number' && base.digits === null;
}

/** Whether a node may be an average over rows that nothing has rounded yet. */
function isOpen(node: CoreNode, known: (id: NodeId) => boolean): boolean {
  switch (node.op) {
    case 'fold':
      return node.form === 'average' || node.form === 'weighted_mean';
    case 'round':
      return node.rounding.kind === 'none' && known(node.of);
    case 'multiply':
    case 'divide':
      return known(node.left) || known(node.right);
    case 'minimum':
    case 'maximum':
      return node.of.some(known);
    case 'choose':
      return known(node.then) || known(node.otherwise);
    case 'within':
    case 'breakpoints':
    case 'carried':
      return known(node.of);
    default:
      return false;
  }
}

function report(program: Program, code: 'TK530' | 'TK531', node: CoreNode, found: Map<string, Diagnostic>): void {
  const span = node.origin ?? { path: program.ruleset.loaded.main.source.path, start: 0, end: 0 };
  const key = [code, span.path, span.start, span.end].join(' ');
  if (!found.has(key)) found.set(key, diagnostic(code, span, { text: textAt(program, span) }));
}
