import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeCsv } from '../bench/csv.mjs';
import { rulesetText } from '../bench/standard.mjs';

const runner = fileURLToPath(new URL('../../dist/takar.js', import.meta.url));
/** Enough for several segments of the spool. */
const ROWS = 20_000;

const GROUPS = `groups:
  peringkat: { type: rank, within: unit, order: [nilai_akhir desc, kehadiran desc], ties: competition }
  persentil: { type: percentile, order: [nilai_akhir desc, nip asc], round: { digits: 2, mode: half_up } }
  rerata_unit: { type: average, within: unit, of: nilai_akhir, where: peringkat <= 10, round: { digits: 2, mode: half_up } }
limits:
  predikat_akhir:
    value: predikat
    within: unit
    of: accepted
    action: apply
    order: [predikat desc]
    ties: refuse
    rules:
      - { values: [sangat_baik], at_most: 1 %, rounding: up, move_to: baik }
awards:`;

let folder = '';
beforeAll(() => {
  expect(existsSync(runner), 'dist/takar.js is not there: run npm test, or node .ci/build.mjs').toBe(true);
  folder = mkdtempSync(path.join(tmpdir(), 'takar-threads-'));
  const rules = rulesetText().replace('awards:', GROUPS).replace('when: predikat in', 'when: predikat_akhir in');
  writeFileSync(path.join(folder, 'g.takar.yaml'), rules);
  writeCsv(path.join(folder, 'data.csv'), ROWS, { bad: 0.02, round: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The built runner over a file of several stretches. */
function score(threads: string) {
  const files = ['--out', 'out.csv', '--rejects', 'rejects.csv', '--summary', 'summary.json'];
  const about = ['--data', 'data.csv', '--period', '2026-Q3', '--columns', 'summary', '--engine', 'columns'];
  const { status, stderr } = spawnSync(process.execPath, [runner, 'score', 'g.takar.yaml', ...about, ...files], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, TAKAR_THREADS: threads },
  });
  const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
  return { status, stderr, out: read('out.csv'), rejects: read('rejects.csv'), summary: read('summary.json') };
}

test('threads find in shared columns what group rules came to: the same bytes with none, two and three', () => {
  const alone = score('0');
  expect(alone.out.split('\n').length).toBeGreaterThan(ROWS * 0.9);
  expect(alone.summary).toContain('"outcome": "undecided"');
  for (const threads of ['2', '3']) expect(score(threads)).toEqual(alone);
});
