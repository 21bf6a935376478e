import { type BaseType, MONEY, POINTS, type Type } from '../language/types.ts';
import type { DeclaredFunction, FunctionParameter, Input, Parameter } from '../model/ruleset.ts';
import { formatIsoDate } from '../number/calendar.ts';
import { EVERYTHING, type Interval, intersect } from '../number/interval.ts';
import { Rational } from '../number/rational.ts';
import type { Expression, InputAst, ParameterAst } from '../syntax/ast.ts';
import { constantOf, intervalOf, reportThousands } from './constant.ts';
import {
  bareName,
  type Context,
  type Entity,
  type EntityKind,
  type FunctionEntity,
  isOptional,
  report,
  textOf,
} from './context.ts';
import { declaredType, labelsOf, parameterType, takesSameUnit } from './declared-types.ts';
import { infer, operand } from './infer.ts';
import { NO_FACTS } from './narrowing.ts';
import { isZeroLiteral, joinPresence, type Scope, typeName } from './scope.ts';

const ROW_FACTS: ReadonlySet<EntityKind> = new Set<EntityKind>([
  'input',
  'parameter',
  'value',
  // Refused by the check of stages, which says why.
  'group',
  'limit',
]);
const CONSTANTS: ReadonlySet<EntityKind> = new Set<EntityKind>(['parameter']);

/** A scope for expressions over the record itself, in a file. */
export function recordScope(path: string, missing: 'handle' | 'pass' = 'handle', row: string | null = null): Scope {
  return { path, locals: new Map(), own: null, missing, row, facts: NO_FACTS, readable: ROW_FACTS };
}

/** The type of an input, before its `applies` is looked at (which may read other inputs). */
export function inputType(context: Context, entity: Entity & { kind: 'input' }): Type {
  const { name, ast } = entity;
  const base = declaredType(context, name, ast, 'mandatory');
  const optional = isOptional(ast) || ast.applies !== undefined || isInOptionalTable(context, entity);
  return { base, presence: optional ? 'optional' : 'present' };
}

/** A column of a table of groups in which a member's group may have no row. */
function isInOptionalTable({ loaded }: Context, { path, table }: Entity & { kind: 'input' }): boolean {
  const file = loaded.main.source.path === path ? loaded.main : loaded.modules.get(path);
  return file?.groupData.some(({ name, value }) => name.value === table && value.optional) ?? false;
}

export function checkInput(context: Context, entity: Entity & { kind: 'input' }): Input {
  const { name, ast, span, path, details } = entity;
  const type = context.entityTypes.get(name) ?? { base: { kind: 'unknown' }, presence: 'present' };
  const mayBeKey =
    type.base.kind === 'text' || type.base.kind === 'unknown' || (details !== undefined && type.base.kind === 'date');
  if (ast.key && !mayBeKey) {
    report(context, 'TK401', ast.type.span, { expected: { kind: 'text' }, found: typeName(type) });
  }
  if (ast.applies) condition(context, recordScope(path, 'handle', details ?? null), ast.applies);
  return {
    ...described(ast),
    name: bareName(entity),
    span,
    type,
    word: wordOf(ast),
    key: ast.key,
    optional: isOptional(ast) || isInOptionalTable(context, entity),
    range: rangeOf(context, ast, type.base),
    ...(ast.applies ? { applies: ast.applies } : {}),
    sensitive: ast.sensitive,
    table: entity.table,
    labels: labelsOf(ast),
    consolidate: inputMethod(context, ast, type),
  };
}

/** Only numbers are taken together; everything else takes the last period's value without being told. */
function inputMethod(context: Context, { consolidate }: InputAst, { base }: Type): Input['consolidate'] {
  if (!consolidate) return null;
  const isLast = consolidate.value === 'last';
  if (base.kind !== 'number' && base.kind !== 'unknown' && !isLast) report(context, 'TK568', consolidate.span, {});
  return consolidate.value;
}

function wordOf(ast: InputAst): Input['word'] {
  const { value } = ast.type;
  switch (value) {
    case 'text':
    case 'choice':
    case 'flag':
    case 'count':
    case 'decimal':
    case 'percent':
    case 'money':
    case 'days':
    case 'date':
      return value;
    default:
      throw new Error(`no input type: ${value}`);
  }
}

/** Keys that every declared thing may carry. */
export function described<D extends { title?: unknown; basis?: unknown; note?: unknown; unverified?: unknown }>(
  ast: D,
): Pick<D, 'title' | 'basis' | 'note' | 'unverified'> {
  const { title, basis, note, unverified } = ast;
  return {
    ...(title === undefined ? {} : { title }),
    ...(basis === undefined ? {} : { basis }),
    ...(note === undefined ? {} : { note }),
    ...(unverified === undefined ? {} : { unverified }),
  } as Pick<D, 'title' | 'basis' | 'note' | 'unverified'>;
}

