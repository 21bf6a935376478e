import { diagnostic } from '../base/diagnostic.ts';
import type { Ruleset } from '../model/ruleset.ts';
import type { Options } from './arguments.ts';
import { type DataFile, openData } from './data.ts';
import type { Io } from './io.ts';

/** The files of `--history`: rows of other periods, which therefore say of which. */
export async function openHistory(
  io: Io,
  ruleset: Ruleset,
  options: Options,
  form: Parameters<typeof openData>[3],
): Promise<readonly DataFile[]> {
  const files: DataFile[] = [];
  for (const path of options.all('history')) files.push(withPeriods(await openData(io, ruleset, path, form)));
  return files;
}

/** A file of which not a single row says its period has no column for it. */
function withPeriods(file: DataFile): DataFile {
  for (const row of file.rows) {
    if (row.period !== null || row.findings.some(({ code }) => code === 'TK618')) return file;
  }
  const lacking = diagnostic('TK601', { kind: 'cell', cell: { path: file.path, row: 1 } }, { column: 'period' });
  return { ...file, findings: [...file.findings, lacking] };
}
