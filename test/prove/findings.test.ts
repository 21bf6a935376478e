import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/base/diagnostic.ts';
import type { NodeId } from '../../src/language/core.ts';
import { FLAG, numberType } from '../../src/language/types.ts';
import type { Program } from '../../src/model/program.ts';
import type { Indicator, Ruleset } from '../../src/model/ruleset.ts';
import { prove } from '../../src/prove/prove.ts';
import { Builder, choice, interval, q, span } from '../exact/program.ts';

const PATH = 'uji.takar.yaml';

/** The findings of a program whose only results are the given nodes, written in `text`. */
function findings(
  b: Builder,
  text: string,
  roots: readonly NodeId[],
  parts: Partial<Omit<Program, 'ruleset'>> = {},
  more: Partial<Ruleset> = {},
): readonly Diagnostic[] {
  const results = roots.map(
    (node, index) => ({ name: `r${index}`, kind: 'value', node, type: numberType('', null), digits: 2 }) as const,
  );
  const ruleset = {
    sources: new Map([[PATH, { path: PATH, text }]]),
    loaded: { main: { source: { path: PATH, text } } } as unknown as Ruleset['loaded'],
    ...more,
  };
  return prove(b.build({ results, ...parts, ruleset }));
}

/** The characters that a finding stands under. */
function under(finding: Diagnostic | undefined, text: string): string {
  return finding?.place.kind === 'text' ? text.slice(finding.place.span.start, finding.place.span.end) : '';
}

function spanOf(text: string, part: string) {
  const start = text.indexOf(part);
  return span(start, start + part.length);
}

describe('division', () => {
  const text = 'belanja / pagu';

  it('by what may be zero is shown under the divisor, with its range', () => {
    const b = new Builder();
    const pagu = b.input('pagu', '[0..100]', 0);
    const ratio = b.over(b.input('belanja', '[0..100]', 0), pagu, spanOf(text, text));
    const [finding, ...others] = findings(b, text, [ratio]);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code: 'TK411', args: { divisor: 'pagu', range: interval('[0..100]') } });
    expect(under(finding, text)).toBe('pagu');
    expect(finding?.fixes).toEqual([
      {
        edits: [{ span: spanOf(text, text), text: '(jika pagu = 0 maka kosong selainnya belanja / pagu)' }],
        safe: false,
      },
    ]);
  });

  it('by an expression is shown under that expression', () => {
    const whole = 'x / (x - y)';
    const b = new Builder();
    const x = b.input('x', '[0..5]');
    const divisor = b.add(
      { op: 'subtract', left: x, right: b.input('y', '[0..5]') },
      numberType('', null),
      spanOf(whole, 'x - y'),
    );
    const [finding] = findings(b, whole, [b.over(x, divisor, spanOf(whole, whole))]);
    expect(under(finding, whole)).toBe('x - y');
    expect(finding?.args).toMatchObject({ divisor: 'x - y' });
  });

  it('is accepted behind a guard, a check, or a declared range', () => {
    const guards: readonly ((b: Builder, x: NodeId, ratio: NodeId) => NodeId)[] = [
      (b, x, ratio) => b.choose(b.compare(x, '=', b.constant(0)), b.missing(), ratio),
      (b, x, ratio) => b.choose(b.compare(x, '!=', b.constant(0)), ratio, b.missing()),
      (b, x, ratio) => b.choose(b.both(b.flag(true), b.compare(b.constant(0), '<', x)), ratio, b.missing()),
      (b, x, ratio) =>
        b.choose(b.either(b.compare(x, '=', b.constant(0)), b.compare(x, '<', b.constant(0))), b.missing(), ratio),
    ];
    for (const guard of guards) {
      const b = new Builder();
      const x = b.input('x', '[-3..5]');
      const root = guard(b, x, b.over(b.constant(1), x, span(0, 3)));
      expect(findings(b, '1/x', [root]).filter(({ code }) => code === 'TK411')).toEqual([]);
    }
    const b = new Builder();
    const x = b.input('x', '[0..5]', 0);
    const checked = {
      node: b.compare(x, '>', b.constant(0)),
      reason: { kind: 'check', message: {}, that: '' },
      span: span(9, 10),
    } as const;
    const ratio = b.over(b.constant(1), x, span(0, 3));
    expect(findings(b, '1/x', [ratio], { requirements: [checked] })).toEqual([]);
    expect(findings(b, '1/x', [ratio])).toHaveLength(1);
  });

  it('on the right of a condition that may be missing is not guarded by its second half', () => {
    const b = new Builder();
    const opt = b.input('opt', '[0..5]', null, true);
    const x = b.input('x', '[0..5]');
    const zero = b.constant(0);
    const ratio = b.over(b.constant(1), x, span(0, 3));
    const guarded = (left: NodeId) => b.both(left, b.compare(ratio, '>', b.constant(2)));
    const both = b.both(b.compare(opt, '>', zero), b.compare(x, '>', zero));
    expect(findings(b, '1/x', [guarded(both)]).map(({ code }) => code)).toContain('TK411');
    const other = b.both(b.compare(x, '>', zero), b.compare(opt, '>', zero));
    expect(findings(b, '1/x', [guarded(other)]).map(({ code }) => code)).not.toContain('TK411');
  });

  it('that no record comes to is left alone', () => {
    const b = new Builder();
    const x = b.input('x', '[1..5]');
    const never = b.over(x, b.constant(0), span(0, 3));
    expect(findings(b, 'x/0', [b.choose(b.compare(x, '<', b.constant(0)), never, x)])).toEqual([]);
  });
});