/** Counts are never negative; beyond that, what the author declared. */
function rangeOf(context: Context, ast: InputAst, base: BaseType): Interval {
  if (base.kind !== 'number') return EVERYTHING;
  const written = ast.range ? (intervalOf(context, ast.range, base.unit) ?? EVERYTHING) : EVERYTHING;
  const max = ast.max ? constantOf(context, ast.max) : undefined;
  if (base.digits === 0) {
    for (const end of [ast.range?.low, ast.range?.high, ast.max]) {
      if (end?.kind !== 'number' || end.unit !== MONEY) reportThousands(context, end);
    }
  }
  const bounded = max ? intersect(written, { ...EVERYTHING, high: max.value, highOpen: false }) : written;
  if (ast.type.value !== 'count') return bounded;
  return intersect(bounded, { ...EVERYTHING, low: Rational.ZERO, lowOpen: false });
}

/** A condition: a flag, with missing dealt with as the scope says. */
export function condition(context: Context, scope: Scope, expression: Expression): Type {
  const type = operand(context, scope, expression);
  if (type.base.kind !== 'flag' && type.base.kind !== 'unknown') {
    report(context, 'TK401', expression.span, { expected: { kind: 'flag' }, found: typeName(type) });
  }
  return type;
}

export function checkParameter(
  context: Context,
  entity: Entity & { kind: 'parameter' },
  since: number | null,
): Parameter {
  const { name, ast, span } = entity;
  const declared = declaredType(context, name, ast, 'free');
  const entries = entriesOf(context, entity, since);
  const digits = entries.reduce((most, { value }) => Math.max(most, literalDigits(value)), 0);
  const base = declared.kind === 'number' && declared.digits === null ? { ...declared, digits } : declared;
  for (const { value } of entries) {
    const before = context.findings.length;
    checkConstant(context, value, base);
    if (context.findings.length > before) continue;
    const most = base.kind === 'number' ? base.digits : null;
    if (most !== null && literalDigits(value) > most) report(context, 'TK423', value.span, { name, digits: most });
  }
  const type: Type = { base, presence: 'present' };
  context.entityTypes.set(name, type);
  return { ...described(ast), name, span, type, at: ast.at, entries };
}

function literalDigits(e: Expression): number {
  if (e.kind === 'negate') return literalDigits(e.of);
  return e.kind === 'number' ? e.digits : 0;
}

function entriesOf(
  context: Context,
  { name, ast, span }: Entity & { ast: ParameterAst },
  since: number | null,
): Parameter['entries'] {
  if (ast.value) return [{ from: Number.NEGATIVE_INFINITY, until: null, value: ast.value }];
  const dated = [...(ast.dated ?? [])].sort((a, b) => a.from.value - b.from.value);
  const [first] = dated;
  if (first && since !== null && first.from.value > since) {
    report(context, 'TK507', first.from.span, { name, date: formatIsoDate(since) });
  }
  if (!first) report(context, 'TK507', span, { name, date: formatIsoDate(since ?? 0) });
  return dated.map(({ from, to, value, basis }, index) => {
    const next = dated[index + 1];
    if (next && next.from.value === from.value) {
      const related = [{ place: { kind: 'text', span: from.span }, role: 'first_here' } as const];
      report(context, 'TK527', next.from.span, { name, date: formatIsoDate(from.value) }, { related });
    }
    if (to && next && to.value + 1 < next.from.value) {
      report(context, 'TK507', to.span, { name, date: formatIsoDate(to.value + 1) });
    }
    return { from: from.value, until: to?.value ?? null, value, ...(basis === undefined ? {} : { basis }) };
  });
}

function checkConstant(context: Context, value: Expression, base: BaseType): void {
  if (base.kind === 'number' && value.kind !== 'text' && constantOf(context, value) === undefined) return;
  const scope: Scope = { ...recordScope(value.span.path), readable: new Set() };
  const { base: found } = operand(context, scope, value, base);
  if (found.kind === 'unknown' || base.kind === 'unknown') return;
  if (found.kind === 'number' && base.kind === 'number') {
    if (found.unit === base.unit || (value.kind === 'number' && value.value.isZero)) return;
    if (found.unit === POINTS) {
      const suggestion = `${textOf(context, value)} ${base.unit}`;
      const fixes = [{ edits: [{ span: value.span, text: suggestion }], safe: false }];
      report(context, 'TK413', value.span, { found: textOf(context, value), suggestion }, { fixes });
      return;
    }
    report(context, 'TK402', value.span, { left: base.unit, right: found.unit, operator: '=' });
    return;
  }
  if (found.kind === base.kind) return;
  const types = {
    expected: typeName({ base, presence: 'present' }),
    found: typeName({ base: found, presence: 'present' }),
  };
  report(context, 'TK401', value.span, types);
}

