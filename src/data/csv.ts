import type { CsvProblem } from '../base/codes.ts';
import { type Diagnostic, diagnostic, type Place } from '../base/diagnostic.ts';

/** One record of a CSV file. `row` is the line on which it begins, counted from 1. */
export interface CsvRow {
  readonly cells: readonly string[];
  readonly row: number;
}

export interface CsvFile {
  readonly header: readonly string[];
  /** May be walked through more than once; empty where `findings` holds an error. */
  readonly rows: Iterable<CsvRow>;
  readonly findings: readonly Diagnostic[];
}

export interface CsvOptions {
  /** Of the file, for findings. */
  readonly path: string;
  /** `,` or `;`; found from the header line unless told. */
  readonly delimiter?: ',' | ';';
}

/** Longer records and wider tables are refused: they come from a quote left open, or from an enemy. */
export const MOST_CHARACTERS = 1_000_000;
export const MOST_COLUMNS = 20_000;

/**
 * Reads CSV text: `,` or `;`, fields in double quotes where needed, any line ends, with or without a byte order mark.
 * Lines without any content are left out. A quote in the wrong place makes all that follows doubtful, so the whole
 * file is then refused. Takes time linear in the text; the rows are cut out as they are asked for.
 *
 * Written by hand: csv-parse miscounts lines after a CRLF within quotes and reads the whole text into memory; it
 * stands in the tests as a second opinion.
 */
export function readCsv(text: string, { path, delimiter }: CsvOptions): CsvFile {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const separator = delimiter ?? findDelimiter(content);
  const broken = (finding: Diagnostic): CsvFile => ({ header: [], rows: [], findings: [finding] });
  const nul = content.indexOf('\0');
  if (nul >= 0) return broken(csvProblem('nul', path, 1 + countLineEnds(content, 0, nul)));

  let header: Scanned | undefined;
  for (const record of records(content, separator, 0, 1)) {
    if (record.kind === 'broken') return broken(record.at(path));
    header ??= record;
  }
  if (!header) return broken(diagnostic('TK620', { kind: 'file', path }, {}));
  const { cells, next, nextLine } = header;
  return { header: cells, rows: { [Symbol.iterator]: () => rows(content, separator, next, nextLine) }, findings: [] };
}

/** The header of a file of which only the beginning is known. */
export interface CsvHeader {
  readonly header: readonly string[];
  readonly delimiter: ',' | ';';
  /** Where the first row begins in the text (a byte order mark counts), and on which line. */
  readonly next: number;
  readonly nextLine: number;
}

/** Reads the header alone; undefined where the text holds no whole header that can be read. */
export function readCsvHeader(text: string): CsvHeader | undefined {
  const mark = text.startsWith('\uFEFF') ? 1 : 0;
  const content = text.slice(mark);
  const delimiter = findDelimiter(content);
  for (const record of records(content, delimiter, 0, 1)) {
    if (record.kind === 'broken' || record.next > content.length) return undefined;
    return { header: record.cells, delimiter, next: record.next + mark, nextLine: record.nextLine };
  }
  return undefined;
}

/** The delimiter that stands more often in the header line outside quotes; on equal terms the rarer in names, `;`. */
function findDelimiter(text: string): ',' | ';' {
  const count = { ',': 0, ';': 0 };
  let quoted = false;
  let seen = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') quoted = !quoted;
    if (quoted) continue;
    if (character === ',' || character === ';') count[character]++;
    if (character === '\n' || character === '\r') {
      if (seen) break;
    } else if (character !== ' ') seen = true;
  }
  return count[';'] > 0 && count[';'] >= count[','] ? ';' : ',';
}

interface Scanned {
  readonly kind: 'record';
  readonly cells: readonly string[];
  readonly row: number;
  /** Where the next record begins, and on which line. */
  readonly next: number;
  readonly nextLine: number;
}

interface Broken {
  readonly kind: 'broken';
  readonly at: (path: string) => Diagnostic;
}

function* rows(text: string, delimiter: string, start: number, line: number): Generator<CsvRow> {
  for (const record of records(text, delimiter, start, line)) {
    if (record.kind === 'record') yield { cells: record.cells, row: record.row };
  }
}

/** All records that hold anything, up to the first that cannot be read. */
function* records(text: string, delimiter: string, start: number, line: number): Generator<Scanned | Broken> {
  for (let at = start, row = line; at < text.length; ) {
    const record = scanRecord(text, delimiter, at, row);
    if (record.kind === 'broken') {
      yield record;
      return;
    }
    if (record.cells.some((cell) => cell.trim() !== '')) yield record;
    at = record.next;
    row = record.nextLine;
  }
}

function scanRecord(text: string, delimiter: string, start: number, row: number): Scanned | Broken {
  const cells: string[] = [];
  let at = start;
  let line = row;
  for (;;) {
    const quoted = text[at] === '"';
    const end = quoted ? endOfQuoted(text, at) : endOfPlain(text, delimiter, at);
    if (end < 0) return broken('unclosed_quote', line);
    if (end - start > MOST_CHARACTERS) return tooLarge('characters', MOST_CHARACTERS, row);
    if (cells.length === MOST_COLUMNS) return tooLarge('columns', MOST_COLUMNS, row);
    cells.push(quoted ? text.slice(at + 1, end - 1).replaceAll('""', '"') : text.slice(at, end));
    if (quoted) line += countLineEnds(text, at, end);
    const after = text[end];
    if (after !== delimiter) {
      if (after !== undefined && after !== '\n' && after !== '\r') {
        return broken(quoted ? 'after_quote' : 'lone_quote', line);
      }
      return { kind: 'record', cells, row, next: afterLineEnd(text, end), nextLine: line + 1 };
    }
    at = end + 1;
  }
}

/** Behind the closing quote; -1 where there is none. Two quotes stand for one and close nothing. */
function endOfQuoted(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at + 1;
  }
  return -1;
}

/** At the delimiter, the line end, the end of the text, or a quote that should not be there. */
function endOfPlain(text: string, delimiter: string, start: number): number {
  let at = start;
  for (; at < text.length; at++) {
    const character = text[at];
    if (character === delimiter || character === '\n' || character === '\r' || character === '"') break;
  }
  return at;
}

function afterLineEnd(text: string, at: number): number {
  return text[at] === '\r' && text[at + 1] === '\n' ? at + 2 : at + 1;
}

function countLineEnds(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at++) {
    if (text[at] === '\n' || (text[at] === '\r' && text[at + 1] !== '\n')) count++;
  }
  return count;
}

function broken(problem: CsvProblem, row: number): Broken {
  return { kind: 'broken', at: (path) => csvProblem(problem, path, row) };
}

function tooLarge(of: 'characters' | 'columns', limit: number, row: number): Broken {
  return { kind: 'broken', at: (path) => diagnostic('TK623', line(path, row), { limit, of }) };
}

function csvProblem(problem: CsvProblem, path: string, row: number): Diagnostic {
  return diagnostic('TK616', line(path, row), { problem });
}

function line(path: string, row: number): Place {
  return { kind: 'cell', cell: { path, row } };
}
