import { describe, expect, test } from 'vitest';
import { type Program, type RowData, scoreCohort } from '../../src/index.ts';
import { outcome, programOf, result, ruleset } from './lab.ts';

const INPUTS = `
  jabatan: { type: choice, of: [loket, arsip], optional: true }
  terbit: { type: count, unit: izin, max: 10_000, optional: true }
  diterima: { type: count, unit: izin, max: 10_000, optional: true }
  kehadiran: { type: percent, digits: 2, range: "[0..100]", optional: true, consolidate: average }`;

function rules(consolidate: string, more = ''): string {
  return ruleset(
    INPUTS,
    `indicators:
  ketepatan:
    polarity: maximize
    actual: if terbit is missing or diterima is missing or diterima = 0 then missing else percent(terbit, diterima)
    target: 100 %
    achievement: actual / target * 100
    round: { digits: 2, mode: half_up }
    weight: 100
    missing: exclude
    consolidate: ${consolidate}
scores:
  hasil_kerja:
    value: weighted_mean(indicators)
    round: { digits: 2, mode: half_up }
${more}`,
  );
}

const quarter = (nip: string, number: number, terbit?: number, diterima?: number, more: object = {}): RowData => ({
  nip,
  period: `2026-Q${number}`,
  ...(terbit === undefined ? {} : { terbit }),
  ...(diterima === undefined ? {} : { diterima }),
  ...more,
});

/** The four quarters. */
const YEAR = [
  [90, 95],
  [3, 10],
  [200, 201],
  [150, 150],
].map(([terbit, diterima], index) => quarter('1', index + 1, terbit, diterima));

async function run(program: Program, rows: readonly RowData[], period = '2026') {
  return scoreCohort(program, rows, { period });
}

async function yearOf(consolidate: string, rows: readonly RowData[] = YEAR): Promise<string> {
  const { rows: scored, rejects } = await run(await programOf(rules(consolidate)), rows);
  const [row] = scored;
  if (!row) return rejects.flatMap(({ findings }) => findings.map(({ code }) => code)).join(' ');
  return result(row, 'hasil_kerja');
}

const decimal = (text: string) => Number(text.split('/').reduce((a, b) => String(Number(a) / Number(b))));

