import { describe, expect, test } from 'vitest';
import { resultLines, scoreCohort } from '../../src/index.ts';
import { errors, outcome, programOf, refusals, result, ruleset, score } from './lab.ts';

const X = '  x: { type: decimal, digits: 3, range: "[-1000..1000]", optional: true }';

/** One indicator over x, with what the test is about. */
function indicator(lines: string, value = 'weighted_mean(indicators)', inputs = X): string {
  return ruleset(
    inputs,
    `indicators:
  a:
    weight: 100
    polarity: none
${lines.replaceAll(/^/gm, '    ')}
scores:
  s: { value: ${value}, round: { digits: 2, mode: half_up } }`,
  );
}

describe('[N1] actual → achievement → clamp → round → score → round', () => {
  test('clamp before round: 118 on steps of 5 is no end', async () => {
    const of = (clamp: string, round: string) =>
      indicator(`actual: x\nachievement: actual\nclamp: "${clamp}"\nround: ${round}\nmissing: reject`);
    expect(await errors(of('[0..118]', '{ to: 5, mode: half_up }'))).toEqual(['TK509']);
    expect(await errors(of('[0..99.5]', '{ digits: 0, mode: half_up }'))).toEqual(['TK509']);
    const program = await programOf(of('[0..120]', '{ to: 5, mode: half_up }'));
    expect(outcome(score(program, { nip: '1', x: '118' }).indicators[0]?.achievement)).toBe('120');
    expect(outcome(score(program, { nip: '1', x: '999' }).indicators[0]?.achievement)).toBe('120');
    expect(outcome(score(program, { nip: '1', x: '117.499' }).indicators[0]?.achievement)).toBe('115');
  });

  test('the score stage reads the rounded achievement, and weights apply to the score', async () => {
    const program = await programOf(
      indicator(`actual: x
achievement: actual
clamp: "[0..120]"
round: { digits: 0, mode: half_up }
score: { value: "if achievement >= 98 then 88 else 50", round: none }
missing: reject`),
    );
    const row = score(program, { nip: '1', x: '97.5' });
    expect(outcome(row.indicators[0]?.achievement)).toBe('98');
    expect(outcome(row.indicators[0]?.score)).toBe('88');
    expect(result(row, 's')).toBe('88');
    expect(result(score(program, { nip: '1', x: '97.499' }), 's')).toBe('50');
  });

  test('round is mandatory; none is explicit', async () => {
    expect(await errors(indicator('actual: x\nachievement: actual\nmissing: reject'))).toEqual(['TK104']);
    expect(await errors(indicator('actual: x\nachievement: actual\nround: none\nmissing: reject'))).toEqual([]);
    expect(await errors(ruleset(X, 'scores:\n  s: { value: 1 }'))).toEqual(['TK104']);
  });

  test('money has no digits unless they are declared, in data and in parameters', async () => {
    const of = (type: string) => ruleset(`  m: { type: money${type} }`, 'values:\n  q: m');
    expect(refusals(await programOf(of('')), { nip: '1', m: '1000.50' })).toEqual(['TK604']);
    expect(refusals(await programOf(of(', digits: 2')), { nip: '1', m: '1000.50' })).toEqual([]);
    const parameter = (type: string) =>
      ruleset('', `parameters:\n  p: { type: money${type}, value: 2_500_000.50 IDR }\nvalues:\n  q: p`);
    expect(await errors(parameter(''))).toEqual(['TK423']);
    expect(await errors(parameter(', digits: 2'))).toEqual([]);
  });
});

describe('[N2] rounding', () => {
  const MODES: Readonly<Record<string, readonly string[]>> = {
    half_up: ['3', '-3', '2', '-2', '3', '-3'],
    half_down: ['2', '-2', '1', '-1', '3', '-3'],
    half_even: ['2', '-2', '2', '-2', '3', '-3'],
    up: ['3', '-3', '2', '-2', '3', '-3'],
    down: ['2', '-2', '1', '-1', '2', '-2'],
    floor: ['2', '-3', '1', '-2', '2', '-3'],
    ceiling: ['3', '-2', '2', '-1', '3', '-2'],
  };
  test.each(Object.entries(MODES))('%s of 2.5, -2.5, 1.5, -1.5, 2.501, -2.501', async (mode, expected) => {
    const program = await programOf(ruleset(X, `values:\n  q: { value: x ?? 0, round: { digits: 0, mode: ${mode} } }`));
    const of = (x: string) => result(score(program, { nip: '1', x }), 'q');
    expect(['2.5', '-2.5', '1.5', '-1.5', '2.501', '-2.501'].map(of)).toEqual(expected);
  });
});

