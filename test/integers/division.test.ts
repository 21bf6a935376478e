import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Divisions } from '../../src/backends/columns/divide.ts';
import { divisionWay, quotientBound, startsWhole } from '../../src/integers/division.ts';
import { ROUNDING_MODES, roundQuotient } from '../../src/number/rounding.ts';

/** Magnitudes of every size, not only large ones. */
const size = (digits: number) =>
  fc.integer({ min: 1, max: digits }).chain((of) => fc.bigInt({ min: 1n, max: 10n ** BigInt(of) }));

const cases = fc.record({
  factor: fc.constantFrom(100n, 10_000n, 12_500n, 1_000_000n, 7n * 10n ** 6n),
  high: size(14),
  under: size(13),
  /** The quotient is proven to be no more than that, as a limited achievement is. */
  most: size(4),
  places: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 2 }),
  mode: fc.constantFrom(...ROUNDING_MODES),
});

test('long division by stages gives the rounded quotient, ties and largest magnitudes included', () => {
  const seen = { whole: 0, rest: 0 };
  fc.assert(
    fc.property(cases, ({ factor, high, under, most, places: [a = 0, b = 0], mode }) => {
      const d = 1n + BigInt(Math.floor(Number(under - 1n) * a));
      const free = BigInt(Math.floor(Number(high) * b));
      const limited = free > d * most ? d * most : free;
      const [over, divisor] = [
        { low: 0n, high },
        { low: 1n, high: under },
      ];
      const result = { low: 0n, high: roundQuotient(factor * most, 1n, mode) };
      const known = quotientBound(factor, over, divisor, mode);
      const { way, stages } = divisionWay(factor, over, divisor, known.high < result.high ? known : result);
      if (way !== 'staged') return;
      const isWhole = startsWhole(stages, over);
      seen[isWhole ? 'whole' : 'rest']++;
      expect(stages.reduce((product, stage) => product * stage, 1n)).toBe(factor);
      const divisions = new Divisions();
      const call = divisions.staged(mode, { stages, isWhole }, 'n', 'd', 'positive');
      const divide = new Function('n', 'd', `${divisions.source} return ${call};`);
      // Near a tie as well as anywhere.
      for (const n of [limited, d / 2n, (d * 3n) / 2n, d]) {
        if (n > high || n > d * most) continue;
        expect(BigInt(divide(Number(n), Number(d)))).toBe(roundQuotient(factor * n, d, mode));
      }
    }),
    { seed: 11, numRuns: 20_000 },
  );
  expect(seen.whole).toBeGreaterThan(500);
  expect(seen.rest).toBeGreaterThan(500);
});
