import type { Localized } from '../base/codes.ts';
import type { Span } from '../base/source.ts';
import type { Language } from '../language/vocabulary.ts';

/** A value as it is shown: to people in the explanation's language, and exactly. Both are null unless it is a value. */
export interface Shown {
  /** `masked`: a sensitive input, or something that would give it away. `unused`: never needed for this record. */
  readonly kind: 'value' | 'missing' | 'not_applicable' | 'error' | 'masked' | 'unused';
  readonly text: string | null;
  /** A number as `190/3`, a date as `2026-03-31`, a flag as `true`, a choice or text as it is. */
  readonly exact: string | null;
  /** The printed form is rounded for reading; the exact one is not [N3]. */
  readonly shortened: boolean;
}

/** Something that an expression reads, by its name in the file, e.g. `izin_diterima` or `ketepatan_izin.actual`. */
export interface Use {
  readonly name: string;
  readonly value: Shown;
}

/** A row of details as it is shown: its place in the file, and what was read of it. */
export interface ShownRow {
  readonly row: number;
  readonly values: readonly Use[];
}

/** An aggregate over details: the rows that it took, and a few of them. */
export interface RowsExplanation {
  readonly details: string;
  /** Rows of the record. */
  readonly read: number;
  /** Rows that were taken; null where that would give away something sensitive. */
  readonly counted: number | null;
  readonly shown: readonly ShownRow[];
}

/** An expression of the file, what it came to and what it read. */
export interface Step {
  /** As the file writes it, in one line. */
  readonly text: string;
  readonly place: Span | null;
  readonly value: Shown;
  readonly uses: readonly Use[];
  /** Aggregates over details that stand in it. */
  readonly rows: readonly RowsExplanation[];
}

/** A condition taken apart at `and`, `or` and `not`; the leaves are its comparisons. */
export type ConditionStep = {
  readonly text: string;
  readonly place: Span | null;
  /** Null where it was not looked at, because an earlier part had decided. */
  readonly holds: boolean | null;
} & (
  | { readonly kind: 'all' | 'any' | 'not'; readonly parts: readonly ConditionStep[] }
  | { readonly kind: 'comparison'; readonly uses: readonly Use[] }
);

export interface RoundingStep {
  readonly kind: 'digits' | 'step' | 'none';
  /** Digits after the point; null unless `kind` is digits. */
  readonly digits: number | null;
  /** The step as people write it; null unless `kind` is step. */
  readonly step: string | null;
  /** Spelled in the explanation's language; null for none. */
  readonly mode: string | null;
}

/** The row of the work plan behind an indicator, and what held on which days of the period. */
export interface PlanExplanation {
  readonly no: string | null;
  readonly title: string | null;
  readonly unit: string | null;
  /** How several rows came to one; null where one row held. */
  readonly revision: 'latest' | 'prorate_days' | 'by_segment' | null;
  readonly segments: readonly {
    readonly from: string;
    readonly to: string;
    readonly days: number;
    readonly target: Shown | null;
    readonly weight: Shown | null;
    /** Under `by_segment`: what this stretch comes to against its own target, clamped. */
    readonly achievement: Shown | null;
  }[];
}

export interface IndicatorExplanation {
  readonly name: string;
  /** What the work plan brought; null where it brought nothing. */
  readonly plan: PlanExplanation | null;
  readonly title: Localized;
  readonly basis: readonly string[];
  readonly place: Span;
  readonly state: 'scored' | 'not_applicable' | 'excluded' | 'zero_scored' | 'carried';
  /** The earlier period that a carried actual comes from. */
  readonly carriedFrom: string | null;
  /** How several rows were taken together, in the file's word; null where the record is one row. */
  readonly method: string | null;
  /** The condition under which it applies; null where it applies to all. */
  readonly applies: ConditionStep | null;
  readonly actual: Step;
  readonly target: Step | null;
  /** The achievement formula before clamp and rounding. */
  readonly formula: Step;
  /** `[0..120]`; null where nothing is clamped. `changed`: the formula's value lay outside. */
  readonly clamp: { readonly text: string; readonly changed: boolean } | null;
  readonly rounding: RoundingStep;
  readonly achievement: Shown;
  /** The second stage, where the indicator has one. */
  readonly score: { readonly formula: Step; readonly rounding: RoundingStep; readonly value: Shown } | null;
  /** The declared weight, and its share of the weights that count, in percent; share null where it does not count. */
  readonly weight: { readonly declared: Shown; readonly share: Shown | null } | null;
}

export interface WeightedMember {
  readonly name: string;
  readonly counts: boolean;
  readonly weight: Shown;
  /** Percent of the weights that count (mean), or the weight itself (sum); null where it does not count. */
  readonly share: Shown | null;
  readonly value: Shown;
}

export interface ScoreExplanation {
  readonly name: string;
  readonly title: Localized;
  readonly basis: readonly string[];
  readonly formula: Step;
  readonly members: readonly WeightedMember[];
  readonly rounding: RoundingStep;
  readonly value: Shown;
}

