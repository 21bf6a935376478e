import type { CsvProblem } from '../base/codes.ts';
import type { Source } from '../base/source.ts';
import type { ScalarText } from './scalar-map.ts';

/** One row of a CSV file that belongs to the rules, each cell with the place of its characters. */
export interface CsvLine {
  readonly cells: readonly ScalarText[];
  readonly start: number;
  readonly end: number;
}

export type CsvCells =
  | { readonly lines: readonly CsvLine[] }
  | { readonly problem: CsvProblem; readonly start: number; readonly end: number };

/** Cuts CSV into cells: `,` or `;`, quotes where needed. Lines without content are left out. */
export function csvCells(source: Source): CsvCells {
  const { text } = source;
  const nul = text.indexOf('\0');
  if (nul >= 0) return { problem: 'nul', start: nul, end: nul + 1 };
  const delimiter = delimiterOf(text);
  const lines: CsvLine[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    const start = at;
    const cells: ScalarText[] = [];
    for (;;) {
      const cell = text[at] === '"' ? quoted(source, at) : plain(source, at, delimiter);
      if ('problem' in cell) return cell;
      cells.push(cell.cell);
      at = cell.next;
      if (text[at] !== delimiter) break;
      at++;
    }
    const end = at;
    if (at < text.length && !isLineEnd(text[at])) return { problem: 'after_quote', start: at, end: at + 1 };
    at += text.startsWith('\r\n', at) ? 2 : 1;
    if (cells.some((cell) => cell.text.trim() !== '')) lines.push({ cells, start, end });
  }
  return { lines };
}

type Cut = { readonly cell: ScalarText; readonly next: number };

function plain({ path, text }: Source, start: number, delimiter: string): Cut | (CsvCells & { problem: CsvProblem }) {
  let end = start;
  while (end < text.length && text[end] !== delimiter && !isLineEnd(text[end])) {
    if (text[end] === '"') return { problem: 'lone_quote', start: end, end: end + 1 };
    end++;
  }
  const span = (from: number, to: number) => ({ path, start: start + from, end: start + to });
  return { cell: { text: text.slice(start, end), span }, next: end };
}

function quoted({ path, text }: Source, start: number): Cut | (CsvCells & { problem: CsvProblem }) {
  const offsets: number[] = [];
  let content = '';
  let at = start + 1;
  for (; ; at++) {
    if (at >= text.length) return { problem: 'unclosed_quote', start, end: start + 1 };
    if (text[at] === '"') {
      if (text[at + 1] !== '"') break;
      at++;
    }
    offsets.push(at);
    content += text[at];
  }
  offsets.push(at);
  const span = (from: number, to: number) => ({ path, start: offsets[from] ?? at, end: offsets[to] ?? at });
  return { cell: { text: content, span }, next: at + 1 };
}

function isLineEnd(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}

/** The one that stands more often in the first line. */
function delimiterOf(text: string): ',' | ';' {
  const [first = ''] = text.split(/[\r\n]/, 1);
  return first.split(';').length > first.split(',').length ? ';' : ',';
}
