/** From the text of the shipped example to a program that scores: read, checked, proven, lowered. */
import { readFileSync } from 'node:fs';
import { line, median, spread } from './measure.mjs';
import { check, compile, load, parsePeriod, planOf } from './out/takar.mjs';

const EXAMPLE = new URL('../../examples/dpmptsp/dpmptsp.takar.yaml', import.meta.url);

export default async function bench({ say }) {
  const text = readFileSync(EXAMPLE, 'utf8');
  const times = { first: [], later: [], plan: [] };
  for (let i = 0; i < 40; i++) {
    const begin = now();
    const program = await compiled(text);
    const middle = now();
    planOf(program, parsePeriod('2026-Q3'));
    const end = now();
    (i === 0 ? times.first : times.later).push(difference(begin, middle));
    if (i > 0) times.plan.push(difference(middle, end));
  }
  const ms = (what, values, note, reach = null) => ({
    ...line(what, { reach, atLeast: false, value: value(values), note }),
    unit: ' ms',
  });
  await say(
    ms(
      'compile of the example, first in a process',
      times.first,
      'nothing is warm: the engine has compiled none of takar',
    ),
  );
  await say(ms('compile of the example, later', times.later.slice(10), 'read, checked, proven and lowered', 30));
  await say(ms('its plan in integers', times.plan.slice(10), 'for the bulk engine'));
}

const now = () => ({ clock: performance.now(), used: process.cpuUsage() });

/** Milliseconds by the clock, and of processor. */
function difference(from, to) {
  const used = to.used.user + to.used.system - from.used.user - from.used.system;
  return { clock: to.clock - from.clock, processor: used / 1000 };
}

function value(times) {
  return { ...spread(times.map(({ clock }) => clock)), processor: median(times.map(({ processor }) => processor)) };
}

async function compiled(text) {
  const loaded = await load('dpmptsp.takar.yaml', (path) => (path === 'dpmptsp.takar.yaml' ? text : undefined));
  const { value, diagnostics } = check(loaded.value);
  if (value === undefined) throw new Error(JSON.stringify(diagnostics[0]));
  return compile(value);
}
