import type { NodeId } from '../language/core.ts';
import type { Program } from '../model/program.ts';
import type { Ranges } from '../prove/ranges.ts';
import { walk } from '../prove/walk.ts';

/**
 * Choices that always go the same way wherever a record needs them: the last band of a rating that leaves nothing
 * out, the last row of a table that is complete. Where a record does not need them, nobody looks at what they give.
 */
export function decisionsOf(program: Program, ranges: Ranges): ReadonlyMap<NodeId, boolean> {
  const ways = new Map<NodeId, { mayHold: boolean; mayFail: boolean }>();
  walk(program, ranges, (node, assumptions) => {
    if (node.op !== 'choose') return;
    const way = ways.get(node.id) ?? { mayHold: false, mayFail: false };
    ways.set(node.id, way);
    way.mayHold ||= ranges.assuming(node.condition, true, assumptions) !== null;
    way.mayFail ||= ranges.assuming(node.condition, false, assumptions) !== null;
  });
  const decided = new Map<NodeId, boolean>();
  for (const [node, { mayHold, mayFail }] of ways) if (mayHold !== mayFail) decided.set(node, mayHold);
  return decided;
}
