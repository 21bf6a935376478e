import type { BoundRow } from '../data/bind.ts';
import type { Program } from '../model/program.ts';
import type { DataRecord } from '../model/record.ts';
import type { CohortResult, Reject, ScoreRow } from '../model/score.ts';
import type { Period } from '../number/calendar.ts';

export function isReject(scored: ScoreRow | Reject): scored is Reject {
  return 'findings' in scored;
}

/**
 * Scores one record. A record that does not meet the ruleset's requirements, or of which something cannot be
 * computed, is rejected with every reason. Its award is null where some tier has a quota: see scoreCohort.
 */
export function scoreRecord(_program: Program, _record: DataRecord, _period: Period): ScoreRow | Reject {
  throw new Error('scoreRecord: not built yet');
}

export interface CohortOptions {
  readonly period: Period;
  /** The data file's name in findings of the run; rows carry their own. */
  readonly path?: string;
}

/** Scores all records of one period and gives the awards, quotas included. Rows stand in input order. */
export async function scoreCohort(
  _program: Program,
  _rows: Iterable<BoundRow> | AsyncIterable<BoundRow>,
  _options: CohortOptions,
): Promise<CohortResult> {
  throw new Error('scoreCohort: not built yet');
}
