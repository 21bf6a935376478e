import { Lexer } from 'yaml';
import { type Diagnostic, diagnostic, type Fix } from '../base/diagnostic.ts';
import type { Source, Span } from '../base/source.ts';

/** Files longer than this (in UTF-16 units) are refused. */
export const LONGEST_FILE = 2_000_000;
/** Lists and maps may stand in each other this deep. */
export const DEEPEST = 64;
/** A mended file is read again at most this often. */
const MOST_PASSES = 20;
/** An expression that YAML cut is sought at most this far. */
const LONGEST_CUT = 300;
const LONGEST_INTERVAL = 80;

/**
 * A file as the YAML library may read it: of the same length as the source, with what YAML would misread (a cut
 * expression, an interval, an anchor) replaced by harmless characters. `verbatim` says which scalars these are, so that
 * their text is taken from the source.
 */
export interface Prepared {
  readonly text: string;
  /** Start → end of unquoted scalars whose text is that of the source. */
  readonly verbatim: ReadonlyMap<number, number>;
  readonly findings: readonly Diagnostic[];
  /** The file cannot be read further. */
  readonly stop: boolean;
  /** The text in the YAML lexer's tokens. */
  readonly tokens: readonly string[];
}

/** What one pass over the YAML tokens finds, before any tree is built. */
interface Trouble {
  readonly finding: Diagnostic;
  readonly start: number;
  readonly end: number;
  /** What to put in place of the characters; `scalar`: they are one unquoted scalar. */
  readonly replace: 'scalar' | 'blank' | 'nothing';
  /** The rest of the file cannot be judged before this is mended. */
  readonly damaging?: boolean;
  readonly stop?: boolean;
}

export function prepare(source: Source): Prepared {
  const refused = refuse(source);
  if (refused.length > 0) return { text: source.text, verbatim: new Map(), findings: refused, stop: true, tokens: [] };
  let text = source.text;
  const verbatim = new Map<number, number>();
  const findings: Diagnostic[] = [];
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const tokens = [...new Lexer().lex(text)];
    const troubles = scan(source, text, tokens);
    if (troubles.length === 0) return { text, verbatim, findings, stop: false, tokens };
    for (const { finding, start, end, replace } of troubles) {
      findings.push(finding);
      if (replace === 'scalar') verbatim.set(start, end);
    }
    if (troubles.some(({ stop }) => stop)) return { text, verbatim, findings, stop: true, tokens };
    text = mask(text, troubles);
    if (!troubles.some(({ damaging }) => damaging)) break;
  }
  return { text, verbatim, findings, stop: false, tokens: [...new Lexer().lex(text)] };
}

function mask(text: string, troubles: readonly Trouble[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end, replace } of troubles) {
    if (replace === 'nothing') continue;
    parts.push(text.slice(from, start), (replace === 'scalar' ? 'x' : ' ').repeat(end - start));
    from = end;
  }
  parts.push(text.slice(from));
  return parts.join('');
}

/** Control characters, lone carriage returns and marks that make text read otherwise than it is written. */
const FORBIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\r(?!\n)|(?<!^)\ufeff/g;
const MOST_CHARACTERS = 10;

