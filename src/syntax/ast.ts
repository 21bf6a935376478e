import type { Localized } from '../base/codes.ts';
import type { Diagnostic } from '../base/diagnostic.ts';
import type { Source, Span } from '../base/source.ts';
import type { Relation } from '../language/core.ts';
import type { Language, WordName } from '../language/vocabulary.ts';
import type { Days, PeriodKind } from '../number/calendar.ts';
import type { Rational } from '../number/rational.ts';
import type { RoundingMode } from '../number/rounding.ts';

/** Something read from a file, with the exact characters it stands in. */
export interface Located<T> {
  readonly value: T;
  readonly span: Span;
}

/** Dense within one load; types and references are side tables by this id. */
export type ExpressionId = number;

export type BinaryOperator = 'or' | 'and' | Relation | '+' | '-' | '*' | '/' | '??' | 'of';

/** An expression, language-free: names of built-ins, standing names and members are canonical (English). */
export type Expression = { readonly id: ExpressionId; readonly span: Span } & (
  | {
      readonly kind: 'number';
      readonly value: Rational;
      /** Digits as written after the point: 95.50 has 2. */
      readonly digits: number;
      /** '%', 'IDR', an author's unit, or '' where none is written. */
      readonly unit: string;
    }
  | { readonly kind: 'date'; readonly days: Days }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'flag'; readonly value: boolean }
  | { readonly kind: 'missing' }
  /** `a`, or `a.b`; standing names and members canonical. `imported pack.name` is a path of two as well. */
  | { readonly kind: 'name'; readonly path: readonly string[] }
  | {
      readonly kind: 'call';
      readonly callee: string;
      readonly calleeSpan: Span;
      readonly args: readonly Expression[];
      /** Of an aggregate over details: which rows take part. */
      readonly where?: Expression;
    }
  | { readonly kind: 'negate'; readonly of: Expression }
  | { readonly kind: 'not'; readonly of: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'in_list'; readonly of: Expression; readonly items: readonly Expression[] }
  | { readonly kind: 'in_interval'; readonly of: Expression; readonly interval: IntervalExpression }
  | { readonly kind: 'between'; readonly of: Expression; readonly low: Expression; readonly high: Expression }
  | { readonly kind: 'is_missing'; readonly of: Expression; readonly negated: boolean }
  | { readonly kind: 'if'; readonly condition: Expression; readonly then: Expression; readonly otherwise: Expression }
);

/** `[90..110)`, `< 90`, `(0..)`: an absent end is unbounded. Ends are expressions, constant as the checker demands. */
export interface IntervalExpression {
  readonly span: Span;
  readonly low: Expression | null;
  readonly lowOpen: boolean;
  readonly high: Expression | null;
  readonly highOpen: boolean;
}

/** A map whose keys the author chose, in the file's order. */
export type Named<T> = readonly { readonly name: Located<string>; readonly value: T }[];

export interface Described {
  readonly title?: Localized;
  readonly basis?: readonly string[];
  readonly note?: Localized;
  /** What the author could not verify in the source that `basis` names. */
  readonly unverified?: boolean;
}

export type RoundAst =
  | { readonly kind: 'none'; readonly span: Span }
  | { readonly kind: 'digits'; readonly digits: number; readonly mode: RoundingMode; readonly span: Span }
  | { readonly kind: 'step'; readonly step: Expression; readonly mode: RoundingMode; readonly span: Span };

/** `type`, `unit`, `of`, `digits` of an input, parameter or function parameter. */
export interface TypeAst {
  readonly type: Located<WordName>;
  readonly choices?: readonly { readonly name: Located<string>; readonly label?: Localized }[];
  readonly unit?: Located<string>;
  readonly digits?: Located<number>;
}

export type ConsolidationMethod =
  | 'sum'
  | 'average'
  | 'last'
  | 'largest'
  | 'smallest'
  | 'ratio_of_sums'
  | 'average_of_scores';

/** How an indicator's periods are taken together in a longer one. */
export interface ConsolidateAst {
  readonly span: Span;
  readonly method: Located<ConsolidationMethod>;
  readonly round?: RoundAst;
  readonly atLeast?: number;
}

