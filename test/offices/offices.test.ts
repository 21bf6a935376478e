import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  explain,
  explanationText,
  type Program,
  type RowData,
  type ScoreRow,
  scoreCohort,
  scoreRow,
} from '../../src/index.ts';
import { runExamples } from '../../src/score/group-examples.ts';
import { openRuleset } from '../published/ruleset-files.ts';
import { outcome, result } from '../semantics/lab.ts';

const FOLDER = 'test/offices/';

async function program(name: string): Promise<Program> {
  const opened = await openRuleset(`${FOLDER}${name}.takar.yaml`);
  expect(opened.findings).toEqual([]);
  if (!opened.program) throw new Error(`${name} has no program`);
  return opened.program;
}

const rulesets = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.takar.yaml'))
  .map((name) => name.replace('.takar.yaml', ''));

test.each(rulesets)('%s: no finding, and its examples hold', async (name) => {
  const results = runExamples(await program(name));
  expect(results.length).toBeGreaterThan(0);
  expect(results.flatMap(({ findings }) => findings)).toEqual([]);
});

async function scored(of: Program, rows: readonly RowData[], period: string): Promise<readonly ScoreRow[]> {
  const { rows: found, rejects } = await scoreCohort(of, rows, { period });
  expect(rejects).toEqual([]);
  return found;
}

const value = (text: string) => text.split('/').reduce((a, b) => `${Number(a) / Number(b)}`);

describe('IKPA: the cumulative mean of deviations, which December copies from November', () => {
  const month = (number: number, penarikan: number, more: object = {}): RowData => ({
    satker: '1',
    period: `2026-${String(number).padStart(2, '0')}`,
    rencana: 1000,
    penarikan,
    pagu: 20_000,
    punya_kontrak: false,
    dispensasi: 0,
    ...more,
  });
  /** Deviations of 1 % in January, 2 % in February … 11 % in November, and 100 % in December. */
  const YEAR = Array.from({ length: 12 }, (_, index) => month(index + 1, index === 11 ? 0 : 1000 - 10 * (index + 1)));

  test('November is the mean of eleven months, December the same, not the mean of twelve', async () => {
    const of = await program('ikpa-deviasi');
    const [november] = await scored(of, YEAR, '2026-11');
    const [december] = await scored(of, YEAR, '2026-12');
    if (!november || !december) throw new Error('not scored');
    expect(result(november, 'rerata_deviasi')).toBe('6');
    expect(result(december, 'rerata_deviasi')).toBe('6');
    // (66 + 100) / 12 = 13.83 would be the wrong reading; the deviation of December alone does not count.
    expect(outcome(december.indicators[0]?.achievement)).toBe('94');
    expect(result(december, 'deviasi')).toBe('100');
    // Money drawn is added up, December's nothing included: 10,340 of 20,000.
    expect(outcome(december.indicators[1]?.achievement)).toBe('517/10');
  });

  test('an inactive indicator leaves with its weight: (15 · 94 + 20 · 51.7) / 35, and with it / 45', async () => {
    const of = await program('ikpa-deviasi');
    const active = YEAR.map((row) => ({ ...row, punya_kontrak: true, kontrak_tepat: 80 }));
    const [without] = await scored(of, YEAR, '2026-12');
    const [having] = await scored(of, active, '2026-12');
    expect(without && value(result(without, 'nilai_ikpa'))).toBe('69.83');
    expect(having && value(result(having, 'nilai_ikpa'))).toBe('72.09');
    expect(having && result(having, 'kategori_ikpa')).toBe('cukup');
  });

  test('without November December has nothing to copy and is handed back', async () => {
    const of = await program('ikpa-deviasi');
    const { rejects } = await scoreCohort(
      of,
      YEAR.filter((_, index) => index !== 10),
      { period: '2026-12' },
    );
    expect(rejects.flatMap(({ findings }) => findings.map(({ code }) => code))).toEqual(['TK701']);
  });

  test('the explanation names the months that were read', async () => {
    const of = await program('ikpa-deviasi');
    const [december] = await scored(of, YEAR, '2026-12');
    const [march] = await scored(of, YEAR, '2026-03');
    if (!march || !december) throw new Error('not scored');
    const text = explanationText(explain(march, 'id'), 'id');
    expect(text).toContain('sampai_dengan(deviasi) = 2026-01: 1; 2026-02: 2; 2026-03: 3');
    expect(explanationText(explain(december, 'id'), 'id')).toContain('periode_lalu(rerata_deviasi) = 2026-11: 6');
  });
});

