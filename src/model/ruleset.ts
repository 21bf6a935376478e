import type { Localized } from '../base/codes.ts';
import type { Sources, Span } from '../base/source.ts';
import type { FoldForm, Rounding } from '../language/core.ts';
import type { ChoiceType, Type } from '../language/types.ts';
import type { Language } from '../language/vocabulary.ts';
import type { Days, PeriodKind } from '../number/calendar.ts';
import type { Interval } from '../number/interval.ts';
import type { Rational } from '../number/rational.ts';
import type {
  ConsolidationMethod,
  DeductionSize,
  Described,
  ExampleAst,
  Expression,
  ExpressionId,
  GroupExampleAst,
  GroupRuleKind,
  IntervalExpression,
  LoadedRuleset,
  Revision,
  SortKeyAst,
} from '../syntax/ast.ts';

/** What a name in an expression stands for, once resolved. */
export type Reference =
  | { readonly kind: 'input'; readonly name: string }
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'value'; readonly name: string }
  | { readonly kind: 'indicator'; readonly name: string; readonly member: IndicatorMember }
  /** `actual`, `target`, `achievement`, `weight` within the indicator that is being written. */
  | { readonly kind: 'own'; readonly member: IndicatorMember }
  | { readonly kind: 'indicators'; readonly group: string | null }
  | { readonly kind: 'score'; readonly name: string }
  | { readonly kind: 'rating'; readonly name: string }
  | { readonly kind: 'table'; readonly name: string }
  | { readonly kind: 'group' | 'limit' | 'decision' | 'amount'; readonly name: string }
  /** A function's parameter or `with:` local. */
  | { readonly kind: 'local'; readonly name: string }
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'builtin'; readonly name: string }
  | { readonly kind: 'period'; readonly part: 'start' | 'end' | 'month' | 'quarter' | 'semester' | 'year' }
  /** A bare word beside a choice. */
  | { readonly kind: 'choice_value'; readonly value: string }
  /** An aggregate over rows of details. */
  | { readonly kind: 'fold'; readonly details: string; readonly form: FoldForm }
  /** An aggregate over the elements of a list or series. */
  | { readonly kind: 'elements'; readonly list: string; readonly form: ElementsForm }
  /** A calendar as an argument. */
  | { readonly kind: 'calendar'; readonly name: string }
  /** A unit behind a number with one, as in `5 izin/hari`. */
  | { readonly kind: 'unit'; readonly name: string }
  /** A rounding mode as an argument. */
  | { readonly kind: 'mode'; readonly mode: string };

export type IndicatorMember = 'actual' | 'target' | 'achievement' | 'score' | 'weight';

export interface Input extends Described {
  readonly name: string;
  readonly span: Span;
  /** `optional` where the data may leave it empty (declared so, or outside its `applies`). */
  readonly type: Type;
  readonly word: 'text' | 'choice' | 'flag' | 'count' | 'decimal' | 'percent' | 'money' | 'days' | 'date';
  readonly key: boolean;
  /** Declared `optional`; an input with `applies` is required exactly where that holds. */
  readonly optional: boolean;
  readonly range: Interval;
  readonly applies?: Expression;
  readonly sensitive: boolean;
  /** The table of groups whose column it is; null for what the record itself brings. */
  readonly table: string | null;
  /** For a choice: label of each value where one is declared; data may bring either. */
  readonly labels: ReadonlyMap<string, Localized>;
  /** How a number is taken together over the periods of a longer one; texts, choices, flags and dates take the last. */
  readonly consolidate: ConsolidationMethod | null;
}

/** How an indicator's actuals and targets are taken together over the periods of a longer one [T3]. */
export interface Consolidate {
  readonly method: ConsolidationMethod;
  readonly span: Span;
  /** Of each period's actual, before they are taken together. */
  readonly round: Rounding;
  /** With actuals of fewer periods the consolidated actual is missing. */
  readonly atLeast: number;
  /** For `ratio_of_sums`: the actual is `part` over `whole` in every period that has one. */
  readonly ratio: { readonly part: Expression; readonly whole: Expression; readonly percent: boolean } | null;
}