/** When a part of the rules is in force; an absent end is open, both days are included. */
export interface InForceAst {
  readonly span: Span;
  readonly from?: Located<Days>;
  readonly to?: Located<Days>;
}

/** How several rows of one record in one period are taken together [T6]. */
export interface SegmentsAst {
  readonly span: Span;
  /** The date inputs that say when a row's segment begins and ends. */
  readonly from: Located<string>;
  readonly to: Located<string>;
  readonly groupAt: 'end' | 'longest';
}

export interface InputAst extends Described, TypeAst {
  readonly span: Span;
  readonly key: boolean;
  readonly range?: IntervalExpression;
  readonly max?: Expression;
  readonly optional: boolean;
  readonly applies?: Expression;
  readonly sensitive: boolean;
  /** A fixed list of so many elements. */
  readonly list?: Located<number>;
  /** A series: an element for each month of the period. */
  readonly per?: Located<'month'>;
  /** Of a list or series: what a missing element comes to. */
  readonly missing?: Located<'reject' | 'skip' | 'zero'>;
  readonly consolidate?: Located<ConsolidationMethod>;
}

export interface CheckAst {
  readonly that: Expression;
  readonly message: Localized;
}

export interface DatedValueAst {
  readonly from: Located<Days>;
  readonly to?: Located<Days>;
  readonly value: Expression;
  readonly basis?: string;
}

export interface ParameterAst extends Described, TypeAst {
  readonly span: Span;
  readonly at: 'start' | 'end';
  readonly value?: Expression;
  readonly dated?: readonly DatedValueAst[];
  readonly reviewedUntil?: Located<Days>;
}

export interface ValueAst extends Described {
  readonly value: Expression;
  readonly round?: RoundAst;
  readonly show?: number;
}

export interface FunctionParameterAst extends Described, TypeAst {
  readonly span: Span;
  readonly range?: IntervalExpression;
}

export interface FunctionAst extends Described {
  readonly span: Span;
  readonly parameters: Named<FunctionParameterAst>;
  readonly with: Named<Expression>;
  readonly value?: Expression;
  readonly breakpoints?: {
    readonly span: Span;
    readonly points: readonly { readonly x: Expression; readonly y: Expression }[];
    readonly below?: Expression;
    readonly above?: Expression;
  };
}

/** `plan:` or `template:` of an indicator: what the work plan may bring as its target. */
export interface PlannedAst extends TypeAst {
  readonly span: Span;
  readonly range: IntervalExpression;
  /** Nobody needs to have a row. */
  readonly optional: boolean;
  /** Of a template: how many rows an employee may have under it. */
  readonly maxRows?: Located<number>;
}

/** How several rows of one thing within a period come to one [T2]. */
export type Revision = 'latest' | 'prorate_days' | 'by_segment';

export interface IndicatorAst extends Described {
  readonly span: Span;
  readonly group?: Located<string>;
  readonly effective?: InForceAst;
  readonly at: 'start' | 'end';
  readonly applies?: Expression;
  readonly polarity: Located<'maximize' | 'minimize' | 'stabilize' | 'none'>;
  readonly plan?: PlannedAst;
  readonly template?: PlannedAst;
  readonly revision?: Located<Revision>;
  /** Absent only in a template: its actuals come with the number of the plan's row. */
  readonly actual?: Expression;
  readonly target?:
    | { readonly kind: 'one'; readonly value: Expression }
    /** The word `plan`. */
    | { readonly kind: 'plan'; readonly span: Span }
    | {
        readonly kind: 'by_part';
        readonly span: Span;
        readonly parts: readonly { readonly part: Located<number>; readonly value: Expression }[];
      };
  readonly achievement: Expression;
  readonly clamp?: IntervalExpression;
  readonly round: RoundAst;
  readonly score?: { readonly value: Expression; readonly round: RoundAst };
  readonly weight?: Expression;
  /** Where `weight: plan` stands. */
  readonly plannedWeight?: { readonly span: Span };
  readonly missing: Located<'reject' | 'zero_score' | 'exclude'>;
  /** How many earlier periods a missing actual may be taken from, before `missing` decides. */
  readonly carry?: Located<number>;
  readonly consolidate?: ConsolidateAst;
  readonly show?: number;
}

