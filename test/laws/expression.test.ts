import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Language } from '../../src/language/vocabulary.ts';
import { Rational } from '../../src/number/rational.ts';
import {
  IdSource,
  parseCell,
  parseExpression,
  parseInterval,
  parseSortKey,
} from '../../src/syntax/parse-expression.ts';
import { printCell, printExpression, printInterval, printSortKey } from '../../src/syntax/print.ts';
import { wholeText } from '../../src/syntax/scalar-map.ts';
import { arbitraryCell, arbitraryExpression, arbitraryInterval } from './arbitrary-expression.ts';

// Generous: the machine may be busy with other things.
vi.setConfig({ testTimeout: 60_000 });

const settings = { seed: 20260101, numRuns: 400 };
const languages = fc.constantFrom<Language>('en', 'id');

/** What is left of a tree without ids and places, as text. */
function shape(tree: unknown): string {
  return JSON.stringify(tree, (key, value) => {
    if (key === 'id' || key === 'span' || key === 'calleeSpan') return undefined;
    return value instanceof Rational ? value.toString() : value;
  });
}

function parsed(text: string, language: Language) {
  const { value, diagnostics } = parseExpression(wholeText('law', text), language, new IdSource());
  expect({ text, diagnostics }).toEqual({ text, diagnostics: [] });
  if (!value) throw new Error(`nothing from: ${text}`);
  return value;
}

describe('expressions', () => {
  test('parsing what was printed gives the same tree', () => {
    fc.assert(
      fc.property(arbitraryExpression, languages, (expression, language) => {
        expect(shape(parsed(printExpression(expression, language), language))).toBe(shape(expression));
      }),
      settings,
    );
  });

  test('English to Indonesian to English keeps the text', () => {
    fc.assert(
      fc.property(arbitraryExpression, (expression) => {
        const english = printExpression(expression, 'en');
        const indonesian = printExpression(parsed(english, 'en'), 'id');
        expect(printExpression(parsed(indonesian, 'id'), 'en')).toBe(english);
      }),
      settings,
    );
  });

  test('whatever the text, the answer is a tree or a finding in its text', () => {
    const words = [
      'if',
      'then',
      'else',
      'and',
      'IF',
      'a',
      '1',
      '2.5',
      ',',
      ';',
      '(',
      ')',
      '[',
      ']',
      '..',
      '-',
      '%',
      'of',
      'in',
      '"',
      '“',
      '!',
      'missing',
      '=',
    ];
    const text = fc.oneof(
      fc
        .array(fc.constantFrom(...words), { maxLength: 20 })
        .chain((parts) => fc.constantFrom(parts.join(' '), parts.join(''))),
      fc.string({ unit: 'binary', maxLength: 40 }),
    );
    fc.assert(
      fc.property(
        text,
        languages,
        fc.constantFrom(parseExpression, parseInterval, parseCell, parseSortKey),
        (input, language, parse) => {
          const { value, diagnostics } = parse(wholeText('law', input), language, new IdSource());
          expect(value !== undefined || diagnostics.length > 0).toBe(true);
          for (const { place } of diagnostics) {
            if (place.kind !== 'text') throw new Error('a finding without its place');
            const { start, end } = place.span;
            expect(0 <= start && start <= end && end <= input.length, `${start}..${end} in ${input}`).toBe(true);
          }
        },
      ),
      { ...settings, numRuns: 1000 },
    );
  });

  test('a safe mending of the only finding leaves none', () => {
    const words = [
      'a',
      'AND',
      'b',
      '<>',
      '1,76',
      '2.500.000',
      '!',
      'kosong',
      '(',
      ')',
      'f(',
      ';',
      '+',
      '“x”',
      '31/12/2026',
      'IF(',
    ];
    const text = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 7 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(text, languages, (input, language) => {
        const { diagnostics } = parseExpression(wholeText('law', input), language, new IdSource());
        const [finding] = diagnostics;
        const [fix] = finding?.fixes ?? [];
        fc.pre(diagnostics.length === 1 && fix !== undefined && fix.safe);
        const mended = [...(fix?.edits ?? [])]
          .sort((a, b) => b.span.start - a.span.start)
          .reduce((now, edit) => now.slice(0, edit.span.start) + edit.text + now.slice(edit.span.end), input);
        parsed(mended, language);
      }),
      { ...settings, maxSkipsPerRun: 1000 },
    );
  });
});

describe('intervals, cells and sort keys', () => {
  test('an interval is read as it was printed', () => {
    fc.assert(
      fc.property(arbitraryInterval, languages, (interval, language) => {
        const text = printInterval(interval, language);
        const { value, diagnostics } = parseInterval(wholeText('law', text), language, new IdSource());
        expect(diagnostics).toEqual([]);
        expect(shape(value)).toBe(shape(interval));
      }),
      settings,
    );
  });

  test('a cell is read as it was printed', () => {
    fc.assert(
      fc.property(arbitraryCell, languages, (cell, language) => {
        const text = printCell(cell, language);
        const { value, diagnostics } = parseCell(wholeText('law', text), language, new IdSource());
        expect({ text, diagnostics }).toEqual({ text, diagnostics: [] });
        expect(shape(value)).toBe(shape(cell));
      }),
      settings,
    );
  });

  test('a sort key is read as it was printed', () => {
    fc.assert(
      fc.property(arbitraryExpression, fc.boolean(), languages, (value, descending, language) => {
        const text = printSortKey({ value, descending }, language);
        const read = parseSortKey(wholeText('law', text), language, new IdSource());
        expect({ text, diagnostics: read.diagnostics }).toEqual({ text, diagnostics: [] });
        expect(shape(read.value)).toBe(shape({ value, descending }));
      }),
      settings,
    );
  });
});
