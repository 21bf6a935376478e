import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/exact/evaluate.ts';
import type { NodeId, Value } from '../../src/language/core.ts';
import { DATE, FLAG } from '../../src/language/types.ts';
import type { Evaluated } from '../../src/model/score.ts';
import { parseIsoDate } from '../../src/number/calendar.ts';
import { Rational } from '../../src/number/rational.ts';
import { Builder, interval, period, q, record } from './program.ts';

/** What the node comes to, in few words: `95/2`, `true`, `missing`, `not_applicable`, `error division_by_zero`. */
function said(result: Evaluated): string {
  if (result.kind === 'value') return String(result.value);
  return result.kind === 'error' ? `error ${result.error.kind}` : result.kind;
}

function run(b: Builder, node: NodeId, fields: Readonly<Record<string, Value>> = {}, when = '2026-Q3'): string {
  return said(evaluate(b.build(), record(fields), { period: period(when) }).at(node));
}

function day(text: string): number {
  const days = parseIsoDate(text);
  if (days === undefined) throw new Error(text);
  return days;
}

describe('arithmetic', () => {
  it('is exact', () => {
    const b = new Builder();
    const third = b.over(b.constant(1), b.constant(3));
    expect(run(b, b.plus(b.plus(third, third), third))).toBe('1');
    expect(run(b, b.minus(b.constant('0.3'), b.plus(b.constant('0.1'), b.constant('0.2'))))).toBe('0');
    expect(run(b, b.times(third, b.constant('1.5')))).toBe('1/2');
  });

  it('refuses to divide by zero', () => {
    const b = new Builder();
    expect(run(b, b.over(b.constant(1), b.input('x')), { x: Rational.ZERO })).toBe('error division_by_zero');
  });

  it('rounds to digits, to a step, or not at all', () => {
    const b = new Builder();
    const x = b.constant('-89.995');
    const round = (rounding: Parameters<Builder['add']>[0] & { op: 'round' }) => run(b, b.add(rounding));
    expect(round({ op: 'round', of: x, rounding: { kind: 'digits', digits: 2, mode: 'half_up' } })).toBe('-90');
    expect(round({ op: 'round', of: x, rounding: { kind: 'digits', digits: 2, mode: 'half_down' } })).toBe('-8999/100');
    expect(round({ op: 'round', of: x, rounding: { kind: 'step', step: q(25), mode: 'ceiling' } })).toBe('-75');
    expect(round({ op: 'round', of: x, rounding: { kind: 'none' } })).toBe('-17999/200');
  });

  it('takes the smallest and the largest, also of dates', () => {
    const b = new Builder();
    const numbers = ['3', '-1/2', '7'].map((text) => b.constant(text));
    expect(run(b, b.smallest(...numbers))).toBe('-1/2');
    expect(run(b, b.largest(...numbers))).toBe('7');
    const dates = [20, 10].map((value) => b.add({ op: 'constant', value }, DATE));
    expect(run(b, b.smallest(...dates))).toBe('10');
  });

  it('counts days from left to right', () => {
    const b = new Builder();
    const from = b.add({ op: 'constant', value: day('2026-02-27') }, DATE);
    const to = b.add({ op: 'constant', value: day('2026-03-02') }, DATE);
    expect(run(b, b.add({ op: 'day_count', left: from, right: to }))).toBe('3');
    expect(run(b, b.add({ op: 'day_count', left: to, right: from }))).toBe('-3');
  });
});

describe('comparison', () => {
  it.each([
    ['=', false],
    ['!=', true],
    ['<', true],
    ['<=', true],
    ['>', false],
    ['>=', false],
  ] as const)('1/3 %s 0.3334 is %s', (relation, expected) => {
    const b = new Builder();
    expect(run(b, b.compare(b.constant('1/3'), relation, b.constant('0.3334')))).toBe(String(expected));
  });

  it('knows equal numbers however they came about, and texts by themselves', () => {
    const b = new Builder();
    expect(run(b, b.compare(b.constant('0.50'), '=', b.over(b.constant(2), b.constant(4))))).toBe('true');
    expect(run(b, b.compare(b.word('baik'), '=', b.word('baik')))).toBe('true');
    expect(run(b, b.compare(b.word('baik'), '!=', b.word('Baik')))).toBe('true');
    expect(run(b, b.compare(b.flag(true), '=', b.flag(false)))).toBe('false');
    expect(run(b, b.add({ op: 'among', of: b.word('b'), values: ['a', 'b'] }, FLAG))).toBe('true');
    expect(run(b, b.add({ op: 'among', of: b.word('c'), values: ['a', 'b'] }, FLAG))).toBe('false');
  });

  it('has no order for texts: the checker lets none come here', () => {
    const b = new Builder();
    expect(() => run(b, b.compare(b.word('a'), '<', b.word('b')))).toThrow(TypeError);
  });
});

