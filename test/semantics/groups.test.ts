import { describe, expect, test } from 'vitest';
import {
  explain,
  explanationText,
  Rational,
  type RowData,
  runExamples,
  scoreCohort,
  scoreRow,
} from '../../src/index.ts';
import { capacityOf } from '../../src/score/members.ts';
import { awards, errors, programOf, ruleset } from './lab.ts';

const INPUTS = `  unit_kerja: { type: text }
  x: { type: decimal, digits: 2, range: "[0..100]", optional: true }
  hukuman: { type: choice, of: [tidak_ada, berat] }`;

function office(quota: string, more = '', silver = ''): string {
  return ruleset(
    INPUTS,
    `indicators:
  a: { polarity: maximize, actual: x, achievement: actual, clamp: "[0..100]", round: { digits: 2, mode: half_up }, weight: 1, missing: exclude }
scores:
  s: { value: weighted_mean(indicators), round: { digits: 2, mode: half_up } }
awards:
  eligible: hukuman = tidak_ada
  tiers:
    - tier: gold
      when: s >= 50
      quota: { ${quota}, within: unit_kerja, order: [s desc] }
${more}    - tier: silver
      when: s >= 50${silver}
  otherwise: nothing`,
  );
}

function staff(...scores: readonly (number | string | null)[]): RowData[] {
  return scores.map((x, i) => ({
    nip: `${i + 1}`,
    unit_kerja: 'A',
    x: x === null ? '' : String(x),
    hukuman: 'tidak_ada',
  }));
}

describe('[G8] shares are rounded as the rule says', () => {
  test.each([
    ['down', 0],
    ['nearest', 1],
    ['up', 1],
    ['down, at_least: 1', 1],
  ])('10 %% of 7 people, rounding %s: %i', async (rounding, gold) => {
    const program = await programOf(office(`share: 10 %, rounding: ${rounding}, of: accepted, ties: refuse`));
    const found = await awards(program, staff(90, 80, 70, 60, 55, 54, 53));
    expect(found.filter((one) => one.endsWith('gold')).length).toBe(gold);
    expect(found[0]).toBe(gold === 1 ? '1 gold' : '1 silver');
  });

  test('exactly half a person: nearest rounds up, as people do, and never through a double', () => {
    const size = (share: Rational) => ({ kind: 'share', share, rounding: 'nearest', base: 'accepted' }) as const;
    const half = Rational.of(1n, 2n);
    expect([1, 3, 5].map((base) => capacityOf({ size: size(half), atLeast: 0 }, base))).toEqual([1, 2, 3]);
    const third = Rational.of(1n, 3n);
    expect([3, 300, 30_000].map((base) => capacityOf({ size: size(third), atLeast: 0 }, base))).toEqual([
      1, 100, 10_000,
    ]);
  });

  test('the base, the rounding, the order and the ties are mandatory', async () => {
    const full = 'share: 10 %, rounding: down, of: accepted, ties: refuse';
    expect(await errors(office(full))).toEqual([]);
    for (const part of ['rounding: down, ', 'of: accepted, ', ', ties: refuse']) {
      expect(await errors(office(full.replace(part, '')))).toEqual(['TK104']);
    }
    expect(await errors(office(full).replace(', order: [s desc]', ''))).toEqual(['TK104']);
    expect(await errors(office(full.replace('10 %', '0.1')))).toEqual(['TK413']);
  });
});

