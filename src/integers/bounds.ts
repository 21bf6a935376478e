/** The least and the greatest integer that a step can give. */
export interface Bound {
  readonly low: bigint;
  readonly high: bigint;
}

/** The largest integer up to which doubles hold every integer, and floor(a / b) of two of them is the true quotient. */
export const LARGEST_EXACT = 2n ** 53n - 1n;

/** The largest integer of 64 bits, of either sign. */
export const LARGEST_64 = 2n ** 63n - 1n;

/** Beyond it no plan is made: nothing of the field is so large. */
export const LARGEST_PLANNED = 2n ** 1024n;

export const TRUTH: Bound = { low: 0n, high: 1n };

export function exactly(value: bigint): Bound {
  return { low: value, high: value };
}

export function largest({ low, high }: Bound): bigint {
  return max(low < 0n ? -low : low, high < 0n ? -high : high);
}

/** Whether all of it, in either sign, is exact in a double. */
export function isNarrow(bound: Bound): boolean {
  return largest(bound) <= LARGEST_EXACT;
}

export function sum(a: Bound, b: Bound): Bound {
  return { low: a.low + b.low, high: a.high + b.high };
}

export function difference(a: Bound, b: Bound): Bound {
  return { low: a.low - b.high, high: a.high - b.low };
}

export function product(a: Bound, b: Bound): Bound {
  const corners = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
  return { low: corners.reduce(min), high: corners.reduce(max) };
}

export function union(a: Bound, b: Bound): Bound {
  return { low: min(a.low, b.low), high: max(a.high, b.high) };
}

export function lesser(a: Bound, b: Bound): Bound {
  return { low: min(a.low, b.low), high: min(a.high, b.high) };
}

export function greater(a: Bound, b: Bound): Bound {
  return { low: max(a.low, b.low), high: max(a.high, b.high) };
}

export function magnitude(bound: Bound): Bound {
  const { low, high } = bound;
  if (low >= 0n) return bound;
  return high <= 0n ? { low: -high, high: -low } : { low: 0n, high: largest(bound) };
}

/** What is in both; the first where nothing is. */
export function intersection(a: Bound, b: Bound): Bound {
  const both = { low: max(a.low, b.low), high: min(a.high, b.high) };
  return both.low > both.high ? a : both;
}

export function bits(bound: Bound): number {
  return largest(bound).toString(2).length;
}

export function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

export function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
