import fc from 'fast-check';
import { expect, test } from 'vitest';
import { powerOfTen, Rational } from '../../src/number/rational.ts';

/** As schools teach it, with nothing but BigInt. */
function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}

const SAFE = 2n ** 53n;

/** Of every size; many beside the largest integers that doubles hold, on either side of them, and their multiples. */
const magnitude = fc.oneof(
  fc.bigInt({ min: 1n, max: 1000n }),
  fc.bigInt({ min: 1n, max: SAFE }),
  fc.bigInt({ min: SAFE - 5n, max: SAFE + 5n }),
  fc.bigInt({ min: 1n, max: 2n ** 200n }),
  fc.integer({ min: 0, max: 40 }).map((digits) => 10n ** BigInt(digits)),
  fc.integer({ min: 40, max: 60 }).map((bits) => 2n ** BigInt(bits) - 1n),
);

test('a quotient stands in lowest terms with a positive denominator, whatever the sizes and signs', () => {
  fc.assert(
    fc.property(
      magnitude,
      magnitude,
      magnitude,
      fc.boolean(),
      fc.boolean(),
      (n, d, shared, isNegative, isUpsideDown) => {
        const [over, under] = [(isNegative ? -n : n) * shared, (isUpsideDown ? -d : d) * shared];
        const { numerator, denominator } = Rational.of(over, under);
        expect(numerator * under).toBe(over * denominator);
        expect(denominator > 0n).toBe(true);
        expect(greatestCommonDivisor(numerator < 0n ? -numerator : numerator, denominator)).toBe(1n);
      },
    ),
    { seed: 13, numRuns: 20_000 },
  );
  expect(Rational.of(0n, -7n).toString()).toBe('0');
  expect(() => Rational.of(1n, 0n)).toThrow(RangeError);
});

test('powers of ten', () => {
  for (let digits = 0; digits < 50; digits++) expect(`${powerOfTen(digits)}`).toBe(`1${'0'.repeat(digits)}`);
});
