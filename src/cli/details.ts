import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import type { BoundRow } from '../data/bind.ts';
import { type DetailsTable, detailInputs, gatherDetails } from '../data/details.ts';
import { readCalendar } from '../data/work-calendar.ts';
import type { Ruleset } from '../model/ruleset.ts';
import type { Period } from '../number/calendar.ts';
import type { WorkCalendar } from '../number/workdays.ts';
import type { Options } from './arguments.ts';
import { type DataForm, openData } from './data.ts';
import { readText } from './files.ts';
import type { Io } from './io.ts';
import { namedFiles } from './named-files.ts';

/** What a run brings beside its records, and what is wrong with its files as a whole. */
export interface Beside {
  readonly details: ReadonlyMap<string, DetailsTable>;
  readonly calendars: ReadonlyMap<string, WorkCalendar>;
  readonly findings: readonly Diagnostic[];
}

export const NOTHING_BESIDE: Beside = { details: new Map(), calendars: new Map(), findings: [] };

/**
 * Reads `--details NAME=FILE` and `--calendar NAME=FILE`; what the ruleset declares must be given. A column mapping is
 * about the records alone.
 */
export async function openBeside(
  io: Io,
  ruleset: Ruleset,
  options: Options,
  { locale }: DataForm,
  period: Period,
): Promise<Beside> {
  const files = namedFiles(options, 'details', ruleset.details.keys());
  const details = new Map<string, DetailsTable>();
  const findings: Diagnostic[] = [];
  for (const declared of ruleset.details.values()) {
    const given = files.get(declared.name) ?? [];
    if (given.length === 0) {
      findings.push(diagnostic('TK658', { kind: 'file', path: '' }, { details: declared.name }));
      continue;
    }
    const rows: Iterable<BoundRow>[] = [];
    for (const path of given) {
      const opened = await openData(io, { ...ruleset, ...detailInputs(ruleset, declared) }, path, { locale });
      findings.push(...opened.findings);
      rows.push(inFile(opened.rows, path));
    }
    details.set(declared.name, gatherDetails(declared, joined(rows), '', period));
  }
  const calendars = await openCalendars(io, ruleset, options, findings);
  return { details, calendars, findings };
}

async function openCalendars(
  io: Io,
  ruleset: Ruleset,
  options: Options,
  findings: Diagnostic[],
): Promise<ReadonlyMap<string, WorkCalendar>> {
  const files = namedFiles(options, 'calendar', ruleset.calendars.keys());
  const calendars = new Map<string, WorkCalendar>();
  for (const declared of ruleset.calendars.values()) {
    const path = files.get(declared.name)?.at(-1);
    if (path === undefined) {
      findings.push(diagnostic('TK662', { kind: 'file', path: '' }, { calendar: declared.name }));
      continue;
    }
    const { value, diagnostics } = readCalendar(declared, await readText(io, path), path);
    findings.push(...diagnostics);
    if (value) calendars.set(declared.name, value);
  }
  return calendars;
}

function* inFile(rows: Iterable<BoundRow>, path: string): Generator<BoundRow> {
  for (const row of rows) yield { ...row, path };
}

function* joined(parts: readonly Iterable<BoundRow>[]): Generator<BoundRow> {
  for (const rows of parts) yield* rows;
}
