import { parse } from 'lossless-json';
import { type Diagnostic, diagnostic, type Place } from '../base/diagnostic.ts';
import { shortened } from './cell.ts';

/** One line of JSON Lines: its object, or why there is none. `row` is the line of the file, counted from 1. */
export interface JsonRow {
  readonly object: Readonly<Record<string, unknown>> | undefined;
  readonly row: number;
  readonly findings: readonly Diagnostic[];
}

export interface JsonLines {
  readonly rows: Iterable<JsonRow>;
  /** About the file as a whole; what is wrong with a line stands at its row. */
  readonly findings: readonly Diagnostic[];
}

const MOST_CHARACTERS = 1_000_000;
const MOST_FIELDS = 20_000;

/**
 * Reads JSON Lines: one flat object a line, blank lines left out. Numbers keep their text (as the LosslessNumber of
 * lossless-json), so that no digit is lost. A broken line spoils only itself.
 */
export function readJsonLines(text: string, { path }: { readonly path: string }): JsonLines {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (content.trim() === '') return { rows: [], findings: [diagnostic('TK620', { kind: 'file', path }, {})] };
  return { rows: { [Symbol.iterator]: () => jsonRows(content, path) }, findings: [] };
}

function* jsonRows(text: string, path: string): Generator<JsonRow> {
  for (let at = 0, row = 1; at < text.length; row++) {
    const found = text.indexOf('\n', at);
    const end = found < 0 ? text.length : found;
    const line = text.slice(at, end);
    if (line.trim() !== '') yield readLine(line, path, row);
    at = end + 1;
  }
}

function readLine(line: string, path: string, row: number): JsonRow {
  const place = (column?: number): Place => ({
    kind: 'cell',
    cell: { path, row, ...(column === undefined ? {} : { column }) },
  });
  const refuse = (...findings: Diagnostic[]): JsonRow => ({ object: undefined, row, findings });
  if (line.length > MOST_CHARACTERS) {
    return refuse(diagnostic('TK623', place(), { limit: MOST_CHARACTERS, of: 'characters' }));
  }
  const outline = outlineOf(line);
  if (outline.kind === 'not_object') return refuse(diagnostic('TK617', place(), { problem: 'not_object' }));
  if (outline.kind === 'nested') return refuse(diagnostic('TK624', place(outline.column), { found: outline.found }));
  const object = parseObject(line);
  if (typeof object === 'number') return refuse(diagnostic('TK617', place(object), { problem: 'syntax' }));
  if (outline.keys.length > MOST_FIELDS) {
    return refuse(diagnostic('TK623', place(), { limit: MOST_FIELDS, of: 'columns' }));
  }
  const twice = repeated(outline.keys.map(decodeString));
  if (twice.length > 0) return refuse(...twice.map((key) => diagnostic('TK621', place(), { column: shortened(key) })));
  return { object, row, findings: [] };
}

type Outline =
  | { readonly kind: 'flat'; readonly keys: readonly string[] }
  | { readonly kind: 'nested'; readonly found: 'map' | 'list'; readonly column: number }
  | { readonly kind: 'not_object' };

/**
 * What a line holds, told from its brackets, quotes and colons alone and before it is parsed: the parser recurses
 * into nested values, and it keeps silent about a key that comes twice with the same value.
 */
function outlineOf(line: string): Outline {
  if (!line.trimStart().startsWith('{')) return { kind: 'not_object' };
  const keys: string[] = [];
  let string = '';
  let isInList = false;
  for (let at = line.indexOf('{') + 1; at < line.length; at++) {
    const character = line[at];
    // A list of plain values is one level, which the inputs of a list or series may have; whose else it is, is refused.
    if (character === '{' || (character === '[' && isInList)) {
      return { kind: 'nested', found: character === '{' ? 'map' : 'list', column: at + 1 };
    }
    if (character === '[') isInList = true;
    if (character === ']') isInList = false;
    if (character === ':') keys.push(string);
    if (character !== '"') continue;
    const end = endOfString(line, at);
    string = line.slice(at, end);
    at = end - 1;
  }
  return { kind: 'flat', keys };
}

/** Behind the closing quote of a JSON string, or the end of the line. */
function endOfString(line: string, start: number): number {
  for (let at = start + 1; at < line.length; at++) {
    if (line[at] === '"') return at + 1;
    if (line[at] === '\\') at++;
  }
  return line.length;
}

/** The object, or the column at which the line stops being JSON. */
function parseObject(line: string): Readonly<Record<string, unknown>> | number {
  try {
    const object = parse(line, undefined, { onDuplicateKey: ({ newValue }) => newValue });
    return isObject(object) ? object : 1;
  } catch (error) {
    const position = error instanceof Error ? /position (\d+)$/.exec(error.message)?.[1] : undefined;
    return position === undefined ? 1 : Number(position) + 1;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text of a JSON string that the parser has accepted. */
function decodeString(literal: string): string {
  const text: unknown = JSON.parse(literal);
  return typeof text === 'string' ? text : literal;
}

function repeated(keys: readonly string[]): string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const key of keys) (seen.has(key) ? twice : seen).add(key);
  return [...twice];
}
