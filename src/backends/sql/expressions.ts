import type { Bound } from '../../integers/bounds.ts';
import * as bounds from '../../integers/bounds.ts';
import { quotientBound } from '../../integers/division.ts';
import type { Plan, Step, StepId } from '../../integers/plan.ts';
import type { RoundingMode } from '../../number/rounding.ts';
import type { Dialect } from './dialect.ts';

/** A number that a dialect's integers do not hold. */
export class BeyondDialect extends Error {
  readonly step: StepId;
  readonly bits: number;

  constructor(step: StepId, bound: bigint) {
    super(`step ${step} needs ${bound.toString(2).length} bits`);
    this.step = step;
    this.bits = bound.toString(2).length;
  }
}

export type StepOf<Op extends Step['op']> = Extract<Step, { op: Op }>;

/** What a plain BIGINT holds, with room for the doubling of halves. */
const LARGEST_PLAIN = 2n ** 62n;

/**
 * The integers that a database really forms. A plan's own bounds hold where a number means something; a database works
 * out every branch for every row, and an overflow or a division by zero would end the whole query. So what narrows a
 * bound without computing is carried out here where its numbers could be too large.
 */
export class FormedBounds {
  private readonly formed: Bound[] = [];
  private readonly plan: Pick<Plan, 'steps'>;

  constructor(plan: Pick<Plan, 'steps'>) {
    this.plan = plan;
    for (const step of plan.steps) this.formed.push(this.boundOf(step));
  }

  of(id: StepId): Bound {
    const bound = this.formed[id];
    if (bound === undefined) throw new RangeError(`no step ${id}`);
    return bound;
  }

  step(id: StepId): Step {
    const step = this.plan.steps[id];
    if (step === undefined) throw new RangeError(`no step ${id}`);
    return step;
  }

  isWide(id: StepId): boolean {
    return bounds.largest(this.of(id)) > LARGEST_PLAIN;
  }

  /** Whether narrowing must be carried out. */
  isCut(step: StepOf<'narrowed'>): boolean {
    return this.isWide(step.of) && bounds.largest(step.bound) <= LARGEST_PLAIN;
  }

  /** The divisor, at least 1 also where it means nothing. */
  divisor(step: StepOf<'divided'>): Bound {
    const { low, high } = this.of(step.under);
    return { low: bounds.max(1n, low), high: bounds.max(1n, high) };
  }

  private boundOf(step: Step): Bound {
    if (step.kind === 'flag') return bounds.TRUTH;
    switch (step.op) {
      case 'add':
        return bounds.sum(this.of(step.left), this.of(step.right));
      case 'subtract':
        return bounds.difference(this.of(step.left), this.of(step.right));
      case 'multiply':
        return bounds.product(this.of(step.left), this.of(step.right));
      case 'lesser':
        return bounds.lesser(this.of(step.left), this.of(step.right));
      case 'greater':
        return bounds.greater(this.of(step.left), this.of(step.right));
      case 'magnitude':
        return bounds.magnitude(this.of(step.of));
      case 'divided':
        return quotientBound(step.factor, this.of(step.over), this.divisor(step), step.mode);
      case 'select':
        return bounds.union(this.of(step.then), this.of(step.otherwise));
      case 'narrowed':
        return this.isCut(step) ? step.bound : this.of(step.of);
      default:
        return step.bound;
    }
  }
}

/** Writes steps as SQL over the texts of their operands. */
export class Expressions {
  private readonly formed: FormedBounds;
  private readonly dialect: Dialect;
  /** The SQL of an operand: a name, a literal, or an expression in brackets. */
  private readonly text: (id: StepId) => string;

  constructor(formed: FormedBounds, dialect: Dialect, text: (id: StepId) => string) {
    this.formed = formed;
    this.dialect = dialect;
    this.text = text;
  }

  /** Columns, cells and facts of the run are not expressions of steps: the caller has them. */
  of(step: Step): string {
    const { text } = this;
    switch (step.op) {
      case 'integer':
        return integerText(step.value, this.dialect);
      case 'flag':
        return step.value ? 'TRUE' : 'FALSE';
      case 'add':
        return this.joined('+', step);
      case 'subtract':
        return this.joined('-', step);
      case 'multiply':
        return this.joined('*', step);
      case 'lesser':
        return `LEAST(${this.operand(step.left, step)}, ${this.operand(step.right, step)})`;
      case 'greater':
        return `GREATEST(${this.operand(step.left, step)}, ${this.operand(step.right, step)})`;
      case 'magnitude':
        return `ABS(${text(step.of)})`;
      case 'divided':
        return this.divided(step);
      case 'compare':
        return `${text(step.left)} ${step.relation === '!=' ? '<>' : step.relation} ${text(step.right)}`;
      case 'both':
        return `${text(step.left)} AND ${text(step.right)}`;
      case 'either':
        return `${text(step.left)} OR ${text(step.right)}`;
      case 'not':
        return `NOT ${text(step.of)}`;
      case 'select':
        return this.select(step);
      case 'one_of':
        if (step.values.length === 1) return `${text(step.of)} = ${integerText(step.values[0] ?? 0n, this.dialect)}`;
        return `${text(step.of)} IN (${step.values.map((value) => integerText(value, this.dialect)).join(', ')})`;
      case 'narrowed':
        return this.narrowed(step);
      case 'column':
      case 'empty':
      case 'period':
        throw new Error(`a step of the kind ${step.op} is no expression of steps`);
    }
  }

