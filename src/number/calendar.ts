/**
 * Calendar dates without time zones and without a clock. A date is a count of days since 1970-01-01, so that
 * comparing and counting days are integer operations in every back end.
 */
export type Days = number;

/** Days since 1970-01-01, or undefined where no such day exists (2026-02-30). Years 1 to 9999. */
export function daysFromCivil(year: number, month: number, day: number): Days | undefined {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > lastDayOf(year, month)) return undefined;
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export function civilFromDays(days: Days): CivilDate {
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

export function lastDayOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Reads `2026-03-31`; undefined for any other form and for days that do not exist. */
export function parseIsoDate(text: string): Days | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match ? daysFromCivil(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
}

const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'januari', 'january'],
  ['feb', 'februari', 'february', 'pebruari'],
  ['mar', 'maret', 'march'],
  ['apr', 'april'],
  ['mei', 'may'],
  ['jun', 'juni', 'june'],
  ['jul', 'juli', 'july'],
  ['agu', 'ags', 'agt', 'agustus', 'aug', 'august'],
  ['sep', 'sept', 'september'],
  ['okt', 'oktober', 'oct', 'october'],
  ['nov', 'november', 'nopember'],
  ['des', 'desember', 'dec', 'december'],
];

/** The number of a month by figures or by its name in either language; 0 where it is none. */
function monthNumber(text: string): number {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  return MONTHS.findIndex((names) => names.includes(text.toLowerCase())) + 1;
}

/**
 * Reads a date whose parts stand in a known order: `31/03/2026` or `31 Maret 2026` with the day first, `03/31/2026`
 * with the month first, `2026/3/31` with the year. The year has four digits. Undefined for what is no such day.
 */
export function parseDateInOrder(text: string, first: 'day' | 'month' | 'year'): Days | undefined {
  const parts = /^(\d{1,4}|[A-Za-z]{3,9})[-/. ](\d{1,2}|[A-Za-z]{3,9})[-/. ](\d{1,4})$/.exec(text)?.slice(1);
  if (!parts) return undefined;
  const [a = '', b = '', c = ''] = parts;
  const [year, month, day] = first === 'year' ? [a, b, c] : first === 'day' ? [c, b, a] : [c, a, b];
  if (!/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(day)) return undefined;
  return daysFromCivil(Number(year), monthNumber(month), Number(day));
}

export function formatIsoDate(days: Days): string {
  const { year, month, day } = civilFromDays(days);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

export type PeriodKind = 'month' | 'quarter' | 'semester' | 'year';

/** A period of evaluation: `2026-07`, `2026-Q3` (or `2026-TW3`), `2026-S1`, `2026`. */
export interface Period {
  readonly kind: PeriodKind;
  readonly year: number;
  /** 1-based within the year; 1 for a year. */
  readonly number: number;
  readonly start: Days;
  readonly end: Days;
  /** Canonical spelling, as written into results. */
  readonly text: string;
}

const FORMS: readonly { kind: PeriodKind; pattern: RegExp; months: number; prefix: string }[] = [
  { kind: 'month', pattern: /^(\d{4})-(\d{2})$/, months: 1, prefix: '' },
  { kind: 'quarter', pattern: /^(\d{4})-(?:Q|TW)([1-4])$/i, months: 3, prefix: 'Q' },
  { kind: 'semester', pattern: /^(\d{4})-S([12])$/i, months: 6, prefix: 'S' },
  { kind: 'year', pattern: /^(\d{4})$/, months: 12, prefix: '' },
];

/** Reads a period; undefined where the text is none. */
export function parsePeriod(text: string): Period | undefined {
  for (const { kind, pattern, months, prefix } of FORMS) {
    const match = pattern.exec(text.trim());
    if (!match) continue;
    const year = Number(match[1]);
    const number = kind === 'year' ? 1 : Number(match[2]);
    const firstMonth = (number - 1) * months + 1;
    const lastMonth = firstMonth + months - 1;
    const start = daysFromCivil(year, firstMonth, 1);
    const end = lastMonth > 12 ? undefined : daysFromCivil(year, lastMonth, lastDayOf(year, lastMonth));
    if (start === undefined || end === undefined) return undefined;
    const yearText = String(year).padStart(4, '0');
    const suffix =
      kind === 'year' ? '' : kind === 'month' ? `-${String(number).padStart(2, '0')}` : `-${prefix}${number}`;
    return { kind, year, number, start, end, text: yearText + suffix };
  }
  return undefined;
}

const MONTHS_IN: Readonly<Record<PeriodKind, number>> = { month: 1, quarter: 3, semester: 6, year: 12 };

/** The period of a kind that a day lies in; undefined outside of the years 1 to 9999. */
export function periodAt(kind: PeriodKind, day: Days): Period | undefined {
  const { year, month } = civilFromDays(day);
  const number = Math.ceil(month / MONTHS_IN[kind]);
  const yearText = String(year).padStart(4, '0');
  switch (kind) {
    case 'month':
      return parsePeriod(`${yearText}-${String(number).padStart(2, '0')}`);
    case 'quarter':
      return parsePeriod(`${yearText}-Q${number}`);
    case 'semester':
      return parsePeriod(`${yearText}-S${number}`);
    case 'year':
      return parsePeriod(yearText);
  }
}

/** The period of the same kind that ends on the day before; undefined before the year 1. */
export function periodBefore(period: Period): Period | undefined {
  return periodAt(period.kind, period.start - 1);
}

/** The periods of a kind that make up a longer one, in order; empty where that kind is not shorter. */
export function periodsWithin(period: Period, kind: PeriodKind): readonly Period[] {
  if (MONTHS_IN[kind] >= MONTHS_IN[period.kind]) return [];
  const parts: Period[] = [];
  for (let part = periodAt(kind, period.start); part && part.start <= period.end; part = periodAt(kind, part.end + 1)) {
    parts.push(part);
  }
  return parts;
}

/** How many days a stretch has, both ends counted. */
export function daysIn({ start, end }: { readonly start: Days; readonly end: Days }): number {
  return end - start + 1;
}

/** A fact of a period: its first or last day, or the number of the month, quarter, semester or year that it ends in. */
export function partOfPeriod(
  period: Period,
  part: 'start' | 'end' | 'month' | 'quarter' | 'semester' | 'year',
): number {
  const { year, month } = civilFromDays(period.end);
  switch (part) {
    case 'start':
      return period.start;
    case 'end':
      return period.end;
    case 'month':
      return month;
    case 'quarter':
      return Math.ceil(month / 3);
    case 'semester':
      return Math.ceil(month / 6);
    case 'year':
      return year;
  }
}