describe('[N3] a value off any grid', () => {
  test('prints at four digits, carries its exact form in JSON, and is never rounded inside', async () => {
    const program = await programOf(
      ruleset(X, 'scores:\n  s: { value: 190 / 3, round: none }\nvalues:\n  back: { value: s * 3, round: none }'),
    );
    const row = score(program, { nip: '1' });
    expect(result(row, 's')).toBe('190/3');
    expect(result(row, 'back')).toBe('190');
    expect(JSON.stringify([...row.results.values()])).toContain('"190/3"');
    const { rows } = await scoreCohort(program, [{ nip: '1' }], { period: '2026-Q3' });
    const printed = [...resultLines(program, rows, { language: 'en', columns: 'all', names: false })].join('');
    expect(printed).toContain('63.3333');
    expect(printed).not.toContain('63.33333');
  });
});

describe('[N4] weights', () => {
  const two = (value: string, missing = 'exclude', weights = ['60', '40']) =>
    ruleset(
      X,
      ['a', 'b']
        .map(
          (name, i) => `  ${name}:
    polarity: none
    actual: ${name === 'a' ? 'x' : '50'}
    achievement: actual
    clamp: "[0..120]"
    round: none
    weight: ${weights[i]}
    missing: ${name === 'a' ? missing : 'reject'}
`,
        )
        .join('')
        .replace(/^/, 'indicators:\n') + `scores:\n  s: { value: ${value}, round: { digits: 2, mode: half_up } }`,
    );

  test('a mean divides by the weights that count, a sum by 100', async () => {
    const mean = await programOf(two('weighted_mean(indicators)'));
    expect(result(score(mean, { nip: '1', x: '100' }), 's')).toBe('80');
    expect(result(score(mean, { nip: '1' }), 's')).toBe('50');
    const sum = await programOf(two('weighted_sum(indicators)'));
    expect(result(score(sum, { nip: '1', x: '100' }), 's')).toBe('80');
    expect(result(score(sum, { nip: '1' }), 's')).toBe('20');
  });

  test.each(['0', '-40', 'w'])(
    'a weight of %s is refused: it would assess nothing, or turn the assessment round',
    async (w) => {
      const text = two('weighted_mean(indicators)', 'exclude', [w, '40']);
      const parameter = 'parameters:\n  w: { type: decimal, value: -40 }\n';
      expect(await errors(w === 'w' ? text + parameter : text)).toEqual(['TK525']);
    },
  );

  test('a weight from the data must be above 0 where the indicator applies', async () => {
    const of = (range: string, applies: string) =>
      indicator(
        `${applies}actual: 80\nachievement: actual\nround: none\nmissing: reject`,
        'weighted_mean(indicators)',
        `  w: { type: decimal, digits: 0, range: "${range}" }`,
      ).replace('weight: 100', 'weight: w');
    expect(await errors(of('[-100..100]', ''))).toEqual(['TK525']);
    expect(await errors(of('[0..100]', ''))).toEqual(['TK525']);
    expect(await errors(of('[1..100]', ''))).toEqual([]);
    // The weight is above 0 wherever it counts; but who has none of it is left without any indicator.
    expect(await errors(of('[0..100]', 'applies: w > 0\n'))).toEqual(['TK528']);
  });
});

