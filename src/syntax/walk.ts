import type { Expression, IntervalExpression } from './ast.ts';

/** The expressions directly inside an expression, in reading order. */
export function childrenOf(e: Expression): readonly Expression[] {
  switch (e.kind) {
    case 'call':
      return e.where ? [...e.args, e.where] : e.args;
    case 'negate':
    case 'not':
    case 'is_missing':
      return [e.of];
    case 'binary':
      return [e.left, e.right];
    case 'in_list':
      return [e.of, ...e.items];
    case 'in_interval':
      return [e.of, ...endsOf(e.interval)];
    case 'between':
      return [e.of, e.low, e.high];
    case 'if':
      return [e.condition, e.then, e.otherwise];
    default:
      return [];
  }
}

export function endsOf({ low, high }: IntervalExpression): readonly Expression[] {
  return [low, high].filter((end) => end !== null);
}

/** Visits an expression and all inside it, outermost first. Depth is bounded by the parser. */
export function visitExpression(e: Expression, visit: (e: Expression) => void): void {
  visit(e);
  for (const child of childrenOf(e)) visitExpression(child, visit);
}
