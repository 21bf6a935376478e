/** Columns over all rows of a run, of which the length is known only at the end: kept in pieces, as they come. */
export class Pieces<T extends Float64Array | Int32Array | Uint32Array> {
  private readonly pieces: T[] = [];
  private length = 0;

  add(piece: T): void {
    if (piece.length === 0) return;
    this.pieces.push(piece);
    this.length += piece.length;
  }

  clear(): void {
    this.pieces.length = 0;
    this.length = 0;
  }

  /** As they came. */
  get all(): readonly T[] {
    return this.pieces;
  }

  /** All of them in one, made by `make`; the pieces are given up as they are copied. */
  joined(make: (length: number) => T): T {
    const all = make(this.length);
    let at = 0;
    for (let piece = this.pieces.shift(); piece !== undefined; piece = this.pieces.shift()) {
      all.set(piece as never, at);
      at += piece.length;
    }
    this.length = 0;
    return all;
  }
}
