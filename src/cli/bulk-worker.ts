/** A thread that scores stretches of a file: it reads them itself and sends back lines and numbers. */
import { openSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import type { Walk } from '../bulk/job.ts';
import { ChunkReader, type StretchTask } from './bulk-chunk.ts';

export interface WorkerTask extends StretchTask {
  readonly suspects: readonly number[];
}

export interface WorkerStart extends Pick<Walk, 'spec' | 'settled'> {
  readonly path: string;
  readonly size: number;
}

/** Of the walk that is being made. */
let reader: ChunkReader | undefined;

parentPort?.on('message', (asked: WorkerTask | WorkerStart | 'there') => {
  if (asked === 'there') {
    parentPort?.postMessage('there');
    return;
  }
  if ('spec' in asked) {
    const { path, size, ...walk } = asked;
    reader = new ChunkReader(openSync(path, 'r'), size, walk);
    parentPort?.postMessage('ready');
    return;
  }
  if (reader === undefined) throw new Error('a stretch before its walk');
  const { suspects, ...task } = asked;
  const result = reader.run(task, new Set(suspects));
  const { text, hashes, outcomes, groups, ranks, keyWords, kept } = result;
  const ofGroups = kept.flatMap(({ values, states }) => (values === null ? [states] : [values, states]));
  const columns = [text, hashes, outcomes, ...groups, ...ranks, ...keyWords, ...ofGroups];
  const moved = columns.map(({ buffer }) => buffer as ArrayBuffer);
  parentPort?.postMessage(result, moved);
});
