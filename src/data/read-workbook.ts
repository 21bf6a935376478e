import { aboutSensitive, type Cell, type Diagnostic, diagnostic, type Place } from '../base/diagnostic.ts';
import type { Outcome } from '../base/outcome.ts';
import { type Binder, type BindOptions, type BoundRow, createBinder, rejectedRow, type WithInputs } from './bind.ts';
import { shortened } from './cell.ts';
import { wantedColumns as titlesWanted } from './mapping.ts';
import { cellPlace, matchName, normalised, type Wanted } from './row.ts';
import { checkTemplate } from './template-mark.ts';
import { readXlsx, type XlsxFile } from './xlsx.ts';
import type { CellNote, Merge, SheetRow } from './xlsx-sheet.ts';

export interface WorkbookOptions extends BindOptions {
  /** The sheet's name; absent: the only visible one that has all the required columns. */
  readonly sheet?: string;
  /** The ruleset's name, where the workbook may be one that `takar template` made. */
  readonly rulesetName?: string;
}

/**
 * The rows of an XLSX workbook, read by the inputs of a ruleset. Findings name row and column of the sheet. Kept
 * values of formulas are used and spoken of; errors, formulas without a value, covered parts of merged cells and texts
 * that a spreadsheet has turned into long numbers refuse their row. The value is absent where the workbook or its
 * header cannot be read.
 */
export function readWorkbook(
  ruleset: WithInputs,
  bytes: Uint8Array,
  options: WorkbookOptions,
): Outcome<Iterable<BoundRow>> {
  const { value, diagnostics } = openTable(ruleset, bytes, options);
  return value ? { value: value.rows, diagnostics } : { diagnostics };
}

/** A table with its rows, and where it stands in the workbook. */
export interface OpenTable {
  readonly rows: Iterable<BoundRow>;
  readonly sheet: string;
  /** The column of each input, counted from 1. */
  readonly columns: ReadonlyMap<string, number>;
}

/** As {@link readWorkbook}, for whoever writes into a copy of the workbook afterwards. */
export function openTable(ruleset: WithInputs, bytes: Uint8Array, options: WorkbookOptions): Outcome<OpenTable> {
  const inputs = [...ruleset.inputs.values()];
  const required = new Set(inputs.filter(({ optional, key }) => !optional || key).map(({ name }) => name));
  const { path, locale, sheet, mapping } = options;
  const wanted = titlesWanted(ruleset, mapping);
  const file = readXlsx(bytes, { path, locale, wanted, required, ...(sheet === undefined ? {} : { sheet }) });
  if (file.findings.length > 0) return { diagnostics: file.findings };
  const { value: binder, diagnostics } = createBinder(ruleset, file.header, options);
  const filled = columnsWithContent(file);
  const aboutHeader = diagnostics
    .filter((finding) => !isEmptyColumn(finding, filled))
    .map((finding) => inSheet(finding, file, file.headerRow));
  if (!binder) return { diagnostics: aboutHeader };
  const table: Table = { file, path, columns: wantedColumns(ruleset, file, wanted), merged: mergesByColumn(file) };
  const about = [...aboutHeader, ...aboutSheet(table), ...checkTemplate(file, ruleset, options)];
  const columns = new Map(table.columns.map(({ column, input }) => [input, column]));
  return { value: { rows: boundRows(table, binder), sheet: file.sheet, columns }, diagnostics: about };
}

interface WantedColumn {
  /** Counted from 1. */
  readonly column: number;
  /** As the header has it, and as the ruleset has it. */
  readonly name: string;
  readonly input: string;
  readonly kind: 'key' | 'text' | 'other';
  readonly sensitive: boolean;
}

interface Table {
  readonly file: XlsxFile;
  readonly path: string;
  readonly columns: readonly WantedColumn[];
  /** Merged cells by each column that they cover, in the order of their rows. */
  readonly merged: ReadonlyMap<number, readonly Merge[]>;
}

function wantedColumns({ inputs }: WithInputs, { header }: XlsxFile, wanted: Wanted): WantedColumn[] {
  return header.flatMap((title, index) => {
    const match = matchName(title, wanted);
    if (match === undefined) return [];
    const input = inputs.get(match);
    const kind = input?.type.base.kind === 'text' ? (input.key ? 'key' : 'text') : 'other';
    const sensitive = input?.sensitive ?? false;
    return [{ column: index + 1, name: shortened(normalised(title)), input: match, kind, sensitive }];
  });
}

function boundRows(table: Table, binder: Binder): Iterable<BoundRow> {
  return {
    *[Symbol.iterator]() {
      for (const row of table.file.rows) yield boundRow(table, binder, row);
    },
  };
}

function boundRow(table: Table, binder: Binder, row: SheetRow): BoundRow {
  const { file, path } = table;
  const cells: string[] = Array.from({ length: file.header.length }, () => '');
  row.columns.forEach((column, index) => {
    if (column <= cells.length) cells[column - 1] = row.texts[index] ?? '';
  });
  if (isHeaderAgain(table, cells)) {
    const place = sheetPlace(path, file.sheet, row.row);
    return rejectedRow(row.row, [diagnostic('TK646', place, { header: file.headerRow })]);
  }
  const refused = table.columns.flatMap((column) => {
    const found = refusedCell(table, column, row, cells[column.column - 1] ?? '');
    return column.sensitive ? found.map(aboutSensitive) : found;
  });
  const bound = binder.bind(cells, row.row);
  const findings = bound.findings.map((finding) => withoutHint(inSheet(finding, file), row));
  if (refused.length === 0) return findings.length === 0 ? bound : { ...bound, findings };
  // Of a cell that cannot be trusted nothing else is worth saying, and nothing of what it says is kept.
  const columns = new Set(refused.map(columnOf));
  const names = new Set(table.columns.filter(({ column }) => columns.has(column)).map(({ input }) => input));
  const others = findings.filter((finding) => !columns.has(columnOf(finding)));
  const fields = new Map([...bound.fields].filter(([name]) => !names.has(name)));
  const keyLost = table.columns.some(({ column, kind }) => kind === 'key' && columns.has(column));
  return {
    key: keyLost ? null : bound.key,
    period: bound.period,
    row: row.row,
    findings: [...refused, ...others],
    fields,
  };
}

