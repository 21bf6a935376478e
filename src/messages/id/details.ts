import type { CsvProblem } from '../../base/codes.ts';
import type { DetailsFamily } from '../catalogue.ts';

const PROBLEMS: Readonly<Record<CsvProblem, string>> = {
  lone_quote: 'Ada tanda kutip ganda (") di tengah sel yang tidak diawali tanda kutip',
  after_quote: 'Sesudah tanda kutip penutup (") sebuah sel masih ada teks lain',
  unclosed_quote: 'Tanda kutip ganda (") yang dibuka di sini tidak pernah ditutup',
  nul: 'Di dalam berkas ada karakter (NUL) yang tidak semestinya ada dalam teks',
};

const meant = (suggestion: string | undefined, otherwise: string): string =>
  suggestion === undefined ? otherwise : `Maksud Anda '${suggestion}'?`;

const listed = (rows: readonly number[]): string =>
  rows.length <= 20 ? rows.join(', ') : `${rows.slice(0, 20).join(', ')} …`;

export const details = (): DetailsFamily => ({
  TK132: {
    message: ({ path }) =>
      `Baris tabel tidak dapat diambil dari '${path}': yang dapat dibaca hanya berkas CSV, dan pada baris perintah juga .xlsx.`,
    help: () => 'Di program lembar kerja pilih Simpan sebagai, CSV UTF-8, lalu tulis nama berkas .csv itu.',
    why: 'Tabel adalah bagian aturan: isinya diperiksa bersama aturan dan harus dapat dibaca dan dibandingkan siapa pun, juga sesudah bertahun-tahun. Karena itu barisnya diambil dari teks CSV; lembar .xlsx dibaca sebagai CSV oleh baris perintah, bentuk lain tidak.',
  },
  TK133: {
    message: ({ column }) => `Berkas CSV ini tidak mempunyai kolom '${column}', padahal tabelnya memerlukan kolom itu.`,
    help: ({ column, suggestion }) =>
      meant(suggestion, `Tambahkan kolom '${column}' pada baris pertama; isi - di sel yang boleh apa saja.`),
    why: 'Berkas CSV sebuah tabel mempunyai satu kolom untuk setiap masukan tabel dan satu kolom maka untuk hasilnya. Kolom dasar_hukum boleh ada.',
  },
  TK134: {
    message: ({ column }) => `Kolom '${column}' tidak dikenal tabel ini.`,
    help: ({ allowed, suggestion }) =>
      meant(suggestion, `Kolom yang dikenal: ${allowed.join(', ')}. Kolom yang namanya diawali _ tidak dibaca.`),
    why: 'Kolom yang salah nama akan hilang tanpa terasa. Karena itu setiap kolom harus dikenal, kecuali yang diawali garis bawah.',
  },
  TK135: {
    message: ({ problem }) => `${PROBLEMS[problem]}.`,
    help: () => 'Perbaiki tanda kutip di sel itu, atau simpan ulang berkasnya sebagai CSV UTF-8.',
    why: 'Satu tanda kutip yang salah menggeser semua sel sesudahnya, jadi tabelnya tidak dibaca sama sekali.',
  },
  TK136: {
    message: ({ expected, found }) => `Baris ini mempunyai ${found} sel, padahal baris pertama mempunyai ${expected}.`,
    help: () =>
      'Periksa apakah ada koma yang kurang atau lebih. Isi sel yang memuat koma harus diapit tanda kutip ganda.',
    why: 'Bila jumlah selnya berbeda, isi mana milik kolom mana hanya dapat ditebak.',
  },
  TK137: {
    message: ({ column }) => `Sel '${column}' kosong.`,
    help: () => 'Tulis - bila di kolom ini boleh apa saja; untuk hasil yang kosong tulis kosong.',
    why: 'Sel kosong dapat berarti apa saja atau lupa diisi. Karena itu harus ditulis.',
  },
  TK138: {
    message: ({ limit }) => `Berkas CSV ini terlalu besar untuk sebuah tabel: paling banyak ${limit} baris.`,
    help: () => 'Simpan data yang sebanyak itu sebagai data kelompok atau rincian, bukan sebagai tabel aturan.',
    why: 'Setiap baris tabel diperiksa terhadap baris lainnya. Batas ini menjaga waktu dan memori.',
  },
  TK430: {
    message: ({ details, column }) =>
      `'${details}.${column}' ada banyak: satu untuk setiap baris rincian. Di sini diperlukan satu nilai.`,
    help: ({ details, column }) =>
      `Ringkas barisnya, misalnya jumlah(${details}.${column}), rerata(${details}.${column}), atau banyaknya(${details} yang …).`,
    why: 'Rincian mempunyai banyak baris untuk satu pegawai. Rumus pegawai hanya dapat membaca ringkasannya: banyaknya, jumlah, rerata, terkecil, terbesar.',
  },
  TK431: {
    message: ({ callee }) =>
      `'yang' hanya dapat dipakai pada ringkasan rincian, dan ${callee} di sini tidak meringkas rincian.`,
    help: () => 'Sebut rinciannya sebelum yang, misalnya banyaknya(izin yang terlambat > 0).',
    why: 'Kata yang memilih baris rincian. Tanpa rincian tidak ada baris yang dapat dipilih.',
  },
  TK432: {
    message: () => 'Banyaknya apa yang dihitung tidak jelas.',
    help: () =>
      'Tulis nama rincian atau daftar saja, misalnya banyaknya(izin) atau banyaknya(izin yang biaya bukan kosong).',
    why: 'banyaknya menghitung baris rincian atau unsur daftar yang terisi. Untuk menghitung sel yang terisi, pilih barisnya dengan yang.',
  },
  TK433: {
    message: ({ name }) => `Kolom rincian '${name}' tidak dapat berupa daftar.`,
    help: () => 'Hapus daftar atau tiap, dan tulis satu nilai untuk setiap baris.',
    why: 'Rincian sudah mempunyai banyak baris; daftar di dalam baris tidak diperlukan.',
  },
  TK434: {
    message: ({ name }) => `Daftar '${name}' belum mengatakan apa arti unsur yang kosong.`,
    help: () =>
      'Tulis bila_kosong: tolak (semua harus terisi), lewati (yang kosong tidak ikut dihitung), atau nol (yang kosong dihitung 0).',
    why: 'Rerata dari 9 unsur dengan satu kosong dapat dibagi 9 atau dibagi 8. Hasilnya berbeda, jadi harus ditulis.',
  },
  TK435: {
    message: ({ name }) => `Daftar '${name}' tidak dapat memakai boleh_kosong atau kunci.`,
    help: () => 'Hapus kunci itu; apa arti unsur yang kosong dikatakan oleh bila_kosong.',
    why: 'Sebuah daftar terdiri atas beberapa kolom. Boleh tidaknya kosong dikatakan sekali oleh bila_kosong.',
  },
  TK436: {
    message: ({ name }) => `Kalender '${name}' tidak mempunyai satu pun hari kerja dalam seminggu.`,
    help: () => 'Tulis misalnya hari_kerja: [senin, selasa, rabu, kamis, jumat].',
    why: 'Hari kerja dihitung dari hari dalam seminggu yang dinyatakan, dikurangi hari libur. Tanpa hari kerja hasilnya selalu 0.',
  },
  TK437: {
    message: () => 'Kalender ini berakhir sebelum dimulai.',
    help: () => 'Periksa kedua tanggal pada mencakup.',
    why: 'Kalender hanya berlaku dari tanggal mulai sampai dengan tanggal sampai.',
  },
  TK530: {
    message: ({ text }) => `Rerata atas baris rincian ikut dijumlahkan tanpa dibulatkan: ${text}.`,
    help: () => 'Bulatkan dahulu, misalnya bulatkan(rerata(…), 4, setengah_ke_atas).',
    why: 'Rerata dari banyak baris adalah pecahan dengan pembagi yang berbeda-beda bagi setiap pegawai. Supaya hasilnya dapat dihitung ulang dan sama di mana pun, rerata dibulatkan menurut aturan sebelum dijumlahkan dengan yang lain.',
  },
  TK531: {
    message: ({ text }) =>
      `Yang dijumlahkan untuk setiap baris tidak mempunyai banyaknya angka di belakang koma yang tetap: ${text}.`,
    help: () => 'Bulatkan dahulu nilai setiap baris, misalnya jumlah(bulatkan(…, 2, setengah_ke_atas)).',
    why: 'Hasil bagi di setiap baris mempunyai pembagi sendiri. Bila ribuan di antaranya dijumlahkan tanpa dibulatkan, angkanya tumbuh tanpa batas.',
  },
  TK655: {
    message: ({ key, details }) => `Baris ${details} ini milik '${key}', yang tidak ada dalam data periode ini.`,
    help: () => 'Periksa kuncinya, atau tambahkan datanya. Sebelum itu baris ini tidak dihitung untuk siapa pun.',
    why: 'Setiap baris rincian harus milik seseorang yang dinilai. Baris yang tidak bertuan biasanya salah ketik kunci, dan pemiliknya dinilai kurang. Karena itu tidak pernah dibuang diam-diam.',
  },
  TK656: {
    message: ({ key, details, rows }) =>
      `Baris ${details} dengan kunci '${key}' ada lebih dari sekali: baris ${listed(rows)}.`,
    help: () => 'Sisakan satu. Bila memang dua kejadian, beri kunci baris yang berbeda.',
    why: 'Kolom dengan kunci: ya membedakan baris seorang pegawai. Baris ganda akan terhitung dua kali.',
  },
  TK657: {
    message: ({ details, most, found }) => `Ada ${found} baris ${details}, padahal paling banyak ${most}.`,
    help: () => 'Periksa datanya, atau perbesar baris_terbanyak dalam aturan.',
    why: 'baris_terbanyak adalah janji yang dipakai untuk membuktikan batas jumlah. Lebih dari itu biasanya baris ganda.',
  },
  TK658: {
    message: ({ details }) => `Aturan ini memerlukan rincian '${details}', tetapi berkasnya tidak diberikan.`,
    help: ({ details }) =>
      `Jalankan lagi dengan --details ${details}=BERKAS. Bila memang tidak ada kejadian, beri berkas yang hanya berisi judul kolom.`,
    why: 'Tanpa berkas tidak diketahui apakah tidak ada kejadian atau lupa diambil. Karena itu rincian yang tidak diberikan tidak dianggap 0.',
  },
  TK659: {
    message: ({ option, name }) => `${option} menyebut '${name}', yang tidak dinyatakan dalam aturan.`,
    help: ({ allowed, suggestion }) =>
      meant(
        suggestion,
        allowed.length === 0 ? 'Aturan ini tidak menyatakan satu pun.' : `Yang dinyatakan: ${allowed.join(', ')}.`,
      ),
    why: 'Berkas diberikan sebagai NAMA=BERKAS dengan nama yang ada dalam aturan, supaya tidak ada berkas yang tertukar.',
  },
  TK660: {
    message: ({ details }) => `Ada baris ${details} yang salah, jadi nilainya tidak dihitung dari sebagian data.`,
    help: () => 'Perbaiki baris rincian yang disebut, lalu jalankan lagi.',
    why: 'Bila satu baris rincian tidak dapat dibaca, jumlah dan rerata dari sisanya akan keliru tanpa terasa.',
  },
  TK661: {
    message: ({ details }) => `Kunci baris ${details} ini tidak dapat dibaca, jadi tidak diketahui milik siapa.`,
    help: () => 'Perbaiki kuncinya. Sebelum itu baris ini tidak dihitung untuk siapa pun.',
    why: 'Baris tanpa kunci dapat milik siapa saja. Baris itu disebut dan dihitung, tidak pernah dibuang diam-diam.',
  },
  TK662: {
    message: ({ calendar }) =>
      `Aturan ini memerlukan hari libur kalender '${calendar}', tetapi berkasnya tidak diberikan.`,
    help: ({ calendar }) =>
      `Jalankan lagi dengan --calendar ${calendar}=BERKAS: berkas CSV dengan kolom tanggal dan, bila perlu, nama.`,
    why: 'Tidak ada kalender bawaan: hari libur ditetapkan setiap tahun dan diberikan sebagai data.',
  },
  TK663: {
    message: ({ calendar }) => `Berkas kalender '${calendar}' tidak memuat satu tanggal pun.`,
    help: () => 'Isi tanggal liburnya, satu baris satu tanggal, misalnya 2026-01-01.',
    why: 'Kalender berlaku untuk tahun-tahun yang tanggalnya ada di dalam berkas. Tanpa tanggal tidak ada tahun yang dicakup.',
  },
  TK711: {
    message: ({ calendar, date }) => `Tanggal ${date} berada di luar yang dicakup kalender '${calendar}'.`,
    help: () => 'Tambahkan hari libur tahun itu ke berkas kalender, atau periksa tanggal dalam data.',
    why: 'Tanggal yang tidak dicakup tidak pernah dianggap bukan hari libur. Hari kerjanya hanya dapat dihitung bila kalendernya mencakup semua hari yang dihitung.',
  },
  TK712: {
    message: ({ details }) => `Rincian '${details}' tidak diberikan.`,
    help: ({ details }) => `Berikan baris ${details}; bila memang tidak ada, daftar kosong.`,
    why: 'Rincian yang tidak diberikan tidak dianggap kosong.',
  },
  TK713: {
    message: ({ calendar }) => `Hari libur kalender '${calendar}' tidak diberikan.`,
    help: () => 'Berikan hari liburnya bersama data.',
    why: 'Tidak ada kalender bawaan: hari libur diberikan sebagai data.',
  },
});
