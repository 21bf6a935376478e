import { type Axis, type Cut, compareCuts, type Piece } from './axis.ts';
import { type Form, formKey } from './form.ts';

/** What a decision comes to. A number is a form over the roots, since its own size is not decided here. */
export type Leaf =
  | { readonly kind: 'value'; readonly value: string | boolean }
  | { readonly kind: 'form'; readonly form: Form }
  /** A text that nobody named. */
  | { readonly kind: 'other' }
  | { readonly kind: 'missing' | 'not_applicable' | 'error' }
  /** Some other thing, by its number. */
  | { readonly kind: 'place'; readonly place: string };

export type Diagram = End | Branch;

export interface End {
  readonly id: number;
  readonly axis: null;
  readonly leaf: Leaf;
}

/** One kid more than cuts; neighbours differ. Every axis below stands later in the order. */
export interface Branch {
  readonly id: number;
  readonly axis: Axis;
  readonly cuts: readonly Cut[];
  readonly kids: readonly Diagram[];
}

/** Thrown where a diagram grows beyond its budget of cells; never leaves `prove/` [P2]. */
export class TooManyCells extends Error {}

export const MOST_CELLS = 200_000;
/** Pieces are cheaper than cells, which may have thousands of them. */
const PIECES_PER_CELL = 20;

/**
 * Decision diagrams over axes: an answer for every combination of values, shared wherever answers are equal. All
 * diagrams of one maker can be joined; equal ones are the same object.
 */
export class Diagrams {
  private readonly known = new Map<string, Diagram>();
  private next = 0;
  private left: number;

  constructor(cells: number = MOST_CELLS) {
    this.left = cells * PIECES_PER_CELL;
  }

  /** A new budget for the next question. */
  refill(cells: number = MOST_CELLS): void {
    this.left = cells * PIECES_PER_CELL;
  }

  end(leaf: Leaf): Diagram {
    const key = leafKey(leaf);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const created: End = { id: this.next++, axis: null, leaf };
    this.known.set(key, created);
    return created;
  }

  flag(value: boolean): Diagram {
    return this.end({ kind: 'value', value });
  }

  /** Cuts ascending, one kid more than cuts; the kids may hang on any axes. */
  branch(axis: Axis, cuts: readonly Cut[], kids: readonly Diagram[]): Diagram {
    if (kids.every((kid) => kid.axis === null || kid.axis.order > axis.order)) return this.make(axis, cuts, kids);
    let result = kids[kids.length - 1] ?? this.flag(false);
    for (let index = kids.length - 2; index >= 0; index--) {
      const cut = cuts[index];
      if (cut === undefined) continue;
      const isBefore = this.make(axis, [cut], [this.flag(true), this.flag(false)]);
      result = this.choose(isBefore, kids[index] ?? result, result);
    }
    return result;
  }

