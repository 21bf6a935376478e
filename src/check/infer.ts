import { nearest } from '../base/nearest.ts';
import {
  type BaseType,
  type ChoiceType,
  combineUnits,
  DATE,
  FLAG,
  MONEY,
  type NumberType,
  numberType,
  PERCENT,
  POINTS,
  TEXT,
  type Type,
  UNKNOWN,
} from '../language/types.ts';
import { FUNCTIONS, OPERATORS } from '../language/vocabulary.ts';
import type { Expression, IntervalExpression } from '../syntax/ast.ts';
import { inferCall } from './calls.ts';
import { intervalOf, reportThousands } from './constant.ts';
import { type Context, languageOf, report, textOf } from './context.ts';
import { inferName, isBareWord } from './names.ts';
import { assuming } from './narrowing.ts';
import { isZeroLiteral, joinPresence, type Scope, typeName } from './scope.ts';
import { divideUnits, kept, multiplyUnits, productDigits, sumDigits, type UnitResult } from './units.ts';

type Of<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

/** The type of an expression; writes it, and what its names stand for, into the context's side tables. */
export function infer(context: Context, scope: Scope, expression: Expression, expected?: BaseType): Type {
  const type = inferKind(context, scope, expression, expected);
  context.types.set(expression.id, type);
  context.expressions.set(expression.id, expression);
  return type;
}

function inferKind(context: Context, scope: Scope, e: Expression, expected?: BaseType): Type {
  switch (e.kind) {
    case 'number':
      return inferNumber(context, e);
    case 'date':
      return DATE;
    case 'text':
      return inferText(context, e, expected);
    case 'flag':
      return FLAG;
    case 'missing':
      return { base: { kind: 'nothing' }, presence: 'optional' };
    case 'name':
      return inferName(context, scope, e, expected);
    case 'call':
      return inferCall(context, scope, e, infer);
    case 'negate': {
      const number = numberOperand(context, scope, e.of);
      return number ? { base: number.base, presence: number.presence } : UNKNOWN;
    }
    case 'not':
      return flagResult([flagOperand(context, scope, e.of)]);
    case 'binary':
      return inferBinary(context, scope, e, expected);
    case 'in_list':
      return inferInList(context, scope, e);
    case 'in_interval':
      return inferInInterval(context, scope, e);
    case 'between':
      return inferBetween(context, scope, e);
    case 'is_missing':
      infer(context, scope, e.of);
      return FLAG;
    case 'if':
      return inferIf(context, scope, e, expected);
  }
}

function inferNumber(context: Context, e: Of<'number'>): Type {
  if (e.unit !== '' && !context.units.has(e.unit)) {
    const suggestion = nearest(e.unit, context.units);
    report(context, 'TK414', e.span, { unit: e.unit, ...(suggestion === undefined ? {} : { suggestion }) });
    return UNKNOWN;
  }
  if (e.unit === MONEY) reportThousands(context, e);
  return numberType(e.unit, e.digits);
}

/** A quoted text beside a choice is one of its values. */
function inferText(context: Context, e: Of<'text'>, expected?: BaseType): Type {
  if (expected?.kind !== 'choice') return TEXT;
  if (expected.values.includes(e.value)) {
    context.references.set(e.id, { kind: 'choice_value', value: e.value });
    return { base: expected, presence: 'present' };
  }
  reportUnknownChoice(context, e, e.value, expected);
  return UNKNOWN;
}

function reportUnknownChoice(context: Context, e: Expression, value: string, choice: ChoiceType): void {
  const suggestion = nearest(value, choice.values);
  const args = { value, choice: choice.name, allowed: choice.values };
  report(context, 'TK403', e.span, suggestion === undefined ? args : { ...args, suggestion });
}

/** The operand's type with its presence settled: where missing must be handled and is not, that is a finding. */
export function operand(context: Context, scope: Scope, e: Expression, expected?: BaseType): Type {
  const type = infer(context, scope, e, expected);
  if (type.base.kind === 'nothing' && scope.missing === 'handle') {
    report(context, 'TK404', e.span, { name: textOf(context, e) });
    return UNKNOWN;
  }
  if (type.presence !== 'optional' || scope.missing === 'pass') return type;
  report(context, 'TK404', e.span, { name: textOf(context, e) });
  return { base: type.base, presence: 'present' };
}

function numberOperand(context: Context, scope: Scope, e: Expression): (Type & { base: NumberType }) | undefined {
  const { base, presence } = operand(context, scope, e);
  if (base.kind === 'number') return { base, presence };
  if (base.kind !== 'unknown') {
    report(context, 'TK401', e.span, { expected: { kind: 'number' }, found: typeName({ base, presence }) });
  }
  return undefined;
}

