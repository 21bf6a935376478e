import type { Diagnostic } from '../base/diagnostic.ts';
import { isError } from '../base/diagnostic.ts';
import { type BoundRow, createBinder } from '../data/bind.ts';
import { createObjectBinder } from '../data/bind-object.ts';
import { readCsv } from '../data/csv.ts';
import { readJsonLines } from '../data/jsonl.ts';
import { rejectedRow } from '../data/row.ts';
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

/** Opens a data file by its ending; standard input (`-`) is CSV. */
export async function openData(io: Io, ruleset: Ruleset, path: string, locale: Locale): Promise<DataFile> {
  const kind = path === '-' ? 'csv' : path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  if (kind === 'csv') return csvData(ruleset, await readText(io, path), path, locale);
  if (kind === 'jsonl' || kind === 'ndjson') return jsonData(ruleset, await readText(io, path), path, locale);
  throw unusable(path, 'KIND');
}

function csvData(ruleset: Ruleset, text: string, path: string, locale: Locale): DataFile {
  const { header, rows, findings } = readCsv(text, { path });
  if (findings.some(isError)) return { path, rows: [], findings };
  const { value: binder, diagnostics } = createBinder(ruleset, header, { path, locale });
  const all = [...findings, ...diagnostics];
  return { path, findings: all, rows: binder ? mapped(rows, ({ cells, row }) => binder.bind(cells, row)) : [] };
}

function jsonData(ruleset: Ruleset, text: string, path: string, locale: Locale): DataFile {
  const { rows, findings } = readJsonLines(text, { path });
  const binder = createObjectBinder(ruleset, { path, locale });
  const bound = mapped(rows, (line) =>
    line.object === undefined ? rejectedRow(line.row, line.findings) : binder.bind(line.object, line.row),
  );
  return { path, findings, rows: bound };
}

function mapped<A, B>(items: Iterable<A>, change: (item: A) => B): Iterable<B> {
  return {
    *[Symbol.iterator]() {
      for (const item of items) yield change(item);
    },
  };
}