describe('a function’s declared range', () => {
  it('is asked of the argument, and then holds inside', () => {
    const b = new Builder();
    const x = b.input('target', '[0..5]');
    const inside = b.add(
      { op: 'within', of: x, interval: interval('(0..)'), parameter: 'target', callee: 'capaian' },
      numberType('', null),
      span(8, 14),
    );
    const [finding, ...others] = findings(b, 'capaian(target)', [b.over(b.constant(1), inside, span(0, 15))]);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code: 'TK416', args: { parameter: 'target', found: interval('[0..5]') } });
    expect(under(finding, 'capaian(target)')).toBe('target');
  });
});

describe('idle conditions', () => {
  const text = 'x > 200 or y >= 0';

  it('are shown where the ranges decide them', () => {
    const b = new Builder();
    const x = b.input('x', '[0..100]');
    const y = b.input('y', '[0..100]');
    const never = b.compare(x, '>', b.constant(200), spanOf(text, 'x > 200'));
    const always = b.compare(y, '>=', b.constant(0), spanOf(text, 'y >= 0'));
    const found = findings(b, text, [b.choose(b.either(never, always), x, y)]);
    expect(found.map((finding) => [finding.code, finding.severity, finding.args, under(finding, text)])).toEqual([
      ['TK514', 'warning', { always: false }, 'x > 200'],
      ['TK514', 'warning', { always: true }, 'y >= 0'],
    ]);
  });

  it('are not those that are open, that pass under one condition only, or that read no data', () => {
    const b = new Builder();
    const x = b.input('x', '[0..100]');
    const open = b.compare(x, '>', b.constant(50), span(0, 7));
    const again = b.compare(x, '>', b.constant(40), span(8, 12));
    const nested = b.choose(open, b.choose(again, x, b.constant(0)), x);
    const elsewhere = b.choose(again, x, b.constant(1));
    const fixed = b.choose(b.compare(b.constant(1), '<', b.constant(2), span(13, 14)), x, x);
    expect(findings(b, text, [nested, elsewhere, fixed])).toEqual([]);
    expect(findings(b, text, [nested]).map(({ code }) => code)).toEqual(['TK514']);
  });

  it('a != is judged as it is written', () => {
    const b = new Builder();
    const word = b.inputOf('c', choice('c', ['a', 'b']));
    const among = b.add({ op: 'among', of: word, values: ['z'] }, FLAG, span(0, 6));
    const unequal = b.add({ op: 'not', of: among }, FLAG, span(0, 6));
    const found = findings(b, 'c != z', [b.choose(unequal, b.constant(1), b.constant(2))]);
    expect(found.map(({ code, args }) => [code, args])).toEqual([['TK514', { always: true }]]);
  });
});

