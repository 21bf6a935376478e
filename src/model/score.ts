import type { Diagnostic } from '../base/diagnostic.ts';
import type { NodeId, Value } from '../language/core.ts';
import type { Days, Period } from '../number/calendar.ts';
import type { WorkCalendar } from '../number/workdays.ts';
import type { Program } from './program.ts';
import type { DataRecord } from './record.ts';

/** Why a value could not be computed. Each becomes a finding of the 700s and rejects the row. */
export type EvaluationError =
  | { readonly kind: 'no_row'; readonly table: string }
  | { readonly kind: 'no_band'; readonly rating: string }
  | { readonly kind: 'no_indicator'; readonly score: string }
  | { readonly kind: 'division_by_zero' }
  | { readonly kind: 'no_value_in_force'; readonly name: string; readonly date: string }
  | { readonly kind: 'outside_range'; readonly callee: string; readonly parameter: string }
  | { readonly kind: 'not_in_lookup'; readonly value: string }
  | { readonly kind: 'too_large' }
  /** What is needed from an earlier period stands in a row that could not be scored. */
  | { readonly kind: 'unusable_period'; readonly period: string }
  | { readonly kind: 'outside_calendar'; readonly calendar: string; readonly date: string }
  | { readonly kind: 'no_details'; readonly details: string }
  | { readonly kind: 'no_calendar'; readonly calendar: string };

/** The four outcomes, never confused. */
export type Evaluated =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'missing' }
  | { readonly kind: 'not_applicable' }
  | { readonly kind: 'error'; readonly error: EvaluationError; readonly node: NodeId };

/**
 * What a record is evaluated in, beside its own fields: everything that a run brings and that several records share.
 * What a program does not read may be absent.
 */
export interface Setting {
  readonly period: Period;
  /** The holidays of each calendar that the ruleset declares. */
  readonly calendars?: ReadonlyMap<string, WorkCalendar>;
  /** What is known of earlier periods; absent where nothing is, so that all of them are without a row. */
  readonly earlier?: EarlierPeriods;
  /** Values that stand in place of what the program says: of a longer period, and of a period in several segments. */
  readonly overrides?: ReadonlyMap<NodeId, Evaluated>;
}

/** Records of earlier periods, evaluated on demand by the same program. */
export interface EarlierPeriods {
  /** A node's value for a key in a period; undefined where the key has no row there. */
  value(key: string, period: Period, node: NodeId): Evaluated | undefined;
}

/** The evaluated tree of one record: any node's value, computed once, on demand, by the exact evaluator. */
export interface Evaluation {
  readonly program: Program;
  readonly record: DataRecord;
  readonly setting: Setting;
  /** The value of a node; computes what it needs. */
  at(node: NodeId): Evaluated;
  /** The value of a node where it was needed for what has been asked so far, otherwise undefined. */
  seen(node: NodeId): Evaluated | undefined;
  /** The value of a node in one of the record's rows of details, counted from 0; not kept. */
  inRow(details: string, index: number, node: NodeId): Evaluated;
}

export type IndicatorState =
  | 'scored'
  | 'not_applicable'
  /** Missing, and left out of the mean by `missing: exclude`. */
  | 'excluded'
  /** Missing, and given the achievement 0 by `missing: zero_score`. */
  | 'zero_scored'
  /** Missing, and taken from the newest earlier period that has it, by `missing: { carry: … }`. */
  | 'carried';

export interface IndicatorScore {
  readonly name: string;
  readonly state: IndicatorState;
  readonly actual: Evaluated;
  readonly target: Evaluated | null;
  readonly achievement: Evaluated;
  readonly score: Evaluated;
  /** The declared weight. */
  readonly weight: Evaluated | null;
  /** The earlier period that a carried actual comes from. */
  readonly carriedFrom: string | null;
}

