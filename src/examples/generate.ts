import type { Value } from '../language/core.ts';
import type { Program } from '../model/program.ts';
import type { Input } from '../model/ruleset.ts';
import type { ScoreRow } from '../model/score.ts';
import { type Period, periodAt } from '../number/calendar.ts';
import { intersect, isEmpty } from '../number/interval.ts';
import { type Ranges, rangesOf } from '../prove/ranges.ts';
import { rowOfExample } from '../score/examples.ts';
import { isReject, scoreRecord } from '../score/record.ts';
import { candidatesFor } from './candidates.ts';
import { decisionGoals } from './decisions.ts';
import { boundaryGoals, type Goal, isMet, targetOf } from './goals.ts';
import { Search, withField } from './search.ts';
import { Laboratory, type Trial } from './trial.ts';

/** An example that was made, with all that it is an example of, and the row that the ruleset gives it now. */
export interface MadeExample {
  readonly goals: readonly Goal[];
  readonly fields: ReadonlyMap<string, Value>;
  readonly row: ScoreRow;
}

export interface Generated {
  readonly examples: readonly MadeExample[];
  /** Goals that the ruleset's own examples meet already. */
  readonly present: number;
  /** No employee can show these: proven from the ranges of the inputs. */
  readonly impossible: readonly Goal[];
  /** None was found, and none was proven not to exist. */
  readonly notFound: readonly Goal[];
}

/**
 * Examples for every boundary (just below, on, just above) and for every part of a condition or a table that decides
 * alone, as few as a greedy choice needs; what the ruleset's own examples show already is left out.
 */
export function generateExamples(program: Program): Generated {
  if (!canGenerate(program)) throw new RangeError('examples cannot be made for what plans and details bring');
  const own = ownTrials(program);
  const search = new Search(program, own.laboratory, [...own.trials, ...startingTrials(program, own.laboratory)]);
  const goals = [...boundaryGoals(program), ...decisionGoals(program)];
  const open = goals.filter((goal) => !own.trials.some((trial) => isMet(goal, trial)));
  const ranges = rangesOf(program);
  const possible = open.filter((goal) => !isImpossible(ranges, goal));
  const found = new Set(possible.flatMap((goal) => search.find(goal) ?? []));
  const examples = fewest(possible, scoredTrials(program, [...found]));
  const shown = new Set(examples.flatMap((example) => example.goals));
  return {
    examples,
    present: goals.length - open.length,
    impossible: open.filter((goal) => !possible.includes(goal)),
    notFound: possible.filter((goal) => !shown.has(goal)),
  };
}

/** Work plans, rows of details, calendars and other members of a group are too much to make up. */
export function canGenerate({ ruleset, stages }: Program): boolean {
  const { planned, details, calendars } = ruleset;
  return planned.size === 0 && details.size === 0 && calendars.size === 0 && stages.length === 0;
}

interface Own {
  readonly laboratory: Laboratory;
  readonly trials: readonly Trial[];
}

/** The ruleset's own examples as trials. */
function ownTrials(program: Program): Own {
  const rows = program.ruleset.examples.flatMap((example) => rowOfExample(program, example) ?? []);
  const period = rows[0]?.period ?? usualPeriod(program);
  const laboratory = new Laboratory(program, Number.POSITIVE_INFINITY, usualValues(program, period));
  const trials = rows.map(
    ({ record, period: at, evaluation }): Trial => ({ fields: record.fields, period: at, evaluation, isValid: true }),
  );
  return { laboratory, trials };
}

/** The first period of its kind in which the ruleset is in force. */
function usualPeriod({ ruleset }: Program): Period {
  const since = ruleset.effective.from ?? USUAL_DAY;
  const period = periodAt(ruleset.period, since);
  if (!period) throw new RangeError(`no ${ruleset.period} holds the day ${since}`);
  return period;
}

/** 2026-01-01, where the ruleset says nothing. */
const USUAL_DAY = 20_454;

function usualValues(program: Program, period: Period): ReadonlyMap<string, Value> {
  return new Map(
    [...program.ruleset.inputs.values()].flatMap((input) => {
      const value = usualValue(program, input, period);
      return value === undefined ? [] : [[input.name, value] as const];
    }),
  );
}

/** Of numbers one from the middle, of all else the first. */
function usualValue(program: Program, input: Input, period: Period): Value | undefined {
  if (input.key) return '1';
  const candidates = candidatesFor(program, input, period);
  return input.type.base.kind === 'number' ? candidates[Math.floor(candidates.length / 2)] : candidates[0];
}

/** Combinations of choices and flags that a search sets out from. */
const MOST_STARTS = 160;

/** Somebody usual, at every combination of choices and flags that there is room for. */
function startingTrials(program: Program, laboratory: Laboratory): readonly Trial[] {
  const period = usualPeriod(program);
  const inputs = [...program.ruleset.inputs.values()];
  const required = inputs.filter(({ optional, applies }) => !optional && !applies);
  const usual = usualValues(program, period);
  const base = new Map(required.flatMap(({ name }) => (usual.has(name) ? [[name, usual.get(name) ?? '']] : [])));
  let combinations: ReadonlyMap<string, Value>[] = [base];
  for (const input of required) {
    const { kind } = input.type.base;
    if (kind !== 'choice' && kind !== 'flag') continue;
    const values = candidatesFor(program, input, period);
    if (combinations.length * values.length > MOST_STARTS) continue;
    combinations = combinations.flatMap((fields) => values.map((value) => withField(fields, input.name, value)));
  }
  return combinations.flatMap((fields) => laboratory.try(fields, period) ?? []);
}

function isImpossible(ranges: Ranges, goal: Goal): boolean {
  if (goal.kind !== 'boundary') return false;
  const target = targetOf(goal.boundary, goal.side);
  return goal.boundary.nodes.every((node) => isEmpty(intersect(target, ranges.at(node))));
}

interface Scored {
  readonly trial: Trial;
  readonly row: ScoreRow;
}

/** Whoever cannot be scored is no example. */
function scoredTrials(program: Program, trials: readonly Trial[]): readonly Scored[] {
  return trials.flatMap((trial) => {
    const row = scoreRecord(program, { key: '1', fields: trial.fields, row: 1 }, { period: trial.period });
    return isReject(row) ? [] : [{ trial, row }];
  });
}

/** Always the trial that shows most of what is still open; of equals the first. */
function fewest(goals: readonly Goal[], scored: readonly Scored[]): readonly MadeExample[] {
  const candidates = scored.map(({ trial, row }) => ({
    trial,
    row,
    shows: goals.filter((goal) => isMet(goal, trial)),
  }));
  const chosen: MadeExample[] = [];
  const open = new Set(goals);
  for (;;) {
    const counts = candidates.map(({ shows }) => shows.filter((goal) => open.has(goal)).length);
    const most = Math.max(0, ...counts);
    const best = candidates[counts.indexOf(most)];
    if (most === 0 || !best) return chosen;
    const met = best.shows.filter((goal) => open.has(goal));
    for (const goal of met) open.delete(goal);
    chosen.push({ goals: met, fields: best.trial.fields, row: best.row });
  }
}
