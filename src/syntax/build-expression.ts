import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import type { Span } from '../base/source.ts';
import type { Relation } from '../language/core.ts';
import {
  FUNCTIONS,
  type Language,
  MEMBERS,
  reservedNames,
  STANDING,
  WORDS,
  type Word,
} from '../language/vocabulary.ts';
import { parseIsoDate } from '../number/calendar.ts';
import { Rational } from '../number/rational.ts';
import { ROUNDING_MODES, type RoundingMode } from '../number/rounding.ts';
import type { BinaryOperator, CellAst, Expression, IntervalExpression } from './ast.ts';
import type { IdSource } from './ids.ts';
import type { ScalarText } from './scalar-map.ts';
import type { Token } from './tokens.ts';

/** One link of a chain such as `-a * b of c`: an operator, or an operand with its parentheses' place. */
export type Part =
  | { readonly kind: 'prefix' | 'infix'; readonly token: Token }
  | { readonly kind: 'operand'; readonly expression: Expression; readonly first: Token; readonly last: Token };

/**
 * How tightly operators bind, by token: looser ones first. `not` and the sign stand before their operand; `of` gathers
 * from the right (`10 % of 20 % of x`), all others from the left. Comparisons stand between `not` and `??`.
 */
export const PRECEDENCE: readonly (readonly string[])[] = [
  ['word_or'],
  ['word_and'],
  ['word_not'],
  ['coalesce'],
  ['plus', 'minus'],
  ['times', 'divide'],
  ['sign'],
  ['word_of'],
];

/** The upper end of an interval, and whether it is out. */
export interface Bound {
  readonly high: Expression | undefined;
  readonly open: boolean;
}

/** What may stand after `in`. */
export type SetOf =
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'interval'; readonly interval: IntervalExpression };

const PERIOD_PARTS: readonly (keyof typeof MEMBERS)[] = ['start', 'end', 'month', 'quarter', 'semester', 'year'];
const INDICATOR_PARTS: readonly (keyof typeof MEMBERS)[] = ['actual', 'target', 'achievement', 'score', 'weight'];
const RELATIONS: readonly Relation[] = ['=', '!=', '<', '<=', '>', '>='];

/**
 * Makes nodes out of tokens for one text: ids, places in the file, canonical names whatever the file's language.
 * A known word in the other language is understood and answered with TK211.
 */
export class ExpressionBuilder {
  readonly findings: Diagnostic[] = [];
  private readonly scalar: ScalarText;
  private readonly language: Language;
  private readonly ids: IdSource;

  constructor(scalar: ScalarText, language: Language, ids: IdSource) {
    this.scalar = scalar;
    this.language = language;
    this.ids = ids;
  }

  /** A reserved word after a number is not its unit. */
  mayBeUnit(token: Token): boolean {
    return !reservedNames().has(token.image);
  }

  number(number: Token, unit: Token | undefined): Expression {
    const [whole = '', fraction = ''] = number.image.replaceAll('_', '').split('.');
    const value = Rational.scaled(BigInt(whole + fraction), fraction.length);
    return {
      ...this.head(number, unit ?? number),
      kind: 'number',
      value,
      digits: fraction.length,
      unit: unit?.image ?? '',
    };
  }

  date(token: Token): Expression {
    const days = parseIsoDate(token.image);
    if (days === undefined) this.findings.push(diagnostic('TK218', this.span(token), { found: token.image }));
    return { ...this.head(token), kind: 'date', days: days ?? 0 };
  }

  text(token: Token): Expression {
    const quote = token.image.slice(0, 1);
    return { ...this.head(token), kind: 'text', value: textIn(token.image, quote) };
  }

  flag(token: Token, value: boolean): Expression {
    return { ...this.head(token), kind: 'flag', value };
  }

  missing(token: Token): Expression {
    return { ...this.head(token), kind: 'missing' };
  }

  name(path: readonly Token[]): Expression {
    const [first, ...rest] = path;
    if (!first) throw new Error('a name without words');
    const head = this.canonical(first, STANDING);
    const parts = pick(head === 'period' ? PERIOD_PARTS : INDICATOR_PARTS);
    const members = rest.map((token) => this.canonical(token, parts));
    return { ...this.head(first, path[path.length - 1]), kind: 'name', path: [head, ...members] };
  }

