import type { Type } from '../language/types.ts';
import type { Evaluated, ScoreRow } from '../model/score.ts';
import type { Days } from '../number/calendar.ts';
import { Rational } from '../number/rational.ts';
import { roundToDigits } from '../number/rounding.ts';
import { plainDecimal, SHOWN_DIGITS, shortestDecimal } from '../number/text.ts';

/** One column of the results: its name, and its cell for a row. */
export interface ResultColumn<Row = ScoreRow> {
  readonly name: string;
  readonly cell: (row: Row) => ResultCell;
}

/** What stands in a cell of the results, in whatever form they are written. */
export type ResultCell =
  | { readonly kind: 'empty' }
  /** From the data or the rules: it may begin as a formula does. */
  | { readonly kind: 'text'; readonly text: string }
  /** A plain decimal; `digits` where the rule declares them. */
  | { readonly kind: 'number'; readonly text: string; readonly digits: number | null }
  | { readonly kind: 'date'; readonly days: Days };

export const EMPTY: ResultCell = { kind: 'empty' };

export function textCell(text: string): ResultCell {
  return text === '' ? EMPTY : { kind: 'text', text };
}

export function digitsOf({ base }: Type): number | null {
  return base.kind === 'number' ? base.digits : null;
}

/** A value as a cell; a number off the grid is shown at the digits, ties away from zero [N3]. */
export function printed(evaluated: Evaluated | null, digits: number | null): ResultCell {
  if (evaluated?.kind !== 'value') return EMPTY;
  const { value } = evaluated;
  if (value instanceof Rational) return { kind: 'number', text: decimalText(value, digits), digits };
  return typeof value === 'number' ? { kind: 'date', days: value } : textCell(String(value));
}

/** On the digits of its type, or off them (a mean of several periods) at those that are shown [N3]. */
export function measured(evaluated: Evaluated | null, type: Type | null, show: number): ResultCell {
  const digits = type ? digitsOf(type) : null;
  const value = evaluated?.kind === 'value' ? evaluated.value : null;
  const isOff = digits !== null && value instanceof Rational && !value.isOnGrid(digits);
  return printed(evaluated, isOff ? Math.max(digits, show) : (digits ?? show));
}

function decimalText(value: Rational, digits: number | null): string {
  if (digits === null) {
    const shortest = shortestDecimal(value);
    if (shortest !== undefined) return shortest;
  }
  const grid = digits ?? SHOWN_DIGITS;
  return plainDecimal(value.isOnGrid(grid) ? value : roundToDigits(value, grid, 'half_up'), grid);
}
