/**
 * Integers of any size: plain numbers up to 2^53 − 1, where they are exact, and BigInt beyond. Comparisons between the
 * two are exact in JavaScript.
 */
export type Units = number | bigint;

/** The exact sum: where two safe numbers add up to a safe number, nothing was rounded. */
export function plus(a: Units, b: Units): Units {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return BigInt(a) + BigInt(b);
}

export function minus(a: Units, b: Units): Units {
  return plus(a, -b);
}

/** As a plain number where it is one. */
export function units(value: bigint): Units {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** The largest integer not above a / b, and what is left over; b is positive. */
export function floorDivided(a: bigint, b: bigint): { readonly whole: bigint; readonly rest: bigint } {
  const [whole, rest] = [a / b, a % b];
  return rest < 0n ? { whole: whole - 1n, rest: rest + b } : { whole, rest };
}
