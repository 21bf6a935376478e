import { statSync } from 'node:fs';
import { diagnostic } from '../../base/diagnostic.ts';
import { Refusal } from '../command.ts';
import type { SeenFile } from './bulk-io.ts';

/** Undefined where it is no ordinary file, or none that can be looked at: whoever reads it is told why. */
export function seenFile(path: string): SeenFile | undefined {
  try {
    const found = statSync(path, { bigint: true });
    return found.isFile() ? { path, size: Number(found.size), changed: found.mtimeNs } : undefined;
  } catch {
    return undefined;
  }
}

/** Throws a {@link Refusal} where the file is not what it was, or is no more. */
export function refuseChanged({ path, size, changed }: SeenFile): void {
  const now = seenFile(path);
  if (now?.size === size && now.changed === changed) return;
  throw new Refusal([diagnostic('TK956', { kind: 'file', path: '' }, { path })]);
}

/**
 * A walk through a file that has to be the same at its end as it was when the run began: several walks are made, and what
 * one of them counted is given to rows of the next. Nor is a file found broken, or a thread's failure told, that is
 * only being written.
 */
export async function* whileSame<T extends { readonly broken: unknown }>(
  file: SeenFile,
  chunks: AsyncIterable<T>,
): AsyncIterable<T> {
  refuseChanged(file);
  try {
    for await (const chunk of chunks) {
      if (chunk.broken !== null) refuseChanged(file);
      yield chunk;
    }
  } catch (problem) {
    refuseChanged(file);
    throw problem;
  }
  refuseChanged(file);
}
