import { existsSync, symlinkSync, truncateSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { STRETCH } from '../../src/cli/bulk/stretches.ts';
import { writeCsv } from '../bench/csv.mjs';
import { rulesetText } from '../bench/standard.mjs';
import {
  BEGUN,
  canMount,
  hasTerminals,
  inClosedTerminal,
  onSmallDisk,
  Processes,
  TAKAR,
  whenOpened,
} from './processes.ts';

const ROWS = 20_000;

/** Files that are large enough for the bulk engine, with two threads. */
describe('faults in the middle of a large file', () => {
  const runs = new Processes();
  const at = (name: string) => runs.at(name);
  const read = (name: string) => runs.read(name);
  const left = () => runs.left();

  beforeAll(() => {
    runs.begin();
    runs.write('q.takar.yaml', rulesetText());
    runs.write('p.takar.yaml', rulesetText({ quota: false }));
    writeCsv(at('data.csv'), ROWS);
    writeCsv(at('bad.csv'), ROWS, { bad: 0.01 });
    runs.keep();
  });
  beforeEach(() => runs.clear());
  afterAll(() => runs.end());

  /** Runs a line of the shell in which $SCORE stands for the command up to its options. */
  function shell(line: string, env: Readonly<Record<string, string>> = {}, engine = 'columns') {
    const options = `--period 2026-Q3 --columns summary --lang en --engine ${engine}`;
    const whole = line.replaceAll('$SCORE', `${TAKAR} score`).replaceAll('$OPTIONS', options);
    return runs.shell(whole, { TAKAR_THREADS: '2', ...env });
  }

  for (const rules of ['q', 'p']) {
    test.skipIf(process.platform === 'win32')(`no room for the result: ${rules}`, () => {
      runs.write('out.csv', 'as it was');
      const run = shell(`ulimit -f 100; $SCORE ${rules}.takar.yaml --data data.csv --out out.csv $OPTIONS`);
      expect(run.talk).toContain("Cannot use 'out.csv': the file would become larger than this system allows.");
      expect(run.talk).toContain('has not been written by half');
      expect(run.code).toBe(2);
      expect(read('out.csv')).toBe('as it was');
      expect(left()).toEqual(['out.csv']);
    });

    test.skipIf(!canMount())(`a full disk: ${rules}`, () => {
      const score = `$SCORE ${rules}.takar.yaml --data data.csv --out full/out.csv $OPTIONS`;
      const run = shell(onSmallDisk('128k', score));
      expect(run.talk).toContain("Cannot use 'full/out.csv': the disk is full.");
      expect(run.output).toBe('');
      expect(run.code).toBe(2);
    });

    for (const when of ['before', 'after']) {
      test(`a thread that is killed ${when} it has answered: ${rules}`, () => {
        const kill =
          when === 'before'
            ? 'process.exit(7)'
            : 'const say = parentPort.postMessage.bind(parentPort); parentPort.postMessage = (...all) => { say(...all); process.exit(7); };';
        const meddling = runs.meddling(
          `const { isMainThread, parentPort } = require('node:worker_threads');\nif (!isMainThread) { ${kill} }\n`,
        );
        const run = shell(
          `$SCORE ${rules}.takar.yaml --data data.csv --out out.csv $OPTIONS --rejects r.csv`,
          meddling,
        );
        expect(run.talk).toBe(
          `error TK950
  A thread that was scoring a part of the file ended before its work was done: exit code 7.
  What to do: Nothing was written. Run again with more memory free; with TAKAR_THREADS=0 in the environment, one thread does all the work and needs less.

`,
        );
        expect(run.code).toBe(2);
        expect(left()).toEqual([]);
      });
    }
  }

  test.each(['score', 'look', 'finish', 'there'])('a thread that is killed when it is asked: %s', (kind) => {
    runs.write('out.csv', 'as it was');
    const meddling = runs.meddling(`const { isMainThread, parentPort } = require('node:worker_threads');
// A listener of our own would have the port begin before the thread's script listens.
if (!isMainThread) {
  const on = parentPort.on.bind(parentPort);
  parentPort.on = (event, listener) => on(event, (asked) => {
    if (asked.kind === '${kind}') process.exit(7);
    listener(asked);
  });
}
`);
    const run = shell('$SCORE q.takar.yaml --data data.csv --out out.csv $OPTIONS --rejects r.csv', meddling);
    expect(run.talk).toContain('error TK950\n');
    expect(run.talk).toContain('ended before its work was done: exit code 7.');
    expect(run.code).toBe(2);
    expect(read('out.csv')).toBe('as it was');
    expect(left()).toEqual(['out.csv']);
  });

  test('all of the results or none of them', () => {
    const run = shell('$SCORE q.takar.yaml --data bad.csv --out out.csv --rejects nowhere/r.csv $OPTIONS');
    expect(run.talk).toContain("Cannot use 'nowhere/r.csv': there is no such file or folder.");
    expect(run.code).toBe(2);
    expect(left()).toEqual([]);
  });

  test.skipIf(!existsSync('/dev/full'))('a device without room', () => {
    const run = shell('$SCORE p.takar.yaml --data data.csv --out /dev/full $OPTIONS');
    expect(run.talk).toContain("Cannot use '/dev/full': the disk is full.");
    expect(run.code).toBe(2);
  });

  test.skipIf(process.platform === 'win32')('a reader of standard output that goes away', () => {
    const run = shell('($SCORE q.takar.yaml --data data.csv --out - $OPTIONS; echo $? > code) | head -1');
    expect(run.output).toBe('nip,period,hasil_kerja,nilai_akhir,predikat,award,award.reason\n');
    expect(run.talk).toContain('TK911\n  Standard output broke off: its reader stopped first.');
    expect(read('code')).toBe('2\n');
  });

  test.each(['0', '2'])('a file that is written while %s further threads read it', (threads) => {
    runs.write('data2.csv', read('data.csv'));
    runs.write('out.csv', 'as it was');
    // When the first results are laid out.
    const meddling = runs.meddling(whenOpened('', `if (times === 1) await fs.truncate('data2.csv', 100_000);`));
    const env = { ...meddling, TAKAR_THREADS: threads };
    const run = shell('$SCORE q.takar.yaml --data data2.csv --out out.csv --rejects r.csv $OPTIONS', env);
    expect(run.talk).toMatch(/^error TK956\n {2}'data2.csv' changed while it was being read\.\n/);
    expect(run.code).toBe(2);
    expect(read('out.csv')).toBe('as it was');
    expect(left()).toEqual(['data2.csv', 'out.csv']);
  });

  test.skipIf(process.platform === 'win32')('a file that cannot be looked at', () => {
    symlinkSync('loop.csv', at('loop.csv'));
    symlinkSync('loop.csv.gz', at('loop.csv.gz'));
    for (const name of ['loop.csv', 'loop.csv.gz', `${'n'.repeat(300)}.csv`, 'data.csv/data.csv']) {
      const run = shell(`$SCORE q.takar.yaml --data ${name} --out out.csv $OPTIONS`);
      expect(run.talk).toMatch(/^error TK901\n {2}Cannot use '/);
      expect(run.talk).toContain(name);
      expect(run.code).toBe(2);
    }
    expect(left()).toEqual(['loop.csv', 'loop.csv.gz']);
  });

  test('a file that is cut off within quotes', () => {
    runs.write('cut.csv', `${read('data.csv')}"1\n2\n`);
    const run = shell('$SCORE q.takar.yaml --data cut.csv --out out.csv --rejects r.csv $OPTIONS');
    expect(run.talk).toContain(`error TK616 cut.csv:${ROWS + 2}\n  A double quote (") is opened here and never closed`);
    expect(run.code).toBe(1);
    expect(left()).toEqual(['cut.csv']);
  });

  test.each([
    ['"', 'error TK616 huge.csv:9\n  A double quote (") stands in the middle of a cell'],
    [','.repeat(20_000), 'error TK623 huge.csv:9\n  This row has more than 20,000 columns.'],
  ])('a broken row of a file that is too large to be read whole: %#', (what, said) => {
    runs.write('huge.csv', `${read('data.csv').split('\n', 9).join('\n')}${what}\n${'x\n'.repeat(STRETCH)}`);
    // All that follows takes no room on the disk.
    truncateSync(at('huge.csv'), 300 * 1024 * 1024);
    const run = shell('$SCORE q.takar.yaml --data huge.csv --out out.csv $OPTIONS');
    expect(run.talk).toContain(said);
    expect(run.code).toBe(1);
    expect(left()).toEqual(['huge.csv']);
  });

  test('a file that is cut off within a row', () => {
    const text = read('data.csv');
    runs.write('cut.csv', text.slice(0, text.lastIndexOf(',', text.length - 60)));
    const run = shell('$SCORE q.takar.yaml --data cut.csv --out out.csv --rejects r.csv $OPTIONS');
    expect(run.talk).toContain(`Rows read 20,000 = scored 19,999 + rejected 1\n`);
    expect(run.code).toBe(1);
    expect(read('r.csv')).toContain(`\n${ROWS + 1},`);
    expect(read('out.csv').split('\n')).toHaveLength(ROWS + 1);
  });

  test.skipIf(process.platform === 'win32').each([
    ['SIGINT', 'q', 'columns', 'part'],
    ['SIGTERM', 'q', 'columns', 'spool'],
    ['SIGINT', 'p', 'exact', 'part'],
  ])(
    '%s in the middle of the run leaves nothing behind: %s, engine %s, at the first .%s',
    (signal, rules, engine, ending) => {
      runs.write('out.csv', 'as it was');
      // The exact evaluator takes its time, and needs no large file to be interrupted.
      const data = engine === 'exact' ? 'few.csv' : 'data.csv';
      runs.write('few.csv', read('data.csv').split('\n').slice(0, 50).join('\n'));
      const line = `exec $SCORE ${rules}.takar.yaml --data ${data} --out out.csv $OPTIONS`;
      const env = runs.meddling(whenOpened(`.${ending}`, `process.kill(process.pid, '${signal}');`));
      const { signal: by, code } = shell(line, env, engine);
      expect({ by, code }).toEqual({ by: signal, code: null });
      expect(read('out.csv')).toBe('as it was');
      expect(left()).toEqual(['few.csv', 'out.csv']);
    },
  );

  test.skipIf(!hasTerminals()).each(['part', 'spool'])(
    'a terminal that is closed leaves nothing behind: .%s',
    (ending) => {
      const env = runs.meddling(BEGUN + whenOpened(`.${ending}`, 'await begun();'));
      shell(inClosedTerminal('$SCORE q.takar.yaml --data data.csv --out out.csv $OPTIONS'), env);
      expect(left()).toEqual(['begun']);
    },
  );

  for (const [what, cell] of [
    ['plain', 'x'.repeat(10_000_000)],
    ['quoted, with line ends', `"${'x\n'.repeat(5_000_000)}"`],
  ] as const) {
    test(`a row of 10 MB: ${what}`, () => {
      const lines = read('data.csv').split('\n');
      const long = lines[3000]?.replace(/^\d+/, cell) ?? '';
      runs.write('long.csv', lines.with(3000, long).join('\n'));
      const run = shell('$SCORE q.takar.yaml --data long.csv --out out.csv --rejects r.csv $OPTIONS');
      expect(run.talk).toContain('error TK623 long.csv:3001\n  This row is longer than 1,000,000 characters.');
      expect(run.talk.length).toBeLessThan(1000);
      expect(run.code).toBe(1);
      expect(left()).toEqual(['long.csv']);
    });
  }

  test('one row in a hundred is bad: the counts add up', () => {
    const run = shell('$SCORE q.takar.yaml --data bad.csv --out out.csv --rejects r.csv --summary s.json $OPTIONS');
    const rows = JSON.parse(read('s.json'));
    const rejected = new Set(
      read('r.csv')
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((line) => line.split(',')[0]),
    );
    const scored = read('out.csv').trimEnd().split('\n').length - 1;
    expect(rejected.size).toBeGreaterThan(20);
    expect(rows).toMatchObject({ read: scored + rejected.size, scored, rejected: rejected.size });
    const number = (count: number) => count.toLocaleString('en-US');
    expect(run.talk).toContain(
      `Rows read ${number(rows.read)} = scored ${number(scored)} + rejected ${rejected.size}\n`,
    );
    expect(run.code).toBe(1);
    expect(left()).toEqual(['out.csv', 'r.csv', 's.json']);
  });
});
