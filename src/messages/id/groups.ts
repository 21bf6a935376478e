import type { Family, GroupCode } from '../catalogue.ts';
import { planGroups } from './plan.ts';

const inGroup = (group: string): string => (group === '' ? '' : ` di ${group}`);

export const groups = (): Omit<Family<'8'>, GroupCode> => ({
  TK801: {
    message: ({ tier, group, size, room }) =>
      `${size} orang${inGroup(group)} bernilai sama di batas kuota ${tier}, padahal tempatnya tinggal ${room}. Tidak seorang pun dari mereka ditempatkan.`,
    help: () =>
      'Putuskan siapa yang masuk dengan pembeda yang sah, lalu tambahkan pembeda itu di akhir urutan kuota; atau pilih nilai_sama: ikutkan_semua atau keluarkan_semua.',
    why: 'Bila nilai di batas kuota sama, tidak ada dasar untuk memilih satu orang dan bukan yang lain. Dengan nilai_sama: hentikan, program tidak memilih: semua yang bernilai sama ditandai belum diputuskan, orang lain tetap mendapat haknya, dan kode keluarnya 1. Contoh: kuota 2 tempat, nilai 118, 112, 112. Yang bernilai 118 masuk; dua orang yang bernilai 112 menunggu keputusan pejabat.',
  },
  TK802: {
    message: ({ tier, group, rejected, base }) =>
      `${rejected} baris${inGroup(group)} ditolak, sehingga kuota ${tier} dihitung dari ${base}. Bila baris itu diperbaiki, jumlah tempatnya dapat berubah.`,
    help: () =>
      'Perbaiki baris yang ditolak lalu jalankan lagi sebelum hasilnya ditetapkan. Dengan --fail-on-reject tidak ada hasil yang ditulis selama masih ada baris yang ditolak.',
    why: 'Kuota berupa porsi dihitung dari banyaknya baris yang diterima dalam kelompoknya. Baris yang ditolak tidak ikut dihitung, dan orangnya tidak ikut bersaing; setelah diperbaiki, jumlah tempat dan urutannya dapat bergeser. Catatan ini menyebut kelompok mana yang terkena.',
  },
  TK803: {
    message: ({ tier, group, size }) =>
      `${size} orang${inGroup(group)} belum dapat ditempatkan di ${tier}: tempat mereka bergantung pada nilai sama yang belum diputuskan di tingkat yang lebih tinggi.`,
    help: () => 'Putuskan dahulu nilai sama di tingkat yang lebih tinggi, lalu jalankan lagi.',
    why: 'Siapa yang kalah dalam nilai sama di tingkat yang lebih tinggi turun ke tingkat ini dan dapat mendahului orang lain. Penghargaan tidak diberikan kepada orang yang tempatnya masih dapat tergeser oleh putusan itu. Yang tempatnya sama, apa pun putusannya, tetap ditempatkan.',
  },
  ...planGroups(),
});
