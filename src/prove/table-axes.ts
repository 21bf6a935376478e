import type { Cell as Condition } from '../model/ruleset.ts';
import type { Column } from './columns.ts';
import type { Constraints } from './constraints.ts';
import { type Side, sideOf } from './regions/boxes.ts';
import type { Regions } from './regions/compile.ts';
import { type Diagram, type Leaf, TooManyCells } from './regions/diagram.ts';
import { findPath } from './regions/paths.ts';

/**
 * One axis of a table: a column whose values come as they like, or several columns that hang together (two ratings of
 * one score, inputs that a check relates), with the combinations of their values that there can be.
 */
export interface TableAxis {
  readonly columns: readonly number[];
  /** Each place as the places of its columns. */
  readonly places: readonly (readonly number[])[];
}

export interface TableAxes {
  readonly axes: readonly TableAxis[];
  /** Columns whose connection was too much to work out: combinations that cannot be may be among the places. */
  readonly loose: readonly number[];
}

export function axesOfTable(columns: readonly Column[], regions: Regions, constraints: Constraints): TableAxes {
  const loose: number[] = [];
  const axes = groups(columns, constraints).flatMap((group): readonly TableAxis[] => {
    const places = isFree(group, columns, regions, constraints)
      ? undefined
      : jointPlaces(group, columns, regions, constraints);
    if (places === null) loose.push(...group);
    return places ? [{ columns: group, places }] : group.map((index) => alone(columns, index));
  });
  return { axes, loose };
}

function alone(columns: readonly Column[], index: number): TableAxis {
  return { columns: [index], places: Array.from({ length: columns[index]?.size ?? 0 }, (_, place) => [place]) };
}

/** A column that is a root, and that no check and no other column has to do with. */
function isFree(
  group: readonly number[],
  columns: readonly Column[],
  regions: Regions,
  constraints: Constraints,
): boolean {
  const [only] = group;
  const node = only === undefined ? undefined : columns[only]?.node;
  if (group.length > 1 || node === undefined) return false;
  return regions.roots.isRoot(regions.roots.node(node)) && !constraints.touches([node]);
}

/** Columns that have roots in common, directly or by way of checks. */
function groups(columns: readonly Column[], constraints: Constraints): readonly (readonly number[])[] {
  const result: { members: number[]; roots: Set<string> }[] = [];
  for (const [index, { node }] of columns.entries()) {
    const roots = new Set(constraints.connected([node]));
    const joined = result.filter((group) => [...roots].some((root) => group.roots.has(root)));
    const members = [...joined.flatMap((group) => group.members), index].sort((a, b) => a - b);
    for (const group of joined) {
      for (const root of group.roots) roots.add(root);
      result.splice(result.indexOf(group), 1);
    }
    result.push({ members, roots });
  }
  return result.map(({ members }) => members).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

/** Null where it is too much. */
function jointPlaces(
  group: readonly number[],
  columns: readonly Column[],
  regions: Regions,
  constraints: Constraints,
): readonly (readonly number[])[] | null {
  try {
    regions.diagrams.refill();
    return placesOf(combined(group, columns, regions, constraints));
  } catch (problem) {
    if (problem instanceof TooManyCells) return null;
    throw problem;
  }
}

function combined(
  group: readonly number[],
  columns: readonly Column[],
  regions: Regions,
  constraints: Constraints,
): Diagram {
  const { diagrams } = regions;
  const missing = diagrams.end({ kind: 'missing' });
  const members = group.flatMap((index) => columns[index] ?? []);
  const all = members
    .map((column) => column.places(regions))
    .reduce((sofar, next) =>
      diagrams.join(sofar, next, (a, b) =>
        a.kind === 'place' && b.kind === 'place'
          ? diagrams.end({ kind: 'place', place: `${a.place} ${b.place}` })
          : missing,
      ),
    );
  return diagrams.choose(
    constraints.around(
      members.map(({ node }) => node),
      regions,
    ),
    all,
    missing,
  );
}

function placesOf(diagram: Diagram): readonly (readonly number[])[] {
  const found = new Map<string, readonly number[]>();
  const seen = new Set<number>();
  const waiting = [diagram];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    if (seen.has(one.id)) continue;
    seen.add(one.id);
    if (one.axis !== null) waiting.push(...one.kids);
    else if (one.leaf.kind === 'place') found.set(one.leaf.place, one.leaf.place.split(' ').map(Number));
  }
  const isHere = (place: string) => (leaf: Leaf) => leaf.kind === 'place' && leaf.place === place;
  return [...found]
    .filter(([place]) => findPath(diagram, isHere(place)) !== undefined)
    .map(([, places]) => places)
    .sort(inOrder);
}

function inOrder(a: readonly number[], b: readonly number[]): number {
  const differing = a.findIndex((place, index) => place !== b[index]);
  return differing < 0 ? 0 : (a[differing] ?? 0) - (b[differing] ?? 0);
}

/** The places of an axis that a row's conditions admit. */
export function sideOn(axis: TableAxis, columns: readonly Column[], conditions: readonly Condition[]): Side {
  const sides = axis.columns.map((index) => columns[index]?.side(conditions[index] ?? { kind: 'any' }) ?? null);
  const [only] = sides;
  if (sides.every((side) => side === null)) return null;
  if (axis.columns.length === 1 && only && isIdentity(axis, columns)) return only;
  const isIn = (place: readonly number[]) =>
    sides.every((side, index) => side === null || side.some(([from, to]) => isBetween(place[index] ?? -1, from, to)));
  return sideOf(axis.places.flatMap((place, index) => (isIn(place) ? [index] : [])));
}

function isBetween(place: number, from: number, to: number): boolean {
  return from <= place && place < to;
}

function isIdentity({ columns: [only], places }: TableAxis, columns: readonly Column[]): boolean {
  return only !== undefined && places.length === columns[only]?.size;
}
