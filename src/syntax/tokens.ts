import { type Language, OPERATORS } from '../language/vocabulary.ts';

/** A kind of token: what it looks like. */
export interface TokenType {
  readonly name: string;
  /** The text itself, or a sticky regular expression; absent for keywords, which the `name` token names. */
  readonly pattern?: string | RegExp;
  /** Every character that it may begin with. */
  readonly starts: string;
  /** Blanks: read and left out. */
  readonly isSkipped?: boolean;
  /** Of a keyword: which operator it is. */
  readonly keyword?: KeywordName;
  /** Of the token of names: the words that are no names but keywords, by their spelling. */
  readonly keywords?: ReadonlyMap<string, TokenType>;
}

/** A token of one text, with its place in it. */
export interface Token {
  readonly tokenType: TokenType;
  readonly image: string;
  readonly start: number;
  /** One beyond its last character; where it was rewritten, of what the author wrote. */
  readonly end: number;
}

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

/** What stands behind the last token. */
export const END_OF_TEXT: Token = { tokenType: { name: 'end_of_text', starts: '' }, image: '', start: -1, end: -1 };

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

export interface TokenTable {
  readonly tokens: Tokens;
  /** In the order in which they are tried. */
  readonly all: readonly TokenType[];
}

export function createTokens(): TokenTable {
  const all: TokenType[] = [];
  const token = (name: string, starts: string, pattern: string | RegExp): TokenType => {
    const type = { name, starts, pattern };
    all.push(type);
    return type;
  };
  const sign = (name: string, text: string) => token(name, text.charAt(0), text);
  all.push({ name: 'blank', starts: BLANKS, pattern: /[ \t\r\n\u00a0\u2000-\u200b\u202f\ufeff]+/y, isSkipped: true });
  const textual = {
    curlyText: token('curlyText', '“”„‘’‚', /[“”„‘’‚][^“”„‘’‚"]*[“”‘’"]/y),
    text: token('text', `"'`, /"(?:[^"]|"")*"|'(?:[^']|'')*'/y),
    loneQuote: token('loneQuote', `"'“”„‘’‚`, /["'“”„‘’‚]/y),
  };
  const numeric = {
    date: token('date', DIGITS, /\d{4}-\d{2}-\d{2}(?![\d_])/y),
    otherDate: token('otherDate', DIGITS, /(?:\d{1,2}\/\d{1,2}\/\d{4}|\d{2}[.-]\d{2}[.-]\d{4})(?![\d_])/y),
    groupedNumber: token('groupedNumber', DIGITS, /\d{1,3}(?:\.\d{3}){2,}(?![\d_])/y),
    rupiah: token('rupiah', 'R', /R[Pp]\.?[ \t]*(?:\d{1,3}(?:\.\d{3})+|\d+)(?![\d_])/y),
    number: token('number', DIGITS, /\d+(?:_\d+)*(?:\.\d+)?/y),
  };
  const foreignOperator = token('foreignOperator', '<=!&|%≠≤≥×÷−–…', /<>|!==|===?|=>|=<|&&|\|\||!(?!=)|%%|[≠≤≥×÷−–…]/y);
  const coalesce = sign('coalesce', '??');
  const { keywords, bySpelling } = keywordTokens(coalesce);
  const name: TokenType = { name: 'name', starts: LETTERS, pattern: /[A-Za-z]\w*/y, keywords: bySpelling };
  all.push(...Object.values(keywords), name);
  const tokens: Tokens = {
    keywords,
    coalesce,
    name,
    text: textual.text,
    number: numeric.number,
    date: numeric.date,
    relation: token('relation', '!<>=', /!=|<=|>=|=|<|>/y),
    percent: sign('percent', '%'),
    plus: sign('plus', '+'),
    minus: sign('minus', '-'),
    times: sign('times', '*'),
    divide: sign('divide', '/'),
    range: sign('range', '..'),
    dot: sign('dot', '.'),
    comma: sign('comma', ','),
    openRound: sign('openRound', '('),
    closeRound: sign('closeRound', ')'),
    openSquare: sign('openSquare', '['),
    closeSquare: sign('closeSquare', ']'),
    habits: {
      semicolon: sign('semicolon', ';'),
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
function keywordTokens(coalesce: TokenType) {
  const bySpelling = new Map<string, TokenType>([[OPERATORS.coalesce.id, coalesce]]);
  const keyword = (which: KeywordName): TokenType => {
    const { en, id } = OPERATORS[which];
    const type = { name: `word_${which}`, starts: '', keyword: which };
    bySpelling.set(en, type).set(id, type);
    return type;
  };
  const keywords: Record<KeywordName, TokenType> = {
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
    where: keyword('where'),
    true: keyword('true'),
    false: keyword('false'),
  };
  return { keywords, bySpelling };
}

/** The tokens of a text, or where the first characters stand that begin none. */
export type Lexed =
  | { readonly kind: 'tokens'; readonly tokens: readonly Token[] }
  | { readonly kind: 'unknown'; readonly start: number };

/** Takes at each place the first kind of token that stands there. */
export function createLexer(all: readonly TokenType[]): (text: string) => Lexed {
  const byStart = new Map<string, TokenType[]>();
  for (const type of all) {
    for (const character of type.starts) {
      const kinds = byStart.get(character);
      if (kinds) kinds.push(type);
      else byStart.set(character, [type]);
    }
  }
  return (text) => {
    const tokens: Token[] = [];
    for (let start = 0; start < text.length; ) {
      const token = tokenAt(text, start, byStart.get(text.charAt(start)));
      if (!token) return { kind: 'unknown', start };
      if (!token.tokenType.isSkipped) tokens.push(token);
      start = token.end;
    }
    return { kind: 'tokens', tokens };
  };
}

function tokenAt(text: string, start: number, kinds: readonly TokenType[] = []): Token | undefined {
  for (const type of kinds) {
    const image = imageAt(text, start, type.pattern);
    if (image === undefined) continue;
    return { tokenType: type.keywords?.get(image) ?? type, image, start, end: start + image.length };
  }
  return undefined;
}

function imageAt(text: string, start: number, pattern: string | RegExp | undefined): string | undefined {
  if (pattern === undefined) return undefined;
  if (typeof pattern === 'string') return text.startsWith(pattern, start) ? pattern : undefined;
  pattern.lastIndex = start;
  return pattern.exec(text)?.[0];
}

export function wordOf(keyword: KeywordName, language: Language): string {
  return OPERATORS[keyword][language];
}
