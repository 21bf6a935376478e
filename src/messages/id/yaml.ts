import type { NodeShape, ShapeName } from '../../base/codes.ts';
import type { Family, GroupCode } from '../catalogue.ts';
import { planShape } from './plan.ts';

const listed = (texts: readonly string[]): string =>
  texts.length <= 30 ? texts.join(', ') : `${texts.slice(0, 30).join(', ')} … (${texts.length} seluruhnya)`;

const meant = (suggestion: string | undefined, otherwise: string): string =>
  suggestion === undefined ? otherwise : `Maksud Anda '${suggestion}'?`;

const SHAPES: Readonly<Record<ShapeName, string>> = {
  map: 'pasangan kunci dan isi (kunci: isi)',
  list: 'sebuah daftar ([a, b] atau baris-baris yang diawali -)',
  text: 'sebuah teks',
  expression: 'sebuah rumus',
  interval: 'sebuah rentang, misalnya "[90..110)"',
  flag: 'true atau false (ya atau tidak)',
  whole_number: 'sebuah bilangan bulat',
  date: 'sebuah tanggal, misalnya 2026-03-31',
  name: 'sebuah nama',
  localized: 'sebuah teks, atau teks dalam dua bahasa ({ id: …, en: … })',
  value: 'sebuah nilai',
};

const FOUND: Readonly<Record<NodeShape, string>> = {
  map: 'yang ditulis pasangan kunci dan isi',
  list: 'yang ditulis sebuah daftar',
  scalar: 'yang ditulis bukan itu',
  empty: 'belum ada yang ditulis',
};

const PROBLEMS: Readonly<Record<string, readonly [message: string, help: string]>> = {
  BAD_INDENT: [
    'Jarak dari tepi kiri baris ini tidak cocok dengan baris-baris di atasnya',
    'Samakan spasi di awal baris dengan baris lain yang setingkat; isi sebuah kunci ditulis dua spasi lebih dalam. Periksa juga kurung [ ] dan { } yang belum ditutup di atasnya.',
  ],
  TAB_AS_INDENT: ['Baris ini diawali tab, padahal YAML hanya mengenal spasi', 'Ganti tab dengan spasi.'],
  BLOCK_AS_IMPLICIT_KEY: [
    'Dalam satu baris ada dua titik dua yang diikuti spasi, jadi tidak jelas mana kuncinya',
    'Bila titik dua itu bagian dari teks, apit teksnya dengan tanda kutip: kunci: "a: b".',
  ],
  MULTILINE_IMPLICIT_KEY: [
    'Baris ini bukan pasangan kunci dan isi',
    "Tulis kunci, titik dua, lalu spasi: 'kunci: isi'. Titik dua tanpa spasi sesudahnya tidak cukup.",
  ],
  MISSING_CHAR: [
    'Ada tanda yang kurang di sini: tanda kutip penutup, koma, titik dua, atau kurung penutup',
    'Periksa apakah setiap tanda kutip dan kurung ditutup, dan setiap kunci diikuti titik dua dan spasi.',
  ],
  BAD_DQ_ESCAPE: [
    'Di dalam tanda kutip ganda, garis miring terbalik (\\) mempunyai arti khusus dan bentuk ini tidak dikenal',
    "Tulis \\\\ untuk garis miring terbalik, atau pakai tanda kutip tunggal: 'teks'.",
  ],
  BAD_SCALAR_START: ['Isi tanpa tanda kutip tidak boleh diawali tanda ini', 'Apit seluruh isinya dengan tanda kutip.'],
  BAD_DIRECTIVE: ['Baris yang diawali % tidak dipakai dalam berkas aturan', 'Hapus baris ini.'],
  UNEXPECTED_TOKEN: [
    'Tanda atau teks ini tidak dapat berada di sini',
    'Bila ini bagian dari isi sebelumnya, apit seluruh isi itu dengan tanda kutip. Periksa juga kurung dan koma di sebelahnya.',
  ],
};

