import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RulesetAst } from '../../src/syntax/ast.ts';
import { formatRuleset } from '../../src/syntax/format.ts';
import { parseRuleset } from '../../src/syntax/parse-ruleset.ts';

/** Every ruleset that the project ships or tests as good. */
function rulesets(): string[] {
  const folders = ['rules', 'examples', 'test/cases/ruleset/good'];
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.takar.yaml'))
      .map((file) => `${folder}/${file}`),
  );
}

/** What a ruleset says, without the places where it says it and without the language it says it in. */
function meaning(text: string): unknown {
  const { value, diagnostics } = parseRuleset({ path: 'p', text });
  expect(diagnostics).toEqual([]);
  return withoutPlaces(value as RulesetAst);
}

const PLACES = new Set(['span', 'calleeSpan', 'id', 'source', 'language']);

function withoutPlaces(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutPlaces(item));
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null) return value;
  // `id` is the number of an expression, but also the Indonesian part of a text.
  const isText = ['title', 'note', 'message', 'label'].includes(key);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => (isText && name === 'id') || !PLACES.has(name))
      .map(([name, part]) => [name, withoutPlaces(part, name)]),
  );
}

function formatted(text: string, to?: 'en' | 'id'): string {
  const { value, diagnostics } = formatRuleset(text, to === undefined ? {} : { to });
  expect(diagnostics).toEqual([]);
  if (value === undefined) throw new Error('nothing was written');
  return value;
}

function holdsLaws(text: string): void {
  const once = formatted(text);
  expect(formatted(once)).toBe(once);
  expect(meaning(once)).toEqual(meaning(text));
  const english = formatted(text, 'en');
  const indonesian = formatted(english, 'id');
  expect(meaning(english)).toEqual(meaning(text));
  expect(meaning(indonesian)).toEqual(meaning(text));
  // The first way may write `bahasa:` and `{ en: … }` into the file; after that the ways there and back are one.
  const back = formatted(indonesian, 'en');
  expect(formatted(formatted(back, 'id'), 'en')).toBe(back);
  expect(formatted(english)).toBe(english);
  expect(formatted(indonesian)).toBe(indonesian);
}

describe('formatting twice is formatting once, and neither it nor the language changes the meaning', () => {
  test.each(rulesets())(
    '%s',
    (path) => {
      holdsLaws(readFileSync(path, 'utf8'));
    },
    60_000,
  );

  test('of generated rulesets', () => {
    fc.assert(fc.property(ruleset(), holdsLaws), { seed: 20260101, numRuns: 40 });
  }, 120_000);
});

const comments = fc.constantFrom('', '# a comment\n', '\n', '\n\n\n# two\n# lines\n\n', '   # deeper\n');
const lineEnds = fc.constantFrom('\n', '   \n', ' # behind\n');
const expressions = fc.constantFrom(
  'x',
  '1',
  '-2.50',
  'x + 1',
  '(x+1)*2',
  'if x = 1 then 2 else 3',
  '"min(x, 1)"',
  "'x ?? 0'",
  '>-\n      x +\n      1',
  'x in [1, 2]',
  'x is missing',
  'x between 1 and 2',
  '95 %',
  '2_500_000 IDR',
  '2026-03-31',
  '"\\"a, b\\" = t"',
  'true',
  'x in [80..90)',
  '5 % of x',
  `${Array.from({ length: 30 }, (_, at) => `name_${at}`).join(' + ')}`,
);
const texts = fc.constantFrom(
  'Judul',
  '"Satu: dua"',
  "'it''s'",
  '{ en: Hello, id: "Halo, dunia" }',
  '{ id: x }',
  '|\n    two   \n\n\n\n    lines',
  '"no"',
  'no',
);
const intervals = fc.constantFrom('"[0..90)"', '0..90', "'< 90'", '">= 90"', '"(0..1_000]"');

