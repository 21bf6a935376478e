import fc from 'fast-check';
import { describe, it } from 'vitest';
import { createObjectBinder } from '../../src/data/bind.ts';
import { programOf } from '../laws/ruleset-text.ts';
import { DATABASES } from './databases.ts';
import { expectSame, period } from './sides.ts';

const tier = fc.record({
  when: fc.constantFrom(
    'marks >= 1',
    'marks >= 1',
    'marks >= 1',
    'marks >= 2',
    'marks <= 3',
    'passed',
    'marks >= 1 and passed',
  ),
  hasQuota: fc.constantFrom(true, true, true, true, false),
  ties: fc.constantFrom('include', 'exclude', 'refuse', 'refuse'),
  size: fc.oneof(
    fc.integer({ min: 1, max: 12 }).map((count) => `count: ${count}`),
    fc
      .tuple(
        fc.constantFrom('10', '25', '40'),
        fc.constantFrom('down', 'nearest', 'up'),
        fc.constantFrom('accepted', 'eligible', 'candidates'),
      )
      .map(([share, rounding, base]) => `share: ${share} %, rounding: ${rounding}, of: ${base}`),
  ),
  atLeast: fc.integer({ min: 0, max: 2 }),
  within: fc.constantFrom('', '', ', within: place', ', within: kind', ', within: [place, kind]'),
  order: fc.constantFrom('marks desc', 'marks asc', 'extra desc, marks asc', 'kind desc, marks desc'),
});

const often = fc.constantFrom('true', 'true', 'true', 'false');
const row = fc.record({
  place: fc.constantFrom('A', 'A', 'B', "O'Brien"),
  kind: fc.constantFrom('x', 'y'),
  marks: fc.integer({ min: 0, max: 4 }).map(String),
  extra: fc.integer({ min: 0, max: 2 }).map(String),
  passed: fc.constantFrom('true', 'true', 'false'),
  wants_0: often,
  wants_1: often,
  wants_2: often,
  wants_3: often,
  fit: fc.constantFrom('true', 'true', 'true', 'false'),
  attended: fc.constantFrom(...Array(16).fill('1'), '0', '2', ''),
});

type Tier = typeof tier extends fc.Arbitrary<infer T> ? T : never;

function tierText({ when, hasQuota, ties, size, atLeast, within, order }: Tier, index: number): string {
  const quota = `\n      quota: { ${size}, at_least: ${atLeast}${within}, order: [${order}], ties: ${ties} }`;
  return `    - tier: t${index}
      when: wants_${index} and ${when}${hasQuota ? quota : ''}
      grant: { money: { value: (marks + ${index}) * 1_000 IDR, round: { digits: 0, mode: down } }, paper: p${index} }`;
}

/** Rejected rows (`attended` 0 or missing, keys that stand twice), rows that are not eligible, and ties everywhere. */
const rulesetText = (tiers: readonly Tier[]) => `takar: 1
ruleset: tiers
period: quarter
inputs:
  nip: { type: text, key: true }
  place: { type: text }
  kind: { type: choice, of: [y, x] }
  marks: { type: count, range: "[0..4]" }
  extra: { type: count, range: "[0..2]" }
  passed: { type: flag }
${tiers.map((_, index) => `  wants_${index}: { type: flag }`).join('\n')}
  fit: { type: flag }
  attended: { type: count, range: "[0..2]" }
checks:
  - { that: attended > 0, message: { en: Never came } }
scores:
  total: { value: marks, round: { digits: 0, mode: half_up } }
awards:
  eligible: fit and attended = 1
  tiers:
${tiers.map(tierText).join('\n')}
  otherwise: nothing
`;

describe.each(DATABASES)('tiers one below the other in $name', ({ name, isHere, open }) => {
  if (!isHere) {
    it.skip(`${name}: no server here; .ci/postgres.sh starts one`);
    return;
  }

  it('place, refuse and leave waiting as the exact engine does, with ranks, capacities and grants', async () => {
    const tiers = fc.array(tier, { minLength: 2, maxLength: 4 });
    const rows = fc.array(row, { minLength: 10, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(tiers, rows, async (declared, generated) => {
        const program = await programOf(rulesetText(declared));
        const binder = createObjectBinder(program.ruleset, { path: 'data', locale: 'en' });
        const cells = generated.map((each, index) => ({ ...each, nip: `p${index % 38}` }));
        await expectSame(
          program,
          cells.map((each, index) => binder.bind(each, index + 1)),
          period('2026-Q3'),
          await open(),
        );
      }),
      { seed: 20_261_126, numRuns: 80 },
    );
  });
});
