import { type Diagnostic, diagnostic, isError, type Place } from '../base/diagnostic.ts';
import { nearest } from '../base/nearest.ts';
import type { BoundRow } from '../data/bind.ts';
import { cellReader, shortened } from '../data/cell.ts';
import { MONEY, numberType, OF_THE_ROW, PERCENT, POINTS } from '../language/types.ts';
import type { PlanColumn } from '../language/vocabulary.ts';
import type { LongActual, PlanRow } from '../model/plan.ts';
import type { Input, Planned, Ruleset } from '../model/ruleset.ts';
import { type Days, formatIsoDate, parsePeriod } from '../number/calendar.ts';
import { Rational } from '../number/rational.ts';
import { type Locale, parseNumber } from '../number/text.ts';
import { spellingsOf } from './columns.ts';

/** The cells of one row of a plan or of actuals, wherever they come from. */
export interface PlanCells {
  text(column: PlanColumn): string;
  date(column: PlanColumn): Days | null;
  place(column: PlanColumn): Place;
  readonly whole: Place;
  readonly locale: Locale;
}

/** A file (or an embedder's list) of plan rows or of actuals, read by its columns. */
export interface PlanSource {
  readonly path: string;
  readonly rows: Iterable<BoundRow>;
  readonly locale: Locale;
  /** Where each column stands, counted from 1, where that is known. */
  readonly columns?: ReadonlyMap<string, number>;
  readonly sheet?: string;
}

/** A bound row as cells. */
export function cellsOf(source: PlanSource, row: BoundRow): PlanCells {
  const { path, locale, columns, sheet } = source;
  const field = (column: PlanColumn) =>
    spellingsOf(column)
      .map((spelling) => ({ spelling, value: row.fields.get(spelling) }))
      .find(({ value }) => value !== undefined);
  const inFile = { path: row.path ?? path, row: row.row, ...(sheet === undefined ? {} : { sheet }) };
  return {
    locale,
    whole: { kind: 'cell', cell: inFile },
    text: (column) => {
      const value = field(column)?.value;
      return typeof value === 'string' ? value.trim().normalize('NFC') : '';
    },
    date: (column) => {
      const value = field(column)?.value;
      return typeof value === 'number' ? value : null;
    },
    place: (column) => {
      const spellings = spellingsOf(column);
      const columnName =
        field(column)?.spelling ?? spellings.find((one) => columns?.has(one)) ?? spellings[0] ?? column;
      const at = columns?.get(columnName);
      return { kind: 'cell', cell: { ...inFile, ...(at === undefined ? {} : { column: at }), columnName } };
    },
  };
}

/** What a row came to: itself, or why not. */
export type ReadRow<T> = { readonly row: T } | { readonly findings: readonly Diagnostic[] };

/** Reads one row of a plan by the indicator that it names. */
export function readPlanRow(ruleset: Ruleset, key: string, cells: PlanCells, period: string | null): ReadRow<PlanRow> {
  const indicator = cells.text('indicator');
  const planned = plannedNamed(ruleset, indicator);
  if (!planned) return { findings: [unknownIndicator(ruleset, indicator, cells)] };
  const findings: Diagnostic[] = [];
  const unit = cells.text('unit');
  const number = (column: 'target' | 'weight', input: Input | null) =>
    input ? readNumber(inUnitOf(input, unit), cells, column, findings) : null;
  const target = number('target', planned.target);
  const weight = number('weight', planned.weight);
  const no = cells.text('no');
  if (planned.template && no === '') findings.push(diagnostic('TK606', cells.place('no'), {}));
  if (planned.target && !fitsUnit(planned.target, unit)) {
    findings.push(diagnostic('TK614', cells.place('unit'), { text: shortened(unit), unit: unitOf(planned.target) }));
  }
  const { from, to } = daysOf(cells, period);
  if (from !== null && to !== null && from > to) {
    findings.push(diagnostic('TK668', cells.place('to'), { from: formatIsoDate(from), to: formatIsoDate(to) }));
  }
  if (findings.some(isError)) return { findings };
  const row: PlanRow = {
    key,
    no: orNull(no),
    indicator: planned.indicator,
    title: orNull(cells.text('title')),
    target,
    weight,
    unit: orNull(unit),
    from,
    to,
    approvedBy: orNull(cells.text('approved_by')),
    approvedOn: cells.date('approved_on'),
    place: cells.whole,
  };
  return { row };
}

