/** Whole programs, each in a process of its own: seconds, seconds of processor, megabytes at most. */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { withProcessor } from './measure.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
export const TAKAR = here('../../dist/takar.js');
const DUCKDB = here('duckdb.mjs');

/** `accepted`: exit codes that are no failure; rejected rows end with 1. */
export function measured(script, args, { folder, accepted = [0] }) {
  const usage = path.join(folder, 'usage.json');
  const begin = performance.now();
  const { status, signal, stderr } = spawnSync(process.execPath, ['--import', here('usage.mjs'), script, ...args], {
    env: { ...process.env, BENCH_USAGE: usage, NO_COLOR: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const seconds = (performance.now() - begin) / 1000;
  if (!accepted.includes(status)) throw new Error(`${path.basename(script)} ended with ${signal ?? status}: ${stderr}`);
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(readFileSync(usage, 'utf8'));
  rmSync(usage);
  return { seconds, processor: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024, talk: String(stderr) };
}

export function takar(args, { folder, accepted = [0] }) {
  return measured(TAKAR, ['score', ...args], { folder, accepted });
}

/** Runs statements in DuckDB, in a process of its own, with two threads. */
export function duckdb(statements, { folder }) {
  return measured(DUCKDB, statements, { folder });
}

/** Runs of several programs in turn. */
export function inTurn(ways, rounds) {
  const all = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) for (const [name, way] of Object.entries(ways)) all[name].push(way());
  return all;
}

export function secondsOf(runs) {
  return withProcessor(
    runs.map(({ seconds }) => seconds),
    runs.map(({ processor }) => processor),
  );
}
export const megabytesOf = (runs) => runs.map(({ megabytes }) => megabytes);
