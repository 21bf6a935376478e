import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeCsv } from '../bench/csv.mjs';
import { rulesetText } from '../bench/standard.mjs';
import { Harness } from './harness.ts';

const harness = new Harness();
beforeAll(() => harness.begin());
afterAll(() => harness.end());
const score = harness.score.bind(harness);
const sameBothWays = harness.sameBothWays.bind(harness);

/** A small ruleset with a bit of everything: choices with labels, flags, dates, optional inputs, a group of two inputs. */
const SMALL = `takar: 1
ruleset: small
period: quarter
inputs:
  nip: { type: text, key: true }
  dinas: { type: text }
  jabatan: { type: choice, of: { analis: { id: Analis Kebijakan }, staf: { id: Staf } } }
  aktif: { type: flag }
  mulai: { type: date }
  ukuran: { type: decimal, digits: 2, range: "[-50..150]", optional: true }
  rupiah: { type: money, range: "[0..9_000_000_000_000]" }
indicators:
  satu:
    applies: jabatan = analis
    polarity: maximize
    actual: ukuran
    target: 80
    achievement: actual / target * 100
    clamp: "[-60..120]"
    round: { digits: 2, mode: half_even }
    weight: 60
    missing: exclude
  dua:
    polarity: none
    actual: rupiah / 3
    target: 1_000_000 IDR
    achievement: actual / target * 100
    clamp: "[0..120]"
    round: { digits: 1, mode: up }
    weight: 40
    missing: reject
scores:
  total: { value: "weighted_mean(indicators)", round: { digits: 2, mode: half_down } }
values:
  lama: days_between(mulai, period.end)
ratings:
  band:
    of: total
    domain: "[-60..120]"
    bands: { rendah: "[-60..40)", sedang: "[40..80]", tinggi: "(80..120]" }
awards:
  eligible: aktif and lama >= 0 hari
  tiers:
    - tier: emas
      when: band = tinggi
      quota: { share: 50 %, rounding: up, of: eligible, within: [dinas, jabatan], order: [total desc, mulai asc], ties: TIES }
      grant: { piagam: "Piagam, emas", uang: { value: rupiah / 7, round: { digits: 0, mode: half_up } } }
    - tier: perak
      when: band in [sedang, tinggi]
      quota: { count: 2, within: dinas, order: [total desc], ties: TIES }
      grant: { piagam: perak }
    - tier: perunggu
      when: total > 10
  otherwise: tanpa
`;

/** Few different values, so that ties, borders and refusals are common. */
function smallRows(count: number, seed: number): string[][] {
  let state = seed;
  const next = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
  return Array.from({ length: count }, (_, i) => [
    `p${i}`,
    ['Dinas A', 'Dinas B', '"Dinas, C"', 'Dinas É'][next(4)] ?? '',
    ['analis', 'staf', 'Staf', 'analis kebijakan'][next(16) < 14 ? next(2) : next(4)] ?? '',
    ['1', '0', 'ya', 'TRUE'][next(8) < 6 ? 0 : next(4)] ?? '',
    ['2026-01-01', '2020-12-31', '2027-01-01', '2026-02-30'][next(30) < 28 ? next(2) : next(4)] ?? '',
    ['80', '80.00', '-40', '', '79.99', '64.005', '+5', '1e2'][next(20) < 18 ? next(5) : next(8)] ?? '',
    ['2400000', '3600000', '1', '9000000000000', 'Rp 500', '0'][next(20) < 18 ? next(2) : next(6)] ?? '',
  ]);
}

function csv(rows: readonly (readonly string[])[], delimiter = ',', lineEnd = '\n'): string {
  const header = ['nip', 'dinas', 'jabatan', 'aktif', 'mulai', 'ukuran', 'rupiah'];
  return [header, ...rows].map((cells) => `${cells.join(delimiter)}${lineEnd}`).join('');
}

