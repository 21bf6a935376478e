import type { Outcome } from '../base/outcome.ts';
import type { LoadedRuleset } from './ast.ts';

/** Gives the text of a file, or undefined where there is none. Paths are relative POSIX paths as the caller wrote them. */
export type ReadText = (path: string) => string | undefined | Promise<string | undefined>;

export interface LoadOptions {
  /** Imports may not leave this folder; by default the folder of the main file. */
  readonly root?: string;
}

/** Reads a ruleset and all that it imports. */
export async function load(path: string, read: ReadText, options: LoadOptions = {}): Promise<Outcome<LoadedRuleset>> {
  throw new Error(`load: to be written (${path}, ${typeof read}, ${options.root})`);
}
