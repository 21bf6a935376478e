import type { Spool } from './job.ts';

/** Hashes have 53 bits; those of one part agree in the first eight. */
const PARTS = 256;
const WIDTH = 2 ** 45;
const TWO_32 = 2 ** 32;

/** Hashes that are put away at a time, and how many such blocks stay in memory: the rest goes into a file. */
const BLOCK = 2048;
const BLOCKS_KEPT = 64;

interface Block {
  /** In memory, or where in the file. */
  readonly at: Float64Array | number;
}

/**
 * Finds numbers that stand more than once among any number of them: they are parted by their first bits as they come,
 * and one part after the other is looked through. What is kept in memory does not grow with how many there are.
 */
export class Repeated {
  private readonly makeSpool: () => Spool;
  private readonly open = new Float64Array(PARTS * BLOCK);
  private readonly filled = new Uint16Array(PARTS);
  private readonly parts: Block[][] = Array.from({ length: PARTS }, () => []);
  private kept = 0;
  private spool: Spool | null = null;
  private spooled = 0;

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
      this.parts[part]?.push({ at: block });
      return;
    }
    this.spool ??= this.makeSpool();
    this.parts[part]?.push({ at: this.spooled });
    this.spooled += block.byteLength;
    await this.spool.write(new Uint8Array(block.buffer));
  }

  /** Those that stand more than once. Nothing can be added any more. */
  async found(): Promise<ReadonlySet<number>> {
    const found = new Set<number>();
    await this.spool?.flush();
    let coming = this.hashesOf(0);
    for (let part = 0; part < PARTS; part++) {
      const hashes = await coming;
      // The next ones are read while these are looked through.
      if (part + 1 < PARTS) coming = this.hashesOf(part + 1);
      coming.catch(() => undefined);
      lookThrough(hashes, found);
    }
    return found;
  }

  private async hashesOf(part: number): Promise<Float64Array> {
    const blocks = this.parts[part] ?? [];
    const rest = this.filled[part] ?? 0;
    const all = new Float64Array(blocks.length * BLOCK + rest);
    const reading: Promise<void>[] = [];
    for (const [i, { at }] of blocks.entries()) {
      const place = all.subarray(i * BLOCK, (i + 1) * BLOCK);
      if (typeof at !== 'number') place.set(at);
      else if (this.spool !== null) {
        reading.push(this.spool.read(at, new Uint8Array(place.buffer, place.byteOffset, place.byteLength)));
      }
    }
    all.set(this.open.subarray(part * BLOCK, part * BLOCK + rest), blocks.length * BLOCK);
    await Promise.all(reading);
    this.parts[part] = [];
    return all;
  }
}

function lookThrough(hashes: Float64Array, found: Set<number>): void {
  let size = 1024;
  while (size < 2 * hashes.length) size *= 2;
  const slots = new Int32Array(size).fill(-1);
  for (let i = 0; i < hashes.length; i++) {
    const hash = hashes[i] ?? 0;
    // By its last bits: the first ones are the same in all of them.
    let slot = ((hash - Math.floor(hash / TWO_32) * TWO_32) >>> 0) & (size - 1);
    for (let other = slots[slot] ?? -1; other >= 0; other = slots[slot] ?? -1) {
      if (hashes[other] === hash) {
        found.add(hash);
        break;
      }
      slot = (slot + 1) & (size - 1);
    }
    if ((slots[slot] ?? -1) < 0) slots[slot] = i;
  }
}
