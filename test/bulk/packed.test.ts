import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as zlib from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { writeCsv } from '../bench/csv.mjs';
import { rulesetText } from '../bench/standard.mjs';
import { NODE, RULES, score as scoreWith } from './run.ts';

const KEPT = ['data.csv', RULES];

describe('packed CSV is unpacked beside the results and then read as any file of any length', () => {
  let folder = '';
  const at = (name: string) => path.join(folder, name);
  const left = () =>
    readdirSync(folder)
      .filter((name) => !KEPT.includes(name))
      .sort();
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'takar-packed-'));
    writeFileSync(at(RULES), rulesetText());
    writeCsv(at('data.csv'), 400, { bad: 0.05 });
  });
  afterEach(() => {
    for (const name of left()) rmSync(at(name));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Runs one engine over a file and gives all that came of it. */
  async function score(name: string, engine: string) {
    let unpacked = 0;
    const found = await scoreWith(
      folder,
      { data: name, out: 'out.csv', engine, more: ['--lang', 'en'] },
      {
        bulk: async () => {
          const bulk = await NODE.bulk?.();
          if (!bulk) throw new Error('no files');
          return {
            ...bulk,
            unpacked: (...args) => {
              unpacked++;
              return bulk.unpacked(...args);
            },
          };
        },
      },
    );
    return { ...found, unpacked, left: left() };
  }

  const plain = () => readFileSync(at('data.csv'));
  const ways: [string, (() => Uint8Array) | undefined][] = [
    ['data.csv.gz', () => zlib.gzipSync(plain())],
    // As tools write that pack in several threads.
    [
      'DATA.CSV.GZ',
      () => Buffer.concat([zlib.gzipSync(plain().subarray(0, 999)), zlib.gzipSync(plain().subarray(999))]),
    ],
    ['data.csv.zst', 'zstdCompressSync' in zlib ? () => Object(zlib).zstdCompressSync(plain()) : undefined],
  ];
  for (const [name, pack] of ways) {
    test.skipIf(pack === undefined)(`the same results: ${name}`, async () => {
      if (pack) writeFileSync(at(name), pack());
      const exact = await score(name, 'exact');
      const columns = await score(name, 'columns');
      expect(columns).toEqual({ ...exact, unpacked: 1 });
      expect(exact.unpacked).toBe(0);
      expect(Object.keys(exact.files)).toHaveLength(3);
      expect(columns.left).toEqual([name, 'out.csv', 'rejects.csv', 'summary.json'].sort());
    });
  }

  test.skipIf('zstdCompressSync' in zlib)('zstd where Node has none', async () => {
    writeFileSync(at('data.csv.zst'), plain());
    const columns = await score('data.csv.zst', 'columns');
    expect(columns).toEqual({ ...(await score('data.csv.zst', 'exact')), unpacked: 1 });
    expect(columns).toMatchObject({ code: 2, left: ['data.csv.zst'] });
  });

  test('a packed file that is cut off, or none at all, is refused, and nothing stays', async () => {
    const whole = zlib.gzipSync(plain());
    for (const bytes of [whole.subarray(0, whole.length / 2), new TextEncoder().encode('nip,unit\n')]) {
      writeFileSync(at('data.csv.gz'), bytes);
      const columns = await score('data.csv.gz', 'columns');
      expect(columns).toEqual({ ...(await score('data.csv.gz', 'exact')), unpacked: 1 });
      expect(columns.code).toBe(2);
      expect(columns.talk).toContain('TK901');
      expect(columns.left).toEqual(['data.csv.gz']);
    }
  });
});
