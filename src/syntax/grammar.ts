import { EmbeddedActionsParser, type IToken } from 'chevrotain';
import type { CellAst, Expression, IntervalExpression } from './ast.ts';
import type { Bound, ExpressionBuilder, Part, SetOf } from './build-expression.ts';
import { createLexer, createTokens, type Lexed, type Tokens } from './tokens.ts';

/**
 * The grammar of expressions; each rule returns its node. One token of lookahead decides everywhere, so that a syntax
 * error stands at the first token that cannot be right. A chain of operators is one rule and is ordered afterwards by
 * how tightly they bind (PRECEDENCE): a rule for each level would cost the call stack ten rules a bracket.
 * The EBNF and the diagrams in grammar/ are generated from it.
 */
export class ExpressionGrammar extends EmbeddedActionsParser {
  readonly tokens: Tokens;
  readonly lex: (text: string) => Lexed;
  /** What the rules build with; set for each text. */
  builder: ExpressionBuilder | undefined;

  readonly expression: () => Expression;
  readonly logic: () => Expression;
  readonly comparison: () => Expression;
  readonly arithmetic: () => Expression;
  readonly operand: () => Expression;
  readonly amount: () => Expression;
  readonly reference: () => Expression;
  readonly set: () => SetOf;
  readonly upTo: () => Bound;
  readonly bracketed: () => IntervalExpression;
  readonly interval: () => IntervalExpression;
  readonly cell: () => CellAst;

