/** Every employee by takar's columns and by the exact evaluator: what differs must be nothing. Doubles beside it. */
import { line } from './measure.mjs';
import * as work from './work.mjs';

const STEP = 10_000;

export default async function bench({ full, say }) {
  const rows = full ? 1_000_000 : 40_000;
  for (const round of [false, true]) {
    const who = `${rows.toLocaleString('en-US')} ${round ? 'round-number' : 'random'} employees`;
    const found = { takar: 0, idiomatic: 0, idiomaticTiers: 0, floor: 0, floorTiers: 0 };
    for (let from = 0; from < rows; from += STEP) await compare(round, from, found);
    const one = (value) => ({ median: value, low: value, high: value });
    await say(
      line(`columns, differences in ${who}`, {
        reach: 0,
        atLeast: false,
        value: one(found.takar),
        note: 'final score, rating, tier',
      }),
    );
    const tiers = (count) => `and ${count} ratings or tiers`;
    await say(
      line('  doubles with Math.round, scores that differ', {
        value: one(found.idiomatic),
        note: tiers(found.idiomaticTiers),
      }),
    );
    await say(
      line('  doubles with floor, scores that differ', { value: one(found.floor), note: tiers(found.floorTiers) }),
    );
  }
}

async function compare(round, from, found) {
  const data = work.columnsOf(STEP, { seed: 1000 + from, round });
  const exact = await work.exactOutcomes(data, STEP);
  const takar = work.takarOutcomes(await work.takarColumns(work.rulesetText({ quota: false }), data), STEP);
  const doubles = work.doublesOf(data);
  const { scores, tiers } = work.differences(exact, takar, STEP);
  found.takar += scores + tiers;
  for (const [name, loop] of Object.entries({ idiomatic: work.idiomaticLoop, floor: work.floorLoop })) {
    const by = work.differences(exact, loop(doubles).outcomes(), STEP);
    found[name] += by.scores;
    found[`${name}Tiers`] += by.tiers;
  }
}
