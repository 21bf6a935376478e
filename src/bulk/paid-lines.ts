import { ByteSink } from './bytes/lines.ts';
import type { Finisher, Segment } from './finish.ts';
import type { GrantWriter } from './paid-grants.ts';

/** Finishes lines where a budget pays grants. */
export class PaidLines {
  private readonly finisher: Finisher;
  private readonly paid: GrantWriter;
  private readonly sink = new ByteSink();

  constructor(finisher: Finisher, paid: GrantWriter) {
    this.finisher = finisher;
    this.paid = paid;
  }

  /** The finished lines of a segment of the spool. */
  lines({ row: first, rows }: Segment, bytes: Uint8Array): Uint8Array {
    const ends = new Array<number>(this.finisher.tiers + 1).fill(0);
    let start = 0;
    for (let row = first; row < first + rows; row++) {
      let at = start;
      for (let part = 0; part < ends.length; part++) {
        const end = bytes.indexOf(0, at);
        if (end < 0) throw new RangeError('a line without its end');
        ends[part] = end;
        at = end + 1;
      }
      this.line(row, bytes, start, ends);
      start = at;
    }
    return this.sink.taken();
  }

  private line(row: number, bytes: Uint8Array, start: number, ends: readonly number[]): void {
    const { sink, finisher } = this;
    const { tier, before, after } = finisher.endingOf(row);
    finisher.count(row);
    const beginning = ends[0] ?? start;
    sink.room(beginning - start);
    sink.copy(bytes, start, beginning);
    sink.append(before);
    if (tier >= 0) this.paid.write(sink, row, tier, { bytes, from: (ends[tier] ?? 0) + 1, to: ends[tier + 1] ?? 0 });
    sink.append(after);
  }
}
