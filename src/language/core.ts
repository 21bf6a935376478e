import type { Span } from '../base/source.ts';
import type { Days } from '../number/calendar.ts';
import type { Interval } from '../number/interval.ts';
import type { Rational } from '../number/rational.ts';
import type { RoundingMode } from '../number/rounding.ts';
import type { Type } from './types.ts';

/** A value of the language: number, text or choice, flag, date (days since 1970-01-01). */
export type Value = Rational | string | boolean | Days;

/** Index of a node in its program; operands always have smaller ids than their users. */
export type NodeId = number;

export type Relation = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** The relation with its sides exchanged: `a < b` is `b > a`. */
export const MIRRORED: Readonly<Record<Relation, Relation>> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

export type PeriodPart = 'start' | 'end' | 'month' | 'quarter' | 'semester' | 'year';

/** How a number is rounded: to decimal digits or to multiples of a step; `none` is explicit and rounds nothing. */
export type Rounding =
  | { readonly kind: 'digits'; readonly digits: number; readonly mode: RoundingMode }
  | { readonly kind: 'step'; readonly step: Rational; readonly mode: RoundingMode }
  | { readonly kind: 'none' };

/** One member of a weighted mean or sum: it takes part where `counts` is true. */
export interface WeightedTerm {
  readonly name: string;
  readonly counts: NodeId;
  readonly weight: NodeId;
  readonly value: NodeId;
}

/**
 * The core language: everything behind the checker (proofs, exact evaluation, integers, columns, SQL) reads this and
 * nothing else. Every operation passes error before not-applicable before missing through from its operands, except
 * where a line says otherwise. Numbers carry no units here: the checker has settled them (percent is 95 for 95 %).
 */
