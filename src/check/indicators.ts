import type { Rounding } from '../language/core.ts';
import { numberType, POINTS, type Type, UNKNOWN } from '../language/types.ts';
import type { Indicator, NamedValue, Score } from '../model/ruleset.ts';
import type { PeriodKind } from '../number/calendar.ts';
import { EVERYTHING, type Interval } from '../number/interval.ts';
import type { Rational } from '../number/rational.ts';
import { SHOWN_DIGITS } from '../number/text.ts';
import type { Expression, IndicatorAst, RoundAst, ScoreAst, ValueAst } from '../syntax/ast.ts';
import { constantOf, intervalOf } from './constant.ts';
import { bareName, type Context, type Entity, type EntityKind, type IndicatorTypes, report } from './context.ts';
import { digitsAfter, roundingOf } from './declared-types.ts';
import { infer, operand, unify } from './infer.ts';
import { condition, described, recordScope } from './inputs.ts';
import { assuming, NO_FACTS } from './narrowing.ts';
import { consolidateOf, inForceOf } from './periods.ts';
import { plannedOf, plannedTarget } from './planned.ts';
import { type Scope, typeName } from './scope.ts';

const EVERY_KIND: ReadonlySet<EntityKind> = new Set<EntityKind>([
  'input',
  'parameter',
  'value',
  'indicator',
  'score',
  'rating',
  'table',
  'group',
  'limit',
  'decision',
  'amount',
]);

/** A scope for expressions that may read anything that comes before them. */
export function resultScope(path: string, row: string | null = null): Scope {
  return { ...recordScope(path, 'handle', row), readable: EVERY_KIND };
}

const PARTS: Readonly<Record<PeriodKind, number>> = { month: 12, quarter: 4, semester: 2, year: 1 };

export function checkIndicator(
  context: Context,
  entity: Entity & { kind: 'indicator' },
  period: PeriodKind,
): Indicator {
  const { name, ast, span, path } = entity;
  if (ast.applies) condition(context, resultScope(path), ast.applies);
  const facts = ast.applies ? assuming(NO_FACTS, ast.applies, true) : NO_FACTS;
  const scope: Scope = { ...resultScope(path), facts };
  const planned = plannedOf(context, entity);
  const actual = ast.actual
    ? infer(context, { ...scope, missing: 'pass' }, ast.actual)
    : (planned?.actual?.type ?? UNKNOWN);
  const target = planned?.target
    ? plannedTarget(planned.target, planned.revision)
    : targetType(context, scope, ast, period, actual);
  // Where the actual is missing the policy decides, so that the achievement only ever sees one that is there.
  const own: IndicatorTypes = { actual: { base: actual.base, presence: 'present' }, ...(target ? { target } : {}) };
  const weight = planned?.weight?.type ?? (ast.weight && weightType(context, scope, ast.weight));
  if (weight) own.weight = weight;
  const raw = points(context, { ...scope, own }, ast.achievement);
  const round = roundingOf(context, ast.round, POINTS);
  const clamp = clampOf(context, ast, round);
  const presence = ast.missing.value === 'exclude' && actual.presence !== 'present' ? 'optional' : 'present';
  const achievement = rounded(raw, round, presence);
  const scored: IndicatorTypes = { ...own, achievement: { base: achievement.base, presence: 'present' } };
  const score = scoreStage(context, { ...scope, own: scored }, ast);
  const last: Type = score ? { base: score.type.base, presence } : achievement;
  const types = { actual, target: target ?? null, achievement, score: last };
  const consolidate = consolidateOf(context, ast, actual);
  context.indicatorTypes.set(name, { ...own, actual, achievement, score: types.score });
  context.entityTypes.set(name, types.score);
  return {
    ...described(ast),
    name,
    span,
    group: ast.group?.value ?? null,
    ...(ast.applies ? { applies: ast.applies } : {}),
    polarity: ast.polarity.value,
    ...(planned ? { planned } : {}),
    actual: ast.actual ?? null,
    target: planned?.target ? { kind: 'plan' } : targetOf(ast, period),
    achievement: ast.achievement,
    clamp,
    round,
    ...(score ? { score: { value: score.value, round: score.round } } : {}),
    ...(ast.weight ? { weight: ast.weight } : {}),
    missing: ast.missing.value,
    carry: ast.carry?.value ?? null,
    consolidate,
    effective: inForceOf(context, ast),
    at: ast.at,
    types,
    show: ast.show ?? SHOWN_DIGITS,
  };
}

function targetType(
  context: Context,
  scope: Scope,
  ast: IndicatorAst,
  period: PeriodKind,
  actual: Type,
): Type | undefined {
  if (!ast.target || ast.target.kind === 'plan') return undefined;
  if (ast.target.kind === 'one') return infer(context, scope, ast.target.value, actual.base);
  const { parts, span } = ast.target;
  for (let part = 1; part <= PARTS[period]; part++) {
    if (parts.some((written) => written.part.value === part)) continue;
    report(context, 'TK510', span, { indicator: textOfName(context, ast), part, period });
  }
  for (const { part } of parts) {
    if (part.value >= 1 && part.value <= PARTS[period]) continue;
    report(context, 'TK126', part.span, { found: String(part.value), least: 1, most: PARTS[period] });
  }
  const types = parts.map(({ value }) => ({ value, type: operand(context, scope, value, actual.base) }));
  const [first] = types;
  if (!first) return UNKNOWN;
  return types.reduce((joined, { value, type }) => unify(context, first.value, joined, value, type), first.type);
}

