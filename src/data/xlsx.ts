import type { WorkbookProblem } from '../base/codes.ts';
import { type Diagnostic, diagnostic, type Place } from '../base/diagnostic.ts';
import { nearest } from '../base/nearest.ts';
import type { Locale } from '../number/text.ts';
import { shortened } from './cell.ts';
import { matchName, type Wanted } from './row.ts';
import { openWorkbook, type SheetPart, type Workbook } from './xlsx-package.ts';
import { cellText, type Merge, readSheet, type Sheet, type SheetRow } from './xlsx-sheet.ts';
import { XmlProblem } from './xml.ts';
import { ZipProblem } from './zip.ts';

export interface XlsxOptions {
  /** Of the file, for findings. */
  readonly path: string;
  /** The sheet's name; absent: the only visible one that has all the required columns. */
  readonly sheet?: string;
  /** How numbers are spelled in the texts that are given. */
  readonly locale: Locale;
  /** Columns by which header and sheet are found. */
  readonly wanted: Wanted;
  /** What a sheet cannot do without, of what the columns bring. */
  readonly required: ReadonlySet<string>;
}

/** A table in a sheet. The column that stands first in `header` is the sheet's A. */
export interface XlsxFile {
  readonly sheet: string;
  readonly header: readonly string[];
  /** Row of the header in the sheet; 0 where there is none. */
  readonly headerRow: number;
  /** Those below the header that hold anything. */
  readonly rows: readonly SheetRow[];
  readonly merges: readonly Merge[];
  readonly workbook: Workbook | undefined;
  readonly findings: readonly Diagnostic[];
}

/** So many rows with content may stand above the header, and the header itself. */
const MOST_ROWS_TO_HEADER = 100;
/** Cells of the table, empty ones included: wide and long at once is what an enemy sends. */
const MOST_TABLE_CELLS = 200_000_000;

/**
 * Finds the table in a workbook: the sheet, and the row that holds the most of the wanted names. Merged titles may
 * stand above it. Where the workbook as a whole cannot be read, there is one finding and no row.
 */
export function readXlsx(bytes: Uint8Array, options: XlsxOptions): XlsxFile {
  const { path } = options;
  try {
    return readTable(bytes, options);
  } catch (problem) {
    return without([diagnostic('TK640', { kind: 'file', path }, { problem: workbookProblem(problem, bytes) })]);
  }
}

/** What the failure of a reader says of the workbook; any other failure is thrown on. */
export function workbookProblem(problem: unknown, bytes: Uint8Array): WorkbookProblem {
  if (problem instanceof XmlProblem) return problem.problem;
  if (!(problem instanceof ZipProblem)) throw problem;
  // The container of old workbooks, and of those with a password.
  const isOle = [0xd0, 0xcf, 0x11, 0xe0].every((byte, index) => bytes[index] === byte);
  if (isOle || problem.problem === 'encrypted') return 'protected';
  return problem.problem === 'not_zip' ? 'not_workbook' : problem.problem;
}

function without(findings: readonly Diagnostic[]): XlsxFile {
  return { sheet: '', header: [], headerRow: 0, rows: [], merges: [], workbook: undefined, findings };
}

function readTable(bytes: Uint8Array, options: XlsxOptions): XlsxFile {
  const workbook = openWorkbook(bytes);
  const { path, locale } = options;
  const chosen = chooseSheet(workbook, options);
  if ('code' in chosen) return without([chosen]);
  const sheet = readSheet(workbook, chosen, { locale });
  const found = findHeader(sheet, options.wanted);
  if (!found) return without([diagnostic('TK620', { kind: 'file', path }, {})]);
  const { header, row: headerRow } = found;
  const below = lastHeaderRow(sheet, found, options.wanted);
  const rows = sheet.rows.filter(({ row, texts, notes }) => row > below && (notes.size > 0 || texts.some(isContent)));
  if (rows.length * header.length > MOST_TABLE_CELLS) throw new ZipProblem('too_large');
  return { sheet: chosen.name, header, headerRow, rows, merges: sheet.merges, workbook, findings: [] };
}

function isContent(text: string): boolean {
  return text.trim() !== '';
}

