/**
 * What is hard to divide, to round and to tell apart: signs, halves, rupiah up to 10^13, missing cells, choices, a
 * table, a stabilized indicator, targets by quarter; in every rounding mode and with every meaning of a missing actual.
 */
import { random } from './standard.mjs';

export const MODES = ['half_up', 'half_even', 'half_down', 'up', 'down', 'floor', 'ceiling'];
export const POLICIES = ['exclude', 'zero_score', 'reject'];
export const TOP = 10 ** 13;

export function mixedText(mode, policy) {
  const round = (digits) => `round: { digits: ${digits}, mode: ${mode} }`;
  return `takar: 1
ruleset: mixed
period: quarter
inputs:
  nip: { type: text, key: true }
  pagu: { type: money, range: "[1..10_000_000_000_000]" }
  serapan: { type: money, range: "[0..10_000_000_000_000]" }
  selisih: { type: decimal, digits: 3, range: "[-1000..1000]", optional: true }
  acuan: { type: decimal, digits: 2, range: "[1..100]" }
  ukuran: { type: decimal, digits: 2, range: "[0..200]", optional: true }
  hari: { type: count, range: "[0..400]" }
  jenjang: { type: choice, of: [rendah, sedang, tinggi], optional: true }
  kelas: { type: choice, of: [a, b, c] }
  aktif: { type: flag }
  kehadiran: { type: percent, digits: 2, range: "[0..100]" }
values:
  sepertiga: { value: serapan / 3, round: { to: 1_000 IDR, mode: ${mode} } }
  sepertujuh: { value: (selisih ?? -1) / 7, ${round(1)} }
  bulan: { value: if hari > 30 then hari / 30 else 0, ${round(2)} }
  separuh: { value: (selisih ?? 0) / 2, ${round(2)} }
tables:
  tunjangan:
    inputs: [kelas, aktif]
    hit: priority
    rules:
      - when: { aktif: false }
        then: 0 IDR
      - when: { kelas: [b, c] }
        then: 900_000 IDR
    otherwise: 250_000 IDR
indicators:
  penyerapan:
    polarity: maximize
    actual: percent(serapan, pagu)
    target: { 1: 20 %, 2: 45 %, 3: 70 %, 4: 95 % }
    achievement: actual / target * 100
    clamp: "[0..120]"
    ${round(2)}
    weight: 40
    missing: reject
  sisa:
    polarity: minimize
    actual: serapan
    target: pagu
    achievement: (2 * target - actual) / target * 100
    clamp: "[-20..150]"
    ${round(3)}
    weight: 15
    missing: reject
  mutu:
    applies: aktif
    polarity: none
    actual: selisih
    achievement: 100 + actual / 3
    clamp: "[0..120]"
    ${round(3)}
    weight: 20
    missing: ${policy}
  kestabilan:
    polarity: none
    actual: ukuran
    target: acuan
    achievement: 100 - abs(actual - target) / target * 100
    clamp: "[-50..100]"
    ${round(1)}
    weight: 25
    missing: ${policy}
scores:
  total: { value: "weighted_mean(indicators)", ${round(2)} }
  akhir: { value: 0.7 * total + 0.3 * kehadiran / 1 %, ${round(2)} }
ratings:
  golongan:
    of: akhir
    domain: "[-50..150]"
    bands: { lemah: "[-50..70)", cukup: "[70..100)", baik: "[100..150]" }
awards:
  eligible: kehadiran >= 95 % and (jenjang ?? rendah) >= sedang
  tiers:
    - tier: emas
      when: golongan = baik and aktif
      grant: { uang: { value: 12.5 % of serapan, round: { digits: 0, mode: ${mode} } } }
    - tier: perak
      when: golongan >= cukup
  otherwise: tanpa
`;
}

/** Records of that ruleset; half of the amounts lie on and beside exact ties, or at the ends of what is declared. */
export function mixedRecords(rows, seed, Rational) {
  const next = random(seed);
  const integer = (low, high) => low + Math.floor(next() * (high - low + 1));
  const oneOf = (values) => values[integer(0, values.length - 1)];
  const scaled = (units, digits) => Rational.scaled(BigInt(units), digits);
  const amount = () => {
    if (next() < 0.5) return integer(1, TOP);
    return oneOf([1, 3, 7, TOP - 1, TOP, TOP / 2, 50_000_000_000 * integer(1, 200), 10 ** integer(0, 13)]);
  };
  /** So much of a ceiling that an achievement comes to an odd number of halves of its last digit, or just beside it. */
  const tied = (pagu) => {
    const part = oneOf([1, 7]);
    const halves = BigInt(part * (2 * integer(0, Math.floor(120_000 / part)) + 1));
    return Number((BigInt(pagu) * halves) / 200_000n) + oneOf([-1, 0, 0, 1]);
  };
  const within = (value, low, high) => Math.min(Math.max(value, low), high);
  return Array.from({ length: rows }, (_, i) => {
    const pagu = amount();
    const acuan = next() < 0.5 ? integer(100, 10_000) : 500 * integer(1, 20);
    const fields = new Map([
      ['nip', `p${i}`],
      ['pagu', scaled(pagu, 0)],
      ['serapan', scaled(within(next() < 0.5 ? tied(pagu) : amount(), 0, TOP), 0)],
      ['acuan', scaled(acuan, 2)],
      ['hari', scaled(integer(0, 400), 0)],
      ['kelas', oneOf(['a', 'b', 'c'])],
      ['aktif', next() < 0.6],
      ['kehadiran', scaled(oneOf([9499, 9500, 9501, 0, 10_000, integer(9000, 10_000)]), 2)],
    ]);
    if (next() < 0.8)
      fields.set(
        'selisih',
        scaled(next() < 0.5 ? integer(-1e6, 1e6) : oneOf([-1e6, -15, -5, -1, 0, 1, 5, 15, 2500, 1e6]), 3),
      );
    if (next() < 0.8)
      fields.set(
        'ukuran',
        scaled(within(next() < 0.5 ? integer(0, 20_000) : acuan + 25 * integer(-8, 8), 0, 20_000), 2),
      );
    if (next() < 0.9) fields.set('jenjang', oneOf(['rendah', 'sedang', 'tinggi']));
    return { key: `p${i}`, fields, row: i + 1 };
  });
}
