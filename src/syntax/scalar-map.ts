import type { Span } from '../base/source.ts';

/**
 * The text of a YAML scalar as the expression parser reads it, with the way back: which characters of the file a
 * stretch of it came from, whatever the quoting, folding or escaping.
 */
export interface ScalarText {
  readonly text: string;
  span(start: number, end: number): Span;
  /** The YAML quotes around it, which text that is written into it must escape. */
  readonly quote?: '"' | "'";
}

/** A text that stands in its file as it is: an expression given on its own. */
export function wholeText(path: string, text: string): ScalarText {
  return { text, span: (start, end) => ({ path, start, end }) };
}

/** How a scalar is written. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

/** A stretch of the file that is read as it stands: an unquoted scalar on one line, or one that YAML would have cut. */
export function verbatim(path: string, source: string, start: number, end: number): ScalarText {
  return {
    text: source.slice(start, end),
    span: (from, to) => ({ path, start: start + from, end: start + to }),
  };
}

/** An unquoted or quoted scalar that stands at `start` to `end` of the file, quotes included. */
export function flowScalar(
  path: string,
  source: string,
  style: 'plain' | 'single' | 'double',
  start: number,
  end: number,
): ScalarText {
  const inner = style === 'plain' ? { start, end } : { start: start + 1, end: Math.max(start + 1, end - 1) };
  const raw = source.slice(inner.start, inner.end);
  const rewritten = raw.includes('\n') || (style === 'single' && raw.includes("'")) || raw.includes('\\');
  const quote = style === 'plain' ? {} : { quote: style === 'double' ? ('"' as const) : ("'" as const) };
  if (!rewritten) return { ...verbatim(path, source, inner.start, inner.end), ...quote };
  const decoded = new Decoded();
  if (style === 'double') decodeDouble(decoded, source, inner.start, inner.end);
  else decodeLines(decoded, source, inner.start, inner.end, style === 'single');
  return { ...decoded.scalar(path, inner.start), ...quote };
}

/** A text as it must be written into the scalar, so that it is read back as it is. */
export function asWritten(text: string, { quote }: ScalarText): string {
  if (quote === '"') return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  return quote === "'" ? text.replaceAll("'", "''") : text;
}

/** What the header of a block scalar says, and where its lines begin. */
export interface BlockHeader {
  readonly style: 'literal' | 'folded';
  readonly chomp: '' | '-' | '+';
  /** Spaces that an explicit indicator asks for beyond `parentIndent`; 0 where the first line decides. */
  readonly indent: number;
  readonly parentIndent: number;
}

/** A `|` or `>` scalar whose lines stand at `start` to `end` of the file. */
export function blockScalar(path: string, source: string, header: BlockHeader, start: number, end: number): ScalarText {
  const decoded = new Decoded();
  decodeBlock(decoded, blockLines(source, start, end), header);
  return decoded.scalar(path, start);
}

/** Collects decoded text; every UTF-16 unit remembers the stretch of the file it came from. */
class Decoded {
  private readonly parts: string[] = [];
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];

  /** All of `text` came from this one stretch: an escape, a fold. */
  put(text: string, start: number, end: number): void {
    this.parts.push(text);
    for (let i = 0; i < text.length; i++) {
      this.starts.push(start);
      this.ends.push(end);
    }
  }

  /** A stretch of the file, unit by unit. */
  copy(source: string, start: number, end: number): void {
    if (end <= start) return;
    this.parts.push(source.slice(start, end));
    for (let i = start; i < end; i++) {
      this.starts.push(i);
      this.ends.push(i + 1);
    }
  }

  scalar(path: string, emptyAt: number): ScalarText {
    const { starts, ends } = this;
    const last = ends.length - 1;
    const beginning = (at: number) => starts[at] ?? ends[last] ?? emptyAt;
    return {
      text: this.parts.join(''),
      span: (start, end) => {
        const from = beginning(start);
        return { path, start: from, end: end > start ? (ends[Math.min(end - 1, last)] ?? from) : from };
      },
    };
  }
}

const isBlank = (character: string | undefined) => character === ' ' || character === '\t';

interface Line {
  readonly start: number;
  /** Without the line end. */
  readonly end: number;
}

