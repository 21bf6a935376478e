import type { NodeId } from '../language/core.ts';
import type { AwardNodes, Program, TierNodes } from '../model/program.ts';
import type { AwardResult, Evaluated, Evaluation, GrantResult, ScoreRow, TierStep } from '../model/score.ts';

/** Whether people must decide something first that one of these group rules stands for. */
export function isOpen({ undecided }: { readonly undecided: ReadonlySet<string> }, names: readonly string[]): boolean {
  return undecided.size > 0 && names.some((name) => undecided.has(name));
}

/** A scored record before its award is known. */
export type Unawarded = Omit<ScoreRow, 'award'>;

/** True where a quota, a budget or a group rule takes everybody, so that an award needs the whole cohort. */
export function needsCohort({ awards, stages }: Program): boolean {
  if (awards === null) return false;
  return stages.length > 0 || awards.budget !== null || awards.tiers.some(({ quota }) => quota !== null);
}

/** The award of one record alone; null where there are no awards, and where a quota needs the whole cohort [G5]. */
export function awardOfRow(row: Unawarded): AwardResult | null {
  return needsCohort(row.evaluation.program) ? null : awardBeforeLimits(row);
}

/**
 * The award with every limit, quota and budget ignored: what an example's `award` expects [G5]. Null where there are no
 * awards, and where they hang on a rank or another group rule that a record alone does not have.
 */
export function awardBeforeLimits(row: Unawarded): AwardResult | null {
  const { awards, stages } = row.evaluation.program;
  if (awards === null || stages.some(({ kind, name }) => kind !== 'limit' && awards.reads.includes(name))) return null;
  return awardWithoutQuotas(row);
}

/** The award with every quota and budget ignored, of a record whose group rules are known. Null where there are no awards. */
export function awardWithoutQuotas(row: Unawarded): AwardResult | null {
  const { awards } = row.evaluation.program;
  if (awards === null) return null;
  const barred = awardWithoutTiers(row, awards);
  if (barred !== null) return barred;
  const steps: TierStep[] = [];
  for (const tier of awards.tiers) {
    if (flagAt(row.evaluation, tier.when)) {
      steps.push({ tier: tier.name, outcome: 'placed', rank: null, capacity: null });
      return placedIn(row, tier, steps);
    }
    steps.push({ tier: tier.name, outcome: 'condition_false' });
  }
  return fellThrough(awards, steps);
}

/** The award of a record that enters no tier at all: not assessed, or not eligible. Null for every other record. */
export function awardWithoutTiers(row: Unawarded, awards: AwardNodes): AwardResult | null {
  if (row.state === 'not_assessed') return { state: 'not_assessed', name: null, grants: [], steps: [] };
  if (isOpen(row, awards.reads)) return { state: 'undecided', name: null, grants: [], steps: [] };
  if (flagAt(row.evaluation, awards.eligible)) return null;
  return { state: 'not_eligible', name: awards.otherwise, grants: [], steps: [] };
}

export function placedIn({ evaluation }: Unawarded, tier: TierNodes, steps: readonly TierStep[]): AwardResult {
  return { state: 'placed', name: tier.name, grants: grantsOf(tier, evaluation), steps };
}

export function fellThrough(awards: AwardNodes, steps: readonly TierStep[]): AwardResult {
  return { state: 'none', name: awards.otherwise, grants: [], steps };
}

function grantsOf(tier: TierNodes, evaluation: Evaluation): readonly GrantResult[] {
  return tier.grants.map(({ name, kind, text, node }) => ({
    name,
    kind,
    text,
    value: node === null ? null : evaluation.at(node),
    payment: null,
  }));
}

/**
 * What the award stage needs of one assessed record, whatever the quotas will be: eligibility, every tier's
 * condition, and for the tiers whose condition holds the order keys and grants. Working it out before the group
 * stage makes an error reject this record instead of stopping the run.
 */
export function awardOutcomes(awards: AwardNodes, evaluation: Evaluation): readonly Evaluated[] {
  const eligible = evaluation.at(awards.eligible);
  if (!isTrue(eligible)) return [eligible];
  const outcomes = [eligible];
  for (const { when, quota, grants } of awards.tiers) {
    const condition = evaluation.at(when);
    outcomes.push(condition);
    if (!isTrue(condition)) continue;
    for (const { node } of quota?.order ?? []) outcomes.push(evaluation.at(node));
    for (const { node } of grants) if (node !== null) outcomes.push(evaluation.at(node));
  }
  return outcomes;
}

/** A condition of the award stage. Throws where it has no value: such a record is rejected or not assessed before. */
export function flagAt(evaluation: Evaluation, node: NodeId): boolean {
  const outcome = evaluation.at(node);
  if (outcome.kind !== 'value' || typeof outcome.value !== 'boolean') {
    throw new Error(`condition ${node} has no truth value (${outcome.kind})`);
  }
  return outcome.value;
}

function isTrue(outcome: Evaluated): boolean {
  return outcome.kind === 'value' && outcome.value === true;
}
