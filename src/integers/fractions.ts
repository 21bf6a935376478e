import { MIRRORED, type Relation } from '../language/core.ts';
import { type Interval, isEmpty } from '../number/interval.ts';
import { Rational } from '../number/rational.ts';
import { type RoundingMode, roundQuotient } from '../number/rounding.ts';
import { type Bound, isNarrow, LARGEST_EXACT, max, min } from './bounds.ts';
import type { Fraction, StepId } from './plan.ts';
import { gcd, type StepWriter } from './steps.ts';

/**
 * Exact arithmetic on scale · over / under, written as integer steps. Constant factors live in the scale, where they
 * cost nothing; a quotient stays a pair until it is rounded or compared.
 */
export class Fractions {
  private readonly steps: StepWriter;

  constructor(steps: StepWriter) {
    this.steps = steps;
  }

  constant(value: Rational): Fraction {
    return {
      scale: value.isZero ? Rational.ONE : value.abs(),
      over: this.steps.integer(BigInt(value.sign)),
      under: null,
    };
  }

  /** units of a scale. */
  scaled(units: StepId, scale: Rational): Fraction {
    return { scale, over: units, under: null };
  }

  /** The number of a fraction that is always the same. */
  constantOf({ scale, over, under }: Fraction): Rational | undefined {
    const units = this.steps.constantOf(over);
    if (units === 0n) return Rational.ZERO;
    return units === undefined || under !== null ? undefined : scale.multiply(Rational.of(units));
  }

  add(a: Fraction, b: Fraction): Fraction {
    return this.combine(a, b, (left, right) => this.steps.sum(left, right));
  }

  subtract(a: Fraction, b: Fraction): Fraction {
    return this.combine(a, b, (left, right) => this.steps.difference(left, right));
  }

  private combine(a: Fraction, b: Fraction, work: (left: StepId, right: StepId) => StepId): Fraction {
    const [left, right, scale] = this.aligned(a, b);
    const under = this.under(a, b);
    return { scale, over: work(left, right), under };
  }

  /** The numerators over a common denominator and at a common scale. */
  private aligned(a: Fraction, b: Fraction): [StepId, StepId, Rational] {
    const scale = this.commonScale(a, b);
    const isShared = this.haveSameUnder(a, b);
    const side = (one: Fraction, other: Fraction) => {
      const raised = this.atScale(one, scale);
      return isShared || other.under === null ? raised : this.steps.product(raised, other.under);
    };
    return [side(a, b), side(b, a), scale];
  }

  private under(a: Fraction, b: Fraction): StepId | null {
    if (a.under === null || this.haveSameUnder(a, b)) return b.under;
    return b.under === null ? a.under : this.steps.product(a.under, b.under);
  }

  private haveSameUnder(a: Fraction, b: Fraction): boolean {
    if (a.under === null || b.under === null) return a.under === b.under;
    return this.steps.root(a.under) === this.steps.root(b.under);
  }

  /** The coarsest scale of which both are whole multiples. */
  commonScale(a: Fraction, b: Fraction): Rational {
    if (this.steps.constantOf(a.over) === 0n) return b.scale;
    if (this.steps.constantOf(b.over) === 0n) return a.scale;
    return scaleOfBoth(this.ownScale(a), this.ownScale(b));
  }

  /** A constant's own size is part of its scale. */
  private ownScale({ scale, over }: Fraction): Rational {
    const units = this.steps.constantOf(over);
    return units === undefined || units === 0n ? scale : scale.multiply(Rational.of(units < 0n ? -units : units));
  }

  /** The numerator in units of a finer scale. */
  atScale({ scale, over }: Fraction, finer: Rational): StepId {
    const units = this.steps.constantOf(over);
    const factor = scale.multiply(Rational.of(units ?? 1n)).divide(finer);
    if (units === 0n) return over;
    if (!factor.isInteger) throw new Error(`${scale} is no multiple of ${finer}`);
    return units === undefined ? this.steps.times(over, factor.numerator) : this.steps.integer(factor.numerator);
  }

