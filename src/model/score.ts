import type { Diagnostic } from '../base/diagnostic.ts';
import type { NodeId, Value } from '../language/core.ts';
import type { Days, Period } from '../number/calendar.ts';
import type { Rational } from '../number/rational.ts';
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
  | {
      readonly kind: 'error';
      readonly error: EvaluationError;
      readonly node: NodeId;
      /** The row of details in which it came about, where it did in one. */
      readonly at?: { readonly path: string; readonly row: number };
    };

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
  /** What the group rules came to for this record, by name; filled stage by stage. */
  readonly groups: Map<string, Evaluated>;
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
  /** What is paid; missing where the budget does not reach, or while that is undecided. */
  readonly value: Evaluated | null;
  /** What became of it by the budget; null where no budget pays it. */
  readonly payment: Payment | null;
}

export interface Payment {
  /**
   * `unfunded`: the budget did not reach, though the tier stays. `undecided`: equal to others at the edge of the budget,
   * or waiting for the undecided award of another.
   */
  readonly state: 'funded' | 'unfunded' | 'prorated' | 'undecided';
  /** What the rule grants, before the budget. */
  readonly due: Evaluated;
}

/** How a group rule came to its value for one record. */
export type GroupNote =
  /** `members`: accepted records of the group. `counted`: those that were ranked, or taken into the sum or share. */
  | { readonly kind: 'rule'; readonly group: string; readonly members: number; readonly counted: number }
  | {
      readonly kind: 'limit';
      readonly group: string;
      readonly members: number;
      /** The rules that concerned the record, in their order. */
      readonly steps: readonly LimitStep[];
    }
  /** Something that it reads is undecided for a member of the group. */
  | { readonly kind: 'undecided'; readonly group: string };

export interface LimitStep {
  /** Place of the rule in its limit, counted from 1. */
  readonly rule: number;
  readonly outcome: 'kept' | 'moved' | 'tie_refused' | 'tie_awaited';
  readonly from: string;
  /** The value after it; null while it is undecided. */
  readonly to: string | null;
  readonly rank: number;
  readonly capacity: number;
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
  /** How group rules came to what they are, by name; empty where a record was scored alone. */
  readonly notes: ReadonlyMap<string, GroupNote>;
  /** Group rules whose value is undecided for this record, since people must decide a tie first. */
  readonly undecided: ReadonlySet<string>;
  /** From `scoreCohort`; null from `scoreRow` where group rules take everybody, and where there are no awards. */
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

/** One rule of a limit in one group. */
export interface LimitSummary {
  readonly limit: string;
  /** Place of the rule in its limit, counted from 1. */
  readonly rule: number;
  readonly values: readonly string[];
  readonly kind: 'at_most' | 'at_least';
  readonly group: string;
  /** Records of the group: accepted and rejected. */
  readonly read: number;
  readonly rejected: number;
  /** N: how many records the share is taken of. */
  readonly base: number;
  /** How many may, or should, have one of the values. */
  readonly capacity: number;
  /** How many have, before the rule. */
  readonly found: number;
  readonly moved: number;
  readonly undecided: number;
  /** `exempt`: the group is smaller than the smallest that the limit speaks of. */
  readonly outcome: 'within' | 'warned' | 'applied' | 'undecided' | 'exempt';
}

/** The budget of one group. Amounts in rupiah. */
export interface BudgetSummary {
  readonly group: string;
  readonly read: number;
  readonly rejected: number;
  readonly total: Rational;
  /** What all grants come to. */
  readonly needed: Rational;
  readonly spent: Rational;
  /** Records whose grants are paid in full, in part, not at all, or not yet. */
  readonly funded: number;
  readonly prorated: number;
  readonly unfunded: number;
  readonly undecided: number;
}

/** Rows of details in a run: read = used + unowned + unreadable. */
export interface DetailsSummary {
  /** Of the run's period. */
  readonly read: number;
  /** Of a record of the run, scored or rejected. */
  readonly used: number;
  /** Their key is that of no record of the run. */
  readonly unowned: number;
  /** Their key could not be read. */
  readonly unreadable: number;
  readonly otherPeriods: number;
}

export interface CohortResult {
  /** In input order. */
  readonly rows: readonly ScoreRow[];
  readonly rejects: readonly Reject[];
  readonly groups: readonly GroupSummary[];
  readonly limits: readonly LimitSummary[];
  readonly budgets: readonly BudgetSummary[];
  /** True where the rules refuse the run as a whole (`when_exceeded: error`): its results must not be used. */
  readonly refused: boolean;
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
    /** Records with a grant whose payment, or a rating whose limit, is undecided. */
    readonly paymentsUndecided: number;
    readonly ratingsUndecided: number;
    readonly unfunded: number;
    /** Rows of each of the ruleset's details. */
    readonly details: ReadonlyMap<string, DetailsSummary>;
  };
}
