import { BUILTINS } from '../language/builtins.ts';
import type { NodeId, Relation } from '../language/core.ts';
import { type ChoiceType, numberType, POINTS, type Type, UNKNOWN } from '../language/types.ts';
import type { FunctionName } from '../language/vocabulary.ts';
import type { DeclaredFunction, IndicatorMember, Reference, Ruleset } from '../model/ruleset.ts';
import { EVERYTHING } from '../number/interval.ts';
import { Rational } from '../number/rational.ts';
import { isRoundingMode } from '../number/rounding.ts';
import type { Expression } from '../syntax/ast.ts';
import { printExpression } from '../syntax/print.ts';
import { visitExpression } from '../syntax/walk.ts';
import { lowerElements } from './elements.ts';
import { ProgramTooLarge, type ProgramWriter } from './writer.ts';

type Of<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

/** What names stand for where an expression is lowered. */
export interface Environment {
  readonly locals: ReadonlyMap<string, NodeId>;
  readonly own: ReadonlyMap<IndicatorMember, NodeId>;
}

export const OUTSIDE: Environment = { locals: new Map(), own: new Map() };

/** The nodes of named things, made by the lowering of the ruleset. */
export interface Names {
  /** Inputs, parameters, values, scores, ratings, tables. */
  node(name: string): NodeId;
  member(indicator: string, member: IndicatorMember): NodeId;
  /** Whether an indicator, or an input with `applies`, applies to the record. */
  applies(name: string): NodeId;
  /** `weighted_mean` and `weighted_sum` over all indicators or a group. */
  weighted(form: 'mean' | 'sum', group: string | null, type: Type): NodeId;
}

/** Expressions within expressions, functions written out included: no more than any host's stack holds. */
const DEEPEST = 1200;

/** Lowers expressions to core nodes. Operands are written first, so that ids ascend from what is read to what reads. */
export class ExpressionLowering {
  private readonly ruleset: Ruleset;
  private readonly writer: ProgramWriter;
  private readonly names: Names;
  /** Aggregates over details that have been written, by their text. */
  private readonly folds = new Map<string, NodeId>();
  private depth = 0;

  constructor(ruleset: Ruleset, writer: ProgramWriter, names: Names) {
    this.ruleset = ruleset;
    this.writer = writer;
    this.names = names;
  }

  lower(e: Expression, environment: Environment = OUTSIDE): NodeId {
    if (this.depth >= DEEPEST) throw new ProgramTooLarge();
    const outer = this.writer.origin;
    this.writer.origin = e.span;
    this.depth++;
    const id = this.lowerKind(e, environment);
    this.depth--;
    this.writer.origin = outer;
    return id;
  }

  typeOf(e: Expression): Type {
    return this.ruleset.types.get(e.id) ?? UNKNOWN;
  }

  private lowerKind(e: Expression, env: Environment): NodeId {
    const { writer } = this;
    const type = this.typeOf(e);
    switch (e.kind) {
      case 'number':
        return writer.constant(e.value, type);
      case 'date':
        return writer.constant(e.days, type);
      case 'text':
      case 'flag':
        return writer.constant(e.value, type);
      case 'missing':
        return writer.missing(type);
      case 'name':
        return this.lowerName(e, env, type);
      case 'call':
        return this.lowerCall(e, env, type);
      case 'negate': {
        const of = this.lower(e.of, env);
        return writer.add({ op: 'subtract', left: writer.constant(Rational.ZERO, type), right: of }, type);
      }
      case 'not':
        return writer.not(this.lower(e.of, env));
      case 'binary':
        return this.lowerBinary(e, env, type);
      case 'in_list':
        return this.lowerInList(e, env);
      case 'in_interval': {
        const { low, lowOpen, high, highOpen } = e.interval;
        return this.lowerWithin(e.of, env, [
          ...(low ? [{ relation: lowOpen ? ('>' as const) : ('>=' as const), end: low }] : []),
          ...(high ? [{ relation: highOpen ? ('<' as const) : ('<=' as const), end: high }] : []),
        ]);
      }
      case 'between':
        return this.lowerWithin(e.of, env, [
          { relation: '>=', end: e.low },
          { relation: '<=', end: e.high },
        ]);
      case 'is_missing': {
        const missing = writer.isMissing(this.lower(e.of, env));
        return e.negated ? writer.not(missing) : missing;
      }
      case 'if': {
        const condition = this.lower(e.condition, env);
        const then = this.lower(e.then, env);
        return writer.choose(condition, then, this.lower(e.otherwise, env), type);
      }
    }
  }

