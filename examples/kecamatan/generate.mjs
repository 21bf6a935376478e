// Membuat data contoh kecamatan: 58 pegawai x 4 triwulan, selalu sama byte demi byte (bilangan bulat, benih tetap).
// Jalankan: node examples/kecamatan/generate.mjs [FOLDER]
// Writes the example's data. Everything is invented; a NIP that begins with 9998 cannot exist.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const UNITS = [
  // name, people, how many of them answer complaints
  ['Sekretariat Kecamatan', 12, 1],
  ['Seksi Pemerintahan', 8, 1],
  ['Seksi Pelayanan Umum', 11, 6],
  ['Seksi Ketenteraman', 9, 2],
  ['Kelurahan Melati', 10, 3],
  ['Kelurahan Kenanga', 8, 2],
];
const GIVEN =
  'Agus Asih Bayu Dian Edi Fitri Galih Heni Iwan Jaka Kurnia Laras Mega Nanda Oki Prita Rizal Sinta Teguh Umi Vina Wahyu Yanti Zaki'.split(
    ' ',
  );
const FAMILY =
  'Adiputra Basuki Cahyono Damayanti Effendi Fauzi Hapsari Irawan Kartono Mahendra Nugroho Oktaviani Purnomo Saputra Tanjung Wardani'.split(
    ' ',
  );
/** What staff of a sub-district do, and in what it is counted. */
const ACTIVITIES = [
  ['Surat pengantar diselesaikan', 'surat', 40, 160],
  ['Kunjungan pembinaan RT/RW', 'kunjungan', 6, 24],
  ['Laporan kegiatan disusun', 'laporan', 3, 9],
  ['Data kependudukan diperbarui', 'data', 50, 300],
  ['Rapat koordinasi diselenggarakan', 'rapat', 2, 8],
  ['Penertiban lapangan', 'kegiatan', 4, 15],
  ['Penyuluhan warga', 'kegiatan', 2, 10],
  ['Berkas arsip ditata', 'berkas', 60, 200],
];
const SERVICES = [
  ['Lama penerbitan surat keterangan', 10, 40],
  ['Lama penyelesaian laporan warga', 20, 70],
];
/** First and last day of each quarter, as days since 1970-01-01. */
const QUARTERS = [1, 2, 3, 4].map((quarter) => ({
  quarter,
  period: `2026-Q${quarter}`,
  first: day(2026, quarter * 3 - 2, 1),
  last: day(2026, quarter * 3 + 1, 1) - 1,
}));
/** National holidays of the example's calendar: [date, name]. Invented but for the fixed ones. */
const HOLIDAYS = [
  ['2026-01-01', 'Tahun Baru Masehi'],
  ['2026-02-17', 'Tahun Baru Imlek'],
  ['2026-03-20', 'Idul Fitri'],
  ['2026-03-23', 'Cuti bersama Idul Fitri'],
  ['2026-04-03', 'Wafat Yesus Kristus'],
  ['2026-05-01', 'Hari Buruh'],
  ['2026-06-01', 'Hari Lahir Pancasila'],
  ['2026-08-17', 'Hari Kemerdekaan'],
  ['2026-12-25', 'Hari Natal'],
];

function day(year, month, date) {
  return Date.UTC(year, month - 1, date) / 86_400_000;
}

function iso(days) {
  return new Date(days * 86_400_000).toISOString().slice(0, 10);
}

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
  for (const [unit, size, answering] of UNITS) {
    for (let index = 0; index < size; index++) {
      const number = staff.length + 1;
      const gender = 1 + random.below(2);
      staff.push({
        nip: `9998${fixed(random.between(1, 12), 0).padStart(2, '0')}01${2006 + random.below(18)}01${gender}${String(number).padStart(3, '0')}`,
        nama: `${random.pick(GIVEN)} ${random.pick(FAMILY)}`,
        unit,
        answers: index < answering,
        skill: Math.floor((random.below(1000) + random.below(1000)) / 2),
        number,
      });
    }
  }
  return staff;
}

/** Parts of 100, each at least 10, in steps of 5. */
function weights(total, count, random) {
  const parts = Array.from({ length: count }, () => 10);
  for (let left = total - 10 * count; left > 0; left -= 5) parts[random.below(count)] += 5;
  return parts;
}

