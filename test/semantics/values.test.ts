import { describe, expect, test } from 'vitest';
import { errors, judge, programOf, refusals, result, ruleset, score } from './lab.ts';

const UNITS = ['plain', 'percent', 'money', 'days', 'permits'] as const;
const OF_UNITS = `
  plain: { type: decimal, digits: 0, range: "[1..9]" }
  percent_: { type: percent, digits: 0, range: "[1..9]" }
  money: { type: money, range: "[1..9]" }
  days: { type: days, range: "[1..9]" }
  permits: { type: count, unit: izin, range: "[1..9]" }`;

/** `=` and `+` alike: only a unit with itself. */
const SAME = [
  '. x x x x', //
  'x % x x x',
  'x x IDR x x',
  'x x x hari x',
  'x x x x izin',
];

/** What stands in row a, column b: the unit of `a op b`, `.` for plain points, `x` for refused. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  '+': SAME,
  '-': SAME,
  '*': [
    '. % IDR hari izin',
    '% x x x x',
    'IDR x x IDR*hari IDR*izin',
    'hari x IDR*hari hari*hari hari*izin',
    'izin x IDR*izin hari*izin izin*izin',
  ],
  '/': [
    '. x 1/IDR 1/hari 1/izin',
    'x . x x x',
    'IDR x . IDR/hari IDR/izin',
    'hari x hari/IDR . hari/izin',
    'izin x izin/IDR izin/hari .',
  ],
  of: ['x x x x x', '. % IDR hari izin', 'x x x x x', 'x x x x x', 'x x x x x'],
};

describe('[V3] units', () => {
  const cases = Object.entries(TABLES).flatMap(([operator, rows]) =>
    rows.flatMap((row, left) =>
      row.split(' ').map((expected, right) => ({ left: UNITS[left], operator, right: UNITS[right], expected })),
    ),
  );

  test.each(cases)('$left $operator $right: $expected', async ({ left, operator, right, expected }) => {
    const name = (unit: string | undefined) => (unit === 'percent' ? 'percent_' : unit);
    const text = ruleset(OF_UNITS, `values:\n  q: { value: "${name(left)} ${operator} ${name(right)}" }`);
    const { program, codes } = await judge(text);
    const base = program?.ruleset.values.get('q')?.type.base;
    const unit = base?.kind === 'number' ? base.unit || '.' : 'x';
    expect(unit).toBe(expected);
    expect(codes.length).toBe(expected === 'x' ? 1 : 0);
  });

  test('percent is stored as 95: its arithmetic never loses or gains a hundred', async () => {
    const program = await programOf(
      ruleset(
        '  p: { type: percent, digits: 1, range: "[0..100]" }\n  m: { type: money, range: "[0..1_000_000]" }',
        `values:
  sum_: p + 5 %
  half: p / 10 %
  part: p of m
  twice: 2 * p
  plain: points(p)
  ratio: percent(m, 200 IDR)`,
      ),
    );
    const row = score(program, { nip: '1', p: '95', m: '1000' });
    const found = ['sum_', 'half', 'part', 'twice', 'plain', 'ratio'].map((name) => result(row, name));
    expect(found).toEqual(['100', '19/2', '950', '190', '95', '500']);
    expect(found).not.toContain('95000');
  });

  test('a percentage and a plain number are not compared; zero needs no unit', async () => {
    const of = (condition: string) =>
      ruleset('  p: { type: percent, digits: 0, range: "[0..100]" }', `values:\n  q: { value: "${condition}" }`);
    expect(await errors(of('p >= 95'))).toEqual(['TK413']);
    expect(await errors(of('p >= 95 %'))).toEqual([]);
    expect(await errors(of('p > 0'))).toEqual([]);
    expect(await errors(of('p = 1 hari'))).toEqual(['TK402']);
  });
});

const OPTIONAL = '  x: { type: decimal, digits: 0, range: "[0..100]", optional: true }';

describe('[V1] missing is part of the type', () => {
  test('missing must be handled wherever no indicator does it', async () => {
    expect(await errors(ruleset(OPTIONAL, 'values:\n  q: x + 1'))).toEqual(['TK404']);
    expect(await errors(ruleset(OPTIONAL, 'values:\n  q: (x ?? 0) + 1'))).toEqual([]);
    expect(await errors(ruleset(OPTIONAL, 'values:\n  q: if x is missing then 0 else x + 1'))).toEqual([]);
    expect(await errors(ruleset(OPTIONAL, 'values:\n  q: if x is missing then x + 1 else 0'))).toEqual(['TK404']);
  });

  test('a missing score, its rating and its table: not assessed, no tier, no error, and nothing becomes 0', async () => {
    const program = await programOf(
      ruleset(
        OPTIONAL,
        `indicators:
  a: { polarity: maximize, actual: x, achievement: actual, clamp: "[0..100]", round: none, weight: 1, missing: exclude }
scores:
  s: { value: weighted_mean(indicators), round: { digits: 2, mode: half_up } }
ratings:
  r: { of: s, domain: "[0..100]", bands: { low: "[0..50)", high: "[50..100]" } }
tables:
  t: { inputs: [r], hit: unique, rules: [{ when: [low], then: kurang }, { when: [high], then: baik }] }
awards:
  eligible: true
  tiers:
    - { tier: consolation, when: r = low or t = kurang or s < 50 }
    - { tier: anybody, when: true }
  otherwise: nothing`,
      ),
    );
    const row = score(program, { nip: '1' });
    expect(row.state).toBe('not_assessed');
    expect(['s', 'r', 't'].map((name) => result(row, name))).toEqual(['missing', 'missing', 'missing']);
    expect(row.award).toMatchObject({ state: 'not_assessed', name: null, steps: [] });
    expect(score(program, { nip: '1', x: '0' }).award?.name).toBe('consolation');
  });

  test('an indicator that may not apply is read behind applies()', async () => {
    const of = (value: string) =>
      ruleset(
        '  job: { type: choice, of: [clerk, guard] }\n  x: { type: decimal, digits: 0, range: "[0..100]" }',
        `indicators:
  a: { applies: job = clerk, polarity: maximize, actual: x, achievement: actual, round: none, missing: reject }
values:
  q: ${value}`,
      );
    expect(await errors(of('a.achievement'))).toEqual(['TK410']);
    expect(await errors(of('if applies(a) then a.achievement else 0'))).toEqual([]);
    expect(await errors(of('if job = guard then a.achievement else 0'))).toEqual(['TK410']);
  });
});

describe('[V2] inputs that apply to some, and checks', () => {
  const text = ruleset(
    `  job: { type: choice, of: [clerk, guard] }
  done: { type: count, max: 100, applies: job = clerk }
  late: { type: count, max: 100, optional: true }`,
    `checks:
  - { that: late <= 50, message: { en: too late } }
values:
  q: if job = clerk then done else 0`,
  );

  test('required where it applies, empty elsewhere', async () => {
    const program = await programOf(text);
    expect(refusals(program, { nip: '1', job: 'clerk', done: '0' })).toEqual([]);
    expect(refusals(program, { nip: '1', job: 'clerk' })).toEqual(['TK606']);
    expect(refusals(program, { nip: '1', job: 'guard' })).toEqual([]);
    expect(refusals(program, { nip: '1', job: 'guard', done: '0' })).toEqual(['TK608']);
  });

  test('a row that breaks a check is rejected; one that lacks what it speaks of is not', async () => {
    const program = await programOf(text);
    expect(refusals(program, { nip: '1', job: 'guard', late: '51' })).toEqual(['TK610']);
    expect(refusals(program, { nip: '1', job: 'guard', late: '50' })).toEqual([]);
    expect(refusals(program, { nip: '1', job: 'guard' })).toEqual([]);
  });
});

describe('[V4] text', () => {
  const text = (condition: string) => ruleset('  place: { type: text }', `values:\n  q: { value: '${condition}' }`);

  test('only = and in', async () => {
    for (const operator of ['<', '<=', '>', '>=']) {
      expect(await errors(text(`place ${operator} "b"`))).toEqual(['TK409']);
    }
    expect(await errors(text('place between "a" and "b"'))).toEqual(['TK409']);
    expect(await errors(text('place + "b" = "b"'))).toEqual(['TK401']);
    expect(await errors(text('place = "b" or place in ["c", "d"]'))).toEqual([]);
  });

  test.each([
    ['composed', 'caf\u00e9'],
    ['decomposed', 'cafe\u0301'],
  ])('a %s text in the rules is the same as either in the data', async (_, written) => {
    for (const condition of [`place = "${written}"`, `place in ["x", "${written}"]`]) {
      const program = await programOf(text(condition));
      for (const place of ['caf\u00e9', 'cafe\u0301']) {
        expect(result(score(program, { nip: '1', place }), 'q')).toBe('true');
      }
      expect(result(score(program, { nip: '1', place: 'cafe' }), 'q')).toBe('false');
      expect(result(score(program, { nip: '1', place: 'CAF\u00c9' }), 'q')).toBe('false');
    }
  });
});

describe('[V5] names', () => {
  test.each(['rerata', 'average', 'capaian', 'achievement', 'bobot', 'kosong', 'maka', 'then', 'previous', 'periode'])(
    '%s is reserved in every file',
    async (name) => {
      expect(await errors(ruleset('', `values:\n  ${name}: 1`))).toEqual(['TK303']);
    },
  );

  test('other keywords are free: a choice may be called kurang or baik', async () => {
    expect(
      await errors(ruleset('  c: { type: choice, of: [kurang, baik, tier, quota] }', 'values:\n  q: c = kurang')),
    ).toEqual([]);
  });

  const LIBRARY = `takar: 1
ruleset: pustaka
functions:
  f: { parameters: { n: { type: decimal } }, value: n }
parameters:
  p: { type: decimal, value: 5 }
`;
  const main = (imports: string, rest: string) =>
    `takar: 1\nruleset: uji\nimport: ${imports}\ninputs:\n  nip: { type: text, key: true }\n${rest}`;
  const OTHER = LIBRARY.replace('value: n }', 'value: n * 3 }').replace('value: 5', 'value: 7');

  test('one name is one thing, also where it comes by import', async () => {
    const use = '[{ from: a.takar.yaml, use: [f, p] }]';
    const files = { 'a.takar.yaml': LIBRARY };
    expect(await errors(main(use, 'scores:\n  s: { value: f(p), round: none }\n'), files)).toEqual([]);
    expect(await errors(main(use, 'parameters:\n  p: { type: decimal, value: 6 }\n'), files)).toEqual(['TK302']);
    const own = 'functions:\n  f: { parameters: { n: { type: decimal } }, value: n * 2 }\n';
    expect(await errors(main(use, own), files)).toEqual(['TK302']);
  });

  test.each([
    ['functions', '[f]'],
    ['parameters', '[p]'],
  ])('two files that bring different %s of one name are refused, not settled by their order', async (_, names) => {
    const both = `[{ from: a.takar.yaml, use: ${names} }, { from: b.takar.yaml, use: ${names} }]`;
    const rest = 'scores:\n  s: { value: 1, round: none }\n';
    expect(await errors(main(both, rest), { 'a.takar.yaml': LIBRARY, 'b.takar.yaml': OTHER })).toEqual(['TK302']);
  });

  test('the same through a qualifier; two qualifiers keep two functions apart', async () => {
    const files = { 'a.takar.yaml': LIBRARY, 'b.takar.yaml': OTHER };
    const score_ = (value: string) => `scores:\n  s: { value: ${value}, round: none }\n`;
    const same = '[{ from: a.takar.yaml, as: x }, { from: b.takar.yaml, as: x }]';
    expect(await errors(main(same, score_('x.f(1)')), files)).toEqual(['TK302']);
    const apart = '[{ from: a.takar.yaml, as: x }, { from: b.takar.yaml, as: y }]';
    const program = await programOf(main(apart, score_('x.f(1) + y.f(1)')), files);
    expect(result(score(program, { nip: '1' }), 's')).toBe('4');
  });

  test.each(['constructor', 'toString', 'hasOwnProperty', 'valueOf', 'prototype'])(
    'an input, a choice, an indicator, a function may be called %s',
    async (name) => {
      const input = await programOf(ruleset(`  ${name}: { type: decimal, digits: 0 }`, `values:\n  q: ${name} + 1`));
      expect(result(score(input, { nip: '1', [name]: '3' }), 'q')).toBe('4');
      expect(refusals(input, { nip: '1' })).toEqual(['TK606']);
      const choice = await programOf(ruleset(`  c: { type: choice, of: [${name}, b] }`, `values:\n  q: c = ${name}`));
      expect(result(score(choice, { nip: '1', c: name }), 'q')).toBe('true');
      expect(result(score(choice, { nip: '1', c: 'b' }), 'q')).toBe('false');
      expect(await errors(ruleset('', `values:\n  q: ${name} + 1`))).toEqual(['TK301']);
      expect(await errors(ruleset('', `values:\n  q: ${name}(1)`))).toEqual(['TK305']);
    },
  );
});
