import type { Diagnostic, Evaluated, Program, RowData, ScoreRow } from '../../src/index.ts';
import { check, compile, load, scoreCohort, scoreRow } from '../../src/index.ts';

/** Files that a ruleset imports, by path. */
type Files = Readonly<Record<string, string>>;

/** The findings of a ruleset and, where none is an error, its program: all through the public path. */
export async function judge(text: string, files: Files = {}): Promise<{ codes: string[]; program?: Program }> {
  const all: Files = { 'aturan.takar.yaml': text, ...files };
  const loaded = await load('aturan.takar.yaml', (path) => (Object.hasOwn(all, path) ? all[path] : undefined));
  const checked = loaded.value ? check(loaded.value) : loaded;
  const codes = checked.diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  const ruleset = loaded.value ? check(loaded.value).value : undefined;
  return ruleset ? { codes, program: compile(ruleset) } : { codes };
}

/** The errors that a ruleset is answered with, each code once. */
export async function errors(text: string, files?: Files): Promise<string[]> {
  return [...new Set((await judge(text, files)).codes)];
}

export async function programOf(text: string, files?: Files): Promise<Program> {
  const { codes, program } = await judge(text, files);
  if (!program) throw new Error(`refused: ${codes.join(' ')}`);
  return program;
}

export function score(program: Program, data: RowData, period = '2026-Q3'): ScoreRow {
  const { value, diagnostics } = scoreRow(program, data, { period });
  if (!value) throw new Error(`rejected: ${codesOf(diagnostics)}`);
  return value;
}

/** Why a row is rejected; empty where it is not. */
export function refusals(program: Program, data: RowData, period = '2026-Q3'): string[] {
  const { value, diagnostics } = scoreRow(program, data, { period });
  return value ? [] : codesOf(diagnostics);
}

/** A result as text: its exact value, or which of the other outcomes it is. */
export function result(row: ScoreRow, name: string): string {
  return outcome(row.results.get(name));
}

export function outcome(evaluated: Evaluated | null | undefined): string {
  if (!evaluated) return 'none';
  return evaluated.kind === 'value' ? String(evaluated.value) : evaluated.kind;
}

/** `key award` of everybody, in the order of the rows; the state where there is no award. */
export async function awards(program: Program, rows: readonly RowData[]): Promise<string[]> {
  const cohort = await scoreCohort(program, rows, { period: '2026-Q3' });
  return cohort.rows.map(({ key, award }) => `${key} ${award?.name ?? award?.state}`);
}

function codesOf(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code }) => code);
}

/** A ruleset of quarters with a key, and whatever else. */
export function ruleset(inputs: string, rest: string): string {
  return `takar: 1\nruleset: uji\nperiod: quarter\ninputs:\n  nip: { type: text, key: true }\n${inputs}\n${rest}\n`;
}
