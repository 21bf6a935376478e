import { closeSync, existsSync, openSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { diagnostic } from '../base/diagnostic.ts';
import type { Walk } from '../bulk/job.ts';
import { ChunkReader, type ScoredChunk } from './bulk-chunk.ts';
import type { WorkerStart, WorkerTask } from './bulk-worker.ts';
import { Refusal } from './command.ts';

/** Bytes of a stretch: large enough that its joins cost nothing, small enough that several of them hardly count. */
export const STRETCH = 1 << 18;

/** Stretches that each thread may be ahead of what has been written: the back-pressure. */
const AHEAD = 2;

export interface Stretches {
  readonly path: string;
  /** Where the first row begins, and where the file ends. */
  readonly from: number;
  readonly size: number;
  /** 0: in this thread. */
  readonly threads: number;
  readonly stretch: number;
  /** By stretch, how many rows stand before it: the same in every walk, and known after the first. */
  readonly slots: number[];
}

/** Whoever scores stretches ahead. */
export interface Scorers {
  readonly size: number;
  run(task: WorkerTask): Promise<Numbered>;
}

export type Numbered = ScoredChunk & { readonly thread: number };

/** The stretches of a file in order, whoever scores them. A row that begins in a stretch belongs to it. */
export async function* scoredStretches(stretches: Stretches, walk: Walk): AsyncIterable<Numbered> {
  const { path: file, size, threads } = stretches;
  const { suspects } = walk;
  const crew = threads > 0 ? new Crew(stretches, walk) : undefined;
  const own = openSync(file, 'r');
  try {
    const reader = new ChunkReader(own, size, walk);
    const local: Local = (from, limit, slot) => ({ ...reader.run(from, limit, true, suspects, slot), thread: -1 });
    yield* crew === undefined ? alone(stretches, local) : joined(stretches, crew, local, [...suspects]);
  } finally {
    closeSync(own);
    await crew?.end();
  }
}

export type Local = (from: number, limit: number, slot: number) => Numbered;

/** Rows of a stretch that have a number: those of other periods have none. */
function numberedIn({ rows, odd }: Numbered): number {
  return rows + odd.length;
}

async function* alone({ from, size, stretch }: Stretches, local: Local): AsyncIterable<Numbered> {
  let slot = 0;
  for (let at = from; at < size; ) {
    const chunk = local(at, Math.min(at + stretch, size), slot);
    slot += numberedIn(chunk);
    yield chunk;
    if (chunk.broken !== null) return;
    at = chunk.next;
  }
}

/** Stretches are scored ahead and taken in order; one that was begun at a wrong place is scored again from the right one. */
export async function* joined(
  { from, size, stretch, slots }: Stretches,
  crew: Scorers,
  local: Local,
  suspects: readonly number[],
): AsyncIterable<Numbered> {
  const count = Math.ceil((size - from) / stretch);
  const waiting: Promise<Numbered>[] = [];
  let asked = 0;
  const ask = () => {
    const begin = from + asked * stretch;
    const task = {
      from: begin,
      limit: Math.min(begin + stretch, size),
      isExact: asked === 0,
      suspects,
      slot: slots[asked] ?? 0,
    };
    asked++;
    const answer = crew.run(task);
    // Whoever waits for it hears of a failure; nobody may be waiting yet.
    answer.catch(() => undefined);
    waiting.push(answer);
  };
  let next = from;
  let slot = 0;
  for (let i = 0; i < count; i++) {
    while (asked < count && asked < i + crew.size * AHEAD) ask();
    const limit = Math.min(from + (i + 1) * stretch, size);
    const scored = await waiting.shift();
    slots[i] = slot;
    // A row of the stretches before ended in this one, or behind it.
    if (next >= limit) continue;
    const chunk = scored?.first === next ? scored : local(next, limit, slot);
    slot += numberedIn(chunk);
    yield chunk;
    if (chunk.broken !== null) return;
    next = chunk.next;
  }
}

/** Threads that are given tasks in turn. */
class Crew implements Scorers {
  readonly size: number;
  private readonly workers: Worker[] = [];
  private readonly waiting: ((answer: Numbered | Error) => void)[][] = [];
  private turn = 0;
  /** What became of each thread that is no more. */
  private readonly ended = new Map<number, Error>();
  private isEnding = false;

  constructor({ path: file, size, threads }: Stretches, { spec, settled }: Walk) {
    this.size = threads;
    const workerData: WorkerStart = { path: file, size, spec, settled };
    for (let thread = 0; thread < threads; thread++) {
      const worker = new Worker(workerFile(), { workerData, resourceLimits: { maxYoungGenerationSizeMb: 2 } });
      this.waiting.push([]);
      worker.on('message', (result: ScoredChunk) => this.answer(thread, { ...result, thread }));
      worker.on('error', (problem) =>
        this.fail(thread, isOutOfMemory(problem) ? threadEnded(problem.message) : problem),
      );
      worker.on('exit', (code) => {
        if (!this.isEnding) this.fail(thread, threadEnded(`exit code ${code}`));
      });
      this.workers.push(worker);
    }
  }

  run(task: WorkerTask): Promise<Numbered> {
    const thread = this.turn++ % this.size;
    const ended = this.ended.get(thread);
    if (ended !== undefined) return Promise.reject(ended);
    return new Promise((resolve, reject) => {
      this.waiting[thread]?.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer)));
      this.workers[thread]?.postMessage(task);
    });
  }

  private answer(thread: number, result: Numbered): void {
    this.waiting[thread]?.shift()?.(result);
  }

  private fail(thread: number, problem: unknown): void {
    const known = this.ended.get(thread);
    const error = known ?? (problem instanceof Error ? problem : new Error(String(problem)));
    this.ended.set(thread, error);
    for (const settle of this.waiting[thread]?.splice(0) ?? []) settle(error);
  }

  async end(): Promise<void> {
    this.isEnding = true;
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }
}

function threadEnded(detail: string): Refusal {
  return new Refusal([diagnostic('TK950', { kind: 'file', path: '' }, { detail })]);
}

function isOutOfMemory(problem: unknown): problem is Error {
  return problem instanceof Error && 'code' in problem && problem.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

/** The build puts the thread's script beside the runner; from source there is none, and everything runs in one thread. */
export function workerFile(): string {
  const runner = process.argv[1];
  return runner === undefined ? '' : path.join(path.dirname(realpathSync(runner)), 'bulk-worker.js');
}

export function hasWorkerFile(): boolean {
  try {
    return existsSync(workerFile());
  } catch {
    return false;
  }
}
