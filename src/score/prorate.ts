import { floorDivided, plus, type Units, units } from '../number/units.ts';

/** Who shares the budget of one group: rows in the order in which what is left over is given out. */
export interface Claims {
  readonly rows: Uint32Array;
  readonly total: bigint;
  /** What they are due together, more than the total. */
  readonly needed: bigint;
}

type Amounts = (row: number) => readonly { readonly grant: number; readonly due: Units }[];

/**
 * Every amount in proportion, floored to its unit; one unit more for those with the largest fractions, the earlier first
 * where fractions are equal, so that the shares of a group add up to its total. `rows`: all that share, in ascending
 * order. Gives what a row is paid of a grant; null where it is due no such grant.
 */
export function shareOut(
  all: readonly Claims[],
  rows: Uint32Array,
  grants: number,
  amounts: Amounts,
): (grant: number, row: number) => Units | null {
  const paid = new Paid(rows, grants);
  for (const claims of all) shareOne(claims, amounts, paid);
  return (grant, row) => paid.at(paid.place(grant, row));
}

function shareOne({ rows, total, needed }: Claims, amounts: Amounts, paid: Paid): void {
  const sign = needed < 0n ? -1n : 1n;
  const [over, under] = [total * sign, needed * sign];
  const count = rows.reduce((sum, row) => sum + amounts(row).length, 0);
  const places = new Uint32Array(count);
  // What is left over of a division is smaller than what is needed.
  const rests = Number.isSafeInteger(Number(under)) ? new Float64Array(count) : new Array<Units>(count).fill(0);
  let at = 0;
  let left = total;
  for (const row of rows) {
    for (const { grant, due } of amounts(row)) {
      const { whole, rest } = floorDivided(BigInt(due) * over, under);
      const place = paid.place(grant, row);
      left -= whole;
      paid.put(place, units(whole));
      places[at] = place;
      rests[at] = units(rest);
      at++;
    }
  }
  const order = new Uint32Array(count);
  for (let index = 0; index < count; index++) order[index] = index;
  order.sort((a, b) => {
    const [first, second] = [rests[a] ?? 0, rests[b] ?? 0];
    return first > second ? -1 : first < second ? 1 : a - b;
  });
  for (const index of order.subarray(0, Number(left))) {
    const place = places[index] ?? 0;
    paid.put(place, plus(paid.at(place) ?? 0, 1));
  }
}

/** Amounts by row and grant, for some of all rows. */
class Paid {
  private readonly rows: Uint32Array;
  private readonly grants: number;
  private readonly amounts: Float64Array;
  /** Beyond 2^53. */
  private readonly large = new Map<number, bigint>();

  constructor(rows: Uint32Array, grants: number) {
    this.rows = rows;
    this.grants = grants;
    this.amounts = new Float64Array(rows.length * grants).fill(Number.NaN);
  }

  /** -1 for a row that does not share. */
  place(grant: number, row: number): number {
    let [low, high] = [0, this.rows.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.rows[middle] ?? 0) < row) low = middle + 1;
      else high = middle;
    }
    return this.rows[low] === row ? low * this.grants + grant : -1;
  }

  put(place: number, amount: Units): void {
    if (typeof amount === 'bigint') this.large.set(place, amount);
    else this.amounts[place] = amount;
  }

  at(place: number): Units | null {
    const amount = this.amounts[place];
    return this.large.get(place) ?? (amount === undefined || Number.isNaN(amount) ? null : amount);
  }
}
