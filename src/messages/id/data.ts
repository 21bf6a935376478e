import type { CsvProblem, Localized, ParquetProblem } from '../../base/codes.ts';
import { Rational } from '../../number/rational.ts';
import { forPeople, intervalForPeople } from '../../number/text.ts';
import type { Family, GroupCode } from '../catalogue.ts';
import { mapping } from './mapping.ts';
import { periodData } from './periods.ts';
import { planData } from './plan.ts';
import { workbook } from './workbook.ts';

const meant = (suggestion: string | undefined, otherwise: string): string =>
  suggestion === undefined ? otherwise : `Maksud Anda '${suggestion}'?`;

const localeHelp = (otherwise: string, localeHint: boolean): string =>
  localeHint
    ? 'Isinya cocok bila dibaca dengan cara penulisan angka yang lain (1.234,5 dan bukan 1234.5, atau sebaliknya): jalankan lagi dengan --locale id atau --locale en. Bila hanya sel ini yang ditulis lain, perbaiki selnya.'
    : otherwise;

const own = (text: Localized): string => text.id ?? text.en ?? '';

const listed = (texts: readonly string[]): string =>
  texts.length <= 20 ? texts.join(', ') : `${texts.slice(0, 20).join(', ')} … (${texts.length} seluruhnya)`;

const PARQUET_PROBLEMS: Readonly<Record<ParquetProblem, string>> = {
  not_parquet: 'Isi berkas ini bukan Parquet',
  damaged: 'Berkas Parquet ini rusak atau terpotong',
  codec: 'Berkas Parquet ini dimampatkan dengan cara yang tidak dapat dibaca di sini',
  too_large: 'Isi berkas Parquet ini jauh lebih besar daripada yang wajar',
};

const CSV_PROBLEMS: Readonly<Record<CsvProblem, string>> = {
  lone_quote: 'Ada tanda kutip ganda (") di tengah sel yang tidak diawali tanda kutip',
  after_quote: 'Sesudah tanda kutip penutup (") sebuah sel masih ada teks lain',
  unclosed_quote: 'Tanda kutip ganda (") yang dibuka di sini tidak pernah ditutup',
  nul: 'Di dalam berkas ada karakter (NUL) yang tidak semestinya ada dalam teks',
};

const NESTED: Readonly<Record<'map' | 'list' | 'date' | 'other', string>> = {
  map: 'objek { … }',
  list: 'daftar [ … ]',
  date: 'objek Date',
  other: 'sesuatu yang bukan teks, angka, atau ya/tidak',
};

const KINDS: Readonly<Record<string, string>> = {
  month: 'bulan',
  quarter: 'triwulan',
  semester: 'semester',
  year: 'tahun',
};

const EXAMPLES: Readonly<Record<string, string>> = {
  month: '2026-07',
  quarter: '2026-TW3',
  semester: '2026-S2',
  year: '2026',
};