/**
 * The plan of one employee: 3 to 7 rows whose weights total 80, beside the routine work with 20. Targets are for one
 * quarter.
 */
function createPlan(person, random) {
  const activities = random.between(2, 4);
  const services = random.below(3);
  const count = activities + services + (person.answers ? 1 : 0);
  const missing = Math.max(0, 3 - count);
  const kinds = [
    ...Array.from({ length: activities + missing }, () => 'kegiatan'),
    ...Array.from({ length: services }, () => 'waktu_layanan'),
    ...(person.answers ? ['tindak_lanjut_pengaduan'] : []),
  ];
  const parts = weights(80, kinds.length, random);
  const code = String(person.number).padStart(2, '0');
  return kinds.map((indikator, index) => {
    const nomor = `R${code}-${index + 1}`;
    const common = {
      nip: person.nip,
      nomor,
      indikator,
      bobot: String(parts[index]),
      mulai: '2026-01-01',
      sampai: '2026-12-31',
    };
    if (indikator === 'kegiatan') {
      const [judul, satuan, low, high] = random.pick(ACTIVITIES);
      return { ...common, judul, satuan, target: String(random.between(low, high)) };
    }
    if (indikator === 'waktu_layanan') {
      const [judul, low, high] = random.pick(SERVICES);
      return { ...common, judul, satuan: 'hari', target: fixed(random.between(low, high), 1) };
    }
    return {
      ...common,
      judul: 'Pengaduan ditindaklanjuti dalam 5 hari kerja',
      satuan: '%',
      target: String(90 + 2 * random.below(5)),
    };
  });
}

/** Two rows are revised in the middle of the third quarter: the old one ends, the new one begins the day after. */
const REVISIONS = [
  // employee counted from 1, which row of that kind, days of the old row in 2026, new target as a share of the old one
  [5, 'kegiatan', '2026-08-14', 60],
  [27, 'waktu_layanan', '2026-07-31', 150],
];

function withRevisions(rows, staff) {
  return rows.flatMap((row) => {
    const found = REVISIONS.find(([number, kind]) => staff[number - 1].nip === row.nip && row.indikator === kind);
    if (!found || row !== rows.find((other) => other.nip === row.nip && other.indikator === row.indikator))
      return [row];
    const [, , last, share] = found;
    const digits = row.target.includes('.') ? 1 : 0;
    const changed = Math.max(1, Math.floor((Number(row.target.replace('.', '')) * share) / 100));
    const next = iso(Date.parse(last) / 86_400_000 + 1);
    return [
      { ...row, sampai: last },
      { ...row, mulai: next, target: fixed(changed, digits) },
    ];
  });
}

/** What became of a plan row in a quarter; nothing for the percentage, which is counted from the complaints. */
function createActual(row, person, { quarter, period, last }, random) {
  const level = clamp(person.skill + random.between(-150, 200), 0, 999);
  if (row.indikator === 'tindak_lanjut_pengaduan') return [];
  if (row.mulai > iso(last) || row.sampai < iso(last)) return [];
  // Work that nobody recorded: it is left out of the mean.
  if (random.below(100) < 2) return [];
  const units = Number(row.target.replace('.', ''));
  const share = row.indikator === 'kegiatan' ? 820 + Math.floor(level / 3) : 1180 - Math.floor(level / 3);
  const actual = Math.max(row.indikator === 'kegiatan' ? 0 : 1, Math.floor((units * share) / 1000) + random.below(2));
  return [
    {
      nip: row.nip,
      periode: period,
      nomor: row.nomor,
      realisasi: fixed(actual, row.target.includes('.') ? 1 : 0),
      quarter,
    },
  ];
}

function createRecord(person, { period }, random) {
  const level = clamp(person.skill + random.between(-120, 160), 0, 999);
  const manner = level + random.between(-250, 250);
  return {
    nip: person.nip,
    _nama: person.nama,
    periode: period,
    unit_kerja: person.unit,
    mulai: '',
    sampai: '',
    menangani_pengaduan: person.answers ? 'ya' : 'tidak',
    tugas_rutin: fixed(clamp(8800 + level + Math.floor(level / 4) + random.between(-200, 200), 6000, 10_000), 2),
    perilaku: manner < 200 ? 'di_bawah' : manner < 560 ? 'sesuai' : 'di_atas',
    keputusan: '',
    alasan_keputusan: '',
    hukuman: random.below(100) < 97 ? 'tidak_ada' : random.pick(['ringan', 'sedang']),
  };
}

