/** Rates, ratios and their spread. Ways are run in turn, so that what else the machine does falls on all of them. */

/**
 * Every way is called again and again for `seconds`, in turn, `rounds` times after one to warm up. A way gives how many
 * employees it has done. Returns for each way its rate in every round, in employees a second by the clock, and beside
 * it (`processor`) by the seconds of processor that all threads of this process used: on a machine with other work the
 * clock counts that work too.
 */
export async function alternate(ways, { seconds = 0.3, rounds = 7 } = {}) {
  const rates = Object.fromEntries(Object.keys(ways).map((name) => [name, withProcessor([], [])]));
  for (let round = -1; round < rounds; round++) {
    for (const [name, way] of Object.entries(ways)) {
      const used = process.cpuUsage();
      const begin = performance.now();
      let [done, elapsed] = [0, 0];
      do {
        done += await way();
        elapsed = (performance.now() - begin) / 1000;
      } while (elapsed < seconds);
      if (round < 0) continue;
      const { user, system } = process.cpuUsage(used);
      rates[name].push(done / elapsed);
      rates[name].processor.push(done / ((user + system) / 1e6));
    }
  }
  return rates;
}

/** Numbers by the clock that carry the same by seconds of processor. */
export function withProcessor(byClock, processor) {
  return Object.assign(byClock, { processor });
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** a / b, round by round: what has slowed the machine down in one round has slowed both. */
export function ratio(a, b) {
  const all = a.map((value, i) => value / b[i]);
  const processor = a.processor && b.processor && median(a.processor.map((value, i) => value / b.processor[i]));
  return { median: median(all), low: Math.min(...all), high: Math.max(...all), ...(processor && { processor }) };
}

export const spread = (values) => ({ median: median(values), low: Math.min(...values), high: Math.max(...values) });

/** 6_400_000 → 6.4 M */
export function short(value) {
  if (value >= 1e6) return `${figures(value / 1e6)} M`;
  if (value >= 1e3) return `${figures(value / 1e3)} k`;
  return figures(value);
}

/** Two or three figures that count. */
export function figures(value) {
  const size = Math.abs(value);
  if (size >= 1000) return Math.round(value).toLocaleString('en-US');
  return size >= 100 ? value.toFixed(0) : size >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/**
 * A line of the table: `reach` is what it should be at least (`≥`) or at most (`≤`), or null where nothing is asked.
 */
export function line(what, { reach = null, atLeast = true, value, note = '' }) {
  const does = (number) => (atLeast ? number >= reach : number <= reach);
  const reached = reach === null ? null : does(value.median);
  const reachedByProcessor = reach === null || value.processor === undefined ? null : does(value.processor);
  return { what, reach, atLeast, value, reached, reachedByProcessor, note };
}
