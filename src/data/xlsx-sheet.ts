import type { Locale } from '../number/text.ts';
import { decimalText, isTooLong, readDecimal, serialDate } from './xlsx-number.ts';
import { isTrue, readPart, type SheetPart, TextCollector, unescaped, type Workbook } from './xlsx-package.ts';
import { type Attributes, XmlProblem, type XmlReader } from './xml.ts';
import { ZipProblem } from './zip.ts';

export const MOST_ROWS = 1_048_576;
export const MOST_COLUMNS = 16_384;
const MOST_CELLS = 10_000_000;
const MOST_CHARACTERS = 500_000_000;
const MOST_MERGES = 100_000;

/**
 * What its text does not say of a cell: an error of the spreadsheet; a formula of which nobody has kept the value; a
 * whole number of more digits than a spreadsheet keeps; a formula whose kept value was taken.
 */
export type CellNote = 'error' | 'uncalculated' | 'too_long' | 'formula';

/** A row with anything in it. `row` and columns count from 1, as the sheet does; columns ascend. */
export interface SheetRow {
  readonly row: number;
  readonly hidden: boolean;
  readonly columns: readonly number[];
  readonly texts: readonly string[];
  /** Which of them are numbers of the sheet, so that nobody can read them in two ways. */
  readonly numeric: readonly boolean[];
  /** By column. */
  readonly notes: ReadonlyMap<number, CellNote>;
}

/** Cells shown as one; only the first of them has content. All ends are part of it. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface Sheet {
  readonly rows: readonly SheetRow[];
  readonly merges: readonly Merge[];
}

export interface SheetOptions {
  /** How numbers are spelled: as texts of that locale are read. */
  readonly locale: Locale;
  /** Ends after so many rows with content. */
  readonly mostRows?: number;
}

/**
 * Reads the cells of a sheet as texts. Numbers are taken at 15 significant digits from what is written, percents and
 * dates by the cell's number format: `95%`, `2026-03-31`.
 */
export function readSheet(workbook: Workbook, sheet: SheetPart, options: SheetOptions): Sheet {
  const reader = new SheetReader(workbook, options);
  readPart(workbook.zip, sheet.part, reader);
  return { rows: reader.rows, merges: reader.merges };
}

/** The text of a row's cell; empty where there is none. */
export function cellText({ columns, texts }: SheetRow, column: number): string {
  let low = 0;
  let high = columns.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((columns[middle] ?? 0) < column) low = middle + 1;
    else high = middle;
  }
  return columns[low] === column ? (texts[low] ?? '') : '';
}

interface OpenRow {
  readonly row: number;
  readonly hidden: boolean;
  readonly columns: number[];
  readonly texts: string[];
  readonly numeric: boolean[];
  readonly notes: Map<number, CellNote>;
}

interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  formula: boolean;
  /** Undefined where no value is written at all. */
  value: string | undefined;
}

class SheetReader implements XmlReader {
  readonly rows: SheetRow[] = [];
  readonly merges: Merge[] = [];
  private readonly workbook: Workbook;
  private readonly options: SheetOptions;
  private readonly inline = new TextCollector();
  private row: OpenRow | undefined;
  private cell: OpenCell | undefined;
  private inValue = false;
  private lastRow = 0;
  private lastColumn = 0;
  private cells = 0;
  private characters = 0;

  constructor(workbook: Workbook, options: SheetOptions) {
    this.workbook = workbook;
    this.options = options;
  }

  open(name: string, attributes: Attributes): undefined {
    if (name === 'row') this.openRow(attributes);
    else if (name === 'c') this.openCell(attributes);
    else if (name === 'mergeCell') this.addMerge(attributes.ref ?? '');
    else if (this.cell) {
      if (name === 'v') {
        this.inValue = true;
        this.cell.value ??= '';
      } else if (name === 'f') this.cell.formula = true;
      else this.inline.open(name);
    }
  }

  text(text: string): void {
    if (!this.cell) return;
    if (this.inValue) this.cell.value += text;
    else this.inline.add(text);
  }

  close(name: string): boolean | undefined {
    if (name === 'row') return this.closeRow();
    if (name === 'c') this.closeCell();
    else if (name === 'v') this.inValue = false;
    else if (this.cell) this.inline.close(name);
    return undefined;
  }

