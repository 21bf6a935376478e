import { powerOfTen, Rational } from '../../number/rational.ts';
import { shortestDecimal } from '../../number/text.ts';
import type { Expression } from '../../syntax/ast.ts';
import { type Context, report, textOf } from '../context.ts';
import { writtenHere } from './lint.ts';

type Number = Extract<Expression, { kind: 'number' }>;

/** `x <= 89.99` where x has more digits: what lies between 89.99 and 90 falls to the other side, which few would say. */
export function nines(context: Context): void {
  for (const e of writtenHere(context)) {
    for (const { measured, bound } of upperBounds(e)) judge(context, measured, bound);
  }
}

function judge(context: Context, measured: Expression, bound: Number): void {
  const base = context.types.get(measured.id)?.base;
  if (base?.kind !== 'number' || (base.digits !== null && base.digits <= bound.digits)) return;
  const next = bound.value.add(Rational.of(1n, powerOfTen(bound.digits)));
  if (!next.isInteger || bound.digits === 0) return;
  const unit = bound.unit === '' ? '' : ` ${bound.unit}`;
  const boundary = `${shortestDecimal(next) ?? next.toString()}${unit}`;
  report(context, 'TK596', bound.span, { found: textOf(context, bound), boundary, name: textOf(context, measured) });
}

interface UpperBound {
  readonly measured: Expression;
  readonly bound: Number;
}

function upperBounds(e: Expression): readonly UpperBound[] {
  const of = (measured: Expression, bound: Expression | null) =>
    bound?.kind === 'number' && measured.kind !== 'number' ? [{ measured, bound }] : [];
  switch (e.kind) {
    case 'binary':
      if (e.operator === '<=' || e.operator === '>') return of(e.left, e.right);
      return e.operator === '>=' || e.operator === '<' ? of(e.right, e.left) : [];
    case 'between':
      return of(e.of, e.high);
    case 'in_interval':
      return e.interval.highOpen ? [] : of(e.of, e.interval.high);
    default:
      return [];
  }
}
