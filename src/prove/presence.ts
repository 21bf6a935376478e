import type { CoreNode, NodeId } from '../language/core.ts';
import { operandsOf } from '../language/operands.ts';
import { inputNamed } from '../model/fields.ts';
import type { Program } from '../model/program.ts';

/**
 * Which nodes have a value (or an error) for every record: never missing, never not applicable. A safe reading: a
 * node that is left out may have one as well.
 */
export function presenceOf(program: Program): (node: NodeId) => boolean {
  const present: boolean[] = [];
  for (const node of program.nodes) present.push(isPresent(node, program, (id) => present[id] === true));
  return (id) => present[id] === true;
}

function isPresent(node: CoreNode, program: Program, known: (node: NodeId) => boolean): boolean {
  switch (node.op) {
    case 'missing':
    case 'inapplicable':
    case 'previous':
      return false;
    case 'input': {
      const input = inputNamed(program.ruleset, node.name);
      return input !== undefined && !input.optional && input.applies === undefined;
    }
    case 'column': {
      const column = program.ruleset.details.get(node.details)?.columns.get(node.name);
      return column !== undefined && !column.optional && column.applies === undefined;
    }
    case 'fold':
      return (node.form === 'count' || node.form === 'sum') && operandsOf(node).every(known);
    case 'group_value':
      return node.type.presence === 'present';
    case 'is_missing':
      return isField(program.nodes[node.of]) || known(node.of);
    case 'weighted':
      return node.terms.some(({ counts }) => isTrue(program, counts)) && operandsOf(node).every(known);
    default:
      return operandsOf(node).every(known);
  }
}

/** It is there or missing, and never anything else. */
function isField(node: CoreNode | undefined): boolean {
  return node?.op === 'input' || node?.op === 'column';
}

/** Something surely counts where an indicator applies to everybody and is never left out. */
function isTrue(program: Program, id: NodeId): boolean {
  const node = program.nodes[id];
  return node?.op === 'constant' && node.value === true;
}
