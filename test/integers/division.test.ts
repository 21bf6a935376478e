import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Divisions } from '../../src/backends/columns/divide.ts';
import { estimateText } from '../../src/backends/columns/written-out.ts';
import { LARGEST_EXACT } from '../../src/integers/bounds.ts';
import { estimateDigits, quotientBound, stagesFor, startsWhole } from '../../src/integers/division.ts';
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
      const stages = stagesFor(factor, over, divisor);
      const { high: unlimited } = quotientBound(factor, over, divisor, mode);
      const largestResult = unlimited < factor * most ? unlimited : factor * most;
      if (stages === null || largestResult > LARGEST_EXACT || isDirect(factor, high, under)) return;
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

const isDirect = (factor: bigint, high: bigint, under: bigint) => 2n * factor * high + under <= LARGEST_EXACT;

/** Bounds that leave room for an estimate, up to the largest that do, and operands at the edges of them. */
const estimates = fc
  .record({
    factor: fc.constantFrom(1n, 3n, 100n, 10_000n, 12_500n, 7n * 10n ** 6n, 2n ** 31n + 1n, LARGEST_EXACT / 2n),
    under: fc.oneof(size(15), fc.constantFrom(LARGEST_EXACT, 2n ** 52n, 2n ** 31n, 10n ** 13n)),
    most: fc.oneof(size(12), fc.constantFrom(1n, 100n, 12_000n, 66_000_000n, 10n ** 11n)),
    mode: fc.constantFrom(...ROUNDING_MODES),
    isNegative: fc.boolean(),
    /** Of the divisor, from its largest down; of the quotient, in halves, from its largest down. */
    places: fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
  })
  .map(({ places: [a, b], under, most, ...rest }) => ({
    ...rest,
    under: { low: 1n, high: under },
    most,
    d: under - BigInt(Math.floor(Number(under - 1n) * a ** 4)),
    halves: 2n * most - BigInt(Math.floor(Number(2n * most) * b ** 2)),
  }));

/** Numerators of which factor · n / d is as close to so many halves as integers can come, and exactly that. */
function closeTo(halves: bigint, factor: bigint, d: bigint): readonly { readonly n: bigint; readonly d: bigint }[] {
  const near = (halves * d) / (2n * factor);
  const tied = d - (d % (2n * factor));
  return [
    ...[-1n, 0n, 1n, 2n].map((beside) => ({ n: near + beside, d })),
    ...(tied > 0n ? [{ n: (halves * tied) / (2n * factor), d: tied }] : []),
  ].filter(({ n }) => n >= 0n && n <= LARGEST_EXACT);
}

test('one division of doubles, set right by the last bits, gives the rounded quotient in every mode and sign', () => {
  const seen = { cases: 0, ties: 0, corrected: 0, largest: 0 };
  fc.assert(
    fc.property(estimates, ({ factor, under, most, mode, isNegative, d: divisor, halves }) => {
      const result = { low: -most, high: most };
      const digits = estimateDigits(factor, under, result);
      if (digits === null) return;
      const divisions = new Divisions();
      const call = divisions.estimated(mode, { factor, digits }, 'n', 'd', 'either');
      const divide = new Function('n', 'd', `${divisions.source} return ${call};`);
      const { first, settled } = estimateText(mode, { factor, digits }, { n: 'n', d: 'd', x: 'x', q: 'q' });
      const statement = new Function('n', 'd', `${first} return { value: ${settled}, estimate: q };`);
      for (const { n, d } of closeTo(halves, factor, divisor)) {
        const signed = isNegative ? -n : n;
        const expected = roundQuotient(factor * signed, d, mode);
        if (expected < -most || expected > most) continue;
        expect(BigInt(divide(Number(signed), Number(d)))).toBe(expected);
        seen.cases++;
        if ((2n * factor * n) % d === 0n && (factor * n) % d !== 0n) seen.ties++;
        if (factor * n > 2n ** 70n) seen.largest++;
        if (isNegative) continue;
        const { value, estimate } = statement(Number(n), Number(d));
        expect(BigInt(value)).toBe(expected);
        if (value !== estimate) seen.corrected++;
      }
    }),
    { seed: 12, numRuns: 30_000 },
  );
  // Every kind of case came up, and often.
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(1000);
});

test('an estimate is refused where its error, or what is left, could be too large', () => {
  const result = { low: 0n, high: 12_000n };
  const most = { low: 1n, high: LARGEST_EXACT };
  expect(estimateDigits(10_000n, { low: 1n, high: 10n ** 13n }, result)).toBe(10);
  expect(estimateDigits(LARGEST_EXACT, most, result)).toBeNull();
  expect(estimateDigits(1n, most, { low: 0n, high: 10n ** 7n })).toBe(8);
  expect(estimateDigits(1n, most, { low: 0n, high: 10n ** 10n })).toBeNull();
  expect(estimateDigits(1n, { low: 1n, high: 1n }, { low: 0n, high: 2n ** 50n })).toBeNull();
  expect(estimateDigits(1n, { low: 1n, high: 1n }, { low: 0n, high: 10n ** 12n })).toBe(3);
});
