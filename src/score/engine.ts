import { aboutSensitive, type Diagnostic, diagnostic, isError, type Related } from '../base/diagnostic.ts';
import { type BoundRow, KEY_SEPARATOR } from '../data/bind.ts';
import type { PlanBook } from '../model/plan.ts';
import type { Program } from '../model/program.ts';
import type { AwardResult, CohortResult, Reject, ScoreRow, Setting } from '../model/score.ts';
import { type Period, parsePeriod } from '../number/calendar.ts';
import { joiner } from '../plan/bind.ts';
import { NO_PLAN, unknownActuals } from '../plan/book.ts';
import type { Unawarded } from './awards.ts';
import { awardCohort } from './groups.ts';
import { scoreWithoutAward } from './record.ts';

export { isReject, scoreRecord } from './record.ts';

export interface CohortOptions {
  readonly period: Period;
  /** The data file's name in findings of the run, for rows that do not name their own. */
  readonly path?: string;
  /** Work plans and actuals in long form. */
  readonly plan?: PlanBook;
}

/**
 * Scores all records of one period and gives the awards, quotas included. Rows stand in input order; no value and
 * no award depends on that order, nor on how the rows arrive. Rows of other periods are counted and left alone.
 */
export async function scoreCohort(
  program: Program,
  rows: Iterable<BoundRow> | AsyncIterable<BoundRow>,
  { period, path = '', plan = NO_PLAN }: CohortOptions,
): Promise<CohortResult> {
  const join = joiner(program.ruleset, plan, period);
  const entries: Entry[] = [];
  const rowsByKey = new Map<string, Origin[]>();
  const others = new Map<string, number>();
  for await (const row of rows) {
    if (isOfOtherPeriod(row, period)) {
      const other = row.period ?? '';
      others.set(other, (others.get(other) ?? 0) + 1);
      continue;
    }
    const origin = { path: row.path ?? path, row: row.row };
    if (row.key !== null) note(rowsByKey, row.key, origin);
    entries.push(readEntry(program, join({ ...row, path: origin.path }), { period }, origin));
  }
  return finish(
    program,
    entries.map((entry) => withDuplicates(program, entry, rowsByKey)),
    [...noRows(entries, others, period, path), ...plan.findings, ...unknownActuals(plan, period, rowsByKey)],
    [...others.values()].reduce((total, count) => total + count, 0),
  );
}

/** A run without a single row is most likely a slip in the period. */
function noRows(
  entries: readonly Entry[],
  others: ReadonlyMap<string, number>,
  period: Period,
  path: string,
): readonly Diagnostic[] {
  if (entries.length > 0) return [];
  const found = [...others.keys()].sort().slice(0, MOST_PERIODS_NAMED);
  return [diagnostic('TK619', { kind: 'file', path }, { period: period.text, found })];
}

const MOST_PERIODS_NAMED = 12;

/** Where a row stands. */
interface Origin {
  readonly path: string;
  readonly row: number;
}

/** One row of the run's period: scored or rejected, with what could be read of it. */
interface Entry {
  readonly origin: Origin;
  readonly key: string | null;
  readonly scored: Unawarded | Reject;
  /** What could be read, also of a rejected row. */
  readonly fields: BoundRow['fields'];
  /** Findings that do not reject the row. */
  readonly remarks: readonly Diagnostic[];
}

function note(rowsByKey: Map<string, Origin[]>, key: string, origin: Origin): void {
  const origins = rowsByKey.get(key);
  if (origins) origins.push(origin);
  else rowsByKey.set(key, [origin]);
}

function isOfOtherPeriod(row: BoundRow, period: Period): boolean {
  return row.period !== null && (parsePeriod(row.period)?.text ?? row.period) !== period.text;
}

function readEntry(program: Program, bound: BoundRow, setting: Setting, origin: Origin): Entry {
  const { row, key, record, fields, findings } = bound;
  if (findings.some(isError)) return { origin, key, scored: { row, key, findings }, fields, remarks: [] };
  if (record === undefined) throw new Error(`row ${row} has neither a record nor a finding`);
  return { origin, key, scored: scoreWithoutAward(program, record, setting, origin.path), fields, remarks: findings };
}

/** Where a key stands twice in the period, all its rows are rejected: people must say which of them is right. */
function withDuplicates({ ruleset }: Program, entry: Entry, rowsByKey: ReadonlyMap<string, readonly Origin[]>): Entry {
  const { origin, key, scored } = entry;
  const origins = key === null ? [] : (rowsByKey.get(key) ?? []);
  if (key === null || origins.length < 2) return entry;
  const shown = origins.slice(0, MOST_ROWS_NAMED);
  const related = shown
    .filter((other) => other !== origin)
    .map((other): Related => ({ place: { kind: 'cell', cell: other }, role: 'other_row' }));
  const args = { key: key.replaceAll(KEY_SEPARATOR, '/'), rows: shown.map(({ row }) => row) };
  const finding = diagnostic('TK609', { kind: 'cell', cell: origin }, args, { related });
  const isSecret = [...ruleset.inputs.values()].some((input) => input.key && input.sensitive);
  const duplicate = isSecret ? aboutSensitive(finding) : finding;
  const findings = 'findings' in scored ? [...scored.findings, duplicate] : [duplicate];
  return { ...entry, scored: { row: origin.row, key, findings }, remarks: [] };
}

/** Each row of a duplicated key names the others: a file of one key repeated must not fill the memory. */
const MOST_ROWS_NAMED = 20;

function finish(
  program: Program,
  entries: readonly Entry[],
  aboutRun: readonly Diagnostic[],
  otherPeriods: number,
): CohortResult {
  const scored: Unawarded[] = [];
  const rejects: Reject[] = [];
  const rejectedFields: BoundRow['fields'][] = [];
  for (const { scored: outcome, fields } of entries) {
    if (!('findings' in outcome)) scored.push(outcome);
    else {
      rejects.push(outcome);
      rejectedFields.push(fields);
    }
  }
  const stage = program.awards && awardCohort(program.awards, scored, rejectedFields);
  const rows = scored.map((row, i): ScoreRow => ({ ...row, award: stage?.awards[i] ?? null }));
  return {
    rows,
    rejects,
    groups: stage?.groups ?? [],
    diagnostics: [...aboutRun, ...entries.flatMap(({ remarks }) => remarks), ...(stage?.diagnostics ?? [])],
    summary: summarise(program, rows, rejects.length, otherPeriods),
  };
}

function summarise(
  program: Program,
  rows: readonly ScoreRow[],
  rejected: number,
  otherPeriods: number,
): CohortResult['summary'] {
  const awards = new Map<string, number>();
  for (const { name } of program.awards?.tiers ?? []) awards.set(name, 0);
  if (program.awards) awards.set(program.awards.otherwise, 0);
  for (const { award } of rows) {
    if (award?.name != null) awards.set(award.name, (awards.get(award.name) ?? 0) + 1);
  }
  const inState = (state: AwardResult['state']) => rows.filter(({ award }) => award?.state === state).length;
  return {
    read: rows.length + rejected,
    scored: rows.length,
    rejected,
    otherPeriods,
    notAssessed: rows.filter(({ state }) => state === 'not_assessed').length,
    awards,
    undecided: inState('undecided'),
  };
}