  constructor({ validate = false } = {}) {
    const { tokens, all } = createTokens();
    super(all, { maxLookahead: 1, recoveryEnabled: false, skipValidations: !validate });
    this.tokens = tokens;
    this.lex = createLexer(all);
    const { keywords } = tokens;

    this.expression = this.RULE('expression', () =>
      this.OR([
        {
          ALT: () => {
            const first = this.CONSUME(keywords.if);
            const condition = this.SUBRULE(this.expression);
            this.CONSUME(keywords.then);
            const then = this.SUBRULE2(this.expression);
            this.CONSUME(keywords.else);
            const otherwise = this.SUBRULE3(this.expression);
            return this.make((build) => build.conditional(first, this.LA(0), condition, then, otherwise));
          },
        },
        { ALT: () => this.SUBRULE(this.logic) },
      ]),
    );

    this.logic = this.RULE('logic', () => {
      const parts: Part[] = [];
      this.MANY(() => parts.push(prefix(this.CONSUME(keywords.not))));
      this.operandPart(parts, () => this.SUBRULE(this.comparison));
      this.MANY2(() => {
        const operator = this.OR([{ ALT: () => this.CONSUME(keywords.or) }, { ALT: () => this.CONSUME(keywords.and) }]);
        parts.push(infix(operator));
        this.MANY3(() => parts.push(prefix(this.CONSUME2(keywords.not))));
        this.operandPart(parts, () => this.SUBRULE2(this.comparison));
      });
      return this.make((build) => build.chain(parts));
    });

    this.comparison = this.RULE('comparison', () => {
      const first = this.LA(1);
      const of = this.SUBRULE(this.arithmetic);
      return (
        this.OPTION(() =>
          this.OR([
            {
              ALT: () => {
                const operator = this.CONSUME(tokens.relation);
                const right = this.SUBRULE2(this.arithmetic);
                return this.make((build) => build.relation(first, this.LA(0), operator, of, right));
              },
            },
            {
              ALT: () => {
                this.CONSUME(keywords.in);
                const set = this.SUBRULE(this.set);
                return this.make((build) => build.membership(first, this.LA(0), of, set));
              },
            },
            {
              ALT: () => {
                this.CONSUME(keywords.between);
                const low = this.SUBRULE3(this.arithmetic);
                this.CONSUME(keywords.and);
                const high = this.SUBRULE4(this.arithmetic);
                return this.make((build) => build.between(first, this.LA(0), of, low, high));
              },
            },
            {
              ALT: () => {
                this.OPTION2(() => this.CONSUME(keywords.is));
                const negated = this.OPTION3(() => this.CONSUME(keywords.not)) !== undefined;
                this.CONSUME(keywords.missing);
                return this.make((build) => build.isMissing(first, this.LA(0), of, negated));
              },
            },
          ]),
        ) ?? of
      );
    });

    this.arithmetic = this.RULE('arithmetic', () => {
      const parts: Part[] = [];
      this.MANY(() => parts.push(prefix(this.CONSUME(tokens.minus))));
      this.operandPart(parts, () => this.SUBRULE(this.operand));
      this.MANY2(() => {
        const operator = this.OR([
          { ALT: () => this.CONSUME(tokens.coalesce) },
          { ALT: () => this.CONSUME(tokens.plus) },
          { ALT: () => this.CONSUME2(tokens.minus) },
          { ALT: () => this.CONSUME(tokens.times) },
          { ALT: () => this.CONSUME(tokens.divide) },
          { ALT: () => this.CONSUME(keywords.of) },
        ]);
        parts.push(infix(operator));
        this.MANY3(() => parts.push(prefix(this.CONSUME3(tokens.minus))));
        this.operandPart(parts, () => this.SUBRULE2(this.operand));
      });
      return this.make((build) => build.chain(parts));
    });

    this.operand = this.RULE('operand', () =>
      this.OR([
        { ALT: () => this.SUBRULE(this.amount) },
        { ALT: () => this.leaf(this.CONSUME(tokens.date), (build, token) => build.date(token)) },
        { ALT: () => this.leaf(this.CONSUME(tokens.text), (build, token) => build.text(token)) },
        { ALT: () => this.leaf(this.CONSUME(keywords.true), (build, token) => build.flag(token, true)) },
        { ALT: () => this.leaf(this.CONSUME(keywords.false), (build, token) => build.flag(token, false)) },
        { ALT: () => this.leaf(this.CONSUME(keywords.missing), (build, token) => build.missing(token)) },
        { ALT: () => this.SUBRULE(this.reference) },
        {
          ALT: () => {
            this.CONSUME(tokens.openRound);
            const inner = this.SUBRULE(this.expression);
            this.CONSUME(tokens.closeRound);
            return inner;
          },
        },
      ]),
    );

    this.amount = this.RULE('amount', () => {
      const number = this.CONSUME(tokens.number);
      const unit = this.OPTION({
        GATE: () => this.builder?.mayBeUnit(this.LA(1)) !== false,
        DEF: () => this.OR([{ ALT: () => this.CONSUME(tokens.percent) }, { ALT: () => this.CONSUME(tokens.name) }]),
      });
      return this.make((build) => build.number(number, unit));
    });

    this.reference = this.RULE('reference', () => {
      const path: IToken[] = [this.CONSUME(tokens.name)];
      this.MANY(() => {
        this.CONSUME(tokens.dot);
        path.push(this.CONSUME2(tokens.name));
      });
      const args = this.OPTION(() => {
        const list: Expression[] = [];
        this.CONSUME(tokens.openRound);
        this.MANY_SEP({ SEP: tokens.comma, DEF: () => list.push(this.SUBRULE(this.expression)) });
        this.CONSUME(tokens.closeRound);
        return list;
      });
      return this.make((build) => (args ? build.call(path, this.LA(0), args) : build.name(path)));
    });

    this.set = this.RULE('set', (): SetOf => {
      const open = this.LA(1);
      return this.OR<SetOf>([
        {
          ALT: () => {
            this.CONSUME(tokens.openRound);
            const low = this.OPTION(() => this.SUBRULE(this.expression));
            const bound = this.SUBRULE(this.upTo);
            return this.make((build) => ({ kind: 'interval', interval: build.interval(open, this.LA(0), low, bound) }));
          },
        },
        {
          ALT: () => {
            this.CONSUME(tokens.openSquare);
            return this.OR2<SetOf>([
              {
                ALT: () => {
                  const bound = this.SUBRULE2(this.upTo);
                  return this.make((build) => ({
                    kind: 'interval',
                    interval: build.interval(open, this.LA(0), undefined, bound),
                  }));
                },
              },
              {
                ALT: () => {
                  const item = this.SUBRULE2(this.expression);
                  return this.OR3<SetOf>([
                    {
                      ALT: () => {
                        const bound = this.SUBRULE3(this.upTo);
                        return this.make((build) => ({
                          kind: 'interval',
                          interval: build.interval(open, this.LA(0), item, bound),
                        }));
                      },
                    },
                    {
                      ALT: () => {
                        const items = [item];
                        this.MANY(() => {
                          this.CONSUME(tokens.comma);
                          items.push(this.SUBRULE3(this.expression));
                        });
                        this.CONSUME(tokens.closeSquare);
                        return { kind: 'list', items };
                      },
                    },
                  ]);
                },
              },
            ]);
          },
        },
      ]);
    });

    this.upTo = this.RULE('upTo', (): Bound => {
      this.CONSUME(tokens.range);
      const high = this.OPTION(() => this.SUBRULE(this.expression));
      const close = this.OR([
        { ALT: () => this.CONSUME(tokens.closeSquare) },
        { ALT: () => this.CONSUME(tokens.closeRound) },
      ]);
      return { high, open: close.image === ')' };
    });

    this.bracketed = this.RULE('bracketed', () => {
      const open = this.OR([
        { ALT: () => this.CONSUME(tokens.openSquare) },
        { ALT: () => this.CONSUME(tokens.openRound) },
      ]);
      const low = this.OPTION(() => this.SUBRULE(this.expression));
      const bound = this.SUBRULE(this.upTo);
      return this.make((build) => build.interval(open, this.LA(0), low, bound));
    });

    this.interval = this.RULE('interval', () =>
      this.OR({
        // A bracket always opens the interval itself.
        IGNORE_AMBIGUITIES: true,
        DEF: [
          { ALT: () => this.SUBRULE(this.bracketed) },
          {
            ALT: () => {
              const relation = this.CONSUME(tokens.relation);
              const end = this.SUBRULE(this.arithmetic);
              return this.make((build) => build.oneSided(relation, this.LA(0), end));
            },
          },
          {
            ALT: () => {
              const first = this.LA(1);
              const low = this.SUBRULE2(this.arithmetic);
              this.CONSUME(tokens.range);
              const high = this.SUBRULE3(this.arithmetic);
              return this.make((build) => build.interval(first, this.LA(0), low, { high, open: false }));
            },
          },
        ],
      }),
    );

    this.cell = this.RULE('cell', () => {
      const first = this.LA(1);
      return this.OR<CellAst>({
        IGNORE_AMBIGUITIES: true,
        DEF: [
          { ALT: () => this.intervalCell(this.SUBRULE(this.bracketed)) },
          {
            ALT: () => {
              const relation = this.CONSUME(tokens.relation);
              const end = this.SUBRULE(this.arithmetic);
              return this.make((build) => build.comparisonCell(relation, this.LA(0), end));
            },
          },
          {
            ALT: () => {
              const value = this.SUBRULE2(this.arithmetic);
              return this.OR2<CellAst>([
                {
                  ALT: () => {
                    this.CONSUME(tokens.range);
                    const high = this.SUBRULE3(this.arithmetic);
                    return this.intervalCell(
                      this.make((build) => build.interval(first, this.LA(0), value, { high, open: false })),
                    );
                  },
                },
                {
                  ALT: () => {
                    const values = [value];
                    this.MANY(() => {
                      this.CONSUME(tokens.comma);
                      values.push(this.SUBRULE4(this.arithmetic));
                    });
                    return this.make((build) => build.valuesCell(first, this.LA(0), values));
                  },
                },
              ]);
            },
          },
        ],
      });
    });

    this.performSelfAnalysis();
  }

  /** Builds a node; not while the parser records its own rules. */
  private make<T>(how: (build: ExpressionBuilder) => T): T {
    return this.ACTION(() => {
      if (!this.builder) throw new Error('the grammar was run without a builder');
      return how(this.builder);
    });
  }

  private leaf(token: IToken, how: (build: ExpressionBuilder, token: IToken) => Expression): Expression {
    return this.make((build) => how(build, token));
  }

  private operandPart(parts: Part[], read: () => Expression): void {
    const first = this.LA(1);
    const expression = read();
    parts.push({ kind: 'operand', expression, first, last: this.LA(0) });
  }

  private intervalCell(interval: IntervalExpression): CellAst {
    return this.make((): CellAst => ({ span: interval.span, kind: 'interval', interval }));
  }
}

function prefix(token: IToken): Part {
  return { kind: 'prefix', token };
}

function infix(token: IToken): Part {
  return { kind: 'infix', token };
}
