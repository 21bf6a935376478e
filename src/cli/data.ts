import type { Diagnostic } from '../base/diagnostic.ts';
import type { Sources } from '../base/source.ts';
import type { BindOptions, BoundRow } from '../data/bind.ts';
import type { ColumnMapping } from '../data/column-mapping.ts';
import { readRows } from '../data/read-rows.ts';
import type { Ruleset } from '../model/ruleset.ts';
import type { TableShape } from '../plan/columns.ts';
import type { WorkbookLayout } from '../report/reject-workbook.ts';
import { packedPath, readText, slashes, unusable } from './files.ts';
import type { Io } from './io.ts';

/** The rows of one data file, read as they are asked for; `findings` are about the file as a whole. */
export interface DataFile {
  readonly path: string;
  readonly rows: Iterable<BoundRow>;
  readonly findings: readonly Diagnostic[];
  /** Of a workbook: what a copy with marks is made from. */
  readonly workbook?: { readonly bytes: Uint8Array; readonly layout: WorkbookLayout };
}

/** What a file's ending says of what is in it. */
const FORMATS: ReadonlyMap<string, 'csv' | 'jsonl'> = new Map([
  ['csv', 'csv'],
  ['jsonl', 'jsonl'],
  ['ndjson', 'jsonl'],
]);

const WORKBOOKS: ReadonlySet<string> = new Set(['xlsx', 'xlsm']);

/** The file, its sheet in `data.xlsx#Sheet`, and the ending that says what is in it; standard input (`-`) is CSV. */
export function dataPath(path: string): { readonly file: string; readonly sheet?: string; readonly ending: string } {
  const endingOf = (file: string) => {
    const { plain } = packedPath(file);
    return file === '-' ? 'csv' : plain.slice(plain.lastIndexOf('.') + 1).toLowerCase();
  };
  const mark = [...WORKBOOKS].map((ending) => path.toLowerCase().indexOf(`.${ending}#`)).find((at) => at >= 0);
  if (mark === undefined) return { file: path, ending: endingOf(path) };
  const end = path.indexOf('#', mark);
  const file = path.slice(0, end);
  return { file, sheet: path.slice(end + 1), ending: endingOf(file) };
}

/** How data are written. */
export type DataForm = Omit<BindOptions, 'path'>;

/** A column mapping that has been read, with its text for findings. */
export interface Mapped {
  readonly mapping?: ColumnMapping;
  readonly findings: readonly Diagnostic[];
  readonly sources: Sources;
}

/** Reads the column mapping, where one is named. */
export async function openMapping(io: Io, ruleset: Ruleset, path: string | undefined): Promise<Mapped> {
  if (path === undefined) return { findings: [], sources: new Map() };
  const { readMapping } = await import('../data/read-mapping.ts');
  const name = slashes(path);
  const text = await readText(io, path);
  const { value, diagnostics } = readMapping(text, name, ruleset);
  const sources = new Map([[name, { path: name, text }]]);
  return { ...(value && { mapping: value }), findings: diagnostics, sources };
}

/** Opens a data file by its ending; standard input (`-`) is CSV. */
export async function openData(io: Io, ruleset: TableShape, path: string, form: DataForm): Promise<DataFile> {
  const { file, sheet, ending } = dataPath(path);
  if (WORKBOOKS.has(ending)) {
    // Loaded when it is asked for: other data need neither archives nor XML.
    const { openTable } = await import('../data/read-workbook.ts');
    const options = { path, ...form, rulesetName: ruleset.name, ...(sheet === undefined ? {} : { sheet }) };
    const bytes = await io.read(slashes(file));
    const { value, diagnostics } = openTable(ruleset, bytes, options);
    if (!value) return { path, rows: [], findings: diagnostics };
    return { path, rows: value.rows, findings: diagnostics, workbook: { bytes, layout: value } };
  }
  if (ending === 'parquet') {
    const { readParquet } = await import('../data/parquet.ts');
    const { value, diagnostics } = await readParquet(ruleset, await io.read(slashes(file)), { path, ...form });
    return { path, rows: value ?? [], findings: diagnostics };
  }
  const format = FORMATS.get(ending);
  if (format === undefined) throw unusable(path, 'KIND');
  const { value, diagnostics } = readRows(ruleset, await readText(io, path), format, { path, ...form });
  return { path, rows: value ?? [], findings: diagnostics };
}
