/**
 * Boxes over finite axes. Each axis is a number of places (values of a choice, or pieces of a number line); a box
 * says for each axis which places it admits. Proofs about tables are questions about boxes.
 */
export interface Box {
  /** For each axis the admitted places by index, or null where all are. */
  readonly sides: readonly (ReadonlySet<number> | null)[];
}

/** A place on some of the axes; null where any place will do. */
export type Cell = readonly (number | null)[];

/** What cutting up may cost, shared by all questions about one table; it runs out, and then nothing is proven [P2]. */
export class Budget {
  private left: number;

  constructor(cells: number) {
    this.left = cells;
  }

  /** False where it has run out. */
  spend(): boolean {
    this.left -= 1;
    return this.left >= 0;
  }
}

export const MOST_CELLS = 200_000;

/** Pairs of rows that are held against each other at most. */
export const MOST_PAIRS = 2_000_000;

export type Cover =
  | { readonly kind: 'covered' }
  | { readonly kind: 'gap'; readonly cell: Cell }
  | { readonly kind: 'unknown' };

const COVERED: Cover = { kind: 'covered' };

export function boxesMeet(a: Box, b: Box): readonly number[] | undefined {
  const places: number[] = [];
  for (const [axis, side] of a.sides.entries()) {
    const place = firstShared(side, b.sides[axis] ?? null);
    if (place === undefined) return undefined;
    places.push(place);
  }
  return places;
}

function firstShared(a: ReadonlySet<number> | null, b: ReadonlySet<number> | null): number | undefined {
  if (a === null && b === null) return 0;
  let first: number | undefined;
  for (const place of a ?? b ?? []) {
    const isShared = a === null || b === null || b.has(place);
    if (isShared && (first === undefined || place < first)) first = place;
  }
  return first;
}

/** Whether the boxes together hold every cell of `whole`; if not, one that they leave out. */
export function cover(boxes: readonly Box[], whole: Box, sizes: readonly number[], budget: Budget): Cover {
  const open = boxes.map((_, index) => index).filter((index) => boxesMeet(at(boxes, index), whole) !== undefined);
  return new Covering(boxes, whole, sizes, budget).from(0, open);
}

/** Axis by axis: places that admit the same boxes share one answer. */
class Covering {
  private readonly boxes: readonly Box[];
  private readonly whole: Box;
  private readonly sizes: readonly number[];
  private readonly budget: Budget;
  private readonly memo = new Map<string, Cover>();

  constructor(boxes: readonly Box[], whole: Box, sizes: readonly number[], budget: Budget) {
    this.boxes = boxes;
    this.whole = whole;
    this.sizes = sizes;
    this.budget = budget;
  }

  /** `open`: the boxes that admit the places chosen on the axes before. */
  from(axis: number, open: readonly number[]): Cover {
    if (open.length === 0) return { kind: 'gap', cell: this.sizes.slice(axis).map(() => null) };
    if (
      open.some((index) =>
        at(this.boxes, index)
          .sides.slice(axis)
          .every((side) => side === null),
      )
    )
      return COVERED;
    if (axis === this.sizes.length) return COVERED;
    const key = `${axis}:${open.join(',')}`;
    const known = this.memo.get(key);
    if (known !== undefined) return known;
    if (!this.budget.spend()) return { kind: 'unknown' };
    const result = this.along(axis, open);
    this.memo.set(key, result);
    return result;
  }

  private along(axis: number, open: readonly number[]): Cover {
    let isUnknown = false;
    const admitted = this.whole.sides[axis] ?? null;
    for (let place = 0; place < (this.sizes[axis] ?? 0); place++) {
      if (admitted !== null && !admitted.has(place)) continue;
      const rest = open.filter((index) => at(this.boxes, index).sides[axis]?.has(place) ?? true);
      const result = this.from(axis + 1, rest);
      if (result.kind === 'gap') return { kind: 'gap', cell: [place, ...result.cell] };
      if (result.kind === 'unknown') isUnknown = true;
    }
    return isUnknown ? { kind: 'unknown' } : COVERED;
  }
}

/** The cell with every axis left open that does not matter: no box meets what remains. */
export function widened(cell: Cell, boxes: readonly Box[]): Cell {
  const wide = [...cell];
  for (let axis = wide.length - 1; axis >= 0; axis--) {
    const kept = wide[axis] ?? null;
    wide[axis] = null;
    if (boxes.some((box) => admits(box, wide))) wide[axis] = kept;
  }
  return wide;
}

function admits(box: Box, cell: Cell): boolean {
  return box.sides.every((side, axis) => {
    const place = cell[axis] ?? null;
    if (side === null) return true;
    return place === null ? side.size > 0 : side.has(place);
  });
}

function at(boxes: readonly Box[], index: number): Box {
  const box = boxes[index];
  if (box === undefined) throw new RangeError(`regions: no box ${index}`);
  return box;
}
