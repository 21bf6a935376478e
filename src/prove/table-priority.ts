import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import type { Row } from '../model/ruleset.ts';
import { type Box, Budget, cover, intersection, isEmptyBox, meet, type Side } from './regions/boxes.ts';
import { MOST_CELLS } from './regions/diagram.ts';
import { climb, type Ladder } from './regions/ladder.ts';
import { textAt } from './source.ts';
import { sideOn } from './table-axes.ts';
import { boxAt, mostCut, notProven, otherRow, rowAt, type TableCase } from './table-case.ts';

/**
 * Rows by priority: those that are never reached, those without which nothing would change, and those that name a
 * value for which an earlier row always decides otherwise.
 */
export function priorityFindings(one: TableCase, ladder: Ladder): readonly Diagnostic[] {
  const { table, boxes } = one;
  if (!ladder.isComplete && table.otherwise === undefined) return [notProven(one, mostCut(one))];
  return table.rows.flatMap((row, index) => {
    const args = { table: table.name, row: row.number };
    const box = boxAt(boxes, index);
    if (isEmptyBox(box) || (ladder.isComplete && !ladder.reached.has(index))) {
      const related = metBefore(one, index)
        .slice(0, MOST_RELATED)
        .map((first) => otherRow(rowAt(one, first)));
      return [diagnostic('TK506', row.span, args, { related })];
    }
    if (ladder.isComplete && !ladder.needed.has(index)) return [diagnostic('TK581', row.span, args)];
    return misleading(one, row, index);
  });
}

function metBefore({ boxes }: TableCase, index: number): readonly number[] {
  const box = boxAt(boxes, index);
  return [...boxes.keys()].slice(0, index).filter((first) => meet(boxAt(boxes, first), box) !== undefined);
}

export function ladderOf({ table, boxes, sizes, outcomes, subject }: TableCase): Ladder {
  const below = table.otherwise === undefined ? undefined : textAt(subject.program, table.otherwise.span);
  const agree = (row: number, other: number | null) => outcomes[row] === (other === null ? below : outcomes[other]);
  return climb(boxes, sizes, new Budget(MOST_CELLS), agree, table.otherwise !== undefined);
}

const MOST_RELATED = 3;

function isTaken({ boxes, sizes, budget }: TableCase, box: Box, earlier: readonly number[]): boolean {
  const others = earlier.map((first) => boxAt(boxes, first));
  return others.length > 0 && cover(others, box, sizes, budget).kind === 'covered';
}

/** The first value that the row names in a list and that never comes to it. */
function misleading(one: TableCase, row: Row, index: number): readonly Diagnostic[] {
  const { columns, outcomes, table } = one;
  const box = boxAt(one.boxes, index);
  for (const [at, cell] of row.cells.entries()) {
    const column = columns[at];
    if (cell.kind !== 'among' || cell.values.length < 2 || column === undefined) continue;
    const earlier = metBefore(one, index);
    for (const value of cell.values) {
      const slice = sliceOf(one, box, row, at, value);
      const takers = earlier.filter((first) => !isEmptyBox(intersection(slice, boxAt(one.boxes, first))));
      const by = takers.find((first) => outcomes[first] !== outcomes[index]);
      if (by === undefined || isEmptyBox(slice) || !isTaken(one, slice, takers)) continue;
      const place = column.side({ kind: 'among', values: [value] })?.[0]?.[0] ?? 0;
      const upper = rowAt(one, by);
      const args = { table: table.name, row: row.number, cell: [column.part(place)], by: upper.number };
      return [diagnostic('TK579', row.span, args, { related: [otherRow(upper)] })];
    }
  }
  return [];
}

function sliceOf(one: TableCase, box: Box, row: Row, at: number, value: string | boolean): Box {
  const conditions = row.cells.map((cell, index) =>
    index === at ? { kind: 'among' as const, values: [value] } : cell,
  );
  const sides: readonly Side[] = one.axes.map((axis) => sideOn(axis, one.columns, conditions));
  return intersection(box, { sides });
}
