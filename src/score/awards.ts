import type { Program } from '../model/program.ts';
import type { AwardResult, ScoreRow } from '../model/score.ts';

/** True where some tier has a quota, so that an award needs the whole cohort. */
export function hasQuotas(program: Program): boolean {
  return program.awards?.tiers.some(({ quota }) => quota !== null) ?? false;
}

/** The award of one record alone; null where there are no awards, and where a quota needs the whole cohort [G5]. */
export function awardOfRow(row: Omit<ScoreRow, 'award'>): AwardResult | null {
  return hasQuotas(row.evaluation.program) ? null : awardBeforeLimits(row);
}

/** The award with every quota ignored: what an example's `award` expects [G5]. Null where there are no awards. */
export function awardBeforeLimits(_row: Omit<ScoreRow, 'award'>): AwardResult | null {
  throw new Error('awardBeforeLimits: not built yet');
}
