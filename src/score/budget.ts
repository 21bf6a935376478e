import type { Diagnostic } from '../base/diagnostic.ts';
import type { AwardNodes, BudgetNodes } from '../model/program.ts';
import type { AwardResult, BudgetSummary, Evaluated, GrantResult, Payment } from '../model/score.ts';
import { powerOfTen, Rational } from '../number/rational.ts';
import { roundToDigits } from '../number/rounding.ts';
import { type Units, units } from '../number/units.ts';
import { STATE } from './award-columns.ts';
import type { Unawarded } from './awards.ts';
import { type BudgetColumns, type CompactPayments, PAYMENT, PAYMENT_STATES } from './budget-columns.ts';
import { compactPayments } from './budget-stage.ts';
import { type Awarded, rankColumn } from './groups.ts';
import { MISSING } from './stage-row.ts';

export interface BudgetOutcome {
  /** One for each row, in the order of the rows: what is paid is written into the grants, what was due beside it. */
  readonly awards: readonly AwardResult[];
  readonly budgets: readonly BudgetSummary[];
  readonly diagnostics: readonly Diagnostic[];
  /** True where some budget refuses the run. */
  readonly refused: boolean;
}

/** Gives out the budget: the columns of the budget stage are made of the records, and its outcome is told in their words. */
export function payGrants(awards: AwardNodes, rows: readonly Unawarded[], awarded: Awarded): BudgetOutcome {
  const { budget } = awards;
  const { cohort, stage, grouping } = awarded;
  if (budget === null) return { awards: awarded.awards, budgets: [], diagnostics: [], refused: false };
  const isPlaced = (row: number) => stage.states[row] === STATE.placed;
  const columns: BudgetColumns = {
    due: (tier, grant, row) => dueOf(awards, budget, rows[row], tier, grant),
    total: (row) => totalOf(budget, rows[row]),
    ranks: [rankColumn(awards.order, rows, isPlaced)],
    order: [{ column: 0, descending: false }],
  };
  const payments = compactPayments(awards, budget, cohort, stage, columns, grouping);
  const { budgets, diagnostics, refused } = payments;
  return {
    awards: awarded.awards.map((award, row) => {
      const state = PAYMENT_STATES[payments.states[row] ?? PAYMENT.none] ?? null;
      if (state === null) return award;
      return { ...award, grants: award.grants.map((grant) => paidGrant(budget, payments, { row, state }, grant)) };
    }),
    budgets,
    diagnostics,
    refused,
  };
}

/** Down to the smallest unit of the grants: less than that cannot be paid. */
function totalOf({ total, digits }: BudgetNodes, row: Unawarded | undefined): Units {
  const outcome = row?.evaluation.at(total);
  if (outcome?.kind !== 'value' || !(outcome.value instanceof Rational)) {
    throw new Error(`a budget without a value passed the checker (${outcome?.kind})`);
  }
  return unitsOf(roundToDigits(outcome.value, digits, 'floor'), digits);
}

function dueOf(
  { tiers }: AwardNodes,
  budget: BudgetNodes,
  row: Unawarded | undefined,
  tier: number,
  grant: number,
): Units | null {
  const node = tiers[tier]?.grants.find(({ name }) => name === budget.grants[grant])?.node ?? null;
  const outcome = node === null ? undefined : row?.evaluation.at(node);
  const value = outcome?.kind === 'value' ? outcome.value : null;
  return value instanceof Rational ? unitsOf(value, budget.digits) : null;
}

/** Grants that a budget pays are rounded to its digits: the checker has seen to that. */
function unitsOf(amount: Rational, digits: number): Units {
  const whole = amount.multiply(Rational.of(powerOfTen(digits)));
  if (!whole.isInteger) throw new Error(`a grant of ${amount} off the digits of its budget passed the checker`);
  return units(whole.numerator);
}

/** What is paid; what was due stays beside it. */
function paidGrant(
  budget: BudgetNodes,
  payments: CompactPayments,
  { row, state }: { readonly row: number; readonly state: Payment['state'] },
  grant: GrantResult,
): GrantResult {
  const index = budget.grants.indexOf(grant.name);
  if (index < 0 || grant.value === null) return grant;
  const value = paidOf(state, grant.value, payments.paid(index, row), budget.digits);
  return { ...grant, value, payment: { state, due: grant.value } };
}

function paidOf(state: Payment['state'], due: Evaluated, paid: Units | null, digits: number): Evaluated {
  if (state === 'funded') return due;
  if (state !== 'prorated' || paid === null) return MISSING;
  return { kind: 'value', value: Rational.scaled(BigInt(paid), digits) };
}
