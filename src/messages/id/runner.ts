import type { Family } from '../catalogue.ts';

const meant = (suggestion: string | undefined, otherwise: string): string =>
  suggestion === undefined ? otherwise : `Maksud Anda '${suggestion}'?`;

/** Alasan yang lazim dari sistem operasi, dengan kata-kata. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'berkas atau folder itu tidak ada',
  EACCES: 'akun ini tidak diizinkan membukanya',
  EPERM: 'akun ini tidak diizinkan membukanya',
  EISDIR: 'itu sebuah folder, sedangkan yang diperlukan berkas',
  ENOTDIR: 'salah satu bagian jalurnya bukan folder',
  ENOSPC: 'ruang penyimpanan penuh',
  EFBIG: 'berkasnya akan lebih besar daripada yang diizinkan sistem ini',
  EDQUOT: 'jatah ruang penyimpanan akun ini habis',
  EROFS: 'tempat penyimpanannya hanya dapat dibaca',
  EIO: 'perangkat penyimpanannya bermasalah',
  ENAMETOOLONG: 'nama atau jalurnya terlalu panjang',
  ELOOP: 'tautannya berputar',
  EMFILE: 'terlalu banyak berkas yang terbuka',
  EPIPE: 'yang membacanya berhenti lebih dulu',
  EMPTY: 'di dalamnya tidak ada berkas aturan (*.takar.yaml)',
  TOO_BIG: 'ukurannya lebih dari 1 GB',
  KIND: 'yang dapat dibaca hanya .csv, .jsonl, .ndjson (boleh dimampatkan: .gz, .zst), .parquet, dan .xlsx',
  PACKED: 'berkas mampat itu rusak, terpotong, atau terlalu besar isinya',
  NO_ZSTD:
    'Node di komputer ini belum dapat membuka atau membuat .zst; pakai .gz, atau Node 22.15 atau yang lebih baru',
};

/** Yang disebut sesudah perintah, seperti tertulis pada --help. */
const OPERANDS: Readonly<Record<string, string>> = {
  PATH: 'BERKAS',
  RULESET: 'ATURAN',
  DIR: 'FOLDER',
  CODE: 'KODE',
};

/** Alasan yang teratasi dengan mengosongkan ruang. */
const NO_ROOM: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

