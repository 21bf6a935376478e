import type { RankColumn } from '../score/award-columns.ts';

type Numbers = Float64Array | Int32Array | Uint32Array | Uint8Array;

/** Numbers of the first block, and of the largest: what is large is given back to the system as soon as it is let go. */
const FIRST = 1 << 14;
const LARGEST = 1 << 20;

/** A column over all rows of a run, of which the length is known only at the end. */
export class Pieces<T extends Numbers> {
  private readonly make: (length: number) => T;
  /** Full but for the last. */
  private readonly blocks: T[] = [];
  private length = 0;
  /** How much of the last block is taken. */
  private taken = 0;

  constructor(make: (length: number) => T) {
    this.make = make;
  }

  /** Takes a copy: the piece may be used again. */
  add(piece: T): void {
    for (let at = 0; at < piece.length; ) {
      const block = this.open();
      const part = piece.subarray(at, at + block.length - this.taken);
      block.set(part as never, this.taken);
      this.taken += part.length;
      this.length += part.length;
      at += part.length;
    }
  }

  put(value: number): void {
    const block = this.open();
    block[this.taken++] = value;
    this.length++;
  }

  private open(): T {
    const last = this.blocks.at(-1);
    if (last !== undefined && this.taken < last.length) return last;
    const block = this.make(Math.max(FIRST, Math.min(this.length, LARGEST)));
    this.blocks.push(block);
    this.taken = 0;
    return block;
  }

  /** All of it in one; the blocks are given up as they are copied. */
  joined(make: (length: number) => T = this.make): T {
    const all = make(this.length);
    let at = 0;
    for (let block = this.blocks.shift(); block !== undefined; block = this.blocks.shift()) {
      all.set(block.subarray(0, this.length - at) as never, at);
      at += block.length;
    }
    this.length = 0;
    this.taken = 0;
    return all;
  }
}

/** Of something that group rules take: 1 where it is there; a truth value as 0 (none), 1 (false) or 2 (true). */
export interface KeptColumn {
  readonly values: RankColumn | null;
  readonly states: Uint8Array;
}

/**
 * What a group rule came to, for the threads as well: shared memory. Values are those of the rows by their numbers, of
 * groups (`of` gives the number of each row's group), or of the one group of all rows.
 */
export interface SettledColumn {
  readonly of: Uint32Array | 'rows' | 'one';
  readonly values: Float64Array | Int32Array | Uint32Array;
  /** 1 where there is no value; null where there always is one. */
  readonly empty: Uint8Array | null;
}

/** What the rules of a limit did to each row, by the row's number; shared memory. */
export interface LimitNotes {
  /** The number of each row's group; empty where all rows are one group. */
  readonly of: Uint32Array;
  /** How many each rule admits in each group: group · rules + rule. */
  readonly rooms: Uint32Array;
  /** For each rule: rank · 8 + what it did (see `COURSE`). */
  readonly steps: readonly Uint32Array[];
}

/** What the group stage has settled so far, for whoever scores the rows. */
export interface Settled {
  /** In the order of the plan's group columns; those of later levels are undefined. */
  readonly columns: readonly (SettledColumn | undefined)[];
  /** In the order of the program's limits. */
  readonly notes: readonly (LimitNotes | undefined)[];
  /** 1 for rows whose award waits for people's decision; null where there are none. Shared memory. */
  readonly waiting: Uint8Array | null;
}

export const NOTHING_SETTLED: Settled = { columns: [], notes: [], waiting: null };
