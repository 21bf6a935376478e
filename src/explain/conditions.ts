import type { Span } from '../base/source.ts';
import type { CoreNode, NodeId } from '../language/core.ts';
import type { ConditionStep } from './explanation.ts';
import { nodeAt } from './names.ts';
import { type Context, textAt, usesOf } from './show.ts';

/** Deeper nesting than any author writes is shown as one comparison. */
const DEEPEST = 50;

/** A condition taken apart, as the evaluated tree has it: each comparison with what it read and whether it held. */
export function conditionOf(context: Context, root: NodeId): ConditionStep {
  return stepAt(context, nodeAt(context.program, root), null, 0);
}

function stepAt(context: Context, node: CoreNode, around: Span | null, depth: number): ConditionStep {
  const place = node.origin ?? around;
  const head = { text: place ? textAt(context.program, place) : '', place, holds: holdsAt(context, node.id) };
  const parts = depth < DEEPEST && !context.names.has(node.id) ? partsOf(context, node) : undefined;
  if (!parts) return { ...head, kind: 'comparison', uses: usesOf(context, node.id) };
  const [only, ...others] = parts;
  if (only && others.length === 0 && node.op !== 'not') return stepAt(context, only, place, depth + 1);
  return {
    ...head,
    kind: node.op === 'and' ? 'all' : node.op === 'or' ? 'any' : 'not',
    parts: parts.map((part) => stepAt(context, part, place, depth + 1)),
  };
}

/** The sides of `and`, `or` and `not` as written; undefined for a comparison, `between` included. */
function partsOf(context: Context, node: CoreNode): readonly CoreNode[] | undefined {
  if (node.op === 'not') {
    const inner = nodeAt(context.program, node.of);
    return isOfSameText(inner, node) ? undefined : [inner];
  }
  if (node.op !== 'and' && node.op !== 'or') return undefined;
  const sides = [nodeAt(context.program, node.left), nodeAt(context.program, node.right)];
  if (sides.some((side) => isOfSameText(side, node))) return undefined;
  return sides.flatMap((side) => chainOf(context, side, node.op)).filter((side) => isSaid(context, side));
}

/** What no author wrote (that a row of the plan is there, that an indicator is in force) is told only where it decides. */
function isSaid(context: Context, { id, origin }: CoreNode): boolean {
  return origin !== null || holdsAt(context, id) === false;
}

/** `a and b and c` is one list of three. Taken in a loop: an author may write a thousand of them. */
function chainOf(context: Context, side: CoreNode, op: 'and' | 'or'): readonly CoreNode[] {
  const found: CoreNode[] = [];
  const waiting = [side];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const left = node.op === op ? nodeAt(context.program, node.left) : undefined;
    const right = node.op === op ? nodeAt(context.program, node.right) : undefined;
    const splits =
      left && right && !context.names.has(node.id) && !isOfSameText(left, node) && !isOfSameText(right, node);
    if (splits) waiting.push(right, left);
    else found.push(node);
  }
  return found;
}

/** Lowered from one piece of text, as the two ends of `between` are. */
function isOfSameText(a: CoreNode, b: CoreNode): boolean {
  if (!a.origin || !b.origin) return false;
  return a.origin.path === b.origin.path && a.origin.start === b.origin.start && a.origin.end === b.origin.end;
}

function holdsAt(context: Context, node: NodeId): boolean | null {
  const outcome = context.evaluation.seen(node);
  return outcome?.kind === 'value' && typeof outcome.value === 'boolean' ? outcome.value : null;
}
