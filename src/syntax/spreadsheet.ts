import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import type { Span } from '../base/source.ts';
import { FUNCTIONS, WORDS } from '../language/vocabulary.ts';
import { type Brackets, endsOperand, type Frame } from './brackets.ts';
import { keywordToken, type Reading, retag } from './habits.ts';
import { numberText } from './print.ts';
import type { Token } from './tokens.ts';

/** A function as spreadsheets write it, and what its brackets become here. */
type Form =
  | { readonly kind: 'if' }
  | { readonly kind: 'chain'; readonly operator: 'and' | 'or' }
  | { readonly kind: 'call'; readonly callee: string; readonly mode?: 'half_up' | 'up' | 'down' };

export interface Settled {
  readonly tokens: readonly Token[];
  readonly findings: readonly Diagnostic[];
  /** The first spreadsheet function: then the whole text is answered with one rewriting. */
  readonly formula?: {
    readonly span: Span;
    readonly found: string;
    /** False where a comma between digits, `IF(a,1,5)`, may have been a decimal one. */
    readonly certain: boolean;
  };
}

interface Level {
  readonly frame: Frame;
  readonly form: Form | undefined;
  separators: number;
}

/**
 * Settles what depends on brackets: which commas are decimal, semicolons between arguments, and the functions of
 * spreadsheets, whose tokens are replaced by those of the form they have here. `list`: commas separate also outside
 * brackets, as in a table's cell.
 */
export function settleSeparators(
  tokens: readonly Token[],
  brackets: Brackets,
  reading: Reading,
  list: boolean,
): Settled {
  const { types } = reading;
  const out: Token[] = [];
  const findings: Diagnostic[] = [];
  const levels: Level[] = [{ frame: brackets.whole, form: undefined, separators: 0 }];
  let formula: { span: Span; found: string } | undefined;
  let certain = true;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    const level = levels[levels.length - 1];
    if (!token || !level) break;
    const { tokenType } = token;
    if (tokenType === types.number || tokenType === types.habits.groupedNumber) {
      const separated = separates(level, list);
      if (separated && isTight(tokens, index, reading)) certain = false;
      const groups = separated ? [] : commaGroups(tokens, index, reading);
      const habit = readHabit(token, groups, reading);
      const end = index + groups.length * 2;
      if (habit) out.push(rewriteNumber(token, groups, habit, reading, findings));
      else out.push(...tokens.slice(index, end + 1));
      index = end;
      continue;
    }
    const form = formAt(tokens, index, brackets, reading);
    const frame = brackets.frames.get(form ? index + 1 : index);
    if (form && frame) {
      const last = tokens[frame.closer] ?? token;
      const span = reading.scalar.span(token.start, last.end);
      formula ??= { span, found: reading.scalar.text.slice(token.start, last.end) };
      out.push(...opening(form, token, reading));
      levels.push({ frame, form, separators: 0 });
      index++;
    } else if (frame) {
      out.push(token);
      levels.push({ frame, form: undefined, separators: 0 });
    } else if (tokenType === types.closeRound || tokenType === types.closeSquare) {
      out.push(...(level.form ? closing(level.form, level.separators, token, reading) : [token]));
      if (levels.length > 1) levels.pop();
    } else if (tokenType === types.comma || tokenType === types.habits.semicolon) {
      level.separators++;
      out.push(
        ...(level.form
          ? separating(level.form, level.separators, token, reading)
          : [plain(token, level.frame, reading, findings)]),
      );
    } else out.push(token);
  }
  return { tokens: out, findings, ...(formula && { formula: { ...formula, certain } }) };
}

/** Whether a comma in this pair of brackets stands between two things, rather than in a number. */
function separates({ frame, form }: Level, list: boolean): boolean {
  const { kind, semicolons, range } = frame;
  if (semicolons > 0) return false;
  if (form || kind === 'call') return true;
  return kind === 'square' ? !range : kind === 'whole' && list && !range;
}

/** The digits after the number at `index` that follow commas without a blank: `1,76`, `2,500,000`. */
function commaGroups(tokens: readonly Token[], index: number, reading: Reading): Token[] {
  const groups: Token[] = [];
  for (let at = index; isTight(tokens, at, reading); at += 2) {
    const digits = tokens[at + 2];
    if (digits) groups.push(digits);
  }
  return groups;
}

/** Whether a comma and digits follow the number at `index` without a blank. */
function isTight(tokens: readonly Token[], index: number, { types }: Reading): boolean {
  const [number, comma, digits] = [tokens[index], tokens[index + 1], tokens[index + 2]];
  if (!number || comma?.tokenType !== types.comma || digits?.tokenType !== types.number) return false;
  return number.end === comma.start && comma.end === digits.start && !digits.image.includes('_');
}

function rewriteNumber(
  token: Token,
  groups: readonly Token[],
  { code, whole, fraction, certain }: HabitNumber,
  { types, scalar }: Reading,
  findings: Diagnostic[],
): Token {
  const end = (groups[groups.length - 1] ?? token).end;
  const found = scalar.text.slice(token.start, end);
  const rewritten = numberText(whole, fraction);
  const span = scalar.span(token.start, end);
  const fixes = [{ edits: [{ span, text: rewritten }], safe: certain }];
  findings.push(diagnostic(code, span, { found, rewritten }, { fixes }));
  return { ...retag(token, types.number, rewritten), end };
}

