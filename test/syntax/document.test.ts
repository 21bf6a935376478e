import { describe, expect, test } from 'vitest';
import { parseRuleset } from '../../src/syntax/parse-ruleset.ts';
import { findingsIn, mended, withLines } from './findings.ts';

describe('the traps of YAML are met before anything else is said', () => {
  const scored = (value: string) => withLines('scores:', `  s: ${value}`);

  test('a comma cuts an expression in braces', () => {
    const text = scored('{ value: weighted_mean(x, y), round: none }');
    expect(findingsIn(text)).toEqual(['TK109 «weighted_mean(x, y)»']);
    expect(mended(text)).toContain('{ value: "weighted_mean(x, y)", round: none }');
    expect(findingsIn(mended(text))).toEqual([]);
  });
  test('and is read on as if it had been quoted', () => {
    const { value } = parseRuleset({ path: 'p', text: scored('{ value: min(x, y), round: none }') });
    const [score] = value?.scores ?? [];
    expect(score?.value.value.kind).toBe('call');
  });
  test('a list in an expression in braces', () => {
    const text = withLines('inputs:', '  n: { type: count, applies: jabatan in [a, b], max: 5 }', 'weights: normalise');
    expect(findingsIn(text)).toEqual(['TK109 «jabatan in [a, b]»']);
    expect(findingsIn(mended(text))).toEqual([]);
  });
  test('two in one file, and quotes inside', () => {
    const text = withLines('values:', '  a: { value: max(x, 1) }', "  b: { value: min('y', (z, 2)) }");
    expect(findingsIn(text).filter((shown) => shown.startsWith('TK1'))).toEqual([
      'TK109 «max(x, 1)»',
      "TK109 «min('y', (z, 2))»",
    ]);
  });
  test('brackets that are never closed are text', () => {
    expect(findingsIn(withLines('title: { en: one (two, id: three }'))).toEqual([]);
    expect(findingsIn(withLines('title: { en: one (two, id: three) }'))).toEqual([]);
  });
  test('intervals without quotes', () => {
    const bands = ['    a: [0..90)', '    b: [90..100]', '    c: (100..120]'];
    const text = withLines(
      'ratings:',
      '  r:',
      '    of: s',
      '    domain: [0..120]',
      '    bands:',
      ...bands.map((b) => `  ${b}`),
    );
    expect(findingsIn(text)).toEqual(['TK110 «[0..120]»', 'TK110 «[0..90)»', 'TK110 «[90..100]»']);
    expect(findingsIn(mended(text))).toEqual([]);
  });
  test('intervals in braces and brackets', () => {
    const text = withLines(
      'inputs:',
      '  n: { type: decimal, range: (0..120], digits: 2 }',
      '  m: { type: date, range: [2026-01-01..2026-12-31) }',
    );
    expect(findingsIn(text)).toEqual(['TK110 «(0..120]»', 'TK110 «[2026-01-01..2026-12-31)»']);
    expect(findingsIn(mended(text))).toEqual([]);
  });
  test('a list of texts that only looks like an interval stays a list', () => {
    expect(findingsIn(withLines('basis: [Pasal 1..3 huruf a]'))).toEqual([]);
  });
  test.each(['>= 110', '> 5', '>5', '> x + 1'])('a comparison that YAML takes for a folded text: %s', (written) => {
    const text = withLines(
      'tables:',
      '  t:',
      '    inputs: [s]',
      '    hit: unique',
      '    rules:',
      `      - when: { s: a }`,
      '        then: a',
      `      - when:`,
      `          s: ${written}`,
      '        then: b',
    );
    expect(findingsIn(text).filter((shown) => shown.startsWith('TK1'))).toEqual([`TK111 «${written}»`]);
    expect(mended(text)).toContain(`s: "${written}"`);
  });
  test('the same in braces, before a comment', () => {
    expect(findingsIn(withLines('inputs:', '  n: { type: count, range: >= 5 } # why'))).toEqual(['TK111 «>= 5»']);
    expect(findingsIn(withLines('inputs:', '  n:', '    type: count', '    range: >= 5 # why'))).toEqual([
      'TK111 «>= 5»',
    ]);
  });
  test('a dash for any, in brackets and line by line', () => {
    const table = (when: string[]) =>
      withLines('tables:', '  t:', '    inputs: [s, p]', '    hit: unique', '    rules:', '      - then: a', ...when);
    expect(findingsIn(table(['        when: [-, x]']))).toEqual(['TK111 «-»']);
    expect(findingsIn(mended(table(['        when: [x, -]'])))).toEqual([]);
    expect(findingsIn(table(['        when:', '          - x', '          - -']))).toEqual(['TK111 «-»']);
  });
  test('a tail that becomes a comment', () => {
    const text = withLines('values:', '  a: x + y #1', '  b: x # a comment', '  c: "x" #2');
    expect(findingsIn(text)).toEqual(['TK112 «#1»']);
    expect(mended(text)).toContain('a: "x + y #1"');
  });
  test('a folded text is no trap', () => {
    expect(
      findingsIn(withLines('values:', '  a: >-', '    x +', '    y', '  b: > # why', '    x', '  c: >1', '    x')),
    ).toEqual([]);
  });
});

