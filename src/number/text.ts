import type { Interval } from './interval.ts';
import { powerOfTen, Rational } from './rational.ts';
import { roundToDigits } from './rounding.ts';

/**
 * How numbers are written in data. `en`: `1234.5`, without separators of thousands. `id`: `1.234,5`, where dots may
 * stand only between groups of three.
 */
export type Locale = 'en' | 'id';

/** A number as it was written. */
export interface ReadNumber {
  readonly value: Rational;
  /** Digits written after the decimal point, zeros included: 2 for `95.50`. */
  readonly digits: number;
  /** What stood beside the number: nothing, `%`, `IDR` (also for `Rp`), or a unit word. */
  readonly suffix: string;
}

/** More digits than this in one number are refused, so that a hostile cell costs nothing. */
const MOST_DIGITS = 1000;
const MOST_CHARACTERS = MOST_DIGITS * 2;

/**
 * Reads a number from the text of a cell; undefined where the text is none in that locale. Blanks around it are left
 * out, a sign may lead, `Rp` or `IDR` may stand before it and a unit, `%`, `Rp` or `IDR` after it.
 * Exponents (`1E5`) are refused: a spreadsheet writes them where it has already lost digits.
 */
export function parseNumber(text: string, locale: Locale): ReadNumber | undefined {
  const whole = text.trim();
  if (whole.length > MOST_CHARACTERS) return undefined;
  const { negative, currency, at } = readBeginning(whole);
  const figures = locale === 'en' ? plainFigures(whole, at) : groupedFigures(whole, at);
  if (!figures || figures.integer.length + figures.fraction.length > MOST_DIGITS) return undefined;
  const suffix = readSuffix(whole.slice(figures.end));
  if (suffix === undefined || (currency && suffix !== '')) return undefined;
  const units = BigInt(figures.integer + figures.fraction);
  const digits = figures.fraction.length;
  return { value: Rational.scaled(negative ? -units : units, digits), digits, suffix: currency ? 'IDR' : suffix };
}

/** Sign and currency, in either order: `-Rp 500` and `Rp -500`. */
function readBeginning(text: string): { negative: boolean; currency: boolean; at: number } {
  const before = readSign(text, 0);
  const afterCurrency = skipCurrency(text, before.at);
  if (afterCurrency === undefined) return { negative: before.negative, currency: false, at: before.at };
  const after = before.signed ? { negative: before.negative, at: afterCurrency } : readSign(text, afterCurrency);
  return { negative: after.negative, currency: true, at: after.at };
}

function readSign(text: string, at: number): { negative: boolean; signed: boolean; at: number } {
  const sign = text[at];
  const signed = sign === '-' || sign === '+';
  return { negative: sign === '-', signed, at: signed ? at + 1 : at };
}

/** Where the number begins behind `Rp`, `Rp.` or `IDR`; undefined where no such word stands there. */
function skipCurrency(text: string, start: number): number | undefined {
  const word = /^(?:rp\.?|idr)/i.exec(text.slice(start, start + 3));
  if (!word) return undefined;
  let at = start + word[0].length;
  while (at < text.length && isBlank(text[at])) at++;
  return at;
}

interface Figures {
  readonly integer: string;
  readonly fraction: string;
  readonly end: number;
}

function plainFigures(text: string, start: number): Figures | undefined {
  const end = skipDigits(text, start);
  return end === start ? undefined : withFraction(text, text.slice(start, end), end, '.');
}

function groupedFigures(text: string, start: number): Figures | undefined {
  const end = skipDigits(text, start);
  if (end === start) return undefined;
  if (text[end] !== '.') return withFraction(text, text.slice(start, end), end, ',');
  // 0.950 is a decimal point, not a thousand; so is 1234.500.
  if (end - start > 3 || text[start] === '0') return undefined;
  const groups = [text.slice(start, end)];
  let at = end;
  while (text[at] === '.') {
    const next = skipDigits(text, at + 1);
    if (next - at !== 4) return undefined;
    groups.push(text.slice(at + 1, next));
    at = next;
  }
  return withFraction(text, groups.join(''), at, ',');
}

function withFraction(text: string, integer: string, at: number, point: string): Figures | undefined {
  if (text[at] !== point) return { integer, fraction: '', end: at };
  const end = skipDigits(text, at + 1);
  return end === at + 1 ? undefined : { integer, fraction: text.slice(at + 1, end), end };
}

function skipDigits(text: string, start: number): number {
  let at = start;
  while (at < text.length && isDigit(text.charCodeAt(at))) at++;
  return at;
}

