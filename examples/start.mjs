/**
 * `npm start`: scores the shipped example, a licensing office's staff for the third quarter of 2026, and shows the
 * awards of each unit. The data holds some mistakes on purpose: their rows stand in the rejects file with the reasons.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
mkdirSync('out', { recursive: true });

const ruleset = 'examples/dpmptsp/dpmptsp.takar.yaml';
const data = 'examples/dpmptsp/data/2026-Q3.csv';
const score = ['score', ruleset, '--data', data, '--period', '2026-Q3'];
const files = [
  '--out',
  'out/hasil-2026-Q3.csv',
  '--rejects',
  'out/ditolak-2026-Q3.csv',
  '--summary',
  'out/ringkasan-2026-Q3.json',
];

const { status } = spawnSync(process.execPath, ['dist/takar.js', ...score, ...files], { stdio: ['ignore', 1, 1] });
if (status !== 0 && status !== 1) process.exit(status ?? 2);

console.log(`
Data contoh sengaja memuat beberapa kesalahan; barisnya ditolak dan alasannya ada di out/ditolak-2026-Q3.csv.
(The sample data holds mistakes on purpose; their rows and the reasons stand in out/ditolak-2026-Q3.csv.)

Selanjutnya, misalnya (next, for instance):
  node dist/takar.js check ${ruleset}
  node dist/takar.js explain ${ruleset} --data ${data} --period 2026-Q3 --key 999911012006012001
  TAKAR_LANG=en npm start`);
