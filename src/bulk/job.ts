import type { Diagnostic } from '../base/diagnostic.ts';
import type { Language } from '../language/vocabulary.ts';
import type { CohortResult } from '../model/score.ts';
import type { AwardCounts } from '../report/summary.ts';
import type { Origin } from '../score/ledger.ts';
import type { Settled } from './cohort.ts';
import type { OddRowsOptions } from './odd-rows.ts';
import type { Prepared } from './prepare.ts';
import type { ChunkResult, ChunkSpec } from './spec.ts';

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

/** Where results go, piece by piece; begun anew where a pass has to be made again. */
export interface Sink {
  write(piece: Uint8Array | string): Promise<void> | void;
  restart(): Promise<void>;
}

/** A file of intermediate results, read once after it is written. */
export interface Spool extends Sink {
  pieces(): AsyncIterable<Uint8Array>;
  /** All that was written can be read after it. */
  flush(): Promise<void>;
  /** Fills `into` with what stands from there on. */
  read(at: number, into: Uint8Array): Promise<void>;
}

export interface BulkJob extends OddRowsOptions {
  readonly prepared: Prepared;
  readonly language: Language;
  /** Line of the file on which the first row stands. */
  readonly firstLine: number;
  /** The stretches of the file in order. */
  readonly chunks: (walk: Walk) => AsyncIterable<NumberedChunk>;
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
