import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AWARDS, ruleset } from './group-rulesets.ts';
import { Harness } from './harness.ts';

const harness = new Harness();
beforeAll(() => harness.begin());
afterAll(() => harness.end());

const SEED = { seed: 20_261_125, numRuns: 60 };

const within = fc.constantFrom('', 'within: dinas, ', 'within: bidang, ', 'within: [bidang, dinas], ');
const where = fc.constantFrom('', 'where: hari > 0, ', 'where: akhir >= 60, ', 'where: predikat = baik, ');
const order = fc.constantFrom(
  '[akhir desc]',
  '[akhir asc, hari desc]',
  '[predikat desc]',
  '[mulai asc, akhir desc]',
  '[akhir desc, nip asc]',
);

/** One rule of each kind, each over other groups and in another order. */
const groups = fc
  .tuple(
    fc.array(within, { minLength: 8, maxLength: 8 }),
    fc.array(where, { minLength: 7, maxLength: 7 }),
    order,
    order,
  )
  .chain(([w, c, first, second]) =>
    fc.constantFrom('competition', 'dense').map(
      (ties) => `  tempat: { type: rank, ${w[0]}${c[0]}order: ${first}, ties: ${ties} }
  persentil: { type: percentile, ${w[1]}${c[1]}order: ${second}, round: none }
  banyak: { type: count, ${w[2]}${c[2]}}
  total: { type: sum, ${w[3]}${c[3]}of: akhir }
  tengah: { type: average, ${w[4]}${c[4]}of: akhir, round: { digits: 2, mode: half_even } }
  bawah: { type: min, ${w[5]}${c[5]}of: akhir }
  atas: { type: max, ${w[6]}${c[6]}of: hari }
  bagian: { type: share, ${w[7]}where: akhir >= 60, round: { digits: 1, mode: half_up } }
  kedua: { type: rank, within: bidang, where: (tempat ?? 0) > 2, order: [akhir desc], ties: competition }
`,
    ),
  );

const share = fc.constantFrom('0 %', '5 %', '20 %', '50 %', '100 %');
const rounding = fc.constantFrom('down', 'up', 'nearest');
const limits = fc
  .record({
    within,
    base: fc.constantFrom('accepted', 'assessed'),
    ties: fc.constantFrom('refuse', 'include', 'exclude'),
    smallest: fc.constantFrom(1, 3),
    // The mean of a group of which nobody counts is missing, for people who have a rating.
    order: fc.oneof(order, fc.constant('[tengah desc]')),
    first: share,
    second: share,
    rounding,
    when: fc.constantFrom('', ', when: banyak_semua > 5'),
  })
  .map(
    (one) => `  sebaran:
    value: predikat
    ${one.within.replace(/, $/, '')}
    of: ${one.base}
    action: apply
    smallest_group: ${one.smallest}
    order: ${one.order}
    ties: ${one.ties}
    rules:
      - { values: [istimewa], at_most: ${one.first}, rounding: ${one.rounding}, move_to: baik${one.when} }
      - { values: [istimewa, baik], at_most: ${one.second}, rounding: ${one.rounding}, move_to: kurang }
      - { values: [kurang], at_least: 10 %, rounding: up }
  susulan:
    value: sebaran
    within: bidang
    of: assessed
    action: warn
    order: [akhir desc]
    rules:
      - { values: [baik, istimewa], at_most: 30 %, rounding: down }
`,
  );

const ALL = `  banyak_semua: { type: count }
  baik_akhir: { type: count, within: bidang, where: sebaran = baik }
`;

const person = fc.record({
  dinas: fc.constantFrom('A', 'B', '"C, D"'),
  bidang: fc.constantFrom('satu', 'satu', 'dua', 'Bidang Dua'),
  kerja: fc.constantFrom('80', '60', '40', '60.0', '79.99', '+60', '', 'abc', '101'),
  hari: fc.constantFrom('0', '1', '2', '3', '9', '2000000000000'),
  mulai: fc.constantFrom('2026-01-01', '2026-07-01'),
  period: fc.constantFrom('2026-Q3', '2026-Q3', '2026-Q3', '', '2026-Q2', '2026 Q3'),
  twice: fc.integer({ min: 0, max: 30 }),
});

const data = fc.array(person, { minLength: 1, maxLength: 60 }).map((people) => {
  const lines = people.map(({ dinas, bidang, kerja, hari, mulai, period, twice }, i) =>
    [`19${twice === 0 && i > 0 ? 0 : i}`, dinas, 'muda', bidang, kerja, hari, mulai, period].join(','),
  );
  return `nip,dinas,jenjang,bidang,capaian_kerja,hari,mulai,period\n${lines.join('\n')}\n`;
});

const award = fc.constantFrom(
  AWARDS,
  AWARDS.replace('akhir >= 60', '(tempat ?? 99) <= 2 or bagian > 20 %'),
  AWARDS.replace('akhir >= 60', 'sebaran >= baik'),
  AWARDS.replace(
    'akhir >= 60',
    'sebaran >= baik, quota: { share: 30 %, rounding: up, of: eligible, within: dinas, order: [akhir desc], ties: refuse }',
  ),
  `  eligible: hari <= 3
  tiers:
    - { tier: emas, when: sebaran >= baik, grant: { uang: { value: 1_000 IDR * hari, round: { digits: 0, mode: down } } } }
    - { tier: perak, when: (tempat ?? 99) <= 4, grant: { uang: { value: 500 IDR, round: { digits: 0, mode: down } } } }
  otherwise: tanpa
  order: [akhir desc, hari desc]
  budget: { total: 3_000 IDR, within: bidang, when_exceeded: by_order, ties: refuse }
`,
);

test('random rules over random people, in stretches of any size, in one thread or in two', async () => {
  let told = 0;
  await fc.assert(
    fc.asyncProperty(
      groups,
      limits,
      award,
      data,
      fc.integer({ min: 30, max: 900 }),
      fc.boolean(),
      async (rules, limit, awards, csv, stretch, isCrew) => {
        const text = ruleset({ groups: rules + ALL, limits: limit, awards });
        const exact = await harness.score(text, csv, 'exact');
        const columns = await harness.score(text, csv, 'columns', [], { stretch, isCrew });
        if (exact.files['out.csv'] === undefined) throw new Error(exact.talk);
        expect(columns.files).toEqual(exact.files);
        expect(columns.talk).toBe(exact.talk);
        expect(columns.code).toBe(exact.code);
        if (columns.inBulk) told++;
      },
    ),
    SEED,
  );
  // Where no row at all is of the period, the ordinary way says so.
  expect(told).toBeGreaterThan(SEED.numRuns * 0.9);
});
