import { columnLetters } from '../base/columns.ts';
import { type Days, formatIsoDate } from '../number/calendar.ts';
import { commentsXml, drawingXml, type SheetComment } from './xlsx-comments.ts';
import { KEPT_DIGITS } from './xlsx-number.ts';
import { escapeXml } from './xml.ts';
import { encoded, type NewEntry, zipBytes } from './zip.ts';

/** What is written into one cell. */
export type NewCell =
  | { readonly kind: 'empty' }
  /** Never run as a formula, whatever it begins with. */
  | { readonly kind: 'text'; readonly text: string }
  /** A plain decimal such as `95.50`; shown with `digits` decimals, or as it is where they are null. */
  | { readonly kind: 'number'; readonly text: string; readonly digits: number | null }
  | { readonly kind: 'date'; readonly days: Days };

/** What may be entered in the cells of a column below the header. */
export type Validation = {
  readonly column: number;
  readonly title: string;
  readonly prompt: string;
  readonly error: string;
} & (
  | { readonly kind: 'list'; readonly formula: string }
  /** `whole` numbers, decimals or dates between two bounds, as text of a number; null: no bound. */
  | {
      readonly kind: 'whole' | 'decimal' | 'date';
      readonly low: string | null;
      readonly high: string | null;
    }
  | { readonly kind: 'any' }
);

export interface NewSheet {
  readonly name: string;
  readonly hidden?: boolean;
  /** The first row is the header: bold, and staying where it is while one scrolls. */
  readonly header: readonly string[];
  readonly rows: Iterable<readonly NewCell[]>;
  /** In characters, by column. */
  readonly widths?: readonly number[];
  /** The style of empty cells, by column: keys stay texts when somebody types digits. */
  readonly formats?: readonly ColumnFormat[];
  readonly validations?: readonly Validation[];
  readonly comments?: readonly SheetComment[];
}

export type ColumnFormat =
  | { readonly kind: 'general' }
  | { readonly kind: 'text' }
  | { readonly kind: 'date' }
  | { readonly kind: 'digits'; readonly digits: number };

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** As many as a cell holds. */
const LONGEST_TEXT = 32_767;
export const LAST_ROW = 1_048_576;

/** A workbook of these sheets. The same sheets give the same bytes. */
export function workbookBytes(sheets: readonly NewSheet[]): Uint8Array[] {
  const styles = new Styles();
  const toSheets = sheets.map((_, index): Related => [index + 1, 'worksheet', `worksheets/sheet${index + 1}.xml`]);
  return zipBytes([
    part('[Content_Types].xml', [contentTypes(sheets)]),
    part('_rels/.rels', [relationships([[1, 'officeDocument', 'xl/workbook.xml']])]),
    part('xl/workbook.xml', [workbookXml(sheets)]),
    part('xl/_rels/workbook.xml.rels', [relationships([...toSheets, [sheets.length + 1, 'styles', 'styles.xml']])]),
    ...sheets.flatMap((sheet, index) => sheetParts(sheet, index + 1, styles)),
    // Last, and worked out when its turn comes: which styles there are is known after the sheets.
    part('xl/styles.xml', styles.pieces()),
  ]);
}

function part(name: string, content: Iterable<string>): NewEntry {
  return { name, content: encoded(content) };
}

type Related = readonly [id: number, type: string, target: string];

function relationships(list: readonly Related[]): string {
  const written = list.map(
    ([id, type, target]) => `<Relationship Id="rId${id}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `${DECLARATION}<Relationships xmlns="${PACKAGE}">${written.join('')}</Relationships>`;
}

function contentTypes(sheets: readonly NewSheet[]): string {
  const override = (name: string, type: string) =>
    `<Override PartName="${name}" ContentType="${SPREADSHEET}.${type}+xml"/>`;
  const commented = sheets.flatMap(({ comments = [] }, index) => (comments.length > 0 ? [index + 1] : []));
  return [
    `${DECLARATION}<Types xmlns="${TYPES}">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    commented.length > 0
      ? '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
      : '',
    override('/xl/workbook.xml', 'sheet.main'),
    ...sheets.map((_, index) => override(`/xl/worksheets/sheet${index + 1}.xml`, 'worksheet')),
    ...commented.map((number) => override(`/xl/comments${number}.xml`, 'comments')),
    override('/xl/styles.xml', 'styles'),
    '</Types>',
  ].join('');
}

