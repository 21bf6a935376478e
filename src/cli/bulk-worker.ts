/** A thread that scores stretches of a file: it reads them itself and sends back lines and numbers. */
import { openSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { Walk } from '../bulk/job.ts';
import { ChunkReader } from './bulk-chunk.ts';

export interface WorkerTask {
  readonly from: number;
  readonly limit: number;
  readonly isExact: boolean;
  readonly suspects: readonly number[];
  /** How many rows stand before the stretch. */
  readonly slot: number;
}

export interface WorkerStart extends Pick<Walk, 'spec' | 'settled'> {
  readonly path: string;
  readonly size: number;
}

const { path, size, ...walk }: WorkerStart = workerData;
const reader = new ChunkReader(openSync(path, 'r'), size, walk);

parentPort?.on('message', ({ from, limit, isExact, suspects, slot }: WorkerTask) => {
  const result = reader.run(from, limit, isExact, new Set(suspects), slot);
  const { text, hashes, outcomes, groups, ranks, kept } = result;
  const ofGroups = kept.flatMap(({ values, states }) => (values === null ? [states] : [values, states]));
  const moved = [text, hashes, outcomes, ...groups, ...ranks, ...ofGroups].map(({ buffer }) => buffer as ArrayBuffer);
  parentPort?.postMessage(result, moved);
});

parentPort?.postMessage('ready');
