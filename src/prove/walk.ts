import type { CoreNode, NodeId } from '../language/core.ts';
import { operandsOf } from '../language/operands.ts';
import type { Program } from '../model/program.ts';
import type { Assumptions } from './facts.ts';
import type { Ranges } from './ranges.ts';

/** Called for every operation that some record needs, with what is known wherever it does. */
export type Visit = (node: CoreNode, assumptions: Assumptions) => void;

/** Visits in all; beyond it every node is visited once more, without assumptions, which is always safe. */
const MOST_VISITS = 500_000;

/** From every result downwards, into each branch under its condition; each node once per difference in what is known. */
export function walk(program: Program, ranges: Ranges, visit: Visit): void {
  const waiting: Stop[] = [...roots(program, ranges)].reverse();
  // What is looked at for every record by itself has nothing more to show where others read it, knowing more.
  const settled = new Set(waiting.flatMap(({ node, assumptions }) => (assumptions === ranges.always ? [node] : [])));
  const seen = new Map<Assumptions, Set<NodeId>>();
  for (let visits = 0; visits < MOST_VISITS; visits++) {
    const stop = waiting.pop();
    if (stop === undefined) return;
    const context = ranges.relevant(stop.node, stop.assumptions);
    const done = seen.get(context) ?? new Set<NodeId>();
    seen.set(context, done);
    if (done.has(stop.node)) continue;
    done.add(stop.node);
    const node = ranges.node(stop.node);
    visit(node, context);
    for (const next of below(node, context, ranges)) {
      if (!settled.has(next.node) && !isLeaf(ranges.node(next.node))) waiting.push(next);
    }
  }
  for (const node of program.nodes) visit(node, ranges.always);
}

/** Nothing to see and nothing below. */
function isLeaf({ op }: CoreNode): boolean {
  return (
    op === 'constant' ||
    op === 'missing' ||
    op === 'inapplicable' ||
    op === 'input' ||
    op === 'column' ||
    op === 'group_value' ||
    op === 'fail'
  );
}

interface Stop {
  readonly node: NodeId;
  readonly assumptions: Assumptions;
}

function* roots({ requirements, indicators, results, stages, awards }: Program, ranges: Ranges): Iterable<Stop> {
  const { always } = ranges;
  for (const { node } of requirements) yield { node, assumptions: always };
  for (const { applies, actual, target, weight, achievement, score } of indicators) {
    for (const node of [applies, achievement, score]) yield { node, assumptions: always };
    yield* where(applies, [actual, target, weight], always, ranges);
  }
  for (const { node } of results) yield { node, assumptions: always };
  for (const stage of stages) for (const node of readByStage(stage)) yield { node, assumptions: always };
  if (awards === null) return;
  yield { node: awards.eligible, assumptions: always };
  const eligible = ranges.assuming(awards.eligible, true, always);
  if (eligible === null) return;
  if (awards.budget) yield { node: awards.budget.total, assumptions: always };
  for (const { node } of awards.order) yield { node, assumptions: eligible };
  for (const { when, quota, grants } of awards.tiers) {
    yield { node: when, assumptions: eligible };
    yield* where(
      when,
      [...(quota?.order ?? []), ...grants].map(({ node }) => node),
      eligible,
      ranges,
    );
  }
}

/** What a group rule or limit reads of each record. */
export function readByStage(stage: Program['stages'][number]): readonly NodeId[] {
  const order = stage.order.map(({ node }) => node);
  const own = stage.kind === 'limit' ? [stage.value, ...stage.rules.map(({ when }) => when)] : [stage.of, stage.where];
  return [...order, ...own.filter((node) => node !== null)];
}

function* where(
  condition: NodeId,
  nodes: readonly (NodeId | null)[],
  assumptions: Assumptions,
  ranges: Ranges,
): Iterable<Stop> {
  const assumed = ranges.assuming(condition, true, assumptions);
  if (assumed === null) return;
  for (const node of nodes) if (node !== null) yield { node, assumptions: assumed };
}

/** The operands, each with what is known when it is looked at; a branch that no record takes is left out. */
function* below(node: CoreNode, assumptions: Assumptions, ranges: Ranges): Iterable<Stop> {
  const under = function* (condition: NodeId, truth: boolean, ...nodes: readonly NodeId[]): Iterable<Stop> {
    const assumed = ranges.assuming(condition, truth, assumptions);
    if (assumed !== null) for (const one of nodes) yield { node: one, assumptions: assumed };
  };
  switch (node.op) {
    case 'choose':
      yield { node: node.condition, assumptions };
      yield* under(node.condition, true, node.then);
      yield* under(node.condition, false, node.otherwise);
      return;
    case 'and':
    case 'or': {
      yield { node: node.left, assumptions };
      // The right side is looked at where the left does not decide, and that is also where it is missing.
      const undecided = ranges.unlessAbsent(node.left, node.op === 'and', assumptions);
      if (undecided !== null) yield { node: node.right, assumptions: undecided };
      return;
    }
    case 'fold': {
      // A row has facts of its own; those of the record's row, if it is one, are not this one's.
      const rows = ranges.rows(node.details);
      if (node.where !== null) yield { node: node.where, assumptions: rows };
      const taking = node.where === null ? rows : ranges.assuming(node.where, true, rows);
      for (const next of [node.of, node.weight]) {
        if (next !== null && taking !== null) yield { node: next, assumptions: taking };
      }
      return;
    }
    case 'weighted':
      for (const { counts, weight, value } of node.terms) {
        yield { node: counts, assumptions };
        yield* under(counts, true, weight, value);
      }
      return;
    default:
      for (const operand of operandsOf(node)) yield { node: operand, assumptions };
  }
}
