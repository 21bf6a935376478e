import { combineUnits, PERCENT, type Unit } from '../language/types.ts';
import type { Interval } from '../number/interval.ts';
import { isEmpty } from '../number/interval.ts';
import type { Rational } from '../number/rational.ts';
import type { Expression, IntervalExpression } from '../syntax/ast.ts';
import { type Context, report, textOf } from './context.ts';

/** A number that stands in the text itself: interval ends, shares, points of a curve. */
export interface Constant {
  readonly value: Rational;
  readonly unit: Unit;
  readonly digits: number;
}

/** The value of a constant expression, or a finding (TK417) and undefined. */
export function constantOf(context: Context, expression: Expression): Constant | undefined {
  const value = fold(expression);
  if (value === undefined) report(context, 'TK417', expression.span, {});
  context.expressions.set(expression.id, expression);
  return value;
}

function fold(expression: Expression): Constant | undefined {
  if (expression.kind === 'number') {
    const { value, unit, digits } = expression;
    return { value, unit, digits };
  }
  if (expression.kind === 'negate') {
    const inner = fold(expression.of);
    return inner && { ...inner, value: inner.value.negate() };
  }
  // `5 izin/hari`: what follows the unit can only be another unit here, where no name may stand.
  if (expression.kind === 'binary' && (expression.operator === '/' || expression.operator === '*')) {
    const left = fold(expression.left);
    const [unit, ...more] = expression.right.kind === 'name' ? expression.right.path : [];
    if (!left || left.unit === '' || left.unit === PERCENT || unit === undefined || more.length > 0) return undefined;
    return { ...left, unit: combineUnits(left.unit, unit, expression.operator === '*' ? 1 : -1) };
  }
  return undefined;
}

/**
 * `500.000` for half a million, where no digits can stand after the point: three of them are a group of thousands, as
 * Indonesia writes, and reading them as 500 would be a thousandth of what is meant [Y2].
 */
export function reportThousands(context: Context, expression: Expression | null | undefined): void {
  if (expression?.kind !== 'number' || expression.digits !== 3) return;
  const grouped = /^\d{1,3}\.\d{3}(?!\d)/.exec(textOf(context, expression));
  if (!grouped) return;
  const [found] = grouped;
  const rewritten = found.replace('.', '_');
  const span = { ...expression.span, end: expression.span.start + found.length };
  report(
    context,
    'TK206',
    span,
    { found, rewritten },
    { fixes: [{ edits: [{ span, text: rewritten }], safe: false }] },
  );
}

/**
 * The interval that an author wrote, its ends worked out. Ends must carry `unit`, or none at all: the interval stands
 * beside the thing that it bounds, whose unit is plain to see.
 */
export function intervalOf(context: Context, written: IntervalExpression, unit: Unit): Interval | undefined {
  const low = written.low === null ? null : constantOf(context, written.low);
  const high = written.high === null ? null : constantOf(context, written.high);
  if (low === undefined || high === undefined) return undefined;
  for (const [end, expression] of [
    [low, written.low],
    [high, written.high],
  ] as const) {
    if (end !== null && expression !== null && end.unit !== '' && end.unit !== unit) {
      report(context, 'TK402', expression.span, { left: unit, right: end.unit, operator: 'in' });
    }
  }
  const interval: Interval = {
    low: low?.value ?? null,
    lowOpen: written.lowOpen,
    high: high?.value ?? null,
    highOpen: written.highOpen,
  };
  if (isEmpty(interval)) report(context, 'TK519', written.span, { found: textOf(context, written) });
  context.intervals.set(written, interval);
  return interval;
}
