import type { Interval } from '../../number/interval.ts';
import { Rational } from '../../number/rational.ts';

/** A sum over numbered unknowns that must lie in an interval. */
export interface Constraint {
  readonly terms: readonly { readonly unknown: number; readonly by: Rational }[];
  readonly within: Interval;
}

/** Work at most for one question; beyond it nothing is known. */
const MOST_PIVOTS = 400;

/**
 * Numbers that meet all constraints, exactly; undefined where none do, null where the work was cut short. The general simplex of B. Dutertre and L. de Moura, "A Fast
 * Linear-Arithmetic Solver for DPLL(T)" (CAV 2006), with Bland's rule; strict bounds by an infinitesimal part.
 */
export function solutionOf(
  unknowns: number,
  constraints: readonly Constraint[],
): readonly Rational[] | null | undefined {
  const tableau = new Tableau(unknowns);
  for (const constraint of constraints) if (!tableau.add(constraint)) return undefined;
  const isSolved = tableau.solve();
  if (isSolved === undefined) return null;
  return isSolved ? tableau.values(unknowns) : undefined;
}

/** What δ stands for where a solution is shown: small beside what people write. */
const SMALL = Rational.of(1n, 1000n);

/** A number and a multiple of something smaller than any number: `5 + δ` is just above 5. */
interface Near {
  readonly number: Rational;
  readonly delta: Rational;
}

const ZERO: Near = { number: Rational.ZERO, delta: Rational.ZERO };

function compareNear(a: Near, b: Near): number {
  return a.number.compare(b.number) || a.delta.compare(b.delta);
}

function plus(a: Near, b: Near, factor: Rational): Near {
  return { number: a.number.add(b.number.multiply(factor)), delta: a.delta.add(b.delta.multiply(factor)) };
}

interface Variable {
  value: Near;
  low: Near | null;
  high: Near | null;
}

class Tableau {
  private readonly variables: Variable[] = [];
  /** Each basic variable as a sum of the others. */
  private readonly rows = new Map<number, Map<number, Rational>>();

  constructor(unknowns: number) {
    for (let index = 0; index < unknowns; index++) this.variables.push({ value: ZERO, low: null, high: null });
  }

  /** False where the bounds of one variable alone already contradict each other. */
  add({ terms, within }: Constraint): boolean {
    const [first] = terms;
    if (terms.length === 1 && first !== undefined && first.by.equals(Rational.ONE)) {
      return this.bound(first.unknown, within);
    }
    const slack = this.variables.length;
    this.variables.push({ value: ZERO, low: null, high: null });
    this.rows.set(slack, new Map(terms.map(({ unknown, by }) => [unknown, by])));
    return this.bound(slack, within);
  }

  private bound(index: number, { low, lowOpen, high, highOpen }: Interval): boolean {
    const variable = this.at(index);
    const from = low === null ? null : { number: low, delta: lowOpen ? Rational.ONE : Rational.ZERO };
    const to = high === null ? null : { number: high, delta: highOpen ? Rational.ONE.negate() : Rational.ZERO };
    if (from !== null && (variable.low === null || compareNear(from, variable.low) > 0)) variable.low = from;
    if (to !== null && (variable.high === null || compareNear(to, variable.high) < 0)) variable.high = to;
    return variable.low === null || variable.high === null || compareNear(variable.low, variable.high) <= 0;
  }

  values(count: number): readonly Rational[] {
    return this.variables.slice(0, count).map(({ value: { number, delta } }) => number.add(delta.multiply(SMALL)));
  }

  /** Undefined where the work was cut short. */
  solve(): boolean | undefined {
    this.settle();
    for (let pivots = 0; pivots < MOST_PIVOTS; pivots++) {
      const basic = this.firstBroken();
      if (basic === undefined) return true;
      const variable = this.at(basic);
      const goal =
        variable.low !== null && compareNear(variable.value, variable.low) < 0 ? variable.low : variable.high;
      if (goal === null) return true;
      const rises = compareNear(goal, variable.value) > 0;
      const partner = this.partner(basic, rises);
      if (partner === undefined) return false;
      this.exchange(basic, partner, goal);
    }
    return undefined;
  }

  /** Unknowns within their own bounds, and the sums as they then are. */
  private settle(): void {
    for (const [index, variable] of this.variables.entries()) {
      if (!this.rows.has(index)) variable.value = variable.low ?? variable.high ?? ZERO;
    }
    for (const index of this.rows.keys()) this.at(index).value = this.sumOf(index);
  }

  private sumOf(basic: number): Near {
    let sum = ZERO;
    for (const [unknown, by] of this.row(basic)) sum = plus(sum, this.at(unknown).value, by);
    return sum;
  }

  private firstBroken(): number | undefined {
    let first: number | undefined;
    for (const index of this.rows.keys()) {
      const { value, low, high } = this.at(index);
      const isBroken = (low !== null && compareNear(value, low) < 0) || (high !== null && compareNear(value, high) > 0);
      if (isBroken && (first === undefined || index < first)) first = index;
    }
    return first;
  }

  /** The first unknown of the row that can still move the way that is wanted. */
  private partner(basic: number, rises: boolean): number | undefined {
    let first: number | undefined;
    for (const [unknown, by] of this.row(basic)) {
      const { value, low, high } = this.at(unknown);
      const grows = by.sign > 0 === rises;
      const canMove = grows
        ? high === null || compareNear(value, high) < 0
        : low === null || compareNear(value, low) > 0;
      if (canMove && !by.isZero && (first === undefined || unknown < first)) first = unknown;
    }
    return first;
  }

  /** The basic variable takes its goal and leaves its row to the partner. */
  private exchange(basic: number, partner: number, goal: Near): void {
    const row = this.row(basic);
    const factor = row.get(partner) ?? Rational.ONE;
    this.rows.delete(basic);
    const turned = new Map<number, Rational>([[basic, Rational.ONE.divide(factor)]]);
    for (const [unknown, by] of row) if (unknown !== partner) turned.set(unknown, by.divide(factor).negate());
    for (const [other, sum] of this.rows) {
      const by = sum.get(partner);
      if (by === undefined) continue;
      sum.delete(partner);
      for (const [unknown, share] of turned) {
        sum.set(unknown, (sum.get(unknown) ?? Rational.ZERO).add(share.multiply(by)));
      }
      this.rows.set(other, sum);
    }
    this.rows.set(partner, turned);
    this.at(basic).value = goal;
    for (const index of this.rows.keys()) this.at(index).value = this.sumOf(index);
  }

  private row(basic: number): Map<number, Rational> {
    return this.rows.get(basic) ?? new Map<number, Rational>();
  }

  private at(index: number): Variable {
    const variable = this.variables[index];
    if (variable === undefined) throw new RangeError(`simplex: no variable ${index}`);
    return variable;
  }
}
