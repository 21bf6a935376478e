import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CohortResult, type Program, type RowData, scoreCohort } from '../../src/index.ts';
import { errors, outcome, programOf, result, ruleset } from './lab.ts';

const INPUTS = `
  terbit: { type: count, unit: izin, max: 100_000 }
  ikm: { type: decimal, digits: 2, range: "[0..100]", optional: true }`;

const row = (period: string, terbit: number, ikm?: number, nip = '1'): RowData => ({
  nip,
  period,
  terbit,
  ...(ikm === undefined ? {} : { ikm }),
});

async function run(program: Program, rows: readonly RowData[], period = '2026-Q3', history: readonly RowData[] = []) {
  return scoreCohort(program, rows, { period, history });
}

function only({ rows, rejects }: CohortResult, name: string): string {
  const [first] = rows;
  if (!first) return rejects.flatMap(({ findings }) => findings.map(({ code }) => code)).join(' ');
  return result(first, name);
}

const values = (lines: string) => ruleset(INPUTS, `values:\n${lines}`);

describe('[T5] previous reads the period before of the same record', () => {
  test('an input; the first period has none, and that is not 0', async () => {
    const program = await programOf(
      values('  naik: if previous(terbit) is missing then missing else terbit - previous(terbit)\n'),
    );
    const rows = [row('2026-Q3', 12), row('2026-Q2', 5), row('2026-Q2', 100, undefined, '2')];
    expect(only(await run(program, rows), 'naik')).toBe('7');
    expect(only(await run(program, rows.slice(0, 1)), 'naik')).toBe('missing');
  });

  test('the period before, not the newest that is there', async () => {
    const program = await programOf(values('  lalu: previous(terbit) ?? 999 izin\n'));
    expect(only(await run(program, [row('2026-Q3', 12), row('2026-Q1', 5)]), 'lalu')).toBe('999');
    expect(only(await run(program, [row('2026-Q1', 12), row('2025-Q4', 5)], '2026-Q1'), 'lalu')).toBe('5');
  });

  test('it must be handled', async () => {
    expect(await errors(values('  naik: terbit - previous(terbit)\n'))).toEqual(['TK404']);
  });

  test('a value that reads its own earlier period is no circle, and runs through all of them', async () => {
    const program = await programOf(values('  berjalan: terbit + (previous(berjalan) ?? 0)\n'));
    const rows = ['2025-Q3', '2025-Q4', '2026-Q1', '2026-Q2', '2026-Q3'].map((period, i) => row(period, 10 ** i));
    expect(only(await run(program, rows), 'berjalan')).toBe('11111');
    // A period without a row breaks the chain.
    expect(
      only(
        await run(
          program,
          rows.filter((_, i) => i !== 2),
        ),
        'berjalan',
      ),
    ).toBe('11000');
  });

  test('two that read each other, one of them now: a circle still; both earlier: none', async () => {
    expect(await errors(values('  a: terbit + b\n  b: terbit + a\n'))).toEqual(['TK306']);
    const program = await programOf(values('  a: terbit + (previous(b) ?? 0)\n  b: 2 * a\n'));
    expect(only(await run(program, [row('2026-Q2', 1), row('2026-Q3', 1)]), 'b')).toBe('6');
  });

  test('a thousand periods do not exhaust the stack', async () => {
    const program = await programOf(
      values('  berjalan: terbit + (previous(berjalan) ?? 0)\n').replace('period: quarter', 'period: month'),
    );
    const rows = Array.from({ length: 1200 }, (_, i) =>
      row(`${1926 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`, 1),
    );
    expect(only(await run(program, rows, '2025-12'), 'berjalan')).toBe('1200');
  });

  test('scores, ratings and parts of indicators are reached', async () => {
    const program = await programOf(
      ruleset(
        INPUTS,
        `indicators:
  izin:
    polarity: maximize
    actual: terbit
    target: 10 izin
    achievement: actual / target * 100
    clamp: "[0..120]"
    round: { digits: 2, mode: half_up }
    weight: 100
    missing: reject
scores:
  hasil_kerja: { value: weighted_mean(indicators), round: { digits: 2, mode: half_up } }
ratings:
  hasil: { of: hasil_kerja, domain: "[0..120]", bands: { rendah: "[0..50)", tinggi: "[50..120]" } }
values:
  skor: previous(hasil_kerja) ?? -1
  dicapai: previous(izin.achievement) ?? -1
  nyata: previous(izin.actual) ?? 0 izin
  turun: if previous(hasil) is missing then false else previous(hasil) > hasil
`,
      ),
    );
    const found = await run(program, [row('2026-Q2', 9), row('2026-Q3', 3)]);
    expect(['skor', 'dicapai', 'nyata', 'turun'].map((name) => only(found, name))).toEqual(['90', '90', '9', 'true']);
  });
});

