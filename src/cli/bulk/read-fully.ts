import { readSync } from 'node:fs';

/** Fills `into` with what stands in an open file from there on. */
export function readFully(file: number, into: Uint8Array, from: number): void {
  for (let at = 0; at < into.length; ) {
    const count = readSync(file, into, at, into.length - at, from + at);
    if (count === 0) throw new Error('a file is shorter than what was written');
    at += count;
  }
}