function flagOperand(context: Context, scope: Scope, e: Expression): Type {
  const type = operand(context, scope, e);
  if (type.base.kind !== 'flag' && type.base.kind !== 'unknown') {
    report(context, 'TK401', e.span, { expected: { kind: 'flag' }, found: typeName(type) });
  }
  return type;
}

function flagResult(operands: readonly Type[]): Type {
  return { base: FLAG.base, presence: joinPresence(operands.map(({ presence }) => presence)) };
}

function inferBinary(context: Context, scope: Scope, e: Of<'binary'>, expected?: BaseType): Type {
  switch (e.operator) {
    case 'and':
    case 'or': {
      const left = flagOperand(context, scope, e.left);
      const narrowed = { ...scope, facts: assuming(scope.facts, e.left, e.operator === 'and') };
      return flagResult([left, flagOperand(context, narrowed, e.right)]);
    }
    case '??': {
      const left = infer(context, scope, e.left, expected);
      const right = infer(context, scope, e.right, expected ?? left.base);
      // A zero beside what is not known yet takes its unit from what stands around both.
      if (left.base.kind === 'unknown' && isZeroLiteral(e.right) && !context.isLast) return UNKNOWN;
      return { base: unify(context, e.left, left, e.right, right).base, presence: right.presence };
    }
    case '+':
    case '-':
      return inferSum(context, scope, e);
    case '*':
    case '/':
      if (isCompoundLiteral(context, scope, e)) return inferCompound(context, scope, e);
      return inferProduct(context, scope, e);
    case 'of':
      return inferShare(context, scope, e);
    default:
      return inferComparison(context, scope, e);
  }
}

function inferSum(context: Context, scope: Scope, e: Of<'binary'>): Type {
  const left = numberOperand(context, scope, e.left);
  const right = numberOperand(context, scope, e.right);
  if (!left || !right) return context.isLast || context.looksAhead.size === 0 ? UNKNOWN : (left ?? right ?? UNKNOWN);
  const presence = joinPresence([left.presence, right.presence]);
  const unit = sameUnit(context, e, left.base, right.base);
  return unit === undefined ? UNKNOWN : numberType(unit, sumDigits(left.base, right.base), presence);
}

/** The unit that both sides have, where they have one in common; a zero takes the other's. */
function sameUnit(context: Context, e: Of<'binary'>, left: NumberType, right: NumberType): string | undefined {
  if (left.unit === right.unit) return left.unit;
  if (isZeroLiteral(e.left)) return right.unit;
  if (isZeroLiteral(e.right)) return left.unit;
  reportUnits(context, e.left, left, e.right, right, e.operator, e);
  return undefined;
}

/** A plain number written beside a unit most likely lacks that unit; otherwise the two do not belong together. */
function reportUnits(
  context: Context,
  leftExpression: Expression,
  left: NumberType,
  rightExpression: Expression,
  right: NumberType,
  operator: string,
  whole: { readonly span: Expression['span'] },
): void {
  for (const [literal, written, other] of [
    [rightExpression, right, left],
    [leftExpression, left, right],
  ] as const) {
    if (literal.kind !== 'number' || written.unit !== POINTS || other.unit === POINTS) continue;
    const found = textOf(context, literal);
    const suggestion = `${found} ${other.unit}`;
    const fixes = [{ edits: [{ span: literal.span, text: suggestion }], safe: false }];
    report(context, 'TK413', literal.span, { found, suggestion }, { fixes });
    return;
  }
  const args = { left: left.unit, right: right.unit, operator };
  const mended = asPoints(context, leftExpression, left, rightExpression, right);
  if (!mended) {
    report(context, 'TK402', whole.span, args);
    return;
  }
  const { span, suggestion } = mended;
  report(
    context,
    'TK402',
    whole.span,
    { ...args, suggestion },
    { fixes: [{ edits: [{ span, text: suggestion }], safe: false }] },
  );
}

/** `5 izin/hari`: a number with its unit, and after it another unit that no name in scope is called. */
function isCompoundLiteral(context: Context, scope: Scope, e: Of<'binary'>): boolean {
  const { left, right } = e;
  const isLiteral =
    (left.kind === 'number' && left.unit !== '' && left.unit !== PERCENT) ||
    (left.kind === 'binary' &&
      (left.operator === '*' || left.operator === '/') &&
      isCompoundLiteral(context, scope, left));
  return (
    isLiteral && right.kind === 'name' && isBareWord(context, scope, right) && context.units.has(right.path[0] ?? '')
  );
}

function inferCompound(context: Context, scope: Scope, e: Of<'binary'>): Type {
  const { base } = infer(context, scope, e.left);
  const unit = e.right.kind === 'name' ? (e.right.path[0] ?? '') : '';
  if (base.kind !== 'number') return UNKNOWN;
  context.references.set(e.right.id, { kind: 'unit', name: unit });
  context.types.set(e.right.id, numberType(unit, 0));
  return numberType(combineUnits(base.unit, unit, e.operator === '*' ? 1 : -1), base.digits);
}

