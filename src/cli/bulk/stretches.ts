import { closeSync, openSync } from 'node:fs';
import type { NumberedChunk, Walk } from '../../bulk/job.ts';
import type { Spare } from '../../bulk/spare.ts';
import { Ahead } from './ahead.ts';
import type { SeenFile } from './bulk-io.ts';
import { ChunkReader, type ScoredChunk, type StretchTask } from './chunk-reader.ts';
import type { Helpers } from './crew.ts';
import { whileSame } from './seen.ts';

/** Bytes of a stretch: large enough that its joins cost nothing, small enough that several of them hardly count. */
export const STRETCH = 1 << 19;

/** Columns that are kept to be used again. */
const MOST_SPARES = 8;

export interface Stretches extends SeenFile {
  /** Where the first row begins. */
  readonly from: number;
  readonly stretch: number;
  /** By stretch, how many rows stand before it: the same in every walk, and known after the first. */
  readonly slots: number[];
}

/** Whoever scores stretches beside this thread. */
export type Scorers = Pick<Helpers, 'hasRoom' | 'score' | 'ready'>;

export type Numbered = ScoredChunk & NumberedChunk;

/** The stretches of a file in order, whoever scores them. A row that begins in a stretch belongs to it. */
export function scoredStretches(stretches: Stretches, walk: Walk, crew?: Helpers): AsyncIterable<Numbered> {
  return whileSame(stretches, walked(stretches, walk, crew));
}

async function* walked(stretches: Stretches, walk: Walk, crew: Helpers | undefined): AsyncIterable<Numbered> {
  const { path, size } = stretches;
  const { spec, settled, suspects } = walk;
  crew?.begin(() => ({ kind: 'score', path, size, spec, settled }));
  const own = openSync(path, 'r');
  try {
    const reader = new ChunkReader(own, size, walk);
    const local: Local = (task) => ({ ...reader.run(task, suspects), thread: -1 });
    yield* crew === undefined ? alone(stretches, local) : joined(stretches, crew, local, [...suspects]);
  } finally {
    closeSync(own);
  }
}

/** Scores in this thread. */
export type Local = (task: StretchTask) => Numbered;

/** Rows of a stretch that have a number: those of other periods have none. */
function numberedIn({ rows, odd }: Numbered): number {
  return rows + odd.length;
}

async function* alone({ from, size, stretch }: Stretches, local: Local): AsyncIterable<Numbered> {
  let slot = 0;
  let spare: StretchTask['spare'] = null;
  for (let at = from; at < size; ) {
    const chunk = local({ from: at, limit: Math.min(at + stretch, size), isExact: true, slot, spare });
    slot += numberedIn(chunk);
    yield chunk;
    spare = chunk;
    if (chunk.broken !== null) return;
    at = chunk.next;
  }
}

/** Where a stretch was begun at a wrong place, it is scored again from the right one. */
export async function* joined(
  { from, size, stretch, slots }: Stretches,
  crew: Scorers,
  local: Local,
  suspects: readonly number[],
): AsyncIterable<Numbered> {
  const count = Math.ceil((size - from) / stretch);
  /** Of stretches that have been written. */
  const spares: Spare[] = [];
  const taskOf = (i: number): StretchTask => {
    const begin = from + i * stretch;
    const limit = Math.min(begin + stretch, size);
    return { from: begin, limit, isExact: i === 0, slot: slots[i] ?? 0, spare: spares.pop() ?? null };
  };
  const ahead = new Ahead(count, {
    hasRoom: () => crew.hasRoom,
    give: (i) => crew.score(taskOf(i), suspects),
    local: (i) => local(taskOf(i)),
  });
  let next = from;
  let slot = 0;
  for (let i = 0; i < count; i++) {
    const limit = Math.min(from + (i + 1) * stretch, size);
    const scored = await ahead.at(i);
    slots[i] = slot;
    // A row of the stretches before ended in this one, or behind it.
    if (next >= limit) continue;
    const chunk = scored.first === next ? scored : local({ from: next, limit, isExact: true, slot, spare: null });
    slot += numberedIn(chunk);
    yield chunk;
    if (chunk.broken !== null) return;
    if (spares.length < MOST_SPARES) spares.push({ text: chunk.text, hashes: chunk.hashes, outcomes: chunk.outcomes });
    next = chunk.next;
  }
  await crew.ready();
}
