/**
 * Writes the golden files of the examples, from the second computations alone: they are what the rules' words give, not
 * what the program happens to say. Run from the root of the project:
 *   npx esbuild test/examples/write-golden.ts --bundle --platform=node --format=esm | node --input-type=module
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { awardsCsv, evaluateQuarter, rejectsCsv } from './dpmptsp-independent.ts';
import { evaluate, groupsCsv, indicatorsCsv, peopleCsv } from './kecamatan-independent.ts';

const office = 'examples/dpmptsp';
for (const quarter of [1, 2, 3, 4]) {
  const { rows, rejects } = evaluateQuarter(readFileSync(`${office}/data/2026-Q${quarter}.csv`, 'utf8'), quarter);
  writeFileSync(`${office}/expected/2026-Q${quarter}.awards.csv`, awardsCsv(rows, quarter));
  writeFileSync(`${office}/expected/2026-Q${quarter}.rejects.csv`, rejectsCsv(rejects));
}

const district = 'examples/kecamatan';
const file = (name: string): string => readFileSync(`${district}/data/${name}.csv`, 'utf8');
const files = {
  pegawai: file('pegawai'),
  rencana: file('rencana'),
  realisasi: file('realisasi'),
  pengaduan: file('pengaduan'),
  presensi: file('presensi'),
  unit: file('unit'),
  libur: file('libur'),
};
mkdirSync(`${district}/expected`, { recursive: true });
for (const quarter of [1, 2, 3, 4, null]) {
  const outcome = evaluate(files, quarter);
  const path = `${district}/expected/2026${quarter === null ? '' : `-Q${quarter}`}`;
  writeFileSync(`${path}.hasil.csv`, peopleCsv(outcome));
  writeFileSync(`${path}.indikator.csv`, indicatorsCsv(outcome));
  writeFileSync(`${path}.kelompok.csv`, groupsCsv(outcome));
}
