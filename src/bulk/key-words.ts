/** Words that a part of the key is kept in, so that rows can be ranked by it. */
export const KEY_WORDS = 2;

/** 11^9 is below 2^32: an end, or one of ten digits, nine times. */
const PLACES = 9;
const ZERO = 48;

/**
 * A text of up to 18 digits as two numbers that stand in the order of its bytes: the shorter of two that begin alike
 * comes first. False for any other text.
 */
export function putKeyWords(
  bytes: Uint8Array,
  start: number,
  stop: number,
  into: readonly Uint32Array[],
  first: number,
  row: number,
): boolean {
  if (stop - start > KEY_WORDS * PLACES) return false;
  let at = start;
  for (let word = 0; word < KEY_WORDS; word++) {
    let sum = 0;
    for (let place = 0; place < PLACES; place++, at++) {
      const digit = at < stop ? (bytes[at] ?? 0) - ZERO : -1;
      if (digit > 9 || (digit < 0 && at < stop)) return false;
      sum = sum * 11 + digit + 1;
    }
    const column = into[first + word];
    if (column !== undefined) column[row] = sum;
  }
  return true;
}
