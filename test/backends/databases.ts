import { openDatabase } from '../../src/cli/databases.ts';
import { ENGINES, isDatabase } from '../../src/cli/exports.ts';

/** Databases that run here: DuckDB by itself, PostgreSQL where `.ci/postgres.sh` has started one. */
export const DATABASES = ENGINES.filter(isDatabase).map((name) => ({
  name,
  isHere: name === 'duckdb' || process.env.TAKAR_POSTGRES === '1',
  open: () => openDatabase(name),
}));
