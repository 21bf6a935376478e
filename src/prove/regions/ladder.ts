import type { Box, Budget, Side } from './boxes.ts';

/** What becomes of rows that are tried from the top. */
export interface Ladder {
  /** Rows that decide something. */
  readonly reached: ReadonlySet<number>;
  /** Rows without which something would be decided otherwise. */
  readonly needed: ReadonlySet<number>;
  /** A cell that no row decides. */
  readonly gap: readonly number[] | null;
  /** Everything was gone through; otherwise rows that are in neither set are only not known. */
  readonly isComplete: boolean;
}

/** A stretch of places on each axis. */
type Block = readonly (readonly [number, number])[];

/**
 * Goes through all cells at once: a block of cells is halved, where its rows begin or end, until the rows that come
 * first in it are the same for all of it. Blocks in which nothing is left to learn are passed over, so that tables
 * whose rows all have a purpose are quickly done.
 *
 * @param agree whether two rows give the same; -1 stands for what is below all of them, null where there is nothing.
 */
export function climb(
  boxes: readonly Box[],
  sizes: readonly number[],
  budget: Budget,
  agree: (row: number, below: number | null) => boolean,
  hasOtherwise: boolean,
): Ladder {
  const climber = new Climber(boxes, sizes, budget, agree, hasOtherwise);
  return climber.run();
}

class Climber {
  private readonly boxes: readonly Box[];
  private readonly sizes: readonly number[];
  private readonly budget: Budget;
  private readonly agree: (row: number, below: number | null) => boolean;
  private readonly hasOtherwise: boolean;
  private readonly reached = new Set<number>();
  private readonly needed = new Set<number>();
  private gap: readonly number[] | null = null;

  constructor(
    boxes: readonly Box[],
    sizes: readonly number[],
    budget: Budget,
    agree: (row: number, below: number | null) => boolean,
    hasOtherwise: boolean,
  ) {
    this.boxes = boxes;
    this.sizes = sizes;
    this.budget = budget;
    this.agree = agree;
    this.hasOtherwise = hasOtherwise;
  }

  run(): Ladder {
    const whole: Block = this.sizes.map((size) => [0, size] as const);
    const isComplete = this.within(
      whole,
      this.boxes.map((_, index) => index),
    );
    return { reached: this.reached, needed: this.needed, gap: this.gap, isComplete };
  }

  /** `rows`: those that may decide something in the block, from the top. False where the budget has run out. */
  private within(block: Block, rows: readonly number[]): boolean {
    const open: number[] = [];
    let full = 0;
    for (const row of rows) {
      const relation = this.relation(row, block);
      if (relation === 'apart') continue;
      open.push(row);
      // Behind the second row that holds the whole block nothing is ever asked.
      if (relation === 'holds' && ++full === 2) break;
    }
    if (!this.budget.spend(1 + rows.length / ROWS_PER_CELL)) return false;
    if (this.settle(block, open)) return true;
    const cut = this.cut(block, open);
    if (cut === undefined) return true;
    const [axis, place] = cut;
    const part = (from: number, to: number): Block => block.map((side, index) => (index === axis ? [from, to] : side));
    const [from, to] = block[axis] ?? [0, 0];
    return this.within(part(from, place), open) && this.within(part(place, to), open);
  }

  /** Whether the block holds nothing more to learn. */
  private settle(block: Block, open: readonly number[]): boolean {
    const [first, second] = open;
    if (first === undefined) {
      this.gap ??= block.map(([from]) => from);
      return true;
    }
    const top = open.findIndex((row) => this.relation(row, block) === 'holds');
    if (top === 0) this.note(first, second, block);
    const isKnown = (row: number) => this.reached.has(row) && this.needed.has(row);
    // Without a row that holds the whole block there may be a gap in it; one is enough.
    const mayGap = top < 0 && !this.hasOtherwise && this.gap === null;
    const above = top < 0 ? open : open.slice(0, top + 1);
    return !mayGap && above.every(isKnown);
  }

  private note(first: number, second: number | undefined, block: Block): void {
    this.reached.add(first);
    if (second === undefined) {
      if (!this.agree(first, null)) this.needed.add(first);
    } else if (this.relation(second, block) === 'holds' && !this.agree(first, second)) this.needed.add(first);
  }

  /** Where the rows of the block begin or end: the middle such place, on the axis that has most of them. */
  private cut(block: Block, open: readonly number[]): readonly [axis: number, place: number] | undefined {
    let best: readonly number[] = [];
    let axis = 0;
    for (const [index, [from, to]] of block.entries()) {
      if (to - from < 2) continue;
      const places = new Set<number>();
      for (const row of open) {
        for (const [begin, end] of this.side(row, index) ?? []) {
          if (from < begin && begin < to) places.add(begin);
          if (from < end && end < to) places.add(end);
        }
      }
      if (places.size > best.length) [best, axis] = [[...places], index];
    }
    const place = best.length === 0 ? undefined : middleOf(best);
    return place === undefined ? undefined : [axis, place];
  }

  private relation(row: number, block: Block): 'apart' | 'meets' | 'holds' {
    let result: 'meets' | 'holds' = 'holds';
    for (const [axis, [from, to]] of block.entries()) {
      const side = this.side(row, axis);
      if (side === null) continue;
      const run = side.find(([, end]) => end > from);
      if (run === undefined || run[0] >= to) return 'apart';
      if (run[0] > from || run[1] < to) result = 'meets';
    }
    return result;
  }

  private side(row: number, axis: number): Side {
    return this.boxes[row]?.sides[axis] ?? null;
  }
}

/** Looking at that many rows costs as much as a cell. */
const ROWS_PER_CELL = 16;

function middleOf(places: readonly number[]): number | undefined {
  return [...places].sort((a, b) => a - b)[places.length >> 1];
}