export type Operation =
  | { readonly op: 'constant'; readonly value: Value }
  /** No value: missing in the data, or nothing to assess. */
  | { readonly op: 'missing' }
  /** Not applicable: an indicator outside its `applies`. */
  | { readonly op: 'inapplicable' }
  /** A field of the record; missing where the record has none. */
  | { readonly op: 'input'; readonly name: string }
  /**
   * The value of a node for the same key in the period before; missing where it has no row there, or the node does
   * not apply. Its operand is one of another record: it may stand anywhere in the program, also after this node.
   */
  | { readonly op: 'previous'; readonly of: NodeId }
  /** The sum of a number over the periods of the year up to this one, of those in which it is applicable. */
  | { readonly op: 'year_to_date'; readonly of: NodeId }
  /** The operand; where it is missing, the newest that is not within so many earlier periods. */
  | { readonly op: 'carried'; readonly of: NodeId; readonly periods: number }
  /** A column of the row of details that a fold looks at; only within one over the same details. Missing where empty. */
  | { readonly op: 'column'; readonly details: string; readonly name: string }
  /**
   * Over the record's rows of details for which `where` holds (null: all of them) [D1]. `of` and `where` are worked out
   * for each row. Of no rows the count and the sum are 0; an average, a weighted mean, the smallest and the largest are
   * missing. A mean is divided once, at the end, and so exact. Error where the run has not brought the details.
   */
  | {
      readonly op: 'fold';
      readonly details: string;
      readonly form: FoldForm;
      /** Null for a count. */
      readonly of: NodeId | null;
      /** Of a weighted mean only; missing where the weights sum to 0. */
      readonly weight: NodeId | null;
      readonly where: NodeId | null;
    }
  /**
   * What a group rule came to for the record: worked out over all members of its group, before anything that reads it.
   * Its values lie in `range` and, where `hull` is given, within the range of that node.
   */
  | { readonly op: 'group_value'; readonly name: string; readonly range: Interval; readonly hull: NodeId | null }
  /** A fact of the period of the run: dates, or whole numbers. */
  | { readonly op: 'period'; readonly part: PeriodPart }
  /** The entry in force at the period's end (or start): the last whose `from` is not later; error where none is. */
  | {
      readonly op: 'dated';
      readonly name: string;
      readonly at: 'start' | 'end';
      readonly entries: readonly { readonly from: Days; readonly until: Days | null; readonly value: NodeId }[];
    }
  | { readonly op: 'add' | 'subtract' | 'multiply'; readonly left: NodeId; readonly right: NodeId }
  /** Error where the divisor is zero; the proofs make sure that it is not. */
  | { readonly op: 'divide'; readonly left: NodeId; readonly right: NodeId }
  | { readonly op: 'round'; readonly of: NodeId; readonly rounding: Rounding }
  | { readonly op: 'minimum' | 'maximum'; readonly of: readonly NodeId[] }
  | { readonly op: 'compare'; readonly relation: Relation; readonly left: NodeId; readonly right: NodeId }
  /** Whether a text or choice is one of the listed. */
  | { readonly op: 'among'; readonly of: NodeId; readonly values: readonly string[] }
  /** Short-circuit from the left: an absent right side is not looked at where the left decides. */
  | { readonly op: 'and' | 'or'; readonly left: NodeId; readonly right: NodeId }
  | { readonly op: 'not'; readonly of: NodeId }
  /** Evaluates the condition and then only the branch that it chooses. */
  | { readonly op: 'choose'; readonly condition: NodeId; readonly then: NodeId; readonly otherwise: NodeId }
  /** True where the operand is missing; never missing itself. */
  | { readonly op: 'is_missing'; readonly of: NodeId }
  /** A choice's number, e.g. its place in the declared order; error where the table has no such entry. */
  | { readonly op: 'lookup'; readonly of: NodeId; readonly entries: ReadonlyMap<string, Rational> }
  /** Days from the left date to the right one. */
  | { readonly op: 'day_count'; readonly left: NodeId; readonly right: NodeId }
  /**
   * Working days after the left date up to and including the right one; negative where the right one comes first.
   * Error where a day that is counted lies outside what the calendar covers, and where the run has not brought it.
   */
  | { readonly op: 'working_days'; readonly calendar: string; readonly left: NodeId; readonly right: NodeId }
  /** Linear between the points (x ascending); below the first and above the last as given. */
  | {
      readonly op: 'breakpoints';
      readonly of: NodeId;
      readonly points: readonly { readonly x: Rational; readonly y: Rational }[];
      readonly below: NodeId;
      readonly above: NodeId;
    }
  /** `mean`: divided by the sum of the weights that count, missing where they sum to 0. `sum`: divided by 100. [N4] */
  | { readonly op: 'weighted'; readonly form: 'mean' | 'sum'; readonly terms: readonly WeightedTerm[] }
  /** The operand, which must lie in the interval (a function's declared range); error where it does not. */
  | {
      readonly op: 'within';
      readonly of: NodeId;
      readonly interval: Interval;
      readonly parameter: string;
      readonly callee: string;
    }
  /** An error by itself: a table in which no row matches, a mean of nothing. */
  | { readonly op: 'fail'; readonly failure: Failure };

export type FoldForm = 'count' | 'sum' | 'average' | 'weighted_mean' | 'min' | 'max';

export type Failure =
  | { readonly kind: 'no_row'; readonly table: string }
  | { readonly kind: 'no_band'; readonly rating: string }
  | { readonly kind: 'no_indicator'; readonly score: string };

/** A node of a program. `origin` is the expression it was lowered from; `type` what the checker knows of it. */
export type CoreNode = Operation & {
  readonly id: NodeId;
  readonly type: Type;
  readonly origin: Span | null;
  /** The details in whose rows it is worked out, once a row; absent: once a record. */
  readonly row?: string;
};

/** Where lowering writes nodes; built-ins and the ruleset lowering share it. */
export interface CoreWriter {
  /** Adds a node and returns its id; `origin` defaults to the expression being lowered. */
  add(operation: Operation, type: Type): NodeId;
}
