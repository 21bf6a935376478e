import type { Case, CasePart } from '../base/codes.ts';
import { type Diagnostic, diagnostic, type Related } from '../base/diagnostic.ts';
import type { Row, Table } from '../model/ruleset.ts';
import { type Column, columnsOf } from './columns.ts';
import { type Box, Budget, type Cell, holds, meetings } from './regions/boxes.ts';
import { MOST_CELLS } from './regions/diagram.ts';
import { textAt } from './source.ts';
import type { Subject } from './subject.ts';
import { axesOfTable, sideOn, type TableAxis } from './table-axes.ts';

/** A table taken apart, as the questions about it need it. */
export interface TableCase {
  readonly subject: Subject;
  readonly table: Table;
  readonly columns: readonly Column[];
  readonly axes: readonly TableAxis[];
  readonly sizes: readonly number[];
  /** One for each row. */
  readonly boxes: readonly Box[];
  /** What each row gives, as written. */
  readonly outcomes: readonly string[];
  /** Names of columns whose connection was not worked out. */
  readonly loose: readonly string[];
  /** For each row the earlier rows that it meets; undefined where there are too many, or where they may meet. */
  readonly meetings: readonly (readonly number[])[] | undefined;
  readonly budget: Budget;
}

export function tableCase(table: Table, subject: Subject): TableCase {
  const { program, ranges, regions, constraints } = subject;
  const nodes = program.tables.get(table.name) ?? [];
  const columns = columnsOf(table, nodes, ranges, program.ruleset.language);
  const { axes, loose } = axesOfTable(columns, regions, constraints);
  const boxes = table.rows.map(({ cells }): Box => ({ sides: axes.map((axis) => sideOn(axis, columns, cells)) }));
  const sizes = axes.map(({ places }) => places.length);
  return {
    subject,
    table,
    columns,
    axes,
    sizes,
    boxes,
    outcomes: table.rows.map(({ then }) => textAt(program, then.span)),
    loose: loose.map((index) => columns[index]?.name ?? ''),
    meetings: table.hit === 'unique' ? meetings(boxes, sizes) : undefined,
    budget: new Budget(MOST_CELLS),
  };
}

export function notProven({ table }: TableCase, axes: readonly string[]): Diagnostic {
  return diagnostic('TK518', table.span, { what: table.name, axes });
}

/** The columns whose cells differ most: they are what makes a table too large. */
export function mostCut({ table, columns }: TableCase): readonly string[] {
  const kinds = columns.map(({ name }, index) => ({
    name,
    count: new Set(table.rows.map(({ cells }) => JSON.stringify(cells[index], bigintText))).size,
  }));
  const most = Math.max(...kinds.map(({ count }) => count));
  return kinds.filter(({ count }) => count * 2 >= most).map(({ name }) => name);
}

function bigintText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}` : value;
}

/** A cell in the words of the columns; of columns that hang together only those that matter. */
export function partsOf(one: TableCase, cell: Cell): Case {
  const { axes, columns, boxes } = one;
  const parts: { readonly column: number; readonly part: CasePart }[] = [];
  for (const [index, axis] of axes.entries()) {
    const place = cell[index] ?? null;
    const tuple = place === null ? undefined : axis.places[place];
    if (tuple === undefined) continue;
    for (const [at, column] of axis.columns.entries()) {
      const isIdle =
        axis.columns.length > 1 &&
        axis.places.every((other, otherPlace) => {
          const differs = other.some((value, i) => i !== at && value !== tuple[i]);
          const moved = cell.map((old, i) => (i === index ? otherPlace : old));
          return differs || sameRows(boxes, cell, moved);
        });
      const part = columns[column]?.part(tuple[at] ?? 0);
      if (part !== undefined && !isIdle) parts.push({ column, part });
    }
  }
  return parts.sort((a, b) => a.column - b.column).map(({ part }) => part);
}

function sameRows(boxes: readonly Box[], a: Cell, b: Cell): boolean {
  const isIn = ({ sides }: Box, cell: Cell) => sides.every((side, axis) => holds(side, cell[axis] ?? 0));
  return boxes.every((box) => isIn(box, a) === isIn(box, b));
}

export function otherRow({ span }: Row): Related {
  return { place: { kind: 'text', span }, role: 'other_row' };
}

export function rowAt({ table }: TableCase, index: number): Row {
  const row = table.rows[index];
  if (row === undefined) throw new RangeError(`tables: no row ${index}`);
  return row;
}

export function boxAt(boxes: readonly Box[], index: number): Box {
  const box = boxes[index];
  if (box === undefined) throw new RangeError(`tables: no row ${index}`);
  return box;
}
