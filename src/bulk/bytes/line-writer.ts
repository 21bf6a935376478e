import type { AwardSpec, CellSpec, ChunkSpec, FlagSource } from '../spec.ts';
import { GRANT_END, OUTCOME } from '../spec.ts';
import * as L from './layout.ts';
import { cellText } from './lines.ts';
import type { Machine, Memory } from './memory.ts';
import type { Places } from './scanner.ts';

/** Where the machine finds what lines are written from. */
export interface LineSources {
  readonly status: number;
  readonly keys: readonly Places[];
  /** Of other texts that are shown as they stand. */
  readonly copied: readonly Places[];
  /** Of the cells that say why limits changed something, in their order. */
  readonly reasons: readonly Places[];
  /** Addresses of the outputs of scoring. */
  readonly out: readonly number[];
  readonly capacity: number;
}

/** What a line is put together from: texts that are the same in all lines, and cells. */
type Piece = string | CellSpec;

interface Sequence {
  readonly address: number;
  readonly count: number;
  /** Bytes that it can take at most, keys aside. */
  readonly most: number;
}

/** Room for the lines of a stretch; more is taken where it will not do. */
const ROOM = 1 << 18;

/** More than any number takes, with the digits behind its point beside. */
const MOST_OF_A_NUMBER = 24;
const LENGTH_OF_A_DAY = 10;

/** Sets the machine up to write result lines, and takes them from it. */
export class LineWriter {
  private readonly spec: ChunkSpec;
  private readonly memory: Memory;
  private readonly machine: Machine;
  private readonly sources: LineSources;
  private readonly set: number;
  private readonly outcomesAt: number;
  private readonly encoder = new TextEncoder();
  private room = 0;
  /** Cells with reasons that have been met. */
  private reasons = 0;
  private address = 0;
  /** Bytes written since the beginning. */
  length = 0;

  constructor(spec: ChunkSpec, memory: Memory, machine: Machine, sources: LineSources) {
    this.spec = spec;
    this.memory = memory;
    this.machine = machine;
    this.sources = sources;
    this.outcomesAt = memory.reserve(4 * sources.capacity);
    this.set = this.setUp();
    this.enlarge(ROOM);
  }

  begin(): void {
    this.length = 0;
    this.memory.view.setUint32(this.set + L.LINES_NOT_ASSESSED, 0, true);
  }

  get notAssessed(): number {
    return this.memory.view.getUint32(this.set + L.LINES_NOT_ASSESSED, true);
  }

  /** Of the rows written last, each at its place. */
  get outcomes(): Uint32Array {
    return this.memory.numbers(this.outcomesAt, this.sources.capacity);
  }

  /** Writes rows from one to before another, none of them odd. */
  write(from: number, to: number): void {
    const { memory, set } = this;
    for (let row = from; row < to; ) {
      memory.view.setUint32(set + L.LINES_TO, this.address + this.length, true);
      this.length = this.machine.write(set, row, to) - this.address;
      row = memory.view.getUint32(set + L.LINES_ROW, true);
      if (row < to) this.enlarge(2 * this.room);
    }
  }

  /** All that was written since the beginning; good until the next beginning. */
  get written(): Uint8Array<ArrayBuffer> {
    return this.memory.bytes(this.address, this.length);
  }

  private enlarge(room: number): void {
    const { memory, set } = this;
    const address = memory.reserve(room + L.SLACK);
    memory.bytes(address, this.length).set(memory.bytes(this.address, this.length));
    this.room = room;
    this.address = address;
    memory.view.setUint32(set + L.LINES_TO_END, address + room, true);
  }

  private setUp(): number {
    const { memory, spec, sources } = this;
    const line = this.sequence(separated(spec.cells));
    const endings = spec.awards === null ? [] : endingsOf(spec.awards).map((pieces) => this.sequence(pieces));
    const table = memory.keepNumbers(endings.flatMap(({ address, count }) => [address, count]));
    const tiers = (spec.awards?.tiers ?? []).map(({ when }) => this.flag(when));
    const tierTable = memory.keepNumbers(tiers);
    const places = [...sources.keys, ...sources.copied, ...sources.reasons];
    const keys = memory.keepNumbers(places.flatMap(({ starts, stops }) => [starts, stops]));
    const set = memory.reserve(L.LINES_SIZE);
    const { view } = memory;
    const put = (offset: number, value: number) => view.setUint32(set + offset, value, true);
    put(L.LINES_PARTS, line.address);
    put(L.LINES_COUNT, line.count);
    put(L.LINES_STATUS, sources.status);
    put(L.LINES_AWARDS, endOf(spec));
    put(L.LINES_ELIGIBLE, this.flag(spec.awards?.eligible ?? false));
    put(L.LINES_TIERS, tierTable);
    put(L.LINES_TIER_COUNT, tiers.length);
    put(L.LINES_ENDINGS, table);
    put(L.LINES_OUTCOMES, this.outcomesAt);
    put(L.LINES_KEYS, keys);
    put(L.LINES_KEY_COUNT, places.length);
    put(L.LINES_MOST, endings.reduce((sum, { most }) => sum + most, line.most) + tiers.length + 2);
    return set;
  }

  private flag(source: FlagSource): number {
    if (typeof source === 'boolean') return source ? L.ALWAYS : L.NEVER;
    return this.outAt(source);
  }

  private outAt(out: number): number {
    const address = this.sources.out[out];
    if (address === undefined) throw new RangeError(`no output ${out}`);
    return address;
  }

