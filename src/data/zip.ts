import { Deflate, Inflate } from 'fflate';

/** What a part of an archive holds, as its directory says it. */
export interface ZipEntry {
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  /** The packed bytes. */
  readonly packed: Uint8Array;
}

export type Zip = ReadonlyMap<string, ZipEntry>;

/** Why an archive cannot be read. Thrown within src/data, where it becomes a finding. */
export class ZipProblem extends Error {
  readonly problem: 'not_zip' | 'damaged' | 'encrypted' | 'too_large';

  constructor(problem: ZipProblem['problem']) {
    super(problem);
    this.problem = problem;
  }
}

const MOST_ENTRIES = 10_000;
/** Inflated, of one part: more is the work of an enemy, or of no use to us. */
const MOST_INFLATED = 1 << 30;
/** Small parts may shrink as they like; beyond this a part may be at most so many times larger than what is packed. */
const FREE_INFLATED = 1 << 26;
const MOST_RATIO = 200;

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_SIZE = 22;
const LONGEST_COMMENT = 0xffff;

/** The parts of an archive by name. Nothing is inflated yet. Throws {@link ZipProblem}. */
export function openZip(bytes: Uint8Array): Zip {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === undefined) throw new ZipProblem('not_zip');
  const count = view.getUint16(end + 10, true);
  // 0xffff announces the 64-bit form, which no workbook of a size that we read needs.
  if (count > MOST_ENTRIES) throw new ZipProblem('too_large');
  const entries = new Map<string, ZipEntry>();
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || view.getUint32(at, true) !== CENTRAL) throw new ZipProblem('damaged');
    const nameLength = view.getUint16(at + 28, true);
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > end) throw new ZipProblem('damaged');
    const entry = readEntry(bytes, view, at, nameLength);
    // Two parts of one name: which of them counts, programs do not agree on.
    if (entries.has(entry.name)) throw new ZipProblem('damaged');
    entries.set(entry.name, entry);
    at = next;
  }
  return entries;
}

function findEnd(view: DataView): number | undefined {
  const last = Math.max(0, view.byteLength - END_SIZE - LONGEST_COMMENT);
  for (let at = view.byteLength - END_SIZE; at >= last; at--) if (view.getUint32(at, true) === END) return at;
  return undefined;
}

function readEntry(bytes: Uint8Array, view: DataView, at: number, nameLength: number): ZipEntry {
  if ((view.getUint16(at + 8, true) & 1) !== 0) throw new ZipProblem('encrypted');
  const method = view.getUint16(at + 10, true);
  const crc = view.getUint32(at + 16, true);
  const packedSize = view.getUint32(at + 20, true);
  const size = view.getUint32(at + 24, true);
  const local = view.getUint32(at + 42, true);
  const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
  if (local + 30 > bytes.length || view.getUint32(local, true) !== LOCAL) throw new ZipProblem('damaged');
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (start + packedSize > bytes.length || (method !== 0 && method !== 8)) throw new ZipProblem('damaged');
  return { name, method, crc, packedSize, size, packed: bytes.subarray(start, start + packedSize) };
}

const CHUNK = 1 << 14;

/**
 * The content of a part, piece by piece; a piece is at most some 16 MB. Says `too_large` as soon as a part grows
 * beyond what an honest one could, and `damaged` where size or checksum do not agree with the directory.
 */
export function* inflated(entry: ZipEntry): Generator<Uint8Array> {
  const most = Math.min(MOST_INFLATED, Math.max(FREE_INFLATED, entry.packedSize * MOST_RATIO));
  const table = crcTable();
  let crc = 0xffffffff;
  let size = 0;
  for (const piece of entry.method === 0 ? [entry.packed] : inflatePieces(entry.packed)) {
    size += piece.length;
    if (size > most) throw new ZipProblem('too_large');
    crc = crcOf(piece, crc, table);
    yield piece;
  }
  if (size !== entry.size || (crc ^ 0xffffffff) >>> 0 !== entry.crc) throw new ZipProblem('damaged');
}