/** A transfer in the third quarter: two rows with their days, and another assessment in each place. */
const TRANSFER = { number: 15, last: '2026-08-14', from: 'Seksi Pemerintahan', to: 'Kelurahan Melati' };

function withTransfer(records, staff, { quarter, first, last }) {
  const { nip } = staff[TRANSFER.number - 1];
  return records.flatMap((record) => {
    if (record.nip !== nip || quarter < 3) return [record];
    if (quarter > 3) return [{ ...record, unit_kerja: TRANSFER.to }];
    const next = iso(Date.parse(TRANSFER.last) / 86_400_000 + 1);
    return [
      { ...record, unit_kerja: TRANSFER.from, mulai: iso(first), sampai: TRANSFER.last, tugas_rutin: '91.50' },
      { ...record, unit_kerja: TRANSFER.to, mulai: next, sampai: iso(last), tugas_rutin: '98.25' },
    ];
  });
}

const isWorkday = (days) => {
  const weekday = new Date(days * 86_400_000).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !HOLIDAYS.some(([date]) => date === iso(days));
};

function createComplaints(person, { period, first, last, quarter }, random) {
  if (!person.answers) return [];
  const count = random.between(0, 9);
  return Array.from({ length: count }, (_, index) => {
    const came = random.between(first, last - 20);
    const took = Math.max(0, 9 - Math.floor(person.skill / 130) + random.between(-3, 4));
    const open = random.below(100) < 4;
    return {
      nip: person.nip,
      periode: period,
      nomor_aduan: `A${quarter}${String(person.number).padStart(2, '0')}${index + 1}`,
      tanggal_masuk: iso(came),
      tanggal_selesai: open ? '' : iso(came + took),
    };
  });
}

/** Days on which something was amiss: late by so many minutes, or absent without leave. */
function createAttendance(person, { period, first, last }, random) {
  const rows = [];
  for (let days = first; days <= last; days++) {
    if (!isWorkday(days)) continue;
    const chance = random.below(1000);
    const limit = 90 - Math.floor(person.skill / 15);
    if (chance >= limit) continue;
    const absent = chance < 3;
    rows.push({
      nip: person.nip,
      periode: period,
      tanggal: iso(days),
      keadaan: absent ? 'alpa' : 'terlambat',
      menit: absent ? '0' : String(random.pick([5, 15, 30, 31, 45, 60, 61, 75, 90, 91, 120])),
    });
  }
  return rows;
}

/** What the unit as a whole achieved, by which its share of top ratings is limited. */
const ORGANISATION = {
  1: ['baik', 'istimewa', 'baik', 'butuh_perbaikan', 'baik', 'istimewa'],
  2: ['istimewa', 'baik', 'istimewa', 'baik', 'butuh_perbaikan', 'baik'],
  3: ['baik', 'baik', 'istimewa', 'kurang', 'baik', 'istimewa'],
  4: ['istimewa', 'baik', 'baik', 'baik', 'istimewa', 'baik'],
};

/** Employees made equal, so that the quarter's budget runs out in the middle of them. */
const EQUALS = { 2: [3, 24, 52] };

/** The superior decides otherwise than proposed: [employee, decision, reason]. */
const DECISIONS = {
  1: [[22, 'baik', 'Melaksanakan tugas darurat banjir di luar rencana']],
  3: [[40, 'butuh_perbaikan', 'Laporan akhir terbukti disalin']],
};

/** Faults: [row of the records counted from 0, what is wrong with it]. */
const DIRT = {
  1: [[9, (row) => ({ ...row, tugas_rutin: '' })]],
  2: [[33, (row) => ({ ...row, perilaku: 'sesuwai' })]],
  3: [],
  4: [[50, (row) => ({ ...row, tugas_rutin: row.tugas_rutin.replace('.', ',') })]],
};

