import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isError } from '../src/base/diagnostic.ts';
import { run } from '../src/cli/run.ts';
import { runExamples } from '../src/score/group-examples.ts';
import { load } from '../src/syntax/load.ts';
import { verifyRuleset } from '../src/verify-ruleset.ts';
import { MemoryIo } from './cli/memory-io.ts';

const readme = readFileSync('README.md', 'utf8');
const RULESET = 'examples/dpmptsp/dpmptsp.takar.yaml';
const DATA = 'examples/dpmptsp/data/2026-Q3.csv';

/** A block of the README by the first words of a line in it. */
function block(words: string): string {
  const blocks = [...readme.matchAll(/```(\w*)\n([\s\S]*?)```/g)].map((match) => match[2] ?? '');
  const found = blocks.find((text) => text.includes(words));
  if (found === undefined) throw new Error(`the README has no block with '${words}'`);
  return found;
}

function world(change: (ruleset: string) => string = (ruleset) => ruleset): MemoryIo {
  const io = new MemoryIo();
  io.put(RULESET, change(readFileSync(RULESET, 'utf8')));
  io.put(DATA, readFileSync(DATA, 'utf8'));
  return io;
}

/** Every line that the README shows, except where it says that it left some out. */
function expectLines(shown: string, printed: string): void {
  const lines = new Set(printed.split('\n').map((line) => line.trimEnd()));
  for (const line of shown.split('\n')) if (line !== '…' && line !== '') expect(lines).toContain(line.trimEnd());
}

describe('what the README shows is what takar prints', () => {
  it('the summary of the example', async () => {
    const io = world();
    await run(['score', RULESET, '--data', DATA, '--period', '2026-Q3', '--out', 'o.csv'], io);
    expectLines(block('Baris dibaca'), io.talked + io.said);
  });

  it('the finding for a band that begins too late', async () => {
    const io = world((ruleset) => ruleset.replace('sesuai: "[90..100]"', 'sesuai: "[90.5..100]"'));
    expect(await run(['check', 'examples/dpmptsp'], io)).toBe(1);
    expectLines(block('kesalahan TK501'), io.said);
  });

  it('why an employee got bronze', async () => {
    const io = world();
    const key = '999911012006012001';
    await run(['explain', RULESET, '--data', DATA, '--period', '2026-Q3', '--key', key], io);
    expectLines(block('Syarat umum'), io.said);
  });

  it('the ruleset of the five minutes: no finding, and its example agrees', async () => {
    const text = block('ketepatan_izin.capaian');
    const loaded = await load('loket.takar.yaml', (path) => (path === 'loket.takar.yaml' ? text : undefined));
    const { value: program, diagnostics } = loaded.value ? verifyRuleset(loaded.value) : loaded;
    expect([...loaded.diagnostics, ...diagnostics].map(({ code }) => code)).toEqual([]);
    if (!program || !('nodes' in program)) throw new Error('the ruleset of the README is not accepted');
    const results = runExamples(program);
    expect(results).toHaveLength(1);
    expect(results.flatMap(({ findings }) => findings.filter(isError))).toEqual([]);
  });
});
