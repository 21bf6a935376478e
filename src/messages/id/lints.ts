import type { CodeArgs } from '../../base/codes.ts';
import type { LintFamily } from '../catalogue.ts';

const UNUSED: Readonly<Record<CodeArgs['TK590']['kind'], (name: string) => string>> = {
  parameter: (name) => `Parameter '${name}' tidak dipakai oleh aturan mana pun.`,
  function: (name) => `Fungsi '${name}' tidak dipanggil oleh rumus mana pun.`,
  argument: (name) => `Fungsi ini meminta '${name}', tetapi rumusnya tidak memakainya.`,
  local: (name) => `Langkah '${name}' dihitung, tetapi rumusnya tidak memakainya.`,
  import: (name) => `'${name}' diimpor, tetapi tidak dipakai.`,
};

export const lints = (): LintFamily => ({
  TK590: {
    message: ({ kind, name }) => UNUSED[kind](name),
    help: () => 'Hapus, atau periksa apakah ada rumus yang lupa memakainya.',
    why: 'Yang ditulis tetapi tidak dipakai membuat pembaca mengira ada pengaruhnya. Sering kali itu tanda rumus yang terlupa atau nama yang tertukar.',
  },
  TK591: {
    message: ({ name }) => `Nama '${name}' di dalam fungsi ini menutupi nama yang sama dari luar.`,
    help: () => 'Beri nama lain pada salah satunya.',
    why: 'Di dalam fungsi, nama miliknya sendiri yang berlaku. Pembaca dapat mengira yang dipakai adalah parameter aturan yang bernama sama.',
  },
  TK592: {
    message: ({ kind, found, suggestion }) =>
      kind === 'hundred'
        ? `Nilai di samping '${found}' sudah dalam persen: 95 % tersimpan sebagai 95, bukan 0,95.`
        : `'${found}' kurang dari satu, sedangkan yang dibandingkan berskala sampai 100. Mungkin yang dimaksud ${suggestion ?? '100 kalinya'}.`,
    help: ({ kind, suggestion }) =>
      kind === 'hundred'
        ? 'Hapus perkalian atau pembagian dengan 100 itu; untuk mengubah persen menjadi angka biasa, pakai angka(…).'
        : `Tulis ${suggestion ?? 'angkanya dalam skala sampai 100'}, bila memang itu maksudnya.`,
    why: 'Di lembar hitung, 95 % tersimpan sebagai 0,95. Di sini persen ditulis 95 %, dan nilai serta capaian berskala 100 (100 berarti target tercapai). Batas yang tertulis seratus kali terlalu kecil akan meloloskan semua orang.',
  },
  TK593: {
    message: ({ name }) => `'${name}' tidak dibulatkan oleh aturan mana pun, padahal dibandingkan dengan sebuah batas.`,
    help: () => 'Tulis pembulatan: dengan digit dan cara pada nilai itu, misalnya 2 digit, setengah_ke_atas.',
    why: 'Nilai 89,996 tercetak 90,00 tetapi belum mencapai batas 90. Supaya yang dibaca orang sama dengan yang menentukan, nilai yang dibandingkan dengan batas perlu dibulatkan oleh aturan.',
  },
  TK594: {
    message: ({ tier, ties }) =>
      ties === 'include'
        ? `Pada kuota '${tier}', urutannya tidak selalu membedakan dua orang: yang sama di ujung kuota akan diterima semua, melebihi kuota.`
        : `Pada kuota '${tier}', urutannya tidak selalu membedakan dua orang: yang sama di ujung kuota tidak akan diterima seorang pun.`,
    help: () =>
      'Tambahkan kunci data sebagai urutan terakhir, atau tulis nilai_sama: hentikan supaya pejabat yang memutuskan. Bila memang dikehendaki, biarkan.',
    why: 'Dua orang dapat sama pada semua kunci urutan. Bila mereka berada di ujung kuota, aturan harus mengatakan apa yang terjadi, dan pembuatnya sebaiknya tahu akibatnya.',
  },
  TK595: {
    message: ({ kind, found }) =>
      kind === 'digits'
        ? `'${found}' mempunyai terlalu banyak angka di belakang koma untuk sebuah aturan.`
        : `Selisih dibandingkan dengan '${found}' seolah-olah hitungannya tidak tepat.`,
    help: ({ kind }) =>
      kind === 'digits'
        ? 'Tulis angka seperti dalam peraturannya, atau sebagai pecahan, misalnya 1/3.'
        : 'Hitungan di sini selalu tepat: bandingkan dengan tanda = saja.',
    why: 'Program lain menyimpan 0,1 + 0,2 sebagai 0,30000000000000004 dan karena itu memakai selisih kecil sebagai pengganti tanda =. Takar menghitung tepat; kebiasaan itu di sini hanya membuat batas menjadi lain daripada yang tertulis dalam peraturan.',
  },
  TK596: {
    message: ({ found, boundary, name }) =>
      `'${name}' dapat bernilai di antara ${found} dan ${boundary}; nilai itu dianggap sudah melewati ${found}.`,
    help: ({ boundary }) =>
      `Bila batasnya ${boundary}, tulis 'kurang dari ${boundary}' dengan tanda < (atau >= untuk kebalikannya), atau bulatkan nilainya dulu.`,
    why: 'Peraturan sering menulis "sampai dengan 89,99" untuk nilai dua angka di belakang koma. Untuk nilai yang lebih halus, 89,995 tidak termasuk di situ, padahal juga belum 90.',
  },
  TK597: {
    message: ({ first, second }) => `'${first},${second}' dibaca sebagai dua angka, ${first} dan ${second}.`,
    help: ({ first, second }) =>
      `Bila maksudnya satu angka, tulis ${first}.${second}. Bila memang dua angka, beri spasi sesudah koma.`,
    why: 'Dalam rumus, koma memisahkan isi kurung; pecahan ditulis dengan titik. Angka dengan koma Indonesia di dalam kurung menjadi dua angka tanpa kesalahan lain.',
  },
  TK598: {
    message: ({ name, language }) =>
      `${name === '' ? 'Pesan pemeriksaan ini' : `Judul '${name}'`} belum ada dalam bahasa ${language === 'id' ? 'Indonesia' : 'Inggris'}.`,
    help: ({ language }) => `Tulis keduanya, misalnya { id: …, en: … }; yang kurang: ${language}.`,
    why: 'Berkas ini menulis teksnya dalam dua bahasa. Teks yang hanya ada dalam satu bahasa akan tampil dalam bahasa itu kepada semua pembaca.',
  },
  TK599: {
    message: ({ name, choice }) =>
      choice === undefined
        ? `Hitungan '${name}' tidak dipakai oleh aturan mana pun.`
        : `Semua pilihan '${choice}' disebut dalam syarat berlaku, kecuali '${name}'.`,
    help: ({ choice }) =>
      choice === undefined
        ? 'Hapus, pakai dalam rumus, atau beri judul: bila memang sebuah hasil yang ingin ditampilkan.'
        : 'Periksa apakah ada aturan yang terlupa untuk pilihan ini. Bila memang tidak perlu, biarkan.',
    why: 'Hitungan yang tidak dibaca apa pun biasanya langkah yang lupa dipakai. Pilihan yang sendirian tidak disebut biasanya ditambahkan kemudian, dan aturannya belum menyusul.',
  },
});