export const yaml = (): Omit<Family<'1'>, GroupCode> => ({
  TK101: {
    message: ({ problem }) => `${PROBLEMS[problem]?.[0] ?? 'Susunan YAML di sini tidak dapat dibaca'}.`,
    help: ({ problem }) =>
      PROBLEMS[problem]?.[1] ?? `Periksa spasi di awal baris, tanda kutip, dan kurung (YAML: ${problem}).`,
    why: 'Berkas aturan ditulis dalam YAML: setiap isi didahului kunci dan titik dua, dan tingkatannya dinyatakan oleh spasi di awal baris. Bila susunannya tidak pasti, berkas tidak dibaca lebih jauh, supaya tidak ada aturan yang salah dipahami.',
  },
  TK102: {
    message: ({ key }) => `Kunci '${key}' sudah ada di bagian ini.`,
    help: () => 'Hapus salah satunya, atau beri nama lain. Yang dipakai tidak boleh bergantung pada urutan.',
    why: 'Bila satu kunci ditulis dua kali, pembaca tidak tahu mana yang berlaku. Banyak program diam-diam memakai yang terakhir; di sini hal itu adalah kesalahan.',
  },
  TK103: {
    message: ({ key }) => `Kunci '${key}' tidak dikenal di sini.`,
    help: ({ suggestion, allowed }) => meant(suggestion, `Yang dikenal di sini: ${listed(allowed)}.`),
    why: 'Kunci yang tidak dikenal tidak dilewati begitu saja: biasanya itu salah ketik, dan aturan yang dimaksud lalu tidak berlaku.',
  },
  TK104: {
    message: ({ key, or }) => `Di sini masih kurang '${key}'${or === undefined ? '' : ` atau '${or}'`}.`,
    help: ({ key }) => `Tambahkan '${key}: …'.`,
    why: 'Hal-hal yang menentukan hasil, misalnya cara pembulatan atau perlakuan data kosong, harus ditulis; tidak ada nilai bawaan yang diam-diam berlaku.',
  },
  TK105: {
    message: ({ expected, found }) => `Di sini diharapkan ${SHAPES[expected]}, tetapi ${FOUND[found]}.`,
    help: ({ expected }) => `Tulis ${SHAPES[expected]}.`,
    why: 'Setiap kunci menerima isi dengan bentuk tertentu: teks, rumus, daftar, atau pasangan kunci dan isi.',
  },
  TK106: {
    message: ({ name }) => `Rujukan YAML '${name}' tidak dipakai dalam berkas aturan.`,
    help: () =>
      'Tulis isinya langsung di tempatnya, atau buat nilai bernama (hitungan, parameter, fungsi) lalu sebut namanya.',
    why: 'Rujukan YAML (&nama, *nama, <<) membuat aturan sulit dibaca dan dapat disalahgunakan untuk membuat berkas kecil yang isinya meledak. Nilai bernama lebih jelas dan diperiksa.',
  },
  TK107: {
    message: ({ tag }) => `Penanda jenis YAML '${tag}' tidak dipakai dalam berkas aturan.`,
    help: () => 'Hapus penanda itu. Bila tanda seru memang bagian dari teks, apit teksnya dengan tanda kutip.',
    why: 'Isi berkas selalu dibaca dari tulisannya sendiri, jadi penanda jenis (!…) tidak diperlukan dan tidak diterima.',
  },
  TK108: {
    message: ({ found }) => `'${found}' bukan pilihan yang dikenal di sini.`,
    help: ({ suggestion, allowed }) =>
      suggestion === undefined
        ? `Pilihannya: ${listed(allowed)}.`
        : `Maksud Anda '${suggestion}'? Pilihannya: ${listed(allowed)}.`,
    why: 'Beberapa kunci hanya menerima satu dari kata-kata yang sudah ditentukan. Kata-katanya mengikuti bahasa berkas (bahasa: id atau en).',
  },
  TK109: {
    message: ({ text }) => `Di dalam { } atau [ ], YAML memotong '${text}' pada koma atau kurungnya.`,
    help: ({ text }) => `Apit dengan tanda kutip: "${text}", atau tulis setiap kunci pada barisnya sendiri tanpa { }.`,
    why: 'Di antara { } dan [ ], koma dan kurung siku milik YAML. Karena itu { rumus: terbesar(x, y) } dibaca sebagai dua potong. Dengan tanda kutip, rumusnya tetap utuh.',
  },
  TK110: {
    message: ({ text }) => `Tanpa tanda kutip, YAML tidak membaca ${text} sebagai rentang.`,
    help: ({ text }) => `Apit dengan tanda kutip: "${text}".`,
    why: 'Kurung siku tanpa tanda kutip berarti daftar dalam YAML, jadi [90..100] menjadi daftar dengan satu isi, dan [0..90) tidak pernah ditutup.',
  },
  TK111: {
    message: ({ text }) => `Tanpa tanda kutip, YAML membaca '${text}' sebagai sesuatu yang lain.`,
    help: ({ text }) => `Apit dengan tanda kutip: "${text}".`,
    why: 'Dalam YAML, > di awal isi memulai teks berbaris banyak dan - memulai butir daftar. Perbandingan seperti >= 110 dan tanda - untuk "apa saja" karena itu ditulis dengan tanda kutip.',
  },
  TK112: {
    message: ({ lost }) => `YAML menganggap '${lost}' sebagai catatan, jadi bagian itu hilang dari isinya.`,
    help: () =>
      'Bila bagian itu termasuk isinya, apit seluruh isi dengan tanda kutip. Bila memang catatan, beri spasi sesudah #.',
    why: 'Tanda # yang didahului spasi memulai catatan. Tanpa tanda kutip, isi setelahnya hilang tanpa peringatan.',
  },
  TK113: {
    message: ({ key, expected, language }) =>
      language === 'id'
        ? `'${key}' adalah ejaan bahasa Inggris; berkas ini berbahasa Indonesia dan memakai '${expected}'.`
        : `'${key}' adalah ejaan bahasa Indonesia, padahal berkas ini tidak menyebut 'bahasa: id'.`,
    help: ({ expected, language }) =>
      language === 'id' ? `Tulis '${expected}'.` : `Tambahkan 'bahasa: id' di awal berkas, atau tulis '${expected}'.`,
    why: "Satu berkas memakai satu bahasa: 'bahasa: id' untuk bahasa Indonesia, tanpa itu bahasa Inggris. 'takar fmt --to id' menulis ulang sebuah berkas ke bahasa Indonesia tanpa mengubah artinya.",
  },
  TK114: {
    message: ({ limit }) => `Berkas ini lebih panjang daripada ${limit} karakter.`,
    help: () => 'Bagi aturan menjadi beberapa berkas dengan impor.',
    why: 'Batas ukuran menjaga agar berkas yang rusak atau berniat jahat tidak menghabiskan waktu dan memori.',
  },
  TK115: {
    message: ({ limit }) => `Daftar dan pasangan di sini bersarang lebih dari ${limit} tingkat.`,
    help: () => 'Periksa kurung [ dan { yang tidak ditutup. Aturan yang wajar tidak pernah sedalam ini.',
    why: 'Batas kedalaman menjaga agar berkas yang rusak atau berniat jahat tidak menghentikan program.',
  },
  TK116: {
    message: ({ codePoint }) => `Di sini ada karakter yang tidak terlihat (${codePoint}).`,
    help: () =>
      'Hapus karakter itu, lalu ketik ulang bagian ini. Biasanya ikut terbawa saat menyalin dari program lain.',
    why: 'Karakter kendali dan penanda arah tulisan tidak terlihat, tetapi dapat membuat aturan dibaca lain daripada yang tampak.',
  },
  TK117: {
    message: ({ found }) => `Versi bahasa aturan '${found}' tidak dikenal; program ini mengenal versi 1.`,
    help: () => "Tulis 'takar: 1', atau pakai program yang lebih baru.",
    why: 'Angka di belakang takar menyatakan versi bahasa aturan, supaya berkas lama tetap dibaca dengan arti yang sama.',
  },
  TK118: {
    message: () => 'Berkas ini berisi lebih dari satu dokumen (ada baris ---).',
    help: () => 'Pindahkan dokumen berikutnya ke berkas sendiri, atau hapus baris ---.',
    why: 'Satu berkas adalah satu kumpulan aturan. Dokumen kedua dalam berkas yang sama mudah luput.',
  },
  TK119: {
    message: ({ name }) => `'${name}' tidak dapat dipakai sebagai nama.`,
    help: () => 'Nama diawali huruf A sampai Z, lalu huruf, angka, atau garis bawah, tanpa spasi: ketepatan_izin.',
    why: 'Nama dipakai di dalam rumus, jadi tidak boleh berisi spasi atau tanda lain. Teks untuk dibaca orang ditulis sebagai judul.',
  },
  TK120: {
    message: ({ path }) => `'${path}' tidak ditemukan.`,
    help: ({ available }) =>
      available === undefined
        ? 'Periksa nama berkas dan foldernya; lokasi dihitung dari folder berkas yang mengimpor.'
        : `Paket yang tersedia: ${listed(available)}.`,
    why: 'Impor membaca berkas aturan lain atau paket yang dibawa program (takar:nama@versi).',
  },
  TK121: {
    message: ({ path }) => `'${path}' tidak boleh diimpor.`,
    help: () =>
      'Tulis lokasi berkas dari folder berkas ini, dengan garis miring biasa (/), dan tetap di dalam folder aturan.',
    why: 'Aturan tidak dapat membaca berkas di luar foldernya sendiri dan tidak dapat membaca jaringan.',
  },
  TK122: {
    message: ({ paths }) => `Impor ini berputar: ${paths.join(' → ')}.`,
    help: () => 'Pindahkan bagian yang dipakai bersama ke berkas ketiga, lalu impor berkas itu dari keduanya.',
    why: 'Dua berkas yang saling mengimpor tidak mempunyai urutan baca.',
  },
  TK123: {
    message: ({ name, from }) => `'${from}' tidak mempunyai '${name}'.`,
    help: ({ suggestion }) => meant(suggestion, 'Periksa nama yang ada di dalam berkas atau paket itu.'),
    why: 'Nama yang diimpor harus ada di dalam berkas atau paket asalnya.',
  },
  TK124: {
    message: () => 'Impor ini tidak menyebut apa yang dipakai.',
    help: () => 'Sebutkan namanya satu per satu (use / pakai), atau beri nama bagi seluruhnya (as / sebagai).',
    why: 'Setiap nama dalam rumus harus dapat ditelusuri asalnya, jadi impor selalu menyebut apa yang dibawanya.',
  },
  TK125: {
    message: ({ found }) => `Paket '${found}' disebut tanpa versi.`,
    help: ({ available }) => `Tulis versinya: ${listed(available)}.`,
    why: 'Isi paket dapat berubah antarversi. Dengan versi, hasil penilaian tahun lalu tetap dapat diulang.',
  },
  TK126: {
    message: ({ found, least, most }) => `${found} di luar batas: di sini dari ${least} sampai ${most}.`,
    help: ({ least, most }) => `Tulis bilangan bulat dari ${least} sampai ${most}.`,
    why: 'Banyaknya digit, nomor triwulan, dan sejenisnya mempunyai batas yang masuk akal.',
  },
  TK127: {
    message: ({ found }) => `'${found}' bukan tanggal yang dapat dibaca di sini.`,
    help: ({ rewritten }) =>
      rewritten === undefined
        ? 'Tulis tahun-bulan-hari, misalnya 2026-03-31.'
        : `Tulis tahun-bulan-hari: ${rewritten}.`,
    why: 'Tanggal hanya ditulis tahun-bulan-hari, supaya 03/04/2026 tidak dibaca berbeda oleh dua orang.',
  },
  TK128: {
    message: ({ found }) => `'${found}' bukan periode.`,
    help: () => 'Tulis 2026-07 (bulan), 2026-TW3 (triwulan), 2026-S2 (semester), atau 2026 (tahun).',
    why: 'Contoh dihitung untuk satu periode, sebab parameter dan target dapat berbeda menurut waktu.',
  },
  TK129: {
    message: ({ keys }) => `Hanya satu dari ${keys.map((key) => `'${key}'`).join(' dan ')} yang boleh ada di sini.`,
    help: () => 'Hapus yang tidak dimaksud.',
    why: 'Kedua kunci itu menjawab pertanyaan yang sama dengan cara berbeda, jadi keduanya sekaligus tidak mempunyai arti.',
  },
  TK130: {
    message: ({ limit }) => `Aturan ini mengimpor lebih dari ${limit} berkas.`,
    help: () => 'Gabungkan beberapa berkas.',
    why: 'Batas banyaknya berkas menjaga agar impor yang salah tidak berjalan tanpa akhir.',
  },
  TK131: {
    message: ({ found }) => `Sebuah titik terdiri atas dua nilai, di sini ada ${found}.`,
    help: () => 'Tulis [masukan, hasil], misalnya [80, 60].',
    why: 'Fungsi dengan titik patah ditarik lurus di antara titik-titiknya; setiap titik menyebut nilai masukan dan hasilnya.',
  },
  ...planShape(),
});
