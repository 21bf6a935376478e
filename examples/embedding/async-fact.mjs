/**
 * takar decides who meets the conditions of an award; an office's own system adds what takar cannot know. Here that is
 * an inspection still open against somebody, asked of another service while the rules run.
 *
 * Run it after the build: node examples/embedding/async-fact.mjs
 */
import { readFile } from 'node:fs/promises';
import { check, compile, load, plainDecimal, say, scoreRow } from 'takar';
import { createAwardEngine } from 'takar/json-rules';

const path = new URL('layanan.takar.yaml', import.meta.url);

// 1. Read, check and compile the ruleset. Whatever is wrong with it comes back as findings, nothing throws.
const loaded = await load('layanan.takar.yaml', () => readFile(path, 'utf8'));
const checked = loaded.value ? check(loaded.value) : loaded;
for (const finding of checked.diagnostics) console.error(say(finding, 'en').message);
if (!loaded.value || !checked.value) process.exit(1);
const program = compile(checked.value);

// 2. A json-rules-engine that holds the ruleset's tiers. `engine` is a real Engine: everything it can do is open.
const { engine, run } = createAwardEngine(program);

// 3. An asynchronous fact. It is asked only where a rule needs it, and once for each run.
const openInspections = new Set(['1003']);
engine.addFact('open_inspection', async (_params, almanac) => {
  const nip = await almanac.factValue('nip');
  await new Promise((resolve) => setTimeout(resolve, 10));
  return openInspections.has(nip);
});

// 4. A rule of the office's own, after all tiers. It may read takar's facts: a number is there as value × 10^digits,
//    so hasil_e2 is the score `hasil` in hundredths.
engine.addRule({
  name: 'hold_for_inspection',
  priority: 1,
  conditions: {
    all: [
      { fact: 'hasil_e2', operator: 'greaterThanInclusive', value: 10000 },
      { fact: 'open_inspection', operator: 'equal', value: true },
    ],
  },
  event: { type: 'hold', params: { reason: 'an inspection is open' } },
});

// 5. Listeners run while the rules do; a listener of one event's type is given the event's parameters.
const letters = [];
engine.on('hold', async ({ reason }, almanac) => {
  letters.push(`${await almanac.factValue('nip')}: award held back, ${reason}`);
});

const staff = [
  { nip: '1001', berkas_masuk: 200, berkas_selesai: 198, kehadiran: '98.5' },
  { nip: '1002', berkas_masuk: 180, berkas_selesai: 162, kehadiran: '95' },
  { nip: '1003', berkas_masuk: 150, berkas_selesai: 149, kehadiran: '99.25' },
  { nip: '1004', berkas_masuk: 150, berkas_selesai: 150, kehadiran: '94.99' },
];

for (const person of staff) {
  const { value: row, diagnostics } = scoreRow(program, person, { period: '2026-Q3' });
  if (!row) {
    console.log(person.nip, diagnostics.map((finding) => say(finding, 'en').message).join(' '));
    continue;
  }
  const { tier, events } = await run(row, { nip: person.nip });
  const held = events.some(({ type }) => type === 'hold');
  const score = row.results.get('hasil');
  const printed = score?.kind === 'value' ? plainDecimal(score.value, 2) : score?.kind;
  console.log(`${person.nip}  hasil = ${printed}  ${tier ?? 'no award'}${held ? ' (held)' : ''}`);
}
console.log(letters.join('\n'));
