import { PERCENT, POINTS } from '../../language/types.ts';
import { Rational } from '../../number/rational.ts';
import { shortestDecimal } from '../../number/text.ts';
import type { Expression } from '../../syntax/ast.ts';
import { type Context, report, textOf } from '../context.ts';
import { writtenHere } from './lint.ts';

type Number = Extract<Expression, { kind: 'number' }>;
type Binary = Extract<Expression, { kind: 'binary' }>;

/** Numbers that are right in a spreadsheet, where 95 % is 0.95: here percent is written as 95 %, and points go to 100. */
export function suspiciousConstant(context: Context): void {
  for (const e of writtenHere(context)) {
    if (e.kind === 'binary' && (e.operator === '*' || e.operator === '/')) hundredfold(context, e);
    for (const { measured, constant } of comparisons(e)) fraction(context, measured, constant);
  }
}

/** `x * 100` and `x / 100` of a percentage: it is counted in percent already. */
function hundredfold(context: Context, { left, right }: Binary): void {
  for (const [percentage, factor] of [
    [left, right],
    [right, left],
  ] as const) {
    if (factor.kind !== 'number' || factor.unit !== POINTS || !factor.value.equals(Rational.HUNDRED)) continue;
    if (percentage.kind === 'number' || !isOf(context, percentage, PERCENT)) continue;
    report(context, 'TK592', factor.span, { found: textOf(context, factor), kind: 'hundred' });
  }
}

function fraction(context: Context, measured: Expression, constant: Number): void {
  const { value, unit } = constant;
  if (value.sign <= 0 || value.compare(Rational.ONE) >= 0) return;
  const isPercentage = unit === PERCENT && isOf(context, measured, PERCENT) && !isAmount(measured);
  const isScore = unit === POINTS && isOnHundredScale(context, measured);
  if (!isPercentage && !isScore) return;
  const hundredfold = shortestDecimal(value.multiply(Rational.HUNDRED)) ?? '';
  const suggestion = isPercentage ? `${hundredfold} %` : hundredfold;
  const fixes = [{ edits: [{ span: constant.span, text: suggestion }], safe: false }];
  report(
    context,
    'TK592',
    constant.span,
    { found: textOf(context, constant), kind: 'fraction', suggestion },
    { fixes },
  );
}

/** A difference of percentages may well be less than 1 %. */
function isAmount(e: Expression): boolean {
  return e.kind === 'binary' || e.kind === 'call';
}

function isOf({ types }: Context, { id }: Expression, unit: string): boolean {
  const base = types.get(id)?.base;
  return base?.kind === 'number' && base.unit === unit;
}

/** Scores and achievements are points: 100 is what was aimed at. */
function isOnHundredScale({ references }: Context, { id }: Expression): boolean {
  const reference = references.get(id);
  if (reference?.kind === 'score') return true;
  return reference?.kind === 'indicator' && (reference.member === 'achievement' || reference.member === 'score');
}

interface Comparison {
  readonly measured: Expression;
  readonly constant: Number;
}

/** What is compared with a number that stands there. */
function comparisons(e: Expression): readonly Comparison[] {
  switch (e.kind) {
    case 'binary':
      return RELATIONS.has(e.operator) ? [...beside(e.left, e.right), ...beside(e.right, e.left)] : [];
    case 'between':
      return [...beside(e.of, e.low), ...beside(e.of, e.high)];
    case 'in_interval':
      return [e.interval.low, e.interval.high].flatMap((end) => (end === null ? [] : beside(e.of, end)));
    default:
      return [];
  }
}

function beside(measured: Expression, constant: Expression): readonly Comparison[] {
  return constant.kind === 'number' ? [{ measured, constant }] : [];
}

const RELATIONS: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>=']);
