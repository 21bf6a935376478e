import { type Language, OPERATORS, WORDS } from '../language/vocabulary.ts';
import { formatIsoDate } from '../number/calendar.ts';
import { powerOfTen, type Rational } from '../number/rational.ts';
import type { BinaryOperator, CellAst, Expression, IntervalExpression, SortKeyAst } from './ast.ts';
import { calleeSpelling, modeSpelling, pathSpelling } from './build-expression.ts';

/** How tightly each kind binds, as the rules of the grammar stand; parentheses go where a part binds looser. */
const LEVEL = {
  if: 0,
  or: 1,
  and: 2,
  not: 3,
  comparison: 4,
  fallback: 5,
  sum: 6,
  product: 7,
  negate: 8,
  of: 9,
  operand: 10,
} as const;

/** An expression as the formatter writes it: plain spacing, no parentheses beyond need, words of the language. */
export function printExpression(expression: Expression, language: Language): string {
  return print(expression, LEVEL.if, language);
}

/** `[90..110)`; with one end only, the comparison that people write: `>= 90`. */
export function printInterval(interval: IntervalExpression, language: Language): string {
  const { low, high, lowOpen, highOpen } = interval;
  if (low === null && high !== null) return `${highOpen ? '<' : '<='} ${print(high, LEVEL.sum, language)}`;
  if (high === null && low !== null) return `${lowOpen ? '>' : '>='} ${print(low, LEVEL.sum, language)}`;
  return brackets(interval, language);
}

export function printCell(cell: CellAst, language: Language): string {
  switch (cell.kind) {
    case 'any':
      return '-';
    case 'values':
      return cell.values.map((value) => print(value, LEVEL.sum, language)).join(', ');
    case 'interval':
      return printInterval(cell.interval, language);
  }
}

/** The direction is written where it is not the usual ascending one, and after a name that looks like one. */
export function printSortKey({ value, descending }: SortKeyAst, language: Language): string {
  const printed = printExpression(value, language);
  if (descending) return `${printed} ${WORDS.desc[language]}`;
  const words = [WORDS.asc, WORDS.desc].flatMap(({ en, id }) => [en, id]);
  const isWord = (word: string) =>
    printed.endsWith(word) && !/\w/.test(printed.charAt(printed.length - word.length - 1));
  return words.some(isWord) ? `${printed} ${WORDS.asc[language]}` : printed;
}

/** A number as the language writes it: groups of three with `_` from five digits on. */
export function numberText(whole: string, fraction: string): string {
  const digits = whole.replace(/^0+(?=\d)/, '');
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= 3) groups.unshift(digits.slice(Math.max(0, end - 3), end));
  const grouped = digits.length > 4 ? groups.join('_') : digits;
  return fraction === '' ? grouped : `${grouped}.${fraction}`;
}

function print(expression: Expression, atLeast: number, language: Language): string {
  const text = bare(expression, language);
  return levelOf(expression) < atLeast ? `(${text})` : text;
}

function bare(expression: Expression, language: Language): string {
  const word = (name: keyof typeof OPERATORS) => OPERATORS[name][language];
  const part = (of: Expression, atLeast: number) => print(of, atLeast, language);
  switch (expression.kind) {
    case 'number':
      return amount(expression.value, expression.digits, expression.unit);
    case 'date':
      return formatIsoDate(expression.days);
    case 'text':
      return `"${expression.value.replaceAll('"', '""')}"`;
    case 'flag':
      return word(expression.value ? 'true' : 'false');
    case 'missing':
      return word('missing');
    case 'name':
      return pathSpelling(expression.path, language);
    case 'call':
      return printCall(expression, language);
    case 'negate':
      return `-${part(expression.of, LEVEL.negate)}`;
    case 'not':
      return `${word('not')} ${part(expression.of, LEVEL.not)}`;
    case 'binary':
      return binary(expression.operator, expression.left, expression.right, language);
    case 'in_list':
      return `${part(expression.of, LEVEL.fallback)} ${word('in')} [${list(expression.items, language)}]`;
    case 'in_interval':
      return `${part(expression.of, LEVEL.fallback)} ${word('in')} ${brackets(expression.interval, language)}`;
    case 'between': {
      const [of, low, high] = [expression.of, expression.low, expression.high].map((each) =>
        part(each, LEVEL.fallback),
      );
      return `${of} ${word('between')} ${low} ${word('and')} ${high}`;
    }
    case 'is_missing': {
      // The Indonesian form needs no word for `is`.
      const is = language === 'en' ? ` ${word('is')}` : '';
      const not = expression.negated ? ` ${word('not')}` : '';
      return `${part(expression.of, LEVEL.fallback)}${is}${not} ${word('missing')}`;
    }
    case 'if': {
      const [condition, then, otherwise] = [expression.condition, expression.then, expression.otherwise].map((each) =>
        part(each, LEVEL.if),
      );
      return `${word('if')} ${condition} ${word('then')} ${then} ${word('else')} ${otherwise}`;
    }
  }
}

