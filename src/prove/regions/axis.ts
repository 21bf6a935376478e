import type { NodeId } from '../../language/core.ts';
import type { Period } from '../../number/calendar.ts';
import { EVERYTHING, type Interval, intersect } from '../../number/interval.ts';
import { Rational } from '../../number/rational.ts';
import { firstOnGrid, onGrid } from '../arithmetic.ts';

/**
 * A place between two neighbouring values of an axis: before the number, or right after it. Without a number it
 * stands behind "missing", which comes before all values.
 */
export interface Cut {
  readonly at: Rational | null;
  readonly after: boolean;
}

/** From one cut to the next; null where the axis itself begins or ends. */
export interface Piece {
  readonly from: Cut | null;
  readonly to: Cut | null;
}

/** A root of the regions: an input, a score, or what is too involved to look into, as a line that can be cut [P1]. */
export interface Axis {
  /** The place in the order of the diagrams. */
  readonly order: number;
  /** Equal for what always has equal values. */
  readonly key: string;
  readonly name: string;
  /** Whether it may have no value: then "missing" is its first place. */
  readonly isOptional: boolean;
  readonly line: Line;
}

export type Line =
  | {
      readonly kind: 'number';
      readonly domain: Interval;
      /** Digits of the grid that its values lie on; null where they may lie anywhere. */
      readonly digits: number | null;
      readonly isDate: boolean;
      readonly root: NodeId;
    }
  /** A sum of roots with whole factors, such as `a − 2·b`: where it is compared, that is one line of its own [P3]. */
  | {
      readonly kind: 'sum';
      readonly domain: Interval;
      readonly digits: number | null;
      readonly terms: readonly { readonly axis: Axis; readonly by: Rational }[];
    }
  | {
      readonly kind: 'words';
      /** In order; an open list has one more place, for all words that nobody named. */
      readonly words: (string | boolean)[];
      readonly isOpen: boolean;
      readonly root: NodeId;
    }
  | { readonly kind: 'periods'; readonly periods: readonly Period[] };

export const BEHIND_MISSING: Cut = { at: null, after: false };

export function compareCuts(a: Cut, b: Cut): number {
  if (a.at === null || b.at === null) return Number(b.at === null) - Number(a.at === null);
  if (a.at === b.at) return Number(a.after) - Number(b.after);
  return a.at.compare(b.at) || Number(a.after) - Number(b.after);
}

/** On a grid the cut before the next number of it: 89,99 and 90 are neighbours where there are two digits. */
function onLine({ at, after }: Cut, digits: number | null): Cut {
  if (at === null || digits === null) return { at, after };
  return { at: firstOnGrid(at, after, digits), after: false };
}

/** Where an interval begins and ends on the axis; null for an end that lies outside what the axis holds. */
export function endsOn(axis: Axis, interval: Interval): { low: Cut | null; high: Cut | null; isEmpty: boolean } {
  const { domain, digits } = rangeOf(axis);
  const [first, last] = [lowCut(domain, digits), highCut(domain, digits)];
  const [low, high] = [lowCut(interval, digits), highCut(interval, digits)];
  const begins = low !== null && (first === null || compareCuts(low, first) > 0) ? low : null;
  const ends = high !== null && (last === null || compareCuts(high, last) < 0) ? high : null;
  const [realLow, realHigh] = [begins ?? first, ends ?? last];
  const isEmpty = realLow !== null && realHigh !== null && compareCuts(realLow, realHigh) >= 0;
  return { low: begins, high: ends, isEmpty };
}

function lowCut({ low, lowOpen }: Interval, digits: number | null): Cut | null {
  return low === null ? null : onLine({ at: low, after: lowOpen }, digits);
}

function highCut({ high, highOpen }: Interval, digits: number | null): Cut | null {
  return high === null ? null : onLine({ at: high, after: !highOpen }, digits);
}

export function rangeOf({ line }: Axis): { readonly domain: Interval; readonly digits: number | null } {
  switch (line.kind) {
    case 'number':
    case 'sum':
      return line;
    case 'words':
      return { domain: EVERYTHING, digits: 0 };
    case 'periods':
      return { domain: EVERYTHING, digits: 0 };
  }
}

/** The numbers of a piece, on the grid of its axis. */
export function intervalOf(axis: Axis, { from, to }: Piece): Interval {
  const { domain, digits } = rangeOf(axis);
  const between: Interval = {
    low: from?.at ?? null,
    lowOpen: from?.at == null || from.after,
    high: to?.at ?? null,
    highOpen: to?.at == null || !to.after,
  };
  return onGrid(intersect(between, domain), digits);
}

/** Whether the piece is "missing" and nothing else. */
export function isMissingPiece(axis: Axis, { from, to }: Piece): boolean {
  return axis.isOptional && from === null && to !== null && to.at === null;
}

/** The first place of a list within a piece. */
export function firstIndex({ from }: Piece): number {
  if (from === null || from.at === null) return 0;
  return Number(from.at.numerator) + Number(from.after);
}

/** Before the place of a list. */
export function before(index: number): Cut {
  return { at: Rational.integer(index), after: false };
}