/** Checks a function on its own: `same` parameters have a unit that fits no other. */
export function checkFunction(context: Context, entity: FunctionEntity): DeclaredFunction {
  const { ast, id, path, span } = entity;
  const parameters = ast.parameters.map(({ name, value }): FunctionParameter => {
    const base = parameterType(context, name.value, value);
    const unit = base.kind === 'number' ? base.unit : '';
    const range = value.range ? (intervalOf(context, value.range, unit) ?? EVERYTHING) : EVERYTHING;
    return {
      name: name.value,
      span: name.span,
      type: { base, presence: 'present' },
      sameUnit: takesSameUnit(value),
      range,
    };
  });
  const locals = new Map<string, Type>(parameters.map(({ name, type }) => [name, type]));
  const scope = (): Scope => ({ ...recordScope(path), locals, readable: CONSTANTS });
  const named = ast.with.map(({ name, value }) => {
    locals.set(name.value, infer(context, scope(), value));
    return { name: name.value, value };
  });
  const { body, result } = bodyOf(context, entity, scope());
  const declared: DeclaredFunction = { ...described(ast), name: id, span, parameters, locals: named, body, result };
  context.checkedFunctions.set(id, declared);
  return declared;
}

function bodyOf(
  context: Context,
  { ast }: FunctionEntity,
  scope: Scope,
): { body: DeclaredFunction['body']; result: Type } {
  if (ast.breakpoints) return curveOf(context, ast.breakpoints, scope);
  if (!ast.value) throw new Error('a function without a body passed the reader');
  return { body: { kind: 'value', value: ast.value }, result: infer(context, scope, ast.value) };
}

function curveOf(
  context: Context,
  { span, points: written, below, above }: NonNullable<FunctionEntity['ast']['breakpoints']>,
  scope: Scope,
): { body: DeclaredFunction['body']; result: Type } {
  if (!below || !above) throw new Error('breakpoints without ends passed the reader');
  const unitOfX = unitOf([...scope.locals.values()][0]);
  const points = written.flatMap(({ x, y }) => {
    const [at, to] = [constantOf(context, x), constantOf(context, y)];
    if (at && unitOfX !== null && at.unit !== unitOfX && at.unit !== POINTS) {
      report(context, 'TK402', x.span, { left: unitOfX, right: at.unit, operator: 'in' });
    }
    return at && to ? [{ x: at.value, y: to.value, unit: isZeroLiteral(y) ? null : to.unit, span: y.span }] : [];
  });
  const ascending = points.every(({ x }, index) => index === 0 || (points[index - 1]?.x.compare(x) ?? 0) < 0);
  if (!ascending || points.length === 0)
    report(context, 'TK519', span, { found: points.map(({ x }) => `${x}`).join(', ') });
  const ends = [below, above].map((end) => ({ end, type: operand(context, scope, end) }));
  const heights = [
    ...points.map(({ unit, span: at }) => ({ unit, span: at })),
    ...ends.map(({ end, type }) => ({ unit: isZeroLiteral(end) ? null : unitOf(type), span: end.span })),
  ];
  const unit = heights.find((height) => height.unit !== null)?.unit ?? POINTS;
  for (const height of heights) {
    if (height.unit === null || height.unit === unit) continue;
    report(context, 'TK402', height.span, { left: unit, right: height.unit, operator: 'in' });
  }
  const presence = joinPresence(ends.map(({ type }) => type.presence));
  const result: Type = { base: { kind: 'number', unit, digits: null }, presence };
  for (const { end, type } of ends) {
    if (type.base.kind !== 'number' && type.base.kind !== 'unknown' && type.base.kind !== 'nothing') {
      report(context, 'TK401', end.span, { expected: typeName(result), found: typeName(type) });
    }
  }
  return { body: { kind: 'breakpoints', points: points.map(({ x, y }) => ({ x, y })), below, above }, result };
}

/** Null for what is no number, and so has no unit to compare. */
function unitOf(type: Type | undefined): string | null {
  return type?.base.kind === 'number' ? type.base.unit : null;
}
