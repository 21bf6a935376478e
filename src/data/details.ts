import { type Diagnostic, diagnostic, isError, type Place, type Related } from '../base/diagnostic.ts';
import type { DetailRow } from '../model/record.ts';
import type { Details, Input, Ruleset } from '../model/ruleset.ts';
import { formatIsoDate, type Period, parsePeriod } from '../number/calendar.ts';
import { type BoundRow, KEY_SEPARATOR, type WithInputs } from './row.ts';

/** The rows of one record, in the order of their file, and why some of them cannot be used. */
export interface OwnRows {
  readonly rows: DetailRow[];
  readonly findings: Diagnostic[];
}

/** All rows of one of a ruleset's details, by period and by the record's key. */
export interface DetailsTable {
  readonly name: string;
  readonly byPeriod: ReadonlyMap<string, ReadonlyMap<string, OwnRows>>;
  /** About rows of which nobody knows whose they are, and what is worth saying of the others. */
  readonly findings: readonly Diagnostic[];
  /** Rows whose key could not be read, in each period. */
  readonly unreadable: ReadonlyMap<string, number>;
}

/** What a file of details is read by: the record's key, and the columns. */
export function detailInputs({ inputs }: Pick<Ruleset, 'inputs'>, { columns }: Details): WithInputs {
  const keys = [...inputs.values()].filter(({ key }) => key);
  return { inputs: new Map([...keys, ...columnInputs(columns)].map((input) => [input.name, input])) };
}

/** The columns alone: a row's own key is no part of the record's. */
export function columnInputs(columns: Details['columns']): readonly Input[] {
  return [...columns.values()].map((column) => (column.key ? { ...column, key: false } : column));
}

/**
 * Rows by the record that they belong to [D1]. Rows that name no period are of the run's. Takes time linear in the rows.
 */
export function gatherDetails(details: Details, rows: Iterable<BoundRow>, path: string, run: Period): DetailsTable {
  const byPeriod = new Map<string, Map<string, OwnRows>>([[run.text, new Map()]]);
  const unreadable = new Map<string, number>();
  const findings: Diagnostic[] = [];
  for (const row of rows) {
    const period = row.period === null ? run.text : (parsePeriod(row.period)?.text ?? row.period);
    const from = row.path ?? path;
    if (row.key === null) {
      unreadable.set(period, (unreadable.get(period) ?? 0) + 1);
      findings.push(...row.findings, diagnostic('TK661', placeOf(from, row.row), { details: details.name }));
      continue;
    }
    const byKey = byPeriod.get(period) ?? new Map<string, OwnRows>();
    byPeriod.set(period, byKey);
    const own = byKey.get(row.key) ?? { rows: [], findings: [] };
    byKey.set(row.key, own);
    for (const finding of row.findings) (isError(finding) ? own.findings : findings).push(finding);
    own.rows.push({ fields: row.fields, path: from, row: row.row });
  }
  for (const byKey of byPeriod.values()) {
    for (const own of byKey.values()) own.findings.push(...duplicates(details, own.rows));
  }
  return { name: details.name, byPeriod, findings, unreadable };
}

/** Of rows with one key of their own, all but none are told apart: people must say which of them is right. */
function duplicates(details: Details, rows: readonly DetailRow[]): readonly Diagnostic[] {
  const keys = [...details.columns.values()].filter(({ key }) => key).map(({ name }) => name);
  if (keys.length === 0) return [];
  const byKey = new Map<string, DetailRow[]>();
  for (const row of rows) {
    const key = keyOf(row, keys);
    const same = byKey.get(key);
    if (same) same.push(row);
    else byKey.set(key, [row]);
  }
  return [...byKey].flatMap(([key, same]) => {
    const [first] = same;
    if (!first || same.length < 2) return [];
    const related = same.slice(1, MOST_ROWS_NAMED).map((other): Related => {
      return { place: placeOf(other.path, other.row), role: 'other_row' };
    });
    const shown = key.replaceAll(KEY_SEPARATOR, '/');
    const args = { key: shown, details: details.name, rows: same.slice(0, MOST_ROWS_NAMED).map(({ row }) => row) };
    return [diagnostic('TK656', placeOf(first.path, first.row), args, { related })];
  });
}

const MOST_ROWS_NAMED = 20;

function keyOf({ fields }: DetailRow, names: readonly string[]): string {
  return names
    .map((name) => {
      const value = fields.get(name);
      return typeof value === 'number' ? formatIsoDate(value) : String(value ?? '');
    })
    .join(KEY_SEPARATOR);
}

export function placeOf(path: string, row: number): Place {
  return { kind: 'cell', cell: { path, row } };
}
