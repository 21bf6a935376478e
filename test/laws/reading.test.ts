import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isError } from '../../src/base/diagnostic.ts';
import { formatRuleset } from '../../src/syntax/format.ts';
import { parseRuleset } from '../../src/syntax/parse-ruleset.ts';

const texts = ['rules', 'test/cases/ruleset/good'].flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.takar.yaml'))
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8')),
);

/** What slips of a hand or a bad copy leave behind. */
const slips = fc.constantFrom(
  '',
  ' ',
  '\n',
  '\t',
  ':',
  ': ',
  '- ',
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  ',',
  '#',
  ' #',
  '>',
  '> ',
  '|',
  '&a ',
  '*a',
  '!x ',
  '? ',
  '--- ',
  '\n---\n',
  '%',
  '@',
  'missing',
  '[0..90)',
  '>= 5',
  '\\',
  '\u00a0',
  '__proto__: 1',
  '\r',
  '0',
);

test('a damaged ruleset is read without a failure, and every place lies in the file', () => {
  let accepted = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...texts),
      fc.array(fc.tuple(fc.nat(), fc.nat({ max: 12 }), slips), { minLength: 1, maxLength: 3 }),
      (original, damages) => {
        const text = damages.reduce((now, [at, cut, slip]) => {
          const start = at % (now.length + 1);
          return now.slice(0, start) + slip + now.slice(start + cut);
        }, original);
        const { value, diagnostics } = parseRuleset({ path: 'p', text });
        if (!value) expect(diagnostics.some(isError)).toBe(true);
        const places = diagnostics.flatMap(({ place, related, fixes }) => [
          place,
          ...related.map((one) => one.place),
          ...fixes.flatMap(({ edits }) => edits.map(({ span }) => ({ kind: 'text', span }) as const)),
        ]);
        for (const place of places) {
          if (place.kind !== 'text') throw new Error('a finding without its characters');
          expect(place.span.start).toBeGreaterThanOrEqual(0);
          expect(place.span.end).toBeGreaterThanOrEqual(place.span.start);
          expect(place.span.end).toBeLessThanOrEqual(text.length);
        }
        const { value: formatted } = formatRuleset(text);
        if (formatted === undefined) return;
        accepted++;
        expect(formatRuleset(formatted)).toEqual({ value: formatted, diagnostics: [] });
      },
    ),
    { seed: 20260101, numRuns: 250 },
  );
  // Some slips do no harm; the law would say little if all did.
  expect(accepted).toBeGreaterThan(10);
}, 120_000);