describe('[T5] year_to_date adds up the year so far', () => {
  const program = () =>
    programOf(
      values(
        '  sampai: year_to_date(terbit)\n  ikm_nol: ikm ?? 0\n  semua_ikm: year_to_date(ikm_nol)\n  ikm_ini: year_to_date(ikm)\n',
      ).replace(
        'ikm_ini: year_to_date(ikm)',
        'ikm_ini: if year_to_date(ikm) is missing then missing else year_to_date(ikm)',
      ),
    );

  test('of this year, up to this period, whatever comes after', async () => {
    const rows = [
      row('2025-Q4', 1000),
      row('2026-Q1', 1),
      row('2026-Q2', 20),
      row('2026-Q3', 300),
      row('2026-Q4', 999),
    ];
    expect(only(await run(await program(), rows), 'sampai')).toBe('321');
    // A period without a row adds nothing.
    expect(only(await run(await program(), [row('2026-Q1', 1), row('2026-Q3', 300)]), 'sampai')).toBe('301');
  });

  test('a missing element makes it missing, unless it is handled within', async () => {
    const rows = [row('2026-Q1', 1, 70), row('2026-Q2', 1), row('2026-Q3', 1, 80)];
    const found = await run(await program(), rows);
    expect(only(found, 'ikm_ini')).toBe('missing');
    expect(only(found, 'semua_ikm')).toBe('150');
  });
});

describe('[N5] a missing actual is carried from earlier periods', () => {
  const rules = (missing: string) =>
    ruleset(
      INPUTS,
      `indicators:
  kepuasan:
    polarity: maximize
    actual: ikm
    target: 80
    achievement: actual / target * 100
    clamp: "[0..120]"
    round: { digits: 2, mode: half_up }
    weight: 100
    missing: ${missing}
scores:
  hasil_kerja: { value: weighted_mean(indicators), round: { digits: 2, mode: half_up } }
`,
    );

  async function carried(missing: string, rows: readonly RowData[]): Promise<string> {
    const found = await run(await programOf(rules(missing)), rows);
    const indicator = found.rows[0]?.indicators[0];
    if (!indicator) return only(found, 'hasil_kerja');
    return `${indicator.state} ${outcome(indicator.actual)} ${outcome(indicator.achievement)} ${indicator.carriedFrom}`;
  }

  const now = row('2026-Q3', 1);

  test('the newest within so many periods; its own actual comes first', async () => {
    const both = [now, row('2026-Q2', 1, 60), row('2026-Q1', 1, 40)];
    expect(await carried('{ carry: 2, else: exclude }', both)).toBe('carried 60 75 2026-Q2');
    expect(await carried('{ carry: 2, else: exclude }', [now, row('2026-Q2', 1), row('2026-Q1', 1, 40)])).toBe(
      'carried 40 50 2026-Q1',
    );
    expect(await carried('{ carry: 2, else: exclude }', [row('2026-Q3', 1, 80), ...both.slice(1)])).toBe(
      'scored 80 100 null',
    );
  });

  test('a carried actual is not carried on: two periods back is beyond one', async () => {
    const rows = [now, row('2026-Q2', 1), row('2026-Q1', 1, 40)];
    expect(await carried('{ carry: 1, else: exclude }', rows)).toBe('excluded missing missing null');
  });

  test.each([
    ['reject', 'TK701'],
    ['zero_score', 'zero_scored missing 0 null'],
    ['exclude', 'excluded missing missing null'],
  ])('nothing within reach: the named fallback %s decides', async (fallback, expected) => {
    expect(await carried(`{ carry: 1, else: ${fallback} }`, [now])).toBe(expected);
  });
});

