import type { ISerializedGast } from 'chevrotain';
import { OTHERWISE } from '../src/syntax/rules.ts';
import { ReferenceGrammar } from './reference-grammar.ts';

/** The parser's table, by path: which token decides for which alternative. What reads expressions is loaded after it is written. */
export function lookaheadFiles(): Record<string, string> {
  const rules = new ReferenceGrammar().recorded().map((rule) => rule as Gast);
  const lookahead = new FirstTokens(new Map(rules.map(({ name = '', definition = [] }) => [name, definition])));
  const tables = Object.fromEntries(rules.map(({ name = '', definition = [] }) => [name, lookahead.table(definition)]));
  return {
    'src/syntax/lookahead.generated.ts': `// Generated from src/syntax/grammar.ts by \`npm run generate\`. Not edited by hand.
import type { Lookahead } from './rules.ts';

/** Which token decides for which alternative, by rule and place in it. */
export const LOOKAHEAD: Lookahead = ${JSON.stringify(tables, null, 1)};
`,
  };
}

interface Gast extends ISerializedGast {
  readonly name?: string;
  readonly idx?: number;
  readonly definition?: Gast[];
}

/** Where each kind of decision stands in the recorded rules. */
const DECISIONS: ReadonlyMap<string, string> = new Map([
  ['Alternation', 'OR'],
  ['Option', 'OPTION'],
  ['Repetition', 'MANY'],
  ['RepetitionWithSeparator', 'MANY_SEP'],
]);

class FirstTokens {
  private readonly rules: ReadonlyMap<string, readonly Gast[]>;

  constructor(rules: ReadonlyMap<string, readonly Gast[]>) {
    this.rules = rules;
  }

  /** The decisions in a part of a rule: for each token that decides, the number of the alternative that it begins. */
  table(definition: readonly Gast[]): Record<string, Record<string, number>> {
    const found: Record<string, Record<string, number>> = {};
    for (const part of definition) {
      const decision = DECISIONS.get(part.type);
      if (decision !== undefined) found[`${decision}${part.idx || ''}`] = this.branches(part);
      Object.assign(found, this.table(part.definition ?? []));
    }
    return found;
  }

  private branches({ type, definition = [] }: Gast): Record<string, number> {
    const alternatives = type === 'Alternation' ? definition.map((each) => each.definition ?? []) : [definition];
    const branches: Record<string, number> = {};
    alternatives.forEach((alternative, index) => {
      const { tokens, maybeEmpty } = this.first(alternative);
      const isLastOfSeveral = type === 'Alternation' && index === alternatives.length - 1;
      if (maybeEmpty && !isLastOfSeveral)
        throw new Error('a part that may be empty cannot be decided by its first token');
      for (const token of maybeEmpty ? [...tokens, OTHERWISE] : tokens) branches[token] ??= index;
    });
    return branches;
  }

  /** The tokens that a sequence may begin with, and whether it may have none at all. */
  private first(sequence: readonly Gast[]): { readonly tokens: ReadonlySet<string>; readonly maybeEmpty: boolean } {
    const tokens = new Set<string>();
    for (const part of sequence) {
      const { type, name = '', definition = [] } = part;
      if (type === 'Terminal') return { tokens: tokens.add(name), maybeEmpty: false };
      const alternatives =
        type === 'NonTerminal'
          ? [this.rules.get(name) ?? []]
          : type === 'Alternation'
            ? definition.map((each) => each.definition ?? [])
            : [definition];
      const firsts = alternatives.map((alternative) => this.first(alternative));
      for (const each of firsts) for (const token of each.tokens) tokens.add(token);
      const isOptional = type === 'Option' || type === 'Repetition' || type === 'RepetitionWithSeparator';
      if (!isOptional && firsts.every((each) => !each.maybeEmpty)) return { tokens, maybeEmpty: false };
    }
    return { tokens, maybeEmpty: true };
  }
}
