/** takar's generated code over columns of integers against hand-written doubles over the same columns. */
import { alternate, line, median, ratio, short } from './measure.mjs';
import * as work from './work.mjs';

export default async function bench({ say }) {
  const rows = 200_000;
  const data = work.columnsOf(rows, { seed: 7 });
  const doubles = work.doublesOf(data);
  const takar = await work.takarColumns(work.rulesetText({ quota: false }), data);
  const [idiomatic, floor] = [work.idiomaticLoop(doubles), work.floorLoop(doubles)];
  const exact = work.takarOutcomes(takar, rows);
  const said = (way) => work.saidDifferences(work.differences(exact, way.outcomes(), rows), rows);
  const rates = await alternate(
    { takar: () => takar.run(), idiomatic: idiomatic.run, floor: floor.run },
    { rounds: 11 },
  );
  const note = (name, way) =>
    `${short(median(rates.takar))} against ${short(median(rates[name]))} employees a second; the doubles: ${said(way)}`;
  await say(
    line('columns / doubles with Math.round', {
      reach: 1.1,
      value: ratio(rates.takar, rates.idiomatic),
      note: note('idiomatic', idiomatic),
    }),
  );
  await say(
    line('columns / doubles with floor', {
      reach: 0.85,
      value: ratio(rates.takar, rates.floor),
      note: note('floor', floor),
    }),
  );
}