describe('[T3] a longer period takes the unrounded actuals together and scores once', () => {
  test('the mean of the quarters and the ratio of their sums are two results', async () => {
    expect(decimal(await yearOf('average'))).toBe(81.06);
    expect(decimal(await yearOf('ratio_of_sums'))).toBe(97.15);
  });

  test.each([
    // Targets are added up as well: 324.24 of 400.
    ['sum', 81.06],
    ['last', 100],
    ['max', 100],
    ['min', 30],
    ['average_of_scores', 81.06],
    // Each quarter first rounded to whole percents: 95, 30, 100, 100.
    ['{ method: average, round: { digits: 0, mode: half_up } }', 81.25],
  ])('%s', async (consolidate, expected) => {
    expect(decimal(await yearOf(consolidate))).toBe(expected);
  });

  test('scored once is not the mean of the rounded scores', async () => {
    const rows = [quarter('1', 1, 13, 800), quarter('1', 2, 81, 5000)];
    // Exactly (1.625 + 1.62) / 2 = 1.6225; the scores are 1.63 and 1.62, and their mean 1.625.
    expect(decimal(await yearOf('average', rows))).toBe(1.62);
    expect(decimal(await yearOf('average_of_scores', rows))).toBe(1.63);
  });

  test('the order of the rows changes nothing', async () => {
    expect(await yearOf('last', [...YEAR].reverse())).toBe('100');
    expect(decimal(await yearOf('average', [...YEAR].reverse()))).toBe(81.06);
  });

  test('one record of four rows: the counts add up', async () => {
    const program = await programOf(rules('average'));
    const other = quarter('1', 4, 1, 2, { period: '2025-Q4' });
    const { summary } = await run(program, [...YEAR, quarter('2', 3, 1, 2), other]);
    expect(summary).toMatchObject({ read: 2, scored: 2, rejected: 0, combined: 3, otherPeriods: 1 });
  });

  test('a late joiner counts by the periods with a row, never by zeros', async () => {
    expect(decimal(await yearOf('average', YEAR.slice(2)))).toBe(99.75);
    expect(decimal(await yearOf('ratio_of_sums', YEAR.slice(2)))).toBe(99.72);
  });

  test('a period without an actual is left out, and its target with it', async () => {
    const rows = [quarter('1', 1, 90, 95), quarter('1', 2), quarter('1', 3, 0, 0)];
    expect(decimal(await yearOf('average', rows))).toBe(94.74);
    expect(decimal(await yearOf('ratio_of_sums', rows))).toBe(94.74);
  });

  test('the indicator needs so many periods, and otherwise its `missing` decides', async () => {
    const program = await programOf(rules('{ method: average, at_least: 3 }'));
    const { rows } = await run(program, [...YEAR, quarter('2', 1, 1, 2), quarter('2', 2, 1, 2)]);
    expect(rows.map(({ state }) => state)).toEqual(['scored', 'not_assessed']);
    expect(rows[1]?.indicators[0]?.state).toBe('excluded');
  });

  test.each([
    ['reject', 'TK699'],
    ['not_assessed', 'missing'],
  ])('everybody needs so many periods: fewer: %s', async (fewer, expected) => {
    const text = `consolidation: { at_least: 2, fewer: ${fewer} }\n${rules('average')}`;
    const program = await programOf(text.replace(/^(consolidation.*\n)(takar: 1\n)/, '$2$1'));
    const { rows, rejects } = await run(program, [...YEAR, quarter('2', 1, 1, 2)]);
    const second = rows[1];
    const found = second ? result(second, 'hasil_kerja') : rejects[0]?.findings.map(({ code }) => code).join();
    expect(found).toBe(expected);
    if (second) expect(second.state).toBe('not_assessed');
  });

  test('without consolidate such a run is an error that names the indicators', async () => {
    const program = await programOf(rules('average').replace(/ {4}consolidate: average\n/, ''));
    await expect(run(program, YEAR)).rejects.toThrow(/TK692.*ketepatan/);
  });

  test('a number that eligibility reads needs a rule of its own; a choice takes the last period', async () => {
    const awards = `awards:
  eligible: (kehadiran ?? 0 %) >= 95 % and (jabatan ?? arsip) = loket
  tiers: [{ tier: piagam, when: hasil_kerja >= 1 }]
  otherwise: tanpa
`;
    const program = await programOf(rules('average', awards));
    const rows = YEAR.map((row, index) => ({
      ...row,
      kehadiran: [100, 90, 95, 95][index],
      jabatan: index === 3 ? 'loket' : 'arsip',
    }));
    const { rows: scored } = await run(program, rows);
    expect(scored[0]?.award?.name).toBe('piagam');
    const without = await programOf(rules('average', awards).replace(', consolidate: average }', ' }'));
    await expect(run(without, rows)).rejects.toThrow(/TK693.*kehadiran/);
  });

  test.each([
    ['an earlier period', 'average', 'hasil_kerja > (previous(hasil_kerja) ?? 0)', /TK694.*previous/],
    [
      'a single actual where scores are averaged',
      'average_of_scores',
      '(ketepatan.actual ?? 0 %) > 5 %',
      /TK694.*ketepatan\.actual/,
    ],
  ])(
    '%s has no meaning for the year as a whole, and is refused where it would decide',
    async (_, method, condition, expected) => {
      const awards = `awards:
  eligible: "${condition}"
  tiers: [{ tier: piagam, when: hasil_kerja >= 1 }]
  otherwise: tanpa
`;
      const program = await programOf(rules(method, awards));
      await expect(run(program, YEAR)).rejects.toThrow(expected);
      // In a quarter by itself it is as good as any condition.
      expect((await run(program, YEAR, '2026-Q4')).summary.scored).toBe(1);
    },
  );

  test('a named value that hangs on single rows is shown as not applicable, never as that of the last one', async () => {
    const program = await programOf(rules('average', 'values:\n  selisih: (diterima ?? 0) - (terbit ?? 0)\n'));
    const year = await run(program, YEAR);
    expect(year.rows[0] && result(year.rows[0], 'selisih')).toBe('not_applicable');
    const last = await run(program, YEAR, '2026-Q1');
    expect(last.rows[0] && result(last.rows[0], 'selisih')).toBe('5');
  });

  test('a row without its period cannot be placed', async () => {
    const program = await programOf(rules('average'));
    const { rejects, summary } = await run(program, [...YEAR, { nip: '2', terbit: 1, diterima: 2 }]);
    expect(rejects.map(({ key, findings }) => [key, findings.map(({ code }) => code)])).toEqual([['2', ['TK606']]]);
    expect(summary).toMatchObject({ read: 2, scored: 1, rejected: 1 });
  });

  test('an indicator counts where it applied in some of the periods: nothing vanishes with a transfer', async () => {
    const text = rules('average')
      .replace('of: [loket, arsip], optional: true', 'of: [loket, arsip]')
      .replace('    polarity', '    applies: jabatan = loket\n    polarity')
      .replace(
        'scores:',
        `  arsip_rapi:
    applies: jabatan = arsip
    polarity: maximize
    actual: kehadiran
    target: 100 %
    achievement: actual / target * 100
    round: { digits: 2, mode: half_up }
    weight: 100
    missing: reject
    consolidate: last
scores:`,
      );
    const program = await programOf(text);
    const rows = YEAR.map((row, index) => ({ ...row, jabatan: index < 2 ? 'loket' : 'arsip', kehadiran: 80 }));
    const { rows: scored } = await run(program, rows);
    const [row] = scored;
    if (!row) throw new Error('rejected');
    expect(row.indicators.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'ketepatan scored',
      'arsip_rapi scored',
    ]);
    // (90/95 + 3/10) / 2 = 62.37 for the first half, 80 for the second, with equal weights.
    expect(decimal(result(row, 'hasil_kerja'))).toBe(71.19);
    expect(row.record.fields.get('jabatan')).toBe('arsip');
  });

  test('a rejected quarter rejects the year, with its own reason', async () => {
    const program = await programOf(rules('average'));
    const rows = [...YEAR.slice(1), quarter('1', 1, -5, 10)];
    const { rejects, summary } = await run(program, rows);
    expect(rejects.flatMap(({ findings }) => findings.map(({ code }) => code))).toEqual(['TK605']);
    expect(summary).toMatchObject({ read: 1, rejected: 1 });
  });

  test('a half-year of a quarterly ruleset, a quarter of a monthly one', async () => {
    const program = await programOf(rules('average'));
    const half = await run(program, YEAR, '2026-S2');
    expect(half.rows[0] && decimal(result(half.rows[0], 'hasil_kerja'))).toBe(99.75);
    const monthly = await programOf(rules('sum').replace('period: quarter', 'period: month'));
    const months = [7, 8, 9].map((month) => quarter('1', 1, 1, 4, { period: `2026-0${month}` }));
    const third = await run(monthly, months, '2026-Q3');
    expect(third.rows[0] && outcome(third.rows[0].indicators[0]?.actual)).toBe('75');
    expect(third.rows[0] && outcome(third.rows[0].indicators[0]?.target)).toBe('300');
  });
});
