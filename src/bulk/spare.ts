/** Columns of a stretch that nobody needs any more: their bytes are used again, so that they do not pile up. */
export interface Spare {
  readonly text: Uint8Array<ArrayBuffer>;
  readonly hashes: Float64Array<ArrayBuffer>;
  readonly outcomes: Uint32Array<ArrayBuffer>;
}

/** Bytes that may be kept for the next stretch whatever the last one needed. */
const USUAL = 1 << 19;

/** Room for so many bytes: what is spare, where it is neither too small nor kept for nothing. */
function room(spare: ArrayBuffer | undefined, bytes: number): ArrayBuffer {
  const isFit = spare !== undefined && spare.byteLength >= bytes && spare.byteLength <= 4 * bytes + USUAL;
  return isFit ? spare : new ArrayBuffer(bytes);
}

export function copiedBytes(from: Uint8Array, spare: Spare | null): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(room(spare?.text.buffer, from.byteLength), 0, from.length);
  copy.set(from);
  return copy;
}

export function copiedDoubles(from: Float64Array, spare: Spare | null): Float64Array<ArrayBuffer> {
  const copy = new Float64Array(room(spare?.hashes.buffer, from.byteLength), 0, from.length);
  copy.set(from);
  return copy;
}

export function copiedNumbers(from: Uint32Array, spare: Spare | null): Uint32Array<ArrayBuffer> {
  const copy = new Uint32Array(room(spare?.outcomes.buffer, from.byteLength), 0, from.length);
  copy.set(from);
  return copy;
}