function textOfName(context: Context, ast: IndicatorAst): string {
  return [...context.entities.values()].find((entity) => entity.ast === ast)?.name ?? '';
}

function targetOf({ target }: IndicatorAst, of: PeriodKind): Indicator['target'] {
  if (!target || target.kind === 'plan') return { kind: 'none' };
  if (target.kind === 'one') return target;
  return { kind: 'by_part', of, parts: new Map(target.parts.map(({ part, value }) => [part.value, value])) };
}

function weightType(context: Context, scope: Scope, weight: Expression): Type {
  const type = operand(context, scope, weight);
  if (type.base.kind !== 'unknown' && (type.base.kind !== 'number' || type.base.unit !== POINTS)) {
    report(context, 'TK401', weight.span, { expected: { kind: 'number', detail: POINTS }, found: typeName(type) });
  }
  if (weight.kind === 'number' || weight.kind === 'negate') {
    const constant = constantOf(context, weight);
    if (constant && constant.value.sign <= 0) report(context, 'TK525', weight.span, { weight: constant.value });
  }
  return type;
}

/** An expression that must give plain points. */
function points(context: Context, scope: Scope, expression: Expression): Type {
  const type = operand(context, scope, expression);
  if (type.base.kind === 'unknown') return type;
  if (type.base.kind !== 'number' || type.base.unit !== POINTS) {
    report(context, 'TK401', expression.span, { expected: { kind: 'number', detail: POINTS }, found: typeName(type) });
    return UNKNOWN;
  }
  return type;
}

function rounded(type: Type, round: Rounding, presence: Type['presence']): Type {
  if (type.base.kind !== 'number') return { base: type.base, presence };
  return numberType(type.base.unit, digitsAfter(round, type.base.digits), presence);
}

/** Clamp ends are closed and lie on the rounding grid, so that rounding cannot lead out of them [N1]. */
function clampOf(context: Context, ast: IndicatorAst, round: Rounding): Interval {
  if (!ast.clamp) return EVERYTHING;
  const interval = intervalOf(context, ast.clamp, POINTS);
  if (!interval) return EVERYTHING;
  const open = (interval.low !== null && interval.lowOpen) || (interval.high !== null && interval.highOpen);
  if (open) report(context, 'TK519', ast.clamp.span, { found: 'open' });
  if (round.kind === 'none') return interval;
  for (const end of [interval.low, interval.high]) {
    if (end === null || isRounded(end, round)) continue;
    const grid = round.kind === 'digits' ? { digits: round.digits } : { step: round.step };
    report(context, 'TK509', ast.clamp.span, { end, ...grid });
  }
  return interval;
}

function isRounded(value: Rational, round: Exclude<Rounding, { kind: 'none' }>): boolean {
  return round.kind === 'digits' ? value.isOnGrid(round.digits) : value.divide(round.step).isInteger;
}

function scoreStage(
  context: Context,
  scope: Scope,
  ast: IndicatorAst,
): { readonly value: Expression; readonly round: Rounding; readonly type: Type } | undefined {
  if (!ast.score) return undefined;
  const { value, round: written } = ast.score;
  const type = points(context, scope, value);
  const round = roundingOf(context, written, POINTS);
  return { value, round, type: rounded(type, round, 'present') };
}

/** A number rounded as written, or any other value where nothing is rounded. */
function namedResult(
  context: Context,
  scope: Scope,
  value: Expression,
  written: RoundAst | undefined,
): { type: Type; round: Rounding } {
  const type = infer(context, scope, value);
  if (type.base.kind === 'nothing') report(context, 'TK404', value.span, { name: 'missing' });
  const unit = type.base.kind === 'number' ? type.base.unit : POINTS;
  const round = roundingOf(context, written, unit);
  if (written && written.kind !== 'none' && type.base.kind !== 'number' && type.base.kind !== 'unknown') {
    report(context, 'TK401', value.span, { expected: { kind: 'number' }, found: typeName(type) });
  }
  return { type: rounded(type, round, type.presence), round };
}

export function checkValue(context: Context, entity: Entity & { kind: 'value'; ast: ValueAst }): NamedValue {
  const { name, ast, span, path } = entity;
  const { type, round } = namedResult(context, resultScope(path, entity.details), ast.value, ast.round);
  context.entityTypes.set(name, type);
  return {
    ...described(ast),
    name: bareName(entity),
    span,
    type,
    value: ast.value,
    round,
    show: ast.show ?? SHOWN_DIGITS,
  };
}

export function checkScore(context: Context, entity: Entity & { kind: 'score'; ast: ScoreAst }): Score {
  const { name, ast, span, path } = entity;
  const { type: found, round } = namedResult(context, resultScope(path), ast.value, ast.round);
  const isPoints = found.base.kind === 'number' && found.base.unit === POINTS;
  if (!isPoints && found.base.kind !== 'unknown') {
    report(context, 'TK401', ast.value.span, { expected: { kind: 'number', detail: POINTS }, found: typeName(found) });
  }
  // A score that is missing makes the employee "not assessed"; later stages let it pass [V1].
  const type: Type = found.presence === 'optional' ? { base: found.base, presence: 'unassessed' } : found;
  context.entityTypes.set(name, type);
  return { ...described(ast), name, span, type, value: ast.value, round, show: ast.show ?? SHOWN_DIGITS };
}
