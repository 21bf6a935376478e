import { diagnostic } from '../base/diagnostic.ts';
import type { SqlDatabase, SqlRow } from '../score/sql.ts';
import { Refusal } from './command.ts';
import type { DatabaseName } from './exports.ts';

/** A database that `score --engine` runs a ruleset in. Its package is optional: loaded when it is asked for. */
export async function openDatabase(name: DatabaseName): Promise<SqlDatabase> {
  return name === 'duckdb' ? duckdb() : postgres();
}

function refusal(engine: DatabaseName, problem: unknown): Refusal {
  const detail = problem instanceof Error ? (problem.message.split('\n')[0] ?? '') : String(problem);
  return new Refusal([diagnostic('TK962', { kind: 'file', path: '' }, { engine, detail })]);
}

/** In memory, in this process; nothing is kept. */
async function duckdb(): Promise<SqlDatabase> {
  const { DuckDBInstance } = await import('@duckdb/node-api').catch((problem: unknown) => {
    throw refusal('duckdb', problem);
  });
  return {
    dialect: 'duckdb',
    async run(statements, query) {
      const instance = await DuckDBInstance.create(':memory:');
      const connection = await instance.connect();
      try {
        for (const statement of statements) await connection.run(statement);
        const reader = await connection.runAndReadAll(query);
        return reader.getRowObjectsJson().map(asTexts);
      } finally {
        connection.closeSync();
        instance.closeSync();
      }
    },
  };
}

/** The server that the usual variables name (PGHOST, PGPORT, PGUSER, PGDATABASE, PGPASSWORD); a temporary table there. */
async function postgres(): Promise<SqlDatabase> {
  const { default: pg } = await import('pg').catch((problem: unknown) => {
    throw refusal('postgres', problem);
  });
  return {
    dialect: 'postgres',
    async run(statements, query) {
      const client = new pg.Client({ types: { getTypeParser: textParser } });
      await client.connect().catch((problem: unknown) => {
        throw refusal('postgres', problem);
      });
      try {
        for (const statement of statements) await client.query(statement);
        const { rows } = await client.query<Readonly<Record<string, unknown>>>(query);
        return rows.map(asTexts);
      } finally {
        await client.end();
      }
    },
  };
}

const BOOLEAN = 16;

/** Every value as the server writes it: a number in JavaScript would lose digits, a date its day. */
function textParser(type: number): (text: string) => string {
  return type === BOOLEAN ? (text) => (text === 't' ? 'true' : 'false') : (text) => text;
}

export function asTexts(row: Readonly<Record<string, unknown>>): SqlRow {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value === null || value === undefined ? null : String(value)]),
  );
}
