import { KEY_SEPARATOR } from '../data/bind.ts';
import { WORDS } from '../language/vocabulary.ts';
import type { TierNodes } from '../model/program.ts';
import type { Tier } from '../model/ruleset.ts';
import type { AwardResult, ScoreRow, TierStep } from '../model/score.ts';
import { awardBeforeLimits, needsCohort } from '../score/awards.ts';
import { groupName, groupValues } from '../score/members.ts';
import { conditionOf } from './conditions.ts';
import type { AwardExplanation, GrantExplanation, TierExplanation } from './explanation.ts';
import { innerNode } from './names.ts';
import { type Context, printing, roundingStep, showNode, showOutcome, stepOf } from './show.ts';

/** Why the award was given and each better tier was not; null where the ruleset has no awards. */
export function explainAward(context: Context, row: ScoreRow): AwardExplanation | null {
  const { program } = context;
  const declared = program.ruleset.awards;
  const award = row.award ?? awardBeforeLimits(row);
  if (!program.awards || !declared || !award) return null;
  const placed = award.state === 'placed' ? program.awards.tiers.find(({ name }) => name === award.name) : undefined;
  return {
    state: award.state,
    name: award.name,
    title: declared.title ?? {},
    basis: declared.basis ?? [],
    beforeLimits: row.award === null && needsCohort(program),
    eligible: award.state === 'not_assessed' ? null : conditionOf(context, program.awards.eligible),
    tiers: award.steps.map((step) => explainTier(context, row, step)),
    grants: placed ? explainGrants(context, placed, award) : [],
  };
}

function explainTier(context: Context, row: ScoreRow, step: TierStep): TierExplanation {
  const nodes = context.program.awards?.tiers.find(({ name }) => name === step.tier);
  if (!nodes) throw new Error(`no tier ${step.tier}`);
  const declared = declaredTier(context, step.tier);
  return {
    tier: step.tier,
    title: declared.title ?? {},
    basis: declared.basis ?? [],
    outcome: step.outcome,
    condition: conditionOf(context, nodes.when),
    quota: explainQuota(context, row, nodes, step),
  };
}

function declaredTier({ program }: Context, name: string): Tier {
  const tier = program.ruleset.awards?.tiers.find((candidate) => candidate.name === name);
  if (!tier) throw new Error(`no tier ${name}`);
  return tier;
}

/** Own rank and the edge [G7]. */
function explainQuota(context: Context, row: ScoreRow, { quota }: TierNodes, step: TierStep): TierExplanation['quota'] {
  if (!quota || step.outcome === 'condition_false' || step.rank === null || step.capacity === null) return null;
  const last = step.outcome === 'placed' ? null : step.lastAdmitted;
  const hidden = quota.within.some((name) => context.program.ruleset.inputs.get(name)?.sensitive);
  return {
    rank: step.rank,
    capacity: step.capacity,
    group: hidden ? '' : groupName(groupValues(quota.within, row.record.fields) ?? []),
    order: quota.order.map(({ text, node, descending }) => {
      const digits = context.names.get(node)?.digits ?? null;
      const direction = WORDS[descending ? 'desc' : 'asc'][context.language];
      return { text, direction, value: showNode(context, node, printing(digits, undefined)) };
    }),
    lastAdmitted: context.showNames && last !== null ? last.replaceAll(KEY_SEPARATOR, '/') : null,
  };
}

function explainGrants(context: Context, tier: TierNodes, award: AwardResult): readonly GrantExplanation[] {
  const declared = declaredTier(context, tier.name).grants;
  return award.grants.map(({ name, text, value: paid, payment: state }) => {
    const nodes = tier.grants.find((grant) => grant.name === name);
    const grant = declared.find((candidate) => candidate.name === name);
    if (!nodes || !grant) throw new Error(`no grant ${name}`);
    if (grant.kind === 'text' || nodes.node === null) return { name, text, amount: null, payment: null };
    const rounded = grant.round.kind !== 'none';
    const unit = grant.type.base.kind === 'number' ? grant.type.base.unit : '';
    const formula = stepOf(context, grant.value, rounded ? innerNode(context.program, nodes.node) : nodes.node);
    const value = showNode(context, nodes.node, printing(nodes.digits, undefined));
    const printed = printing(nodes.digits, undefined);
    const payment =
      state && paid && nodes.type
        ? { state: state.state, paid: showOutcome(context.language, paid, nodes.type, printed) }
        : null;
    return {
      name,
      text,
      payment,
      amount: { formula, rounding: roundingStep(context.language, grant.round, unit), value },
    };
  });
}
