import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RowData, scoreCohort } from '../../src/index.ts';
import { outcome, programOf, ruleset } from '../semantics/lab.ts';

/** Fractions of whole numbers, worked out without anything of takar's. */
type Fraction = readonly [bigint, bigint];

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
const reduced = ([n, d]: Fraction): Fraction => {
  const common = gcd(n < 0n ? -n : n, d);
  return [n / common, d / common];
};
const plus = ([a, b]: Fraction, [c, d]: Fraction): Fraction => reduced([a * d + c * b, b * d]);
const isLess = ([a, b]: Fraction, [c, d]: Fraction) => a * d < c * b;
const text = (fraction: Fraction) => {
  const [n, d] = reduced(fraction);
  return d === 1n ? `${n}` : `${n}/${d}`;
};

interface Quarter {
  readonly part: number;
  readonly whole: number;
}

const percentOf = ({ part, whole }: Quarter): Fraction => reduced([BigInt(part) * 100n, BigInt(whole)]);

const METHODS: Readonly<Record<string, (quarters: readonly Quarter[]) => Fraction>> = {
  sum: (quarters) => quarters.map(percentOf).reduce(plus, [0n, 1n]),
  average: (quarters) => {
    const [n, d] = quarters.map(percentOf).reduce(plus, [0n, 1n]);
    return [n, d * BigInt(quarters.length)];
  },
  last: (quarters) => percentOf(quarters.at(-1) ?? { part: 0, whole: 1 }),
  max: (quarters) => quarters.map(percentOf).reduce((a, b) => (isLess(a, b) ? b : a)),
  min: (quarters) => quarters.map(percentOf).reduce((a, b) => (isLess(b, a) ? b : a)),
  ratio_of_sums: (quarters) => {
    const sum = (of: (quarter: Quarter) => number) => BigInt(quarters.reduce((total, one) => total + of(one), 0));
    return [sum(({ part }) => part) * 100n, sum(({ whole }) => whole)];
  },
};

const quarter = fc.record({ part: fc.integer({ min: 0, max: 999 }), whole: fc.integer({ min: 1, max: 999 }) });
/** A row in each quarter or none, so that late joiners and gaps are among them. */
const years = fc
  .array(fc.option(quarter), { minLength: 4, maxLength: 4 })
  .filter((year) => year.some((one) => one !== null));

test.each(Object.keys(METHODS))('[T3] %s of the quarters is exact, whatever the order of the rows', async (method) => {
  const program = await programOf(
    ruleset(
      '  part: { type: count, max: 999 }\n  whole: { type: count, range: "[1..999]" }',
      `indicators:
  i:
    polarity: maximize
    actual: percent(part, whole)
    achievement: points(actual)
    round: none
    weight: 100
    missing: reject
    consolidate: ${method}
scores:
  s: { value: weighted_mean(indicators), round: none }`,
    ),
  );
  await fc.assert(
    fc.asyncProperty(years, fc.boolean(), async (year, backwards) => {
      const rows = year.flatMap((one, index): RowData[] =>
        one ? [{ nip: '1', period: `2026-Q${index + 1}`, ...one }] : [],
      );
      const present = year.filter((one) => one !== null);
      const { rows: scored, summary } = await scoreCohort(program, backwards ? rows.toReversed() : rows, {
        period: '2026',
      });
      expect(outcome(scored[0]?.indicators[0]?.achievement)).toBe(text(METHODS[method]?.(present) ?? [0n, 1n]));
      expect(summary).toMatchObject({ read: 1, scored: 1, combined: present.length - 1 });
    }),
    { seed: 2026, numRuns: 60 },
  );
});
