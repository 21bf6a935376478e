import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import type { BoundRow } from '../data/bind.ts';
import type { PlanBook } from '../model/plan.ts';
import type { Program } from '../model/program.ts';
import type { AwardResult, CohortResult, Reject, ScoreRow, Setting } from '../model/score.ts';
import type { Period } from '../number/calendar.ts';
import { joiner } from '../plan/bind.ts';
import { NO_PLAN, unknownActuals } from '../plan/book.ts';
import type { Unawarded } from './awards.ts';
import { payGrants } from './budget.ts';
import { type DetailsOfRun, RowsOfDetails } from './details.ts';
import { type Entry, entriesOf } from './entries.ts';
import { GroupBook, type GroupSource } from './group-data.ts';
import { awardCohort } from './groups.ts';
import { straddling } from './period.ts';
import { isReject, scoreLate } from './record.ts';
import { type SortedRows, type Sorting, sortKnown, sortRows } from './sort-rows.ts';
import { settleStages } from './stages.ts';

export { isReject, scoreRecord } from './record.ts';

export interface CohortOptions {
  readonly period: Period;
  /** The data file's name in findings of the run, for rows that do not name their own. */
  readonly path?: string;
  /** Work plans and actuals in long form. */
  readonly plan?: PlanBook;
  /** Rows of the tables of groups. */
  readonly groupData?: readonly GroupSource[];
  /** Rows of other periods, beside those among the data; read where the rules read earlier periods. */
  readonly history?: Iterable<BoundRow> | AsyncIterable<BoundRow>;
  /** Rows of the ruleset's details; what is not brought is not taken for empty. */
  readonly details?: DetailsOfRun;
  /** The holidays of the ruleset's calendars. */
  readonly calendars?: Setting['calendars'];
}

/**
 * Scores all records of one period and gives the awards, quotas included. Rows stand in input order; no value and
 * no award depends on that order, nor on how the rows arrive. Rows of other periods are counted; rules that read
 * earlier periods find them by key. Several rows of one key are one record in a longer period, and where the ruleset
 * has segments.
 */
export async function scoreCohort(
  program: Program,
  rows: Iterable<BoundRow> | AsyncIterable<BoundRow>,
  options: CohortOptions,
): Promise<CohortResult> {
  const run = prepare(program, options);
  return run.complete(await sortRows(run.sorting, rows, options.history ?? []));
}

/** The same for rows that are all at hand, and without a history. */
export function scoreKnown(program: Program, rows: Iterable<BoundRow>, options: CohortOptions): CohortResult {
  const run = prepare(program, options);
  return run.complete(sortKnown(run.sorting, rows));
}

/** What a run needs before its rows come, and what it makes of them. */
function prepare(
  program: Program,
  options: CohortOptions,
): { readonly sorting: Sorting; readonly complete: (sorted: SortedRows) => CohortResult } {
  const { period, path = '', plan = NO_PLAN, details = new Map(), calendars, groupData = [] } = options;
  const withPlan = joiner(program.ruleset, plan, period);
  const groups = new GroupBook(program, groupData, period);
  const hasGroups = program.ruleset.groupData.size > 0;
  const join = (row: BoundRow) => (hasGroups ? groups.join(withPlan(row)) : withPlan(row));
  const beside = new RowsOfDetails(program, details, period);
  const shared = calendars ? { calendars } : {};
  const sorting = { program, period, path, join: (row: BoundRow) => beside.join(join({ path, ...row })), shared };
  return { sorting, complete: (sorted) => complete(program, sorted, { period, path, plan, groups, beside }) };
}

interface Beside {
  readonly period: Period;
  readonly path: string;
  readonly plan: PlanBook;
  readonly groups: GroupBook;
  readonly beside: RowsOfDetails;
}

function complete(program: Program, sorted: SortedRows, { period, path, plan, groups, beside }: Beside): CohortResult {
  const { own, ledger, others, unusable } = sorted;
  const entries = entriesOf(program, own, ledger, period);
  const needed = entries.filter(({ scored }) => 'findings' in scored && scored.findings.some(isAboutEarlier)).length;
  const place = { kind: 'file', path } as const;
  const ofDetails = beside.result();
  const aboutRun = [
    ...noRows(entries, others, period, path),
    ...straddling(program.ruleset, period),
    ...plan.findings,
    ...groups.findings(),
    ...unknownActuals(plan, period, keysOf(entries)),
    ...ofDetails.findings,
    ...(sorted.repeated > 0 ? [diagnostic('TK691', place, { count: sorted.repeated, period: period.text })] : []),
    ...(unusable > 0 ? [diagnostic('TK690', place, { count: unusable, needed })] : []),
  ];
  const otherPeriods = [...others.values()].reduce((total, count) => total + count, 0);
  return finish(program, entries, aboutRun, { otherPeriods, unusable, details: ofDetails.summary });
}

