import type { Language } from '../language/vocabulary.ts';
import type { CellAst, Expression, IntervalExpression, SortKeyAst } from './ast.ts';

/** An expression as the formatter writes it: plain spacing, no parentheses beyond need, words of the language. */
export function printExpression(_expression: Expression, _language: Language): string {
  throw new Error('not yet');
}

export function printInterval(_interval: IntervalExpression, _language: Language): string {
  throw new Error('not yet');
}

export function printCell(_cell: CellAst, _language: Language): string {
  throw new Error('not yet');
}

export function printSortKey(_key: SortKeyAst, _language: Language): string {
  throw new Error('not yet');
}
