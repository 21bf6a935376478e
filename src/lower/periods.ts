import type { NodeId } from '../language/core.ts';
import { DATE } from '../language/types.ts';
import type { IndicatorNodes } from '../model/program.ts';
import type { Indicator } from '../model/ruleset.ts';
import type { ExpressionLowering } from './expression.ts';
import type { ProgramWriter } from './writer.ts';

/** Whether an indicator is in force at the period's end (or start) [T1]; null where it always is. */
export function lowerInForce(writer: ProgramWriter, { effective: { from, to }, at }: Indicator): NodeId | null {
  if (from === null && to === null) return null;
  const day = writer.add({ op: 'period', part: at }, DATE);
  return writer.all([
    ...(from === null ? [] : [writer.compare('>=', day, writer.constant(from, DATE))]),
    ...(to === null ? [] : [writer.compare('<=', day, writer.constant(to, DATE))]),
  ]);
}

/**
 * An indicator's own `applies`, with its dates. It is a node of its own, since a longer period answers it differently:
 * an input, or a value with a name, stands for itself elsewhere.
 */
export function lowerApplies(
  writer: ProgramWriter,
  expressions: ExpressionLowering,
  { applies }: Indicator,
  inForce: NodeId | null,
): NodeId {
  if (!applies) return inForce ?? writer.flag(true);
  const before = writer.nodes.length;
  const condition = expressions.lower(applies);
  if (inForce !== null) return writer.both(inForce, condition);
  return condition < before ? writer.both(writer.flag(true), condition) : condition;
}

/** The actual, or where it is missing the newest of earlier periods [N5]. */
export function lowerCarried(writer: ProgramWriter, { carry, types }: Indicator, of: NodeId): NodeId {
  return carry === null ? of : writer.add({ op: 'carried', of, periods: carry }, types.actual);
}

export function lowerRatio(expressions: ExpressionLowering, { consolidate }: Indicator): IndicatorNodes['ratio'] {
  if (!consolidate?.ratio) return null;
  const { part, whole, percent } = consolidate.ratio;
  return { part: expressions.lower(part), whole: expressions.lower(whole), percent };
}
