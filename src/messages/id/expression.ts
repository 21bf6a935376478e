import type { Family } from '../catalogue.ts';
import { short, visible } from '../quote.ts';

export const expression = (): Family<'2'> => ({
  TK201: {
    message: ({ found }) => `'${short(found)}' tidak pada tempatnya.`,
    help: () => 'Periksa bagian tepat sebelumnya: ada tanda hitung, koma, atau tanda kurung yang kurang atau berlebih.',
    why: 'Rumus dibaca dari kiri ke kanan, dan di sinilah rumus mulai tidak dapat dipahami. Di antara dua nilai harus ada tanda hitung (a + b), dan perbandingan memerlukan isi di kedua sisinya (a > 5).',
  },
  TK202: {
    message: () => 'Rumus ini terputus sebelum selesai.',
    help: () => 'Lengkapi: setelah tanda hitung harus ada nilai, dan setiap `jika … maka …` harus punya `selainnya …`.',
    why: 'Rumus harus menghasilkan nilai dalam setiap keadaan, maka `jika` selalu disertai `selainnya`.\nSalah: jika a > 5 maka b\nBenar: jika a > 5 maka b selainnya 0',
  },
  TK203: {
    message: ({ character }) => `Karakter ${visible(character)} tidak dikenal di dalam rumus.`,
    help: () =>
      'Hapus karakter itu. Nama hanya memakai huruf a sampai z, angka, dan _; teks ditulis dalam tanda kutip.',
    why: 'Nama diawali huruf, lalu huruf, angka, atau garis bawah, supaya dapat juga menjadi nama kolom pada berkas data. Semua yang boleh ada di dalam rumus tercantum di grammar/expression.ebnf.',
  },
  TK204: {
    message: ({ opened }) => `Tanda ${opened} ini tidak pernah ditutup.`,
    help: ({ opened }) =>
      opened === '(' || opened === '['
        ? 'Tambahkan kurung tutupnya.'
        : 'Tambahkan kutip penutupnya, atau hapus yang ini.',
    why: 'Tanda kurung dan tanda kutip selalu berpasangan. Rentang boleh dibuka dengan satu jenis kurung dan ditutup dengan jenis lain: pada [80..90) angka 80 termasuk dan 90 tidak.',
  },
  TK205: {
    message: ({ found }) => `${short(found)} memakai koma desimal; di dalam rumus, koma adalah pemisah.`,
    help: ({ rewritten }) => `Tulis ${rewritten}.`,
    why: 'Di dalam rumus tanda desimal adalah titik, dalam bahasa apa pun, karena koma memisahkan isian fungsi: bulatkan(x, 2, setengah_ke_atas). Berkas data boleh memakai koma desimal: lihat --locale id.',
  },
  TK206: {
    message: ({ found }) => `Cara memisahkan ribuan pada ${short(found)} tidak dikenal di dalam rumus.`,
    help: ({ rewritten }) => `Tulis ${rewritten}; di antara angka boleh ada _.`,
    why: 'Titik pada angka adalah tanda desimal: 2.500 berarti dua setengah. Angka panjang boleh dipisah dengan _, misalnya 2_500_000, dan uang disebut mata uangnya: 2_500_000 IDR.',
  },
  TK207: {
    message: ({ found }) => `${short(found)} ditulis seperti di lembar kerja (Excel).`,
    help: ({ rewritten }) => `Tulis: ${rewritten}`,
    why: 'Rumus di sini dibaca seperti kalimat: `jika a > 5 maka b selainnya c`, bukan IF(a>5;b;c); `a dan b`, bukan AND(a;b). ROUND(x;2) menjadi bulatkan(x, 2, setengah_ke_atas), karena cara pembulatan selalu disebut.',
  },
  TK208: {
    message: ({ found }) => `'${short(found)}' tidak ditulis demikian di dalam rumus.`,
    help: ({ rewritten }) => `Tulis '${rewritten}'.`,
    why: 'Setiap hal ditulis dengan satu cara: = dan !=, <= dan >=, `dan`, `atau`, `bukan` dengan huruf kecil, * dan /.',
  },
  TK209: {
    message: ({ found }) => `Tanda kutip pada ${short(found.slice(1, -1))} adalah kutip lengkung.`,
    help: () => 'Pakai kutip lurus: " atau \'. Kutip lengkung biasanya dibuat sendiri oleh pengolah kata.',
    why: 'Teks di dalam rumus diapit kutip lurus. Pengolah kata dan aplikasi percakapan menggantinya dengan kutip lengkung, yang mirip tetapi berbeda karakternya.',
  },
  TK210: {
    message: () => 'Isian fungsi dipisahkan dengan titik koma.',
    help: () => 'Pakai koma.',
    why: 'Isian fungsi dipisahkan dengan koma, misalnya bulatkan(x, 2, setengah_ke_atas). Titik koma dipakai Excel bila koma menjadi tanda desimal.',
  },
  TK211: {
    message: ({ word, language }) =>
      `'${word}' adalah kata dari bahasa lain; berkas ini berbahasa ${language === 'id' ? 'Indonesia' : 'Inggris'}.`,
    help: ({ expected }) => `Tulis '${expected}', atau tetapkan bahasa berkas dengan 'bahasa:'.`,
    why: 'Satu berkas ditulis dalam satu bahasa, yang disebut di bagian atasnya dengan `bahasa: id` atau `bahasa: en`. `takar fmt --to id` (atau en) menulis ulang seluruh berkas tanpa mengubah artinya.',
  },
  TK212: {
    message: ({ limit }) =>
      `Rumus ini terlalu panjang (batasnya ${limit > 10_000 ? `${limit} karakter` : `${limit} kata dan tanda`}).`,
    help: () => 'Pecah rumusnya: beri nama bagian-bagiannya di `hitungan:` lalu pakai nama itu.',
    why: 'Rumus sepanjang ini tidak dapat diperiksa orang. Bagian yang diberi nama di `hitungan:` dapat dibaca, diuji, dan dijelaskan satu per satu.',
  },
  TK213: {
    message: ({ limit }) => `Rumus ini bertingkat, atau merangkai tanda hitung, lebih dari ${limit} lapis.`,
    help: () =>
      'Pecah rumusnya: beri nama bagian-bagiannya di `hitungan:`, atau pakai `di [a, b, …]` untuk rangkaian `atau` yang panjang.',
    why: 'Kurung di dalam kurung, `jika` di dalam `jika`, dan rangkaian tanda hitung yang sangat panjang dibatasi, supaya setiap berkas terbaca seketika. Bagian yang diberi nama di `hitungan:` dihitung dari awal lagi.',
  },
  TK214: {
    message: ({ found }) => `'${short(found)}' bukan rentang.`,
    help: () => "Tulis misalnya '[90..110)' (90 termasuk, 110 tidak), '90..100', '< 90', atau '>= 90'.",
    why: 'Rentang ditulis seperti dalam matematika: kurung siku berarti batasnya termasuk, kurung biasa berarti tidak. Batas boleh dikosongkan: (0..) berarti semua di atas 0.',
  },
  TK215: {
    message: () => 'Perbandingan tidak dapat dirangkai.',
    help: () => 'Tulis `b antara a dan c`, `b di [a..c)`, atau dua perbandingan yang digabung dengan `dan`.',
    why: 'a < b < c dapat dibaca dengan dua cara, maka tidak diterima.\nSalah: 80 <= x < 90\nBenar: x di [80..90)',
  },
  TK216: {
    message: ({ found }) => `Tanggal tidak ditulis seperti ${found}.`,
    help: ({ rewritten }) =>
      rewritten === undefined
        ? 'Tulis tahun-bulan-hari, misalnya 2026-03-31.'
        : `Tulis ${rewritten} (tahun-bulan-hari).`,
    why: 'Tanggal ditulis tahun-bulan-hari, misalnya 2026-03-31, karena 03/04/2026 dapat dibaca 3 April atau 4 Maret.',
  },
  TK217: {
    message: () => 'Rumus belum diisi.',
    help: () => 'Tulis rumusnya, atau hapus kuncinya.',
    why: 'Kuncinya ada, tetapi isinya kosong.',
  },
  TK218: {
    message: ({ found }) => `Tanggal ${found} tidak ada.`,
    help: () => 'Periksa bulan dan harinya.',
    why: 'Tanggal adalah hari pada kalender: Februari hanya punya 29 hari pada tahun kabisat.',
  },
});
