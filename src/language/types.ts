/**
 * Units are written as their canonical text, so that equal units are equal strings: '' for plain points and other
 * pure numbers, '%' for percent (stored as 95 for 95 %), 'IDR' for money, otherwise the author's units as a product
 * over a product, names in alphabetical order: 'hari', 'izin/hari'.
 */
export type Unit = string;

export const POINTS: Unit = '';
export const PERCENT: Unit = '%';
export const MONEY: Unit = 'IDR';
export const DAYS: Unit = 'hari';
/** Of a template's actual and target: each row of the plan has a unit of its own, so the formula's units must cancel [G6]. */
export const OF_THE_ROW: Unit = 'satuan';

export interface NumberType {
  readonly kind: 'number';
  readonly unit: Unit;
  /** Every value is a multiple of 10^-digits; null where it may lie off any such grid (a quotient). */
  readonly digits: number | null;
}

export interface ChoiceType {
  readonly kind: 'choice';
  /** What declares it (an input, a rating, a table): two choices are of one type where this is equal. */
  readonly name: string;
  /** Values in declared order, lowest first. */
  readonly values: readonly string[];
  /** Whether `<` and `>=` have a meaning: false for a table without a declared order. */
  readonly ordered: boolean;
}

export type BaseType =
  | NumberType
  | ChoiceType
  | { readonly kind: 'text' }
  | { readonly kind: 'flag' }
  | { readonly kind: 'date' }
  /** The type of the literal `missing` alone. */
  | { readonly kind: 'nothing' }
  /** After a finding: fits everywhere, so that one mistake is reported once. */
  | { readonly kind: 'unknown' };

/**
 * Whether a value may be absent.
 * - `present`: never.
 * - `optional`: missing in the data; the expression must say what that means.
 * - `unassessed`: a score, rating or table result that is missing because nothing was left to assess; it passes
 *   through later stages by itself and makes the employee "not assessed" [V1].
 */
export type Presence = 'present' | 'optional' | 'unassessed';

export interface Type {
  readonly base: BaseType;
  readonly presence: Presence;
}

export const UNKNOWN: Type = { base: { kind: 'unknown' }, presence: 'present' };
export const FLAG: Type = { base: { kind: 'flag' }, presence: 'present' };
export const DATE: Type = { base: { kind: 'date' }, presence: 'present' };
export const TEXT: Type = { base: { kind: 'text' }, presence: 'present' };

export function numberType(unit: Unit, digits: number | null, presence: Presence = 'present'): Type {
  return { base: { kind: 'number', unit, digits }, presence };
}

/** The product (or, with sign −1, the quotient) of two author's units. Percent and money have rules of their own [V3]. */
export function combineUnits(a: Unit, b: Unit, sign: 1 | -1): Unit {
  const powers = new Map<string, number>();
  const count = (unit: Unit, direction: number) => {
    const [over = '', under = ''] = unit.split('/');
    for (const name of over.split('*')) if (name && name !== '1') powers.set(name, (powers.get(name) ?? 0) + direction);
    for (const name of under.split('*')) if (name) powers.set(name, (powers.get(name) ?? 0) - direction);
  };
  count(a, 1);
  count(b, sign);
  const names = [...powers.keys()].sort();
  const side = (wanted: 1 | -1) =>
    names.flatMap((name) => Array<string>(Math.max(0, wanted * (powers.get(name) ?? 0))).fill(name)).join('*');
  const over = side(1);
  const under = side(-1);
  return under === '' ? over : `${over || '1'}/${under}`;
}
