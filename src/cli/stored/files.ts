import { randomBytes } from 'node:crypto';
import { mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { StoredForm } from '../../bulk/stored/result.ts';
import { metadataLength } from '../../data/parquet-columns.ts';
import type { SqlRow } from '../../score/sql.ts';
import type { WaitingFile } from '../bulk/bulk-io.ts';
import { refuseChanged, seenFile } from '../bulk/seen.ts';
import { asTexts } from '../databases.ts';
import { guarded } from '../guarded.ts';
import { FileProblem } from '../io.ts';
import type { Unfinished } from '../unfinished.ts';
import { DatabaseProblem, type OpenDatabase, type ParquetEnd, type StoredIo } from './stored-io.ts';

/** Undefined where DuckDB is not installed. */
export async function nodeStoredIo(unfinished: Unfinished): Promise<StoredIo | undefined> {
  const duckdb = await import('@duckdb/node-api').catch(() => undefined);
  if (duckdb === undefined) return undefined;
  return {
    parquetEnd,
    refuseChanged,
    open: async (beside, threads) => {
      const spill = `${path.resolve(beside)}.${randomBytes(6).toString('hex')}.spill`;
      unfinished.add(spill);
      const remove = async () => {
        await rm(spill, { recursive: true, force: true });
        unfinished.done(spill);
      };
      try {
        await guarded(beside, () => mkdir(spill, { mode: 0o700 }));
        return await asked(() => opened(duckdb, spill, threads, unfinished, remove));
      } catch (problem) {
        await remove();
        throw problem;
      }
    },
  };
}

async function opened(
  { DuckDBInstance }: typeof import('@duckdb/node-api'),
  spill: string,
  threads: number | undefined,
  unfinished: Unfinished,
  remove: () => Promise<void>,
): Promise<OpenDatabase> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(threads ?? availableParallelism()),
    memory_limit: `${Math.floor(memory() / 2 / MEBIBYTE)}MiB`,
    temp_directory: spill,
    // Nothing is fetched from anywhere.
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  return new Duckdb(await instance.connect(), unfinished, () => {
    instance.closeSync();
    return remove();
  });
}

const MEBIBYTE = 1 << 20;

/** Of the machine, or of what this process is allowed of it. */
function memory(): number {
  const allowed = process.constrainedMemory();
  return allowed !== undefined && allowed > 0 && allowed < totalmem() ? allowed : totalmem();
}

async function parquetEnd(name: string): Promise<ParquetEnd | undefined> {
  const seen = seenFile(name);
  const file = seen && (await open(name, 'r').catch(() => undefined));
  if (seen === undefined || file === undefined) return undefined;
  try {
    const { size } = seen;
    const last = async (length: number) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length);
      return buffer.subarray(0, bytesRead);
    };
    const length = metadataLength(await last(Math.min(size, SHORTEST)));
    return length < SHORTEST || length > size ? undefined : { ...seen, tail: await last(length) };
  } finally {
    await file.close();
  }
}

/** The marks at both ends, and the length of the metadata. */
const SHORTEST = 12;

/** A line of CSV is written as it is. */
const FORMS: Readonly<Record<StoredForm, string>> = {
  parquet: 'FORMAT parquet',
  csv: "FORMAT csv, HEADER true, QUOTE '', ESCAPE '', DELIMITER '\u0001', NULLSTR ''",
};

class Duckdb implements OpenDatabase {
  private readonly connection: DuckDBConnection;
  private readonly unfinished: Unfinished;
  private readonly closed: () => Promise<void>;

  constructor(connection: DuckDBConnection, unfinished: Unfinished, closed: () => Promise<void>) {
    this.connection = connection;
    this.unfinished = unfinished;
    this.closed = closed;
  }

  async run(statement: string): Promise<void> {
    await asked(() => this.connection.run(statement));
  }

  async rows(query: string): Promise<readonly SqlRow[]> {
    const reader = await asked(() => this.connection.runAndReadAll(query));
    return reader.getRowObjectsJson().map(asTexts);
  }

  async rowsUpTo(most: number, query: string): Promise<readonly SqlRow[] | undefined> {
    const reader = await asked(() => this.connection.streamAndReadUntil(query, most + 1));
    return reader.currentRowCount > most ? undefined : reader.getRowObjectsJson().map(asTexts);
  }

  append(table: string, rows: Iterable<readonly (string | null)[]>): Promise<void> {
    return asked(() => this.fill(table, rows));
  }

  private async fill(table: string, rows: Iterable<readonly (string | null)[]>): Promise<void> {
    const appender = await this.connection.createAppender(table);
    for (const row of rows) {
      for (const cell of row) {
        if (cell === null) appender.appendNull();
        else appender.appendVarchar(cell);
      }
      appender.endRow();
    }
    appender.closeSync();
  }

  parquet(name: string): string | undefined {
    // Stars and brackets would name other files; a folder such as `unit=A` would become a column.
    const full = path.resolve(name);
    if (/[*?[\]{}\u0000-\u001f]/.test(full)) return undefined;
    return `read_parquet(${quoted(full)}, file_row_number = true, hive_partitioning = false, union_by_name = false)`;
  }

  async write(query: string, name: string, form: StoredForm): Promise<WaitingFile | undefined> {
    const existing = await stat(name).catch(() => undefined);
    if (existing && !existing.isFile()) return undefined;
    const target = existing ? await realpath(name) : path.resolve(name);
    const beside = `${target}.${randomBytes(6).toString('hex')}.part`;
    const commit = async () => {
      await guarded(name, () => rename(beside, target));
      this.unfinished.done(beside);
    };
    const abort = async () => {
      await rm(beside, { force: true });
      this.unfinished.done(beside);
    };
    this.unfinished.add(beside);
    try {
      // Laid out first, so that it is readable by its owner alone from the beginning.
      await guarded(name, async () => (await open(beside, 'wx', 0o600)).close());
      await this.run(`COPY (${query}) TO ${quoted(beside)} (${FORMS[form]}, USE_TMP_FILE false)`);
      return { finish: async () => {}, commit, abort };
    } catch (problem) {
      await abort();
      throw inWords(name, problem);
    }
  }

  async close(): Promise<void> {
    this.connection.closeSync();
    await this.closed();
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

async function asked<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (problem) {
    throw new DatabaseProblem(problem instanceof Error ? problem.message : String(problem));
  }
}

/** The database tells in words what the operating system has told it. */
function inWords(name: string, problem: unknown): unknown {
  if (!(problem instanceof DatabaseProblem)) return problem;
  if (/no space left/i.test(problem.message)) return new FileProblem(name, 'ENOSPC');
  if (/file too large/i.test(problem.message)) return new FileProblem(name, 'EFBIG');
  return /^IO Error/.test(problem.message) ? new FileProblem(name, 'EIO') : problem;
}
