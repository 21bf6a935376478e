import type { CoreNode, NodeId } from './core.ts';

/** Every node that a node reads, whatever the path. */
export function operandsOf(node: CoreNode): readonly NodeId[] {
  switch (node.op) {
    case 'constant':
    case 'missing':
    case 'inapplicable':
    case 'input':
    case 'group_value':
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
