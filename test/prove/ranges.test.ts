import { describe, expect, it } from 'vitest';
import type { NodeId } from '../../src/language/core.ts';
import type { Requirement } from '../../src/model/program.ts';
import type { Interval } from '../../src/number/interval.ts';
import { rangesOf } from '../../src/prove/ranges.ts';
import { Builder, choice, interval, q, span } from '../exact/program.ts';

function shown({ low, lowOpen, high, highOpen }: Interval): string {
  return `${lowOpen ? '(' : '['}${low ?? ''}..${high ?? ''}${highOpen ? ')' : ']'}`;
}

function range(b: Builder, node: NodeId, ...requirements: NodeId[]): string {
  return shown(rangesOf(b.build({ requirements: requirements.map(required) })).at(node));
}

function required(node: NodeId): Requirement {
  return { node, reason: { kind: 'check', message: {}, that: '' }, span: span(0, 0) };
}

describe('ranges', () => {
  it('follow the arithmetic, open ends kept', () => {
    const b = new Builder();
    const x = b.input('x', '[0..10)');
    const y = b.input('y', '(-2..3]');
    expect(range(b, b.plus(x, y))).toBe('(-2..13)');
    expect(range(b, b.minus(x, y))).toBe('[-3..12)');
    expect(range(b, b.times(x, y))).toBe('(-20..30)');
    expect(range(b, b.over(x, b.input('z', '[2..)')))).toBe('[0..5)');
    expect(range(b, b.smallest(x, y))).toBe('(-2..3]');
    expect(range(b, b.largest(x, y))).toBe('[0..10)');
    expect(range(b, b.over(x, y))).toBe('(..)');
    expect(range(b, b.times(y, y))).toBe('[0..9]');
    expect(range(b, b.minus(y, y))).toBe('[0..0]');
  });

  it('round their ends, approached from inside where open', () => {
    const b = new Builder();
    const x = b.input('x', '(0..90)');
    const round = (mode: 'half_up' | 'floor' | 'ceiling') =>
      range(b, b.add({ op: 'round', of: x, rounding: { kind: 'digits', digits: 0, mode } }));
    expect(round('half_up')).toBe('[0..90]');
    expect(round('floor')).toBe('[0..89]');
    expect(round('ceiling')).toBe('[1..90]');
    const narrow = b.input('narrow', '(0.45..0.55)');
    const rounding = { kind: 'digits', digits: 0, mode: 'half_up' } as const;
    expect(range(b, b.add({ op: 'round', of: narrow, rounding }))).toBe('[0..1]');
  });

  it('narrow by conditions, on the grid of the input', () => {
    const b = new Builder();
    const x = b.input('x', '[0..100]', 0);
    const zero = b.constant(0);
    const guarded = b.choose(b.compare(x, '=', zero), b.missing(), b.over(b.constant(1), x));
    expect(range(b, guarded)).toBe('[1/100..1]');
    const both = b.choose(b.both(b.compare(x, '>=', b.constant(10)), b.compare(x, '<', b.constant(20))), x, zero);
    expect(range(b, both)).toBe('[0..19]');
    const middle = b.choose(
      b.either(b.compare(x, '<', b.constant(40)), b.compare(x, '>', b.constant(60))),
      b.constant(50),
      x,
    );
    expect(range(b, middle)).toBe('[40..60]');
    expect(range(b, b.choose(b.not(b.compare(b.constant(50), '<=', x)), x, b.missing()))).toBe('[0..49]');
  });

  it('know which of two constants is larger', () => {
    const b = new Builder();
    const [one, two] = [b.constant(1), b.constant(2)];
    expect(range(b, b.choose(b.compare(one, '<', two), b.constant(7), b.constant(8)))).toBe('[7..7]');
    expect(range(b, b.choose(b.compare(one, '!=', b.constant(1)), b.constant(7), b.constant(8)))).toBe('[8..8]');
  });

  it('know a number that is left out in the middle', () => {
    const b = new Builder();
    const x = b.input('x', '[-5..5]');
    const ranges = rangesOf(b.build());
    const compared = b.compare(x, '!=', b.constant(0));
    const assumed = rangesOf(b.build()).assuming(compared, true, ranges.always);
    expect(assumed && ranges.excludes(x, q(0), assumed)).toBe(true);
    expect(ranges.excludes(x, q(0), ranges.always)).toBe(false);
  });

  it('take a divisor out of the numerator: (2·T − R) / T', () => {
    const b = new Builder();
    const r = b.input('r', '[0..90]');
    const t = b.input('t', '[5..10]');
    expect(range(b, b.over(b.minus(b.times(b.constant(2), t), r), t))).toBe('[-16..2]');
  });

  it('use a check between two inputs', () => {
    const b = new Builder();
    const part = b.input('part', '[0..1000]', 0, true);
    const whole = b.input('whole', '[0..1000]', 0, true);
    const share = b.times(b.over(part, whole), b.constant(100));
    const order = b.compare(part, '<=', whole);
    expect(range(b, share, order)).toBe('[0..100]');
    expect(range(b, share)).toBe('[0..100000]');
    expect(range(b, b.minus(whole, part), order)).toBe('[0..1000]');
    // The other may be missing, so the part alone is not narrowed by it.
    const narrow = b.input('narrow', '[0..10]', 0, true);
    expect(range(b, part, b.compare(part, '<=', narrow))).toBe('[0..1000]');
  });

  it('take the right side of a check only where the left is never missing', () => {
    const b = new Builder();
    const x = b.input('x', '[0..100]', 0);
    const y = b.input('y', '[0..100]', 0, true);
    const atMost = (node: NodeId) => b.compare(node, '<=', b.constant(5));
    expect(range(b, x, b.both(atMost(y), atMost(x)))).toBe('[0..100]');
    expect(range(b, y, b.both(atMost(y), atMost(x)))).toBe('[0..5]');
    expect(range(b, y, b.both(atMost(x), atMost(y)))).toBe('[0..5]');
  });

  it('keep a weighted mean among its members', () => {
    const b = new Builder();
    const counts = b.input('applies', '(..)');
    const term = (value: NodeId) => ({
      name: 't',
      counts: b.compare(counts, '>', b.constant(0)),
      weight: b.constant(1),
      value,
    });
    const terms = [term(b.input('x', '[0..120]')), term(b.input('y', '[-5..7]'))];
    expect(range(b, b.add({ op: 'weighted', form: 'mean', terms }))).toBe('[-5..120]');
    expect(range(b, b.add({ op: 'weighted', form: 'sum', terms }))).toBe('[-1/20..127/100]');
  });

  it('do not keep a mean among its members where a weight may be negative', () => {
    const b = new Builder();
    const weight = b.input('w', '[-1..1]');
    const terms = [{ name: 't', counts: b.flag(true), weight, value: b.input('x', '[0..120]') }];
    expect(range(b, b.add({ op: 'weighted', form: 'mean', terms }))).toBe('(..)');
  });

  it('look choices up, narrowed by conditions on them', () => {
    const b = new Builder();
    const word = b.inputOf('c', choice('c', ['rendah', 'sedang', 'tinggi']));
    const entries = new Map([
      ['rendah', q(1)],
      ['sedang', q(2)],
      ['tinggi', q(3)],
    ]);
    const rank = () => b.add({ op: 'lookup', of: word, entries });
    expect(range(b, rank())).toBe('[1..3]');
    expect(range(b, b.choose(b.compare(rank(), '>=', b.constant(2)), rank(), b.missing()))).toBe('[2..3]');
    expect(range(b, b.choose(b.compare(word, '!=', b.word('tinggi')), rank(), b.missing()))).toBe('[1..2]');
  });

  it('follow breakpoints over the stretch that can be reached', () => {
    const b = new Builder();
    const at = (text: string) =>
      range(
        b,
        b.add({
          op: 'breakpoints',
          of: b.input(`x${text}`, text),
          points: [
            { x: q(0), y: q(0) },
            { x: q(10), y: q(100) },
            { x: q(20), y: q(50) },
          ],
          below: b.constant(-7),
          above: b.constant(200),
        }),
      );
    expect(at('[1..5]')).toBe('[10..50]');
    expect(at('[1..20]')).toBe('[10..100]');
    expect(at('[-1..10]')).toBe('[-7..100]');
    expect(at('[15..)')).toBe('[50..200]');
  });

  it('stay bounded in time on deep nests', () => {
    const b = new Builder();
    let node = b.constant(0);
    for (let i = 0; i < 3000; i++) {
      node = b.choose(b.compare(b.input(`x${i % 50}`, '[0..10]'), '>', b.constant(i % 10)), b.constant(i), node);
    }
    expect(range(b, node)).toMatch(/^\[0\.\./);
  });

  it('are those of the interval of the argument behind a declared range', () => {
    const b = new Builder();
    const x = b.input('x', '[-5..50]');
    expect(range(b, b.add({ op: 'within', of: x, interval: interval('(0..)'), parameter: 'p', callee: 'f' }))).toBe(
      '(0..50]',
    );
  });
});
