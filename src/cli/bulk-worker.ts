/** A thread that scores stretches of a file: it reads them itself and sends back lines and numbers. */
import { openSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { ChunkSpec } from '../bulk/spec.ts';
import { ChunkReader } from './bulk-chunk.ts';

export interface WorkerTask {
  readonly from: number;
  readonly limit: number;
  readonly isExact: boolean;
  readonly suspects: readonly number[];
}

export interface WorkerStart {
  readonly path: string;
  readonly size: number;
  readonly spec: ChunkSpec;
}

const { path, size, spec }: WorkerStart = workerData;
const reader = new ChunkReader(openSync(path, 'r'), size, spec);

parentPort?.on('message', ({ from, limit, isExact, suspects }: WorkerTask) => {
  const result = reader.run(from, limit, isExact, new Set(suspects));
  const { text, hashes, outcomes, groups, ranks } = result;
  const moved = [text, hashes, outcomes, ...groups, ...ranks].map(({ buffer }) => buffer as ArrayBuffer);
  parentPort?.postMessage(result, moved);
});
