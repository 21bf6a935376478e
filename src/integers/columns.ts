import type { Value } from '../language/core.ts';
import type { Input, Ruleset } from '../model/ruleset.ts';
import { powerOfTen, Rational } from '../number/rational.ts';
import { roundQuotient } from '../number/rounding.ts';
import type { Bound } from './bounds.ts';
import type { PlanColumn } from './plan.ts';

/** Where no range is declared, cells of up to this many units stay on the fast path: 10^12, a thousand thousand million. */
export const ASSUMED_LIMIT = 10n ** 12n;

/** Days since 1970-01-01 of the years 1 to 9999. */
const ALL_DATES: Bound = { low: -719_162n, high: 2_932_896n };

/** Words by number, for choices and for the texts that rules speak of. */
export class Words {
  readonly list: string[] = [];
  private readonly numbers = new Map<string, bigint>();

  numberOf(word: string): bigint {
    const known = this.numbers.get(word);
    if (known !== undefined) return known;
    const number = BigInt(this.list.length);
    this.list.push(word);
    this.numbers.set(word, number);
    return number;
  }

  /** Every number so far, and -1 for a text that is none of the words. */
  get bound(): Bound {
    return { low: -1n, high: BigInt(Math.max(0, this.list.length - 1)) };
  }
}

/** An input as a column of integers; its bound holds for every cell that stays on the fast path. */
export function columnOf(input: Input, words: Words): PlanColumn {
  const { base } = input.type;
  switch (base.kind) {
    case 'number':
      return numberColumn(input, base.digits ?? 0);
    case 'date': {
      const { bound } = withinRange(input, 0, ALL_DATES);
      return { input, digits: 0, bound, assumed: false };
    }
    case 'flag':
      return { input, digits: 0, bound: { low: 0n, high: 1n }, assumed: false };
    case 'choice': {
      const numbers = base.values.map((value) => words.numberOf(value));
      const low = numbers.reduce((a, b) => (a < b ? a : b), numbers[0] ?? 0n);
      const high = numbers.reduce((a, b) => (a > b ? a : b), 0n);
      return { input, digits: 0, bound: { low, high }, assumed: false };
    }
    default:
      return { input, digits: 0, bound: { low: -1n, high: 1_000_000n }, assumed: false };
  }
}

function numberColumn(input: Input, digits: number): PlanColumn {
  const limit = ASSUMED_LIMIT;
  const { bound, assumed } = withinRange(input, digits, { low: -limit, high: limit });
  return { input, digits, bound, assumed };
}

function withinRange({ range }: Input, digits: number, otherwise: Bound): { bound: Bound; assumed: boolean } {
  const scale = powerOfTen(digits);
  const low = range.low === null ? null : roundQuotient(range.low.numerator * scale, range.low.denominator, 'ceiling');
  const high =
    range.high === null ? null : roundQuotient(range.high.numerator * scale, range.high.denominator, 'floor');
  // A range with one end only, as counts have it, leaves the other to the assumed limit.
  const bound = {
    low: low ?? (high !== null && high < otherwise.low ? high : otherwise.low),
    high: high ?? (low !== null && low > otherwise.high ? low : otherwise.high),
  };
  return { bound, assumed: low === null || high === null };
}

/** Every input, in declared order. */
export function columnsOf(ruleset: Ruleset, words: Words): readonly PlanColumn[] {
  return [...ruleset.inputs.values()].map((input) => columnOf(input, words));
}

/** Whether a value lies where the column expects it: those beyond what was assumed go to the exact evaluator. */
export function isWithin(column: PlanColumn, value: Value | undefined): boolean {
  const { low, high } = column.bound;
  if (typeof value === 'number') return BigInt(value) >= low && BigInt(value) <= high;
  if (!(value instanceof Rational)) return true;
  const units = value.divide(unitOf(column));
  return units.isInteger && units.numerator >= low && units.numerator <= high;
}

/** One unit of a column as a number. */
export function unitOf({ digits }: PlanColumn): Rational {
  return Rational.of(1n, powerOfTen(digits));
}
