import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { csvSource } from '../bench/by-hand.mjs';
import { writeCsv } from '../bench/csv.mjs';
import { rulesetText } from '../bench/standard.mjs';

const runner = fileURLToPath(new URL('../../dist/takar.js', import.meta.url));
const ROWS = 20_000;
const KEPT = ['data.parquet', 'q.takar.yaml'];

/** The built runner on a file that is worth a database. `npm test` builds it first. */
describe('faults while a database writes the results', () => {
  let folder = '';
  const at = (name: string) => path.join(folder, name);
  const left = () => readdirSync(folder).filter((name) => !KEPT.includes(name));

  beforeAll(async () => {
    expect(existsSync(runner), 'dist/takar.js is not there: run npm test, or node .ci/build.mjs').toBe(true);
    folder = mkdtempSync(path.join(tmpdir(), 'takar-stored-faults-'));
    writeFileSync(at('q.takar.yaml'), rulesetText());
    writeCsv(at('data.csv'), ROWS);
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(
      `COPY (SELECT * FROM ${csvSource(at('data.csv'))}) TO '${at('data.parquet')}' (FORMAT parquet)`,
    );
    connection.closeSync();
    instance.closeSync();
    rmSync(at('data.csv'));
  });
  beforeEach(() => {
    for (const name of left()) rmSync(at(name));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs a line of the shell in which $SCORE stands for the command up to where the results go. */
  function shell(line: string) {
    const score = `'${process.execPath}' '${runner}' score q.takar.yaml --data data.parquet --period 2026-Q3 --lang en`;
    const found = spawnSync('sh', ['-c', line.replaceAll('$SCORE', score)], { cwd: folder, encoding: 'utf8' });
    return { code: found.status, signal: found.signal, talk: found.stderr, output: found.stdout };
  }

  for (const ending of ['parquet', 'csv']) {
    test.skipIf(process.platform === 'win32')(`no room for the result: ${ending}`, () => {
      writeFileSync(at(`out.${ending}`), 'as it was');
      const run = shell(`ulimit -f 100; $SCORE --out out.${ending} --rejects no.csv`);
      expect(run.talk).toContain(`Cannot use 'out.${ending}': the file would become larger than this system allows.`);
      expect(run.talk).toContain('has not been written by half');
      expect(run.code).toBe(2);
      expect(readFileSync(at(`out.${ending}`), 'utf8')).toBe('as it was');
      expect(left()).toEqual([`out.${ending}`]);
    });

    test.skipIf(!canMount())(`a full disk: ${ending}`, () => {
      const run = shell(
        `unshare -rm sh -c "mkdir full && mount -t tmpfs -o size=64k none full && $SCORE --out full/out.${ending}; code=\\$?; ls full; umount full; exit \\$code"; code=$?; rmdir full; exit $code`,
      );
      expect(run.talk).toContain(`Cannot use 'full/out.${ending}': the disk is full.`);
      expect(run.output).toBe('');
      expect(run.code).toBe(2);
    });
  }

  test.skipIf(process.platform === 'win32')(
    'an interruption while the results are written leaves nothing behind',
    () => {
      writeFileSync(at('out.parquet'), 'as it was');
      const file = at('kill.cjs');
      const made = `if (String(file).endsWith('.part')) process.kill(process.pid, 'SIGINT');`;
      writeFileSync(
        file,
        `const fs = require('node:fs/promises');\nconst open = fs.open;\nfs.open = async (file, ...rest) => { const made = await open(file, ...rest); ${made} return made; };\n`,
      );
      const { signal, code } = shell(`export NODE_OPTIONS='--require ${file}'; exec $SCORE --out out.parquet`);
      expect({ signal, code }).toEqual({ signal: 'SIGINT', code: null });
      expect(readFileSync(at('out.parquet'), 'utf8')).toBe('as it was');
      expect(left()).toEqual(['kill.cjs', 'out.parquet']);
    },
  );

  test('all of the results or none of them', () => {
    const run = shell('$SCORE --out out.parquet --rejects nowhere/no.csv');
    expect(run.talk).toContain("'nowhere/no.csv'");
    expect(run.code).toBe(2);
    expect(left()).toEqual([]);
  });

  test('two runs give the same bytes, whatever the number of threads', () => {
    for (const threads of ['1', '2', '2'])
      expect(shell(`TAKAR_THREADS=${threads} $SCORE --out o${threads}.parquet`).code).toBe(0);
    expect(readFileSync(at('o1.parquet')).equals(readFileSync(at('o2.parquet')))).toBe(true);
    expect(readFileSync(at('o1.parquet')).includes('DuckDB')).toBe(true);
  });
});

function canMount(): boolean {
  const probe = 'd=$(mktemp -d) && mount -t tmpfs -o size=64k none $d && umount $d; code=$?; rmdir $d; exit $code';
  return process.platform === 'linux' && spawnSync('unshare', ['-rm', 'sh', '-c', probe]).status === 0;
}