describe('the bulk engine gives the very bytes of the ordinary way', () => {
  for (const quota of [true, false]) {
    for (const columns of ['all', 'summary']) {
      test(`standard work, quota ${quota}, ${columns}`, async () => {
        const file = path.join(harness.folder, 'standard.csv');
        writeCsv(file, 1500, { bad: 0.1, round: quota });
        const data = readFileSync(file, 'utf8');
        const { files } = await sameBothWays(rulesetText({ quota }), data, ['--columns', columns]);
        expect(files['out.csv']?.split('\n').length).toBeGreaterThan(1300);
        expect(files['rejects.csv']?.split('\n').length).toBeGreaterThan(30);
      });
    }
  }

  for (const ties of ['refuse', 'include', 'exclude']) {
    test(`ties: ${ties}`, async () => {
      const { files } = await sameBothWays(SMALL.replaceAll('TIES', ties), csv(smallRows(400, 7)), ['--lang', 'en']);
      expect(files['out.csv']).toContain('emas');
    });
  }

  test('more tiers with quotas than one number holds the steps of', async () => {
    const [head = '', tail = ''] = SMALL.split('  tiers:\n');
    const [, otherwise = ''] = tail.split('  otherwise:');
    const tiers = Array.from(
      { length: 14 },
      (_, i) =>
        `    - { tier: t${i}, when: total > ${20 - i}, quota: { count: ${1 + (i % 3)}, within: dinas, order: [total desc], ties: ${['refuse', 'include', 'exclude'][i % 3]} } }\n`,
    );
    const rules = `${head}  tiers:\n${tiers.join('')}  otherwise:${otherwise}`;
    const { files } = await sameBothWays(rules, csv(smallRows(400, 11)));
    expect(files['out.csv']).toContain('t12');
  });

  test('keys that stand twice, in all forms', async () => {
    const rows = smallRows(60, 3);
    rows[10] = [...(rows[10] ?? [])].with(0, 'p3');
    rows[20] = [...(rows[20] ?? [])].with(0, ' p3 ');
    rows[30] = [...(rows[30] ?? [])].with(0, 'p31');
    rows[40] = [...(rows[40] ?? [])].with(5, 'abc').with(0, 'p41');
    const { files } = await sameBothWays(SMALL.replaceAll('TIES', 'include'), csv(rows));
    expect(files['rejects.csv']?.match(/TK609/g)).toHaveLength(7);
  });

  test('semicolons, decimal commas, byte order mark, CRLF, blank lines', async () => {
    const rows = smallRows(50, 9).map((cells) => cells.map((cell, i) => (i === 5 ? cell.replace('.', ',') : cell)));
    rows[3] = [...(rows[3] ?? [])].with(6, '2.400.000');
    rows[4] = [...(rows[4] ?? [])].with(6, '24.00.000');
    rows[5] = [...(rows[5] ?? [])].with(0, '=1+1');
    const text = `\uFEFF${csv(rows, ';', '\r\n')}\r\n;;;;;;\r\n`;
    await sameBothWays(SMALL.replaceAll('TIES', 'exclude'), text, ['--locale', 'id']);
  });

  test('too many rejects: nothing is written', async () => {
    const columns = await sameBothWays(SMALL.replaceAll('TIES', 'exclude'), csv(smallRows(100, 5)), [
      '--fail-on-reject',
    ]);
    expect(columns.files).toEqual({});
  });

  test('what it cannot read goes the ordinary way, with its findings', async () => {
    for (const data of [`${csv(smallRows(5, 1))}p9,"open`, `${csv(smallRows(5, 1))}p9,lone"quote,\n`, csv([])]) {
      const exact = await score(SMALL.replaceAll('TIES', 'exclude'), data, 'exact');
      const { inBulk, ...columns } = await score(SMALL.replaceAll('TIES', 'exclude'), data, 'columns');
      expect({ ...columns, inBulk: false }).toEqual(exact);
    }
  });
});
