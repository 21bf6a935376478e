import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readDocument } from '../../src/syntax/document.ts';
import { languageOf } from '../../src/syntax/parse-ruleset.ts';
import { schemaErrors } from '../../src/syntax/shape-check.ts';
import { fitsShape } from '../../src/syntax/shape-fits.ts';

/** Every how many-th variant is tried; 1 tries them all. */
const EACH = Number(process.env.TAKAR_EACH ?? 97);

const texts = ['rules', 'examples', 'test/cases/ruleset'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.takar.yaml'))
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8')),
);

const VALUES = [
  ...['', '1', '13', '-1', '1.5', '007', 'true', 'ya', '"true"', '"1"', 'x', '"x y"', 'id', 'half_up', 'ke_atas'],
  ...['2026-01-01', '[]', '[1]', '[1, 2]', '[a, 1, b]', '{}', '{ id: x }', '{ en: 1, id: }', '{ a: 1 }', '{ 1: 2 }'],
  ...['{ a.b: 1 }', '{ a: { b: 1 } }', '[[1, 2]]', '[{ a: 1 }]'],
];

/** The text with one key's value replaced, one key renamed, or one line left out. */
function* damaged(text: string): Generator<string> {
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    const replaced = (...by: string[]) => [...lines.slice(0, index), ...by, ...lines.slice(index + 1)].join('\n');
    yield replaced();
    const match = /^(\s*(?:- )?)([\w.]+):/.exec(line);
    if (!match) continue;
    const [whole, before = '', key = ''] = match;
    for (const value of VALUES) yield replaced(`${whole} ${value}`);
    for (const other of ['note', 'catatan', 'value', 'nilai', 'a b', '_', `${key}.x`, '1']) {
      yield replaced(`${before}${other}:${line.slice(whole.length)}`);
    }
  }
}

test('a document fits the shape where the JSON Schema has nothing against it, and only there', () => {
  const variants = [...texts, ...texts.flatMap((text) => [...damaged(text)].filter((_, index) => index % EACH === 0))];
  let fit = 0;
  let unfit = 0;
  for (const text of variants) {
    const { root } = readDocument({ path: 'law', text });
    if (!root) continue;
    const errors = schemaErrors(root, languageOf(root));
    if (errors.length === 0) fit++;
    else unfit++;
    expect([text, fitsShape(root, languageOf(root))]).toEqual([text, errors.length === 0]);
  }
  expect(Math.min(fit, unfit)).toBeGreaterThan(100);
}, 120_000);