export interface ValueExplanation {
  readonly name: string;
  readonly title: Localized;
  readonly basis: readonly string[];
  readonly formula: Step;
  readonly rounding: RoundingStep;
  readonly value: Shown;
}

export interface RatingExplanation {
  readonly name: string;
  readonly title: Localized;
  readonly basis: readonly string[];
  readonly of: Step;
  /** The band that it fell in; null where it fell in none because nothing was assessed. */
  readonly band: { readonly name: string; readonly interval: string; readonly place: Span } | null;
}

export interface TableExplanation {
  readonly name: string;
  readonly title: Localized;
  readonly basis: readonly string[];
  readonly columns: readonly Use[];
  /** The row that matched, counted from 1; null for the table's `otherwise` and where nothing was assessed. */
  readonly row: {
    readonly number: number;
    readonly text: string;
    readonly basis: string | null;
    readonly place: Span;
  } | null;
  readonly value: Shown;
}

/** What happened at one tier. */
export interface TierExplanation {
  readonly tier: string;
  readonly title: Localized;
  readonly basis: readonly string[];
  readonly outcome: 'placed' | 'condition_false' | 'quota_full' | 'tie_excluded' | 'tie_refused' | 'tie_awaited';
  readonly condition: ConditionStep;
  /** Own rank and the edge; null where the tier has no quota or the record was no candidate. */
  readonly quota: {
    readonly rank: number;
    readonly capacity: number;
    /** The group's values, joined by ' / '; empty where all are one group. */
    readonly group: string;
    /** What the candidates were ranked by, and this record's own values. */
    readonly order: readonly { readonly text: string; readonly direction: string; readonly value: Shown }[];
    /** The key of the last who got in; null unless names are asked for, and where nobody got in. */
    readonly lastAdmitted: string | null;
  } | null;
}

export interface GrantExplanation {
  readonly name: string;
  /** For a grant that is a text. */
  readonly text: string | null;
  /** For a grant that is worked out. */
  readonly amount: { readonly formula: Step; readonly rounding: RoundingStep; readonly value: Shown } | null;
  /** What the budget made of it; null where no budget pays it. */
  readonly payment: { readonly state: 'funded' | 'unfunded' | 'prorated' | 'undecided'; readonly paid: Shown } | null;
}

export interface AwardExplanation {
  readonly state: 'placed' | 'none' | 'not_eligible' | 'not_assessed' | 'undecided';
  readonly name: string | null;
  readonly title: Localized;
  readonly basis: readonly string[];
  /** True where the quotas were not applied, since one record alone was scored. */
  readonly beforeLimits: boolean;
  /** Null where no award stage was entered. */
  readonly eligible: ConditionStep | null;
  /** Best first, up to the tier that placed the record. */
  readonly tiers: readonly TierExplanation[];
  readonly grants: readonly GrantExplanation[];
}

/** Something that was read of earlier periods, as the file writes it. */
export interface EarlierExplanation {
  readonly text: string;
  readonly place: Span | null;
  /** Oldest first; the value is null where the record has no row in the period. */
  readonly periods: readonly { readonly period: string; readonly value: Shown | null }[];
}

/** One of the rows that were taken together: a period of a longer one, or a segment. */
export interface PartExplanation {
  readonly period: string;
  /** First and last day, both included; null where the row is for all of its period. */
  readonly from: string | null;
  readonly to: string | null;
  readonly days: number;
  readonly indicators: readonly {
    readonly name: string;
    readonly actual: Shown;
    readonly target: Shown | null;
    readonly achievement: Shown;
  }[];
  /** `unrounded`: what enters a mean by days. */
  readonly scores: readonly { readonly name: string; readonly value: Shown; readonly unrounded: Shown }[];
}

/** What a group, a limit, a decision or deductions came to, and how: `notes` are lines for people. */
export interface DerivedExplanation {
  readonly kind: 'group' | 'limit' | 'decision' | 'amount';
  readonly name: string;
  readonly title: Localized;
  readonly basis: readonly string[];
  readonly value: Shown;
  readonly notes: readonly string[];
}

/** Why one record got what it got, as data; text and JSON are renderings of it. */
export interface Explanation {
  readonly language: Language;
  readonly key: string;
  readonly period: string;
  readonly ruleset: string;
  readonly title: Localized;
  readonly subject: string;
  readonly basis: readonly string[];
  readonly state: 'scored' | 'not_assessed';
  readonly indicators: readonly IndicatorExplanation[];
  readonly values: readonly ValueExplanation[];
  readonly scores: readonly ScoreExplanation[];
  readonly ratings: readonly RatingExplanation[];
  readonly tables: readonly TableExplanation[];
  /** Ranks and other group rules, limits, decisions, amounts; in the file's order. */
  readonly derived: readonly DerivedExplanation[];
  readonly award: AwardExplanation | null;
  /** What was read of earlier periods. */
  readonly earlier: readonly EarlierExplanation[];
  /** The rows that were taken together, in the order of time; empty where the record is one row. */
  readonly parts: readonly PartExplanation[];
}

/** The explanation as it stands in JSON files. */
export interface ExplanationDocument extends Explanation {
  readonly schemaVersion: 1;
}
