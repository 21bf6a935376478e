import type { NodeId } from '../language/core.ts';
import { FLAG, type Type } from '../language/types.ts';
import type { Cell, Table } from '../model/ruleset.ts';
import type { Rational } from '../number/rational.ts';
import type { ExpressionLowering, Names } from './expression.ts';
import type { ProgramWriter } from './writer.ts';

/** A table as a chain of its rows in order; a missing column makes the result missing. */
export function lowerTable(
  table: Table,
  writer: ProgramWriter,
  expressions: ExpressionLowering,
  names: Names,
): { readonly node: NodeId; readonly columns: readonly NodeId[] } {
  const { name, type, span } = table;
  const columns = table.columns.map(({ name, reference }) => names.node('name' in reference ? reference.name : name));
  const outer = writer.origin;
  writer.origin = span;
  const none = table.otherwise
    ? expressions.lower(table.otherwise)
    : writer.add({ op: 'fail', failure: { kind: 'no_row', table: name } }, type);
  const chain = [...table.rows].reverse().reduce((otherwise, row) => {
    const outcome = expressions.lower(row.then);
    writer.origin = row.span;
    const conditions = row.cells.flatMap((cell, index) => {
      const column = table.columns[index];
      return column && cell.kind !== 'any' ? [condition(writer, columns[index] ?? 0, column.type, cell)] : [];
    });
    const matched = writer.choose(writer.all(conditions), outcome, otherwise, type);
    writer.origin = span;
    return matched;
  }, none);
  const absent = table.columns.flatMap((column, index) =>
    column.type.presence === 'present' ? [] : [writer.isMissing(columns[index] ?? 0)],
  );
  const node = absent.length === 0 ? chain : writer.choose(writer.any(absent), writer.missing(type), chain, type);
  writer.origin = outer;
  return { node, columns };
}

function condition(writer: ProgramWriter, of: NodeId, type: Type, cell: Exclude<Cell, { kind: 'any' }>): NodeId {
  // Dates are kept as days in cells, and are plain numbers of days in the core.
  const end = (value: Rational) => writer.constant(type.base.kind === 'date' ? Number(value.numerator) : value, type);
  if (cell.kind === 'interval') return writer.inInterval(of, cell.interval, end);
  if (cell.kind === 'numbers') return writer.any(cell.values.map((value) => writer.compare('=', of, end(value))));
  const words = cell.values.filter((value) => typeof value === 'string');
  if (words.length === cell.values.length) return writer.add({ op: 'among', of, values: words }, FLAG);
  return writer.any(cell.values.map((value) => writer.compare('=', of, writer.constant(value, type))));
}
