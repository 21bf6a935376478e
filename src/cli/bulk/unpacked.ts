import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FileProblem, type PackedForm } from '../io.ts';
import { unpacker } from '../packed.ts';
import type { Unfinished } from '../unfinished.ts';
import type { UnpackedFile } from './bulk-io.ts';
import { refuseChanged, seenFile } from './seen.ts';

/** Honest tables are seldom packed to less than this part of their size; smaller files may grow to the limit anyway. */
const MOST_GROWTH = 200;
const ALWAYS_ALLOWED = 1 << 30;

/** Unpacks piece by piece. Throws {@link FileProblem} where that cannot be done, or grows beyond reason. */
export async function unpackedFile(
  packed: string,
  form: PackedForm,
  beside: string,
  unfinished: Unfinished,
): Promise<UnpackedFile> {
  const path = `${beside}.${randomBytes(6).toString('hex')}.spool`;
  const seen = seenFile(packed);
  if (seen === undefined) throw new FileProblem(packed, 'ENOENT');
  const most = Math.max(ALWAYS_ALLOWED, seen.size * MOST_GROWTH);
  const remove = async () => {
    await rm(path, { force: true });
    unfinished.done(path);
  };
  let size = 0;
  const counted = new Transform({
    transform(piece: Uint8Array, _, done) {
      size += piece.length;
      if (size > most) done(new FileProblem(packed, 'PACKED'));
      else done(null, piece);
    },
  });
  unfinished.add(path);
  try {
    // First, since it may refuse.
    const opened = unpacker(packed, form);
    const plain = createWriteStream(path, { flags: 'wx', mode: 0o600 });
    await pipeline(createReadStream(packed), opened, counted, plain);
    refuseChanged(seen);
  } catch (problem) {
    await remove();
    refuseChanged(seen);
    throw asFileProblem(problem, packed, path, beside);
  }
  const plain = seenFile(path);
  if (plain === undefined) throw new FileProblem(beside, 'ENOENT');
  return { ...plain, remove };
}

/** What is the matter with the packed file, or with the one that is written beside the results. */
function asFileProblem(problem: unknown, packed: string, path: string, beside: string): unknown {
  if (problem instanceof FileProblem || !(problem instanceof Error)) return problem;
  const code = 'code' in problem ? String(problem.code) : undefined;
  if (code === undefined) return problem;
  if (!('syscall' in problem)) return new FileProblem(packed, 'PACKED');
  const isOfPacked = 'path' in problem ? problem.path !== path : problem.syscall === 'read';
  return new FileProblem(isOfPacked ? packed : beside, code);
}