  private lowerWithin(
    of: Expression,
    env: Environment,
    ends: readonly { relation: Relation; end: Expression }[],
  ): NodeId {
    const { base } = this.typeOf(of);
    // Choices are compared by their places in the declared order.
    const side = (e: Expression) => (base.kind === 'choice' ? this.rank(e, env, base) : this.lower(e, env));
    const value = side(of);
    return this.writer.all(ends.map(({ relation, end }) => this.writer.compare(relation, value, side(end))));
  }

  private reference(e: Expression): Reference {
    const reference = this.ruleset.references.get(e.id);
    if (!reference) throw new Error(`unresolved name in a checked ruleset (${e.span.path}:${e.span.start})`);
    return reference;
  }

  private lowerName(e: Of<'name'>, env: Environment, type: Type): NodeId {
    const reference = this.reference(e);
    switch (reference.kind) {
      case 'local':
        return required(env.locals.get(reference.name), reference.name);
      case 'own':
        return required(env.own.get(reference.member), reference.member);
      case 'choice_value':
        return this.writer.constant(reference.value, type);
      case 'unit':
        return this.writer.constant(Rational.ONE, type);
      case 'period':
        return this.writer.add({ op: 'period', part: reference.part }, type);
      case 'indicator':
        return this.names.member(reference.name, reference.member);
      case 'input':
      case 'parameter':
      case 'value':
      case 'score':
      case 'rating':
      case 'table':
      case 'group':
      case 'limit':
      case 'decision':
      case 'amount':
        return this.names.node(reference.name);
      default:
        throw new Error(`a ${reference.kind} is no value`);
    }
  }

  private lowerBinary(e: Of<'binary'>, env: Environment, type: Type): NodeId {
    const { writer } = this;
    if (isRelation(e.operator)) return this.lowerComparison(e.operator, e.left, e.right, env);
    const left = this.lower(e.left, env);
    const right = this.lower(e.right, env);
    switch (e.operator) {
      case 'and':
        return writer.both(left, right);
      case 'or':
        return writer.either(left, right);
      case '+':
        return writer.add({ op: 'add', left, right }, type);
      case '-':
        return writer.add({ op: 'subtract', left, right }, type);
      case '*':
        return writer.add({ op: 'multiply', left, right }, type);
      case '/':
        return writer.add({ op: 'divide', left, right }, type);
      case '??':
        return writer.choose(writer.isMissing(left), right, left, type);
      case 'of': {
        const product = writer.add({ op: 'multiply', left, right }, type);
        const hundred = writer.constant(Rational.HUNDRED, numberType(POINTS, 0));
        return writer.add({ op: 'divide', left: product, right: hundred }, type);
      }
    }
  }

  private lowerComparison(relation: Relation, a: Expression, b: Expression, env: Environment): NodeId {
    const type = this.typeOf(a).base.kind === 'choice' ? this.typeOf(a) : this.typeOf(b);
    const ordering = relation !== '=' && relation !== '!=';
    if (type.base.kind === 'choice' && ordering) {
      return this.writer.compare(relation, this.rank(a, env, type.base), this.rank(b, env, type.base));
    }
    const word = this.constantWord(b) ?? this.constantWord(a);
    if (word !== undefined && (type.base.kind === 'choice' || this.typeOf(a).base.kind === 'text')) {
      const of = this.lower(this.constantWord(b) === undefined ? b : a, env);
      const among = this.writer.add({ op: 'among', of, values: [word] }, this.flagLike(a));
      return relation === '=' ? among : this.writer.not(among);
    }
    const left = this.lower(a, env);
    return this.writer.compare(relation, left, this.lower(b, env));
  }

  private flagLike(a: Expression): Type {
    return { base: { kind: 'flag' }, presence: this.typeOf(a).presence };
  }

