import { describe, expect, test } from 'vitest';
import { load, parse, parsePeriod, say, scoreRow } from '../../src/index.ts';
import { errors, judge, programOf, refusals, result, ruleset, score } from './lab.ts';

const TWO = '  a: { type: choice, of: [low, mid, high] }\n  b: { type: choice, of: [low_, mid_, high_] }';

describe('[Y1] the holes of YAML', () => {
  test.each([
    ['a call cut at the comma', 'values:\n  q: { value: max(1, 2) }', 'TK109'],
    ['an interval read as a list', 'ratings:\n  r: { of: 5, domain: [0..100], bands: { z: "[0..100]" } }', 'TK110'],
    [
      'a comparison read as a block',
      'awards:\n  eligible: true\n  tiers:\n    - tier: g\n      when: >= 110\n  otherwise: n',
      'TK111',
    ],
    ['a comment within a value', 'values:\n  q: 1 #2', 'TK112'],
  ])('%s is told as what it is', async (_, rest, code) => {
    const { diagnostics } = parse(`takar: 1\nruleset: u\ninputs:\n  nip: { type: text, key: true }\n${rest}\n`);
    expect(diagnostics.map((finding) => finding.code)).toContain(code);
    for (const finding of diagnostics) expect(say(finding, 'id').help).not.toBe('');
  });
});

describe('[Y2] the habits of spreadsheets', () => {
  test.each([
    'IF(a;b;c)',
    'JIKA(1 > 0; 1; 2)',
    'ROUND(1.5;2)',
    '1 <> 2',
    '1,76',
    '2.500.000',
    '“teks” = "teks"',
    '=1 + 1',
  ])('%s is answered with the line rewritten, never read as something else', async (formula) => {
    const { diagnostics } = parse(`takar: 1\nruleset: u\nvalues:\n  q: ${JSON.stringify(formula)}\n`);
    expect(diagnostics.map(({ code }) => code).filter((code) => code.startsWith('TK2'))).not.toEqual([]);
  });
});

describe('[Y3] tables and choices', () => {
  const table = (rows: string, more = '') =>
    ruleset(
      TWO,
      `tables:
  t:
    inputs: [a, b]
    hit: unique
${more}    rules:
${rows.replaceAll(/^/gm, '      ')}`,
    );

  test('keyed when: an absent key is any, a list is any of, and so says the positional form', async () => {
    const keyed = await programOf(
      table(`- { when: { a: high }, then: one }
- { when: { a: [low, mid], b: high_ }, then: two }
- { when: { a: [low, mid], b: [low_, mid_] }, then: three }`),
    );
    const positional = await programOf(
      table(`- { when: [high, "-"], then: one }
- { when: ["low, mid", high_], then: two }
- { when: [[low, mid], "low_, mid_"], then: three }`),
    );
    for (const a of ['low', 'mid', 'high']) {
      for (const b of ['low_', 'mid_', 'high_']) {
        const expected = a === 'high' ? 'one' : b === 'high_' ? 'two' : 'three';
        for (const program of [keyed, positional])
          expect(result(score(program, { nip: '1', a, b }), 't')).toBe(expected);
      }
    }
  });

  test('a hole and an overlap are found', async () => {
    expect(await errors(table('- { when: { a: high }, then: one }'))).toEqual(['TK504']);
    const overlap =
      '- { when: { a: high }, then: one }\n- { when: { b: high_ }, then: two }\n- { when: ["low, mid", "low_, mid_"], then: three }';
    expect(await errors(table(overlap))).toEqual(['TK505']);
  });

  test('only a declared order makes >= legal, and then it is that order, not the order of the rows', async () => {
    const rows = '- { when: [high, "-"], then: kurang }\n- { when: ["low, mid", "-"], then: baik }';
    const of = (order: string, condition: string) => `${table(rows, order)}values:\n  q: ${condition}\n`;
    expect(await errors(of('', 't >= baik'))).toEqual(['TK409']);
    expect(await errors(of('', 't = baik'))).toEqual([]);
    const order = '    of: [kurang, baik, sangat_baik]\n';
    for (const [condition, expected] of [
      ['t >= baik', ['true', 'false']],
      ['t < baik', ['false', 'true']],
      ['t between kurang and baik', ['true', 'true']],
      ['t between baik and sangat_baik', ['true', 'false']],
    ] as const) {
      const program = await programOf(of(order, condition));
      const found = ['low', 'high'].map((a) => result(score(program, { nip: '1', a, b: 'low_' }), 'q'));
      expect([condition, found]).toEqual([condition, expected]);
    }
  });

  test('between and the signs agree on every pair of choices', async () => {
    const program = await programOf(ruleset(TWO, 'values:\n  p: a between mid and high\n  q: a >= mid and a <= high'));
    for (const a of ['low', 'mid', 'high']) {
      const row = score(program, { nip: '1', a, b: 'low_' });
      expect(result(row, 'p')).toBe(result(row, 'q'));
      expect(result(row, 'p')).toBe(String(a !== 'low'));
    }
  });

  test('data bring a choice by its name or by its label, in either language', async () => {
    const program = await programOf(
      ruleset(
        '  c: { type: choice, of: { sangat_baik: { id: Sangat Baik, en: Excellent }, baik: Baik } }',
        'values:\n  q: c = sangat_baik',
      ),
    );
    const of = (c: string) => result(score(program, { nip: '1', c }), 'q');
    expect(['sangat_baik', 'Sangat Baik', 'EXCELLENT', 'Baik', 'baik'].map(of)).toEqual([
      'true',
      'true',
      'true',
      'false',
      'false',
    ]);
    expect(refusals(program, { nip: '1', c: 'Sangat' })).toEqual(['TK607']);
    expect(refusals(program, { nip: '1', c: '' })).toEqual(['TK606']);
  });

  test('a text beside a choice is always allowed, and must be one of its values', async () => {
    expect(await errors(ruleset(TWO, 'values:\n  q: a = "low"'))).toEqual([]);
    expect(await errors(ruleset(TWO, 'values:\n  q: a = "lo"'))).toEqual(['TK403']);
  });
});

