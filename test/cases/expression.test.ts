import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Diagnostic, Fix } from '../../src/base/diagnostic.ts';
import type { Outcome } from '../../src/base/outcome.ts';
import type { Language } from '../../src/language/vocabulary.ts';
import type { Entry } from '../../src/messages/catalogue.ts';
import { findings as englishFindings } from '../../src/messages/en/index.ts';
import { findings as indonesianFindings } from '../../src/messages/id/index.ts';
import {
  IdSource,
  parseCell,
  parseExpression,
  parseInterval,
  parseSortKey,
} from '../../src/syntax/parse-expression.ts';
import { printCell, printExpression, printInterval, printSortKey } from '../../src/syntax/print.ts';
import { wholeText } from '../../src/syntax/scalar-map.ts';
import { cellTree, intervalTree, sortKeyTree, tree } from './expression/tree.ts';

// A document holds cases: `# name`, the text, `==>`, then the tree, how it is printed, and each finding with a caret line
// and what the text becomes by its fix. The file's name says language and kind. RECORD=1 writes what comes out now.
const folder = new URL('./expression/', import.meta.url);
const kinds = {
  expression: form(parseExpression, printExpression, tree),
  interval: form(parseInterval, printInterval, intervalTree),
  cell: form(parseCell, printCell, cellTree),
  order: form(parseSortKey, printSortKey, sortKeyTree),
};

for (const file of readdirSync(folder).filter((name) => name.endsWith('.txt'))) {
  const [, kind = '', language = ''] = /^([a-z]+)-.*\.(en|id)\.txt$/.exec(file) ?? [];
  const run = Object.entries(kinds).find(([name]) => name === kind)?.[1];
  if (!run || (language !== 'en' && language !== 'id')) throw new Error(`${file}: kind-topic.language.txt`);
  const cases = readFileSync(new URL(file, folder), 'utf8').split(/^# /m).slice(1).map(readCase);
  if (process.env.RECORD) {
    const text = cases.map(({ name, input }) => `# ${name}\n${input}\n==>\n${run(input, language)}\n`).join('\n');
    writeFileSync(new URL(file, folder), text);
    continue;
  }
  describe(file, () => {
    test.each(cases)('$name', ({ input, expected }) => {
      expect(run(input, language)).toBe(expected);
    });
  });
}
if (process.env.RECORD) test('recorded', () => {});

function readCase(text: string): { name: string; input: string; expected: string } {
  const [name = ''] = text.split('\n', 1);
  const [input = '', expected = ''] = text.slice(name.length + 1).split('\n==>\n');
  return { name, input, expected: expected.trimEnd() };
}

function form<T>(
  parse: (scalar: ReturnType<typeof wholeText>, language: Language, ids: IdSource) => Outcome<T>,
  print: (value: T, language: Language) => string,
  show: (value: T) => string,
): (text: string, language: Language) => string {
  return (text, language) => {
    const { value, diagnostics } = parse(wholeText('case', text), language, new IdSource());
    const understood = value === undefined ? ['nothing'] : [show(value), `= ${print(value, language)}`];
    return [...understood, ...diagnostics.map((finding) => answer(finding, text, language))].join('\n');
  };
}

function answer(finding: Diagnostic, text: string, language: Language): string {
  if (finding.place.kind !== 'text') throw new Error('a finding without its place');
  const { start, end } = finding.place.span;
  const { message, help } = (language === 'en' ? englishFindings() : indonesianFindings())[
    finding.code
  ] as unknown as Entry<'TK201'>;
  const args = finding.args as { found: string };
  const caret = `${' '.repeat(start)}${'^'.repeat(Math.max(1, end - start))}`;
  const lines = [`${finding.code} ${message(args)} ${help(args)}`, `  ${text}`, `  ${caret}`];
  return [...lines, ...finding.fixes.map((fix) => `  ${mended(text, fix)}${fix.safe ? '' : '  (unsafe)'}`)].join('\n');
}

function mended(text: string, { edits }: Fix): string {
  return [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((now, { span, text: by }) => now.slice(0, span.start) + by + now.slice(span.end), text);
}