describe('[V6] polarity', () => {
  const judge = (
    polarity: Indicator['polarity'],
    formula: (b: Builder, actual: NodeId, target: NodeId) => NodeId,
  ): string => {
    const b = new Builder();
    const actual = b.input('hari', '[0..90]', 1, true);
    const target = b.constant(5);
    const applies = b.flag(true);
    const raw = formula(b, actual, target);
    const nodes = {
      name: 'i',
      applies,
      actual,
      target,
      raw,
      achievement: raw,
      score: raw,
      weight: null,
      ownActual: actual,
      inForce: null,
      ratio: null,
    };
    const indicator = {
      name: 'i',
      polarity,
      achievement: { span: span(0, 1) },
      actual: { span: span(2, 3) },
    } as unknown as Indicator;
    const found = findings(b, 'x', [], { indicators: [nodes] }, { indicators: new Map([['i', indicator]]) });
    return found
      .filter(({ code }) => code !== 'TK411' && code !== 'TK514')
      .map(({ code }) => code)
      .join();
  };
  const difference = (b: Builder, r: NodeId, t: NodeId) => b.over(b.minus(b.times(b.constant(2), t), r), t);
  const share = (b: Builder, r: NodeId, t: NodeId) => b.times(b.over(r, t), b.constant(100));

  it('agrees with the usual formulas, and contradicts them the wrong way round', () => {
    expect(judge('maximize', share)).toBe('');
    expect(judge('minimize', share)).toBe('TK512');
    expect(judge('minimize', difference)).toBe('');
    expect(judge('maximize', difference)).toBe('TK512');
    expect(judge('minimize', (b, r, t) => b.over(t, r))).toBe('');
    expect(judge('maximize', (b, r, t) => b.over(t, r))).toBe('TK512');
    expect(judge('minimize', (b, r, t) => b.over(b.minus(b.times(b.constant(2), t), r), r))).toBe('');
  });

  it('asks nothing of stabilize and none, and says where it does not know', () => {
    const square = (b: Builder, r: NodeId, t: NodeId) => b.times(b.minus(r, t), b.minus(r, t));
    expect(judge('maximize', square)).toBe('TK513');
    expect(judge('stabilize', square)).toBe('');
    expect(judge('none', square)).toBe('');
  });

  it('follows steps, missing actuals, rounding and breakpoints', () => {
    const step = (b: Builder, r: NodeId, t: NodeId) => b.choose(b.compare(r, '>=', t), b.constant(100), share(b, r, t));
    expect(judge('maximize', step)).toBe('');
    const cliff = (b: Builder, r: NodeId, t: NodeId) => b.choose(b.compare(r, '>', t), b.constant(60), share(b, r, t));
    expect(judge('maximize', cliff)).toBe('TK513');
    const guarded = (b: Builder, r: NodeId, t: NodeId) => b.choose(b.isMissing(r), b.missing(), share(b, r, t));
    expect(judge('maximize', guarded)).toBe('');
    const rounded = (b: Builder, r: NodeId) =>
      b.add({
        op: 'round',
        of: b.smallest(r, b.constant(50)),
        rounding: { kind: 'digits', digits: 0, mode: 'half_up' },
      });
    expect(judge('maximize', rounded)).toBe('');
    const curve = (above: string) => (b: Builder, r: NodeId) =>
      b.add({
        op: 'breakpoints',
        of: r,
        points: [
          { x: q(10), y: q(0) },
          { x: q(20), y: q(80) },
        ],
        below: b.constant(0),
        above: b.constant(above),
      });
    expect(judge('maximize', curve('100'))).toBe('');
    expect(judge('maximize', curve('70'))).toBe('TK513');
    expect(judge('minimize', curve('100'))).toBe('TK512');
  });
});
