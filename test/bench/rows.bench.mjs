/** One employee a call through the library, against hand-written JavaScript on the same row objects. */
import { alternate, line, median, ratio, short, spread } from './measure.mjs';
import { createRowScorer, explain, explanationJson, scoreRow } from './out/takar.mjs';
import * as work from './work.mjs';

export default async function bench({ say }) {
  const rows = 2000;
  const data = work.columnsOf(rows, { seed: 7 });
  const program = await work.programOf(work.rulesetText({ quota: false }));
  const all = Array.from({ length: rows }, (_, i) => work.numberRow(data, i));
  const plain = createRowScorer(program, { period: work.PERIOD });
  const traced = createRowScorer(program, { period: work.PERIOD, trace: true });
  await say(
    line('row scorer, differences from the exact evaluator', {
      reach: 0,
      atLeast: false,
      value: one(await wrong(plain, data, rows)),
      note: `${rows} employees`,
    }),
  );
  const each = (count, way) => {
    let at = 0;
    return () => {
      for (let i = 0; i < count; i++) keep(way(all[at++ % rows]));
      return count;
    };
  };
  const explained = (row) => explanationJson(explain(scoreRow(program, row, { period: work.PERIOD }).value, 'id'));
  const rates = await alternate({
    plain: each(2000, (row) => plain.score(row)),
    traced: each(2000, (row) => traced.score(row)),
    json: each(200, (row) => JSON.stringify(traced.score(row))),
    byHand: each(2000, work.rowFunction()),
    exact: each(20, (row) => scoreRow(program, row, { period: work.PERIOD })),
    explained: each(5, (row) => JSON.stringify(explained(row))),
  });
  const note = (name) => `${short(median(rates[name]))} against ${short(median(rates.byHand))} a second`;
  await say(
    line('row scorer / JavaScript on row objects', {
      reach: 1,
      value: ratio(rates.plain, rates.byHand),
      note: note('plain'),
    }),
  );
  await say(
    line('row scorer with trace / the same', {
      reach: 0.4,
      value: ratio(rates.traced, rates.byHand),
      note: note('traced'),
    }),
  );
  const micro = (what, name, reach, about) =>
    say({
      ...line(what, { reach, atLeast: false, value: microseconds(rates[name]), note: about }),
      unit: ' µs',
    });
  await micro('one employee, trace object', 'traced', 5, 'of the row scorer: what each indicator came to');
  await micro('one employee, trace as JSON', 'json', 30, 'the same as text');
  await micro('one employee, scoreRow', 'exact', null, 'exact evaluator, the value of every node kept');
  await micro(
    'one employee, explanation as JSON',
    'explained',
    null,
    'scoreRow, explain and JSON: sentences for people',
  );
}

function microseconds(rates) {
  const of = (values) => values.map((rate) => 1e6 / rate);
  return { ...spread(of(rates)), processor: median(of(rates.processor)) };
}

const one = (value) => ({ median: value, low: value, high: value });

async function wrong(scorer, data, rows) {
  const exact = await work.exactOutcomes(data, rows);
  const [final, rating] = ['nilai_akhir', 'predikat'].map((name) =>
    scorer.results.findIndex((result) => result.name === name),
  );
  let count = 0;
  for (let i = 0; i < rows; i++) {
    const found = scorer.score(work.numberRow(data, i));
    const tier = scorer.tiers[found?.tiers.indexOf(true)] ?? 'tanpa';
    const same =
      found?.values[final] === exact.score[i] && work.RATINGS.indexOf(found.values[rating]) === exact.rating[i];
    if (!same || work.TIERS.indexOf(tier) !== exact.tier[i]) count++;
  }
  return count;
}

/** So that nothing is left out because nobody looks at it. */
let kept;
const keep = (value) => {
  kept = value;
  return kept;
};
