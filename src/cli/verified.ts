import { type Diagnostic, inReadingOrder, isError } from '../base/diagnostic.ts';
import type { Source, Sources } from '../base/source.ts';
import type { Program } from '../model/program.ts';
import { load } from '../syntax/load.ts';
import { verifyRuleset } from '../verify-ruleset.ts';
import { isMissingFile, readText, slashes } from './files.ts';
import type { Io } from './io.ts';

/** A ruleset as the commands use it: findings of everything, and the program where none is an error. */
export interface Verified {
  readonly program: Program | undefined;
  readonly findings: readonly Diagnostic[];
  /** Every text that was read for it, to print findings with. */
  readonly sources: Sources;
}

/** A text file, or a sheet of a workbook as CSV: `tabel.xlsx`, `tabel.xlsx#Lembar`. */
async function textOf(io: Io, path: string): Promise<string | undefined> {
  const mark = path.indexOf('#');
  const file = mark < 0 ? path : path.slice(0, mark);
  const sheet = mark < 0 ? undefined : path.slice(mark + 1);
  if (!/\.xls[xm]$/i.test(file)) return readText(io, path);
  const { sheetText } = await import('../data/sheet-text.ts');
  return sheetText(await io.read(slashes(file)), sheet);
}

/** Loads, checks and proves one ruleset. */
export async function verifyFile(io: Io, path: string): Promise<Verified> {
  const sources = new Map<string, Source>();
  const read = async (wanted: string): Promise<string | undefined> => {
    try {
      const text = await textOf(io, wanted);
      if (text === undefined) return undefined;
      sources.set(wanted, { path: wanted, text });
      return text;
    } catch (problem) {
      // A file that an import names and that is not there is a mistake in the ruleset; the ruleset itself must be there.
      if (wanted !== path && isMissingFile(problem)) return undefined;
      throw problem;
    }
  };
  const loaded = await load(path, read);
  for (const [name, source] of loaded.value?.sources ?? []) sources.set(name, source);
  if (!loaded.value) return { program: undefined, findings: loaded.diagnostics, sources };
  const verified = verifyRuleset(loaded.value);
  const findings = inReadingOrder([...loaded.diagnostics, ...verified.diagnostics]);
  return { program: findings.some(isError) ? undefined : verified.value, findings, sources };
}