/** The days that a row names, or those of its `period` column. */
function daysOf(cells: PlanCells, period: string | null): { from: Days | null; to: Days | null } {
  const whole = period === null ? undefined : parsePeriod(period);
  return { from: cells.date('from') ?? whole?.start ?? null, to: cells.date('to') ?? whole?.end ?? null };
}

/** What the indicator of that name takes from plans. */
export function plannedNamed({ indicators }: Ruleset, name: string): Planned | undefined {
  return [...indicators.values()].find(({ planned }) => planned?.indicator === name)?.planned;
}

function unknownIndicator(ruleset: Ruleset, name: string, cells: PlanCells): Diagnostic {
  if (name === '') return diagnostic('TK606', cells.place('indicator'), {});
  const known = ruleset.indicators.has(name);
  const offered = [...ruleset.indicators.values()].flatMap(({ planned }) => (planned ? [planned.indicator] : []));
  const suggestion = known ? undefined : nearest(name, offered);
  const args = { text: shortened(name), known, ...(suggestion === undefined ? {} : { suggestion }) };
  return diagnostic('TK667', cells.place('indicator'), args);
}

function readNumber(
  input: Input,
  cells: PlanCells,
  column: 'target' | 'weight',
  findings: Diagnostic[],
): Rational | null {
  const text = cells.text(column);
  const reading = cellReader(input)(text, cells.locale);
  if (reading.kind === 'value' && reading.value instanceof Rational) return reading.value;
  const place = cells.place(column);
  if (reading.kind === 'missing') findings.push(diagnostic('TK606', place, {}));
  if (reading.kind === 'refused') {
    const finding = reading.at(place);
    const isZero = finding.code === 'TK605' && parseNumber(text, cells.locale)?.value.isZero;
    findings.push(isZero && column === 'target' ? diagnostic('TK676', place, {}) : finding);
  }
  return null;
}

function unitOf({ type }: Input): string {
  return type.base.kind === 'number' ? type.base.unit : POINTS;
}

/** A row of a template is in its own unit, so that `12 dokumen` is read where the row says `dokumen`. */
export function inUnitOf(input: Input, unit: string): Input {
  const { base } = input.type;
  if (base.kind !== 'number' || base.unit !== OF_THE_ROW) return input;
  return { ...input, type: numberType(unit, base.digits, input.type.presence) };
}

/** How people write the units that the language writes its own way. */
const SPELLINGS: ReadonlyMap<string, readonly string[]> = new Map([
  [PERCENT, ['%', 'persen', 'percent']],
  [MONEY, ['idr', 'rp', 'rupiah']],
]);

function fitsUnit(input: Input, written: string): boolean {
  const unit = unitOf(input);
  if (written === '' || unit === OF_THE_ROW || unit === POINTS) return true;
  return (SPELLINGS.get(unit) ?? [unit.toLowerCase()]).includes(written.toLowerCase());
}

/** Reads one actual in long form; what it refers to is looked up where the record is known. */
export function readActual(key: string, cells: PlanCells, period: string | null): ReadRow<LongActual> {
  const indicator = cells.text('indicator');
  const no = cells.text('no');
  if (indicator === '' && no === '') return { findings: [diagnostic('TK606', cells.place('indicator'), {})] };
  const { locale } = cells;
  return {
    row: {
      key,
      period,
      indicator: orNull(indicator),
      no: orNull(no),
      text: cells.text('actual'),
      place: cells.place('actual'),
      locale,
    },
  };
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
