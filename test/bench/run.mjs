/**
 * npm run bench [-- [--full] NAME…]: what takar is measured against, as ratios in one run. Installs the peers where
 * they are not there, bundles takar's parts, runs each bench in a process of its own, and prints one table.
 */
import { fork, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { table } from './table.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const BENCHES = ['columns', 'peers', 'rows', 'compile', 'ceilings', 'exact', 'ingest', 'parquet', 'whole'];

const given = process.argv.slice(2);
const full = given.includes('--full');
const names = given.filter((name) => !name.startsWith('--'));
const unknown = [
  ...names.filter((name) => !BENCHES.includes(name)),
  ...given.filter((x) => x.startsWith('--') && x !== '--full'),
];
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(', ')}. npm run bench -- [--full] [${BENCHES.join('|')}]…`);
  process.exit(2);
}

install();
await bundle();
const folder = mkdtempSync(path.join(tmpdir(), 'takar-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));
const begin = { load: loadavg()[0], time: performance.now() };
const lines = [];
for (const name of names.length > 0 ? names : BENCHES) {
  console.error(`${name} …`);
  lines.push(...(await inOwnProcess(name)));
}
const minutes = (performance.now() - begin.time) / 60_000;
const [{ model }] = cpus();
console.log(
  `\n${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC, Node ${process.versions.node}, ${cpus().length} × ${model.trim()}`,
);
console.log(
  `load at the beginning ${begin.load.toFixed(1)}, at the end ${loadavg()[0].toFixed(1)}; ${full ? 'full' : 'small'} sizes; ${minutes.toFixed(1)} minutes\n`,
);
console.log(table(lines));

function install() {
  const lock = path.join(HERE, 'node_modules/.package-lock.json');
  if (existsSync(lock) && statSync(lock).mtimeMs >= statSync(path.join(HERE, 'package-lock.json')).mtimeMs) return;
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const options = { cwd: HERE, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' };
  const { status } = spawnSync(npm, ['ci', '--ignore-scripts', '--loglevel=error'], options);
  if (status !== 0)
    console.error('the peers could not be installed; what needs them is left out of the table, by name');
}

async function bundle() {
  await build({
    entryPoints: [path.join(HERE, 'engine.mjs')],
    outfile: path.join(HERE, 'out/takar.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['browser'],
    target: 'node20',
    external: ['json-rules-engine', '@duckdb/node-api', 'pg', 'node:*'],
    logLevel: 'warning',
  });
}

/** What a bench says before it fails stands; the failure is a line of its own. */
function inOwnProcess(name) {
  return new Promise((resolve) => {
    const lines = [];
    const child = fork(path.join(HERE, 'one.mjs'), [name, folder, full ? 'full' : 'small'], {
      execArgv: ['--expose-gc', '--max-old-space-size=4096'],
      stdio: ['ignore', 2, 2, 'ipc'],
    });
    child.on('message', (line) => {
      lines.push({ ...line, bench: name });
      console.error(`  ${line.what}`);
    });
    child.on('close', (code, signal) => {
      if (code !== 0) lines.push({ bench: name, what: name, failed: `ended with ${signal ?? code}` });
      resolve(lines);
    });
  });
}
