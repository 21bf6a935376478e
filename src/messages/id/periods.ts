import type { PeriodWord } from '../../base/codes.ts';
import type { PeriodData, PeriodPolicy, PeriodTypes } from '../catalogue.ts';

const WORDS: Readonly<Record<PeriodWord, string>> = {
  month: 'bulan',
  quarter: 'triwulan',
  semester: 'semester',
  year: 'tahun',
};

export const periodTypes = (): PeriodTypes => ({
  TK453: {
    message: ({ callee }) => `${callee} memerlukan sebuah nama, bukan perhitungan.`,
    help: ({ callee }) => `Beri nama perhitungan itu di bawah hitungan, lalu tulis ${callee}(nama_itu).`,
    why: 'Yang dibaca dari periode lain harus sesuatu yang bernama pada setiap periode: data masukan, hitungan, bagian indikator, nilai, klasifikasi, atau tabel.',
  },
  TK454: {
    message: ({ name }) => `'${name}' bukan angka, maka tidak dapat dijumlahkan sepanjang tahun.`,
    help: () => 'Sebutkan sebuah angka, atau pakai periode_lalu(…) untuk nilai periode sebelumnya.',
    why: 'sampai_dengan menjumlahkan periode-periode sejak awal tahun sampai periode ini. Hanya angka yang dapat dijumlahkan.',
  },
  TK455: {
    message: ({ name }) => `Jenis '${name}' tidak dapat diketahui: isinya hanya dari periode lalunya sendiri.`,
    help: ({ name }) => `Sebutkan nilai awalnya, misalnya periode_lalu(${name}) ?? 0.`,
    why: 'Suatu nilai boleh membaca periode lalunya sendiri, tetapi periode pertama tidak memilikinya. Jenisnya harus jelas dari yang tertulis di sampingnya.',
  },
  TK456: {
    message: () => 'rasio_jumlah memerlukan realisasi yang berupa suatu besaran dibagi besaran lain.',
    help: () =>
      "Tulis realisasinya sebagai persentase(a, b) atau a / b, boleh di belakang 'jika b = 0 maka kosong selainnya', atau pilih cara lain.",
    why: 'rasio_jumlah menjumlahkan pembilang dan penyebut semua periode, lalu membagi satu kali. Triwulan 3 dari 10 dan 150 dari 150 menjadi 153 dari 160, bukan rerata 30 % dan 100 %.',
  },
  TK457: {
    message: ({ rating }) => `Kategori bertanggal pada '${rating}' tidak sama atau tidak seurutan.`,
    help: () =>
      'Pakai kategori yang sama untuk setiap tanggal, mulai dari yang terendah; hanya batasnya yang boleh berbeda.',
    why: 'Tabel dan penghargaan membaca kategori menurut nama dan urutannya. Kategori yang hanya kadang ada membuat keduanya tidak dapat menjawab.',
  },
});

export const periodPolicy = (): PeriodPolicy => ({
  TK565: {
    message: ({ method }) => `Pembulatan realisasi tiap periode tidak berpengaruh pada cara ${method}.`,
    help: () => 'Hapus pembulatan ini, atau pilih jumlah, rerata, terakhir, terbesar, atau terkecil.',
    why: 'rasio_jumlah dan rerata_nilai tidak menggabungkan realisasi, jadi pembulatan realisasi akan tertulis tetapi tidak pernah dilakukan.',
  },
  TK566: {
    message: ({ from, to }) => `Bagian ini berlaku dari ${from} sampai ${to}, jadi tidak pernah berlaku.`,
    help: () => 'Perbaiki salah satu tanggal: hari pertama tidak boleh sesudah hari terakhir.',
    why: 'Kedua hari itu ikut terhitung. Bagian aturan yang tidak pernah berlaku hampir pasti salah tulis.',
  },
  TK567: {
    message: ({ name }) => `'${name}' bukan data masukan berjenis tanggal, maka tidak dapat membatasi segmen.`,
    help: () => 'Nyatakan dua data masukan berjenis tanggal, lalu sebutkan pada segmen sebagai mulai dan sampai.',
    why: 'Pegawai yang pindah di tengah periode mempunyai dua baris. Tanggalnya menunjukkan hari-hari milik tiap baris.',
  },
  TK568: {
    message: () => 'Hanya angka yang digabungkan dari beberapa periode.',
    help: () =>
      'Hapus konsolidasi di sini: teks, pilihan, ya_tidak, dan tanggal dengan sendirinya memakai nilai periode terakhir.',
    why: 'Jabatan atau predikat tidak mempunyai jumlah atau rerata. Yang dipakai untuk periode panjang adalah yang berlaku pada akhirnya.',
  },
  TK569: {
    message: ({ name }) =>
      `'${name}' dibaca di luar penilaian, padahal belum ditentukan nilainya bagi pegawai yang mempunyai beberapa baris dalam satu periode.`,
    help: () =>
      'Tambahkan konsolidasi pada data masukan itu, misalnya konsolidasi: rerata (menurut hari) atau konsolidasi: jumlah.',
    why: 'Aturan ini membolehkan beberapa baris bagi seorang pegawai dalam satu periode. Nilai dibobot menurut hari; angka yang dibaca di tempat lain memerlukan aturannya sendiri.',
  },
  TK570: {
    message: ({ name }) =>
      `'${name}' hanya ada untuk satu baris, padahal di sini satu periode dapat mempunyai beberapa baris.`,
    help: () => 'Bacalah nilai atau capaian indikator itu.',
    why: 'Bila satu periode mempunyai beberapa baris, atau beberapa periode digabungkan menurut nilainya, tidak ada satu realisasi dan satu target.',
  },
});

