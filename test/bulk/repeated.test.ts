import { expect, test } from 'vitest';
import { HashParts, repeatedIn } from '../../src/bulk/repeated.ts';
import type { Spool } from '../../src/bulk/spool.ts';
import { random } from '../bench/standard.mjs';

/** A file in memory. */
function spoolInMemory(): Spool & { readonly length: number; read(at: number, into: Uint8Array): void } {
  let bytes = new Uint8Array();
  return {
    get length() {
      return bytes.length;
    },
    write: (piece) => {
      const added = typeof piece === 'string' ? new TextEncoder().encode(piece) : piece;
      const all = new Uint8Array(bytes.length + added.length);
      all.set(bytes);
      all.set(added, bytes.length);
      bytes = all;
    },
    path: 'in memory',
    flush: async () => undefined,
    read: (at, into) => into.set(bytes.subarray(at, at + into.length)),
  };
}

/** In pieces of different lengths, as stretches of a file give them. */
async function repeatedAmong(
  hashes: Float64Array,
  spool: ReturnType<typeof spoolInMemory>,
): Promise<readonly number[]> {
  const repeated = new HashParts(() => spool);
  for (let at = 0, length = 1; at < hashes.length; at += length, length = (length * 7 + 3) % 5000) {
    await repeated.add(hashes.subarray(at, at + length));
  }
  return [...repeatedIn(await repeated.parted(), spool.read)].sort((a, b) => a - b);
}

function many(count: number, seed: number): Float64Array {
  const next = random(seed);
  return Float64Array.from(
    { length: count },
    () => Math.floor(next() * 2 ** 32) * 2 ** 21 + Math.floor(next() * 2 ** 21),
  );
}

test('none among numbers that all differ, be they next to each other or agree in many bits', async () => {
  expect(
    await repeatedAmong(
      Float64Array.from({ length: 30_000 }, (_, i) => i),
      spoolInMemory(),
    ),
  ).toEqual([]);
  expect(
    await repeatedAmong(
      Float64Array.from({ length: 30_000 }, (_, i) => i * 2 ** 32),
      spoolInMemory(),
    ),
  ).toEqual([]);
  expect(await repeatedAmong(Float64Array.from([0, 2 ** 53 - 1, 2 ** 45, 2 ** 45 - 1]), spoolInMemory())).toEqual([]);
});

test('each of those that stand twice or more often, once', async () => {
  const hashes = many(60_000, 1);
  const twice = [3, 17_000, 59_999].map((i) => hashes[i] ?? 0);
  hashes.set([...twice, ...twice.slice(0, 1)], 30_000);
  expect(await repeatedAmong(hashes, spoolInMemory())).toEqual([...twice].sort((a, b) => a - b));
});

test('what has no room in memory is read from the file', async () => {
  const hashes = many(1_600_000, 2);
  const spool = spoolInMemory();
  const [early = 0, late = 0] = [hashes[5], hashes[1_500_000]];
  hashes.set([early, late], 1_599_990);
  expect(await repeatedAmong(hashes, spool)).toEqual([early, late].sort((a, b) => a - b));
  expect(spool.length).toBeGreaterThan(1_000_000);
});
