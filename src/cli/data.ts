import type { Diagnostic } from '../base/diagnostic.ts';
import type { BoundRow } from '../data/bind.ts';
import { readRows } from '../data/read-rows.ts';
import type { Ruleset } from '../model/ruleset.ts';
import type { Locale } from '../number/text.ts';
import { readText, unusable } from './files.ts';
import type { Io } from './io.ts';

/** The rows of one data file, read as they are asked for; `findings` are about the file as a whole. */
export interface DataFile {
  readonly path: string;
  readonly rows: Iterable<BoundRow>;
  readonly findings: readonly Diagnostic[];
}

/** What a file's ending says of what is in it. */
const FORMATS: ReadonlyMap<string, 'csv' | 'jsonl'> = new Map([
  ['csv', 'csv'],
  ['jsonl', 'jsonl'],
  ['ndjson', 'jsonl'],
]);

/** Opens a data file by its ending; standard input (`-`) is CSV. */
export async function openData(io: Io, ruleset: Ruleset, path: string, locale: Locale): Promise<DataFile> {
  const ending = path === '-' ? 'csv' : path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  const format = FORMATS.get(ending);
  if (format === undefined) throw unusable(path, 'KIND');
  const { value, diagnostics } = readRows(ruleset, await readText(io, path), format, { path, locale });
  return { path, rows: value ?? [], findings: diagnostics };
}
