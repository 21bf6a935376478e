import type { Localized } from '../base/codes.ts';
import type { Span } from '../base/source.ts';
import type { CoreNode, NodeId } from '../language/core.ts';
import type { Type } from '../language/types.ts';
import type { Budget, GroupRule, Limit, LimitRule, Quota, Ruleset } from './ruleset.ts';

/** A condition that a record must meet to be scored at all. */
export interface Requirement {
  /** A flag; the row is rejected where it is false. Missing counts as met: nothing to check. */
  readonly node: NodeId;
  readonly reason:
    | { readonly kind: 'check'; readonly message: Localized; readonly that: string }
    /** The input is empty although its `applies` holds. */
    | { readonly kind: 'required_input'; readonly input: string }
    /** The input is filled although its `applies` does not hold. */
    | { readonly kind: 'must_be_empty'; readonly input: string }
    /** `weights: total_100`; `total` is the node of the weights that apply, added up. */
    | { readonly kind: 'weights'; readonly total: NodeId }
    /** `missing: reject`. */
    | { readonly kind: 'missing_actual'; readonly indicator: string }
    /** The work plan has no row for an indicator that applies. */
    | { readonly kind: 'no_plan_row'; readonly indicator: string }
    /** The superior's decision differs from the proposal, and no reason is given [D3]. */
    | { readonly kind: 'missing_reason'; readonly decision: string; readonly reason: string };
  readonly span: Span;
}

/** What is worked out for each row of details. */
export interface DetailsNodes {
  /** The nodes of columns, values, ratings and tables that some rule reads, by their own names. */
  readonly named: ReadonlyMap<string, NodeId>;
  /** What each row must meet; a record of which a row does not is rejected. */
  readonly requirements: readonly Requirement[];
}

export interface IndicatorNodes {
  readonly name: string;
  /** A flag: the indicator applies to this record. */
  readonly applies: NodeId;
  readonly actual: NodeId;
  readonly target: NodeId | null;
  /** As the formula gives it, before clamp and rounding. */
  readonly raw: NodeId;
  /** After clamp and rounding, and after the missing policy (zero_score gives 0, exclude leaves missing). */
  readonly achievement: NodeId;
  /** The second stage where there is one, otherwise the achievement. */
  readonly score: NodeId;
  readonly weight: NodeId | null;
  /** Where it takes something from the work plan: whether there is a row, and the ruleset's own `applies`. */
  readonly plan?: { readonly present: NodeId; readonly written: NodeId };
  /** The actual of this period alone; differs from `actual` where a missing one is carried from earlier periods. */
  readonly ownActual: NodeId;
  /** Whether the indicator is in force in the period; null where it always is. Part of `applies`. */
  readonly inForce: NodeId | null;
  /** For `consolidate: ratio_of_sums`: what the actual is a quotient of. */
  readonly ratio: { readonly part: NodeId; readonly whole: NodeId; readonly percent: boolean } | null;
}

/** A result by name, in the order in which the file declares them. */
export interface NamedNode {
  readonly name: string;
  readonly kind: 'value' | 'score' | 'rating' | 'table' | 'group' | 'limit' | 'decision' | 'amount';
  readonly node: NodeId;
  readonly type: Type;
  /** Digits to print with. */
  readonly digits: number;
}

export interface SortKeyNode {
  readonly node: NodeId;
  readonly type: Type;
  readonly descending: boolean;
  /** As written, for reasons. */
  readonly text: string;
}

export interface GrantNode {
  readonly name: string;
  readonly kind: 'text' | 'value';
  readonly text: string | null;
  readonly node: NodeId | null;
  readonly type: Type | null;
  readonly digits: number;
}

export interface TierNodes {
  readonly name: string;
  readonly title: Localized;
  readonly when: NodeId;
  readonly quota: (Omit<Quota, 'order'> & { readonly order: readonly SortKeyNode[] }) | null;
  readonly grants: readonly GrantNode[];
}

export interface AwardNodes {
  readonly eligible: NodeId;
  readonly tiers: readonly TierNodes[];
  readonly otherwise: string;
  readonly order: readonly SortKeyNode[];
  readonly budget: BudgetNodes | null;
  /** The group rules that something of the awards reads, directly or through others. */
  readonly reads: readonly string[];
}

export interface BudgetNodes extends Omit<Budget, 'total'> {
  readonly total: NodeId;
}

/** What every group rule has: it is worked out after all that it reads, and gives its records a value by its name. */
interface StageNodes {
  readonly name: string;
  readonly within: readonly string[];
  readonly order: readonly SortKeyNode[];
  readonly span: Span;
  /** The group rules that it reads, directly or through others. */
  readonly reads: readonly string[];
}

export interface GroupRuleNodes extends StageNodes {
  readonly kind: GroupRule['kind'];
  readonly of: NodeId | null;
  readonly where: NodeId | null;
  readonly ties: GroupRule['ties'];
}

export interface LimitRuleNodes extends Omit<LimitRule, 'when'> {
  readonly when: NodeId | null;
}

export interface LimitNodes extends StageNodes, Pick<Limit, 'base' | 'smallestGroup' | 'action' | 'ties'> {
  readonly kind: 'limit';
  readonly value: NodeId;
  readonly rules: readonly LimitRuleNodes[];
}

export interface DeductionNodes {
  readonly name: string;
  /** Before rounding. */
  readonly raw: NodeId;
  /** What is taken off. */
  readonly deduction: NodeId;
  /** What is left after it. */
  readonly rest: NodeId;
  readonly digits: number;
}

export interface AmountNodes {
  readonly name: string;
  readonly base: NodeId;
  readonly baseDigits: number;
  readonly deductions: readonly DeductionNodes[];
  /** What is left after the last deduction, before rounding. */
  readonly rest: NodeId;
  readonly node: NodeId;
}

export interface DecisionNodes {
  readonly name: string;
  readonly proposal: NodeId;
  readonly decision: NodeId;
  readonly reason: NodeId;
  readonly node: NodeId;
}

/** A table of groups: what its rows must meet, over their own columns alone. */
export interface GroupDataNodes {
  readonly name: string;
  readonly requirements: readonly Requirement[];
}

/** The ruleset lowered to the core: nodes in an order in which operands come first, and where each result stands. */
export interface Program {
  readonly ruleset: Ruleset;
  readonly nodes: readonly CoreNode[];
  /** The node of each input that is read. */
  readonly inputs: ReadonlyMap<string, NodeId>;
  readonly requirements: readonly Requirement[];
  readonly details: ReadonlyMap<string, DetailsNodes>;
  readonly indicators: readonly IndicatorNodes[];
  readonly results: readonly NamedNode[];
  /** True scores only: a record with one of them missing is not assessed. */
  readonly scores: readonly NamedNode[];
  /** The node that each rating reads (of details: `details.name`); its band is the result of the same name. */
  readonly ratings: ReadonlyMap<string, NodeId>;
  /** The nodes that each table's columns read, in the table's order. */
  readonly tables: ReadonlyMap<string, readonly NodeId[]>;
  readonly groupData: readonly GroupDataNodes[];
  /** Group rules and limits, each after all that it reads. */
  readonly stages: readonly (GroupRuleNodes | LimitNodes)[];
  /** Nodes that read a group rule: they have no value before it has been worked out. */
  readonly late: ReadonlySet<NodeId>;
  readonly amounts: readonly AmountNodes[];
  readonly decisions: readonly DecisionNodes[];
  readonly awards: AwardNodes | null;
}
