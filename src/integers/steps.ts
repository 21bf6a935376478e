import type { PeriodPart, Relation } from '../language/core.ts';
import type { RoundingMode } from '../number/rounding.ts';
import type { Bound } from './bounds.ts';
import * as bounds from './bounds.ts';
import { divisionWay, quotientBound } from './division.ts';
import type { Step, StepId, StepOperation } from './plan.ts';

/** A plan's numbers grow beyond anything that the field knows. */
export class TooWide extends Error {}

/** Writes steps, each once: what is known already, or is the same as an earlier step, is not written again. */
export class StepWriter {
  readonly steps: Step[] = [];
  private readonly known = new Map<string, StepId>();

  step(id: StepId): Step {
    const step = this.steps[id];
    if (step === undefined) throw new RangeError(`the plan has no step ${id}`);
    return step;
  }

  bound(id: StepId): Bound {
    return this.step(id).bound;
  }

  integer(value: bigint): StepId {
    return this.add({ op: 'integer', value }, bounds.exactly(value));
  }

  flag(value: boolean): StepId {
    return this.add({ op: 'flag', value }, bounds.exactly(value ? 1n : 0n), 'flag');
  }

  column(column: number, bound: Bound): StepId {
    return this.add({ op: 'column', column }, bound);
  }

  empty(column: number): StepId {
    return this.add({ op: 'empty', column }, bounds.TRUTH, 'flag');
  }

  period(part: PeriodPart, bound: Bound): StepId {
    return this.add({ op: 'period', part }, bound);
  }

  /** The integer of a step that always gives the same. */
  constantOf(id: StepId): bigint | undefined {
    const step = this.step(this.root(id));
    return step.op === 'integer' ? step.value : undefined;
  }

  private truthOf(id: StepId): boolean | undefined {
    const step = this.step(id);
    return step.op === 'flag' ? step.value : undefined;
  }

  /** The step behind narrower bounds. */
  root(id: StepId): StepId {
    const step = this.step(id);
    return step.op === 'narrowed' ? this.root(step.of) : id;
  }

  isNever(flag: StepId): boolean {
    return this.truthOf(flag) === false;
  }

  isAlways(flag: StepId): boolean {
    return this.truthOf(flag) === true;
  }

  sum(left: StepId, right: StepId): StepId {
    const [a, b] = [this.constantOf(left), this.constantOf(right)];
    if (a !== undefined && b !== undefined) return this.integer(a + b);
    if (a === 0n) return right;
    if (b === 0n) return left;
    return this.add({ op: 'add', left, right }, bounds.sum(this.bound(left), this.bound(right)));
  }

  difference(left: StepId, right: StepId): StepId {
    const [a, b] = [this.constantOf(left), this.constantOf(right)];
    if (a !== undefined && b !== undefined) return this.integer(a - b);
    if (b === 0n) return left;
    if (this.root(left) === this.root(right)) return this.integer(0n);
    return this.add({ op: 'subtract', left, right }, bounds.difference(this.bound(left), this.bound(right)));
  }

  product(left: StepId, right: StepId): StepId {
    const [a, b] = [this.constantOf(left), this.constantOf(right)];
    if (a !== undefined && b !== undefined) return this.integer(a * b);
    if (a === 0n || b === 0n) return this.integer(0n);
    if (a === 1n) return right;
    if (b === 1n) return left;
    return this.add({ op: 'multiply', left, right }, bounds.product(this.bound(left), this.bound(right)));
  }

  times(of: StepId, factor: bigint): StepId {
    return this.product(of, this.integer(factor));
  }

  lesser(left: StepId, right: StepId): StepId {
    const [a, b] = [this.bound(left), this.bound(right)];
    if (a.high <= b.low) return left;
    return b.high <= a.low ? right : this.add({ op: 'lesser', left, right }, bounds.lesser(a, b));
  }

