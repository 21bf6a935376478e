import { type RoundingMode, roundQuotient } from '../number/rounding.ts';
import { type Bound, isNarrow, LARGEST_EXACT, largest, max } from './bounds.ts';
import type { DivisionWay } from './plan.ts';

/** The bound of round(factor · over / under), for a positive factor and `under` from 1 up. */
export function quotientBound(factor: bigint, over: Bound, under: Bound, mode: RoundingMode): Bound {
  const divided = (value: bigint, by: bigint) => roundQuotient(factor * value, by, mode);
  return {
    low: divided(over.low, over.low < 0n ? under.low : under.high),
    high: divided(over.high, over.high > 0n ? under.low : under.high),
  };
}

/** How to divide so that nothing on the way leaves the integers that doubles hold, where that can be had. */
export function divisionWay(
  factor: bigint,
  over: Bound,
  under: Bound,
  result: Bound,
): { readonly way: DivisionWay; readonly stages: readonly bigint[] } {
  const wide = { way: 'wide', stages: [] } as const;
  if (!isNarrow(over) || !isNarrow(result) || 2n * under.high > LARGEST_EXACT) return wide;
  // Halves are found by 2·factor·over + under.
  if (2n * factor * largest(over) + under.high <= LARGEST_EXACT) return { way: 'direct', stages: [factor] };
  const stages = stagesOf(factor, LARGEST_EXACT / under.high);
  const fromStart = stagesOf(factor, LARGEST_EXACT / max(largest(over), under.high));
  // Where the first stage may multiply the whole numerator, the division before it is saved.
  if (fromStart !== null && fromStart.length <= (stages?.length ?? 0)) return { way: 'staged', stages: fromStart };
  return stages === null ? wide : { way: 'staged', stages };
}

/** Whether the first stage may multiply the numerator itself, and not only what a first division leaves of it. */
export function startsWhole([first]: readonly bigint[], over: Bound): boolean {
  return first !== undefined && first * largest(over) <= LARGEST_EXACT;
}

/** The factor as a product of factors of at most `limit`, as few as can be had by filling them up; null where it cannot. */
function stagesOf(factor: bigint, limit: bigint): readonly bigint[] | null {
  const stages: bigint[] = [];
  let stage = 1n;
  for (const prime of smallFactors(factor)) {
    if (prime > limit) return null;
    if (stage * prime > limit) {
      stages.push(stage);
      stage = 1n;
    }
    stage *= prime;
  }
  return stage > 1n ? [...stages, stage] : stages;
}

const LARGEST_TRIED = 10_000n;

/** Prime factors, largest first; what is left after trying small ones stands as one factor. */
function smallFactors(factor: bigint): readonly bigint[] {
  const found: bigint[] = [];
  let rest = factor;
  for (let prime = 2n; prime * prime <= rest && prime <= LARGEST_TRIED; prime++) {
    while (rest % prime === 0n) {
      found.push(prime);
      rest /= prime;
    }
  }
  if (rest > 1n) found.push(rest);
  return found.sort((a, b) => (a < b ? 1 : -1));
}