  multiply(a: Fraction, b: Fraction): Fraction {
    const under = a.under === null ? b.under : b.under === null ? a.under : this.steps.product(a.under, b.under);
    return this.tidied({ scale: a.scale.multiply(b.scale), over: this.steps.product(a.over, b.over), under });
  }

  /** A constant numerator's size belongs into the scale. */
  private tidied(fraction: Fraction): Fraction {
    const units = this.steps.constantOf(fraction.over);
    if (units === undefined || (units >= -1n && units <= 1n)) return fraction;
    const size = units < 0n ? -units : units;
    return { ...fraction, scale: fraction.scale.multiply(Rational.of(size)), over: this.steps.integer(units / size) };
  }

  /** Whether it is 0, as a flag. */
  isZero({ over }: Fraction): StepId {
    return this.steps.compare('=', over, this.steps.integer(0n));
  }

  /** The quotient where the divisor is not 0; where it is, any number. */
  divide(a: Fraction, b: Fraction): Fraction {
    const { steps } = this;
    const one = steps.integer(1n);
    const bound = steps.bound(b.over);
    const isNegative = bound.high <= 0n;
    const divisor = steps.greater(steps.magnitude(b.over), one);
    const raised = b.under === null ? a.over : steps.product(a.over, b.under);
    const negated = () => steps.difference(steps.integer(0n), raised);
    const over =
      bound.low >= 0n
        ? raised
        : isNegative
          ? negated()
          : steps.select(steps.compare('<', b.over, steps.integer(0n)), negated(), raised);
    const under = a.under === null ? divisor : steps.product(a.under, divisor);
    const size = steps.constantOf(under);
    const scale = a.scale.divide(b.scale);
    if (size !== undefined) return { scale: scale.divide(Rational.of(size)), over, under: null };
    return { scale, over, under };
  }

  minimum(a: Fraction, b: Fraction): Fraction {
    return this.extreme(a, b, '<=');
  }

  maximum(a: Fraction, b: Fraction): Fraction {
    return this.extreme(a, b, '>=');
  }

  private extreme(a: Fraction, b: Fraction, relation: '<=' | '>='): Fraction {
    if (a.under !== null || b.under !== null) return this.extremeQuotient(a, b, relation);
    const scale = this.commonScale(a, b);
    const [left, right] = [this.atScale(a, scale), this.atScale(b, scale)];
    const over = relation === '<=' ? this.steps.lesser(left, right) : this.steps.greater(left, right);
    return { scale, over, under: null };
  }

  /** Against 0 the sign of the numerator decides. */
  private extremeQuotient(a: Fraction, b: Fraction, relation: '<=' | '>='): Fraction {
    const zero = this.constantOf(a)?.isZero ? a : this.constantOf(b)?.isZero ? b : undefined;
    const other = zero === a ? b : a;
    if (zero === undefined) return this.select(this.compare(relation, a, b), a, b);
    const over =
      relation === '<=' ? this.steps.lesser(other.over, zero.over) : this.steps.greater(other.over, zero.over);
    return { ...other, over };
  }

  /** One of the two. A constant beside a quotient takes the quotient's scale with a denominator of its own. */
  select(condition: StepId, a: Fraction, b: Fraction): Fraction {
    if (this.steps.isAlways(condition)) return a;
    if (this.steps.isNever(condition)) return b;
    const [left, right] = [this.besideQuotient(a, b), this.besideQuotient(b, a)];
    const scale = this.commonScale(left, right);
    const over = this.steps.select(condition, this.atScale(left, scale), this.atScale(right, scale));
    if (left.under === null && right.under === null) return { scale, over, under: null };
    const one = this.steps.integer(1n);
    const under = this.steps.select(condition, left.under ?? one, right.under ?? one);
    return { scale, over, under };
  }

  private besideQuotient(one: Fraction, other: Fraction): Fraction {
    const value = this.constantOf(one);
    if (value === undefined || other.under === null) return one;
    if (value.isZero) return { ...one, scale: other.scale, under: other.under };
    const ratio = value.divide(other.scale);
    const under = ratio.isInteger ? null : this.steps.integer(ratio.denominator);
    return { scale: other.scale, over: this.steps.integer(ratio.numerator), under };
  }

