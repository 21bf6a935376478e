import { combineUnits, MONEY, type NumberType, PERCENT, POINTS, type Unit } from '../language/types.ts';

/** What `* / of` make of two units, or why they may not meet [V3]. */
export type UnitResult =
  | { readonly unit: Unit }
  | { readonly problem: 'percent' }
  | { readonly problem: 'money_squared' };

export function multiplyUnits(left: Unit, right: Unit): UnitResult {
  if (left === POINTS) return { unit: right };
  if (right === POINTS) return { unit: left };
  if (left === PERCENT || right === PERCENT) return { problem: 'percent' };
  if (left === MONEY && right === MONEY) return { problem: 'money_squared' };
  return { unit: combineUnits(left, right, 1) };
}

export function divideUnits(left: Unit, right: Unit): UnitResult {
  if (left === right) return { unit: POINTS };
  if (left === PERCENT || right === PERCENT) return { problem: 'percent' };
  if (right === POINTS) return { unit: left };
  return { unit: combineUnits(left, right, -1) };
}

/** Digits after the point of a sum, a product, and a share of something. */
export function sumDigits(left: NumberType, right: NumberType): number | null {
  return left.digits === null || right.digits === null ? null : Math.max(left.digits, right.digits);
}

export function productDigits(left: NumberType, right: NumberType): number | null {
  return left.digits === null || right.digits === null ? null : kept(left.digits + right.digits);
}

/** A product of products has more digits than a grid is good for: it then counts as a number that may lie anywhere. */
const MOST_KEPT = 100;

export function kept(digits: number): number | null {
  return digits > MOST_KEPT ? null : digits;
}
