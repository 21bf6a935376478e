import { evaluate } from 'feelin';
import { formulas, INDICATORS, numberRow, RATINGS, TIERS } from '../work.mjs';

export const name = 'feelin';

/** One FEEL context; the library reads its text at every call. */
export function prepare(data, rows) {
  const { parts, mean, final } = formulas({
    abs: (x) => `abs(${x})`,
    clamp: (x) => `min(120, max(0, ${x}))`,
    round: (x) => `round half up(${x}, 2)`,
  });
  const text = `{
    ${INDICATORS.map((k) => `p${k}: ${parts[k]}`).join(',\n    ')},
    w: ${mean((k) => `p${k}`)},
    f: ${final('w')},
    r: if f >= 110 then "sangat_baik" else if f >= 90 then "baik" else if f >= 70 then "butuh_perbaikan" else if f >= 50 then "kurang" else "sangat_kurang",
    e: hukuman = "tidak_ada" and kehadiran >= 95,
    t: if not(e) then "tanpa" else if r = "sangat_baik" then "emas" else if r = "baik" then "perak" else "tanpa"
  }`;
  const all = Array.from({ length: rows }, (_, i) => numberRow(data, i));
  return (i) => {
    const { value } = evaluate(text, all[i]);
    return { score: value.f, rating: RATINGS.indexOf(value.r), tier: TIERS.indexOf(value.t) };
  };
}
