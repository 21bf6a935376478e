import Engine from 'publicodes';
import { formulas, INDICATORS, numberRow, RATINGS, TIERS } from '../work.mjs';

export const name = 'publicodes';

export function prepare(data, rows) {
  const same = (x) => x;
  const { parts, mean } = formulas({ abs: (x) => x, clamp: same, round: same });
  const rules = {};
  for (const input of Object.keys(numberRow(data, 0))) if (input !== 'nip' && input !== 'unit') rules[input] = null;
  rules.hukuman = null;
  const bounded = { plancher: 0, plafond: 120, arrondi: '2 décimales' };
  for (const k of INDICATORS) {
    rules[`p${k}`] = { valeur: parts[k], ...bounded };
    if (!parts[k].startsWith('100.0 -')) continue;
    // There is no absolute value: the greater of the two differences.
    rules[`d${k}`] = { 'le maximum de': [`a${k} - t${k}`, `t${k} - a${k}`] };
    rules[`p${k}`] = { valeur: `100 - d${k} / t${k} * 100`, ...bounded };
  }
  rules.w = { valeur: mean((k) => `p${k}`), arrondi: '2 décimales' };
  rules.f = { valeur: '0.7 * w + 0.3 * perilaku', arrondi: '2 décimales' };
  const text = (word) => `'${word}'`;
  rules.r = {
    variations: [
      { si: 'f >= 110', alors: text('sangat_baik') },
      { si: 'f >= 90', alors: text('baik') },
      { si: 'f >= 70', alors: text('butuh_perbaikan') },
      { si: 'f >= 50', alors: text('kurang') },
      { sinon: text('sangat_kurang') },
    ],
  };
  rules.e = { 'toutes ces conditions': ["hukuman = 'tidak_ada'", 'kehadiran >= 95'] };
  rules.t = {
    variations: [
      { si: 'e = non', alors: text('tanpa') },
      { si: "r = 'sangat_baik'", alors: text('emas') },
      { si: "r = 'baik'", alors: text('perak') },
      { sinon: text('tanpa') },
    ],
  };
  const engine = new Engine(rules);
  const all = Array.from({ length: rows }, (_, i) => {
    const { nip: _nip, unit: _unit, ...row } = numberRow(data, i);
    return { ...row, hukuman: text(row.hukuman) };
  });
  return (i) => {
    engine.setSituation(all[i]);
    return {
      score: engine.evaluate('f').nodeValue,
      rating: RATINGS.indexOf(engine.evaluate('r').nodeValue),
      tier: TIERS.indexOf(engine.evaluate('t').nodeValue),
    };
  };
}
