import { inReadingOrder, isError } from '../base/diagnostic.ts';
import type { Outcome } from '../base/outcome.ts';
import type { Ruleset } from '../model/ruleset.ts';
import type { LoadedRuleset } from '../syntax/ast.ts';
import { verifyRuleset } from '../verify-ruleset.ts';

/**
 * Checks a loaded ruleset and proves it: names, types, units, missing values, then divisions, bands, tables and
 * polarity. All findings come in one run, those of loading included. The ruleset is there only where none of them is
 * an error.
 */
export function check(loaded: LoadedRuleset): Outcome<Ruleset> {
  const { value, diagnostics } = verifyRuleset(loaded);
  const all = inReadingOrder([...loaded.findings, ...diagnostics]);
  return value && !all.some(isError) ? { value: value.ruleset, diagnostics: all } : { diagnostics: all };
}
