import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import type { Outcome } from '../base/outcome.ts';
import type { CalendarDeclaration } from '../model/ruleset.ts';
import { civilFromDays, type Days, daysFromCivil, parseIsoDate } from '../number/calendar.ts';
import { type WorkCalendar, weekdayOf } from '../number/workdays.ts';
import { shortened } from './cell.ts';
import { readCsv } from './csv.ts';
import { cellPlace, normalised, withSuggestion } from './row.ts';

/**
 * A calendar with its holidays. It covers the whole years of which it is given a day, within what the ruleset says
 * that it covers: a year without a single holiday has not been entered.
 */
export function workCalendar({ workdays, covers }: CalendarDeclaration, days: Iterable<Days>): WorkCalendar {
  const given = [...new Set(days)].sort((a, b) => a - b);
  const years = [...new Set(given.map((day) => civilFromDays(day).year))];
  const covered: { from: Days; to: Days }[] = [];
  for (const year of years) {
    const from = Math.max(daysFromCivil(year, 1, 1) ?? 0, covers?.from ?? Number.NEGATIVE_INFINITY);
    const to = Math.min(daysFromCivil(year, 12, 31) ?? 0, covers?.to ?? Number.POSITIVE_INFINITY);
    const last = covered[covered.length - 1];
    if (from > to) continue;
    if (last && last.to + 1 === from) last.to = to;
    else covered.push({ from, to });
  }
  return { workdays, holidays: given.filter((day) => workdays.has(weekdayOf(day))), covered };
}

const DATE_COLUMNS: readonly string[] = ['tanggal', 'date'];

/** Reads a CSV file of holidays: a column `tanggal` (or `date`); what else it holds, such as names, is for people. */
export function readCalendar(declared: CalendarDeclaration, text: string, path: string): Outcome<WorkCalendar> {
  const { header, rows, findings } = readCsv(text, { path });
  if (findings.length > 0) return { diagnostics: findings };
  const column = header.findIndex((name) => DATE_COLUMNS.includes(normalised(name).toLowerCase()));
  if (column < 0) {
    return { diagnostics: [diagnostic('TK601', cellPlace(path, 1, -1), withSuggestion('tanggal', undefined))] };
  }
  const days: Days[] = [];
  const wrong: Diagnostic[] = [];
  for (const { cells, row } of rows) {
    const written = (cells[column] ?? '').trim();
    const day = parseIsoDate(written);
    const place = cellPlace(path, row, column, shortened(header[column] ?? ''));
    if (day !== undefined) days.push(day);
    else if (written === '') wrong.push(diagnostic('TK606', place, {}));
    else wrong.push(diagnostic('TK612', place, { text: shortened(written) }));
  }
  if (wrong.length > 0) return { diagnostics: wrong };
  if (days.length === 0) {
    return { diagnostics: [diagnostic('TK663', { kind: 'file', path }, { calendar: declared.name })] };
  }
  return { value: workCalendar(declared, days), diagnostics: [] };
}
