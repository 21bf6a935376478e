import { csvLine } from './csv-write.ts';
import { openWorkbook, type Workbook } from './xlsx-package.ts';
import { readSheet, type SheetRow } from './xlsx-sheet.ts';

/** Columns from which on a row counts as the header: a title above it stands alone. */
const LEAST_HEADER_CELLS = 2;

/**
 * A sheet of an XLSX workbook as CSV, for tables of the rules whose rows stand in it: the named sheet, else the first
 * that can be seen. Line and row have the same number; titles above the header are left out. Undefined where the bytes
 * are no workbook, or it has no such sheet.
 */
export function sheetText(bytes: Uint8Array, sheet?: string): string | undefined {
  const workbook = opened(bytes);
  const part = workbook?.sheets.find(({ name, hidden }) => (sheet === undefined ? !hidden : name === sheet));
  if (!workbook || !part) return undefined;
  const { rows } = readSheet(workbook, part, { locale: 'en' });
  const header = rows.findIndex(({ columns }) => columns.length >= LEAST_HEADER_CELLS);
  const width = Math.max(0, ...(rows[header]?.columns ?? []));
  const lines: string[] = [];
  for (const row of header < 0 ? [] : rows.slice(header)) lines[row.row - 1] = csvLine(cellsOf(row, width));
  return `${Array.from(lines, (line) => line ?? '').join('\n')}\n`;
}

function opened(bytes: Uint8Array): Workbook | undefined {
  try {
    return openWorkbook(bytes);
  } catch {
    return undefined;
  }
}

function cellsOf({ columns, texts }: SheetRow, width: number): readonly string[] {
  const cells = Array.from({ length: width }, () => '');
  for (const [index, column] of columns.entries()) cells[column - 1] = texts[index] ?? '';
  return cells;
}
