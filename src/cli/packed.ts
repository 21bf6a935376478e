import * as zlib from 'node:zlib';
import { type Content, FileProblem, type PackedForm } from './io.ts';

/** Unpacked: more would not be read from a plain file either. */
const LARGEST = 1 << 30;

/** Packed bytes of the one form or the other, whole. */
export function unpack(path: string, bytes: Uint8Array, form: PackedForm): Uint8Array {
  const options = { maxOutputLength: LARGEST };
  const how = form === 'gz' ? zlib.gunzipSync : newer(path).zstdDecompressSync;
  try {
    return how(bytes, options);
  } catch {
    throw new FileProblem(path, 'PACKED');
  }
}

/** Nothing in what is written says when or by whom: the same content gives the same bytes. */
export async function* pack(path: string, content: Content, form: PackedForm): AsyncGenerator<Uint8Array> {
  const packer = form === 'gz' ? zlib.createGzip() : newer(path).createZstdCompress();
  const writing = (async () => {
    for await (const part of content) if (!packer.write(part)) await drained(packer);
    packer.end();
  })().catch((problem: unknown) => packer.destroy(problem instanceof Error ? problem : new Error(String(problem))));
  for await (const chunk of packer) yield chunk;
  await writing;
}

function drained(packer: zlib.Gzip): Promise<void> {
  return new Promise((resolve) => void packer.once('drain', resolve));
}

/** A stream that unpacks what is written to it. */
export function unpacker(path: string, form: PackedForm): zlib.Gunzip {
  return form === 'gz' ? zlib.createGunzip() : newer(path).createZstdDecompress();
}

/** What Node has from 22.15 on. */
interface WithZstd {
  zstdDecompressSync(bytes: Uint8Array, options: { maxOutputLength: number }): Uint8Array;
  createZstdCompress(): zlib.Gzip;
  createZstdDecompress(): zlib.Gunzip;
}

function newer(path: string): WithZstd {
  if (!hasZstd(zlib)) throw new FileProblem(path, 'NO_ZSTD');
  return zlib;
}

function hasZstd(found: object): found is WithZstd {
  return 'zstdDecompressSync' in found && 'createZstdCompress' in found && 'createZstdDecompress' in found;
}
