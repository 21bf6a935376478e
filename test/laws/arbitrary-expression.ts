import * as fc from 'fast-check';
import { FUNCTIONS, MEMBERS, reservedNames, STANDING } from '../../src/language/vocabulary.ts';
import { Rational } from '../../src/number/rational.ts';
import { ROUNDING_MODES } from '../../src/number/rounding.ts';
import type { BinaryOperator, CellAst, Expression, IntervalExpression } from '../../src/syntax/ast.ts';

const span = { path: 'generated', start: 0, end: 0 };
const head = { id: 0, span };

const taken = reservedNames();
/** Names that an author may declare; also such as contain or continue a reserved word. */
export const authorName = fc
  .oneof(
    fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/),
    fc.constantFrom(
      'orang',
      'dari_unit',
      'indah',
      'notasi',
      'Is',
      'isi',
      'ifx',
      'or_else',
      'Rp',
      'asc',
      'desc',
      'floor',
    ),
  )
  .filter((name) => !taken.has(name));

const OPERATORS: readonly BinaryOperator[] = [
  'or',
  'and',
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '+',
  '-',
  '*',
  '/',
  '??',
  'of',
];
const PERIOD_PARTS = ['start', 'end', 'month', 'quarter', 'semester', 'year'] as const;
const INDICATOR_PARTS = ['actual', 'target', 'achievement', 'score', 'weight'] as const;

const number = fc
  .record({
    units: fc.bigInt({ min: 0n, max: 10n ** 15n }),
    digits: fc.integer({ min: 0, max: 6 }),
    unit: fc.oneof(fc.constantFrom('', '%', 'IDR', 'hari'), authorName),
  })
  .map(({ units, digits, unit }): Expression => {
    return { ...head, kind: 'number', value: Rational.scaled(units, digits), digits, unit };
  });

const members = Object.keys(MEMBERS);
/** A member that a name may have and that means the same in both languages: none of the table's words, or a part. */
const path = fc.oneof(
  authorName.map((name) => [name]),
  fc.constantFrom(...Object.keys(STANDING)).map((name) => [name]),
  fc.constantFrom(...PERIOD_PARTS).map((part) => ['period', part]),
  fc.tuple(authorName, fc.constantFrom(...INDICATOR_PARTS)).map(([name, part]) => [name, part]),
  fc
    .tuple(
      authorName,
      authorName.filter((name) => !members.includes(name)),
    )
    .map(([pack, name]) => [pack, name]),
);

const leaf: fc.Arbitrary<Expression> = fc.oneof(
  number,
  fc.integer({ min: -719_162, max: 2_932_896 }).map((days): Expression => ({ ...head, kind: 'date', days })),
  // Texts are read in NFC [V4].
  fc
    .string({ unit: 'grapheme', maxLength: 12 })
    .map((value): Expression => ({ ...head, kind: 'text', value: value.normalize('NFC') })),
  fc.boolean().map((value): Expression => ({ ...head, kind: 'flag', value })),
  fc.constant<Expression>({ ...head, kind: 'missing' }),
  path.map((names): Expression => ({ ...head, kind: 'name', path: names })),
);

function intervalOf(end: fc.Arbitrary<Expression>): fc.Arbitrary<IntervalExpression> {
  return fc
    .record({
      low: fc.option(end, { nil: null }),
      lowOpen: fc.boolean(),
      high: fc.option(end, { nil: null }),
      highOpen: fc.boolean(),
    })
    .map(({ low, lowOpen, high, highOpen }) => {
      return { span, low, lowOpen: low === null || lowOpen, high, highOpen: high === null || highOpen };
    });
}

/** Any expression that the parser can give, with ids and spans of no meaning. */
export const arbitraryExpression: fc.Arbitrary<Expression> = fc.letrec<{ expression: Expression }>((tie) => {
  const any = tie('expression');
  const call = fc
    .tuple(fc.oneof(authorName, fc.constantFrom(...Object.keys(FUNCTIONS))), fc.array(any, { maxLength: 3 }))
    .filter(([callee]) => callee !== 'round')
    .map(([callee, args]): Expression => ({ ...head, kind: 'call', callee, calleeSpan: span, args }));
  const rounding = fc.tuple(any, any, fc.constantFrom(...ROUNDING_MODES)).map(([of, digits, mode]): Expression => {
    const args: Expression[] = [of, digits, { ...head, kind: 'name', path: [mode] }];
    return { ...head, kind: 'call', callee: 'round', calleeSpan: span, args };
  });
  return {
    expression: fc.oneof(
      { maxDepth: 5, depthSize: 'small' },
      leaf,
      fc
        .tuple(fc.constantFrom(...OPERATORS), any, any)
        .map(([operator, left, right]): Expression => ({ ...head, kind: 'binary', operator, left, right })),
      fc.tuple(fc.constantFrom('negate', 'not'), any).map(([kind, of]): Expression => ({ ...head, kind, of })),
      fc.tuple(any, any, any).map(([condition, then, otherwise]): Expression => {
        return { ...head, kind: 'if', condition, then, otherwise };
      }),
      fc
        .tuple(any, fc.array(any, { minLength: 1, maxLength: 3 }))
        .map(([of, items]): Expression => ({ ...head, kind: 'in_list', of, items })),
      fc
        .tuple(any, intervalOf(any))
        .map(([of, interval]): Expression => ({ ...head, kind: 'in_interval', of, interval })),
      fc.tuple(any, any, any).map(([of, low, high]): Expression => ({ ...head, kind: 'between', of, low, high })),
      fc.tuple(any, fc.boolean()).map(([of, negated]): Expression => ({ ...head, kind: 'is_missing', of, negated })),
      call,
      rounding,
    ),
  };
}).expression;

/** An interval with plain ends, as they stand in bands and ranges. */
export const arbitraryInterval: fc.Arbitrary<IntervalExpression> = intervalOf(
  fc.oneof(
    number,
    number.map((of): Expression => ({ ...head, kind: 'negate', of })),
  ),
);

export const arbitraryCell: fc.Arbitrary<CellAst> = fc.oneof(
  fc.constant<CellAst>({ span, kind: 'any' }),
  fc.array(leaf, { minLength: 1, maxLength: 4 }).map((values): CellAst => ({ span, kind: 'values', values })),
  arbitraryInterval.map((interval): CellAst => ({ span, kind: 'interval', interval })),
);
