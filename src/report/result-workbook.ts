import { type NewCell, type NewSheet, workbookBytes } from '../data/xlsx-write.ts';
import { sentenceWriter } from '../explain/sentence.ts';
import type { Language } from '../language/vocabulary.ts';
import { texts } from '../messages/say.ts';
import type { Program } from '../model/program.ts';
import type { ScoreRow } from '../model/score.ts';
import { longColumns, longRows } from './indicator-results.ts';
import { type ResultColumn, type ResultOptions, resultColumns } from './results.ts';
import { displayWidth } from './width.ts';

/** Rows of one sheet; one more row is the header's. What is beyond goes into a second sheet. */
const MOST_ROWS = 1_000_000;
const WIDEST = 60;
/** Rows by which the width of a column is chosen. */
const MEASURED = 200;

/**
 * The results as an XLSX workbook: the columns of {@link resultLines} and at the end a sentence that says why. Numbers
 * are numbers with the digits that the rules declare, texts are never run as formulas. The same results give the same
 * bytes.
 */
export function resultWorkbook(program: Program, rows: readonly ScoreRow[], options: ResultOptions): Uint8Array[] {
  const { language } = options;
  const write = sentenceWriter(program, language);
  const explained: ResultColumn = {
    name: 'explanation',
    cell: (row) => {
      const text = write(row);
      return text === '' ? { kind: 'empty' } : { kind: 'text', text };
    },
  };
  const { results } = texts(language).report.workbook;
  return tableWorkbook([...resultColumns(program, options), explained], rows, results);
}

/** The indicators of everybody, a row each, as an XLSX workbook: the columns of {@link indicatorLines}. */
export function indicatorWorkbook(program: Program, rows: readonly ScoreRow[], language: Language): Uint8Array[] {
  const { indicators } = texts(language).report.workbook;
  return tableWorkbook(longColumns(program, language), [...longRows(program, rows)], indicators);
}

function tableWorkbook<Row>(columns: readonly ResultColumn<Row>[], rows: readonly Row[], title: string): Uint8Array[] {
  const count = Math.max(1, Math.ceil(rows.length / MOST_ROWS));
  const sheets = Array.from({ length: count }, (_, index): NewSheet => {
    const part = rows.slice(index * MOST_ROWS, (index + 1) * MOST_ROWS);
    return {
      name: index === 0 ? title : `${title} ${index + 1}`,
      header: columns.map(({ name }) => name),
      rows: cellsOf(columns, part),
      widths: columns.map((column) => widthOf(column, part.slice(0, MEASURED))),
    };
  });
  return workbookBytes(sheets);
}

function* cellsOf<Row>(columns: readonly ResultColumn<Row>[], rows: readonly Row[]): Generator<readonly NewCell[]> {
  for (const row of rows) yield columns.map(({ cell }) => cell(row));
}

function widthOf<Row>({ name, cell }: ResultColumn<Row>, rows: readonly Row[]): number {
  const widths = rows.map((row) => {
    const content = cell(row);
    return content.kind === 'text' || content.kind === 'number' ? displayWidth(content.text) : 10;
  });
  return Math.min(WIDEST, Math.max(displayWidth(name), 6, ...widths) + 2);
}
