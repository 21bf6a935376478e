import type { Span } from '../base/source.ts';
import type { CoreNode, NodeId } from '../language/core.ts';
import { operandsOf } from '../language/operands.ts';
import { MEMBERS } from '../language/vocabulary.ts';
import { inputNamed } from '../model/fields.ts';
import type { Program } from '../model/program.ts';

/** A node that has a name in the file. */
export interface NamedThing {
  readonly name: string;
  /** The digits that its rule declares; null for a value as exact as it is. */
  readonly digits: number | null;
  /** Digits at which it is shown where it lies off any grid. */
  readonly show: number | undefined;
}

export type Names = ReadonlyMap<NodeId, NamedThing>;

type Member = 'actual' | 'target' | 'achievement' | 'score';

/** The name of every named node, as the file spells it. Where two names share a node, the earlier in the data's way. */
export function namesOf(program: Program): Names {
  const { ruleset } = program;
  const names = new Map<NodeId, NamedThing>();
  const add = (node: NodeId | null, thing: NamedThing) => {
    if (node !== null && !names.has(node)) names.set(node, thing);
  };
  for (const [name, node] of program.inputs) add(node, exact(name));
  for (const [name, node] of parameterNodes(program)) add(node, exact(name));
  for (const { name, node, digits } of program.results) add(node, { name, digits, show: digits });
  for (const indicator of program.indicators) {
    const show = ruleset.indicators.get(indicator.name)?.show;
    const member = (part: Member): NamedThing => ({
      name: `${indicator.name}.${MEMBERS[part][ruleset.language]}`,
      digits: null,
      show,
    });
    add(indicator.actual, member('actual'));
    add(indicator.target, member('target'));
    add(indicator.achievement, member('achievement'));
    add(indicator.score, member('score'));
  }
  return names;
}

/** A parameter with one value for all times is lowered as that value, and is known by where it stands. */
function parameterNodes(program: Program): ReadonlyMap<string, NodeId> {
  const byPlace = new Map<string, string>();
  for (const { name, entries } of program.ruleset.parameters.values()) {
    const [only] = entries;
    if (only && entries.length === 1) byPlace.set(placeKey(only.value.span), name);
  }
  const found = new Map<string, NodeId>();
  for (const { id, origin } of program.nodes) {
    const name = origin ? byPlace.get(placeKey(origin)) : undefined;
    if (name !== undefined) found.set(name, id);
  }
  for (const node of program.nodes) if (node.op === 'dated') found.set(node.name, node.id);
  return found;
}

function placeKey({ path, start, end }: Span): string {
  return `${path}:${start}:${end}`;
}

function exact(name: string): NamedThing {
  return { name, digits: null, show: undefined };
}

/** The names with an indicator's own parts as its formulas write them: `actual`, not `ketepatan_izin.actual`. */
export function namesWithin(program: Program, names: Names, indicator: string): Names {
  const nodes = program.indicators.find(({ name }) => name === indicator);
  if (!nodes) throw new Error(`no indicator ${indicator}`);
  const show = program.ruleset.indicators.get(indicator)?.show;
  const own = new Map(names);
  const rename = (node: NodeId | null, part: Member) => {
    if (node === null) return;
    own.set(node, { name: MEMBERS[part][program.ruleset.language], digits: null, show });
  };
  rename(nodes.score, 'score');
  rename(nodes.achievement, 'achievement');
  rename(nodes.target, 'target');
  rename(nodes.actual, 'actual');
  return own;
}

/**
 * The named things that a node reads, in the order in which its expression does, without looking into them. A node
 * that is itself a named thing other than `self` (an alias) reads that thing.
 */
export function readsOf(
  program: Program,
  names: Names,
  root: NodeId,
  self: string | null,
): readonly { readonly node: NodeId; readonly thing: NamedThing }[] {
  const found: { node: NodeId; thing: NamedThing }[] = [];
  const met = new Set<NodeId>();
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (met.has(node)) continue;
    met.add(node);
    const thing = names.get(node);
    if (thing && !(node === root && thing.name === self)) found.push({ node, thing });
    else waiting.push(...[...operandsOf(nodeAt(program, node))].reverse());
  }
  return found;
}

/** Nodes of an operation that stand in an expression, without looking into other named things. */
export function nodesWithin(program: Program, names: Names, root: NodeId): readonly CoreNode[] {
  const found: CoreNode[] = [];
  const met = new Set<NodeId>();
  const waiting = [root];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (met.has(id) || (id !== root && names.has(id))) continue;
    met.add(id);
    const node = nodeAt(program, id);
    found.push(node);
    waiting.push(...[...operandsOf(node)].reverse());
  }
  return found;
}

export function nodeAt(program: Program, id: NodeId): CoreNode {
  const node = program.nodes[id];
  if (!node) throw new Error(`no node ${id}`);
  return node;
}

/**
 * Nodes whose value would give away a sensitive input [G7]: the input, and what is computed from it up to the next
 * result that stands in the published scores (an achievement, a score, a rating, a table).
 */
export function sensitiveNodes(program: Program): ReadonlySet<NodeId> {
  const published = new Set<NodeId>();
  for (const { kind, node } of program.results) if (kind !== 'value') published.add(node);
  for (const { achievement, score } of program.indicators) published.add(achievement).add(score);
  const sensitive = new Set<NodeId>();
  // An earlier period may be read of what stands later in the program: until nothing more is found.
  for (let before = -1; before < sensitive.size; ) {
    before = sensitive.size;
    markSensitive(program, published, sensitive);
  }
  return sensitive;
}

function markSensitive(program: Program, published: ReadonlySet<NodeId>, sensitive: Set<NodeId>): void {
  for (const node of program.nodes) {
    const secret =
      node.op === 'input'
        ? (inputNamed(program.ruleset, node.name)?.sensitive ?? false)
        : node.op === 'column'
          ? (program.ruleset.details.get(node.details)?.columns.get(node.name)?.sensitive ?? false)
          : !published.has(node.id) && givingAway(node).some((operand) => sensitive.has(operand));
    if (secret) sensitive.add(node.id);
  }
}

/** Whether a term counts is shown by the mean itself. */
function givingAway(node: CoreNode): readonly NodeId[] {
  if (node.op === 'previous') return [node.of];
  return node.op === 'weighted' ? node.terms.flatMap(({ weight, value }) => [weight, value]) : operandsOf(node);
}

/** The operand of the last rounding: what the expression itself gives. */
export function innerNode(program: Program, id: NodeId): NodeId {
  const node = nodeAt(program, id);
  return node.op === 'round' ? node.of : id;
}