/** What stands behind the number; undefined where it is no unit. */
function readSuffix(rest: string): string | undefined {
  const suffix = rest.trim();
  if (suffix === '' || suffix === '%') return suffix;
  if (/^(?:rp|idr)$/i.test(suffix)) return 'IDR';
  if (suffix.length > 200 || !/^[\p{L}_][\p{L}\p{N}_*/]*$/u.test(suffix)) return undefined;
  // 1e5 and 0x10 are no units: a word that clings to the number holds no digits.
  if (!isBlank(rest[0]) && /\d/.test(suffix)) return undefined;
  return suffix;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isBlank(character: string | undefined): boolean {
  return character !== undefined && character.trim() === '';
}

/**
 * The number with exactly `digits` decimals and a point, as result files carry it: `95.50`. Throws where the number
 * is no multiple of 10^-digits: nothing is rounded by printing.
 */
export function plainDecimal(value: Rational, digits: number): string {
  const { negative, integer, fraction } = fixed(value, digits);
  return (negative ? '-' : '') + integer + (digits > 0 ? `.${fraction}` : '');
}

/** The number with as few decimals as it has, with a point; undefined where its decimals never end (1/3). */
export function shortestDecimal(value: Rational): string | undefined {
  const digits = leastDigits(value);
  return digits === undefined ? undefined : plainDecimal(value, digits);
}

/** The digits after the point that the number needs; undefined where its decimals never end. */
export function leastDigits(value: Rational): number | undefined {
  const twos = factorCount(value.denominator, 2n);
  const fives = factorCount(value.denominator, 5n);
  if (value.denominator !== 2n ** BigInt(twos) * 5n ** BigInt(fives)) return undefined;
  return Math.max(twos, fives);
}

function factorCount(number: bigint, factor: bigint): number {
  let count = 0;
  for (let rest = number; rest % factor === 0n; rest /= factor) count++;
  return count;
}

interface Fixed {
  readonly negative: boolean;
  readonly integer: string;
  readonly fraction: string;
}

function fixed(value: Rational, digits: number): Fixed {
  const scale = powerOfTen(digits);
  if (scale % value.denominator !== 0n) throw new RangeError(`${value} has more than ${digits} digits`);
  const units = value.abs().numerator * (scale / value.denominator);
  const text = units.toString().padStart(digits + 1, '0');
  const cut = text.length - digits;
  return { negative: value.sign < 0, integer: text.slice(0, cut), fraction: text.slice(cut) };
}

export interface PrintOptions {
  /**
   * Digits after the point, as the rule declares them. `null`: the value may lie off any grid and is shown at `show`
   * digits [N3]. Absent: exactly, with as few digits as it has, where twelve are enough.
   */
  readonly digits?: number | null;
  /** Digits at which a value off the grid is shown, ties away from zero; 4 unless told. Never read back. */
  readonly show?: number;
  /** `%`, `IDR`, or a unit of the author's. */
  readonly unit?: string;
}

/** Digits at which a value off any grid is shown where nothing else is said; it is never read back [N3]. */
export const SHOWN_DIGITS = 4;
/** As many digits as a rule may declare. */
const MOST_EXACT_DIGITS = 12;

/** The number as people read it: thousands grouped, decimal comma in Indonesian, with its unit. */
export function forPeople(value: Rational, language: Locale, options: PrintOptions = {}): string {
  const digits = digitsToPrint(value, options);
  const shown = value.isOnGrid(digits) ? value : roundToDigits(value, digits, 'half_up');
  const { negative, integer, fraction } = fixed(shown, digits);
  const [separator, point] = language === 'id' ? ['.', ','] : [',', '.'];
  const figures = group(integer, separator) + (digits > 0 ? point + fraction : '');
  return (negative ? '-' : '') + withUnit(figures, language, options.unit ?? '');
}

function digitsToPrint(value: Rational, { digits, show = SHOWN_DIGITS }: PrintOptions): number {
  if (typeof digits === 'number') return value.isOnGrid(digits) ? digits : Math.max(digits, show);
  const enough = digits === null ? show : MOST_EXACT_DIGITS;
  return value.isOnGrid(enough) ? (leastDigits(value) ?? show) : show;
}

/** Puts a separator between groups of three digits. */
function group(integer: string, separator: string): string {
  const first = integer.length % 3 || 3;
  const parts = [integer.slice(0, first)];
  for (let at = first; at < integer.length; at += 3) parts.push(integer.slice(at, at + 3));
  return parts.join(separator);
}

function withUnit(figures: string, language: Locale, unit: string): string {
  if (unit === 'IDR') return `${language === 'id' ? 'Rp' : 'IDR'} ${figures}`;
  return unit === '' ? figures : `${figures} ${unit}`;
}

/** An interval as people read it: `[0..90) hari`, `>= 90`, `[Rp 1..Rp 1.000.000]`. */
export function intervalForPeople(interval: Interval, language: Locale, unit = ''): string {
  const { low, lowOpen, high, highOpen } = interval;
  if (low === null && high === null) return withUnit('(-∞..∞)', language, unit === 'IDR' ? '' : unit);
  if (low === null && high !== null) return `${highOpen ? '<' : '<='} ${forPeople(high, language, { unit })}`;
  if (high === null && low !== null) return `${lowOpen ? '>' : '>='} ${forPeople(low, language, { unit })}`;
  const end = unit === 'IDR' ? { unit } : {};
  const print = (value: Rational | null) => (value === null ? '' : forPeople(value, language, end));
  const text = `${lowOpen ? '(' : '['}${print(low)}..${print(high)}${highOpen ? ')' : ']'}`;
  return unit === 'IDR' ? text : withUnit(text, language, unit);
}
