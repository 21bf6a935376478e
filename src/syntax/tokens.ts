import { createToken, type IToken, type ITokenConfig, Lexer, type TokenType } from 'chevrotain';
import { type Language, OPERATORS, type Word } from '../language/vocabulary.ts';

/** Operator words that are tokens of their own; `??` and `jika_kosong` stand in `coalesce`. */
export type KeywordName = Exclude<keyof typeof OPERATORS, 'coalesce'>;

export interface Tokens {
  readonly keywords: Readonly<Record<KeywordName, TokenType>>;
  readonly coalesce: TokenType;
  readonly relation: TokenType;
  readonly number: TokenType;
  readonly date: TokenType;
  readonly text: TokenType;
  readonly name: TokenType;
  readonly percent: TokenType;
  readonly plus: TokenType;
  readonly minus: TokenType;
  readonly times: TokenType;
  readonly divide: TokenType;
  readonly range: TokenType;
  readonly dot: TokenType;
  readonly comma: TokenType;
  readonly openRound: TokenType;
  readonly closeRound: TokenType;
  readonly openSquare: TokenType;
  readonly closeSquare: TokenType;
  /** Spellings of other tools: recognised so that they can be answered and rewritten, never part of the grammar. */
  readonly habits: {
    readonly semicolon: TokenType;
    readonly foreignOperator: TokenType;
    readonly otherDate: TokenType;
    readonly groupedNumber: TokenType;
    readonly rupiah: TokenType;
    readonly curlyText: TokenType;
    readonly loneQuote: TokenType;
  };
}

/** Operators of other tools and what they are here: a keyword, or the spelling of a token of the language. */
export const FOREIGN_OPERATORS: ReadonlyMap<string, { readonly keyword: KeywordName } | { readonly sign: string }> =
  new Map<string, { readonly keyword: KeywordName } | { readonly sign: string }>([
    ['<>', { sign: '!=' }],
    ['!==', { sign: '!=' }],
    ['≠', { sign: '!=' }],
    ['===', { sign: '=' }],
    ['==', { sign: '=' }],
    ['=<', { sign: '<=' }],
    ['≤', { sign: '<=' }],
    ['=>', { sign: '>=' }],
    ['≥', { sign: '>=' }],
    ['&&', { keyword: 'and' }],
    ['||', { keyword: 'or' }],
    ['!', { keyword: 'not' }],
    ['%%', { sign: '%' }],
    ['×', { sign: '*' }],
    ['÷', { sign: '/' }],
    ['−', { sign: '-' }],
    ['–', { sign: '-' }],
    ['…', { sign: '..' }],
  ]);

const DIGITS = '0123456789';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Also those that word processors and web pages put in. */
const BLANKS = ' \t\r\n\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\ufeff';

