/** From the text of the shipped example to a program that scores: read, checked, proven, lowered. */
import { readFileSync } from 'node:fs';
import { line, spread } from './measure.mjs';
import { check, compile, load, parsePeriod, planOf } from './out/takar.mjs';

const EXAMPLE = new URL('../../examples/dpmptsp/dpmptsp.takar.yaml', import.meta.url);

export default async function bench({ say }) {
  const text = readFileSync(EXAMPLE, 'utf8');
  const times = { first: [], later: [], plan: [] };
  for (let i = 0; i < 40; i++) {
    const begin = performance.now();
    const program = await compiled(text);
    const middle = performance.now();
    planOf(program, parsePeriod('2026-Q3'));
    const end = performance.now();
    (i === 0 ? times.first : times.later).push(middle - begin);
    if (i > 0) times.plan.push(end - middle);
  }
  const ms = (what, values, note, reach = null) => ({
    ...line(what, { reach, atLeast: false, value: spread(values), note }),
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

async function compiled(text) {
  const loaded = await load('dpmptsp.takar.yaml', (path) => (path === 'dpmptsp.takar.yaml' ? text : undefined));
  const { value, diagnostics } = check(loaded.value);
  if (value === undefined) throw new Error(JSON.stringify(diagnostics[0]));
  return compile(value);
}
