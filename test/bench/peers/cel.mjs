import { CelScalar, celEnv, celFunc, parse, plan } from '@bufbuild/cel';
import { formulas, INDICATORS, numberRow, RATINGS } from '../work.mjs';

export const name = '@bufbuild/cel';

/** Expressions planned once; what CEL has no function for is added as one of JavaScript. */
export function prepare(data, rows) {
  const { DOUBLE } = CelScalar;
  const env = celEnv({
    funcs: [
      celFunc('absolute', [DOUBLE], DOUBLE, Math.abs),
      celFunc('limited', [DOUBLE], DOUBLE, (x) => Math.min(120, Math.max(0, x))),
      celFunc('rounded', [DOUBLE], DOUBLE, (x) => Math.round(x * 100) / 100),
    ],
  });
  const call = (of) => (x) => `${of}(${x})`;
  const { parts, mean, final } = formulas({ abs: call('absolute'), clamp: call('limited'), round: call('rounded') });
  const planned = (text) => plan(env, parse(text));
  const each = parts.map(planned);
  const work = planned(mean((k) => `p${k}`));
  const total = planned(final('hasil_kerja'));
  const rating = planned(
    `f >= 110.0 ? "sangat_baik" : f >= 90.0 ? "baik" : f >= 70.0 ? "butuh_perbaikan" : f >= 50.0 ? "kurang" : "sangat_kurang"`,
  );
  const tier = planned(
    `!(hukuman == "tidak_ada" && kehadiran >= 95.0) ? "tanpa" : r == "sangat_baik" ? "emas" : r == "baik" ? "perak" : "tanpa"`,
  );
  const all = Array.from({ length: rows }, (_, i) => numberRow(data, i));
  return (i) => {
    const scope = { ...all[i] };
    for (const k of INDICATORS) scope[`p${k}`] = each[k](scope);
    scope.hasil_kerja = work(scope);
    scope.f = total(scope);
    scope.r = rating(scope);
    const award = tier(scope);
    return { score: scope.f, rating: RATINGS.indexOf(scope.r), tier: ['tanpa', 'perak', 'emas'].indexOf(award) };
  };
}