  /** The word that an expression is, where it is a text literal or a choice's value. */
  private constantWord(e: Expression): string | undefined {
    if (e.kind === 'text') return e.value;
    if (e.kind !== 'name') return undefined;
    const reference = this.reference(e);
    return reference.kind === 'choice_value' ? reference.value : undefined;
  }

  /** A choice's place in the declared order, which is what `<` and `>=` compare. */
  private rank(e: Expression, env: Environment, choice: ChoiceType): NodeId {
    const places = new Map(choice.values.map((value, index) => [value, Rational.integer(index)]));
    const type = numberType(POINTS, 0);
    const word = this.constantWord(e);
    if (word !== undefined) return this.writer.constant(required(places.get(word), word), type);
    return this.writer.add({ op: 'lookup', of: this.lower(e, env), entries: places }, type);
  }

  private lowerInList(e: Of<'in_list'>, env: Environment): NodeId {
    const of = this.lower(e.of, env);
    const words = e.items.map((item) => this.constantWord(item));
    const values = words.filter((word) => word !== undefined);
    if (values.length === words.length) return this.writer.add({ op: 'among', of, values }, this.flagLike(e.of));
    return this.writer.any(e.items.map((item) => this.writer.compare('=', of, this.lower(item, env))));
  }

  private lowerCall(e: Of<'call'>, env: Environment, type: Type): NodeId {
    const reference = this.reference(e);
    if (reference.kind === 'fold') return this.sharedFold(e, reference, env, type);
    if (reference.kind === 'elements') return lowerElements(this.writer, this.names, this.ruleset, reference, type);
    if (reference.kind === 'builtin') return this.lowerBuiltin(e, env, type);
    if (reference.kind !== 'function') throw new Error(`a ${reference.kind} cannot be called`);
    const declared = required(this.ruleset.functions.get(reference.name), reference.name);
    const args = e.args.map((arg) => this.lower(arg, env));
    const result = this.lowerBody(declared, args, e, type);
    const absent = e.args.flatMap((arg, index) => (this.typeOf(arg).presence === 'present' ? [] : [args[index] ?? 0]));
    if (absent.length === 0) return result;
    // A body need not look at every argument; a missing one makes the result missing all the same.
    const missing = this.writer.any(absent.map((arg) => this.writer.isMissing(arg)));
    return this.writer.choose(missing, this.writer.missing(type), result, type);
  }

  /** A function is written out where it is called. */
  private lowerBody(declared: DeclaredFunction, args: readonly NodeId[], call: Of<'call'>, type: Type): NodeId {
    const locals = new Map<string, NodeId>();
    for (const [index, parameter] of declared.parameters.entries()) {
      locals.set(parameter.name, this.bounded(declared, parameter, required(args[index], parameter.name), call, index));
    }
    const env: Environment = { locals, own: new Map() };
    for (const { name, value } of declared.locals) locals.set(name, this.lower(value, env));
    const { body } = declared;
    if (body.kind === 'value') return this.lower(body.value, env);
    const [of = 0] = locals.values();
    const below = this.lower(body.below, env);
    const above = this.lower(body.above, env);
    return this.writer.add({ op: 'breakpoints', of, points: body.points, below, above }, type);
  }

  private bounded(
    declared: DeclaredFunction,
    { name, range, type }: DeclaredFunction['parameters'][number],
    of: NodeId,
    call: Of<'call'>,
    index: number,
  ): NodeId {
    if (range === EVERYTHING) return of;
    const outer = this.writer.origin;
    this.writer.origin = call.args[index]?.span ?? outer;
    const callee = call.callee || declared.name;
    const node = this.writer.add({ op: 'within', of, interval: range, parameter: name, callee }, type);
    this.writer.origin = outer;
    return node;
  }

