import { type Diagnostic, diagnostic, type Related } from '../base/diagnostic.ts';
import type { NodeId } from '../language/core.ts';
import type { Type } from '../language/types.ts';
import { type Language, OPERATORS, spelling } from '../language/vocabulary.ts';
import type { Program } from '../model/program.ts';
import type { Cell as Condition, Row, Table } from '../model/ruleset.ts';
import { formatIsoDate } from '../number/calendar.ts';
import { EVERYTHING, type Interval } from '../number/interval.ts';
import { shortestDecimal } from '../number/text.ts';
import { point } from './arithmetic.ts';
import { gridOf } from './kinds.ts';
import type { Ranges } from './ranges.ts';
import { type Box, Budget, boxesMeet, type Cell, cover, MOST_CELLS, MOST_PAIRS, widened } from './regions.ts';
import { textAt } from './source.ts';
import { liesWithin, pieces, witnessIn } from './witness.ts';

/** A column as a finite axis: its places, which of them a condition admits, and how one is printed. */
interface Axis {
  readonly name: string;
  readonly size: number;
  /** Null where the condition admits all. */
  admitted(condition: Condition): ReadonlySet<number> | null;
  print(place: number): string;
  /** A place that stands for all texts that no row names. */
  readonly nameless: number | null;
}

/** Every table: no combination without a row, none with two rows that differ, no row that is never reached. */
export function tableFindings(program: Program, ranges: Ranges): readonly Diagnostic[] {
  const { language } = program.ruleset;
  return [...program.ruleset.tables.values()].flatMap((table) => {
    const columns = program.tables.get(table.name) ?? [];
    const axes = table.columns.map((column, index) => {
      const conditions = table.rows.map((row) => row.cells[index] ?? ANY);
      return axisOf(column.name, column.type, conditions, rangeOf(ranges, columns[index]), language);
    });
    return faultsOfTable(table, axes, (row) => textAt(program, row.then.span));
  });
}

const ANY: Condition = { kind: 'any' };

interface NumberRange {
  readonly interval: Interval;
  readonly digits: number | null;
}

function rangeOf(ranges: Ranges, node: NodeId | undefined): NumberRange {
  if (node === undefined) return { interval: EVERYTHING, digits: null };
  return { interval: ranges.at(node), digits: gridOf(ranges.node(node)) };
}

/** `language`: of the ruleset, whose words a finding repeats. */
export function axisOf(
  name: string,
  { base }: Type,
  conditions: readonly Condition[],
  range: NumberRange,
  language: Language = 'en',
): Axis {
  switch (base.kind) {
    case 'choice':
      return wordAxis(name, base.values, false, language);
    case 'flag':
      return wordAxis(name, [false, true], false, language);
    case 'number':
      return numberAxis(name, conditions, range, (value) => shortestDecimal(value) ?? value.toString());
    case 'date':
      return numberAxis(name, conditions, { ...range, digits: 0 }, (value) => formatIsoDate(Number(value.numerator)));
    default:
      return wordAxis(name, namedWords(conditions), true, language);
  }
}

function namedWords(conditions: readonly Condition[]): readonly (string | boolean)[] {
  return [...new Set(conditions.flatMap((condition) => (condition.kind === 'among' ? condition.values : [])))];
}

/** Choices, flags, and texts, which have one more place: whatever no row names. */
function wordAxis(name: string, words: readonly (string | boolean)[], isOpen: boolean, language: Language): Axis {
  const nameless = isOpen ? words.length : null;
  return {
    name,
    size: words.length + (isOpen ? 1 : 0),
    admitted: (condition) =>
      condition.kind === 'among' ? new Set(condition.values.map((value) => words.indexOf(value))) : null,
    print: (place) => wordText(words[place] ?? '…', language),
    nameless,
  };
}

function wordText(word: string | boolean, language: Language): string {
  if (typeof word === 'string') return word;
  return spelling(word ? OPERATORS.true : OPERATORS.false, language);
}

function numberAxis(
  name: string,
  conditions: readonly Condition[],
  { interval: domain, digits }: NumberRange,
  print: (value: NonNullable<ReturnType<typeof witnessIn>>) => string,
): Axis {
  const places = pieces(domain, conditions.flatMap(intervalsOf), digits);
  return {
    name,
    size: places.length,
    admitted: (condition) => {
      if (condition.kind === 'any') return null;
      const intervals = intervalsOf(condition);
      const holds = (place: Interval) => intervals.some((interval) => liesWithin(place, interval));
      return new Set(places.flatMap((place, index) => (holds(place) ? [index] : [])));
    },
    print: (place) => {
      const value = witnessIn(places[place] ?? EVERYTHING, digits);
      return value === undefined ? '' : print(value);
    },
    nameless: null,
  };
}

