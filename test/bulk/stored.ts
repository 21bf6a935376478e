import { statSync } from 'node:fs';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Io } from '../../src/cli/io.ts';
import { clear, give, NODE, type Ran, RULES, score } from './run.ts';

/** A column as it is stored. */
export interface TestColumn {
  readonly name: string;
  readonly type: 'text' | 'decimal' | 'int' | 'double' | 'float' | 'flag' | 'date' | 'time';
  /** Digits of a decimal behind its point. */
  readonly scale?: number;
  readonly data: readonly unknown[];
}

const ELEMENTS = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  decimal: { type: 'INT64', converted_type: 'DECIMAL', precision: 18 },
  int: { type: 'INT64' },
  double: { type: 'DOUBLE' },
  float: { type: 'FLOAT' },
  flag: { type: 'BOOLEAN' },
  date: { type: 'INT32', converted_type: 'DATE' },
  time: { type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MICROS' } },
} as const;

export function parquetOf(columns: readonly TestColumn[]): Uint8Array {
  return new Uint8Array(
    parquetWriteBuffer({
      schema: [
        { name: 'root', num_children: columns.length },
        ...columns.map(({ name, type, scale }) => ({
          name,
          repetition_type: 'OPTIONAL' as const,
          ...ELEMENTS[type],
          ...(type === 'decimal' ? { scale: scale ?? 0 } : {}),
        })),
      ],
      columnData: columns.map(({ name, data }) => ({ name, data: [...data] })),
    }),
  );
}

/** All that a run leaves behind. */
export interface StoredResult extends Ran {
  /** Names and types of the result's columns, and its rows, or its text; undefined where there is no result. */
  readonly table: string | undefined;
  /** Whether the results were written by the database. */
  readonly inDatabase: boolean;
  /** Readable by whom. */
  readonly mode: number | undefined;
  readonly left: readonly string[];
}

const LARGE = 1 << 30;

export interface Way {
  readonly engine: 'exact' | 'duckdb' | 'takar';
  /** Pretends that the file is large enough to open a database for. */
  readonly large?: boolean;
  /** Pretends that DuckDB is not installed. */
  readonly absent?: boolean;
  readonly more?: readonly string[];
  /** What happens to the data when the results are written. */
  readonly meanwhile?: (file: string) => void;
  /** The form of the results; Parquet where it is left out. */
  readonly form?: 'csv';
  /** Of the data, in the folder. */
  readonly name?: string;
}

/** Runs `takar score` from Parquet to Parquet in a folder and tells what came of it. */
export async function scoreStored(folder: string, ruleset: string, data: Uint8Array, way: Way): Promise<StoredResult> {
  const { engine, name = 'data.parquet', more = [] } = way;
  const file = path.join(folder, name);
  give(folder, { [RULES]: ruleset, [name]: data });
  let inDatabase = false;
  const meddled: Partial<Io> = {
    stored: async () => {
      const stored = way.absent ? undefined : await NODE.stored?.();
      return (
        stored && {
          ...stored,
          refuseChanged: (seen) => {
            way.meanwhile?.(file);
            stored.refuseChanged(way.large ? { ...seen, size: data.length } : seen);
          },
          parquetEnd: async (name) => {
            const end = await stored.parquetEnd(name);
            return end && way.large ? { ...end, size: LARGE } : end;
          },
          open: async (...args) => {
            const database = await stored.open(...args);
            const write = database.write.bind(database);
            database.write = async (query, target, form) => {
              const written = await write(query, target, form);
              inDatabase = written !== undefined;
              return written;
            };
            return database;
          },
        }
      );
    },
  };
  const result = `out.${way.form ?? 'parquet'}`;
  const { files, ...found } = await score(folder, { data: name, out: result, engine, more }, meddled);
  const written = statSync(path.join(folder, result), { throwIfNoEntry: false });
  const { [result]: text, ...others } = files;
  const table = text ?? (written && (await tableOf(path.join(folder, result))));
  return { ...found, files: others, table, inDatabase, mode: written && written.mode & 0o777, left: clear(folder) };
}

/** One for all tests: opening it takes longer than asking it. */
const OPENED = DuckDBInstance.create(':memory:', { threads: '1' }).then((instance) => instance.connect());

async function tableOf(file: string): Promise<string> {
  const connection = await OPENED;
  const rows = async (query: string) => (await connection.runAndReadAll(query)).getRowObjectsJson();
  const parts = 'name, type, type_length, repetition_type, converted_type, scale, precision';
  const schema = await rows(`SELECT ${parts} FROM parquet_schema('${file}') WHERE num_children IS NULL`);
  const content = await rows(`SELECT * FROM '${file}'`);
  return [...schema, ...content].map((row) => JSON.stringify(row)).join('\n');
}