export function createTokens(): { readonly tokens: Tokens; readonly all: TokenType[] } {
  const all: TokenType[] = [];
  const token = (name: string, pattern: RegExp | string, more: Partial<ITokenConfig> = {}): TokenType => {
    const type = createToken({ name, pattern, ...more });
    all.push(type);
    return type;
  };
  // Said here, the first characters need not be worked out from the pattern at every start.
  const from = (characters: string): Partial<ITokenConfig> => ({ start_chars_hint: [...characters] });
  token('blank', /[ \t\r\n\u00a0\u2000-\u200b\u202f\ufeff]+/, {
    ...from(BLANKS),
    group: Lexer.SKIPPED,
    line_breaks: true,
  });
  const name = createToken({ name: 'name', pattern: /[A-Za-z]\w*/, ...from(LETTERS) });
  const textual = {
    curlyText: token('curlyText', /[“”„‘’‚][^“”„‘’‚"]*[“”‘’"]/, { ...from('“”„‘’‚'), line_breaks: true }),
    text: token('text', /"(?:[^"]|"")*"|'(?:[^']|'')*'/, { ...from(`"'`), line_breaks: true }),
    loneQuote: token('loneQuote', /["'“”„‘’‚]/, from(`"'“”„‘’‚`)),
  };
  const numeric = {
    date: token('date', /\d{4}-\d{2}-\d{2}(?![\d_])/, from(DIGITS)),
    otherDate: token('otherDate', /(?:\d{1,2}\/\d{1,2}\/\d{4}|\d{2}[.-]\d{2}[.-]\d{4})(?![\d_])/, from(DIGITS)),
    groupedNumber: token('groupedNumber', /\d{1,3}(?:\.\d{3}){2,}(?![\d_])/, from(DIGITS)),
    rupiah: token('rupiah', /R[Pp]\.?[ \t]*(?:\d{1,3}(?:\.\d{3})+|\d+)(?![\d_])/, from('R')),
    number: token('number', /\d+(?:_\d+)*(?:\.\d+)?/, from(DIGITS)),
  };
  const foreignOperator = token(
    'foreignOperator',
    /<>|!==|===?|=>|=<|&&|\|\||!(?!=)|%%|[≠≤≥×÷−–…]/,
    from('<=!&|%≠≤≥×÷−–…'),
  );
  const coalesce = token('coalesce', /\?\?|jika_kosong/, { ...from('?j'), longer_alt: name });
  const keywords = keywordTokens(token, name);
  all.push(name);
  const tokens: Tokens = {
    keywords,
    coalesce,
    name,
    text: textual.text,
    number: numeric.number,
    date: numeric.date,
    relation: token('relation', /!=|<=|>=|=|<|>/, from('!<>=')),
    percent: token('percent', '%'),
    plus: token('plus', '+'),
    minus: token('minus', '-'),
    times: token('times', '*'),
    divide: token('divide', '/'),
    range: token('range', '..'),
    dot: token('dot', '.'),
    comma: token('comma', ','),
    openRound: token('openRound', '('),
    closeRound: token('closeRound', ')'),
    openSquare: token('openSquare', '['),
    closeSquare: token('closeSquare', ']'),
    habits: {
      semicolon: token('semicolon', ';'),
      foreignOperator,
      otherDate: numeric.otherDate,
      groupedNumber: numeric.groupedNumber,
      rupiah: numeric.rupiah,
      curlyText: textual.curlyText,
      loneQuote: textual.loneQuote,
    },
  };
  return { tokens, all };
}

/** A keyword is read in both spellings, whatever the language of the file: the other one is answered, not refused. */
function keywordTokens(
  token: (name: string, pattern: RegExp, more: Partial<ITokenConfig>) => TokenType,
  name: TokenType,
): Record<KeywordName, TokenType> {
  const keyword = (which: KeywordName) => {
    const { en, id }: Word = OPERATORS[which];
    return token(`word_${which}`, en === id ? new RegExp(en) : new RegExp(`${en}|${id}`), {
      start_chars_hint: [en.charAt(0), id.charAt(0)],
      longer_alt: name,
    });
  };
  return {
    or: keyword('or'),
    and: keyword('and'),
    not: keyword('not'),
    if: keyword('if'),
    then: keyword('then'),
    else: keyword('else'),
    in: keyword('in'),
    between: keyword('between'),
    of: keyword('of'),
    is: keyword('is'),
    missing: keyword('missing'),
    true: keyword('true'),
    false: keyword('false'),
  };
}

/** The tokens of a text, or where the first characters stand that begin none. */
export type Lexed =
  | { readonly kind: 'tokens'; readonly tokens: readonly IToken[] }
  | { readonly kind: 'unknown'; readonly start: number };

export function createLexer(all: TokenType[]): (text: string) => Lexed {
  const lexer = new Lexer(all, { positionTracking: 'onlyOffset', skipValidations: true });
  return (text) => {
    const { tokens, errors } = lexer.tokenize(text);
    const [first] = errors;
    return first ? { kind: 'unknown', start: first.offset } : { kind: 'tokens', tokens };
  };
}

export function wordOf(keyword: KeywordName, language: Language): string {
  return OPERATORS[keyword][language];
}
