import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createObjectBinder } from '../../src/data/bind.ts';
import { readRows } from '../../src/data/read-rows.ts';
import type { SqlDatabase, SqlRow } from '../../src/score/sql.ts';
import { generatedIndicator, generatedRows, programOf, rowData, rulesetText } from '../laws/ruleset-text.ts';
import { openRuleset } from '../published/ruleset-files.ts';
import { hardProgram, hardRuleset } from './hard.ts';
import { probe, wrongOperators } from './operators.ts';
import { expectSame, period } from './sides.ts';

/** The Python that has pyspark; `.ci/spark.sh` names it. */
const PYTHON = process.env.TAKAR_SPARK_PYTHON;

interface Waiting {
  readonly job: { readonly statements: readonly string[]; readonly query: string };
  readonly resolve: (rows: readonly SqlRow[]) => void;
}

/** Collects queries, so that one Spark session runs them all. */
function batch(): { readonly database: SqlDatabase; readonly flush: (python: string) => void } {
  const waiting: Waiting[] = [];
  return {
    database: {
      dialect: 'spark',
      run: (statements, query) =>
        new Promise((resolve) => void waiting.push({ job: { statements: [...statements], query }, resolve })),
    },
    flush(python) {
      const folder = mkdtempSync(join(tmpdir(), 'takar-spark-'));
      const [jobs, results] = [join(folder, 'jobs.json'), join(folder, 'results.json')];
      writeFileSync(jobs, JSON.stringify(waiting.map(({ job }) => job)));
      execFileSync(python, ['test/backends/spark_runner.py', jobs, results], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      const found: readonly (readonly SqlRow[])[] = JSON.parse(readFileSync(results, 'utf8'));
      for (const [index, { resolve }] of waiting.entries()) resolve(found[index] ?? []);
      rmSync(folder, { recursive: true });
    },
  };
}

describe('the same rules in Spark, with worker processes of their own', () => {
  if (PYTHON === undefined) {
    it.skip('no Spark here; .ci/spark.sh provides one');
    return;
  }

  it('come out as the exact engine has them', async () => {
    const { database, flush } = batch();
    const runs: Promise<void>[] = [];
    const { program } = await openRuleset('examples/dpmptsp/dpmptsp.takar.yaml');
    if (!program) throw new Error('dpmptsp');
    const text = readFileSync('examples/dpmptsp/data/2026-Q3.csv', 'utf8');
    const { value: office } = readRows(program.ruleset, text, 'csv', { path: 'data.csv', locale: 'en' });
    runs.push(expectSame(program, [...(office ?? [])], period('2026-Q3'), database));

    const indicators = fc.array(generatedIndicator, { minLength: 3, maxLength: 3 });
    for (const [parts, generated] of fc.sample(fc.tuple(indicators, generatedRows(3, 40)), {
      seed: 20_260_105,
      numRuns: 4,
    })) {
      const own = await programOf(rulesetText(parts).replace('ties: exclude', 'ties: refuse'));
      const binder = createObjectBinder(own.ruleset, { path: 'data', locale: 'en' });
      const rows = generated.map((row, index) => binder.bind(rowData(row), index + 1));
      runs.push(expectSame(own, rows, period('2026-Q3'), database));
    }
    for (const sample of fc.sample(hardRuleset, { seed: 20_260_106, numRuns: 3 })) {
      const { program: own, rows } = await hardProgram(sample);
      runs.push(expectSame(own, rows, period('2026-Q3'), database));
    }
    const asked = probe('spark');
    const probed = database.run([], asked.query);
    // Everything that asks the database has asked by now.
    await new Promise((resolve) => setImmediate(resolve));
    flush(PYTHON);
    expect(wrongOperators(asked, await probed)).toEqual([]);
    await Promise.all(runs);
  }, 900_000);
});
