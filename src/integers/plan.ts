import type { NodeId, PeriodPart, Relation } from '../language/core.ts';
import type { Program } from '../model/program.ts';
import type { Input } from '../model/ruleset.ts';
import type { Period } from '../number/calendar.ts';
import type { Rational } from '../number/rational.ts';
import type { RoundingMode } from '../number/rounding.ts';
import type { Bound } from './bounds.ts';

/** Index of a step in its plan; operands always have smaller ids than their users. */
export type StepId = number;

/** How an integer division is carried out: see {@link StepOperation}. */
export type DivisionWay = 'direct' | 'estimated' | 'staged' | 'wide';

/**
 * The core in scaled integers. Every step gives an integer or a truth value and never fails: where a record has no
 * value, the flags of {@link Absence} say so and the integer means nothing. What the bounds prove to lie within
 * ±(2^53 − 1) is a plain number in JavaScript and a BIGINT in SQL; wider steps are BigInt there.
 */
export type StepOperation =
  | { readonly op: 'integer'; readonly value: bigint }
  | { readonly op: 'flag'; readonly value: boolean }
  /** The integer that an input's cell holds: its units, a word's number, 0 or 1, or days since 1970-01-01. */
  | { readonly op: 'column'; readonly column: number }
  /** Whether the input's cell is empty. */
  | { readonly op: 'empty'; readonly column: number }
  /** A fact of the run's period, where the plan is made for any period. */
  | { readonly op: 'period'; readonly part: PeriodPart }
  | { readonly op: 'add' | 'subtract' | 'multiply'; readonly left: StepId; readonly right: StepId }
  | { readonly op: 'lesser' | 'greater'; readonly left: StepId; readonly right: StepId }
  | { readonly op: 'magnitude'; readonly of: StepId }
  /**
   * The integer that factor · over / under rounds to; `under` is at least 1 and `factor` positive. `direct`: the
   * product fits below 2^53. `estimated`: the quotient is so small that one division of doubles is off by one at most,
   * which the last bits of what is left set right. `staged`: long division by the stages, whose product is the factor
   * and each of which fits when multiplied by `under`. `wide`: with BigInt.
   */
  | {
      readonly op: 'divided';
      readonly factor: bigint;
      readonly over: StepId;
      readonly under: StepId;
      readonly mode: RoundingMode;
      readonly way: DivisionWay;
      readonly stages: readonly bigint[];
    }
  | { readonly op: 'compare'; readonly relation: Relation; readonly left: StepId; readonly right: StepId }
  | { readonly op: 'both' | 'either'; readonly left: StepId; readonly right: StepId }
  | { readonly op: 'not'; readonly of: StepId }
  /** Of integers or of truth values. */
  | { readonly op: 'select'; readonly condition: StepId; readonly then: StepId; readonly otherwise: StepId }
  | { readonly op: 'one_of'; readonly of: StepId; readonly values: readonly bigint[] }
  /** The same integer with a narrower proven bound: nothing is computed. */
  | { readonly op: 'narrowed'; readonly of: StepId };

export type Step = StepOperation & {
  readonly id: StepId;
  readonly kind: 'integer' | 'flag';
  /** Of a truth value: 0 to 1. */
  readonly bound: Bound;
};

/** Flags that tell why there is no value: error stands before inapplicable before missing. */
export interface Absence {
  readonly missing: StepId;
  readonly inapplicable: StepId;
  /** The row must go to the exact evaluator, which says what is wrong with it. */
  readonly error: StepId;
}

/** scale · over / under; `under` is at least 1 and absent where it is 1. */
export interface Fraction {
  readonly scale: Rational;
  readonly over: StepId;
  readonly under: StepId | null;
}

/** What a node of the program comes to, and when it has no value. */
export type PlanValue =
  | { readonly kind: 'number' | 'date'; readonly fraction: Fraction }
  /** The word's number in {@link Plan.words}; -1, where `open`, is a text that no rule speaks of. */
  | { readonly kind: 'word'; readonly code: StepId; readonly open: boolean }
  | { readonly kind: 'flag'; readonly flag: StepId }
  /** Never has a value. */
  | { readonly kind: 'nothing' };

export interface PlanCell {
  readonly value: PlanValue;
  readonly absence: Absence;
}

/** A number as results show it: units of 10^-digits. */
export interface Shown {
  readonly units: StepId;
  readonly digits: number;
  /** Zeros at the end are left out: the rule declares no digits. */
  readonly shortest: boolean;
}

/** A cell with its printed form; numbers that no result shows have none. */
export interface ShownCell extends PlanCell {
  readonly node: NodeId;
  readonly shown: Shown | null;
  /** Whether it has a value to show; of an indicator that does not apply, it has none. */
  readonly there: StepId;
}

/** A result by its name, and what stands before it in the results. */
export interface PlanResult extends ShownCell {
  readonly name: string;
  /** The steps of an amount; what was proposed and decided, and why. A text among them is an input's own. */
  readonly parts: readonly (ShownCell & { readonly name: string })[];
}

/** An input as a column of integers. */
export interface PlanColumn {
  readonly input: Input;
  /** A number is cell × 10^digits; 0 for everything else. */
  readonly digits: number;
  readonly bound: Bound;
  /** No range is declared for it: a cell beyond the bound sends its row to the exact evaluator. */
  readonly assumed: boolean;
}

