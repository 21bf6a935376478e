import type { TierNodes } from '../../model/program.ts';

export type Quota = NonNullable<TierNodes['quota']>;

/** A tier as columns of the stage that holds everybody; names are quoted already. */
export interface TierColumns {
  readonly tier: TierNodes;
  /** From 1, the best. */
  readonly number: number;
  /** True where the tier's condition holds. */
  readonly when: string;
  /** The keys of its quota's order: integers or texts. */
  readonly keys: readonly SqlKey[];
  /** The columns that name the quota's group. */
  readonly groups: readonly string[];
}

export interface SqlKey {
  readonly column: string;
  readonly descending: boolean;
}

/** The stage with everybody, and the columns that tell its rows apart. */
export interface Everybody {
  readonly stage: string;
  readonly ids: readonly string[];
}

/** Flags that the stage with everybody brings. */
export const BEFORE_TIERS = { accepted: 'is_accepted', assessed: 'is_assessed', contends: 'is_contender' } as const;
/** What the tiers add: how the award stands, and the number of the tier that decided it. */
export const AWARDED = { state: 'award_state', tier: 'award_tier' } as const;

export function same(one: string, other: string, columns: readonly string[]): string {
  return columns.map((column) => `${one}.${column} = ${other}.${column}`).join(' AND ');
}
