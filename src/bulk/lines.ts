import type { OutputColumn } from '../backends/columns/compile.ts';
import { csvLine, safeCell } from '../data/csv-write.ts';
import { formatIsoDate } from '../number/calendar.ts';
import type { LimitNotes } from './cohort.ts';
import { COURSE, COURSE_BITS, courseOf } from './courses.ts';
import type { CellSpec, FlagSource, ReasonSpec } from './spec.ts';
import { withoutZeros, writeUnits } from './write-number.ts';

const [COMMA, QUOTE] = [44, 34];

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

  taken(): Uint8Array {
    const taken = this.bytes.slice(0, this.length);
    this.length = 0;
    return taken;
  }
}

/** What a cell is written from. */
export interface RowSource {
  readonly out: readonly OutputColumn[];
  readonly bytes: Uint8Array;
  readonly keyStart: readonly Uint32Array[];
  readonly keyEnd: readonly Uint32Array[];
  /** The number of each row among all rows of the file. */
  readonly slots: Float64Array;
  readonly notes: readonly (LimitNotes | undefined)[];
}

export type CellWriter = (source: RowSource, row: number, into: ByteSink) => void;

/** The text of a cell as CSV carries it. */
export function cellText(text: string): string {
  return csvLine([safeCell(text, false)]);
}

/** A longer cell than this is one that the scanner would not have read. */
const MOST_OF_A_NUMBER = 64;

export function cellWriter(spec: CellSpec): CellWriter {
  const encoder = new TextEncoder();
  switch (spec.kind) {
    case 'key':
      return keyWriter(spec.key);
    case 'fixed':
      return fixed(encoder.encode(spec.text));
    case 'number':
      return numberWriter(spec);
    case 'word': {
      const texts = spec.texts.map((text) => encoder.encode(cellText(text)));
      return where(spec.there, ({ out }, row, into) => {
        const text = texts[numberAt(out, spec.out, row)];
        if (text !== undefined) append(into, text);
      });
    }
    case 'flag': {
      const texts = [encoder.encode('false'), encoder.encode('true')];
      return where(spec.there, ({ out }, row, into) => {
        const text = texts[numberAt(out, spec.out, row)];
        if (text !== undefined) append(into, text);
      });
    }
    case 'date':
      return where(spec.there, ({ out }, row, into) =>
        append(into, encoder.encode(formatIsoDate(numberAt(out, spec.out, row)))),
      );
    case 'reason':
      return reasonWriter(spec);
    case 'case': {
      const cases = spec.of.map(({ when, text }) => ({ when, text: encoder.encode(text) }));
      return ({ out }, row, into) => {
        const chosen = cases.find(({ when }) => isSet(out, when, row));
        if (chosen !== undefined) append(into, chosen.text);
      };
    }
  }
}

/** What the rules of a limit did to the row, one after the other. */
function reasonWriter({ note, value, rules, waits, texts }: ReasonSpec): CellWriter {
  const encoder = new TextEncoder();
  const encoded = (piece: string | number) => (typeof piece === 'string' ? encoder.encode(piece) : piece);
  const known = new Map(texts.map(([course, pieces]) => [course, pieces.map(encoded)]));
  const waiting = encoder.encode(waits);
  const outcomes = new Array<number>(rules).fill(0);
  return ({ out, slots, notes }, row, into) => {
    const { of, rooms, steps } = notes[note] ?? NO_NOTES;
    const slot = slots[row] ?? 0;
    for (let rule = 0; rule < rules; rule++) outcomes[rule] = (steps[rule]?.[slot] ?? 0) % COURSE_BITS;
    if (outcomes[0] === COURSE.waits) {
      append(into, waiting);
      return;
    }
    const room = (of[slot] ?? 0) * rules;
    for (const piece of known.get(courseOf(numberAt(out, value, row), outcomes)) ?? []) {
      if (typeof piece !== 'number') append(into, piece);
      else {
        const rule = piece >> 1;
        const rank = Math.floor((steps[rule]?.[slot] ?? 0) / COURSE_BITS);
        into.room(MOST_OF_A_NUMBER);
        into.length = writeUnits(into.bytes, into.length, piece % 2 === 0 ? rank : (rooms[room + rule] ?? 0), 0);
      }
    }
  };
}

const NO_NOTES: LimitNotes = { of: new Uint32Array(), rooms: new Uint32Array(), steps: [] };

function fixed(text: Uint8Array): CellWriter {
  return (_source, _row, into) => append(into, text);
}

export function append(into: ByteSink, text: Uint8Array): void {
  into.room(text.length);
  into.copy(text, 0, text.length);
}

function where(there: FlagSource, write: CellWriter): CellWriter {
  if (there === true) return write;
  if (there === false) return () => undefined;
  return (source, row, into) => {
    if (source.out[there]?.[row] === 1) write(source, row, into);
  };
}

export function isSet(out: readonly OutputColumn[], flag: FlagSource, row: number): boolean {
  return typeof flag === 'boolean' ? flag : out[flag]?.[row] === 1;
}

function numberAt(out: readonly OutputColumn[], index: number, row: number): number {
  return Number(out[index]?.[row]);
}

function numberWriter({ out: index, digits, shortest, there }: Extract<CellSpec, { kind: 'number' }>): CellWriter {
  return where(there, ({ out }, row, into) => {
    into.room(MOST_OF_A_NUMBER);
    const value = out[index]?.[row] ?? 0;
    const start = into.length;
    if (typeof value === 'bigint') append(into, new TextEncoder().encode(wideText(value, digits)));
    else into.length = writeUnits(into.bytes, start, value, digits);
    if (shortest && digits > 0) into.length = withoutZeros(into.bytes, start, into.length);
  });
}

function wideText(units: bigint, digits: number): string {
  const text = (units < 0n ? -units : units).toString().padStart(digits + 1, '0');
  const cut = text.length - digits;
  return `${units < 0n ? '-' : ''}${text.slice(0, cut)}${digits > 0 ? `.${text.slice(cut)}` : ''}`;
}

/** Keys are printable ASCII here; what a spreadsheet would run is made harmless, and quoted where need be. */
function keyWriter(key: number): CellWriter {
  return ({ bytes, keyStart, keyEnd }, row, into) => {
    const [start, stop] = [keyStart[key]?.[row] ?? 0, keyEnd[key]?.[row] ?? 0];
    into.room(2 * (stop - start) + 3);
    if (isPlain(bytes, start, stop)) {
      into.copy(bytes, start, stop);
      return;
    }
    const text = new TextEncoder().encode(cellText(new TextDecoder().decode(bytes.subarray(start, stop))));
    append(into, text);
  };
}

/** Nothing to quote, and nothing that begins as a formula does. */
function isPlain(bytes: Uint8Array, start: number, stop: number): boolean {
  const first = bytes[start];
  if (first === 61 || first === 43 || first === 45 || first === 64) return false;
  for (let at = start; at < stop; at++) if (bytes[at] === COMMA || bytes[at] === QUOTE) return false;
  return true;
}