  call(path: readonly Token[], last: Token, args: readonly Expression[], where: Expression | undefined): Expression {
    const [first] = path;
    if (!first) throw new Error('a call without a name');
    const callee = path.length === 1 ? this.canonical(first, FUNCTIONS) : path.map(({ image }) => image).join('.');
    const calleeSpan = this.span(first, path[path.length - 1]);
    const understood = callee === 'round' ? args.map((arg, index) => (index === 2 ? this.mode(arg) : arg)) : args;
    const call = { ...this.head(first, last), kind: 'call', callee, calleeSpan, args: understood } as const;
    return where ? { ...call, where } : call;
  }

  conditional(first: Token, last: Token, condition: Expression, then: Expression, otherwise: Expression): Expression {
    return { ...this.head(first, last), kind: 'if', condition, then, otherwise };
  }

  relation(first: Token, last: Token, token: Token, left: Expression, right: Expression): Expression {
    const operator = RELATIONS.find((relation) => relation === token.image);
    if (!operator) throw new Error(`no relation: ${token.image}`);
    return { ...this.head(first, last), kind: 'binary', operator, left, right };
  }

  membership(first: Token, last: Token, of: Expression, set: SetOf): Expression {
    const head = this.head(first, last);
    return set.kind === 'list'
      ? { ...head, kind: 'in_list', of, items: set.items }
      : { ...head, kind: 'in_interval', of, interval: set.interval };
  }

  between(first: Token, last: Token, of: Expression, low: Expression, high: Expression): Expression {
    return { ...this.head(first, last), kind: 'between', of, low, high };
  }

  isMissing(first: Token, last: Token, of: Expression, negated: boolean): Expression {
    return { ...this.head(first, last), kind: 'is_missing', of, negated };
  }

  /** Orders a chain by precedence, without recursion: operators wait until a looser one, or the end, follows. */
  chain(parts: readonly Part[]): Expression {
    const operands: Operand[] = [];
    const waiting: Operator[] = [];
    for (const part of parts) {
      if (part.kind === 'operand') operands.push(part);
      else if (part.kind === 'prefix')
        waiting.push({ token: part.token, prefix: true, level: levelOf(part.token, true) });
      else {
        const level = levelOf(part.token, false);
        this.settle(operands, waiting, part.token.tokenType.name === 'word_of' ? level + 1 : level);
        waiting.push({ token: part.token, prefix: false, level });
      }
    }
    this.settle(operands, waiting, 0);
    const [result] = operands;
    if (!result) throw new Error('a chain without operands');
    return result.expression;
  }

  /** An end that is not there is out, as there is nothing at it. */
  interval(first: Token, last: Token, low: Expression | undefined, { high, open }: Bound): IntervalExpression {
    return {
      span: this.span(first, last),
      low: low ?? null,
      lowOpen: low === undefined || first.image === '(',
      high: high ?? null,
      highOpen: high === undefined || open,
    };
  }

  oneSided(relation: Token, last: Token, end: Expression): IntervalExpression {
    const span = this.span(relation, last);
    const open = relation.image.length === 1;
    if (relation.image === '=' || relation.image === '!=') {
      this.findings.push(diagnostic('TK214', span, { found: this.scalar.text.trim() }));
    }
    return relation.image.startsWith('<')
      ? { span, low: null, lowOpen: true, high: end, highOpen: open }
      : { span, low: end, lowOpen: open, high: null, highOpen: true };
  }

  /** `= x` is the value x; the other comparisons are intervals. */
  comparisonCell(relation: Token, last: Token, end: Expression): CellAst {
    if (relation.image === '=') return this.valuesCell(relation, last, [end]);
    const interval = this.oneSided(relation, last, end);
    return { span: interval.span, kind: 'interval', interval };
  }

  valuesCell(first: Token, last: Token, values: readonly Expression[]): CellAst {
    return { span: this.span(first, last), kind: 'values', values };
  }

  span(first: Token, last: Token | undefined = first): Span {
    return this.scalar.span(first.start, last.end);
  }

  private head(first: Token, last: Token | undefined = first) {
    return { id: this.ids.next(), span: this.span(first, last) };
  }

  /** Applies the waiting operators that bind at least as tightly as `level`. */
  private settle(operands: Operand[], waiting: Operator[], level: number): void {
    for (let operator = waiting[waiting.length - 1]; operator && operator.level >= level; ) {
      waiting.pop();
      const right = operands.pop();
      const left = operator.prefix ? undefined : operands.pop();
      if (!right || (!left && !operator.prefix)) throw new Error('an operator without its operands');
      operands.push(this.applied(operator.token, left, right));
      operator = waiting[waiting.length - 1];
    }
  }

