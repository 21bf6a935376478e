/** A thread that scores stretches of a file, and finishes lines: it reads files itself and sends back lines and numbers. */
import { openSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import type { FinishSpec } from '../../bulk/finish.ts';
import type { Walk } from '../../bulk/job.ts';
import type { PartedHashes } from '../../bulk/repeated.ts';
import { ChunkReader, type ScoredChunk, type StretchTask } from './chunk-reader.ts';
import { repeatedHashes } from './repeated-hashes.ts';
import type { FinishedText, FinishTask } from './segment-finisher.ts';

/** What is done from now on. */
export type WorkerStart =
  | (Pick<Walk, 'spec' | 'settled'> & { readonly kind: 'score'; readonly path: string; readonly size: number })
  | { readonly kind: 'finish'; readonly path: string; readonly spec: FinishSpec; readonly counts: Uint32Array };

/** Hashes to be looked through. */
export interface LookTask {
  readonly kind: 'look';
  readonly hashes: PartedHashes;
  /** The file in which some of them are. */
  readonly path: string | null;
}

export type WorkerTask =
  | (StretchTask & { readonly kind: 'stretch'; readonly suspects: readonly number[] })
  | (FinishTask & { readonly kind: 'segment' })
  | LookTask;

export type WorkerAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'there' }
  | { readonly kind: 'scored'; readonly chunk: ScoredChunk }
  | { readonly kind: 'found'; readonly hashes: readonly number[] }
  | { readonly kind: 'finished'; readonly text: FinishedText };

/** What is being done. */
let reader: ChunkReader | undefined;
let finisher: { run(task: FinishTask): FinishedText } | undefined;

parentPort?.on('message', (asked: WorkerStart | WorkerTask | { readonly kind: 'there' }) => {
  switch (asked.kind) {
    case 'there':
      answer({ kind: 'there' });
      return;
    case 'score':
      reader = new ChunkReader(openSync(asked.path, 'r'), asked.size, asked);
      answer({ kind: 'ready' });
      return;
    case 'stretch': {
      if (reader === undefined) throw new Error('a stretch before its walk');
      const { suspects, ...task } = asked;
      const chunk = reader.run(task, new Set(suspects));
      answer({ kind: 'scored', chunk }, buffersOf(chunk));
      return;
    }
    case 'look':
      answer({ kind: 'found', hashes: [...repeatedHashes(asked.hashes, asked.path)] });
      // What comes next takes a while to be read.
      void finishing();
      return;
    case 'finish':
      void finishing().then(({ SegmentFinisher }) => {
        finisher = new SegmentFinisher(openSync(asked.path, 'r'), asked.spec, asked.counts, null);
        answer({ kind: 'ready' });
      });
      return;
    case 'segment': {
      if (finisher === undefined) throw new Error('a segment before its spool');
      const text = finisher.run(asked);
      answer({ kind: 'finished', text }, [text.buffer]);
    }
  }
});

function answer(what: WorkerAnswer, moved: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(what, moved);
}

/** Not needed where there are no quotas: threads start sooner without it. */
function finishing(): Promise<typeof import('./segment-finisher.ts')> {
  return import('./segment-finisher.ts');
}

function buffersOf({ text, hashes, outcomes, groups, ranks, keyWords, kept }: ScoredChunk): readonly ArrayBuffer[] {
  const ofGroups = kept.flatMap(({ values, states }) => (values === null ? [states] : [values, states]));
  return [text, hashes, outcomes, ...groups, ...ranks, ...keyWords, ...ofGroups].map(
    ({ buffer }) => buffer as ArrayBuffer,
  );
}
