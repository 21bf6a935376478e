import type { Program } from '../model/program.ts';
import type { ScoreRow } from '../model/score.ts';

export type RuleConditions =
  | { readonly all: readonly RuleConditions[] }
  | { readonly any: readonly RuleConditions[] }
  | { readonly not: RuleConditions }
  | {
      readonly fact: string;
      readonly operator: RuleOperator;
      readonly value: string | number | boolean | readonly string[];
    };

/** The operators of json-rules-engine that need no extension. */
export type RuleOperator =
  | 'equal'
  | 'notEqual'
  | 'in'
  | 'notIn'
  | 'lessThan'
  | 'lessThanInclusive'
  | 'greaterThan'
  | 'greaterThanInclusive';

export interface ExportedFact {
  readonly name: string;
  readonly kind: 'number' | 'choice' | 'text' | 'flag' | 'date' | 'atom' | 'assessed';
  /** The input or result that it carries; for an atom, the comparison as the file writes it. */
  readonly source: string;
  /** A number fact holds the value × 10^digits, a whole number; null for other kinds. */
  readonly digits: number | null;
}

export interface ExportedRule {
  readonly name: string;
  readonly priority: number;
  readonly conditions: RuleConditions;
  readonly event: { readonly type: string; readonly params: Readonly<Record<string, string | number>> };
}

/** What the rules cannot hold, with the reason. */
export interface OmittedPart {
  readonly what: 'quota' | 'grant' | 'condition';
  readonly tier: string | null;
  readonly text: string;
  readonly reason: 'needs_all_records' | 'computed_amount' | 'exceeds_safe_integers' | 'not_on_a_grid';
}

export interface JsonRulesExport {
  readonly schemaVersion: 1;
  readonly ruleset: string;
  readonly facts: readonly ExportedFact[];
  /** In the order of their priority: the first rule that fires gives the tier. */
  readonly rules: readonly ExportedRule[];
  readonly otherwise: string | null;
  readonly omitted: readonly OmittedPart[];
}

/** Eligibility and tiers as rules of json-rules-engine (its standard operators only). */
export function toJsonRules(_program: Program): JsonRulesExport {
  throw new Error('toJsonRules: not built yet');
}

/** The facts of one scored record that the exported rules read. */
export function factsOf(_program: Program, _row: ScoreRow): Readonly<Record<string, string | number | boolean>> {
  throw new Error('factsOf: not built yet');
}
