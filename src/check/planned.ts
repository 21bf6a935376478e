import type { Span } from '../base/source.ts';
import { MOST_PLAN_ROWS } from '../language/shape.ts';
import { FLAG, numberType, OF_THE_ROW, POINTS, type Type } from '../language/types.ts';
import { KEYS } from '../language/vocabulary.ts';
import type { Indicator, Input, PlanFields, Planned } from '../model/ruleset.ts';
import { contains, EVERYTHING, type Interval } from '../number/interval.ts';
import { Rational } from '../number/rational.ts';
import type { IndicatorAst, PlannedAst } from '../syntax/ast.ts';
import { intervalOf } from './constant.ts';
import { type Context, type Entity, languageOf, report } from './context.ts';
import { declaredType } from './declared-types.ts';

/** Weights in plans have at most these digits: 33.33, 12.5. */
const WEIGHT_DIGITS = 4;

/** More changes of a plan within one period than this are refused where the plan is read. */
export const MOST_SEGMENTS = 6;

const ABOVE_ZERO_TO_100: Interval = { low: Rational.ZERO, lowOpen: true, high: Rational.HUNDRED, highOpen: false };

/** What an indicator takes from the work plan; undefined where it takes nothing. */
export function plannedOf(context: Context, entity: Entity & { kind: 'indicator' }): Planned | undefined {
  const { name, ast } = entity;
  reportMisuse(context, ast);
  const declared = ast.template ?? ast.plan;
  const takesTarget = ast.target?.kind === 'plan' || ast.template !== undefined;
  const takesWeight = ast.plannedWeight !== undefined || ast.template !== undefined;
  if (!takesTarget && !takesWeight) return undefined;
  const target = takesTarget && declared ? targetInput(context, name, declared, ast.template !== undefined) : null;
  return {
    indicator: name,
    template: ast.template !== undefined,
    member: null,
    maxRows: ast.template?.maxRows?.value ?? 1,
    optional: declared?.optional ?? false,
    revision: ast.revision?.value ?? null,
    target,
    weight: takesWeight ? weightInput(name, entity.span) : null,
    actual: ast.template && !ast.actual && target ? actualInput(target) : null,
    fields: fieldsOf(name, ast.revision?.value === 'by_segment'),
  };
}

/** Where the words do not fit each other; each is a mistake of the file alone. */
function reportMisuse(context: Context, ast: IndicatorAst): void {
  const { plan, template, target, weight, plannedWeight, revision } = ast;
  if (target?.kind === 'plan' && !plan && !template) report(context, 'TK140', target.span, {});
  const key = (name: 'plan' | 'target' | 'weight' | 'revision') => KEYS[name][languageOf(context, ast.span.path)];
  const isExpression = target !== undefined && target.kind !== 'plan';
  if (template && plan) report(context, 'TK141', plan.span, { key: key('plan') });
  if (template && isExpression) report(context, 'TK141', spanOf(target), { key: key('target') });
  if (template && weight) report(context, 'TK141', weight.span, { key: key('weight') });
  if (plan && !template && target?.kind !== 'plan') report(context, 'TK142', plan.span, { key: key('plan') });
  if (revision && !template && target?.kind !== 'plan' && !plannedWeight) {
    report(context, 'TK142', revision.span, { key: key('revision') });
  }
}

function spanOf(target: Exclude<NonNullable<IndicatorAst['target']>, { kind: 'plan' }>): Span {
  return target.kind === 'one' ? target.value.span : target.span;
}

function targetInput(context: Context, name: string, ast: PlannedAst, isTemplate: boolean): Input {
  const base = declaredType(context, name, ast, 'mandatory');
  const ownUnit = isTemplate && base.kind === 'number' && base.unit === POINTS;
  const unit = base.kind === 'number' ? base.unit : POINTS;
  const range = intervalOf(context, ast.range, unit) ?? EVERYTHING;
  if (isTemplate && contains(range, Rational.ZERO)) report(context, 'TK440', ast.range.span, { range });
  const type: Type = { base: ownUnit ? { ...base, unit: OF_THE_ROW } : base, presence: 'present' };
  return { ...cell(name, ast.span), type, word: wordOf(ast), range };
}

function wordOf({ type }: PlannedAst): Input['word'] {
  const words = ['count', 'percent', 'money', 'days'] as const;
  return words.find((word) => word === type.value) ?? 'decimal';
}

