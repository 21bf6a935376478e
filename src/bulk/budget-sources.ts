import type { Units } from '../number/units.ts';
import type { RankColumn, RankKey } from '../score/award-columns.ts';
import type { BudgetColumns } from '../score/budget-columns.ts';

/** An amount in units of the budget: the same for everybody, or one of the integers that are kept of each row. */
export type AmountSource =
  | { readonly kind: 'fixed'; readonly units: Units }
  | { readonly kind: 'kept'; readonly column: number };

/** Where the budget stage finds what it needs. */
export interface PreparedBudget {
  /** By tier and grant of the budget; null where the tier gives no such amount. */
  readonly due: readonly (readonly (AmountSource | null)[])[];
  readonly total: AmountSource;
  readonly order: readonly RankKey[];
}

export function budgetColumns({ due, total, order }: PreparedBudget, ranks: readonly RankColumn[]): BudgetColumns {
  const amount = (source: AmountSource, row: number): Units =>
    source.kind === 'fixed' ? source.units : (ranks[source.column]?.[row] ?? 0);
  return {
    due: (tier, grant, row) => {
      const source = due[tier]?.[grant] ?? null;
      return source === null ? null : amount(source, row);
    },
    total: (row) => amount(total, row),
    ranks,
    order,
  };
}
