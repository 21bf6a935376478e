import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { formatRuleset } from '../../src/syntax/format.ts';
import { MemoryIo } from '../cli/memory-io.ts';
import { Dice, mutated } from './mutate.ts';

/** `npm run fuzz` asks for more. */
const RUNS = Number(process.env.TAKAR_FUZZ_RUNS ?? 5_000);
const SEED = Number(process.env.TAKAR_FUZZ_SEED ?? 20_260_101);
/** Milliseconds that no file of a few kilobytes may take, however busy the machine. */
const HANGS = 10_000;

const GOOD = 'test/cases/ruleset/good';
const files = [
  ...readdirSync(GOOD)
    .filter((name) => name.endsWith('.takar.yaml'))
    .map((name) => `${GOOD}/${name}`),
  'rules/capaian@1.takar.yaml',
  'rules/predikat@1.takar.yaml',
].map((path) => new Uint8Array(readFileSync(path)));

test(`${RUNS} good files with changed bytes: no crash, no hang, a finding or a valid ruleset`, {
  timeout: 7_200_000,
}, async () => {
  const dice = new Dice(SEED);
  const seen = { valid: 0, refused: 0, unreadable: 0 };
  for (let index = 0; index < RUNS; index++) {
    const bytes = mutated(dice, files);
    const io = new MemoryIo();
    io.files.set('a.takar.yaml', bytes);
    const began = performance.now();
    const code = await run(['check', 'a.takar.yaml', '--format', 'compact'], io);
    const text = new TextDecoder().decode(bytes);
    const said = io.said + io.talked;
    const fault = said.includes('TK999')
      ? 'a failure of takar itself'
      : performance.now() - began > HANGS
        ? 'no end'
        : code === 1 && !/ TK\d{3}: /.test(io.said)
          ? 'refused without a finding'
          : undefined;
    if (fault !== undefined) throw new Error(`${fault} at run ${index} of seed ${SEED}:\n${said}\n---\n${text}`);
    formatRuleset(text);
    if (code === 0) seen.valid++;
    else if (code === 1) seen.refused++;
    else seen.unreadable++;
  }
  // Of each there is enough that something was tried.
  expect(seen.valid + seen.refused + seen.unreadable).toBe(RUNS);
  expect(seen.refused).toBeGreaterThan(RUNS / 4);
  expect(seen.valid).toBeGreaterThan(RUNS / 50);
});
