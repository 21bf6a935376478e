import { awardReason } from '../explain/award-reason.ts';
import type { Plan, PlanAwards, PlanBudget, ShownCell } from '../integers/plan.ts';
import type { Language } from '../language/vocabulary.ts';
import type { AwardNodes, BudgetNodes } from '../model/program.ts';
import type { AwardResult, TierStep } from '../model/score.ts';
import { powerOfTen, Rational } from '../number/rational.ts';
import type { RankKey } from '../score/award-columns.ts';
import { AwardIntegers, type KeptInteger, type Sorting } from './award-integers.ts';
import type { AmountSource, PreparedBudget } from './budget-sources.ts';
import { cellText } from './bytes/lines.ts';
import { keyInputs } from './column-specs.ts';
import { Beyond, type Outputs } from './outputs.ts';
import { type AwardSpec, type CellSpec, GRANT_END, type ImmediateAwards } from './spec.ts';

/** What the run needs to know of the awards beside the spec. */
export interface PreparedAwards {
  /** By tier: which of the kept integers its candidates are ranked by; empty without a quota. */
  readonly order: readonly (readonly RankKey[])[];
  /** What each of `spec.awards.ranks` is, for rows that go the ordinary way. */
  readonly kept: readonly KeptInteger[];
  /** The names of all grants, in the order of their columns. */
  readonly grants: readonly string[];
  /** Their columns, with those of what a budget pays. */
  readonly grantColumns: number;
  readonly budget: PreparedBudget | null;
}

export const NO_AWARDS: PreparedAwards = { order: [], kept: [], grants: [], grantColumns: 0, budget: null };

export interface AwardSurroundings {
  readonly outputs: Outputs;
  readonly language: Language;
  readonly cell: (cell: ShownCell | null) => CellSpec;
}

export function awardSpecs(
  plan: Plan,
  planned: PlanAwards,
  awards: AwardNodes,
  surroundings: AwardSurroundings,
): PreparedAwards & { readonly spec: AwardSpec } {
  return new AwardPreparation(plan, planned, awards, surroundings).prepared();
}

class AwardPreparation {
  private readonly plan: Plan;
  private readonly planned: PlanAwards;
  private readonly awards: AwardNodes;
  private readonly around: AwardSurroundings;
  private readonly integers: AwardIntegers;

  constructor(plan: Plan, planned: PlanAwards, awards: AwardNodes, surroundings: AwardSurroundings) {
    this.plan = plan;
    this.planned = planned;
    this.awards = awards;
    this.around = surroundings;
    this.integers = new AwardIntegers(plan, surroundings.outputs);
  }

  prepared(): PreparedAwards & { readonly spec: AwardSpec } {
    const { integers, planned, awards } = this;
    const grants = this.grantNames();
    const sorting = planned.tiers.map(({ order }, t) =>
      (awards.tiers[t]?.quota?.order ?? []).flatMap((key, k) => integers.sorting([t], key, order[k])),
    );
    const payable = awards.budget && planned.budget ? this.budget(awards.budget, planned.budget) : null;
    const spec = this.spec(grants);
    const rankKeys = (keys: readonly Sorting[]) => integers.rankKeys(keys);
    return {
      spec,
      order: sorting.map(rankKeys),
      kept: integers.kept,
      grants,
      grantColumns: grants.length + 2 * grants.filter((name) => awards.budget?.grants.includes(name)).length,
      budget: payable && { due: payable.due, total: payable.total, order: rankKeys(payable.order) },
    };
  }

  /** The grant columns, in their order; a name that two tiers print with other digits is beyond this. */
  private grantNames(): readonly string[] {
    const digits = new Map<string, number>();
    for (const { name, digits: own } of this.awards.tiers.flatMap(({ grants }) => grants)) {
      const known = digits.get(name);
      if (known !== undefined && known !== own) throw new Beyond();
      digits.set(name, own);
    }
    return [...digits.keys()];
  }

