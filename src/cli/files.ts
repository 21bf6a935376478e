import { diagnostic } from '../base/diagnostic.ts';
import { decodeText } from '../data/encoding.ts';
import { Refusal } from './command.ts';
import { FileProblem, type Io, type PackedForm } from './io.ts';

const RULESET_ENDING = '.takar.yaml';

/** The rule files that the paths name: files as they are, folders with all *.takar.yaml below them, sorted. */
export async function rulesetPaths(io: Io, operands: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const operand of operands) {
    const path = slashes(operand);
    const kind = await io.kindOf(path);
    if (kind === undefined) throw unusable(operand, 'ENOENT');
    const files = kind === 'file' ? [path] : await below(io, path);
    if (files.length === 0) throw unusable(operand, 'EMPTY');
    found.push(...files);
  }
  return [...new Set(found)];
}

/** Sorted by UTF-16 code units, so that the order is the same on every machine. */
async function below(io: Io, folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  const names = [...(await io.list(folder))].sort();
  for (const name of names) {
    if (name === 'node_modules' || name.startsWith('.')) continue;
    const path = folder === '.' ? name : `${folder.replace(/\/$/, '')}/${name}`;
    const kind = await io.kindOf(path);
    if (kind === 'folder') found.push(...(await below(io, path)));
    else if (name.endsWith(RULESET_ENDING)) found.push(path);
  }
  return found;
}

/** How a file is packed, by its last ending, and the path without that ending. */
export function packedPath(path: string): { readonly plain: string; readonly form?: PackedForm } {
  const form = (['gz', 'zst'] as const).find((ending) => path.toLowerCase().endsWith(`.${ending}`));
  return form ? { plain: path.slice(0, -form.length - 1), form } : { plain: path };
}

/** The bytes of a file, unpacked where its ending says so, or of standard input for `-`. */
export async function readBytes(io: Io, path: string): Promise<Uint8Array> {
  if (path === '-') return io.readStandardInput();
  const bytes = await io.read(slashes(path));
  const { form } = packedPath(path);
  return form ? io.unpack(path, bytes, form) : bytes;
}

/** The text of a file, or of standard input for `-`. */
export async function readText(io: Io, path: string): Promise<string> {
  const decoded = decodeText(await readBytes(io, path));
  if (decoded.kind === 'text') return decoded.text;
  const { problem, line } = decoded;
  throw new Refusal([diagnostic('TK627', { kind: 'cell', cell: { path: slashes(path), row: line } }, { problem })]);
}

/** Writes a result file, or to standard output for `-`. */
export async function writeResult(io: Io, path: string, lines: Iterable<string>, personal: boolean): Promise<void> {
  const { form } = packedPath(path);
  if (path !== '-') return io.write(slashes(path), form ? io.pack(path, lines, form) : lines, personal);
  for (const line of lines) io.output(line);
}

/** Whether a result goes into a workbook, by its ending. */
export function isWorkbook(path: string): boolean {
  return path.toLowerCase().endsWith('.xlsx');
}

export function isParquet(path: string): boolean {
  return path.toLowerCase().endsWith('.parquet');
}

/** Paths in findings and results are the same on every machine. */
export function slashes(path: string): string {
  return path.replaceAll('\\', '/').replace(/^(?:\.\/)+(?=.)/, '');
}

export function unusable(path: string, reason: string): Refusal {
  return new Refusal([diagnostic('TK901', { kind: 'file', path: '' }, { path, reason })]);
}

export function isMissingFile(problem: unknown): boolean {
  return problem instanceof FileProblem && (problem.reason === 'ENOENT' || problem.reason === 'ENOTDIR');
}
