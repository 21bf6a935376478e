import type { Expression } from '../../syntax/ast.ts';
import { type Context, report, textOf } from '../context.ts';
import { writtenHere } from './lint.ts';

/** `max(1,5, x)`: two numbers, 1 and 5, where an Indonesian reader sees one and a half. */
export function commaNumber(context: Context): void {
  for (const e of writtenHere(context)) {
    const items = e.kind === 'call' ? e.args : e.kind === 'in_list' ? e.items : [];
    for (const [index, first] of items.entries()) {
      const second = items[index + 1];
      if (!second || !looksLikeOne(context, first, second)) continue;
      const span = { ...first.span, end: second.span.end };
      report(context, 'TK597', span, { first: textOf(context, first), second: textOf(context, second) });
    }
  }
}

function looksLikeOne(context: Context, first: Expression, second: Expression): boolean {
  if (first.kind !== 'number' || second.kind !== 'number' || first.digits > 0 || first.unit !== '') return false;
  return (
    second.span.start === first.span.end + 1 &&
    textOf(context, { span: { ...first.span, end: second.span.start } }).endsWith(',')
  );
}