describe('four outcomes', () => {
  const makers = {
    value: (b: Builder) => b.constant(1),
    missing: (b: Builder) => b.missing(),
    not_applicable: (b: Builder) => b.inapplicable(),
    error: (b: Builder) => b.fail(),
  };
  const grave = ['value', 'missing', 'not_applicable', 'error'] as const;

  it.each(grave.flatMap((left) => grave.map((right) => [left, right] as const)))(
    'error before not applicable before missing: %s + %s',
    (left, right) => {
      const b = new Builder();
      const node = b.plus(makers[left](b), makers[right](b));
      const worst = grave[Math.max(grave.indexOf(left), grave.indexOf(right))];
      expect(evaluate(b.build(), record({}), { period: period('2026-Q1') }).at(node).kind).toBe(worst);
    },
  );

  it('names the node at which the first error arose', () => {
    const b = new Builder();
    const first = b.fail();
    const node = b.plus(b.plus(first, b.missing()), b.fail());
    expect(evaluate(b.build(), record({}), { period: period('2026-Q1') }).at(node)).toMatchObject({
      kind: 'error',
      node: first,
    });
  });

  it('a field that the record lacks is missing', () => {
    const b = new Builder();
    expect(run(b, b.input('x'))).toBe('missing');
    expect(run(b, b.isMissing(b.input('x')))).toBe('true');
    expect(run(b, b.isMissing(b.input('x')), { x: q(0) })).toBe('false');
    expect(run(b, b.isMissing(b.inapplicable()))).toBe('not_applicable');
    expect(run(b, b.isMissing(b.fail()))).toBe('error no_row');
  });

  it('and, or look to the right only where the left does not decide', () => {
    const b = new Builder();
    expect(run(b, b.both(b.flag(false), b.fail()))).toBe('false');
    expect(run(b, b.either(b.flag(true), b.fail()))).toBe('true');
    expect(run(b, b.both(b.flag(true), b.missing()))).toBe('missing');
    expect(run(b, b.either(b.flag(false), b.flag(true)))).toBe('true');
    expect(run(b, b.both(b.missing(), b.flag(false)))).toBe('missing');
    expect(run(b, b.either(b.missing(), b.inapplicable()))).toBe('not_applicable');
    expect(run(b, b.not(b.flag(true)))).toBe('false');
    expect(run(b, b.not(b.missing()))).toBe('missing');
  });

  it('a choice reads its condition and one branch', () => {
    const b = new Builder();
    const other = b.fail();
    const node = b.choose(b.flag(true), b.constant(5), other);
    const evaluation = evaluate(b.build(), record({}), { period: period('2026-Q1') });
    expect(evaluation.seen(node)).toBeUndefined();
    expect(said(evaluation.at(node))).toBe('5');
    expect(evaluation.seen(node)).toEqual(evaluation.at(node));
    expect(evaluation.seen(other)).toBeUndefined();
    expect(run(b, b.choose(b.missing(), b.constant(1), b.constant(2)))).toBe('missing');
  });
});