function intervalsOf(condition: Condition): readonly Interval[] {
  if (condition.kind === 'interval') return [condition.interval];
  return condition.kind === 'numbers' ? condition.values.map(point) : [];
}

export function faultsOfTable(
  table: Table,
  axes: readonly Axis[],
  outcome: (row: Row) => string,
): readonly Diagnostic[] {
  // A domain without any value: what feeds the column never has one, and there is nothing to decide.
  if (axes.some(({ size }) => size === 0)) return [];
  const boxes = table.rows.map(
    ({ cells }): Box => ({ sides: axes.map((axis, index) => axis.admitted(cells[index] ?? ANY)) }),
  );
  const proof = new TableProof(table, axes, boxes, outcome);
  return [...proof.overlaps(), ...proof.unreached(), ...proof.gap()];
}

class TableProof {
  private readonly table: Table;
  private readonly axes: readonly Axis[];
  private readonly boxes: readonly Box[];
  private readonly outcome: (row: Row) => string;
  private readonly sizes: readonly number[];
  private readonly budget = new Budget(MOST_CELLS);

  constructor(table: Table, axes: readonly Axis[], boxes: readonly Box[], outcome: (row: Row) => string) {
    this.table = table;
    this.axes = axes;
    this.boxes = boxes;
    this.outcome = outcome;
    this.sizes = axes.map(({ size }) => size);
  }

  /** Under `unique`, rows that meet and differ: each row with the first that it meets. Rows that agree do no harm. */
  overlaps(): readonly Diagnostic[] {
    const { name, hit, rows } = this.table;
    if (hit === 'priority') return [];
    const outcomes = rows.map(this.outcome);
    const findings: Diagnostic[] = [];
    const pairs = new Budget(MOST_PAIRS);
    for (const [index, second] of rows.entries()) {
      for (const [earlier, first] of rows.slice(0, index).entries()) {
        if (outcomes[index] === outcomes[earlier]) continue;
        if (!pairs.spend()) return [...findings, this.notProven(this.axes)];
        const places = boxesMeet(this.box(index), this.box(earlier));
        if (places === undefined) continue;
        const args = { table: name, cell: this.print(places), first: first.number, second: second.number };
        const related: Related = { place: { kind: 'text', span: first.span }, role: 'other_row' };
        findings.push(diagnostic('TK505', second.span, args, { related: [related] }));
        break;
      }
    }
    return findings;
  }

  /** Rows that admit nothing, and under `priority` rows whose every case an earlier row has taken. */
  unreached(): readonly Diagnostic[] {
    const { name, hit, rows } = this.table;
    return rows.flatMap((row, index) => {
      const box = this.box(index);
      const isEmpty = box.sides.some((side) => side?.size === 0);
      const isTaken = () => cover(this.boxes.slice(0, index), box, this.sizes, this.budget).kind === 'covered';
      const isUnreached = isEmpty || (hit === 'priority' && index > 0 && isTaken());
      return isUnreached ? [diagnostic('TK506', row.span, { table: name, row: row.number })] : [];
    });
  }

  /** The first combination without a row. One that needs a text which no row names is only what was not proven. */
  gap(): readonly Diagnostic[] {
    const { name, span, otherwise } = this.table;
    if (otherwise !== undefined) return [];
    const everywhere: Box = { sides: this.axes.map(() => null) };
    const named: Box = { sides: this.axes.map((axis) => this.namedPlaces(axis)) };
    const first = cover(this.boxes, named, this.sizes, this.budget);
    const found = first.kind === 'covered' ? cover(this.boxes, everywhere, this.sizes, this.budget) : first;
    if (found.kind === 'covered') return [];
    if (found.kind === 'unknown') return [this.notProven(this.axes)];
    const cell = widened(found.cell, this.boxes);
    const opaque = this.axes.filter((axis, index) => axis.nameless !== null && cell[index] === axis.nameless);
    if (opaque.length > 0) return [this.notProven(opaque)];
    return [diagnostic('TK504', span, { table: name, cell: this.print(cell) })];
  }

  private namedPlaces({ nameless, size }: Axis): ReadonlySet<number> | null {
    if (nameless === null || size === 1) return null;
    return new Set([...Array(size).keys()].filter((place) => place !== nameless));
  }

  private notProven(axes: readonly Axis[]): Diagnostic {
    const { name, span } = this.table;
    return diagnostic('TK518', span, { what: name, axes: axes.map((axis) => axis.name) });
  }

  private print(cell: Cell): string {
    return cell
      .flatMap((place, index) => {
        const axis = this.axes[index];
        return place === null || axis === undefined ? [] : [`${axis.name} = ${axis.print(place)}`];
      })
      .join(', ');
  }

  private box(index: number): Box {
    const box = this.boxes[index];
    if (box === undefined) throw new RangeError(`tables: no row ${index}`);
    return box;
  }
}
