import { comparison, type RankColumn, type RankKey } from './award-columns.ts';

interface Key {
  readonly of: RankColumn;
  readonly descending: boolean;
}

/** Puts rows in the order of their integers. */
export class RowOrder {
  /** 0 for equals. */
  readonly compare: (a: number, b: number) => number;
  private readonly keys: readonly Key[];
  private packed = new Float64Array(0);
  private before = new Uint32Array(0);

  constructor(ranks: readonly RankColumn[], order: readonly RankKey[]) {
    this.compare = comparison(ranks, order);
    this.keys = order.map(({ column, descending }) => ({ of: ranks[column] ?? new Uint32Array(0), descending }));
  }

  /**
   * Sorts rows in place. As many keys as 53 bits hold, with the place of each row behind them, are packed into one
   * number, and sorted as numbers; those that are equal so far are sorted by comparison.
   */
  sort(rows: Uint32Array): void {
    if (rows.length < 2) return;
    const used = this.pack(rows);
    if (used === 0) {
      rows.sort(this.compare);
      return;
    }
    const { length } = rows;
    const packed = this.packed.subarray(0, length).sort();
    this.before.set(rows);
    let start = 0;
    let last = -1;
    for (let at = 0; at < length; at++) {
      const key = packed[at] ?? 0;
      const rank = Math.floor(key / length);
      rows[at] = this.before[key - rank * length] ?? 0;
      if (rank === last) continue;
      this.sortEquals(rows, start, at, used);
      [start, last] = [at, rank];
    }
    this.sortEquals(rows, start, length, used);
  }

  /** By the keys for which there was no room. */
  private sortEquals(rows: Uint32Array, start: number, stop: number, used: number): void {
    if (used < this.keys.length && stop - start > 1) rows.subarray(start, stop).sort(this.compare);
  }

  /** Returns how many keys found room. */
  private pack(rows: Uint32Array): number {
    const { length } = rows;
    if (this.packed.length < length) {
      this.packed = new Float64Array(length);
      this.before = new Uint32Array(length);
    }
    const { packed } = this;
    let room = Math.floor(Number.MAX_SAFE_INTEGER / length);
    let used = 0;
    packed.fill(0, 0, length);
    for (const { of, descending } of this.keys) {
      const { low, high } = rangeOf(of, rows);
      const span = high - low + 1;
      if (span > room) break;
      room = Math.floor(room / span);
      for (let i = 0; i < length; i++) {
        const value = of[rows[i] ?? 0] ?? 0;
        packed[i] = (packed[i] ?? 0) * span + (descending ? high - value : value - low);
      }
      used++;
    }
    for (let i = 0; i < length; i++) packed[i] = (packed[i] ?? 0) * length + i;
    return used;
  }
}

function rangeOf(of: RankColumn, rows: Uint32Array): { readonly low: number; readonly high: number } {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < rows.length; i++) {
    const value = of[rows[i] ?? 0] ?? 0;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}