/** A percentage beside points: the number without its sign, or turned into points. */
function asPoints(
  context: Context,
  leftExpression: Expression,
  left: NumberType,
  rightExpression: Expression,
  right: NumberType,
): { readonly span: Expression['span']; readonly suggestion: string } | undefined {
  const units = new Set([left.unit, right.unit]);
  if (!units.has(PERCENT) || !units.has(POINTS)) return undefined;
  const percentage = left.unit === PERCENT ? leftExpression : rightExpression;
  const { span } = percentage;
  const text = textOf(context, percentage);
  if (percentage.kind === 'number')
    return { span, suggestion: text.endsWith('%') ? text.slice(0, -1).trimEnd() : text };
  return { span, suggestion: `${FUNCTIONS.points[languageOf(context, span.path)]}(${text})` };
}

function inferProduct(context: Context, scope: Scope, e: Of<'binary'>): Type {
  const left = numberOperand(context, scope, e.left);
  const right = numberOperand(context, scope, e.right);
  if (!left || !right) return UNKNOWN;
  const multiplies = e.operator === '*';
  const combine: (a: string, b: string) => UnitResult = multiplies ? multiplyUnits : divideUnits;
  const result = combine(left.base.unit, right.base.unit);
  if ('problem' in result) {
    if (result.problem === 'money_squared') report(context, 'TK406', e.span, {});
    else {
      const args = { operator: e.operator, left: left.base.unit, right: right.base.unit };
      const suggestion = shareOf(context, e, left.base);
      const fixes = [{ edits: [{ span: e.span, text: suggestion ?? '' }], safe: false }];
      if (suggestion === undefined) report(context, 'TK405', e.span, args);
      else report(context, 'TK405', e.span, { ...args, suggestion }, { fixes });
    }
    return UNKNOWN;
  }
  const digits = multiplies ? productDigits(left.base, right.base) : null;
  return numberType(result.unit, digits, joinPresence([left.presence, right.presence]));
}

/** `pagu * hadir` is most likely a part of something: `hadir dari pagu`. */
function shareOf(context: Context, e: Of<'binary'>, left: NumberType): string | undefined {
  if (e.operator !== '*') return undefined;
  const [share, whole] = left.unit === PERCENT ? [e.left, e.right] : [e.right, e.left];
  return `${textOf(context, share)} ${OPERATORS.of[languageOf(context, e.span.path)]} ${textOf(context, whole)}`;
}

/** `p of x`: a percentage of something, in its unit. */
function inferShare(context: Context, scope: Scope, e: Of<'binary'>): Type {
  const share = numberOperand(context, scope, e.left);
  const whole = numberOperand(context, scope, e.right);
  if (!share || !whole) return UNKNOWN;
  if (share.base.unit !== PERCENT) {
    report(context, 'TK405', e.left.span, { operator: 'of', left: share.base.unit, right: whole.base.unit });
    return UNKNOWN;
  }
  const digits = productDigits(share.base, whole.base);
  const presence = joinPresence([share.presence, whole.presence]);
  // Dividing by 100 moves the point by two places.
  return numberType(whole.base.unit, digits === null ? null : kept(digits + 2), presence);
}

function inferComparison(context: Context, scope: Scope, e: Of<'binary'>): Type {
  const [left, right] = inferBeside(context, scope, e.left, e.right);
  const equality = e.operator === '=' || e.operator === '!=';
  checkComparable(context, e.left, left, e.right, right, e.operator, equality, e);
  return flagResult([left, right]);
}

/** Two operands that must be of one type; a bare word takes the choice of the other side. */
function inferBeside(context: Context, scope: Scope, a: Expression, b: Expression): readonly [Type, Type] {
  const isWord = isBareWord(context, scope, a);
  if (isWord && isBareWord(context, scope, b)) return [operand(context, scope, a), UNKNOWN];
  if (isWord || a.kind === 'text') {
    const right = operand(context, scope, b);
    return [operand(context, scope, a, right.base), right];
  }
  const left = operand(context, scope, a);
  return [left, operand(context, scope, b, left.base)];
}

