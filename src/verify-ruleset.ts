import { type Diagnostic, diagnostic, inReadingOrder, isError } from './base/diagnostic.ts';
import type { Outcome } from './base/outcome.ts';
import { check } from './check/check.ts';
import { soundPart } from './check/sound-part.ts';
import { lower } from './lower/program.ts';
import { ProgramTooLarge } from './lower/writer.ts';
import type { Program } from './model/program.ts';
import type { Ruleset } from './model/ruleset.ts';
import { prove } from './prove/prove.ts';
import type { LoadedRuleset } from './syntax/ast.ts';

/**
 * Checks, lowers and proves a ruleset in one call; of one with errors, the part that is in order is proven. The program is there only where no finding is an error: what has
 * one cannot be trusted to score anybody.
 */
export function verifyRuleset(loaded: LoadedRuleset): Outcome<Program> {
  const { value: ruleset, diagnostics } = check(loaded);
  if (!ruleset) return { diagnostics: inReadingOrder([...diagnostics, ...proofsOfTheRest(loaded, diagnostics)]) };
  const lowered = lowerOrRefuse(ruleset);
  if (!lowered.value) return { diagnostics: inReadingOrder([...diagnostics, ...lowered.diagnostics]) };
  const all = inReadingOrder([...diagnostics, ...prove(lowered.value)]);
  return all.some(isError) ? { diagnostics: all } : { value: lowered.value, diagnostics: all };
}

/** Where something is not in order, what does not hang on it is proven all the same: all findings come in one run. */
function proofsOfTheRest(loaded: LoadedRuleset, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const part = soundPart(loaded, diagnostics);
  const lowered = part && lowerOrRefuse(part);
  return lowered?.value ? prove(lowered.value) : [];
}

function lowerOrRefuse(ruleset: Ruleset): Outcome<Program> {
  try {
    return { value: lower(ruleset), diagnostics: [] };
  } catch (error) {
    if (!(error instanceof ProgramTooLarge)) throw error;
    const { name } = ruleset.loaded.main;
    return { diagnostics: [diagnostic('TK314', name.span, { name: name.value })] };
  }
}