function* inflatePieces(packed: Uint8Array): Generator<Uint8Array> {
  const waiting: Uint8Array[] = [];
  const stream = new Inflate((piece) => waiting.push(piece));
  for (let at = 0; at < packed.length || at === 0; at += CHUNK) {
    try {
      stream.push(packed.subarray(at, at + CHUNK), at + CHUNK >= packed.length);
    } catch {
      throw new ZipProblem('damaged');
    }
    yield* waiting.splice(0);
  }
}

/** A part to be written: new content piece by piece, or a part of another archive just as it stands there. */
export type NewEntry = { readonly name: string; readonly content: Iterable<Uint8Array> } | ZipEntry;

/** 1980-01-01, the first day that an archive knows: the same bytes on every run. */
const DATE = 0x21;
const UTF8_NAMES = 0x800;

/** An archive of these parts, in their order. */
export function zipBytes(parts: readonly NewEntry[]): Uint8Array[] {
  const table = crcTable();
  const written: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const part of parts) {
    const entry = 'packed' in part ? part : packed(part.name, part.content, table);
    const name = new TextEncoder().encode(entry.name);
    const local = header(LOCAL, 30, name, entry, 4);
    const central = header(CENTRAL, 46, name, entry, 6);
    const view = new DataView(central.buffer);
    view.setUint16(4, 20, true);
    view.setUint32(42, at, true);
    written.push(local, entry.packed);
    directory.push(central);
    at += local.length + entry.packed.length;
  }
  const end = new DataView(new ArrayBuffer(END_SIZE));
  end.setUint32(0, END, true);
  end.setUint16(8, parts.length, true);
  end.setUint16(10, parts.length, true);
  end.setUint32(12, lengthOf(directory), true);
  end.setUint32(16, at, true);
  return [...written, ...directory, new Uint8Array(end.buffer)];
}

function packed(name: string, content: Iterable<Uint8Array>, table: Uint32Array): ZipEntry {
  const pieces: Uint8Array[] = [];
  const stream = new Deflate({ level: 6 }, (piece) => pieces.push(piece));
  let crc = 0xffffffff;
  let size = 0;
  for (const piece of content) {
    crc = crcOf(piece, crc, table);
    size += piece.length;
    stream.push(piece);
  }
  stream.push(new Uint8Array(), true);
  const bytes = joined(pieces);
  return { name, method: 8, crc: (crc ^ 0xffffffff) >>> 0, packedSize: bytes.length, size, packed: bytes };
}

export function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(lengthOf(pieces));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** Text as the content of a part. */
export function* encoded(texts: Iterable<string>): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let waiting = '';
  for (const text of texts) {
    waiting += text;
    if (waiting.length < ENCODED_AT_ONCE) continue;
    yield encoder.encode(waiting);
    waiting = '';
  }
  yield encoder.encode(waiting);
}

const ENCODED_AT_ONCE = 1 << 16;

/** The two kinds of header share eleven fields, which begin at `from`. */
function header(mark: number, size: number, name: Uint8Array, entry: ZipEntry, from: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size + name.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, mark, true);
  view.setUint16(from, 20, true);
  view.setUint16(from + 2, UTF8_NAMES, true);
  view.setUint16(from + 4, entry.method, true);
  view.setUint16(from + 8, DATE, true);
  view.setUint32(from + 10, entry.crc, true);
  view.setUint32(from + 14, entry.packedSize, true);
  view.setUint32(from + 18, entry.size, true);
  view.setUint16(from + 22, name.length, true);
  bytes.set(name, size);
  return bytes;
}

function lengthOf(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0);
}

function crcTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, start) => {
    let value = start;
    for (let bit = 0; bit < 8; bit++) value = (value & 1) === 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    return value;
  });
}

function crcOf(bytes: Uint8Array, before: number, table: Uint32Array): number {
  let crc = before;
  for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return crc;
}
