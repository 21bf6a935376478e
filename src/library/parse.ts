import type { Outcome } from '../base/outcome.ts';
import type { RulesetAst } from '../syntax/ast.ts';
import { parseRuleset } from '../syntax/parse-ruleset.ts';

/**
 * Reads one file's text into its syntax tree, with every finding of its YAML, its keys and its expressions; names are
 * not looked at yet. For a ruleset with what it imports use {@link load}. `path` is how findings name the file.
 */
export function parse(
  text: string,
  { path = 'ruleset.takar.yaml' }: { readonly path?: string } = {},
): Outcome<RulesetAst> {
  return parseRuleset({ path, text });
}
