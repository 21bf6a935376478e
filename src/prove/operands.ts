import type { CoreNode, NodeId } from '../language/core.ts';
import { operandsOf } from '../language/operands.ts';

/** For one node after the other: which nodes read it, directly or through others. Kept, up to a bound. */
export class Dependence {
  private readonly operands: readonly (readonly NodeId[])[];
  private readonly marks = new Map<NodeId, Uint8Array>();

  constructor(nodes: readonly CoreNode[]) {
    this.operands = nodes.map(operandsOf);
  }

  /** Whether `user` is `source` or reads it. Beyond the bound the answer is yes, which is always safe here. */
  reads(user: NodeId, source: NodeId): boolean {
    if (user <= source) return user === source;
    const marks = this.marks.get(source) ?? this.mark(source);
    return marks === undefined || marks[user] === 1;
  }

  private mark(source: NodeId): Uint8Array | undefined {
    if (this.marks.size >= MOST_KEPT) return undefined;
    const marks = new Uint8Array(this.operands.length);
    marks[source] = 1;
    for (let id = source + 1; id < this.operands.length; id++) {
      for (const operand of this.operands[id] ?? []) if (marks[operand] === 1) marks[id] = 1;
    }
    this.marks.set(source, marks);
    return marks;
  }
}

const MOST_KEPT = 1000;
