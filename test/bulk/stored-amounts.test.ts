import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parquetOf, scoreStored } from './stored.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'takar-stored-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const RULES = `takar: 1
ruleset: stored
period: quarter
inputs:
  nip: { type: text, key: true }
  kerja: { type: decimal, digits: 2, range: "[0..100]" }
  besaran: { type: money, range: "[0..10_000_000_000_000]" }
  telat: { type: percent, digits: 2, range: "[0..150]" }
  diputus: { type: choice, of: [kurang, cukup, baik], optional: true }
  alasan: { type: text, optional: true }
scores:
  akhir: { value: kerja, round: { digits: 1, mode: half_up } }
ratings:
  usulan:
    of: akhir
    domain: "[0..100]"
    bands: { kurang: "[0..50)", cukup: "[50..80)", baik: "[80..100]" }
decisions:
  predikat: { proposal: usulan, decision: diputus, reason: alasan }
amounts:
  tpp:
    base: "if predikat = baik then besaran else besaran / 3"
    deductions:
      - { name: telat, share: telat, of: base, round: { digits: 0, mode: half_up } }
      - { name: kedua, share: 12.5 %, of: remaining }
    round: { digits: 0, mode: down }
`;

const each = <T>(make: (row: number) => T) => Array.from({ length: 60 }, (_, row) => make(row));
const WORDS = [null, 'baik', 'cukup', 'kurang'];
const COLUMNS = [
  { name: 'nip', type: 'text', data: each((row) => `1990${String(1001 + row)}`) },
  { name: 'kerja', type: 'decimal', scale: 2, data: each((row) => BigInt((row * 1_237) % 10_000)) },
  { name: 'besaran', type: 'decimal', data: each((row) => 10n ** BigInt(row % 14) - BigInt(row % 2)) },
  { name: 'telat', type: 'decimal', scale: 2, data: each((row) => BigInt((row * 777) % 15_001)) },
  { name: 'diputus', type: 'text', data: each((row) => WORDS[row % 4]) },
  // Two without a reason are refused where the decision is another than the proposal.
  { name: 'alasan', type: 'text', data: each((row) => (row % 9 === 5 ? null : ['=x', 'a "b", c', 'é'][row % 3])) },
] as const;

test.each([undefined, 'csv'] as const)(
  'amounts and decisions of a Parquet file in DuckDB, written as %s',
  async (form) => {
    const data = parquetOf(COLUMNS);
    const written = form === undefined ? {} : { form };
    const exact = await scoreStored(folder, RULES, data, { engine: 'exact', ...written });
    const stored = await scoreStored(folder, RULES, data, { engine: 'takar', large: true, ...written });
    expect(stored.inDatabase).toBe(true);
    expect(stored).toEqual({ ...exact, inDatabase: true });
    expect(exact.table).toContain('predikat.reason');
    expect(exact.files['rejects.csv']).toContain('TK684');
  },
);
