import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { scoreRow } from '../../src/index.ts';
import { judge, outcome, programOf, result } from './lab.ts';

const FOLDER = new URL('../cases/ruleset/good/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8');

describe('SKM of a unit from respondents (PermenPANRB 14/2017; Kota Metro)', () => {
  const TEXT = read('skm-responden.takar.yaml');
  const answers = ['u1', 'u2', 'u3', 'u4', 'u5', 'u6', 'u7', 'u8', 'u9'];

  /** So many respondents whose answers total so much, as evenly as can be. */
  function respondents(count: number, total: number): Record<string, string>[] {
    let left = total;
    let cells = count * answers.length;
    return Array.from({ length: count }, () =>
      Object.fromEntries(
        answers.map((name) => {
          const answer = Math.round(left / cells);
          left -= answer;
          cells--;
          return [name, `${answer}`];
        }),
      ),
    );
  }

  async function rated(text: string, count: number, total: number): Promise<string> {
    const program = await programOf(text);
    const responden = respondents(count, total);
    const { value, diagnostics } = scoreRow(program, { kode_unit: 'A' }, { period: '2026-S1', details: { responden } });
    if (!value) throw new Error(diagnostics.map(({ code }) => code).join(' '));
    return `${result(value, 'ikm')} ${result(value, 'mutu')}`;
  }

  const withWeight = (weight: string) =>
    TEXT.replace('rerata(responden.total) / 9', `rerata(responden.total) * ${weight}`);

  test.each([
    // Published for 16 respondents in 2021-S1, 28 in 2021 and 10 in 2020-S2: the weight of an element decides.
    [16, 512, '800/9', 'A', '88.8', 'A', '88', 'B'],
    [28, 891, '88.39', 'A', '88.3', 'B', '87.51', 'B'],
    [10, 278, '77.22', 'B', '77.15', 'B', '76.45', 'C'],
  ])('%i respondents totalling %i', async (count, total, ninth, a, third, b, second, c) => {
    const expected = ninth === '800/9' ? '88.89' : ninth;
    const decimal = async (text: string) => {
      const [number = '', band] = (await rated(text, count, total)).split(' ');
      const [over = '0', under = '1'] = number.split('/');
      return `${Number(over) / Number(under)} ${band}`;
    };
    expect(await decimal(TEXT)).toBe(`${expected} ${a}`);
    expect(await decimal(withWeight('0.111'))).toBe(`${third} ${b}`);
    expect(await decimal(withWeight('0.11'))).toBe(`${second} ${c}`);
  });

  test('88.3045 unrounded would fall between 88.30 and 88.31: the checker says so before any data', async () => {
    const raw = TEXT.replaceAll('pembulatan: { digit: 2, cara: setengah_ke_atas }', 'pembulatan: tanpa');
    const { codes } = await judge(raw);
    expect(codes).toContain('TK501');
  });

  test('nobody answered: no index, and neither 0 nor D', async () => {
    const program = await programOf(TEXT);
    const { value } = scoreRow(program, { kode_unit: 'B' }, { period: '2026-S1', details: { responden: [] } });
    expect(value?.state).toBe('not_assessed');
    expect(value && result(value, 'ikm')).toBe('missing');
  });
});

describe('TPP 60/40 with lateness bands per day and report misses', () => {
  const FILES = { 'berkas/potongan-terlambat.csv': read('berkas/potongan-terlambat.csv') };
  const TEXT = read('tpp-harian.takar.yaml');
  const day = (date: number, terlambat: number, lapor = true) => ({
    tanggal: `2026-07-${String(date).padStart(2, '0')}`,
    terlambat: `${terlambat}`,
    lapor,
  });

  async function scored(presensi: object[]): Promise<Record<string, string>> {
    const program = await programOf(TEXT, FILES);
    const data = { nip: '1', kinerja: '90', tpp_dasar: '5000000' };
    const { value, diagnostics } = scoreRow(program, data, { period: '2026-07', details: { presensi } });
    if (!value) return { refused: diagnostics.map(({ code }) => code).join(' ') };
    return Object.fromEntries([...value.results].map(([name, one]) => [name, outcome(one)]));
  }

  test('Permentan 68/2012 as printed has no row for 91 minutes: found, with the place in the CSV file’s table', async () => {
    const printed = { 'berkas/potongan-terlambat.csv': FILES['berkas/potongan-terlambat.csv'].replace('> 90', '> 91') };
    const { codes, program } = await judge(TEXT, printed);
    expect(codes).toEqual(['TK504']);
    expect(program).toBeUndefined();
    const overlapping = {
      'berkas/potongan-terlambat.csv': FILES['berkas/potongan-terlambat.csv'].replace('31..60', '30..60'),
    };
    expect((await judge(TEXT, overlapping)).codes).toEqual(['TK505']);
  });

  test('the cut is of each day by itself, not of the minutes of the month', async () => {
    // 30 + 31 minutes: 0.5 % and 1 %. Read together, 61 minutes would cost 1.5 % once, by chance the same; 3 days of
    // 20 minutes cost 3 × 0.5 %, and not the 1 % of 60 minutes.
    expect((await scored([day(1, 20), day(2, 20), day(3, 20)])).potongan_hadir).toBe('3/2');
    expect((await scored([day(1, 60)])).potongan_hadir).toBe('1');
    expect((await scored([day(1, 90), day(2, 91)])).potongan_hadir).toBe('7/2');
  });

  test.each([
    [0, '100'],
    [1, '90'],
    [5, '90'],
    [6, '85'],
    [10, '85'],
    [11, '80'],
  ])('PermenKLH 6/2025: %i days without a report leave %s %%', async (missed, factor) => {
    const days = Array.from({ length: 20 }, (_, i) => day(i + 1, 0, i >= missed));
    expect((await scored(days)).laporan).toBe(factor);
  });

  test('a day outside the month, and a day twice, reject the record', async () => {
    expect(await scored([{ ...day(1, 0), tanggal: '2026-08-01' }])).toEqual({ refused: 'TK610' });
    expect(await scored([day(1, 0), day(1, 30)])).toEqual({ refused: 'TK660 TK656' });
  });
});