describe('[T1] identity is key and period; other periods are read only where a rule reads them', () => {
  const reading = () => programOf(values('  lalu: previous(terbit) ?? 0 izin\n'));

  test('a broken row of an earlier period rejects only who needs it, with that row’s own reason', async () => {
    const rows = [
      row('2026-Q3', 1),
      row('2026-Q3', 2, undefined, '2'),
      row('2026-Q2', -5),
      row('2026-Q2', 7, undefined, '2'),
    ];
    const found = await run(await reading(), rows);
    expect(found.rejects.map(({ key, findings }) => [key, findings.map(({ code }) => code)])).toEqual([
      ['1', ['TK714', 'TK605']],
    ]);
    expect(found.rows.map((one) => result(one, 'lalu'))).toEqual(['7']);
    expect(found.diagnostics.map(({ code, args }) => [code, args])).toEqual([['TK690', { count: 1, needed: 1 }]]);
    expect(found.summary).toMatchObject({ read: 2, scored: 1, rejected: 1, otherPeriods: 2, unusable: 1 });
  });

  test('where no rule reads it, a broken earlier row concerns nobody', async () => {
    const program = await programOf(values('  dua: terbit * 2\n'));
    const found = await run(program, [row('2026-Q3', 1), row('2026-Q2', -5)]);
    expect([found.summary.rejected, found.diagnostics]).toEqual([0, []]);
  });

  test('a key twice in an earlier period is refused for that key alone', async () => {
    const rows = [row('2026-Q3', 1), row('2026-Q2', 5), row('2026-Q2', 6)];
    const found = await run(await reading(), rows);
    expect(found.rejects[0]?.findings.map(({ code }) => code)).toEqual(['TK714', 'TK609', 'TK609']);
  });

  test('the history serves as rows of other periods do; the run’s own period in it is not read, and said', async () => {
    const found = await run(await reading(), [row('2026-Q3', 1)], '2026-Q3', [row('2026-Q2', 5), row('2026-Q3', 9)]);
    expect(only(found, 'lalu')).toBe('5');
    expect(found.summary.read).toBe(1);
    expect(found.diagnostics.map(({ code }) => code)).toEqual(['TK691']);
  });

  test('before the ruleset was in force there are data and no results', async () => {
    const text = values('  dua: terbit * 2\n  lalu: previous(terbit) ?? 0 izin\n  dua_lalu: previous(dua) ?? 0 izin\n');
    const program = await programOf(text.replace('inputs:', 'effective: { from: 2026-04-01 }\ninputs:'));
    const rows = [row('2026-Q1', 3), row('2026-Q2', 4), row('2026-Q3', 5)];
    const second = await run(program, rows, '2026-Q2');
    expect([only(second, 'lalu'), only(second, 'dua_lalu')]).toEqual(['3', '0']);
    expect(only(await run(program, rows, '2026-Q3'), 'dua_lalu')).toBe('8');
  });

  test('the order of the rows, and where they come from, changes nothing', async () => {
    const program = await programOf(
      values('  berjalan: terbit + (previous(berjalan) ?? 0)\n  sampai: year_to_date(terbit)\n'),
    );
    const periods = ['2025-Q4', '2026-Q1', '2026-Q2', '2026-Q3'];
    const rows = ['1', '2', '3'].flatMap((nip) =>
      periods.map((period, i) => row(period, Number(nip) * 10 + i, undefined, nip)),
    );
    const shown = ({ rows: scored }: CohortResult) =>
      scored.map((one) => `${one.key} ${result(one, 'berjalan')} ${result(one, 'sampai')}`).sort();
    const expected = shown(await run(program, rows));
    expect(expected[0]).toBe('1 46 36');
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(rows, { minLength: rows.length }), fc.boolean(), async (mixed, apart) => {
        const isOwn = (one: RowData) => 'period' in one && one.period === '2026-Q3';
        const found = apart
          ? await run(
              program,
              mixed.filter(isOwn),
              '2026-Q3',
              mixed.filter((one) => !isOwn(one)),
            )
          : await run(program, mixed);
        expect(shown(found)).toEqual(expected);
      }),
      { seed: 7, numRuns: 40 },
    );
  });
});

