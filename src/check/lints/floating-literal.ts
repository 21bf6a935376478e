import { Rational } from '../../number/rational.ts';
import type { Expression } from '../../syntax/ast.ts';
import { type Context, report, textOf } from '../context.ts';
import { writtenHere } from './lint.ts';

/** No regulation writes so many digits; a program does that has lost the exact number. */
const MOST_DIGITS = 9;

/** What a difference is held against where a program cannot say `=`. */
const TOLERANCE = Rational.of(1n, 100n);

/** Marks of binary floating point: 0.30000000000000004 for 0.3, and `abs(a - b) < 0.0001` for `a = b`. */
export function floatingLiteral(context: Context): void {
  for (const e of writtenHere(context)) {
    if (e.kind === 'number' && e.digits > MOST_DIGITS) {
      report(context, 'TK595', e.span, { found: textOf(context, e), kind: 'digits' });
    }
    const tolerance = toleranceIn(e);
    if (tolerance) report(context, 'TK595', tolerance.span, { found: textOf(context, tolerance), kind: 'tolerance' });
  }
}

function toleranceIn(e: Expression): Expression | undefined {
  if (e.kind !== 'binary' || (e.operator !== '<' && e.operator !== '<=')) return undefined;
  const { left, right } = e;
  if (left.kind !== 'call' || left.callee !== 'abs' || left.args[0]?.kind !== 'binary') return undefined;
  if (left.args[0].operator !== '-' || right.kind !== 'number') return undefined;
  return right.value.sign > 0 && right.value.compare(TOLERANCE) < 0 ? right : undefined;
}
