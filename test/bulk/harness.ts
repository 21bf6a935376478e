import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import type { NumberedChunk, Walk } from '../../src/bulk/job.ts';
import type { BulkIo } from '../../src/cli/bulk/bulk-io.ts';
import { ChunkReader } from '../../src/cli/bulk/chunk-reader.ts';
import { nodeBulkIo } from '../../src/cli/bulk/files.ts';
import { whileSame } from '../../src/cli/bulk/seen.ts';
import {
  joined,
  type Local,
  type Numbered,
  type Scorers,
  type Stretches,
  scoredStretches,
} from '../../src/cli/bulk/stretches.ts';
import { clear, give, NODE, type Ran, REJECTS, RULES, score as run, SUMMARY } from './run.ts';

export interface Result extends Ran {
  /** Whether the bulk engine did it. */
  readonly inBulk: boolean;
  /** What else lies in the folder afterwards. */
  readonly left: readonly string[];
}

/** How the file is cut. */
export interface Way {
  /** Bytes that are scored at a time. */
  readonly stretch?: number | undefined;
  /** Stretches are scored ahead by two others, who do not know where rows begin. */
  readonly isCrew?: boolean;
  /** What happens to the file meanwhile: before each walk through it, counted from 1, and behind each of its stretches. */
  readonly meanwhile?: (file: string, walk: number, stretch: number) => void;
}

/** As threads do it, within this one. */
async function* byCrew(stretches: Stretches, walk: Walk): AsyncIterable<Numbered> {
  const open = openSync(stretches.path, 'r');
  const readers = [0, 1, 2].map(() => new ChunkReader(open, stretches.size, walk));
  const scored = (thread: number, task: Parameters<Local>[0], suspects: Iterable<number>): Numbered => {
    const reader = readers[thread];
    if (reader === undefined) throw new Error('no reader');
    return { ...reader.run(task, new Set(suspects)), thread };
  };
  let busy = 0;
  const crew: Scorers = {
    get hasRoom() {
      return busy < 2;
    },
    score: async (task, suspects) => {
      const result = scored(busy++, task, suspects);
      await new Promise((resolve) => setTimeout(resolve, 0));
      busy--;
      return result;
    },
    ready: async () => undefined,
  };
  const local: Local = (task) => ({ ...scored(2, task, walk.suspects), thread: -1 });
  try {
    yield* joined(stretches, crew, local, [...walk.suspects]);
  } finally {
    closeSync(open);
  }
}

/** Tells before anything is read, and behind each stretch. */
async function* told(chunks: AsyncIterable<NumberedChunk>, tell: (read: number) => void): AsyncIterable<NumberedChunk> {
  let read = 0;
  tell(read);
  for await (const chunk of chunks) {
    yield chunk;
    tell(++read);
  }
}

const DATA = 'data.csv';
const OUT = 'out.csv';

/** The files of Node, cut and meddled with in that way. */
async function bulkIn({ stretch, isCrew, meanwhile }: Way): Promise<BulkIo> {
  const bulk = nodeBulkIo();
  return {
    ...bulk,
    hands: (seen, from) => {
      const hands = bulk.hands(seen, from);
      if (stretch === undefined) return hands;
      const stretches = { ...seen, from, stretch, slots: [] };
      let walks = 0;
      return {
        ...hands,
        chunks: (walk) => {
          const chunks = isCrew ? whileSame(seen, byCrew(stretches, walk)) : scoredStretches(stretches, walk);
          const number = ++walks;
          return told(chunks, (read) => meanwhile?.(seen.path, number, read));
        },
      };
    },
  };
}

/** Runs `takar score` on files, in bulk and the ordinary way. */
export class Harness {
  folder = '';

  begin(): void {
    this.folder = mkdtempSync(path.join(tmpdir(), 'takar-bulk-'));
  }

  end(): void {
    rmSync(this.folder, { recursive: true });
  }

  /** All that a run writes. */
  async score(
    ruleset: string,
    data: string | Uint8Array,
    engine: string,
    more: readonly string[] = [],
    way: Way = {},
  ): Promise<Result> {
    const { folder } = this;
    const file = path.join(folder, DATA);
    give(folder, { [RULES]: ruleset, [DATA]: data });
    let inBulk = true;
    const found = await run(
      folder,
      { data: DATA, out: OUT, engine, more },
      {
        // The bulk engine never has a file read whole.
        read: (name) => {
          if (name === file) inBulk = false;
          return NODE.read(name);
        },
        bulk: () => bulkIn(way),
      },
    );
    const left = clear(folder).filter((name) => ![RULES, DATA, OUT, REJECTS, SUMMARY].includes(name));
    return { ...found, inBulk, left };
  }

  /** The same bytes both ways, and in bulk indeed. */
  async sameBothWays(ruleset: string, data: string, more: readonly string[] = [], way: Way = {}): Promise<Result> {
    const exact = await this.score(ruleset, data, 'exact', more);
    const columns = await this.score(ruleset, data, 'columns', more, way);
    // Only a budget and too many rejects stop a run whose ruleset is right.
    if (exact.files['out.csv'] === undefined && !exact.talk.includes('TK816') && !more.includes('--fail-on-reject')) {
      throw new Error(exact.talk);
    }
    expect(exact.inBulk).toBe(false);
    expect(columns.files).toEqual(exact.files);
    expect(columns.talk).toBe(exact.talk);
    expect(columns.code).toBe(exact.code);
    expect(columns.inBulk).toBe(true);
    expect(columns.left).toEqual([]);
    return columns;
  }
}
