import type { Outcome } from '../base/outcome.ts';
import type { Source } from '../base/source.ts';
import type { RulesetAst } from './ast.ts';
import { IdSource } from './parse-expression.ts';

/** Reads one ruleset file. The AST stands wherever enough could be read, beside all findings of the file. */
export function parseRuleset(source: Source, ids: IdSource = new IdSource()): Outcome<RulesetAst> {
  throw new Error(`parseRuleset: to be written (${source.path}, ${ids})`);
}