  private applied(token: Token, left: Operand | undefined, right: Operand): Operand {
    const first = left ? left.first : token;
    const head = this.head(first, right.last);
    const of = right.expression;
    const expression: Expression = left
      ? { ...head, kind: 'binary', operator: operatorOf(token), left: left.expression, right: of }
      : { ...head, kind: token.tokenType.name === 'word_not' ? 'not' : 'negate', of };
    return { expression, first, last: right.last };
  }

  /** The canonical name of a word of the table, in either spelling; any other word as it is. */
  private canonical(token: Token, table: Readonly<Record<string, Word>>): string {
    return this.translate(token.image, this.span(token), table);
  }

  private translate(word: string, span: Span, table: Readonly<Record<string, Word>>): string {
    const entries = Object.entries(table);
    const own = entries.find(([, spellings]) => spellings[this.language] === word);
    if (own) return own[0];
    const foreign = entries.find(([, { en, id }]) => en === word || id === word);
    if (!foreign) return word;
    this.findings.push(otherLanguage(word, foreign[1][this.language], this.language, span));
    return foreign[0];
  }

  private mode(arg: Expression): Expression {
    if (arg.kind !== 'name' || arg.path.length !== 1) return arg;
    return { ...arg, path: [this.translate(arg.path[0] ?? '', arg.span, MODES)] };
  }
}

/** TK211, with the change to the file's own word. */
export function otherLanguage(word: string, expected: string, language: Language, span: Span): Diagnostic {
  const fixes = [{ edits: [{ span, text: expected }], safe: true }];
  return diagnostic('TK211', span, { word, expected, language }, { fixes });
}

const MODES: Readonly<Record<RoundingMode, Word>> = {
  half_up: WORDS.half_up,
  half_even: WORDS.half_even,
  half_down: WORDS.half_down,
  up: WORDS.up,
  down: WORDS.down,
  floor: WORDS.floor,
  ceiling: WORDS.ceiling,
};

/** The spelling of a rounding mode; undefined where the name is none. */
export function modeSpelling(name: string, language: Language): string | undefined {
  const mode = ROUNDING_MODES.find((each) => each === name);
  return mode && MODES[mode][language];
}

/** The spelling of a member in a name that begins with `head`, and of the head itself. */
export function pathSpelling([head = '', ...members]: readonly string[], language: Language): string {
  const parts = pick(head === 'period' ? PERIOD_PARTS : INDICATOR_PARTS);
  const spelled = members.map((member) => spelledFrom(parts, member, language));
  return [spelledFrom(STANDING, head, language), ...spelled].join('.');
}

export function calleeSpelling(callee: string, language: Language): string {
  return spelledFrom(FUNCTIONS, callee, language);
}

function spelledFrom(table: Readonly<Record<string, Word>>, name: string, language: Language): string {
  return Object.hasOwn(table, name) ? (table[name]?.[language] ?? name) : name;
}

function pick(names: readonly (keyof typeof MEMBERS)[]): Readonly<Record<string, Word>> {
  return Object.fromEntries(names.map((name) => [name, MEMBERS[name]]));
}

interface Operand {
  readonly expression: Expression;
  readonly first: Token;
  readonly last: Token;
}

interface Operator {
  readonly token: Token;
  readonly prefix: boolean;
  readonly level: number;
}

function levelOf({ tokenType }: Token, prefix: boolean): number {
  const name = prefix && tokenType.name === 'minus' ? 'sign' : tokenType.name;
  return PRECEDENCE.findIndex((names) => names.includes(name));
}

function operatorOf({ image, tokenType }: Token): BinaryOperator {
  switch (tokenType.name) {
    case 'word_or':
      return 'or';
    case 'word_and':
      return 'and';
    case 'word_of':
      return 'of';
    case 'coalesce':
      return '??';
    default:
      if (image === '+' || image === '-' || image === '*' || image === '/') return image;
      throw new Error(`no operator: ${image}`);
  }
}

/** In the form that texts in data are brought to [V4]. */
function textIn(image: string, quote: string): string {
  return image
    .slice(1, -1)
    .replaceAll(quote + quote, quote)
    .normalize('NFC');
}
