import { closeSync, openSync, writeSync } from 'node:fs';
import { columnsOf, random, SANCTIONS } from './standard.mjs';

const EXTRA = [
  '_nama',
  '_jabatan',
  '_golongan',
  '_pendidikan',
  '_tmt',
  '_alamat',
  '_email',
  '_catatan',
  '_eselon',
  'period',
];

/**
 * Writes the data of the standard work as CSV of 35 columns, a batch at a time. `bad`: that share of the rows has
 * something wrong or unusual in it.
 */
export function writeCsv(
  path,
  rows,
  { seed = 1, round = false, indicators = 10, top = 20_000, digits = 2, bad = 0 } = {},
) {
  const file = openSync(path, 'w');
  const names = [];
  for (let k = 0; k < indicators; k++) names.push(`t${k}`, `a${k}`);
  writeSync(file, `${['nip', 'unit', ...names, 'perilaku', 'hukuman', 'kehadiran', ...EXTRA].join(',')}\n`);
  const next = random(seed + 99);
  const text = (units, of) =>
    of === 0 ? String(units) : `${Math.floor(units / 100)}.${String(units % 100).padStart(2, '0')}`;
  const step = 20_000;
  for (let begin = 0; begin < rows; begin += step) {
    const count = Math.min(step, rows - begin);
    const data = columnsOf(count, { seed: seed + begin, round, indicators, top });
    const lines = [];
    for (let i = 0; i < count; i++) {
      const cells = [
        `19${String(800101200000000 + (begin + i) * 7).padStart(15, '0')}${1 + ((begin + i) % 9)}`,
        `Dinas ${data.unit[i]}`,
      ];
      for (const name of names) cells.push(text(data[name][i], digits));
      cells.push(text(data.perilaku[i], 2), SANCTIONS[data.hukuman[i]], text(data.kehadiran[i], 2));
      const n = begin + i;
      cells.push(
        `Pegawai ${n}`,
        'Analis Kebijakan',
        'III/b',
        'S1',
        '2015-03-01',
        `"Jalan Merdeka ${n % 500}, RT 1"`,
        `p${n}@contoh.go.id`,
        '',
        'IV',
        '2026-Q3',
      );
      if (bad > 0 && next() < bad) spoil(cells, Math.floor(next() * 12), next);
      lines.push(cells.join(','));
    }
    writeSync(file, `${lines.join('\n')}\n`);
  }
  closeSync(file);
}

/** One of the things that happen to real data. */
function spoil(cells, kind, next) {
  switch (kind) {
    case 0:
      cells[2] = 'abc';
      return;
    case 1:
      cells[3] = '';
      return;
    case 2:
      cells[3] = '1.234';
      return;
    case 3:
      cells[4] = ' 12.50 ';
      return;
    case 4:
      cells.pop();
      return;
    case 5:
      cells[22 + Math.floor(next() * 1)] = '99999';
      return;
    case 6:
      cells[23] = 'Ringan';
      return;
    case 7:
      cells[24] = '96 %';
      return;
    case 8:
      cells[34] = '2026-Q2';
      return;
    case 9:
      cells[0] = '199001010000000000';
      return;
    case 10:
      cells[1] = '"Dinas ""A"", lama"';
      return;
    default:
      cells[25] = '"baris\nbaru"';
  }
}