export const periodData = (): PeriodData => ({
  TK690: {
    message: ({ count, needed }) =>
      `${count} baris periode sebelumnya tidak dapat dipakai${needed === 0 ? ', dan tidak ada yang memerlukannya.' : `; karena itu ${needed} data ditolak.`}`,
    help: () => 'Daftar baris yang ditolak menyebut periode dan alasannya. Perbaiki baris itu, lalu jalankan lagi.',
    why: 'Periode sebelumnya dibaca oleh periode_lalu, sampai_dengan, pakai_terakhir, dan periode yang lebih panjang. Baris yang rusak di sana hanya mengenai yang memerlukannya.',
  },
  TK691: {
    message: ({ count, period }) =>
      `${count} baris ${period} di antara riwayat tidak dibaca: periode itu ada dalam data.`,
    help: () => 'Jangan sertakan periode yang dinilai dalam --history.',
    why: 'Riwayat berisi periode lain. Periode yang dinilai hanya berasal dari --data, supaya tidak ada baris yang terhitung dua kali.',
  },
  TK692: {
    message: ({ indicators, period, kind }) =>
      `${period} menggabungkan beberapa ${WORDS[kind]}, tetapi indikator ini belum menyebut caranya: ${indicators.join(', ')}.`,
    help: () =>
      'Tambahkan konsolidasi: jumlah, rerata, terakhir, terbesar, terkecil, rasio_jumlah, atau rerata_nilai pada masing-masing.',
    why: 'Jumlah, rerata, dan nilai terakhir dalam setahun adalah tiga hasil yang berbeda. Aturanlah yang menentukan mana yang dimaksud.',
  },
  TK693: {
    message: ({ inputs, period, kind }) =>
      `${period} menggabungkan beberapa ${WORDS[kind]}, tetapi data masukan ini dibaca di luar indikator dan belum menyebut caranya: ${inputs.join(', ')}.`,
    help: () => 'Tambahkan konsolidasi: jumlah, rerata, terakhir, terbesar, atau terkecil pada masing-masing.',
    why: 'Angka yang menentukan syarat atau penghargaan memerlukan satu nilai untuk periode panjang. Teks, pilihan, ya_tidak, dan tanggal memakai nilai periode terakhir.',
  },
  TK694: {
    message: ({ name, period }) =>
      `'${name}' membaca periode sebelumnya atau satu baris saja; itu tidak berarti untuk ${period} secara keseluruhan.`,
    help: () =>
      'Bacalah hanya dalam realisasi atau target indikator: keduanya dihitung untuk setiap periode tersendiri.',
    why: 'Penilaian periode panjang menghitung setiap periode seperti biasa, menggabungkan realisasi dan targetnya, lalu menilai satu kali.',
  },
  TK695: {
    message: ({ first, second }) => `Dua baris data ini bertumpang tindih: ${first} dan ${second}.`,
    help: () => 'Perbaiki tanggalnya, supaya setiap hari hanya milik satu baris.',
    why: 'Beberapa baris dalam satu periode adalah segmennya. Hari yang ada pada dua segmen akan terhitung dua kali.',
  },
  TK696: {
    message: ({ after, before }) =>
      `Di antara baris data ini ada hari yang tidak dimiliki baris mana pun: sesudah ${after} dan sebelum ${before}.`,
    help: () => 'Perbaiki tanggalnya, supaya baris kedua mulai sehari sesudah baris pertama berakhir.',
    why: 'Beberapa baris dalam satu periode adalah segmennya, dan bersambung tanpa hari yang kosong.',
  },
  TK697: {
    message: ({ from, to, period }) => `Segmen dari ${from} sampai ${to} tidak berada di dalam ${period}.`,
    help: () =>
      'Perbaiki tanggalnya: hari pertama tidak boleh sesudah hari terakhir, dan keduanya harus di dalam periode itu.',
    why: 'Nilai dibobot menurut banyaknya hari tiap segmen di dalam periode.',
  },
  TK698: {
    message: ({ name, date, period, at }) =>
      `'${name}' berubah pada ${date}, di tengah ${period}. Yang berlaku pada ${at === 'end' ? 'akhir' : 'awal'} periode dipakai untuk seluruhnya.`,
    help: () => 'Bila bukan itu yang dimaksud, tulis pada: awal, atau ubah aturan pada pergantian periode.',
    why: 'Aturan yang berubah di tengah periode dipakai seutuhnya menurut hari penentuannya. Tidak ada yang dibagi menurut hari kecuali aturan menyebutnya.',
  },
  TK699: {
    message: ({ found, least, period }) =>
      `Hanya ${found} periode dalam ${period} yang mempunyai baris; diperlukan paling sedikit ${least}.`,
    help: () => 'Lengkapi baris yang kurang, atau ubah konsolidasi dalam aturan.',
    why: 'Aturan menentukan berapa periode yang diperlukan sebelum seseorang dinilai untuk periode panjang.',
  },
});
