import type { Rational } from './rational.ts';

/** A stretch of numbers; an absent end is unbounded. Ends may be open, as in `[90..110)`. */
export interface Interval {
  readonly low: Rational | null;
  readonly lowOpen: boolean;
  readonly high: Rational | null;
  readonly highOpen: boolean;
}

export const EVERYTHING: Interval = { low: null, lowOpen: true, high: null, highOpen: true };

export function contains(interval: Interval, value: Rational): boolean {
  return aboveLow(interval, value) && belowHigh(interval, value);
}

function aboveLow({ low, lowOpen }: Interval, value: Rational): boolean {
  if (low === null) return true;
  const order = value.compare(low);
  return order > 0 || (order === 0 && !lowOpen);
}

function belowHigh({ high, highOpen }: Interval, value: Rational): boolean {
  if (high === null) return true;
  const order = value.compare(high);
  return order < 0 || (order === 0 && !highOpen);
}

/** True where no number lies in it. */
export function isEmpty({ low, lowOpen, high, highOpen }: Interval): boolean {
  if (low === null || high === null) return false;
  const order = low.compare(high);
  return order > 0 || (order === 0 && (lowOpen || highOpen));
}

/** The numbers in both. */
export function intersect(a: Interval, b: Interval): Interval {
  return { ...laterLow(a, b), ...earlierHigh(a, b) };
}

/** The smallest interval that holds both. */
export function hull(a: Interval, b: Interval): Interval {
  const low =
    a.low === null || b.low === null
      ? { low: null, lowOpen: true }
      : a.low.compare(b.low) < 0 || (a.low.equals(b.low) && !a.lowOpen)
        ? { low: a.low, lowOpen: a.lowOpen }
        : { low: b.low, lowOpen: b.lowOpen };
  const high =
    a.high === null || b.high === null
      ? { high: null, highOpen: true }
      : a.high.compare(b.high) > 0 || (a.high.equals(b.high) && !a.highOpen)
        ? { high: a.high, highOpen: a.highOpen }
        : { high: b.high, highOpen: b.highOpen };
  return { ...low, ...high };
}

/** True where every number of `inner` lies in `outer`. */
export function isWithin(inner: Interval, outer: Interval): boolean {
  if (isEmpty(inner)) return true;
  const common = intersect(inner, outer);
  return sameLow(common, inner) && sameHigh(common, inner);
}

function sameLow(a: Interval, b: Interval): boolean {
  if (a.low === null || b.low === null) return a.low === b.low;
  return a.low.equals(b.low) && a.lowOpen === b.lowOpen;
}

function sameHigh(a: Interval, b: Interval): boolean {
  if (a.high === null || b.high === null) return a.high === b.high;
  return a.high.equals(b.high) && a.highOpen === b.highOpen;
}

function laterLow(a: Interval, b: Interval): Pick<Interval, 'low' | 'lowOpen'> {
  if (a.low === null) return { low: b.low, lowOpen: b.lowOpen };
  if (b.low === null) return { low: a.low, lowOpen: a.lowOpen };
  const order = a.low.compare(b.low);
  if (order === 0) return { low: a.low, lowOpen: a.lowOpen || b.lowOpen };
  return order > 0 ? { low: a.low, lowOpen: a.lowOpen } : { low: b.low, lowOpen: b.lowOpen };
}

function earlierHigh(a: Interval, b: Interval): Pick<Interval, 'high' | 'highOpen'> {
  if (a.high === null) return { high: b.high, highOpen: b.highOpen };
  if (b.high === null) return { high: a.high, highOpen: a.highOpen };
  const order = a.high.compare(b.high);
  if (order === 0) return { high: a.high, highOpen: a.highOpen || b.highOpen };
  return order < 0 ? { high: a.high, highOpen: a.highOpen } : { high: b.high, highOpen: b.highOpen };
}
