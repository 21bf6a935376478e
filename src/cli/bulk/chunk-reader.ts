import { isUtf8 } from 'node:buffer';
import { readSync } from 'node:fs';
import { type Beside, ChunkScorer } from '../../bulk/chunk.ts';
import type { Walk } from '../../bulk/job.ts';
import type { ChunkResult } from '../../bulk/spec.ts';

const LF = 10;

/** What is read behind a stretch for the end of its last row; more where that row is longer. */
export const OVERLAP = 1 << 16;
/** No row is longer: see the scanner. */
const MOST_OVERLAP = 1 << 21;

/** A stretch of a file as it was scored, and where its first row began. */
export interface ScoredChunk extends ChunkResult {
  readonly first: number;
}

/** A stretch to be scored. */
export interface StretchTask extends Beside {
  readonly from: number;
  readonly limit: number;
  /** Whether a row begins there. */
  readonly isExact: boolean;
}

/** Reads and scores stretches of an open file. */
export class ChunkReader {
  private readonly file: number;
  private readonly size: number;
  private readonly scorer: ChunkScorer;

  constructor(file: number, size: number, { spec, settled }: Pick<Walk, 'spec' | 'settled'>) {
    this.file = file;
    this.size = size;
    this.scorer = new ChunkScorer(spec, settled);
  }

  /**
   * The rows that begin in [from, limit). `isExact`: a row begins at `from`; otherwise the first one begins behind the
   * next line end, which is right unless that stands within quotes: whoever joins the stretches sees that. `slot`: how
   * many rows stand before it.
   */
  run(task: StretchTask, suspects: ReadonlySet<number>): ScoredChunk {
    const { from, limit, isExact } = task;
    for (let overlap = OVERLAP; ; overlap *= 4) {
      const begin = isExact ? from : from - 1;
      const stop = Math.min(this.size, limit + overlap);
      const bytes = this.read(begin, stop);
      const { length } = bytes;
      const first = isExact ? 0 : firstRow(bytes);
      const result = this.scorer.run(first, Math.min(limit - begin, length), length, suspects, task);
      // Whoever joins the stretches refuses a file that has changed.
      if (length < stop - begin) {
        return { ...result, broken: { problem: 'shorter', line: 0 }, first: begin + first, next: this.size };
      }
      const isWhole = stop === this.size || (result.broken === null && result.next <= length - 2);
      if (!isWhole && overlap < MOST_OVERLAP) continue;
      const broken = result.broken === null ? this.unreadable(first, result) : named(result.broken, isWhole);
      return { ...result, broken, first: begin + first, next: Math.min(begin + result.next, this.size) };
    }
  }

  /** The bytes of the rows are looked at again where something about them is unusual. */
  private unreadable(first: number, { isUnusual, next }: ChunkResult): ChunkResult['broken'] {
    // The view from before may be of no use any more.
    return isUnusual ? unreadable(this.scorer.input(next).subarray(first)) : null;
  }

  private read(from: number, to: number): Uint8Array {
    const length = to - from;
    const input = this.scorer.input(length);
    let at = 0;
    while (at < length) {
      const count = readSync(this.file, input, at, length - at, from + at);
      if (count === 0) break;
      at += count;
    }
    return input.subarray(0, at);
  }
}

/** A quote that is not closed in what was read may be closed far behind it. */
function named(broken: NonNullable<ChunkResult['broken']>, isWhole: boolean): ChunkResult['broken'] {
  return !isWhole && broken.problem === 'unclosed_quote' ? { ...broken, problem: 'too_long' } : broken;
}

/** Behind the first line end; behind everything where there is none. */
function firstRow(bytes: Uint8Array): number {
  const at = bytes.indexOf(LF);
  return at < 0 ? bytes.length : at + 1;
}

function unreadable(bytes: Uint8Array): ChunkResult['broken'] {
  const nul = bytes.indexOf(0);
  if (nul >= 0)
    return { problem: 'nul', line: bytes.subarray(0, nul).reduce((n, byte) => (byte === LF ? n + 1 : n), 0) };
  return isUtf8(bytes) ? null : { problem: 'not_text', line: 0 };
}
