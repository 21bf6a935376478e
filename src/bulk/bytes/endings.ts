import * as L from './layout.ts';
import { ByteSink } from './lines.ts';
import { type Machine, Memory } from './memory.ts';

/** What stands behind the beginning of a line. */
export interface Ending {
  readonly before: Uint8Array;
  /** Whose grants stand between the texts; -1 for nobody's. */
  readonly tier: number;
  readonly after: Uint8Array;
}

/** Rows whose endings are laid out at a time. */
const BLOCK = 4096;

/** Endings that many rows share, and that are kept. */
const MOST_KEPT = 4096;

/** Shared endings that are at hand, by the last bits of their numbers. */
const RECENT = 64;

const ROOM = 1 << 20;

/** Who knows the endings. */
export interface Endings {
  readonly tiers: number;
  /**
   * Of the rows from `start` on the numbers of their endings among those that rows share; -1 where it is the row's own.
   * Asked for each row once, in their order.
   */
  take(start: number, ids: Float64Array): void;
  endingOf(row: number): Ending;
}

/** Joins the beginnings of lines with their endings. */
export class LineJoiner {
  private readonly endings: Endings;
  private readonly memory = new Memory();
  private readonly machine: Machine;
  private readonly set: number;
  private readonly pointersAt: number;
  /** By the number of an ending that rows share, its address. */
  private readonly shared = new Map<number, number>();
  private readonly own = new ByteSink();
  private ownAt = 0;
  private ownRoom = 0;
  private inputAt = 0;
  private inputRoom = 0;
  private outAt = 0;
  private outRoom = 0;
  /** The rows whose endings are laid out, and which of them comes next. */
  private blockStart = 0;
  private blockRows = 0;
  private next = 0;

  constructor(endings: Endings) {
    const { memory } = this;
    this.endings = endings;
    this.machine = memory.machine();
    this.pointersAt = memory.reserve(4 * BLOCK);
    this.set = memory.reserve(L.FINISH_SIZE);
    memory.view.setUint32(this.set + L.FINISH_PARTS, endings.tiers + 1, true);
    memory.view.setUint32(this.set + L.FINISH_ENDINGS, this.pointersAt, true);
    this.makeRoom(ROOM);
  }

  /** Room for the beginnings of some lines: whoever wants them finished fills it first. */
  input(length: number): Uint8Array {
    const { memory } = this;
    if (length > this.inputRoom) {
      this.inputAt = memory.reserve(2 * length + L.SLACK);
      this.inputRoom = 2 * length;
    }
    return memory.bytes(this.inputAt, length);
  }

  /** The finished lines of some rows, whose beginnings fill the input: each part is good until the next one is asked for. */
  *lines({ row, rows }: { readonly row: number; readonly rows: number }, length: number): Iterable<Uint8Array> {
    const last = row + rows;
    const stop = this.inputAt + length;
    let from = this.inputAt;
    this.blockStart = row;
    this.blockRows = 0;
    this.next = 0;
    for (;;) {
      if (this.next === this.blockRows) this.layOut(last);
      if (this.next === this.blockRows) break;
      const { memory, set, next } = this;
      const end = this.machine.finish(set, from, stop, next, this.blockRows);
      this.next = memory.view.getUint32(set + L.FINISH_ROW, true);
      from = memory.view.getUint32(set + L.FINISH_FROM, true);
      if (end > this.outAt) yield memory.bytes(this.outAt, end - this.outAt);
      // There is no room for the row, unless its end is missing.
      if (this.next > next) continue;
      if (!this.isWhole(from, stop)) throw new RangeError('a line without its end');
      this.makeRoom(2 * this.outRoom);
    }
    if (from !== stop) throw new RangeError('lines of nobody');
  }

  private isWhole(from: number, stop: number): boolean {
    const bytes = this.memory.bytes(from, stop - from);
    let at = -1;
    for (let part = 0; part <= this.endings.tiers; part++) {
      at = bytes.indexOf(0, at + 1);
      if (at < 0) return false;
    }
    return true;
  }

  private makeRoom(room: number): void {
    const { memory, set } = this;
    this.outAt = memory.reserve(room + L.SLACK);
    this.outRoom = room;
    memory.view.setUint32(set + L.FINISH_TO, this.outAt, true);
    memory.view.setUint32(set + L.FINISH_TO_END, this.outAt + room, true);
  }

  /** The endings of the next rows, as far as to the last one. */
  private layOut(last: number): void {
    const { endings, memory, shared, own } = this;
    this.blockStart += this.blockRows;
    this.blockRows = Math.min(BLOCK, last - this.blockStart);
    this.next = 0;
    const owners: number[] = [];
    const places: (readonly [number, Ending])[] = [];
    const pointers = new Uint32Array(this.blockRows);
    const ids = new Float64Array(this.blockRows);
    endings.take(this.blockStart, ids);
    // Few endings are shared by most rows, and those met last are at hand.
    const recent = new Float64Array(RECENT).fill(-1);
    const recentPointers = new Uint32Array(RECENT);
    for (let i = 0; i < this.blockRows; i++) {
      const id = ids[i] ?? -1;
      const slot = id & (RECENT - 1);
      if (id >= 0 && recent[slot] === id) {
        pointers[i] = recentPointers[slot] ?? 0;
        continue;
      }
      const row = this.blockStart + i;
      const known = id < 0 ? undefined : shared.get(id);
      if (known !== undefined) {
        pointers[i] = known;
        recent[slot] = id;
        recentPointers[slot] = known;
      } else if (id >= 0 && shared.size < MOST_KEPT) pointers[i] = this.share(id, endings.endingOf(row));
      else {
        const ending = endings.endingOf(row);
        owners.push(i);
        places.push([own.length, ending]);
        own.append(ending.before);
        own.append(ending.after);
      }
    }
    const texts = own.taken();
    const needed = texts.length + owners.length * L.ENDING_SIZE + L.SLACK;
    if (needed > this.ownRoom) {
      this.ownRoom = 2 * needed;
      this.ownAt = memory.reserve(this.ownRoom);
    }
    const textsAt = this.ownAt + owners.length * L.ENDING_SIZE;
    memory.bytes(textsAt, texts.length).set(texts);
    for (const [n, [offset, ending]] of places.entries()) {
      const address = this.ownAt + n * L.ENDING_SIZE;
      this.put(address, textsAt + offset, ending);
      pointers[owners[n] ?? 0] = address;
    }
    memory.numbers(this.pointersAt, this.blockRows).set(pointers);
  }

  private share(id: number, ending: Ending): number {
    const { memory } = this;
    const address = memory.reserve(L.ENDING_SIZE);
    const text = new Uint8Array(ending.before.length + ending.after.length);
    text.set(ending.before);
    text.set(ending.after, ending.before.length);
    this.put(address, memory.keep(text), ending);
    this.shared.set(id, address);
    return address;
  }

  private put(address: number, text: number, { before, tier, after }: Ending): void {
    const { view } = this.memory;
    view.setUint32(address + L.ENDING_BEFORE, text, true);
    view.setUint32(address + L.ENDING_BEFORE_LENGTH, before.length, true);
    view.setInt32(address + L.ENDING_TIER, tier, true);
    view.setUint32(address + L.ENDING_AFTER, text + before.length, true);
    view.setUint32(address + L.ENDING_AFTER_LENGTH, after.length, true);
  }
}