/** How a template's actual is read: as its target, never below zero where no target is. */
function actualInput(target: Input): Input {
  const { low } = target.range;
  const range: Interval =
    low !== null && low.sign >= 0 ? { ...EVERYTHING, low: Rational.ZERO, lowOpen: false } : EVERYTHING;
  return { ...target, type: { ...target.type, presence: 'optional' }, range, optional: true };
}

function weightInput(name: string, span: Span): Input {
  return { ...cell(name, span), type: numberType(POINTS, WEIGHT_DIGITS), word: 'decimal', range: ABOVE_ZERO_TO_100 };
}

function cell(name: string, span: Span): Omit<Input, 'type' | 'word' | 'range'> {
  return {
    name,
    span,
    key: false,
    optional: false,
    sensitive: false,
    table: null,
    consolidate: null,
    labels: new Map(),
  };
}

function fieldsOf(owner: string, bySegment: boolean): PlanFields {
  const field = (part: string) => `plan.${owner}.${part}`;
  const numbers = bySegment ? Array.from({ length: MOST_SEGMENTS }, (_, index) => index + 1) : [];
  return {
    present: field('present'),
    target: field('target'),
    weight: field('weight'),
    actual: field('actual'),
    segments: numbers.map((number) => ({ target: field(`${number}.target`), days: field(`${number}.days`) })),
  };
}

/** The target's type where the indicator reads it: off any grid where days have been weighed. */
export function plannedTarget({ type }: Input, revision: Planned['revision']): Type {
  const prorated = revision === 'prorate_days' && type.base.kind === 'number';
  return prorated ? { ...type, base: { ...type.base, digits: null } } : type;
}

/** A template as its members, one for each row that an employee may have; anything else as it is. */
export function membersOf(indicator: Indicator): readonly Indicator[] {
  const { planned } = indicator;
  if (!planned?.template) return [indicator];
  const count = Math.min(planned.maxRows, MOST_PLAN_ROWS);
  return Array.from({ length: count }, (_, index) => {
    const name = `${indicator.name}.${index + 1}`;
    const fields = fieldsOf(name, planned.revision === 'by_segment');
    return { ...indicator, name, planned: { ...planned, member: index + 1, fields } };
  });
}

/** The fields that plans bring to a record, as inputs. All but `present` are absent where there is no row. */
export function plannedFields(indicators: Iterable<Indicator>): ReadonlyMap<string, Input> {
  return new Map([...indicators].flatMap(fieldsOfIndicator).map((input) => [input.name, input]));
}

function fieldsOfIndicator({ planned }: Indicator): readonly Input[] {
  if (!planned) return [];
  const { fields, target, weight, actual, indicator, revision } = planned;
  const span = (target ?? weight)?.span;
  if (!span) return [];
  const flag: Input = { ...cell(fields.present, span), type: FLAG, word: 'flag', range: EVERYTHING };
  const days: Input = {
    ...cell(indicator, span),
    type: numberType(POINTS, 0, 'optional'),
    word: 'count',
    optional: true,
    range: { low: Rational.ONE, lowOpen: false, high: null, highOpen: true },
  };
  return [
    flag,
    ...(target ? [targetField(target, fields.target, revision)] : []),
    ...(weight ? [{ ...weight, name: fields.weight, type: numberType(POINTS, null), optional: true }] : []),
    ...(actual ? [{ ...actual, name: fields.actual }] : []),
    ...(target
      ? fields.segments.flatMap((names) => [
          { ...target, name: names.target, optional: true },
          { ...days, name: names.days },
        ])
      : []),
  ];
}

function targetField(target: Input, name: string, revision: Planned['revision']): Input {
  const range = revision === 'prorate_days' ? towardsZero(target.range) : target.range;
  return { ...target, name, type: plannedTarget(target, revision), range, optional: true };
}

/** A part of the period's days takes a target nearer to zero, never onto it. */
function towardsZero(range: Interval): Interval {
  const { low, high } = range;
  if (low !== null && low.sign > 0) return { ...range, low: Rational.ZERO, lowOpen: true };
  if (high !== null && high.sign < 0) return { ...range, high: Rational.ZERO, highOpen: true };
  return low?.sign === 0 || high?.sign === 0 ? range : { ...EVERYTHING };
}
