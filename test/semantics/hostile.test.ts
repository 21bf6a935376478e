import { describe, expect, test } from 'vitest';
import { check, load, readRows, scoreCohort } from '../../src/index.ts';
import { errors, judge, programOf, refusals, result, ruleset, score } from './lab.ts';

/** Generous for a busy machine; what explodes takes hours. */
const SECONDS = 20_000;
const Y = '  y: { type: decimal, digits: 2, range: "[0..9]" }';
const chain = (count: number, step: (before: string, i: number) => string) =>
  ['values:', '  v0: y', ...Array.from({ length: count }, (_, i) => `  v${i + 1}: ${step(`v${i}`, i)}`)].join('\n');
const scored = (value: string) => `\nscores:\n  s: { value: ${value}, round: { digits: 2, mode: half_up } }`;

describe('rulesets that want to explode', () => {
  test('5,000 values one on another, declared first to last and last to first', { timeout: SECONDS }, async () => {
    const forwards = chain(5000, (before) => `${before} + 1`);
    const [head = '', ...lines] = forwards.split('\n');
    for (const text of [forwards, [head, ...lines.reverse()].join('\n')]) {
      const program = await programOf(ruleset(Y, text + scored('v5000')));
      expect(result(score(program, { nip: '1', y: '3' }), 's')).toBe('5003');
    }
  });

  test('a circle of 5,000 values is found', { timeout: SECONDS }, async () => {
    const text = chain(5000, (before) => `${before} + 1`).replace('v0: y', 'v0: v5000');
    expect(await errors(ruleset(Y, text))).toEqual(['TK306']);
  });

  test.each([
    ['squares of squares', (v: string) => `${v} * ${v}`],
    ['squares over themselves', (v: string) => `(${v} * ${v} + 1) / (${v} + 2)`],
  ])('%s: checked in time; the row is refused, the run goes on', { timeout: SECONDS }, async (_, step) => {
    const program = await programOf(ruleset(Y, chain(40, step) + scored('v40')));
    expect(refusals(program, { nip: '1', y: '3.33' })).toEqual(['TK710']);
    const rows = [
      { nip: '1', y: '3.33' },
      { nip: '2', y: '0' },
      { nip: '3', y: 'x' },
    ];
    const { summary } = await scoreCohort(program, rows, { period: '2026-Q3' });
    expect(summary.read).toBe(3);
    expect(summary.scored + summary.rejected).toBe(3);
  });

  test('a chain of quotients stays exact and is proven in time', { timeout: SECONDS }, async () => {
    const program = await programOf(ruleset(Y, chain(200, (v) => `(${v} + 1) / (${v} + 2)`) + scored('v200')));
    expect(result(score(program, { nip: '1', y: '3' }), 's')).toBe('31/50');
  });

  test.each([
    ['functions that call each other 2^30 times', 30, (f: string) => `${f}(n) + ${f}(n)`],
    ['functions 2,000 deep', 2000, (f: string) => `${f}(n) + 1`],
    ['functions 90 deep, each long', 90, (f: string) => `${f}(n)${' + 1'.repeat(480)}`],
  ])('%s', { timeout: SECONDS }, async (_, count, body) => {
    const one = (name: string, value: string) => `  ${name}: { parameters: { n: { type: decimal } }, value: ${value} }`;
    const functions = Array.from({ length: count }, (_value, i) => one(`f${i + 1}`, body(`f${i}`)));
    const text = ['functions:', one('f0', 'n'), ...functions].join('\n');
    expect(await errors(ruleset(Y, text + scored(`f${count}(y)`)))).toEqual(['TK314']);
  });

  test('2,000 indicators', { timeout: SECONDS }, async () => {
    const one = (i: number) =>
      `  i${i}: { polarity: maximize, actual: y, achievement: 10 * actual, clamp: "[0..90]", round: { digits: 1, mode: half_up }, weight: 1, missing: reject }`;
    const indicators = ['indicators:', ...Array.from({ length: 2000 }, (_, i) => one(i))].join('\n');
    const program = await programOf(ruleset(Y, indicators + scored('weighted_mean(indicators)')));
    const row = score(program, { nip: '1', y: '5.55' });
    expect([row.indicators.length, result(row, 's')]).toEqual([2000, '111/2']);
  });

  test.each([
    ['a literal of a megabyte', `values:\n  q: ${'9'.repeat(1_000_000)}`, 'TK212'],
    ['100,000 brackets', `values:\n  q: ${'('.repeat(100_000)}1`, 'TK212'],
    ['9,000 brackets', `values:\n  q: ${'('.repeat(9000)}1${')'.repeat(9000)}`, 'TK213'],
    ['a sum of 3,000', `values:\n  q: ${Array.from({ length: 3000 }, () => 'y').join('+')}`, 'TK212'],
    ['an exponent', 'values:\n  q: 1e999999999', 'TK414'],
    ['100,000 lists in lists', `values: ${'['.repeat(100_000)}`, 'TK115'],
    ['a NUL', 'values:\n  q: "a\0b"', 'TK116'],
    ['an alias', 'values: &a\n  q: 1', 'TK106'],
    ['a name of the machine', 'values:\n  __proto__: 1', 'TK119'],
  ])('%s: %#', async (_, rest, code) => {
    expect(await errors(ruleset(Y, rest))).toContain(code);
  });

  test.each([
    '../../etc/passwd',
    '/etc/passwd',
    'file:///etc/passwd',
    'a/../../x.takar.yaml',
    'C:\\x.yaml',
    '..\\x',
    'http://example.org/x',
    '',
  ])('import %j reads nothing', async (from) => {
    const asked: string[] = [];
    const text = `takar: 1\nruleset: u\nimport: [{ from: ${JSON.stringify(from)}, use: [x] }]\n`;
    const { diagnostics } = await load('rules/u.takar.yaml', (path) => {
      asked.push(path);
      return path === 'rules/u.takar.yaml' ? text : 'takar: 1\nruleset: secret\n';
    });
    expect(asked).toEqual(['rules/u.takar.yaml']);
    expect(diagnostics.map(({ code }) => code)).toContain('TK121');
  });
});

