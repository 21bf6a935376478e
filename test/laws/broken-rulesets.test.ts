import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isError } from '../../src/base/diagnostic.ts';
import { printFindings } from '../../src/report/findings.ts';
import { load } from '../../src/syntax/load.ts';
import { verifyRuleset } from '../../src/verify-ruleset.ts';

/** Every how many-th damaged ruleset is tried; 1 tries all ten thousand. */
const EACH = Number(process.env.TAKAR_EACH ?? 41);

const good = new URL('../cases/ruleset/good/', import.meta.url).pathname;
const rulesets = readdirSync(good)
  .filter((name) => name.endsWith('.takar.yaml'))
  .map((name) => readFileSync(good + name, 'utf8'));

/** A good ruleset with one line damaged in ways that happen: left out, left empty, replaced, broken off. */
function* damaged(text: string): Generator<string> {
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const replaced = (...by: string[]) => [...lines.slice(0, index), ...by, ...lines.slice(index + 1)].join('\n');
    yield replaced();
    yield replaced(`${line} +`);
    const key = /^(\s*(?:- )?[\w.]+:) /.exec(line)?.[1];
    if (key === undefined) continue;
    yield replaced(key);
    for (const value of [')', 'no_such_name', '12.345', '[a, 1]', '"x y"', 'f(x, y)'])
      yield replaced(`${key} ${value}`);
  }
}

test('a damaged ruleset is answered with findings in words: nothing throws, nothing is refused without a reason', async () => {
  const variants = rulesets.flatMap((text) => [...damaged(text)]).filter((_, index) => index % EACH === 0);
  expect(variants.length * EACH).toBeGreaterThan(4_000);
  for (const text of variants) {
    const loaded = await load('a.takar.yaml', (path) => (path === 'a.takar.yaml' ? text : undefined));
    const verified = loaded.value && verifyRuleset(loaded.value);
    const findings = [...loaded.diagnostics, ...(verified?.diagnostics ?? [])];
    expect(verified?.value !== undefined || findings.some(isError), text).toBe(true);
    const sources = new Map([['a.takar.yaml', { path: 'a.takar.yaml', text }]]);
    for (const language of ['id', 'en'] as const) {
      const printed = printFindings(findings, sources, { format: 'pretty', language, colour: false });
      expect(printed === '', text).toBe(findings.length === 0);
      expect(printed).not.toContain('undefined');
    }
  }
}, 120_000);
