import type { ExplainTexts } from '../explain-texts.ts';

export const explain = (): ExplainTexts => ({
  rows: ({ details, read, counted }) =>
    counted === null
      ? `${details}: sebagian dari ${read} baris dihitung`
      : `${details}: ${counted} dari ${read} baris dihitung`,
  rowOfDetails: (row) => `baris ${row}`,
  moreRows: (count) => `dan ${count} baris lagi`,
  groups: {
    heading: 'Kelompok',
    amounts: 'Besaran',
    decisions: 'Keputusan atasan',
    counted: ({ counted, members, group }) =>
      `${counted} dari ${members} anggota dihitung${group === '' ? '' : ` di ${group}`}`,
    waits: 'belum diputuskan: bergantung pada nilai sama yang belum diputuskan dalam kelompoknya',
    limitOutcomes: {
      kept: ({ from, rank, capacity }) => `tetap ${from}: urutan ${rank}, tersedia ${capacity} tempat`,
      moved: ({ from, to, rank, capacity }) =>
        `usulan turun dari ${from} ke ${to ?? ''}: urutan ${rank}, tersedia ${capacity} tempat`,
      tie_refused: ({ from, rank, capacity }) =>
        `${from} belum diputuskan: bernilai sama di batas (urutan ${rank}, tersedia ${capacity} tempat)`,
      tie_awaited: ({ from, rank, capacity }) =>
        `${from} belum diputuskan: menunggu putusan lain (urutan ${rank}, tersedia ${capacity} tempat)`,
    },
    noRule: 'tidak terkena batas',
    proposalOnly: 'Batas sebaran menghasilkan usulan; pejabat penilai yang menetapkan.',
    payments: {
      funded: () => 'dibayar penuh dari anggaran',
      unfunded: (due) => `tidak terbayar, karena anggaran sudah habis (seharusnya ${due})`,
      prorated: (due) => `dibayar prorata dari ${due}`,
      undecided: (due) => `belum diputuskan di batas anggaran (seharusnya ${due})`,
    },
    base: 'dasar',
    deduction: ({ name, amount, rest }) => `potongan ${name}: ${amount}, sisa ${rest}`,
    proposal: 'usulan',
    decision: 'keputusan',
    noDecision: 'tidak ada keputusan lain, sehingga usulan berlaku',
    reason: 'alasan',
  },
  heading: (subject, key, period) => `${subject} ${key}, ${period}`,
  basis: 'Dasar hukum',
  notAssessed: 'Tidak dinilai: tidak ada indikator yang dapat dinilai.',
  award: 'Penghargaan',
  awardStates: {
    placed: (name) => name,
    none: (name) => `${name} (tidak masuk tingkat mana pun)`,
    not_eligible: (name) => `${name} (syarat umum tidak terpenuhi)`,
    not_assessed: 'tidak ada, karena tidak dinilai',
    undecided: 'belum diputuskan: nilainya sama dengan yang lain di batas kuota, pejabat yang memutuskan',
  },
  beforeLimits: 'Kuota belum diterapkan: baru satu baris yang dinilai.',
  eligible: (holds) => (holds ? 'Syarat umum: terpenuhi' : 'Syarat umum: tidak terpenuhi'),
  tierOutcomes: {
    placed: (tier) => `${tier}: diperoleh`,
    condition_false: (tier) => `${tier}: tidak, syaratnya tidak terpenuhi`,
    quota_full: (tier) => `${tier}: tidak, syaratnya terpenuhi tetapi tempatnya habis`,
    tie_excluded: (tier) =>
      `${tier}: tidak, nilainya sama dengan yang lain di batas kuota sehingga semuanya tidak masuk`,
    tie_refused: (tier) => `${tier}: belum diputuskan, nilainya sama dengan yang lain di batas kuota`,
    tie_awaited: (tier) => `${tier}: belum diputuskan, bergantung pada nilai sama di tingkat yang lebih tinggi`,
  },
  quota: ({ rank, capacity, group }) =>
    `peringkat ${rank}, tersedia ${capacity} tempat${group === '' ? '' : ` di ${group}`}`,
  order: 'urutan menurut',
  lastAdmitted: (key) => `yang terakhir masuk: ${key}`,
  grants: 'Diberikan',
  scores: 'Nilai',
  values: 'Hitungan',
  ratings: 'Klasifikasi',
  tables: 'Tabel',
  indicators: 'Indikator',
  member: ({ name, value, weight, share }) => `${name}: ${value}, bobot ${weight} (porsi ${share})`,
  membersLeftOut: (names) => `tidak ikut dihitung: ${names.join(', ')}`,
  band: (name, interval) => `kategori ${name}: ${interval}`,
  noBand: 'tidak ada kategori, karena tidak ada nilainya',
  row: (number) => `baris ke-${number} yang cocok`,
  noRow: 'tidak ada baris yang cocok, maka berlaku selain_itu',
  rowMissing: 'tidak ada baris, karena ada kolom yang kosong',
  indicatorStates: {
    scored: 'dinilai',
    not_applicable: 'tidak berlaku baginya',
    excluded: 'realisasinya kosong, maka dikeluarkan dari penilaian',
    zero_scored: 'realisasinya kosong, maka capaiannya 0',
    carried: 'realisasinya kosong, maka dipakai realisasi terakhir dari periode sebelumnya',
  },
  parts: {
    applies: 'berlaku jika',
    formula: 'rumus',
    actual: 'realisasi',
    target: 'target',
    achievement: 'capaian',
    score: 'nilai',
    weight: 'bobot',
    all: 'semua ini',
    any: 'salah satu dari ini',
    not: 'bukan ini',
  },
  carriedFrom: (period) => `realisasinya sendiri kosong, maka dipakai realisasi ${period}`,
  takenTogether: (method) => `dari beberapa baris: ${method}`,
  earlier: 'Dibaca dari periode sebelumnya',
  noRowThere: 'tidak ada baris',
  rowsTogether: 'Baris yang digabungkan',
  stretch: (period, from, to, days) => `${period}, ${from} sampai ${to} (${days} hari)`,
  planRow: (no) => (no === null ? 'menurut rencana kerja' : `baris rencana kerja nomor ${no}`),
  planSegment: ({ from, to, days, target }) => `${from} sampai ${to} (${days} hari): sasaran ${target}`,
  planAchieved: (achievement) => `, capaian ${achievement}`,
  clamped: (interval) => `dibatasi pada ${interval}`,
  withinClamp: (interval) => `sudah berada di dalam batas ${interval}`,
  rounded: (digits, mode) =>
    digits === 0
      ? `dibulatkan ke bilangan bulat (${mode})`
      : `dibulatkan ke ${digits} angka di belakang koma (${mode})`,
  roundedToStep: (step, mode) => `dibulatkan ke kelipatan ${step} (${mode})`,
  notRounded: 'tidak dibulatkan',
  share: (weight, share) => `${weight}, porsinya ${share} dari bobot yang dihitung`,
  exactly: (exact) => `tepatnya ${exact}`,
  absent: {
    missing: 'kosong',
    not_applicable: 'tidak berlaku',
    error: 'tidak dapat dihitung',
    masked: '(disembunyikan)',
    unused: '(tidak diperlukan)',
  },
  reasons: {
    placed: (tier) => `memenuhi syarat ${tier}`,
    placedByRank: (tier, rank, capacity) => `memenuhi syarat ${tier}, peringkat ${rank} untuk ${capacity} tempat`,
    none: 'tidak masuk tingkat mana pun',
    notEligible: 'tidak memenuhi syarat umum penghargaan',
    notAssessed: 'tidak dinilai: tidak ada indikator yang dapat dinilai',
    conditionFalse: (tier) => `${tier}: syarat tidak terpenuhi`,
    quotaFull: (tier, rank, capacity) => `${tier}: tempat habis (peringkat ${rank} untuk ${capacity} tempat)`,
    tieExcluded: (tier, rank, capacity) =>
      `${tier}: nilainya sama dengan yang lain di batas kuota, semuanya tidak masuk (peringkat ${rank} untuk ${capacity} tempat)`,
    tieRefused: (tier, rank, capacity) =>
      `${tier}: nilainya sama dengan yang lain di batas kuota (peringkat ${rank} untuk ${capacity} tempat), harus diputuskan pejabat`,
    tieAwaited: (tier, rank, capacity) =>
      `${tier}: belum diputuskan, menunggu putusan atas nilai sama di tingkat yang lebih tinggi (peringkat ${rank} dari ${capacity} tempat)`,
  },
  sentence: {
    rated: ({ rating, band, of, value, interval }) => `${rating} ${band} karena ${of} ${value} termasuk ${interval}`,
    unrated: (rating) => `${rating} tidak ada karena nilainya kosong`,
    award: (name, reason) => `penghargaan ${name}: ${reason}`,
  },
});
