import type { IToken, TokenType } from 'chevrotain';
import { type Diagnostic, diagnostic, type Edit } from '../base/diagnostic.ts';
import { type Language, OPERATORS } from '../language/vocabulary.ts';
import { daysFromCivil, formatIsoDate } from '../number/calendar.ts';
import { endOf, otherLanguage } from './build-expression.ts';
import { numberText } from './print.ts';
import type { ScalarText } from './scalar-map.ts';
import { FOREIGN_OPERATORS, type KeywordName, type Tokens } from './tokens.ts';

/** What every step of the reading of one text needs. */
export interface Reading {
  readonly scalar: ScalarText;
  readonly language: Language;
  readonly types: Tokens;
}

/** Tokens of the language, with a finding for each spelling of another tool that was rewritten. */
export interface Reworded {
  readonly tokens: readonly IToken[];
  readonly findings: readonly Diagnostic[];
}

/**
 * Rewrites the spellings of other tools, token by token: operators, dates, quotes, amounts of money, words in capitals
 * or in the other language [Y2]. What depends on brackets (commas, semicolons, spreadsheet functions) comes after.
 */
export function reword(tokens: readonly IToken[], reading: Reading): Reworded {
  const findings: Diagnostic[] = [];
  const reworded = tokens.flatMap((token): IToken[] => {
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
export function retag(token: IToken, type: TokenType, image = token.image): IToken {
  return { ...token, tokenType: type, tokenTypeIdx: type.tokenTypeIdx ?? 0, image, endOffset: endOf(token) - 1 };
}

export function keywordToken(at: IToken, keyword: KeywordName, { language, types }: Reading): IToken {
  return retag(at, types.keywords[keyword], OPERATORS[keyword][language]);
}

/** A change of the characters of a token; a word is kept apart from letters and digits beside it. */
function replacement(token: IToken, text: string, { scalar }: Reading): Edit {
  const isWord = (character: string | undefined) => character !== undefined && /\w/.test(character);
  const wordy = isWord(text[0]);
  const before = wordy && isWord(scalar.text[token.startOffset - 1]) ? ' ' : '';
  const after = wordy && isWord(scalar.text[endOf(token)]) ? ' ' : '';
  return { span: scalar.span(token.startOffset, endOf(token)), text: before + text + after };
}

function rewritten(
  code: 'TK206' | 'TK208',
  token: IToken,
  text: string,
  reading: Reading,
  findings: Diagnostic[],
): void {
  const edit = replacement(token, text, reading);
  const args = { found: token.image, rewritten: text };
  findings.push(diagnostic(code, edit.span, args, { fixes: [{ edits: [edit], safe: true }] }));
}

function foreignOperator(token: IToken, reading: Reading, findings: Diagnostic[]): IToken[] {
  const meaning = FOREIGN_OPERATORS.get(token.image);
  if (!meaning) throw new Error(`no meaning: ${token.image}`);
  const changed =
    'keyword' in meaning
      ? keywordToken(token, meaning.keyword, reading)
      : signToken(token, meaning.sign, reading.types);
  rewritten('TK208', token, changed.image, reading, findings);
  return [changed];
}

function signToken(at: IToken, sign: string, types: Tokens): IToken {
  const signs = { '%': types.percent, '*': types.times, '/': types.divide, '-': types.minus, '..': types.range };
  const found = Object.entries(signs).find(([spelling]) => spelling === sign);
  return retag(at, found ? found[1] : types.relation, sign);
}

/** `31/03/2026`: day before month, as Indonesia writes; certain only where the day cannot be a month. */
function otherDate(token: IToken, reading: Reading, findings: Diagnostic[]): IToken {
  const [day = '', month = '', year = ''] = token.image.split(/[/.-]/);
  const days = daysFromCivil(Number(year), Number(month), Number(day));
  const span = reading.scalar.span(token.startOffset, endOf(token));
  if (days === undefined) {
    findings.push(diagnostic('TK216', span, { found: token.image }));
    return retag(token, reading.types.date, '1970-01-01');
  }
  const text = formatIsoDate(days);
  const fixes = [{ edits: [{ span, text }], safe: Number(day) > 12 || day === month }];
  findings.push(diagnostic('TK216', span, { found: token.image, rewritten: text }, { fixes }));
  return retag(token, reading.types.date, text);
}

function curlyText(token: IToken, { scalar, types }: Reading, findings: Diagnostic[]): IToken {
  const end = endOf(token);
  // In a scalar in double quotes the single ones need no escape.
  const quote = scalar.quote === '"' ? "'" : '"';
  const opening = { span: scalar.span(token.startOffset, token.startOffset + 1), text: quote };
  const closing = { span: scalar.span(end - 1, end), text: quote };
  const span = scalar.span(token.startOffset, end);
  findings.push(
    diagnostic('TK209', span, { found: token.image }, { fixes: [{ edits: [opening, closing], safe: true }] }),
  );
  return retag(token, types.text, `"${token.image.slice(1, -1)}"`);
}

/** `Rp 2.500.000` -> `2_500_000 IDR`. */
function rupiah(token: IToken, reading: Reading, findings: Diagnostic[]): IToken[] {
  const amount = numberText(token.image.replace(/\D/g, ''), '');
  rewritten('TK206', token, `${amount} IDR`, reading, findings);
  return [retag(token, reading.types.number, amount), retag(token, reading.types.name, 'IDR')];
}

const SHOUTED: readonly KeywordName[] = ['or', 'and', 'not', 'if', 'then', 'else'];

/** `a AND b`: words of the language are written small. */
function capitals(token: IToken, reading: Reading, findings: Diagnostic[]): IToken {
  const small = token.image.toLowerCase();
  const keyword = SHOUTED.find((each) => OPERATORS[each].en === small || OPERATORS[each].id === small);
  if (!keyword) return token;
  const changed = keywordToken(token, keyword, reading);
  rewritten('TK208', token, changed.image, reading, findings);
  return changed;
}

function foreignWord(token: IToken, { scalar, language }: Reading, findings: Diagnostic[]): IToken {
  for (const [name, word] of Object.entries(OPERATORS)) {
    if (name === 'coalesce' || token.tokenType.name !== `word_${name}`) continue;
    if (token.image !== word[language]) {
      const span = scalar.span(token.startOffset, endOf(token));
      findings.push(otherLanguage(token.image, word[language], language, span));
    }
    break;
  }
  return token;
}