/** A column that the group stage fills, behind those of the inputs: an integer of each record, empty where it has none. */
export interface GroupColumn {
  /** The group rule whose value it holds, or a part of it. */
  readonly stage: string;
  readonly bound: Bound;
}

/** How what a group rule came to stands in columns. */
export interface GroupShape {
  readonly kind: 'number' | 'word';
  /** Of a number: scale · over / under; of a choice `over` is the word's number. Indexes of columns. */
  readonly scale: Rational;
  readonly over: number;
  readonly under: number | null;
}

/** What a group rule takes of a record. */
export interface PlanTaken extends PlanCell {
  readonly node: NodeId;
  /** Whether there is a value. */
  readonly there: StepId;
}

/** What a group rule reads of each record, and where what it comes to stands. */
export interface PlanStage {
  readonly name: string;
  /** 1 where it reads no other group rule, otherwise one more than the highest of those. */
  readonly level: number;
  readonly order: readonly PlanTaken[];
  /** What an aggregate takes, or what a limit limits. */
  readonly of: PlanTaken | null;
  readonly where: PlanTaken | null;
  /** Of a limit, for each of its rules: when it is in force. */
  readonly rules: readonly (PlanTaken | null)[];
  readonly shape: GroupShape;
}

/** When a record can be taken from the columns at all, and when it must be looked at by the exact evaluator. */
export interface PlanGates {
  /**
   * A record is fit to be scored where all requirements hold that read no group rule; everything else in the plan is
   * proven for fit records only. Where another requirement does not hold, that is an `error` of the last walk.
   */
  readonly fit: StepId;
  /** How many steps `fit` needs: they stand first. */
  readonly fitSteps: number;
  /** True where some value of the record cannot be computed. */
  readonly error: StepId;
  /** False where a score, or something that an award needs, is missing: not assessed. */
  readonly assessed: StepId;
}

export interface PlanIndicator {
  readonly name: string;
  readonly applies: StepId;
  readonly actual: ShownCell;
  readonly target: ShownCell | null;
  readonly achievement: ShownCell;
  readonly score: ShownCell;
  readonly weight: ShownCell | null;
  /** Missing, and left out of the mean. */
  readonly excluded: StepId;
  /** Missing, and given the achievement 0. */
  readonly zeroed: StepId;
}

export interface PlanTier {
  readonly name: string;
  /** True only where it has the value true. */
  readonly when: StepId;
  /** One for each key of the quota's order; empty where it has no quota. */
  readonly order: readonly PlanCell[];
  /** Null for a grant of a fixed text. */
  readonly grants: readonly (ShownCell | null)[];
}

export interface PlanAwards {
  /** True only where it has the value true. */
  readonly eligible: StepId;
  readonly tiers: readonly PlanTier[];
  readonly budget: PlanBudget | null;
}

export interface PlanBudget {
  /** Of the record's group, in units of its digits: what is less than one cannot be paid. */
  readonly total: StepId;
  /** One for each key of the order of the awards. */
  readonly order: readonly PlanCell[];
}

/** Why a group rule cannot be worked out over columns of integers. */
export type GroupReason =
  /** What it takes is a quotient that nobody has rounded, or beyond what doubles hold. */
  'unrounded' | 'wide';

/** Why something is not on the fast path, and what would mend it. */
export type PlanNote =
  /** An operation that needs more than one record's integers: every row goes to the exact evaluator. */
  | { readonly kind: 'operation'; readonly node: NodeId; readonly operation: string }
  /** A group rule that needs the records themselves. */
  | { readonly kind: 'group'; readonly node: NodeId; readonly reason: GroupReason }
  /** What awards are ranked by, or what a budget pays, is beyond what doubles hold. */
  | { readonly kind: 'award'; readonly node: NodeId }
  /** What results show is beyond 64 bits. */
  | { readonly kind: 'shown'; readonly node: NodeId; readonly bits: number }
  /** A part of the ruleset that the bulk engine does not know. */
  | { readonly kind: 'part'; readonly part: string }
  /** The proven bound is beyond 2^53: this step is BigInt. */
  | { readonly kind: 'wide'; readonly node: NodeId; readonly bits: number }
  /** A quotient that nobody rounds multiplies the denominators of what it enters. */
  | { readonly kind: 'unrounded'; readonly node: NodeId; readonly bits: number }
  /** No range is declared, so cells beyond `limit` go to the exact evaluator. */
  | { readonly kind: 'no_range'; readonly input: string; readonly limit: bigint };

export interface Plan extends PlanGates {
  readonly program: Program;
  /** Null for a plan that holds for any period. */
  readonly period: Period | null;
  readonly columns: readonly PlanColumn[];
  /** Choices and texts by number. */
  readonly words: readonly string[];
  readonly steps: readonly Step[];
  readonly indicators: readonly PlanIndicator[];
  readonly results: readonly PlanResult[];
  readonly awards: PlanAwards | null;
  readonly groupColumns: readonly GroupColumn[];
  /** Group rules and limits, each after all that it reads. */
  readonly stages: readonly PlanStage[];
  /** For each level of group rules: what can be told of a record before the rules of that level are worked out. */
  readonly levels: readonly PlanGates[];
  readonly notes: readonly PlanNote[];
}
