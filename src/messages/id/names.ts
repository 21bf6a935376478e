import { MEMBERS, STANDING } from '../../language/vocabulary.ts';
import type { Family } from '../catalogue.ts';

const meant = (suggestion: string | undefined, otherwise: string): string =>
  suggestion === undefined ? otherwise : `Maksud Anda '${suggestion}'?`;

export const names = (): Family<'3'> => ({
  TK301: {
    message: ({ name }) => `Nama '${name}' tidak dikenal.`,
    help: ({ suggestion }) =>
      meant(suggestion, 'Periksa ejaannya, atau daftarkan dahulu sebagai masukan, parameter, hitungan, atau hasil.'),
    why: 'Setiap nama dalam rumus harus sudah didaftarkan: sebagai data masukan, parameter, hitungan, indikator, nilai, klasifikasi, atau tabel. Kata yang bukan nama hanya boleh berdiri di samping sebuah pilihan, misalnya `jabatan = keuangan`.',
  },
  TK302: {
    message: ({ name }) => `'${name}' sudah dipakai sebelumnya.`,
    help: () => 'Beri nama lain pada salah satunya.',
    why: 'Satu nama hanya boleh berarti satu hal, supaya rumus tidak bisa dibaca dengan dua cara. Ini berlaku juga untuk nama yang diimpor.',
  },
  TK303: {
    message: ({ name }) => `'${name}' adalah kata bahasa aturan dan tidak dapat dipakai sebagai nama.`,
    help: ({ name }) => `Pakai nama lain, misalnya '${name}_1' atau nama yang lebih lengkap.`,
    why: 'Kata operator, fungsi bawaan, dan nama tetap (realisasi, target, capaian, nilai, bobot, periode) dalam kedua bahasa tidak boleh menjadi nama buatan sendiri, supaya setiap berkas dapat ditulis ulang ke bahasa yang lain.',
  },
  TK304: {
    message: ({ name, member }) => `'${name}' tidak mempunyai bagian '${member}'.`,
    help: ({ allowed, suggestion }) =>
      meant(
        suggestion,
        allowed.length === 0 ? 'Tulis namanya saja, tanpa titik.' : `Yang dapat dipakai: ${allowed.join(', ')}.`,
      ),
    why: 'Sesudah titik hanya boleh berdiri bagian sebuah indikator (realisasi, target, capaian, nilai, bobot) atau bagian periode (awal, akhir, bulan, triwulan, semester, tahun).',
  },
  TK305: {
    message: ({ name }) => `Fungsi '${name}' tidak dikenal.`,
    help: ({ suggestion }) =>
      meant(suggestion, 'Periksa ejaannya, tulis fungsi itu di bagian fungsi, atau impor dari paketnya.'),
    why: 'Fungsi yang dipanggil harus fungsi bawaan, ditulis di bagian `fungsi` berkas ini, atau diimpor dengan `pakai`.',
  },
  TK306: {
    message: ({ names: path }) => `Rumus ini berputar: ${path.join(' → ')}.`,
    help: () => 'Ubah salah satu rumus supaya tidak lagi memerlukan hasilnya sendiri.',
    why: 'Sebuah hasil tidak dapat dihitung dari dirinya sendiri, baik langsung maupun lewat hasil lain.',
  },
  TK307: {
    message: ({ name }) => `'${name}' tidak tersedia di sini.`,
    help: () =>
      'Nama ini hanya ada di dalam indikator, sesudah bagiannya dihitung: realisasi, lalu target, capaian, nilai. Dari luar, tulis nama indikatornya dahulu, misalnya `ketepatan_izin.capaian`.',
    why: 'Urutan sebuah indikator tetap: realisasi, capaian, batas, pembulatan, lalu nilai. Rumus hanya dapat membaca bagian yang sudah ada pada tahap itu.',
  },
  TK308: {
    message: ({ value, name }) => `Pilihan '${value}' bernama sama dengan '${name}' yang sudah ada.`,
    help: () => 'Ganti nama salah satunya, supaya kata itu tidak dapat dibaca dengan dua arti.',
    why: 'Dalam rumus seperti `jabatan = keuangan`, kata `keuangan` adalah salah satu pilihan. Bila ada juga hal lain yang bernama keuangan, artinya menjadi ragu.',
  },
  TK309: {
    message: ({ name }) => `Data masukan '${name}' tidak dipakai oleh aturan mana pun.`,
    help: () => 'Hapus masukan ini, atau periksa apakah ada rumus yang lupa memakainya.',
    why: 'Masukan yang tidak dibaca menambah pekerjaan orang yang mengisinya dan sering menandakan rumus yang terlupa.',
  },
  TK310: {
    message: ({ name }) => `'${name}' belum dihitung pada tahap ini.`,
    help: () =>
      'Syarat berlaku dan pemeriksaan hanya boleh membaca data masukan, parameter, dan hitungan. Pindahkan rumusnya ke tahap yang lebih akhir.',
    why: 'Penghitungan berjalan bertahap: data masukan, hitungan, indikator, nilai, klasifikasi, tabel, penghargaan. Sebuah rumus hanya boleh membaca yang lebih dahulu.',
  },
  TK311: {
    message: ({ name }) => `'${name}' bukan sebuah nilai.`,
    help: ({ name }) =>
      name === STANDING.period.en || name === STANDING.period.id
        ? `Sebut bagiannya, misalnya '${name}.${MEMBERS.quarter[name === STANDING.period.id ? 'id' : 'en']}'.`
        : `Sebut bagiannya, misalnya '${name}.capaian', atau pakai di dalam rerata_tertimbang(…).`,
    why: 'Sebuah indikator mempunyai beberapa bagian: realisasi, target, capaian, nilai, bobot. Rumus harus mengatakan bagian mana yang dimaksud. Begitu pula periode.',
  },
  TK312: {
    message: () => 'Tidak ada data masukan yang menjadi kunci.',
    help: () => 'Tandai masukan yang membedakan tiap pegawai, misalnya nip, dengan `kunci: ya`.',
    why: 'Kunci mengatakan baris mana milik siapa. Tanpa kunci, baris ganda tidak dapat dikenali dan keputusan tidak dapat dilacak.',
  },
  TK314: {
    message: ({ name }) => `Aturan '${name}' menjadi terlalu besar setelah semua fungsinya diuraikan.`,
    help: () => 'Kurangi fungsi yang saling memanggil berkali-kali.',
    why: 'Setiap pemanggilan fungsi diuraikan di tempatnya. Batas ini menjaga agar waktu dan memori tetap terukur.',
  },
});
