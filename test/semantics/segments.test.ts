import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CohortResult, type Program, type RowData, scoreCohort } from '../../src/index.ts';
import { outcome, programOf, result, ruleset } from './lab.ts';

/** A ruleset with a score of one indicator, a quota by unit, and eligibility by attendance. */
const rules = (groupAt: string, more = '') =>
  ruleset(
    `
  unit: { type: choice, of: [a, b] }
  mulai_tugas: { type: date, optional: true }
  selesai_tugas: { type: date, optional: true }
  poin: { type: decimal, digits: 2, range: "[0..100]", optional: true }
  kehadiran: { type: percent, digits: 2, range: "[0..100]", consolidate: average }
segments: { from: mulai_tugas, to: selesai_tugas, method: weight_by_days, group_at: ${groupAt} }`,
    `indicators:
  kerja:
    polarity: maximize
    actual: poin
    target: 100
    achievement: actual / target * 100
    round: { digits: 2, mode: half_up }
    weight: 100
    missing: exclude
    consolidate: average
scores:
  hasil_kerja:
    value: weighted_mean(indicators) / 3
    round: { digits: 2, mode: half_up }
awards:
  eligible: kehadiran >= 90 %
  tiers:
    - tier: piagam
      when: hasil_kerja >= 1
      quota: { count: 1, within: unit, order: [hasil_kerja desc, nip], ties: refuse }
  otherwise: tanpa
${more}`,
  );

const segment = (unit: string, from: string, to: string, poin?: number, kehadiran = 95, nip = '1'): RowData => ({
  nip,
  unit,
  period: '2026-Q3',
  ...(from === '' ? {} : { mulai_tugas: from }),
  ...(to === '' ? {} : { selesai_tugas: to }),
  ...(poin === undefined ? {} : { poin }),
  kehadiran,
});

const run = (program: Program, rows: readonly RowData[], period = '2026-Q3') => scoreCohort(program, rows, { period });

const codes = ({ rejects }: CohortResult) => rejects.flatMap(({ findings }) => findings.map(({ code }) => code));

