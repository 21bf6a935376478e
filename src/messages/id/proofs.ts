import { forPeople } from '../../number/text.ts';
import { caseText, employeeSentence } from '../cases.ts';
import type { ProofFamily } from '../catalogue.ts';

export const proofs = (): ProofFamily => ({
  TK575: {
    message: ({ tier, better }) =>
      `Tidak ada yang dapat memperoleh tingkat '${tier}': siapa pun yang memenuhi syaratnya sudah mendapat ${better.map((one) => `'${one}'`).join(' atau ')}, yang tidak dibatasi.`,
    help: () => 'Persempit syarat tingkat yang lebih baik, beri kuota, atau hapus tingkat ini.',
    why: 'Tingkat dicoba dari yang terbaik. Bila tingkat yang lebih baik tanpa kuota sudah mengambil semua yang memenuhi syarat tingkat ini, tidak ada yang tersisa. Biasanya urutan dua tingkat terbalik.',
  },
  TK576: {
    message: ({ tier, otherwise, cell, employee }) =>
      `Yang memenuhi syarat '${tier}' tetapi kuotanya sudah penuh tidak cocok dengan tingkat mana pun di bawahnya dan mendapat '${otherwise}': ${caseText(cell, 'id', 'semua pegawai')}.${employeeSentence(employee, 'id')}`,
    help: () =>
      'Biarkan tingkat di bawahnya menampung mereka, misalnya dengan mengulang syarat itu, kecuali memang dikehendaki.',
    why: 'Kuota menyisakan orang yang sudah memenuhi syarat lebih tinggi. Bila tidak ada tingkat di bawahnya yang menampung, mereka mendapat lebih sedikit daripada rekan yang hasilnya lebih rendah; itu jarang dikehendaki.',
  },
  TK577: {
    message: ({ tier }) =>
      `Tidak ada yang dapat memperoleh tingkat '${tier}': syaratnya tidak mungkin dipenuhi oleh pegawai yang memenuhi syarat penghargaan.`,
    help: () => 'Perbaiki syaratnya; sering kali angkanya tidak terjangkau, atau dua bagiannya saling bertentangan.',
    why: 'Rentang data masukan, pemeriksaan, dan syarat penghargaan tidak menyisakan seorang pegawai pun yang memenuhi syarat ini. Tingkat yang tidak terjangkau menjanjikan sesuatu yang tidak pernah diberikan.',
  },
  TK578: {
    message: ({ branch }) =>
      branch === 'then'
        ? 'Cabang ini tidak pernah dipilih: syarat-syarat sebelumnya tidak menyisakan siapa pun.'
        : 'Bagian selainnya ini tidak pernah dipilih: syarat-syarat sebelumnya sudah mencakup semua.',
    help: () => 'Hapus cabang ini, atau perbaiki syarat sebelumnya.',
    why: 'Syarat dicoba dari atas. Bila yang di atas sudah menentukan untuk semua orang, yang di bawah tidak berpengaruh; biasanya ada batas yang salah ketik.',
  },
  TK579: {
    message: ({ table, row, cell, by }) =>
      `Baris ${row} pada tabel '${table}' menyebut ${caseText(cell, 'id', '')}, padahal di situ selalu baris ${by} dan baris lain di atasnya yang menentukan, dengan hasil lain.`,
    help: () => 'Hapus nilai itu dari baris ini, atau pindahkan baris ini ke atas.',
    why: 'Pada pencocokan berurutan, baris teratas yang cocok yang dipakai. Nilai yang disebut suatu baris tetapi tidak pernah ditentukannya menyesatkan pembaca baris itu.',
  },
  TK580: {
    message: ({ table, cell, first, second, whole }) =>
      whole
        ? `Baris ${second} pada tabel '${table}' tidak menambah apa pun: baris ${first} dan baris lain sudah memberi hasil yang sama untuk semua gabungannya.`
        : `Baris ${first} dan baris ${second} pada tabel '${table}' sama-sama cocok dengan hasil yang sama: ${caseText(cell, 'id', 'untuk semua nilai')}.`,
    help: ({ whole }) =>
      whole ? 'Hapus baris itu.' : 'Persempit salah satu baris, supaya setiap gabungan hanya mempunyai satu baris.',
    why: 'Hasilnya tetap pasti. Namun dua baris untuk satu gabungan harus selalu diubah bersama, dan salah satunya mudah terlupa.',
  },
  TK581: {
    message: ({ table, row }) =>
      `Baris ${row} pada tabel '${table}' tidak mengubah apa pun: tanpa baris ini semua orang mendapat hasil yang sama dari yang di bawahnya.`,
    help: () => 'Hapus baris ini, atau perbaiki hasilnya.',
    why: 'Siapa pun yang ditentukan baris ini akan mendapat hasil yang sama dari baris di bawahnya atau dari selain_itu. Biasanya hasilnya dimaksudkan lain.',
  },
  TK582: {
    message: ({ of, axes }) =>
      of === 'total'
        ? `Belum terbukti bahwa bobot selalu berjumlah 100; gabungan ${axes.join(', ')} terlalu banyak.`
        : `Belum terbukti bahwa setiap orang mempunyai indikator yang berlaku; gabungan ${axes.join(', ')} terlalu banyak.`,
    help: () => 'Kurangi data masukan yang menentukan berlakunya indikator, atau tulis pembobotan: sesuaikan.',
    why: 'Setiap gabungan jabatan diperiksa, sampai batas tertentu. Yang tidak terbukti dianggap belum benar.',
  },
  TK583: {
    message: ({ axes }) => `Belum terbukti bahwa tingkat ini dapat dicapai: ${axes.join(', ')}.`,
    help: () => 'Sederhanakan syaratnya, atau beri nama sebagian syarat itu di bawah hitungan.',
    why: 'Syarat semua tingkat dibandingkan satu dengan yang lain, sampai batas tertentu. Di luar batas itu, tingkat yang tidak terjangkau tidak akan ketahuan.',
  },
  TK584: {
    message: ({ grant, most }) =>
      most === null
        ? `'${grant}' tidak mempunyai batas atas.`
        : `'${grant}' dapat mencapai ${forPeople(most, 'id', { unit: 'IDR' })}.`,
    help: () => 'Beri rentang pada data masukan yang membentuknya, atau batasi dengan terkecil(…).',
    why: 'Lembar kerja hanya menyimpan 15 angka; jumlah yang lebih besar akan dibayarkan salah. Jumlah tanpa batas biasanya berarti ada data masukan tanpa rentang.',
  },
  TK585: {
    message: ({ name, date, period, at }) =>
      `'${name}' berubah pada ${date}, di tengah ${period}: untuk seluruh periode dipakai nilai pada ${at === 'start' ? 'awal' : 'akhir'} periode.`,
    help: () => 'Tidak perlu diubah bila memang itu maksudnya. Kalau tidak, mulailah nilai itu bersama awal periode.',
    why: 'Satu nilai berlaku untuk seluruh periode: yang berlaku pada akhirnya, atau pada awalnya bila parameternya berkata begitu. Hari sebelum perubahan tidak dihitung tersendiri.',
  },
  TK586: {
    message: ({ name, date }) => `'${name}' baru ditinjau sampai ${date}, padahal aturan ini berlaku lebih lama.`,
    help: () => 'Cocokkan nilainya dengan peraturan yang berlaku sekarang, lalu majukan ditinjau_sampai:.',
    why: 'Sampai tanggal itu sudah ada yang memastikan bahwa nilainya masih berlaku. Sesudahnya mungkin ada keputusan baru yang mengubahnya.',
  },
  TK587: {
    message: ({ ruleset, date, path }) =>
      `Aturan '${ruleset}' pada ${date} berlaku menurut berkas ini dan juga menurut ${path}.`,
    help: () => 'Akhiri versi yang lama sehari sebelum versi yang baru mulai berlaku (masa_berlaku: sampai).',
    why: 'Pada setiap hari hanya satu versi aturan yang berlaku. Bila ada dua, hasilnya bergantung pada berkas mana yang diambil orang.',
  },
});
