import { daysFromCivil, formatIsoDate } from '../number/calendar.ts';
import type { Locale } from '../number/text.ts';

/** What a number format says of a number. `zeros`: shown with at least so many digits, as a code is. */
export type FormatKind =
  | { readonly kind: 'plain' }
  | { readonly kind: 'percent' }
  | { readonly kind: 'date' }
  | { readonly kind: 'zeros'; readonly width: number };

const PLAIN: FormatKind = { kind: 'plain' };
const PERCENT: FormatKind = { kind: 'percent' };
const DATE: FormatKind = { kind: 'date' };

/** A decimal number, digit by digit: 0.digits × 10^point, without zeros at either end of the digits. */
export interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly point: number;
}

/** As many digits as a spreadsheet keeps and shows. */
export const KEPT_DIGITS = 15;
const LONGEST_NUMBER = 400;

/**
 * The text of a number cell, taken at 15 significant digits: what stands behind them is the noise of binary fractions
 * (`0.30000000000000004` is 0.3). Undefined where the text is no number.
 */
export function readDecimal(text: string): Decimal | undefined {
  if (text.length > LONGEST_NUMBER) return undefined;
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text.trim());
  const [, sign = '', integer = '', fraction = '', exponent = '0'] = match ?? [];
  if (!match || integer + fraction === '') return undefined;
  const all = integer + fraction;
  const lead = leadingZeros(all);
  const { digits, carried } = keep(all.slice(lead));
  const point = integer.length - lead + Number(exponent) + (carried ? 1 : 0);
  if (digits !== '' && Math.abs(point) > LONGEST_NUMBER) return undefined;
  return digits === '' ? { negative: false, digits, point: 0 } : { negative: sign === '-', digits, point };
}

function leadingZeros(digits: string): number {
  let count = 0;
  while (digits[count] === '0') count++;
  return count;
}

/** The first 15 digits, the last rounded half up. */
function keep(digits: string): { readonly digits: string; readonly carried: boolean } {
  const kept = digits.slice(0, KEPT_DIGITS);
  if ((digits[KEPT_DIGITS] ?? '0') < '5') return { digits: withoutZeros(kept), carried: false };
  const raised = String(BigInt(kept) + 1n);
  return { digits: withoutZeros(raised), carried: raised.length > kept.length };
}

function withoutZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === '0') end--;
  return digits.slice(0, end);
}

/** The number with `shift` places to the left of where it stood, plain, with the decimal point of the locale. */
export function decimalText({ negative, digits, point }: Decimal, locale: Locale, shift = 0): string {
  if (digits === '') return '0';
  const at = point + shift;
  const integer = at <= 0 ? '0' : digits.slice(0, at).padEnd(at, '0');
  const fraction = at <= 0 ? '0'.repeat(-at) + digits : digits.slice(at);
  return (negative ? '-' : '') + integer + (fraction === '' ? '' : (locale === 'id' ? ',' : '.') + fraction);
}

/** Whether the number has more digits before the point than a spreadsheet keeps: its last ones may be invented. */
export function isTooLong({ digits, point }: Decimal): boolean {
  return digits !== '' && point > KEPT_DIGITS;
}

/**
 * A day of a spreadsheet's calendar as `2026-03-31`, with the time behind it where it has one. Undefined where it is
 * before the calendar begins or after the year 9999.
 */
export function serialDate(decimal: Decimal, from1904: boolean): string | undefined {
  if (decimal.negative || decimal.point > 7) return undefined;
  const [whole = '', fraction = ''] = decimalText(decimal, 'en').split('.');
  const serial = Number(whole);
  const epoch = from1904 ? daysFromCivil(1904, 1, 1) : daysFromCivil(1899, 12, 30);
  if (epoch === undefined) throw new Error('the epoch is a day');
  const time = fraction === '' ? '' : ` ${timeOfDay(fraction)}`;
  // The spreadsheets' 29 February 1900, which never was; nobody takes it for a date.
  if (serial === 60 && !from1904) return `1900-02-29${time}`;
  // A time without a day, as `[h]:mm` has it.
  if (serial === 0 && !from1904) return time.trim() || undefined;
  // Before the day that never was, all are one later.
  const days = epoch + serial + (!from1904 && serial < 60 ? 1 : 0);
  return days > LAST_DAY ? undefined : formatIsoDate(days) + time;
}

/** 9999-12-31 */
const LAST_DAY = 2932896;

/** A fraction of a day to the nearest second; of one that is nearly a day, the last second. */
function timeOfDay(fraction: string): string {
  const scale = 10n ** BigInt(fraction.length);
  const seconds = Number((BigInt(fraction) * 86400n * 2n + scale) / (scale * 2n));
  const second = Math.min(seconds, 86399);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`;
}

/** What a number format means, by the number and the code that a workbook gives it. */
export function formatKind(id: number, code: string | undefined): FormatKind {
  if (code === undefined) {
    if (id === 9 || id === 10) return PERCENT;
    const isDate = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
    return isDate ? DATE : PLAIN;
  }
  const spoken = withoutQuoted(code);
  if (/^0+$/.test(spoken)) return spoken.length > 1 ? { kind: 'zeros', width: spoken.length } : PLAIN;
  const first = spoken.split(';')[0] ?? '';
  if (first.includes('%')) return PERCENT;
  return /[ymdhs]/i.test(first) ? DATE : PLAIN;
}

/** A code without what it shows literally, and without colours, conditions and languages in brackets. */
function withoutQuoted(code: string): string {
  let spoken = '';
  for (let at = 0; at < Math.min(code.length, 1000); at++) {
    const character = code[at] ?? '';
    if (character === '\\' || character === '_' || character === '*') at++;
    else if (character === '"') at = endOf(code, '"', at);
    else if (character === '[') {
      const end = endOf(code, ']', at);
      // `[h]` counts hours.
      if (/^\[[hms]+$/i.test(code.slice(at, end))) spoken += 'h';
      at = end;
    } else spoken += character;
  }
  // `General` and the words of other languages for it hold letters that look like parts of a date.
  return /^(?:general|standard|umum)\b/i.test(spoken.trim()) ? '' : spoken;
}

function endOf(code: string, closing: string, start: number): number {
  const end = code.indexOf(closing, start + 1);
  return end < 0 ? code.length : end;
}