describe('PP 46/2011: the aspect of time has a cliff at an efficiency of 24 percent', () => {
  test.each([
    [100, '76'],
    [76, '100'],
    [75, '75'],
    [130, '46'],
  ])('%i of 100 days gives %s', async (used, expected) => {
    const of = await program('pp46-waktu');
    const row = scoreRow(of, { nip: '1', waktu_target: 100, waktu_terpakai: used }, { period: '2013' }).value;
    expect(outcome(row?.indicators[0]?.achievement)).toBe(expected);
  });

  test('[V6] said to be better the faster, it is refused: 75 days score less than 76', async () => {
    const path = `${FOLDER}pp46-waktu.takar.yaml`;
    const { findings } = await openRuleset(path, (text) =>
      text.replace('polarisasi: tanpa', 'polarisasi: makin_rendah'),
    );
    expect(findings.join()).toMatch(/TK51[23]/);
  });
});

describe('a year with a transfer', () => {
  const row = (quarter: number, more: object): RowData => ({
    nip: '1',
    period: `2026-Q${quarter}`,
    kehadiran: 100,
    ...more,
  });
  const counter = (terbit: number, diterima: number) => ({ unit_kerja: 'loket', terbit, diterima });
  const archive = (berkas_rapi: number) => ({ unit_kerja: 'arsip', berkas_rapi });
  /** At the counter until the end of July, then in the archive. */
  const YEAR = [
    row(1, counter(90, 100)),
    row(2, counter(190, 200)),
    row(3, { ...counter(40, 50), selesai_tugas: '2026-07-31', kehadiran: 70 }),
    row(3, { ...archive(81), mulai_tugas: '2026-08-01', kehadiran: 93 }),
    row(4, archive(99)),
  ];

  test('the divided quarter: 84.21 for 31 days and 90 for 61', async () => {
    const [third] = await scored(await program('tahun-mutasi'), YEAR, '2026-Q3');
    // (84.21 · 31 + 90 · 61) / 92 = 88.0490…
    expect(third && value(result(third, 'hasil_kerja'))).toBe('88.05');
    // (70 · 31 + 93 · 61) / 92 = 85.25 % of days present: not eligible.
    expect(third?.award?.state).toBe('not_eligible');
  });

  test('the year: what was done in either place counts, and the group is that of its end', async () => {
    const [year] = await scored(await program('tahun-mutasi'), YEAR, '2026');
    if (!year) throw new Error('not scored');
    // 320 of 350 permits are 91.43 %, of 95 % 96.24; (81 + 99) / 2 = 90 % of 90 % is 100.
    expect(year.indicators.map(({ achievement }) => value(outcome(achievement)))).toEqual(['96.24', '100']);
    // (96.24 · 60 + 100 · 40) / 100
    expect(value(result(year, 'hasil_kerja'))).toBe('97.74');
    // Presence: the third quarter is 85.25 % by days, and counts as one of four: 96.31 %.
    expect(year.award?.state).toBe('none');
    expect(year.record.fields.get('unit_kerja')).toBe('arsip');
    const text = explanationText(explain(year, 'id'), 'id');
    expect(text).toContain('dari beberapa baris: rasio_jumlah');
    expect(text).toContain('2026-Q3, 2026-07-01 sampai 2026-07-31 (31 hari)');
  });

  test('a single quarter is too little for a year', async () => {
    const [year] = await scored(await program('tahun-mutasi'), YEAR.slice(0, 1), '2026');
    expect(year?.state).toBe('not_assessed');
    expect(year?.award?.state).toBe('not_assessed');
  });
});

test('what a sensitive input was in an earlier period is not shown either', async () => {
  const path = `${FOLDER}tahun-mutasi.takar.yaml`;
  const { program: of } = await openRuleset(path, (text) =>
    text
      .replace('rentang: "[0..100]", konsolidasi: rerata }', 'rentang: "[0..100]", konsolidasi: rerata, rahasia: ya }')
      .replace('nilai:\n', 'hitungan:\n  hadir_lalu: periode_lalu(kehadiran) jika_kosong 0 %\nnilai:\n'),
  );
  if (!of) throw new Error('no program');
  const rows = [1, 2].map((quarter) => ({
    nip: '1',
    period: `2026-Q${quarter}`,
    unit_kerja: 'arsip',
    berkas_rapi: 90,
    kehadiran: 97.25,
  }));
  const [second] = await scored(of, rows, '2026-Q2');
  if (!second) throw new Error('not scored');
  expect(result(second, 'hadir_lalu')).toBe('389/4');
  const text = explanationText(explain(second, 'id'), 'id');
  expect(text).not.toContain('97,25');
  expect(text).toContain('periode_lalu(kehadiran)');
});