function levelOf(expression: Expression): number {
  switch (expression.kind) {
    case 'if':
    case 'not':
    case 'negate':
      return LEVEL[expression.kind];
    case 'binary':
      return levelOfOperator(expression.operator);
    case 'in_list':
    case 'in_interval':
    case 'between':
    case 'is_missing':
      return LEVEL.comparison;
    default:
      return LEVEL.operand;
  }
}

function levelOfOperator(operator: BinaryOperator): number {
  switch (operator) {
    case 'or':
    case 'and':
    case 'of':
      return LEVEL[operator];
    case '??':
      return LEVEL.fallback;
    case '+':
    case '-':
      return LEVEL.sum;
    case '*':
    case '/':
      return LEVEL.product;
    default:
      return LEVEL.comparison;
  }
}

function binary(operator: BinaryOperator, left: Expression, right: Expression, language: Language): string {
  const level = levelOfOperator(operator);
  // Comparisons do not chain; `of` gathers from the right, everything else from the left.
  const onLeft = level === LEVEL.comparison || operator === 'of' ? level + 1 : level;
  const onRight = operator === 'of' ? level : level + 1;
  return `${print(left, onLeft, language)} ${operatorSpelling(operator, language)} ${print(right, onRight, language)}`;
}

function operatorSpelling(operator: BinaryOperator, language: Language): string {
  if (operator === '??') return OPERATORS.coalesce[language];
  return operator === 'or' || operator === 'and' || operator === 'of' ? OPERATORS[operator][language] : operator;
}

function amount(value: Rational, digits: number, unit: string): string {
  const scaled = (value.numerator * powerOfTen(digits)) / value.denominator;
  const negative = scaled < 0n;
  const written = `${negative ? -scaled : scaled}`.padStart(digits + 1, '0');
  const point = written.length - digits;
  const number = (negative ? '-' : '') + numberText(written.slice(0, point), written.slice(point));
  return unit === '' ? number : `${number} ${unit}`;
}

function printCall({ callee, args, where }: Extract<Expression, { kind: 'call' }>, language: Language): string {
  const tail = where ? ` ${OPERATORS.where[language]} ${printExpression(where, language)}` : '';
  return `${calleeSpelling(callee, language)}(${callArguments(callee, args, language)}${tail})`;
}

function callArguments(callee: string, args: readonly Expression[], language: Language): string {
  const [, , mode] = args;
  if (callee !== 'round' || mode?.kind !== 'name' || mode.path.length !== 1) return list(args, language);
  const spelled = modeSpelling(mode.path[0] ?? '', language);
  if (spelled === undefined) return list(args, language);
  return [
    list(args.slice(0, 2), language),
    spelled,
    ...args.slice(3).map((arg) => printExpression(arg, language)),
  ].join(', ');
}

function list(items: readonly Expression[], language: Language): string {
  return items.map((item) => printExpression(item, language)).join(', ');
}

function brackets({ low, lowOpen, high, highOpen }: IntervalExpression, language: Language): string {
  const end = (of: Expression | null) => (of === null ? '' : printExpression(of, language));
  return `${lowOpen ? '(' : '['}${end(low)}..${end(high)}${highOpen ? ')' : ']'}`;
}
