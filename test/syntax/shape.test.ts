import { describe, expect, test } from 'vitest';
import { parseRuleset } from '../../src/syntax/parse-ruleset.ts';
import { findingsIn, mended, withLines } from './findings.ts';

const argsIn = (text: string) => parseRuleset({ path: 'p', text }).diagnostics.map(({ args }) => args);

describe('the shape of a ruleset', () => {
  test.each<[string, string, string[]]>([
    ['an unknown key', withLines('wieghts: normalise'), ['TK103 «wieghts»']],
    ['an unknown key deep inside', withLines('inputs:', '  n: { type: text, keyy: true }'), ['TK103 «keyy»']],
    ['a missing key, at the key of its map', withLines('inputs:', '  n: { key: true }'), ['TK104 «n»']],
    ['a missing key, at the first key of an item', withLines('checks:', '  - that: x'), ['TK104 «that»']],
    ['a missing key, in the whole file', 'takar: 1\n', ['TK104 «takar»']],
    ['a misspelt key is not missing as well', withLines('inputs:', '  n: { tipe: text }'), ['TK103 «tipe»']],
    ['a list in place of a map', withLines('inputs: [a]'), ['TK105 «[a]»']],
    ['a map in place of a list', withLines('checks:', '  that: x'), ['TK105 «checks»']],
    ['a map in place of an expression', withLines('values:', '  a: { value: { x: 1 } }'), ['TK105 «{ x: 1 }»']],
    ['nothing in place of an expression', withLines('values:', '  a:'), ['TK105 «a»']],
    ['a word in place of a flag', withLines('inputs:', '  n: { type: text, key: yes }'), ['TK105 «yes»']],
    ['a quoted flag', withLines('inputs:', '  n: { type: text, key: "true" }'), ['TK105 «true»']],
    [
      'a fraction in place of a whole number',
      withLines('inputs:', '  n: { type: decimal, digits: 1.5 }'),
      ['TK105 «1.5»'],
    ],
    [
      'a whole number with a zero before it',
      withLines('inputs:', '  n: { type: decimal, digits: 02 }'),
      ['TK105 «02»'],
    ],
    ['a whole number out of bounds', withLines('inputs:', '  n: { type: decimal, digits: 13 }'), ['TK126 «13»']],
    ['an unknown part of the year', indicator('target: { 13: 5 }'), ['TK126 «13»']],
    ['an unknown word', withLines('weights: normalized'), ['TK108 «normalized»']],
    ['an unknown word far from all', withLines('weights: foo'), ['TK108 «foo»']],
    ['a word of the other language', withLines('weights: sesuaikan'), ['TK108 «sesuaikan»']],
    ['a language that there is not', withLines('bahasa: fr'), ['TK108 «fr»']],
    ['a scalar in place of a rounding', withLines('scores:', '  s: { value: x, round: 2 }'), ['TK105 «2»']],
    [
      'a rounding word in place of a rounding',
      withLines('scores:', '  s: { value: x, round: half_up }'),
      ['TK105 «half_up»'],
    ],
    ['a rounding without digits', withLines('scores:', '  s: { value: x, round: { mode: up } }'), ['TK104 «mode»']],
    ['a rounding with digits and a step', rounding('{ mode: up, digits: 1, to: 5 }'), ['TK129 «to»']],
    ['a key of the other language', withLines('bobot: x', 'judul: y'), ['TK103 «bobot»', 'TK113 «judul»']],
    ['an unknown version', 'takar: 2\nruleset: x\n', ['TK117 «2»']],
    ['a name with a space', withLines('inputs:', '  my input: { type: text }'), ['TK119 «my input»']],
    ['a name with a dot', withLines('inputs:', '  a.b: { type: text }'), ['TK119 «a.b»']],
    ['a name that begins with a digit', 'takar: 1\nruleset: 1x\n', ['TK119 «1x»']],
    ['a number as a name', 'takar: 1\nruleset: 12\n', ['TK119 «12»']],
    ['__proto__ as a name', withLines('inputs:', '  __proto__: { type: text }'), ['TK119 «__proto__»']],
    ['__proto__ as a key', withLines('__proto__: { takar: 1 }'), ['TK103 «__proto__»']],
    ['constructor as a key', withLines('constructor: x'), ['TK103 «constructor»']],
    ['an import that brings nothing', withLines('import:', '  - from: x.yaml'), ['TK124 «x.yaml»']],
    ['a date as people write it', withLines('effective: { from: 31/03/2026 }'), ['TK127 «31/03/2026»']],
    ['a day that there is not', withLines('effective: { from: 2026-02-30 }'), ['TK127 «2026-02-30»']],
    ['a year in place of a date', withLines('effective: { from: 2026 }'), ['TK127 «2026»']],
    ['a period that is none', example('2026-Q5'), ['TK128 «2026-Q5»']],
    ['a point of three values', points('[1, 2, 3]'), ['TK131 «[1, 2, 3]»']],
    ['a point of one value', points('[1]'), ['TK131 «[1]»']],
    ['breakpoints without their ends', fn('breakpoints: [[1, 2], [3, 4]]', 'below: 0'), ['TK104 «breakpoints»']],
    ['a function without a body', fn('note: x'), ['TK104 «parameters»']],
    [
      'a function with two bodies',
      fn('value: p', 'breakpoints: [[1, 2]]', 'below: 0', 'above: 1'),
      ['TK129 «breakpoints»'],
    ],
    [
      'a parameter with two values',
      parameter('value: 1', 'values: [{ from: 2026-01-01, value: 1 }]'),
      ['TK129 «values»'],
    ],
    ['a quota of nothing', quota('order: [s]', 'ties: refuse'), ['TK104 «order»']],
    ['a share of nobody', quota('share: 10 %', 'order: [s]', 'ties: refuse'), ['TK104 «share»', 'TK104 «share»']],
    ['no tiers', withLines('awards: { eligible: x, tiers: [], otherwise: y }'), ['TK105 «[]»']],
    ['a text in neither language', withLines('title: {}'), ['TK105 «{}»']],
    ['a text in a third language', withLines('title: { fr: x }'), ['TK103 «fr»']],
  ])('%s', (_, text, expected) => {
    expect(findingsIn(text)).toEqual(expected);
  });

  test('suggestions', () => {
    expect(argsIn(withLines('wieghts: normalise'))).toMatchObject([{ key: 'wieghts', suggestion: 'weights' }]);
    expect(argsIn(withLines('weights: sesuaikan'))).toMatchObject([{ found: 'sesuaikan', suggestion: 'normalise' }]);
    expect(argsIn(withLines('weights: foo'))).toEqual([{ found: 'foo', allowed: ['normalise', 'total_100'] }]);
    expect(argsIn(withLines('effective: { from: 3 Mei 2026 }'))).toEqual([
      { found: '3 Mei 2026', rewritten: '2026-05-03' },
    ]);
  });
  test('fixes', () => {
    expect(mended(withLines('judul: y'))).toBe(withLines('title: y'));
    expect(mended(withLines('weights: sesuaikan'))).toBe(withLines('weights: normalise'));
    expect(mended(withLines('effective: { from: 31/03/2026 }'))).toBe(withLines('effective: { from: 2026-03-31 }'));
  });
  test('an Indonesian file that does not say so is told once, and read as one', () => {
    const text = 'takar: 1\naturan: x\njudul: y\ndata_masukan:\n  n: { jenis: teks, kunci: ya, salah: 1 }\n';
    expect(findingsIn(text)).toEqual(['TK113 «aturan»', 'TK103 «salah»']);
    expect(mended(text)).toContain('takar: 1\nbahasa: id\naturan: x\n');
  });
  test('an English key in an Indonesian file', () => {
    expect(findingsIn('takar: 1\nbahasa: id\nruleset: x\n')).toEqual(['TK113 «ruleset»']);
  });
  test('scalars are read from their text', () => {
    const text = example(
      '2026-Q1',
      'a: 1.10',
      'b: 012',
      'c: no',
      'd: 1e3',
      'e: 0x1F',
      'f: ',
      'g: missing',
      'h: "missing"',
      'i: ~',
    );
    const given = parseRuleset({ path: 'p', text }).value?.examples[0]?.given ?? [];
    expect(given.map(({ value }) => value.value)).toEqual([
      '1.10',
      '012',
      'no',
      '1e3',
      '0x1F',
      null,
      null,
      'missing',
      '~',
    ]);
  });
  test('words and members are language-free in the tree', () => {
    const text = `takar: 1\nbahasa: id\naturan: x\ncontoh:\n  - nama: c\n    periode: 2026-TW1\n    diketahui: { a: kosong }\n    hasilnya: { i.capaian: 1, penghargaan: emas, penghargaan.insentif: 5, nilai: 3 }\n`;
    const { value, diagnostics } = parseRuleset({ path: 'p', text });
    expect(diagnostics).toEqual([]);
    expect(value?.examples[0]?.expect.map(({ name }) => name.value)).toEqual([
      'i.achievement',
      'award',
      'award.insentif',
      'nilai',
    ]);
    expect(value?.examples[0]?.given[0]?.value.value).toBe(null);
  });
});

