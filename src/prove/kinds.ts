import type { CoreNode, Value } from '../language/core.ts';
import type { Interval } from '../number/interval.ts';
import { onGrid } from './arithmetic.ts';

/** Dates count as whole numbers. */
export function isNumeric({ type }: CoreNode): boolean {
  return type.base.kind === 'number' || type.base.kind === 'date' || type.base.kind === 'nothing';
}

/** Digits of the grid that a node's values lie on; null where they may lie anywhere. */
export function gridOf({ op, type }: CoreNode): number | null {
  // A constant may be more exact than what it is compared with.
  if (op === 'constant') return null;
  if (type.base.kind === 'date') return 0;
  return type.base.kind === 'number' ? type.base.digits : null;
}

export function tightened(node: CoreNode, interval: Interval): Interval {
  return onGrid(interval, gridOf(node));
}

export function isWord(value: Value): value is string | boolean {
  return typeof value === 'string' || typeof value === 'boolean';
}
