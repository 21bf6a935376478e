import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareUtf8 } from '../../src/base/utf8.ts';
import { KEY_WORDS, putKeyWords } from '../../src/bulk/key-words.ts';

/** The words of a key that stands somewhere among other bytes; null where it has none. */
function wordsOf(text: string): readonly number[] | null {
  const bytes = new TextEncoder().encode(`99${text}99`);
  const words = Array.from({ length: KEY_WORDS }, () => new Uint32Array(3));
  return putKeyWords(bytes, 2, bytes.length - 2, words, 0, 1) ? words.map((column) => column[1] ?? -1) : null;
}

const digits = (minLength: number, maxLength: number) =>
  fc.array(fc.constantFrom(...'0123456789'), { minLength, maxLength }).map((letters) => letters.join(''));

test('words of keys stand in the order of the bytes of the keys', () => {
  // Short and long ones that often begin alike.
  const key = fc.tuple(fc.constantFrom('', '1980', '198001012', '19800101201'), digits(0, 7)).map(([a, b]) => a + b);
  fc.assert(
    fc.property(key, key, (a, b) => {
      const [left, right] = [wordsOf(a), wordsOf(b)];
      if (left === null || right === null) throw new Error('a key of digits has words');
      const order = left.map((word, i) => Math.sign(word - (right[i] ?? 0))).find((sign) => sign !== 0) ?? 0;
      expect(order).toBe(compareUtf8(a, b));
    }),
    { seed: 20_261_125, numRuns: 2000 },
  );
});

test('only up to 18 digits have them', () => {
  expect(wordsOf('9'.repeat(18))).not.toBeNull();
  for (const text of ['9'.repeat(19), 'p1', '1p', '12-3', ' 1', '1 ', '१', '/', ':']) expect(wordsOf(text)).toBeNull();
});
