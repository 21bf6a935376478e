import { forPeople, intervalForPeople } from '../../number/text.ts';
import type { PlanEntries } from '../catalogue.ts';

const meant = (suggestion: string | undefined, otherwise: string): string =>
  suggestion === undefined ? otherwise : `Maksud Anda '${suggestion}'?`;

export const planShape = (): PlanEntries<'1'> => ({
  TK140: {
    message: () =>
      'Sasaran indikator ini diambil dari rencana kerja, tetapi belum dinyatakan angka apa yang boleh ada di sana.',
    help: () =>
      'Tambahkan pada indikator itu, misalnya: rencana: { jenis: persen, digit: 2, rentang: "(0..100]" }. Bila yang dimaksud masukan bernama rencana, tulis dalam kurung: (rencana).',
    why: 'Sasaran dari rencana kerja baru diketahui bila berkas rencana dibaca. Supaya pembagian dengan nol dan nilai di luar batas sudah tertolak sebelum ada data, aturan menyatakan jenis, digit, dan rentangnya.',
  },
  TK141: {
    message: ({ key }) => `Kunci '${key}' tidak berlaku pada indikator templat.`,
    help: () => 'Hapus kunci itu: sasaran dan bobot setiap baris templat selalu diambil dari rencana kerja.',
    why: 'Indikator templat menilai sebanyak apa pun baris rencana seorang pegawai, masing-masing dengan judul, sasaran, dan bobotnya sendiri dari rencana. Sasaran atau bobot dari aturan tidak mempunyai tempat di situ.',
  },
  TK142: {
    message: ({ key }) =>
      `'${key}' berbicara tentang rencana kerja, tetapi indikator ini tidak mengambil apa pun dari rencana.`,
    help: () => 'Tulis target: rencana (atau bobot: rencana), atau hapus kunci ini.',
    why: 'Pernyataan tentang rencana kerja hanya berarti bila sasaran atau bobot indikator memang diambil dari sana. Pernyataan yang tidak dipakai dapat memberi kesan yang keliru.',
  },
});

export const planTypes = (): PlanEntries<'44'> => ({
  TK440: {
    message: ({ range }) =>
      `Sasaran templat boleh bernilai 0 (${intervalForPeople(range, 'id')}), padahal capaian dihitung terhadap sasaran.`,
    help: () => 'Nyatakan rentang tanpa 0, misalnya rentang: "(0..100]" atau "[1..1000]".',
    why: 'Capaian terhadap sasaran 0 tidak mempunyai arti. Karena sasaran templat ditulis orang lain di dalam rencana, aturannya harus menolak 0 sebelum rencana itu disusun.',
  },
  TK441: {
    message: ({ name }) =>
      `'${name}' adalah templat: setiap pegawai dapat mempunyai beberapa baris, jadi tidak ada satu nilai yang dapat dibaca.`,
    help: () => 'Pakai rerata_tertimbang atau jumlah_tertimbang atas kelompok indikatornya.',
    why: 'Baris-baris templat masuk ke rerata tertimbang sebagai indikator sendiri-sendiri. Nama templat tidak menunjuk salah satu di antaranya.',
  },
});

