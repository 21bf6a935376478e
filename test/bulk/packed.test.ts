import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as zlib from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Io } from '../../src/cli/io.ts';
import { nodeIo } from '../../src/cli/node-io.ts';
import { run } from '../../src/cli/run.ts';
import { writeCsv } from '../bench/csv.mjs';
import { rulesetText } from '../bench/standard.mjs';

const KEPT = ['data.csv', 'r.takar.yaml'];
/** It listens to standard output: once is enough. */
const NODE = nodeIo();

describe('packed CSV is unpacked beside the results and then read as any file of any length', () => {
  let folder = '';
  const at = (name: string) => path.join(folder, name);
  const left = () => readdirSync(folder).filter((name) => !KEPT.includes(name));
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'takar-packed-'));
    writeFileSync(at('r.takar.yaml'), rulesetText());
    writeCsv(at('data.csv'), 400, { bad: 0.05 });
  });
  afterEach(() => {
    for (const name of left()) rmSync(at(name));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Runs one engine over a file and gives all that came of it. */
  async function score(name: string, engine: string) {
    let talk = '';
    let unpacked = 0;
    const io: Io = {
      ...NODE,
      environment: {},
      talkIsTerminal: false,
      talk: (text) => {
        talk += text;
      },
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
    };
    const files = ['out.csv', 'rejects.csv'];
    const [out = '', rejects = ''] = files.map(at);
    const args = ['score', at('r.takar.yaml'), '--data', at(name), '--period', '2026-Q3', '--out', out];
    const code = await run([...args, '--rejects', rejects, '--engine', engine, '--lang', 'en'], io);
    const there = left();
    const results = files.filter((file) => there.includes(file)).map((file) => readFileSync(at(file), 'utf8'));
    return { code, talk, results, unpacked, left: there.sort() };
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
      expect(exact.results).toHaveLength(2);
      expect(columns.left).toEqual([name, 'out.csv', 'rejects.csv'].sort());
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
