import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import type { Row } from '../model/ruleset.ts';
import { type Box, cover, intersection, isEmptyBox, type Side } from './regions/boxes.ts';
import { textAt } from './source.ts';
import { sideOn } from './table-axes.ts';
import { boxAt, mostCut, notProven, otherRow, rowAt, type TableCase } from './table-case.ts';

/**
 * Rows by priority: those that are never reached, those without which nothing would change, and those that name a
 * value for which an earlier row always decides otherwise.
 */
export function priorityFindings(one: TableCase): readonly Diagnostic[] {
  const { meetings, table } = one;
  if (meetings === undefined) return [notProven(one, mostCut(one))];
  return table.rows.flatMap((row, index) => {
    const earlier = meetings[index] ?? [];
    const args = { table: table.name, row: row.number };
    const box = boxAt(one.boxes, index);
    if (isEmptyBox(box) || isTaken(one, box, earlier)) {
      const related = earlier.slice(0, MOST_RELATED).map((first) => otherRow(rowAt(one, first)));
      return [diagnostic('TK506', row.span, args, { related })];
    }
    if (isIdle(one, index, earlier)) return [diagnostic('TK581', row.span, args)];
    return misleading(one, row, index, earlier);
  });
}

const MOST_RELATED = 3;

function isTaken({ boxes, sizes, budget }: TableCase, box: Box, earlier: readonly number[]): boolean {
  const others = earlier.map((first) => boxAt(boxes, first));
  return others.length > 0 && cover(others, box, sizes, budget).kind === 'covered';
}

/** Whether everybody whom the row decides would get the same from the rows below it. */
function isIdle(one: TableCase, index: number, earlier: readonly number[]): boolean {
  const { boxes, outcomes, meetings, table } = one;
  const box = boxAt(boxes, index);
  const gone = [...earlier];
  for (let later = index + 1; later < boxes.length; later++) {
    if (meetings?.[later]?.includes(index) !== true) continue;
    const shared = intersection(box, boxAt(boxes, later));
    if (outcomes[later] !== outcomes[index] && !isTaken(one, shared, gone)) return false;
    gone.push(later);
  }
  if (isTaken(one, box, gone)) return true;
  return table.otherwise !== undefined && textAt(one.subject.program, table.otherwise.span) === outcomes[index];
}

/** The first value that the row names in a list and that never comes to it. */
function misleading(one: TableCase, row: Row, index: number, earlier: readonly number[]): readonly Diagnostic[] {
  const { columns, outcomes, table } = one;
  const box = boxAt(one.boxes, index);
  for (const [at, cell] of row.cells.entries()) {
    const column = columns[at];
    if (cell.kind !== 'among' || cell.values.length < 2 || column === undefined) continue;
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
