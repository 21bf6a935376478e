import { SLACK } from './layout.ts';
import { MACHINE } from './machine.generated.ts';

/** What the byte machine can do; addresses are those of its memory. */
export interface Machine {
  /** Reads rows that begin before `limit`; returns where the next one begins. See layout.ts for what it is set up with. */
  scan(set: number, from: number, limit: number, end: number): number;
  /** The number of a text that has been numbered before; below 0 of others. */
  numberOf(numbered: number, start: number, stop: number): number;
  /** A free place for a text among those that have been numbered before; 0 where there is none. */
  freeSlot(numbered: number, start: number, stop: number): number;
  /** Writes the lines of rows from one to before another, as far as there is room; returns where the text ends. */
  write(set: number, from: number, to: number): number;
  /** Finishes lines of a block of rows from a spool's bytes; returns where the text ends. */
  finish(set: number, from: number, stop: number, first: number, rows: number): number;
}

/** What is used of WebAssembly; the types of Node 20 do not know it. */
interface WebAssemblyParts {
  readonly Memory: new (size: { readonly initial: number }) => LinearMemory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: { readonly env: { readonly memory: LinearMemory } },
  ) => {
    readonly exports: Machine;
  };
}

interface LinearMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** Below this the machine keeps what is its own. */
const FIRST_FREE = 4096;
const PAGE = 65_536;

/** Whether this engine runs WebAssembly: some are told not to. */
export function hasWebAssembly(): boolean {
  return 'WebAssembly' in globalThis;
}

/** The memory that the byte machine works in, given out piece by piece and never taken back. */
export class Memory {
  private readonly parts: WebAssemblyParts;
  private readonly memory: LinearMemory;
  private lastView = new DataView(new ArrayBuffer(0));
  private free = FIRST_FREE;

  constructor() {
    this.parts = (globalThis as unknown as { readonly WebAssembly: WebAssemblyParts }).WebAssembly;
    this.memory = new this.parts.Memory({ initial: 1 });
  }

  machine(): Machine {
    const bytes = Uint8Array.from(atob(MACHINE), (letter) => letter.charCodeAt(0));
    const { Module, Instance } = this.parts;
    return new Instance(new Module(bytes), { env: { memory: this.memory } }).exports;
  }

  /** The address of so many bytes, all 0. Views made before may be of no use any more. */
  reserve(bytes: number): number {
    const address = this.free;
    this.free = Math.ceil((address + bytes) / 16) * 16;
    const missing = this.free - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE));
    return address;
  }

  get view(): DataView<ArrayBuffer> {
    const { buffer } = this.memory;
    // It is another one where the memory has grown.
    if (this.lastView.buffer !== buffer) this.lastView = new DataView(buffer);
    return this.lastView;
  }

  bytes(address: number, length: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.memory.buffer, address, length);
  }

  numbers(address: number, length: number): Uint32Array<ArrayBuffer> {
    return new Uint32Array(this.memory.buffer, address, length);
  }

  doubles(address: number, length: number): Float64Array<ArrayBuffer> {
    return new Float64Array(this.memory.buffer, address, length);
  }

  wide(address: number, length: number): BigInt64Array<ArrayBuffer> {
    return new BigInt64Array(this.memory.buffer, address, length);
  }

  /** Where a table of the numbers stands. */
  keepNumbers(numbers: readonly number[]): number {
    const address = this.reserve(4 * numbers.length);
    this.numbers(address, numbers.length).set(numbers);
    return address;
  }

  /** Where a copy of the bytes stands. */
  keep(bytes: Uint8Array): number {
    // The machine compares eight bytes at a time, and copies sixteen.
    const address = this.reserve(bytes.length + SLACK);
    this.bytes(address, bytes.length).set(bytes);
    return address;
  }
}
