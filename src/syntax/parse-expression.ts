import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import { once } from '../base/once.ts';
import type { Outcome } from '../base/outcome.ts';
import type { Span } from '../base/source.ts';
import { type Language, WORDS } from '../language/vocabulary.ts';
import type { CellAst, Expression, IntervalExpression, SortKeyAst } from './ast.ts';
import { endsOperand, isTallerThan, pairBrackets, tooDeep } from './brackets.ts';
import { ExpressionBuilder, otherLanguage } from './build-expression.ts';
import { ExpressionGrammar } from './grammar.ts';
import { type Reading, reword } from './habits.ts';
import type { IdSource } from './ids.ts';
import { LOOKAHEAD } from './lookahead.generated.ts';
import { printCell, printExpression, printInterval } from './print.ts';
import { RuleRunner } from './rules.ts';
import { asWritten, type ScalarText } from './scalar-map.ts';
import { type Settled, settleSeparators } from './spreadsheet.ts';
import { createLexer, createTokens, END_OF_TEXT, type Lexed, type Token, type Tokens } from './tokens.ts';

export { IdSource } from './ids.ts';

/** Longest text, in UTF-16 code units. */
export const MOST_CHARACTERS = 20_000;
/** Most tokens, e.g. of a long list of values. */
export const MOST_TOKENS = 4_000;
/** Deepest nesting of brackets, which the parser reads by recursion: about half of the call stack that Node gives. */
export const DEEPEST = 64;
/** Tallest tree: a chain `a + a + …` is as tall as it is long, and later stages walk trees by recursion. */
export const TALLEST = 500;

/** Reads an expression. The value is present also beside findings whose meaning is clear, such as a decimal comma. */
export function parseExpression(scalar: ScalarText, language: Language, ids: IdSource): Outcome<Expression> {
  return read(scalar, language, ids, EXPRESSION);
}

/** Reads `[a..b)`, `a..b` (both ends in), `< 90`, `>= 90`. */
export function parseInterval(scalar: ScalarText, language: Language, ids: IdSource): Outcome<IntervalExpression> {
  return read(scalar, language, ids, INTERVAL);
}

/** Reads a table's cell: `-` for any, values separated by commas, an interval, a comparison. */
export function parseCell(scalar: ScalarText, language: Language, ids: IdSource): Outcome<CellAst> {
  const text = scalar.text.trim();
  if (text === '-' || text === '–') {
    const start = scalar.text.indexOf(text);
    return { value: { kind: 'any', span: scalar.span(start, start + 1) }, diagnostics: [] };
  }
  return read(scalar, language, ids, CELL);
}

/** Reads a sort key: an expression with an optional direction, ascending where none is said. */
export function parseSortKey(scalar: ScalarText, language: Language, ids: IdSource): Outcome<SortKeyAst> {
  const { text } = scalar;
  const end = text.trimEnd().length;
  let start = end;
  while (start > 0 && /\w/.test(text[start - 1] ?? '')) start--;
  const word = text.slice(start, end);
  const small = word.toLowerCase();
  const direction = (['asc', 'desc'] as const).find((each) => WORDS[each].en === small || WORDS[each].id === small);
  if (!direction || text.slice(0, start).trim() === '') return asKey(read(scalar, language, ids, EXPRESSION), false);
  const findings: Diagnostic[] = [];
  const span = scalar.span(start, end);
  const expected = WORDS[direction][language];
  if (small !== expected) findings.push(otherLanguage(word, expected, language, span));
  else if (word !== expected) {
    const fixes = [{ edits: [{ span, text: expected }], safe: true }];
    findings.push(diagnostic('TK208', span, { found: word, rewritten: expected }, { fixes }));
  }
  const value = read({ text: text.slice(0, start), span: scalar.span }, language, ids, EXPRESSION);
  return asKey({ ...value, diagnostics: [...value.diagnostics, ...findings] }, direction === 'desc');
}

