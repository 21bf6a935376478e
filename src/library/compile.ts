import { lower } from '../lower/program.ts';
import type { Program } from '../model/program.ts';
import type { Ruleset } from '../model/ruleset.ts';

/** Compiles a checked ruleset into the program that scores. Do it once; a program holds no state and can be shared. */
export function compile(ruleset: Ruleset): Program {
  return lower(ruleset);
}
