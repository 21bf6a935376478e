import type { Diagnostic } from '../base/diagnostic.ts';
import type { BudgetSummary, Payment } from '../model/score.ts';
import type { Units } from '../number/units.ts';
import type { RankColumn, RankKey } from './award-columns.ts';

/** What became of a row's grants; `none`: the budget pays it nothing. */
export const PAYMENT = { none: 0, funded: 1, unfunded: 2, prorated: 3, undecided: 4 } as const;

/** The same in words of the result, by number. */
export const PAYMENT_STATES: readonly (Payment['state'] | null)[] = [
  null,
  'funded',
  'unfunded',
  'prorated',
  'undecided',
];

/** What the budget is given out by; amounts in units of 10^-digits of the budget. */
export interface BudgetColumns {
  /** By tier and grant of the budget; null where the tier gives the row no such amount. */
  readonly due: (tier: number, grant: number, row: number) => Units | null;
  /** The budget of the row's group, the same for all of the group. */
  readonly total: (row: number) => Units;
  readonly ranks: readonly RankColumn[];
  /** The order of the awards. */
  readonly order: readonly RankKey[];
}

export interface CompactPayments {
  /** One of {@link PAYMENT}. */
  readonly states: Uint8Array;
  /** What a prorated row is paid of a grant of the budget; null where it is due no such grant. */
  readonly paid: (grant: number, row: number) => Units | null;
  readonly budgets: readonly BudgetSummary[];
  readonly diagnostics: readonly Diagnostic[];
  /** True where some budget refuses the run. */
  readonly refused: boolean;
}