  private lowerBuiltin(e: Of<'call'>, env: Environment, type: Type): NodeId {
    const builtin = BUILTINS[e.callee as FunctionName];
    const [first] = e.args;
    if (!first) throw new Error(`${e.callee} without arguments passed the checker`);
    switch (builtin.form) {
      case 'ordinary':
        return builtin.lower(
          this.writer,
          e.args.map((arg) => this.lower(arg, env)),
          type,
        );
      case 'round':
        return this.lowerRound(e, env, type);
      case 'applies':
        return this.names.applies(first.kind === 'name' ? (first.path[0] ?? '') : '');
      case 'earlier':
        return this.lowerEarlier(e.callee, first, env, type);
      case 'calendar':
        return this.lowerWorkingDays(e, env, type);
      case 'rows':
        throw new Error('a count over nothing passed the checker');
      case 'indicators': {
        const group = this.reference(first);
        if (group.kind !== 'indicators') throw new Error('a weighted built-in without indicators passed the checker');
        return this.names.weighted(e.callee === 'weighted_mean' ? 'mean' : 'sum', group.group, type);
      }
    }
  }

  /** What `previous` reads may be lowered later, so it is looked up when all is. */
  private lowerEarlier(callee: string, of: Expression, env: Environment, type: Type): NodeId {
    if (callee === 'year_to_date') return this.writer.add({ op: 'year_to_date', of: this.lower(of, env) }, type);
    const reference = this.reference(of);
    return this.writer.later(type, () => {
      switch (reference.kind) {
        case 'own':
          return required(env.own.get(reference.member), reference.member);
        case 'indicator':
          return this.names.member(reference.name, reference.member);
        case 'input':
        case 'parameter':
        case 'value':
        case 'score':
        case 'rating':
        case 'table':
          return this.names.node(reference.name);
        default:
          throw new Error(`no earlier ${reference.kind}`);
      }
    });
  }

  /** Written the same it is the same: so that what is known of `count(izin)` in a condition holds where it divides. */
  private sharedFold(
    e: Of<'call'>,
    reference: Extract<Reference, { kind: 'fold' }>,
    env: Environment,
    type: Type,
  ): NodeId {
    let isCommon = true;
    visitExpression(e, ({ id }) => {
      const kind = this.ruleset.references.get(id)?.kind;
      if (kind === 'local' || kind === 'own') isCommon = false;
    });
    if (!isCommon) return this.lowerFold(e, reference, env, type);
    const key = `${e.span.path}\n${printExpression(e, 'en')}`;
    const known = this.folds.get(key);
    if (known !== undefined) return known;
    const node = this.lowerFold(e, reference, env, type);
    this.folds.set(key, node);
    return node;
  }

  /** Condition and value are worked out in each row; the fold itself belongs to the record, also where it stands in a row. */
  private lowerFold(
    { args, where }: Of<'call'>,
    { details, form }: Extract<Reference, { kind: 'fold' }>,
    env: Environment,
    type: Type,
  ): NodeId {
    const { writer } = this;
    const [value, by] = args;
    const parts = writer.inRow(details, () => ({
      where: where ? this.lower(where, env) : null,
      of: value && form !== 'count' ? this.lower(value, env) : null,
      weight: by ? this.lower(by, env) : null,
    }));
    return writer.inRow(null, () => writer.add({ op: 'fold', details, form, ...parts }, type));
  }

  private lowerWorkingDays({ args }: Of<'call'>, env: Environment, type: Type): NodeId {
    const [from, to, calendar] = args;
    const reference = calendar && this.reference(calendar);
    if (!from || !to || reference?.kind !== 'calendar') throw new Error('malformed working days passed the checker');
    const left = this.lower(from, env);
    const right = this.lower(to, env);
    return this.writer.add({ op: 'working_days', calendar: reference.name, left, right }, type);
  }

  private lowerRound(e: Of<'call'>, env: Environment, type: Type): NodeId {
    const [value, digits, word] = e.args;
    const mode = word ? this.reference(word) : undefined;
    if (!value || digits?.kind !== 'number' || mode?.kind !== 'mode' || !isRoundingMode(mode.mode)) {
      throw new Error('a malformed round passed the checker');
    }
    const rounding = { kind: 'digits', digits: Number(digits.value.numerator), mode: mode.mode } as const;
    return this.writer.add({ op: 'round', of: this.lower(value, env), rounding }, type);
  }
}

function isRelation(operator: string): operator is Relation {
  return ['=', '!=', '<', '<=', '>', '>='].includes(operator);
}

export function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`nothing was lowered for ${what}`);
  return value;
}
