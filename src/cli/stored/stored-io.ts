import type { StoredDatabase } from '../../bulk/stored/file.ts';
import type { StoredForm } from '../../bulk/stored/result.ts';
import type { SeenFile, WaitingFile } from '../bulk/bulk-io.ts';

/** A file as it was when the run began, and its last bytes with all of the metadata. */
export interface ParquetEnd extends SeenFile {
  readonly tail: Uint8Array;
}

/** What a run inside a database needs of the world. */
export interface StoredIo {
  /** Undefined where there is no such end. */
  parquetEnd(path: string): Promise<ParquetEnd | undefined>;
  /** The database reads a file several times: throws where it is another one by now. */
  refuseChanged(file: SeenFile): void;
  /**
   * An empty database, which may lay out what does not fit into memory in a folder of its own beside the file. Throws
   * {@link DatabaseProblem} where it cannot be opened.
   */
  open(beside: string, threads: number | undefined): Promise<OpenDatabase>;
}

/** The database cannot do what it was asked: the ordinary way may still know what to do. */
export class DatabaseProblem extends Error {}

export interface OpenDatabase extends StoredDatabase {
  /** A Parquet file as a table, its rows numbered; undefined where its name means more than itself to the database. */
  parquet(path: string): string | undefined;
  /** Writes the rows of a query, as lines of CSV those of its one column; undefined where the target is a device or a pipe. */
  write(query: string, path: string, form: StoredForm): Promise<WaitingFile | undefined>;
  close(): Promise<void>;
}
