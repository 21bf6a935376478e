import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOTHING_SETTLED } from '../../src/bulk/cohort.ts';
import { prepare } from '../../src/bulk/prepare.ts';
import type { ChunkSpec } from '../../src/bulk/spec.ts';
import { ChunkReader } from '../../src/cli/bulk/chunk-reader.ts';
import { joined, type Local, type Numbered, type Scorers } from '../../src/cli/bulk/stretches.ts';
import { readCsvHeader } from '../../src/data/csv.ts';
import { planOf } from '../../src/integers/build.ts';
import { writeCsv } from '../bench/csv.mjs';
import { rulesetText } from '../bench/standard.mjs';
import { period } from '../exact/program.ts';
import { programOf } from '../laws/ruleset-text.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'takar-stretches-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Prepared {
  readonly spec: ChunkSpec;
  readonly file: string;
  readonly from: number;
}

async function prepared(): Promise<Prepared> {
  const file = path.join(folder, 'data.csv');
  writeCsv(file, 400, { bad: 0.3 });
  const { plan } = planOf(await programOf(rulesetText({ quota: false })), period('2026-Q3'));
  const header = readCsvHeader(readFileSync(file, 'utf8'));
  if (plan === null || header === undefined) throw new Error('nothing to prepare');
  const options = { period: period('2026-Q3'), language: 'id', locale: 'en', columns: 'summary' } as const;
  const { spec } = prepare(plan, { ...options, header: header.header, delimiter: header.delimiter }) ?? {};
  if (spec === undefined) throw new Error('beyond the bulk engine');
  return { spec, file, from: header.next };
}

/** Lines and odd rows in order, with the line on which each odd row stands. */
function contentOf(chunks: readonly Numbered[]): readonly string[] {
  const found: string[] = [];
  let line = 0;
  for (const { text, odd, oddAt, lines } of chunks) {
    let at = 0;
    for (const [i, row] of odd.entries()) {
      found.push(Buffer.from(text.subarray(at, oddAt[i])).toString());
      found.push(`odd ${line + row.line}: ${Buffer.from(row.bytes)}`);
      at = oddAt[i] ?? at;
    }
    found.push(Buffer.from(text.subarray(at)).toString());
    line += lines;
  }
  const rows = found.join('\n').replaceAll(/\n+/g, '\n').trim();
  return rows.split('\n');
}

async function inStretches({ spec, file, from }: Prepared, stretch: number): Promise<readonly Numbered[]> {
  const size = statSync(file).size;
  const open = openSync(file, 'r');
  const none: ReadonlySet<number> = new Set();
  const readers = [0, 1, 2].map(() => new ChunkReader(open, size, { spec, settled: NOTHING_SETTLED }));
  let turn = 0;
  let busy = 0;
  const crew: Scorers = {
    // Now and then nobody has time, and the asking thread must score itself.
    get hasRoom() {
      return busy < 2 && turn++ % 3 !== 0;
    },
    score: async (task) => {
      const thread = busy++;
      const result = readers[thread]?.run(task, none);
      await new Promise((resolve) => setTimeout(resolve, turn % 2));
      busy--;
      if (result === undefined) throw new Error('no reader');
      return { ...result, thread };
    },
    ready: async () => undefined,
  };
  const local = (task: Parameters<Local>[0]): Numbered => {
    const result = readers[2]?.run(task, none);
    if (result === undefined) throw new Error('no reader');
    return { ...result, thread: -1 };
  };
  const chunks: Numbered[] = [];
  for await (const chunk of joined({ path: file, from, size, changed: 0n, stretch, slots: [] }, crew, local, [])) {
    // Its text is good only until the next one is asked for.
    chunks.push({ ...chunk, text: chunk.text.slice() });
  }
  closeSync(open);
  return chunks;
}

test('wherever the file is cut, the same rows come out in the same order', async () => {
  const all = await prepared();
  const whole = contentOf(await inStretches(all, 1 << 22));
  expect(whole.length).toBeGreaterThan(350);
  expect(whole.filter((line) => line.startsWith('odd')).length).toBeGreaterThan(50);
  for (const stretch of [61, 100, 256, 257, 1000, 4096, 10_007]) {
    expect(contentOf(await inStretches(all, stretch))).toEqual(whole);
  }
});