  private openRow({ r, hidden }: Attributes): void {
    const row = r === undefined ? this.lastRow + 1 : Number(r);
    if (!Number.isInteger(row) || row <= this.lastRow || row > MOST_ROWS) throw new XmlProblem('damaged');
    this.lastRow = row;
    this.lastColumn = 0;
    this.row = { row, hidden: isTrue(hidden), columns: [], texts: [], numeric: [], notes: new Map() };
  }

  private openCell({ r, t = 'n', s = '0' }: Attributes): void {
    const column = r === undefined ? this.lastColumn + 1 : columnOf(r);
    if (column === undefined || column <= this.lastColumn || column > MOST_COLUMNS) throw new XmlProblem('damaged');
    this.lastColumn = column;
    this.cell = { column, type: t, style: Number(s), formula: false, value: undefined };
  }

  private closeCell(): void {
    const { row, cell } = this;
    this.cell = undefined;
    const inline = this.inline.take();
    if (!row || !cell) return;
    const { text, note } = this.content(cell, inline);
    // A formula that shows nothing is as good as none: many forms are filled with such rows beforehand.
    if (text === '' && note !== 'uncalculated') return;
    this.cells++;
    this.characters += text.length;
    if (this.cells > MOST_CELLS || this.characters > MOST_CHARACTERS) throw new ZipProblem('too_large');
    row.columns.push(cell.column);
    row.texts.push(text);
    row.numeric.push(cell.type === 'n');
    if (note) row.notes.set(cell.column, note);
  }

  private closeRow(): boolean {
    const { row } = this;
    this.row = undefined;
    if (row && row.columns.length > 0) this.rows.push(row);
    return this.rows.length >= (this.options.mostRows ?? Number.POSITIVE_INFINITY);
  }

  private content(cell: OpenCell, inline: string): { readonly text: string; readonly note?: CellNote } {
    const { formula, value, type } = cell;
    if (formula && (value === undefined || (value === '' && type !== 'str'))) return { text: '', note: 'uncalculated' };
    const ofFormula = formula ? { note: 'formula' as const } : {};
    switch (type) {
      case 's': {
        const text = value === undefined ? '' : this.workbook.strings[Number(value)];
        if (text === undefined) throw new XmlProblem('damaged');
        return { text, ...ofFormula };
      }
      case 'inlineStr':
        return { text: inline, ...ofFormula };
      case 'str':
        return { text: unescaped(value ?? ''), ...ofFormula };
      case 'b':
        return { text: value === undefined ? '' : isTrue(value.trim()) ? 'true' : 'false', ...ofFormula };
      case 'e':
        return { text: value || '#?', note: 'error' };
      case 'd':
        return { text: isoText(value ?? ''), ...ofFormula };
      default:
        return { ...ofFormula, ...this.number(value ?? '', cell.style) };
    }
  }

  private number(value: string, style: number): { readonly text: string; readonly note?: CellNote } {
    if (value.trim() === '') return { text: '' };
    const decimal = readDecimal(value);
    if (!decimal) throw new XmlProblem('damaged');
    const { locale } = this.options;
    const format = this.workbook.formats[style] ?? { kind: 'plain' };
    if (format.kind === 'date') {
      const date = serialDate(decimal, this.workbook.from1904);
      // What is no day is shown as nothing but marks.
      return date === undefined ? { text: '####', note: 'error' } : { text: date };
    }
    if (format.kind === 'percent') return { text: `${decimalText(decimal, locale, 2)}%` };
    const text = decimalText(decimal, locale);
    if (isTooLong(decimal)) return { text, note: 'too_long' };
    const isCode = format.kind === 'zeros' && /^\d+$/.test(text);
    return { text: isCode ? text.padStart(format.width, '0') : text };
  }

  private addMerge(reference: string): void {
    const [from, to = from] = reference.split(':').map(placeOf);
    if (!from || !to) return;
    if (this.merges.length === MOST_MERGES) throw new ZipProblem('too_large');
    this.merges.push({ top: from.row, left: from.column, bottom: to.row, right: to.column });
  }
}

/** `2026-03-31T00:00:00` is a day; any other time stays beside it. */
function isoText(text: string): string {
  return text.replace(/T00:00(?::00(?:\.0+)?)?Z?$/, '').replace('T', ' ');
}

/** The column of `BC12`. */
function columnOf(reference: string): number | undefined {
  return placeOf(reference)?.column;
}

function placeOf(reference: string): { readonly column: number; readonly row: number } | undefined {
  const match = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})$/.exec(reference);
  if (!match) return undefined;
  let column = 0;
  for (const letter of (match[1] ?? '').toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return { column, row: Number(match[2]) };
}
