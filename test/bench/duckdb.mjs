/** Runs the statements that are its arguments in an empty DuckDB in memory, with two threads. */
import { DuckDBInstance } from '@duckdb/node-api';

const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
const connection = await instance.connect();
for (const statement of process.argv.slice(2)) await connection.run(statement);
connection.closeSync();
instance.closeSync();
