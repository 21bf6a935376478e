import type { Diagnostic } from '../base/diagnostic.ts';
import { csvLine, safeCell } from '../data/csv-write.ts';
import { awardReason } from '../explain/text.ts';
import type { Type } from '../language/types.ts';
import type { Language } from '../language/vocabulary.ts';
import { say, texts } from '../messages/say.ts';
import type { Program } from '../model/program.ts';
import type { Input } from '../model/ruleset.ts';
import type { AwardResult, Evaluated, IndicatorScore, Reject, ScoreRow } from '../model/score.ts';
import { formatIsoDate } from '../number/calendar.ts';
import { Rational } from '../number/rational.ts';
import { roundToDigits } from '../number/rounding.ts';
import { plainDecimal, SHOWN_DIGITS, shortestDecimal } from '../number/text.ts';

/** One column of the results: its name, and its cell for a row. */
interface Column {
  readonly name: string;
  readonly cell: (row: ScoreRow) => string;
}

export interface ResultOptions {
  /** Of the reasons; names of columns and states are English in every result file. */
  readonly language: Language;
  /** `summary` leaves out the columns of each indicator. */
  readonly columns: 'all' | 'summary';
  /** Whether reasons may name the last one who got into a full tier [G7]. */
  readonly names: boolean;
}

/**
 * The results as lines of CSV, the header first: key inputs, period, each indicator, each value, score, rating and
 * table, award, grants, reason. What is missing or not applicable is an empty cell; the state says which.
 */
export function* resultLines(program: Program, rows: Iterable<ScoreRow>, options: ResultOptions): Generator<string> {
  const columns = [
    ...keyColumns(program),
    ...(options.columns === 'all' ? indicatorColumns(program) : []),
    ...namedColumns(program),
    ...(program.awards ? awardColumns(program, options) : []),
  ];
  yield `${csvLine(columns.map(({ name }) => safeCell(name, false)))}\n`;
  for (const row of rows) yield `${csvLine(columns.map(({ cell }) => cell(row)))}\n`;
}

function keyColumns({ ruleset }: Program): readonly Column[] {
  const keys = [...ruleset.inputs.values()].filter(({ key }) => key);
  return [
    ...keys.map((input) => ({ name: input.name, cell: (row: ScoreRow) => fieldText(input, row) })),
    { name: 'period', cell: (row) => row.period.text },
  ];
}

function fieldText({ name, type }: Input, { record }: ScoreRow): string {
  const value = record.fields.get(name);
  return value === undefined ? '' : printed({ kind: 'value', value }, digitsOf(type));
}

function indicatorColumns({ ruleset }: Program): readonly Column[] {
  return [...ruleset.indicators.values()].flatMap(({ name, types, show }) => {
    const part = (member: keyof IndicatorScore, print: (indicator: IndicatorScore) => string): Column => ({
      name: `${name}.${member}`,
      cell: (row) => {
        const indicator = row.indicators.find((candidate) => candidate.name === name);
        if (!indicator) throw new Error(`no indicator ${name} in the row of ${row.key}`);
        return print(indicator);
      },
    });
    return [
      part('actual', ({ actual }) => printed(actual, digitsOf(types.actual) ?? show)),
      part('target', ({ target }) => printed(target, types.target ? (digitsOf(types.target) ?? show) : show)),
      part('achievement', ({ achievement }) => printed(achievement, digitsOf(types.achievement) ?? show)),
      part('weight', ({ weight }) => printed(weight, null)),
      part('state', ({ state }) => state),
    ];
  });
}

function namedColumns(program: Program): readonly Column[] {
  return program.results.map(({ name, digits }) => ({
    name,
    cell: (row) => printed(row.results.get(name) ?? null, digits),
  }));
}

function awardColumns(program: Program, { language, names }: ResultOptions): readonly Column[] {
  const grants = new Map((program.awards?.tiers ?? []).flatMap((tier) => tier.grants.map((g) => [g.name, g.digits])));
  const ofAward = (name: string, print: (award: AwardResult) => string): Column => ({
    name,
    cell: ({ award }) => (award ? print(award) : ''),
  });
  return [
    ofAward('award', ({ name }) => name ?? ''),
    ...[...grants].map(([name, digits]) => ofAward(`award.${name}`, (award) => grantText(award, name, digits))),
    ofAward('award.reason', (award) => safeCell(reason(award, language, names), false)),
  ];
}

function grantText(award: AwardResult, name: string, digits: number): string {
  const grant = award.grants.find((candidate) => candidate.name === name);
  if (!grant) return '';
  return grant.kind === 'text' ? safeCell(grant.text ?? '', false) : printed(grant.value, digits);
}

function reason(award: AwardResult, language: Language, names: boolean): string {
  const text = awardReason(award, language);
  const edge = award.steps
    .map((step) => ('lastAdmitted' in step ? step.lastAdmitted : null))
    .find((key) => key !== null);
  if (!names || edge === undefined || edge === null) return text;
  return `${text} (${texts(language).report.summary.lastAdmitted(edge.replaceAll('\u001f', '/'))})`;
}

function digitsOf({ base }: Type): number | null {
  return base.kind === 'number' ? base.digits : null;
}

/** A value as plain text; a number off the grid is shown at the digits, ties away from zero [N3]. */
function printed(evaluated: Evaluated | null, digits: number | null): string {
  if (evaluated?.kind !== 'value') return '';
  const { value } = evaluated;
  if (value instanceof Rational) return decimalText(value, digits);
  return typeof value === 'number' ? formatIsoDate(value) : safeCell(String(value), false);
}

function decimalText(value: Rational, digits: number | null): string {
  if (digits === null) {
    const shortest = shortestDecimal(value);
    if (shortest !== undefined) return shortest;
  }
  const grid = digits ?? SHOWN_DIGITS;
  return plainDecimal(value.isOnGrid(grid) ? value : roundToDigits(value, grid, 'half_up'), grid);
}

/** The rejected rows as lines of CSV: one line a finding. `file` is added where several data files were read. */
export function* rejectLines(rejects: Iterable<Reject>, language: Language, withFile: boolean): Generator<string> {
  const header = ['row', 'key', 'column', 'code', 'message'];
  yield `${csvLine(withFile ? [...header, 'file'] : header)}\n`;
  for (const { row, key, findings } of rejects) {
    for (const finding of findings) {
      const place = placeOf(finding);
      const keyText = safeCell((key ?? '').replaceAll('\u001f', '/'), false);
      const message = safeCell(say(finding, language).message, false);
      const cells = [String(row), keyText, safeCell(place.column, false), finding.code, message];
      yield `${csvLine(withFile ? [...cells, safeCell(place.file, false)] : cells)}\n`;
    }
  }
}

function placeOf({ place }: Diagnostic): { readonly column: string; readonly file: string } {
  if (place.kind === 'cell') return { column: place.cell.columnName ?? '', file: place.cell.path };
  return { column: '', file: place.kind === 'file' ? place.path : place.span.path };
}
