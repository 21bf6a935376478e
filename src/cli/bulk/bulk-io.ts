import type { Hands } from '../../bulk/job.ts';
import type { Sink, Spool } from '../../bulk/spool.ts';

/** A result file that is whole, or will be, and gets its name only then. */
export interface WaitingFile {
  /** All is written; it only waits for its name. */
  finish(): Promise<void>;
  commit(): Promise<void>;
  abort(): Promise<void>;
}

export type ResultFile = WaitingFile & Sink;

/** A file as it was when a run began: whoever writes into it changes its size or its time. */
export interface SeenFile {
  readonly path: string;
  readonly size: number;
  /** When it was written last, in nanoseconds, as far as the file system tells. */
  readonly changed: bigint;
}

/** A packed file as a plain one, which stands beside the results while it is read. */
export interface UnpackedFile extends SeenFile {
  remove(): Promise<void>;
}

/** What the bulk engine needs of the world. */
export interface BulkIo {
  /** Starts the threads that help with a file of that size, if any: they take a while. */
  begin(size: number, threads: number | undefined): void;
  /** Whatever was begun is over. */
  end(): Promise<void>;
  /** Undefined where it is no ordinary file. */
  seen(path: string): SeenFile | undefined;
  /** A packed file as a plain one, for as long as it is read. */
  unpacked(path: string, form: 'gz' | 'zst', beside: string): Promise<UnpackedFile>;
  head(path: string, length: number): Promise<Uint8Array>;
  /** For a file whose threads have been begun; its first row begins at `from`. Each walk refuses a file that is not the same any more. */
  hands(file: SeenFile, from: number): Hands;
  /** Undefined where the target is a device or a pipe, which cannot be begun anew. */
  result(path: string): Promise<ResultFile | undefined>;
  spool(beside: string): Spool & { remove(): Promise<void> };
}
