import { existsSync, lstatSync, rmSync, symlinkSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { csvSource } from '../bench/by-hand.mjs';
import { writeCsv } from '../bench/csv.mjs';
import { rulesetText } from '../bench/standard.mjs';
import {
  BEGUN,
  canMount,
  hasTerminals,
  inClosedTerminal,
  onSmallDisk,
  Processes,
  RUNNER,
  TAKAR,
  whenOpened,
} from './processes.ts';

const ROWS = 20_000;
/** The database's package, as the runner finds it. */
const DUCKDB = `require('node:module').createRequire('${RUNNER}')('@duckdb/node-api')`;

/** A file that is worth a database. */
describe('faults while a database writes the results', () => {
  const runs = new Processes();
  const at = (name: string) => runs.at(name);
  const left = () => runs.left();

  beforeAll(async () => {
    runs.begin();
    runs.write('q.takar.yaml', rulesetText());
    writeCsv(at('data.csv'), ROWS);
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const all = `SELECT * FROM ${csvSource(at('data.csv'))}`;
    await connection.run(`COPY (${all}) TO '${at('data.parquet')}' (FORMAT parquet)`);
    await connection.run(`COPY (${all} LIMIT 2500) TO '${at('small.parquet')}' (FORMAT parquet)`);
    connection.closeSync();
    instance.closeSync();
    rmSync(at('data.csv'));
    runs.keep();
  });
  beforeEach(() => runs.clear());
  afterAll(() => runs.end());

  /** Runs a line of the shell in which $SCORE stands for the command up to where the results go, $SMALL for that with less data. */
  function shell(line: string, env: Readonly<Record<string, string>> = {}) {
    const score = (data: string) => `${TAKAR} score q.takar.yaml --data ${data}.parquet --period 2026-Q3 --lang en`;
    return runs.shell(line.replaceAll('$SCORE', score('data')).replaceAll('$SMALL', score('small')), env);
  }

  for (const ending of ['parquet', 'csv']) {
    test.skipIf(process.platform === 'win32')(`no room for the result: ${ending}`, () => {
      runs.write(`out.${ending}`, 'as it was');
      const run = shell(`ulimit -f 100; $SCORE --out out.${ending} --rejects no.csv`);
      expect(run.talk).toContain(`Cannot use 'out.${ending}': the file would become larger than this system allows.`);
      expect(run.talk).toContain('has not been written by half');
      expect(run.code).toBe(2);
      expect(runs.read(`out.${ending}`)).toBe('as it was');
      expect(left()).toEqual([`out.${ending}`]);
    });

    test.skipIf(!canMount())(`a full disk: ${ending}`, () => {
      const run = shell(onSmallDisk('64k', `$SCORE --out full/out.${ending}`));
      expect(run.talk).toContain(`Cannot use 'full/out.${ending}': the disk is full.`);
      expect(run.output).toBe('');
      expect(run.code).toBe(2);
    });
  }

  /** Where in the run it is interrupted. */
  const stages: Readonly<Record<string, string>> = {
    'its folder has been made': `const fs = require('node:fs/promises');
const mkdir = fs.mkdir;
fs.mkdir = async (file, ...rest) => { const made = await mkdir(file, ...rest); if (String(file).endsWith('.spill')) stop(); return made; };`,
    'it computes': inDatabase('runAndReadAll', 'setImmediate(stop);'),
    'it begins to write': inDatabase('run', `if (sql.startsWith('COPY')) stop();`),
    'it writes': inDatabase('run', `if (sql.startsWith('COPY')) whenGrown(stop);`),
    'it has written': inDatabase('run', `if (sql.startsWith('COPY')) done.then(stop);`),
    'rejects are laid out': whenOpened('.part', 'if (times === 2) stop();'),
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;
  describe.skipIf(process.platform === 'win32')('an interruption leaves nothing behind', () => {
    for (const [s, [stage, code]] of Object.entries(stages).entries()) {
      for (const [e, ending] of ['parquet', 'csv'].entries()) {
        const signal = signals[(s + e) % signals.length] ?? 'SIGINT';
        test(`${signal} when ${stage}: ${ending}`, () => {
          runs.write(`out.${ending}`, 'as it was');
          const env = runs.meddling(`const stop = () => process.kill(process.pid, '${signal}');\n${code}\n`);
          const run = shell(`ulimit -c 0; exec $SCORE --out out.${ending} --rejects no.csv`, env);
          expect({ by: run.signal, code: run.code, talk: run.talk }).toEqual({ by: signal, code: null, talk: '' });
          expect(runs.read(`out.${ending}`)).toBe('as it was');
          expect(left()).toEqual([`out.${ending}`]);
        });
      }
    }
  });

  test.skipIf(!hasTerminals())('a terminal that is closed leaves nothing behind', () => {
    for (const ending of ['parquet', 'csv']) {
      runs.write(`out.${ending}`, 'as it was');
      const env = runs.meddling(BEGUN + inDatabase('run', `if (sql.startsWith('COPY')) return done.then(begun);`));
      shell(inClosedTerminal(`$SCORE --out out.${ending}`), env);
      expect(runs.read(`out.${ending}`)).toBe('as it was');
      expect(left()).toEqual(['begun', `out.${ending}`]);
      runs.clear();
    }
  });

  test('a database that does not come up: the ordinary way is taken, and nothing stays', () => {
    const exact = shell('$SMALL --out exact.csv --engine exact');
    for (const [s, sabotaged] of ['DuckDBInstance.create', 'DuckDBInstance.prototype.connect'].entries()) {
      const source = `const { DuckDBInstance } = ${DUCKDB};\n${sabotaged} = async () => { throw new Error('no memory'); };`;
      const run = shell(`$SMALL --out out${s}.csv`, runs.meddling(source));
      expect(run).toEqual({ ...exact, talk: exact.talk.replace('exact.csv', `out${s}.csv`) });
      expect(runs.read(`out${s}.csv`)).toBe(runs.read('exact.csv'));
    }
    expect(left()).toEqual(['exact.csv', 'out0.csv', 'out1.csv']);
  });

  test.skipIf(process.platform === 'win32')('a reader of standard output that goes away', () => {
    const run = shell('($SMALL --out - --columns summary; echo $? > code) | head -1');
    expect(run.output).toBe('nip,period,hasil_kerja,nilai_akhir,predikat,award,award.reason\n');
    expect(run.talk).toContain('TK911\n  Standard output broke off: its reader stopped first.');
    expect(runs.read('code')).toBe('2\n');
    expect(left()).toEqual(['code']);
  });

  test.skipIf(!existsSync('/dev/full'))('a device without room, under the name of a result', () => {
    for (const ending of ['parquet', 'csv']) {
      symlinkSync('/dev/full', at(`out.${ending}`));
      const run = shell(`$SMALL --out out.${ending}`);
      expect(run.talk).toContain(`Cannot use 'out.${ending}': the disk is full.`);
      expect(run.code).toBe(2);
      expect(lstatSync(at(`out.${ending}`)).isSymbolicLink()).toBe(true);
      expect(left()).toEqual([`out.${ending}`]);
      runs.clear();
    }
  });

  test('all of the results or none of them', () => {
    const run = shell('$SCORE --out out.parquet --rejects nowhere/no.csv');
    expect(run.talk).toContain("'nowhere/no.csv'");
    expect(run.code).toBe(2);
    expect(left()).toEqual([]);
  });

  test('two runs give the same bytes, whatever the number of threads', () => {
    for (const threads of ['1', '2', '2'])
      expect(shell(`TAKAR_THREADS=${threads} $SCORE --out o${threads}.parquet`).code).toBe(0);
    expect(runs.read('o1.parquet') === runs.read('o2.parquet')).toBe(true);
    expect(runs.read('o1.parquet').includes('DuckDB')).toBe(true);
  });
});

/** Meddles with what the database is asked, which goes on meanwhile; `done` is its answer. */
function inDatabase(method: 'run' | 'runAndReadAll', then: string): string {
  return `const { readdirSync, statSync } = require('node:fs');
const { DuckDBConnection } = ${DUCKDB};
const whenGrown = (then) => {
  const part = readdirSync('.').find((name) => name.endsWith('.part') && statSync(name).size > 0);
  if (part === undefined) setImmediate(whenGrown, then);
  else then();
};
const asked = DuckDBConnection.prototype.${method};
DuckDBConnection.prototype.${method} = function (sql, ...rest) {
  const done = asked.call(this, sql, ...rest);
  ${then}
  return done;
};`;
}