  greater(left: StepId, right: StepId): StepId {
    const [a, b] = [this.bound(left), this.bound(right)];
    if (a.low >= b.high) return left;
    if (b.low >= a.high) return right;
    // The greater of a number and its opposite, as `abs` is written.
    if (this.isOpposite(left, right)) return this.magnitude(left);
    if (this.isOpposite(right, left)) return this.magnitude(right);
    return this.add({ op: 'greater', left, right }, bounds.greater(a, b));
  }

  private isOpposite(of: StepId, id: StepId): boolean {
    const step = this.step(this.root(id));
    return step.op === 'subtract' && this.constantOf(step.left) === 0n && this.root(step.right) === this.root(of);
  }

  magnitude(of: StepId): StepId {
    const bound = this.bound(of);
    if (bound.low >= 0n) return of;
    return this.add({ op: 'magnitude', of }, bounds.magnitude(bound));
  }

  /** The integer that factor · over / under rounds to; `known` is what else is known of it. */
  divided(factor: bigint, over: StepId, under: StepId, mode: RoundingMode, known?: Bound): StepId {
    const divisor = this.constantOf(under);
    if (divisor !== undefined) {
      const common = gcd(factor, divisor);
      if (divisor === common) return this.times(over, factor / common);
      if (common > 1n) return this.divided(factor / common, over, this.integer(divisor / common), mode, known);
    }
    const split = divisor === undefined ? undefined : this.productDivided(factor, over, divisor, mode);
    if (split !== undefined) return known === undefined ? split : this.narrowed(split, known);
    const [n, d] = [this.bound(over), this.bound(under)];
    const structural = quotientBound(factor, n, d, mode);
    const result = known === undefined ? structural : bounds.intersection(structural, known);
    const { way, stages } = divisionWay(factor, n, d, result);
    return this.add({ op: 'divided', factor, over, under, mode, way, stages }, result);
  }

  /**
   * The integer that factor · a · b / divisor rounds to, for a, b ≥ 0 whose product is too large for doubles. With
   * a = q · m + r it is q · b · factor · m / divisor, which is whole, and what factor · r · b / divisor rounds to. m is the
   * divisor; twice that where ties go to the even number, so that what stands before is even. Undefined where that does
   * not fit either.
   */
  private productDivided(factor: bigint, over: StepId, divisor: bigint, mode: RoundingMode): StepId | undefined {
    const product = this.step(this.root(over));
    if (product.op !== 'multiply' || bounds.isNarrow(product.bound)) return undefined;
    const isLeft = bounds.largest(this.bound(product.left)) >= bounds.largest(this.bound(product.right));
    const [a, b] = isLeft ? [product.left, product.right] : [product.right, product.left];
    const [large, small] = [this.bound(a), this.bound(b)];
    if (large.low < 0n || small.low < 0n || !bounds.isNarrow(large)) return undefined;
    const times = mode === 'half_even' ? 2n : 1n;
    const m = times * divisor;
    const most = { whole: (large.high / m) * small.high * factor * times, part: factor * (m - 1n) * small.high };
    const isExact = 2n * most.part + 2n * divisor + most.whole <= bounds.LARGEST_EXACT;
    if (!isExact) return undefined;
    const q = this.divided(1n, a, this.integer(m), 'floor');
    const r = this.narrowed(this.difference(a, this.times(q, m)), { low: 0n, high: m - 1n });
    const part = this.divided(factor, this.product(r, b), this.integer(divisor), mode);
    return this.sum(this.times(this.product(q, b), factor * times), part);
  }

  compare(relation: Relation, left: StepId, right: StepId): StepId {
    const known = decided(relation, this.bound(left), this.bound(right));
    if (known !== undefined) return this.flag(known);
    if (this.root(left) === this.root(right)) return this.flag(['=', '<=', '>='].includes(relation));
    return this.add({ op: 'compare', relation, left, right }, bounds.TRUTH, 'flag');
  }

