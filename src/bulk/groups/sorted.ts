import type { RankColumn } from '../../score/award-columns.ts';
import { TooLargeForBulk } from '../outputs.ts';

/** An integer of each row to sort by. */
export interface SortColumn {
  readonly values: RankColumn | Uint8Array;
  readonly descending: boolean;
  /** What stands in place of each value; null for the values themselves. */
  readonly places: readonly number[] | null;
}

/** Digits of this size are sorted at a time. */
const RADIX = 65_536;

/**
 * Row numbers in order, the first column that differs deciding; rows with equal values keep their order. Sorts by
 * counting, digit for digit: no comparisons, and four bytes a row beside the rows themselves.
 */
export function sortedBy(rows: Uint32Array, columns: readonly SortColumn[]): Uint32Array {
  let from = rows;
  let to: Uint32Array = new Uint32Array(rows.length);
  for (const column of [...columns].reverse()) {
    const { low, high } = rangeOf(rows, column);
    if (high - low > Number.MAX_SAFE_INTEGER) throw new TooLargeForBulk();
    for (let unit = 1; unit <= high - low; unit *= RADIX) {
      scatter(from, to, { column, origin: column.descending ? high : low, unit });
      [from, to] = [to, from];
    }
  }
  return from;
}

/** The value of a row, by which it is sorted. */
export function valueAt({ values, places }: SortColumn, row: number): number {
  const value = values[row] ?? 0;
  return places === null ? value : (places[value] ?? 0);
}

function rangeOf(rows: Uint32Array, column: SortColumn): { readonly low: number; readonly high: number } {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < rows.length; i++) {
    const value = valueAt(column, rows[i] ?? 0);
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}

interface Digit {
  readonly column: SortColumn;
  /** The value that comes first. */
  readonly origin: number;
  readonly unit: number;
}

function scatter(from: Uint32Array, to: Uint32Array, digit: Digit): void {
  const starts = new Uint32Array(RADIX + 1);
  for (let i = 0; i < from.length; i++) {
    const next = digitOf(digit, from[i] ?? 0) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let i = 1; i <= RADIX; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
  for (let i = 0; i < from.length; i++) {
    const row = from[i] ?? 0;
    const at = digitOf(digit, row);
    const place = starts[at] ?? 0;
    to[place] = row;
    starts[at] = place + 1;
  }
}

/** Exact: values are whole numbers, and so is what lies between them, all below 2^53. */
function digitOf({ column, origin, unit }: Digit, row: number): number {
  return Math.floor(Math.abs(valueAt(column, row) - origin) / unit) % RADIX;
}
