import type { CoreNode, NodeId } from '../language/core.ts';

/** Every node that a node reads, whatever the path. */
export function operandsOf(node: CoreNode): readonly NodeId[] {
  switch (node.op) {
    case 'constant':
    case 'missing':
    case 'inapplicable':
    case 'input':
    case 'column':
    case 'period':
    case 'fail':
    // Of another record.
    case 'previous':
      return [];
    case 'dated':
      return node.entries.map((entry) => entry.value);
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
    case 'compare':
    case 'and':
    case 'or':
    case 'day_count':
    case 'working_days':
      return [node.left, node.right];
    case 'round':
    case 'among':
    case 'not':
    case 'is_missing':
    case 'lookup':
    case 'within':
    case 'year_to_date':
    case 'carried':
      return [node.of];
    case 'minimum':
    case 'maximum':
      return node.of;
    case 'choose':
      return [node.condition, node.then, node.otherwise];
    case 'breakpoints':
      return [node.of, node.below, node.above];
    case 'fold':
      return [node.where, node.of, node.weight].filter((id) => id !== null);
    case 'weighted':
      return node.terms.flatMap((term) => [term.counts, term.weight, term.value]);
  }
}

/** For one node after the other: which nodes read it, directly or through others. Kept, up to a bound. */
export class Dependence {
  private readonly operands: readonly (readonly NodeId[])[];
  private readonly marks = new Map<NodeId, Uint8Array>();

  constructor(nodes: readonly CoreNode[]) {
    this.operands = nodes.map(operandsOf);
  }

  /** Whether `user` is `source` or reads it. Beyond the bound the answer is yes, which is always safe here. */
  reads(user: NodeId, source: NodeId): boolean {
    if (user <= source) return user === source;
    const marks = this.marks.get(source) ?? this.mark(source);
    return marks === undefined || marks[user] === 1;
  }

  private mark(source: NodeId): Uint8Array | undefined {
    if (this.marks.size >= MOST_KEPT) return undefined;
    const marks = new Uint8Array(this.operands.length);
    marks[source] = 1;
    for (let id = source + 1; id < this.operands.length; id++) {
      if (this.operands[id]?.some((operand) => marks[operand] === 1)) marks[id] = 1;
    }
    this.marks.set(source, marks);
    return marks;
  }
}

const MOST_KEPT = 1000;
