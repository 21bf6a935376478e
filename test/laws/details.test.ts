import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Rational, scoreRow } from '../../src/index.ts';
import { contains } from '../../src/number/interval.ts';
import { rangesOf } from '../../src/prove/ranges.ts';
import { outcome, programOf, ruleset } from '../semantics/lab.ts';

const TEXT = ruleset(
  '',
  `details:
  baris:
    max_rows: 8
    columns:
      x: { type: decimal, digits: 1, range: "[-5..20]" }
      w: { type: decimal, digits: 0, range: "[1..4]" }
      ada: { type: flag }
    checks:
      - { that: x >= -4, message: too small }
values:
  banyak: { title: a, value: count(baris where ada) }
  total: { title: b, value: sum(baris.x where ada and x > 0) }
  rata: { title: c, value: average(baris.x where ada) }
  tertimbang: { title: d, value: "weighted_mean(baris.x, baris.w where ada)" }
  kecil: { title: e, value: min(baris.x) }
  besar: { title: f, value: max(baris.x where x < 10) }
`,
);

const row = fc.record({
  x: fc.integer({ min: -40, max: 200 }),
  w: fc.integer({ min: 1, max: 4 }),
  ada: fc.boolean(),
});

describe('aggregates over details', () => {
  test('agree with adding up by hand, lie within their ranges, and do not hang on the order of the rows', async () => {
    const program = await programOf(TEXT);
    const ranges = rangesOf(program);
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), (rows) => {
        const given = rows.map(({ x, w, ada }) => ({ x: Rational.of(BigInt(x), 10n), w: Rational.integer(w), ada }));
        const baris = rows.map(({ x, w, ada }) => ({ x: `${x / 10}`, w, ada }));
        const results = (list: object[]) => {
          const { value } = scoreRow(program, { nip: '1' }, { period: '2026-Q3', details: { baris: list } });
          if (!value) throw new Error('rejected');
          return value.results;
        };
        const found = results(baris);
        const some = given.filter(({ ada }) => ada);
        const sum = (list: readonly Rational[]) => list.reduce((a, b) => a.add(b), Rational.ZERO);
        const extreme = (list: readonly Rational[], wanted: number) =>
          list.reduce<Rational | undefined>((a, b) => (a === undefined || b.compare(a) === wanted ? b : a), undefined);
        const weight = sum(some.map(({ w }) => w));
        const expected: Record<string, Rational | undefined> = {
          banyak: Rational.integer(some.length),
          total: sum(some.filter(({ x }) => x.sign > 0).map(({ x }) => x)),
          rata: some.length === 0 ? undefined : sum(some.map(({ x }) => x)).divide(Rational.integer(some.length)),
          tertimbang: weight.isZero ? undefined : sum(some.map(({ x, w }) => x.multiply(w))).divide(weight),
          kecil: extreme(
            given.map(({ x }) => x),
            -1,
          ),
          besar: extreme(
            given.filter(({ x }) => x.compare(Rational.integer(10)) < 0).map(({ x }) => x),
            1,
          ),
        };
        const backwards = results([...baris].reverse());
        for (const { name, node } of program.results) {
          const value = expected[name];
          expect(outcome(found.get(name))).toBe(value === undefined ? 'missing' : value.toString());
          expect(outcome(backwards.get(name))).toBe(outcome(found.get(name)));
          if (value !== undefined) expect(contains(ranges.at(node), value)).toBe(true);
        }
      }),
      { seed: 20260728, numRuns: 200 },
    );
  });

  test('the ranges are no wider than the rows allow', async () => {
    const program = await programOf(TEXT);
    const ranges = rangesOf(program);
    const range = (name: string) => {
      const { low, high } = ranges.at(program.results.find((one) => one.name === name)?.node ?? -1);
      return `${low}..${high}`;
    };
    expect(range('banyak')).toBe('0..8');
    // Only rows above 0 take part: 8 of at most 20, and none below 0.
    expect(range('total')).toBe('0..160');
    // The rows' own check narrows what a row can hold.
    expect(range('rata')).toBe('-4..20');
    expect(range('besar')).toBe('-4..99/10');
  });
});