export type ElementsForm = Exclude<FoldForm, 'weighted_mean'>;

/** A fixed list or a series of inputs, `x.1` to `x.n`: each of them is an input of its own. */
export interface InputList {
  readonly name: string;
  readonly span: Span;
  /** The names of its inputs, in order. */
  readonly elements: readonly string[];
  /** What a missing element comes to in an aggregate; under `reject` none is. */
  readonly missing: 'reject' | 'skip' | 'zero';
}

export interface Check {
  readonly that: Expression;
  readonly message: Localized;
}

export interface Parameter extends Described {
  readonly name: string;
  readonly span: Span;
  readonly type: Type;
  readonly at: 'start' | 'end';
  readonly entries: readonly {
    readonly from: Days;
    readonly until: Days | null;
    readonly value: Expression;
    readonly basis?: string;
  }[];
}

export interface NamedValue extends Described {
  readonly name: string;
  readonly span: Span;
  readonly type: Type;
  readonly value: Expression;
  readonly round: Rounding;
  readonly show: number;
}

export interface FunctionParameter {
  readonly name: string;
  readonly span: Span;
  readonly type: Type;
  /** True where `unit: same`: takes any unit, equal for all such parameters. */
  readonly sameUnit: boolean;
  readonly range: Interval;
}

export interface DeclaredFunction extends Described {
  /** As it is called: with the qualifier of a qualified import. */
  readonly name: string;
  readonly span: Span;
  readonly parameters: readonly FunctionParameter[];
  readonly locals: readonly { readonly name: string; readonly value: Expression }[];
  readonly body:
    | { readonly kind: 'value'; readonly value: Expression }
    | {
        readonly kind: 'breakpoints';
        readonly points: readonly { readonly x: Rational; readonly y: Rational }[];
        readonly below: Expression;
        readonly above: Expression;
      };
  /** With the unit of `same` parameters written as '?'. */
  readonly result: Type;
}

/** What an indicator takes from the work plan, and the fields of the record by which it does. */
export interface Planned {
  /** The indicator as the file declares it: all members of a template share it. */
  readonly indicator: string;
  /** Scores any number of rows, each as an indicator of its own. */
  readonly template: boolean;
  /** Of a template: which of its rows, counted from 1; null for an indicator with one row. */
  readonly member: number | null;
  readonly maxRows: number;
  /** An employee to whom the indicator applies need not have a row. */
  readonly optional: boolean;
  /** Null where the file says nothing: the row in force at the period's end, and rows must not overlap. */
  readonly revision: Revision | null;
  /** How the cell of the target is read; null where only the weight comes from the plan. */
  readonly target: Input | null;
  /** How the cell of the weight is read; null where the ruleset gives the weight. */
  readonly weight: Input | null;
  /** How the actual of a template's row is read; null where the ruleset says what the actual is. */
  readonly actual: Input | null;
  readonly fields: PlanFields;
}

/** Names of the fields that a record gets from the plan. */
export interface PlanFields {
  readonly present: string;
  readonly target: string;
  readonly weight: string;
  readonly actual: string;
  /** Under `by_segment`: the target of each stretch of the period, and its days. */
  readonly segments: readonly { readonly target: string; readonly days: string }[];
}

export interface Indicator extends Described {
  readonly name: string;
  readonly span: Span;
  readonly group: string | null;
  readonly applies?: Expression;
  readonly polarity: 'maximize' | 'minimize' | 'stabilize' | 'none';
  /** What the work plan brings; absent where it brings nothing. */
  readonly planned?: Planned;
  /** Null in a template: its actuals come with the plan. */
  readonly actual: Expression | null;
  readonly target:
    | { readonly kind: 'none' }
    | { readonly kind: 'plan' }
    | { readonly kind: 'one'; readonly value: Expression }
    | {
        readonly kind: 'by_part';
        readonly parts: ReadonlyMap<number, Expression>;
        readonly of: 'month' | 'quarter' | 'semester' | 'year';
      };
  readonly achievement: Expression;
  readonly clamp: Interval;
  readonly round: Rounding;
  readonly score?: { readonly value: Expression; readonly round: Rounding };
  readonly weight?: Expression;
  /** What a missing actual comes to; under `carry` where no earlier period has one either. */
  readonly missing: 'reject' | 'zero_score' | 'exclude';
  /** How many earlier periods a missing actual may be taken from; null for none. */
  readonly carry: number | null;
  readonly consolidate: Consolidate | null;
  /** When the indicator is in force; both days included, null for open. Judged at the period's `at` [T1]. */
  readonly effective: { readonly from: Days | null; readonly to: Days | null };
  readonly at: 'start' | 'end';
  readonly types: {
    readonly actual: Type;
    readonly target: Type | null;
    readonly achievement: Type;
    readonly score: Type;
  };
  /** Digits at which a value off any grid is shown; it is never read back [N3]. */
  readonly show: number;
}

