// Membuat data contoh: 480 pegawai x 4 triwulan, selalu sama byte demi byte (bilangan bulat, benih tetap).
// Jalankan: node examples/dpmptsp/generate.mjs [FOLDER]
// Writes the example's data. Everything is invented; a NIP that begins with 9999 cannot exist.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const UNITS = [
  // name, people, shares of front_office / back_office / keuangan / pengaduan in percent
  ['Bidang Perizinan Usaha', 90, [35, 50, 5, 10]],
  ['Bidang Perizinan Bangunan', 85, [30, 55, 5, 10]],
  ['Bidang Kesehatan dan Pendidikan', 78, [35, 45, 8, 12]],
  ['Mal Pelayanan Publik', 72, [60, 20, 5, 15]],
  ['Bidang Pengaduan dan Kebijakan', 63, [10, 15, 10, 65]],
  ['Sekretariat', 48, [10, 15, 70, 5]],
  ['UPT Wilayah Timur', 37, [35, 40, 10, 15]],
  ['UPT Kepulauan', 7, [30, 70, 0, 0]],
];
const JOBS = ['front_office', 'back_office', 'keuangan', 'pengaduan'];
const GIVEN =
  'Adi Ayu Bagus Budi Citra Dewi Eka Fajar Gita Hana Indra Joko Kartika Lestari Made Nadia Putra Ratna Sari Tono Wulan Yusuf'.split(
    ' ',
  );
const FAMILY =
  'Anggraini Firmansyah Gunawan Hidayat Kusuma Lubis Maharani Nasution Permana Pratama Rahayu Santoso Siregar Utami Wibowo Wijaya'.split(
    ' ',
  );
const HEADER = [
  'nip',
  '_nama',
  'period',
  'unit_kerja',
  'jabatan',
  'izin_diterima',
  'izin_tepat_waktu',
  'hari_proses',
  'menit_tunggu',
  'hari_respons',
  'unsur_1',
  'unsur_2',
  'unsur_3',
  'unsur_4',
  'unsur_5',
  'unsur_6',
  'unsur_7',
  'unsur_8',
  'unsur_9',
  'pagu_unit',
  'belanja',
  'dokumen_wajib',
  'dokumen_terbit',
  'kehadiran',
  'perilaku',
  'hukuman',
];
const ELEMENTS = HEADER.filter((column) => column.startsWith('unsur_'));
/** Cumulative absorption that is planned by the end of each quarter, in percent. */
const PLANNED = [20, 45, 70, 95];

/** A 32-bit generator (xorshift); `below(n)` gives 0 … n-1. */
function createRandom(seed) {
  let state = seed | 0;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  const below = (n) => next() % n;
  return { below, between: (low, high) => low + below(high - low + 1), pick: (list) => list[below(list.length)] };
}

