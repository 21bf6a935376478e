import { END_OF_TEXT, type Token, type TokenType } from './tokens.ts';

export interface Alternative<T> {
  readonly ALT: () => T;
}

/** More than one alternative may begin with the same token: the first of them is taken. */
export interface Ordered<T> {
  readonly IGNORE_AMBIGUITIES: true;
  readonly DEF: readonly Alternative<T>[];
}

export interface Gated<T> {
  readonly GATE: () => boolean;
  readonly DEF: () => T;
}

export interface Separated {
  readonly SEP: TokenType;
  readonly DEF: () => void;
}

/**
 * What a grammar is written in. The numbers tell like calls in one rule apart: the parser library, which records the
 * rules to check that they are unambiguous, cannot tell otherwise.
 */
export interface RuleLanguage {
  RULE<T>(name: string, body: () => T): () => T;
  SUBRULE<T>(rule: () => T): T;
  SUBRULE2<T>(rule: () => T): T;
  SUBRULE3<T>(rule: () => T): T;
  SUBRULE4<T>(rule: () => T): T;
  CONSUME(type: TokenType): Token;
  CONSUME2(type: TokenType): Token;
  CONSUME3(type: TokenType): Token;
  OR<T>(choice: readonly Alternative<T>[] | Ordered<T>): T;
  OR2<T>(choice: readonly Alternative<T>[]): T;
  OR3<T>(choice: readonly Alternative<T>[]): T;
  OPTION<T>(body: (() => T) | Gated<T>): T | undefined;
  OPTION2<T>(body: () => T): T | undefined;
  OPTION3<T>(body: () => T): T | undefined;
  MANY(body: () => void): void;
  MANY2(body: () => void): void;
  MANY3(body: () => void): void;
  MANY_SEP(list: Separated): void;
  /** The token `ahead` places from here: 1 is the next one, 0 the one before it. */
  LA(ahead: 0 | 1): Token;
  /** What is not to be done while the rules are only recorded. */
  ACTION<T>(body: () => T): T;
}

/** A call in a rule that the next token decides: of a choice or a repetition. */
export type Decision =
  | 'OR'
  | 'OR2'
  | 'OR3'
  | 'OPTION'
  | 'OPTION2'
  | 'OPTION3'
  | 'MANY'
  | 'MANY2'
  | 'MANY3'
  | 'MANY_SEP';

/** For each rule and each decision in it: the alternative that a token begins (0 where there is but one), by its name. */
export type Lookahead = Readonly<Record<string, Readonly<Partial<Record<Decision, Readonly<Record<string, number>>>>>>>;

/** Stands in the table for every other token, where the last alternative may be empty. */
export const OTHERWISE = '';

/** Thrown at a token that cannot be right. */
class Unfit extends Error {
  readonly token: Token;

  constructor(token: Token) {
    super(token.image);
    this.token = token;
  }
}

export type Run<T> = { readonly value: T } | { readonly unfit: Token };

/** Runs rules over tokens, each choice decided by a table: nothing is worked out before the first text is read. */
export class RuleRunner implements RuleLanguage {
  private readonly lookahead: Lookahead;
  private tokens: readonly Token[] = [];
  /** How many tokens have been read. */
  private read = 0;
  private decisions: Lookahead[string] = {};

  constructor(lookahead: Lookahead) {
    this.lookahead = lookahead;
  }

  /** Reads all of the tokens with the rule, or says at which one it cannot go on. */
  run<T>(rule: () => T, tokens: readonly Token[]): Run<T> {
    this.tokens = tokens;
    this.read = 0;
    try {
      const value = rule();
      return this.read < tokens.length ? { unfit: this.LA(1) } : { value };
    } catch (problem) {
      if (problem instanceof Unfit) return { unfit: problem.token };
      throw problem;
    }
  }

  RULE<T>(name: string, body: () => T): () => T {
    const decisions = this.lookahead[name] ?? {};
    return () => {
      const outer = this.decisions;
      this.decisions = decisions;
      const value = body();
      this.decisions = outer;
      return value;
    };
  }

  SUBRULE<T>(rule: () => T): T {
    return rule();
  }

  SUBRULE2<T>(rule: () => T): T {
    return rule();
  }

  SUBRULE3<T>(rule: () => T): T {
    return rule();
  }

  SUBRULE4<T>(rule: () => T): T {
    return rule();
  }

  CONSUME(type: TokenType): Token {
    const token = this.LA(1);
    if (token.tokenType !== type) throw new Unfit(token);
    this.read++;
    return token;
  }

  CONSUME2(type: TokenType): Token {
    return this.CONSUME(type);
  }

  CONSUME3(type: TokenType): Token {
    return this.CONSUME(type);
  }

  OR<T>(choice: readonly Alternative<T>[] | Ordered<T>): T {
    return this.choose('OR', 'DEF' in choice ? choice.DEF : choice);
  }

  OR2<T>(choice: readonly Alternative<T>[]): T {
    return this.choose('OR2', choice);
  }

  OR3<T>(choice: readonly Alternative<T>[]): T {
    return this.choose('OR3', choice);
  }

  OPTION<T>(body: (() => T) | Gated<T>): T | undefined {
    if (typeof body === 'function') return this.perhaps('OPTION', body);
    return this.branch('OPTION') !== undefined && body.GATE() ? body.DEF() : undefined;
  }

  OPTION2<T>(body: () => T): T | undefined {
    return this.perhaps('OPTION2', body);
  }

  OPTION3<T>(body: () => T): T | undefined {
    return this.perhaps('OPTION3', body);
  }

  MANY(body: () => void): void {
    while (this.branch('MANY') !== undefined) body();
  }

  MANY2(body: () => void): void {
    while (this.branch('MANY2') !== undefined) body();
  }

  MANY3(body: () => void): void {
    while (this.branch('MANY3') !== undefined) body();
  }

  MANY_SEP({ SEP, DEF }: Separated): void {
    if (this.branch('MANY_SEP') === undefined) return;
    DEF();
    while (this.LA(1).tokenType === SEP) {
      this.CONSUME(SEP);
      DEF();
    }
  }

  LA(ahead: 0 | 1): Token {
    return this.tokens[this.read + ahead - 1] ?? END_OF_TEXT;
  }

  ACTION<T>(body: () => T): T {
    return body();
  }

  /** The alternative of a decision that the next token begins. */
  private branch(decision: Decision): number | undefined {
    const branches = this.decisions[decision];
    return branches?.[this.LA(1).tokenType.name] ?? branches?.[OTHERWISE];
  }

  private choose<T>(decision: Decision, alternatives: readonly Alternative<T>[]): T {
    const alternative = alternatives[this.branch(decision) ?? -1];
    if (!alternative) throw new Unfit(this.LA(1));
    return alternative.ALT();
  }

  private perhaps<T>(decision: Decision, body: () => T): T | undefined {
    return this.branch(decision) === undefined ? undefined : body();
  }
}
