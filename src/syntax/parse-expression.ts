import type { Outcome } from '../base/outcome.ts';
import type { Language } from '../language/vocabulary.ts';
import type { CellAst, Expression, IntervalExpression, SortKeyAst } from './ast.ts';
import type { IdSource } from './ids.ts';
import type { ScalarText } from './scalar-map.ts';

export { IdSource } from './ids.ts';

/** Reads an expression. The value is present also beside findings of habits that could be understood. */
export function parseExpression(_scalar: ScalarText, _language: Language, _ids: IdSource): Outcome<Expression> {
  throw new Error('not yet');
}

/** Reads `[a..b)`, `a..b` (both ends in), `< 90`, `>= 90`. */
export function parseInterval(_scalar: ScalarText, _language: Language, _ids: IdSource): Outcome<IntervalExpression> {
  throw new Error('not yet');
}

/** Reads a table's cell: `-` for any, values separated by commas, an interval, a comparison. */
export function parseCell(_scalar: ScalarText, _language: Language, _ids: IdSource): Outcome<CellAst> {
  throw new Error('not yet');
}

/** Reads a sort key: an expression with an optional direction, ascending where none is said. */
export function parseSortKey(_scalar: ScalarText, _language: Language, _ids: IdSource): Outcome<SortKeyAst> {
  throw new Error('not yet');
}
