import type { Diagnostic } from '../base/diagnostic.ts';
import type { Language } from '../language/vocabulary.ts';
import type { CohortResult } from '../model/score.ts';
import type { AwardCounts } from '../report/summary.ts';
import type { Origin } from '../score/ledger.ts';
import type { Settled } from './cohort.ts';
import type { FinishSpec, Segment } from './finish.ts';
import type { OddRowsOptions } from './odd-rows.ts';
import type { GrantWriter } from './paid-grants.ts';
import type { Prepared } from './prepare.ts';
import type { PartedHashes } from './repeated.ts';
import type { ChunkResult, ChunkSpec } from './spec.ts';
import type { Sink, Spool } from './spool.ts';

/** A walk through the file: what is done with each row, and what is known from the walks before. */
export interface Walk {
  readonly spec: ChunkSpec;
  /** Hashes of keys that may stand twice. */
  readonly suspects: ReadonlySet<number>;
  readonly settled: Settled;
}

/** A stretch of the file, with the number of the thread that read it. */
export type NumberedChunk = ChunkResult & { readonly thread: number };

/** Keys that stand more than once, each with its rows. */
export interface Doubles {
  readonly suspects: ReadonlySet<number>;
  readonly duplicates: ReadonlyMap<string, readonly { readonly origin: Origin }[]>;
}

export const NO_DOUBLES: Doubles = { suspects: new Set(), duplicates: new Map() };

/** What several threads may do at a time. */
export interface Hands {
  /** The stretches of the file in order. */
  chunks(walk: Walk): AsyncIterable<NumberedChunk>;
  /** Those of the hashes that stand more than once; begins at once. `spool`: where some of them are. */
  repeated(hashes: PartedHashes, spool: Spool | null): Promise<ReadonlySet<number>>;
  /** The finished lines of a spool, in order: each part is good until the next one is asked for. */
  finished(spool: Spool, segments: readonly Segment[], work: FinishWork): Finished;
}

export interface FinishWork {
  readonly spec: FinishSpec;
  /** Pays the grants of a budget; with it no other thread can help. */
  readonly paid: GrantWriter | null;
}

export interface Finished {
  readonly lines: AsyncIterable<Uint8Array>;
  /** What each thread has counted of its rows, once all lines are finished: see {@link countsRoom}. */
  readonly counts: readonly Uint32Array[];
}

export interface BulkJob extends OddRowsOptions {
  readonly prepared: Prepared;
  readonly language: Language;
  /** Line of the file on which the first row stands. */
  readonly firstLine: number;
  readonly hands: Hands;
  readonly out: Sink;
  readonly rejects: Sink | null;
  readonly spool: () => Spool;
  readonly report: ((rows: number) => void) | null;
}

export interface BulkDone {
  readonly kind: 'done';
  readonly summary: CohortResult['summary'];
  readonly groups: CohortResult['groups'];
  readonly limits: CohortResult['limits'];
  readonly budgets: CohortResult['budgets'];
  readonly refused: boolean;
  readonly diagnostics: readonly Diagnostic[];
  readonly awardCounts: AwardCounts;
  /** The first findings of rejected rows, and how many there are. */
  readonly findings: readonly Diagnostic[];
  readonly findingCount: number;
}

export type BulkOutcome =
  | BulkDone
  /** The file cannot be read from there on. */
  | { readonly kind: 'broken'; readonly problem: string; readonly line: number }
  /** Only the ordinary way knows what to do with it. */
  | { readonly kind: 'beyond' };
