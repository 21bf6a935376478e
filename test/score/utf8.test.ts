import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareUtf8 } from '../../src/base/utf8.ts';

it('orders texts as their UTF-8 bytes', () => {
  const text = fc.string({ unit: 'binary', maxLength: 4 });
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(compareUtf8(a, b)).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))));
    }),
    { seed: 20260101, numRuns: 2000 },
  );
  expect(compareUtf8('\u{10000}', '\uFFFF')).toBe(1);
  expect(compareUtf8('\u{10000}', '\u{10001}')).toBe(-1);
  expect(compareUtf8('ab', 'a')).toBe(1);
});
