/** takar's columns against engines that score one employee a call, on the same standard work. */
import { alternate, line, median, ratio, short } from './measure.mjs';
import * as work from './work.mjs';

/** Module, what takar should reach, and how many rows its results are compared on. */
const PEERS = [
  ['json-rules-engine', 400, 2000],
  ['zen', 600, 2000],
  ['cel', null, 2000],
  ['hyperformula', null, 1000],
  ['publicodes', 15_000, 200],
  ['feelin', 50_000, 50],
];

export default async function bench({ say }) {
  const rows = 50_000;
  const data = work.columnsOf(rows, { seed: 7 });
  const takar = await work.takarColumns(work.rulesetText({ quota: false }), data);
  const exact = await work.exactOutcomes(data, 2000);
  const known = { scores: Array.from(exact.score, (units) => units / 100) };
  for (const [module, reach, sample] of PEERS) {
    const peer = await import(`./peers/${module}.mjs`).catch((problem) => ({ problem }));
    if (peer.problem !== undefined) {
      await say({ what: `columns / ${module}`, absent: String(peer.problem.message).split('\n')[0] });
      continue;
    }
    const call = await peer.prepare(data, sample, known);
    const found = work.outcomes(sample);
    for (let i = 0; i < sample; i++) {
      const { score, rating, tier } = await call(i);
      // A double that is not the nearest to its two digits counts as those two digits.
      [found.score[i], found.rating[i], found.tier[i]] = [Math.round(score * 100), rating, tier];
    }
    const rates = await alternate({ takar: () => takar.run(), peer: caller(call, sample, peer.inFlight) });
    const said = work.saidDifferences(work.differences(exact, found, sample), sample);
    const note = `${short(median(rates.takar))} against ${short(median(rates.peer))} a second; it ${said}`.replace(
      'it same',
      'it is the same',
    );
    await say(line(`columns / ${peer.name}`, { reach, value: ratio(rates.takar, rates.peer), note }));
  }
}

function caller(call, rows, inFlight = 1) {
  let at = 0;
  if (inFlight > 1) {
    return async () => {
      await Promise.all(Array.from({ length: inFlight }, () => call(at++ % rows)));
      return inFlight;
    };
  }
  return async () => {
    const result = call(at++ % rows);
    if (result instanceof Promise) await result;
    return 1;
  };
}
