import { nearest } from '../base/nearest.ts';
import { BUILTINS, type BuiltinParameter, type OrdinaryBuiltin } from '../language/builtins.ts';
import {
  type BaseType,
  DAYS,
  FLAG,
  type NumberType,
  numberType,
  POINTS,
  type Type,
  UNKNOWN,
  type Unit,
} from '../language/types.ts';
import type { FunctionName } from '../language/vocabulary.ts';
import type { DeclaredFunction, FunctionParameter } from '../model/ruleset.ts';
import { isRoundingMode } from '../number/rounding.ts';
import type { Expression } from '../syntax/ast.ts';
import { inferAggregate } from './aggregates.ts';
import { type Context, type Entity, type FunctionEntity, report, reportUnknown, textOf } from './context.ts';
import { inferEarlier } from './earlier.ts';
import { type Infer, isZeroLiteral, joinPresence, type Scope, typeName } from './scope.ts';

type Call = Extract<Expression, { kind: 'call' }>;

/** The most decimal digits that a rounding may keep, as in ruleset.schema.json. */
const MOST_DIGITS = 12;

/** Stands for the unit of `unit: same` parameters while a function's body is checked on its own. */
export const SAME_UNIT: Unit = '?';

export function inferCall(context: Context, scope: Scope, call: Call, infer: Infer): Type {
  const aggregate = inferAggregate(context, scope, call, infer);
  if (aggregate) return aggregate;
  if (call.where) {
    report(context, 'TK431', call.where.span, { callee: calleeText(context, call) });
    return UNKNOWN;
  }
  if (isBuiltin(call.callee)) {
    const builtin = BUILTINS[call.callee];
    context.references.set(call.id, { kind: 'builtin', name: call.callee });
    switch (builtin.form) {
      case 'ordinary':
        return inferOrdinary(context, scope, call, builtin, infer);
      case 'round':
        return inferRound(context, scope, call, infer);
      case 'applies':
        return inferApplies(context, scope, call);
      case 'indicators':
        return inferOverIndicators(context, scope, call);
      case 'earlier':
        return inferEarlier(context, scope, call, infer);
      case 'calendar':
        return inferWorkingDays(context, scope, call, infer);
      case 'rows':
        throw new Error('a count over nothing passed the aggregates');
    }
  }
  return inferDeclared(context, scope, call, infer);
}

function isBuiltin(name: string): name is FunctionName {
  return Object.hasOwn(BUILTINS, name);
}

/** The callee as the file spells it. */
function calleeText(context: Context, call: Call): string {
  return textOf(context, { span: call.calleeSpan });
}

function hasArguments(context: Context, call: Call, least: number, most: number): boolean {
  if (call.args.length >= least && call.args.length <= most) return true;
  const expected = least === most ? `${least}` : most === Number.POSITIVE_INFINITY ? `≥ ${least}` : `${least}–${most}`;
  report(context, 'TK407', call.span, { callee: calleeText(context, call), expected, found: call.args.length });
  return false;
}

/** An argument's type with its presence settled as for any operand. */
function argument(context: Context, scope: Scope, e: Expression, infer: Infer, expected?: BaseType): Type {
  const type = infer(context, scope, e, expected);
  if (type.presence !== 'optional' || scope.missing === 'pass') return type;
  report(context, 'TK404', e.span, { name: textOf(context, e) });
  return { base: type.base, presence: 'present' };
}

function inferOrdinary(context: Context, scope: Scope, call: Call, builtin: OrdinaryBuiltin, infer: Infer): Type {
  const types = call.args.map((arg) => argument(context, scope, arg, infer));
  const count = builtin.parameters.length;
  if (!hasArguments(context, call, count, builtin.variadic ? Number.POSITIVE_INFINITY : count)) return UNKNOWN;
  const last = builtin.parameters.at(-1);
  const fitting = call.args.every((arg, index) => {
    const parameter = builtin.parameters[index] ?? last;
    const type = types[index] ?? UNKNOWN;
    return parameter !== undefined && fitsParameter(context, call, arg, type, parameter);
  });
  const numbers = numbersOf(types);
  if (!fitting || !haveOneUnit(context, call, types)) return UNKNOWN;
  const unit = numbers.find((_, index) => !isZeroLiteral(call.args[index] ?? call))?.unit ?? POINTS;
  const result = builtin.result(numbers.map((number) => ({ ...number, unit })));
  return { base: result.base, presence: joinPresence(types.map(({ presence }) => presence)) };
}

