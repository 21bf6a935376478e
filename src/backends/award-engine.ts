import { Engine, type Event, type RuleProperties } from 'json-rules-engine';
import type { Program } from '../model/program.ts';
import type { ScoreRow } from '../model/score.ts';
import { type ExportedRule, factsFrom, planOf, ruleName } from './json-rules.ts';
import type { RuleConditions } from './rule-conditions.ts';

export interface AwardRun {
  /** The best tier whose rule fired; null where none did. Quotas are not applied here. */
  readonly tier: string | null;
  /** The event of every rule that fired, the embedder's own included, highest priority first. */
  readonly events: readonly Event[];
}

export interface AwardEngine {
  /** A real engine: add facts (also asynchronous ones), rules and listeners of your own. */
  readonly engine: Engine;
  /** Runs the rules on one scored record. Throws where `extraFacts` has a name that the ruleset's own facts bear. */
  run(row: ScoreRow, extraFacts?: Readonly<Record<string, unknown>>): Promise<AwardRun>;
}

/**
 * An engine of json-rules-engine that holds the ruleset's eligibility and tiers; its facts are our scores. It fires
 * every rule that matches; the first matching tier is taken here.
 */
export function createAwardEngine(program: Program): AwardEngine {
  const plan = planOf(program);
  const engine = new Engine(plan.exported.rules.map(ruleProperties));
  const tiers = (program.awards?.tiers ?? []).map(({ name }) => name);
  return {
    engine,
    async run(row, extraFacts = {}) {
      const own = factsFrom(plan, row);
      const clash = Object.keys(extraFacts).find((name) => Object.hasOwn(own, name));
      if (clash !== undefined) throw new Error(`the fact ${clash} is the ruleset's own`);
      const { results } = await engine.run({ ...extraFacts, ...own });
      const fired = new Set(results.map(({ name }) => name));
      const byPriority = [...results].sort((a, b) => (b.priority ?? 1) - (a.priority ?? 1));
      return {
        tier: tiers.find((name) => fired.has(ruleName(name))) ?? null,
        events: byPriority.flatMap(({ event }) => event ?? []),
      };
    },
  };
}

/** The library's types want arrays that may be written to. */
function ruleProperties({ name, priority, conditions, event }: ExportedRule): RuleProperties {
  const all = conditions.all.map(writable);
  return { name, priority, conditions: { all }, event: { type: event.type, params: { ...event.params } } };
}

type Writable = Extract<RuleProperties['conditions'], { all: unknown[] }>['all'][number];

function writable(conditions: RuleConditions): Writable {
  if ('all' in conditions) return { all: conditions.all.map(writable) };
  if ('any' in conditions) return { any: conditions.any.map(writable) };
  if ('not' in conditions) return { not: writable(conditions.not) };
  return { ...conditions };
}
