import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { rulesetSchema } from '../../src/syntax/schema.ts';

/** As an editor does it: the published schema, and YAML's own reading of numbers and truth values. */
const schema: object = JSON.parse(readFileSync('grammar/ruleset.schema.json', 'utf8'));
const validate = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false }).compile(schema);

const rulesets = ['rules', 'examples', 'test/cases/ruleset/good'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.takar.yaml'))
    .map((file) => `${folder}/${file}`),
);

describe('the published JSON Schema', () => {
  test('is what the shape says', () => {
    expect(schema).toEqual(JSON.parse(JSON.stringify(rulesetSchema())));
  });
  test.each(rulesets)('accepts %s in an editor', (path) => {
    expect([validate(parse(readFileSync(path, 'utf8'))), validate.errors]).toEqual([true, null]);
  });
  test.each<[string, string]>([
    ['a key of the other language', 'takar: 1\nruleset: x\njudul: y\n'],
    ['an English key in an Indonesian file', 'takar: 1\nbahasa: id\naturan: x\ntitle: y\n'],
    ['an unknown version', 'takar: 2\nruleset: x\n'],
    ['a missing name', 'takar: 1\n'],
    ['an unknown word', 'takar: 1\nruleset: x\nweights: sesuaikan\n'],
    ['a bad date', 'takar: 1\nruleset: x\neffective: { from: 31/03/2026 }\n'],
    ['a bad name', 'takar: 1\nruleset: x y\n'],
  ])('refuses %s', (_, text) => {
    expect(validate(parse(text))).toBe(false);
  });
  test('accepts numbers and truth values where people write them without quotes', () => {
    const text = 'takar: 1\nruleset: x\nbasis: 2026\nvalues: { a: 1.50, b: true, c: x }\nindicators: {}\n';
    expect(validate(parse(text))).toBe(true);
  });
});
