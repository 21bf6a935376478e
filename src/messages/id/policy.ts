import { WORDS } from '../../language/vocabulary.ts';
import { forPeople, intervalForPeople } from '../../number/text.ts';
import { caseText, employeeSentence } from '../cases.ts';
import type { Family, GroupCode } from '../catalogue.ts';
import { lints } from './lints.ts';
import { periodPolicy } from './periods.ts';
import { proofs } from './proofs.ts';

const polarityWord = (polarity: string): string => {
  if (polarity === 'maximize') return WORDS.maximize.id;
  return polarity === 'minimize' ? WORDS.minimize.id : polarity;
};

const wanted = (polarity: string): string =>
  polarity === 'minimize'
    ? 'realisasi yang lebih kecil tidak boleh menurunkan capaian'
    : 'realisasi yang lebih besar tidak boleh menurunkan capaian';

const grid = (digits: number | null): string => {
  if (digits === null) return 'Nilai ini tidak dibulatkan, jadi angka di antara dua batas dapat muncul.';
  if (digits === 0) return 'Nilai ini dibulatkan ke bilangan bulat.';
  return `Nilai ini dibulatkan ke ${digits} angka di belakang koma.`;
};

export const policy = (): Omit<Family<'5'>, GroupCode> => ({
  TK501: {
    message: ({ rating, score, value, digits, employee }) =>
      `Ada nilai yang tidak masuk kategori mana pun pada '${rating}'. Contoh yang tidak mendapat kategori: ${score} = ${forPeople(value, 'id')}. ${grid(digits)}${employeeSentence(employee, 'id')}`,
    help: () =>
      'Sambungkan kedua kategori di sekitar nilai itu, misalnya "[0..90)" lalu "[90..100]": kurung ) tidak memuat batasnya, kurung ] memuatnya.',
    why: 'Setiap nilai di dalam cakupan harus masuk tepat satu kategori; kalau ada celah, ada pegawai yang tidak mendapat predikat. Celah dihitung menurut pembulatan: "[0..89,99]" dan "[90..100]" lengkap untuk nilai yang dibulatkan ke dua angka, tetapi bercelah (89,995) untuk nilai yang tidak dibulatkan.',
  },
  TK502: {
    message: ({ rating, score, value, first, second, employee }) =>
      `Dua kategori pada '${rating}' memuat nilai yang sama: ${score} = ${forPeople(value, 'id')} masuk '${first}' dan juga '${second}'.${employeeSentence(employee, 'id')}`,
    help: ({ first, second }) =>
      `Tentukan batas itu milik '${first}' atau '${second}': tulis kurung ( atau ) pada sisi yang tidak memuatnya.`,
    why: 'Kalau satu nilai masuk dua kategori, predikatnya tidak pasti. Tulis batas sekali saja sebagai milik salah satu kategori, misalnya "[0..90)" dan "[90..100]": nilai 90 milik kategori kedua.',
  },
  TK503: {
    message: ({ rating, score, range, domain }) =>
      `'${score}' dapat bernilai ${intervalForPeople(range, 'id')}, tetapi '${rating}' hanya mencakup ${intervalForPeople(domain, 'id')}.`,
    help: () =>
      'Perlebar cakupan beserta kategorinya, batasi nilai dengan batasi: pada indikator, atau perbaiki rentang data masukan.',
    why: 'Cakupan adalah janji bahwa nilai tidak pernah keluar darinya. Rentang nilai dihitung dari rentang data masukan dan dari batasi:. Bila nilai dapat keluar dari cakupan, ada pegawai yang nilainya sah tetapi tidak mendapat kategori.',
  },
  TK504: {
    message: ({ table, cell, employee }) =>
      `Tabel '${table}' tidak mempunyai baris untuk pegawai dengan: ${caseText(cell, 'id', 'nilai apa pun')}.${employeeSentence(employee, 'id')}`,
    help: () => 'Tambahkan baris untuk gabungan itu, atau tulis selain_itu: untuk semua gabungan yang tidak disebut.',
    why: 'Setiap gabungan nilai kolom harus mempunyai baris; kalau tidak, pegawai dengan gabungan itu tidak mendapat hasil. Gabungan yang disebut hanyalah satu contoh; kolom yang tidak disebut boleh bernilai apa saja.',
  },
  TK505: {
    message: ({ table, cell, first, second, employee }) =>
      `Baris ${first} dan baris ${second} pada tabel '${table}' sama-sama cocok, tetapi hasilnya berbeda: ${caseText(cell, 'id', 'untuk semua nilai')}.${employeeSentence(employee, 'id')}`,
    help: () =>
      'Persempit salah satu baris. Bila baris yang lebih atas memang harus didahulukan, tulis pencocokan: berurutan.',
    why: 'Pada pencocokan tunggal, setiap gabungan hanya boleh cocok dengan satu hasil. Pada pencocokan berurutan, baris teratas yang cocok yang dipakai, sehingga tumpang tindih diperbolehkan.',
  },
  TK506: {
    message: ({ table, row }) => `Baris ${row} pada tabel '${table}' tidak pernah terpakai.`,
    help: () => 'Hapus baris ini, pindahkan ke atas, atau perbaiki syaratnya.',
    why: 'Baris ini tidak akan pernah menentukan hasil siapa pun: semua gabungannya sudah diambil baris di atasnya, atau syaratnya tidak mungkin dipenuhi (misalnya angka di luar rentang). Biasanya itu tanda salah urutan atau salah ketik.',
  },
  TK507: {
    message: ({ name, date }) => `'${name}' tidak mempunyai nilai yang berlaku pada ${date}.`,
    help: () =>
      'Tambahkan nilai yang mulai berlaku paling lambat pada tanggal itu, atau perpanjang masa berlaku nilai sebelumnya.',
    why: 'Nilai bertanggal harus berlaku tanpa putus sepanjang masa berlaku aturan; kalau ada hari tanpa nilai, periode yang berakhir pada hari itu tidak dapat dihitung.',
  },
  TK509: {
    message: ({ end, digits = 0, step }) =>
      `Batas ${forPeople(end, 'id')} tidak dapat dicapai: nilai dibulatkan ke ${step ? `kelipatan ${forPeople(step, 'id')}` : `${digits} angka di belakang koma`}.`,
    help: ({ digits = 0, step }) =>
      step
        ? `Tulis batas yang merupakan kelipatan ${forPeople(step, 'id')}, atau bulatkan lebih halus.`
        : `Tulis batas dengan paling banyak ${digits} angka di belakang koma, atau tambah digit pembulatannya.`,
    why: 'Nilai dibatasi dulu lalu dibulatkan. Kalau batasnya sendiri tidak berada pada angka pembulatan, hasil pembulatan dapat melewati batas itu.',
  },
  TK510: {
    message: ({ indicator, part, period }) =>
      `Target indikator '${indicator}' belum ada untuk ${WORDS[period].id} ${part}.`,
    help: ({ part }) => `Tambahkan, misalnya '${part}: 95 %'.`,
    why: 'Target yang ditulis menurut triwulan (atau bulan, semester) harus lengkap untuk setiap periode dalam setahun; kalau tidak, periode itu tidak mempunyai target.',
  },
  TK511: {
    message: ({ indicator, score }) =>
      `Indikator '${indicator}' ikut dihitung dalam '${score}', tetapi tidak mempunyai bobot.`,
    help: () => 'Beri bobot: pada indikator itu, atau keluarkan dari kelompok yang dihitung.',
    why: 'Rerata dan jumlah tertimbang memerlukan bobot setiap indikator yang ikut. Tidak ada bobot bawaan, supaya tidak ada indikator yang diam-diam dihitung sama besar.',
  },
  TK512: {
    message: ({ indicator, polarity }) =>
      `Indikator '${indicator}' berpolarisasi ${polarityWord(polarity)}, tetapi rumus capaiannya bergerak ke arah sebaliknya.`,
    help: ({ polarity }) =>
      `Perbaiki rumus atau polarisasinya: ${wanted(polarity)}. Bila arahnya memang tidak tentu, tulis polarisasi: tanpa.`,
    why: 'Polarisasi adalah janji kepada pegawai: kinerja yang lebih baik tidak pernah dinilai lebih rendah. Rumus yang terbalik (misalnya realisasi/target untuk lama layanan) memberi nilai tertinggi kepada yang terburuk.',
  },
  TK513: {
    message: ({ indicator, polarity }) =>
      `Tidak dapat dibuktikan bahwa capaian indikator '${indicator}' mengikuti polarisasi ${polarityWord(polarity)}.`,
    help: ({ polarity }) =>
      `Periksa rumusnya: ${wanted(polarity)}. Rentang data masukan dan target sering kali cukup untuk membuktikannya. Bila arahnya memang tidak tentu, tulis polarisasi: tanpa.`,
    why: 'Pemeriksaan melihat bentuk rumus dan rentang masukan. Rumus yang melompat turun, seperti batas 24 % pada PP 46/2011, memang tidak searah dan harus ditandai polarisasi: tanpa.',
  },
  TK514: {
    message: ({ always }) =>
      always
        ? 'Syarat ini selalu benar menurut rentang data masukan.'
        : 'Syarat ini tidak pernah benar menurut rentang data masukan.',
    help: () => 'Hapus syarat ini, perbaiki angkanya, atau perbaiki rentang data masukannya.',
    why: 'Syarat yang hasilnya sudah pasti tidak memilih apa pun. Biasanya ada angka yang salah ketik atau rentang yang terlalu sempit.',
  },
  TK515: {
    message: ({ name }) => `'${name}' tidak dapat dipakai untuk mengurutkan calon penerima kuota.`,
    help: () => 'Urutkan menurut angka yang dibulatkan, tanggal, atau pilihan yang mempunyai urutan.',
    why: 'Urutan menentukan siapa yang mendapat tempat. Angka yang tidak dibulatkan dapat membedakan dua orang yang nilainya tercetak sama; teks dan ya/tidak tidak mempunyai urutan.',
  },
  TK516: {
    message: ({ name }) => `'${name}' dapat kosong, padahal dipakai untuk mengurutkan calon penerima kuota.`,
    help: () => 'Tulis nilai penggantinya, misalnya (nama jika_kosong 0), atau pakai kunci urutan yang selalu terisi.',
    why: 'Orang yang kunci urutannya kosong tidak dapat ditempatkan sebelum atau sesudah orang lain.',
  },
  TK517: {
    message: ({ band, rating }) => `Kategori '${band}' pada '${rating}' tidak memuat nilai apa pun.`,
    help: () => 'Perbaiki batasnya, atau hapus kategori ini.',
    why: 'Kategori ini seluruhnya di luar cakupan, atau di antara dua angka pembulatan (misalnya "(90..90,01)" untuk nilai dua angka di belakang koma). Tidak ada pegawai yang dapat mencapainya.',
  },
  TK518: {
    message: ({ what, axes }) => `Belum terbukti bahwa '${what}' lengkap: ${axes.join(', ')}.`,
    help: () => 'Tulis selain_itu: untuk semua gabungan yang tidak disebut, atau sederhanakan kolom itu.',
    why: 'Kolom teks dapat berisi apa saja, dan tabel yang terlalu besar tidak dapat diperiksa seluruhnya. Yang tidak terbukti dianggap belum benar, kecuali ada selain_itu.',
  },
  TK519: {
    message: ({ found }) =>
      found === 'open'
        ? 'Kedua batas di sini harus ikut termasuk.'
        : `Rentang ${found} kosong, atau batas-batasnya terbalik.`,
    help: ({ found }) =>
      found === 'open'
        ? 'Pakai kurung siku, misalnya "[0..120]".'
        : 'Tulis batas yang kecil dulu, misalnya "[0..120]"; titik-titik patah harus naik dari kiri ke kanan.',
    why: 'Rentang yang kosong tidak pernah dipenuhi siapa pun. Batas untuk batasi: harus termasuk, sebab nilai yang melewatinya dikembalikan tepat ke batas itu.',
  },
  TK520: {
    message: ({ expected, found }) =>
      `Baris ini berisi ${found} sel, sedangkan tabelnya mempunyai ${expected} masukan.`,
    help: () => 'Tulis satu sel untuk setiap masukan, menurut urutannya; tulis - untuk "apa saja".',
    why: 'Sel pada baris dicocokkan dengan masukan tabel menurut letaknya. Baris juga boleh ditulis dengan nama: { hasil: di_atas }; yang tidak disebut boleh apa saja.',
  },
  TK521: {
    message: ({ tier }) => `Tingkat penghargaan '${tier}' ditulis dua kali.`,
    help: () => 'Beri nama lain, atau gabungkan syaratnya dengan kata atau.',
    why: 'Nama tingkat adalah hasil yang tertulis pada setiap pegawai; dua tingkat dengan nama sama tidak dapat dibedakan.',
  },
  TK522: {
    message: ({ example, name, expected, found }) =>
      `Contoh '${example}': '${name}' seharusnya ${expected}, hasilnya ${found}.`,
    help: () => 'Perbaiki aturannya bila hasil itu keliru, atau perbaiki contohnya bila harapannya yang keliru.',
    why: 'Contoh adalah janji yang dapat diuji. Kalau hasil hitungan tidak sama dengan yang tertulis, salah satunya keliru.',
  },
  TK523: {
    message: ({ example, reason }) => `Contoh '${example}' tidak dapat dinilai: ${reason}.`,
    help: () => 'Lihat temuan lain pada contoh ini; lengkapi atau perbaiki data pada diketahui:.',
    why: 'Data contoh diperiksa seperti baris data yang sebenarnya. Contoh yang ditolak tidak menguji apa pun.',
  },
  TK524: {
    message: ({ example, expected, found }) =>
      `Contoh '${example}': penghargaan seharusnya ${expected}, hasilnya ${found}.`,
    help: () => 'Lihat takar explain untuk alasan tiap tingkat, lalu perbaiki aturannya atau contohnya.',
    why: 'Contoh menyebut penghargaan sebelum kuota diterapkan: kuota baru dihitung bila semua pegawai sudah dinilai.',
  },
  TK525: {
    message: ({ weight }) => `Bobot ${forPeople(weight, 'id')} tidak boleh nol atau negatif.`,
    help: () => 'Tulis bobot yang lebih besar dari 0, atau hapus indikatornya.',
    why: 'Bobot nol membuat indikator tampak dinilai padahal tidak berpengaruh; bobot negatif membalik penilaian.',
  },
  TK526: {
    message: ({ total, position }) =>
      `Bobot indikator yang berlaku berjumlah ${forPeople(total, 'id')} untuk pegawai dengan ${caseText(position, 'id', 'jabatan apa pun')}, seharusnya 100.`,
    help: () => 'Sesuaikan bobotnya, atau tulis pembobotan: sesuaikan supaya bobot dibagi dengan jumlahnya.',
    why: 'Dengan pembobotan: total_100, bobot indikator yang berlaku harus berjumlah 100 bagi setiap orang, apa pun jabatannya.',
  },
  TK527: {
    message: ({ name, date }) => `Dua nilai '${name}' sama-sama mulai berlaku pada ${date}.`,
    help: () => 'Hapus salah satunya, atau perbaiki tanggalnya.',
    why: 'Nilai yang berlaku pada suatu hari harus pasti. Dua nilai yang mulai pada hari yang sama membuat tidak jelas mana yang dipakai.',
  },
  TK528: {
    message: ({ score, position }) =>
      `Tidak ada indikator pada '${score}' yang berlaku untuk pegawai dengan ${caseText(position, 'id', 'jabatan apa pun')}.`,
    help: () =>
      'Tambahkan indikator yang berlaku bagi mereka, perluas berlaku_jika salah satunya, atau tolak keadaan itu dalam pemeriksaan.',
    why: 'Nilai tertimbang memerlukan paling sedikit satu indikator yang berlaku bagi setiap orang. Tanpa itu tidak ada yang dapat dinilai, dan nilainya bukan 0.',
  },
  TK529: {
    message: ({ share }) =>
      `Porsi kuota ${forPeople(share, 'id', { unit: '%' })} tidak mungkin: porsi harus lebih dari 0 % dan paling banyak 100 %.`,
    help: () => 'Tulis porsinya, misalnya 10 %. Bila tingkat ini tidak dibatasi, hapus kuotanya.',
    why: 'Porsi adalah bagian dari sekelompok orang. Porsi 0 % atau kurang tidak menempatkan siapa pun, dan porsi di atas 100 % tidak membatasi apa pun; keduanya hampir pasti salah tulis.',
  },
  ...periodPolicy(),
  ...lints(),
  ...proofs(),
});
