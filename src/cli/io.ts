import type { BulkIo } from './bulk/bulk-io.ts';
import type { StoredIo } from './stored/stored-io.ts';

/** What is written into a file, piece by piece: texts as UTF-8, bytes as they are. */
export type Content = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

/** All that the runner touches outside itself, so that tests run it in memory. */
export interface Io {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  readonly outputIsTerminal: boolean;
  readonly talkIsTerminal: boolean;
  /** Standard output: what was asked for. */
  output(text: string): void;
  /** Standard error: talk about it. */
  talk(text: string): void;
  /** Waits until all of the output is written; the operating system's code where some of it is lost. */
  outputProblem(): Promise<string | undefined>;
  readStandardInput(): Promise<Uint8Array>;
  /** Undefined where nothing of that name exists. */
  kindOf(path: string): Promise<'file' | 'folder' | undefined>;
  /** Names in a folder, in any order. */
  list(folder: string): Promise<readonly string[]>;
  read(path: string): Promise<Uint8Array>;
  /** Whole or not at all. `personal`: readable by its owner alone. */
  write(path: string, content: Content, personal: boolean): Promise<void>;
  makeFolder(path: string): Promise<void>;
  /** For files of any length; absent where the runner has no files of its own, as in tests in memory. */
  readonly bulk?: () => Promise<BulkIo>;
  /** For files that a database reads itself; absent as `bulk` is, and undefined where none is installed. */
  readonly stored?: () => Promise<StoredIo | undefined>;
  /** The content of packed bytes; throws {@link FileProblem} where they cannot be unpacked, or grow beyond reason. */
  unpack(path: string, bytes: Uint8Array, form: PackedForm): Uint8Array;
  pack(path: string, content: Content, form: PackedForm): Content;
}

/** How a file is packed, by its last ending. */
export type PackedForm = 'gz' | 'zst';

/** A file could not be used; `reason` is the operating system's code, or one that TK901 knows. */
export class FileProblem extends Error {
  readonly path: string;
  readonly reason: string;

  constructor(path: string, reason: string) {
    super(`${path}: ${reason}`);
    this.path = path;
    this.reason = reason;
  }
}
