/**
 * `npm start`: scores the shipped example, a licensing office's staff for the third quarter of 2026, and shows the
 * awards of each unit. The data holds some mistakes on purpose: their rows stand in the rejects file with the reasons.
 * `npm start -- kecamatan`: the second example, a sub-district office with work plans, one quarter from a job file.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const EXAMPLES = {
  dpmptsp: {
    score: [
      'examples/dpmptsp/dpmptsp.takar.yaml',
      ...['--data', 'examples/dpmptsp/data/2026-Q3.csv', '--period', '2026-Q3'],
      ...['--out', 'out/hasil-2026-Q3.csv', '--rejects', 'out/ditolak-2026-Q3.csv'],
      ...['--summary', 'out/ringkasan-2026-Q3.json'],
    ],
    more: `
Data contoh sengaja memuat beberapa kesalahan; barisnya ditolak dan alasannya ada di out/ditolak-2026-Q3.csv.
(The sample data holds mistakes on purpose; their rows and the reasons stand in out/ditolak-2026-Q3.csv.)

Selanjutnya, misalnya (next, for instance):
  node dist/takar.js check examples/dpmptsp/dpmptsp.takar.yaml
  node dist/takar.js explain examples/dpmptsp/dpmptsp.takar.yaml --data examples/dpmptsp/data/2026-Q3.csv --period 2026-Q3 --key 999911012006012001
  npm start -- kecamatan
  TAKAR_LANG=en npm start`,
  },
  kecamatan: {
    score: [
      'examples/kecamatan/kecamatan.takar-job.yaml',
      ...['--out', 'out/hasil-kecamatan.csv', '--rejects', 'out/ditolak-kecamatan.csv'],
      ...['--indicators', 'out/indikator-kecamatan.csv', '--summary', 'out/ringkasan-kecamatan.json'],
    ],
    more: `
Anggaran habis di tengah tiga pegawai yang bernilai sama: mesin tidak memilih di antara mereka (examples/kecamatan/README.md).
(The budget ends among three equals, and the machine does not choose between them.)

Selanjutnya, misalnya (next, for instance):
  node dist/takar.js plan check examples/kecamatan/kecamatan.takar-job.yaml
  node dist/takar.js explain examples/kecamatan/kecamatan.takar-job.yaml --key 999808012007012015
  node dist/takar.js score examples/kecamatan/kecamatan.takar-job.yaml --period 2026 --out out/hasil-setahun.csv
  TAKAR_LANG=en npm start -- kecamatan`,
  },
};

const name = process.argv[2] ?? 'dpmptsp';
if (!Object.hasOwn(EXAMPLES, name)) {
  console.error(`Tidak ada contoh '${name}' (no such example). Yang ada: ${Object.keys(EXAMPLES).join(', ')}`);
  process.exit(2);
}
const { score, more } = EXAMPLES[name];
process.chdir(fileURLToPath(new URL('..', import.meta.url)));
mkdirSync('out', { recursive: true });
const { status } = spawnSync(process.execPath, ['dist/takar.js', 'score', ...score], { stdio: ['ignore', 1, 1] });
if (status !== 0 && status !== 1) process.exit(status ?? 2);
console.log(more);
