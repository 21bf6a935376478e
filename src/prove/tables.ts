import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import type { Row } from '../model/ruleset.ts';
import type { Evaluation } from '../model/score.ts';
import { ANY, isMet } from './columns.ts';
import { type Box, type Cell, type Cover, cover, isEmptyBox, meet, widened } from './regions/boxes.ts';
import { inRows, type Subject } from './subject.ts';
import type { TableAxis } from './table-axes.ts';
import { boxAt, mostCut, notProven, otherRow, partsOf, rowAt, type TableCase, tableCase } from './table-case.ts';
import { ladderOf, priorityFindings } from './table-priority.ts';
import { witnessOf } from './table-witness.ts';

/** Every table: no combination without a row, none with two rows that differ, no row that is never reached. */
export function tableFindings(subject: Subject): readonly Diagnostic[] {
  const { ruleset } = subject.program;
  const ofRows = inRows(subject);
  return [
    ...[...ruleset.tables.values()].flatMap((table) => faultsOfTable(tableCase(table, subject))),
    ...[...ruleset.details.values()].flatMap(({ name, tables }) =>
      [...tables.values()].flatMap((table) =>
        faultsOfTable(tableCase({ ...table, name: `${name}.${table.name}` }, ofRows)),
      ),
    ),
  ];
}

function faultsOfTable(one: TableCase): readonly Diagnostic[] {
  // A domain without any value: what feeds the column never has one, and there is nothing to decide.
  if (one.sizes.includes(0)) return [];
  if (one.table.hit === 'unique') return [...overlaps(one), ...unreached(one), ...gap(one, firstGap(one))];
  const ladder = ladderOf(one);
  // What the climb has not gone through to the end, and texts that no row names, are asked for by themselves.
  const isPlain = ladder.isComplete && one.columns.every(({ nameless }) => nameless === null);
  const hasGap = one.table.otherwise === undefined && ladder.gap !== null;
  const found = isPlain ? coverOf(hasGap ? ladder.gap : null) : firstGap(one);
  return [...priorityFindings(one, ladder), ...gap(one, found)];
}

/** Under `unique`, rows that meet: each with the first that it meets and differs from, or else agrees with. */
function overlaps(one: TableCase): readonly Diagnostic[] {
  const { boxes, outcomes, table } = one;
  if (one.meetings === undefined)
    return [
      notProven(
        one,
        table.columns.map(({ name }) => name),
      ),
    ];
  const findings: Diagnostic[] = [];
  for (const [second, earlier] of one.meetings.entries()) {
    const differing = earlier.find((first) => outcomes[first] !== outcomes[second]);
    const [first] = differing === undefined ? earlier : [differing];
    const cell = first === undefined ? undefined : meet(boxAt(boxes, first), boxAt(boxes, second));
    if (first === undefined || cell === undefined) continue;
    const finding =
      differing === undefined ? sameTwice(one, first, second, cell) : contradiction(one, first, second, cell);
    findings.push(...finding);
  }
  return findings;
}

function contradiction(one: TableCase, first: number, second: number, cell: Cell): readonly Diagnostic[] {
  const [upper, lower] = [rowAt(one, first), rowAt(one, second)];
  const shows = (evaluation: Evaluation) => isMatched(one, upper, evaluation) && isMatched(one, lower, evaluation);
  const { parts, employee } = witnessOf(one, cell, shows);
  // Columns that hang together in a way that was too much to work out may never come to this.
  if (employee === null && one.loose.length > 0) return [notProven(one, one.loose)];
  const args = { table: one.table.name, cell: parts, first: upper.number, second: lower.number, employee };
  return [diagnostic('TK505', lower.span, args, { related: [otherRow(upper)] })];
}

function sameTwice(one: TableCase, first: number, second: number, cell: Cell): readonly Diagnostic[] {
  const [upper, lower] = [rowAt(one, first), rowAt(one, second)];
  const others = one.boxes.filter((_, index) => index !== second && one.outcomes[index] === one.outcomes[second]);
  const whole = cover(others, boxAt(one.boxes, second), one.sizes, one.budget).kind === 'covered';
  const args = { table: one.table.name, cell: partsOf(one, cell), first: upper.number, second: lower.number, whole };
  return [diagnostic('TK580', lower.span, args, { related: [otherRow(upper)] })];
}

/** Rows that admit nothing that there can be. */
function unreached({ table, boxes }: TableCase): readonly Diagnostic[] {
  return table.rows.flatMap((row, index) =>
    isEmptyBox(boxAt(boxes, index)) ? [diagnostic('TK506', row.span, { table: table.name, row: row.number })] : [],
  );
}

function coverOf(gap: readonly number[] | null): Cover {
  return gap === null ? { kind: 'covered' } : { kind: 'gap', cell: gap };
}

/** The first cell that no row holds, one without unnamed texts where there is such. */
function firstGap(one: TableCase): Cover {
  const { table, axes, boxes, sizes, budget } = one;
  if (table.otherwise !== undefined) return { kind: 'covered' };
  const areApart = one.meetings?.every((earlier) => earlier.length === 0) === true;
  const everywhere: Box = { sides: axes.map(() => null) };
  const first = cover(boxes, { sides: axes.map((axis) => namedPlaces(one, axis)) }, sizes, budget, areApart);
  return first.kind === 'covered' ? cover(boxes, everywhere, sizes, budget, areApart) : first;
}

/** A combination without a row. One that needs a text which no row names is only what was not proven. */
function gap(one: TableCase, found: Cover): readonly Diagnostic[] {
  const { table, boxes } = one;
  if (found.kind === 'covered') return [];
  if (found.kind === 'unknown') return [notProven(one, mostCut(one))];
  const cell = widened(found.cell, boxes);
  const opaque = namelessIn(one, cell);
  if (opaque.length > 0) return [notProven(one, opaque)];
  const shows = (evaluation: Evaluation) => hasNoRow(one, evaluation);
  const { parts, employee } = witnessOf(one, cell, shows);
  if (employee === null && one.loose.length > 0) return [notProven(one, one.loose)];
  return [diagnostic('TK504', table.span, { table: table.name, cell: parts, employee })];
}

function hasNoRow(one: TableCase, evaluation: Evaluation): boolean {
  return (
    one.columns.every(({ node }) => evaluation.at(node).kind === 'value') &&
    !one.table.rows.some((row) => isMatched(one, row, evaluation))
  );
}

function isMatched({ columns }: TableCase, { cells }: Row, evaluation: Evaluation): boolean {
  return columns.every(({ node }, index) => {
    const result = evaluation.at(node);
    return result.kind === 'value' && isMet(cells[index] ?? ANY, result.value);
  });
}

function namedPlaces({ columns }: TableCase, axis: TableAxis): Box['sides'][number] {
  const isNamed = (place: readonly number[]) =>
    place.every((at, index) => {
      const column = columns[axis.columns[index] ?? 0];
      return column?.nameless !== at || column.size === 1;
    });
  if (axis.columns.every((index) => columns[index]?.nameless === null)) return null;
  return axis.places.flatMap((place, index) => (isNamed(place) ? [[index, index + 1] as const] : []));
}

function namelessIn({ columns, axes }: TableCase, cell: Cell): readonly string[] {
  return axes.flatMap((axis, index) => {
    const place = cell[index] ?? null;
    if (place === null) return [];
    return axis.columns.flatMap((column, at) => {
      const { nameless = null, name = '' } = columns[column] ?? {};
      return nameless !== null && axis.places[place]?.[at] === nameless ? [name] : [];
    });
  });
}