/** A small ruleset in English, written carelessly. */
function ruleset(): fc.Arbitrary<string> {
  const value = fc
    .tuple(comments, expressions, lineEnds)
    .map(([before, expression, end]) => ({ before, expression, end }));
  const values = fc
    .array(value, { minLength: 1, maxLength: 4 })
    .map((all) =>
      all
        .map(
          ({ before, expression, end }, at) =>
            `${before}  v${at}: ${expression}${expression.includes('\n') ? '\n' : end}`,
        )
        .join(''),
    );
  const inputs = fc
    .array(fc.tuple(comments, intervals, texts), { maxLength: 3 })
    .map((all) =>
      all
        .map(([before, interval, title], at) =>
          title.includes('\n')
            ? `${before}  i${at}:\n    type: decimal\n    title: Short\n    range: ${interval}\n`
            : `${before}  i${at}: { type:   decimal, optional: true,title: ${title.replace("'it''s'", 'its')}, range: ${interval} }\n`,
        )
        .join(''),
    );
  const examples = fc
    .array(fc.tuple(fc.constantFrom('', 'missing', '1.50', '"missing"', 'ya', '012'), lineEnds), { maxLength: 2 })
    .map((all) =>
      all
        .map(
          ([datum, end]) =>
            `  - name: e\n    period: 2026-Q1\n    given: { x: ${datum} }${end}    expect: { award: t, award.bonus: 5, a.achievement: 1 }\n`,
        )
        .join(''),
    );
  return fc
    .tuple(comments, texts, inputs, values, examples)
    .map(
      ([before, title, inputs, values, examples]) =>
        `${before}takar: 1\nruleset: generated\ntitle: ${title}\n${inputs && `inputs:\n${inputs}`}values:\n${values}${examples && `examples:\n${examples}`}`,
    );
}

test('a file with a finding is left alone', () => {
  const { value, diagnostics } = formatRuleset('takar: 1\nruleset: x\nvalues: { a: x + }\n');
  expect(value).toBeUndefined();
  expect(diagnostics.length).toBe(1);
});

test('how a formatted file looks', () => {
  const careless = `# head
takar:   1
ruleset: x
basis: [ "a",b ]


# about inputs   



# and more
inputs:
  nip: {type: text,   key: true}   # who
  n: { type: count, range: 0..90, applies: "a in [b,c]" }
scores: { s: { value: 'weighted_mean( indicators )', round: {digits: 2, mode: half_up} } }
ratings:
    r:
        of: (s)
        domain: "< 90"
        bands: { low: '[0..50)', high: 50..100 }


# the end


`;
  expect(formatted(careless)).toBe(`# head
takar: 1
ruleset: x
basis: ["a", b]

# about inputs

# and more
inputs:
  nip: { type: text, key: true } # who
  n:
    type: count
    range: "[0..90]"
    applies: a in [b, c]
scores:
  s:
    value: weighted_mean(indicators)
    round: { digits: 2, mode: half_up }
ratings:
  r:
    of: s
    domain: "< 90"
    bands: { low: "[0..50)", high: "[50..100]" }

# the end
`);
});

test('the language is written into the file, and a text of one language keeps it', () => {
  expect(formatted('takar: 1\nruleset: x\ntitle: Hello # hi\n', 'id')).toBe(
    'takar: 1\nbahasa: id\naturan: x\njudul: { en: Hello } # hi\n',
  );
  expect(formatted('takar: 1\nbahasa: id\naturan: x\ndata_masukan: { n: { jenis: teks, kunci: ya } }\n', 'en')).toBe(
    'takar: 1\nbahasa: en\nruleset: x\ninputs: { n: { type: text, key: true } }\n',
  );
});

test('a datum without even a colon is written out as missing', () => {
  const text = 'takar: 1\nruleset: x\nexamples: [{ name: e, period: "2026", given: { nip, y: 1 }, expect: {} }]\n';
  expect(formatted(text)).toContain('given: { nip: missing, y: 1 }');
});