describe('[T1] in force at the period’s end, or at its start where the rule says so', () => {
  const dated = (at: string) =>
    ruleset(
      INPUTS,
      `parameters:
  target_izin:
    type: count
    unit: izin
${at === '' ? '' : `    at: ${at}\n`}    values:
      - { from: 2026-01-01, value: 10 izin }
      - { from: 2026-08-15, value: 20 izin }
indicators:
  lama:
    effective: { to: 2026-08-14 }
${at === '' ? '' : `    at: ${at}\n`}    polarity: maximize
    actual: terbit
    target: target_izin
    achievement: actual / target * 100
    clamp: "[0..200]"
    round: { digits: 2, mode: half_up }
    weight: 100
    missing: reject
  baru:
    effective: { from: 2026-08-15 }
${at === '' ? '' : `    at: ${at}\n`}    polarity: maximize
    actual: terbit
    target: target_izin
    achievement: actual / target * 100
    clamp: "[0..200]"
    round: { digits: 2, mode: half_up }
    weight: 100
    missing: reject
weights: total_100
scores:
  hasil_kerja: { value: weighted_mean(indicators), round: { digits: 2, mode: half_up } }
ratings:
  hasil:
    of: hasil_kerja
    domain: "[0..200]"
${at === '' ? '' : `    at: ${at}\n`}    bands:
      - { from: 2026-01-01, bands: { rendah: "[0..100)", tinggi: "[100..200]" } }
      - { from: 2026-08-15, bands: { rendah: "[0..50)", tinggi: "[50..200]" } }
`,
    );

  test.each([
    ['', '2026-Q2', ['100', 'tinggi', 'lama'], []],
    ['', '2026-Q3', ['50', 'tinggi', 'baru'], ['target_izin', 'lama', 'baru', 'hasil']],
    ['start', '2026-Q3', ['100', 'tinggi', 'lama'], ['target_izin', 'lama', 'baru', 'hasil']],
    ['', '2026-Q4', ['50', 'tinggi', 'baru'], []],
  ])('at: %s in %s', async (at, period, expected, changing) => {
    const found = await run(await programOf(dated(at)), [row(period, 10)], period);
    const [one] = found.rows;
    if (!one) throw new Error('rejected');
    const scored = one.indicators.filter(({ state }) => state === 'scored').map(({ name }) => name);
    expect([result(one, 'hasil_kerja'), result(one, 'hasil'), ...scored]).toEqual(expected);
    const warned = found.diagnostics.filter(({ code }) => code === 'TK698');
    expect(warned.map(({ args }) => ('name' in args ? args.name : ''))).toEqual(changing);
  });

  test('bands of every date are proven', async () => {
    expect(await errors(dated('').replace('rendah: "[0..50)"', 'rendah: "[0..40)"'))).toEqual(['TK501']);
  });

  test('a part of an indicator that is not always in force is read behind applies', async () => {
    const text = (value: string) => `${dated('')}values:\n  nilai_lama: ${value}\n`;
    expect(await errors(text('lama.score'))).toEqual(['TK410']);
    expect(await errors(text('if applies(lama) then lama.score else 0'))).toEqual([]);
  });

  test('weights are proven for every date: with both out of force nobody has an indicator', async () => {
    expect(
      await errors(dated('').replace('from: 2026-08-15 }\n    polarity', 'from: 2027-01-01 }\n    polarity')),
    ).toContain('TK526');
  });
});