export interface Score extends Described {
  readonly name: string;
  readonly span: Span;
  readonly type: Type;
  readonly value: Expression;
  readonly round: Rounding;
  readonly show: number;
}

export interface Rating extends Described {
  readonly name: string;
  readonly span: Span;
  readonly of: Expression;
  readonly domain: Interval;
  readonly domainSpan: Span;
  /** Lowest first; of dated bands the newest. */
  readonly bands: readonly Band[];
  /** In the order of their dates; a single one that holds for all times where the bands are not dated [T1]. */
  readonly versions: readonly {
    readonly from: Days;
    readonly until: Days | null;
    readonly bands: readonly Band[];
    readonly basis?: string;
  }[];
  readonly at: 'start' | 'end';
  readonly type: Type & { readonly base: ChoiceType };
}

export interface Band {
  readonly name: string;
  readonly interval: Interval;
  readonly span: Span;
}

/** What a table column's cell admits. */
export type Cell =
  | { readonly kind: 'any' }
  /** Choices, texts or flags. */
  | { readonly kind: 'among'; readonly values: readonly (string | boolean)[] }
  | { readonly kind: 'interval'; readonly interval: Interval }
  | { readonly kind: 'numbers'; readonly values: readonly Rational[] };

export interface Row {
  /** Counted from 1, as people do. */
  readonly number: number;
  readonly span: Span;
  readonly cells: readonly Cell[];
  readonly then: Expression;
  readonly basis?: string;
}

export interface Table extends Described {
  readonly name: string;
  readonly span: Span;
  readonly columns: readonly {
    readonly name: string;
    readonly span: Span;
    readonly reference: Reference;
    readonly type: Type;
  }[];
  readonly hit: 'unique' | 'priority';
  readonly rows: readonly Row[];
  readonly otherwise?: Expression;
  readonly type: Type;
}

/** Many rows a record [D1]. Everything in it is by its own name; in expressions it is `details.name`. */
export interface Details extends Described {
  readonly name: string;
  readonly span: Span;
  /** What a row counts as. */
  readonly unit: string;
  readonly maxRows: number | null;
  /** Columns of the details' file, beside the record's key. */
  readonly columns: ReadonlyMap<string, Input>;
  readonly values: ReadonlyMap<string, NamedValue>;
  readonly ratings: ReadonlyMap<string, Rating>;
  readonly tables: ReadonlyMap<string, Table>;
  readonly checks: readonly Check[];
}

/** A calendar; its holidays come with the run. */
export interface CalendarDeclaration extends Described {
  readonly name: string;
  readonly span: Span;
  /** 0 is Monday, 6 is Sunday. */
  readonly workdays: ReadonlySet<number>;
  /** Null: the years that its file has days of. */
  readonly covers: { readonly from: Days; readonly to: Days } | null;
}

export interface SortKey {
  readonly value: Expression;
  readonly type: Type;
  readonly descending: boolean;
}

export interface Quota {
  readonly span: Span;
  readonly size:
    | {
        readonly kind: 'share';
        /** As a fraction: 1/10 for 10 %. */
        readonly share: Rational;
        readonly rounding: 'down' | 'nearest' | 'up';
        readonly base: 'accepted' | 'eligible' | 'candidates';
      }
    | { readonly kind: 'count'; readonly count: number };
  readonly atLeast: number;
  /** Inputs (text or choice) that name the group; empty: all records are one group. */
  readonly within: readonly string[];
  readonly order: readonly SortKey[];
  readonly ties: 'refuse' | 'include' | 'exclude';
}

