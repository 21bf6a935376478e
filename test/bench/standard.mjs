/**
 * The standard work of the benches: 10 indicators with a target and an actual of 2 digits (5 maximize, 3 minimize, 2
 * stabilize), clamped to 0..120 and rounded to 2 digits; weights; work score; 70/30 with behaviour; five ratings;
 * eligibility on sanction and attendance; the top award for at most 20 % of a unit. 35 columns of CSV.
 */
export const WEIGHTS = [15, 15, 10, 10, 10, 10, 10, 8, 7, 5];
export const KINDS = ['max', 'max', 'max', 'max', 'max', 'min', 'min', 'min', 'stab', 'stab'];

const ACHIEVEMENT = {
  max: 'actual / target * 100',
  min: '(2 * target - actual) / target * 100',
  stab: '100 - abs(actual - target) / target * 100',
};
const POLARITY = { max: 'maximize', min: 'minimize', stab: 'stabilize' };

/** @param {{ quota?: boolean, top?: string, digits?: number, indicators?: number }} options */
export function rulesetText({ quota = true, top = '200', digits = 2, indicators = 10 } = {}) {
  const kinds = Array.from({ length: indicators }, (_, i) => KINDS[i % 10]);
  const inputs = kinds
    .map(
      (_, i) => `  t${i}: { type: decimal, digits: ${digits}, range: "[1..${top}]" }
  a${i}: { type: decimal, digits: ${digits}, range: "[0..${top}]" }`,
    )
    .join('\n');
  const parts = kinds
    .map(
      (kind, i) => `  k${i}:
    polarity: ${kind === 'stab' ? 'none' : POLARITY[kind]}
    actual: a${i}
    target: t${i}
    achievement: ${ACHIEVEMENT[kind]}
    clamp: "[0..120]"
    round: { digits: 2, mode: half_up }
    weight: ${WEIGHTS[i % 10]}
    missing: reject`,
    )
    .join('\n');
  return `takar: 1
ruleset: standard
period: quarter
inputs:
  nip: { type: text, key: true }
  unit: { type: text }
${inputs}
  perilaku: { type: decimal, digits: 2, range: "[0..120]" }
  hukuman: { type: choice, of: [tidak_ada, ringan, sedang, berat] }
  kehadiran: { type: percent, digits: 2, range: "[0..100]" }
indicators:
${parts}
scores:
  hasil_kerja: { value: "weighted_mean(indicators)", round: { digits: 2, mode: half_up } }
  nilai_akhir: { value: 0.7 * hasil_kerja + 0.3 * perilaku, round: { digits: 2, mode: half_up } }
ratings:
  predikat:
    of: nilai_akhir
    domain: "[0..120]"
    bands: { sangat_kurang: "[0..50)", kurang: "[50..70)", butuh_perbaikan: "[70..90)", baik: "[90..110)", sangat_baik: "[110..120]" }
awards:
  eligible: hukuman = tidak_ada and kehadiran >= 95 %
  tiers:
    - tier: emas
      when: predikat = sangat_baik
${quota ? '      quota: { share: 20 %, rounding: down, of: accepted, within: unit, order: [nilai_akhir desc, kehadiran desc], ties: exclude }\n' : ''}    - tier: perak
      when: predikat in [baik, sangat_baik]
  otherwise: tanpa
`;
}

/** A small generator of its own, so that the same rows come out everywhere (mulberry32). */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Columns of integers: hundredths, places in a list. `round` data are full of exact ties. */
export function columnsOf(rows, { seed = 1, round = false, indicators = 10, top = 20_000 } = {}) {
  const next = random(seed);
  const integers = (count, low, high, step = 1) => {
    const column = new Float64Array(count);
    for (let i = 0; i < count; i++) column[i] = low + Math.floor((next() * (high - low + step)) / step) * step;
    return column;
  };
  const data = { unit: integers(rows, 0, 99) };
  for (let k = 0; k < indicators; k++) {
    const target = round ? integers(rows, 1000, 10_000, 500) : integers(rows, Math.min(1000, top / 20), top / 2);
    const actual = new Float64Array(rows);
    for (let i = 0; i < rows; i++) {
      const share = 0.6 + next() * 0.7;
      const exact = Math.min(Math.round(target[i] * share), top);
      actual[i] = round ? Math.round(exact / 250) * 250 : exact;
    }
    data[`t${k}`] = target;
    data[`a${k}`] = actual;
  }
  data.perilaku = round ? integers(rows, 6000, 12_000, 500) : integers(rows, 6000, 12_000);
  data.hukuman = integers(rows, 0, 40);
  for (let i = 0; i < rows; i++) data.hukuman[i] = data.hukuman[i] > 3 ? 0 : data.hukuman[i];
  data.kehadiran = integers(rows, 9300, 10_000);
  return data;
}
export const SANCTIONS = ['tidak_ada', 'ringan', 'sedang', 'berat'];
