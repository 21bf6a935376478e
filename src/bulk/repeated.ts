import type { Spool } from './spool.ts';

/** Hashes have 53 bits; those of one part agree in the first eight. */
const PARTS = 256;
const WIDTH = 2 ** 45;
const TWO_32 = 2 ** 32;

/** Hashes that are put away at a time, and how many such blocks stay in memory: the rest goes into a file. */
const BLOCK = 2048;
const BLOCKS_KEPT = 64;

/** The hashes of a run by part, as plain data: another thread can look through them. */
export interface PartedHashes {
  /** Of each part the last ones, and how many they are. */
  readonly open: Float64Array<ArrayBuffer>;
  readonly filled: Uint16Array<ArrayBuffer>;
  /** Of each part the full blocks: in memory, or where in the spool. */
  readonly blocks: readonly (readonly (Float64Array<ArrayBuffer> | number)[])[];
}

/** Fills `into` with what stands in the spool from there on. */
export type ReadAt = (at: number, into: Uint8Array) => void;

/**
 * Takes numbers, of which those are then found that stand more than once: they are parted by their first bits as they
 * come, and one part after the other is looked through. What is kept in memory does not grow with how many there are.
 */
export class HashParts {
  private readonly makeSpool: () => Spool;
  private readonly open = new Float64Array(PARTS * BLOCK);
  private readonly filled = new Uint16Array(PARTS);
  private readonly blocks: (Float64Array<ArrayBuffer> | number)[][] = Array.from({ length: PARTS }, () => []);
  private kept = 0;
  private spooled = 0;
  /** Where blocks went for which there was no room. */
  spool: Spool | null = null;

  constructor(makeSpool: () => Spool) {
    this.makeSpool = makeSpool;
  }

  async add(hashes: Float64Array): Promise<void> {
    const { open, filled } = this;
    for (let i = 0; i < hashes.length; i++) {
      const hash = hashes[i] ?? 0;
      const part = (hash / WIDTH) | 0;
      const count = filled[part] ?? 0;
      open[part * BLOCK + count] = hash;
      filled[part] = count + 1;
      if (count + 1 === BLOCK) await this.putAway(part);
    }
  }

  private async putAway(part: number): Promise<void> {
    const block = this.open.slice(part * BLOCK, (part + 1) * BLOCK);
    this.filled[part] = 0;
    if (this.kept < BLOCKS_KEPT) {
      this.kept++;
      this.blocks[part]?.push(block);
      return;
    }
    this.spool ??= this.makeSpool();
    this.blocks[part]?.push(this.spooled);
    this.spooled += block.byteLength;
    await this.spool.write(new Uint8Array(block.buffer));
  }

  /** All that was added: nothing can be added any more. */
  async parted(): Promise<PartedHashes> {
    await this.spool?.flush();
    const { open, filled, blocks } = this;
    return { open, filled, blocks };
  }
}

/** Those that stand more than once. */
export function repeatedIn(parted: PartedHashes, read: ReadAt): ReadonlySet<number> {
  const found = new Set<number>();
  let hashes = new Float64Array(2 * BLOCK);
  let slots = new Int32Array(4 * BLOCK);
  for (let part = 0; part < PARTS; part++) {
    const blocks = parted.blocks[part] ?? [];
    const rest = parted.filled[part] ?? 0;
    const count = blocks.length * BLOCK + rest;
    if (count > hashes.length) hashes = new Float64Array(2 * count);
    while (slots.length < 2 * count) slots = new Int32Array(2 * slots.length);
    for (const [i, block] of blocks.entries()) {
      const place = hashes.subarray(i * BLOCK, (i + 1) * BLOCK);
      if (typeof block !== 'number') place.set(block);
      else read(block, new Uint8Array(place.buffer, place.byteOffset, place.byteLength));
    }
    hashes.set(parted.open.subarray(part * BLOCK, part * BLOCK + rest), blocks.length * BLOCK);
    lookThrough(hashes, count, slots, found);
  }
  return found;
}

/** `slots`: twice as many as there are numbers at least, a power of two. */
function lookThrough(hashes: Float64Array, count: number, slots: Int32Array, found: Set<number>): void {
  slots.fill(-1);
  const last = slots.length - 1;
  for (let i = 0; i < count; i++) {
    const hash = hashes[i] ?? 0;
    // By its last bits: the first ones are the same in all of them.
    let slot = ((hash - Math.floor(hash / TWO_32) * TWO_32) >>> 0) & last;
    for (let other = slots[slot] ?? -1; other >= 0; other = slots[slot] ?? -1) {
      if (hashes[other] === hash) {
        found.add(hash);
        break;
      }
      slot = (slot + 1) & last;
    }
    if ((slots[slot] ?? -1) < 0) slots[slot] = i;
  }
}