function numbersOf(types: readonly Type[]): NumberType[] {
  return types.flatMap(({ base }) => (base.kind === 'number' ? [base] : []));
}

function fitsParameter(
  context: Context,
  call: Call,
  arg: Expression,
  type: Type,
  parameter: BuiltinParameter,
): boolean {
  if (type.base.kind === 'unknown') return false;
  const fits =
    parameter.kind === 'date'
      ? type.base.kind === 'date'
      : type.base.kind === 'number' && (parameter.kind === 'same' || type.base.unit === '%');
  if (fits) return true;
  const expected =
    parameter.kind === 'date'
      ? ({ kind: 'date' } as const)
      : parameter.kind === 'percent'
        ? ({ kind: 'number', detail: '%' } as const)
        : ({ kind: 'number' } as const);
  const callee = calleeText(context, call);
  report(context, 'TK408', arg.span, { callee, parameter: parameter.name, expected, found: typeName(type) });
  return false;
}

function haveOneUnit(context: Context, call: Call, types: readonly Type[]): boolean {
  let unit: Unit | undefined;
  for (const [index, { base }] of types.entries()) {
    const arg = call.args[index];
    if (base.kind !== 'number' || arg === undefined || isZeroLiteral(arg)) continue;
    if (unit !== undefined && unit !== base.unit) {
      report(context, 'TK402', arg.span, { left: unit, right: base.unit, operator: calleeText(context, call) });
      return false;
    }
    unit = base.unit;
  }
  return true;
}

/** `round(x, 2, half_up)`: digits and mode are written out, never computed. */
function inferRound(context: Context, scope: Scope, call: Call, infer: Infer): Type {
  if (!hasArguments(context, call, 3, 3)) {
    for (const arg of call.args.slice(0, 1)) infer(context, scope, arg);
    return UNKNOWN;
  }
  const [value, digits, mode] = call.args;
  if (!value || !digits || !mode) return UNKNOWN;
  const type = argument(context, scope, value, infer);
  const places = wholeDigits(digits);
  const callee = calleeText(context, call);
  if (digits.kind !== 'number') report(context, 'TK417', digits.span, {});
  else if (places === undefined) {
    const found = { kind: 'number' } as const;
    report(context, 'TK408', digits.span, { callee, parameter: 'digits', expected: { kind: 'whole_number' }, found });
  }
  const word = mode.kind === 'name' && mode.path.length === 1 ? (mode.path[0] ?? '') : '';
  if (isRoundingMode(word)) context.references.set(mode.id, { kind: 'mode', mode: word });
  else report(context, 'TK419', mode.span, { word: textOf(context, mode) });
  if (type.base.kind !== 'number') {
    if (type.base.kind !== 'unknown') {
      const expected = { kind: 'number' } as const;
      report(context, 'TK408', value.span, { callee, parameter: 'value', expected, found: typeName(type) });
    }
    return UNKNOWN;
  }
  return places === undefined ? UNKNOWN : numberType(type.base.unit, places, type.presence);
}

function wholeDigits(e: Expression): number | undefined {
  if (e.kind !== 'number' || e.digits !== 0 || e.unit !== '' || e.value.numerator > BigInt(MOST_DIGITS))
    return undefined;
  return Number(e.value.numerator);
}

