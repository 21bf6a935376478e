import type { TypeName } from '../../base/codes.ts';
import { combineUnits } from '../../language/types.ts';
import { forPeople, intervalForPeople } from '../../number/text.ts';
import type { Family, GroupCode } from '../catalogue.ts';
import { periodTypes } from './periods.ts';
import { planTypes } from './plan.ts';

const KINDS: Readonly<Record<TypeName['kind'], string>> = {
  number: 'angka',
  choice: 'pilihan',
  text: 'teks',
  flag: 'syarat ya/tidak',
  date: 'tanggal',
  missing: 'nilai kosong',
  interval: 'rentang',
  indicators: 'kumpulan indikator',
  rounding_mode: 'cara pembulatan',
  whole_number: 'bilangan bulat',
};

const unitName = (unit: string): string =>
  unit === '' ? 'angka biasa (tanpa satuan)' : unit === '%' ? 'persen' : unit === 'IDR' ? 'uang (rupiah)' : `'${unit}'`;

function typeText({ kind, detail }: TypeName): string {
  if (kind === 'number' && detail !== undefined) {
    return detail === ''
      ? 'angka biasa (tanpa satuan)'
      : detail === '?'
        ? 'angka bersatuan'
        : `angka dengan satuan ${unitName(detail)}`;
  }
  return kind === 'choice' && detail !== undefined ? `pilihan '${detail}'` : KINDS[kind];
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const meant = (suggestion: string | undefined, otherwise: string): string =>
  suggestion === undefined ? otherwise : `Maksud Anda '${suggestion}'?`;

/** A single unit of the author's, or days. */
const isOwn = (unit: string): boolean => /^[^%*/]+$/.test(unit) && unit !== 'IDR';

const conversion = (left: string, right: string): string =>
  isOwn(left) && isOwn(right)
    ? ` Untuk mengubah ${left} menjadi ${right}, kalikan dengan parameter bersatuan ${combineUnits(right, left, -1)}.`
    : '';

export const types = (): Omit<Family<'4'>, GroupCode> => ({
  TK401: {
    message: ({ expected, found }) => `Di sini diperlukan ${typeText(expected)}, tetapi yang ada ${typeText(found)}.`,
    help: ({ expected, found }) =>
      expected.kind === 'number' && found.kind === 'number' && expected.detail === '' && found.detail === '%'
        ? 'Ubah persen menjadi angka biasa dengan angka(…), atau bandingkan dua nilai yang sama-sama persen.'
        : 'Periksa rumus ini: kedua sisi dan hasilnya harus sejenis.',
    why: 'Setiap rumus mempunyai jenis: angka dengan satuan, pilihan, teks, ya/tidak, atau tanggal. Capaian dan nilai selalu angka biasa (100 = target tercapai). Jenis diperiksa sebelum ada data.',
  },
  TK402: {
    message: ({ left, right, operator }) =>
      /^\W+$/.test(operator)
        ? `Satuannya berbeda: ${unitName(left)} dan ${unitName(right)} tidak dapat dipertemukan dengan '${operator}'.`
        : `Satuannya berbeda di sini: ${unitName(left)} dan ${unitName(right)}.`,
    help: ({ left, right, suggestion }) =>
      suggestion === undefined
        ? `Samakan satuannya, atau bagi dahulu supaya menjadi perbandingan.${conversion(left, right)}`
        : `Tulis '${suggestion}', bila memang itu maksudnya.`,
    why: 'Menjumlahkan atau membandingkan hal yang satuannya berbeda (hari dengan izin, persen dengan angka biasa) tidak ada artinya dan selalu merupakan salah tulis.',
  },
  TK403: {
    message: ({ value, choice }) => `'${value}' bukan salah satu pilihan '${choice}'.`,
    help: ({ allowed, suggestion }) => meant(suggestion, `Pilihannya: ${allowed.join(', ')}.`),
    why: 'Sebuah pilihan hanya mempunyai nilai yang didaftarkan. Kata lain tidak akan pernah cocok dengan data mana pun.',
  },
  TK404: {
    message: ({ name }) => `'${name}' mungkin kosong, dan di sini belum dikatakan apa artinya bila kosong.`,
    help: ({ name }) =>
      `Tulis misalnya 'jika ${name} kosong maka … selainnya …' atau '${name} jika_kosong 0'. Bila masukannya selalu terisi, hapus 'boleh_kosong'-nya.`,
    why: 'Kosong bukan nol. Hanya di dalam realisasi sebuah indikator masukan yang kosong boleh dibiarkan, karena `bila_kosong` indikator itu yang memutuskan. Di tempat lain rumus harus mengatakannya sendiri.',
  },
  TK405: {
    message: ({ operator, left, right }) =>
      operator === 'of'
        ? `Sebelum 'dari' harus ada persen, tetapi yang ada ${unitName(left)}.`
        : `Persen tidak dapat dihitung begini: ${unitName(left)} ${operator} ${unitName(right)}.`,
    help: ({ suggestion }) =>
      suggestion === undefined
        ? "Untuk bagian dari sesuatu, tulis 'p % dari x'. Untuk mengubah persen menjadi angka biasa, tulis angka(…)."
        : `Tulis '${suggestion}', bila memang bagian dari sesuatu. Untuk mengubah persen menjadi angka biasa, tulis angka(…).`,
    why: 'Persen boleh dijumlahkan dengan persen, dikalikan dengan angka biasa, dan dibagi dengan persen. Selain itu, tulis `p dari x`, yang hasilnya bersatuan x.',
  },
  TK406: {
    message: () => 'Uang dikalikan dengan uang tidak ada artinya.',
    help: () => "Kalikan uang dengan angka biasa, atau tulis 'p % dari x'.",
    why: 'Rupiah kali rupiah bukan rupiah. Biasanya salah satunya seharusnya angka atau persen.',
  },
  TK407: {
    message: ({ callee, expected, found }) =>
      `${callee} memerlukan ${expected} nilai di dalam kurung, tetapi ada ${found}.`,
    help: () => 'Pisahkan nilai-nilai dengan koma; koma desimal ditulis dengan titik (1.5).',
    why: 'Setiap fungsi mempunyai jumlah nilai yang tetap. Koma di dalam angka, seperti 1,5, dibaca sebagai dua nilai.',
  },
  TK408: {
    message: ({ callee, parameter, expected, found }) =>
      `'${parameter}' pada ${callee} harus ${typeText(expected)}, tetapi yang ada ${typeText(found)}.`,
    help: () => 'Periksa urutan dan satuan nilai di dalam kurung.',
    why: 'Nilai yang diberikan kepada fungsi harus sejenis dan sesatuan dengan yang dimintanya.',
  },
  TK409: {
    message: ({ type, name }) =>
      name === undefined
        ? `${capital(typeText(type))} tidak mempunyai urutan, jadi tidak dapat dibandingkan lebih besar atau lebih kecil.`
        : `Urutan hasil '${name}' belum dinyatakan, jadi tidak dapat dibandingkan lebih tinggi atau lebih rendah.`,
    help: ({ name }) =>
      name === undefined
        ? "Pakai '=' atau 'di [ … ]'."
        : "Nyatakan urutannya dengan `urutan_hasil` pada tabel (terendah lebih dahulu), atau pakai 'di [ … ]'.",
    why: 'Teks dan ya/tidak hanya dapat sama atau tidak sama. Hasil tabel mempunyai urutan hanya bila urutan itu ditulis.',
  },
  TK410: {
    message: ({ name }) => `Indikator '${name}' mungkin tidak berlaku bagi pegawai ini.`,
    help: ({ name }) => `Dahului dengan 'jika berlaku(${name}) maka … selainnya …'.`,
    why: 'Indikator yang tidak berlaku tidak mempunyai capaian: bukan nol, bukan kosong. Rumus yang membacanya harus mengatakan apa yang terjadi pada pegawai lain.',
  },
  TK411: {
    message: ({ divisor, range }) =>
      range.low === null && range.high === null
        ? `Pembagi '${divisor}' mungkin 0: tidak ada rentang yang mengatakan sebaliknya.`
        : `Pembagi '${divisor}' mungkin 0: menurut rentangnya nilainya ${intervalForPeople(range, 'id')}.`,
    help: ({ divisor }) =>
      `Beri rentang yang tidak memuat 0 (misalnya rentang: "[1..1000]"), atau tulis 'jika ${divisor} = 0 maka kosong selainnya …'.`,
    why: 'Pembagian dengan nol tidak mempunyai hasil. Aturan diterima hanya bila rentang yang dinyatakan, atau sebuah syarat, menjamin pembaginya bukan nol.',
  },
  TK412: {
    message: ({ left, right }) => `Kedua cabang berbeda jenis: ${typeText(left)} dan ${typeText(right)}.`,
    help: () => 'Buat kedua cabang sejenis.',
    why: 'Hasil `jika … maka … selainnya …` harus sejenis, cabang mana pun yang dipilih.',
  },
  TK413: {
    message: ({ found, suggestion }) =>
      `'${found}' kurang satuan: di sampingnya ada nilai yang bersatuan, jadi tulis '${suggestion}'.`,
    help: ({ suggestion }) => `Tulis '${suggestion}'.`,
    why: 'Angka di samping nilai yang bersatuan harus menyebut satuannya, supaya 95 hari tidak tertukar dengan 95 %. Nol tidak perlu satuan.',
  },
  TK414: {
    message: ({ unit }) => `Satuan '${unit}' tidak dikenal.`,
    help: ({ suggestion }) =>
      meant(
        suggestion,
        'Satuan dikenal bila dipakai pada data masukan, parameter, atau fungsi; hari, %, dan IDR selalu ada.',
      ),
    why: 'Satuan buatan sendiri (izin, berkas) ada sejak dinyatakan dengan `satuan:` pada sebuah masukan atau parameter.',
  },
  TK415: {
    message: ({ name }) => `'${name}' belum menyatakan berapa angka di belakang koma.`,
    help: () => "Tambahkan misalnya 'digit: 2'.",
    why: 'Banyaknya angka di belakang koma menentukan nilai mana saja yang mungkin, sehingga celah antara dua kategori dapat dibuktikan tidak ada, dan sel data yang lebih teliti dapat ditolak.',
  },
  TK416: {
    message: ({ callee, parameter, range, found }) =>
      `'${parameter}' pada ${callee} harus ${intervalForPeople(range, 'id')}, tetapi di sini mungkin ${intervalForPeople(found, 'id')}.`,
    help: () => 'Persempit rentang masukan yang dipakai, atau dahului dengan syarat yang menyingkirkan nilai lainnya.',
    why: 'Fungsi itu hanya berlaku dalam rentang tersebut, misalnya karena ia membagi dengan nilai itu. Pemanggilnya harus menjamin rentangnya.',
  },
  TK417: {
    message: () => 'Di sini harus ada angka yang ditulis langsung.',
    help: () => 'Tulis angkanya, misalnya 90 atau 2.5 atau 10 %; bukan nama atau rumus.',
    why: 'Batas rentang, porsi, dan titik patah dipakai untuk pembuktian, jadi nilainya harus terbaca langsung di dalam berkas.',
  },
  TK418: {
    message: ({ left, right }) => `Pilihan '${left}' dan pilihan '${right}' berbeda dan tidak dapat dibandingkan.`,
    help: () => 'Bandingkan masing-masing dengan salah satu nilainya.',
    why: 'Dua pilihan yang nilainya kebetulan bernama sama belum tentu berarti sama.',
  },
  TK419: {
    message: ({ word }) => `'${word}' bukan cara pembulatan.`,
    help: () =>
      'Yang ada: setengah_ke_atas, setengah_ke_genap, setengah_ke_bawah, menjauhi_nol, potong, ke_bawah, ke_atas.',
    why: 'Cara pembulatan menentukan hasil pada nilai tepat di tengah, jadi harus ditulis dan tidak pernah ditebak.',
  },
  TK420: {
    message: ({ callee, parameter, digits }) =>
      digits === 0
        ? `'${parameter}' pada ${callee} hanya berlaku untuk bilangan bulat.`
        : `'${parameter}' pada ${callee} hanya berlaku untuk angka dengan paling banyak ${digits} angka di belakang koma.`,
    help: ({ digits }) => `Bulatkan dahulu, misalnya bulatkan(…, ${digits}, setengah_ke_atas).`,
    why: 'Sebagian tabel peraturan hanya ditulis untuk bilangan bulat. Nilai di antaranya tidak ditentukan peraturan, jadi harus dibulatkan dengan cara yang jelas sebelumnya.',
  },
  TK423: {
    message: ({ name, digits }) =>
      digits === 0
        ? `'${name}' dinyatakan sebagai bilangan bulat, tetapi nilai ini mempunyai angka di belakang koma.`
        : `'${name}' dinyatakan paling banyak ${digits} angka di belakang koma, tetapi nilai ini lebih dari itu.`,
    help: () =>
      'Perbaiki nilainya, atau nyatakan digit yang diperlukan (digit: 2). Uang tidak mempunyai angka di belakang koma kecuali dinyatakan.',
    why: 'Kategori, hasil tercetak, dan jumlah uang mengandalkan digit yang dinyatakan. Nilai di antaranya akan terbulatkan tanpa ada yang menetapkannya.',
  },
  TK422: {
    message: ({ step }) => `Nilai tidak dapat dibulatkan ke kelipatan ${forPeople(step, 'id')}.`,
    help: () => 'Tulis angka di atas 0, misalnya 1_000 IDR atau 0.5.',
    why: 'Pembulatan ke kelipatan memilih kelipatan terdekat dari angka yang ditulis, jadi angka itu harus lebih besar dari nol.',
  },
  TK421: {
    message: ({ name }) => `Pilihan '${name}' tidak mempunyai daftar nilai.`,
    help: () => "Tulis nilainya, misalnya 'pilihan: [rendah, sedang, tinggi]', dari yang terendah.",
    why: 'Masukan jenis pilihan harus mendaftar semua nilainya, terendah lebih dahulu.',
  },
  ...planTypes(),
  ...periodTypes(),
});
