import type { AwardNodes, Program, TierNodes } from '../model/program.ts';
import type { ScoreRow } from '../model/score.ts';
import { rangesOf } from '../prove/ranges.ts';
import { ASSESSED, conditionsOf, type RuleConditions } from './rule-conditions.ts';
import { type ExportedFact, FactTable, type FactValue, type OmittedPart, type PlannedFact } from './rule-facts.ts';

export type { FactCondition, RuleConditions, RuleOperator } from './rule-conditions.ts';
export type { ExportedFact, FactValue, OmittedPart, PlannedFact } from './rule-facts.ts';

export interface ExportedRule {
  readonly name: string;
  /** The best tier has the highest: json-rules-engine runs rules in this order, and fires every one that matches. */
  readonly priority: number;
  readonly conditions: { readonly all: readonly RuleConditions[] };
  readonly event: { readonly type: string; readonly params: Readonly<Record<string, string>> };
}

export interface JsonRulesExport {
  readonly schemaVersion: 1;
  readonly ruleset: string;
  readonly facts: readonly ExportedFact[];
  /** Best tier first: the first of them that fires gives the tier, before quotas. */
  readonly rules: readonly ExportedRule[];
  /** What a record is given for which no rule fires; null where the ruleset has no awards. */
  readonly otherwise: string | null;
  readonly omitted: readonly OmittedPart[];
}

/** The export together with where each fact comes from. */
export interface RulePlan {
  readonly exported: JsonRulesExport;
  readonly facts: readonly PlannedFact[];
}

/** Eligibility and tiers as rules of json-rules-engine, with its standard operators only. */
export function toJsonRules(program: Program): JsonRulesExport {
  return planOf(program).exported;
}

/**
 * The facts of one scored record that the exported rules read. A number is its value × 10^digits, a date its days
 * since 1970-01-01; null where there is no value.
 */
export function factsOf(program: Program, row: ScoreRow): Readonly<Record<string, FactValue>> {
  return factsFrom(planOf(program), row);
}

export function factsFrom({ facts }: RulePlan, row: ScoreRow): Readonly<Record<string, FactValue>> {
  const values = facts.map(({ fact, read }): readonly [string, FactValue] => [fact.name, read(row.evaluation)]);
  return Object.fromEntries([[ASSESSED, row.state === 'scored'], ...values]);
}

export function planOf(program: Program): RulePlan {
  const { awards, ruleset } = program;
  const table = new FactTable(program, rangesOf(program));
  const rules = awards ? awards.tiers.map((tier, i) => ruleOf(program, table, awards, tier, i)) : [];
  const assessed: ExportedFact = { name: ASSESSED, kind: 'assessed', source: '', digits: null };
  const exported: JsonRulesExport = {
    schemaVersion: 1,
    ruleset: ruleset.name,
    facts: [assessed, ...table.facts.map(({ fact }) => fact)],
    rules,
    otherwise: awards?.otherwise ?? null,
    omitted: [
      ...table.omitted,
      ...(awards?.tiers ?? []).flatMap((tier) => omittedOf(program, tier)),
      ...ofGroups(program),
    ],
  };
  return { exported, facts: table.facts };
}

/** Eligibility stands in every rule, so that each rule is whole by itself. */
function ruleOf(program: Program, table: FactTable, awards: AwardNodes, tier: TierNodes, index: number): ExportedRule {
  table.tier = null;
  const eligible = conditionsOf(program, table, awards.eligible);
  table.tier = tier.name;
  const when = conditionsOf(program, table, tier.when);
  const assessed: RuleConditions = { fact: ASSESSED, operator: 'equal', value: true };
  const texts = tier.grants.flatMap(({ name, text }) => (text === null ? [] : [[name, text] as const]));
  return {
    name: ruleName(tier.name),
    priority: awards.tiers.length - index,
    conditions: { all: [assessed, ...partsOf(eligible), ...partsOf(when)] },
    event: { type: tier.name, params: Object.fromEntries(texts) },
  };
}

/** Told apart by it from rules that an embedder adds. */
export function ruleName(tier: string): string {
  return `takar_tier_${tier}`;
}

function partsOf(conditions: RuleConditions): readonly RuleConditions[] {
  return 'all' in conditions ? conditions.all : [conditions];
}

function omittedOf({ ruleset }: Program, { name, quota, grants }: TierNodes): readonly OmittedPart[] {
  const declared = ruleset.awards?.tiers.find((tier) => tier.name === name);
  const quotas: readonly OmittedPart[] = quota
    ? [{ what: 'quota', tier: name, text: oneLine(ruleset, quota.span), reason: 'needs_all_records' }]
    : [];
  const amounts = grants.flatMap((grant): readonly OmittedPart[] => {
    if (grant.kind === 'text') return [];
    const written = declared?.grants.find((candidate) => candidate.name === grant.name);
    const formula = written?.kind === 'value' ? oneLine(ruleset, written.value.span) : '';
    return [{ what: 'grant', tier: name, text: `${grant.name}: ${formula}`, reason: 'computed_amount' }];
  });
  return [...quotas, ...amounts];
}

/** What takes everybody: its result is a fact that takar works out. */
function ofGroups({ awards, stages, ruleset }: Program): readonly OmittedPart[] {
  const rules = stages.map(({ kind, name }): OmittedPart => {
    return { what: kind === 'limit' ? 'limit' : 'group', tier: null, text: name, reason: 'needs_all_records' };
  });
  const span = awards?.budget?.span;
  if (!span) return rules;
  return [...rules, { what: 'budget', tier: null, text: oneLine(ruleset, span), reason: 'needs_all_records' }];
}

function oneLine(
  { sources }: Program['ruleset'],
  { path, start, end }: NonNullable<TierNodes['quota']>['span'],
): string {
  return (sources.get(path)?.text.slice(start, end) ?? '').split(/\s+/).join(' ').trim();
}
