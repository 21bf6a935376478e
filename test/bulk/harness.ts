import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import type { NumberedChunk, Walk } from '../../src/bulk/job.ts';
import { ChunkReader } from '../../src/cli/bulk-chunk.ts';
import {
  joined,
  type Local,
  type Numbered,
  type Scorers,
  type Stretches,
  scoredStretches,
} from '../../src/cli/bulk-threads.ts';
import type { Io } from '../../src/cli/io.ts';
import { nodeIo } from '../../src/cli/node-io.ts';
import { run } from '../../src/cli/run.ts';
import { whileSame } from '../../src/cli/seen.ts';

export interface Result {
  readonly code: number;
  readonly talk: string;
  readonly files: Readonly<Record<string, string>>;
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

/** When the data were written, in seconds: long before whatever happens to them. */
export const WRITTEN = 1_700_000_000;

/** It listens to standard output: once is enough. */
const NODE = nodeIo();

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
    const [rules, file] = [path.join(folder, 'r.takar.yaml'), path.join(folder, 'data.csv')];
    writeFileSync(rules, ruleset);
    writeFileSync(file, data);
    utimesSync(file, WRITTEN, WRITTEN);
    let talk = '';
    let inBulk = true;
    const io: Io = {
      ...NODE,
      environment: {},
      talkIsTerminal: false,
      talk: (text) => {
        talk += text;
      },
      // The bulk engine never has a file read whole.
      read: (name) => {
        if (name === file) inBulk = false;
        return NODE.read(name);
      },
      bulk: async () => {
        const bulk = await (await import('../../src/cli/bulk-files.ts')).nodeBulkIo();
        return {
          ...bulk,
          hands: (seen, from) => {
            const { stretch, isCrew, meanwhile } = way;
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
      },
    };
    const names = ['out.csv', 'rejects.csv', 'summary.json'];
    const [out = '', rejects = '', summary = ''] = names.map((name) => path.join(folder, name));
    const args = ['score', rules, '--data', file, '--period', '2026-Q3', '--out', out, '--engine', engine];
    const code = await run([...args, '--rejects', rejects, '--summary', summary, ...more], io);
    const files = Object.fromEntries(
      names
        .filter((name) => statSync(path.join(folder, name), { throwIfNoEntry: false }))
        .map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
    );
    const given = [rules, file].map((name) => path.basename(name));
    const left = readdirSync(folder).filter((name) => ![...names, ...given].includes(name));
    for (const name of readdirSync(folder)) rmSync(path.join(folder, name));
    return { code, talk, files, inBulk, left };
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
