import type { Span } from '../base/source.ts';
import type { CoreNode, CoreWriter, NodeId, Operation, Relation, Value } from '../language/core.ts';
import { FLAG, type Type } from '../language/types.ts';
import type { Interval } from '../number/interval.ts';
import type { Rational } from '../number/rational.ts';

/** A ruleset whose functions, written out where they are called, would fill more than this is refused. */
export const MOST_NODES = 400_000;

/** Thrown where a program grows beyond `MOST_NODES`, or nests too deep; `verifyRuleset` turns it into a finding. */
export class ProgramTooLarge extends Error {}

/** Collects core nodes; each carries the expression that was being lowered when it was added. */
export class ProgramWriter implements CoreWriter {
  readonly nodes: CoreNode[] = [];
  origin: Span | null = null;
  /** The details whose rows what is written is worked out for; null: the record. */
  row: string | null = null;
  private readonly waiting = new Map<NodeId, () => NodeId>();

  add(operation: Operation, type: Type): NodeId {
    const id = this.nodes.length;
    if (id >= MOST_NODES) throw new ProgramTooLarge();
    const node = { ...operation, id, type, origin: this.origin };
    this.nodes.push(this.row === null ? node : { ...node, row: this.row });
    return id;
  }

  /** A node of `previous`; `of` is asked when everything has been lowered. */
  later(type: Type, of: () => NodeId): NodeId {
    const id = this.add({ op: 'previous', of: 0 }, type);
    this.waiting.set(id, of);
    return id;
  }

  /** Gives every `previous` what it reads. */
  settle(): void {
    for (const [id, of] of this.waiting) {
      const node = this.nodes[id];
      if (node?.op === 'previous') this.nodes[id] = { ...node, of: of() };
    }
    this.waiting.clear();
  }

  /** Writes what belongs to rows of details, or (null) to the record. */
  inRow<T>(row: string | null, work: () => T): T {
    const outer = this.row;
    this.row = row;
    const result = work();
    this.row = outer;
    return result;
  }

  constant(value: Value, type: Type): NodeId {
    return this.add({ op: 'constant', value }, type);
  }

  flag(value: boolean): NodeId {
    return this.constant(value, FLAG);
  }

  compare(relation: Relation, left: NodeId, right: NodeId): NodeId {
    return this.add({ op: 'compare', relation, left, right }, FLAG);
  }

  both(left: NodeId, right: NodeId): NodeId {
    return this.add({ op: 'and', left, right }, FLAG);
  }

  either(left: NodeId, right: NodeId): NodeId {
    return this.add({ op: 'or', left, right }, FLAG);
  }

  not(of: NodeId): NodeId {
    return this.add({ op: 'not', of }, FLAG);
  }

  isMissing(of: NodeId): NodeId {
    return this.add({ op: 'is_missing', of }, FLAG);
  }

  missing(type: Type): NodeId {
    return this.add({ op: 'missing' }, type);
  }

  choose(condition: NodeId, then: NodeId, otherwise: NodeId, type: Type): NodeId {
    return this.add({ op: 'choose', condition, then, otherwise }, type);
  }

  /** Whether a number lies in an interval whose ends are constants; true by itself where it has none. */
  inInterval(of: NodeId, { low, lowOpen, high, highOpen }: Interval, constant: (end: Rational) => NodeId): NodeId {
    const above = low === null ? null : this.compare(lowOpen ? '>' : '>=', of, constant(low));
    const below = high === null ? null : this.compare(highOpen ? '<' : '<=', of, constant(high));
    if (above === null) return below ?? this.flag(true);
    return below === null ? above : this.both(above, below);
  }

  /** All of them; true where there are none. */
  all(conditions: readonly NodeId[]): NodeId {
    return conditions.length === 0 ? this.flag(true) : conditions.reduce((left, right) => this.both(left, right));
  }

  /** Any of them; false where there are none. */
  any(conditions: readonly NodeId[]): NodeId {
    return conditions.length === 0 ? this.flag(false) : conditions.reduce((left, right) => this.either(left, right));
  }

  isConstant(id: NodeId, value: Value): boolean {
    const node = this.nodes[id];
    return node?.op === 'constant' && node.value === value;
  }
}