interface HabitNumber {
  readonly code: 'TK205' | 'TK206';
  readonly whole: string;
  readonly fraction: string;
  readonly certain: boolean;
}

/** What a number with dots or commas in it means; undefined for a plain one, and where no reading fits. */
function readHabit({ image, tokenType }: Token, groups: readonly Token[], { types }: Reading): HabitNumber | undefined {
  const texts = groups.map((group) => group.image);
  const joined = texts.join('');
  if (texts.length > 1) {
    // 2,500,000.50, as English writes.
    const grouped = /^\d{1,3}$/.test(image) && texts.every((text) => /^\d{3}(?:\.\d+)?$/.test(text));
    const [whole = '', fraction = ''] = (image + joined).split('.');
    return grouped ? { code: 'TK206', whole, fraction, certain: true } : undefined;
  }
  const whole = image.replaceAll('.', '').replaceAll('_', '');
  if (tokenType === types.habits.groupedNumber) return { code: 'TK206', whole, fraction: joined, certain: true };
  if (texts.length === 0 || !/^\d+$/.test(joined)) return undefined;
  if (/^\d{1,3}\.\d{3}$/.test(image)) return { code: 'TK206', whole, fraction: joined, certain: true };
  // `1,234` may have meant either.
  return image.includes('.') ? undefined : { code: 'TK205', whole, fraction: joined, certain: joined.length !== 3 };
}

/** A semicolon between arguments is a comma here; elsewhere the parser will refuse it. */
function plain(token: Token, frame: Frame, { types, scalar }: Reading, findings: Diagnostic[]): Token {
  if (token.tokenType !== types.habits.semicolon || (frame.kind !== 'call' && frame.kind !== 'square')) return token;
  const span = scalar.span(token.start, token.end);
  findings.push(diagnostic('TK210', span, {}, { fixes: [{ edits: [{ span, text: ',' }], safe: true }] }));
  return retag(token, types.comma, ',');
}

function formAt(tokens: readonly Token[], index: number, brackets: Brackets, { types }: Reading): Form | undefined {
  const token = tokens[index];
  const frame = brackets.frames.get(index + 1);
  if (!token || !frame || tokens[index + 1]?.tokenType !== types.openRound) return undefined;
  const { keywords, name, dot } = types;
  const before = tokens[index - 1];
  const has = frame.commas + frame.semicolons > 0;
  if (token.tokenType === keywords.if) {
    return has && tokens[frame.closer + 1]?.tokenType !== keywords.then ? { kind: 'if' } : undefined;
  }
  if (token.tokenType === keywords.and || token.tokenType === keywords.or) {
    if (before && endsOperand(before, types)) return undefined;
    return { kind: 'chain', operator: token.tokenType === keywords.and ? 'and' : 'or' };
  }
  return token.tokenType === name && before?.tokenType !== dot ? shoutedFunction(token.image) : undefined;
}

/** ROUND, Sum, JUMLAH …: a function of the language, not written small as the language writes it. */
function shoutedFunction(word: string): Form | undefined {
  const small = word.toLowerCase();
  if (small === word) return undefined;
  if (small === 'roundup') return { kind: 'call', callee: 'round', mode: 'up' };
  if (small === 'rounddown') return { kind: 'call', callee: 'round', mode: 'down' };
  const found = Object.entries(FUNCTIONS).find(([, { en, id }]) => en === small || id === small);
  if (!found) return undefined;
  return found[0] === 'round' ? { kind: 'call', callee: 'round', mode: 'half_up' } : { kind: 'call', callee: found[0] };
}

/** Tokens that stand for one that the author wrote, at its place. */
function opening(form: Form, at: Token, reading: Reading): Token[] {
  const open = retag(at, reading.types.openRound, '(');
  if (form.kind === 'if') return [open, keywordToken(at, 'if', reading)];
  if (form.kind === 'chain') return [open, open];
  const word = Object.entries(FUNCTIONS).find(([name]) => name === form.callee)?.[1];
  return [retag(at, reading.types.name, word?.[reading.language] ?? form.callee), open];
}

function separating(form: Form, count: number, at: Token, reading: Reading): Token[] {
  const { types } = reading;
  if (form.kind === 'if' && count <= 2) return [keywordToken(at, count === 1 ? 'then' : 'else', reading)];
  if (form.kind !== 'chain') return [retag(at, types.comma, ',')];
  return [retag(at, types.closeRound, ')'), keywordToken(at, form.operator, reading), retag(at, types.openRound, '(')];
}

function closing(form: Form, separators: number, at: Token, reading: Reading): Token[] {
  const { types, language } = reading;
  const close = retag(at, types.closeRound, ')');
  if (form.kind === 'if' && separators === 1) {
    return [keywordToken(at, 'else', reading), keywordToken(at, 'missing', reading), close];
  }
  if (form.kind === 'chain') return [close, close];
  if (form.kind !== 'call' || !form.mode || separators > 1) return [close];
  const comma = retag(at, types.comma, ',');
  const digits = separators === 0 ? [comma, retag(at, types.number, '0')] : [];
  return [...digits, comma, retag(at, types.name, WORDS[form.mode][language]), close];
}