describe('[N5] what missing comes to', () => {
  const policy = (missing: string, polarity = 'minimize', value = 'weighted_mean(indicators)') =>
    indicator(
      `actual: x
target: 5
achievement: 100 * (2 * target - actual) / target
clamp: "[0..120]"
round: { digits: 2, mode: half_up }
missing: ${missing}`,
      value,
    ).replace('polarity: none', `polarity: ${polarity}`);

  test('zero_score: the achievement is 0; an actual of 0 would have given 120', async () => {
    const program = await programOf(policy('zero_score'));
    const row = score(program, { nip: '1' });
    expect(row.indicators[0]).toMatchObject({ state: 'zero_scored', achievement: { kind: 'value' } });
    expect(outcome(row.indicators[0]?.achievement)).toBe('0');
    expect(result(row, 's')).toBe('0');
    expect(result(score(program, { nip: '1', x: '0' }), 's')).toBe('120');
  });

  test('reject: the row is rejected, with the indicator named', async () => {
    expect(refusals(await programOf(policy('reject')), { nip: '1' })).toEqual(['TK701']);
  });

  test.each(['weighted_mean(indicators)', 'weighted_sum(indicators)'])(
    'exclude that leaves nothing: %s is missing, never 0',
    async (value) => {
      const text = policy('exclude', 'minimize', value);
      const program = await programOf(`${text}
awards:
  eligible: true
  tiers:
    - { tier: worst, when: s < 50 }
    - { tier: rest, when: s >= 50 }
  otherwise: nothing
`);
      const row = score(program, { nip: '1' });
      expect(result(row, 's')).toBe('missing');
      expect(row).toMatchObject({ state: 'not_assessed', award: { state: 'not_assessed', name: null } });
      expect(row.indicators[0]?.state).toBe('excluded');
      expect(score(program, { nip: '1', x: '10' }).award?.name).toBe('worst');
    },
  );

  test('there is no policy that takes a missing actual for 0, and carry is still to come', async () => {
    expect(await errors(policy('zero'))).toEqual(['TK108']);
    expect(await errors(policy('carry(2) else exclude'))).toEqual(['TK108']);
  });
});

describe('[N6] quotients stay exact', () => {
  test('1/3 three times is 1, and 89.995 does not become 90', async () => {
    const program = await programOf(
      ruleset(
        X,
        `values:
  third: { value: 1 / 3, round: none }
scores:
  one: { value: third + third + third, round: none }
  near: { value: 89.995, round: none }
ratings:
  r: { of: near, domain: "[0..120]", bands: { low: "[0..90)", high: "[90..120]" } }`,
      ),
    );
    const row = score(program, { nip: '1' });
    expect(result(row, 'one')).toBe('1');
    expect(result(row, 'r')).toBe('low');
  });
});

describe('[N7] breakpoints', () => {
  const curve = (digits: string, lines: string, of = 'x ?? 0') =>
    ruleset(
      X,
      `functions:
  f:
    parameters: { n: { type: decimal${digits} } }
${lines.replaceAll(/^/gm, '    ')}
scores:
  s: { value: "f(${of})", round: none }`,
    );
  const POINTS = 'breakpoints: [[0, 25], [50, 50], [100, 120]]';

  test('linear between the points, with what stands below and above', async () => {
    const program = await programOf(curve('', `${POINTS}\nbelow: 0\nabove: 130`));
    const of = (x: string) => result(score(program, { nip: '1', x }), 's');
    expect(['-0.001', '0', '25', '50', '75', '100', '100.001'].map(of)).toEqual([
      '0',
      '25',
      '75/2',
      '50',
      '85',
      '120',
      '130',
    ]);
  });

  test('below and above are mandatory', async () => {
    expect(await errors(curve('', `${POINTS}\nabove: 130`))).toEqual(['TK104']);
    expect(await errors(curve('', `${POINTS}\nbelow: 0`))).toEqual(['TK104']);
  });

  test('digits: 0 refuses what may lie between whole numbers', async () => {
    const lines = `${POINTS}\nbelow: 0\nabove: 130`;
    expect(await errors(curve(', digits: 0', lines))).toEqual(['TK420']);
    expect(await errors(curve(', digits: 0', lines, 'round(x ?? 0, 0, half_up)'))).toEqual([]);
  });

  test.each([
    ['a point in another unit', 'breakpoints: [[0, 0], ["50 hari", 60]]\nbelow: 0\nabove: 100'],
    ['a height in another unit', 'breakpoints: [[0, 0], [50, 60], [60, "70 %"]]\nbelow: 0\nabove: 100'],
    ['an end in another unit', 'breakpoints: [[0, 0], [50, 60]]\nbelow: 0\nabove: 120 %'],
  ])('%s is refused: 60 and 120 % are not on one curve', async (_, lines) => {
    expect(await errors(curve('', lines))).toContain('TK402');
  });

  test('round to steps', async () => {
    const program = await programOf(
      ruleset(
        '  m: { type: money, range: "[0..1_000_000]" }',
        'values:\n  q: { value: m, round: { to: "1_000 IDR", mode: half_up } }',
      ),
    );
    expect(result(score(program, { nip: '1', m: '1499' }), 'q')).toBe('1000');
    expect(result(score(program, { nip: '1', m: '1500' }), 'q')).toBe('2000');
  });
});