describe('[T6] a transfer brings two rows in one period: segments, not duplicates', () => {
  /** July and August (62 days) in a, September (30 days) in b. */
  const TRANSFER = [segment('a', '', '2026-08-31', 90, 100), segment('b', '2026-09-01', '', 60, 80)];

  test('scores are weighted by days exactly, then rounded once', async () => {
    const { rows, summary } = await run(await programOf(rules('end')), TRANSFER);
    const [row] = rows;
    if (!row) throw new Error('rejected');
    // (30 · 62 + 20 · 30) / 92 = 26.739…
    expect(result(row, 'hasil_kerja')).toBe('1337/50');
    expect(summary).toMatchObject({ read: 1, scored: 1, rejected: 0, combined: 1 });
    expect(row.parts.map(({ evaluation }) => evaluation.record.fields.get('unit'))).toEqual(['a', 'b']);
    // The achievement likewise: (90 · 62 + 60 · 30) / 92. There is no single actual.
    expect(outcome(row.indicators[0]?.achievement)).toBe('4011/50');
    expect(outcome(row.indicators[0]?.actual)).toBe('not_applicable');
  });

  test('what is rounded by segments first would be another result', async () => {
    const rows = [segment('a', '', '2026-08-31', 10.01), segment('b', '2026-09-01', '', 9.99)];
    const { rows: scored } = await run(await programOf(rules('end')), rows);
    // (3.33666… · 62 + 3.33 · 30) / 92 = 3.3345; of 3.34 and 3.33 it would be 3.3367, which rounds to 3.34.
    expect(scored[0] && result(scored[0], 'hasil_kerja')).toBe('333/100');
  });

  test('a number that is read beside the scores goes by its own rule: 100 % and 80 % by days', async () => {
    const { rows } = await run(await programOf(rules('end')), TRANSFER);
    // (100 · 62 + 80 · 30) / 92 = 93.48: eligible; the last row alone would not be.
    expect(rows[0]?.award?.name).toBe('piagam');
  });

  test.each([
    ['end', 'b'],
    ['longest', 'a'],
  ])('group_at: %s says whose quota counts', async (groupAt, unit) => {
    const program = await programOf(rules(groupAt));
    const rival = (of: string) => segment(of, '', '', 100, 95, '2');
    const inUnit = await run(program, [...TRANSFER, rival(unit)]);
    expect(inUnit.rows.map(({ award }) => award?.name)).toEqual(['tanpa', 'piagam']);
    const apart = await run(program, [...TRANSFER, rival(unit === 'a' ? 'b' : 'a')]);
    expect(apart.rows.map(({ award }) => award?.name)).toEqual(['piagam', 'piagam']);
  });

  test('a segment that was not assessed has no part in the score, and all of them none makes it missing', async () => {
    const program = await programOf(rules('end'));
    const one = await run(program, [segment('a', '', '2026-08-31', 90), segment('b', '2026-09-01', '')]);
    expect(one.rows[0] && result(one.rows[0], 'hasil_kerja')).toBe('30');
    const none = await run(program, [segment('a', '', '2026-08-31'), segment('b', '2026-09-01', '')]);
    expect(none.rows[0]?.state).toBe('not_assessed');
  });

  test.each([
    ['an overlap', [segment('a', '', '2026-08-31', 1), segment('b', '2026-08-31', '', 1)], 'TK695'],
    ['a gap', [segment('a', '', '2026-08-30', 1), segment('b', '2026-09-01', '', 1)], 'TK696'],
    ['both for all of it', [segment('a', '', '', 1), segment('b', '', '', 1)], 'TK695'],
    ['beyond the period', [segment('a', '2026-06-30', '2026-08-31', 1), segment('b', '2026-09-01', '', 1)], 'TK697'],
    ['backwards', [segment('a', '2026-08-31', '2026-08-01', 1)], 'TK697'],
  ])('%s is a finding that rejects the record, once', async (_, rows, code) => {
    const found = await run(await programOf(rules('end')), rows);
    expect(codes(found)).toEqual([code]);
    expect(found.summary).toMatchObject({ read: 1, rejected: 1, combined: rows.length - 1 });
  });

  test('a row that cannot be read rejects the record with that reason', async () => {
    const found = await run(await programOf(rules('end')), [
      segment('a', '', '2026-08-31', 101),
      segment('b', '2026-09-01', '', 1),
    ]);
    expect(codes(found)).toEqual(['TK605']);
  });

  test('who joined in mid-period has one segment; without segments two rows are refused as before', async () => {
    const late = await run(await programOf(rules('end')), [segment('a', '2026-09-01', '', 60)]);
    expect(late.rows[0] && result(late.rows[0], 'hasil_kerja')).toBe('20');
    const without = await programOf(rules('end').replace(/segments:.*\n/, ''));
    expect(codes(await run(without, TRANSFER))).toEqual(['TK609', 'TK609']);
  });

  test('an earlier period in segments is read as a whole', async () => {
    const program = await programOf(rules('end', 'values:\n  lalu: previous(hasil_kerja) ?? 0\n'));
    const now = { ...segment('b', '', '', 50), period: '2026-Q4' };
    const { rows } = await run(program, [...TRANSFER, now], '2026-Q4');
    expect(rows[0] && result(rows[0], 'lalu')).toBe('1337/50');
  });

  test('in a year a divided quarter counts as one: its segments by days, then the mean of the quarters', async () => {
    const program = await programOf(rules('end'));
    const fourth = { ...segment('b', '', '', 30), period: '2026-Q4' };
    const { rows, summary } = await run(program, [...TRANSFER, fourth], '2026');
    // ((90 · 62 + 60 · 30) / 92 + 30) / 2 = 55.108…; three rows with the same weight would give 60.
    expect(outcome(rows[0]?.indicators[0]?.actual)).toBe('2535/46');
    expect(outcome(rows[0]?.indicators[0]?.achievement)).toBe('5511/100');
    expect(summary).toMatchObject({ read: 1, combined: 2 });
  });

  test('the order of the rows changes nothing', async () => {
    const program = await programOf(rules('longest'));
    const rows = ['1', '2', '3'].flatMap((nip) => [
      segment('a', '', '2026-07-31', 90, 95, nip),
      segment('b', '2026-08-01', '2026-08-31', 70 + Number(nip), 95, nip),
      segment('a', '2026-09-01', '', 50, 95, nip),
    ]);
    const shown = ({ rows: scored }: CohortResult) =>
      scored.map((one) => `${one.key} ${result(one, 'hasil_kerja')} ${one.award?.name}`).sort();
    const expected = shown(await run(program, rows));
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(rows, { minLength: rows.length }), async (mixed) => {
        expect(shown(await run(program, mixed))).toEqual(expected);
      }),
      { seed: 11, numRuns: 30 },
    );
  });
});
