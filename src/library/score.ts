import type { Outcome } from '../base/outcome.ts';
import { type BoundRow, bindObject, createObjectBinder, type WithInputs } from '../data/bind.ts';
import { say } from '../messages/say.ts';
import type { PlanBook } from '../model/plan.ts';
import type { Program } from '../model/program.ts';
import type { CohortResult, ScoreRow } from '../model/score.ts';
import { type Period, parsePeriod } from '../number/calendar.ts';
import { inputsBeside, joiner } from '../plan/bind.ts';
import { planBook } from '../plan/book.ts';
import { actualsShape, planShape } from '../plan/columns.ts';
import type { PlanSource } from '../plan/rows.ts';
import { withDetails } from '../score/details.ts';
import { isReject, scoreCohort as scoreBound, scoreRecord } from '../score/engine.ts';
import { GroupBook, type GroupSource, groupShape, ownInputs } from '../score/group-data.ts';
import { periodFinding, runFindings } from '../score/period.ts';
import { type BesideOptions, calendarsOf, detailsOf, detailsOfOne } from './beside.ts';

/**
 * One employee's data by input name: texts as a cell holds them, or numbers, bigints and booleans. A number is taken
 * by its shortest decimal text, so give decimals as texts where they come from arithmetic. Absent and null: missing.
 */
export type RowData = object;

export interface ScoreOptions extends BesideOptions {
  /** The period that is evaluated: `2026-Q3`, `2026-07`, `2026-S2`, `2026`, as the ruleset's `period` says. */
  readonly period: string;
  /** How numbers in texts are written: `1234.5` (`en`, the default) or `1.234,5` (`id`). */
  readonly locale?: 'en' | 'id';
  /** How findings name the data. */
  readonly path?: string;
  /**
   * Rows of work plans: objects by the plan's columns (the key inputs, `no`, `indicator`, `title`, `target`, `weight`,
   * `unit`, `from`, `to`, `approved_by`, `approved_on`, or their Indonesian names), or rows read from a file.
   */
  readonly plan?: Iterable<RowData | BoundRow>;
  /** Actuals in long form: the key inputs, `period`, `indicator` or `no`, `actual`. */
  readonly actuals?: Iterable<RowData | BoundRow>;
  /** Rows of the tables of groups by the name of the table: its key and its columns. */
  readonly groupData?: Readonly<Record<string, Iterable<RowData | BoundRow>>>;
}

/** What a cohort takes beside. */
export interface CohortScoreOptions extends ScoreOptions {
  /**
   * Rows of other periods, each with its `period`; read by `previous`, `year_to_date`, `carry` and longer periods.
   * Rows of other periods among `rows` serve as well.
   */
  readonly history?: Iterable<RowData | BoundRow> | AsyncIterable<RowData | BoundRow>;
}

/**
 * Scores one employee. The row is absent where the data is refused, and the findings say why. Its award is null where
 * some tier has a quota, since that takes everybody: see {@link scoreCohort}.
 *
 * @throws RangeError where `period` is none, not of the ruleset's kind, or ends while the ruleset is not in force: that is the embedder's mistake, not the data's.
 */
export function scoreRow(program: Program, data: RowData, options: ScoreOptions): Outcome<ScoreRow> {
  const period = periodOf(program, options);
  const { path = '', locale = 'en' } = options;
  const book = bookOf(program, options);
  const inputs = inputsBeside(ownInputs(program.ruleset), book);
  const bound = bindObject(inputs, fieldsOf(data), { path, locale, row: 1 });
  const groups = new GroupBook(program, groupSources(program, options), period);
  const { record, findings } = groups.join(joiner(program.ruleset, book, period)({ ...bound, path }));
  if (!record) return { diagnostics: findings };
  const whole = withDetails(program, record, detailsOfOne(program, options, period, record.key), period.text, {
    path,
    row: 1,
  });
  if (whole.findings.length > 0) return { diagnostics: [...findings, ...whole.findings] };
  const setting = { period, calendars: calendarsOf(program, options) };
  const scored = scoreRecord(program, whole.record, setting, path);
  if (isReject(scored)) return { diagnostics: [...findings, ...scored.findings] };
  return { value: scored, diagnostics: findings };
}

/**
 * Scores everybody of one period and decides the awards, quotas included. Rows are objects as for {@link scoreRow}, or
 * rows that {@link readRows} has read from a file; they may arrive one by one. A row that cannot be scored is in
 * `rejects` and stops nothing. The result does not depend on the order of the rows.
 *
 * @throws RangeError where `period` is none, not of the ruleset's kind, or ends while the ruleset is not in force.
 */