function workbookXml(sheets: readonly NewSheet[]): string {
  const written = sheets.map(
    ({ name, hidden }, index) =>
      `<sheet name="${escapeXml(sheetName(name))}" sheetId="${index + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${index + 1}"/>`,
  );
  return `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${written.join('')}</sheets></workbook>`;
}

/** Without what a sheet's name may not have. */
export function sheetName(text: string): string {
  return (
    text
      .replace(/[[\]:*?/\\]/g, ' ')
      .replace(/^'|'$/g, ' ')
      .slice(0, 31)
      .trim() || '1'
  );
}

function sheetParts(sheet: NewSheet, number: number, styles: Styles): readonly NewEntry[] {
  const sheetPart = part(`xl/worksheets/sheet${number}.xml`, sheetXml(sheet, styles));
  const { comments = [] } = sheet;
  if (comments.length === 0) return [sheetPart];
  const related: readonly Related[] = [
    [1, 'vmlDrawing', `../drawings/vmlDrawing${number}.vml`],
    [2, 'comments', `../comments${number}.xml`],
  ];
  return [
    sheetPart,
    part(`xl/worksheets/_rels/sheet${number}.xml.rels`, [relationships(related)]),
    part(`xl/comments${number}.xml`, [commentsXml(comments)]),
    part(`xl/drawings/vmlDrawing${number}.vml`, [drawingXml(comments)]),
  ];
}

function* sheetXml(sheet: NewSheet, styles: Styles): Generator<string> {
  const { header, rows, widths = [], formats = [], validations = [], comments = [] } = sheet;
  yield `${DECLARATION}<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}">`;
  yield '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews>';
  const columns = header.map((_, index) => {
    const style = styles.of(formats[index] ?? { kind: 'general' });
    return `<col min="${index + 1}" max="${index + 1}" width="${widths[index] ?? 14}" style="${style}" customWidth="1"/>`;
  });
  if (columns.length > 0) yield `<cols>${columns.join('')}</cols>`;
  yield '<sheetData><row r="1">';
  yield header.map((text, index) => inlineText(`${columnLetters(index + 1)}1`, text, HEADER_STYLE)).join('');
  yield '</row>';
  let row = 1;
  for (const cells of rows) {
    row++;
    yield `<row r="${row}">${cells.map((cell, index) => cellXml(cell, `${columnLetters(index + 1)}${row}`, styles)).join('')}</row>`;
  }
  yield '</sheetData>';
  yield validationsXml(validations);
  if (comments.length > 0) yield '<legacyDrawing r:id="rId1"/>';
  yield '</worksheet>';
}

function cellXml(cell: NewCell, place: string, styles: Styles): string {
  switch (cell.kind) {
    case 'empty':
      return '';
    case 'text':
      return inlineText(place, cell.text, styles.of({ kind: 'text' }));
    case 'date': {
      const serial = cell.days + DAYS_BEFORE_1970;
      // Before March 1900 programs do not agree on the day.
      if (serial < 61) return inlineText(place, formatIsoDate(cell.days), styles.of({ kind: 'text' }));
      return `<c r="${place}" s="${styles.of({ kind: 'date' })}"><v>${serial}</v></c>`;
    }
    case 'number': {
      // A number of more digits than a spreadsheet keeps stays whole as a text only.
      if (significantDigits(cell.text) > KEPT_DIGITS) return inlineText(place, cell.text, styles.of({ kind: 'text' }));
      const { digits } = cell;
      const style = styles.of(digits === null ? { kind: 'general' } : { kind: 'digits', digits });
      return `<c r="${place}" s="${style}"><v>${cell.text}</v></c>`;
    }
  }
}

const DAYS_BEFORE_1970 = 25_569;

