import { readdirSync, readFileSync } from 'node:fs';
import { type Diagnostic, inReadingOrder, isError } from '../../../src/base/diagnostic.ts';
import { LineIndex, type Source, type Sources } from '../../../src/base/source.ts';
import type { Program } from '../../../src/model/program.ts';
import { runExamples } from '../../../src/score/group-examples.ts';
import { load } from '../../../src/syntax/load.ts';
import { verifyRuleset } from '../../../src/verify-ruleset.ts';

export const FOLDER = new URL('.', import.meta.url).pathname;
const ENDING = '.takar.yaml';

/** Names of the rulesets in a folder beside this file, without their ending. */
export function rulesetsIn(folder: 'good' | 'bad'): readonly string[] {
  return readdirSync(`${FOLDER}${folder}`)
    .filter((name) => name.endsWith(ENDING))
    .map((name) => name.slice(0, -ENDING.length))
    .sort();
}

export interface Judged {
  /** Of the file, of what it imports, and of its examples where they could be run. */
  readonly findings: readonly Diagnostic[];
  readonly sources: Sources;
  readonly program: Program | undefined;
  readonly examples: number;
}

/** Loads, checks and proves a ruleset and runs its examples, as `takar check` and `takar test` do together. */
export async function judge(folder: 'good' | 'bad', name: string): Promise<Judged> {
  const sources = new Map<string, Source>();
  const read = (path: string): string | undefined => {
    const text = textOf(`${FOLDER}${folder}/${path}`);
    if (text !== undefined) sources.set(path, { path, text });
    return text;
  };
  const loaded = await load(name + ENDING, read);
  if (!loaded.value) return { findings: loaded.diagnostics, sources, program: undefined, examples: 0 };
  for (const [path, source] of loaded.value.sources) sources.set(path, source);
  const { value: program, diagnostics } = verifyRuleset(loaded.value);
  const found = inReadingOrder([...loaded.diagnostics, ...diagnostics]);
  const examples = program && !found.some(isError) ? runExamples(program) : [];
  const findings = inReadingOrder([...found, ...examples.flatMap((example) => example.findings)]);
  return { findings, sources, program, examples: examples.length };
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** What a finding is known by here: file, line, code. */
export function marks(findings: readonly Diagnostic[], sources: Sources): readonly string[] {
  return findings
    .map(({ place, code }) => {
      if (place.kind !== 'text') return `${place.kind} ${code}`;
      const source = sources.get(place.span.path);
      const { line } = source ? new LineIndex(source.text).position(place.span.start) : { line: 0 };
      return `${place.span.path}:${line} ${code}`;
    })
    .sort();
}

const MARK = /# ((?:TK\d{3} ?)+)(?:\+(\d) ?)?$/;

/**
 * The findings that the files themselves announce: `# TK301` at the end of the faulty line, or on a line of its own
 * above it (`# TK301 +1`: one line further down, inside a text of several lines). Several codes: several findings.
 */
export function expectedMarks(sources: Sources): readonly string[] {
  const expected: string[] = [];
  for (const { path, text } of sources.values()) {
    if (path.startsWith('takar:')) continue;
    const lines = text.split('\n');
    for (const [index, line] of lines.entries()) {
      const mark = MARK.exec(line.trimEnd());
      if (!mark) continue;
      let at = index;
      if (line.trimStart() === line.slice(mark.index)) {
        while (/^\s*#/.test(lines[at] ?? '')) at++;
      }
      at += Number(mark[2] ?? 0);
      for (const code of (mark[1] ?? '').trim().split(' ')) expected.push(`${path}:${at + 1} ${code}`);
    }
  }
  return expected.sort();
}
