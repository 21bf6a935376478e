import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toSql } from '../../src/backends/sql/query.ts';
import { createObjectBinder } from '../../src/data/bind.ts';
import { scoreCohort } from '../../src/score/engine.ts';
import { generatedIndicator, generatedRows, programOf, rowData, rulesetText } from '../laws/ruleset-text.ts';
import { differences, expectedRows, period } from './compare.ts';
import { runInDuckDb } from './duckdb.ts';

const Q3 = period('2026-Q3');

/** Ties in the best tier that people must decide, so that later tiers wait for them. */
const TIES = ['exclude', 'include', 'refuse'];
const BASES = ['accepted', 'eligible', 'candidates'];

describe('a generated ruleset in DuckDB', () => {
  it('comes out as the exact engine has it', async () => {
    const count = 3;
    await fc.assert(
      fc.asyncProperty(
        fc.array(generatedIndicator, { minLength: count, maxLength: count }),
        generatedRows(count, 40),
        fc.constantFrom(...TIES),
        fc.constantFrom(...BASES),
        fc.integer({ min: 0, max: 3 }),
        async (indicators, generated, ties, base, atLeast) => {
          const text = rulesetText(indicators)
            .replace('ties: exclude', `ties: ${ties}, at_least: ${atLeast}`)
            .replace('of: accepted', `of: ${base}`);
          const program = await programOf(text);
          const binder = createObjectBinder(program.ruleset, { path: 'data', locale: 'en' });
          const rows = generated.map((row, index) => binder.bind(rowData(row), index + 1));
          const query = toSql(program, { dialect: 'duckdb', period: Q3, table: 'data', columns: 'all' });
          if (query.kind !== 'query') throw new Error(JSON.stringify(query.kind));
          const sqlRows = await runInDuckDb(query, rows);
          const result = await scoreCohort(program, rows, { period: Q3 });
          expect(differences(sqlRows, expectedRows(program, result), 'nip')).toEqual([]);
          expect(sqlRows).toHaveLength(rows.length);
        },
      ),
      { seed: 20_260_103, numRuns: 60 },
    );
  });
});