/** The serial number of a day, for bounds of what may be entered. */
export function daySerial(days: Days): string {
  return String(days + DAYS_BEFORE_1970);
}

function significantDigits(text: string): number {
  const digits = text.replace('-', '').replace('.', '').replace(/^0+/, '');
  let end = digits.length;
  while (digits[end - 1] === '0') end--;
  return end;
}

function inlineText(place: string, text: string, style: number): string {
  if (text === '') return '';
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapedText(text)}</t></is></c>`;
}

/** `_x0007_` is how a workbook writes what XML cannot hold, and so what looks like it must be written too. */
export function escapedText(text: string): string {
  const short = text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT - 1)}…`;
  const marked = short
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, (character) => {
      const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
      return `_x${code}_`;
    });
  return escapeXml(marked);
}

function validationsXml(validations: readonly Validation[]): string {
  if (validations.length === 0) return '';
  return `<dataValidations count="${validations.length}">${validations.map(validationXml).join('')}</dataValidations>`;
}

function validationXml(validation: Validation): string {
  const { column, title, prompt, error } = validation;
  const letters = columnLetters(column);
  const shared = [
    'allowBlank="1" showInputMessage="1" showErrorMessage="1"',
    `promptTitle="${escapeXml(cut(title, 32))}" prompt="${escapeXml(cut(prompt, 255))}"`,
    `errorTitle="${escapeXml(cut(title, 32))}" error="${escapeXml(cut(error, 225))}"`,
    `sqref="${letters}2:${letters}${LAST_ROW}"`,
  ].join(' ');
  switch (validation.kind) {
    case 'any':
      return `<dataValidation ${shared}/>`;
    case 'list':
      return `<dataValidation type="list" ${shared}><formula1>${escapeXml(validation.formula)}</formula1></dataValidation>`;
    default: {
      const { kind, low, high } = validation;
      if (low === null && high === null) return `<dataValidation ${shared}/>`;
      const operator = low === null ? 'lessThanOrEqual' : high === null ? 'greaterThanOrEqual' : 'between';
      const formulas = low === null ? [high] : high === null ? [low] : [low, high];
      const written = formulas.map((bound, index) => `<formula${index + 1}>${bound}</formula${index + 1}>`);
      return `<dataValidation type="${kind}" operator="${operator}" ${shared}>${written.join('')}</dataValidation>`;
    }
  }
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

const HEADER_STYLE = 1;

/** The styles of a workbook in the order in which they are first needed; 0 is plain, 1 the header. */
class Styles {
  private readonly numbers = new Map<string, number>();
  private readonly codes: string[] = [];

  of(format: ColumnFormat): number {
    if (format.kind === 'general') return 0;
    const code = formatCode(format);
    const known = this.numbers.get(code);
    if (known !== undefined) return known;
    this.codes.push(code);
    const number = HEADER_STYLE + this.codes.length;
    this.numbers.set(code, number);
    return number;
  }

  *pieces(): Generator<string> {
    const { codes } = this;
    const style = (id: number) =>
      `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`;
    const own = codes.map((code, index) => `<numFmt numFmtId="${FIRST_OWN + index}" formatCode="${escapeXml(code)}"/>`);
    yield [
      `${DECLARATION}<styleSheet xmlns="${MAIN}">`,
      codes.length > 0 ? `<numFmts count="${codes.length}">${own.join('')}</numFmts>` : '',
      '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>',
      '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE7EEF7"/></patternFill></fill></fills>',
      '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
      `<cellXfs count="${codes.length + 2}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>`,
      '<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/>',
      ...codes.map((code, index) => style(code === '@' ? 49 : FIRST_OWN + index)),
      '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
    ].join('');
  }
}

const FIRST_OWN = 164;

function formatCode(format: Exclude<ColumnFormat, { kind: 'general' }>): string {
  if (format.kind === 'text') return '@';
  if (format.kind === 'date') return 'yyyy\\-mm\\-dd';
  return format.digits === 0 ? '0' : `0.${'0'.repeat(format.digits)}`;
}
