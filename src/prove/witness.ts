import { type Interval, isEmpty } from '../number/interval.ts';
import { powerOfTen, Rational } from '../number/rational.ts';
import { roundQuotient } from '../number/rounding.ts';
import { firstOnGrid, onGrid } from './arithmetic.ts';

/**
 * A number of the interval to show to people: the smallest on the grid of 10^-digits, or, off any grid, the closed
 * lower end or else a decimal as short as can be. Undefined where the interval holds none.
 */
export function witnessIn(interval: Interval, digits: number | null): Rational | undefined {
  if (isEmpty(interval)) return undefined;
  const { low, lowOpen, high } = interval;
  if (digits !== null) {
    const grid = onGrid(interval, digits);
    return isEmpty(grid) ? undefined : (grid.low ?? grid.high ?? Rational.ZERO);
  }
  if (low !== null && !lowOpen) return low;
  if (low === null) return high === null ? Rational.ZERO : inside(high.subtract(Rational.ONE), high, interval);
  return inside(low, high ?? low.add(Rational.of(2n)), interval);
}

/** The shortest decimal strictly between the two, the nearest to their middle; the upper end where it is the only one. */
function inside(low: Rational, high: Rational, interval: Interval): Rational {
  if (low.equals(high)) return high;
  const middle = low.add(high).divide(Rational.of(2n));
  for (let digits = 0; digits <= MOST_DIGITS; digits++) {
    const scale = powerOfTen(digits);
    const nearest = Rational.of(roundQuotient(middle.numerator * scale, middle.denominator, 'half_up'), scale);
    if (nearest.compare(low) > 0 && nearest.compare(high) < 0) return nearest;
  }
  return interval.high !== null && !interval.highOpen ? interval.high : middle;
}

const MOST_DIGITS = 12;

/** A stretch of an axis between two neighbouring cuts: a single number, or the open interval between. */
export type Piece = Interval;

/**
 * Cuts the domain at every end of the given intervals, in ascending order. Pieces without a number of the grid are
 * left out: between 89,99 and 90 there is nothing for a score of two digits.
 */
export function pieces(domain: Interval, cuts: readonly Interval[], digits: number | null): readonly Piece[] {
  const ends = [domain, ...cuts].flatMap(({ low, high }) => [low, high]).filter((end) => end !== null);
  const sorted = ends
    .sort((a, b) => a.compare(b))
    .filter((end, index) => index === 0 || !end.equals(ends[index - 1] ?? end));
  const result: Piece[] = [];
  let previous: Rational | null = null;
  for (const end of sorted) {
    result.push({ low: previous, lowOpen: true, high: end, highOpen: true });
    result.push({ low: end, lowOpen: false, high: end, highOpen: false });
    previous = end;
  }
  result.push({ low: previous, lowOpen: true, high: null, highOpen: true });
  return result.filter((piece) => liesWithin(piece, domain) && holdsSomething(piece, digits));
}

/** Whether a piece lies in an interval at whose ends the axis has been cut. */
export function liesWithin(piece: Piece, { low, lowOpen, high, highOpen }: Interval): boolean {
  return isAfter(piece, low, lowOpen) && isBefore(piece, high, highOpen);
}

/** The pieces within an interval at whose ends the axis has been cut: from, and up to but not including. */
export function runOf(axis: readonly Piece[], { low, lowOpen, high, highOpen }: Interval): readonly [number, number] {
  const from = firstWhere(axis, (piece) => isAfter(piece, low, lowOpen));
  return [
    from,
    Math.max(
      from,
      firstWhere(axis, (piece) => !isBefore(piece, high, highOpen)),
    ),
  ];
}

/** The first place of a list that is divided into "not yet" and "from here on". */
function firstWhere(axis: readonly Piece[], isReached: (piece: Piece) => boolean): number {
  let [low, high] = [0, axis.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const piece = axis[middle];
    if (piece !== undefined && isReached(piece)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function isAfter(piece: Piece, low: Rational | null, lowOpen: boolean): boolean {
  if (low === null) return true;
  if (piece.low === null) return false;
  const order = piece.low.compare(low);
  return order > 0 || (order === 0 && (piece.lowOpen || !lowOpen));
}

function isBefore(piece: Piece, high: Rational | null, highOpen: boolean): boolean {
  if (high === null) return true;
  if (piece.high === null) return false;
  const order = piece.high.compare(high);
  return order < 0 || (order === 0 && (piece.highOpen || !highOpen));
}

function holdsSomething({ low, lowOpen, high, highOpen }: Piece, digits: number | null): boolean {
  if (digits === null || low === null || high === null) return true;
  const first = firstOnGrid(low, lowOpen, digits);
  const order = first.compare(high);
  return order < 0 || (order === 0 && !highOpen);
}
