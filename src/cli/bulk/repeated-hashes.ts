import { closeSync, openSync } from 'node:fs';
import { type PartedHashes, repeatedIn } from '../../bulk/repeated.ts';
import { readFully } from './read-fully.ts';

/** Those of the hashes that stand more than once. `path`: the spool in which some of them are. */
export function repeatedHashes(hashes: PartedHashes, path: string | null): ReadonlySet<number> {
  if (path === null) return repeatedIn(hashes, nothingSpooled);
  const file = openSync(path, 'r');
  try {
    return repeatedIn(hashes, (at, into) => readFully(file, into, at));
  } finally {
    closeSync(file);
  }
}

function nothingSpooled(): never {
  throw new Error('nothing was put away');
}