describe('data that want to be misread', () => {
  const TEXT = ruleset(
    `  note: { type: text, optional: true }
  x: { type: decimal, digits: 2, range: "[0..100]" }
  m: { type: money, optional: true }`,
    'scores:\n  s: { value: x, round: none }\nvalues:\n  q: note is missing or m is missing',
  );

  async function run(csv: string, locale: 'en' | 'id' = 'en') {
    const { program } = await judge(TEXT);
    if (!program) throw new Error('refused');
    const { value: rows, diagnostics } = readRows(program.ruleset, csv, 'csv', { path: 'd.csv', locale });
    if (!rows) return { refused: diagnostics.map(({ code }) => code) };
    const { summary, rejects, rows: good } = await scoreCohort(program, rows, { period: '2026-Q3', path: 'd.csv' });
    expect(summary.read).toBe(summary.scored + summary.rejected);
    expect([good.length, rejects.length]).toEqual([summary.scored, summary.rejected]);
    for (const { findings } of rejects) {
      for (const { place } of findings) expect(place).toMatchObject({ kind: 'cell', cell: { path: 'd.csv' } });
    }
    return {
      scored: good.map((row) => `${row.key} ${result(row, 's')}`),
      rejected: rejects.map(({ row, findings }) => `${row} ${findings.map(({ code }) => code).join(' ')}`),
    };
  }

  test.each([
    ['an empty file', '', ['TK620']],
    ['no column x', 'nip\n1\n', ['TK601']],
    ['a column twice', 'nip,x,x\n1,2,3\n', ['TK621']],
    ['a line of ten megabytes', `nip,x,note\n1,2,${'z'.repeat(10_000_000)}\n`, ['TK623']],
    ['100,000 columns', `nip,x${',c'.repeat(100_000)}\n`, ['TK623']],
    ['a NUL', 'nip,x\n1,2\0\n', ['TK616']],
    ['a quote left open', 'nip,x\n1,"2\n2,3\n', ['TK616']],
  ])('%s', async (_, csv, codes) => {
    expect(await run(csv)).toEqual({ refused: codes });
  });

  test('numbers: only what surely says a number is one', async () => {
    const cells = [
      '1e2',
      '0x10',
      '٥',
      '1 000',
      '--5',
      'NaN',
      '5.',
      '.5',
      '5.000',
      '101',
      '-0.01',
      '5 %',
      '5 IDR',
      '#N/A',
      '=1+1',
      '1_0',
    ];
    const found = await run(`nip,x\n${cells.map((cell, i) => `r${i},${cell}`).join('\n')}\n`);
    expect(found.scored).toEqual([]);
    expect(found.rejected?.length).toBe(cells.length);
    const good = await run('nip,x\na,0\nb,100\nc,100.00\nd,+5\ne,-0\nf, 7 \n');
    expect(good).toEqual({ scored: ['a 0', 'b 100', 'c 100', 'd 5', 'e 0', 'f 7'], rejected: [] });
  });

  test('a number of one locale is never taken for one of the other', async () => {
    expect(await run('nip,x,m\na,"5,5",1\nb,5,2.500.000\nc,5,2.500\nd,5,Rp 2.500.000\n')).toEqual({
      scored: [],
      rejected: ['2 TK603', '3 TK603', '4 TK604', '5 TK603'],
    });
    expect(await run('nip;x;m\r\na;5,5;Rp 2.500.000\r\nb;5.5;1\r\nc;5;2.50\r\n', 'id')).toEqual({
      scored: ['a 11/2'],
      rejected: ['3 TK603', '4 TK603'],
    });
  });

  test('BOM, CRLF and semicolons; formulas in texts are texts', async () => {
    expect(await run('\ufeffnip;x;note\r\n1;50;=HYPERLINK("http://x")\r\n'.replaceAll('"', ''))).toEqual({
      scored: ['1 50'],
      rejected: [],
    });
  });

  test('short and long rows, missing and repeated keys: each is a reject of its own, none is lost', async () => {
    const csv = 'nip,x,__proto__,constructor\n1\n2,5,,,\n,5,,\n3,5,1,2\n4,5,,\n4,5,,\n\n5,,,\n';
    expect(await run(csv)).toEqual({
      scored: ['3 5'],
      rejected: ['2 TK615', '3 TK615', '4 TK606', '6 TK609', '7 TK609', '9 TK606'],
    });
  });

  test('keys that a spreadsheet has spoilt', async () => {
    expect(await run('nip,x\n1.99001E+17,5\n199001012020121000,5\n199001012020121001,5\n007,5\n7,5\n')).toEqual({
      scored: ['199001012020121001 5', '007 5', '7 5'],
      rejected: ['2 TK611', '3 TK611'],
    });
  });

  test('objects of an embedder: nothing inherited is data, no double passes for exact', async () => {
    const program = await programOf(TEXT);
    expect(refusals(program, Object.create({ nip: '1', x: '5' }) as Record<string, unknown>)).toEqual([
      'TK606',
      'TK606',
    ]);
    expect(refusals(program, { nip: '1', x: 0.1 + 0.2 })).toEqual(['TK604']);
    expect(refusals(program, { nip: '1', x: Number.NaN })).toEqual(['TK603']);
    expect(refusals(program, { nip: '1', x: [5] })).toEqual(['TK624']);
    expect(refusals(program, { nip: '1', x: true })).toEqual(['TK603']);
    expect(result(score(program, { nip: '1', x: 50.55 }), 's')).toBe('1011/20');
  });
});

test('a divisor of 0 is a finding before the data, and a guard is seen', async () => {
  const of = (value: string) =>
    ruleset(
      '  t: { type: decimal, digits: 0, range: "[0..100]" }\n  u: { type: decimal, digits: 0, range: "[0..100]" }',
      `values:\n  q: ${value}`,
    );
  for (const value of [
    'u / t',
    'percent(u, t)',
    'if u != 0 then u / t else 0',
    'if t != 0 or u != 0 then u / t else 0',
    'if t >= 0 then u / t else 0',
  ]) {
    expect(await errors(of(value))).toEqual(['TK411']);
  }
  for (const value of [
    'if t != 0 then u / t else 0',
    'if t > 0 then u / t else 0',
    'if t = 0 then 0 else u / t',
    'u / (t + 1)',
    'u / max(t, 1)',
  ]) {
    expect(await errors(of(value))).toEqual([]);
  }
});

test('check never throws on what load has read of a broken file', async () => {
  const whole = ruleset(Y, `${chain(3, (v) => `${v} + 1`)}${scored('v3')}`);
  for (let at = 0; at < whole.length; at += 7) {
    const { value } = await load('a.takar.yaml', () => whole.slice(0, at));
    if (value) expect(() => check(value)).not.toThrow();
  }
});
