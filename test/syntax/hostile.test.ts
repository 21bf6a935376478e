import { describe, expect, test } from 'vitest';
import { parseRuleset } from '../../src/syntax/parse-ruleset.ts';
import { findingsIn, withLines } from './findings.ts';

/** Far more than any of these takes on a slow machine, far less than a blow-up would. */
const LIMIT_MS = 10_000;

const bomb = (): string => {
  const lines = ['a: &a [x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 12; level++) {
    const [name, before] = [String.fromCharCode(97 + level), String.fromCharCode(96 + level)];
    lines.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`);
  }
  return withLines(...lines);
};

describe('hostile files are refused in bounded time', () => {
  test.each<[string, string, string]>([
    ['a billion laughs', bomb(), 'TK106'],
    ['100,000 nested brackets', withLines(`title: ${'['.repeat(100_000)}`), 'TK115'],
    ['100,000 nested braces', withLines(`title: ${'{a: '.repeat(100_000)}`), 'TK115'],
    ['nested lists in a line', withLines(`title: ${'- '.repeat(100_000)}`), 'TK115'],
    ['nested lists at the left edge', `${'- '.repeat(100_000)}x`, 'TK115'],
    ['nested question marks', '? '.repeat(100_000), 'TK115'],
    [
      'nesting by indentation',
      Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
      'TK115',
    ],
    ['30,000 closing brackets', withLines(`title: ${']'.repeat(30_000)}`), 'TK101'],
    ['100,000 colons', withLines('a: '.repeat(100_000)), 'TK115'],
    ['100,000 anchors', withLines(`title: ${'&a '.repeat(100_000)}x`), 'TK106'],
    ['a line of 10 MB', withLines(`title: ${'x'.repeat(10_000_000)}`), 'TK114'],
    ['a NUL', withLines('title: "a\0b"'), 'TK116'],
    ['100,000 NULs', '\0'.repeat(100_000), 'TK116'],
    ['30,000 unknown keys', Array.from({ length: 30_000 }, (_, at) => `k${at}: 1\n`).join(''), 'TK103'],
    ['30,000 times the same key', 'takar: 1\n'.repeat(30_000), 'TK102'],
    ['100,000 dots in brackets', withLines(`title: [${'..'.repeat(100_000)}]`), 'TK105'],
    ['30,000 unclosed parentheses in braces', withLines(`title: {${'(a,'.repeat(30_000)}}`), 'TK102'],
    [
      'a prototype',
      withLines('__proto__: { polluted: true }', 'constructor: { prototype: { polluted: true } }'),
      'TK103',
    ],
  ])(
    '%s',
    (_, text, code) => {
      const started = performance.now();
      const codes = parseRuleset({ path: 'p', text }).diagnostics.map((finding) => finding.code);
      expect(codes).toContain(code);
      expect(codes.length).toBeLessThanOrEqual(2_000);
      expect(performance.now() - started).toBeLessThan(LIMIT_MS);
    },
    2 * LIMIT_MS,
  );

  test('nothing is polluted', () => {
    parseRuleset({
      path: 'p',
      text: withLines('__proto__: { polluted: true }', 'inputs: { __proto__: { polluted: true } }'),
    });
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect('polluted' in {}).toBe(false);
  });
  test('64 levels are read, 65 are not', () => {
    const nested = (depth: number) => withLines(`title: ${'['.repeat(depth)}${']'.repeat(depth)}`);
    expect(findingsIn(nested(63))[0]?.slice(0, 5)).toBe('TK105');
    expect(findingsIn(nested(65))[0]?.slice(0, 5)).toBe('TK115');
  });
  test('a file of 2,000,000 characters is read, one more is refused', () => {
    const filled = (length: number) => `${withLines()}#`.padEnd(length, 'x');
    expect(findingsIn(filled(2_000_000))).toEqual([]);
    expect(findingsIn(filled(2_000_001))).toEqual(['TK114 «»']);
  });
});
