import { type Diagnostic, diagnostic, isError, type Place } from '../base/diagnostic.ts';
import { nearest } from '../base/nearest.ts';
import type { Outcome } from '../base/outcome.ts';
import type { Input } from '../model/ruleset.ts';
import { type CellReader, shortened } from './cell.ts';
import { absentColumns, mappedReader, wantedColumns } from './mapping.ts';
import {
  type BindOptions,
  type BoundRow,
  cellPlace,
  Draft,
  matchName,
  normalised,
  PERIOD,
  rejectedRow,
  type WithInputs,
  withSuggestion,
} from './row.ts';

export { bindObject, createObjectBinder, type ObjectBinder } from './bind-object.ts';
export { type BindOptions, type BoundRow, KEY_SEPARATOR, rejectedRow, type WithInputs } from './row.ts';

/** Reads the rows of a table whose header has been matched with the inputs. */
export interface Binder {
  /** Findings of the row stand in it; nothing throws on data. */
  bind(cells: readonly string[], row: number): BoundRow;
}

interface Column {
  readonly input: Input;
  readonly read: CellReader;
  /** Where it stands in the table, counted from 0; -1 where the table has no such column. */
  readonly index: number;
  readonly header: string;
}

/**
 * Matches a header with the inputs of a ruleset: names exactly, else after trimming and NFC. An input may lack its
 * column only where it is `optional`. Columns that no input wants are left out with a warning, unless their name
 * begins with `_`.
 */
export function createBinder(ruleset: WithInputs, header: readonly string[], options: BindOptions): Outcome<Binder> {
  const names = header.map((name) => shortened(normalised(name)));
  const { matched, period, findings } = matchHeader(ruleset, header, names, options);
  const columns = [...ruleset.inputs.values()].map((input) => {
    const index = matched.get(input.name) ?? -1;
    return { input, read: mappedReader(input, options.mapping), index, header: names[index] ?? input.name };
  });
  const binder: Binder = {
    bind: (cells, row) => bindCells(columns, period, names, cells, row, options),
  };
  return findings.some(isError) ? { diagnostics: findings } : { value: binder, diagnostics: findings };
}

interface Match {
  /** Column of each input, counted from 0. */
  readonly matched: ReadonlyMap<string, number>;
  /** Column of the period, or -1. */
  readonly period: number;
  readonly findings: readonly Diagnostic[];
}

function matchHeader(
  ruleset: WithInputs,
  header: readonly string[],
  shown: readonly string[],
  options: BindOptions,
): Match {
  const { path, mapping } = options;
  const wanted = wantedColumns(ruleset, mapping);
  const matched = new Map<string, number>();
  const unknown: number[] = [];
  const findings: Diagnostic[] = [];
  header.forEach((name, index) => {
    const target = matchName(name, wanted);
    if (target === undefined) {
      if (!mapping?.ignore.has(normalised(name))) unknown.push(index);
    } else if (!matched.has(target)) matched.set(target, index);
    else findings.push(diagnostic('TK621', headerPlace(path, index, shown[index]), { column: shown[index] ?? '' }));
  });
  findings.push(...reportAbsent(ruleset, matched, unknown, shown, options));
  return { matched, period: matched.get(PERIOD) ?? -1, findings };
}

/** Of a table with more unknown columns than this only the first are spoken of. */
const MOST_UNKNOWN = 200;

/** Columns that are wanted and absent, and those that are there and not wanted; a misspelt name is told once. */
function reportAbsent(
  ruleset: WithInputs,
  matched: ReadonlyMap<string, number>,
  unknown: readonly number[],
  shown: readonly string[],
  { path, mapping }: BindOptions,
): Diagnostic[] {
  const unnamed = (index: number) => shown[index] === '';
  const first = unknown.filter((index) => !shown[index]?.startsWith('_')).slice(0, MOST_UNKNOWN);
  const candidates = first.filter((index) => !unnamed(index)).map((index) => shown[index] ?? '');
  const mapped = absentColumns(mapping, new Set(matched.keys()), candidates, path);
  const absent = [...ruleset.inputs.values()].filter(({ name }) => !matched.has(name) && !mapped.names.has(name));
  const findings: Diagnostic[] = [...mapped.findings];
  const told = new Set<string>();
  for (const { name, optional, key } of absent) {
    if (optional && !key) continue;
    const suggestion = nearest(name, candidates);
    if (suggestion !== undefined) told.add(suggestion);
    findings.push(diagnostic('TK601', headerPlace(path), withSuggestion(name, suggestion)));
  }
  const missing = absent.map(({ name }) => name);
  for (const index of first) {
    const name = shown[index] ?? '';
    if (told.has(name)) continue;
    const suggestion = unnamed(index) ? undefined : nearest(name, missing);
    findings.push(diagnostic('TK602', headerPlace(path, index, name), withSuggestion(name, suggestion)));
  }
  return findings;
}

/** The header is the first line of the file. */
function headerPlace(path: string, index = -1, columnName?: string): Place {
  return cellPlace(path, 1, index, columnName);
}

function bindCells(
  columns: readonly Column[],
  periodIndex: number,
  header: readonly string[],
  cells: readonly string[],
  row: number,
  { path, locale }: BindOptions,
): BoundRow {
  if (cells.length !== header.length) {
    // What stands in which column is then a guess, so nothing of the row is read.
    const args = { expected: header.length, found: cells.length };
    return rejectedRow(row, [diagnostic('TK615', cellPlace(path, row, -1), args)]);
  }
  const draft = new Draft(row);
  for (const { input, read, index, header: name } of columns) {
    const place = () => cellPlace(path, row, index, name);
    draft.take(input, index < 0 ? '' : (cells[index] ?? ''), read, locale, place);
  }
  if (periodIndex >= 0) {
    draft.takePeriod(cells[periodIndex] ?? '', () => cellPlace(path, row, periodIndex, header[periodIndex]));
  }
  return draft.finish();
}
