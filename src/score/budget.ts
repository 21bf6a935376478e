import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import type { AwardNodes, BudgetNodes } from '../model/program.ts';
import type { AwardResult, BudgetSummary, Evaluated, GrantResult, Payment } from '../model/score.ts';
import { Rational } from '../number/rational.ts';
import { roundToDigits } from '../number/rounding.ts';
import type { Unawarded } from './awards.ts';
import { type Fields, type Members, membersOf } from './members.ts';
import { blocksOfEquals } from './order.ts';
import { unitsByFraction } from './prorate.ts';
import { MISSING } from './stage-row.ts';

/** A record with its award, on its way through the budget. */
export interface Payee {
  readonly key: string;
  readonly row: Unawarded;
  readonly evaluation: Unawarded['evaluation'];
  award: AwardResult;
}

export interface BudgetOutcome {
  readonly budgets: readonly BudgetSummary[];
  readonly diagnostics: readonly Diagnostic[];
  /** True where some budget refuses the run. */
  readonly refused: boolean;
}

/** Whom the budget pays, and what it owes them. */
interface Claim {
  readonly key: string;
  readonly evaluation: Unawarded['evaluation'];
  readonly payee: Payee;
  /** Of the tier, best first. */
  readonly tier: number;
  readonly due: Rational;
  state: Payment['state'];
}

/** The budget of one group while it is given out. */
interface Purse {
  readonly awards: AwardNodes;
  readonly budget: BudgetNodes;
  readonly group: string;
  readonly total: Rational;
  readonly claims: readonly Claim[];
  readonly diagnostics: Diagnostic[];
}

/**
 * Gives out the budget after all tiers, in one pass [G3]: it changes payments and nothing else. Depends on no order of
 * the rows.
 */
export function payGrants(awards: AwardNodes, payees: readonly Payee[], rejected: readonly Fields[]): BudgetOutcome {
  const { budget } = awards;
  if (budget === null) return { budgets: [], diagnostics: [], refused: false };
  const budgets: BudgetSummary[] = [];
  const diagnostics: Diagnostic[] = [];
  let refused = false;
  for (const group of membersOf(budget.within, payees, ({ row }) => row.record.fields, rejected)) {
    const [first] = group.members;
    if (!first) continue;
    const claims = group.members.flatMap((payee) => claimOf(awards, budget, payee) ?? []);
    const purse: Purse = { awards, budget, group: group.name, total: totalOf(budget, first), claims, diagnostics };
    refused = !give(purse, group.members) || refused;
    budgets.push(summaryOf(purse, group));
  }
  return { budgets, diagnostics, refused };
}

/** Down to the smallest unit of the grants: less than that cannot be paid. */
function totalOf({ total, digits }: BudgetNodes, { evaluation }: Payee): Rational {
  const outcome = evaluation.at(total);
  if (outcome.kind !== 'value' || !(outcome.value instanceof Rational)) {
    throw new Error(`a budget without a value passed the checker (${outcome.kind})`);
  }
  return roundToDigits(outcome.value, digits, 'floor');
}

function claimOf(awards: AwardNodes, budget: BudgetNodes, payee: Payee): Claim | undefined {
  const { award, key, evaluation } = payee;
  if (award.state !== 'placed') return undefined;
  const amounts = award.grants.filter(({ name }) => budget.grants.includes(name)).flatMap(amountOf);
  if (amounts.length === 0) return undefined;
  const due = amounts.reduce((left, right) => left.add(right));
  const tier = awards.tiers.findIndex(({ name }) => name === award.name);
  return { key, evaluation, payee, tier, due, state: 'funded' };
}

function amountOf({ value }: GrantResult): readonly Rational[] {
  return value?.kind === 'value' && value.value instanceof Rational ? [value.value] : [];
}

function sumOf(claims: readonly Claim[]): Rational {
  return claims.reduce((sum, { due }) => sum.add(due), Rational.ZERO);
}

