import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { ReferenceGrammar } from '../../.ci/reference-grammar.ts';
import { Rational } from '../../src/number/rational.ts';
import { ExpressionBuilder } from '../../src/syntax/build-expression.ts';
import { ExpressionGrammar } from '../../src/syntax/grammar.ts';
import { IdSource } from '../../src/syntax/ids.ts';
import { LOOKAHEAD } from '../../src/syntax/lookahead.generated.ts';
import { printCell, printExpression, printInterval } from '../../src/syntax/print.ts';
import { RuleRunner } from '../../src/syntax/rules.ts';
import { wholeText } from '../../src/syntax/scalar-map.ts';
import { createLexer, type Token } from '../../src/syntax/tokens.ts';
import { arbitraryCell, arbitraryExpression, arbitraryInterval } from './arbitrary-expression.ts';

// Generous: the machine may be busy with other things.
vi.setConfig({ testTimeout: 60_000 });

const settings = { seed: 20260101, numRuns: 4_000 };
const reference = new ReferenceGrammar();
const { tokens: types, all } = reference.table;
const lex = createLexer(all);
const runner = new RuleRunner(LOOKAHEAD);
const grammar = new ExpressionGrammar(runner, types);

const words = [...(types.name.keywords ?? [])].map(([spelling]) => spelling);
const signs = all.flatMap(({ pattern }) => (typeof pattern === 'string' ? [pattern] : []));
const pieces = [
  ...[...words, ...signs, '=', '!=', '<', '>=', '<>', '&&', '!', '≥', '…'],
  ...['a', 'nilai', 'orang', 'jikalau', 'isi', 'Rp', 'Rp 2.500.000', 'IDR', 'period', 'jika_kosong_x', '_', 'dari2'],
  ...['1', '0.5', '1_000', '1.500.000', '2026-03-31', '31/03/2026', '31.03.2026', '2026-03-311', '1.'],
  ...['"teks"', "'teks'", '"', "'", '“teks”', '“', '#', '\u00a0', '\u200b', '😀', '\n'],
];
const text = fc
  .array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom('', ' ', ' ')), { maxLength: 12 })
  .map((parts) => parts.flat().join(''));

/** Reads as a chain of what may stand beside each other: far more of these fit a rule than of the texts above. */
const likely = fc
  .array(
    fc.tuple(
      fc.constantFrom('', 'not ', '-', '(', '[', 'if a then ', 'f('),
      fc.constantFrom('a', 'a.b', '1', '5 %', '2 hari', '3 and', 'missing', '"x"', 'true'),
      fc.constantFrom('', ')', ']', ' is missing', ' else b', ')'),
      fc.constantFrom('', '', ' + ', ' and ', ' = ', ' of ', ', ', ' .. ', ' in [', ' between ', ' ?? ', ' in ('),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.flat().join(''));

/** What the printer writes, whole or with a stretch cut out. */
const printed = {
  expression: arbitraryExpression.map((each) => printExpression(each, 'en')),
  interval: arbitraryInterval.map((each) => printInterval(each, 'en')),
  cell: arbitraryCell.map((each) => printCell(each, 'en')),
};
const cut = (whole: fc.Arbitrary<string>) =>
  fc
    .tuple(whole, fc.nat(60), fc.constantFrom(0, 0, 1, 3, 8))
    .map(([written, from, length]) => written.slice(0, from) + written.slice(from + length));

test('a text has the tokens that the parser library finds in it', () => {
  let read = 0;
  fc.assert(
    fc.property(text, (written) => {
      const lexed = lex(written);
      if (lexed.kind === 'tokens' && lexed.tokens.length > 1) read++;
      expect(lexed).toEqual(reference.lex(written));
    }),
    settings,
  );
  expect(read).toBeGreaterThan(500);
});

test.each(['expression', 'interval', 'cell'] as const)(
  'the parser library reads the same %s, or stops at the same token',
  (rule) => {
    let fit = 0;
    let unfit = 0;
    const answer = (written: string, run: (tokens: readonly Token[], builder: ExpressionBuilder) => unknown) => {
      const lexed = lex(written);
      const builder = new ExpressionBuilder(wholeText('law', written), 'en', new IdSource());
      return lexed.kind === 'tokens' ? run(lexed.tokens, builder) : lexed;
    };
    fc.assert(
      fc.property(fc.oneof(likely, text, cut(printed[rule])), (written) => {
        const mine = answer(written, (tokens, builder) => {
          grammar.builder = builder;
          const read = runner.run<unknown>(grammar[rule], tokens);
          if ('unfit' in read) unfit++;
          else fit++;
          return read;
        });
        const theirs = answer(written, (tokens, builder) => {
          reference.rules.builder = builder;
          return reference.run<unknown>((rules) => rules[rule], tokens);
        });
        expect(plain(mine)).toEqual(plain(theirs));
      }),
      settings,
    );
    expect(Math.min(fit, unfit)).toBeGreaterThan(150);
  },
);

function plain(value: unknown): unknown {
  const text = JSON.stringify(value, (_, part) => (part instanceof Rational ? part.toString() : part));
  return JSON.parse(text);
}
