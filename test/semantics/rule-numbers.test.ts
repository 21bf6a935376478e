import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** The numbered rules of the language: how many each family has. */
const FAMILIES = { V: 6, N: 7, Y: 5, T: 6, D: 5, G: 8 } as const;

/** Where the rules have their cases. The provable fragment has its own corpus: test/cases/tables, test/prove. */
const FOLDERS = ['test/semantics', 'test/offices', 'test/score', 'test/data', 'test/prove', 'test/cases', 'test/cli'];

/** Titles of tests and of their groups, without what stands in them. */
function titles(): string {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => readFileSync(`${folder}/${file}`, 'utf8')),
  );
  const found = files.flatMap((text) => [
    ...text.matchAll(/\b(?:describe|test|it)(?:\.each\([\s\S]*?\))?\(\s*(['"`])(.*?)\1/g),
  ]);
  return found.map((match) => match[2]).join('\n');
}

test('every numbered rule of the language has a test whose title carries its number', () => {
  const all = titles();
  const numbers = Object.entries(FAMILIES).flatMap(([family, count]) =>
    Array.from({ length: count }, (_, index) => `[${family}${index + 1}]`),
  );
  expect(numbers.filter((number) => !all.includes(number))).toEqual([]);
});
