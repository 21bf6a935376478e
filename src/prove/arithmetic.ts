import type { Rounding } from '../language/core.ts';
import { EVERYTHING, hull, type Interval, intersect, isEmpty } from '../number/interval.ts';
import { powerOfTen, Rational } from '../number/rational.ts';
import { roundQuotient, roundToDigits, roundToStep } from '../number/rounding.ts';

/**
 * Interval arithmetic with open, closed and absent ends. Every result holds all values that the operation can give
 * for operands from the given intervals; where the operands are independent it holds hardly more.
 */

/** Holds nothing: a node that never has a value. */
export const NOTHING: Interval = { low: Rational.ZERO, lowOpen: true, high: Rational.ZERO, highOpen: true };

export function point(value: Rational): Interval {
  return { low: value, lowOpen: false, high: value, highOpen: false };
}

export function closed(low: Rational, high: Rational): Interval {
  return { low, lowOpen: false, high, highOpen: false };
}

export const AT_LEAST_ZERO: Interval = { low: Rational.ZERO, lowOpen: false, high: null, highOpen: true };
export const AT_MOST_ZERO: Interval = { low: null, lowOpen: true, high: Rational.ZERO, highOpen: false };
export const ABOVE_ZERO: Interval = { ...AT_LEAST_ZERO, lowOpen: true };

/** The only number in it, if there is just one. */
export function onlyValue(interval: Interval): Rational | undefined {
  const { low, high } = interval;
  return low !== null && high !== null && !isEmpty(interval) && low.equals(high) ? low : undefined;
}

/** The smallest interval that holds both; one that holds nothing adds nothing. */
export function union(a: Interval, b: Interval): Interval {
  if (isEmpty(a)) return b;
  return isEmpty(b) ? a : hull(a, b);
}

export function negate({ low, lowOpen, high, highOpen }: Interval): Interval {
  return {
    low: high === null ? null : high.negate(),
    lowOpen: highOpen,
    high: low === null ? null : low.negate(),
    highOpen: lowOpen,
  };
}

export function sum(a: Interval, b: Interval): Interval {
  if (isEmpty(a) || isEmpty(b)) return NOTHING;
  return {
    low: a.low === null || b.low === null ? null : a.low.add(b.low),
    lowOpen: a.lowOpen || b.lowOpen,
    high: a.high === null || b.high === null ? null : a.high.add(b.high),
    highOpen: a.highOpen || b.highOpen,
  };
}

export function difference(a: Interval, b: Interval): Interval {
  return sum(a, negate(b));
}

export function product(a: Interval, b: Interval): Interval {
  if (isEmpty(a) || isEmpty(b)) return NOTHING;
  const corners: Corner[] = [];
  for (const left of endsOf(a)) for (const right of endsOf(b)) corners.push(cornerOf(left, right));
  return between(corners);
}

/**
 * The quotient where it is defined: a divisor of 0 gives no value. A divisor that may have either sign leaves
 * everything possible.
 */
export function ratio(a: Interval, b: Interval): Interval {
  const divisor = withoutZeroEnds(b);
  if (isEmpty(a) || isEmpty(divisor)) return NOTHING;
  const { low, high } = divisor;
  const isPositive = low !== null && low.sign >= 0;
  const isNegative = high !== null && high.sign <= 0;
  if (!isPositive && !isNegative) return EVERYTHING;
  return product(a, {
    low: high === null ? Rational.ZERO : high.isZero ? null : Rational.ONE.divide(high),
    lowOpen: high === null || high.isZero || divisor.highOpen,
    high: low === null ? Rational.ZERO : low.isZero ? null : Rational.ONE.divide(low),
    highOpen: low === null || low.isZero || divisor.lowOpen,
  });
}

/** Without 0 where that is an end. */
export function withoutZeroEnds(interval: Interval): Interval {
  const { low, lowOpen, high, highOpen } = interval;
  return { low, lowOpen: lowOpen || low?.isZero === true, high, highOpen: highOpen || high?.isZero === true };
}

export function smaller(a: Interval, b: Interval): Interval {
  return negate(larger(negate(a), negate(b)));
}

/** Of max(a, b): the later of the two low ends, the later of the two high ends. */
export function larger(a: Interval, b: Interval): Interval {
  if (isEmpty(a) || isEmpty(b)) return NOTHING;
  const { low, lowOpen } = intersect(a, b);
  const { high, highOpen } = hull(a, b);
  return { low, lowOpen, high, highOpen };
}

/** Rounding never reverses an order, so the ends are rounded; an open end is approached from inside. */
export function rounded(interval: Interval, rounding: Rounding): Interval {
  if (rounding.kind === 'none' || isEmpty(interval)) return interval;
  const step = rounding.kind === 'step' ? rounding.step : Rational.of(1n, powerOfTen(rounding.digits));
  const round = (value: Rational) =>
    rounding.kind === 'step'
      ? roundToStep(value, step, rounding.mode)
      : roundToDigits(value, rounding.digits, rounding.mode);
  // Between a multiple of half a step and the next one, rounding is constant: a quarter of a step beyond an end on
  // such a multiple shows where the values just inside it go; elsewhere the end itself does.
  const nudge = step.divide(Rational.of(4n));
  const isEdge = (value: Rational) => value.divide(step).multiply(Rational.of(2n)).isInteger;
  const from = ({ value, open }: { value: Rational; open: boolean }, inwards: Rational) =>
    round(open && isEdge(value) ? value.add(inwards) : value);
  const { low, lowOpen, high, highOpen } = interval;
  return {
    low: low === null ? null : from({ value: low, open: lowOpen }, nudge),
    lowOpen: low === null,
    high: high === null ? null : from({ value: high, open: highOpen }, nudge.negate()),
    highOpen: high === null,
  };
}

