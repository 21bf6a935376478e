import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CODES, type Code } from '../../src/base/codes.ts';
import type { Diagnostic } from '../../src/base/diagnostic.ts';
import type { Sources } from '../../src/base/source.ts';
import { printFindings } from '../../src/report/findings.ts';
import { expectedMarks, FOLDER, type Judged, judge, marks, rulesetsIn } from './ruleset/document.ts';

const RECORD = process.env.TAKAR_RECORD === '1';

describe('good rulesets', () => {
  test.each(rulesetsIn('good'))('%s: no finding, and its examples hold', async (name) => {
    const { findings, sources, program, examples } = await judge('good', name);
    expect(printed(findings, sources)).toBe('');
    expect(program).toBeDefined();
    expect(examples).toBeGreaterThan(0);
  });
});

/** Each bad ruleset is judged once. */
const judged = new Map<string, Promise<Judged>>();
function judgedBad(name: string): Promise<Judged> {
  const known = judged.get(name) ?? judge('bad', name);
  judged.set(name, known);
  return known;
}

describe('bad rulesets', () => {
  test.each(rulesetsIn('bad'))('%s: the findings that it announces, no other, in these words', async (name) => {
    const { findings, sources } = await judgedBad(name);
    const expected = expectedMarks(sources);
    expect(marks(findings, sources)).toEqual(expected);
    expect(expected.length).toBeGreaterThan(0);
    const golden = `${FOLDER}bad/${name}.txt`;
    const text = printed(findings, sources);
    if (RECORD) writeFileSync(golden, text);
    expect(text).toBe(existsSync(golden) ? readFileSync(golden, 'utf8') : '');
  });

  test('no golden text without its ruleset', () => {
    const texts = readdirSync(`${FOLDER}bad`).filter((name) => name.endsWith('.txt'));
    expect(texts.map((name) => name.replace(/\.txt$/, '')).sort()).toEqual(rulesetsIn('bad'));
  });
});

/** Codes that a ruleset can be answered with, and why no bad ruleset here shows them. */
const WITHOUT_CASE: Readonly<Partial<Record<Code, string>>> = {
  TK114: 'a file of two million characters: test/syntax',
  TK130: 'more than a hundred files: test/syntax',
  TK138: 'ten thousand rows of a table: test/syntax',
  TK587: 'two files at once: test/cases/cli/versions.txt',
  TK212: 'an expression of twenty thousand characters: test/syntax',
};

test('every code of a ruleset is shown by a bad ruleset, or its absence is explained', async () => {
  const shown = new Set<string>();
  for (const name of rulesetsIn('bad')) for (const { code } of (await judgedBad(name)).findings) shown.add(code);
  const ofRulesets = CODES.filter((code) => /^TK[1-5]/.test(code));
  expect(ofRulesets.filter((code) => !shown.has(code))).toEqual(Object.keys(WITHOUT_CASE).sort());
});

/** The whole output in both languages, Indonesian first. */
function printed(findings: readonly Diagnostic[], sources: Sources): string {
  if (findings.length === 0) return '';
  const inLanguage = (language: 'id' | 'en') =>
    printFindings(findings, sources, { format: 'pretty', language, colour: false });
  return `=== id\n${inLanguage('id')}=== en\n${inLanguage('en')}`;
}
