import { aboutSensitive, type Cell, type Diagnostic, diagnostic, isError, type Place } from '../base/diagnostic.ts';
import type { Value } from '../language/core.ts';
import type { DataRecord } from '../model/record.ts';
import type { Input, Ruleset } from '../model/ruleset.ts';
import { formatIsoDate, parsePeriod } from '../number/calendar.ts';
import type { Locale } from '../number/text.ts';
import { type CellReader, shortened } from './cell.ts';
import type { ColumnMapping } from './column-mapping.ts';

/** All that reading data needs of a ruleset. */
export type WithInputs = Pick<Ruleset, 'inputs'> & Partial<Pick<Ruleset, 'lists'>>;

/** By the titles of columns what they bring: the names of inputs, or the period. */
export type Wanted = ReadonlyMap<string, string>;

export interface BindOptions {
  /** Of the file, for findings; for an embedder's rows, whatever names them to people. */
  readonly path: string;
  /** How numbers are written in texts. Numbers that come as numbers do not depend on it. */
  readonly locale: Locale;
  /** Which columns bring the inputs, where they do not bear their names. */
  readonly mapping?: ColumnMapping;
}

/** A row of data, read by a ruleset's inputs. */
export interface BoundRow {
  /** Absent where a finding is an error. */
  readonly record?: DataRecord;
  /** The key as far as it could be read; null where it could not. */
  readonly key: string | null;
  /** The canonical period of a `period` column; null where there is no such column, or no period in it. */
  readonly period: string | null;
  readonly row: number;
  /** The file it came from, where several are scored together; otherwise the run knows. */
  readonly path?: string;
  readonly findings: readonly Diagnostic[];
  /** What could be read, also of a row that is rejected: a group needs to know whom it has lost [G4]. */
  readonly fields: ReadonlyMap<string, Value>;
}

/** Joins the parts of a key of several inputs; no key text can hold it. */
export const KEY_SEPARATOR = '\u001f';

/** Stands among inputs for the period of a row. No input can be called so: the name is reserved. */
export const PERIOD = 'period';
export const PERIOD_COLUMNS: readonly string[] = [PERIOD, 'periode'];

export function withSuggestion(
  column: string,
  suggestion: string | undefined,
): { column: string; suggestion?: string } {
  return suggestion === undefined ? { column } : { column, suggestion };
}

/** What the column of that title brings, by its exact title or after trimming and NFC. */
export function matchName(title: string, wanted: Wanted): string | undefined {
  return wanted.get(title) ?? wanted.get(normalised(title));
}

export function normalised(name: string): string {
  return name.trim().normalize('NFC');
}

export function cellPlace(path: string, row: number, index: number, columnName?: string): Place {
  const cell: Cell = {
    path,
    row,
    ...(index < 0 ? {} : { column: index + 1 }),
    ...(columnName === undefined ? {} : { columnName }),
  };
  return { kind: 'cell', cell };
}

/** A row of which nothing could be read. */
export function rejectedRow(row: number, findings: readonly Diagnostic[]): BoundRow {
  return { key: null, period: null, row, findings, fields: new Map() };
}

/** A row while its cells are being read. */
export class Draft {
  private readonly row: number;
  private readonly fields = new Map<string, Value>();
  private readonly findings: Diagnostic[] = [];
  private readonly keyParts: string[] = [];
  private keyWhole = true;
  private period: string | null = null;

  constructor(row: number) {
    this.row = row;
  }

  refuse(finding: Diagnostic): void {
    this.findings.push(finding);
  }

  /** Reads one cell into its field. Inputs are taken in declared order, which is the order of the key's parts. */
  take(input: Input, text: string, read: CellReader, locale: Locale, place: () => Place): void {
    const reading = read(text, locale);
    if (reading.kind === 'value') {
      this.fields.set(input.name, reading.value);
      if (input.key) this.keyParts.push(keyText(reading.value));
      return;
    }
    if (input.key) this.keyWhole = false;
    if (reading.kind === 'refused') {
      const finding = reading.at(place());
      this.refuse(input.sensitive ? aboutSensitive(finding) : finding);
    } else if (isRequired(input)) this.refuse(diagnostic('TK606', place(), {}));
  }

  takePeriod(text: string, place: () => Place): void {
    const period = parsePeriod(text);
    if (period) this.period = period.text;
    else this.refuse(diagnostic('TK618', place(), { text: shortened(text.trim()) }));
  }

  finish(): BoundRow {
    const { row, fields, findings, period } = this;
    // A ruleset without a key: a record is then its row.
    const parts = this.keyParts.length > 0 ? this.keyParts : [String(row)];
    const key = this.keyWhole ? parts.join(KEY_SEPARATOR) : null;
    const bound = { key, period, row, findings, fields };
    return key === null || findings.some(isError) ? bound : { ...bound, record: { key, fields, row } };
  }
}

/** Inputs with `applies` are judged later, when it is known whether it holds. */
function isRequired(input: Input): boolean {
  return input.key || (!input.optional && input.applies === undefined);
}

function keyText(value: Value): string {
  if (typeof value === 'number') return formatIsoDate(value);
  return typeof value === 'string' ? value : `${value}`;
}
