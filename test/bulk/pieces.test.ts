import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Pieces } from '../../src/bulk/cohort.ts';

test('a column comes out as it was put in, wherever its blocks end', () => {
  // The first blocks hold 16,384 numbers.
  const size = fc.oneof(fc.integer({ min: 0, max: 40_000 }), fc.constantFrom(0, 1, 16_383, 16_384, 16_385, 32_768));
  fc.assert(
    fc.property(fc.array(size, { maxLength: 6 }), (sizes) => {
      const pieces = new Pieces<Float64Array>((length) => new Float64Array(length));
      let count = 0;
      const reused = new Float64Array(40_000);
      for (const length of sizes) {
        for (let at = 0; at < length; at++) reused[at] = ++count;
        pieces.add(reused.subarray(0, length));
        pieces.put(++count);
      }
      const all = pieces.joined();
      expect(all.length).toBe(count);
      expect(all.every((value, at) => value === at + 1)).toBe(true);
      expect(pieces.joined().length).toBe(0);
    }),
    { seed: 20_261_125, numRuns: 60 },
  );
});