  /** Neighbouring texts become one. */
  private sequence(pieces: readonly Piece[]): Sequence {
    const merged: Piece[] = [];
    for (const piece of pieces.map(plain)) {
      const last = merged.at(-1);
      if (typeof piece === 'string' && typeof last === 'string') merged[merged.length - 1] = last + piece;
      else if (piece !== '') merged.push(piece);
    }
    const parts = merged.map((piece) => this.part(piece));
    const address = this.memory.reserve(parts.length * L.PART_SIZE);
    for (const [i, { fields }] of parts.entries()) {
      const at = address + i * L.PART_SIZE;
      for (const [offset, value] of fields) this.memory.view.setUint32(at + offset, value, true);
    }
    return { address, count: parts.length, most: parts.reduce((sum, { most }) => sum + most, 0) };
  }

  private part(piece: Piece): { readonly fields: readonly (readonly [number, number])[]; readonly most: number } {
    if (typeof piece === 'string') {
      const [from, length] = this.kept(piece);
      return {
        fields: [
          [L.PART_KIND, L.LITERAL],
          [L.PART_FROM, from],
          [L.PART_LENGTH, length],
        ],
        most: length,
      };
    }
    const there: readonly [number, number] = [
      L.PART_THERE,
      'there' in piece && typeof piece.there === 'number' ? this.outAt(piece.there) : 0,
    ];
    const kind = (value: number): readonly [number, number] => [L.PART_KIND, value];
    const from = (out: number): readonly [number, number] => [L.PART_FROM, this.outAt(out)];
    switch (piece.kind) {
      case 'fixed':
        throw new Error('a fixed text is a literal');
      case 'key':
        return this.copied(this.sources.keys[piece.key]);
      case 'text': {
        const { fields, most } = this.copied(this.sources.copied[piece.text]);
        return { fields: [...fields, there], most };
      }
      case 'reason':
        return this.copied(this.sources.reasons[this.reasons++]);
      case 'number': {
        const isWide = this.spec.outputs[piece.out] === 'wide';
        const digits: readonly (readonly [number, number])[] = [
          [L.PART_DIGITS, piece.digits],
          [L.PART_SHORTEST, piece.shortest ? 1 : 0],
        ];
        return {
          fields: [kind(isWide ? L.WIDE_UNITS : L.UNITS), there, from(piece.out), ...digits],
          most: MOST_OF_A_NUMBER + piece.digits,
        };
      }
      case 'word': {
        const { fields, most } = this.texts(piece.texts.map(cellText));
        return { fields: [kind(L.TEXT_BY_NUMBER), there, from(piece.out), ...fields], most };
      }
      case 'flag': {
        const { fields, most } = this.texts(['false', 'true']);
        return { fields: [kind(L.TEXT_BY_FLAG), there, from(piece.out), ...fields], most };
      }
      case 'date':
        return { fields: [kind(L.DAY), there, from(piece.out)], most: LENGTH_OF_A_DAY };
      case 'case': {
        const cases = piece.of.map(({ when, text }) => [this.flag(when), ...this.kept(text)] as const);
        const address = this.memory.keepNumbers(cases.flat());
        const fields: readonly (readonly [number, number])[] = [
          [L.PART_TEXTS, address],
          [L.PART_COUNT, cases.length],
        ];
        return { fields: [kind(L.CASES), ...fields], most: Math.max(0, ...cases.map(([, , length]) => length)) };
      }
    }
  }

  /** Their length is looked up row by row. */
  private copied(places: Places | undefined): {
    readonly fields: readonly (readonly [number, number])[];
    readonly most: number;
  } {
    if (places === undefined) throw new RangeError('a cell without its places');
    return {
      fields: [
        [L.PART_KIND, L.COPY],
        [L.PART_FROM, places.starts],
        [L.PART_TEXTS, places.stops],
      ],
      most: 0,
    };
  }

  private texts(texts: readonly string[]): {
    readonly fields: readonly (readonly [number, number])[];
    readonly most: number;
  } {
    const kept = texts.map((text) => this.kept(text));
    const address = this.memory.keepNumbers(kept.flat());
    return {
      fields: [
        [L.PART_TEXTS, address],
        [L.PART_COUNT, kept.length],
      ],
      most: Math.max(0, ...kept.map(([, length]) => length)),
    };
  }

  private kept(text: string): readonly [number, number] {
    const bytes = this.encoder.encode(text);
    return [this.memory.keep(bytes), bytes.length];
  }
}

/** A pass for the group rules alone writes nothing. */
function endOf({ cells, awards }: ChunkSpec): number {
  if (awards === null) return cells.length === 0 ? L.NO_LINES : L.NO_AWARDS;
  return awards.immediate === null ? L.AWARDS_LATER : L.AWARDS_AT_ONCE;
}

/** A cell that is the same in every line is a text. */
function plain(piece: Piece): Piece {
  if (typeof piece === 'string') return piece;
  if (piece.kind === 'fixed') return piece.text;
  return 'there' in piece && piece.there === false ? '' : piece;
}

function separated(cells: readonly CellSpec[]): readonly Piece[] {
  return cells.flatMap((cell, i): Piece[] => (i === 0 ? [cell] : [',', cell]));
}

/** What follows the result's own cells: by outcome where the award is known at once, otherwise the grants of each tier. */
function endingsOf({ tiers, immediate, apart }: AwardSpec): readonly (readonly Piece[])[] {
  const piece = (cell: CellSpec): Piece[] => (apart ? [cell, GRANT_END] : [',', cell]);
  const grants = tiers.map((tier) => tier.grants.flatMap(piece));
  if (immediate === null) return grants;
  return immediate.outcomes.map(({ name, reason }, outcome) => [
    `,${name}`,
    ...(outcome < OUTCOME.tiers ? [immediate.noGrants] : (grants[outcome - OUTCOME.tiers] ?? [])),
    `,${reason}\n`,
  ]);
}
