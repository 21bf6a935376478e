import type { Program } from '../../model/program.ts';
import { civilFromDays, type Days, daysFromCivil, type Period, parsePeriod } from '../../number/calendar.ts';
import { Rational } from '../../number/rational.ts';

/** Periods at most: a hundred years of months and more. */
const MOST_PERIODS = 1500;

/** Years without any mention are like the one before them. */
const YEARS_BEYOND = 2;

/**
 * The periods in which a program can be run: those within which the ruleset is in force; where that has no end, as
 * far as anything in it mentions a date, and some more.
 */
export function periodsOf(program: Program): readonly Period[] {
  const { effective, period: kind } = program.ruleset;
  const years = mentioned(program);
  const first = effective.from === null ? Math.min(...years) - 1 : yearOf(effective.from);
  const last = effective.to === null ? Math.max(first, ...years) + YEARS_BEYOND : yearOf(effective.to);
  const periods: Period[] = [];
  for (let year = first; year <= last && periods.length < MOST_PERIODS; year++) {
    for (const text of textsOf(kind, year)) {
      const period = parsePeriod(text);
      if (period !== undefined && isInForce(period, effective)) periods.push(period);
    }
  }
  // A ruleset in force for less than a period: any will do, since it is refused when it is run.
  const [any] = periods.length > 0 ? periods : textsOf(kind, first).flatMap((text) => parsePeriod(text) ?? []);
  return periods.length > 0 || any === undefined ? periods : [any];
}

/** Whether the ruleset is in force at the end of the period, which is what counts [T1]. */
export function isInForce(
  { end }: Period,
  { from, to }: { readonly from: Days | null; readonly to: Days | null },
): boolean {
  return (from === null || from <= end) && (to === null || end <= to);
}

function textsOf(kind: Period['kind'], year: number): readonly string[] {
  const of = (count: number, text: (part: number) => string) => Array.from({ length: count }, (_, i) => text(i + 1));
  switch (kind) {
    case 'month':
      return of(12, (month) => `${year}-${String(month).padStart(2, '0')}`);
    case 'quarter':
      return of(4, (quarter) => `${year}-Q${quarter}`);
    case 'semester':
      return of(2, (semester) => `${year}-S${semester}`);
    case 'year':
      return [`${year}`];
  }
}

function yearOf(days: Days): number {
  return civilFromDays(days).year;
}

const FIRST_YEAR = daysFromCivil(1900, 1, 1) ?? 0;
const LAST_YEAR = daysFromCivil(2200, 1, 1) ?? 0;

/** Years in which something changes, or with which a period is compared. */
function mentioned({ nodes, ruleset }: Program): readonly number[] {
  const years = new Set<number>();
  const mention = (day: Days | null) => {
    if (day !== null && day > FIRST_YEAR && day < LAST_YEAR) years.add(yearOf(day));
  };
  mention(ruleset.effective.from);
  mention(ruleset.effective.to);
  for (const node of nodes) {
    if (node.op === 'dated') {
      for (const { from, until } of node.entries) {
        mention(from);
        mention(until);
      }
    }
    if (node.op !== 'constant') continue;
    if (typeof node.value === 'number') mention(node.value);
    else if (node.value instanceof Rational && isYear(node.value)) years.add(Number(node.value.numerator));
  }
  if (years.size === 0) years.add(DEFAULT_YEAR);
  return [...years];
}

/** Any year will do where none is spoken of. */
const DEFAULT_YEAR = 2026;

function isYear(value: Rational): boolean {
  return value.isInteger && value.numerator >= 1990n && value.numerator <= 2100n;
}