  compare(relation: Relation, a: Fraction, b: Fraction): StepId {
    const { steps } = this;
    const [left, right] = this.aligned(a, b);
    if (isNarrow(steps.bound(left)) && isNarrow(steps.bound(right))) return steps.compare(relation, left, right);
    return (
      this.compareByDivision(relation, a, b) ??
      this.compareByDivision(MIRRORED[relation], b, a) ??
      steps.compare(relation, left, right)
    );
  }

  /**
   * a/1 against p·b/q without the product of a and q: a ≥ p·b/q is a ≥ ⌈p·b/q⌉ for integers. Undefined where that
   * does not fit either.
   */
  private compareByDivision(relation: Relation, a: Fraction, b: Fraction): StepId | undefined {
    if (relation === '=' || relation === '!=') return undefined;
    const { steps } = this;
    // scale_a·x/u ⋚ scale_b·y/v: x against (scale_b/scale_a)·y·u/v.
    const ratio = this.ownScale(b).divide(a.scale);
    const sign = steps.constantOf(b.over);
    const right = sign === undefined ? b.over : steps.integer(sign < 0n ? -1n : 1n);
    if (sign === 0n || steps.constantOf(a.over) !== undefined) return undefined;
    const over = a.under === null ? right : steps.product(right, a.under);
    const under = steps.times(b.under ?? steps.integer(1n), ratio.denominator);
    if (!isNarrow(steps.bound(over)) || steps.bound(under).high > LARGEST_EXACT / 2n) return undefined;
    const mode: RoundingMode = relation === '>=' || relation === '<' ? 'ceiling' : 'floor';
    const limit = steps.divided(ratio.numerator, over, under, mode);
    const step = steps.step(limit);
    if (step.op === 'divided' && step.way === 'wide') return undefined;
    return isNarrow(steps.bound(limit)) ? steps.compare(relation, a.over, limit) : undefined;
  }

  /** To multiples of a step, exact and at that scale; the result is known to lie in the interval. */
  round({ scale, over, under }: Fraction, step: Rational, mode: RoundingMode, interval?: Interval): Fraction {
    const ratio = scale.divide(step);
    const divisor = this.steps.times(under ?? this.steps.integer(1n), ratio.denominator);
    return {
      scale: step,
      over: this.steps.divided(ratio.numerator, over, divisor, mode, unitsWithin(interval, step)),
      under: null,
    };
  }

  /** The same number, known to lie in an interval. */
  refined(fraction: Fraction, interval: Interval): Fraction {
    if (isEmpty(interval)) return fraction;
    const { scale, over, under } = fraction;
    const divisor = under === null ? { low: 1n, high: 1n } : this.steps.bound(under);
    const now = this.steps.bound(over);
    const bound: Bound = {
      low: interval.low === null ? now.low : units(interval.low.divide(scale), divisor, 'floor', min),
      high: interval.high === null ? now.high : units(interval.high.divide(scale), divisor, 'ceiling', max),
    };
    return { scale, over: this.steps.narrowed(over, bound), under };
  }
}

function units(
  end: Rational,
  { low, high }: Bound,
  mode: RoundingMode,
  pick: (a: bigint, b: bigint) => bigint,
): bigint {
  return pick(
    roundQuotient(end.numerator * low, end.denominator, mode),
    roundQuotient(end.numerator * high, end.denominator, mode),
  );
}

function scaleOfBoth(a: Rational, b: Rational): Rational {
  return Rational.of(gcd(a.numerator * b.denominator, b.numerator * a.denominator), a.denominator * b.denominator);
}

/** The multiples of a step that lie in an interval; undefined where it has no ends. */
function unitsWithin(interval: Interval | undefined, step: Rational): Bound | undefined {
  if (interval === undefined || interval.low === null || interval.high === null || isEmpty(interval)) return undefined;
  const whole = (end: Rational, mode: RoundingMode) => {
    const { numerator, denominator } = end.divide(step);
    return roundQuotient(numerator, denominator, mode);
  };
  return { low: whole(interval.low, 'floor'), high: whole(interval.high, 'ceiling') };
}
