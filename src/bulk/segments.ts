import type { Segment } from './finish.ts';

/** Bytes of a segment at least, but for the last one: so many that its joins cost nothing. */
const LEAST = 1 << 18;

/** Where in a spool which rows stand, while it is written. */
export class Segments {
  private readonly closed: Segment[] = [];
  private from = 0;
  private at = 0;
  private row = 0;

  wrote(bytes: number): void {
    this.at += bytes;
  }

  /** Here one may end. `rows`: how many have been written altogether. */
  mayEnd(rows: number): void {
    if (this.at - this.from >= LEAST) this.end(rows);
  }

  private end(rows: number): void {
    const { from, at: to, row } = this;
    if (rows > row) this.closed.push({ from, to, row, rows: rows - row });
    this.from = to;
    this.row = rows;
  }

  /** All of them, in order. */
  all(rows: number): readonly Segment[] {
    this.end(rows);
    return this.closed;
  }
}
