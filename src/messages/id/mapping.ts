import type { MappingFamily } from '../catalogue.ts';

const meant = (suggestion: string | undefined, otherwise: string): string =>
  suggestion === undefined ? otherwise : `Maksud Anda '${suggestion}'?`;

export const mapping = (): MappingFamily => ({
  TK630: {
    message: ({ name }) => `Aturan ini tidak mempunyai masukan bernama '${name}'.`,
    help: ({ suggestion }) =>
      meant(suggestion, 'Di sebelah kiri ditulis nama masukan dari aturan, di sebelah kanan judul kolom dari data.'),
    why: 'Pemetaan menyebut, untuk setiap masukan aturan, kolom mana yang membawanya. Nama yang tidak dikenal aturan ditolak: kolom yang salah sambung dapat mengubah penerima penghargaan.',
  },
  TK631: {
    message: ({ name, form }) => `'${form.id}' tidak ada artinya bagi '${name}'.`,
    help: () =>
      'Hapus bagian ini. Penulisan bilangan hanya untuk masukan angka, penulisan tanggal hanya untuk tanggal.',
    why: 'Cara penulisan pada pemetaan hanya berlaku bagi jenis masukan yang cocok. Bagian yang tidak berpengaruh apa-apa ditolak supaya tidak ada yang menyangka sebaliknya.',
  },
  TK632: {
    message: ({ name }) => `'${name}' bukan persen, sehingga isinya tidak dapat berupa pecahan seperti 0,95.`,
    help: () => 'Hapus bagian ini, atau nyatakan masukan itu sebagai persen di dalam aturan.',
    why: 'Bentuk pecahan mengubah 0,95 menjadi 95 %. Itu hanya berarti bagi masukan yang berjenis persen.',
  },
  TK633: {
    message: ({ column }) => `Kolom '${column}' sudah dipakai di pemetaan ini.`,
    help: () => 'Sebutkan kolom lain, atau hapus salah satunya.',
    why: 'Satu kolom membawa satu masukan. Bila dua masukan memakai kolom yang sama, salah satunya hampir pasti salah tulis.',
  },
  TK634: {
    message: ({ column, path }) => `Di dalam '${path}' tidak ada kolom '${column}' yang disebut pemetaan.`,
    help: ({ suggestion }) => meant(suggestion, 'Samakan judulnya dengan judul kolom di dalam data.'),
    why: 'Kolom yang disebut pemetaan harus ada di dalam data; ejaannya harus sama, kecuali spasi di awal dan akhirnya. Tidak ada kolom lain yang dipakai sebagai gantinya.',
  },
});
