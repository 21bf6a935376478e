import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toSql } from '../../src/backends/sql/query.ts';
import { createObjectBinder } from '../../src/data/bind.ts';
import { readRows } from '../../src/data/read-rows.ts';
import { generatedIndicator, generatedRows, programOf, rowData, rulesetText } from '../laws/ruleset-text.ts';
import { openRuleset } from '../published/ruleset-files.ts';
import { DATABASES } from './databases.ts';
import { HARD, hardProgram, hardRuleset } from './hard.ts';
import { probe, wrongOperators } from './operators.ts';
import { expectSame, period } from './sides.ts';

const Q3 = period('2026-Q3');

describe.each(DATABASES)('the same rules in $name', ({ name, isHere, open }) => {
  if (!isHere) {
    it.skip(`${name}: no server here; .ci/postgres.sh starts one`);
    return;
  }

  it('work out every operator alike, signs and large numbers included', async () => {
    const asked = probe(name);
    const database = await open();
    expect(wrongOperators(asked, await database.run([], asked.query))).toEqual([]);
  });

  it.each([1, 2, 3, 4])('score the licensing office as the exact engine does, quarter %i', async (quarter) => {
    const { program } = await openRuleset('examples/dpmptsp/dpmptsp.takar.yaml');
    if (!program) throw new Error('dpmptsp');
    const text = readFileSync(`examples/dpmptsp/data/2026-Q${quarter}.csv`, 'utf8');
    const { value: rows } = readRows(program.ruleset, text, 'csv', { path: 'data.csv', locale: 'en' });
    await expectSame(program, [...(rows ?? [])], period(`2026-Q${quarter}`), await open());
  });

  it('come out alike for generated rulesets, whatever their quotas do with ties', async () => {
    const count = 3;
    const quotas = fc.record({
      ties: fc.constantFrom('exclude', 'include', 'refuse'),
      base: fc.constantFrom('accepted', 'eligible', 'candidates'),
      atLeast: fc.integer({ min: 0, max: 3 }),
    });
    const indicators = fc.array(generatedIndicator, { minLength: count, maxLength: count });
    await fc.assert(
      fc.asyncProperty(indicators, generatedRows(count, 40), quotas, async (parts, generated, quota) => {
        const program = await programOf(
          rulesetText(parts)
            .replace('ties: exclude', `ties: ${quota.ties}, at_least: ${quota.atLeast}`)
            .replace('of: accepted', `of: ${quota.base}`),
        );
        const binder = createObjectBinder(program.ruleset, { path: 'data', locale: 'en' });
        const rows = generated.map((row, index) => binder.bind(rowData(row), index + 1));
        await expectSame(program, rows, Q3, await open());
      }),
      { seed: 20_260_103, numRuns: 40 },
    );
  });

  it('come out alike where it is hard: large amounts, signs, halves, dates, flags, texts, missing values', async () => {
    await fc.assert(
      fc.asyncProperty(hardRuleset, async (sample) => {
        const { program, rows } = await hardProgram(sample);
        await expectSame(program, rows, Q3, await open());
      }),
      { seed: 20_260_104, numRuns: 30 },
    );
  });
});

describe('what a dialect cannot hold', () => {
  const wide = HARD.replaceAll('MODE', 'half_up')
    .replace('POLICY', 'exclude')
    .replace('BASE', 'accepted')
    .replace('TIES', 'exclude')
    .replace(
      'values:',
      'values:\n  huge: { value: "spent * 1_000_000_000_000 / ceiling * 1_000_000_000_000 * 1_000_000", round: { digits: 0, mode: half_up } }',
    );

  it('is refused with the number of bits, where another dialect takes it', async () => {
    const program = await programOf(wide);
    const options = { period: Q3, table: 'data', columns: 'all' } as const;
    expect(toSql(program, { dialect: 'spark', ...options })).toMatchObject({ kind: 'too_wide' });
    expect(toSql(program, { dialect: 'postgres', ...options })).toMatchObject({ kind: 'query' });
  });

  it('names the part of the ruleset that one row cannot give', async () => {
    const program = await programOf(
      wide.replace('values:\n', 'values:\n  before: { value: "previous(share) ?? 0 %", round: none }\n'),
    );
    expect(toSql(program, { dialect: 'duckdb', period: Q3, table: 'data', columns: 'all' })).toMatchObject({
      kind: 'not_planned',
    });
  });
});

it.each(['duckdb', 'postgres', 'spark', 'trino'] as const)(
  'the query for %s is written as it stands',
  async (dialect) => {
    const { program } = await openRuleset('test/cases/ruleset/good/satu-indikator.takar.yaml');
    if (!program) throw new Error('satu-indikator');
    const query = toSql(program, { dialect, period: period('2026-07'), table: 'data', columns: 'summary' });
    if (query.kind !== 'query') throw new Error(query.kind);
    await expect(query.sql).toMatchFileSnapshot(`golden/satu-indikator.${dialect}.sql`);
  },
);
