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
/** What staff of a sub-district do, in what it is counted, and the range of its target for one quarter. */
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
/** Targets in tenths of a day. */
const SERVICES = [
  ['Lama penerbitan surat keterangan', 10, 40],
  ['Lama penyelesaian laporan warga', 20, 70],
];
const COMPLAINTS = 'tindak_lanjut_pengaduan';
/** First and last day of each quarter, as days since 1970-01-01. */
const QUARTERS = [1, 2, 3, 4].map((quarter) => ({
  quarter,
  period: `2026-Q${quarter}`,
  first: day(2026, quarter * 3 - 2, 1),
  last: day(2026, quarter * 3 + 1, 1) - 1,
}));
/** National holidays of the example's calendar: date, name. Invented but for the fixed ones. */
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
const NO_WORK = new Set(HOLIDAYS.map(([date]) => date));

/** Employees are counted from 1. Who joins later than January: from which quarter on. */
const JOINED = new Map([
  [46, 2],
  [58, 3],
]);
/** Rows of the plan that are changed in the third quarter: the old one ends on that day, the new target is so many percent. */
const REVISIONS = [
  { number: 5, kind: 'kegiatan', last: '2026-08-14', share: 60 },
  { number: 27, kind: 'waktu_layanan', last: '2026-07-31', share: 150 },
];
/** An activity that ends with the first half-year; another of the same weight follows it. */
const REPLACED = { number: 9, last: '2026-06-30', next: ['Posyandu didampingi', 'kegiatan', '6'] };
/** A transfer in the third quarter: two rows with their days, and another assessment in each place. */
const TRANSFER = { number: 15, quarter: 3, last: '2026-08-14', from: 'Seksi Pemerintahan', to: 'Kelurahan Melati' };
/** Employees of different units made equal in a quarter, so that its budget runs out in the middle of them. */
const EQUALS = { quarter: 3, numbers: [11, 23, 54] };
/** The superior decides otherwise than proposed: quarter, employee, decision, reason. */
const DECISIONS = [
  [1, 21, 'baik', 'Melaksanakan tugas darurat banjir di luar rencana'],
  [3, 40, 'kurang', 'Laporan akhir terbukti disalin'],
];
/** Faults: quarter, employee, column, and what becomes of its cell. */
const FAULTS = [
  [1, 10, 'tugas_rutin', () => ''],
  [2, 34, 'perilaku', () => 'sesuwai'],
  [4, 51, 'tugas_rutin', (text) => text.replace('.', ',')],
];
/** What each unit as a whole achieved in each quarter, by which its share of top ratings is limited. */
const ORGANISATION = [
  ['baik', 'istimewa', 'baik', 'butuh_perbaikan', 'baik', 'istimewa'],
  ['istimewa', 'baik', 'istimewa', 'baik', 'butuh_perbaikan', 'baik'],
  ['baik', 'baik', 'istimewa', 'kurang', 'baik', 'istimewa'],
  ['istimewa', 'baik', 'baik', 'baik', 'istimewa', 'baik'],
];

function day(year, month, date) {
  return Date.UTC(year, month - 1, date) / 86_400_000;
}

function iso(days) {
  return new Date(days * 86_400_000).toISOString().slice(0, 10);
}

const SEED = 20_260_102;

/** A number of 32 bits for a text (FNV-1a). */
function hash(text) {
  let state = 0x811c9dc5;
  for (const letter of text) state = Math.imul(state ^ letter.charCodeAt(0), 0x01000193);
  return state >>> 0;
}

/**
 * A 32-bit generator (xorshift) for one purpose, so that what is drawn for one thing changes nothing else; `below(n)`
 * gives 0 … n-1.
 */