export function scoreCohort(
  program: Program,
  rows: Iterable<RowData | BoundRow> | AsyncIterable<RowData | BoundRow>,
  options: CohortScoreOptions,
): Promise<CohortResult> {
  const period = runPeriodOf(program, options);
  const { path = '', history = [] } = options;
  const plan = bookOf(program, options);
  const inputs = inputsBeside(ownInputs(program.ruleset), plan);
  const groupData = groupSources(program, options);
  const earlier = boundRows(inputs, history, options);
  const details = detailsOf(program, options, period);
  const calendars = calendarsOf(program, options);
  const beside = { plan, history: earlier, details, calendars, groupData };
  return scoreBound(program, boundRows(inputs, rows, options), { period, path, ...beside });
}

async function* boundRows(
  ruleset: WithInputs,
  rows: Iterable<RowData | BoundRow> | AsyncIterable<RowData | BoundRow>,
  { path = '', locale = 'en' }: ScoreOptions,
): AsyncIterable<BoundRow> {
  const binder = createObjectBinder(ruleset, { path, locale });
  let row = 0;
  for await (const data of rows) {
    row += 1;
    yield isBound(data) ? data : binder.bind(fieldsOf(data), row);
  }
}

/** What the embedder gives of groups. A name that the ruleset does not declare is the embedder's mistake. */
export function groupSources(
  { ruleset }: Program,
  { groupData = {}, locale = 'en' }: ScoreOptions,
): readonly GroupSource[] {
  return Object.entries(groupData).map(([name, rows]) => {
    if (!ruleset.groupData.has(name)) throw new RangeError(`the ruleset has no group data '${name}'`);
    const binder = createObjectBinder(groupShape(ruleset, name), { path: name, locale });
    const bound = [...rows].map((data, index) => (isBound(data) ? data : binder.bind(fieldsOf(data), index + 1)));
    return { name, path: name, rows: bound };
  });
}

/** Rows of objects, or rows that have been read, by the inputs of a table. */
export function bindRows(
  shape: WithInputs,
  rows: Iterable<RowData | BoundRow>,
  { path = '', locale = 'en' }: Pick<ScoreOptions, 'path' | 'locale'>,
): readonly BoundRow[] {
  const binder = createObjectBinder(shape, { path, locale });
  return [...rows].map((data, index) => ({
    path,
    ...(isBound(data) ? data : binder.bind(fieldsOf(data), index + 1)),
  }));
}

/** What the embedder gives of plans and actuals. */
export function bookOf({ ruleset }: Program, { plan, actuals, locale = 'en' }: ScoreOptions): PlanBook {
  const source = (path: string, shape: WithInputs, rows: Iterable<RowData | BoundRow>): PlanSource => {
    return { path, rows: bindRows(shape, rows, { path, locale }), locale };
  };
  return planBook(ruleset, {
    ...(plan && { plans: [source('plan', planShape(ruleset), plan)] }),
    ...(actuals && { actuals: [source('actuals', actualsShape(ruleset), actuals)] }),
  });
}

function isBound(data: RowData | BoundRow): data is BoundRow {
  return 'findings' in data && Array.isArray(data.findings) && 'fields' in data && data.fields instanceof Map;
}

/** An object of any type by its own fields: what they hold is looked at one by one. */
function fieldsOf(data: RowData): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(data));
}

/** Of a cohort also a longer period, where the ruleset says how to take its own together. */
function runPeriodOf(program: Program, { period, path = '' }: ScoreOptions): Period {
  const parsed = parsePeriod(period);
  if (!parsed) throw new RangeError(`'${period}' is no period`);
  const [unfit] = runFindings(program, parsed, { kind: 'file', path });
  if (unfit) throw new RangeError(`${unfit.code}: ${say(unfit, 'en').message}`);
  return parsed;
}

export function periodOf({ ruleset }: Program, { period, path = '' }: ScoreOptions): Period {
  const parsed = parsePeriod(period);
  if (!parsed) throw new RangeError(`'${period}' is no period`);
  const unfit = periodFinding(ruleset, parsed, { kind: 'file', path });
  if (unfit) throw new RangeError(`${unfit.code}: ${say(unfit, 'en').message}`);
  return parsed;
}