/** False where the budget refuses the run. */
function give(purse: Purse, payees: readonly Payee[]): boolean {
  const { budget, claims, total, group, diagnostics } = purse;
  const needed = sumOf(claims);
  const pending = pendingOf(purse.awards, budget, payees);
  const suffices = pending.most !== null && needed.add(pending.most).compare(total) <= 0;
  if (suffices) pay(purse);
  else if (budget.whenExceeded === 'error') {
    if (needed.compare(total) > 0) {
      diagnostics.push(diagnostic('TK816', budget.span, { group, needed, total }));
      return false;
    }
    awaitDecision(purse, claims);
  } else if (budget.whenExceeded === 'by_order') payByOrder(purse, pending.from);
  else if (pending.most === null || pending.from < Number.POSITIVE_INFINITY) awaitDecision(purse, claims);
  else payProrated(purse, needed);
  return true;
}

/** What undecided awards may still claim. */
interface Pending {
  /** Null where it cannot be told. */
  readonly most: Rational | null;
  /** The first tier in which one of them may stand; infinite where nobody is undecided. */
  readonly from: number;
}

function pendingOf(awards: AwardNodes, budget: BudgetNodes, payees: readonly Payee[]): Pending {
  let most: Rational | null = Rational.ZERO;
  let from = Number.POSITIVE_INFINITY;
  for (const { award, evaluation } of payees) {
    if (award.state !== 'undecided') continue;
    const open = award.steps.findIndex(({ outcome }) => outcome === 'tie_refused' || outcome === 'tie_awaited');
    const tiers = open < 0 ? null : awards.tiers.slice(open);
    from = Math.min(from, Math.max(open, 0));
    const claim = tiers && mostIn(tiers, budget, evaluation);
    most = most === null || claim === null ? null : most.add(claim);
  }
  return { most, from };
}

/** The dearest of the tiers whose condition holds. */
function mostIn(tiers: AwardNodes['tiers'], budget: BudgetNodes, evaluation: Unawarded['evaluation']): Rational | null {
  let most = Rational.ZERO;
  for (const { when, grants } of tiers) {
    const holds = evaluation.at(when);
    if (holds.kind !== 'value' || holds.value !== true) continue;
    let sum = Rational.ZERO;
    for (const { name, node } of grants) {
      if (node === null || !budget.grants.includes(name)) continue;
      const outcome = evaluation.at(node);
      if (outcome.kind === 'value' && outcome.value instanceof Rational) sum = sum.add(outcome.value);
    }
    if (sum.compare(most) > 0) most = sum;
  }
  return most;
}

function pay({ budget, claims }: Purse): void {
  for (const claim of claims) settleClaim(budget, claim, 'funded');
}

function awaitDecision({ budget, group, diagnostics }: Purse, claims: readonly Claim[]): void {
  if (claims.length === 0) return;
  for (const claim of claims) settleClaim(budget, claim, 'undecided');
  diagnostics.push(diagnostic('TK818', budget.span, { group, size: claims.length }));
}

/**
 * Tier by tier, in each by the order of the awards, up to the first for whom what is left is not enough: from there on
 * nobody is paid, even where it would do for somebody later. From the tier `uncertain` on, people must decide first.
 */
function payByOrder(purse: Purse, uncertain: number): void {
  const { awards, budget, total, claims, group, diagnostics } = purse;
  let left = total;
  let isOpen = true;
  const waiting: Claim[] = [];
  for (const [tier] of awards.tiers.entries()) {
    const inTier = claims.filter((claim) => claim.tier === tier);
    for (const block of blocksOfEquals(awards.order, inTier)) {
      if (!isOpen) settleAll(budget, block, 'unfunded');
      else if (tier >= uncertain) waiting.push(...block);
      else {
        const sum = sumOf(block);
        const state = sum.compare(left) <= 0 ? 'funded' : edgeOf(budget, block, left);
        settleAll(budget, block, state);
        if (state === 'undecided') {
          diagnostics.push(diagnostic('TK817', budget.span, { group, size: block.length, left }));
        }
        isOpen = sum.compare(left) <= 0;
        left = left.subtract(sum);
      }
    }
  }
  if (!isOpen && left.sign < 0) reportOverspent(purse);
  awaitDecision(purse, waiting);
}