function createRandom(...purpose) {
  let state = hash([SEED, ...purpose].join(' ')) || 1;
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

/** The digits of a target or an actual: tenths for days, whole numbers for all else. */
const digitsOf = ({ indikator }) => (indikator === 'waktu_layanan' ? 1 : 0);
const unitsOf = ({ target }) => Number(target.replace('.', ''));
const code = (number) => String(number).padStart(2, '0');
const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

function createStaff() {
  const staff = [];
  for (const [unit, size, answering] of UNITS) {
    for (let index = 0; index < size; index++) {
      const number = staff.length + 1;
      const random = createRandom('staff', number);
      const born = code(random.between(1, 12));
      const year = 2006 + random.below(18);
      const gender = 1 + random.below(2);
      staff.push({
        number,
        nip: `9998${born}01${year}01${gender}${String(number).padStart(3, '0')}`,
        nama: `${random.pick(GIVEN)} ${random.pick(FAMILY)}`,
        unit,
        kelas: index === 0 ? (number === 1 ? 'administrator' : 'pengawas') : 'pelaksana',
        answers: index < answering,
        joined: JOINED.get(number) ?? 1,
        skill: Math.floor((random.below(1000) + random.below(1000)) / 2),
      });
    }
  }
  return staff;
}

/** Parts of a total, each at least 5, in steps of 5. */
function weights(total, count, random) {
  const parts = Array.from({ length: count }, () => 5);
  for (let left = total - 5 * count; left > 0; left -= 5) parts[random.below(count)] += 5;
  return parts;
}

/**
 * The plan of one employee: 3 to 7 rows whose weights total 60, beside the routine work and the attendance with 20
 * each. Targets are for one quarter.
 */
function createPlan(person) {
  const random = createRandom('plan', person.number);
  const services = random.below(3);
  const answers = person.answers ? 1 : 0;
  const drawn = random.between(2, 5);
  const activities = Math.min(Math.max(drawn, 3 - services - answers), 7 - services - answers);
  const kinds = [
    ...Array.from({ length: activities }, () => 'kegiatan'),
    ...Array.from({ length: services }, () => 'waktu_layanan'),
    ...Array.from({ length: answers }, () => COMPLAINTS),
  ];
  const parts = weights(60, kinds.length, random);
  return kinds.map((indikator, index) => ({
    nip: person.nip,
    nomor: `R${code(person.number)}-${index + 1}`,
    indikator,
    bobot: String(parts[index]),
    mulai: iso(QUARTERS[person.joined - 1].first),
    sampai: '2026-12-31',
    ...describe(indikator, random),
  }));
}

function describe(indikator, random) {
  if (indikator === 'kegiatan') {
    const [judul, satuan, low, high] = random.pick(ACTIVITIES);
    return { judul, satuan, target: String(random.between(low, high)) };
  }
  if (indikator === 'waktu_layanan') {
    const [judul, low, high] = random.pick(SERVICES);
    return { judul, satuan: 'hari', target: fixed(random.between(low, high), 1) };
  }
  const judul = 'Pengaduan selesai dalam 5 hari kerja';
  return { judul, satuan: '%', target: String(90 + 2 * random.below(5)) };
}

/** The first row of the kind is replaced from the day after. */
function withRevisions(rows, staff) {
  return rows.flatMap((row) => {
    const revision = REVISIONS.find(({ number, kind }) => staff[number - 1].nip === row.nip && row.indikator === kind);
    if (!revision || row !== rows.find(({ nip, indikator }) => nip === row.nip && indikator === row.indikator)) {
      return [row];
    }
    const changed = Math.max(1, Math.floor((unitsOf(row) * revision.share) / 100));
    const next = iso(Date.parse(revision.last) / 86_400_000 + 1);
    return [
      { ...row, sampai: revision.last },
      { ...row, mulai: next, target: fixed(changed, digitsOf(row)) },
    ];
  });
}

function withReplaced(rows, staff) {
  const { number, last, next } = REPLACED;
  const { nip } = staff[number - 1];
  const old = rows.find((row) => row.nip === nip && row.indikator === 'kegiatan');
  const [judul, satuan, target] = next;
  const nomor = `R${code(number)}-${rows.filter((row) => row.nip === nip).length + 1}`;
  const mulai = iso(Date.parse(last) / 86_400_000 + 1);
  return [
    ...rows.map((row) => (row === old ? { ...row, sampai: last } : row)),
    { ...old, nomor, judul, satuan, target, mulai },
  ];
}

/** Equals have the same plan, under their own numbers, and answer no complaints. */
function withEquals(plan, staff) {
  const people = EQUALS.numbers.map((number) => staff[number - 1]);
  const [first] = people;
  const pattern = plan.filter(({ nip, indikator }) => nip === first.nip && indikator !== COMPLAINTS);
  const others = plan.filter(({ nip }) => people.every((person) => person.nip !== nip));
  const own = people.flatMap(({ nip, number }) =>
    pattern.map((row, index) => ({ ...row, nip, nomor: `R${code(number)}-${index + 1}` })),
  );
  return [...others, ...own];
}

/** What became of a plan row in a quarter; nothing for the percentage, which is counted from the complaints. */
function createActual(row, person, { period, last }) {
  const random = createRandom('actual', row.nomor, period);
  const level = clamp(person.skill + random.between(-150, 200), 0, 999);
  const forgotten = random.below(100) < 2;
  const more = random.below(2);
  if (row.indikator === COMPLAINTS || row.mulai > iso(last) || row.sampai < iso(last)) return [];
  // Work that nobody recorded: it is left out of the mean.
  if (forgotten) return [];
  const isActivity = row.indikator === 'kegiatan';
  const share = isActivity ? 900 + Math.floor(level / 3) : 1100 - Math.floor(level / 3);
  const actual = Math.max(isActivity ? 0 : 1, Math.floor((unitsOf(row) * share) / 1000) + more);
  return [{ nip: row.nip, periode: period, nomor: row.nomor, realisasi: fixed(actual, digitsOf(row)) }];
}

function createRecord(person, { period, quarter }) {
  const random = createRandom('record', person.number, quarter);
  const level = clamp(person.skill + random.between(-120, 160), 0, 999);
  const manner = level + random.between(-250, 250);
  const punished = random.below(100) >= 97 ? random.pick(['ringan', 'sedang']) : 'tidak_ada';
  const routine = clamp(8800 + level + Math.floor(level / 4) + random.between(-200, 200), 6000, 10_000);
  const decision = DECISIONS.find(([when, number]) => when === quarter && number === person.number);
  return {
    nip: person.nip,
    _nama: person.nama,
    periode: period,
    unit_kerja: person.unit,
    mulai: '',
    sampai: '',
    kelas_jabatan: person.kelas,
    menangani_pengaduan: person.answers ? 'ya' : 'tidak',
    tugas_rutin: fixed(routine, 2),
    perilaku: manner < 200 ? 'di_bawah' : manner < 560 ? 'sesuai' : 'di_atas',
    keputusan: decision?.[2] ?? '',
    alasan_keputusan: decision?.[3] ?? '',
    hukuman: punished,
  };
}

function withTransfer(record, staff, { quarter, first, last }) {
  if (record.nip !== staff[TRANSFER.number - 1].nip || quarter < TRANSFER.quarter) return [record];
  if (quarter > TRANSFER.quarter) return [{ ...record, unit_kerja: TRANSFER.to }];
  const next = iso(Date.parse(TRANSFER.last) / 86_400_000 + 1);
  return [
    { ...record, unit_kerja: TRANSFER.from, mulai: iso(first), sampai: TRANSFER.last, tugas_rutin: '91.50' },
    { ...record, unit_kerja: TRANSFER.to, mulai: next, sampai: iso(last), tugas_rutin: '98.25' },
  ];
}

function withFaults(record, staff, { quarter }) {
  const fault = FAULTS.find(([when, number]) => when === quarter && staff[number - 1].nip === record.nip);
  if (!fault) return record;
  const [, , column, change] = fault;
  return { ...record, [column]: change(record[column]) };
}

const isWorkday = (days) => {
  const weekday = new Date(days * 86_400_000).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !NO_WORK.has(iso(days));
};

function createComplaints(person, { period, first, last, quarter }) {
  const random = createRandom('complaints', person.number, quarter);
  if (!person.answers) return [];
  return Array.from({ length: random.between(0, 9) }, (_, index) => {
    const came = random.between(first, last - 20);
    const took = Math.max(0, 9 - Math.floor(person.skill / 130) + random.between(-3, 4));
    const open = random.below(100) < 4;
    return {
      nip: person.nip,
      periode: period,
      nomor_aduan: `A${quarter}${code(person.number)}${index + 1}`,
      tanggal_masuk: iso(came),
      tanggal_selesai: open ? '' : iso(came + took),
    };
  });
}

/** Days on which something was amiss: late by so many minutes, or absent without leave. */
function createAttendance(person, { period, first, last }) {
  const random = createRandom('attendance', person.number, period);
  const rows = [];
  for (let days = first; days <= last; days++) {
    if (!isWorkday(days)) continue;
    const chance = random.below(1000);
    if (chance >= 90 - Math.floor(person.skill / 15)) continue;
    const absent = chance < 3;
    rows.push({
      nip: person.nip,
      periode: period,
      tanggal: iso(days),
      keadaan_hadir: absent ? 'alpa' : 'terlambat',
      menit: absent ? '0' : String(random.pick([5, 15, 30, 31, 45, 60, 61, 75, 90, 91, 120])),
    });
  }
  return rows;
}

/** All of one quarter. */
function createQuarter(part, staff, plan) {
  const present = staff.filter(({ joined }) => joined <= part.quarter);
  const byNip = new Map(present.map((person) => [person.nip, person]));
  const own = plan.filter(({ nip }) => byNip.has(nip));
  const records = present.map((person) => createRecord(person, part));
  const made = {
    records,
    actuals: own.flatMap((row) => createActual(row, byNip.get(row.nip), part)),
    complaints: present.flatMap((person) => createComplaints(person, part)),
    attendance: present.flatMap((person) => createAttendance(person, part)),
  };
  const equal = part.quarter === EQUALS.quarter ? makeEqual(made, part, staff, own) : made;
  const moved = equal.records.flatMap((record) => withTransfer(record, staff, part));
  return { ...equal, records: moved.map((record) => withFaults(record, staff, part)) };
}

/** The same good work of all equals: 108 % of what was planned, in 92 % of the time, and always present. */
function makeEqual({ records, actuals, complaints, attendance }, { period }, staff, plan) {
  const nips = new Set(EQUALS.numbers.map((number) => staff[number - 1].nip));
  const others = (row) => !nips.has(row.nip);
  const same = { tugas_rutin: '100.00', perilaku: 'di_atas', hukuman: 'tidak_ada' };
  const done = plan.filter((row) => nips.has(row.nip));
  return {
    records: records.map((record) => (others(record) ? record : { ...record, ...same })),
    complaints,
    attendance: attendance.filter(others),
    actuals: [
      ...actuals.filter(others),
      ...done.map((row) => {
        const share = row.indikator === 'kegiatan' ? 108 : 92;
        const realisasi = fixed(Math.floor((unitsOf(row) * share) / 100), digitsOf(row));
        return { nip: row.nip, periode: period, nomor: row.nomor, realisasi };
      }),
    ],
  };
}

function cell(text) {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function write(folder, name, rows, columns = Object.keys(rows[0])) {
  const lines = rows.map((row) => columns.map((column) => cell(row[column] ?? '')).join(','));
  writeFileSync(join(folder, name), `${[columns.join(','), ...lines].join('\n')}\n`);
}

const PLAN_COLUMNS =
  'nip,nomor,indikator,judul,target,bobot,satuan,mulai,sampai,disetujui_oleh,disetujui_tanggal'.split(',');

const folder = process.argv[2] ?? fileURLToPath(new URL('./data', import.meta.url));
const everybody = createStaff();
const staff = everybody.map((person) => ({
  ...person,
  answers: person.answers && !EQUALS.numbers.includes(person.number),
}));
const drawn = staff.flatMap((person) => createPlan(person));
const plan = withReplaced(withRevisions(withEquals(drawn, staff), staff), staff).sort((a, b) =>
  a.nomor + a.mulai < b.nomor + b.mulai ? -1 : 1,
);
const approved = plan.map((row) => ({
  ...row,
  disetujui_oleh: 'Camat',
  disetujui_tanggal: row.mulai === '2026-01-01' ? '2025-12-22' : row.mulai,
}));
write(folder, 'rencana.csv', approved, PLAN_COLUMNS);
write(
  folder,
  'libur.csv',
  HOLIDAYS.map(([tanggal, nama]) => ({ tanggal, nama })),
);
const quarters = QUARTERS.map((part) => createQuarter(part, staff, plan));
write(
  folder,
  'pegawai.csv',
  quarters.flatMap(({ records }) => records),
);
write(
  folder,
  'realisasi.csv',
  quarters.flatMap(({ actuals }) => actuals),
);
write(
  folder,
  'pengaduan.csv',
  quarters.flatMap(({ complaints }) => complaints),
);
write(
  folder,
  'presensi.csv',
  quarters.flatMap(({ attendance }) => attendance),
);
write(
  folder,
  'unit.csv',
  QUARTERS.flatMap(({ period }, index) =>
    UNITS.map(([unit_kerja], at) => ({
      periode: period,
      unit_kerja,
      predikat_organisasi: ORGANISATION[index][at],
    })),
  ),
);
