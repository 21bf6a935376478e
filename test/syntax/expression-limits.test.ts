import { describe, expect, test } from 'vitest';
import { ReferenceGrammar } from '../../.ci/reference-grammar.ts';
import { IdSource, parseExpression } from '../../src/syntax/parse-expression.ts';
import { printExpression } from '../../src/syntax/print.ts';
import { wholeText } from '../../src/syntax/scalar-map.ts';

function answer(text: string): string {
  const { value, diagnostics } = parseExpression(wholeText('hostile', text), 'en', new IdSource());
  return value ? `ok ${printExpression(value, 'en').length}` : diagnostics.map(({ code }) => code).join(' ');
}

const nested = (open: string, close: string, times: number) => `${open.repeat(times)}a${close.repeat(times)}`;

const cases: readonly [name: string, text: string, expected: string][] = [
  ['10 MB of letters', 'a'.repeat(10_000_000), 'TK212'],
  ['100,000 open brackets', '('.repeat(100_000), 'TK212'],
  ['15,000 open brackets', '('.repeat(15_000), 'TK213'],
  ['64 brackets', nested('(', ')', 64), 'ok 1'],
  ['65 brackets', nested('(', ')', 65), 'TK213'],
  ['64 brackets behind operators', nested('1 + (', ')', 64), 'ok 383'],
  ['64 calls', nested('f(1, ', ')', 64), 'ok 385'],
  ['51 ifs in brackets', nested('(if b then 1 else ', ')', 51), 'ok 868'],
  ['52 ifs in brackets', nested('(if b then 1 else ', ')', 52), 'TK213'],
  ['256 ifs', `${'if b then 1 else '.repeat(256)}a`, 'ok 4353'],
  ['257 ifs', `${'if b then 1 else '.repeat(257)}a`, 'TK213'],
  ['ifs in the arguments of a call do not add up', `f(${'if b then 1 else 2, '.repeat(300)}a)`, 'ok 6004'],
  ['500 signs', `${'-'.repeat(500)}a`, 'ok 501'],
  ['501 signs', `${'-'.repeat(501)}a`, 'TK213'],
  ['1,000 nots', `${'not '.repeat(1_000)}a`, 'TK213'],
  ['64 lists', nested('a in [b, ', ']', 64), 'ok 641'],
  ['everything at once', nested('b and not a in [1, -f(1, ', ')]', 32), 'ok 865'],
  ['500 additions', `${'a + '.repeat(500)}a`, 'ok 2001'],
  ['501 additions', `${'a + '.repeat(501)}a`, 'TK213'],
  ['chains within brackets', nested(`${'a + '.repeat(12)}(`, ')', 50), 'TK213'],
  ['a share of a share, 501 times', `${'a of '.repeat(501)}a`, 'TK213'],
  ['a long list', `a in [${'b, '.repeat(1_990)}b]`, 'ok 5978'],
  ['a longer list', `a in [${'b, '.repeat(2_000)}b]`, 'TK212'],
  ['a long number', '9'.repeat(20_000), 'ok 26666'],
  ['quotes', '"'.repeat(19_999), 'TK204'],
  ['curly quotes', '“'.repeat(19_999), 'TK204'],
  ['points', '1.'.repeat(10_000), 'TK212'],
  ['blanks after Rp', `Rp${' '.repeat(19_000)}`, 'ok 2'],
  ['52 spreadsheet functions', `${'IF(a;b;'.repeat(52)}c${')'.repeat(52)}`, 'TK213'],
  ['NUL', 'a\0b', 'TK203'],
  ['half a character', 'a \ud83d b', 'TK203'],
  ['a whole character', '"😀" = a', 'ok 8'],
];

describe('hostile expressions are answered within bounded time and depth', () => {
  test.each(cases)('%s', (_name, text, expected) => {
    const begin = performance.now();
    expect(answer(text)).toBe(expected);
    // Far above what it takes, far below what a quadratic or exponential way would.
    expect(performance.now() - begin).toBeLessThan(4_000);
  });
});

test('the grammar is unambiguous and its tokens are sound', () => {
  expect(() => new ReferenceGrammar({ validate: true })).not.toThrow();
});
