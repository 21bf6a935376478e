import type { Texts } from '../texts.ts';

export const texts: Texts = {
  runner: {
    tagline: 'takar: penilaian kinerja dengan aturan yang dapat dibaca semua orang. Tepat, diperiksa, dijelaskan.',
    usage: 'Cara pakai',
    commandsHeading: 'Perintah',
    optionsHeading: 'Pilihan',
    moreHelp: 'Keterangan satu perintah: takar PERINTAH --help',
    commands: {
      check: 'Mencari kesalahan dalam berkas aturan: nama, satuan, celah antarkategori, kuota, dan lainnya',
      test: 'Menjalankan contoh yang tertulis di dalam berkas aturan',
      score: 'Menilai baris-baris berkas data dan menulis satu baris hasil untuk masing-masing',
      explain: 'Menjelaskan langkah demi langkah bagaimana satu hasil diperoleh',
      export: 'Menulis aturan penghargaan untuk dipakai program lain',
      fmt: 'Merapikan penulisan berkas aturan, dengan kata Indonesia atau Inggris',
      init: 'Memulai folder baru berisi aturan kecil, data, dan penjelasannya',
      why: 'Menjelaskan arti kode temuan, misalnya TK501',
    },
    options: {
      lang: 'Bahasa semua keterangan takar',
      help: 'Menampilkan keterangan ini',
      version: 'Menampilkan versi',
      format: 'Bentuk keluaran',
      fix: 'Memperbaiki yang dapat diperbaiki tanpa mengubah arti apa pun',
      'fail-level': 'Mulai tingkat temuan mana kode keluar menjadi 1',
      data: 'Berkas data: CSV atau JSON Lines (.jsonl); - berarti masukan standar; boleh beberapa kali',
      period: 'Periode yang dinilai, misalnya 2026-Q3 (atau 2026-TW3), 2026-07, 2026-S1, atau 2026',
      out: 'Berkas hasil (CSV); - berarti keluaran standar',
      rejects: 'Berkas baris yang tidak dapat dinilai beserta alasannya (CSV)',
      locale: 'Cara angka ditulis dalam data: en 1234.5, id 1.234,5',
      columns: 'Kolom hasil: semua (all), atau tanpa kolom setiap indikator (summary)',
      names: 'Menampilkan kunci orang lain dalam alasan',
      'fail-on-reject': 'Berhenti dengan kode keluar 1, sebelum menulis apa pun, bila ada baris yang ditolak',
      'max-rejects':
        'Berhenti dengan kode keluar 1, sebelum menulis apa pun, bila yang ditolak melebihi ini (5 atau 2%)',
      summary: 'Berkas hitungan baris dan penghargaan (JSON)',
      progress: 'Memberitahukan jumlah baris yang sudah dibaca',
      key: 'Kunci baris yang dijelaskan (bila kolom kuncinya beberapa: disambung dengan /)',
      to: 'Yang ditulis',
      check: 'Hanya menyebut berkas yang belum rapi',
    },
    oneOf: (values) => `salah satu dari: ${values.join(', ')}`,
    byDefault: (value) => `bila tidak disebut: ${value}`,
    checked: ({ files, errors, warnings, fixable }) =>
      errors + warnings === 0
        ? `${files} berkas diperiksa, tidak ada temuan.`
        : `${files} berkas diperiksa: ${errors} kesalahan, ${warnings} peringatan.${
            fixable > 0 ? ` takar check --fix dapat memperbaiki ${fixable}.` : ''
          }`,
    fixed: ({ fixes, files }) => `${fixes} tempat diperbaiki dalam ${files} berkas.`,
    exampleOk: (name) => `cocok  ${name}`,
    exampleFailed: (name) => `GAGAL  ${name}`,
    tested: ({ files, passed, failed }) =>
      `${passed + failed} contoh dalam ${files} berkas: ${passed} cocok, ${failed} gagal.`,
    notTested: (path) => `${path}: contohnya tidak dijalankan karena berkas ini masih mengandung kesalahan.`,
    formatted: (path) => `${path}: sudah dirapikan`,
    notFormatted: (path) => `${path}: belum rapi`,
    formatCounts: ({ files, changed, checkOnly }) =>
      checkOnly ? `${files} berkas dilihat, ${changed} belum rapi.` : `${files} berkas dilihat, ${changed} dirapikan.`,
    created: (path) => `ditulis: ${path}`,
    nextSteps: (folder) =>
      `Selanjutnya: baca ${folder}/README.md, ubah ${folder}/penilaian.takar.yaml, lalu jalankan takar check ${folder}`,
    written: (path) => `ditulis: ${path}`,
    rowsRead: (count) => `${count} baris dibaca`,
    whyExample: 'Contoh',
  },
  report: {
    error: 'kesalahan',
    warning: 'peringatan',
    info: 'catatan',
    help: 'Yang perlu dilakukan',
    row: (row) => `baris ${row}`,
    column: (name) => `kolom ${name}`,
    roles: {
      declared_here: (name) => (name ? `'${name}' dinyatakan di sini` : 'dinyatakan di sini'),
      first_here: (name) => (name ? `'${name}' pertama kali ada di sini` : 'pertama kali di sini'),
      other_row: () => 'baris yang lain',
      used_here: (name) => (name ? `'${name}' dipakai di sini` : 'dipakai di sini'),
      expected_here: () => 'diharapkan karena ini',
      cycle_step: (name) => (name ? `'${name}' ikut dalam lingkaran ini` : 'ikut dalam lingkaran ini'),
      also_row: () => 'baris ini juga',
    },
    masked: '(disembunyikan)',
    summary: {
      heading: (ruleset, period) => `${ruleset}, ${period}`,
      counts: ({ read, scored, rejected }) => `Baris dibaca ${read} = dinilai ${scored} + ditolak ${rejected}`,
      otherPeriods: (count) => `Baris periode lain, tidak dibaca: ${count}`,
      notAssessed: (count) => `Tidak dinilai (tidak ada yang dapat dinilai): ${count}`,
      undecided: (count) => `Belum diputuskan (nilai sama di batas kuota, harus diputuskan pejabat): ${count}`,
      awards: 'Penghargaan',
      group: 'Kelompok',
      everyone: 'semua',
      total: 'Jumlah',
      quotas: 'Kuota',
      quotaHeadings: {
        tier: 'Tingkat',
        group: 'Kelompok',
        base: 'Dihitung dari',
        room: 'Tempat',
        candidates: 'Calon',
        placed: 'Terisi',
        rejected: 'Baris ditolak',
      },
      notAssessedLabel: 'tidak dinilai',
      undecidedLabel: 'belum diputuskan',
      reasons: {
        placed: (tier) => `memenuhi syarat ${tier}`,
        placedByRank: (tier, rank, capacity) => `memenuhi syarat ${tier}, peringkat ${rank} dari ${capacity} tempat`,
        none: 'tidak memenuhi syarat tingkat mana pun',
        notEligible: 'tidak memenuhi syarat umum penghargaan',
        notAssessed: 'tidak dinilai: tidak ada indikator yang dapat dinilai',
        undecided: (tier, rank, capacity) =>
          `${tier}: nilainya sama dengan yang lain di batas kuota (peringkat ${rank}, ${capacity} tempat); harus diputuskan pejabat`,
        conditionFalse: (tier) => `${tier}: syarat tidak terpenuhi`,
        quotaFull: (tier, rank, capacity, lastAdmitted) =>
          `${tier}: tempat habis (peringkat ${rank}, ${capacity} tempat${lastAdmitted === null ? '' : `, yang terakhir masuk ${lastAdmitted}`})`,
        tieExcluded: (tier, rank, capacity) =>
          `${tier}: nilainya sama dengan yang lain di batas kuota, semuanya tidak masuk (peringkat ${rank}, ${capacity} tempat)`,
      },
    },
  },
  explain: {},
};
