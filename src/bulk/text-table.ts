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

/** 53 bits of a key of one or several parts, the same for the same key wherever it is worked out. */
export class KeyHash {
  private one = 0;
  private two = 0;

  start(): void {
    this.one = 0x811c9dc5;
    this.two = 0x9e3779b9;
  }

  add(bytes: Uint8Array, start: number, stop: number): void {
    let { one, two } = this;
    for (let at = start; at < stop; at++) {
      const byte = bytes[at] ?? 0;
      one = Math.imul(one ^ byte, 0x01000193);
      two = Math.imul(two + byte, 0x85ebca6b) ^ (two >>> 13);
    }
    this.one = Math.imul(one ^ 31, 0x01000193);
    this.two = two;
  }

  finish(): number {
    const one = Math.imul(this.one ^ (this.one >>> 16), 0x7feb352d);
    const two = Math.imul(this.two ^ (this.two >>> 15), 0x846ca68b);
    return ((one ^ (one >>> 15)) >>> 0) * 2_097_152 + (((two ^ (two >>> 16)) >>> 0) >>> 11);
  }
}

/** Of a key's parts as texts. */
export function hashOfKey(parts: readonly string[]): number {
  const encoder = new TextEncoder();
  const hash = new KeyHash();
  hash.start();
  for (const part of parts) {
    const bytes = encoder.encode(part);
    hash.add(bytes, 0, bytes.length);
  }
  return hash.finish();
}