describe('[G2] candidates, capacity, edge', () => {
  // Three candidates for gold; besides one too low, one not assessed, one not eligible, one rejected.
  const people: RowData[] = [
    ...staff(90, 80, 70, 40, null),
    { nip: '6', unit_kerja: 'A', x: '95', hukuman: 'berat' },
    { nip: '7', unit_kerja: 'A', x: '9,5', hukuman: 'tidak_ada' },
  ];

  test.each([
    ['accepted', 6, ['1 gold', '2 gold', '3 gold', '4 nothing', '5 not_assessed', '6 nothing']],
    ['eligible', 4, ['1 gold', '2 gold', '3 silver', '4 nothing', '5 not_assessed', '6 nothing']],
    ['candidates', 3, ['1 gold', '2 silver', '3 silver', '4 nothing', '5 not_assessed', '6 nothing']],
  ])('half of %s: N = %i', async (base, n, expected) => {
    const program = await programOf(office(`share: 50 %, rounding: down, of: ${base}, ties: refuse`));
    expect(await awards(program, people)).toEqual(expected);
    const { groups, summary, diagnostics } = await scoreCohort(program, people, { period: '2026-Q3' });
    // [G4] who was rejected is named beside the base, and the counts add up.
    expect(groups).toMatchObject([{ group: 'A', read: 7, rejected: 1, base: n, capacity: Math.floor(n / 2) }]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['TK802']);
    expect(summary).toMatchObject({ read: 7, scored: 6, rejected: 1, notAssessed: 1 });
    expect([...summary.awards.values()].reduce((a, b) => a + b) + summary.notAssessed + summary.undecided).toBe(6);
  });

  const TIED = [90, 80, 80, 80, 70];
  test.each([
    ['include', TIED, ['gold', 'gold', 'gold', 'gold', 'silver']],
    ['exclude', TIED, ['gold', 'silver', 'silver', 'silver', 'silver']],
    ['refuse', TIED, ['gold', 'undecided', 'undecided', 'undecided', 'silver']],
    ['include', [80, 80, 80], ['gold', 'gold', 'gold']],
    ['exclude', [80, 80, 80], ['silver', 'silver', 'silver']],
    ['refuse', [80, 80, 80], ['undecided', 'undecided', 'undecided']],
    // A block that ends exactly at the edge is across nothing; one that begins there is out, whatever the mode.
    ['refuse', [90, 90, 70, 70], ['gold', 'gold', 'silver', 'silver']],
    ['exclude', [90, 90, 70, 70], ['gold', 'gold', 'silver', 'silver']],
    ['include', [90, 90, 70, 70], ['gold', 'gold', 'silver', 'silver']],
    ['include', [90, 80, 70, 70], ['gold', 'gold', 'silver', 'silver']],
  ])('two seats, ties: %s, scores %j', async (ties, scores, expected) => {
    const program = await programOf(office(`count: 2, ties: ${ties}`));
    const rows = staff(...scores);
    expect(await awards(program, rows)).toEqual(expected.map((award, i) => `${i + 1} ${award}`));
    // No order of the rows decides: the last comes first.
    const reversed = await awards(program, [...rows].reverse());
    expect([...reversed].reverse()).toEqual(await awards(program, rows));
    const { diagnostics, summary } = await scoreCohort(program, rows, { period: '2026-Q3' });
    expect(diagnostics.map(({ code }) => code)).toEqual(expected.includes('undecided') ? ['TK801'] : []);
    expect(summary.undecided).toBe(expected.filter((award) => award === 'undecided').length);
  });

  test('equal to the last printed digit is not equal: 80.01 before 80, and 80.001 is rounded first', async () => {
    const program = await programOf(office('count: 1, ties: refuse'));
    expect(await awards(program, staff(80, 80.01))).toEqual(['1 silver', '2 gold']);
  });

  test('who falls through carries rank, capacity and the last who got in; groups do not mix', async () => {
    const program = await programOf(office('count: 1, ties: refuse'));
    const rows = [...staff(70, 90), { nip: '9', unit_kerja: 'B', x: '60', hukuman: 'tidak_ada' }];
    const { rows: scored } = await scoreCohort(program, rows, { period: '2026-Q3' });
    expect(scored.map(({ award }) => award?.name)).toEqual(['silver', 'gold', 'gold']);
    expect(scored[0]?.award?.steps).toEqual([
      { tier: 'gold', outcome: 'quota_full', rank: 2, capacity: 1, lastAdmitted: '2' },
      { tier: 'silver', outcome: 'placed', rank: null, capacity: null },
    ]);
    const first = scored[0];
    if (!first) throw new Error('no row');
    for (const language of ['id', 'en'] as const)
      expect(explanationText(explain(first, language), language)).toContain('gold');
  });

  test('an order key that may be missing, or is rounded by nothing, cannot rank anybody', async () => {
    const quota = 'count: 1, ties: refuse';
    expect(await errors(office(quota).replace('order: [s desc]', 'order: [s desc, x desc]'))).toEqual(['TK516']);
    expect(await errors(office(quota).replace('order: [s desc]', 'order: [s / 3 desc]'))).toEqual(['TK515']);
    expect(await errors(office(quota).replace('order: [s desc]', 'order: [unit_kerja]'))).toEqual(['TK515']);
    expect(await errors(office(quota).replace('order: [s desc]', 'order: [s desc, nip asc]'))).toEqual([]);
  });

  test('the key stands last by its bytes: 10 before 9', async () => {
    const program = await programOf(
      office('count: 1, ties: refuse').replace('order: [s desc]', 'order: [s desc, nip]'),
    );
    const rows = staff(80, 80).map((row, i) => ({ ...row, nip: i === 0 ? '9' : '10' }));
    expect(await awards(program, rows)).toEqual(['9 silver', '10 gold']);
  });

  test('a key that stands twice is rejected as a whole: nobody takes two seats', async () => {
    const program = await programOf(office('count: 2, ties: refuse'));
    const rows = [...staff(90, 80, 70), { nip: ' 1 ', unit_kerja: 'A', x: '60', hukuman: 'tidak_ada' }];
    const { summary, rejects } = await scoreCohort(program, rows, { period: '2026-Q3' });
    expect(rejects.map(({ findings }) => findings.map(({ code }) => code))).toEqual([['TK609'], ['TK609']]);
    expect(summary).toMatchObject({ read: 4, scored: 2, rejected: 2 });
    expect(await awards(program, rows)).toEqual(['2 gold', '3 gold']);
  });
});

