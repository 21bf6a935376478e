import type { Value } from '../language/core.ts';
import type { NamedNode } from '../model/program.ts';
import type { Cell, Row } from '../model/ruleset.ts';
import { contains } from '../number/interval.ts';
import { Rational } from '../number/rational.ts';
import type { TableExplanation } from './explanation.ts';
import { type Context, showNode, showThing, textAt } from './show.ts';

/** Which row of a table gave the result. */
export function explainTable(context: Context, { name, node, digits }: NamedNode): TableExplanation | undefined {
  const { program } = context;
  const declared = program.ruleset.tables.get(name);
  const columns = program.tables.get(name);
  if (!declared || !columns) return undefined;
  const row = matchingRow(context, declared.rows, columns);
  return {
    name,
    title: declared.title ?? {},
    basis: declared.basis ?? [],
    columns: declared.columns.map((column, i) => {
      const read = columns[i];
      if (read === undefined) throw new Error(`table ${name} has no node for ${column.name}`);
      const thing = context.names.get(read);
      return { name: column.name, value: thing ? showThing(context, read, thing) : showNode(context, read) };
    }),
    row: row
      ? { number: row.number, text: textAt(program, row.span), basis: row.basis ?? null, place: row.span }
      : null,
    value: showThing(context, node, { name, digits, show: undefined }),
  };
}

/**
 * The first row that admits the columns' values: the only one under `hit: unique`, the deciding one under `priority`.
 * The lowered chain of conditions keeps no row numbers, so the declared cells are asked.
 */
function matchingRow({ evaluation }: Context, rows: readonly Row[], columns: readonly number[]): Row | undefined {
  const values = columns.map((node) => {
    const outcome = evaluation.seen(node);
    return outcome?.kind === 'value' ? outcome.value : undefined;
  });
  return rows.find(({ cells }) => cells.every((cell, i) => admits(cell, values[i])));
}

function admits(cell: Cell, found: Value | undefined): boolean {
  if (found === undefined) return false;
  // Dates stand in cells as their days.
  const value = typeof found === 'number' ? Rational.integer(found) : found;
  switch (cell.kind) {
    case 'any':
      return true;
    case 'among':
      return !(value instanceof Rational) && cell.values.includes(value);
    case 'interval':
      return value instanceof Rational && contains(cell.interval, value);
    case 'numbers':
      return value instanceof Rational && cell.values.some((listed) => listed.equals(value));
  }
}
