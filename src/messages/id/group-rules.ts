import type { Rational } from '../../number/rational.ts';
import { forPeople } from '../../number/text.ts';
import type { GroupFamily } from '../catalogue.ts';

const inGroup = (group: string): string => (group === '' ? '' : ` di ${group}`);
const rupiah = (amount: Rational): string => forPeople(amount, 'id', { unit: 'IDR' });

export const groupRules = (): GroupFamily => ({
  TK146: {
    message: ({ key, table }) => `Kunci '${key}' tidak berarti pada kolom data kelompok '${table}'.`,
    help: ({ key }) => `Hapus '${key}'. Baris data kelompok dikenali dari kunci milik data kelompok itu sendiri.`,
    why: 'Data kelompok memuat satu baris untuk setiap kelompok, misalnya satu baris untuk setiap unit. Barisnya ditemukan melalui masukan pegawai yang disebut pada kunci data kelompok, dan kolomnya berlaku bagi semua anggota.',
  },
  TK147: {
    message: ({ key, kind }) => `Kunci '${key}' tidak dipakai oleh jenis aturan kelompok ini (${kind}).`,
    help: ({ key }) => `Hapus '${key}', atau pilih jenis yang memakainya.`,
    why: 'Setiap jenis aturan kelompok membaca kunci tertentu: peringkat memerlukan urutan dan nilai_sama, rerata memerlukan dari dan pembulatan. Kunci yang tidak dibaca memberi kesan bahwa ia berpengaruh, padahal tidak.',
  },
  TK446: {
    message: ({ name }) => `'${name}' tidak dapat dibatasi atau diputuskan: ia bukan predikat yang nilainya berurutan.`,
    help: () => 'Sebut klasifikasi, atau tabel yang mempunyai urutan_hasil.',
    why: 'Batas sebaran dan keputusan atasan berlaku atas predikat dengan urutan dari yang terendah sampai yang tertinggi. Tanpa urutan tidak jelas apa arti turun satu tingkat.',
  },
  TK448: {
    message: ({ to, value }) =>
      `'${to}' tidak lebih rendah daripada '${value}', padahal pegawai hanya boleh diturunkan.`,
    help: () => 'Sebut predikat yang lebih rendah daripada semua predikat yang dibatasi aturan ini.',
    why: 'Batas sebaran yang diterapkan menurunkan pegawai yang tidak mendapat tempat. Menaikkan seseorang, atau memindahkannya ke predikat yang dibatasi aturan yang sama, tidak pernah dilakukan.',
  },
  TK449: {
    message: ({ decision, proposal, allowed }) =>
      `'${decision}' harus berupa pilihan dengan predikat yang sama seperti '${proposal}': ${allowed.join(', ')}.`,
    help: () => 'Samakan pilihan pada masukan itu dengan predikat yang diusulkan.',
    why: 'Keputusan atasan menggantikan predikat yang diusulkan. Karena itu nilainya harus salah satu predikat yang sama.',
  },
  TK550: {
    message: ({ reader, read }) =>
      `'${reader}' membaca '${read}', padahal '${read}' baru diketahui sesudah semua anggota kelompok dinilai.`,
    help: () => 'Pindahkan perhitungan itu ke hitungan, tabel, klasifikasi, besaran, atau penghargaan.',
    why: 'Urutannya: pegawai dinilai sendiri-sendiri, lalu kelompok dihitung, lalu hasil kelompok dipakai, dan terakhir penghargaan. Masukan, pemeriksaan, indikator, dan nilai menentukan siapa yang dinilai dan menjadi anggota kelompok, sehingga tidak boleh bergantung pada hasil kelompok.',
  },
  TK551: {
    message: ({ name }) => `'${name}' tidak dapat dibaca di sini: penghargaan diputuskan paling akhir.`,
    help: () => 'Pakai nilai atau predikat yang menjadi syarat penghargaan itu.',
    why: 'Penghargaan, kuota, dan anggaran diputuskan sesudah semua perhitungan lain. Tidak ada perhitungan yang boleh bergantung padanya.',
  },
  TK552: {
    message: ({ name, within }) =>
      within === ''
        ? `'${name}' dapat berbeda antara pegawai, padahal di sini harus sama bagi semua.`
        : `'${name}' dapat berbeda antara anggota satu kelompok (${within}), padahal di sini harus sama bagi semua anggotanya.`,
    help: () => 'Pakai parameter atau kolom data kelompok dengan kunci yang sama.',
    why: 'Syarat batas sebaran, anggaran, dan pemeriksaan data kelompok berlaku untuk satu kelompok sekaligus. Bila isinya berbeda antara anggota, tidak jelas anggota mana yang menentukan.',
  },
  TK553: {
    message: () => 'Hanya batas paling_banyak yang dapat diterapkan; batas paling_sedikit hanya memberi peringatan.',
    help: () => 'Pakai tindakan: peringatkan tanpa turun_ke, atau tulis batas paling_banyak.',
    why: 'Menerapkan batas atas berarti menurunkan pegawai menurut urutan yang ditetapkan. Batas bawah akan menuntut pegawai diturunkan hanya agar jumlahnya terpenuhi; itu keputusan pejabat, bukan perhitungan.',
  },
  TK554: {
    message: ({ grant }) =>
      grant === ''
        ? 'Anggaran ini tidak membayar pemberian apa pun: tidak ada pemberian berupa uang.'
        : `Pemberian '${grant}' tidak dapat dibayar dari anggaran bersama pemberian lain: banyaknya digit tidak sama, atau tidak dibulatkan.`,
    help: () => 'Bulatkan semua pemberian yang dibayar dari anggaran ke banyak digit yang sama, misalnya digit: 0.',
    why: 'Anggaran dibagi sampai satuan terkecil. Agar jumlah yang dibayar tepat sama dengan anggarannya, semua pemberian harus memakai satuan terkecil yang sama.',
  },
  TK555: {
    message: () => 'Pembagian prorata memerlukan urutan penghargaan yang diakhiri dengan kunci baris.',
    help: () => 'Tambahkan kunci, misalnya nip, di akhir urutan penghargaan.',
    why: 'Sisa pembulatan dibagikan satu per satu, mulai dari pecahan terbesar, lalu menurut urutan penghargaan. Dengan kunci di akhir urutan tidak ada dua orang yang sama, sehingga jumlah yang dibayar tepat sama dengan anggarannya.',
  },
  TK556: {
    message: ({ callee, read, rule }) =>
      read === rule
        ? `${callee} tidak dapat membaca '${read}': kelompok hanya dihitung untuk periode yang sedang dinilai.`
        : `${callee} tidak dapat membaca '${read}', yang bergantung pada '${rule}': kelompok hanya dihitung untuk periode yang sedang dinilai.`,
    help: () =>
      'Baca nilai atau predikat sebelum batas sebaran, atau bawa keputusan periode itu sebagai masukan tersendiri.',
    why: 'Peringkat, hitungan kelompok, dan batas sebaran melibatkan semua anggota kelompok. Dari periode lalu data hanya membawa barisnya, bukan siapa yang waktu itu diterima, ditolak, atau diputuskan, sehingga hasil kelompoknya tidak diketahui.',
  },
  TK557: {
    message: ({ amount, deduction, least }) =>
      least === null
        ? `Potongan '${deduction}' pada '${amount}' dapat negatif, sehingga malah menambah uang.`
        : `Potongan '${deduction}' pada '${amount}' dapat serendah ${forPeople(least, 'id')}, sehingga malah menambah uang.`,
    help: () =>
      'Nyatakan rentang mulai 0 untuk masukan yang dipakai, atau tulis terbesar(0 IDR, …) atau terbesar(0 %, …).',
    why: 'Potongan mengurangi. Potongan di bawah nol akan membayar lebih dari dasarnya tanpa ada yang menetapkannya; siapa yang berhak lebih mempunyai dasar yang lebih besar.',
  },
  TK558: {
    message: ({ period, of, twice }) =>
      twice
        ? `Periode sebelumnya ${period} tertulis dua kali.`
        : `${period} tidak mendahului ${of}, yaitu periode contoh ini.`,
    help: () => 'Tulis setiap periode sebelumnya satu kali, dengan isian orang itu pada periode tersebut.',
    why: 'Yang dibaca periode_lalu, sampai_dengan, dan pakai_terakhir ada pada periode sebelum periode yang dinilai, satu isian setiap periode.',
  },
  TK680: {
    message: ({ table, group }) => `Data kelompok '${table}' tidak mempunyai baris untuk ${group}.`,
    help: () => 'Tambahkan barisnya pada data kelompok, atau perbaiki nama kelompok pada baris ini.',
    why: 'Kolom data kelompok adalah masukan setiap anggota. Tanpa barisnya, anggota itu tidak dapat dinilai; nilainya tidak dianggap 0 atau kosong.',
  },
  TK681: {
    message: ({ table, group, rows }) =>
      `Data kelompok '${table}' memuat ${group} lebih dari sekali (baris ${rows.join(', ')}). Tidak satu pun dipakai.`,
    help: () => 'Sisakan satu baris yang benar untuk kelompok itu.',
    why: 'Setiap kelompok mempunyai satu baris dalam satu periode. Bila ada dua, orang yang harus menentukan mana yang benar.',
  },
  TK682: {
    message: ({ table, group }) =>
      `Baris ${group} pada data kelompok '${table}' ditolak, sehingga anggotanya tidak dapat dinilai.`,
    help: () => 'Perbaiki baris data kelompok itu; temuannya disebut tersendiri.',
    why: 'Baris data kelompok yang salah tidak dipakai sebagian. Semua anggotanya ditolak sampai baris itu diperbaiki.',
  },
  TK683: {
    message: ({ table, count }) => `${count} baris data kelompok '${table}' tidak dipakai oleh pegawai mana pun.`,
    help: () => 'Periksa nama kelompoknya bila seharusnya ada pegawainya.',
    why: 'Baris tanpa anggota tidak berpengaruh. Sering kali sebabnya nama kelompok yang ditulis berbeda.',
  },
  TK684: {
    message: ({ decision }) => `Keputusan '${decision}' berbeda dari usulan, tetapi alasannya kosong.`,
    help: () => 'Isi alasannya, atau samakan keputusannya dengan usulan.',
    why: 'Atasan boleh menetapkan predikat yang berbeda dari usulan, asalkan alasannya tertulis. Usulan, keputusan, dan alasan ditampilkan bersama.',
  },
  TK685: {
    message: ({ table }) => `Data kelompok '${table}' diperlukan, tetapi berkasnya tidak diberikan.`,
    help: ({ table }) => `Tambahkan --group ${table}=BERKAS.`,
    why: 'Aturan ini membaca kolom data kelompok. Tanpa berkasnya semua pegawai akan ditolak.',
  },
  TK686: {
    message: ({ table, suggestion }) =>
      `Aturan ini tidak mempunyai data kelompok '${table}'.${suggestion === undefined ? '' : ` Mungkin maksudnya '${suggestion}'?`}`,
    help: () => 'Tulis --group NAMA=BERKAS dengan nama yang ada pada data_kelompok.',
    why: 'Berkas data kelompok diberikan dengan nama yang dinyatakan dalam aturan, misalnya --group unit=unit.csv.',
  },
  TK811: {
    message: ({ limit, values, group, found, allowed, base }) =>
      `${limit}: ${found} dari ${base} orang${inGroup(group)} mendapat ${values}, padahal paling banyak ${allowed}.`,
    help: () => 'Pejabat penilai perlu meninjau sebarannya.',
    why: 'Batas sebaran ini hanya memberi peringatan; predikat tidak diubah.',
  },
  TK812: {
    message: ({ limit, values, group, found, needed, base }) =>
      `${limit}: hanya ${found} dari ${base} orang${inGroup(group)} mendapat ${values}, padahal paling sedikit ${needed}.`,
    help: () => 'Pejabat penilai perlu meninjau sebarannya.',
    why: 'Batas bawah hanya memberi peringatan: siapa yang harus diturunkan adalah keputusan pejabat.',
  },
  TK813: {
    message: ({ limit, values, group, size, room }) =>
      `${limit}: ${size} orang${inGroup(group)} bernilai sama di batas ${values}, padahal tempatnya tinggal ${room}. Predikat mereka belum diputuskan.`,
    help: () =>
      'Putuskan siapa yang diturunkan dengan pembeda yang sah dan tambahkan pembeda itu di akhir urutan; atau pilih nilai_sama: ikutkan_semua atau keluarkan_semua.',
    why: 'Bila beberapa orang sama menurut urutan, tidak ada dasar untuk menurunkan yang satu dan bukan yang lain. Dengan nilai_sama: hentikan, program tidak memilih.',
  },
  TK814: {
    message: ({ limit, group, size }) =>
      `${limit}: predikat ${size} orang${inGroup(group)} belum dapat ditetapkan, karena bergantung pada nilai sama yang belum diputuskan.`,
    help: () => 'Putuskan dahulu nilai sama pada batas sebelumnya, lalu jalankan lagi.',
    why: 'Siapa yang diturunkan oleh batas sebelumnya dapat mendesak orang lain. Tidak ada predikat yang ditetapkan bila putusan itu masih dapat mengubahnya.',
  },
  TK815: {
    message: ({ group, spent, total }) =>
      `Pemberian${inGroup(group)} berjumlah ${rupiah(spent)}, melebihi anggaran ${rupiah(total)}, karena semua yang bernilai sama di batas anggaran dibayar.`,
    help: () => 'Sediakan tambahan anggaran, atau pilih nilai_sama: keluarkan_semua atau hentikan.',
    why: 'Dengan nilai_sama: ikutkan_semua, orang-orang yang sama di batas anggaran dibayar semuanya. Jumlahnya lalu dapat melebihi anggaran.',
  },
  TK816: {
    message: ({ group, needed, total }) =>
      `Pemberian${inGroup(group)} memerlukan ${rupiah(needed)}, padahal anggarannya ${rupiah(total)}. Tidak ada hasil yang ditulis.`,
    help: () => 'Tambah anggarannya, kurangi pemberiannya, atau pilih bila_lebih: menurut_urutan atau prorata.',
    why: 'Dengan bila_lebih: galat, penilaian tidak menghasilkan apa pun selama pemberian melebihi anggaran.',
  },
  TK817: {
    message: ({ group, size, left }) =>
      `Sisa anggaran${inGroup(group)} ${rupiah(left)} tidak cukup untuk ${size} orang yang sama menurut urutan. Pemberian mereka belum diputuskan.`,
    help: () =>
      'Putuskan siapa yang dibayar dengan pembeda yang sah dan tambahkan pembeda itu di akhir urutan penghargaan; atau pilih nilai_sama lain.',
    why: 'Bila anggaran habis di tengah orang-orang yang sama, tidak ada dasar untuk membayar yang satu dan bukan yang lain. Penghargaannya tetap; hanya pembayarannya yang menunggu keputusan.',
  },
  TK818: {
    message: ({ group, size }) =>
      `Pembayaran ${size} orang${inGroup(group)} belum dapat ditetapkan, karena penghargaan orang lain belum diputuskan.`,
    help: () => 'Putuskan dahulu penghargaan yang belum diputuskan, lalu jalankan lagi.',
    why: 'Orang yang penghargaannya belum diputuskan dapat memakai anggaran lebih dahulu. Tidak ada pembayaran yang ditetapkan bila putusan itu masih dapat mengubahnya.',
  },
});
