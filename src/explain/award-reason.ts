import type { Language } from '../language/vocabulary.ts';
import type { ExplainTexts } from '../messages/explain-texts.ts';
import { texts } from '../messages/say.ts';
import type { AwardResult, TierStep } from '../model/score.ts';

/**
 * One line that says why the award is what it is, for the column `award.reason` of the results. It names no
 * colleague [G7].
 */
export function awardReason(award: AwardResult, language: Language): string {
  const { reasons } = texts(language).explain;
  if (award.state === 'not_assessed') return reasons.notAssessed;
  if (award.state === 'not_eligible') return reasons.notEligible;
  const missed = award.steps.flatMap((step) => missedTier(step, reasons));
  return [...outcomeOf(award, reasons), ...missed].join('; ');
}

type Reasons = ExplainTexts['reasons'];

/** The tier that was given, or that none was; a refused tie says so by its step. */
function outcomeOf({ state, name, steps }: AwardResult, reasons: Reasons): readonly string[] {
  if (state === 'undecided') return [];
  if (state !== 'placed' || name === null) return [reasons.none];
  const last = steps.at(-1);
  const ranked = last?.outcome === 'placed' && last.rank !== null && last.capacity !== null;
  return [ranked ? reasons.placedByRank(name, last.rank, last.capacity) : reasons.placed(name)];
}

function missedTier(step: TierStep, reasons: Reasons): readonly string[] {
  switch (step.outcome) {
    case 'placed':
      return [];
    case 'condition_false':
      return [reasons.conditionFalse(step.tier)];
    case 'quota_full':
      return [reasons.quotaFull(step.tier, step.rank, step.capacity)];
    case 'tie_excluded':
      return [reasons.tieExcluded(step.tier, step.rank, step.capacity)];
    case 'tie_refused':
      return [reasons.tieRefused(step.tier, step.rank, step.capacity)];
    case 'tie_awaited':
      return [reasons.tieAwaited(step.tier, step.rank, step.capacity)];
  }
}
