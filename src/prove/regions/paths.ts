import { Rational } from '../../number/rational.ts';
import { type Axis, intervalOf, isMissingPiece, type Piece } from './axis.ts';
import { axesOf, type Diagram, type Leaf, piecesOf } from './diagram.ts';
import { type Constraint, solutionOf } from './simplex.ts';

/** Where on each axis that matters a case lies; axes that are not named may have any value. */
export type Path = ReadonlyMap<Axis, Piece>;

/** Linear conditions at most that are held against each other [P3]. */
const MOST_ATOMS = 20;
/** Paths at most whose linear conditions are looked into for one question; the next is taken as possible. */
const MOST_REFUTED = 2000;

/** The first case, lowest values first, in which the diagram comes to an end that is looked for. */
export function findPath(diagram: Diagram, isWanted: (leaf: Leaf) => boolean): Path | undefined {
  return new Search(isWanted, axesOf(diagram).some(isSum)).from(diagram);
}

/** Whether the linear conditions of a case can hold together. */
export function isPossible(path: Path): boolean {
  return solve(path) !== undefined;
}

/** Numbers for the roots that stand in linear conditions with each other, such that all of these hold. */
export function modelOf(path: Path): ReadonlyMap<Axis, Rational> {
  return solve(path) ?? new Map();
}

/** Undefined where nothing does; null where that is not known, or there is nothing to solve. */
function solve(path: Path): ReadonlyMap<Axis, Rational> | null | undefined {
  const sums = [...path].filter(([axis, piece]) => isSum(axis) && !isMissingPiece(axis, piece));
  if (sums.length === 0 || sums.length > MOST_ATOMS) return null;
  const unknowns = new Map<Axis, number>();
  const numberOf = (axis: Axis): number => {
    const known = unknowns.get(axis) ?? unknowns.size;
    unknowns.set(axis, known);
    return known;
  };
  const constraints: Constraint[] = sums.map(([axis, piece]) => ({
    terms:
      axis.line.kind === 'sum' ? axis.line.terms.map(({ axis: root, by }) => ({ unknown: numberOf(root), by })) : [],
    within: intervalOf(axis, piece),
  }));
  for (const [axis, unknown] of unknowns) {
    const piece = path.get(axis) ?? { from: null, to: null };
    constraints.push({ terms: [{ unknown, by: Rational.ONE }], within: intervalOf(axis, piece) });
  }
  const solution = solutionOf(unknowns.size, constraints);
  if (!solution) return solution;
  return new Map([...unknowns].map(([axis, unknown]) => [axis, solution[unknown] ?? Rational.ZERO]));
}

function isSum({ line }: Axis): boolean {
  return line.kind === 'sum';
}

class Search {
  private readonly isWanted: (leaf: Leaf) => boolean;
  private readonly hasSums: boolean;
  private readonly path = new Map<Axis, Piece>();
  /** Diagrams that never come to what is looked for. */
  private readonly dead = new Set<number>();
  private refuted = 0;

  constructor(isWanted: (leaf: Leaf) => boolean, hasSums: boolean) {
    this.isWanted = isWanted;
    this.hasSums = hasSums;
  }

  from(diagram: Diagram): Path | undefined {
    if (diagram.axis === null) {
      if (!this.isWanted(diagram.leaf)) return undefined;
      if (!this.hasSums || this.refuted >= MOST_REFUTED || isPossible(this.path)) return new Map(this.path);
      this.refuted++;
      return undefined;
    }
    if (this.dead.has(diagram.id)) return undefined;
    const before = this.refuted;
    for (const [piece, kid] of piecesOf(diagram)) {
      this.path.set(diagram.axis, piece);
      const found = this.from(kid);
      if (found !== undefined) return found;
    }
    this.path.delete(diagram.axis);
    // What was refuted was so for the way that led here, and another way may do.
    if (this.refuted === before) this.dead.add(diagram.id);
    return undefined;
  }
}
