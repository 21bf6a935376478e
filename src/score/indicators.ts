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
    };
  }
  const actual = evaluation.at(nodes.actual);
  const score = evaluation.at(nodes.score);
  return {
    name,
    state: stateOf(program, name, actual, score),
    actual,
    target: nodes.target === null ? null : evaluation.at(nodes.target),
    achievement: evaluation.at(nodes.achievement),
    score,
    weight: nodes.weight === null ? null : evaluation.at(nodes.weight),
  };
}

function stateOf(program: Program, name: string, actual: Evaluated, score: Evaluated): IndicatorState {
  if (score.kind === 'missing') return 'excluded';
  const zeroed = actual.kind === 'missing' && program.ruleset.indicators.get(name)?.missing === 'zero_score';
  return zeroed ? 'zero_scored' : 'scored';
}
