/** A rating by one indicator, as two tests of amounts have it behind their inputs. */
export const RATED = `indicators:
  hasil:
    polarity: maximize
    actual: kerja
    achievement: actual
    clamp: "[0..100]"
    round: { digits: 1, mode: half_up }
    weight: 100
    missing: exclude
scores:
  akhir: { value: weighted_mean(indicators), round: { digits: 1, mode: half_up } }
ratings:
  usulan:
    of: akhir
    domain: "[0..100]"
    bands: { kurang: "[0..50)", cukup: "[50..80)", baik: "[80..100]" }
`;

/** Amounts by a decision and a score: shares of up to 10^13 rupiah, rounded by the mode at every step. */
export function amountRules(mode: string): string {
  return `takar: 1
ruleset: amounts
period: quarter
inputs:
  nip: { type: text, key: true }
  kerja: { type: decimal, digits: 2, range: "[0..100]", optional: true }
  besaran: { type: money, range: "[0..10_000_000_000_000]" }
  telat: { type: percent, digits: 2, range: "[0..150]" }
  diputus: { type: choice, of: [kurang, baik], optional: true }
  alasan: { type: text, optional: true }
indicators:
  hasil:
    polarity: maximize
    actual: kerja
    achievement: actual
    clamp: "[0..100]"
    round: { digits: 1, mode: half_up }
    weight: 100
    missing: exclude
scores:
  akhir: { value: weighted_mean(indicators), round: { digits: 2, mode: half_up } }
ratings:
  usulan: { of: akhir, domain: "[0..100]", bands: { kurang: "[0..50)", baik: "[50..100]" } }
decisions:
  predikat: { proposal: usulan, decision: diputus, reason: alasan }
amounts:
  tpp:
    base: "if predikat = baik then besaran else 0 IDR"
    deductions:
      - { name: telat, share: telat, of: base, round: { digits: 0, mode: ${mode} } }
      - { name: kedua, share: telat, of: remaining, round: { digits: 2, mode: ${mode} } }
      - { name: ketiga, share: 12.5 %, of: base, round: { digits: 1, mode: ${mode} } }
    round: { to: 1_000 IDR, mode: ${mode} }
  per_skor: { base: besaran * (akhir / 100), round: { to: 250 IDR, mode: ${mode} } }
`;
}