export const data = (): Omit<Family<'6'>, GroupCode> => ({
  TK601: {
    message: ({ column }) => `Data tidak mempunyai kolom '${column}', padahal aturan memerlukannya.`,
    help: ({ suggestion }) =>
      suggestion === undefined
        ? 'Tambahkan kolom itu pada baris pertama berkas, atau tulis boleh_kosong: ya pada masukan itu di dalam aturan.'
        : `Ada kolom '${suggestion}'. Bila itu yang dimaksud, ganti namanya pada baris pertama berkas.`,
    why: 'Setiap masukan dalam aturan memerlukan kolom dengan nama yang sama di dalam data. Hanya masukan dengan boleh_kosong: ya yang boleh tidak mempunyai kolom; nilainya lalu dianggap kosong untuk semua baris.',
  },
  TK602: {
    message: ({ column }) =>
      column === ''
        ? 'Kolom ini tidak bernama, jadi tidak dibaca.'
        : `Aturan tidak mempunyai masukan '${column}'; kolom ini tidak dibaca.`,
    help: ({ column, suggestion }) =>
      column === ''
        ? 'Beri kolom itu nama pada baris pertama berkas, atau hapus kolomnya.'
        : meant(suggestion, 'Bila memang disengaja, awali nama kolomnya dengan _ supaya peringatan ini hilang.'),
    why: 'Kolom yang tidak diminta oleh aturan dilewati. Kolom itu tetap disebut, sebab nama yang salah ketik bisa luput dan nilainya dianggap kosong.',
  },
  TK603: {
    message: ({ text }) => `'${text}' tidak dapat dibaca sebagai isi kolom ini.`,
    help: ({ text, localeHint }) =>
      text.startsWith('#') || /^err:/i.test(text)
        ? 'Ini galat dari lembar kerja. Perbaiki rumusnya; bila nilainya memang tidak ada, kosongkan selnya.'
        : localeHelp(
            'Tulis angka biasa seperti 1234.5, atau dengan --locale id seperti 1.234,5. Bila nilainya tidak ada, kosongkan selnya: jangan menulis - atau n/a.',
            localeHint,
          ),
    why: 'Angka diambil dari tulisan di dalam sel, angka demi angka, tanpa menebak. Bentuk seperti 1E5, kata, tanda hubung, dan galat lembar kerja seperti #N/A ditolak. Hanya sel kosong yang dianggap tidak ada nilainya, sebab yang lain mungkin kekeliruan yang perlu dilihat orang.',
  },
  TK604: {
    message: ({ text, digits }) =>
      digits === 0
        ? `'${text}' memuat angka di belakang koma, padahal kolom ini hanya menerima bilangan bulat.`
        : `'${text}' memuat terlalu banyak angka di belakang koma: kolom ini menerima paling banyak ${digits}.`,
    help: ({ digits, localeHint }) =>
      localeHelp(
        digits === 0
          ? 'Tulis bilangan bulat, atau nyatakan digit: pada masukan itu di dalam aturan.'
          : `Bulatkan menjadi ${digits} angka di belakang koma, atau naikkan digit: masukan itu di dalam aturan.`,
        localeHint,
      ),
    why: 'Setiap masukan angka menyatakan berapa angka di belakang koma yang dipakainya. Kelebihan angka sering berarti pemisah ribuan terbaca sebagai koma desimal: 1.234 dalam penulisan Indonesia adalah seribu dua ratus tiga puluh empat. Supaya seribu tidak menjadi satu, sel seperti itu ditolak, juga bila angka lebihnya nol.',
  },
  TK605: {
    message: ({ text, range, unit }) =>
      `'${text}' berada di luar rentang yang diperbolehkan, ${intervalForPeople(range, 'id', unit)}.`,
    help: () => 'Cocokkan angkanya dengan sumbernya. Bila benar, perluas rentang: masukan itu di dalam aturan.',
    why: 'Setiap masukan angka mempunyai rentang, dan semua pembuktian tentang nilai, predikat, dan penghargaan berlaku di dalamnya. Angka di luar rentang biasanya salah ketik, atau ditulis dengan cara lain (1.234,5 dan bukan 1234.5).',
  },
  TK606: {
    message: () => 'Sel ini kosong, padahal wajib diisi.',
    help: () => 'Isi nilainya. Bila nilainya boleh tidak ada, tulis boleh_kosong: ya pada masukan itu di dalam aturan.',
    why: 'Masukan tanpa boleh_kosong: ya wajib terisi pada setiap baris; yang memakai berlaku_jika wajib terisi pada baris tempat syaratnya benar. Kosong tidak pernah dianggap 0. Kunci selalu wajib terisi.',
  },
  TK607: {
    message: ({ text }) => `'${text}' bukan salah satu pilihan kolom ini.`,
    help: ({ suggestion, allowed }) => meant(suggestion, `Yang boleh: ${listed(allowed)}.`),
    why: 'Kolom pilihan hanya menerima nilai yang disebut dalam aturan, ditulis sama seperti di sana, atau salah satu labelnya.',
  },
  TK608: {
    message: ({ text }) =>
      `Sel ini berisi '${text}', padahal masukan ini tidak berlaku untuk baris ini dan harus kosong.`,
    help: () => 'Kosongkan selnya, atau perbaiki kolom yang menentukan apakah masukan ini berlaku.',
    why: 'Masukan dengan berlaku_jika hanya untuk sebagian baris. Bila terisi pada baris yang lain, ada yang tidak cocok: misalnya jabatan pegawainya keliru, atau nilainya masuk ke baris yang salah.',
  },
  TK609: {
    message: ({ key, rows }) =>
      `Kunci '${key}' ada pada beberapa baris dalam periode ini: ${listed(rows.map(String))}.`,
    help: () =>
      'Sisakan satu baris saja. Tidak satu pun dari baris itu dinilai, sebab tidak diketahui mana yang benar.',
    why: 'Satu kunci dalam satu periode berarti satu orang atau satu unit. Bila ada dua baris, memilih salah satunya bisa memberi penghargaan yang salah; karena itu semuanya ditolak.',
  },
  TK610: {
    message: ({ message, that }) => `${own(message)} (syarat dalam aturan: ${that}).`,
    help: () => 'Perbaiki angka baris ini pada sumbernya.',
    why: 'Pemeriksaan dalam aturan menyatakan hubungan antar masukan yang harus benar pada setiap baris. Baris yang melanggarnya ditolak, sebab angkanya tidak mungkin semuanya benar.',
  },
  TK611: {
    message: ({ text }) =>
      `Kunci ini sudah diubah menjadi angka oleh lembar kerja: '${text}'. Sebagian angkanya hilang.`,
    help: () =>
      'Jadikan kolomnya berformat teks di lembar kerja, isi kuncinya sekali lagi (atau ambil dari sumbernya), lalu ekspor ulang berkasnya.',
    why: 'Lembar kerja hanya menyimpan 15 angka. NIP yang 18 angka menjadi 1,99001E+17 atau berakhiran nol, sehingga orangnya tidak lagi dikenali. Angka yang hilang tidak dapat dikembalikan dari berkas itu.',
  },
  TK612: {
    message: ({ text }) => `'${text}' bukan tanggal dengan bentuk tahun-bulan-hari yang ada di kalender.`,
    help: () => 'Tulis tanggalnya seperti 2026-03-31.',
    why: 'Tanggal ditulis tahun-bulan-hari, sebab 03/04/2026 bisa berarti Maret atau April. Harinya harus ada: 2026-02-30 ditolak.',
  },
  TK613: {
    message: ({ text }) => `'${text}' bukan ya dan bukan tidak.`,
    help: () => 'Tulis ya atau tidak (true atau false, 1 atau 0).',
    why: 'Kolom ini hanya mengenal dua nilai: ya, true, atau 1; dan tidak, false, atau 0.',
  },
  TK614: {
    message: ({ text, unit }) =>
      unit === ''
        ? `'${text}' memakai satuan, padahal kolom ini tidak bersatuan.`
        : `'${text}' tidak memakai satuan kolom ini, yaitu ${unit}.`,
    help: ({ unit }) =>
      unit === ''
        ? 'Tulis angkanya saja.'
        : `Tulis angkanya saja, atau dengan ${unit}; ubah dulu angkanya bila satuannya memang lain.`,
    why: 'Sel boleh menyebut satuan yang dinyatakan dalam aturan (5 hari, 95 %, Rp 2.500.000), tetapi tidak boleh satuan lain: tidak ada yang dikonversi diam-diam.',
  },
  TK615: {
    message: ({ expected, found }) => `Baris ini berisi ${found} sel, sedangkan judul kolomnya ${expected}.`,
    help: () =>
      'Cari pemisah yang kurang atau berlebih; teks yang memuat tanda pemisah harus diapit tanda kutip ganda.',
    why: 'Bila sebuah baris lebih pendek atau lebih panjang daripada baris judul, tidak diketahui nilai mana untuk kolom mana. Baris itu tidak dibaca sama sekali.',
  },
  TK616: {
    message: ({ problem }) => `${CSV_PROBLEMS[problem]}; mulai dari sini berkas tidak dapat dibaca.`,
    help: ({ problem }) =>
      problem === 'nul'
        ? 'Ekspor ulang berkasnya sebagai CSV UTF-8.'
        : 'Apit seluruh isi sel dengan tanda kutip ganda, dan tulis setiap tanda kutip di dalamnya dua kali ("").',
    why: 'Dalam CSV, sel yang memuat tanda pemisah, tanda kutip, atau pindah baris diapit tanda kutip ganda, dan tanda kutip di dalamnya ditulis dua kali: "Dinas ""A""". Sesudah tanda kutip yang salah letak, sisanya bisa dibaca dengan dua cara; karena itu berkasnya ditolak.',
  },
  TK617: {
    message: ({ problem }) =>
      problem === 'syntax' ? 'Baris ini bukan JSON yang benar.' : 'Baris ini bukan objek JSON { … }.',
    help: () =>
      'Tulis satu objek pada satu baris, misalnya {"nip": "1", "ikm": 88.5}, tanpa daftar yang mengapit semua baris.',
    why: 'JSON Lines memuat satu objek utuh pada setiap baris. Baris yang rusak ditolak sendiri; baris lain tetap dibaca.',
  },
  TK618: {
    message: ({ text }) => (text === '' ? 'Periodenya kosong.' : `'${text}' bukan periode.`),
    help: () => 'Tulis 2026-07 (bulan), 2026-TW3 atau 2026-Q3 (triwulan), 2026-S1 (semester), atau 2026 (tahun).',
    why: 'Kolom yang bernama periode (atau period) menyatakan untuk periode mana sebuah baris. Tanpa kolom itu semua baris dianggap milik periode yang sedang dijalankan.',
  },
  TK619: {
    message: ({ period, found }) =>
      found.length === 0
        ? `Tidak ada baris data untuk periode ${period}.`
        : `Tidak ada baris data untuk periode ${period}; yang ada: ${listed(found)}.`,
    help: () => 'Periksa --period dan kolom periode di dalam data.',
    why: 'Hanya baris dari periode yang dijalankan yang dinilai. Bila tidak ada satu pun, hasilnya kosong, dan itu jarang dimaksudkan.',
  },
  TK620: {
    message: () => 'Berkas ini kosong.',
    help: () => 'Baris pertama harus memuat nama kolom, lalu datanya menyusul. Periksa apakah ekspornya selesai.',
    why: 'Berkas data paling sedikit memuat satu baris nama kolom (CSV) atau satu objek (JSON Lines).',
  },
  TK621: {
    message: ({ column }) => `Kolom '${column}' ada dua.`,
    help: () => 'Hapus atau ganti nama salah satunya. Untuk periode hanya boleh satu kolom: periode atau period.',
    why: 'Bila dua kolom bernama sama, tidak diketahui mana yang berlaku. Spasi di awal dan akhir nama tidak membedakan.',
  },
  TK622: {
    message: ({ problem }) => `${PARQUET_PROBLEMS[problem]}.`,
    help: () => 'Buat lagi berkasnya dari sumbernya dengan kompresi Snappy, Gzip, atau Zstd, atau pakai CSV.',
    why: 'Berkas Parquet dibaca utuh atau tidak sama sekali: bagian yang masih terbaca dari berkas yang rusak belum tentu lengkap, dan berkas yang berniat buruk tidak boleh menghabiskan tenaga komputer.',
  },
  TK623: {
    message: ({ limit, of }) =>
      of === 'columns'
        ? `Baris ini mempunyai lebih dari ${forPeople(Rational.integer(limit), 'id')} kolom.`
        : `Baris ini lebih panjang dari ${forPeople(Rational.integer(limit), 'id')} karakter.`,
    help: () => 'Periksa tanda pemisahnya, dan cari tanda kutip ganda yang tidak ditutup.',
    why: 'Panjang baris dibatasi supaya berkas yang rusak atau yang berniat buruk tidak menghabiskan tenaga komputer. Penyebab yang lazim: tanda kutip yang tidak pernah ditutup.',
  },
  TK624: {
    message: ({ found }) => `Isi bidang ini ${NESTED[found]}, padahal yang diperlukan satu nilai biasa.`,
    help: () =>
      'Berikan teks, angka, true atau false, atau null bila nilainya tidak ada. Tanggal ditulis sebagai teks seperti "2026-03-31".',
    why: 'Satu masukan menerima satu nilai. Objek dan daftar di dalam baris tidak dibaca, dan objek Date ditolak karena bergantung pada zona waktu.',
  },
  TK625: {
    message: ({ kind, period }) => `Aturan ini menilai per ${KINDS[kind] ?? kind}, sedangkan periodenya ${period}.`,
    help: ({ kind }) => `Berikan periode ${KINDS[kind] ?? kind}, misalnya ${EXAMPLES[kind] ?? '2026'}.`,
    why: 'Aturan menyatakan untuk jenis periode apa ia dibuat. Target dan nilai bertanggalnya dimaksudkan untuk jenis itu; karena itu jenis lain ditolak.',
  },
  TK626: {
    message: ({ period, end, from, to }) =>
      `Aturan ini tidak berlaku untuk periode ${period}, yang berakhir ${end}: masa berlakunya ${from ?? '…'} sampai ${to ?? '…'}.`,
    help: () => 'Pakai aturan yang berlaku pada akhir periode itu, atau perbaiki masa_berlaku bila memang keliru.',
    why: 'Sebuah periode dinilai dengan aturan yang berlaku pada akhir periode itu. Menilai dengan aturan yang belum atau tidak lagi berlaku dapat memberi penghargaan yang keliru.',
  },
  TK627: {
    message: ({ problem }) =>
      problem === 'utf16'
        ? 'Berkas ini berbentuk UTF-16 ("Unicode" di program lembar kerja), sedangkan yang dapat dibaca UTF-8.'
        : 'Di baris ini ada huruf yang bukan UTF-8; mungkin berkas ini disimpan sebagai ANSI (Windows-1252), atau gabungan dari beberapa berkas.',
    help: () => 'Simpan lagi berkasnya sebagai "CSV UTF-8", atau pakai .xlsx.',
    why: 'Huruf yang sama disimpan dengan cara berbeda oleh program yang berbeda. Menebak caranya dapat merusak nama dan kunci tanpa terlihat. Karena itu hanya UTF-8 yang dibaca, dan selain itu disebut.',
  },
  ...mapping(),
  ...workbook(),
  ...planData(),
  ...periodData(),
});
