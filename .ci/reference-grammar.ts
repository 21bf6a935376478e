import {
  createToken,
  EmbeddedActionsParser,
  type ISerializedGast,
  type IToken,
  Lexer,
  type ParserMethod,
  type TokenType,
} from 'chevrotain';
import { ExpressionGrammar } from '../src/syntax/grammar.ts';
import type { RuleLanguage, Run } from '../src/syntax/rules.ts';
import {
  createTokens,
  END_OF_TEXT,
  type TokenType as Kind,
  type Lexed,
  type Token,
  type TokenTable,
} from '../src/syntax/tokens.ts';

/**
 * The grammar of expressions, run by Chevrotain: it records the rules, of which the files in grammar/ and the tables of
 * the parser are made, proves them unambiguous, and is what the tests hold the parser against.
 */
export class ReferenceGrammar extends EmbeddedActionsParser {
  readonly table: TokenTable;
  readonly rules: ExpressionGrammar;
  private readonly types: ReadonlyMap<Kind, TokenType>;
  private readonly lexer: Lexer;

  constructor({ validate = false } = {}) {
    const table = createTokens();
    const types = chevrotainTypes(table);
    super([...types.values()], { maxLookahead: 1, recoveryEnabled: false, skipValidations: !validate });
    this.table = table;
    this.types = types;
    this.lexer = new Lexer([...types.values()], { positionTracking: 'onlyOffset', skipValidations: !validate });
    this.rules = new ExpressionGrammar(this.language(), table.tokens);
    this.performSelfAnalysis();
  }

  lex(text: string): Lexed {
    const { tokens, errors } = this.lexer.tokenize(text);
    const kinds = new Map([...this.types].map(([kind, type]) => [type, kind]));
    const [first] = errors;
    if (first) return { kind: 'unknown', start: first.offset };
    return {
      kind: 'tokens',
      tokens: tokens.map(({ tokenType, image, startOffset: start }): Token => {
        const kind = kinds.get(tokenType);
        if (!kind) throw new Error(`a token of no kind: ${image}`);
        return { tokenType: kind, image, start, end: start + image.length };
      }),
    };
  }

  run<T>(rule: (rules: ExpressionGrammar) => () => T, tokens: readonly Token[]): Run<T> {
    this.input = tokens.map((payload): IToken => {
      const tokenType = this.typeOf(payload.tokenType);
      return {
        image: payload.image,
        startOffset: payload.start,
        tokenType,
        tokenTypeIdx: tokenType.tokenTypeIdx ?? 0,
        payload,
      };
    });
    const value = rule(this.rules).call(this);
    const [error] = this.errors;
    return error ? { unfit: original(error.token) } : { value };
  }

  recorded(): readonly ISerializedGast[] {
    return this.getSerializedGastProductions();
  }

  private typeOf(kind: Kind): TokenType {
    const type = this.types.get(kind);
    if (!type) throw new Error(`no such token: ${kind.name}`);
    return type;
  }

  private language(): RuleLanguage {
    const type = (kind: Kind) => this.typeOf(kind);
    return {
      RULE: (name, body) => this.RULE(name, body),
      SUBRULE: (rule) => this.SUBRULE(asRule(rule)),
      SUBRULE2: (rule) => this.SUBRULE2(asRule(rule)),
      SUBRULE3: (rule) => this.SUBRULE3(asRule(rule)),
      SUBRULE4: (rule) => this.SUBRULE4(asRule(rule)),
      CONSUME: (kind) => original(this.CONSUME(type(kind))),
      CONSUME2: (kind) => original(this.CONSUME2(type(kind))),
      CONSUME3: (kind) => original(this.CONSUME3(type(kind))),
      OR: (choice) => ('DEF' in choice ? this.OR({ ...choice, DEF: [...choice.DEF] }) : this.OR([...choice])),
      OR2: (choice) => this.OR2([...choice]),
      OR3: (choice) => this.OR3([...choice]),
      OPTION: (body) => this.OPTION(body),
      OPTION2: (body) => this.OPTION2(body),
      OPTION3: (body) => this.OPTION3(body),
      MANY: (body) => void this.MANY(body),
      MANY2: (body) => void this.MANY2(body),
      MANY3: (body) => void this.MANY3(body),
      MANY_SEP: ({ SEP, DEF }) => void this.MANY_SEP({ SEP: type(SEP), DEF }),
      LA: (ahead) => original(this.LA(ahead)),
      ACTION: (body) => this.ACTION(body),
    };
  }
}

function asRule<T>(rule: () => T): ParserMethod<[], T> {
  return rule;
}

/** Our token that one of Chevrotain's stands for; none while it records. */
function original({ payload }: IToken): Token {
  return payload ?? END_OF_TEXT;
}

/** A keyword is its word where no longer name stands. */
function chevrotainTypes({ tokens, all }: TokenTable): ReadonlyMap<Kind, TokenType> {
  const name = createToken({ name: 'name', pattern: patternOf(tokens.name) });
  const keywords = [...(tokens.name.keywords ?? [])];
  return new Map(
    all.map((kind) => {
      if (kind === tokens.name) return [kind, name];
      const spellings = keywords.filter(([, keyword]) => keyword === kind).map(([spelling]) => spelling);
      const fixed = kind.pattern === undefined ? [] : [patternOf(kind).source];
      if (spellings.length > 0) {
        const pattern = new RegExp([...fixed, ...spellings].join('|'));
        return [kind, createToken({ name: kind.name, pattern, longer_alt: name })];
      }
      const skipped = kind.isSkipped ? { group: Lexer.SKIPPED } : {};
      return [kind, createToken({ name: kind.name, pattern: patternOf(kind), line_breaks: true, ...skipped })];
    }),
  );
}

function patternOf({ name, pattern }: Kind): RegExp {
  if (pattern === undefined) throw new Error(`no pattern: ${name}`);
  return typeof pattern === 'string' ? new RegExp(pattern.replace(/[^\w]/g, '\\$&')) : new RegExp(pattern.source);
}
