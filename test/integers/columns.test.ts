import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileColumns } from '../../src/backends/columns/compile.ts';
import { bindObject } from '../../src/data/bind.ts';
import { readRows } from '../../src/data/read-rows.ts';
import { planOf } from '../../src/integers/build.ts';
import type { Plan } from '../../src/integers/plan.ts';
import { UNKNOWN } from '../../src/language/types.ts';
import type { NamedNode, Program } from '../../src/model/program.ts';
import type { DataRecord } from '../../src/model/record.ts';
import { rulesetText as standardText } from '../bench/standard.mjs';
import { period, q, record } from '../exact/program.ts';
import { randomProgram, steps } from '../exact/random.ts';
import { generatedIndicator, generatedRows, programOf, rowData, rulesetText } from '../laws/ruleset-text.ts';
import { compareRecords, compareResults } from './harness.ts';

const QUARTER = { period: period('2026-Q3') };

function planned(program: Program, of = QUARTER.period): Plan {
  const { plan, notes } = planOf(program, of);
  if (plan === null) throw new Error(`no plan: ${JSON.stringify(notes)}`);
  return plan;
}

/** A record of the inputs of a random program, in whole units where no digits are declared. */
const wholeFields: fc.Arbitrary<DataRecord> = fc
  .record({
    whole: fc.integer({ min: 0, max: 6 }),
    dense: fc.integer({ min: -4, max: 4 }),
    tenth: fc.option(fc.integer({ min: -20, max: 30 }), { nil: undefined }),
    positive: fc.integer({ min: 1, max: 5 }),
    word: fc.constantFrom('rendah', 'sedang', 'tinggi'),
    on: fc.boolean(),
  })
  .map(({ whole, dense, tenth, positive, word, on }) =>
    record({
      whole: q(whole),
      dense: q(dense),
      ...(tenth === undefined ? {} : { tenth: q(`${tenth}/10`) }),
      positive: q(positive),
      word,
      on,
    }),
  );

describe('columns against the exact evaluator', () => {
  test('the shipped example', async () => {
    const folder = new URL('../../examples/dpmptsp/', import.meta.url);
    const text = readFileSync(new URL('dpmptsp.takar.yaml', folder), 'utf8');
    const program = await programOf(text);
    const plan = planned(program, period('2026-Q3'));
    const csv = readFileSync(new URL('data/2026-Q3.csv', folder), 'utf8');
    const rows = [...(readRows(program.ruleset, csv, 'csv', { path: 'a.csv', locale: 'en' }).value ?? [])];
    const records = rows.flatMap(({ record }) => (record ? [record] : []));
    const compared = compareRecords(plan, records, { period: period('2026-Q3') });
    expect(compared.differences.slice(0, 5)).toEqual([]);
    expect(compared.scored).toBeGreaterThan(400);
    expect(compared.exact).toBeLessThan(10);
  });

  test('random programs, every node by itself', () => {
    let compared = 0;
    fc.assert(
      fc.property(steps, fc.array(wholeFields, { minLength: 30, maxLength: 30 }), (plan, records) => {
        const { b, numeric, flags, requirements } = randomProgram(plan);
        const results = [...numeric, ...flags].map((node): NamedNode => {
          const type = b.nodes[node]?.type ?? UNKNOWN;
          return { name: `n${node}`, kind: 'value', node, type, digits: 3 };
        });
        const program = b.build({ results, requirements });
        const { scored, differences } = compareResults(planned(program), records, QUARTER);
        compared += scored;
        expect(differences.slice(0, 3)).toEqual([]);
      }),
      { seed: 7, numRuns: 400 },
    );
    expect(compared).toBeGreaterThan(100_000);
  });

  test('generated rulesets and rows', async () => {
    const cases = fc
      .array(generatedIndicator, { minLength: 1, maxLength: 4 })
      .chain((indicators) =>
        fc.record({ indicators: fc.constant(indicators), rows: generatedRows(indicators.length, 40) }),
      );
    let scored = 0;
    await fc.assert(
      fc.asyncProperty(cases, async ({ indicators, rows }) => {
        const program = await programOf(rulesetText(indicators));
        const records = rows.flatMap((row, i): DataRecord[] => {
          const { record } = bindObject(program.ruleset, rowData(row), { path: '', locale: 'en', row: i + 1 });
          return record ? [record] : [];
        });
        const compared = compareRecords(planned(program), records, QUARTER);
        scored += compared.scored;
        expect(compared.differences).toEqual([]);
      }),
      { seed: 5, numRuns: 150 },
    );
    expect(scored).toBeGreaterThan(800);
  });

  test('the size of a difference is one step, not the greater of two', async () => {
    const plan = planned(await programOf(standardText({ quota: false })));
    const ops = plan.steps.map(({ op }) => op);
    expect(ops.filter((op) => op === 'magnitude')).toHaveLength(2);
    expect(
      compileColumns(plan, [plan.assessed, ...plan.indicators.map(({ score }) => score.shown?.units ?? 0)]).source.body,
    ).toContain('Math.abs(');
  });
});
