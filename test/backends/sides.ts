import { expect } from 'vitest';
import type { BoundRow } from '../../src/data/bind.ts';
import { say } from '../../src/messages/say.ts';
import type { Program } from '../../src/model/program.ts';
import type { CohortResult } from '../../src/model/score.ts';
import { type Period, parsePeriod } from '../../src/number/calendar.ts';
import { rejectLines, resultLines } from '../../src/report/results.ts';
import { scoreCohort } from '../../src/score/engine.ts';
import { type SqlDatabase, scoreCohortInSql } from '../../src/score/sql.ts';

export function period(text: string): Period {
  const parsed = parsePeriod(text);
  if (!parsed) throw new Error(text);
  return parsed;
}

/** All that a run says, as text: every digit, every reason, every quota. */
function said(program: Program, result: CohortResult): readonly string[] {
  return [
    ...resultLines(program, result.rows, { language: 'en', columns: 'all', names: false }),
    ...rejectLines(result.rejects, 'en', false),
    ...result.groups.map((group) => JSON.stringify(group)),
    ...result.diagnostics.map((finding) => `${finding.code} ${say(finding, 'en').message}`).sort(),
    JSON.stringify({ ...result.summary, awards: [...result.summary.awards] }),
  ];
}

/** Holds a database's run against the exact evaluator's. */
export async function expectSame(
  program: Program,
  rows: readonly BoundRow[],
  at: Period,
  database: SqlDatabase,
): Promise<void> {
  const inSql = await scoreCohortInSql(program, rows, at, database);
  if ('kind' in inSql)
    throw new Error(JSON.stringify(inSql, (_, value) => (typeof value === 'bigint' ? `${value}` : value)));
  const exact = await scoreCohort(program, rows, { period: at });
  expect(said(program, inSql)).toEqual(said(program, exact));
}
