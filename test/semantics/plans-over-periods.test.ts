import { describe, expect, test } from 'vitest';
import { explain, type RowData, type ScoreRow, scoreCohort } from '../../src/index.ts';
import { outcome, programOf, result, ruleset } from './lab.ts';

/** Rows of a plan with weights of 100 in all; what was done is added up over quarters. */
const RULES = ruleset(
  `  unit: { type: choice, of: [a, b] }
  mulai_tugas: { type: date, optional: true }
  selesai_tugas: { type: date, optional: true }
segments: { from: mulai_tugas, to: selesai_tugas, method: weight_by_days, group_at: end }`,
  `details:
  aduan:
    max_rows: 20
    columns:
      tepat: { type: flag }
indicators:
  tugas:
    polarity: maximize
    template: { type: count, range: "[1..1000]", max_rows: 3, optional: true }
    revision: latest
    achievement: actual / target * 100
    round: { digits: 2, mode: half_up }
    missing: exclude
    consolidate: sum
  tindak_lanjut:
    polarity: maximize
    actual: if count(aduan) = 0 then missing else percent(count(aduan where tepat), count(aduan))
    achievement: points(actual)
    round: { digits: 2, mode: half_up }
    weight: 20
    missing: exclude
    consolidate: ratio_of_sums
weights: total_100
scores:
  hasil: { value: weighted_mean(indicators), round: { digits: 2, mode: half_up } }`,
);

const QUARTERS = [1, 2, 3, 4].map((quarter) => `2026-Q${quarter}`);
const staff = (period: string, more: object = {}): RowData => ({ nip: '1', period, unit: 'a', ...more });
const planned = (no: string, target: number, weight: number, more: object = {}): RowData => ({
  nip: '1',
  no,
  indicator: 'tugas',
  title: no,
  target,
  weight,
  ...more,
});
const done = (period: string, no: string, actual: number): RowData => ({ nip: '1', period, no, actual });

async function yearOf(
  rows: readonly RowData[],
  plan: readonly RowData[],
  actuals: readonly RowData[],
  aduan: readonly RowData[] = [],
): Promise<ScoreRow> {
  const program = await programOf(RULES);
  const { rows: scored, rejects } = await scoreCohort(program, rows, {
    period: '2026',
    plan,
    actuals,
    details: { aduan: [...OTHERS, ...aduan] },
  });
  expect(rejects).toEqual([]);
  const [row] = scored;
  if (!row) throw new Error('not scored');
  return row;
}

/** Complaints about somebody else, so that details of every quarter have been brought. */
const OTHERS = QUARTERS.map((period): RowData => ({ nip: '2', period, tepat: true }));

const parts = (row: ScoreRow, name: string) => {
  const found = row.indicators.find((indicator) => indicator.name === name);
  return [found?.actual, found?.target, found?.achievement, found?.weight].map(outcome);
};

describe('[T3] [T6] [G6] work plans in a longer period', () => {
  test('the work of a quarter in two units is one work: 10 + 10 + 4 + 10 of 40, not the 4 twice', async () => {
    const rows = QUARTERS.flatMap((period) =>
      period === '2026-Q3'
        ? [staff(period, { selesai_tugas: '2026-08-31' }), staff(period, { unit: 'b', mulai_tugas: '2026-09-01' })]
        : [staff(period)],
    );
    const actuals = QUARTERS.map((period) => done(period, '1', period === '2026-Q3' ? 4 : 10));
    const aduan = ['2026-Q1', '2026-Q3', '2026-Q3', '2026-Q3'].map((period, index) => ({
      nip: '1',
      period,
      tepat: index === 0,
    }));
    const row = await yearOf(rows, [planned('1', 10, 80)], actuals, aduan);
    expect(parts(row, 'tugas.1')).toEqual(['34', '40', '85', '80']);
    // One of four complaints, not one of seven.
    expect(parts(row, 'tindak_lanjut')[0]).toBe('25');
    // (85 · 80 + 25 · 20) / 100
    expect(result(row, 'hasil')).toBe('73');
  });

  test('a row that another follows keeps its own member, and half a year of it weighs half', async () => {
    const plan = [
      planned('1', 10, 60, { to: '2026-06-30' }),
      planned('2', 100, 20),
      planned('3', 5, 60, { from: '2026-07-01' }),
    ];
    const actuals = QUARTERS.flatMap((period) => [
      period < '2026-Q3' ? done(period, '1', 9) : done(period, '3', 6),
      done(period, '2', 100),
    ]);
    const row = await yearOf(
      QUARTERS.map((period) => staff(period)),
      plan,
      actuals,
    );
    expect(parts(row, 'tugas.1')).toEqual(['18', '20', '90', '30']);
    expect(parts(row, 'tugas.2')).toEqual(['400', '400', '100', '20']);
    expect(parts(row, 'tugas.3')).toEqual(['12', '10', '120', '30']);
    // (90 · 30 + 100 · 20 + 120 · 30) / 80, for nobody complained.
    expect(result(row, 'hasil')).toBe('415/4');
    // The explanation names all three rows, the one that ended in June too.
    expect(JSON.stringify(explain(row, 'id'))).toMatch(/"1".*"2".*"3"/);
  });

  test('within a quarter only what holds in it stands behind members', async () => {
    const program = await programOf(RULES);
    const plan = [planned('1', 10, 80, { to: '2026-06-30' }), planned('2', 4, 80, { from: '2026-07-01' })];
    const { rows } = await scoreCohort(program, [staff('2026-Q3')], {
      period: '2026-Q3',
      plan,
      actuals: [done('2026-Q3', '2', 4)],
      details: { aduan: [] },
    });
    expect(rows[0] && parts(rows[0], 'tugas.1')).toEqual(['4', '4', '100', '80']);
  });
});
