import type { RankColumn } from '../score/award-columns.ts';

/** Columns over all rows of a run, of which the length is known only at the end: kept in pieces, as they come. */
export class Pieces<T extends Float64Array | Int32Array | Uint32Array | Uint8Array> {
  private readonly pieces: T[] = [];
  private length = 0;

  add(piece: T): void {
    if (piece.length === 0) return;
    this.pieces.push(piece);
    this.length += piece.length;
  }

  clear(): void {
    this.pieces.length = 0;
    this.length = 0;
  }

  /** As they came. */
  get all(): readonly T[] {
    return this.pieces;
  }

  /** All of them in one, made by `make`; the pieces are given up as they are copied. */
  joined(make: (length: number) => T): T {
    const all = make(this.length);
    let at = 0;
    for (let piece = this.pieces.shift(); piece !== undefined; piece = this.pieces.shift()) {
      all.set(piece as never, at);
      at += piece.length;
    }
    this.length = 0;
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
