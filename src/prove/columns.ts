import type { CasePart } from '../base/codes.ts';
import type { NodeId, Value } from '../language/core.ts';
import { type Language, OPERATORS, spelling } from '../language/vocabulary.ts';
import type { Cell as Condition, Table } from '../model/ruleset.ts';
import { formatIsoDate } from '../number/calendar.ts';
import { contains, type Interval } from '../number/interval.ts';
import { Rational } from '../number/rational.ts';
import { point } from './arithmetic.ts';
import { gridOf } from './kinds.ts';
import type { Ranges } from './ranges.ts';
import { type Side, sideOf } from './regions/boxes.ts';
import type { Regions } from './regions/compile.ts';
import type { Diagram } from './regions/diagram.ts';
import { pieces, runOf, witnessIn } from './witness.ts';

/** A column of a table as a finite list of places: the values of a choice, or the pieces of a number line. */
export interface Column {
  readonly name: string;
  readonly node: NodeId;
  readonly size: number;
  /** The places that a condition admits; null where it admits all. */
  side(condition: Condition): Side;
  /** A place as it is written to people. */
  part(place: number): CasePart;
  /** A place that stands for all texts that no row names. */
  readonly nameless: number | null;
  /** True where the column's value lies at the place. */
  at(place: number, regions: Regions): Diagram;
  /** The place of the column's value, as an end; "missing" where it has none. */
  places(regions: Regions): Diagram;
}

export function columnsOf(
  { columns, rows }: Table,
  nodes: readonly NodeId[],
  ranges: Ranges,
  language: Language,
): readonly Column[] {
  return columns.map((column, index) => {
    const node = nodes[index] ?? 0;
    const conditions = rows.map((row) => row.cells[index] ?? ANY);
    const { base } = column.type;
    if (base.kind === 'choice') return words(column.name, node, base.values, false, language);
    if (base.kind === 'flag') return words(column.name, node, [false, true], false, language);
    if (base.kind !== 'number' && base.kind !== 'date')
      return words(column.name, node, namedIn(conditions), true, language);
    const digits = gridOf(ranges.node(node));
    const line = pieces(ranges.at(node), conditions.flatMap(intervalsOf), digits);
    return numbers(column.name, node, line, digits, base.kind === 'date' ? null : base.unit);
  });
}

export const ANY: Condition = { kind: 'any' };

function namedIn(conditions: readonly Condition[]): readonly (string | boolean)[] {
  return [...new Set(conditions.flatMap((condition) => (condition.kind === 'among' ? condition.values : [])))];
}

/** Choices, flags, and texts, which have one more place: whatever no row names. */
function words(
  name: string,
  node: NodeId,
  listed: readonly (string | boolean)[],
  isOpen: boolean,
  language: Language,
): Column {
  const nameless = isOpen ? listed.length : null;
  const texts = listed.filter((word) => typeof word === 'string');
  const at = (place: number, regions: Regions) => regions.isWord(node, listed[place] ?? null, texts);
  return {
    name,
    node,
    size: listed.length + (isOpen ? 1 : 0),
    side: (condition) =>
      condition.kind === 'among' ? sideOf(condition.values.map((value) => listed.indexOf(value))) : null,
    part: (place) => ({ name, value: wordText(listed[place] ?? '…', language), unit: '' }),
    nameless,
    at,
    places: (regions) => regions.wordAmong(node, listed),
  };
}

function wordText(word: string | boolean, language: Language): string {
  if (typeof word === 'string') return word;
  return spelling(word ? OPERATORS.true : OPERATORS.false, language);
}

/** `unit`: null for dates. */
function numbers(
  name: string,
  node: NodeId,
  line: readonly Interval[],
  digits: number | null,
  unit: string | null,
): Column {
  return {
    name,
    node,
    size: line.length,
    side: (condition) =>
      condition.kind === 'any' ? null : merged(intervalsOf(condition).map((interval) => runOf(line, interval))),
    part: (place) => {
      const value = witnessIn(line[place] ?? point(Rational.ZERO), digits) ?? Rational.ZERO;
      if (unit === null) return { name, value: formatIsoDate(Number(value.numerator)), unit: '' };
      return { name, value, unit };
    },
    nameless: null,
    at: (place, regions) => regions.lies(node, line[place] ?? point(Rational.ZERO)),
    places: (regions) => regions.placeAmong(node, line),
  };
}

function merged(runs: readonly (readonly [number, number])[]): Side {
  const result: [number, number][] = [];
  for (const [from, to] of [...runs].sort((a, b) => a[0] - b[0])) {
    const last = result[result.length - 1];
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else if (from < to) result.push([from, to]);
  }
  return result;
}

function intervalsOf(condition: Condition): readonly Interval[] {
  if (condition.kind === 'interval') return [condition.interval];
  return condition.kind === 'numbers' ? condition.values.map(point) : [];
}

/** Whether a cell admits a value, as the lowered table has it. */
export function isMet(condition: Condition, value: Value): boolean {
  if (condition.kind === 'any') return true;
  if (condition.kind === 'among') return condition.values.some((one) => one === value);
  const number = typeof value === 'number' ? Rational.integer(value) : value;
  return number instanceof Rational && intervalsOf(condition).some((interval) => contains(interval, number));
}