describe('YAML itself', () => {
  test.each<[string, string, string[]]>([
    ['two keys in a line', withLines('title: a: b'), ['TK101 «a»']],
    ['a tab', withLines('title:', '\ten: x'), ['TK101 «\t»']],
    ['an unclosed quote', withLines('title: "x', 'weights: normalise'), ['TK101 «"x»']],
    ['a bad indentation', withLines('title:', '  en: x', ' id: y'), ['TK101 « »']],
    ['no space after the colon', 'takar:1\nruleset: x\n', ['TK101 «takar:1»']],
    ['a bad escape', withLines('title: "\\q"'), ['TK101 «\\q»']],
    ['a reserved beginning', withLines('title: @x'), ['TK101 «@»']],
    ['a directive', '%FOO bar\n---\ntakar: 1\nruleset: x\n', ['TK101 «%FOO bar»']],
    ['a bracket too many, said once', withLines('basis: [x]]', 'weights: normalise', 'period: month'), ['TK101 «]»']],
    ['a text after a quoted one', withLines('title: "x" y'), ['TK101 «y»']],
    ['a key twice', withLines('title: x', 'title: y'), ['TK102 «title»']],
    ['a key twice in another spelling', withLines('title: x', '"title": y'), ['TK102 «"title"»']],
    ['an anchor', withLines('title: &a x'), ['TK106 «&a»']],
    ['an alias', withLines('title: &a x', 'note: *a'), ['TK106 «&a»', 'TK106 «*a»']],
    ['a merge key', withLines('<<: { title: x }'), ['TK106 «<<»']],
    ['a tag', withLines('title: !!str x'), ['TK107 «!!str»']],
    ['an unknown tag', withLines('title: !x y'), ['TK107 «!x»']],
    ['two documents', withLines('---', 'takar: 1'), ['TK118 «---»']],
    ['a NUL', withLines('title: x\0y'), ['TK116 «\0»']],
    ['a mark of direction', withLines('title: x\u202Ey'), ['TK116 «\u202E»']],
    ['a lone carriage return', withLines('title: x\ry'), ['TK116 «\r»']],
    ['an empty file', '', ['TK105 «»']],
    ['a file of comments', '# nothing\n', ['TK105 «»']],
    ['a list', '- takar: 1\n', ['TK105 «- takar: 1»']],
    ['a text', 'hello\n', ['TK105 «hello»']],
    ['a map as a key', withLines('? { a: b }', ': c'), ['TK105 «{ a: b }»']],
    ['an empty key', withLines(': c'), ['TK105 «:»']],
  ])('%s', (_, text, expected) => {
    expect(findingsIn(text)).toEqual(expected);
  });

  test('the first place of a key is named', () => {
    const text = withLines('title: x', 'title: y');
    const [finding] = parseRuleset({ path: 'p', text }).diagnostics;
    const start = text.indexOf('title');
    expect(finding?.related).toEqual([
      { place: { kind: 'text', span: { path: 'p', start, end: start + 5 } }, role: 'first_here' },
    ]);
  });
  test('one document may begin with a line of dashes', () => {
    expect(findingsIn(`---\n${withLines()}`)).toEqual([]);
  });
  test('a byte order mark, carriage returns and explicit keys are read', () => {
    expect(findingsIn('\ufefftakar: 1\r\n? ruleset\r\n: x\r\n')).toEqual([]);
  });
  test('findings of every kind come in one run', () => {
    const text = withLines(
      'title: !x y',
      'wieghts: normalise',
      'values:',
      '  a: { value: max(x, 1) }',
      '  b: x +',
      'effective: { from: 31/03/2026 }',
    );
    expect(findingsIn(text).map((shown) => shown.slice(0, 5))).toEqual(['TK107', 'TK103', 'TK109', 'TK202', 'TK127']);
  });
});