describe('a file that could not be read whole scores nobody', () => {
  test('check says again what loading found, so that no embedder can pass it by', async () => {
    const text = ruleset(
      '  x: { type: decimal, digits: 0 }',
      'values:\n  q: x +\nscores:\n  s: { value: x, round: none }',
    );
    const { value, diagnostics } = await load('a.takar.yaml', () => text);
    expect(value).toBeDefined();
    expect(diagnostics.length).toBeGreaterThan(0);
    const { program, codes } = await judge(text);
    expect(program).toBeUndefined();
    expect(codes).toEqual(diagnostics.map(({ code }) => code));
  });
});

describe('[T1] [T4] [T5] time', () => {
  const dated = (at = '') =>
    ruleset(
      '',
      `parameters:
  p:
    type: decimal
${at}    values:
      - { from: 2026-01-01, to: 2026-08-14, value: 1 }
      - { from: 2026-08-15, to: 2026-12-31, value: 2 }
values:
  q: p`,
    );

  test('a parameter is the one in force at the end of the period, or at its start where it says so', async () => {
    const end = await programOf(dated());
    const start = await programOf(dated('    at: start\n'));
    const of = (program: typeof end, period: string) => result(score(program, { nip: '1' }, period), 'q');
    expect(['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4'].map((period) => of(end, period))).toEqual(['1', '1', '2', '2']);
    expect(['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4'].map((period) => of(start, period))).toEqual([
      '1',
      '1',
      '1',
      '2',
    ]);
    expect(refusals(end, { nip: '1' }, '2027-Q1')).toEqual(['TK707']);
    expect(refusals(end, { nip: '1' }, '2025-Q4')).toEqual(['TK707']);
  });

  test('dated values with a hole are refused before any data', async () => {
    expect(await errors(dated().replace('to: 2026-08-14', 'to: 2026-08-13'))).toEqual(['TK507']);
  });

  test('the parts of the period', async () => {
    const program = await programOf(
      ruleset(
        '',
        `values:
  month: { value: period.month }
  quarter: period.quarter
  semester: period.semester
  year: period.year
  length: days_between(period.start, period.end)
  after: if period.end >= 2026-09-30 then 1 else 0`.replaceAll(/^ {2}(month|quarter|semester|year):/gm, '  the_$1:'),
      ),
    );
    const row = score(program, { nip: '1' });
    const names = ['the_month', 'the_quarter', 'the_semester', 'the_year', 'length', 'after'];
    expect(names.map((name) => result(row, name))).toEqual(['9', '3', '2', '2026', '91', '1']);
    expect(result(score(program, { nip: '1' }, '2026-Q2'), 'after')).toBe('0');
  });

  test('a period of another kind, or none, is the caller’s mistake; a date that does not exist is the data’s', async () => {
    const program = await programOf(ruleset('  d: { type: date }', 'values:\n  q: days_between(d, period.end)'));
    for (const period of ['2026', '2026-07', '2026-Q5', 'Q3', '2026-S1', '']) {
      expect(() => scoreRow(program, { nip: '1', d: '2026-01-01' }, { period })).toThrow(RangeError);
    }
    for (const d of ['2026-02-30', '2026-13-01', '0000-01-01', '10000-01-01', '1/2/2026', '45000', '2026-1-1']) {
      expect(refusals(program, { nip: '1', d })).toEqual(['TK612']);
    }
    expect(refusals(program, { nip: '1', d: '2024-02-29' })).toEqual([]);
    expect(parsePeriod('2026-TW3')?.text).toBe('2026-Q3');
  });
});

test('[Y2] 1.500 beside a count is one thousand five hundred to who writes it, and is refused', async () => {
  const of = (condition: string) =>
    ruleset('  n: { type: count, unit: izin, max: 9000 }', `values:\n  q: ${condition}`);
  for (const condition of [
    'n > 1.500 izin',
    '1.500 izin < n',
    'n between 1.000 izin and 2 izin',
    'n in [1.000 izin, 5 izin]',
  ]) {
    expect(await errors(of(condition))).toEqual(['TK206']);
  }
  expect(await errors(of('n > 1_500 izin'))).toEqual([]);
  expect(await errors(of('n / 2 > 1.500 izin'))).toEqual([]);
});

test('what is left for who wins nothing is no tier', async () => {
  const of = (otherwise: string) =>
    ruleset(
      '',
      `awards:\n  eligible: true\n  tiers:\n    - { tier: gold, when: period.year > 2026 }\n  otherwise: ${otherwise}`,
    );
  expect(await errors(of('gold'))).toEqual(['TK521']);
  expect(await errors(of('nothing'))).toEqual([]);
});