/** What became of one record at one tier, and why. */
export type TierStep =
  | {
      readonly tier: string;
      readonly outcome: 'placed';
      readonly rank: number | null;
      readonly capacity: number | null;
    }
  | { readonly tier: string; readonly outcome: 'condition_false' }
  /** Its condition holds, but the quota had no room. `lastAdmitted` is the key of the last who got in, if any. */
  | {
      readonly tier: string;
      readonly outcome: 'quota_full';
      readonly rank: number;
      readonly capacity: number;
      readonly lastAdmitted: string | null;
    }
  /** In a block of equals across the edge of the quota, under `ties: exclude`. */
  | {
      readonly tier: string;
      readonly outcome: 'tie_excluded';
      readonly rank: number;
      readonly capacity: number;
      readonly lastAdmitted: string | null;
    }
  /** In a block of equals across the edge of the quota, under `ties: refuse`: people must decide. */
  | {
      readonly tier: string;
      readonly outcome: 'tie_refused';
      readonly rank: number;
      readonly capacity: number;
      readonly lastAdmitted: string | null;
    }
  /** Its place here hangs on how a refused tie of a better tier is decided. */
  | {
      readonly tier: string;
      readonly outcome: 'tie_awaited';
      readonly rank: number;
      readonly capacity: number;
      readonly lastAdmitted: string | null;
    };

export interface GrantResult {
  readonly name: string;
  readonly kind: 'text' | 'value';
  readonly text: string | null;
  readonly value: Evaluated | null;
}

export interface AwardResult {
  /**
   * `placed` in a tier; `none`: fell through to the ruleset's `otherwise`; `not_eligible` (the same name, but by
   * the eligibility condition); `not_assessed`: a score is missing; `undecided`: in a refused tie.
   */
  readonly state: 'placed' | 'none' | 'not_eligible' | 'not_assessed' | 'undecided';
  /** The tier's name, or the ruleset's `otherwise`; null where not assessed or undecided. */
  readonly name: string | null;
  readonly grants: readonly GrantResult[];
  /** The tiers that were looked at, best first, up to the one that placed the record. */
  readonly steps: readonly TierStep[];
}

/** An employee's (or unit's) scores for one period. */
export interface ScoreRow {
  readonly key: string;
  readonly period: Period;
  readonly record: DataRecord;
  readonly state: 'scored' | 'not_assessed';
  readonly indicators: readonly IndicatorScore[];
  /** Values, scores, ratings and tables by name, in the file's order. */
  readonly results: ReadonlyMap<string, Evaluated>;
  /** From `scoreCohort`; null from `scoreRow` where some tier has a quota, and where there are no awards. */
  readonly award: AwardResult | null;
  /** The evaluated tree; what `explain` reads. */
  readonly evaluation: Evaluation;
  /** The rows that were taken together, in the order of time: periods of a longer one, or segments; else empty. */
  readonly parts: readonly RowPart[];
}

/** One row of several that make up a record: all of a period, or a stretch of it. */
export interface RowPart {
  readonly period: Period;
  readonly from: Days;
  readonly to: Days;
  readonly evaluation: Evaluation;
}

/** A record that could not be scored, with every reason. */
export interface Reject {
  readonly row: number;
  /** Null where the key itself could not be read. */
  readonly key: string | null;
  readonly findings: readonly Diagnostic[];
}

/** One group of one tier's quota: enough to recompute who had room. */
export interface GroupSummary {
  readonly tier: string;
  /** The group's values, joined by ' / '; empty where all records are one group. */
  readonly group: string;
  /** Records of the group: scored and rejected. */
  readonly read: number;
  /** N: how many records the share is taken of; null for a plain count. */
  readonly base: number | null;
  readonly capacity: number;
  readonly candidates: number;
  readonly placed: number;
  /** Rejected records whose group could be read: they might have changed the base [G4]. */
  readonly rejected: number;
}

export interface CohortResult {
  /** In input order. */
  readonly rows: readonly ScoreRow[];
  readonly rejects: readonly Reject[];
  readonly groups: readonly GroupSummary[];
  /** Findings of the run as a whole (refused ties). */
  readonly diagnostics: readonly Diagnostic[];
  readonly summary: {
    /** Rows of the run's period: scored + rejected. */
    readonly read: number;
    readonly scored: number;
    readonly rejected: number;
    /** Rows of other periods, which are no part of the run. */
    readonly otherPeriods: number;
    /** Rows that were taken together with others: a record of four quarters has three of them. */
    readonly combined: number;
    /** Of earlier periods and the history: rows that could not be read. */
    readonly unusable: number;
    readonly notAssessed: number;
    /** Records per award name, in the ruleset's order, `otherwise` last. */
    readonly awards: ReadonlyMap<string, number>;
    readonly undecided: number;
  };
}
