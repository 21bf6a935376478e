import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FOLDER, rulesetOf, tableCases, verdictOn } from './tables/document.ts';

const CASES = tableCases();
const RECORD = process.env.TAKAR_RECORD === '1';

describe('the corpus of tables', () => {
  test.each(CASES)('$file: $name', async ({ file, name, lines, expected }) => {
    const found = await verdictOn(rulesetOf(lines));
    if (RECORD) record(file, name, found);
    expect(found).toEqual(expected);
  });

  test('there are eighty and more, and both kinds are there by the dozen', () => {
    expect(CASES.length).toBeGreaterThanOrEqual(80);
    expect(CASES.filter(({ expected }) => expected.length === 0).length).toBeGreaterThan(25);
    expect(CASES.filter(({ expected }) => expected.length > 0).length).toBeGreaterThan(35);
    expect(new Set(CASES.map(({ name, file }) => `${file} ${name}`)).size).toBe(CASES.length);
  });
});

function record(file: string, name: string, found: readonly string[]): void {
  const text = readFileSync(`${FOLDER}${file}`, 'utf8');
  const start = text.indexOf(`=== ${name}\n`);
  const verdict = text.indexOf('==>\n', start) + '==>\n'.length;
  const next = text.indexOf('=== ', verdict);
  const end = next < 0 ? text.length : next;
  const written = found.map((line) => `${line}\n`).join('');
  writeFileSync(`${FOLDER}${file}`, `${text.slice(0, verdict)}${written}${next < 0 ? '' : '\n'}${text.slice(end)}`);
}

/** Unique tables and ratings that are complete: every row is needed, and every end stands where it must. */
const SOUND = CASES.filter(
  ({ lines, expected }) => expected.length === 0 && lines.some((line) => /^(unique|bands) /.test(line)),
).filter(({ lines }) => !lines.some((line) => line.startsWith('otherwise')));

describe('mutations of sound tables are found', () => {
  test.each(SOUND)('$name: a row dropped, an end moved', async ({ lines }) => {
    const start = lines.findIndex((line) => /^(unique|bands) /.test(line)) + 1;
    for (const [index, line] of lines.entries()) {
      if (index < start) continue;
      const without = lines.filter((_, at) => at !== index);
      if (without.length > start) expect([line, await verdictOn(rulesetOf(without))]).not.toEqual([line, []]);
      const moved = line.replace(LOW_END, (_, open: string, low: string) => `${open}${Number(low) + 1}..`);
      if (moved === line) continue;
      const mutant = lines.map((other, at) => (at === index ? moved : other));
      expect([moved, await verdictOn(rulesetOf(mutant))]).not.toEqual([moved, []]);
    }
  });
});

const LOW_END = /([[(])(-?\d+(?:\.\d+)?)\.\./;