function isHeaderAgain({ file, columns }: Table, cells: readonly string[]): boolean {
  return columns.length > 1 && columns.every(({ column }) => cells[column - 1] === file.header[column - 1]);
}

function refusedCell(table: Table, { column, name, kind }: WantedColumn, row: SheetRow, text: string): Diagnostic[] {
  const place = sheetPlace(table.path, table.file.sheet, row.row, column, name);
  const note: CellNote | undefined = row.notes.get(column);
  switch (note) {
    case 'error':
      return [diagnostic('TK603', place, { text: shortened(text), localeHint: false })];
    case 'uncalculated':
      return [diagnostic('TK644', place, {})];
    case 'too_long':
      if (kind === 'other') return [];
      return [diagnostic(kind === 'key' ? 'TK611' : 'TK650', place, { text: shortened(text) })];
    default:
      return text.trim() === '' && isCovered(table, column, row.row) ? [diagnostic('TK647', place, {})] : [];
  }
}

function isCovered({ merged, file }: Table, column: number, row: number): boolean {
  const found = merged.get(column) ?? [];
  let low = 0;
  let high = found.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((found[middle]?.bottom ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  const merge = found[low];
  return (
    merge !== undefined && merge.top <= row && row > file.headerRow && !(merge.top === row && merge.left === column)
  );
}

/** Only columns of the table, so that merges of whole rows cost little. */
function mergesByColumn({ merges, header }: XlsxFile): ReadonlyMap<number, readonly Merge[]> {
  const found = new Map<number, Merge[]>();
  for (const merge of merges) {
    for (let column = merge.left; column <= Math.min(merge.right, header.length); column++) {
      const of = found.get(column) ?? [];
      of.push(merge);
      found.set(column, of);
    }
  }
  for (const of of found.values()) of.sort((a, b) => a.bottom - b.bottom);
  return found;
}

/** Kept values of formulas by column, hidden rows, and what stands beside the table. */
function aboutSheet({ file, path, columns }: Table): readonly Diagnostic[] {
  const findings: Diagnostic[] = [];
  for (const { column, name } of columns) {
    const rows = file.rows.filter(({ notes }) => notes.get(column) === 'formula');
    const [first] = rows;
    if (!first) continue;
    const place = sheetPlace(path, file.sheet, first.row, column, name);
    findings.push(diagnostic('TK643', place, { count: rows.length }));
  }
  const hidden = file.rows.filter((row) => row.hidden);
  const [first] = hidden;
  if (first) findings.push(diagnostic('TK645', sheetPlace(path, file.sheet, first.row), { count: hidden.length }));
  return [...findings, ...beside(file, path)];
}

function beside({ rows, header, sheet }: XlsxFile, path: string): readonly Diagnostic[] {
  let count = 0;
  let first: Place | undefined;
  for (const { row, columns } of rows) {
    for (const column of columns) {
      if (column <= header.length) continue;
      count++;
      first ??= sheetPlace(path, sheet, row, column);
    }
  }
  return first ? [diagnostic('TK648', first, { count })] : [];
}

function columnsWithContent({ rows }: XlsxFile): ReadonlySet<number> {
  const filled = new Set<number>();
  for (const { columns } of rows) for (const column of columns) filled.add(column);
  return filled;
}

/** A column without a name and without content is no column. */
function isEmptyColumn({ code, args, place }: Diagnostic, filled: ReadonlySet<number>): boolean {
  if (code !== 'TK602' || !('column' in args) || args.column !== '' || place.kind !== 'cell') return false;
  return !filled.has(place.cell.column ?? 0);
}

function columnOf({ place }: Diagnostic): number {
  return place.kind === 'cell' ? (place.cell.column ?? 0) : 0;
}

function sheetPlace(path: string, sheet: string, row: number, column = 0, columnName?: string): Place {
  const place = cellPlace(path, row, column - 1, columnName);
  return place.kind === 'cell' ? { kind: 'cell', cell: { ...place.cell, sheet: shortened(sheet) } } : place;
}

/** A number of the sheet can be read in one way only: another locale would not help. */
function withoutHint(finding: Diagnostic, { columns, numeric }: SheetRow): Diagnostic {
  if (!numeric[columns.indexOf(columnOf(finding))]) return finding;
  if (finding.code === 'TK603') return { ...finding, args: { ...finding.args, localeHint: false } };
  if (finding.code === 'TK604') return { ...finding, args: { ...finding.args, localeHint: false } };
  return finding;
}

/** A finding of a binder with its sheet, and with its row where the binder cannot know it. */
function inSheet(finding: Diagnostic, { sheet }: XlsxFile, row?: number): Diagnostic {
  if (finding.place.kind !== 'cell') return finding;
  const cell: Cell = { ...finding.place.cell, sheet: shortened(sheet), ...(row === undefined ? {} : { row }) };
  return { ...finding, place: { kind: 'cell', cell } };
}