describe('facts of the run', () => {
  it('knows the period', () => {
    const b = new Builder();
    const part = (name: 'start' | 'end' | 'month' | 'quarter' | 'semester' | 'year', when: string) =>
      run(b, b.add({ op: 'period', part: name }), {}, when);
    expect(part('start', '2026-Q3')).toBe(String(day('2026-07-01')));
    expect(part('end', '2026-Q3')).toBe(String(day('2026-09-30')));
    expect(part('month', '2026-05')).toBe('5');
    expect(part('quarter', '2026-05')).toBe('2');
    expect(part('quarter', '2026-Q3')).toBe('3');
    expect(part('semester', '2026-Q3')).toBe('2');
    expect(part('semester', '2026-S1')).toBe('1');
    expect(part('year', '2026')).toBe('2026');
  });

  it('takes the dated value in force at the end or the start of the period', () => {
    const b = new Builder();
    const entries = [
      { from: day('2026-01-01'), until: null, value: b.constant(1) },
      { from: day('2026-08-15'), until: day('2026-12-31'), value: b.constant(2) },
    ];
    const at = (which: 'start' | 'end') => b.add({ op: 'dated', name: 'p', at: which, entries });
    expect(run(b, at('end'), {}, '2026-Q3')).toBe('2');
    expect(run(b, at('start'), {}, '2026-Q3')).toBe('1');
    expect(run(b, at('end'), {}, '2026-Q4')).toBe('2');
    expect(run(b, at('end'), {}, '2027-Q1')).toBe('error no_value_in_force');
    expect(run(b, at('end'), {}, '2025-Q4')).toBe('error no_value_in_force');
  });
});

describe('tables of numbers', () => {
  it('looks a choice up', () => {
    const b = new Builder();
    const entries = new Map([['rendah', q(1)]]);
    expect(run(b, b.add({ op: 'lookup', of: b.word('rendah'), entries }))).toBe('1');
    expect(run(b, b.add({ op: 'lookup', of: b.word('lain'), entries }))).toBe('error not_in_lookup');
  });

  it('is linear between breakpoints', () => {
    const b = new Builder();
    const at = (x: string) =>
      run(
        b,
        b.add({
          op: 'breakpoints',
          of: b.constant(x),
          points: [
            { x: q(0), y: q(10) },
            { x: q(3), y: q(20) },
            { x: q(5), y: q(0) },
          ],
          below: b.constant(-1),
          above: b.fail(),
        }),
      );
    expect(['-0.01', '0', '1', '3', '4', '5'].map(at)).toEqual(['-1', '10', '40/3', '20', '10', '0']);
    expect(at('5.01')).toBe('error no_row');
  });

  it('holds an argument to its declared range', () => {
    const b = new Builder();
    const at = (x: string) =>
      run(b, b.add({ op: 'within', of: b.constant(x), interval: interval('(0..5]'), parameter: 'p', callee: 'f' }));
    expect([at('5'), at('0')]).toEqual(['5', 'error outside_range']);
  });
});

describe('weighted terms', () => {
  const term = (b: Builder, counts: NodeId, weight: string, value: NodeId) => ({
    name: 't',
    counts,
    weight: b.constant(weight),
    value,
  });

  it('divides by the weights that count, a sum by 100', () => {
    const b = new Builder();
    const terms = [
      term(b, b.flag(true), '60', b.constant(100)),
      term(b, b.flag(true), '20', b.constant(80)),
      term(b, b.flag(false), '20', b.fail()),
    ];
    expect(run(b, b.add({ op: 'weighted', form: 'mean', terms }))).toBe('95');
    expect(run(b, b.add({ op: 'weighted', form: 'sum', terms }))).toBe('76');
  });

  it('is missing where nothing counts, and absent where a counting part is', () => {
    const b = new Builder();
    const none = [term(b, b.flag(false), '20', b.constant(1))];
    expect(run(b, b.add({ op: 'weighted', form: 'mean', terms: none }))).toBe('missing');
    expect(run(b, b.add({ op: 'weighted', form: 'sum', terms: none }))).toBe('missing');
    const absent = [term(b, b.missing(), '1', b.constant(1)), term(b, b.flag(true), '1', b.inapplicable())];
    expect(run(b, b.add({ op: 'weighted', form: 'mean', terms: absent }))).toBe('not_applicable');
  });
});

describe('size', () => {
  it('takes chains of any length', () => {
    const b = new Builder();
    let node = b.constant(0);
    const one = b.constant(1);
    for (let i = 0; i < 20_000; i++) node = b.plus(one, b.choose(b.flag(true), node, one));
    expect(run(b, node)).toBe('20000');
  });

  it('computes what is shared only once', () => {
    const b = new Builder();
    let node = b.constant(1);
    for (let i = 0; i < 200; i++) node = b.plus(node, node);
    expect(run(b, node)).toBe(String(2n ** 200n));
  });
});
