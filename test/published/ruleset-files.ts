import { readFileSync } from 'node:fs';
import type { Diagnostic } from '../../src/base/diagnostic.ts';
import type { Program } from '../../src/model/program.ts';
import { load } from '../../src/syntax/load.ts';
import { verifyRuleset } from '../../src/verify-ruleset.ts';

/** A ruleset file as the program sees it, with everything that it has to say about it. */
export interface Opened {
  readonly program: Program | undefined;
  readonly findings: readonly string[];
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Loads, checks and proves a ruleset file, perhaps with its text changed; findings as `CODE "the characters"`. */
export async function openRuleset(path: string, change = (text: string) => text): Promise<Opened> {
  const read = (file: string) => {
    const text = readText(file);
    return text === undefined || file !== path ? text : change(text);
  };
  const { value: loaded, diagnostics } = await load(path, read, { root: '.' });
  const texts = new Map([...(loaded?.sources ?? [])].map(([name, { text }]) => [name, text]));
  const verified = loaded ? verifyRuleset(loaded) : { diagnostics: [] };
  return {
    program: 'value' in verified ? verified.value : undefined,
    findings: [...new Set([...diagnostics, ...verified.diagnostics].map((finding) => describeFinding(finding, texts)))],
  };
}

export function describeFinding({ code, place }: Diagnostic, texts: ReadonlyMap<string, string>): string {
  if (place.kind !== 'text') return code;
  const { path, start, end } = place.span;
  return `${code} "${texts.get(path)?.slice(start, end) ?? path}"`;
}