function checkComparable(
  context: Context,
  leftExpression: Expression,
  left: Type,
  rightExpression: Expression,
  right: Type,
  operator: string,
  equality: boolean,
  whole: { readonly span: Expression['span'] },
): void {
  const [a, b] = [left.base, right.base];
  if (a.kind === 'unknown' || b.kind === 'unknown' || a.kind === 'nothing' || b.kind === 'nothing') return;
  if (a.kind !== b.kind) {
    report(context, 'TK401', rightExpression.span, { expected: typeName(left), found: typeName(right) });
    return;
  }
  if (a.kind === 'number' && b.kind === 'number') {
    const zero = isZeroLiteral(leftExpression) || isZeroLiteral(rightExpression);
    // Beside what is counted in whole numbers 1.500 is not one and a half. Of money that is said wherever it stands.
    if (a.digits === 0 && b.unit !== MONEY) reportThousands(context, rightExpression);
    if (b.digits === 0 && a.unit !== MONEY) reportThousands(context, leftExpression);
    if (a.unit !== b.unit && !zero) reportUnits(context, leftExpression, a, rightExpression, b, operator, whole);
    return;
  }
  if (a.kind === 'choice' && b.kind === 'choice' && a.name !== b.name) {
    report(context, 'TK418', whole.span, { left: a.name, right: b.name });
    return;
  }
  if (equality || a.kind === 'date' || (a.kind === 'choice' && a.ordered)) return;
  const name = a.kind === 'choice' ? { name: a.name } : {};
  report(context, 'TK409', whole.span, { type: typeName(left), ...name });
}

function inferInList(context: Context, scope: Scope, e: Of<'in_list'>): Type {
  const left = operand(context, scope, e.of);
  const items = e.items.map((item) => {
    const type = operand(context, scope, item, left.base);
    checkComparable(context, e.of, left, item, type, 'in', true, item);
    return type;
  });
  return flagResult([left, ...items]);
}

function inferInInterval(context: Context, scope: Scope, e: Of<'in_interval'>): Type {
  const left = operand(context, scope, e.of);
  if (left.base.kind === 'date') return inferDateInterval(context, scope, e.interval, left);
  if (left.base.kind !== 'number') {
    if (left.base.kind !== 'unknown') {
      report(context, 'TK401', e.of.span, { expected: { kind: 'number' }, found: typeName(left) });
    }
    return flagResult([left]);
  }
  const { low, high } = e.interval;
  for (const end of [low, high]) {
    if (end === null) continue;
    const type = operand(context, scope, end);
    if (type.base.kind === 'number') checkComparable(context, e.of, left, end, type, 'in', false, end);
    else if (type.base.kind !== 'unknown') {
      report(context, 'TK401', end.span, { expected: typeName(left), found: typeName(type) });
    }
  }
  intervalOf(context, e.interval, left.base.unit);
  return flagResult([left]);
}

function inferDateInterval(context: Context, scope: Scope, interval: IntervalExpression, left: Type): Type {
  for (const end of [interval.low, interval.high]) {
    if (end === null) continue;
    const type = operand(context, scope, end);
    if (type.base.kind !== 'date' && type.base.kind !== 'unknown') {
      report(context, 'TK401', end.span, { expected: { kind: 'date' }, found: typeName(type) });
    }
  }
  return flagResult([left]);
}

function inferBetween(context: Context, scope: Scope, e: Of<'between'>): Type {
  const left = operand(context, scope, e.of);
  const ends = [e.low, e.high].map((end) => {
    const type = operand(context, scope, end, left.base);
    checkComparable(context, e.of, left, end, type, 'between', false, end);
    return type;
  });
  return flagResult([left, ...ends]);
}

function inferIf(context: Context, scope: Scope, e: Of<'if'>, expected?: BaseType): Type {
  const condition = flagOperand(context, scope, e.condition);
  const branch = (expression: Expression, truth: boolean, wanted?: BaseType) =>
    infer(context, { ...scope, facts: assuming(scope.facts, e.condition, truth) }, expression, wanted);
  const then = branch(e.then, true, expected);
  const otherwise = branch(e.otherwise, false, expected ?? then.base);
  const { base } = unify(context, e.then, then, e.otherwise, otherwise);
  return { base, presence: joinPresence([condition.presence, then.presence, otherwise.presence]) };
}

/** The type that two alternatives have in common. */
export function unify(context: Context, a: Expression, left: Type, b: Expression, right: Type): Type {
  const [x, y] = [left.base, right.base];
  if (x.kind === 'unknown' || x.kind === 'nothing') return right;
  if (y.kind === 'unknown' || y.kind === 'nothing') return left;
  if (x.kind === 'number' && y.kind === 'number') {
    if (x.unit === y.unit || isZeroLiteral(b)) return numberType(x.unit, sumDigits(x, y));
    if (isZeroLiteral(a)) return numberType(y.unit, sumDigits(x, y));
    report(context, 'TK402', b.span, { left: x.unit, right: y.unit, operator: 'if' });
    return UNKNOWN;
  }
  const fits = x.kind === y.kind && (x.kind !== 'choice' || y.kind !== 'choice' || x.name === y.name);
  if (fits) return left;
  report(context, 'TK412', b.span, { left: typeName(left), right: typeName(right) });
  return UNKNOWN;
}
