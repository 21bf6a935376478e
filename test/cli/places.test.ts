import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const runner = fileURLToPath(new URL('../../dist/takar.js', import.meta.url));
const RULESET = 'examples/dpmptsp/dpmptsp.takar.yaml';
const DATA = 'examples/dpmptsp/data/2026-Q3.csv';

/** What the runner prints in a place of the world: language of the machine, and its time zone. */
function printedIn(locale: string, zone: string, args: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, [runner, ...args], {
    encoding: 'utf8',
    cwd: path.join(path.dirname(runner), '..'),
    env: { PATH: process.env.PATH, LANG: locale, LC_ALL: locale, LANGUAGE: locale, TZ: zone },
  });
  return `${status}\n${stdout}\n${stderr}`;
}

const PLACES = [
  ['C', 'UTC'],
  ['id_ID.UTF-8', 'Asia/Jayapura'],
  ['tr_TR.UTF-8', 'America/Los_Angeles'],
] as const;

it.each([
  ['check', [RULESET, 'test/cases/ruleset/bad/nilai-bertanggal.takar.yaml']],
  ['test', [RULESET, '--coverage']],
  ['score', [RULESET, '--data', DATA, '--period', '2026-Q3', '--out', '-']],
  ['test', ['test/cases/ruleset/good/flags-and-dates.takar.yaml', '--generate']],
] as const)('takar %s writes the same bytes everywhere (%s)', (command, args) => {
  expect(existsSync(runner), 'dist/takar.js is not there: run npm test, or node .ci/build.mjs').toBe(true);
  const [first, ...others] = PLACES.map(([locale, zone]) => printedIn(locale, zone, [command, ...args]));
  expect(first).not.toContain('TK999');
  expect(first?.length).toBeGreaterThan(20);
  for (const other of others) expect(other).toBe(first);
});