function keysOf(entries: readonly Entry[]): ReadonlySet<string> {
  return new Set(entries.flatMap(({ key }) => key ?? []));
}

function isAboutEarlier({ code }: Diagnostic): boolean {
  return code === 'TK714';
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

function finish(
  program: Program,
  entries: readonly Entry[],
  aboutRun: readonly Diagnostic[],
  counts: Pick<CohortResult['summary'], 'otherPeriods' | 'unusable' | 'details'>,
): CohortResult {
  const accepted = entries.flatMap(({ scored }) => (isReject(scored) ? [] : [scored]));
  const refusedFields = entries.filter(({ scored }) => isReject(scored)).map(({ fields }) => fields);
  const stages = settleStages(program, accepted, refusedFields);
  const scored: Unawarded[] = [];
  const rejects: Reject[] = [];
  const rejectedFields: BoundRow['fields'][] = [];
  for (const { scored: early, fields, origin } of entries) {
    const outcome = isReject(early) ? early : scoreLate(program, early, origin.path);
    if (!isReject(outcome)) scored.push(outcome);
    else {
      rejects.push(outcome);
      rejectedFields.push(fields);
    }
  }
  const awarded = awardAll(program, scored, rejectedFields);
  const { rows } = awarded;
  return {
    rows,
    rejects,
    groups: awarded.groups,
    limits: stages.limits,
    budgets: awarded.budgets,
    refused: awarded.refused,
    diagnostics: [
      ...aboutRun,
      ...entries.flatMap(({ remarks }) => remarks),
      ...stages.diagnostics,
      ...awarded.diagnostics,
    ],
    summary: {
      ...summarise(program, rows, rejects.length),
      ...counts,
      combined: entries.reduce((total, entry) => total + entry.rows - 1, 0),
    },
  };
}

type Awarded = Pick<CohortResult, 'rows' | 'groups' | 'budgets' | 'refused' | 'diagnostics'>;

/** Tiers with their quotas, then the budget. */
function awardAll({ awards }: Program, scored: readonly Unawarded[], rejected: readonly BoundRow['fields'][]): Awarded {
  if (awards === null) {
    const rows = scored.map((row): ScoreRow => ({ ...row, award: null }));
    return { rows, groups: [], budgets: [], refused: false, diagnostics: [] };
  }
  const awarded = awardCohort(awards, scored, rejected);
  const paid = payGrants(awards, scored, awarded);
  const rows = scored.map((row, i): ScoreRow => {
    const award = paid.awards[i];
    if (!award) throw new Error(`no award for ${row.key}`);
    return { ...row, award };
  });
  const diagnostics = [...awarded.diagnostics, ...paid.diagnostics];
  return { rows, groups: awarded.groups, budgets: paid.budgets, refused: paid.refused, diagnostics };
}

function summarise(
  program: Program,
  rows: readonly ScoreRow[],
  rejected: number,
): Omit<CohortResult['summary'], 'otherPeriods' | 'unusable' | 'combined' | 'details'> {
  const awards = new Map<string, number>();
  for (const { name } of program.awards?.tiers ?? []) awards.set(name, 0);
  if (program.awards) awards.set(program.awards.otherwise, 0);
  for (const { award } of rows) {
    if (award?.name != null) awards.set(award.name, (awards.get(award.name) ?? 0) + 1);
  }
  const withPayment = (state: string) =>
    rows.filter(({ award }) => award?.grants.some(({ payment }) => payment?.state === state)).length;
  const inState = (state: AwardResult['state']) => rows.filter(({ award }) => award?.state === state).length;
  return {
    read: rows.length + rejected,
    scored: rows.length,
    rejected,
    notAssessed: rows.filter(({ state }) => state === 'not_assessed').length,
    awards,
    undecided: inState('undecided'),
    paymentsUndecided: withPayment('undecided'),
    ratingsUndecided: rows.filter(({ undecided }) => undecided.size > 0).length,
    unfunded: withPayment('unfunded'),
  };
}
