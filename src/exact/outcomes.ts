import type { CoreNode, NodeId, Relation, Value } from '../language/core.ts';
import type { Evaluated, EvaluationError } from '../model/score.ts';
import { civilFromDays, type Period } from '../number/calendar.ts';
import { Rational } from '../number/rational.ts';
import { roundToDigits, roundToStep } from '../number/rounding.ts';

export type Absent = Exclude<Evaluated, { kind: 'value' }>;
export type NodeOf<Op extends CoreNode['op']> = Extract<CoreNode, { op: Op }>;

export const MISSING: Absent = { kind: 'missing' };
export const NOT_APPLICABLE: Absent = { kind: 'not_applicable' };
export const TRUE: Evaluated = { kind: 'value', value: true };
export const FALSE: Evaluated = { kind: 'value', value: false };

export function present(value: Value): Evaluated {
  return { kind: 'value', value };
}

/** No regulation needs more: what grows beyond is multiplied by itself over and over, and would fill the memory. */
const LARGEST = 1n << 32_768n;
const SMALLEST = -LARGEST;

export function isTooLarge({ numerator, denominator }: Rational): boolean {
  return numerator > LARGEST || numerator < SMALLEST || denominator > LARGEST;
}

export function sized(node: CoreNode, value: Rational): Evaluated {
  return isTooLarge(value) ? failed(node.id, { kind: 'too_large' }) : present(value);
}

export function flag(value: boolean): Evaluated {
  return value ? TRUE : FALSE;
}

export function failed(node: NodeId, error: EvaluationError): Absent {
  return { kind: 'error', error, node };
}

const GRAVITY = { missing: 1, not_applicable: 2, error: 3 } as const;

/** Error before not applicable before missing; of two alike the first. */
export function graver(first: Absent | undefined, second: Absent): Absent {
  return first !== undefined && GRAVITY[first.kind] >= GRAVITY[second.kind] ? first : second;
}

export function partOf(period: Period, part: NodeOf<'period'>['part']): Value {
  const { year, month } = civilFromDays(period.end);
  switch (part) {
    case 'start':
      return period.start;
    case 'end':
      return period.end;
    case 'month':
      return Rational.integer(month);
    case 'quarter':
      return Rational.integer(Math.ceil(month / 3));
    case 'semester':
      return Rational.integer(Math.ceil(month / 6));
    case 'year':
      return Rational.integer(year);
  }
}

export function rounded(value: Rational, { rounding }: NodeOf<'round'>): Rational {
  switch (rounding.kind) {
    case 'digits':
      return roundToDigits(value, rounding.digits, rounding.mode);
    case 'step':
      return roundToStep(value, rounding.step, rounding.mode);
    case 'none':
      return value;
  }
}

export function holds(relation: Relation, left: Value, right: Value): boolean {
  if (relation === '=') return same(left, right);
  if (relation === '!=') return !same(left, right);
  const sign = order(left, right);
  switch (relation) {
    case '<':
      return sign < 0;
    case '<=':
      return sign <= 0;
    case '>':
      return sign > 0;
    case '>=':
      return sign >= 0;
  }
}

export function same(left: Value, right: Value): boolean {
  return left instanceof Rational && right instanceof Rational ? left.equals(right) : left === right;
}

/** Numbers and dates have an order; the checker lets nothing else come here (choices are looked up first). */
export function order(left: Value, right: Value): number {
  if (left instanceof Rational && right instanceof Rational) return left.compare(right);
  return Math.sign(dateIn(left) - dateIn(right));
}

export function numberIn(value: Value): Rational {
  if (value instanceof Rational) return value;
  throw new TypeError(`evaluate: ${typeof value} where the checker promised a number`);
}

export function flagIn(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  throw new TypeError(`evaluate: ${typeof value} where the checker promised a flag`);
}

export function dateIn(value: Value): number {
  if (typeof value === 'number') return value;
  throw new TypeError(`evaluate: ${typeof value} where the checker promised a date`);
}
