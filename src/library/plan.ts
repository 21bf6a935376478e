import type { BoundRow } from '../data/bind.ts';
import { type PlanSheets, planSheets as sheetsOf } from '../explain/plan-sheet.ts';
import type { Language } from '../language/vocabulary.ts';
import type { Program } from '../model/program.ts';
import type { Period } from '../number/calendar.ts';
import { withoutDemands } from '../plan/bind.ts';
import { checkPlan as checkBound, type PlanCheck } from '../plan/check.ts';
import { groupJoined, ownInputs } from '../score/group-data.ts';
import { bindRows, bookOf, groupSources, periodOf, type RowData, type ScoreOptions } from './score.ts';

/**
 * Compares work plans with the rules before the period begins: rows as for {@link scoreCohort}, of which only the key
 * and what decides applicability need be there; the plan in `options.plan`. See `takar plan check`.
 *
 * @throws RangeError where `period` is none, not of the ruleset's kind, or ends while the ruleset is not in force.
 */
export function checkPlan(program: Program, rows: Iterable<RowData | BoundRow>, options: ScoreOptions): PlanCheck {
  const period = periodOf(program, options);
  return checkBound(program, recordsOf(program, rows, options, period), bookOf(program, options), period);
}

/**
 * A page for everybody before the period begins: indicators, targets, weights, and what gives each award.
 *
 * @throws RangeError where `period` is none, not of the ruleset's kind, or ends while the ruleset is not in force.
 */
export function planSheets(
  program: Program,
  rows: Iterable<RowData | BoundRow>,
  options: ScoreOptions & { readonly language?: Language },
): PlanSheets {
  const period = periodOf(program, options);
  const bound = recordsOf(program, rows, options, period);
  return sheetsOf(program, bound, bookOf(program, options), period, options.language ?? 'id');
}

/** Rows in which only the key must be there, with the columns of their groups. */
function recordsOf(
  program: Program,
  rows: Iterable<RowData | BoundRow>,
  options: ScoreOptions,
  period: Period,
): readonly BoundRow[] {
  const bound = bindRows(withoutDemands(ownInputs(program.ruleset)), rows, options);
  return groupJoined(program, bound, groupSources(program, options), period);
}
