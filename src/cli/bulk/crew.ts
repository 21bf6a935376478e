import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { diagnostic } from '../../base/diagnostic.ts';
import { Refusal } from '../command.ts';
import type { ScoredChunk, StretchTask } from './chunk-reader.ts';
import type { FinishedText, FinishTask } from './segment-finisher.ts';
import type { LookTask, WorkerAnswer, WorkerStart, WorkerTask } from './worker.ts';

/** Pieces of work that a thread is given before it has answered. */
const GIVEN = 2;

/** Whoever works beside this thread. */
export interface Helpers {
  readonly size: number;
  /** Whether somebody waits for work. */
  readonly hasRoom: boolean;
  /** What all of them do from now on, once they are ready for it. */
  begin(start: (thread: number) => WorkerStart): void;
  score(task: StretchTask, suspects: readonly number[]): Promise<ScoredChunk & { readonly thread: number }>;
  /** Those of the hashes that stand more than once. */
  look(task: LookTask): Promise<readonly number[]>;
  finish(task: FinishTask): Promise<FinishedText>;
  /** Throws where one of them is no more. */
  ready(): Promise<void>;
}

type Answer = Exclude<WorkerAnswer, { readonly kind: 'ready' | 'there' }>;

type Settle = (answer: (Answer & { readonly thread: number }) | Error) => void;

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
export class Crew implements Helpers {
  private readonly members: readonly Member[];
  private isEnding = false;
  private changed: () => void = () => undefined;

  constructor(threads: number) {
    this.members = Array.from({ length: threads }, (_, thread) => this.member(thread));
  }

  begin(start: (thread: number) => WorkerStart): void {
    for (const [thread, member] of this.members.entries()) {
      member.isReady = false;
      member.worker.postMessage(start(thread));
    }
  }

  get size(): number {
    return this.members.length;
  }

  private member(thread: number): Member {
    const worker = new Worker(workerFile(), { resourceLimits: { maxYoungGenerationSizeMb: 2 } });
    const member: Member = { worker, waiting: [], isReady: false, isThere: false, ended: undefined };
    worker.on('message', (answer: WorkerAnswer) => {
      if (answer.kind === 'ready') member.isReady = true;
      else if (answer.kind === 'there') member.isThere = true;
      else {
        member.waiting.shift()?.({ ...answer, thread });
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

  async score(task: StretchTask, suspects: readonly number[]): Promise<ScoredChunk & { readonly thread: number }> {
    const { spare } = task;
    const moved = spare === null ? [] : [spare.text.buffer, spare.hashes.buffer, spare.outcomes.buffer];
    const answer = await this.ask({ ...task, kind: 'stretch', suspects }, moved);
    if (answer.kind !== 'scored') throw new Error(`${answer.kind} in place of a stretch`);
    return { ...answer.chunk, thread: answer.thread };
  }

  async look(task: LookTask): Promise<readonly number[]> {
    const { open, blocks } = task.hashes;
    const moved = [open.buffer, ...blocks.flat().flatMap((block) => (typeof block === 'number' ? [] : [block.buffer]))];
    const answer = await this.ask(task, moved);
    if (answer.kind !== 'found') throw new Error(`${answer.kind} in place of hashes`);
    return answer.hashes;
  }

  async finish(task: FinishTask): Promise<FinishedText> {
    const answer = await this.ask({ ...task, kind: 'segment' }, task.spare === null ? [] : [task.spare]);
    if (answer.kind !== 'finished') throw new Error(`${answer.kind} in place of a segment`);
    return answer.text;
  }

  private ask(task: WorkerTask, moved: readonly ArrayBuffer[]): Promise<Answer & { readonly thread: number }> {
    const member = this.free;
    if (member === undefined) return Promise.reject(new Error('no thread waits for work'));
    if (member.ended !== undefined) return Promise.reject(member.ended);
    return new Promise((resolve, reject) => {
      member.waiting.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer)));
      member.worker.postMessage(task, moved);
    });
  }

  /** Until each of them has either answered or failed: the outcome of a run must not hang on who was faster. */
  async ready(): Promise<void> {
    for (const member of this.members) {
      member.isThere = false;
      member.worker.postMessage({ kind: 'there' });
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