export interface ScoreAst extends Described {
  readonly span: Span;
  readonly value: Expression;
  readonly round: RoundAst;
  readonly show?: number;
}

export interface RatingAst extends Described {
  readonly span: Span;
  readonly of: Expression;
  readonly domain: IntervalExpression;
  readonly at: 'start' | 'end';
  /** In the file's order; a single one without dates where the bands are not dated. */
  readonly versions: readonly BandsAst[];
}

export interface BandsAst {
  readonly span: Span;
  readonly from?: Located<Days>;
  readonly to?: Located<Days>;
  readonly basis?: string;
  readonly bands: Named<IntervalExpression>;
}

/** A condition of one column of a table row. */
export type CellAst = { readonly span: Span } & (
  | { readonly kind: 'any' }
  /** Any of these values: bare words are choices. */
  | { readonly kind: 'values'; readonly values: readonly Expression[] }
  | { readonly kind: 'interval'; readonly interval: IntervalExpression }
);

export interface RowAst {
  readonly span: Span;
  readonly when:
    | { readonly kind: 'positional'; readonly span: Span; readonly cells: readonly CellAst[] }
    | { readonly kind: 'keyed'; readonly span: Span; readonly cells: Named<CellAst> };
  readonly then: Expression;
  readonly basis?: string;
}

export interface TableAst extends Described {
  readonly span: Span;
  readonly inputs: readonly Located<string>[];
  /** Results lowest first, which gives `>=` a meaning. */
  readonly order?: readonly Located<string>[];
  readonly hit: Located<'unique' | 'priority'>;
  readonly rows: readonly RowAst[];
  /** The CSV file that the rows come from; they are empty until it has been read. */
  readonly rowsFrom?: Located<string>;
  readonly otherwise?: Expression;
}

/** Many rows a record: what a row brings, what is worked out for each, and what each must meet. */
export interface DetailsAst extends Described {
  readonly span: Span;
  /** What a row counts as. */
  readonly unit?: Located<string>;
  readonly maxRows?: Located<number>;
  readonly columns: Named<InputAst>;
  readonly values: Named<ValueAst>;
  readonly ratings: Named<RatingAst>;
  readonly tables: Named<TableAst>;
  readonly checks: readonly CheckAst[];
}

export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';

/** A calendar whose holidays the run brings. */
export interface CalendarAst extends Described {
  readonly span: Span;
  readonly workdays: readonly Located<Weekday>[];
  /** First and last day that it speaks of; absent: the years that its file has days of. */
  readonly covers?: { readonly from: Located<Days>; readonly to: Located<Days> };
}

export interface SortKeyAst {
  readonly value: Expression;
  readonly descending: boolean;
}

export interface QuotaAst {
  readonly span: Span;
  readonly share?: Expression;
  readonly count?: Located<number>;
  readonly rounding?: Located<'down' | 'nearest' | 'up'>;
  readonly atLeast?: number;
  readonly base?: Located<'accepted' | 'eligible' | 'candidates'>;
  readonly within: readonly Located<string>[];
  readonly order: readonly SortKeyAst[];
  readonly ties: Located<'refuse' | 'include' | 'exclude'>;
}

export type GrantAst =
  | { readonly kind: 'text'; readonly text: Located<string> }
  | { readonly kind: 'value'; readonly value: Expression; readonly round: RoundAst };

export interface TierAst extends Described {
  readonly tier: Located<string>;
  readonly when: Expression;
  readonly quota?: QuotaAst;
  readonly grants: Named<GrantAst>;
}

export interface BudgetAst {
  readonly span: Span;
  readonly total: Expression;
  readonly within: readonly Located<string>[];
  /** Names of the grants that it pays; absent: all that are money. */
  readonly grants?: readonly Located<string>[];
  readonly whenExceeded: Located<'by_order' | 'prorate' | 'error'>;
  readonly ties?: Located<'refuse' | 'include' | 'exclude'>;
}

export interface AwardsAst extends Described {
  readonly span: Span;
  readonly eligible: Expression;
  readonly tiers: readonly TierAst[];
  readonly otherwise: Located<string>;
  readonly order: readonly SortKeyAst[];
  readonly budget?: BudgetAst;
}