function asKey({ value, diagnostics }: Outcome<Expression>, descending: boolean): Outcome<SortKeyAst> {
  return value ? { value: { value, descending }, diagnostics } : { diagnostics };
}

/** One kind of text: how it is parsed and printed, and what is special about it. */
interface Form<T> {
  readonly rule: (grammar: ExpressionGrammar) => () => T;
  readonly print: (value: T, language: Language) => string;
  /** Commas separate values outside brackets. */
  readonly list: boolean;
  /** A spreadsheet writes `=` before it. */
  readonly leadingEquals: boolean;
  /** Answers whatever does not fit with this code, rather than with the place where it stops fitting. */
  readonly refusal?: 'TK214';
}

const EXPRESSION: Form<Expression> = {
  rule: (grammar) => grammar.expression,
  print: printExpression,
  list: false,
  leadingEquals: true,
};
const INTERVAL: Form<IntervalExpression> = {
  rule: (grammar) => grammar.interval,
  print: printInterval,
  list: false,
  leadingEquals: false,
  refusal: 'TK214',
};
const CELL: Form<CellAst> = { rule: (grammar) => grammar.cell, print: printCell, list: true, leadingEquals: false };

/** What reads expressions. */
interface Machinery {
  readonly tokens: Tokens;
  readonly lex: (text: string) => Lexed;
  readonly runner: RuleRunner;
  readonly grammar: ExpressionGrammar;
}

/** Built on first use, which a program that parses nothing does not pay for. */
const theMachinery = once((): Machinery => {
  const { tokens, all } = createTokens();
  const runner = new RuleRunner(LOOKAHEAD);
  return { tokens, lex: createLexer(all), runner, grammar: new ExpressionGrammar(runner, tokens) };
});

function read<T>(scalar: ScalarText, language: Language, ids: IdSource, form: Form<T>): Outcome<T> {
  const { text } = scalar;
  if (text.length > MOST_CHARACTERS) {
    return refuse(diagnostic('TK212', scalar.span(0, text.length), { limit: MOST_CHARACTERS }));
  }
  if (text.trim() === '') return refuse(diagnostic('TK217', scalar.span(0, text.length), {}));
  const machinery = theMachinery();
  const lexed = machinery.lex(text);
  if (lexed.kind === 'unknown') {
    const character = String.fromCodePoint(text.codePointAt(lexed.start) ?? 0);
    const span = scalar.span(lexed.start, lexed.start + character.length);
    return refuse(diagnostic('TK203', span, { character }));
  }
  const reading: Reading = { scalar, language, types: machinery.tokens };
  const understood = understand(lexed.tokens, reading, form);
  if ('refused' in understood) return refuse(understood.refused);
  return parse(understood, reading, machinery, ids, form);
}

function refuse<T>(finding: Diagnostic): Outcome<T> {
  return { diagnostics: [finding] };
}

