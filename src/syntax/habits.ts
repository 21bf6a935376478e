import { type Diagnostic, diagnostic, type Edit } from '../base/diagnostic.ts';
import { type Language, OPERATORS } from '../language/vocabulary.ts';
import { daysFromCivil, formatIsoDate } from '../number/calendar.ts';
import { otherLanguage } from './build-expression.ts';
import { numberText } from './print.ts';
import type { ScalarText } from './scalar-map.ts';
import { FOREIGN_OPERATORS, type KeywordName, type Token, type Tokens, type TokenType } from './tokens.ts';

/** What every step of the reading of one text needs. */
export interface Reading {
  readonly scalar: ScalarText;
  readonly language: Language;
  readonly types: Tokens;
}

/** Tokens of the language, with a finding for each spelling of another tool that was rewritten. */
export interface Reworded {
  readonly tokens: readonly Token[];
  readonly findings: readonly Diagnostic[];
}

/**
 * Rewrites the spellings of other tools, token by token: operators, dates, quotes, amounts of money, words in capitals
 * or in the other language [Y2]. What depends on brackets (commas, semicolons, spreadsheet functions) comes after.
 */
export function reword(tokens: readonly Token[], reading: Reading): Reworded {
  const findings: Diagnostic[] = [];
  const reworded = tokens.flatMap((token): Token[] => {
    const { tokenType } = token;
    const { habits, name } = reading.types;
    if (tokenType === habits.foreignOperator) return foreignOperator(token, reading, findings);
    if (tokenType === habits.otherDate) return [otherDate(token, reading, findings)];
    if (tokenType === habits.curlyText) return [curlyText(token, reading, findings)];
    if (tokenType === habits.rupiah) return rupiah(token, reading, findings);
    if (tokenType === name) return [capitals(token, reading, findings)];
    return [foreignWord(token, reading, findings)];
  });
  return { tokens: reworded, findings };
}

/** The token as another type with another spelling, at the same place. */
export function retag(token: Token, type: TokenType, image = token.image): Token {
  return { ...token, tokenType: type, image };
}

export function keywordToken(at: Token, keyword: KeywordName, { language, types }: Reading): Token {
  return retag(at, types.keywords[keyword], OPERATORS[keyword][language]);
}

/** A change of the characters of a token; a word is kept apart from letters and digits beside it. */
function replacement(token: Token, text: string, { scalar }: Reading): Edit {
  const isWord = (character: string | undefined) => character !== undefined && /\w/.test(character);
  const wordy = isWord(text[0]);
  const before = wordy && isWord(scalar.text[token.start - 1]) ? ' ' : '';
  const after = wordy && isWord(scalar.text[token.end]) ? ' ' : '';
  return { span: scalar.span(token.start, token.end), text: before + text + after };
}

function rewritten(
  code: 'TK206' | 'TK208',
  token: Token,
  text: string,
  reading: Reading,
  findings: Diagnostic[],
): void {
  const edit = replacement(token, text, reading);
  const args = { found: token.image, rewritten: text };
  findings.push(diagnostic(code, edit.span, args, { fixes: [{ edits: [edit], safe: true }] }));
}

function foreignOperator(token: Token, reading: Reading, findings: Diagnostic[]): Token[] {
  const meaning = FOREIGN_OPERATORS.get(token.image);
  if (!meaning) throw new Error(`no meaning: ${token.image}`);
  const changed =
    'keyword' in meaning
      ? keywordToken(token, meaning.keyword, reading)
      : signToken(token, meaning.sign, reading.types);
  rewritten('TK208', token, changed.image, reading, findings);
  return [changed];
}

function signToken(at: Token, sign: string, types: Tokens): Token {
  const signs = { '%': types.percent, '*': types.times, '/': types.divide, '-': types.minus, '..': types.range };
  const found = Object.entries(signs).find(([spelling]) => spelling === sign);
  return retag(at, found ? found[1] : types.relation, sign);
}

/** `31/03/2026`: day before month, as Indonesia writes; certain only where the day cannot be a month. */
function otherDate(token: Token, reading: Reading, findings: Diagnostic[]): Token {
  const [day = '', month = '', year = ''] = token.image.split(/[/.-]/);
  const days = daysFromCivil(Number(year), Number(month), Number(day));
  const span = reading.scalar.span(token.start, token.end);
  if (days === undefined) {
    findings.push(diagnostic('TK216', span, { found: token.image }));
    return retag(token, reading.types.date, '1970-01-01');
  }
  const text = formatIsoDate(days);
  const fixes = [{ edits: [{ span, text }], safe: Number(day) > 12 || day === month }];
  findings.push(diagnostic('TK216', span, { found: token.image, rewritten: text }, { fixes }));
  return retag(token, reading.types.date, text);
}

function curlyText(token: Token, { scalar, types }: Reading, findings: Diagnostic[]): Token {
  const end = token.end;
  // In a scalar in double quotes the single ones need no escape.
  const quote = scalar.quote === '"' ? "'" : '"';
  const opening = { span: scalar.span(token.start, token.start + 1), text: quote };
  const closing = { span: scalar.span(end - 1, end), text: quote };
  const span = scalar.span(token.start, end);
  findings.push(
    diagnostic('TK209', span, { found: token.image }, { fixes: [{ edits: [opening, closing], safe: true }] }),
  );
  return retag(token, types.text, `"${token.image.slice(1, -1)}"`);
}

/** `Rp 2.500.000` -> `2_500_000 IDR`. */
function rupiah(token: Token, reading: Reading, findings: Diagnostic[]): Token[] {
  const amount = numberText(token.image.replace(/\D/g, ''), '');
  rewritten('TK206', token, `${amount} IDR`, reading, findings);
  return [retag(token, reading.types.number, amount), retag(token, reading.types.name, 'IDR')];
}

const SHOUTED: readonly KeywordName[] = ['or', 'and', 'not', 'if', 'then', 'else'];

/** `a AND b`: words of the language are written small. */
function capitals(token: Token, reading: Reading, findings: Diagnostic[]): Token {
  const small = token.image.toLowerCase();
  const keyword = SHOUTED.find((each) => OPERATORS[each].en === small || OPERATORS[each].id === small);
  if (!keyword) return token;
  const changed = keywordToken(token, keyword, reading);
  rewritten('TK208', token, changed.image, reading, findings);
  return changed;
}

function foreignWord(token: Token, { scalar, language }: Reading, findings: Diagnostic[]): Token {
  const { keyword } = token.tokenType;
  if (keyword !== undefined && token.image !== OPERATORS[keyword][language]) {
    const span = scalar.span(token.start, token.end);
    findings.push(otherLanguage(token.image, OPERATORS[keyword][language], language, span));
  }
  return token;
}
