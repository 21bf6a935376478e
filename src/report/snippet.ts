import { displayWidth, printable } from './width.ts';

/** More of a line than this is not shown; a window around the finding is. */
const WINDOW = 120;

export interface Snippet {
  /** The line, or a window of it, as a terminal may be given it. */
  readonly text: string;
  /** Carets under the characters of the finding, blanks before them. */
  readonly underline: string;
}

/** The line with carets under columns `from` to `to` (counted from 1, end exclusive; at least one caret). */
export function snippet(line: string, from: number, to: number): Snippet {
  const start = Math.min(from - 1, line.length);
  const end = Math.max(start, Math.min(to - 1, line.length));
  const { first, last } = windowAround(line, start, end);
  const shownEnd = Math.min(end, last);
  const lead = first > 0 ? '…' : '';
  const tail = last < line.length ? '…' : '';
  const before = printable(line.slice(first, start));
  const marked = printable(line.slice(start, shownEnd));
  return {
    text: lead + before + marked + printable(line.slice(shownEnd, last)) + tail,
    underline: ' '.repeat(lead.length + displayWidth(before)) + '^'.repeat(Math.max(1, displayWidth(marked))),
  };
}

function windowAround(line: string, start: number, end: number): { first: number; last: number } {
  if (line.length <= WINDOW) return { first: 0, last: line.length };
  const middle = start + Math.floor((Math.min(end, start + WINDOW) - start) / 2);
  const first = Math.min(start, Math.max(0, middle - WINDOW / 2));
  return { first: wholeCharacter(line, first), last: wholeCharacter(line, Math.min(line.length, first + WINDOW)) };
}

/** Does not cut a character of two code units in half. */
function wholeCharacter(line: string, at: number): number {
  const code = line.charCodeAt(at);
  return at > 0 && code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}
