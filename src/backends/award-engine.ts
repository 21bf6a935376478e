import type { Engine, Event } from 'json-rules-engine';
import type { Program } from '../model/program.ts';
import type { ScoreRow } from '../model/score.ts';

export interface AwardRun {
  /** The best tier whose rule fired; null where none did. Quotas are not applied here. */
  readonly tier: string | null;
  /** The event of every rule that fired, best tier first. */
  readonly events: readonly Event[];
}

export interface AwardEngine {
  /** A real engine: add facts (also asynchronous ones), rules and listeners of your own. */
  readonly engine: Engine;
  run(row: ScoreRow, extraFacts?: Readonly<Record<string, unknown>>): Promise<AwardRun>;
}

/** An engine of json-rules-engine that holds the ruleset's eligibility and tiers. */
export function createAwardEngine(_program: Program): AwardEngine {
  throw new Error('createAwardEngine: not built yet');
}
