import type { WorkbookProblem } from '../../base/codes.ts';
import type { WorkbookFamily } from '../catalogue.ts';

const PROBLEMS: Readonly<Record<WorkbookProblem, string>> = {
  not_workbook: 'Isi berkas ini bukan buku kerja XLSX',
  protected: 'Buku kerja ini dikunci dengan kata sandi, atau berbentuk .xls yang lama',
  damaged: 'Buku kerja ini rusak: isinya tidak tersusun sebagaimana mestinya',
  entities: 'Buku kerja ini memuat pernyataan XML (DOCTYPE) yang tidak pernah ditulis oleh program lembar kerja',
  too_large: 'Isi buku kerja ini jauh lebih besar daripada yang wajar',
  no_sheet: 'Buku kerja ini tidak mempunyai lembar berisi sel',
};

const named = (sheets: readonly string[]): string =>
  sheets
    .slice(0, 20)
    .map((sheet) => `'${sheet}'`)
    .join(', ') + (sheets.length > 20 ? ` … (${sheets.length} lembar)` : '');

export const workbook = (): WorkbookFamily => ({
  TK640: {
    message: ({ problem }) => `${PROBLEMS[problem]}.`,
    help: ({ problem }) =>
      problem === 'too_large'
        ? 'Salin kolom dan baris yang diperlukan saja ke buku kerja baru, atau simpan lembarnya sebagai CSV.'
        : 'Buka di program lembar kerja, hapus kata sandinya bila ada, lalu simpan lagi sebagai .xlsx.',
    why: 'Buku kerja XLSX adalah arsip ZIP berisi XML. Arsip yang rusak, terkunci, atau mengembang menjadi sangat besar ditolak seluruhnya: bagian yang masih terbaca belum tentu lengkap, dan berkas yang berniat buruk tidak boleh menghabiskan tenaga komputer.',
  },
  TK641: {
    message: ({ sheets }) => `Tidak diketahui lembar mana yang dimaksud: ${named(sheets)}.`,
    help: ({ sheets }) => `Sebutkan lembarnya sesudah tanda #, misalnya "data.xlsx#${sheets[0] ?? 'Data'}".`,
    why: 'Lembar dipilih sendiri hanya bila tepat satu lembar yang tampak mempunyai semua kolom wajib. Bila tidak, memilih salah satunya berarti menebak siapa yang dinilai.',
  },
  TK642: {
    message: ({ sheet }) => `Tidak ada lembar bernama '${sheet}'.`,
    help: ({ sheets, suggestion }) =>
      suggestion === undefined ? `Lembar yang ada: ${named(sheets)}.` : `Maksud Anda '${suggestion}'?`,
    why: 'Nama lembar sesudah tanda # harus sama dengan nama di dalam buku kerja; huruf besar dan kecil tidak dibedakan.',
  },
  TK643: {
    message: ({ count }) =>
      `Kolom ini berisi rumus (${count} sel). Yang dipakai ialah hasil yang tersimpan ketika buku kerja terakhir dihitung.`,
    help: () => 'Pastikan buku kerja sudah dihitung ulang dan disimpan, atau tempelkan kolom itu sebagai nilai.',
    why: 'Takar tidak menjalankan rumus. Hasil yang tersimpan dapat tertinggal bila sel sumbernya berubah tanpa dihitung ulang, atau bila sumbernya ada di berkas lain.',
  },
  TK644: {
    message: () => 'Sel ini berisi rumus yang belum pernah dihitung.',
    help: () => 'Buka buku kerja di program lembar kerja, tunggu sampai terhitung, lalu simpan.',
    why: 'Takar memakai hasil rumus yang tersimpan di dalam buku kerja. Di sel ini tidak ada hasilnya, dan sel seperti itu tidak dianggap kosong.',
  },
  TK645: {
    message: ({ count }) =>
      count === 1
        ? 'Baris ini tersembunyi, dan tetap dibaca.'
        : `${count} baris tersembunyi tetap dibaca; yang pertama baris ini.`,
    help: () => 'Bila baris itu tidak ikut dinilai, hapus dari lembar; menyembunyikan atau menyaring tidak cukup.',
    why: 'Baris yang disembunyikan atau tersaring masih ada di dalam lembar. Melewatinya diam-diam berarti menghilangkan pegawai; karena itu baris tersebut dibaca, dan disebut di sini.',
  },
  TK646: {
    message: ({ header }) => `Baris ini mengulang baris judul (baris ${header}).`,
    help: () =>
      'Hapus baris judul yang berulang. Bila sesudahnya ada tabel lain, pindahkan tabel itu ke lembar tersendiri.',
    why: 'Judul yang muncul lagi di tengah data biasanya sisa penggabungan beberapa tabel. Barisnya ditolak, dan disebut supaya orang dapat memastikan tidak ada dua tabel yang tercampur.',
  },
  TK647: {
    message: () => 'Sel ini bagian dari sel gabungan; isinya hanya ada di sel yang pertama.',
    help: () => 'Lepaskan penggabungan selnya, lalu isi setiap baris.',
    why: 'Dalam sel gabungan hanya sel pertama yang mempunyai isi; yang lain sebenarnya kosong. Apakah isinya berlaku untuk semua baris itu, tidak ditebak.',
  },
  TK648: {
    message: ({ count }) =>
      count === 1
        ? 'Sel ini berada di sebelah kanan kolom terakhir yang berjudul, dan tidak dibaca.'
        : `${count} sel berada di sebelah kanan kolom terakhir yang berjudul, dan tidak dibaca; yang pertama sel ini.`,
    help: () => 'Beri kolomnya judul bila isinya diperlukan. Catatan boleh dibiarkan.',
    why: 'Kolom dikenali dari judulnya. Isi tanpa judul tidak dipakai untuk menilai.',
  },
  TK649: {
    message: ({ madeFor, ruleset }) =>
      madeFor === ruleset
        ? `Lembar isian ini dibuat untuk versi lain dari aturan '${ruleset}': masukannya sudah berubah.`
        : `Lembar isian ini dibuat untuk aturan '${madeFor}', sedangkan yang dipakai menilai '${ruleset}'.`,
    help: () => 'Buat lembar isian baru dengan takar template, atau pastikan aturan yang dipakai memang yang ini.',
    why: 'Lembar isian dari takar template menyimpan nama aturan dan sidik masukannya. Bila masukannya berubah sesudah itu, pilihan dan batas di dalam lembar tidak lagi sama dengan yang diperiksa aturan.',
  },
  TK650: {
    message: ({ text }) =>
      `Teks ini sudah diubah menjadi angka oleh lembar kerja: '${text}'. Angka sesudah yang ke-15 hilang.`,
    help: () => 'Jadikan kolomnya berformat teks di lembar kerja, lalu isi kembali dari sumbernya.',
    why: 'Lembar kerja menyimpan angka paling banyak 15 angka penting. Nomor yang lebih panjang harus berupa teks; yang sudah hilang tidak dapat dikembalikan.',
  },
});
