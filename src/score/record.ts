import type { Diagnostic } from '../base/diagnostic.ts';
import { evaluate } from '../exact/evaluate.ts';
import type { Program } from '../model/program.ts';
import type { DataRecord } from '../model/record.ts';
import type { Evaluated, Evaluation, Reject, ScoreRow, Setting } from '../model/score.ts';
import { awardOfRow, awardOutcomes, isOpen, type Unawarded } from './awards.ts';
import { brokenRows } from './details.ts';
import { scoreIndicator } from './indicators.ts';
import { failedEvaluation, type RecordPlace, unmetRequirement } from './reasons.ts';
import type { Early } from './stage-row.ts';
import { nodesRead, settleAlone } from './stages.ts';

export function isReject(scored: ScoreRow | Unawarded | Early | Reject): scored is Reject {
  return 'findings' in scored;
}

/**
 * Scores one record. A record that does not meet the ruleset's requirements, or of which something cannot be
 * computed, is rejected with every reason. Its award is null where group rules take everybody: see scoreCohort [G5].
 * `path` names the data file in findings.
 */
export function scoreRecord(program: Program, record: DataRecord, setting: Setting, path = ''): ScoreRow | Reject {
  const scored = scoreWithoutAward(program, record, setting, path);
  return isReject(scored) ? scored : { ...scored, award: awardOfRow(scored) };
}

/** The same without the award. */
export function scoreWithoutAward(
  program: Program,
  record: DataRecord,
  setting: Setting,
  path: string,
): Unawarded | Reject {
  const early = scoreEarly(program, evaluate(program, record, setting), path);
  if (isReject(early)) return early;
  settleAlone(program, early);
  return scoreLate(program, early, path, 'alone');
}

/** What comes before all groups: requirements, indicators, scores, and what else reads no group rule. */
export function scoreEarly(program: Program, evaluation: Evaluation, path: string): Early | Reject {
  const { record } = evaluation;
  const at: RecordPlace = { path, row: record.row };
  const unmet = checkRequirements(evaluation, at);
  if (unmet.length > 0) return { row: record.row, key: record.key, findings: unmet };

  const indicators = program.indicators.map((nodes) => scoreIndicator(program, nodes, evaluation));
  const own = indicators.flatMap(({ actual, target, achievement, score, weight }) =>
    [actual, target, achievement, score, weight].filter((outcome) => outcome !== null),
  );
  const results = program.results.filter(({ node }) => !program.late.has(node));
  const scores = program.scores.map(({ node }) => evaluation.at(node));
  const forGroups = program.stages.flatMap(nodesRead).filter((node) => !program.late.has(node));
  const outcomes = [...results.map(({ node }) => node), ...forGroups].map((node) => evaluation.at(node));
  const errors = failures(program, [...own, ...outcomes, ...scores], at);
  if (errors.length > 0) return { row: record.row, key: record.key, findings: errors };
  const assessed = scores.every(({ kind }) => kind !== 'missing');
  return {
    key: record.key,
    record,
    assessed,
    indicators,
    evaluation,
    notes: new Map(),
    undecided: new Set(),
    parts: [],
  };
}

/**
 * What comes after the groups. Who is rejected here stays counted in the groups that were formed before: nothing is
 * worked out twice. `alone`: of one record without its groups no award can hang on them.
 */
export function scoreLate(
  program: Program,
  early: Early,
  path: string,
  mode: 'cohort' | 'alone' = 'cohort',
): Unawarded | Reject {
  const { key, record, evaluation, indicators, notes, undecided, parts, assessed } = early;
  const at: RecordPlace = { path, row: record.row };
  const reject = (findings: readonly Diagnostic[]): Reject => ({ row: record.row, key: record.key, findings });
  const unmet = checkRequirements(evaluation, at, 'late');
  if (unmet.length > 0) return reject(unmet);

  const results = new Map(program.results.map(({ name, node }) => [name, evaluation.at(node)]));
  const { awards } = program;
  const waits = awards !== null && (mode === 'alone' ? awards.reads.length > 0 : isOpen(early, awards.reads));
  const forAward = assessed && awards && !waits ? awardOutcomes(awards, evaluation) : [];
  const errors = failures(program, [...results.values(), ...forAward], at);
  if (errors.length > 0) return reject(errors);

  // A condition that reads a rating of an excluded indicator is missing although every score is there: nothing turns
  // a missing condition into false, so the record counts as not assessed [V1].
  const state = assessed && forAward.every(({ kind }) => kind !== 'missing') ? 'scored' : 'not_assessed';
  const { period } = evaluation.setting;
  return { key, period, record, state, indicators, results, evaluation, parts, notes, undecided };
}

/** Requirements come first and alone: what is computed from a record that breaks a check means nothing. */
export function checkRequirements(
  evaluation: Evaluation,
  at: RecordPlace,
  stage: 'early' | 'late' = 'early',
): readonly Diagnostic[] {
  const { program, setting, record, at: outcomeAt } = evaluation;
  const rows = setting.overrides || stage === 'late' ? [] : brokenRows(evaluation);
  const own = program.requirements.flatMap((requirement) => {
    // Nothing that reads a group can be asked before the groups have been worked out.
    if (program.late.has(requirement.node) !== (stage === 'late')) return [];
    // What is asked of a row has been asked of each row that was taken together here.
    if (setting.overrides && !OF_WHOLE.has(requirement.reason.kind)) return [];
    const outcome = outcomeAt(requirement.node);
    if (outcome.kind === 'error') return [failedEvaluation(program, outcome, at)];
    const broken = outcome.kind === 'value' && outcome.value === false;
    return broken ? [unmetRequirement(program, requirement, record, at)] : [];
  });
  return [...rows, ...own];
}

const OF_WHOLE: ReadonlySet<string> = new Set(['weights', 'missing_actual', 'missing_reason']);

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