export const planData = (): PlanEntries<'6'> => ({
  TK665: {
    message: ({ indicator }) =>
      `Rencana kerja tidak memuat baris untuk indikator '${indicator}' yang berlaku dan wajib ada dalam periode ini.`,
    help: () =>
      'Tambahkan barisnya dalam rencana, periksa tanggal berlakunya, atau tulis boleh_kosong: ya pada rencana indikator itu.',
    why: 'Indikator ini mengambil sasaran atau bobotnya dari rencana kerja. Tanpa baris rencana yang berlaku tidak ada yang dapat diukur, dan tidak ada angka yang dipakai sebagai gantinya.',
  },
  TK666: {
    message: ({ column }) => `Berkas ini tidak mempunyai kolom '${column}', atau kolomnya kosong seluruhnya.`,
    help: () => 'Tambahkan kolom itu pada baris pertama. Nama dalam bahasa Indonesia dan Inggris sama-sama dikenal.',
    why: 'Rencana kerja memuat kunci pegawai, indikator (atau nomor), target, bobot, satuan, mulai, sampai, disetujui_oleh, dan disetujui_tanggal; realisasi memuat kunci, periode, indikator atau nomor, dan realisasi.',
  },
  TK667: {
    message: ({ text, known }) =>
      known
        ? `Indikator '${text}' tidak mengambil apa pun dari rencana kerja, jadi baris ini tidak ada gunanya.`
        : `Aturan tidak mempunyai indikator '${text}'.`,
    help: ({ suggestion, known }) =>
      known
        ? 'Hapus baris ini, atau tulis target: rencana pada indikator itu di dalam aturan.'
        : meant(suggestion, 'Tulis nama indikator persis seperti di dalam aturan.'),
    why: 'Setiap baris rencana menunjuk satu indikator aturan yang mengambil sasaran atau bobot dari rencana. Baris yang menunjuk ke tempat lain akan hilang tanpa disadari.',
  },
  TK668: {
    message: ({ from, to }) => `Baris ini berlaku mulai ${from} sampai ${to}: awalnya sesudah akhirnya.`,
    help: () => 'Perbaiki tanggalnya.',
    why: 'Baris rencana berlaku dari tanggal mulai sampai dengan tanggal sampai, keduanya termasuk. Tanggal yang kosong berarti tidak dibatasi.',
  },
  TK669: {
    message: ({ key }) => `'${key}' tidak ada dalam data periode ini.`,
    help: () => 'Periksa nomor pegawainya, atau tambahkan orangnya ke dalam data.',
    why: 'Baris rencana atau realisasi milik orang yang tidak dikenal tidak akan dipakai siapa pun. Biasanya nomornya salah tulis, dan orang yang dimaksud menjadi tidak mempunyai rencana.',
  },
  TK670: {
    message: ({ indicator }) =>
      `Indikator '${indicator}' tidak berlaku bagi orang ini, tetapi rencananya memuat baris untuknya.`,
    help: () => 'Hapus baris itu, atau perbaiki data yang menentukan berlakunya (misalnya jabatan).',
    why: 'Baris untuk indikator yang tidak berlaku tidak dinilai, dan bobotnya tidak ikut dihitung.',
  },
  TK671: {
    message: ({ indicator, from, to }) =>
      `Ada dua baris rencana untuk '${indicator}' yang sama-sama berlaku pada ${from === to ? from : `${from} sampai ${to}`}; tidak diketahui mana yang dipakai.`,
    help: () =>
      'Isi tanggal sampai pada baris yang lama, atau nyatakan perubahan: pada indikator itu (yang_terakhir, prorata_hari, per_penggal) supaya baris yang mulai belakangan menggantikannya.',
    why: 'Pada setiap hari paling banyak satu baris rencana berlaku untuk satu hal. Dengan perubahan: yang dinyatakan dalam aturan, baris yang mulai belakangan menggantikan yang lama; dua baris yang mulai pada hari yang sama tetap ditolak.',
  },
  TK672: {
    message: ({ indicator, most, found }) =>
      `Ada ${found} baris rencana untuk templat '${indicator}'; aturan menerima paling banyak ${most}.`,
    help: () => 'Gabungkan baris-barisnya, atau naikkan baris_terbanyak di dalam aturan.',
    why: 'Banyaknya baris suatu templat dibatasi di dalam aturan, supaya setiap hasil dapat dibuktikan sebelum ada data.',
  },
  TK673: {
    message: () => 'Baris rencana ini belum disetujui.',
    help: () => 'Isi disetujui_oleh dan disetujui_tanggal sesudah pejabat yang berwenang menyetujuinya.',
    why: 'Rencana kerja berlaku sesudah disetujui. Baris yang belum disetujui tetap dihitung, tetapi selalu disebut.',
  },
  TK674: {
    message: ({ indicator }) => `Tidak seorang pun menyumbang pada indikator '${indicator}' dalam periode ini.`,
    help: () =>
      'Periksa apakah ada pegawai yang seharusnya mempunyai baris rencana untuknya, atau syarat berlaku_jika yang terlalu sempit.',
    why: 'Sasaran kantor yang tidak dibebankan kepada siapa pun tidak akan tercapai oleh siapa pun.',
  },
  TK675: {
    message: ({ total }) => `Bobot yang berlaku dalam rencana ini berjumlah ${forPeople(total, 'id')}, bukan 100.`,
    help: () => 'Sesuaikan bobot baris rencananya. Baris untuk indikator yang tidak berlaku tidak dihitung.',
    why: 'Aturan ini memakai pembobotan: total_100. Jumlah diperiksa untuk setiap orang atas indikator yang berlaku baginya.',
  },
  TK676: {
    message: () => 'Sasaran pada baris rencana ini 0.',
    help: () => 'Isi sasaran yang sebenarnya. Bila tidak ada yang harus dicapai, hapus barisnya.',
    why: 'Capaian adalah realisasi terhadap sasaran; terhadap sasaran 0 tidak ada capaian.',
  },
  TK677: {
    message: ({ text }) =>
      `Realisasi ini menunjuk '${text}', yang bukan nomor baris rencana orang itu, bukan masukan, dan bukan indikator yang realisasinya satu masukan.`,
    help: ({ suggestion }) =>
      meant(suggestion, 'Tulis nomor baris rencana, atau nama indikator atau masukan persis seperti di dalam aturan.'),
    why: 'Realisasi dalam bentuk panjang menunjuk baris rencana dengan nomornya, atau indikator (masukan) dengan namanya. Indikator yang realisasinya dihitung dari beberapa masukan memerlukan masukan-masukan itu.',
  },
  TK678: {
    message: ({ name }) => `Realisasi untuk '${name}' diberikan dua kali.`,
    help: () => 'Hapus salah satunya; yang benar harus ditentukan orang, bukan program.',
    why: 'Satu realisasi datang dari satu tempat: dari baris data yang lebar, atau dari satu baris realisasi.',
  },
  TK679: {
    message: ({ indicator, limit, found }) =>
      `Rencana untuk '${indicator}' berganti menjadi ${found} penggal dalam satu periode; paling banyak ${limit}.`,
    help: () => 'Gabungkan perubahan yang terlalu pendek, atau nyatakan perubahan: prorata_hari.',
    why: 'Penilaian per penggal menghitung setiap penggal sendiri-sendiri, dan banyaknya dibatasi supaya dapat dibuktikan sebelum ada data.',
  },
});

export const planGroups = (): PlanEntries<'8'> => ({
  TK810: {
    message: () =>
      'Aturan ini mengambil sasaran atau bobot dari rencana kerja, tetapi tidak ada rencana yang diberikan.',
    help: () => 'Tambahkan --plan BERKAS (di pustaka: plan).',
    why: 'Tanpa rencana kerja setiap orang akan ditolak, sebab tidak ada sasaran yang dapat diukur.',
  },
});
