import type { NodeId } from '../language/core.ts';
import { WORDS } from '../language/vocabulary.ts';
import type { IndicatorNodes } from '../model/program.ts';
import type { Indicator } from '../model/ruleset.ts';
import type { IndicatorScore } from '../model/score.ts';
import { contains, type Interval } from '../number/interval.ts';
import { Rational } from '../number/rational.ts';
import { intervalForPeople } from '../number/text.ts';
import type { Expression } from '../syntax/ast.ts';
import { conditionOf } from './conditions.ts';
import type { IndicatorExplanation, Step, WeightedMember } from './explanation.ts';
import { innerNode, namesWithin } from './names.ts';
import { explainPlan, planStep, segmentMean } from './plan.ts';
import { absent, type Context, printing, roundingStep, showNode, showOutcome, stepOf, textAt } from './show.ts';

/** One indicator from its actual to its share of the score. `members`: of the score that it enters, if any. */
export function explainIndicator(
  around: Context,
  nodes: IndicatorNodes,
  scored: IndicatorScore,
  members: readonly WeightedMember[],
): IndicatorExplanation {
  const declared = around.program.ruleset.indicators.get(nodes.name);
  if (!declared) throw new Error(`no indicator ${nodes.name}`);
  const rowUnit = around.evaluation.record.plan?.get(nodes.name)?.row.unit;
  const context: Context = rowUnit ? { ...around, rowUnit } : around;
  const within = { ...context, names: namesWithin(context.program, context.names, nodes.name) };
  const applies = scored.state !== 'not_applicable';
  const step = applies ? stepOf : unreadStep;
  const plan = explainPlan(context, declared);
  const digits = declared.round.kind === 'digits' ? declared.round.digits : null;
  const achievement = showOutcome(context.language, scored.achievement, declared.types.achievement, {
    ...printing(digits, declared.show),
  });
  return {
    name: nodes.name,
    plan,
    title: plan?.title ? { id: plan.title, en: plan.title } : (declared.title ?? {}),
    basis: declared.basis ?? [],
    place: declared.span,
    state: scored.state,
    carriedFrom: scored.carriedFrom,
    method: methodOf(context, declared),
    applies: declared.applies ? conditionOf(context, nodes.applies) : null,
    actual: declared.actual
      ? step(context, declared.actual, nodes.actual, { self: ownName(context, nodes.actual), show: declared.show })
      : planStep(context, declared, nodes.actual, applies),
    target: explainTarget(context, declared, nodes, applies),
    formula: formulaOf(step(within, declared.achievement, nodes.raw, { show: declared.show }), context, declared),
    clamp: clampOf(context, declared.clamp, nodes.raw),
    rounding: roundingStep(context.language, declared.round),
    achievement,
    score: explainSecondStage(within, declared, nodes, applies),
    weight: explainWeight(context, nodes, members, applies),
  };
}

/** How several rows were taken together, where they were. */
function methodOf({ evaluation, program }: Context, { consolidate }: Indicator): string | null {
  const { overrides, period } = evaluation.setting;
  if (overrides === undefined) return null;
  const isOfPeriods = period.kind !== program.ruleset.period;
  const word = isOfPeriods ? (consolidate?.method ?? null) : 'weight_by_days';
  return word === null ? null : WORDS[word][program.ruleset.language];
}

/** Under `by_segment` the value is the mean of the stretches, each of which stands with the plan. */
function formulaOf(step: Step, context: Context, { name, show }: Indicator): Step {
  const mean = segmentMean(context.program, name);
  const segments = context.evaluation.record.plan?.get(name)?.segments ?? [];
  if (!mean || segments.length < 2) return step;
  return { ...step, value: showNode(context, mean.id, printing(null, show)) };
}

/** A part that defines an own name is no alias of itself. */
function ownName(context: Context, node: NodeId): string | null {
  return context.names.get(node)?.name.includes('.') ? (context.names.get(node)?.name ?? null) : null;
}

/** Of an indicator that does not apply, the rule is shown and nothing is read. */
function unreadStep({ program }: Context, expression: Expression): Step {
  return {
    text: textAt(program, expression.span),
    place: expression.span,
    value: absent('not_applicable'),
    uses: [],
    rows: [],
  };
}

function explainTarget(context: Context, indicator: Indicator, nodes: IndicatorNodes, applies: boolean): Step | null {
  const { target, show } = indicator;
  if (target.kind === 'none' || nodes.target === null) return null;
  if (target.kind === 'plan') return planStep(context, indicator, nodes.target, applies);
  const step = applies ? stepOf : unreadStep;
  const options = { self: ownName(context, nodes.target), show };
  if (target.kind === 'one') return step(context, target.value, nodes.target, options);
  const part = partOfYear(context, target.of);
  const expression = target.parts.get(part);
  if (!expression) throw new Error(`no target for part ${part} of the year`);
  return step(context, expression, nodes.target, options);
}

/** Which part of the year the period ends in: its month, quarter or semester; 1 for a year. */
function partOfYear({ evaluation }: Context, of: 'month' | 'quarter' | 'semester' | 'year'): number {
  const { kind, number } = evaluation.setting.period;
  const months = { month: 1, quarter: 3, semester: 6, year: 12 } as const;
  return Math.ceil((number * months[kind]) / months[of]);
}

function clampOf(context: Context, clamp: Interval, raw: NodeId): IndicatorExplanation['clamp'] {
  if (clamp.low === null && clamp.high === null) return null;
  const outcome = context.evaluation.seen(raw);
  const value = outcome?.kind === 'value' ? outcome.value : null;
  return {
    text: intervalForPeople(clamp, context.language),
    changed: value instanceof Rational && !contains(clamp, value),
  };
}

function explainSecondStage(
  context: Context,
  declared: Indicator,
  { score }: IndicatorNodes,
  applies: boolean,
): IndicatorExplanation['score'] {
  if (!declared.score) return null;
  const { value, round } = declared.score;
  const formula = (applies ? stepOf : unreadStep)(context, value, innerNode(context.program, score), {
    show: declared.show,
  });
  const digits = round.kind === 'digits' ? round.digits : null;
  return {
    formula,
    rounding: roundingStep(context.language, round),
    value: applies ? showNode(context, score, printing(digits, declared.show)) : formula.value,
  };
}

function explainWeight(
  context: Context,
  { name, weight }: IndicatorNodes,
  members: readonly WeightedMember[],
  applies: boolean,
): IndicatorExplanation['weight'] {
  if (weight === null) return null;
  const declared = applies ? showNode(context, weight) : absent('not_applicable');
  return { declared, share: members.find((member) => member.name === name)?.share ?? null };
}
