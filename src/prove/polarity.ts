import { type Diagnostic, diagnostic, type Related } from '../base/diagnostic.ts';
import type { Span } from '../base/source.ts';
import type { NodeId } from '../language/core.ts';
import { operandsOf } from '../language/operands.ts';
import type { IndicatorNodes, Program } from '../model/program.ts';
import type { Indicator } from '../model/ruleset.ts';
import type { Assumptions } from './facts.ts';
import { isNumeric } from './kinds.ts';
import { type Direction, directionAlong, directionOf } from './monotone.ts';
import type { Ranges } from './ranges.ts';

type Wanted = 'up' | 'down';
type Verdict = 'holds' | 'contradicts' | 'unknown';

/**
 * Achievements and scores that move against the polarity (TK512) or were not proven to move with it (TK513) [V6]. What
 * an actual is made of may also be read past it: then it must move the achievement the same way.
 */
export function polarityFindings(program: Program, ranges: Ranges): readonly Diagnostic[] {
  return program.indicators.flatMap((nodes) => {
    const indicator = program.ruleset.indicators.get(nodes.name);
    return indicator === undefined ? [] : ofIndicator(indicator, nodes, ranges);
  });
}

function ofIndicator(indicator: Indicator, nodes: IndicatorNodes, ranges: Ranges): readonly Diagnostic[] {
  const { name, polarity, achievement, actual, planned, span, score } = indicator;
  // The members of a template are alike: what holds of the first holds of all.
  if (polarity !== 'maximize' && polarity !== 'minimize') return [];
  if ((planned?.member ?? 1) > 1) return [];
  const wanted = polarity === 'maximize' ? 'up' : 'down';
  const assumptions = ranges.assuming(nodes.applies, true, ranges.always) ?? ranges.always;
  const related: Related = { place: { kind: 'text', span: actual?.span ?? span }, role: 'used_here' };
  const finding = (verdict: Verdict, at: Span): readonly Diagnostic[] => {
    if (verdict === 'holds') return [];
    const code = verdict === 'unknown' ? 'TK513' : 'TK512';
    return [diagnostic(code, at, { indicator: planned?.indicator ?? name, polarity }, { related: [related] })];
  };
  const achieved = worse(
    judged(directionOf(nodes.raw, nodes.actual, ranges, assumptions), wanted),
    pastTheActual(nodes, wanted, ranges, assumptions),
  );
  const found = finding(achieved, achievement.span);
  if (found.length > 0 || score === undefined || nodes.score === nodes.achievement) return found;
  const moving = new Map<NodeId, Direction>([
    [nodes.actual, 'up'],
    [nodes.achievement, wanted],
  ]);
  return finding(judged(directionAlong(nodes.score, moving, ranges, assumptions), wanted), score.value.span);
}

function judged(found: Direction, wanted: Wanted): Verdict {
  if (found === wanted || found === 'still' || found === 'never') return 'holds';
  return found === 'unknown' ? 'unknown' : 'contradicts';
}

function worse(a: Verdict, b: Verdict): Verdict {
  if (a === 'contradicts' || b === 'contradicts') return 'contradicts';
  return a === 'unknown' || b === 'unknown' ? 'unknown' : 'holds';
}

/** Numbers that the actual is made of and that the formula reads beside it: each moves both, and must do so alike. */
function pastTheActual(nodes: IndicatorNodes, wanted: Wanted, ranges: Ranges, assumptions: Assumptions): Verdict {
  const { actual, raw } = nodes;
  const parts = below(actual, ranges, new Set());
  const beside = below(raw, ranges, new Set([actual]));
  let verdict: Verdict = 'holds';
  for (const part of parts) {
    const node = ranges.node(part);
    if (part === actual || !beside.has(part) || node.op !== 'input' || !isNumeric(node)) continue;
    const own = directionOf(actual, part, ranges, assumptions);
    const direct = directionAlong(
      raw,
      new Map<NodeId, Direction>([
        [part, 'up'],
        [actual, 'still'],
      ]),
      ranges,
      assumptions,
    );
    if (own === 'still' || own === 'never' || direct === 'still' || direct === 'never') continue;
    const alike = own === 'unknown' ? 'unknown' : judged(direct, wanted === own ? 'up' : 'down');
    verdict = worse(verdict, own === 'unknown' ? 'unknown' : alike);
  }
  return verdict;
}

/** Everything that a node reads, but for what `but` names and what only that reads. */
function below(root: NodeId, ranges: Ranges, but: ReadonlySet<NodeId>): ReadonlySet<NodeId> {
  const seen = new Set<NodeId>([root]);
  for (const id of seen) {
    for (const operand of operandsOf(ranges.node(id))) if (!but.has(operand)) seen.add(operand);
  }
  return seen;
}
