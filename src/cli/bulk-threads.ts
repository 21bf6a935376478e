import { closeSync, existsSync, openSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { diagnostic } from '../base/diagnostic.ts';
import type { Walk } from '../bulk/job.ts';
import type { Spare } from '../bulk/spare.ts';
import { ChunkReader, type ScoredChunk, type StretchTask } from './bulk-chunk.ts';
import type { SeenFile } from './bulk-io.ts';
import type { WorkerStart, WorkerTask } from './bulk-worker.ts';
import { Refusal } from './command.ts';
import { whileSame } from './seen.ts';

/** Bytes of a stretch: large enough that its joins cost nothing, small enough that several of them hardly count. */
export const STRETCH = 1 << 19;

/** Stretches that a thread is given before it has answered. */
const GIVEN = 2;

/** Stretches that may wait for those before them: the back-pressure. */
const AHEAD = 8;

export interface Stretches extends SeenFile {
  /** Where the first row begins. */
  readonly from: number;
  readonly stretch: number;
  /** By stretch, how many rows stand before it: the same in every walk, and known after the first. */
  readonly slots: number[];
}

/** Whoever scores stretches beside this thread. */
export interface Scorers {
  /** Whether somebody waits for work. */
  readonly hasRoom: boolean;
  run(task: WorkerTask): Promise<Numbered>;
  /** Throws where one of them is no more. */
  ready(): Promise<void>;
}

export type Numbered = ScoredChunk & { readonly thread: number };

/** The stretches of a file in order, whoever scores them. A row that begins in a stretch belongs to it. */
export function scoredStretches(stretches: Stretches, walk: Walk, crew?: Crew): AsyncIterable<Numbered> {
  return whileSame(stretches, walked(stretches, walk, crew));
}

async function* walked(stretches: Stretches, walk: Walk, crew: Crew | undefined): AsyncIterable<Numbered> {
  const { path: file, size } = stretches;
  const { suspects } = walk;
  crew?.begin(stretches, walk);
  const own = openSync(file, 'r');
  try {
    const reader = new ChunkReader(own, size, walk);
    const local: Local = (task) => ({ ...reader.run(task, suspects), thread: -1 });
    yield* crew === undefined ? alone(stretches, local) : joined(stretches, crew, local, [...suspects]);
  } finally {
    closeSync(own);
  }
}

/** Scores in this thread. */
export type Local = (task: StretchTask) => Numbered;

/** Rows of a stretch that have a number: those of other periods have none. */
function numberedIn({ rows, odd }: Numbered): number {
  return rows + odd.length;
}

async function* alone({ from, size, stretch }: Stretches, local: Local): AsyncIterable<Numbered> {
  let slot = 0;
  let spare: StretchTask['spare'] = null;
  for (let at = from; at < size; ) {
    const chunk = local({ from: at, limit: Math.min(at + stretch, size), isExact: true, slot, spare });
    slot += numberedIn(chunk);
    yield chunk;
    spare = chunk;
    if (chunk.broken !== null) return;
    at = chunk.next;
  }
}

/** A stretch that somebody scores, or has scored. */
interface Begun {
  readonly answer: Promise<Numbered>;
  scored: Numbered | undefined;
}

/**
 * Stretches are scored ahead, by this thread too when it would have to wait, and taken in order; one that was begun at a
 * wrong place is scored again from the right one.
 */
export async function* joined(
  { from, size, stretch, slots }: Stretches,
  crew: Scorers,
  local: Local,
  suspects: readonly number[],
): AsyncIterable<Numbered> {
  const count = Math.ceil((size - from) / stretch);
  const begun = new Map<number, Begun>();
  let first = 0;
  /** Of stretches that have been written. */
  const spares: Spare[] = [];
  const taskOf = (i: number): StretchTask => {
    const begin = from + i * stretch;
    const limit = Math.min(begin + stretch, size);
    return { from: begin, limit, isExact: i === 0, slot: slots[i] ?? 0, spare: spares.pop() ?? null };
  };
  const isOpen = (i: number) => first < count && first < i + AHEAD;
  const give = (i: number) => {
    while (crew.hasRoom && isOpen(i)) {
      const entry: Begun = { answer: crew.run({ ...taskOf(first), suspects }), scored: undefined };
      // Whoever waits for it hears of a failure; nobody may be waiting yet.
      entry.answer.then(
        (scored) => {
          entry.scored = scored;
        },
        () => undefined,
      );
      begun.set(first++, entry);
    }
  };
  const scoredAt = async (i: number): Promise<Numbered> => {
    for (;;) {
      await answersIn();
      give(i);
      const entry = begun.get(i);
      if (entry?.scored !== undefined) return entry.scored;
      if (isOpen(i)) {
        const scored = local(taskOf(first));
        begun.set(first++, { answer: Promise.resolve(scored), scored });
      } else if (entry !== undefined) return entry.answer;
    }
  };
  let next = from;
  let slot = 0;
  for (let i = 0; i < count; i++) {
    const limit = Math.min(from + (i + 1) * stretch, size);
    const scored = await scoredAt(i);
    begun.delete(i);
    slots[i] = slot;
    // A row of the stretches before ended in this one, or behind it.
    if (next >= limit) continue;
    const chunk = scored.first === next ? scored : local({ from: next, limit, isExact: true, slot, spare: null });
    slot += numberedIn(chunk);
    yield chunk;
    if (chunk.broken !== null) return;
    if (spares.length < AHEAD) spares.push({ text: chunk.text, hashes: chunk.hashes, outcomes: chunk.outcomes });
    next = chunk.next;
  }
  await crew.ready();
}

/** Lets the answers of other threads come in. */
function answersIn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

type Settle = (answer: Numbered | Error) => void;

interface Member {
  readonly worker: Worker;
  /** Of the tasks that it has been given and has not answered, in order. */
  readonly waiting: Settle[];
  /** It has said that it is ready for the walk. */
  isReady: boolean;
  /** It has answered when it was asked at the end. */
  isThere: boolean;
  /** What became of it, if it is no more. */
  ended: Error | undefined;
}

/**
 * Threads beside this one. They take a while to start, and may be started before it is known what they will do; tasks they
 * are given once they have said that they are ready for a walk.
 */
export class Crew implements Scorers {
  private readonly members: readonly Member[];
  private isEnding = false;
  private changed: () => void = () => undefined;

  constructor(threads: number) {
    this.members = Array.from({ length: threads }, (_, thread) => this.member(thread));
  }

  begin({ path: file, size }: Stretches, { spec, settled }: Walk): void {
    const start: WorkerStart = { path: file, size, spec, settled };
    for (const member of this.members) {
      member.isReady = false;
      member.worker.postMessage(start);
    }
  }

  private member(thread: number): Member {
    const worker = new Worker(workerFile(), { resourceLimits: { maxYoungGenerationSizeMb: 2 } });
    const member: Member = { worker, waiting: [], isReady: false, isThere: false, ended: undefined };
    worker.on('message', (result: ScoredChunk | 'ready' | 'there') => {
      if (result === 'ready') member.isReady = true;
      else if (result === 'there') member.isThere = true;
      else {
        member.waiting.shift()?.({ ...result, thread });
        return;
      }
      this.changed();
    });
    worker.on('error', (problem) => this.fail(member, isOutOfMemory(problem) ? threadEnded(problem.message) : problem));
    worker.on('exit', (code) => {
      if (!this.isEnding) this.fail(member, threadEnded(`exit code ${code}`));
    });
    return member;
  }

  /** A thread that is no more is given a task, too: whoever waits for the answer hears of it. */
  private get free(): Member | undefined {
    return this.members.find(
      ({ waiting, isReady, ended }) => ended !== undefined || (isReady && waiting.length < GIVEN),
    );
  }

  get hasRoom(): boolean {
    return this.free !== undefined;
  }

  run(task: WorkerTask): Promise<Numbered> {
    const member = this.free;
    if (member === undefined) return Promise.reject(new Error('no thread waits for work'));
    if (member.ended !== undefined) return Promise.reject(member.ended);
    return new Promise((resolve, reject) => {
      member.waiting.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer)));
      const { spare } = task;
      const moved = spare === null ? [] : [spare.text.buffer, spare.hashes.buffer, spare.outcomes.buffer];
      member.worker.postMessage(task, moved);
    });
  }

  /** Until each of them has either answered or failed: the outcome of a run must not hang on who was faster. */
  async ready(): Promise<void> {
    for (const member of this.members) {
      member.isThere = false;
      member.worker.postMessage('there');
    }
    while (this.members.some(({ isThere, ended }) => !isThere && ended === undefined)) {
      await new Promise<void>((resolve) => {
        this.changed = resolve;
      });
    }
    const ended = this.members.find((member) => member.ended !== undefined)?.ended;
    if (ended !== undefined) throw ended;
  }

  private fail(member: Member, problem: unknown): void {
    member.ended ??= problem instanceof Error ? problem : new Error(String(problem));
    for (const settle of member.waiting.splice(0)) settle(member.ended);
    this.changed();
  }

  async end(): Promise<void> {
    this.isEnding = true;
    await Promise.all(this.members.map(({ worker }) => worker.terminate()));
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
