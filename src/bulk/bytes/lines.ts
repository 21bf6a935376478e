import type { OutputColumn } from '../../backends/columns/compile.ts';
import { csvLine, safeCell } from '../../data/csv-write.ts';
import type { FlagSource } from '../spec.ts';

/** Bytes that grow. */
export class ByteSink {
  bytes: Uint8Array = new Uint8Array(1 << 16);
  length = 0;

  room(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + more));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }

  put(byte: number): void {
    this.bytes[this.length++] = byte;
  }

  copy(from: Uint8Array, start: number, stop: number): void {
    const { bytes } = this;
    let at = this.length;
    for (let i = start; i < stop; i++) bytes[at++] = from[i] ?? 0;
    this.length = at;
  }

  append(bytes: Uint8Array): void {
    this.room(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  taken(): Uint8Array {
    const taken = this.bytes.slice(0, this.length);
    this.length = 0;
    return taken;
  }
}

/** The text of a cell as CSV carries it. */
export function cellText(text: string): string {
  return csvLine([safeCell(text, false)]);
}

export function isSet(out: readonly OutputColumn[], flag: FlagSource, row: number): boolean {
  return typeof flag === 'boolean' ? flag : out[flag]?.[row] === 1;
}