/** `working_days(from, to, calendar)`: two dates and the name of a declared calendar. */
function inferWorkingDays(context: Context, scope: Scope, call: Call, infer: Infer): Type {
  const result = numberType(DAYS, 0);
  if (!hasArguments(context, call, 3, 3)) return result;
  const [from, to, calendar] = call.args;
  if (!from || !to || !calendar) return result;
  const types = [from, to].map((arg, index) => {
    const type = argument(context, scope, arg, infer);
    const parameter = { name: index === 0 ? 'from' : 'to', kind: 'date' } as const;
    fitsParameter(context, call, arg, type, parameter);
    return type;
  });
  const name = calendar.kind === 'name' && calendar.path.length === 1 ? (calendar.path[0] ?? '') : '';
  const entity = context.entities.get(name);
  if (entity?.kind === 'calendar') {
    context.used.add(name);
    context.references.set(calendar.id, { kind: 'calendar', name });
  } else {
    const known = [...context.entities.values()].filter(({ kind }) => kind === 'calendar').map((one) => one.name);
    reportUnknown(context, calendar.span, textOf(context, calendar), known);
  }
  return numberType(DAYS, 0, joinPresence(types.map(({ presence }) => presence)));
}

function inferApplies(context: Context, scope: Scope, call: Call): Type {
  if (!hasArguments(context, call, 1, 1)) return FLAG;
  const [arg] = call.args;
  const entity = arg?.kind === 'name' && arg.path.length === 1 ? context.entities.get(arg.path[0] ?? '') : undefined;
  if (arg && entity && (entity.kind === 'indicator' || entity.kind === 'input')) {
    context.used.add(entity.name);
    context.references.set(arg.id, referenceForApplies(entity));
    if (entity.kind === 'indicator' && !scope.readable.has('indicator')) {
      report(context, 'TK310', arg.span, { name: entity.name });
    }
  } else if (arg) {
    const names = [...context.entities.values()].filter(({ kind }) => kind === 'indicator').map(({ name }) => name);
    reportUnknown(context, arg.span, textOf(context, arg), names);
  }
  return FLAG;
}

function referenceForApplies(entity: Entity) {
  return entity.kind === 'indicator'
    ? ({ kind: 'indicator', name: entity.name, member: 'achievement' } as const)
    : ({ kind: 'input', name: entity.name } as const);
}

/** The indicators that `indicators` or the name of a group stands for. */
function indicatorsIn(context: Context, e: Expression): readonly (Entity & { kind: 'indicator' })[] | undefined {
  if (e.kind !== 'name' || e.path.length !== 1) return undefined;
  const [name = ''] = e.path;
  const group = name === 'indicators' ? null : name;
  if (group !== null && !context.groups.has(group)) return undefined;
  return [...context.entities.values()].flatMap((entity) =>
    entity.kind === 'indicator' && (group === null || entity.ast.group?.value === group) ? [entity] : [],
  );
}

function inferOverIndicators(context: Context, scope: Scope, call: Call): Type {
  if (!hasArguments(context, call, 1, 1)) return UNKNOWN;
  const [arg] = call.args;
  const members = arg && indicatorsIn(context, arg);
  if (!arg || !members || members.length === 0) {
    if (arg) reportNoGroup(context, arg);
    return UNKNOWN;
  }
  if (!scope.readable.has('indicator')) report(context, 'TK310', arg.span, { name: textOf(context, arg) });
  const group = arg.kind === 'name' && arg.path[0] !== 'indicators' ? (arg.path[0] ?? null) : null;
  context.references.set(arg.id, { kind: 'indicators', group });
  for (const member of members) {
    context.used.add(member.name);
    const { weight, plannedWeight, template } = member.ast;
    if (weight !== undefined || plannedWeight !== undefined || template !== undefined) continue;
    const related = [{ place: { kind: 'text', span: arg.span }, role: 'used_here' } as const];
    report(context, 'TK511', member.span, { indicator: member.name, score: textOf(context, call) }, { related });
  }
  const unit = scoreUnit(context, members);
  const emptied = members.some(({ ast }) => ast.missing.value === 'exclude');
  return unit === undefined ? UNKNOWN : numberType(unit, null, emptied ? 'unassessed' : 'present');
}

