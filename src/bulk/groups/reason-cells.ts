import type { OutputColumn } from '../../backends/columns/compile.ts';
import { SLACK } from '../bytes/layout.ts';
import { ByteSink } from '../bytes/lines.ts';
import type { Memory } from '../bytes/memory.ts';
import type { Places } from '../bytes/scanner.ts';
import type { LimitNotes } from '../cohort.ts';
import type { ChunkSpec, ReasonSpec } from '../spec.ts';
import { COURSE, COURSE_BITS, courseOf } from './courses.ts';
import type { GroupCells } from './group-cells.ts';

type ReasonWriter = (row: number, cells: GroupCells, out: readonly OutputColumn[], into: ByteSink) => void;

/** Why limits left or changed values, in words: written before the lines, into which they are copied. */
export class ReasonCells {
  /** For each such cell of a line, where its texts begin and end. */
  readonly places: readonly Places[];
  private readonly memory: Memory;
  private readonly writers: readonly ReasonWriter[];
  private readonly sink = new ByteSink();
  private address = 0;
  private room = 0;

  constructor({ cells }: ChunkSpec, memory: Memory, capacity: number) {
    this.memory = memory;
    this.writers = cells.flatMap((cell) => (cell.kind === 'reason' ? [reasonWriter(cell)] : []));
    const numbers = () => memory.reserve(4 * capacity);
    this.places = this.writers.map(() => ({ starts: numbers(), stops: numbers() }));
  }

  /** Of all rows of a batch but odd ones. */
  fill(rows: number, status: Uint8Array, cells: GroupCells, out: readonly OutputColumn[]): void {
    const { memory, sink } = this;
    if (this.writers.length === 0) return;
    const ends = this.writers.map((write) => {
      const stops = new Uint32Array(rows);
      for (let row = 0; row < rows; row++) {
        if (status[row] !== 2) write(row, cells, out, sink);
        stops[row] = sink.length;
      }
      return stops;
    });
    const text = sink.taken();
    if (text.length > this.room) {
      this.room = 2 * text.length;
      this.address = memory.reserve(this.room + SLACK);
    }
    memory.bytes(this.address, text.length).set(text);
    let start = 0;
    for (const [cell, stops] of ends.entries()) {
      const places = this.places[cell];
      if (places === undefined) continue;
      const [from, to] = [memory.numbers(places.starts, rows), memory.numbers(places.stops, rows)];
      for (let row = 0; row < rows; row++) {
        from[row] = this.address + start;
        start = stops[row] ?? start;
        to[row] = this.address + start;
      }
    }
  }
}

/** What the rules of a limit did to the row, one after the other. */
function reasonWriter({ note, value, rules, waits, texts }: ReasonSpec): ReasonWriter {
  const encoder = new TextEncoder();
  const encoded = (piece: string | number) => (typeof piece === 'string' ? encoder.encode(piece) : piece);
  const known = new Map(texts.map(([course, pieces]) => [course, pieces.map(encoded)]));
  const waiting = encoder.encode(waits);
  const outcomes = new Array<number>(rules).fill(0);
  return (row, { slots, notes }, out, into) => {
    const { of, rooms, steps } = notes[note] ?? NO_NOTES;
    const slot = slots[row] ?? 0;
    for (let rule = 0; rule < rules; rule++) outcomes[rule] = (steps[rule]?.[slot] ?? 0) % COURSE_BITS;
    if (outcomes[0] === COURSE.waits) {
      into.append(waiting);
      return;
    }
    const room = (of[slot] ?? 0) * rules;
    for (const piece of known.get(courseOf(Number(out[value]?.[row]), outcomes)) ?? []) {
      if (typeof piece !== 'number') into.append(piece);
      else {
        const rule = piece >> 1;
        const rank = Math.floor((steps[rule]?.[slot] ?? 0) / COURSE_BITS);
        into.append(encoder.encode(String(piece % 2 === 0 ? rank : (rooms[room + rule] ?? 0))));
      }
    }
  };
}

const NO_NOTES: LimitNotes = { of: new Uint32Array(), rooms: new Uint32Array(), steps: [] };