  both(left: StepId, right: StepId): StepId {
    if (this.isNever(left) || this.isNever(right)) return this.flag(false);
    if (this.isAlways(left) || left === right) return right;
    if (this.isAlways(right)) return left;
    return this.add({ op: 'both', left, right }, bounds.TRUTH, 'flag');
  }

  either(left: StepId, right: StepId): StepId {
    if (this.isAlways(left) || this.isAlways(right)) return this.flag(true);
    if (this.isNever(left) || left === right) return right;
    if (this.isNever(right)) return left;
    return this.add({ op: 'either', left, right }, bounds.TRUTH, 'flag');
  }

  any(flags: readonly StepId[]): StepId {
    return flags.reduce((left, right) => this.either(left, right), this.flag(false));
  }

  all(flags: readonly StepId[]): StepId {
    return flags.reduce((left, right) => this.both(left, right), this.flag(true));
  }

  not(of: StepId): StepId {
    const step = this.step(of);
    if (step.op === 'flag') return this.flag(!step.value);
    return step.op === 'not' ? step.of : this.add({ op: 'not', of }, bounds.TRUTH, 'flag');
  }

  /** Of integers. */
  select(condition: StepId, then: StepId, otherwise: StepId): StepId {
    if (this.isAlways(condition)) return then;
    if (this.isNever(condition) || then === otherwise) return otherwise;
    const bound = bounds.union(this.bound(then), this.bound(otherwise));
    return this.add({ op: 'select', condition, then, otherwise }, bound);
  }

  /** Of truth values. */
  selectFlag(condition: StepId, then: StepId, otherwise: StepId): StepId {
    if (this.isAlways(condition)) return then;
    if (this.isNever(condition) || then === otherwise) return otherwise;
    if (this.isAlways(then)) return this.either(condition, otherwise);
    if (this.isNever(then)) return this.both(this.not(condition), otherwise);
    if (this.isNever(otherwise)) return this.both(condition, then);
    if (this.isAlways(otherwise)) return this.either(this.not(condition), then);
    return this.add({ op: 'select', condition, then, otherwise }, bounds.TRUTH, 'flag');
  }

  oneOf(of: StepId, values: readonly bigint[]): StepId {
    const constant = this.constantOf(of);
    if (constant !== undefined) return this.flag(values.includes(constant));
    if (values.length === 0) return this.flag(false);
    return this.add({ op: 'one_of', of, values }, bounds.TRUTH, 'flag');
  }

  /** The same integer, of which more is known. */
  narrowed(of: StepId, bound: Bound): StepId {
    const now = this.bound(of);
    const { low, high } = bounds.intersection(now, bound);
    if (low === now.low && high === now.high) return of;
    return this.add({ op: 'narrowed', of: this.root(of) }, { low, high });
  }

  private add(operation: StepOperation, bound: Bound, kind: Step['kind'] = 'integer'): StepId {
    if (bounds.largest(bound) > bounds.LARGEST_PLANNED) throw new TooWide();
    const key = keyOf(operation, bound);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const id = this.steps.length;
    this.steps.push({ ...operation, id, kind, bound });
    this.known.set(key, id);
    return id;
  }
}

function keyOf(operation: StepOperation, { low, high }: Bound): string {
  return `${Object.values(operation).join(' ')} ${operation.op === 'narrowed' ? `${low} ${high}` : ''}`;
}

/** What a comparison comes to by the bounds alone. */
function decided(relation: Relation, a: Bound, b: Bound): boolean | undefined {
  switch (relation) {
    case '<':
      return a.high < b.low ? true : a.low >= b.high ? false : undefined;
    case '<=':
      return a.high <= b.low ? true : a.low > b.high ? false : undefined;
    case '>':
      return decided('<', b, a);
    case '>=':
      return decided('<=', b, a);
    case '=':
      if (a.high < b.low || b.high < a.low) return false;
      return a.low === a.high && b.low === b.high ? true : undefined;
    case '!=': {
      const equal = decided('=', a, b);
      return equal === undefined ? undefined : !equal;
    }
  }
}

export function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