/** The sheet to read, or why none can be chosen. */
function chooseSheet(workbook: Workbook, options: XlsxOptions): SheetPart | Diagnostic {
  const { sheets } = workbook;
  const place: Place = { kind: 'file', path: options.path };
  if (options.sheet !== undefined) {
    return sheetNamed(sheets, options.sheet) ?? noSuchSheet(sheets, options.sheet, place);
  }
  const visible = sheets.filter(({ hidden }) => !hidden);
  const [only] = visible;
  if (!only) return diagnostic('TK640', place, { problem: 'no_sheet' });
  if (visible.length === 1) return only;
  const looked = visible.map((sheet) => ({ sheet, names: namesOf(workbook, sheet, options) }));
  const whole = looked.filter(({ names }) => [...options.required].every((name) => names.has(name)));
  // Without a whole one, that with the most names tells best what is absent.
  const most = Math.max(...looked.map(({ names }) => names.size));
  const best = whole.length > 0 ? whole : looked.filter(({ names }) => names.size === most);
  const [first, second] = best;
  if (first && !second) return first.sheet;
  return diagnostic('TK641', place, { sheets: best.map(({ sheet }) => shortened(sheet.name)) });
}

function sheetNamed(sheets: readonly SheetPart[], wanted: string): SheetPart | undefined {
  const plain = (name: string) => name.trim().normalize('NFC').toLowerCase();
  return sheets.find(({ name }) => name === wanted) ?? sheets.find(({ name }) => plain(name) === plain(wanted));
}

function noSuchSheet(sheets: readonly SheetPart[], wanted: string, place: Place): Diagnostic {
  const names = sheets.map(({ name }) => shortened(name));
  const suggestion = nearest(wanted, names);
  const args = { sheet: shortened(wanted), sheets: names, ...(suggestion === undefined ? {} : { suggestion }) };
  return diagnostic('TK642', place, args);
}

/** The wanted names in the header of a sheet, as far as its first rows tell. */
function namesOf(workbook: Workbook, part: SheetPart, { locale, wanted }: XlsxOptions): ReadonlySet<string> {
  const sheet = readSheet(workbook, part, { locale, mostRows: MOST_ROWS_TO_HEADER });
  const header = findHeader(sheet, wanted)?.header ?? [];
  return new Set(header.flatMap((name) => matchName(name, wanted) ?? []));
}

interface Header {
  readonly header: readonly string[];
  readonly row: number;
  readonly count: number;
}

/** Of the first rows that with the most wanted names, the uppermost of equals; the first row where none has any. */
function findHeader(sheet: Sheet, wanted: Wanted): Header | undefined {
  const above = new Map<number, Merge[]>();
  for (const merge of sheet.merges.filter(({ top, bottom }) => bottom > top && bottom - top < MOST_ROWS_TO_HEADER)) {
    for (let row = merge.top + 1; row <= merge.bottom; row++) above.set(row, [...(above.get(row) ?? []), merge]);
  }
  let best: Header | undefined;
  const byRow = new Map(sheet.rows.slice(0, MOST_ROWS_TO_HEADER).map((row) => [row.row, row]));
  for (const row of byRow.values()) {
    const header = namesIn(row, above.get(row.row) ?? [], byRow);
    const count = new Set(header.flatMap((name) => matchName(name, wanted) ?? [])).size;
    if (!best || count > best.count) best = { header, row: row.row, count };
  }
  return best;
}

/** A row's texts from column A on; a cell that hangs down from a row above says what stands there. */
function namesIn(row: SheetRow, merges: readonly Merge[], rows: ReadonlyMap<number, SheetRow>): readonly string[] {
  const names: string[] = Array.from({ length: row.columns.at(-1) ?? 0 }, () => '');
  row.columns.forEach((column, index) => {
    names[column - 1] = row.texts[index] ?? '';
  });
  for (const { top, left } of merges) {
    const above = rows.get(top);
    const text = above ? cellText(above, left) : '';
    while (text !== '' && names.length < left) names.push('');
    if (text !== '' && names[left - 1] === '') names[left - 1] = text;
  }
  while (names.at(-1)?.trim() === '') names.pop();
  return names;
}

/** The header's own row, or the last of those that one of its cells is merged with. */
function lastHeaderRow({ merges }: Sheet, { header, row }: Header, wanted: Wanted): number {
  const hanging = merges.filter(
    ({ top, bottom, left }) =>
      top <= row && bottom > row && bottom - top < 10 && matchName(header[left - 1] ?? '', wanted) !== undefined,
  );
  return Math.max(row, ...hanging.map(({ bottom }) => bottom));
}
