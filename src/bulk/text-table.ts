/** Numbers for texts, by their bytes: each distinct text is made a string once. */
export class TextTable {
  readonly texts: string[] = [];
  private slots = new Int32Array(1024).fill(-1);
  private readonly hashes: number[] = [];
  private readonly bytes: Uint8Array[] = [];
  private lastNumber = -1;

  numberOf(bytes: Uint8Array, start: number, stop: number): number {
    if (this.lastNumber >= 0 && this.isSame(this.lastNumber, bytes, start, stop)) return this.lastNumber;
    const hash = hashOf(bytes, start, stop);
    const mask = this.slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const number = this.slots[slot] ?? -1;
      if (number < 0) {
        this.lastNumber = this.add(bytes.slice(start, stop), hash, slot);
        return this.lastNumber;
      }
      if (this.hashes[number] === hash && this.isSame(number, bytes, start, stop)) {
        this.lastNumber = number;
        return number;
      }
    }
  }

  private isSame(number: number, bytes: Uint8Array, start: number, stop: number): boolean {
    const known = this.bytes[number];
    if (known === undefined || known.length !== stop - start) return false;
    for (let at = 0; at < known.length; at++) if (known[at] !== bytes[start + at]) return false;
    return true;
  }

  private add(bytes: Uint8Array, hash: number, slot: number): number {
    const number = this.texts.length;
    this.texts.push(new TextDecoder().decode(bytes).normalize('NFC'));
    this.bytes.push(bytes);
    this.hashes.push(hash);
    this.slots[slot] = number;
    if (number * 2 > this.slots.length) this.grow();
    return number;
  }

  private grow(): void {
    const slots = new Int32Array(this.slots.length * 4).fill(-1);
    const mask = slots.length - 1;
    for (const [number, hash] of this.hashes.entries()) {
      let slot = hash & mask;
      while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & mask;
      slots[slot] = number;
    }
    this.slots = slots;
  }
}

function hashOf(bytes: Uint8Array, start: number, stop: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < stop; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
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