describe('[G5] one employee, and examples', () => {
  test('scoreRow gives scores and no award where a quota takes everybody', async () => {
    const [row] = staff(90);
    const program = await programOf(office('count: 1, ties: refuse'));
    expect(scoreRow(program, row ?? {}, { period: '2026-Q3' }).value).toMatchObject({ state: 'scored', award: null });
  });

  test('an example expects the award before limits', async () => {
    const example = (award: string) => `
examples:
  - name: quota of nobody
    period: 2026-Q3
    given: { nip: "1", unit_kerja: A, x: 90, hukuman: tidak_ada }
    expect: { s: 90, award: ${award} }
`;
    const none = 'count: 0, ties: refuse';
    const [held] = runExamples(await programOf(office(none) + example('gold')));
    const [broken] = runExamples(await programOf(office(none) + example('silver')));
    expect(JSON.stringify(held)).not.toContain('TK524');
    expect(JSON.stringify(broken)).toContain('TK524');
  });
});

describe('[G1] stages', () => {
  test('nothing reads what comes after it', async () => {
    expect(
      await errors(
        ruleset(INPUTS, 'checks:\n  - { that: s > 0, message: { en: m } }\nscores:\n  s: { value: 1, round: none }'),
      ),
    ).toEqual(['TK310']);
    expect(
      await errors(ruleset(INPUTS, 'scores:\n  s: { value: t, round: none }\n  t: { value: s, round: none }')),
    ).toEqual(['TK306']);
    expect(await errors(office('count: 1, ties: refuse').replace('when: s >= 50\n', 'when: gold = 1\n'))).not.toEqual(
      [],
    );
  });
});

describe('[Y4] the subject', () => {
  test('messages speak of what is scored', async () => {
    const program = await programOf(
      office('count: 1, ties: refuse').replace('period: quarter', 'period: quarter\nsubject: unit_layanan'),
    );
    const { rows } = await scoreCohort(program, staff(90), { period: '2026-Q3' });
    const [row] = rows;
    if (!row) throw new Error('no row');
    expect(explanationText(explain(row, 'en'), 'en')).toContain('unit_layanan');
    expect(explanationText(explain(row, 'en'), 'en')).not.toContain('pegawai');
  });
});
