export interface Parts {
  readonly groups?: string;
  readonly limits?: string;
  readonly values?: string;
  readonly checks?: string;
  readonly awards?: string;
}

/** Few values, so that ties and borders are common; a score may be missing. */
export function ruleset({ groups = '', limits = '', values = '', checks = '', awards = AWARDS }: Parts): string {
  return `takar: 1
ruleset: groups
period: quarter
inputs:
  nip: { type: text, key: true }
  dinas: { type: text }
  jenjang: { type: choice, of: [muda, madya] }
  bidang: { type: choice, of: { satu: { id: Bidang Satu }, dua: { id: Bidang Dua } } }
  capaian_kerja: { type: decimal, digits: 2, range: "[0..100]", optional: true }
  hari: { type: count }
  mulai: { type: date }
${checks === '' ? '' : `checks:\n${checks}`}
indicators:
  hasil:
    polarity: maximize
    actual: capaian_kerja
    achievement: actual
    clamp: "[0..100]"
    round: { digits: 1, mode: half_up }
    weight: 100
    missing: exclude
scores:
  akhir: { value: weighted_mean(indicators), round: { digits: 1, mode: half_up } }
ratings:
  predikat:
    of: akhir
    domain: "[0..100]"
    bands: { kurang: "[0..40)", cukup: "[40..60)", baik: "[60..80)", istimewa: "[80..100]" }
${groups === '' ? '' : `groups:\n${groups}`}
${limits === '' ? '' : `limits:\n${limits}`}
${values === '' ? '' : `values:\n${values}`}
${awards === '' ? '' : `awards:\n${awards}`}
`;
}

export const AWARDS = `  eligible: hari <= 3
  tiers:
    - { tier: emas, when: akhir >= 60, grant: { uang: { value: 1_000 IDR * hari, round: { digits: 0, mode: down } } } }
  otherwise: tanpa
`;