  private make(axis: Axis, cuts: readonly Cut[], kids: readonly Diagram[]): Diagram {
    const keptCuts: Cut[] = [];
    const keptKids: Diagram[] = [];
    kids.forEach((kid, index) => {
      if (keptKids[keptKids.length - 1] === kid) return;
      const cut = cuts[index - 1];
      if (cut !== undefined) keptCuts.push(cut);
      keptKids.push(kid);
    });
    this.spend(PIECES_PER_CELL + keptKids.length);
    const [only] = keptKids;
    if (keptKids.length === 1 && only !== undefined) return only;
    const key = `${axis.order}|${keptCuts.map(cutKey).join()}|${keptKids.map(({ id }) => id).join()}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const created: Branch = { id: this.next++, axis, cuts: keptCuts, kids: keptKids };
    this.known.set(key, created);
    return created;
  }

  private spend(pieces: number): void {
    this.left -= pieces;
    if (this.left < 0) throw new TooManyCells();
  }

  /** `condition` decides; where it has no value, neither has the whole. */
  choose(condition: Diagram, then: Diagram, otherwise: Diagram): Diagram {
    return this.combine([condition, then, otherwise], ([decided, yes, no]) => {
      if (decided?.axis !== null) return undefined;
      const truth = truthOf(decided.leaf);
      return truth === undefined ? decided : truth ? yes : no;
    });
  }

  /** Each end replaced; what stands in its place may hang on any axes. */
  map(diagram: Diagram, change: (leaf: Leaf) => Diagram): Diagram {
    const memo = new Map<number, Diagram>();
    const visit = (one: Diagram): Diagram => {
      const known = memo.get(one.id);
      if (known !== undefined) return known;
      const result = one.axis === null ? change(one.leaf) : this.branch(one.axis, one.cuts, one.kids.map(visit));
      memo.set(one.id, result);
      return result;
    };
    return visit(diagram);
  }

  /** Two diagrams joined end by end. */
  join(a: Diagram, b: Diagram, joined: (a: Leaf, b: Leaf) => Diagram): Diagram {
    return this.combine([a, b], ([left, right]) =>
      left?.axis === null && right?.axis === null ? joined(left.leaf, right.leaf) : undefined,
    );
  }

  /** Goes through several diagrams together, axis by axis, until `settled` knows the answer. */
  private combine(
    diagrams: readonly Diagram[],
    settled: (diagrams: readonly Diagram[]) => Diagram | undefined,
  ): Diagram {
    const memo = new Map<string, Diagram>();
    const visit = (ones: readonly Diagram[]): Diagram => {
      const answer = settled(ones);
      if (answer !== undefined) return answer;
      const key = ones.map(({ id }) => id).join();
      const known = memo.get(key);
      if (known !== undefined) return known;
      const axis = firstAxis(ones);
      if (axis === undefined) throw new TypeError('regions: decided ends without an answer');
      const { cuts, rows } = aligned(axis, ones);
      const result = this.branch(axis, cuts, rows.map(visit));
      memo.set(key, result);
      return result;
    };
    return visit(diagrams);
  }
}

export function truthOf(leaf: Leaf): boolean | undefined {
  return leaf.kind === 'value' && typeof leaf.value === 'boolean' ? leaf.value : undefined;
}

function firstAxis(diagrams: readonly Diagram[]): Axis | undefined {
  let first: Axis | undefined;
  for (const { axis } of diagrams) if (axis !== null && (first === undefined || axis.order < first.order)) first = axis;
  return first;
}

/** The diagrams cut at the same places of an axis: for each piece what each of them comes to there. */
export function aligned(
  axis: Axis,
  diagrams: readonly Diagram[],
): { readonly cuts: readonly Cut[]; readonly rows: readonly (readonly Diagram[])[] } {
  const isOn = (one: Diagram): one is Branch => one.axis?.order === axis.order;
  const branches = diagrams.filter(isOn);
  const [only] = branches;
  // Most often one of them alone hangs on the axis, and its own pieces are all there are.
  if (branches.length === 1 && only !== undefined) {
    const among = (kid: Diagram) => diagrams.map((one) => (one === only ? kid : one));
    return { cuts: only.cuts, rows: only.kids.map(among) };
  }
  const places = diagrams.map(() => 0);
  const at = (): readonly Diagram[] =>
    diagrams.map((one, index) => (isOn(one) ? (one.kids[places[index] ?? 0] ?? one) : one));
  const cuts: Cut[] = [];
  const rows: (readonly Diagram[])[] = [at()];
  for (;;) {
    let next: Cut | undefined;
    diagrams.forEach((one, index) => {
      const cut = isOn(one) ? one.cuts[places[index] ?? 0] : undefined;
      if (cut !== undefined && (next === undefined || compareCuts(cut, next) < 0)) next = cut;
    });
    if (next === undefined) return { cuts, rows };
    const reached = next;
    diagrams.forEach((one, index) => {
      const cut = isOn(one) ? one.cuts[places[index] ?? 0] : undefined;
      if (cut !== undefined && compareCuts(cut, reached) === 0) places[index] = (places[index] ?? 0) + 1;
    });
    cuts.push(reached);
    rows.push(at());
  }
}

/** The pieces of a branch, each with what it comes to. */
export function* piecesOf({ cuts, kids }: Branch): Iterable<readonly [Piece, Diagram]> {
  for (const [index, kid] of kids.entries()) {
    yield [{ from: cuts[index - 1] ?? null, to: cuts[index] ?? null }, kid];
  }
}

function cutKey({ at, after }: Cut): string {
  return at === null ? '' : `${at.numerator}/${at.denominator}${after ? '+' : ''}`;
}

function leafKey(leaf: Leaf): string {
  switch (leaf.kind) {
    case 'value':
      return `${typeof leaf.value} ${leaf.value}`;
    case 'form':
      return `form ${formKey(leaf.form)}`;
    case 'place':
      return `place ${leaf.place}`;
    default:
      return leaf.kind;
  }
}

/** Every axis that the diagram hangs on, in order. */
export function axesOf(diagram: Diagram): readonly Axis[] {
  const axes = new Map<number, Axis>();
  const seen = new Set<number>();
  const waiting = [diagram];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    if (one.axis === null || seen.has(one.id)) continue;
    seen.add(one.id);
    axes.set(one.axis.order, one.axis);
    waiting.push(...one.kids);
  }
  return [...axes.values()].sort((a, b) => a.order - b.order);
}
