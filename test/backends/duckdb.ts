import { DuckDBInstance } from '@duckdb/node-api';
import type { SqlExport } from '../../src/backends/sql/query.ts';
import type { BoundRow } from '../../src/data/bind.ts';
import type { Value } from '../../src/language/core.ts';
import { formatIsoDate } from '../../src/number/calendar.ts';
import { Rational } from '../../src/number/rational.ts';
import { shortestDecimal } from '../../src/number/text.ts';

export type SqlRow = Readonly<Record<string, string | null>>;

/** A value of the data as an SQL literal. */
export function sqlValue(value: Value | undefined): string {
  if (value === undefined) return 'NULL';
  if (value instanceof Rational) return shortestDecimal(value) ?? value.toString();
  if (typeof value === 'number') return `DATE '${formatIsoDate(value)}'`;
  return typeof value === 'boolean' ? String(value).toUpperCase() : `'${value.replaceAll("'", "''")}'`;
}

export function createTable(
  { source }: Extract<SqlExport, { kind: 'query' }>,
  quote: (name: string) => string,
): string {
  return `CREATE TABLE data (${source.map(({ name, type }) => `${quote(name)} ${type}`).join(', ')})`;
}

export function insertRows({ source }: Extract<SqlExport, { kind: 'query' }>, rows: readonly BoundRow[]): string {
  const tuples = rows.map(({ fields }) => `(${source.map(({ name }) => sqlValue(fields.get(name))).join(', ')})`);
  return `INSERT INTO data VALUES ${tuples.join(',\n')}`;
}

/** Runs the query over rows that the reader has read; every cell comes back as text. */
export async function runInDuckDb(
  query: Extract<SqlExport, { kind: 'query' }>,
  rows: readonly BoundRow[],
): Promise<readonly SqlRow[]> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  try {
    await connection.run(createTable(query, (name) => `"${name}"`));
    for (let start = 0; start < rows.length; start += 2000) {
      await connection.run(insertRows(query, rows.slice(start, start + 2000)));
    }
    const reader = await connection.runAndReadAll(query.sql);
    return reader
      .getRowObjectsJson()
      .map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === null ? null : String(value)])),
      );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