  private joined(sign: string, step: StepOf<'add' | 'subtract' | 'multiply'>): string {
    return `${this.operand(step.left, step)} ${sign} ${this.operand(step.right, step)}`;
  }

  /** An operand in the type of what it enters, so that nothing overflows on the way. */
  private operand(id: StepId, into: Step): string {
    const text = this.text(id);
    if (!this.formed.isWide(into.id)) return text;
    this.fits(into.id, bounds.largest(this.formed.of(into.id)), this.dialect.widest);
    return this.formed.isWide(id) ? text : this.dialect.wide(text);
  }

  private fits(step: StepId, bound: bigint, limit: bigint): void {
    if (bound > limit) throw new BeyondDialect(step, bound);
  }

  private select(step: StepOf<'select'>): string {
    const branch = (id: StepId) => (step.kind === 'flag' ? this.text(id) : this.operand(id, step));
    const chosen = `CASE WHEN ${this.text(step.condition)} THEN ${branch(step.then)} ELSE ${branch(step.otherwise)} END`;
    // Literals alone would make a column of a smaller type, in which a later product overflows.
    const literals = [step.then, step.otherwise].every((id) => this.formed.step(id).op === 'integer');
    return step.kind === 'integer' && literals && !this.formed.isWide(step.id) ? `CAST(${chosen} AS BIGINT)` : chosen;
  }

  private narrowed(step: StepOf<'narrowed'>): string {
    const text = this.text(step.of);
    if (!this.formed.isCut(step)) return text;
    const { low, high } = step.bound;
    const ends = [low, high].map((end) => this.dialect.wide(integerText(end, this.dialect)));
    return `CAST(LEAST(GREATEST(${text}, ${ends[0]}), ${ends[1]}) AS BIGINT)`;
  }

  /** Rounding works on magnitudes, because the databases do not agree on divisions below zero. */
  private divided(step: StepOf<'divided'>): string {
    const { formed, dialect } = this;
    const over = formed.of(step.over);
    const under = formed.divisor(step);
    const product = step.factor * bounds.largest(over);
    const parts = 2n * product + 2n * under.high;
    const wide = parts > LARGEST_PLAIN;
    if (wide) {
      this.fits(step.id, parts, dialect.widest);
      this.fits(step.id, (2n * product) / under.low + 1n, dialect.widestQuotient);
    }
    const typed = (id: StepId) => (wide && !formed.isWide(id) ? dialect.wide(this.text(id)) : this.text(id));
    const numerator = typed(step.over);
    const factor = step.factor === 1n ? '' : `${integerText(step.factor, dialect)} * `;
    const result = bySign(step.mode, over, numerator, {
      divisor: formed.of(step.under).low < 1n ? `GREATEST(${typed(step.under)}, 1)` : typed(step.under),
      divide: wide ? dialect.divideWide : dialect.divide,
      magnitude: `${factor}${over.low < 0n ? `ABS(${numerator})` : numerator}`,
    });
    return wide && !formed.isWide(step.id) ? `CAST(${result} AS BIGINT)` : result;
  }
}

/** A literal in the type that it needs. */
export function integerText(value: bigint, dialect: Dialect): string {
  const text = value < 0n ? `(${value})` : `${value}`;
  return bounds.largest(bounds.exactly(value)) <= LARGEST_PLAIN ? text : dialect.wide(`'${value}'`);
}

interface Parts {
  readonly magnitude: string;
  readonly divisor: string;
  readonly divide: (a: string, b: string) => string;
}

function bySign(mode: RoundingMode, over: Bound, numerator: string, parts: Parts): string {
  const positive = rounded(mode, parts);
  if (over.low >= 0n) return positive;
  return `CASE WHEN ${numerator} < 0 THEN -(${rounded(MIRRORED[mode], parts)}) ELSE ${positive} END`;
}

/** The mode that rounds a magnitude as the given one rounds the negative number. */
const MIRRORED: Readonly<Record<RoundingMode, RoundingMode>> = {
  half_up: 'half_up',
  half_even: 'half_even',
  half_down: 'half_down',
  up: 'up',
  down: 'down',
  floor: 'up',
  ceiling: 'down',
};

/** Of a number that is not below zero. */
function rounded(mode: RoundingMode, { magnitude, divisor, divide }: Parts): string {
  switch (mode) {
    case 'half_up':
      return divide(`2 * ${magnitude} + ${divisor}`, `2 * ${divisor}`);
    case 'half_down':
      return divide(`2 * ${magnitude} + ${divisor} - 1`, `2 * ${divisor}`);
    case 'half_even': {
      const quotient = divide(magnitude, divisor);
      const twiceRest = `2 * ((${magnitude}) % (${divisor}))`;
      const odd = `(${quotient}) % 2 = 1`;
      const lifts = `${twiceRest} > ${divisor} OR (${twiceRest} = ${divisor} AND ${odd})`;
      return `(${quotient}) + CASE WHEN ${lifts} THEN 1 ELSE 0 END`;
    }
    case 'up':
    case 'ceiling':
      return divide(`${magnitude} + ${divisor} - 1`, divisor);
    case 'down':
    case 'floor':
      return divide(magnitude, divisor);
  }
}