/** A second table, one row a group: its columns are inputs of every member. */
export interface GroupDataAst extends Described {
  readonly span: Span;
  /** The record's input that names the group. */
  readonly key: Located<string>;
  readonly optional: boolean;
  readonly inputs: Named<InputAst>;
  readonly checks: readonly CheckAst[];
}

export type GroupRuleKind = 'rank' | 'percentile' | 'count' | 'sum' | 'average' | 'min' | 'max' | 'share';

/** Something worked out over all members of a group: a rank, a percentile, an aggregate. */
export interface GroupRuleAst extends Described {
  readonly span: Span;
  readonly kind: Located<GroupRuleKind>;
  readonly within: readonly Located<string>[];
  readonly of?: Expression;
  readonly where?: Expression;
  readonly order: readonly SortKeyAst[];
  readonly ties?: Located<'competition' | 'dense'>;
  readonly round?: RoundAst;
}

export interface LimitRuleAst {
  readonly span: Span;
  readonly basis?: string;
  /** The values that are counted together. */
  readonly values: readonly Located<string>[];
  readonly when?: Expression;
  readonly atMost?: Expression;
  readonly atLeast?: Expression;
  readonly rounding?: Located<'down' | 'nearest' | 'up'>;
  /** The value that those get for whom there is no room. */
  readonly moveTo?: Located<string>;
}

/** A limit on how a rating may be distributed within a group. */
export interface LimitAst extends Described {
  readonly span: Span;
  readonly value: Located<string>;
  readonly within: readonly Located<string>[];
  readonly base: Located<'accepted' | 'assessed'>;
  readonly smallestGroup: number;
  readonly action: Located<'warn' | 'apply'>;
  readonly order: readonly SortKeyAst[];
  readonly ties?: Located<'refuse' | 'include' | 'exclude'>;
  readonly rules: readonly LimitRuleAst[];
}

/** A rating that the superior determines: what is proposed, what was decided, and why. All three are names. */
export interface DecisionAst extends Described {
  readonly span: Span;
  readonly proposal: Located<string>;
  readonly decision: Located<string>;
  readonly reason: Located<string>;
}

export type DeductionSize =
  | { readonly kind: 'share'; readonly share: Expression; readonly of: 'base' | 'remaining' }
  | { readonly kind: 'value'; readonly value: Expression };

export interface DeductionAst extends Described {
  readonly name: Located<string>;
  readonly size: DeductionSize;
  readonly round?: RoundAst;
}

/** Money for everyone: a base, and deductions in the order in which they stand. */
export interface AmountAst extends Described {
  readonly span: Span;
  readonly base: Expression;
  readonly deductions: readonly DeductionAst[];
  readonly round: RoundAst;
}

/** A scalar of an example as written; read later as a cell of the input or result that it is for. Null: `missing` or empty. */
export type DatumAst = Located<string | null>;

/** A row of the work plan that an example gives, with what was achieved of it. */
export interface PlanRowAst {
  readonly span: Span;
  readonly no?: Located<string>;
  readonly indicator: Located<string>;
  readonly title?: Located<string>;
  readonly target: DatumAst;
  readonly weight?: DatumAst;
  readonly unit?: Located<string>;
  readonly from?: Located<Days>;
  readonly to?: Located<Days>;
  readonly actual?: DatumAst;
}

export type ListItemAst =
  | { readonly kind: 'datum'; readonly datum: DatumAst }
  | { readonly kind: 'row'; readonly span: Span; readonly cells: Named<DatumAst> };

export interface ListDatumAst {
  readonly span: Span;
  readonly items: readonly ListItemAst[];
}

/** What an example gives of its record in one period. */
export interface GivenAst {
  readonly span: Span;
  readonly period: Located<string>;
  readonly given: Named<DatumAst>;
  readonly plan: readonly PlanRowAst[];
  /** What `given` has as lists: elements of a list or series, rows of details, holidays of a calendar. */
  readonly lists: Named<ListDatumAst>;
}