function splitLines(source: string, start: number, end: number): Line[] {
  const lines: Line[] = [];
  let from = start;
  for (;;) {
    const at = source.indexOf('\n', from);
    if (at < 0 || at >= end) break;
    lines.push({ start: from, end: at > from && source[at - 1] === '\r' ? at - 1 : at });
    from = at + 1;
  }
  lines.push({ start: from, end });
  return lines;
}

/** Lines of plain and single-quoted scalars: trimmed where they meet, one line end a space, n+1 of them n line ends. */
function decodeLines(decoded: Decoded, source: string, start: number, end: number, quoted: boolean): void {
  const lines = splitLines(source, start, end);
  let gapStart = start;
  let emptyLines = 0;
  lines.forEach((line, index) => {
    let { start: from, end: to } = line;
    if (index > 0) while (from < to && isBlank(source[from])) from++;
    if (index < lines.length - 1) while (to > from && isBlank(source[to - 1])) to--;
    if (index > 0 && index < lines.length - 1 && from === to) {
      emptyLines++;
      return;
    }
    if (index > 0) decoded.put(emptyLines > 0 ? '\n'.repeat(emptyLines) : ' ', gapStart, from);
    if (quoted) copyQuoted(decoded, source, from, to);
    else decoded.copy(source, from, to);
    gapStart = to;
    emptyLines = 0;
  });
}

