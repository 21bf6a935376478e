/**
 * What `npm start` and `npm test` need first: packages as the lock file says, and a dist that is as new as src.
 * Says nothing where nothing is to be done. (`npm ci` builds through `prepare`; that calls build.mjs, never this.)
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const time = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0);
const newest = (folder) =>
  Math.max(...readdirSync(folder, { recursive: true }).map((file) => time(path.join(folder, file))));

if (time('node_modules/.package-lock.json') < time('package-lock.json')) {
  run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}
const built = Math.min(
  ...['dist/takar.js', 'dist/index.js', 'dist/THIRD-PARTY.txt', 'dist/types/index.d.ts'].map(time),
);
if (built < Math.max(newest('src'), time('.ci/build.mjs'), time('package.json'))) {
  run(process.execPath, ['.ci/build.mjs']);
}

/** The child's talk goes to standard error: standard output is for what was asked for. */
function run(command, args) {
  const { status } = spawnSync(command, args, { stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}
