/** The same work with 30 indicators, and with amounts up to 10^13 rupiah, against the standard work. */
import { alternate, line, median, ratio, short, withProcessor } from './measure.mjs';
import * as work from './work.mjs';

const CEILING = { top: '10_000_000_000_000', digits: 0 };

export default async function bench({ say }) {
  const standard = await made({}, {});
  const thirty = await made({ indicators: 30 }, { indicators: 30 });
  const large = await made(CEILING, { top: 1e13 });
  const both = await made({ ...CEILING, indicators: 30 }, { top: 1e13, indicators: 30 });
  const ways = { standard: standard.run, thirty: thirty.run, large: large.run, both: both.run };
  const rates = await alternate(ways);
  // Three times the indicators are three times the work: asked is the speed for each indicator.
  const perIndicator = withProcessor(
    rates.both.map((rate) => rate * 3),
    rates.both.processor.map((rate) => rate * 3),
  );
  const note = (rate, { wide, steps }) =>
    `${short(median(rate))} employees a second; ${wide} of ${steps} steps in BigInt`;
  const { standard: base } = rates;
  await say(
    line('10 indicators up to 10^13 rupiah / standard', {
      reach: 0.3,
      value: ratio(rates.large, base),
      note: note(rates.large, large),
    }),
  );
  await say(line('30 indicators / standard', { value: ratio(rates.thirty, base), note: note(rates.thirty, thirty) }));
  await say(
    line('30 indicators up to 10^13 / standard', {
      reach: 0.3,
      value: ratio(rates.both, base),
      note: note(rates.both, both),
    }),
  );
  await say(line('the same, for each indicator', { value: ratio(perIndicator, base) }));
}

function made(rules, data) {
  const rows = 50_000;
  return work.takarColumns(work.rulesetText({ quota: false, ...rules }), work.columnsOf(rows, { seed: 7, ...data }));
}