function cell(text) {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function write(folder, name, columns, rows) {
  const lines = rows.map((row) => columns.map((column) => cell(row[column] ?? '')).join(','));
  writeFileSync(join(folder, name), `${[columns.join(','), ...lines].join('\n')}\n`);
}

const folder = process.argv[2] ?? fileURLToPath(new URL('./data', import.meta.url));
const random = createRandom(20_260_102);
const staff = createStaff(random);
let plan = staff.flatMap((person) => createPlan(person, random));
const equals = Object.values(EQUALS).flat();
// Equals have the same plan, under their own numbers.
const pattern = plan
  .filter(({ nip }) => nip === staff[equals[0] - 1].nip && true)
  .filter(({ indikator }) => indikator !== 'tindak_lanjut_pengaduan');
for (const number of equals) {
  const { nip } = staff[number - 1];
  const code = String(number).padStart(2, '0');
  const own = pattern.map((row, index) => ({ ...row, nip, nomor: `R${code}-${index + 1}` }));
  const total = own.reduce((sum, { bobot }) => sum + Number(bobot), 0);
  own[0].bobot = String(Number(own[0].bobot) + 80 - total);
  staff[number - 1].answers = false;
  plan = plan.filter((row) => row.nip !== nip).concat(own);
}
plan = withRevisions(plan, staff).sort((a, b) => (a.nomor + a.mulai < b.nomor + b.mulai ? -1 : 1));
write(
  folder,
  'rencana.csv',
  [
    'nip',
    'nomor',
    'indikator',
    'judul',
    'target',
    'bobot',
    'satuan',
    'mulai',
    'sampai',
    'disetujui_oleh',
    'disetujui_tanggal',
  ],
  plan.map((row) => ({
    ...row,
    disetujui_oleh: 'Camat',
    disetujui_tanggal: row.mulai === '2026-01-01' ? '2025-12-22' : row.mulai,
  })),
);
write(
  folder,
  'libur.csv',
  ['tanggal', 'nama'],
  HOLIDAYS.map(([tanggal, nama]) => ({ tanggal, nama })),
);

for (const part of QUARTERS) {
  const { quarter, period } = part;
  const byNip = new Map(staff.map((person) => [person.nip, person]));
  let actuals = plan.flatMap((row) => createActual(row, byNip.get(row.nip), part, random));
  let records = staff.map((person) => createRecord(person, part, random));
  const complaints = staff.flatMap((person) => createComplaints(person, part, random));
  let attendance = staff.flatMap((person) => createAttendance(person, part, random));
  for (const number of EQUALS[quarter] ?? []) {
    const { nip } = staff[number - 1];
    const record = records.find((each) => each.nip === nip);
    Object.assign(record, { tugas_rutin: '100.00', perilaku: 'di_atas', hukuman: 'tidak_ada' });
    attendance = attendance.filter((each) => each.nip !== nip);
    actuals = actuals.filter((each) => each.nip !== nip);
    for (const row of plan.filter((each) => each.nip === nip)) {
      const units = Number(row.target.replace('.', ''));
      const actual = row.indikator === 'kegiatan' ? Math.floor((units * 108) / 100) : Math.floor((units * 92) / 100);
      const realisasi = fixed(actual, row.target.includes('.') ? 1 : 0);
      actuals.push({ nip, periode: period, nomor: row.nomor, realisasi });
    }
  }
  for (const [number, keputusan, alasan_keputusan] of DECISIONS[quarter] ?? []) {
    Object.assign(records[number - 1], { keputusan, alasan_keputusan });
  }
  records = withTransfer(records, staff, part);
  records = records.map((row, index) => (DIRT[quarter].find(([at]) => at === index)?.[1] ?? ((same) => same))(row));
  write(
    folder,
    `pegawai-${period}.csv`,
    [
      'nip',
      '_nama',
      'periode',
      'unit_kerja',
      'mulai',
      'sampai',
      'menangani_pengaduan',
      'tugas_rutin',
      'perilaku',
      'keputusan',
      'alasan_keputusan',
      'hukuman',
    ],
    records,
  );
  write(folder, `realisasi-${period}.csv`, ['nip', 'periode', 'nomor', 'realisasi'], actuals);
  write(
    folder,
    `pengaduan-${period}.csv`,
    ['nip', 'periode', 'nomor_aduan', 'tanggal_masuk', 'tanggal_selesai'],
    complaints,
  );
  write(folder, `kehadiran-${period}.csv`, ['nip', 'periode', 'tanggal', 'keadaan', 'menit'], attendance);
  write(
    folder,
    `unit-${period}.csv`,
    ['unit_kerja', 'predikat_organisasi'],
    UNITS.map(([unit_kerja], index) => ({ unit_kerja, predikat_organisasi: ORGANISATION[quarter][index] })),
  );
}
