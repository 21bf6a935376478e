import type { FunctionName, Language } from '../language/vocabulary.ts';

/** What each built-in function gives, in one sentence; a built-in without its sentence does not compile. */
export const FUNCTION_TEXTS: Readonly<Record<Language, Readonly<Record<FunctionName, string>>>> = {
  id: {
    percent: 'Bagian terhadap keseluruhan, dalam persen. Keduanya harus sesatuan, dan keseluruhannya tidak boleh 0.',
    points: 'Persen sebagai angka biasa: 95 % menjadi 95.',
    weighted_mean:
      'Rerata nilai indikator menurut bobotnya. Indikator yang tidak berlaku atau dikeluarkan tidak ikut, dan bobotnya juga tidak.',
    weighted_sum: 'Jumlah nilai indikator dikali bobotnya, dibagi 100.',
    count:
      'Banyaknya baris rincian yang memenuhi syarat sesudah `yang`, atau banyaknya unsur daftar yang terisi. Tanpa satu baris pun: 0.',
    sum: 'Jumlah semua nilai yang disebut, semua baris rincian, atau semua unsur daftar. Tanpa satu baris pun: 0.',
    average:
      'Rerata semua nilai yang disebut, semua baris rincian, atau semua unsur daftar, tepat tanpa pembulatan. Tanpa satu baris pun: kosong.',
    min: 'Nilai yang terkecil; dari baris rincian tanpa satu baris pun: kosong.',
    max: 'Nilai yang terbesar; dari baris rincian tanpa satu baris pun: kosong.',
    abs: 'Besarnya tanpa tanda minus.',
    round: 'Nilai yang dibulatkan: banyaknya angka di belakang koma, lalu cara pembulatannya.',
    clamp: 'Nilai yang ditahan di antara batas bawah dan batas atas.',
    days_between: 'Banyaknya hari dari tanggal pertama sampai tanggal kedua, hari libur ikut terhitung.',
    working_days:
      'Banyaknya hari kerja sesudah tanggal pertama sampai dengan tanggal kedua menurut kalender; tanggal yang sama: 0.',
    previous:
      'Nilai yang disebut untuk pegawai yang sama pada periode sebelumnya. Kosong bila ia tidak mempunyai baris di sana.',
    year_to_date:
      'Jumlah nilai yang disebut dari awal tahun sampai periode ini, untuk periode yang mempunyai baris. Kosong bila salah satunya kosong.',
    applies: 'Apakah indikator itu berlaku bagi pegawai yang dinilai.',
  },
  en: {
    percent: 'A part of a whole, in percent. Both must have one unit, and the whole must not be 0.',
    points: 'A percentage as a plain number: 95 % becomes 95.',
    weighted_mean:
      'The mean of the indicators’ scores by their weights. What does not apply or is excluded takes no part, nor does its weight.',
    weighted_sum: 'The sum of the indicators’ scores times their weights, divided by 100.',
    count:
      'How many rows of details meet the condition after `where`, or how many elements of a list are filled. Of no rows: 0.',
    sum: 'The sum of all values given, of all rows of details, or of all elements of a list. Of no rows: 0.',
    average:
      'The mean of all values given, of all rows of details, or of all elements of a list, exact and unrounded. Of no rows: missing.',
    min: 'The smallest of the values; of no rows of details: missing.',
    max: 'The largest of the values; of no rows of details: missing.',
    abs: 'The magnitude, without the sign.',
    round: 'The value rounded: digits after the point, then the rounding mode.',
    clamp: 'The value held between a lower and an upper bound.',
    days_between: 'The number of days from the first date to the second, holidays included.',
    working_days:
      'Working days after the first date up to and including the second, by the calendar; from a date to itself: 0.',
    previous:
      'The named value of the same employee in the period before. Missing where there is no row of theirs in it.',
    year_to_date:
      'The sum of the named value from the start of the year to this period, over the periods with a row. Missing where one of them is missing.',
    applies: 'Whether the indicator applies to the employee who is scored.',
  },
};
