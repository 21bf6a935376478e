import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import { nearest } from '../base/nearest.ts';
import { type DateForm, NUMBER_FORMS } from '../language/job.ts';
import type { Input } from '../model/ruleset.ts';
import { formatIsoDate, parseDateInOrder } from '../number/calendar.ts';
import { Rational } from '../number/rational.ts';
import { type Locale, parseNumber, shortestDecimal } from '../number/text.ts';
import { type CellReader, type CellReading, cellReader, shortened } from './cell.ts';
import type { ColumnMapping } from './column-mapping.ts';
import { PERIOD, PERIOD_COLUMNS, type Wanted, type WithInputs } from './row.ts';

/** By the titles of columns what they bring: inputs by their names, and the period. */
export function wantedColumns({ inputs }: WithInputs, mapping: ColumnMapping | undefined): Wanted {
  const wanted = new Map<string, string>();
  const own = [...[...inputs.keys()].map((name) => [name, name]), ...PERIOD_COLUMNS.map((name) => [name, PERIOD])];
  for (const [title = '', name = ''] of own) if (!mapping?.columns.has(name)) wanted.set(title, name);
  // A column that the mapping gives away is no longer its namesake's.
  for (const [name, { title }] of mapping?.columns ?? []) wanted.set(title, name);
  return wanted;
}

/** Columns that the mapping names and the data lacks; each stands where the mapping names it. */
export function absentColumns(
  mapping: ColumnMapping | undefined,
  present: ReadonlySet<string>,
  unknown: readonly string[],
  path: string,
): { readonly findings: readonly Diagnostic[]; readonly names: ReadonlySet<string> } {
  const findings: Diagnostic[] = [];
  const names = new Set<string>();
  for (const [name, { title, place }] of mapping?.columns ?? []) {
    if (present.has(name)) continue;
    names.add(name);
    const suggestion = nearest(title, unknown);
    const args = { column: title, path, ...(suggestion === undefined ? {} : { suggestion }) };
    findings.push(diagnostic('TK634', place, args));
  }
  return { findings, names };
}

/** The reader of an input's cells, as the mapping says that they are written. */
export function mappedReader(input: Input, mapping: ColumnMapping | undefined): CellReader {
  const read = cellReader(input);
  const column = mapping?.columns.get(input.name);
  if (!column) return read;
  const places = NUMBER_FORMS[column.number];
  return (text, locale) => {
    const written = column.locale ?? locale;
    if (places > 0) return readShifted(text, written, places, read);
    const date = column.date === 'date_iso' ? undefined : datedText(text, column.date);
    return read(date ?? text, written);
  };
}

/** A number whose point is to be moved. One that bears a percent sign says by itself that it is no fraction. */
function readShifted(text: string, locale: Locale, places: number, read: CellReader): CellReading {
  const number = parseNumber(text.trim(), locale);
  if (!number || number.suffix === '%') return read(text, locale);
  const shifted = shortestDecimal(number.value.multiply(Rational.integer(10 ** places)));
  if (shifted === undefined) throw new Error(`${text} was read as a decimal, and is none`);
  const reading = read(number.suffix === '' ? shifted : `${shifted} ${number.suffix}`, 'en');
  if (reading.kind !== 'refused') return reading;
  return { kind: 'refused', at: (place) => asWritten(reading.at(place), `${shortened(text.trim())} (= ${shifted})`) };
}

/** A finding on a number shows the cell and what the mapping makes of it; another locale would not help. */
function asWritten(finding: Diagnostic, text: string): Diagnostic {
  switch (finding.code) {
    case 'TK604':
      return diagnostic('TK604', finding.place, { ...finding.args, text, localeHint: false });
    case 'TK605':
      return diagnostic('TK605', finding.place, { ...finding.args, text });
    case 'TK614':
      return diagnostic('TK614', finding.place, { ...finding.args, text });
    default:
      return finding;
  }
}

/** The day in ISO form; undefined where the text is no day in that order, and is then judged as it stands. */
function datedText(text: string, form: DateForm): string | undefined {
  const days = parseDateInOrder(text.trim(), form === 'date_day_first' ? 'day' : 'month');
  return days === undefined ? undefined : formatIsoDate(days);
}