function refuse({ path, text }: Source): Diagnostic[] {
  if (text.length > LONGEST_FILE) {
    return [diagnostic('TK114', { path, start: 0, end: 0 }, { limit: LONGEST_FILE })];
  }
  const findings: Diagnostic[] = [];
  for (const match of text.matchAll(FORBIDDEN)) {
    const code = (match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    const span: Span = { path, start: match.index, end: match.index + 1 };
    findings.push(diagnostic('TK116', span, { codePoint: `U+${code}` }));
    if (findings.length === MOST_CHARACTERS) break;
  }
  return findings;
}

/** Marks of the YAML lexer that take no room in the text. */
const DOCUMENT_MARK = '\u0002';
const FLOW_END_MARK = '\u0018';
const SCALAR_MARK = '\u001f';

/** One pass over the tokens of YAML's lexer, which works without recursion however deep the brackets are. */
function scan(source: Source, text: string, tokens: readonly string[]): Trouble[] {
  const troubles: Trouble[] = [];
  const state: LexState = { offset: 0, flow: 0, indicators: 0, started: false };
  let isScalar = false;
  let resumeAt = 0;
  for (const token of tokens) {
    if (token === SCALAR_MARK) isScalar = true;
    else if (token === FLOW_END_MARK) state.flow = Math.max(0, state.flow - 1);
    else if (token !== DOCUMENT_MARK) {
      const trouble = state.offset < resumeAt ? undefined : troubleAt(source, text, token, isScalar, state);
      if (trouble) {
        troubles.push(trouble);
        resumeAt = trouble.end;
        if (trouble.stop || trouble.damaging) break;
      }
      count(state, token, isScalar);
      isScalar = false;
      state.offset += token.length;
    }
  }
  return troubles;
}

interface LexState {
  offset: number;
  /** Open `[` and `{`. */
  flow: number;
  /** `-`, `?` and `:` on this line: `- - - x` nests without any indentation. */
  indicators: number;
  /** Something of a document has been met. */
  started: boolean;
}

function count(state: LexState, token: string, isScalar: boolean): void {
  if (isScalar) {
    state.started = true;
    return;
  }
  if (token === '[' || token === '{') state.flow++;
  else if (token === ']' || token === '}') state.flow = Math.max(0, state.flow - 1);
  else if (token === '-' || token === '?') state.indicators++;
  else if (token.includes('\n')) state.indicators = 0;
  else if (token === '---') state.started = true;
}

function troubleAt(
  source: Source,
  text: string,
  token: string,
  isScalar: boolean,
  state: LexState,
): Trouble | undefined {
  const start = state.offset;
  const span = (end: number): Span => ({ path: source.path, start, end });
  if (isScalar) return state.flow > 0 ? cutScalar(source, text, start, start + token.length) : undefined;
  if (state.flow >= DEEPEST || state.indicators >= DEEPEST) {
    const finding = diagnostic('TK115', span(start + 1), { limit: DEEPEST });
    return { finding, start, end: start + 1, replace: 'nothing', stop: true };
  }
  const end = start + token.length;
  switch (token[0]) {
    case '[': {
      const intervalEnd = intervalAt(text, start);
      if (intervalEnd === undefined) return undefined;
      return { ...quoted('TK110', source, start, intervalEnd), damaging: text[intervalEnd - 1] === ')' };
    }
    case '>':
      return cutComparison(source, text, start);
    case '-':
      if (token === '---') return state.started ? several(span(end), start, end) : undefined;
      return state.flow > 0 && /^-[ \t]*[,\]}]/.test(text.slice(start, start + 20))
        ? quoted('TK111', source, start, start + 1)
        : undefined;
    case '&':
      return { finding: diagnostic('TK106', span(end), { name: token }), start, end, replace: 'blank' };
    case '*':
      return { finding: diagnostic('TK106', span(end), { name: token }), start, end, replace: 'scalar' };
    case '!':
      return { finding: diagnostic('TK107', span(end), { tag: token }), start, end, replace: 'blank' };
    default:
      return undefined;
  }
}

function several(span: Span, start: number, end: number): Trouble {
  return { finding: diagnostic('TK118', span, {}), start, end, replace: 'nothing', stop: true };
}

/** The finding on a stretch that YAML takes apart, with the quotes that mend it. */
function quoted(code: 'TK109' | 'TK110' | 'TK111', source: Source, start: number, end: number): Trouble {
  const text = source.text.slice(start, end);
  const finding = diagnostic(code, { path: source.path, start, end }, { text }, { fixes: [quote(source, start, end)] });
  return { finding, start, end, replace: 'scalar' };
}

