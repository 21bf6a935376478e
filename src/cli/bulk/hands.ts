import { closeSync, openSync } from 'node:fs';
import { countsRoom } from '../../bulk/award-counts.ts';
import type { Segment } from '../../bulk/finish.ts';
import { sharedCounts } from '../../bulk/groups/shared.ts';
import type { Finished, FinishWork, Hands } from '../../bulk/job.ts';
import type { Spool } from '../../bulk/spool.ts';
import { Ahead } from './ahead.ts';
import type { Helpers } from './crew.ts';
import { repeatedHashes } from './repeated-hashes.ts';
import { type FinishedText, SegmentFinisher } from './segment-finisher.ts';
import { type Stretches, scoredStretches } from './stretches.ts';

/** Counts of which each thread may have its own. */
const MOST_COUNTS = 1 << 20;

/** Results that are kept to be used again. */
const MOST_SPARES = 8;

/** This thread, and those beside it where there are any. */
export function threadHands(stretches: Stretches, crew: Helpers | undefined): Hands {
  return {
    chunks: (walk) => scoredStretches(stretches, walk, crew),
    repeated: async (hashes, spool) => {
      const path = spool?.path ?? null;
      if (!crew?.hasRoom) return repeatedHashes(hashes, path);
      return new Set(await crew.look({ kind: 'look', hashes, path }));
    },
    finished: (spool, segments, work) => finished(spool, segments, work, crew),
  };
}

/** Many groups are counted once: each thread with counts of its own would take too much memory. */
function finished(spool: Spool, segments: readonly Segment[], work: FinishWork, crew: Helpers | undefined): Finished {
  const { spec, paid } = work;
  const size = countsRoom(spec.tiers.length, spec.groups);
  const helpers = paid === null && size <= MOST_COUNTS ? crew : undefined;
  const own = new Uint32Array(size);
  const counts = Array.from({ length: helpers?.size ?? 0 }, () => sharedCounts(size));
  return { lines: linesOf({ spool, segments, work }, own, counts, helpers), counts: [own, ...counts] };
}

interface ToFinish {
  readonly spool: Spool;
  readonly segments: readonly Segment[];
  readonly work: FinishWork;
}

async function* linesOf(
  { spool, segments, work: { spec, paid } }: ToFinish,
  own: Uint32Array,
  counts: readonly Uint32Array[],
  crew: Helpers | undefined,
): AsyncIterable<Uint8Array> {
  await spool.flush();
  const { path } = spool;
  crew?.begin((thread) => ({ kind: 'finish', path, spec, counts: counts[thread] ?? new Uint32Array(0) }));
  const file = openSync(path, 'r');
  try {
    const finisher = new SegmentFinisher(file, spec, own, paid);
    const spares: ArrayBuffer[] = [];
    const taskOf = (i: number) => {
      const segment = segments[i];
      if (segment === undefined) throw new RangeError(`no segment ${i}`);
      return { segment, spare: spares.pop() ?? null };
    };
    const ahead = new Ahead<FinishedText>(segments.length, {
      hasRoom: () => crew?.hasRoom ?? false,
      give: (i) => crew?.finish(taskOf(i)) ?? Promise.reject(new Error('no threads')),
      local: (i) => finisher.run(taskOf(i)),
    });
    for (let i = 0; i < segments.length; i++) {
      const text = await ahead.at(i);
      yield text;
      if (spares.length < MOST_SPARES) spares.push(text.buffer);
    }
    await crew?.ready();
  } finally {
    closeSync(file);
  }
}
