import type { Span } from '../base/source.ts';
import type { CoreNode, NodeId } from '../language/core.ts';
import { operandsOf } from '../language/operands.ts';
import type { Program } from '../model/program.ts';

/** What is read outside of what several rows are taken together by. */
export interface ReadOutside {
  /** Numbers of the data that have no rule for several rows. */
  readonly inputs: ReadonlySet<string>;
  /** Nodes that belong to one row alone: readings of earlier periods, of details, of an indicator's single actual. */
  readonly nodes: readonly SingleRead[];
}

export interface SingleRead {
  readonly node: CoreNode;
  /** Where it is read. */
  readonly span: Span | null;
}

/** How several rows are taken together: what has a rule of its own, and what has no value for all of them. */
export interface Together {
  /** Nodes that are answered by a rule for several rows. */
  readonly answered: ReadonlySet<NodeId>;
  /** Nodes that exist for a single row only. */
  readonly single: ReadonlySet<NodeId>;
}

/** Operations that read more than the record's own fields. */
const BEYOND: ReadonlySet<string> = new Set(['previous', 'year_to_date', 'carried', 'fold']);

interface Stop {
  readonly id: NodeId;
  readonly reader: CoreNode | null;
}

/** From some nodes downwards, stopping at what is answered. */
export function readOutside(program: Program, roots: Iterable<NodeId>, { answered, single }: Together): ReadOutside {
  const inputs = new Set<string>();
  const nodes: SingleRead[] = [];
  const met = new Set<NodeId>();
  const waiting = [...roots].map((id): Stop => ({ id, reader: null }));
  for (let stop = waiting.pop(); stop !== undefined; stop = waiting.pop()) {
    const { id, reader } = stop;
    if (met.has(id)) continue;
    met.add(id);
    const node = program.nodes[id];
    if (node === undefined) continue;
    if (single.has(id)) nodes.push({ node, span: reader?.origin ?? node.origin });
    else if (!answered.has(id)) {
      if (BEYOND.has(node.op)) nodes.push({ node, span: node.origin ?? reader?.origin ?? null });
      if (node.op === 'input' && needsRule(program, node.name)) inputs.add(node.name);
      waiting.push(...operandsOf(node).map((operand): Stop => ({ id: operand, reader: node })));
    }
  }
  return { inputs, nodes };
}

/** Whether a node reads anything of a record's own row, beside what the work plan and rows of details bring to it. */
export function isOfSegment({ nodes, ruleset }: Program, root: NodeId): boolean {
  const met = new Set<NodeId>();
  const waiting = [root];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const node = nodes[id];
    if (node === undefined || met.has(id)) continue;
    met.add(id);
    if (node.op === 'input' && !ruleset.planned.has(node.name)) return true;
    waiting.push(...operandsOf(node));
  }
  return false;
}

/** A number without a rule; texts, choices, flags and dates take that of the last row. */
function needsRule({ ruleset }: Program, name: string): boolean {
  const input = ruleset.inputs.get(name);
  return input !== undefined && input.type.base.kind === 'number' && input.consolidate === null;
}

/** Segments: scores, achievements and scores of indicators are weighted by days; actuals and targets are of one row. */
export function ofSegments({ indicators, scores }: Program): Together {
  const answered = new Set<NodeId>(scores.map(({ node }) => node));
  const single = new Set<NodeId>();
  for (const { applies, actual, target, achievement, score } of indicators) {
    for (const node of [applies, achievement, score]) answered.add(node);
    for (const node of [actual, target]) if (node !== null) single.add(node);
  }
  return { answered, single };
}

/** Periods: actuals and targets are taken together, or the scores are averaged and there is no single actual. */
export function ofPeriods({ indicators, ruleset }: Program): Together {
  const answered = new Set<NodeId>();
  const single = new Set<NodeId>();
  for (const { name, applies, actual, target, achievement, score } of indicators) {
    answered.add(applies);
    const isOfScores = ruleset.indicators.get(name)?.consolidate?.method === 'average_of_scores';
    for (const node of [actual, target]) if (node !== null) (isOfScores ? single : answered).add(node);
    if (isOfScores) answered.add(achievement).add(score);
  }
  return { answered, single };
}

/** Everything that must have a value for the whole, beside the named values, which are shown where they have one. */
export function wholeRoots(program: Program, isOfPeriods: boolean): readonly NodeId[] {
  const { indicators, results, awards } = program;
  const ofIndicators = indicators.flatMap(({ achievement, score, weight }) => [
    achievement,
    score,
    ...(isOfPeriods && weight !== null ? [weight] : []),
  ]);
  const named = results.filter(({ kind }) => kind !== 'value').map(({ node }) => node);
  if (awards === null) return [...ofIndicators, ...named];
  const ofTiers = awards.tiers.flatMap(({ when, quota, grants }) => [
    when,
    ...(quota?.order ?? []).map(({ node }) => node),
    ...grants.flatMap(({ node }) => (node === null ? [] : [node])),
  ]);
  return [...ofIndicators, ...named, awards.eligible, ...awards.order.map(({ node }) => node), ...ofTiers];
}
