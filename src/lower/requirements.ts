import type { NodeId } from '../language/core.ts';
import { numberType, POINTS } from '../language/types.ts';
import type { IndicatorNodes, Requirement } from '../model/program.ts';
import type { Check, Details, Input, Ruleset } from '../model/ruleset.ts';
import { Rational } from '../number/rational.ts';
import type { Expression } from '../syntax/ast.ts';
import type { ExpressionLowering, Names } from './expression.ts';
import { required } from './expression.ts';
import type { ProgramWriter } from './writer.ts';

/** Everything that a record must meet to be scored: inputs where they apply, checks, actuals under `reject`. */
export function lowerRequirements(
  ruleset: Ruleset,
  writer: ProgramWriter,
  expressions: ExpressionLowering,
  names: Names,
  indicators: ReadonlyMap<string, IndicatorNodes>,
): readonly Requirement[] {
  const requirements: Requirement[] = [];
  for (const input of ruleset.inputs.values()) {
    if (input.applies) requirements.push(...ofInput(input, names.node(input.name), input.applies, writer, expressions));
  }
  requirements.push(...ruleset.checks.map((check) => ofCheck(ruleset, check, expressions)));
  requirements.push(...ofPlans(ruleset, writer, indicators));
  for (const { name, missing, types, actual, span } of ruleset.indicators.values()) {
    if (missing !== 'reject' || types.actual.presence === 'present') continue;
    const nodes = required(indicators.get(name), name);
    const node = unless(writer, nodes.applies, writer.not(writer.isMissing(nodes.actual)));
    requirements.push({ node, reason: { kind: 'missing_actual', indicator: name }, span: actual?.span ?? span });
  }
  if (ruleset.weights === 'total_100') requirements.push(...ofWeights(ruleset, writer, indicators));
  return requirements;
}

/** Who must have a row in the work plan has one: a template at least one, whichever of its members it stands behind. */
function ofPlans(
  ruleset: Ruleset,
  writer: ProgramWriter,
  indicators: ReadonlyMap<string, IndicatorNodes>,
): readonly Requirement[] {
  const all = [...ruleset.indicators.values()];
  return all.flatMap(({ name, planned, span }): readonly Requirement[] => {
    if (!planned || planned.optional || (planned.member ?? 1) > 1) return [];
    const { plan } = required(indicators.get(name), name);
    if (!plan) return [];
    const members = all.filter((other) => other.planned?.indicator === planned.indicator);
    const present = members.flatMap((member) => indicators.get(member.name)?.plan?.present ?? []);
    const reason = { kind: 'no_plan_row', indicator: planned.indicator } as const;
    return [{ node: unless(writer, plan.written, writer.any(present)), reason, span }];
  });
}

/** What each row of details must meet; written for the row. */
export function lowerRowRequirements(
  ruleset: Ruleset,
  { name: details, columns, checks }: Details,
  writer: ProgramWriter,
  expressions: ExpressionLowering,
  names: Names,
): readonly Requirement[] {
  const ofColumns = [...columns.values()].flatMap((column) => {
    if (!column.applies) return [];
    return ofInput(column, names.node(`${details}.${column.name}`), column.applies, writer, expressions);
  });
  return [...ofColumns, ...checks.map((check) => ofCheck(ruleset, check, expressions))];
}

function ofCheck(ruleset: Ruleset, { that, message }: Check, expressions: ExpressionLowering): Requirement {
  const reason = { kind: 'check', message, that: textOf(ruleset, that) } as const;
  return { node: expressions.lower(that), reason, span: that.span };
}

/** Under `total_100` the weights of all indicators that apply to a record total 100. */
function ofWeights(
  ruleset: Ruleset,
  writer: ProgramWriter,
  indicators: ReadonlyMap<string, IndicatorNodes>,
): readonly Requirement[] {
  const type = numberType(POINTS, null);
  const zero = writer.constant(Rational.ZERO, type);
  const weights = [...indicators.values()].flatMap(({ applies, weight }) =>
    weight === null ? [] : [writer.choose(applies, weight, zero, type)],
  );
  if (weights.length === 0) return [];
  const total = weights.reduce((left, right) => writer.add({ op: 'add', left, right }, type));
  const node = writer.compare('=', total, writer.constant(Rational.HUNDRED, type));
  const span = ruleset.loaded.main.weights?.span ?? ruleset.loaded.main.name.span;
  return [{ node, reason: { kind: 'weights', total }, span }];
}

function ofInput(
  { name, optional, span }: Input,
  node: NodeId,
  condition: Expression,
  writer: ProgramWriter,
  expressions: ExpressionLowering,
): readonly Requirement[] {
  const applies = expressions.lower(condition);
  const missing = writer.isMissing(node);
  const empty: Requirement = {
    node: writer.either(applies, missing),
    reason: { kind: 'must_be_empty', input: name },
    span,
  };
  if (optional) return [empty];
  const filled = unless(writer, applies, writer.not(missing));
  return [{ node: filled, reason: { kind: 'required_input', input: name }, span }, empty];
}

/** Holds where the condition does not, or else where `then` does. */
function unless(writer: ProgramWriter, condition: NodeId, then: NodeId): NodeId {
  return writer.isConstant(condition, true) ? then : writer.either(writer.not(condition), then);
}

/** What an expression says, as written. */
export function textOf(ruleset: Ruleset, { span }: Expression): string {
  return ruleset.sources.get(span.path)?.text.slice(span.start, span.end) ?? '';
}