  private spec(names: readonly string[]): AwardSpec {
    const { planned, awards, integers, around } = this;
    if (awards.tiers.length > MOST_TIERS) throw new Beyond();
    const tiers = planned.tiers.map(({ when, grants }, t) => ({
      when: around.outputs.flag(when),
      grants: names.map((name): CellSpec => {
        const index = awards.tiers[t]?.grants.findIndex((grant) => grant.name === name) ?? -1;
        const grant = awards.tiers[t]?.grants[index];
        if (grant === undefined) return EMPTY;
        return grant.kind === 'text'
          ? { kind: 'fixed', text: cellText(grant.text ?? '') }
          : around.cell(grants[index] ?? null);
      }),
    }));
    // What parts the grants of a line must not stand in one of them.
    const texts = awards.tiers.flatMap(({ grants }) => grants.map(({ text }) => text ?? ''));
    if (awards.budget !== null && texts.some((text) => text.includes(GRANT_END))) throw new Beyond();
    const isImmediate = awards.budget === null && awards.tiers.every(({ quota }) => quota === null);
    return {
      eligible: around.outputs.flag(planned.eligible),
      tiers,
      immediate: isImmediate ? immediateAwards(awards, names.length, around.language) : null,
      ranks: integers.ranks,
      shortRanks: integers.shortRanks,
      rankTexts: integers.keyParts,
      apart: awards.budget !== null,
    };
  }

  private budget(
    budget: BudgetNodes,
    planned: PlanBudget,
  ): Omit<PreparedBudget, 'order'> & { readonly order: readonly Sorting[] } {
    const { awards, integers } = this;
    const scale = Rational.of(1n, powerOfTen(budget.digits));
    const due = awards.tiers.map((_, tier) => budget.grants.map((name) => this.due(name, tier, scale)));
    const total = integers.amount(planned.total, { tier: null, node: budget.total, scale, floors: true });
    const tiers = awards.tiers.map((_, tier) => tier);
    const order = awards.order.flatMap((key, k) => integers.sorting(tiers, key, planned.order[k]));
    if (order.length > 0 || budget.whenExceeded !== 'prorate') return { due, total, order };
    // Without an order what is left over goes by key.
    const parts = keyInputs(this.plan.program).flatMap((_, part) => integers.sortingByKey(part, false));
    return { due, total, order: parts };
  }

  private due(name: string, tier: number, scale: Rational): AmountSource | null {
    const { grants = [] } = this.awards.tiers[tier] ?? {};
    const index = grants.findIndex((grant) => grant.name === name);
    const node = grants[index]?.node ?? null;
    const shown = this.planned.tiers[tier]?.grants[index]?.shown ?? null;
    if (node === null) return null;
    if (shown === null) throw new Beyond();
    return this.integers.amount(shown.units, { tier, node, scale, floors: false });
  }
}

const EMPTY: CellSpec = { kind: 'fixed', text: '' };

/** Their conditions are kept as bits of a number. */
const MOST_TIERS = 24;

/** Awards that no quota can change, with their reasons in words. */
function immediateAwards(awards: AwardNodes, grantColumns: number, language: Language): ImmediateAwards {
  const falseSteps = (upTo: number): TierStep[] =>
    awards.tiers.slice(0, upTo).map(({ name }) => ({ tier: name, outcome: 'condition_false' }));
  const outcome = (award: AwardResult) => ({
    name: cellText(award.name ?? ''),
    reason: cellText(awardReason(award, language)),
  });
  const { otherwise, tiers } = awards;
  return {
    outcomes: [
      outcome({ state: 'not_assessed', name: null, grants: [], steps: [] }),
      outcome({ state: 'not_eligible', name: otherwise, grants: [], steps: [] }),
      outcome({ state: 'none', name: otherwise, grants: [], steps: falseSteps(tiers.length) }),
      ...tiers.map(({ name }, t) =>
        outcome({
          state: 'placed',
          name,
          grants: [],
          steps: [...falseSteps(t), { tier: name, outcome: 'placed', rank: null, capacity: null }],
        }),
      ),
    ],
    noGrants: ','.repeat(grantColumns),
  };
}