/** Scores are points; an indicator may have another unit, but then all of a mean must. */
function scoreUnit(context: Context, members: readonly Entity[]): Unit | undefined {
  const units = members.flatMap(({ name }) => {
    const base = context.indicatorTypes.get(name)?.score?.base;
    return base?.kind === 'number' ? [base.unit] : [];
  });
  return units.length === members.length && units.every((unit) => unit === units[0]) ? units[0] : undefined;
}

function reportNoGroup(context: Context, arg: Expression): void {
  // An indicator that could not be read may have been the group's.
  if (context.unread.size === 0) reportUnknown(context, arg.span, textOf(context, arg), context.groups);
}

function inferDeclared(context: Context, scope: Scope, call: Call, infer: Infer): Type {
  const known: ReadonlyMap<string, FunctionEntity> = context.functions.get(scope.path) ?? new Map();
  const entity = known.get(call.callee);
  const declared = entity && context.checkedFunctions.get(entity.id);
  const types = call.args.map((arg, index) =>
    argument(context, scope, arg, infer, declared?.parameters[index]?.type.base),
  );
  if (!entity) {
    const { callee } = call;
    if (context.unread.has(callee) || context.unread.has(callee.split('.')[0] ?? '')) return UNKNOWN;
    const suggestion = nearest(call.callee, [...known.keys(), ...Object.keys(BUILTINS)]);
    const name = calleeText(context, call);
    const args = suggestion === undefined ? { name } : { name, suggestion };
    report(context, 'TK305', call.calleeSpan, args);
    return UNKNOWN;
  }
  context.used.add(entity.id);
  context.references.set(call.id, { kind: 'function', name: entity.id });
  if (!declared) return UNKNOWN;
  if (!hasArguments(context, call, declared.parameters.length, declared.parameters.length)) return UNKNOWN;
  return resultOf(context, call, declared, types);
}

function resultOf(context: Context, call: Call, declared: DeclaredFunction, types: readonly Type[]): Type {
  let same: Unit | undefined;
  for (const [index, parameter] of declared.parameters.entries()) {
    const arg = call.args[index];
    const type = types[index];
    if (!arg || !type || type.base.kind === 'unknown') return UNKNOWN;
    if (!fitsDeclared(context, call, arg, type, parameter)) return UNKNOWN;
    if (!parameter.sameUnit || type.base.kind !== 'number' || isZeroLiteral(arg)) continue;
    if (same !== undefined && same !== type.base.unit) {
      report(context, 'TK402', arg.span, { left: same, right: type.base.unit, operator: calleeText(context, call) });
      return UNKNOWN;
    }
    same = type.base.unit;
  }
  const { base } = declared.result;
  const presence = joinPresence([declared.result.presence, ...types.map((type) => type.presence)]);
  if (base.kind !== 'number') return { base, presence };
  return numberType(base.unit === SAME_UNIT ? (same ?? POINTS) : base.unit, base.digits, presence);
}

function fitsDeclared(
  context: Context,
  call: Call,
  arg: Expression,
  type: Type,
  parameter: FunctionParameter,
): boolean {
  const [wanted, given] = [parameter.type.base, type.base];
  const callee = calleeText(context, call);
  const fits =
    wanted.kind === given.kind &&
    (wanted.kind !== 'choice' || given.kind !== 'choice' || sameValues(wanted.values, given.values)) &&
    (wanted.kind !== 'number' ||
      given.kind !== 'number' ||
      parameter.sameUnit ||
      wanted.unit === given.unit ||
      isZeroLiteral(arg));
  if (!fits) {
    const expected = typeName(parameter.type);
    report(context, 'TK408', arg.span, { callee, parameter: parameter.name, expected, found: typeName(type) });
    return false;
  }
  if (wanted.kind !== 'number' || given.kind !== 'number' || wanted.digits === null) return true;
  if (given.digits !== null && given.digits <= wanted.digits) return true;
  report(context, 'TK420', arg.span, { callee, parameter: parameter.name, digits: wanted.digits });
  return false;
}

function sameValues(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