/** Puts a stretch of the file into double quotes (single ones where it holds double quotes or backslashes). */
export function quote(source: Source, start: number, end: number): Fix {
  const text = source.text.slice(start, end);
  const replacement = /["\\]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
  return { edits: [{ span: { path: source.path, start, end }, text: replacement }], safe: true };
}

/** An unquoted scalar inside `{ }` or `[ ]` that goes on, by its brackets, beyond where YAML ends it. */
function cutScalar(source: Source, text: string, start: number, end: number): Trouble | undefined {
  const first = text[start];
  if (first === '"' || first === "'") return undefined;
  if (first === '>') return quoted('TK111', source, start, end);
  const intervalEnd = first === '(' ? intervalAt(text, start) : undefined;
  if (intervalEnd !== undefined && intervalEnd > end)
    return { ...quoted('TK110', source, start, intervalEnd), damaging: true };
  const wholeEnd = balancedEnd(text, start);
  if (wholeEnd === undefined || wholeEnd <= end) return undefined;
  return { ...quoted('TK109', source, start, wholeEnd), damaging: true };
}

/** Where a value that began at `start` ends when its brackets are taken as an expression's; undefined where they stay open. */
function balancedEnd(text: string, start: number): number | undefined {
  const limit = Math.min(text.length, start + LONGEST_CUT);
  let open = 0;
  let at = start;
  for (; at < limit; at++) {
    const character = text[at] ?? '';
    if (character === '(' || character === '[') open++;
    else if ((character === ')' || character === ']') && --open < 0) break;
    else if (character === '{' || character === '}') break;
    else if (character === '\n' || isColon(text, at) || (character === ',' && open === 0)) break;
    else if (character === '#' && text[at - 1] === ' ') break;
  }
  if (open > 0 || at === limit) return undefined;
  while (at > start && /\s/.test(text[at - 1] ?? '')) at--;
  return at;
}

/** The colon of a key: expressions have none. */
function isColon(text: string, at: number): boolean {
  return text[at] === ':' && /\s/.test(text[at + 1] ?? ' ');
}

/** Where the interval that begins with the bracket at `start` ends; undefined where none stands there. */
function intervalAt(text: string, start: number): number | undefined {
  const close = /[\])]/.exec(text.slice(start + 1, start + LONGEST_INTERVAL));
  if (!close) return undefined;
  const [low = '', high, ...rest] = text.slice(start + 1, start + 1 + close.index).split('..');
  if (high === undefined || rest.length > 0 || !isEnd(low) || !isEnd(high) || (low + high).trim() === '')
    return undefined;
  return start + 1 + close.index + 1;
}

function isEnd(text: string): boolean {
  return /^(?:\d{4}-\d{2}-\d{2}|-?\s*\d[\d_]*(?:[.]\d+)?\s*(?:%|[A-Za-z]\w*)?|[A-Za-z_]\w*)?$/.test(text.trim());
}

/** `>= 110` and `> 5`: YAML takes `>` for the beginning of a folded text. */
function cutComparison(source: Source, text: string, start: number): Trouble | undefined {
  const lineEnd = text.indexOf('\n', start);
  const line = text.slice(start, lineEnd < 0 ? text.length : lineEnd);
  const header = /^>(?:[+-]?[1-9]?|[1-9][+-])(?=\s|$)/.exec(line);
  const rest = header ? line.slice(header[0].length).trim() : line;
  // A lone `>5` is a header that YAML understands; as text it would have to hold lines.
  const isLone = header !== null && /[1-9]/.test(header[0]) && !isIndented(text, start, lineEnd);
  if (header && (rest === '' || rest.startsWith('#')) && !isLone) return undefined;
  const comment = line.search(/\s#/);
  const end = start + (comment < 0 ? line : line.slice(0, comment)).trimEnd().length;
  return quoted('TK111', source, start, end);
}

/** Whether the line after `lineEnd` is indented deeper than the line on which `start` stands. */
function isIndented(text: string, start: number, lineEnd: number): boolean {
  if (lineEnd < 0) return false;
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const indent = (from: number) => /^[ -]*/.exec(text.slice(from, from + 200))?.[0].length ?? 0;
  return indent(lineEnd + 1) > indent(lineStart);
}
