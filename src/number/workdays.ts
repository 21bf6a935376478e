import type { Days } from './calendar.ts';

/** On which days people work: what a ruleset says of the week, and what a file of holidays says of the dates. */
export interface WorkCalendar {
  /** Days of the week on which people work: 0 is Monday, 6 is Sunday. */
  readonly workdays: ReadonlySet<number>;
  /** Holidays on such days, ascending, each once. */
  readonly holidays: readonly Days[];
  /** The stretches of dates that the calendar speaks of, ascending, none touching the next. */
  readonly covered: readonly { readonly from: Days; readonly to: Days }[];
}

/** 0 for Monday to 6 for Sunday; 1970-01-01 was a Thursday. */
export function weekdayOf(day: Days): number {
  return (((day + 3) % 7) + 7) % 7;
}

/**
 * Working days after `from` up to and including `to`: how many have passed, so that from a day to itself it is 0 and
 * two stretches that follow one another add up. Negative where `to` comes first. Where a day that would be counted is
 * not covered, the first such day is answered instead: not being listed does not make it a working day.
 */
export function workingDays(calendar: WorkCalendar, from: Days, to: Days): number | { readonly outside: Days } {
  if (to < from) {
    const back = workingDays(calendar, to, from);
    return typeof back === 'number' ? 0 - back : back;
  }
  if (to === from) return 0;
  const stretch = calendar.covered.find((one) => one.from <= from + 1 && from + 1 <= one.to);
  if (!stretch) return { outside: from + 1 };
  if (stretch.to < to) return { outside: stretch.to + 1 };
  const weeks = Math.floor((to - from) / 7);
  let count = weeks * calendar.workdays.size;
  for (let day = from + weeks * 7 + 1; day <= to; day++) if (calendar.workdays.has(weekdayOf(day))) count++;
  return count - (upTo(calendar.holidays, to) - upTo(calendar.holidays, from));
}

/** How many of the ascending days are not later than `day`. */
function upTo(days: readonly Days[], day: Days): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] ?? 0) <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}
