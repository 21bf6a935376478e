import { createObjectBinder } from '../data/bind.ts';
import { columnInputs, type DetailsTable, detailInputs, gatherDetails } from '../data/details.ts';
import { workCalendar } from '../data/work-calendar.ts';
import type { Program } from '../model/program.ts';
import type { Period } from '../number/calendar.ts';
import { parseIsoDate } from '../number/calendar.ts';
import type { WorkCalendar } from '../number/workdays.ts';

/** What is given beside the records. */
export interface BesideOptions {
  /**
   * Rows of the ruleset's details by name: objects as for the records, with the record's key where a cohort is scored.
   * Details that are not given are not taken for empty: give an empty list where there are none.
   */
  readonly details?: Readonly<Record<string, Iterable<object>>>;
  /** Holidays of the ruleset's calendars by name, as ISO dates; a calendar covers the years of which it has dates. */
  readonly calendars?: Readonly<Record<string, Iterable<string>>>;
  readonly locale?: 'en' | 'id';
}

/** @throws RangeError where details are given that the ruleset does not declare. */
export function detailsOf(
  { ruleset }: Program,
  { details = {}, locale = 'en' }: BesideOptions,
  period: Period,
): ReadonlyMap<string, DetailsTable> {
  const given = declaredOnly(details, ruleset.details);
  return new Map(
    [...given].map(([name, rows]) => {
      const declared = found(ruleset.details.get(name), name);
      const binder = createObjectBinder(detailInputs(ruleset, declared), { path: name, locale });
      return [name, gatherDetails(declared, numbered(rows, binder.bind), name, period)];
    }),
  );
}

/** The rows of one record, whose key need not stand in them. */
export function detailsOfOne(
  { ruleset }: Program,
  { details = {}, locale = 'en' }: BesideOptions,
  period: Period,
  key: string,
): ReadonlyMap<string, DetailsTable> {
  const keys = [...ruleset.inputs.values()].filter((input) => input.key).map(({ name }) => name);
  return new Map(
    [...declaredOnly(details, ruleset.details)].map(([name, rows]) => {
      const declared = found(ruleset.details.get(name), name);
      const inputs = new Map(columnInputs(declared.columns).map((input) => [input.name, input]));
      const binder = createObjectBinder({ inputs }, { path: name, locale });
      const own = numbered(rows, (object, row) => ({ ...binder.bind(without(object, keys), row), key }));
      return [name, gatherDetails(declared, own, name, period)];
    }),
  );
}

/** @throws RangeError where a calendar is not declared, or a date is none. */
export function calendarsOf(
  { ruleset }: Program,
  { calendars = {} }: BesideOptions,
): ReadonlyMap<string, WorkCalendar> {
  return new Map(
    [...declaredOnly(calendars, ruleset.calendars)].map(([name, dates]) => {
      const days = [...dates].map((date) => {
        const day = parseIsoDate(date);
        if (day === undefined) throw new RangeError(`calendar ${name}: '${date}' is no date`);
        return day;
      });
      return [name, workCalendar(found(ruleset.calendars.get(name), name), days)];
    }),
  );
}

function declaredOnly<T>(given: Readonly<Record<string, T>>, declared: ReadonlyMap<string, unknown>): Map<string, T> {
  const all = new Map(Object.entries(given));
  for (const name of all.keys()) {
    if (!declared.has(name)) throw new RangeError(`the ruleset declares no '${name}'`);
  }
  return all;
}

function found<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new RangeError(`the ruleset declares no '${name}'`);
  return value;
}

type Fields = Readonly<Record<string, unknown>>;

function without(object: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

function* numbered<T>(rows: Iterable<object>, bind: (object: Fields, row: number) => T): Generator<T> {
  let row = 0;
  for (const object of rows) {
    row += 1;
    yield bind(Object.fromEntries(Object.entries(object)), row);
  }
}
