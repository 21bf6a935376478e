import type { CellAst, Expression, IntervalExpression } from './ast.ts';
import type { Bound, ExpressionBuilder, Part, SetOf } from './build-expression.ts';
import type { RuleLanguage } from './rules.ts';
import type { Token, Tokens } from './tokens.ts';

/**
 * The grammar of expressions; each rule returns its node. One token of lookahead decides everywhere, so that a syntax
 * error stands at the first token that cannot be right. A chain of operators is one rule and is ordered afterwards by
 * how tightly they bind (PRECEDENCE): a rule for each level would cost the call stack ten rules a bracket.
 * The EBNF and the diagrams in grammar/, and which tokens each choice is decided by, are generated from it.
 */
export class ExpressionGrammar {
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
  private readonly p: RuleLanguage;

  constructor(p: RuleLanguage, tokens: Tokens) {
    this.p = p;
    const { keywords } = tokens;

    this.expression = p.RULE('expression', () =>
      p.OR([
        {
          ALT: () => {
            const first = p.CONSUME(keywords.if);
            const condition = p.SUBRULE(this.expression);
            p.CONSUME(keywords.then);
            const then = p.SUBRULE2(this.expression);
            p.CONSUME(keywords.else);
            const otherwise = p.SUBRULE3(this.expression);
            return this.make((build) => build.conditional(first, p.LA(0), condition, then, otherwise));
          },
        },
        { ALT: () => p.SUBRULE(this.logic) },
      ]),
    );

    this.logic = p.RULE('logic', () => {
      const parts: Part[] = [];
      p.MANY(() => parts.push(prefix(p.CONSUME(keywords.not))));
      this.operandPart(parts, () => p.SUBRULE(this.comparison));
      p.MANY2(() => {
        const operator = p.OR([{ ALT: () => p.CONSUME(keywords.or) }, { ALT: () => p.CONSUME(keywords.and) }]);
        parts.push(infix(operator));
        p.MANY3(() => parts.push(prefix(p.CONSUME2(keywords.not))));
        this.operandPart(parts, () => p.SUBRULE2(this.comparison));
      });
      return this.make((build) => build.chain(parts));
    });

    this.comparison = p.RULE('comparison', () => {
      const first = p.LA(1);
      const of = p.SUBRULE(this.arithmetic);
      return (
        p.OPTION(() =>
          p.OR([
            {
              ALT: () => {
                const operator = p.CONSUME(tokens.relation);
                const right = p.SUBRULE2(this.arithmetic);
                return this.make((build) => build.relation(first, p.LA(0), operator, of, right));
              },
            },
            {
              ALT: () => {
                p.CONSUME(keywords.in);
                const set = p.SUBRULE(this.set);
                return this.make((build) => build.membership(first, p.LA(0), of, set));
              },
            },
            {
              ALT: () => {
                p.CONSUME(keywords.between);
                const low = p.SUBRULE3(this.arithmetic);
                p.CONSUME(keywords.and);
                const high = p.SUBRULE4(this.arithmetic);
                return this.make((build) => build.between(first, p.LA(0), of, low, high));
              },
            },
            {
              ALT: () => {
                p.OPTION2(() => p.CONSUME(keywords.is));
                const negated = p.OPTION3(() => p.CONSUME(keywords.not)) !== undefined;
                p.CONSUME(keywords.missing);
                return this.make((build) => build.isMissing(first, p.LA(0), of, negated));
              },
            },
          ]),
        ) ?? of
      );
    });

    this.arithmetic = p.RULE('arithmetic', () => {
      const parts: Part[] = [];
      p.MANY(() => parts.push(prefix(p.CONSUME(tokens.minus))));
      this.operandPart(parts, () => p.SUBRULE(this.operand));
      p.MANY2(() => {
        const operator = p.OR([
          { ALT: () => p.CONSUME(tokens.coalesce) },
          { ALT: () => p.CONSUME(tokens.plus) },
          { ALT: () => p.CONSUME2(tokens.minus) },
          { ALT: () => p.CONSUME(tokens.times) },
          { ALT: () => p.CONSUME(tokens.divide) },
          { ALT: () => p.CONSUME(keywords.of) },
        ]);
        parts.push(infix(operator));
        p.MANY3(() => parts.push(prefix(p.CONSUME3(tokens.minus))));
        this.operandPart(parts, () => p.SUBRULE2(this.operand));
      });
      return this.make((build) => build.chain(parts));
    });

    this.operand = p.RULE('operand', () =>
      p.OR([
        { ALT: () => p.SUBRULE(this.amount) },
        { ALT: () => this.leaf(p.CONSUME(tokens.date), (build, token) => build.date(token)) },
        { ALT: () => this.leaf(p.CONSUME(tokens.text), (build, token) => build.text(token)) },
        { ALT: () => this.leaf(p.CONSUME(keywords.true), (build, token) => build.flag(token, true)) },
        { ALT: () => this.leaf(p.CONSUME(keywords.false), (build, token) => build.flag(token, false)) },
        { ALT: () => this.leaf(p.CONSUME(keywords.missing), (build, token) => build.missing(token)) },
        { ALT: () => p.SUBRULE(this.reference) },
        {
          ALT: () => {
            p.CONSUME(tokens.openRound);
            const inner = p.SUBRULE(this.expression);
            p.CONSUME(tokens.closeRound);
            return inner;
          },
        },
      ]),
    );

    this.amount = p.RULE('amount', () => {
      const number = p.CONSUME(tokens.number);
      const unit = p.OPTION({
        GATE: () => this.builder?.mayBeUnit(p.LA(1)) !== false,
        DEF: () => p.OR([{ ALT: () => p.CONSUME(tokens.percent) }, { ALT: () => p.CONSUME(tokens.name) }]),
      });
      return this.make((build) => build.number(number, unit));
    });

    this.reference = p.RULE('reference', () => {
      const path: Token[] = [p.CONSUME(tokens.name)];
      p.MANY(() => {
        p.CONSUME(tokens.dot);
        path.push(p.OR([{ ALT: () => p.CONSUME2(tokens.name) }, { ALT: () => p.CONSUME(tokens.number) }]));
      });
      const call = p.OPTION(() => {
        const args: Expression[] = [];
        p.CONSUME(tokens.openRound);
        p.MANY_SEP({ SEP: tokens.comma, DEF: () => args.push(p.SUBRULE(this.expression)) });
        const where = p.OPTION2(() => {
          p.CONSUME(keywords.where);
          return p.SUBRULE2(this.expression);
        });
        p.CONSUME(tokens.closeRound);
        return { args, where };
      });
      return this.make((build) => (call ? build.call(path, p.LA(0), call.args, call.where) : build.name(path)));
    });

    this.set = p.RULE('set', (): SetOf => {
      const open = p.LA(1);
      return p.OR<SetOf>([
        {
          ALT: () => {
            p.CONSUME(tokens.openRound);
            const low = p.OPTION(() => p.SUBRULE(this.expression));
            const bound = p.SUBRULE(this.upTo);
            return this.make((build) => ({ kind: 'interval', interval: build.interval(open, p.LA(0), low, bound) }));
          },
        },
        {
          ALT: () => {
            p.CONSUME(tokens.openSquare);
            return p.OR2<SetOf>([
              {
                ALT: () => {
                  const bound = p.SUBRULE2(this.upTo);
                  return this.make((build) => ({
                    kind: 'interval',
                    interval: build.interval(open, p.LA(0), undefined, bound),
                  }));
                },
              },
              {
                ALT: () => {
                  const item = p.SUBRULE2(this.expression);
                  return p.OR3<SetOf>([
                    {
                      ALT: () => {
                        const bound = p.SUBRULE3(this.upTo);
                        return this.make((build) => ({
                          kind: 'interval',
                          interval: build.interval(open, p.LA(0), item, bound),
                        }));
                      },
                    },
                    {
                      ALT: () => {
                        const items = [item];
                        p.MANY(() => {
                          p.CONSUME(tokens.comma);
                          items.push(p.SUBRULE3(this.expression));
                        });
                        p.CONSUME(tokens.closeSquare);
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

    this.upTo = p.RULE('upTo', (): Bound => {
      p.CONSUME(tokens.range);
      const high = p.OPTION(() => p.SUBRULE(this.expression));
      const close = p.OR([{ ALT: () => p.CONSUME(tokens.closeSquare) }, { ALT: () => p.CONSUME(tokens.closeRound) }]);
      return { high, open: close.image === ')' };
    });

    this.bracketed = p.RULE('bracketed', () => {
      const open = p.OR([{ ALT: () => p.CONSUME(tokens.openSquare) }, { ALT: () => p.CONSUME(tokens.openRound) }]);
      const low = p.OPTION(() => p.SUBRULE(this.expression));
      const bound = p.SUBRULE(this.upTo);
      return this.make((build) => build.interval(open, p.LA(0), low, bound));
    });

    this.interval = p.RULE('interval', () =>
      p.OR({
        // A bracket always opens the interval itself.
        IGNORE_AMBIGUITIES: true,
        DEF: [
          { ALT: () => p.SUBRULE(this.bracketed) },
          {
            ALT: () => {
              const relation = p.CONSUME(tokens.relation);
              const end = p.SUBRULE(this.arithmetic);
              return this.make((build) => build.oneSided(relation, p.LA(0), end));
            },
          },
          {
            ALT: () => {
              const first = p.LA(1);
              const low = p.SUBRULE2(this.arithmetic);
              p.CONSUME(tokens.range);
              const high = p.SUBRULE3(this.arithmetic);
              return this.make((build) => build.interval(first, p.LA(0), low, { high, open: false }));
            },
          },
        ],
      }),
    );

    this.cell = p.RULE('cell', () => {
      const first = p.LA(1);
      return p.OR<CellAst>({
        IGNORE_AMBIGUITIES: true,
        DEF: [
          { ALT: () => this.intervalCell(p.SUBRULE(this.bracketed)) },
          {
            ALT: () => {
              const relation = p.CONSUME(tokens.relation);
              const end = p.SUBRULE(this.arithmetic);
              return this.make((build) => build.comparisonCell(relation, p.LA(0), end));
            },
          },
          {
            ALT: () => {
              const value = p.SUBRULE2(this.arithmetic);
              return p.OR2<CellAst>([
                {
                  ALT: () => {
                    p.CONSUME(tokens.range);
                    const high = p.SUBRULE3(this.arithmetic);
                    return this.intervalCell(
                      this.make((build) => build.interval(first, p.LA(0), value, { high, open: false })),
                    );
                  },
                },
                {
                  ALT: () => {
                    const values = [value];
                    p.MANY(() => {
                      p.CONSUME(tokens.comma);
                      values.push(p.SUBRULE4(this.arithmetic));
                    });
                    return this.make((build) => build.valuesCell(first, p.LA(0), values));
                  },
                },
              ]);
            },
          },
        ],
      });
    });
  }

  /** Builds a node; not while the rules are only recorded. */
  private make<T>(how: (build: ExpressionBuilder) => T): T {
    return this.p.ACTION(() => {
      if (!this.builder) throw new Error('the grammar was run without a builder');
      return how(this.builder);
    });
  }

  private leaf(token: Token, how: (build: ExpressionBuilder, token: Token) => Expression): Expression {
    return this.make((build) => how(build, token));
  }

  private operandPart(parts: Part[], read: () => Expression): void {
    const first = this.p.LA(1);
    const expression = read();
    parts.push({ kind: 'operand', expression, first, last: this.p.LA(0) });
  }

  private intervalCell(interval: IntervalExpression): CellAst {
    return this.make((): CellAst => ({ span: interval.span, kind: 'interval', interval }));
  }
}

function prefix(token: Token): Part {
  return { kind: 'prefix', token };
}

function infix(token: Token): Part {
  return { kind: 'infix', token };
}
