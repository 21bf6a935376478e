import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toSql } from '../../src/backends/sql/query.ts';
import type { BoundRow } from '../../src/data/bind.ts';
import { readRows } from '../../src/data/read-rows.ts';
import { scoreCohort } from '../../src/score/engine.ts';
import { openRuleset } from '../published/ruleset-files.ts';
import { differences, expectedRows, period } from './compare.ts';
import { runInDuckDb } from './duckdb.ts';

describe('the licensing office in DuckDB', () => {
  it.each([1, 2, 3, 4])('quarter %i comes out as the exact engine has it', async (quarter) => {
    const { program } = await openRuleset('examples/dpmptsp/dpmptsp.takar.yaml');
    if (!program) throw new Error('dpmptsp');
    const text = readFileSync(`examples/dpmptsp/data/2026-Q${quarter}.csv`, 'utf8');
    const options = { path: 'data.csv', locale: 'en' } as const;
    const rows: BoundRow[] = [...(readRows(program.ruleset, text, 'csv', options).value ?? [])];
    const at = period(`2026-Q${quarter}`);
    const query = toSql(program, { dialect: 'duckdb', period: at, table: 'data', columns: 'all' });
    if (query.kind !== 'query') throw new Error(query.kind);
    const readable = rows.filter(({ record }) => record !== undefined);
    const sqlRows = await runInDuckDb(query, readable);
    const result = await scoreCohort(program, rows, { period: at });
    expect(differences(sqlRows, expectedRows(program, result), 'nip')).toEqual([]);
    expect(sqlRows.filter(({ row_state }) => row_state !== 'rejected')).toHaveLength(result.rows.length);
  });
});
