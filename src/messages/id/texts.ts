import type { Texts } from '../texts.ts';
import { explain } from './explain.ts';
import { planSheet } from './plan-sheet.ts';

export const texts = (): Texts => ({
  runner: {
    tagline: 'takar: penilaian kinerja dengan aturan yang dapat dibaca semua orang. Tepat, diperiksa, dijelaskan.',
    usage: 'Cara pakai',
    commandsHeading: 'Perintah',
    optionsHeading: 'Pilihan',
    environmentHeading: 'Lingkungan',
    environment: {
      TAKAR_LANG: 'Bahasa bila --lang tidak diberikan: id atau en',
      TAKAR_THREADS:
        'Banyaknya utas tambahan yang ikut menilai berkas CSV besar (0: tidak ada). Bila tidak diberikan: satu kurang dari jumlah prosesor',
      NO_COLOR: 'Dengan nilai apa pun: tanpa warna',
    },
    moreHelp: 'Keterangan satu perintah: takar PERINTAH --help',
    placeholders: {
      PATH: 'BERKAS',
      RULESET: 'ATURAN',
      DIR: 'FOLDER',
      CODE: 'KODE',
      FILE: 'BERKAS',
      'NAME=FILE': 'NAMA=BERKAS',
      PERIOD: 'PERIODE',
      KEY: 'KUNCI',
      FORM: 'BENTUK',
      LOCALE: 'CARA',
      WHICH: 'KOLOM',
      LEVEL: 'TINGKAT',
      LANG: 'BAHASA',
      LIMIT: 'BATAS',
    },
    commands: {
      check: 'Mencari kesalahan dalam berkas aturan: nama, satuan, celah antarkategori, kuota, dan lainnya',
      test: 'Menjalankan contoh yang tertulis di dalam berkas aturan',
      score: 'Menilai baris-baris berkas data dan menulis satu baris hasil untuk masing-masing',
      explain: 'Menjelaskan langkah demi langkah bagaimana satu hasil diperoleh',
      'plan check': 'Memeriksa rencana kerja sebelum periodenya mulai: yang kurang, bobot, sasaran, persetujuan',
      'plan sheet': 'Menulis satu halaman untuk tiap pegawai: indikator, sasaran, bobot, dan syarat tiap penghargaan',
      export:
        'Menulis aturan penghargaan (json-rules) atau bentuk satu baris data (json-schema) untuk dipakai program lain',
      template: 'Membuat lembar isian XLSX untuk data sebuah aturan: kolom, pilihan, dan batasnya sudah tersedia',
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
      baseline: 'Berkas temuan lama yang tidak dihitung dan tidak ditampilkan lagi',
      'write-baseline': 'Mencatat semua temuan sekarang ke berkas ini sebagai temuan lama',
      coverage: 'Menyebut baris, kategori, tingkat, dan cabang rumus yang tidak diuji contoh mana pun',
      threshold: 'Dengan --coverage: kode keluar 1 bila yang diuji kurang dari sekian persen',
      generate: 'Menulis contoh pada setiap batas dan contoh untuk setiap syarat, beserta hasilnya sekarang',
      data: 'Berkas data: CSV, JSON Lines (.jsonl) atau XLSX (data.xlsx#Lembar); - berarti masukan standar; boleh beberapa kali',
      plan: 'Berkas rencana kerja (CSV, .jsonl, .xlsx): satu baris untuk tiap pegawai dan indikator; boleh beberapa kali',
      actuals: 'Berkas realisasi dalam bentuk panjang: kunci, periode, indikator atau nomor baris rencana, realisasi',
      indicators: 'Berkas hasil tiap indikator dan tiap baris rencana, satu baris masing-masing (CSV atau .xlsx)',
      mapping: 'Pemetaan kolom (YAML): kolom mana membawa masukan mana, dan cara menulis angka dan tanggalnya',
      group: 'Data kelompok menurut nama, misalnya unit=unit.csv; boleh diberikan beberapa kali',
      history:
        'Baris periode lain, masing-masing dengan periodenya; untuk aturan yang membaca periode sebelumnya, dan untuk periode panjang. Boleh berulang',
      details: 'Baris rincian yang dinyatakan aturan: NAMA=BERKAS, boleh beberapa kali',
      calendar: 'Hari libur kalender yang dinyatakan aturan: NAMA=BERKAS (CSV dengan kolom tanggal)',
      period: 'Periode yang dinilai, misalnya 2026-Q3 (atau 2026-TW3), 2026-07, 2026-S1, atau 2026',
      out: 'Berkas hasil (CSV, atau XLSX menurut akhiran namanya); - berarti keluaran standar',
      rejects:
        'Berkas baris yang tidak dapat dinilai beserta alasannya (CSV); .xlsx: salinan buku kerja data dengan sel yang ditandai',
      locale: 'Cara angka ditulis dalam data: en 1234.5, id 1.234,5',
      columns: 'Kolom hasil: semua (all), atau tanpa kolom setiap indikator (summary)',
      names: 'Menampilkan kunci orang lain dalam alasan',
      'fail-on-reject': 'Berhenti dengan kode keluar 1, sebelum menulis apa pun, bila ada baris yang ditolak',
      'max-rejects':
        'Berhenti dengan kode keluar 1, sebelum menulis apa pun, bila yang ditolak melebihi ini (5 atau 2%)',
      summary: 'Berkas hitungan baris dan penghargaan (JSON)',
      progress: 'Memberitahukan jumlah baris yang sudah dibaca',
      key: 'Kunci baris yang dijelaskan (bila kolom kuncinya beberapa: disambung dengan /)',
      engine:
        'Penghitungnya: takar sendiri, per baris (exact) atau berkas CSV besar per kolom (columns), atau basis data; hasilnya sama',
      table: 'Nama tabel yang memuat datanya, di dalam SQL',
      to: 'Yang ditulis',
      performance:
        'Juga menyebut bagian yang tidak dihitung dengan bilangan bulat per kolom, alasannya, dan cara memperbaikinya',
      check: 'Hanya menyebut berkas yang belum rapi',
    },
    oneOf: (values) => `salah satu dari: ${values.join(', ')}`,
    byDefault: (value) => `bila tidak disebut: ${value}`,
    knownFindings: ({ known, mended, path }) =>
      `${known} temuan lama menurut ${path} tidak dihitung.${
        mended > 0 ? ` ${mended} temuan pada berkas itu sudah tidak ada lagi; tulis ulang dengan --write-baseline.` : ''
      }`,
    baselineWritten: ({ findings, path }) => `${path}: ${findings} temuan dicatat sebagai temuan lama.`,
    checked: ({ files, errors, warnings, fixable }) =>
      errors + warnings === 0
        ? `${files} berkas diperiksa, tidak ada temuan.`
        : `${files} berkas diperiksa: ${errors} kesalahan, ${warnings} peringatan.${
            fixable > 0 ? ` takar check --fix dapat memperbaiki ${fixable}.` : ''
          }`,
    planChecked: ({ records, rows, errors, warnings }) =>
      `${records} orang dan ${rows} baris rencana diperiksa${errors + warnings === 0 ? ', tidak ada temuan.' : `: ${errors} kesalahan, ${warnings} peringatan.`}`,
    sheetsWritten: (count, where) => `${count} lembar rencana kerja ditulis: ${where}`,
    fixed: ({ fixes, files }) => `${fixes} tempat diperbaiki dalam ${files} berkas.`,
    exampleOk: (name) => `cocok  ${name}`,
    exampleFailed: (name) => `GAGAL  ${name}`,
    tested: ({ files, passed, failed }) =>
      `${passed + failed} contoh dalam ${files} berkas: ${passed} cocok, ${failed} gagal.`,
    notTested: (path) => `${path}: contohnya tidak dijalankan karena berkas ini masih mengandung kesalahan.`,
    generated: ({ examples, present, impossible, notFound }) =>
      `${examples} contoh dibuat; ${present} hal sudah ditunjukkan contoh yang ada, ${impossible} tidak mungkin, ${notFound} tidak ditemukan.`,
    formatted: (path) => `${path}: sudah dirapikan`,
    notFormatted: (path) => `${path}: belum rapi`,
    formatCounts: ({ files, changed, checkOnly }) =>
      checkOnly ? `${files} berkas dilihat, ${changed} belum rapi.` : `${files} berkas dilihat, ${changed} dirapikan.`,
    created: (path) => `ditulis: ${path}`,
    nextSteps: (folder) =>
      `Selanjutnya: baca ${folder}/README.md, ubah ${folder}/penilaian.takar.yaml, lalu jalankan takar check ${folder}`,
    written: (path) => `ditulis: ${path}`,
    rowsRead: (count) => `${count} baris dibaca`,
    whyBad: 'Yang keliru',
    whyMended: 'Sesudah diperbaiki',
  },
  report: {
    performance: {
      allFast: (ruleset) => `${ruleset}: semuanya dihitung dengan bilangan bulat per kolom.`,
      heading: (ruleset) => `${ruleset}: dihitung lebih lambat (hasilnya tetap sama)`,
      operation: (operation) =>
        `'${operation}' memerlukan lebih dari baris itu sendiri, sehingga setiap baris dihitung satu per satu. Hindari bila kecepatan penting.`,
      part: (part) => `Aturan ini memakai '${part}', yang dihitung baris demi baris.`,
      group: {
        unrounded:
          'Aturan kelompok ini memakai hasil bagi yang tidak dibulatkan, sehingga semua baris disimpan sampai akhir. Bulatkan lebih dulu.',
        wide: 'Aturan kelompok ini memakai angka lebih dari 15 angka, sehingga semua baris disimpan sampai akhir. Persempit rentang data masukannya.',
      },
      award:
        'Penghargaan diurutkan atau dibayar dengan angka lebih dari 15 angka, sehingga semua baris disimpan sampai akhir. Persempit rentang data masukannya.',
      shown: (figures) =>
        `Hasil memuat angka di sini yang dapat mencapai ${figures} angka; di atas 18 angka semua baris dihitung satu per satu dan disimpan sampai akhir. Bulatkan angkanya, atau persempit rentang data masukannya.`,
      passes: (count) => `Aturan kelompok mencakup semua orang, sehingga berkas besar dibaca ${count} kali.`,
      wide: (figures) =>
        `Angka di sini dapat mencapai ${figures} angka; di atas 15 angka langkah ini beberapa kali lebih lama. Persempit rentang data masukannya, atau bulatkan lebih dulu.`,
      unrounded: (figures) =>
        `Hasil bagi yang tidak dibulatkan dijumlahkan di sini, sehingga angkanya dapat mencapai ${figures} angka. Bulatkan setiap capaian sebelum dijumlahkan.`,
      noRange: (input, limit) =>
        `'${input}' tidak mempunyai rentang, sehingga baris dengan nilai di atas ${limit} dihitung satu per satu. Tuliskan rentangnya, misalnya rentang: "[0..${limit}]".`,
    },
    planSheet: planSheet(),
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
    fix: (safe) =>
      safe
        ? 'Perbaikan yang tidak mengubah arti apa pun'
        : 'Usulan perbaikan: periksa dahulu apakah artinya memang begitu',
    offered: (text) => `Usulan perubahan: ${text}`,
    coverage: {
      counts: ({ exercised, total, percent }) => `contoh menguji ${exercised} dari ${total} kemungkinan (${percent} %)`,
      items: {
        band: ([rating, band]) => `kategori '${band}' pada '${rating}' tidak pernah menjadi hasil`,
        row: ([table, row]) => `baris ${row} tabel '${table}' tidak pernah terpakai`,
        otherwise: ([table]) => `selain_itu pada tabel '${table}' tidak pernah terpakai`,
        tier: ([tier]) => `tingkat '${tier}' tidak pernah diperoleh`,
        no_tier: () => 'tidak ada contoh yang memenuhi syarat umum tetapi tidak mendapat tingkat apa pun',
        not_eligible: () => 'tidak ada contoh yang gagal memenuhi syarat umum',
        then: ([condition]) => `'${condition}' tidak pernah benar`,
        else: ([condition]) => `'${condition}' tidak pernah salah`,
      },
      below: ({ percent, threshold }) => `Contoh menguji ${percent} %, kurang dari ${threshold} % yang diminta.`,
    },
    generated: {
      heading:
        'Dibuat oleh takar test --generate: hasilnya adalah hasil aturan sekarang. Periksa, lalu pindahkan ke aturan.',
      impossible: 'Tidak mungkin terjadi menurut rentang data masukan:',
      notFound: 'Tidak ditemukan isian yang menunjukkannya:',
      sides: {
        below: (measured, value) => `${measured} tepat di bawah ${value}`,
        on: (measured, value) => `${measured} tepat ${value}`,
        above: (measured, value) => `${measured} tepat di atas ${value}`,
      },
      condition: (of, part, value) =>
        `${of === '' ? 'syarat umum' : of} ${value ? 'terpenuhi' : 'gagal'} hanya karena ${part} ${value ? 'benar' : 'salah'}`,
      row: (table, row) => `${table} baris ${row}`,
      column: (table, row, column) => `${table} bukan baris ${row} hanya karena ${column}`,
    },
    also: (places) => `lihat juga ${places.join(', ')}`,
    workbook: {
      results: 'Hasil',
      indicators: 'Indikator',
      rejects: 'Ditolak',
      template: {
        sheet: 'Isian',
        plan: 'Rencana',
        actuals: 'Realisasi',
        key: 'Kunci baris: harus berbeda pada setiap baris, dan tersimpan sebagai teks.',
        required: 'Wajib diisi.',
        optional: 'Boleh kosong. Kosong tidak sama dengan 0.',
        onlyIf: (condition) => `Diisi hanya bila: ${condition}`,
        unit: (unit) => `Satuan: ${unit}`,
        percent: 'Tulis 95 untuk 95 %, tanpa tanda persen.',
        range: (interval) => `Rentang: ${interval}`,
        digits: (digits) => (digits === 0 ? 'Bilangan bulat.' : `Paling banyak ${digits} angka di belakang koma.`),
        date: 'Tanggal, misalnya 2026-03-31.',
        refused: 'Isi ini tidak diterima.',
        yes: 'ya',
        no: 'tidak',
      },
    },
    summary: {
      heading: (ruleset, period) => `${ruleset}, ${period}`,
      counts: ({ read, scored, rejected }) => `Baris dibaca ${read} = dinilai ${scored} + ditolak ${rejected}`,
      otherPeriods: (count) => `Baris periode lain, tidak dinilai: ${count}`,
      combined: (count) => `${count} baris lagi termasuk data yang terdiri atas beberapa baris.`,
      notAssessed: (count) => `Tidak dinilai (tidak ada yang dapat dinilai): ${count}`,
      undecided: (count) => `Belum diputuskan (nilai sama di batas kuota, harus diputuskan pejabat): ${count}`,
      details: ({ name, read, used, lost }) =>
        `Rincian ${name}: ${read} baris, ${used} dihitung, ${lost} tidak diketahui pemiliknya`,
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
      ratingsUndecided: (count) => `Predikat belum diputuskan (nilai sama di batas sebaran): ${count}`,
      paymentsUndecided: (count) => `Pembayaran belum diputuskan (di batas anggaran): ${count}`,
      unfunded: (count) => `Penghargaan tanpa pembayaran, karena anggaran habis: ${count}`,
      limits: 'Batas sebaran (usulan)',
      limitHeadings: {
        limit: 'Batas',
        values: 'Predikat',
        group: 'Kelompok',
        base: 'Dihitung dari',
        room: 'Batasnya',
        found: 'Terdapat',
        moved: 'Turun',
        undecided: 'Belum diputuskan',
        rejected: 'Baris ditolak',
        outcome: 'Hasil',
      },
      limitOutcomes: {
        within: 'terpenuhi',
        warned: 'peringatan',
        applied: 'diterapkan',
        undecided: 'belum diputuskan',
        exempt: 'kelompok terlalu kecil',
      },
      budgets: 'Anggaran',
      budgetHeadings: {
        group: 'Kelompok',
        total: 'Anggaran',
        needed: 'Diperlukan',
        spent: 'Terpakai',
        funded: 'Penuh',
        prorated: 'Prorata',
        unfunded: 'Tidak terbayar',
        undecided: 'Belum diputuskan',
        rejected: 'Baris ditolak',
      },
      notAssessedLabel: 'tidak dinilai',
      undecidedLabel: 'belum diputuskan',
      lastAdmitted: (key) => `yang terakhir masuk: ${key}`,
      rejectsHint: (count) => `dan ${count} temuan lagi; --rejects BERKAS menulis semuanya`,
      stopped: (rejected) => `Tidak ada yang ditulis: ${rejected} baris ditolak, lebih banyak daripada yang diizinkan.`,
    },
  },
  explain: explain(),
});
