import { Engine } from 'json-rules-engine';
import { numberRow } from '../work.mjs';

/** The final score is computed beforehand: what is timed is the ratings and the tiers, as facts and conditions. */
export const name = 'json-rules-engine, scores precomputed';

export function prepare(data, rows, { scores }) {
  const engine = new Engine();
  const band = (low, high) => [
    { fact: 'nilai_akhir', operator: 'greaterThanInclusive', value: low },
    ...(high === null ? [] : [{ fact: 'nilai_akhir', operator: 'lessThan', value: high }]),
  ];
  const bands = [
    [4, band(110, null)],
    [3, band(90, 110)],
    [2, band(70, 90)],
    [1, band(50, 70)],
    [0, band(0, 50)],
  ];
  for (const [rating, all] of bands)
    engine.addRule({ conditions: { all }, event: { type: 'rating', params: { rating } } });
  const eligible = [
    { fact: 'hukuman', operator: 'equal', value: 'tidak_ada' },
    { fact: 'kehadiran', operator: 'greaterThanInclusive', value: 95 },
  ];
  engine.addRule({
    conditions: { all: [...eligible, ...band(110, null)] },
    event: { type: 'tier', params: { tier: 2 } },
  });
  engine.addRule({
    conditions: { all: [...eligible, ...band(90, 110)] },
    event: { type: 'tier', params: { tier: 1 } },
  });
  const facts = Array.from({ length: rows }, (_, i) => {
    const { hukuman, kehadiran } = numberRow(data, i);
    return { nilai_akhir: scores[i], hukuman, kehadiran };
  });
  return async (i) => {
    const { events } = await engine.run(facts[i]);
    let [rating, tier] = [0, 0];
    for (const { type, params } of events) {
      if (type === 'rating') rating = params.rating;
      else tier = params.tier;
    }
    return { score: scores[i], rating, tier };
  };
}
