import type { Family } from '../catalogue.ts';

export const evaluation = (): Family<'7'> => ({
  TK701: {
    message: ({ indicator }) => `Realisasi indikator '${indicator}' kosong, dan aturannya menolak baris seperti ini.`,
    help: () => 'Lengkapi data untuk indikator itu.',
    why: 'Indikator ini memakai bila_kosong: tolak. Pegawai yang datanya belum lengkap tidak dinilai dengan tebakan, tetapi dikembalikan untuk dilengkapi.',
  },
  TK702: {
    message: ({ table }) => `Tidak ada baris tabel '${table}' yang cocok untuk data ini.`,
    help: () => 'Tambahkan baris untuk gabungan itu atau tulis selain_itu: pada tabelnya.',
    why: 'Tabel harus mempunyai hasil untuk setiap gabungan nilai. takar check menunjukkan gabungan yang belum ada.',
  },
  TK703: {
    message: ({ rating }) => `Nilai baris ini tidak masuk kategori mana pun pada '${rating}'.`,
    help: () => 'Periksa cakupan dan batas kategorinya dengan takar check.',
    why: 'Setiap nilai harus masuk tepat satu kategori. Nilai di luar cakupan tidak diberi kategori dengan perkiraan.',
  },
  TK704: {
    message: ({ score }) => `Tidak ada satu pun indikator '${score}' yang berlaku untuk baris ini.`,
    help: () => 'Periksa jabatan atau data lain yang menentukan indikator mana yang berlaku.',
    why: 'Nilai tertimbang memerlukan paling sedikit satu indikator yang berlaku. Tanpa itu tidak ada yang dapat dinilai, dan nilainya tidak dianggap 0.',
  },
  TK705: {
    message: () => 'Bobot indikator yang berlaku untuk baris ini tidak berjumlah 100.',
    help: () => 'Sesuaikan bobot menurut jabatan, atau tulis pembobotan: sesuaikan.',
    why: 'Aturan ini memakai pembobotan: total_100: bobot indikator yang berlaku bagi seseorang harus berjumlah tepat 100.',
  },
  TK706: {
    message: () => 'Perhitungan ini membagi dengan nol untuk baris ini.',
    help: () =>
      'Periksa angka pembaginya dalam data, atau tangani dalam rumus: jika pembagi = 0 maka kosong selainnya …',
    why: 'Pembagian dengan nol tidak mempunyai hasil, dan tidak pernah diganti diam-diam dengan 0.',
  },
  TK707: {
    message: ({ name, date }) => `'${name}' tidak mempunyai nilai yang berlaku pada ${date}.`,
    help: () => 'Tambahkan nilai yang berlaku pada tanggal itu, atau nilai periode lain.',
    why: 'Nilai bertanggal dipilih menurut awal atau akhir periode. Periode di luar masa berlakunya tidak dapat dihitung.',
  },
  TK708: {
    message: ({ callee, parameter }) => `'${parameter}' pada ${callee} berada di luar rentang yang boleh.`,
    help: () => 'Periksa angka itu dalam data, atau perbaiki rentang parameter fungsinya.',
    why: 'Fungsi menyebut rentang parameternya, misalnya target harus lebih besar dari 0. Di luar rentang itu rumusnya tidak berarti.',
  },
  TK709: {
    message: ({ value }) => `'${value}' tidak ada dalam daftar pilihan.`,
    help: () => 'Periksa penulisannya dalam data, atau tambahkan pilihan itu ke dalam aturan.',
    why: 'Pilihan hanya dapat dibandingkan urutannya bila tercantum dalam daftar yang dinyatakan.',
  },
  TK710: {
    message: () => 'Ada angka di sini yang tumbuh melampaui batas, sampai hampir sepuluh ribu angka.',
    help: () => 'Cari rumus yang mengalikan hasilnya sendiri berulang-ulang, lalu bulatkan di antara langkahnya.',
    why: 'Angka disimpan secara persis. Batas ini menjaga waktu dan memori.',
  },
  TK714: {
    message: ({ period }) => `Ada yang diperlukan dari ${period}, tetapi baris periode itu tidak dapat dinilai.`,
    help: () => 'Perbaiki baris periode itu; temuannya sendiri menyusul.',
    why: 'Aturan yang membaca periode sebelumnya memerlukan baris periode itu sebagaimana dinilai. Yang ditolak di sana tidak diganti dengan tebakan di sini.',
  },
});