/** Habits rewritten, brackets paired, bounds held: what is left is for the grammar to accept or not. */
function understand<T>(
  lexed: readonly Token[],
  reading: Reading,
  form: Form<T>,
): Settled | { readonly refused: Diagnostic } {
  const { types, scalar } = reading;
  const quote = lexed.find(({ tokenType }) => tokenType === types.habits.loneQuote);
  if (quote) return { refused: unclosed(quote, scalar) };
  const [first] = lexed;
  const equals = form.leadingEquals && first?.image === '=' ? first : undefined;
  const reworded = reword(equals ? lexed.slice(1) : lexed, reading);
  const deep = tooDeep(reworded.tokens, types, DEEPEST);
  if (deep) return { refused: diagnostic('TK213', spanOf(deep, scalar), { limit: DEEPEST }) };
  if (reworded.tokens.length > MOST_TOKENS) return { refused: tooLong(scalar) };
  const brackets = pairBrackets(reworded.tokens, types);
  const opener = brackets.unclosed === undefined ? undefined : reworded.tokens[brackets.unclosed];
  if (opener) return { refused: unclosed(opener, scalar) };
  const settled = settleSeparators(reworded.tokens, brackets, reading, form.list);
  // Rewriting a spreadsheet function adds brackets and words.
  const deepNow = settled.formula && tooDeep(settled.tokens, types, DEEPEST);
  if (deepNow) return { refused: diagnostic('TK213', spanOf(deepNow, scalar), { limit: DEEPEST }) };
  if (isTallerThan(TALLEST, settled.tokens, types)) {
    return { refused: diagnostic('TK213', wholeOf(scalar), { limit: TALLEST }) };
  }
  if (settled.tokens.length > MOST_TOKENS) return { refused: tooLong(scalar) };
  const whole = { span: wholeOf(scalar), found: scalar.text.trim(), certain: settled.formula?.certain ?? true };
  const formula = equals ? whole : settled.formula;
  const findings = [...reworded.findings, ...settled.findings];
  return { tokens: settled.tokens, findings, ...(formula && { formula }) };
}

function parse<T>(
  understood: Settled,
  reading: Reading,
  { grammar, runner }: Machinery,
  ids: IdSource,
  form: Form<T>,
): Outcome<T> {
  const { scalar, language } = reading;
  const builder = new ExpressionBuilder(scalar, language, ids);
  grammar.builder = builder;
  const read = runner.run(form.rule(grammar), understood.tokens);
  const before = understood.findings;
  if ('unfit' in read) {
    return { diagnostics: [...before, refusal(read.unfit, understood.tokens, reading, form.refusal)] };
  }
  const { value } = read;
  const findings = [...before, ...builder.findings];
  if (!understood.formula) return { value, diagnostics: findings };
  const rewritten = form.print(value, language);
  const { span, found, certain } = understood.formula;
  const edits = [{ span: wholeOf(scalar), text: asWritten(rewritten, scalar) }];
  const formula = diagnostic('TK207', span, { found, rewritten }, { fixes: [{ edits, safe: certain }] });
  return { value, diagnostics: [formula, ...findings.filter((finding) => !isMendedByRewriting(finding))] };
}

/** The whole text is written anew, so these need no answer of their own. */
function isMendedByRewriting({ code, fixes }: Diagnostic): boolean {
  return fixes.length > 0 && code !== 'TK207';
}

function refusal(
  token: Token,
  tokens: readonly Token[],
  { scalar, types }: Reading,
  code: 'TK214' | undefined,
): Diagnostic {
  if (code) return diagnostic(code, wholeOf(scalar), { found: scalar.text.trim() });
  if (token === END_OF_TEXT) {
    const end = scalar.text.trimEnd().length;
    return diagnostic('TK202', scalar.span(end - 1, end), {});
  }
  const span = spanOf(token, scalar);
  const { keywords } = types;
  const comparing = [types.relation, keywords.in, keywords.between, keywords.is];
  const before = tokens[tokens.indexOf(token) - 1];
  if (comparing.includes(token.tokenType) && before && endsOperand(before, types)) {
    return diagnostic('TK215', span, {});
  }
  return diagnostic('TK201', span, { found: scalar.text.slice(token.start, token.end) });
}

function unclosed(token: Token, scalar: ScalarText): Diagnostic {
  return diagnostic('TK204', spanOf(token, scalar), { opened: token.image });
}

function tooLong(scalar: ScalarText): Diagnostic {
  return diagnostic('TK212', wholeOf(scalar), { limit: MOST_TOKENS });
}

function spanOf(token: Token, scalar: ScalarText): Span {
  return scalar.span(token.start, token.end);
}

/** Without the blanks around it, such as the line end of a block scalar. */
function wholeOf({ text, span }: ScalarText): Span {
  return span(text.length - text.trimStart().length, text.trimEnd().length);
}
