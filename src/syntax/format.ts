import type { Outcome } from '../base/outcome.ts';
import type { Language } from '../language/vocabulary.ts';

export interface FormatOptions {
  /** The language to rewrite the file into; by default its own. */
  readonly to?: Language;
}

/** The ruleset in canonical spelling. A file with findings of YAML, shape or expressions is left alone: findings only. */
export function formatRuleset(text: string, options: FormatOptions = {}): Outcome<string> {
  throw new Error(`formatRuleset: to be written (${text.length}, ${options.to})`);
}
