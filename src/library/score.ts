import type { Outcome } from '../base/outcome.ts';
import { type BoundRow, bindObject, createObjectBinder } from '../data/bind.ts';
import { say } from '../messages/say.ts';
import type { Program } from '../model/program.ts';
import type { CohortResult, ScoreRow } from '../model/score.ts';
import { type Period, parsePeriod } from '../number/calendar.ts';
import { isReject, scoreCohort as scoreBound, scoreRecord } from '../score/engine.ts';
import { periodFinding } from '../score/period.ts';

/**
 * One employee's data by input name: texts as a cell holds them, or numbers, bigints and booleans. A number is taken
 * by its shortest decimal text, so give decimals as texts where they come from arithmetic. Absent and null: missing.
 */
export type RowData = object;

export interface ScoreOptions {
  /** The period that is evaluated: `2026-Q3`, `2026-07`, `2026-S2`, `2026`, as the ruleset's `period` says. */
  readonly period: string;
  /** How numbers in texts are written: `1234.5` (`en`, the default) or `1.234,5` (`id`). */
  readonly locale?: 'en' | 'id';
  /** How findings name the data. */
  readonly path?: string;
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
  const { record, findings } = bindObject(program.ruleset, fieldsOf(data), { path, locale, row: 1 });
  if (!record) return { diagnostics: findings };
  const scored = scoreRecord(program, record, { period }, path);
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
  options: ScoreOptions,
): Promise<CohortResult> {
  const period = periodOf(program, options);
  const { path = '' } = options;
  return scoreBound(program, boundRows(program, rows, options), { period, path });
}

async function* boundRows(
  program: Program,
  rows: Iterable<RowData | BoundRow> | AsyncIterable<RowData | BoundRow>,
  { path = '', locale = 'en' }: ScoreOptions,
): AsyncIterable<BoundRow> {
  const binder = createObjectBinder(program.ruleset, { path, locale });
  let row = 0;
  for await (const data of rows) {
    row += 1;
    yield isBound(data) ? data : binder.bind(fieldsOf(data), row);
  }
}

function isBound(data: RowData | BoundRow): data is BoundRow {
  return 'findings' in data && Array.isArray(data.findings) && 'fields' in data && data.fields instanceof Map;
}

/** An object of any type by its own fields: what they hold is looked at one by one. */
function fieldsOf(data: RowData): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(data));
}

function periodOf({ ruleset }: Program, { period, path = '' }: ScoreOptions): Period {
  const parsed = parsePeriod(period);
  if (!parsed) throw new RangeError(`'${period}' is no period`);
  const unfit = periodFinding(ruleset, parsed, { kind: 'file', path });
  if (unfit) throw new RangeError(`${unfit.code}: ${say(unfit, 'en').message}`);
  return parsed;
}
