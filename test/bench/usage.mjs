/** Loaded before a program that is measured: at its end it writes what the process has used. */
import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const { BENCH_USAGE } = process.env;
if (isMainThread && BENCH_USAGE !== undefined) {
  process.on('exit', () => writeFileSync(BENCH_USAGE, JSON.stringify(process.resourceUsage())));
}