export const runner = (): Family<'9'> => ({
  TK901: {
    message: ({ path, reason }) => `'${path}' tidak dapat dipakai: ${REASONS[reason] ?? reason}.`,
    help: ({ reason }) =>
      NO_ROOM.has(reason)
        ? 'Kosongkan ruang penyimpanan atau pilih tempat lain, lalu jalankan lagi. Berkas itu tidak tertulis separuh.'
        : 'Periksa ejaan jalur berkasnya dan hak aksesnya.',
    why: 'Berkas yang disebut pada baris perintah tidak dapat dibaca atau ditulis. Tidak ada yang ditebak sebagai gantinya, dan tidak ada yang tertulis separuh: hasil ditulis dulu di samping berkas tujuan, baru kemudian diganti namanya.',
  },
  TK902: {
    message: ({ path }) => `'${path}' sudah ada, dan takar init tidak menimpa apa pun.`,
    help: () => 'Sebutkan nama folder yang belum ada atau yang masih kosong.',
    why: 'takar init menulis aturan, data, dan penjelasan ke dalam folder baru. Supaya tidak ada pekerjaan yang hilang, berkas yang sudah ada tidak pernah ditimpa.',
  },
  TK903: {
    message: ({ key }) => `Tidak ada baris dengan kunci '${key}' yang dinilai pada periode ini.`,
    help: () => 'Cari kunci itu di dalam data dan di berkas baris yang ditolak, dan periksa periodenya.',
    why: 'takar explain mencari satu baris menurut kuncinya (misalnya NIP) di antara baris periode yang diminta. Bila kolom kuncinya beberapa, nilainya disambung dengan /.',
  },
  TK904: {
    message: ({ code }) => `Tidak ada temuan dengan kode '${code}'.`,
    help: ({ suggestion }) => meant(suggestion, 'Kode tampak seperti TK501; letaknya di depan setiap temuan.'),
    why: 'Setiap temuan mempunyai kode sendiri yang tidak pernah berubah. takar why menjelaskan salah satunya.',
  },
  TK905: {
    message: ({ option }) => `'${option}' tidak dikenal di sini.`,
    help: ({ suggestion }) => meant(suggestion, 'takar PERINTAH --help menyebutkan pilihan setiap perintah.'),
    why: 'Pilihan yang tidak dikenal ditolak. Bila salah ketik dibiarkan tanpa pemberitahuan, penerima penghargaan bisa berubah karenanya.',
  },
  TK906: {
    message: ({ command }) => `Tidak ada perintah '${command}'.`,
    help: ({ suggestion }) => meant(suggestion, 'takar --help menyebutkan semua perintah.'),
    why: 'Kata pertama sesudah takar menyatakan apa yang dikerjakan: check, test, score, explain, export, template, fmt, init, atau why.',
  },
  TK907: {
    message: ({ what }) => `${OPERANDS[what] ?? what} belum disebutkan.`,
    help: () => 'takar PERINTAH --help menunjukkan apa yang diperlukan sebuah perintah.',
    why: 'Perintah ini tidak dapat bekerja tanpa hal tersebut, dan takar tidak menebaknya: tidak periodenya, tidak pula datanya.',
  },
  TK908: {
    message: ({ option, found }) => `'${found}' tidak dapat dipakai untuk ${option}.`,
    help: ({ allowed }) => `Yang dapat dipakai: ${allowed.join(', ')}.`,
    why: 'Pilihan ini hanya menerima nilai dari daftar tertentu, atau nilai dengan bentuk tertentu.',
  },
  TK909: {
    message: ({ option, path }) =>
      `${option} akan menimpa '${path}', padahal berkas itu sudah dibaca atau ditulis oleh proses ini.`,
    help: () => 'Beri hasilnya nama tersendiri.',
    why: 'Hasil tidak pernah ditulis di atas aturan, data, atau hasil lain dari proses yang sama: bahan yang dipakai harus masih ada ketika seseorang bertanya bagaimana hasil itu diperoleh.',
  },
  TK930: {
    message: ({ path }) => `'${path}' bukan catatan temuan lama.`,
    help: () => 'Buat dengan takar check --write-baseline BERKAS.',
    why: 'Catatan temuan lama ditulis oleh takar sendiri: sidik jari setiap temuan yang sudah ada ketika aturan mulai diperiksa. Berkas lain tidak ditebak isinya, sebab temuan yang keliru dianggap lama tidak akan pernah dilihat orang.',
  },
  TK910: {
    message: ({ path }) => `Berkas kerja tidak boleh menyebut '${path}': jalurnya menuju ke luar.`,
    help: () =>
      'Tulis jalur relatif dari folder berkas kerja ini, dengan garis miring /, dan jalankan takar dari folder yang memuat semuanya.',
    why: 'Berkas kerja dapat berasal dari orang lain. Karena itu yang dapat dibaca dan ditulisnya hanya yang ada di dalam foldernya sendiri atau di dalam folder tempat takar dijalankan: tidak ada jalur mutlak, huruf drive, alamat internet, atau masukan standar. Yang lain disebut sendiri oleh orang yang menjalankannya, pada baris perintah.',
  },
  TK911: {
    message: ({ reason }) => `Keluaran standar terputus: ${REASONS[reason] ?? reason}. Hasilnya tidak utuh.`,
    help: () => 'Tulis hasilnya ke berkas dengan --out, atau jalankan lagi dengan tempat yang cukup.',
    why: 'Apa yang ditulis ke keluaran standar tidak sampai seluruhnya: programnya yang membaca berhenti lebih dulu, atau tempatnya penuh. Hasil yang tidak utuh tidak boleh disangka lengkap; karena itu kode keluarnya 2.',
  },
  TK931: {
    message: () => 'Contoh dibuat untuk satu berkas aturan saja.',
    help: () => 'Sebut satu berkas aturan sesudah takar test --generate.',
    why: 'Contoh yang dibuat ditulis sebagai satu bagian contoh:, untuk ditempelkan pada satu berkas aturan.',
  },
  TK932: {
    message: ({ path }) =>
      `Contoh untuk '${path}' tidak dapat dibuat: aturan ini memakai rencana kerja, rincian, kalender, atau anggota lain dalam kelompok.`,
    help: () => 'Tulis contohnya sendiri; takar test --coverage menunjukkan apa yang belum diuji.',
    why: 'Pembuat contoh mengarang isian satu pegawai. Rencana kerja, baris rincian, hari libur, dan rekan sekelompok belum dapat dikarangnya, dan contoh yang setengah jadi tidak menguji apa pun.',
  },
  TK960: {
    message: ({ dialect, found }) =>
      `Aturan ini belum dapat ditulis sebagai ${dialect === 'js' ? 'JavaScript per kolom' : `SQL untuk ${dialect}`}: ${found.join(', ')}.`,
    help: () => 'Nilai aturan ini dengan takar score, yang mengenal semua bagian; hilangkan --engine.',
    why: 'Satu kueri hanya memuat apa yang dapat dihitung dari satu baris data dan dari kelompoknya, dan JavaScript hasil ekspor apa yang dapat dihitung dari baris itu saja. Rincian, periode lain, dan aturan kelompok di luar kuota belum ditulis begitu, dan takar tidak menghilangkan satu bagian pun tanpa memberi tahu.',
  },
  TK961: {
    message: ({ dialect, bits }) =>
      `Ada angka yang dapat mencapai ${bits} bit, lebih besar daripada bilangan bulat ${dialect}.`,
    help: () =>
      'Bulatkan capaian yang belum dibulatkan, atau persempit rentang masukannya; takar check --performance menunjukkan letaknya.',
    why: 'Kueri menghitung dengan bilangan bulat yang batasnya dibuktikan lebih dahulu. Angka yang mungkin melampaui batas itu akan dipotong diam-diam atau menghentikan kueri di tengah jalan; karena itu ditolak sejak awal.',
  },
  TK963: {
    message: ({ engine, input, limit }) =>
      `Nilai '${input}' di baris ini melampaui ${limit}, batas yang diandaikan di ${engine} bila rentang tidak dinyatakan.`,
    help: ({ input }) => `Nyatakan rentang untuk '${input}' yang memuat nilai ini, atau hilangkan --engine.`,
    why: 'Kueri menghitung dengan bilangan bulat yang batasnya dibuktikan lebih dahulu dari rentang masukan. Bila rentang tidak dinyatakan, takar mengandaikan batas, dan nilai di luarnya hanya dapat dihitung oleh takar sendiri.',
  },
  TK964: {
    message: ({ dialect, names }) => `Kolom ini dianggap satu kolom oleh ${dialect}: ${names.join(', ')}.`,
    help: () =>
      'Ganti nama salah satunya, sehingga bedanya bukan hanya huruf besar dan kecil; atau pakai mesin hitung lain.',
    why: 'Kebanyakan basis data tidak membedakan huruf besar dan kecil pada nama kolom. Setiap kolom data dan setiap kolom hasil harus punya nama sendiri.',
  },
  TK965: {
    message: ({ dialect, names }) =>
      `Nama di ${dialect} paling panjang 63 bita, sedangkan nama ini lebih panjang: ${names.join(', ')}.`,
    help: () => 'Pilih nama masukan, indikator, atau tingkat yang lebih pendek; atau pakai mesin hitung lain.',
    why: 'PostgreSQL memotong nama yang lebih panjang tanpa memberi tahu. Kolom hasil lalu bernama lain daripada yang diharapkan, atau sama dengan kolom lain.',
  },
  TK962: {
    message: ({ engine, detail }) => `Basis data ${engine} tidak dapat dipakai: ${detail}`,
    help: ({ engine }) =>
      engine === 'duckdb'
        ? 'Pasang paketnya dengan npm install @duckdb/node-api.'
        : 'Pasang paketnya dengan npm install pg, dan sebutkan servernya dengan PGHOST, PGPORT, PGUSER, dan PGDATABASE.',
    why: 'takar score --engine menjalankan aturan di dalam basis data. Paketnya tidak ikut terpasang bersama takar, dan servernya disediakan oleh yang menjalankan.',
  },
  TK950: {
    message: ({ detail }) => `Salah satu bagian kerja yang menilai berkas ini terhenti sebelum selesai: ${detail}.`,
    help: () =>
      'Tidak ada yang ditulis. Jalankan lagi saat memori lebih lapang; dengan TAKAR_THREADS=0 pada lingkungannya, semua dikerjakan satu per satu dan perlu memori lebih sedikit.',
    why: 'Berkas besar dinilai oleh beberapa bagian kerja sekaligus. Salah satunya terhenti, biasanya karena memori habis. Bagian hasilnya tidak ada, jadi tidak ada hasil yang ditulis.',
  },
  TK956: {
    message: ({ path }) => `'${path}' berubah selagi dibaca.`,
    help: () =>
      'Tidak ada yang ditulis. Tunggu sampai berkas itu selesai ditulis, atau nilai salinannya, lalu jalankan lagi.',
    why: 'Berkas besar dibaca sepotong demi sepotong, dan beberapa kali bila orang dibandingkan satu sama lain. Hasil dari berkas yang berubah di tengah jalan bukan milik isi lama maupun isi baru. Karena itu ukuran dan waktu penulisan terakhirnya dilihat sebelum dan sesudah setiap pembacaan; bila berbeda, tidak ada yang ditulis.',
  },
  TK999: {
    message: ({ detail }) => `Kesalahan pada takar sendiri: ${detail}`,
    help: () => 'Mohon laporkan bersama berkas yang menyebabkannya. Jangan pakai hasil apa pun dari proses ini.',
    why: 'Terjadi sesuatu yang menurut takar tidak mungkin terjadi. Takar langsung berhenti dengan kode keluar 2 daripada meneruskan dengan hasil yang mungkin salah.',
  },
});
