import type { CoreNode, NodeId, Value } from '../../language/core.ts';
import { operandsOf } from '../../language/operands.ts';

/** Equal for nodes that were written alike, wherever they stand: what reads the same has the same value [P3]. */
export class NormalForms {
  private readonly nodes: readonly CoreNode[];
  private readonly forms = new Map<NodeId, string>();
  private readonly numbers = new Map<string, number>();

  constructor(nodes: readonly CoreNode[]) {
    this.nodes = nodes;
  }

  of(root: NodeId): string {
    const wanted = new Set<NodeId>([root]);
    for (const id of wanted) {
      const node = this.nodes[id];
      if (node !== undefined && !this.forms.has(id)) for (const operand of operandsOf(node)) wanted.add(operand);
    }
    for (const id of [...wanted].sort((a, b) => a - b)) {
      const node = this.nodes[id];
      if (node !== undefined && !this.forms.has(id)) this.forms.set(id, this.form(node));
    }
    return this.forms.get(root) ?? `#${root}`;
  }

  /** A short name for each form, so that forms of forms stay short. */
  private form(node: CoreNode): string {
    if (node.op === 'within') return this.forms.get(node.of) ?? `#${node.id}`;
    const own = ownPart(node);
    if (own === undefined) return `#${node.id}`;
    const text = `${node.op}(${own})${operandsOf(node)
      .map((operand) => this.forms.get(operand))
      .join()}`;
    const known = this.numbers.get(text) ?? this.numbers.size;
    this.numbers.set(text, known);
    return `~${known}`;
  }
}

/** What an operation says beyond its operands; undefined where it is not known, and then it is like no other. */
function ownPart(node: CoreNode): string | undefined {
  switch (node.op) {
    case 'constant':
      return valueText(node.value);
    case 'input':
      return node.name;
    case 'period':
      return node.part;
    case 'dated':
      return node.name;
    case 'round':
      return Object.values(node.rounding).map(String).join(' ');
    case 'compare':
      return node.relation;
    case 'among':
      return JSON.stringify(node.values);
    case 'lookup':
      return [...node.entries].map(([word, value]) => `${JSON.stringify(word)} ${value}`).join();
    case 'breakpoints':
      return node.points.map(({ x, y }) => `${x} ${y}`).join();
    case 'weighted':
      return node.form;
    case 'missing':
    case 'inapplicable':
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
    case 'minimum':
    case 'maximum':
    case 'and':
    case 'or':
    case 'not':
    case 'choose':
    case 'is_missing':
    case 'day_count':
      return '';
    default:
      return undefined;
  }
}

function valueText(value: Value): string {
  return `${typeof value} ${value}`;
}
