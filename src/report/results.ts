import type { Diagnostic } from '../base/diagnostic.ts';
import { csvLine, safeCell } from '../data/csv-write.ts';
import { awardReason } from '../explain/award-reason.ts';
import type { Language } from '../language/vocabulary.ts';
import { say, texts } from '../messages/say.ts';
import type { Program } from '../model/program.ts';
import type { Input } from '../model/ruleset.ts';
import { partsBefore, paymentColumns, reasonsAfter } from './group-columns.ts';
import { digitsOf, EMPTY, measured, printed, type ResultCell, type ResultColumn, textCell } from './result-cells.ts';

export type { ResultCell, ResultColumn } from './result-cells.ts';

import type { AwardResult, IndicatorScore, Reject, ScoreRow } from '../model/score.ts';
import { formatIsoDate } from '../number/calendar.ts';

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
  yield* tableLines(resultColumns(program, options), rows);
}

/** A table as lines of CSV. */
export function* tableLines<Row>(columns: readonly ResultColumn<Row>[], rows: Iterable<Row>): Generator<string> {
  yield `${csvLine(columns.map(({ name }) => safeCell(name, false)))}\n`;
  for (const row of rows) yield `${csvLine(columns.map(({ cell }) => csvText(cell(row))))}\n`;
}

/** The columns of the results, in their order. */
export function resultColumns(program: Program, options: ResultOptions): readonly ResultColumn[] {
  return [
    ...keyColumns(program),
    ...(options.columns === 'all' ? indicatorColumns(program) : []),
    ...namedColumns(program, options.language),
    ...(program.awards ? awardColumns(program, options) : []),
  ];
}

/** A cell of the results as CSV carries it, before quoting. */
export function csvText(cell: ResultCell): string {
  switch (cell.kind) {
    case 'empty':
      return '';
    case 'text':
      return safeCell(cell.text, false);
    case 'number':
      return cell.text;
    case 'date':
      return formatIsoDate(cell.days);
  }
}

export function keyColumns({ ruleset }: Program): readonly ResultColumn[] {
  const keys = [...ruleset.inputs.values()].filter(({ key }) => key);
  return [
    ...keys.map((input) => ({ name: input.name, cell: (row: ScoreRow) => fieldCell(input, row) })),
    { name: 'period', cell: (row) => textCell(row.period.text) },
  ];
}

function fieldCell({ name, type }: Input, { record }: ScoreRow): ResultCell {
  const value = record.fields.get(name);
  return value === undefined ? EMPTY : printed({ kind: 'value', value }, digitsOf(type));
}

function indicatorColumns({ ruleset }: Program): readonly ResultColumn[] {
  // The rows of a template stand in the long form alone: how many there are differs from person to person [G6].
  const wide = [...ruleset.indicators.values()].filter(({ planned }) => !planned?.template);
  return wide.flatMap(({ name, types, show }) => {
    const part = (member: keyof IndicatorScore, print: (indicator: IndicatorScore) => ResultCell): ResultColumn => ({
      name: `${name}.${member}`,
      cell: (row) => {
        const indicator = row.indicators.find((candidate) => candidate.name === name);
        if (!indicator) throw new Error(`no indicator ${name} in the row of ${row.key}`);
        return print(indicator);
      },
    });
    return [
      part('actual', ({ actual }) => measured(actual, types.actual, show)),
      part('target', ({ target }) => measured(target, types.target, show)),
      part('achievement', ({ achievement }) => printed(achievement, digitsOf(types.achievement) ?? show)),
      part('weight', ({ weight }) => printed(weight, null)),
      part('state', ({ state }) => textCell(state)),
    ];
  });
}

function namedColumns(program: Program, language: Language): readonly ResultColumn[] {
  return program.results.flatMap((result) => [
    ...partsBefore(program, result),
    {
      name: result.name,
      cell: (row) => printed(row.results.get(result.name) ?? null, result.digits),
    },
    ...reasonsAfter(result, language),
  ]);
}

function awardColumns(program: Program, { language, names }: ResultOptions): readonly ResultColumn[] {
  const grants = new Map((program.awards?.tiers ?? []).flatMap((tier) => tier.grants.map((g) => [g.name, g.digits])));
  const paid = new Set(program.awards?.budget?.grants ?? []);
  const ofAward = (name: string, print: (award: AwardResult) => ResultCell): ResultColumn => ({
    name,
    cell: ({ award }) => (award ? print(award) : EMPTY),
  });
  return [
    ofAward('award', ({ name }) => textCell(name ?? '')),
    ...[...grants].flatMap(([name, digits]) => [
      ofAward(`award.${name}`, (award) => grantCell(award, name, digits)),
      ...(paid.has(name) ? paymentColumns(name, digits) : []),
    ]),
    ofAward('award.reason', (award) => textCell(reason(award, language, names))),
  ];
}

function grantCell(award: AwardResult, name: string, digits: number): ResultCell {
  const grant = award.grants.find((candidate) => candidate.name === name);
  if (!grant) return EMPTY;
  return grant.kind === 'text' ? textCell(grant.text ?? '') : printed(grant.value, digits);
}

function reason(award: AwardResult, language: Language, names: boolean): string {
  const text = awardReason(award, language);
  const edge = award.steps
    .map((step) => ('lastAdmitted' in step ? step.lastAdmitted : null))
    .find((key) => key !== null);
  if (!names || edge === undefined || edge === null) return text;
  return `${text} (${texts(language).report.summary.lastAdmitted(edge.replaceAll('\u001f', '/'))})`;
}

/** The rejected rows as lines of CSV: one line a finding. `file` is added where several data files were read. */
export function* rejectLines(rejects: Iterable<Reject>, language: Language, withFile: boolean): Generator<string> {
  yield `${csvLine(rejectHeader(withFile))}\n`;
  for (const cells of rejectRows(rejects, language, withFile)) {
    yield `${csvLine(cells.map((text) => safeCell(text, false)))}\n`;
  }
}

export function rejectHeader(withFile: boolean): readonly string[] {
  const header = ['row', 'key', 'column', 'code', 'message'];
  return withFile ? [...header, 'file'] : header;
}

/** The cells of each line of the rejected rows. */
export function* rejectRows(
  rejects: Iterable<Reject>,
  language: Language,
  withFile: boolean,
): Generator<readonly string[]> {
  for (const { row, key, findings } of rejects) {
    for (const finding of findings) {
      const place = placeOf(finding);
      const keyText = (key ?? '').replaceAll('\u001f', '/');
      const cells = [String(place.row ?? row), keyText, place.column, finding.code, say(finding, language).message];
      yield withFile ? [...cells, place.file] : cells;
    }
  }
}

/** Of a row of details the finding names the file and the row that it stands in. */
function placeOf({ place }: Diagnostic): { readonly row?: number; readonly column: string; readonly file: string } {
  if (place.kind === 'cell') {
    return { row: place.cell.row, column: place.cell.columnName ?? '', file: place.cell.path };
  }
  return { column: '', file: place.kind === 'file' ? place.path : place.span.path };
}
