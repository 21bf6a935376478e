import { newestWithin } from '../exact/earlier.ts';
import type { IndicatorNodes, Program } from '../model/program.ts';
import type { Evaluated, Evaluation, IndicatorScore, IndicatorState } from '../model/score.ts';
import { flagAt } from './awards.ts';

const NOT_APPLICABLE: Evaluated = { kind: 'not_applicable' };

/** One indicator of one record. Where it does not apply, nothing of it is looked at. */
export function scoreIndicator(program: Program, nodes: IndicatorNodes, evaluation: Evaluation): IndicatorScore {
  const { name } = nodes;
  const applies = evaluation.at(nodes.applies);
  if (applies.kind !== 'error' && !flagAt(evaluation, nodes.applies)) {
    return {
      name,
      state: 'not_applicable',
      actual: NOT_APPLICABLE,
      target: nodes.target === null ? null : NOT_APPLICABLE,
      achievement: NOT_APPLICABLE,
      score: NOT_APPLICABLE,
      weight: nodes.weight === null ? null : NOT_APPLICABLE,
      carriedFrom: null,
    };
  }
  const actual = evaluation.at(nodes.actual);
  const score = evaluation.at(nodes.score);
  const carriedFrom = periodOfCarried(program, nodes, evaluation);
  return {
    name,
    state: stateOf(program, name, actual, score, carriedFrom),
    actual,
    target: nodes.target === null ? null : evaluation.at(nodes.target),
    achievement: evaluation.at(nodes.achievement),
    score,
    weight: nodes.weight === null ? null : evaluation.at(nodes.weight),
    carriedFrom,
  };
}

/** The earlier period that the actual was taken from; null where it is this period's own, or missing. */
function periodOfCarried(program: Program, nodes: IndicatorNodes, evaluation: Evaluation): string | null {
  const node = program.nodes[nodes.actual];
  const { setting, record } = evaluation;
  if (node?.op !== 'carried' || setting.overrides?.has(node.id)) return null;
  if (evaluation.at(node.of).kind !== 'missing') return null;
  const found = newestWithin(record.key, setting, node.of, node.periods);
  return found?.value.kind === 'value' ? found.period : null;
}

function stateOf(
  program: Program,
  name: string,
  actual: Evaluated,
  score: Evaluated,
  carriedFrom: string | null,
): IndicatorState {
  if (score.kind === 'missing') return 'excluded';
  if (carriedFrom !== null) return 'carried';
  const zeroed = actual.kind === 'missing' && program.ruleset.indicators.get(name)?.missing === 'zero_score';
  return zeroed ? 'zero_scored' : 'scored';
}
