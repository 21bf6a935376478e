import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { MemoryIo } from './memory-io.ts';

const RULES = `takar: 1
ruleset: baris
period: quarter
inputs:
  nip: { type: text, key: true }
  unit: { type: choice, of: { a: { id: Bidang A, en: Division A }, b: Bidang B } }
  izin: { type: count, unit: izin, range: "[0..1000]" }
  hadir: { type: percent, digits: 2, range: "(0..100]", title: Kehadiran }
  ikm: { type: decimal, digits: 2, range: "[1..4]", optional: true }
  lahir: { type: date, optional: true }
  tetap: { type: flag }
  hari: { type: days, applies: unit = a }
`;

async function schemaOf(text: string): Promise<object> {
  const io = new MemoryIo();
  io.put('r.takar.yaml', text);
  expect(await run(['export', 'r.takar.yaml', '--to', 'json-schema'], io)).toBe(0);
  const schema: unknown = JSON.parse(io.said);
  if (typeof schema !== 'object' || schema === null) throw new Error('no schema');
  return schema;
}

/** The codes with which reading refuses a row; a row that only lacks what applies to some is judged there alone. */
async function codesOf(row: object): Promise<readonly string[]> {
  const io = new MemoryIo();
  io.put('r.takar.yaml', RULES);
  io.put('d.jsonl', `${JSON.stringify(row)}\n`);
  await run(['score', 'r.takar.yaml', '--data', 'd.jsonl', '--period', '2026-Q3', '--out', 'o.csv'], io);
  return [...io.talked.matchAll(/(?:kesalahan|peringatan) (TK6\d\d)/g)].map(([, code]) => code ?? '');
}

const GOOD = { nip: '1', unit: 'b', izin: 5, hadir: 97.5, tetap: true };

describe('the schema of a row', () => {
  it.each<[string, object, boolean]>([
    ['a whole row', GOOD, true],
    ['all of it', { ...GOOD, unit: 'Bidang A', ikm: 3.5, lahir: '1990-03-31', hari: 2, period: '2026-Q3' }, true],
    ['nulls for what may be absent', { ...GOOD, ikm: null, lahir: null, hari: null }, true],
    ['a note of the officer', { ...GOOD, _catatan: 'lihat surat' }, true],
    ['no key', { ...GOOD, nip: undefined }, false],
    ['an empty key', { ...GOOD, nip: '' }, false],
    ['a choice of nobody', { ...GOOD, unit: 'c' }, false],
    ['half a permit', { ...GOOD, izin: 1.5 }, false],
    ['below the range', { ...GOOD, izin: -1 }, false],
    ['at an open end', { ...GOOD, hadir: 0 }, false],
    ['above the range', { ...GOOD, hadir: 100.5 }, false],
    ['a list', { ...GOOD, izin: [1] }, false],
    ['null for what is needed', { ...GOOD, izin: null }, false],
    ['a column of nobody', { ...GOOD, izinn: 1 }, false],
  ])('%s', async (_, row, fits) => {
    const valid = new Ajv2020({ strict: false, validateFormats: false }).compile(await schemaOf(RULES));
    const plain: unknown = JSON.parse(JSON.stringify(row));
    expect(valid(plain)).toBe(fits);
    expect((await codesOf(plain as object)).length === 0).toBe(fits);
  });
});