export interface ExampleAst extends GivenAst {
  readonly name: Located<string>;
  /** The same record in earlier periods, for what reads them. */
  readonly earlier: readonly GivenAst[];
  /** Names with canonical members, e.g. `ketepatan_izin.achievement`, `award.incentive`. */
  readonly expect: Named<DatumAst>;
}

/** Several records together, with what each gets and what their groups come to. */
export interface GroupExampleAst {
  readonly span: Span;
  readonly name: Located<string>;
  readonly period: Located<string>;
  /** Rows of the tables of groups, by the table's name. */
  readonly groupData: Named<readonly Named<DatumAst>[]>;
  /** What all rows have in common; a row's own data, lists and plan come before it. */
  readonly given: Named<DatumAst>;
  readonly lists: Named<ListDatumAst>;
  readonly plan: readonly PlanRowAst[];
  readonly rows: readonly {
    readonly span: Span;
    readonly given: Named<DatumAst>;
    readonly lists: Named<ListDatumAst>;
    readonly plan: readonly PlanRowAst[];
    readonly expect: Named<DatumAst>;
  }[];
  readonly groups: readonly ExpectedGroupAst[];
}

/** What a quota, a limit or the budget comes to in one group. */
export interface ExpectedGroupAst {
  readonly span: Span;
  readonly tier?: Located<string>;
  readonly limit?: Located<string>;
  readonly group?: string;
  readonly base?: Located<number>;
  readonly capacity?: Located<number>;
  readonly placed?: Located<number>;
  readonly spent?: Expression;
}

export interface ImportAst {
  readonly from: Located<string>;
  readonly use: readonly Located<string>[];
  readonly as?: Located<string>;
}

/** One file of a ruleset: what it says, with the place of everything, nothing resolved yet. */
export interface RulesetAst {
  readonly source: Source;
  readonly language: Language;
  readonly name: Located<string>;
  readonly title?: Localized;
  readonly note?: Localized;
  /** What a record is, e.g. pegawai or unit [Y4]. */
  readonly subject?: string;
  readonly period?: Located<PeriodKind>;
  readonly effective?: { readonly from: Located<Days>; readonly to?: Located<Days> };
  /** Of a run over a longer period: how many periods everybody needs. */
  readonly consolidation?: { readonly atLeast: number; readonly fewer: 'reject' | 'not_assessed' };
  readonly segments?: SegmentsAst;
  readonly basis: readonly string[];
  readonly imports: readonly ImportAst[];
  readonly inputs: Named<InputAst>;
  readonly details: Named<DetailsAst>;
  readonly calendars: Named<CalendarAst>;
  readonly checks: readonly CheckAst[];
  readonly parameters: Named<ParameterAst>;
  readonly values: Named<ValueAst>;
  readonly functions: Named<FunctionAst>;
  readonly indicators: Named<IndicatorAst>;
  readonly weights?: Located<'normalise' | 'total_100'>;
  readonly scores: Named<ScoreAst>;
  readonly ratings: Named<RatingAst>;
  readonly tables: Named<TableAst>;
  readonly groupData: Named<GroupDataAst>;
  readonly groups: Named<GroupRuleAst>;
  readonly limits: Named<LimitAst>;
  readonly decisions: Named<DecisionAst>;
  readonly amounts: Named<AmountAst>;
  readonly awards?: AwardsAst;
  readonly examples: readonly ExampleAst[];
  readonly groupExamples: readonly GroupExampleAst[];
  /** Names that the file declares, but whose declaration could not be read. Findings of the file say why. */
  readonly unread: readonly string[];
  /** Nothing in the file was refused when it was read. */
  readonly isWhole: boolean;
}

/** A file with all that it imports, ready for the checker. Imported packs come first in `imports`, by path. */
export interface LoadedRuleset {
  readonly main: RulesetAst;
  /** Imported files by the path that `resolved` names. */
  readonly modules: ReadonlyMap<string, RulesetAst>;
  /** For each file and each import in it (by index), the path it resolved to. */
  readonly resolved: ReadonlyMap<string, readonly string[]>;
  readonly sources: ReadonlyMap<string, Source>;
  /** Of all its files: what has an error here is not whole, and must not score anybody. */
  readonly findings: readonly Diagnostic[];
}