function indicator(line: string): string {
  const rest = ['polarity: none', 'actual: x', 'achievement: y', 'round: none', 'missing: reject', line];
  return withLines('indicators:', '  i:', ...rest.map((one) => `    ${one}`));
}

function rounding(written: string): string {
  return withLines('scores:', `  s: { value: x, round: ${written} }`);
}

function example(period: string, ...given: string[]): string {
  return withLines(
    'examples:',
    '  - name: e',
    `    period: ${period}`,
    '    expect: {}',
    '    given:',
    ...given.map((one) => `      ${one}`),
    ...(given.length ? [] : ['      {}']),
  );
}

function fn(...lines: string[]): string {
  return withLines(
    'functions:',
    '  f:',
    '    parameters: { p: { type: decimal } }',
    ...lines.map((one) => `    ${one}`),
  );
}

function points(point: string): string {
  return fn(`breakpoints: [${point}]`, 'below: 0', 'above: 0');
}

function parameter(...lines: string[]): string {
  return withLines('parameters:', '  p:', '    type: decimal', ...lines.map((one) => `    ${one}`));
}

function quota(...lines: string[]): string {
  const tier = ['- tier: t', '  when: x', '  quota:', ...lines.map((one) => `    ${one}`)];
  return withLines('awards:', '  eligible: x', '  otherwise: y', '  tiers:', ...tier.map((one) => `    ${one}`));
}
