/**
 * Boxes over finite axes: each axis is a number of places (values of a choice, pieces of a number line), and a box
 * says for each axis which places it admits. Proofs about tables are questions about boxes.
 */
export interface Box {
  /** For each axis the admitted places, or null where all are. */
  readonly sides: readonly Side[];
}

/** Stretches of neighbouring places, ascending and apart: from, and up to but not including. */
export type Side = readonly (readonly [number, number])[] | null;

/** A place on some of the axes; null where any place will do. */
export type Cell = readonly (number | null)[];

/** What cutting up may cost, shared by all questions about one table; it runs out, and then nothing is proven [P2]. */
export class Budget {
  private left: number;

  constructor(cells: number) {
    this.left = cells;
  }

  /** False where it has run out. */
  spend(amount = 1): boolean {
    this.left -= amount;
    return this.left >= 0;
  }
}

/** Pairs of rows that are held against each other at most. */
export const MOST_PAIRS = 2_000_000;

export function sideOf(places: Iterable<number>): Side {
  const runs: [number, number][] = [];
  for (const place of [...new Set(places)].sort((a, b) => a - b)) {
    const last = runs[runs.length - 1];
    if (last !== undefined && last[1] === place) last[1] = place + 1;
    else runs.push([place, place + 1]);
  }
  return runs;
}

export function holds(side: Side, place: number): boolean {
  return side === null || side.some(([from, to]) => from <= place && place < to);
}

export function countOf(side: Side, size: number): number {
  return side === null ? size : side.reduce((sum, [from, to]) => sum + to - from, 0);
}

/** What both admit; null where that is everything. */
export function sharedSide(a: Side, b: Side): Side {
  if (a === null || b === null) return a ?? b;
  const shared: (readonly [number, number])[] = [];
  let [i, j] = [0, 0];
  for (;;) {
    const [one, other] = [a[i], b[j]];
    if (one === undefined || other === undefined) return shared;
    const from = Math.max(one[0], other[0]);
    const to = Math.min(one[1], other[1]);
    if (from < to) shared.push([from, to]);
    if (one[1] < other[1]) i++;
    else j++;
  }
}

function firstShared(a: Side, b: Side): number | undefined {
  if (a === null || b === null) return (a ?? b ?? FROM_ZERO)[0]?.[0];
  let [i, j] = [0, 0];
  for (;;) {
    const [one, other] = [a[i], b[j]];
    if (one === undefined || other === undefined) return undefined;
    const from = Math.max(one[0], other[0]);
    if (from < one[1] && from < other[1]) return from;
    if (one[1] < other[1]) i++;
    else j++;
  }
}

const FROM_ZERO: readonly (readonly [number, number])[] = [[0, 1]];

/** The first cell that both hold. */
export function meet(a: Box, b: Box): readonly number[] | undefined {
  const places: number[] = [];
  for (const [axis, side] of a.sides.entries()) {
    const place = firstShared(side, b.sides[axis] ?? null);
    if (place === undefined) return undefined;
    places.push(place);
  }
  return places;
}

export function intersection(a: Box, b: Box): Box {
  return { sides: a.sides.map((side, axis) => sharedSide(side, b.sides[axis] ?? null)) };
}

export function isEmptyBox({ sides }: Box): boolean {
  return sides.some((side) => side?.length === 0);
}

/**
 * For each box the earlier ones that it meets, by a sweep along the axis that parts them best. Undefined where there
 * are too many pairs to look at.
 */
export function meetings(boxes: readonly Box[], sizes: readonly number[]): readonly (readonly number[])[] | undefined {
  const axis = mostParting(boxes, sizes);
  const starts = boxes
    .flatMap((box, index) =>
      (box.sides[axis] ?? [[0, sizes[axis] ?? 1] as const]).map(([from, to]) => ({ index, from, to })),
    )
    .sort((a, b) => a.from - b.from);
  const found = boxes.map(() => new Set<number>());
  const pairs = new Budget(MOST_PAIRS);
  let active: typeof starts = [];
  for (const start of starts) {
    active = active.filter(({ to }) => to > start.from);
    if (!pairs.spend(active.length)) return undefined;
    for (const { index } of active) {
      const [earlier, later] = index < start.index ? [index, start.index] : [start.index, index];
      const [one, other] = [boxes[earlier], boxes[later]];
      if (earlier === later || !one || !other || found[later]?.has(earlier)) continue;
      if (meet(one, other) !== undefined) found[later]?.add(earlier);
    }
    active.push(start);
  }
  return found.map((earlier) => [...earlier].sort((a, b) => a - b));
}

function mostParting(boxes: readonly Box[], sizes: readonly number[]): number {
  const shares = sizes.map((size, axis) =>
    boxes.reduce((sum, { sides }) => sum + countOf(sides[axis] ?? null, size) / Math.max(1, size), 0),
  );
  return shares.reduce((best, share, axis) => (share < (shares[best] ?? share) ? axis : best), 0);
}

export type Cover =
  | { readonly kind: 'covered' }
  | { readonly kind: 'gap'; readonly cell: readonly number[] }
  | { readonly kind: 'unknown' };

const COVERED: Cover = { kind: 'covered' };
const UNKNOWN: Cover = { kind: 'unknown' };

/**
 * Whether the boxes together hold every cell of `whole`; if not, one that they leave out. Boxes that are known to be
 * apart are counted, which needs no search; others are taken away one axis after the other, most-cut axis first [P2].
 */
