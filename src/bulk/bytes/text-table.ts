/** Numbers for texts, by their bytes: each distinct text is made a string once. */
export class TextTable {
  readonly texts: string[] = [];
  private slots = new Int32Array(1024).fill(-1);
  private hashes = new Int32Array(512);
  /** All texts one behind the other, and where each begins. */
  private pool = new Uint8Array(1 << 14);
  private starts = new Int32Array(513);

  numberOf(bytes: Uint8Array, start: number, stop: number): number {
    const { slots, hashes } = this;
    const hash = hashOf(bytes, start, stop);
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const number = slots[slot] ?? -1;
      if (number < 0) return this.add(bytes, start, stop, hash);
      if (hashes[number] === hash && this.isSame(number, bytes, start, stop)) return number;
    }
  }

  private isSame(number: number, bytes: Uint8Array, start: number, stop: number): boolean {
    const { pool, starts } = this;
    const first = starts[number] ?? 0;
    if ((starts[number + 1] ?? 0) - first !== stop - start) return false;
    for (let at = start, own = first; at < stop; at++, own++) if (pool[own] !== bytes[at]) return false;
    return true;
  }

  private add(bytes: Uint8Array, start: number, stop: number, hash: number): number {
    const number = this.texts.length;
    this.texts.push(new TextDecoder().decode(bytes.subarray(start, stop)).normalize('NFC'));
    if (number === this.hashes.length) this.grow();
    const first = this.starts[number] ?? 0;
    const end = first + stop - start;
    if (end > this.pool.length) {
      const larger = new Uint8Array(Math.max(end, this.pool.length * 2));
      larger.set(this.pool);
      this.pool = larger;
    }
    this.pool.set(bytes.subarray(start, stop), first);
    this.starts[number + 1] = end;
    this.hashes[number] = hash;
    this.slots[this.freeSlot(hash)] = number;
    return number;
  }

  private freeSlot(hash: number): number {
    const mask = this.slots.length - 1;
    let free = hash & mask;
    while ((this.slots[free] ?? -1) >= 0) free = (free + 1) & mask;
    return free;
  }

  private grow(): void {
    const known = this.hashes;
    this.hashes = new Int32Array(known.length * 2);
    this.hashes.set(known);
    const starts = new Int32Array(known.length * 2 + 1);
    starts.set(this.starts);
    this.starts = starts;
    this.slots = new Int32Array(known.length * 4).fill(-1);
    for (let number = 0; number < known.length; number++) {
      const hash = known[number] ?? 0;
      this.slots[this.freeSlot(hash)] = number;
    }
  }
}

function hashOf(bytes: Uint8Array, start: number, stop: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < stop; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return hash ^ (hash >>> 15);
}

/** 53 bits of a key by its parts, the same as the byte machine works out (`machine/key-hash.ts`). */
export function hashOfKey(parts: readonly string[]): number {
  const encoder = new TextEncoder();
  let [one, two] = [0x811c9dc5, 0x9e3779b9];
  const take = (word: number) => {
    one =
      (Math.imul(turned(one ^ Math.imul(turned(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593), 13), 5) + 0xe6546b64) | 0;
    two =
      (Math.imul(turned(two ^ Math.imul(turned(Math.imul(word, 0x239b961b), 16), 0xab0e9789), 19), 5) + 0x561ccd1b) | 0;
  };
  for (const part of parts) {
    const bytes = encoder.encode(part);
    const words = new DataView(new ArrayBuffer(Math.ceil((bytes.length + 1) / 4) * 4));
    new Uint8Array(words.buffer).set(bytes);
    // All whole words, and one more for what is left, be it nothing.
    for (let at = 0; at <= bytes.length - (bytes.length % 4); at += 4) take(words.getUint32(at, true));
    take(bytes.length);
  }
  return mixed(one) * 2_097_152 + (mixed(two) >>> 11);
}

function turned(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

function mixed(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