/** A block of equals that does not fit as a whole: across the edge only where somebody of it would fit. */
function edgeOf({ ties }: BudgetNodes, block: readonly Claim[], left: Rational): Payment['state'] {
  const somebodyFits = block.some(({ due }) => due.compare(left) <= 0);
  if (block.length === 1 || !somebodyFits || ties === 'exclude') return 'unfunded';
  return ties === 'include' ? 'funded' : 'undecided';
}

function reportOverspent({ budget, claims, group, total, diagnostics }: Purse): void {
  const spent = sumOf(claims.filter(({ state }) => state === 'funded'));
  if (spent.compare(total) > 0) diagnostics.push(diagnostic('TK815', budget.span, { group, spent, total }));
}

function settleAll(budget: BudgetNodes, block: readonly Claim[], state: Payment['state']): void {
  for (const claim of block) settleClaim(budget, claim, state);
}

/** Every grant in proportion, floored to its smallest unit; what is left over by the largest fractions, then order. */
function payProrated(purse: Purse, needed: Rational): void {
  const { awards, budget, total, claims } = purse;
  const ordered = awards.tiers.flatMap((_, tier) =>
    blocksOfEquals(
      awards.order,
      claims.filter((claim) => claim.tier === tier),
    ).flat(),
  );
  const grants = ordered.flatMap((claim) =>
    claim.payee.award.grants
      .filter(({ name }) => budget.grants.includes(name))
      .flatMap((grant) => amountOf(grant).map((due) => ({ claim, name: grant.name, due }))),
  );
  const factor = total.divide(needed);
  const paid = unitsByFraction(
    grants.map(({ due }) => due.multiply(factor)),
    total,
    budget.digits,
  );
  const amounts = new Map<Claim, Map<string, Rational | undefined>>(claims.map((claim) => [claim, new Map()]));
  for (const [i, { claim, name }] of grants.entries()) amounts.get(claim)?.set(name, paid[i]);
  for (const claim of claims) settleClaim(budget, claim, 'prorated', (name) => amounts.get(claim)?.get(name));
}

/** Writes what is paid into the award; what was due stays beside it. */
function settleClaim(
  budget: BudgetNodes,
  claim: Claim,
  state: Payment['state'],
  prorated: (name: string) => Rational | undefined = () => undefined,
): void {
  claim.state = state;
  const { payee } = claim;
  const grants = payee.award.grants.map((grant): GrantResult => {
    if (!budget.grants.includes(grant.name) || grant.value === null) return grant;
    const value = paidOf(state, grant.value, prorated(grant.name));
    return { ...grant, value, payment: { state, due: grant.value } };
  });
  payee.award = { ...payee.award, grants };
}

function paidOf(state: Payment['state'], due: Evaluated, prorated: Rational | undefined): Evaluated {
  if (state === 'funded') return due;
  return state === 'prorated' && prorated !== undefined ? { kind: 'value', value: prorated } : MISSING;
}

function summaryOf({ claims, total, budget }: Purse, { name, members, rejected }: Members<Payee>): BudgetSummary {
  const inState = (state: Payment['state']) => claims.filter((claim) => claim.state === state);
  const prorated = inState('prorated');
  const paid = prorated.flatMap(({ payee }) =>
    payee.award.grants.filter((grant) => budget.grants.includes(grant.name)).flatMap(amountOf),
  );
  const spent = paid.reduce((sum, each) => sum.add(each), sumOf(inState('funded')));
  return {
    group: name,
    read: members.length + rejected,
    rejected,
    total,
    needed: sumOf(claims),
    spent,
    funded: inState('funded').length,
    prorated: prorated.length,
    unfunded: inState('unfunded').length,
    undecided: inState('undecided').length,
  };
}
