import type { CoreNode, NodeId } from '../language/core.ts';
import type { Interval } from '../number/interval.ts';
import type { Rational } from '../number/rational.ts';

/** What is known of one node beyond its declaration, where its value is looked at. */
export interface Fact {
  readonly interval: Interval;
  /** Single numbers inside the interval that it does not take, as under `if x != 0`. */
  readonly excluded: readonly Rational[];
  /** The texts, choices or flags that it may be; null where nothing is known. */
  readonly values: readonly (string | boolean)[] | null;
  /** Null where both are possible. */
  readonly missing: boolean | null;
}

/** Facts on top of others: what holds in one branch of an `if`, on what holds around it. */
export interface Assumptions {
  readonly parent: Assumptions | null;
  readonly facts: ReadonlyMap<NodeId, Fact>;
  /** Pairs of which the first is at most the second, wherever both have a value. */
  readonly orders: readonly (readonly [NodeId, NodeId])[];
}

export function start(): Assumptions {
  return { parent: null, facts: new Map(), orders: [] };
}

export function withFacts(
  parent: Assumptions,
  facts: ReadonlyMap<NodeId, Fact>,
  orders: Assumptions['orders'] = [],
): Assumptions {
  return facts.size === 0 && orders.length === 0 ? parent : { parent, facts, orders };
}

export function factOf(node: NodeId, assumptions: Assumptions): Fact | undefined {
  for (let at: Assumptions | null = assumptions; at !== null; at = at.parent) {
    const fact = at.facts.get(node);
    if (fact !== undefined) return fact;
  }
  return undefined;
}

/** Whether the left node is known to be at most the right one. */
export function isAtMost(left: NodeId, right: NodeId, assumptions: Assumptions): boolean {
  for (let at: Assumptions | null = assumptions; at !== null; at = at.parent) {
    if (at.orders.some(([less, more]) => less === left && more === right)) return true;
  }
  return false;
}

/** Whether the newest facts are about a node of the given kind. */
export function touches({ facts, orders }: Assumptions, isOfInterest: (node: NodeId) => boolean): boolean {
  for (const node of facts.keys()) if (isOfInterest(node)) return true;
  return orders.some(([less, more]) => isOfInterest(less) && isOfInterest(more));
}

/** The nodes that anything was assumed of since `base`. */
export function assumedSince(base: Assumptions, ...later: readonly Assumptions[]): ReadonlySet<NodeId> {
  const nodes = new Set<NodeId>();
  for (const end of later) {
    for (let at: Assumptions | null = end; at !== null && at !== base; at = at.parent) {
      for (const node of at.facts.keys()) nodes.add(node);
    }
  }
  return nodes;
}

/** What can be asked about nodes while facts are being gathered. */
export interface Known {
  in(node: NodeId, assumptions: Assumptions): Interval;
  values(node: NodeId, assumptions: Assumptions): readonly (string | boolean)[] | null;
  node(id: NodeId): CoreNode;
  unwrapped(id: NodeId): NodeId;
}
