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
  if (!isNarrow(over) || !isNarrow(result) || !isNarrow(under)) return wide;
  // Halves are found by 2·factor·over + under, and by 2·under.
  const doubled = max(2n * factor * largest(over) + under.high, 2n * under.high);
  if (doubled <= LARGEST_EXACT) return { way: 'direct', stages: [factor] };
  if (estimateDigits(factor, under, result) !== null) return { way: 'estimated', stages: [] };
  const stages = stagesFor(factor, over, under);
  return stages === null ? wide : { way: 'staged', stages };
}

/** The stages of long division, for a numerator and a quotient below 2^53; null where one of them would leave it. */
export function stagesFor(factor: bigint, over: Bound, under: Bound): readonly bigint[] | null {
  if (2n * under.high > LARGEST_EXACT) return null;
  const stages = stagesOf(factor, LARGEST_EXACT / under.high);
  const fromStart = stagesOf(factor, LARGEST_EXACT / max(largest(over), under.high));
  // Where the first stage may multiply the whole numerator, the division before it is saved.
  return fromStart !== null && fromStart.length <= (stages?.length ?? 0) ? fromStart : stages;
}

/**
 * How far an estimate of factor · over / under by one division of doubles may be off, as the k of δ = 10^-k; null where
 * the bounds leave no room for it. Beside what is asked here, over, under and the result are below 2^53.
 *
 * For n, d and f, the magnitudes of over, under and factor, let y = f·n/d. With c = 0, ½ or 1 by the mode, the rounded
 * quotient R is the greatest integer up to y + c, or, where a tie does not count, the greatest below y + c. The bound of
 * the result gives a Y ≥ y + c + 2. The code computes x = n·f/d + c and q = ⌊x + δ⌋ in doubles, each operation of which
 * is off by 2^-53 of its result at most: two of them act on y, two on sums up to Y, and δ is written to 2^-53 of itself.
 * So x lies within E = 5·2^-53·Y of y + c, and x + δ within E of y + c + δ. Asked is 8·2^-53·Y ≤ δ, so that E < δ.
 *
 * 1. x + δ lies above y + c and below y + c + 2δ. With 2δ < 1, q is R or R + 1.
 * 2. x − q is exact: q is 0, or x lies between q − 2δ and q + 1 and so between q/2 and 2q (Sterbenz).
 * 3. Where x − q ≥ δ, y + c > x − δ ≥ q, so q is R.
 * 4. Elsewhere |x − q| ≤ 2δ, so |y + c − q| < 3δ. Let g be 2 where c = ½, otherwise 1. The integer
 *    D = g·f·n − g·(q − c)·d = g·d·(y + c − q) is below 8δ·d. Asked is that this is no more than 2^31: then 32 bits are
 *    the whole of D, and `Math.imul` and `| 0` give them, whatever the size of the two products. q is R + 1 where
 *    D < 0, or D ≤ 0 where a tie does not count.
 *
 * The least such δ is taken: rows in which x − q is smaller cost a little more.
 */
export function estimateDigits(factor: bigint, under: Bound, result: Bound): number | null {
  if (2n * factor > LARGEST_EXACT) return null;
  const most = largest(result) + 4n;
  const digits = (2n ** 50n / most).toString().length - 1;
  const isKnownFromBits = 8n * under.high <= 2n ** 31n * 10n ** BigInt(digits);
  return digits >= 2 && isKnownFromBits ? digits : null;
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