export function cover(
  boxes: readonly Box[],
  whole: Box,
  sizes: readonly number[],
  budget: Budget,
  areApart = false,
): Cover {
  if (isEmptyBox(whole)) return COVERED;
  const inside = boxes.map((box) => intersection(box, whole)).filter((box) => !isEmptyBox(box));
  return new Covering(inside, whole, sizes, budget, areApart).run();
}

class Covering {
  private readonly boxes: readonly Box[];
  private readonly whole: Box;
  private readonly sizes: readonly number[];
  private readonly budget: Budget;
  private readonly areApart: boolean;
  private readonly memo = new Map<string, Cover>();
  /** The places chosen so far; null on axes that are still open. */
  private readonly chosen: (number | null)[];

  constructor(boxes: readonly Box[], whole: Box, sizes: readonly number[], budget: Budget, areApart: boolean) {
    this.boxes = boxes;
    this.whole = whole;
    this.sizes = sizes;
    this.budget = budget;
    this.areApart = areApart;
    this.chosen = sizes.map(() => null);
  }

  run(): Cover {
    return this.from(this.boxes.map((_, index) => index));
  }

  /** `open`: the boxes that admit the places chosen so far. */
  private from(open: readonly number[]): Cover {
    if (open.length === 0) return { kind: 'gap', cell: this.chosen.map((place, axis) => place ?? this.first(axis)) };
    if (this.areApart && this.room(open) === 0n) return COVERED;
    const axis = this.mostCut(open);
    if (axis === undefined || open.some((index) => this.isFree(index))) return COVERED;
    const key = `${this.chosen.map((place) => (place === null ? 0 : 1)).join('')}:${open.join()}`;
    const known = this.memo.get(key);
    if (known !== undefined) return known;
    if (!this.budget.spend()) return UNKNOWN;
    const result = this.along(axis, open);
    if (result.kind !== 'gap') this.memo.set(key, result);
    return result;
  }

  private along(axis: number, open: readonly number[]): Cover {
    let isUnknown = false;
    for (const { place, boxes } of this.pieces(axis, open)) {
      this.chosen[axis] = place;
      const result = this.from(boxes);
      if (result.kind === 'gap') return result;
      if (result.kind === 'unknown') isUnknown = true;
    }
    this.chosen[axis] = null;
    return isUnknown ? UNKNOWN : COVERED;
  }

  /** The axis cut where one of the open boxes begins or ends; pieces that the same boxes admit are one. */
  private pieces(axis: number, open: readonly number[]): Iterable<{ place: number; boxes: readonly number[] }> {
    const whole = this.whole.sides[axis] ?? [[0, this.sizes[axis] ?? 0]];
    const cuts = new Set<number>(whole.map(([from]) => from));
    for (const index of open) {
      for (const [from, to] of this.side(index, axis) ?? []) {
        cuts.add(from);
        cuts.add(to);
      }
    }
    const pieces = new Map<string, { place: number; boxes: readonly number[] }>();
    for (const place of [...cuts].sort((a, b) => a - b)) {
      if (!holds(whole, place)) continue;
      const boxes = open.filter((index) => holds(this.side(index, axis), place));
      const key = boxes.join();
      if (!pieces.has(key)) pieces.set(key, { place, boxes });
    }
    return pieces.values();
  }

  private mostCut(open: readonly number[]): number | undefined {
    let best: number | undefined;
    let most = 0;
    for (const [axis, place] of this.chosen.entries()) {
      if (place !== null) continue;
      let cuts = 0;
      for (const index of open) if (!this.isFull(index, axis)) cuts++;
      if (cuts > most) [best, most] = [axis, cuts];
    }
    return best;
  }

  private isFree(index: number): boolean {
    return this.chosen.every((place, axis) => place !== null || this.isFull(index, axis));
  }

  private isFull(index: number, axis: number): boolean {
    const side = this.side(index, axis);
    if (side === null) return true;
    const size = this.sizes[axis] ?? 0;
    return countOf(side, size) === countOf(this.whole.sides[axis] ?? null, size);
  }

  /** Cells of the rest that no open box holds, where the boxes are apart. */
  private room(open: readonly number[]): bigint {
    const cellsOf = ({ sides }: Box) =>
      this.chosen.reduce(
        (product, place, axis) =>
          place === null ? product * BigInt(countOf(sides[axis] ?? null, this.sizes[axis] ?? 0)) : product,
        1n,
      );
    return open.reduce((left, index) => left - cellsOf(this.boxes[index] ?? this.whole), cellsOf(this.whole));
  }

  private side(index: number, axis: number): Side {
    return this.boxes[index]?.sides[axis] ?? null;
  }

  private first(axis: number): number {
    return this.whole.sides[axis]?.[0]?.[0] ?? 0;
  }
}

/** The cell with every axis left open that does not matter: no box meets what remains. */
export function widened(cell: readonly number[], boxes: readonly Box[]): Cell {
  const wide: (number | null)[] = [...cell];
  for (let axis = wide.length - 1; axis >= 0; axis--) {
    const kept = wide[axis] ?? null;
    wide[axis] = null;
    if (boxes.some((box) => admits(box, wide))) wide[axis] = kept;
  }
  return wide;
}

export function admits(box: Box, cell: Cell): boolean {
  return box.sides.every((side, axis) => {
    const place = cell[axis] ?? null;
    return place === null ? side === null || side.length > 0 : holds(side, place);
  });
}
