import type { TierStep } from '../model/score.ts';
import { capacityAt, lastAdmittedAt, type RowAwards, STEP, stepAt } from './award-columns.ts';

/** What the tiers did to a row, in words of the result. `keyOf`: of a row, where keys are at hand. */
export function stepsOf(
  { tiers }: { readonly tiers: readonly { readonly name: string }[] },
  stage: RowAwards,
  row: number,
  keyOf: (row: number) => string | null,
): readonly TierStep[] {
  return tiers.flatMap(({ name: tier }, index): readonly TierStep[] => {
    const step = stepAt(stage.paths, row, index);
    if (step === STEP.unseen) return [];
    if (step === STEP.conditionFalse) return [{ tier, outcome: 'condition_false' }];
    const ranks = stage.ranks[index] ?? null;
    if (ranks === null) return [{ tier, outcome: 'placed', rank: null, capacity: null }];
    const [rank, capacity] = [ranks[row] ?? 0, capacityAt(stage, row, index)];
    if (step === STEP.placed) return [{ tier, outcome: 'placed', rank, capacity }];
    const last = lastAdmittedAt(stage, row, index);
    const lastAdmitted = last < 0 ? null : keyOf(last);
    const outcome = MISSED[step];
    if (outcome === undefined) throw new RangeError(`no step ${step}`);
    return [{ tier, outcome, rank, capacity, lastAdmitted }];
  });
}

const MISSED: Readonly<Record<number, 'quota_full' | 'tie_excluded' | 'tie_refused' | 'tie_awaited'>> = {
  [STEP.quotaFull]: 'quota_full',
  [STEP.tieExcluded]: 'tie_excluded',
  [STEP.tieRefused]: 'tie_refused',
  [STEP.tieAwaited]: 'tie_awaited',
};
