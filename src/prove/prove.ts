import type { Diagnostic } from '../base/diagnostic.ts';
import type { Program } from '../model/program.ts';

/** Everything that is proven of a program before any data is seen. */
export function prove(_program: Program): readonly Diagnostic[] {
  return [];
}