function copyQuoted(decoded: Decoded, source: string, start: number, end: number): void {
  let from = start;
  for (let at = source.indexOf("''", from); at >= 0 && at < end; at = source.indexOf("''", from)) {
    decoded.copy(source, from, at);
    decoded.put("'", at, at + 2);
    from = at + 2;
  }
  decoded.copy(source, from, end);
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['e', '\x1b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['N', '\u0085'],
  ['_', '\u00a0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
  [' ', ' '],
  ['"', '"'],
  ['/', '/'],
  ['\\', '\\'],
  ['\t', '\t'],
]);
const CODE_LENGTHS: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

function decodeDouble(decoded: Decoded, source: string, start: number, end: number): void {
  let at = start;
  while (at < end) {
    const character = source[at] ?? '';
    if (character === '\\') at = decodeEscape(decoded, source, at, end);
    else if (isBlank(character) || character === '\n' || character === '\r') at = decodeGap(decoded, source, at, end);
    else {
      decoded.copy(source, at, at + 1);
      at++;
    }
  }
}

/** Blanks are kept inside a line and dropped around line ends, which fold as in plain scalars. */
function decodeGap(decoded: Decoded, source: string, start: number, end: number): number {
  let at = start;
  let lineEnds = 0;
  while (at < end && (isBlank(source[at]) || source[at] === '\n' || source[at] === '\r')) {
    if (source[at] === '\n') lineEnds++;
    at++;
  }
  if (lineEnds === 0) decoded.copy(source, start, at);
  else decoded.put(lineEnds === 1 ? ' ' : '\n'.repeat(lineEnds - 1), start, at);
  return at;
}

/** Decodes the escape that begins with the backslash at `at`; an unknown one stays as written (the YAML library reports it). */
function decodeEscape(decoded: Decoded, source: string, at: number, end: number): number {
  const letter = source[at + 1] ?? '';
  const simple = ESCAPES.get(letter);
  if (simple !== undefined) {
    decoded.put(simple, at, at + 2);
    return at + 2;
  }
  const lineEnd = letter === '\n' ? at + 2 : letter === '\r' && source[at + 2] === '\n' ? at + 3 : 0;
  if (lineEnd > 0) {
    let next = lineEnd;
    while (next < end && isBlank(source[next])) next++;
    return next;
  }
  const length = CODE_LENGTHS.get(letter) ?? 0;
  const digits = source.slice(at + 2, Math.min(end, at + 2 + length));
  const code =
    length > 0 && digits.length === length && /^[0-9a-fA-F]+$/.test(digits) ? Number.parseInt(digits, 16) : -1;
  if (code >= 0 && code <= 0x10ffff) {
    decoded.put(String.fromCodePoint(code), at, at + 2 + length);
    return at + 2 + length;
  }
  const stop = Math.min(end, at + 2 + length);
  decoded.copy(source, at, stop);
  return Math.max(stop, at + 1);
}

interface BlockLine {
  readonly indent: number;
  /** Where the text after the indentation begins and ends, the line end left out. */
  readonly start: number;
  readonly end: number;
  readonly lineStart: number;
  readonly text: string;
}

function blockLines(source: string, start: number, end: number): BlockLine[] {
  if (end <= start) return [];
  return splitLines(source, start, end).map((line) => {
    let from = line.start;
    while (from < line.end && source[from] === ' ') from++;
    return { indent: from - line.start, start: from, end: line.end, lineStart: line.start, text: source };
  });
}

const isEmpty = (line: BlockLine) => line.start === line.end;

function decodeBlock(decoded: Decoded, lines: readonly BlockLine[], header: BlockHeader): void {
  let contentEnd = lines.length;
  while (contentEnd > 0 && isEmptyAt(lines, contentEnd - 1)) contentEnd--;
  const first = lines[0];
  if (contentEnd === 0 || !first) {
    if (header.chomp === '+' && first) {
      const last = lines[lines.length - 1] ?? first;
      decoded.put('\n'.repeat(Math.max(1, lines.length - 1)), first.lineStart, last.end);
    }
    return;
  }
  const contentStart = lines.findIndex((line) => !isEmpty(line));
  const indent = header.indent > 0 ? header.parentIndent + header.indent : (lines[contentStart]?.indent ?? 0);
  // Empty lines at the end that are indented deeper than the text belong to it.
  for (let i = lines.length - 1; i >= contentEnd; i--) if ((lines[i]?.indent ?? 0) > indent) contentEnd = i + 1;

  for (const line of lines.slice(0, contentStart)) {
    copyFrom(decoded, line, indent);
    decoded.put('\n', line.end, line.end + 1);
  }
  const body = lines.slice(contentStart, contentEnd);
  if (header.style === 'literal') decodeLiteral(decoded, body, indent);
  else decodeFolded(decoded, body, indent);
  endBlock(decoded, lines, contentEnd, indent, header.chomp);
}

function isEmptyAt(lines: readonly BlockLine[], index: number): boolean {
  const line = lines[index];
  return line !== undefined && isEmpty(line);
}

/** The line without the indentation of the block; deeper indentation is text. */
function copyFrom(decoded: Decoded, line: BlockLine, indent: number): void {
  decoded.copy(line.text, Math.min(line.start, line.lineStart + indent), line.end);
}

function decodeLiteral(decoded: Decoded, lines: readonly BlockLine[], indent: number): void {
  let previous: BlockLine | undefined;
  for (const line of lines) {
    if (previous) decoded.put('\n', previous.end, Math.min(line.start, line.lineStart + indent));
    copyFrom(decoded, line, indent);
    previous = line;
  }
}

function decodeFolded(decoded: Decoded, lines: readonly BlockLine[], indent: number): void {
  let separator = '';
  let gapStart = 0;
  let deeperBefore = false;
  for (const line of lines) {
    const deeper = line.indent > indent || line.text[line.start] === '\t';
    if (!deeper && isEmpty(line)) {
      if (separator === '\n') decoded.put('\n', gapStart, line.end);
      else separator = '\n';
      continue;
    }
    if (deeper) {
      if (separator === ' ') separator = '\n';
      else if (!deeperBefore && separator === '\n') separator = '\n\n';
    }
    decoded.put(separator, gapStart, Math.min(line.start, line.lineStart + indent));
    copyFrom(decoded, line, indent);
    separator = deeper ? '\n' : ' ';
    deeperBefore = deeper;
    gapStart = line.end;
  }
}

function endBlock(
  decoded: Decoded,
  lines: readonly BlockLine[],
  contentEnd: number,
  indent: number,
  chomp: '' | '-' | '+',
): void {
  const last = lines[contentEnd - 1];
  if (chomp === '-' || !last) return;
  const kept = chomp === '+' ? lines.slice(contentEnd) : [];
  // Keeping never leaves the text without a line end, even at the end of a file that has none.
  if (kept.length === 0) decoded.put('\n', last.end, last.end + 1);
  let before = last;
  for (const line of kept) {
    decoded.put('\n', before.end, line.lineStart);
    copyFrom(decoded, line, indent);
    before = line;
  }
  const lastKept = kept[kept.length - 1];
  if (lastKept && Math.min(lastKept.start, lastKept.lineStart + indent) < lastKept.end) {
    decoded.put('\n', lastKept.end, lastKept.end + 1);
  }
}
