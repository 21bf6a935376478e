import { Finisher, type FinishSpec, type Segment } from '../../bulk/finish.ts';
import type { GrantWriter } from '../../bulk/paid-grants.ts';
import { PaidLines } from '../../bulk/paid-lines.ts';
import { readFully } from './read-fully.ts';

/** A segment of the spool to be finished. `spare`: bytes that nobody needs, for the result. */
export interface FinishTask {
  readonly segment: Segment;
  readonly spare: ArrayBuffer | null;
}

export type FinishedText = Uint8Array<ArrayBuffer>;

/** Reads segments of an open spool and finishes their lines. */
export class SegmentFinisher {
  private readonly file: number;
  private readonly finisher: Finisher;
  private readonly paid: PaidLines | null;

  /** `file`: the spool. `counts`: where its rows are counted. */
  constructor(file: number, spec: FinishSpec, counts: Uint32Array, paid: GrantWriter | null) {
    this.file = file;
    this.finisher = new Finisher(spec, counts);
    this.paid = paid && new PaidLines(this.finisher, paid);
  }

  run({ segment, spare }: FinishTask): FinishedText {
    const { from, to } = segment;
    const { file, finisher, paid } = this;
    const text = new GrowingText(spare ?? new ArrayBuffer(2 * (to - from)));
    const bytes = paid === null ? finisher.input(to - from) : new Uint8Array(to - from);
    readFully(file, bytes, from);
    if (paid === null) for (const part of finisher.lines(segment)) text.add(part);
    else text.add(paid.lines(segment, bytes));
    return text.whole;
  }
}

class GrowingText {
  private bytes: FinishedText;
  private length = 0;

  constructor(room: ArrayBuffer) {
    this.bytes = new Uint8Array(room);
  }

  add(part: Uint8Array): void {
    const length = this.length + part.length;
    if (length > this.bytes.length) {
      const larger = new Uint8Array(Math.max(length, 2 * this.bytes.length));
      larger.set(this.bytes.subarray(0, this.length));
      this.bytes = larger;
    }
    this.bytes.set(part, this.length);
    this.length = length;
  }

  get whole(): FinishedText {
    return this.bytes.subarray(0, this.length);
  }
}
