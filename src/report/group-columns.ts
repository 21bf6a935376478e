import { limitReason } from '../explain/group-reasons.ts';
import type { NodeId } from '../language/core.ts';
import type { Language } from '../language/vocabulary.ts';
import type { NamedNode, Program } from '../model/program.ts';
import { partsOf } from '../model/result-parts.ts';
import type { Payment } from '../model/score.ts';
import { digitsOf, EMPTY, printed, type ResultColumn, textCell } from './result-cells.ts';

/** The steps of an amount, and what was proposed and decided, before what they come to. */
export function partsBefore(program: Program, named: NamedNode): readonly ResultColumn[] {
  return partsOf(program, named).map(({ name, node, digits }) => nodeColumn(name, node, digits));
}

function nodeColumn(name: string, node: NodeId, digits: number | null): ResultColumn {
  return {
    name,
    cell: ({ evaluation }) => printed(evaluation.at(node), digits ?? digitsOf(typeOf(evaluation.program, node))),
  };
}

function typeOf({ nodes }: Program, id: NodeId): Program['nodes'][number]['type'] {
  const node = nodes[id];
  if (!node) throw new Error(`no node ${id}`);
  return node.type;
}

/** Why a limit left or changed what it limits. */
export function reasonsAfter({ kind, name }: NamedNode, language: Language): readonly ResultColumn[] {
  if (kind !== 'limit') return [];
  return [
    {
      name: `${name}.reason`,
      cell: ({ notes }) => {
        const note = notes.get(name);
        return note ? textCell(limitReason(note, language)) : EMPTY;
      },
    },
  ];
}

/** What the budget made of a grant, and what was due before it. */
export function paymentColumns(name: string, digits: number): readonly ResultColumn[] {
  const payment =
    (print: (payment: Payment) => ReturnType<ResultColumn['cell']>): ResultColumn['cell'] =>
    ({ award }) => {
      const found = award?.grants.find((grant) => grant.name === name)?.payment;
      return found ? print(found) : EMPTY;
    };
  return [
    { name: `award.${name}.state`, cell: payment(({ state }) => textCell(state)) },
    { name: `award.${name}.due`, cell: payment(({ due }) => printed(due, digits)) },
  ];
}