/** An integer count of 10^-digits as text: fixed(9725, 2) = 97.25. */
function fixed(units, digits) {
  const text = String(units).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

function createStaff(random) {
  const staff = [];
  for (const [unit, size, shares] of UNITS) {
    for (let index = 0; index < size; index++) {
      const place = Math.floor((index * 100) / size);
      let job = 0;
      for (let upTo = shares[0]; place >= upTo; upTo += shares[job]) job++;
      const number = staff.length + 1;
      const gender = 1 + random.below(2);
      const nip = `9999${fixed(random.between(1, 12), 0).padStart(2, '0')}01${2005 + random.below(20)}01${gender}${String(number).padStart(3, '0')}`;
      staff.push({
        nip,
        nama: `${random.pick(GIVEN)} ${random.pick(FAMILY)}`,
        unit,
        job: JOBS[job],
        // Ability in thousandths, more people in the middle.
        skill: Math.floor((random.below(1000) + random.below(1000)) / 2),
        budget: random.between(500, 6000) * 10_000_000,
      });
    }
  }
  return staff;
}

/** One employee's row of one quarter, as a map of texts. */
function createRow(person, quarter, random) {
  const level = clamp(person.skill + random.between(-120, 160), 0, 999);
  const row = Object.fromEntries(HEADER.map((column) => [column, '']));
  Object.assign(row, {
    nip: person.nip,
    _nama: person.nama,
    period: `2026-Q${quarter}`,
    unit_kerja: person.unit,
    jabatan: person.job,
  });
  if (person.job === 'front_office' || person.job === 'back_office') {
    const received = random.between(40, 400);
    const onTime = clamp(Math.floor((received * (820 + Math.floor(level / 5))) / 1000), 0, received);
    row.izin_diterima = String(received);
    row.izin_tepat_waktu = String(onTime);
  }
  if (person.job === 'back_office')
    row.hari_proses = fixed(clamp(95 - Math.floor(level / 22) + random.between(-3, 3), 1, 900), 1);
  if (person.job === 'front_office')
    row.menit_tunggu = fixed(clamp(205 - Math.floor(level / 9) + random.between(-9, 9), 1, 6000), 1);
  if (person.job === 'pengaduan')
    row.hari_respons = fixed(clamp(68 - Math.floor(level / 28) + random.between(-4, 4), 1, 900), 1);
  if (person.job === 'front_office' || person.job === 'pengaduan') {
    for (const element of ELEMENTS)
      row[element] = fixed(clamp(3150 + Math.floor((level * 8) / 10) + random.between(-120, 120), 1000, 4000), 3);
  }
  if (person.job === 'keuangan') {
    const percent = clamp(
      Math.floor((PLANNED[quarter - 1] * (8200 + level * 4)) / 10_000) + random.between(-1, 1),
      1,
      100,
    );
    row.pagu_unit = String(person.budget);
    row.belanja = String(Math.floor(person.budget / 100) * percent - (percent > 1 ? random.below(9000) * 1000 : 0));
    row.dokumen_wajib = '16';
    row.dokumen_terbit = String(clamp(11 + Math.floor(level / 150), 0, 16));
  }
  row.kehadiran = fixed(clamp(9420 + Math.floor(level / 2) + random.between(-60, 160), 8000, 10_000), 2);
  const manner = level + random.between(-250, 250);
  row.perilaku = manner < 180 ? 'di_bawah' : manner < 560 ? 'sesuai' : 'di_atas';
  row.hukuman = random.below(100) < 97 ? 'tidak_ada' : random.pick(['ringan', 'sedang', 'berat']);
  return row;
}

/** Values on the very edge: what an officer will be asked about. `nth` counts within unit and job. */
const EDGES = [
  // 95 % of permits on time and the standard time exactly: achievement and score 100.00, still `sesuai`.
  ['back_office', 0, { izin_diterima: '200', izin_tepat_waktu: '190', hari_proses: '7.0', perilaku: 'di_atas' }],
  // 100.00 and 120.00: score exactly 110.00.
  [
    'back_office',
    1,
    { izin_diterima: '200', izin_tepat_waktu: '190', hari_proses: '5.6', perilaku: 'di_atas', hukuman: 'tidak_ada' },
  ],
  // 80.00 and 100.00: score exactly 90.00.
  ['back_office', 2, { izin_diterima: '200', izin_tepat_waktu: '152', hari_proses: '7.0', perilaku: 'sesuai' }],
  // 89.99 and 90.00: mean 89.995, a tie that halves up lift to 90.00.
  ['back_office', 3, { izin_diterima: '572', izin_tepat_waktu: '489', hari_proses: '7.7', perilaku: 'sesuai' }],
  // Attendance exactly at the gate, and just below it.
  ['back_office', 4, { kehadiran: '95.00' }],
  ['back_office', 5, { kehadiran: '94.99' }],
  // No permit came in: the indicator is left out, the other one counts alone.
  ['back_office', 6, { izin_diterima: '0', izin_tepat_waktu: '0' }],
  // Nothing to assess at all.
  ['back_office', 7, { izin_diterima: '0', izin_tepat_waktu: '0', hari_proses: '' }],
  // A counter that did not record waiting times: achievement 0.
  ['front_office', 0, { menit_tunggu: '' }],
  // A survey with one element missing: no index.
  ['front_office', 1, { unsur_4: '' }],
  // Index on the edges of the grades: 88.30 and 88.31 once rounded.
  ['front_office', 2, Object.fromEntries(ELEMENTS.map((element) => [element, '3.532']))],
  ['front_office', 3, Object.fromEntries(ELEMENTS.map((element, index) => [element, index === 0 ? '3.534' : '3.532']))],
  // The target of absorption met to the rupiah is added below, by quarter.
];

/** Faults of each quarter: [row of the file counted from 0, what is wrong with it]. */
const DIRT = {
  1: [
    [12, (row) => ({ ...row, kehadiran: '' })],
    [45, (row) => ({ ...row, kehadiran: row.kehadiran.replace('.', ',') })],
    [78, (row) => ({ ...row, perilaku: 'sesuwai' })],
    [131, (row) => ({ ...row, nip: '9.99901E+17' })],
    [204, (row) => ({ ...row, kehadiran: '97.123' })],
    [303, (row) => ({ ...row, hukuman: '' })],
  ],
  2: [
    [5, (row) => ({ ...row, izin_diterima: '100', izin_tepat_waktu: '101' })],
    [96, (row) => ({ ...row, kehadiran: '105.00' })],
    [222, (row) => ({ ...row, jabatan: 'frontoffice' })],
    [360, (row) => ({ ...row, hari_respons: '' })],
    [412, (row) => ({ ...row, belanja: 'Rp 1.250.000.000' })],
  ],
  3: [
    [33, (row) => ({ ...row, nip: '' })],
    [150, (row) => ({ ...row, izin_diterima: 'dua ratus' })],
    [256, (row) => ({ ...row, kehadiran: '', perilaku: '' })],
    [410, (row) => ({ ...row, izin_diterima: '12' })],
  ],
  4: [
    [60, (row) => ({ ...row, izin_diterima: '120.5' })],
    [188, (row) => ({ ...row, izin_tepat_waktu: '-3' })],
    [299, (row) => ({ ...row, kehadiran: '98,5' })],
    [405, (row) => ({ ...row, pagu_unit: '' })],
  ],
};

/** Rows that stand twice: [row that is copied, where the copy goes]. */
const TWICE = { 1: [[20, 250]], 2: [[321, 322]], 3: [[7, 479]], 4: [[100, 101]] };

/** Equal results at the edge of a quota, in the smallest unit, where one employee may win gold. */
const TIES = {
  2: {
    izin_diterima: '100',
    izin_tepat_waktu: '100',
    hari_proses: '7.0',
    kehadiran: '98.00',
    perilaku: 'di_atas',
    hukuman: 'tidak_ada',
  },
  3: {
    izin_diterima: '100',
    izin_tepat_waktu: '100',
    hari_proses: '5.0',
    kehadiran: '99.00',
    perilaku: 'di_atas',
    hukuman: 'tidak_ada',
  },
};

function withEdges(rows, quarter) {
  // Each quarter another unit carries the edges, the two largest in turn.
  const unit = UNITS[(quarter - 1) % 4][0];
  for (const [job, nth, cells] of EDGES) {
    const found = rows.filter((row) => row.unit_kerja === unit && row.jabatan === job)[nth];
    if (found) Object.assign(found, cells);
  }
  const treasurer = rows.find((row) => row.jabatan === 'keuangan' && row.unit_kerja === 'Sekretariat');
  if (treasurer) {
    treasurer.belanja = String(Math.floor(Number(treasurer.pagu_unit) / 100) * PLANNED[quarter - 1]);
    treasurer.dokumen_terbit = '16';
  }
  const equals = TIES[quarter];
  if (!equals) return;
  const small = rows.filter((row) => row.unit_kerja === 'UPT Kepulauan' && row.jabatan === 'back_office');
  for (const row of small.slice(0, 3)) Object.assign(row, equals);
}

function cell(text) {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function createQuarter(staff, quarter, random) {
  let rows = staff.map((person) => createRow(person, quarter, random));
  withEdges(rows, quarter);
  rows = rows.map((row, index) => (DIRT[quarter].find(([at]) => at === index)?.[1] ?? ((same) => same))(row));
  for (const [from, to] of TWICE[quarter]) rows.splice(to, 0, { ...rows[from] });
  const lines = rows.map((row) => HEADER.map((column) => cell(row[column])).join(','));
  return `${[HEADER.join(','), ...lines].join('\n')}\n`;
}

const folder = process.argv[2] ?? fileURLToPath(new URL('./data', import.meta.url));
const random = createRandom(20_260_101);
const staff = createStaff(random);
for (const quarter of [1, 2, 3, 4]) {
  writeFileSync(join(folder, `2026-Q${quarter}.csv`), createQuarter(staff, quarter, random));
}