export type Grant =
  | { readonly kind: 'text'; readonly name: string; readonly text: string }
  | {
      readonly kind: 'value';
      readonly name: string;
      readonly value: Expression;
      readonly type: Type;
      readonly round: Rounding;
    };

export interface Tier extends Described {
  readonly name: string;
  readonly span: Span;
  readonly when: Expression;
  readonly quota?: Quota;
  readonly grants: readonly Grant[];
}

export interface Awards extends Described {
  readonly eligible: Expression;
  /** Best first. */
  readonly tiers: readonly Tier[];
  readonly otherwise: string;
  readonly order: readonly SortKey[];
  readonly budget?: Budget;
}

/** A second table, one row a group, whose columns are inputs of every member. */
export interface GroupData extends Described {
  readonly name: string;
  readonly span: Span;
  /** The record's input (text or choice) that names the group. */
  readonly key: string;
  /** Whether a member may stand in a group without a row. */
  readonly optional: boolean;
  /** Names of its inputs; they stand among the ruleset's inputs. */
  readonly inputs: readonly string[];
  readonly checks: readonly Check[];
}

/**
 * Something worked out over the members of a group.
 * - `rank`: 1 + how many stand before the member (`competition`: 1, 2, 2, 4), or the place among the different
 *   standings (`dense`: 1, 2, 2, 3).
 * - `percentile`: percent of the ranked members that do not stand before the member, itself included.
 * - `count`: members for whom `where` holds (all, without it). `share`: those in percent of the members for whom
 *   `where` is either true or false.
 * - `sum`, `average`, `min`, `max` of `of` over the members that have it and for whom `where` holds.
 *
 * Ranks are those of the members that have every key of the order and for whom `where` holds; for others they are
 * missing. An average, a least, a greatest and a share of nobody is missing; a count and a sum of nobody is 0.
 */
export interface GroupRule extends Described {
  readonly name: string;
  readonly span: Span;
  readonly kind: GroupRuleKind;
  readonly within: readonly string[];
  readonly of?: Expression;
  readonly where?: Expression;
  readonly order: readonly SortKey[];
  readonly ties: 'competition' | 'dense';
  readonly round: Rounding;
  readonly type: Type;
}

export type LimitSize =
  | {
      readonly kind: 'share';
      /** As a fraction: 7/10 for 70 %. */
      readonly share: Rational;
      readonly rounding: 'down' | 'nearest' | 'up';
    }
  | { readonly kind: 'count'; readonly count: number };

export interface LimitRule {
  readonly span: Span;
  readonly basis?: string;
  /** The values that are counted together. */
  readonly values: readonly string[];
  /** Holds for a group or does not: all its members agree. */
  readonly when?: Expression;
  readonly kind: 'at_most' | 'at_least';
  readonly size: LimitSize;
  /** The lower value of those for whom there is no room; null where the rule only warns. */
  readonly moveTo: string | null;
}

/**
 * A limit on how a rating is distributed within a group. Where it is applied, its name stands for the rating that it
 * leaves, which is a proposal: rules in the order in which they stand, each over what the ones before it have left.
 */
export interface Limit extends Described {
  readonly name: string;
  readonly span: Span;
  readonly value: string;
  readonly within: readonly string[];
  readonly base: 'accepted' | 'assessed';
  /** Groups of fewer members are left alone. */
  readonly smallestGroup: number;
  readonly action: 'warn' | 'apply';
  readonly order: readonly SortKey[];
  readonly ties: 'refuse' | 'include' | 'exclude';
  readonly rules: readonly LimitRule[];
  readonly type: Type;
}

/** A rating that the superior determines. Its value is the decision where there is one, otherwise the proposal. */
export interface Decision extends Described {
  readonly name: string;
  readonly span: Span;
  readonly proposal: string;
  /** An input; where it differs from the proposal, `reason` must be filled in. */
  readonly decision: string;
  readonly reason: string;
  readonly type: Type;
}

