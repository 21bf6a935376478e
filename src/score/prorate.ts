import { Rational } from '../number/rational.ts';
import { roundToDigits } from '../number/rounding.ts';

/**
 * Exact shares of `total` as amounts of whole units of 10^-digits that add up to it: each share floored, and one unit
 * more for those with the largest fractions, the earlier first where fractions are equal. The shares add up to `total`,
 * which is a whole number of units; so nobody gets a unit whose share is whole already.
 */
export function unitsByFraction(shares: readonly Rational[], total: Rational, digits: number): readonly Rational[] {
  const unit = Rational.of(1n, 10n ** BigInt(digits));
  const floors = shares.map((share) => roundToDigits(share, digits, 'floor'));
  const left = floors.reduce((rest, floor) => rest.subtract(floor), total).divide(unit);
  const byFraction = shares
    .map((share, index) => ({ index, fraction: share.subtract(floors[index] ?? share) }))
    .sort((a, b) => b.fraction.compare(a.fraction) || a.index - b.index);
  const raised = new Set(byFraction.slice(0, Number(left.numerator)).map(({ index }) => index));
  return floors.map((floor, index) => (raised.has(index) ? floor.add(unit) : floor));
}
