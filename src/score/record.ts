import type { Diagnostic } from '../base/diagnostic.ts';
import { evaluate } from '../exact/evaluate.ts';
import type { Program } from '../model/program.ts';
import type { DataRecord } from '../model/record.ts';
import type { Evaluated, Evaluation, Reject, ScoreRow, Setting } from '../model/score.ts';
import { awardOfRow, awardOutcomes, type Unawarded } from './awards.ts';
import { scoreIndicator } from './indicators.ts';
import { failedEvaluation, type RecordPlace, unmetRequirement } from './reasons.ts';

export function isReject(scored: ScoreRow | Reject): scored is Reject {
  return 'findings' in scored;
}

/**
 * Scores one record. A record that does not meet the ruleset's requirements, or of which something cannot be
 * computed, is rejected with every reason. Its award is null where some tier has a quota: see scoreCohort [G5].
 * `path` names the data file in findings.
 */
export function scoreRecord(program: Program, record: DataRecord, setting: Setting, path = ''): ScoreRow | Reject {
  const scored = scoreWithoutAward(program, record, setting, path);
  return 'findings' in scored ? scored : { ...scored, award: awardOfRow(scored) };
}

/** The same without the award, which a cohort gives. */
export function scoreWithoutAward(
  program: Program,
  record: DataRecord,
  setting: Setting,
  path: string,
): Unawarded | Reject {
  return scoreEvaluation(program, evaluate(program, record, setting), path);
}

/** Scores what stands in an evaluation. */
export function scoreEvaluation(program: Program, evaluation: Evaluation, path: string): Unawarded | Reject {
  const { record, setting } = evaluation;
  const at: RecordPlace = { path, row: record.row };
  const unmet = checkRequirements(evaluation, at);
  if (unmet.length > 0) return { row: record.row, key: record.key, findings: unmet };

  const indicators = program.indicators.map((nodes) => scoreIndicator(program, nodes, evaluation));
  const results = new Map(program.results.map(({ name, node }) => [name, evaluation.at(node)]));
  const own = indicators.flatMap(({ actual, target, achievement, score, weight }) =>
    [actual, target, achievement, score, weight].filter((outcome) => outcome !== null),
  );
  const scores = program.scores.map(({ node }) => evaluation.at(node));
  const assessed = scores.every(({ kind }) => kind !== 'missing');
  const forAward = assessed && program.awards ? awardOutcomes(program.awards, evaluation) : [];
  const errors = failures(program, [...own, ...results.values(), ...scores, ...forAward], at);
  if (errors.length > 0) return { row: record.row, key: record.key, findings: errors };

  // A condition that reads a rating of an excluded indicator is missing although every score is there: nothing turns
  // a missing condition into false, so the record counts as not assessed [V1].
  const state = assessed && forAward.every(({ kind }) => kind !== 'missing') ? 'scored' : 'not_assessed';
  return { key: record.key, period: setting.period, record, state, indicators, results, evaluation, parts: [] };
}

/** Requirements come first and alone: what is computed from a record that breaks a check means nothing. */
export function checkRequirements(evaluation: Evaluation, at: RecordPlace): readonly Diagnostic[] {
  const { program, setting } = evaluation;
  return program.requirements.flatMap((requirement) => {
    // What is asked of a row has been asked of each row that was taken together here.
    if (setting.overrides && !OF_WHOLE.has(requirement.reason.kind)) return [];
    const outcome = evaluation.at(requirement.node);
    if (outcome.kind === 'error') return [failedEvaluation(program, outcome, at)];
    const broken = outcome.kind === 'value' && outcome.value === false;
    return broken ? [unmetRequirement(program, requirement, evaluation.record, at)] : [];
  });
}

const OF_WHOLE: ReadonlySet<string> = new Set(['weights', 'missing_actual']);

/** One finding for each place that failed, however many results need it. */
function failures(program: Program, outcomes: readonly Evaluated[], at: RecordPlace): readonly Diagnostic[] {
  const found = new Map<number, Diagnostic>();
  for (const outcome of outcomes) {
    if (outcome.kind === 'error' && !found.has(outcome.node)) {
      found.set(outcome.node, failedEvaluation(program, outcome, at));
    }
  }
  return [...found.values()];
}