export interface Deduction extends Described {
  readonly name: string;
  readonly span: Span;
  readonly size: DeductionSize;
  readonly round: Rounding;
  readonly type: Type;
}

/** Money for everyone, apart from awards: a base less deductions in their order, never below zero on the way. */
export interface Amount extends Described {
  readonly name: string;
  readonly span: Span;
  readonly base: Expression;
  readonly baseType: Type;
  readonly deductions: readonly Deduction[];
  readonly round: Rounding;
  readonly type: Type;
}

/** What all grants of a kind together may cost [G3]. */
export interface Budget {
  readonly span: Span;
  /** The same for all members of a group. */
  readonly total: Expression;
  readonly within: readonly string[];
  /** The grants that it pays, all in one unit and with the same digits. */
  readonly grants: readonly string[];
  readonly digits: number;
  readonly whenExceeded: 'by_order' | 'prorate' | 'error';
  readonly ties: 'refuse' | 'include' | 'exclude';
}

/** A checked ruleset: every name resolved, every expression typed. What later stages read instead of the text. */
export interface Ruleset {
  readonly name: string;
  readonly title: Localized;
  readonly language: Language;
  /** What a record is called in messages, e.g. pegawai. */
  readonly subject: string;
  readonly period: PeriodKind;
  readonly effective: { readonly from: Days | null; readonly to: Days | null };
  /** Of a run over a longer period: how many periods everybody needs, and what becomes of who has fewer. */
  readonly consolidation: { readonly atLeast: number; readonly fewer: 'reject' | 'not_assessed' };
  /** How several rows of one record in one period are taken together; null where that is a mistake [T6]. */
  readonly segments: { readonly from: string; readonly to: string; readonly groupAt: 'end' | 'longest' } | null;
  readonly basis: readonly string[];
  readonly inputs: ReadonlyMap<string, Input>;
  /** Lists and series, whose elements are among the inputs. */
  readonly lists: ReadonlyMap<string, InputList>;
  readonly details: ReadonlyMap<string, Details>;
  readonly calendars: ReadonlyMap<string, CalendarDeclaration>;
  readonly checks: readonly Check[];
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly values: ReadonlyMap<string, NamedValue>;
  readonly functions: ReadonlyMap<string, DeclaredFunction>;
  /** A template stands here as its members: `tugas.1`, `tugas.2`, … */
  readonly indicators: ReadonlyMap<string, Indicator>;
  /** The fields that work plans bring, by their names in the record: read as inputs are, and no columns of the data. */
  readonly planned: ReadonlyMap<string, Input>;
  readonly weights: 'normalise' | 'total_100';
  readonly scores: ReadonlyMap<string, Score>;
  readonly ratings: ReadonlyMap<string, Rating>;
  readonly tables: ReadonlyMap<string, Table>;
  readonly groupData: ReadonlyMap<string, GroupData>;
  readonly groups: ReadonlyMap<string, GroupRule>;
  readonly limits: ReadonlyMap<string, Limit>;
  readonly decisions: ReadonlyMap<string, Decision>;
  readonly amounts: ReadonlyMap<string, Amount>;
  readonly awards?: Awards;
  readonly examples: readonly ExampleAst[];
  /** Everything that is declared, each after all that it reads; what belongs to details as `details.name`. */
  readonly groupExamples: readonly GroupExampleAst[];
  /** Values, indicators, scores, ratings and tables, each after all that it reads. */
  readonly order: readonly string[];
  /** Every expression that has a type, by its id. */
  readonly expressions: ReadonlyMap<ExpressionId, Expression>;
  readonly types: ReadonlyMap<ExpressionId, Type>;
  readonly references: ReadonlyMap<ExpressionId, Reference>;
  /** The ends of intervals written in expressions, worked out. */
  readonly intervals: ReadonlyMap<IntervalExpression, Interval>;
  readonly sources: Sources;
  readonly loaded: LoadedRuleset;
}

export type { SortKeyAst };