/** The same numbers of the grid of 10^-digits, with ends on that grid; unchanged where digits is null. */
export function onGrid(interval: Interval, digits: number | null): Interval {
  if (digits === null || isEmpty(interval)) return interval;
  const { low, lowOpen, high, highOpen } = interval;
  return {
    low: low === null ? null : firstOnGrid(low, lowOpen, digits),
    lowOpen: low === null,
    high: high === null ? null : firstOnGrid(high.negate(), highOpen, digits).negate(),
    highOpen: high === null,
  };
}

/** The least multiple of 10^-digits that is not below `from` (above it, where `beyond`). */
export function firstOnGrid(from: Rational, beyond: boolean, digits: number): Rational {
  if (from.isInteger && !beyond) return from;
  const scale = powerOfTen(digits);
  const units = roundQuotient(from.numerator * scale, from.denominator, 'ceiling');
  const onGridAlready = units * from.denominator === from.numerator * scale;
  return Rational.of(onGridAlready && beyond ? units + 1n : units, scale);
}

/** Ends with more binary digits than this are moved outwards to simple numbers, or the work of a proof would explode. */
const LARGEST = 1n << 1024n;
const LOWEST = -LARGEST;
const FINEST = 1n << 256n;

/** An interval that holds the given one and whose ends are of a size that can be reckoned with. */
export function simplified(interval: Interval): Interval {
  if (isEmpty(interval) || (isSimple(interval.low) && isSimple(interval.high))) return interval;
  const { low, lowOpen } = simplifiedLow(interval);
  const mirrored = simplifiedLow(negate(interval));
  return { low, lowOpen, high: mirrored.low?.negate() ?? null, highOpen: mirrored.lowOpen };
}

function isSimple(value: Rational | null): boolean {
  if (value === null) return true;
  const { numerator, denominator } = value;
  return numerator < LARGEST && numerator > LOWEST && denominator < LARGEST;
}

/** An end that has moved is not part of the interval: a number above 0 stays above 0. */
function simplifiedLow({ low, lowOpen }: Interval): { low: Rational | null; lowOpen: boolean } {
  if (low === null) return { low, lowOpen };
  const moved = simplerBelow(low);
  return { low: moved, lowOpen: lowOpen || moved !== low };
}

/** The number itself where it is simple, otherwise one below it; null where none is. */
function simplerBelow(value: Rational): Rational | null {
  if (isSimple(value)) return value;
  const { numerator, denominator } = value;
  const units = roundQuotient(numerator * FINEST, denominator, 'floor');
  if (units <= -LARGEST * FINEST) return null;
  return units >= LARGEST * FINEST ? Rational.of(LARGEST) : Rational.of(units, FINEST);
}

interface End {
  /** Null for no end on that side. */
  readonly value: Rational | null;
  readonly open: boolean;
  readonly side: -1 | 1;
}

function endsOf({ low, lowOpen, high, highOpen }: Interval): readonly End[] {
  return [
    { value: low, open: lowOpen, side: -1 },
    { value: high, open: highOpen, side: 1 },
  ];
}

type Corner =
  | { readonly kind: 'number'; readonly value: Rational; readonly open: boolean }
  | { readonly kind: 'endless'; readonly side: -1 | 1 };

function cornerOf(a: End, b: End): Corner {
  const zero = a.value?.isZero ? a : b.value?.isZero ? b : undefined;
  // Zero times anything is zero, and is reached where an end that is zero is part of its interval.
  if (zero) {
    const reached = (a.value?.isZero && !a.open) || (b.value?.isZero && !b.open);
    return { kind: 'number', value: Rational.ZERO, open: !reached };
  }
  if (a.value !== null && b.value !== null) {
    return { kind: 'number', value: a.value.multiply(b.value), open: a.open || b.open };
  }
  return { kind: 'endless', side: signOf(a) === signOf(b) ? 1 : -1 };
}

function signOf({ value, side }: End): -1 | 1 {
  if (value === null) return side;
  return value.sign < 0 ? -1 : 1;
}

function between(corners: readonly Corner[]): Interval {
  const lowest = extreme(corners, -1);
  const highest = extreme(corners, 1);
  return { low: lowest.value, lowOpen: lowest.open, high: highest.value, highOpen: highest.open };
}

function extreme(corners: readonly Corner[], side: -1 | 1): { value: Rational | null; open: boolean } {
  let best: { value: Rational; open: boolean } | undefined;
  for (const corner of corners) {
    if (corner.kind === 'endless') {
      if (corner.side === side) return { value: null, open: true };
      continue;
    }
    const order = best === undefined ? side : corner.value.compare(best.value);
    if (order === side) best = corner;
    else if (order === 0 && best?.open && !corner.open) best = corner;
  }
  return best ?? { value: null, open: true };
}
