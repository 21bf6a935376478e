import type { NodeId, Rounding, Value } from '../language/core.ts';
import type { IndicatorNodes, Program } from '../model/program.ts';
import type { DataRecord, DetailRow } from '../model/record.ts';
import type { Evaluated, RowPart } from '../model/score.ts';
import { daysIn } from '../number/calendar.ts';
import { Rational } from '../number/rational.ts';
import { roundToDigits, roundToStep } from '../number/rounding.ts';
import { isOfSegment, ofPeriods, ofSegments, readOutside } from '../prove/outside.ts';
import type { ConsolidationMethod } from '../syntax/ast.ts';

/** Several rows of one key as one record: its fields, and the values that the program takes from all of them. */
export interface Combined {
  readonly record: DataRecord;
  readonly overrides: ReadonlyMap<NodeId, Evaluated>;
}

export type Kind = 'segments' | 'periods';

const MISSING: Evaluated = { kind: 'missing' };
const NOT_APPLICABLE: Evaluated = { kind: 'not_applicable' };

/** A number of one row, with what weighs it. */
interface Element {
  readonly value: Rational;
  readonly part: RowPart;
}

/** Takes rows together; `parts` stand in the order of time and are never empty. */
export function combine(program: Program, parts: readonly RowPart[], kind: Kind): Combined {
  const overrides = new Map<NodeId, Evaluated>(withoutWhole(program, kind).map((node) => [node, NOT_APPLICABLE]));
  for (const nodes of program.indicators) {
    const applying = parts.filter(({ evaluation }) => isTrue(evaluation.at(nodes.applies)));
    if (program.nodes[nodes.applies]?.op !== 'constant') {
      overrides.set(nodes.applies, { kind: 'value', value: applying.length > 0 });
    }
    const method = program.ruleset.indicators.get(nodes.name)?.consolidate?.method;
    if (kind === 'segments' || method === 'average_of_scores') ofScores(program, nodes, applying, kind, overrides);
    else ofActuals(program, nodes, applying, overrides);
  }
  if (kind === 'segments') scoresByDays(program, parts, overrides);
  return { record: recordOf(program, parts), overrides };
}

function isTrue(outcome: Evaluated): boolean {
  return outcome.kind === 'value' && outcome.value === true;
}

/** Named values, and weights that are only shown, where they hang on what no rule takes together. */
function withoutWhole(program: Program, kind: Kind): readonly NodeId[] {
  const together = kind === 'segments' ? ofSegments(program) : ofPeriods(program);
  const shown = [
    ...program.results.filter((result) => result.kind === 'value').map(({ node }) => node),
    ...(kind === 'segments' ? program.indicators.flatMap(({ weight }) => weight ?? []) : []),
  ];
  return shown.filter((node) => {
    const { inputs, nodes } = readOutside(program, [node], together);
    return inputs.size > 0 || nodes.length > 0;
  });
}

/** Achievement and score of an indicator as means: by days within a period, and over periods each with the same weight. */
function ofScores(
  program: Program,
  nodes: IndicatorNodes,
  parts: readonly RowPart[],
  kind: Kind,
  overrides: Map<NodeId, Evaluated>,
): void {
  const declared = program.ruleset.indicators.get(nodes.name);
  const atLeast = kind === 'periods' ? (declared?.consolidate?.atLeast ?? 1) : 1;
  const mean = (node: NodeId, rounding: Rounding | undefined): Evaluated => {
    const elements = elementsAt(parts, node);
    if (periodsOf(elements) < atLeast) return MISSING;
    const value = average(elements);
    return value === undefined ? MISSING : { kind: 'value', value: rounded(value, rounding) };
  };
  overrides.set(nodes.actual, NOT_APPLICABLE);
  if (nodes.target !== null) overrides.set(nodes.target, NOT_APPLICABLE);
  overrides.set(nodes.achievement, mean(nodes.achievement, declared?.round));
  if (nodes.score !== nodes.achievement) overrides.set(nodes.score, mean(nodes.score, declared?.score?.round));
}

/** Actuals and targets by the indicator's method [T3]. Only periods that have an actual bring their target. */
function ofActuals(
  program: Program,
  nodes: IndicatorNodes,
  applying: readonly RowPart[],
  overrides: Map<NodeId, Evaluated>,
): void {
  const rule = program.ruleset.indicators.get(nodes.name)?.consolidate;
  if (!rule) throw new Error(`${nodes.name} has no rule for several periods`);
  const own = rule.ratio ? nodes.ownActual : nodes.actual;
  const parts = isOfSegment(program, own) ? applying : lastOfEach(applying);
  const actuals = elementsAt(parts, own).map(({ value, part }) => ({ value: rounded(value, rule.round), part }));
  const enough = actuals.length > 0 && periodsOf(actuals) >= rule.atLeast;
  const counting = new Set(actuals.map(({ part }) => part));
  const counted = parts.filter((part) => counting.has(part));
  const result = (value: Rational | undefined): Evaluated =>
    value === undefined || !enough ? MISSING : { kind: 'value', value };
  if (nodes.ratio) {
    const wholes = elementsAt(counted, nodes.ratio.whole);
    overrides.set(
      nodes.actual,
      result(ratioOfSums(elementsAt(counted, nodes.ratio.part), wholes, nodes.ratio.percent)),
    );
    if (nodes.target !== null)
      overrides.set(nodes.target, result(weighedBy(elementsAt(counted, nodes.target), wholes)));
    return;
  }
  overrides.set(nodes.actual, result(taken(rule.method, actuals)));
  if (nodes.target !== null) overrides.set(nodes.target, result(taken(rule.method, elementsAt(counted, nodes.target))));
}

/** What was done by the plan and what details tell is of the whole period: its segments all say it, and it counts once. */
function lastOfEach(parts: readonly RowPart[]): readonly RowPart[] {
  return parts.filter(({ period }, index) => parts[index + 1]?.period.text !== period.text);
}

/** The scores by days, exactly, then by their own rounding [T6]. A segment that was not assessed has no part in it. */
function scoresByDays(program: Program, parts: readonly RowPart[], overrides: Map<NodeId, Evaluated>): void {
  for (const { node } of program.scores) {
    const lowered = program.nodes[node];
    const inner = lowered?.op === 'round' ? lowered.of : node;
    const value = average(elementsAt(parts, inner));
    const rounding = lowered?.op === 'round' ? lowered.rounding : undefined;
    overrides.set(node, value === undefined ? MISSING : { kind: 'value', value: rounded(value, rounding) });
  }
}

function elementsAt(parts: readonly RowPart[], node: NodeId): readonly Element[] {
  return parts.flatMap((part) => {
    const outcome = part.evaluation.at(node);
    return outcome.kind === 'value' && outcome.value instanceof Rational ? [{ value: outcome.value, part }] : [];
  });
}

function periodsOf(elements: readonly Element[]): number {
  return new Set(elements.map(({ part }) => part.period.text)).size;
}

function taken(method: ConsolidationMethod, elements: readonly Element[]): Rational | undefined {
  const [first, ...rest] = elements.map(({ value }) => value);
  if (first === undefined) return undefined;
  switch (method) {
    case 'sum':
      return rest.reduce((sum, value) => sum.add(value), first);
    case 'average':
      return average(elements);
    case 'last':
      return rest.at(-1) ?? first;
    case 'largest':
      return rest.reduce((most, value) => (value.compare(most) > 0 ? value : most), first);
    case 'smallest':
      return rest.reduce((least, value) => (value.compare(least) < 0 ? value : least), first);
    case 'ratio_of_sums':
    case 'average_of_scores':
      throw new Error(`${method} takes no single numbers together`);
  }
}

/** The mean of the periods, each of which is the mean of its segments by days. Exact. */
function average(elements: readonly Element[]): Rational | undefined {
  const periods = new Map<string, Element[]>();
  for (const element of elements) {
    const { text } = element.part.period;
    periods.set(text, [...(periods.get(text) ?? []), element]);
  }
  if (periods.size === 0) return undefined;
  const means = [...periods.values()].map((of) => byDays(of));
  return means.reduce((sum, mean) => sum.add(mean)).divide(Rational.integer(means.length));
}

function byDays(elements: readonly Element[]): Rational {
  let sum = Rational.ZERO;
  let days = Rational.ZERO;
  for (const { value, part } of elements) {
    const length = Rational.integer(daysIn({ start: part.from, end: part.to }));
    sum = sum.add(value.multiply(length));
    days = days.add(length);
  }
  return sum.divide(days);
}

function sumOf(elements: readonly Element[]): Rational {
  return elements.reduce((sum, { value }) => sum.add(value), Rational.ZERO);
}

function ratioOfSums(parts: readonly Element[], wholes: readonly Element[], percent: boolean): Rational | undefined {
  const whole = sumOf(wholes);
  if (whole.isZero) return undefined;
  const ratio = sumOf(parts).divide(whole);
  return percent ? ratio.multiply(Rational.HUNDRED) : ratio;
}

/** Targets of a ratio, each by what it is a share of: the sum of the targeted parts over the sum of the wholes. */
function weighedBy(targets: readonly Element[], wholes: readonly Element[]): Rational | undefined {
  const whole = sumOf(wholes);
  if (whole.isZero || targets.length !== wholes.length) return undefined;
  const targeted = targets.reduce(
    (sum, { value }, index) => sum.add(value.multiply(wholes[index]?.value ?? Rational.ZERO)),
    Rational.ZERO,
  );
  return targeted.divide(whole);
}

function rounded(value: Rational, rounding: Rounding | undefined): Rational {
  if (rounding === undefined || rounding.kind === 'none') return value;
  return rounding.kind === 'digits'
    ? roundToDigits(value, rounding.digits, rounding.mode)
    : roundToStep(value, rounding.step, rounding.mode);
}

/** The row that speaks for all: the last, or of the last period's segments the longest; of two alike the later. */
function spokesman({ ruleset }: Program, parts: readonly RowPart[]): RowPart {
  const last = parts.at(-1);
  if (last === undefined) throw new Error('no rows to take together');
  if (ruleset.segments?.groupAt !== 'longest') return last;
  const days = ({ from, to }: RowPart) => daysIn({ start: from, end: to });
  const ofLast = parts.filter(({ period }) => period.text === last.period.text);
  return ofLast.reduce((best, part) => (days(part) >= days(best) ? part : best));
}

/**
 * Texts, choices, flags and dates of the row that speaks for all; numbers by their rule. A number without one is left
 * out: nothing that decides reads it (see outside.ts).
 */
function recordOf(program: Program, parts: readonly RowPart[]): DataRecord {
  const { record } = spokesman(program, parts).evaluation;
  const fields = new Map<string, Value>(record.fields);
  for (const { name, type, consolidate } of program.ruleset.inputs.values()) {
    if (type.base.kind !== 'number') continue;
    const elements = parts.flatMap((part) => {
      const value = part.evaluation.record.fields.get(name);
      return value instanceof Rational ? [{ value, part }] : [];
    });
    const value = consolidate === null ? undefined : taken(consolidate, elements);
    if (value === undefined) fields.delete(name);
    else fields.set(name, value);
  }
  for (const [name, value] of plannedWeights(program, parts)) fields.set(name, value);
  const plan = planOf(parts);
  const details = detailsOf(parts);
  return { ...record, fields, ...(plan && { plan }), ...(details && { details }) };
}

/**
 * The mean of the periods, nothing where there is no row: a row of half a year weighs half, and weights that total 100
 * in every period total 100 together.
 */
function plannedWeights({ ruleset }: Program, parts: readonly RowPart[]): ReadonlyMap<string, Rational> {
  const weights = new Map<string, Rational>();
  for (const { planned } of ruleset.indicators.values()) {
    if (!planned?.weight) continue;
    const { weight: name } = planned.fields;
    const values = parts.map(({ evaluation }) => evaluation.record.fields.get(name));
    if (values.every((value) => value === undefined)) continue;
    const elements = parts.map((part, index): Element => {
      const value = values[index];
      return { value: value instanceof Rational ? value : Rational.ZERO, part };
    });
    const mean = average(elements);
    if (mean !== undefined) weights.set(name, mean);
  }
  return weights;
}

/** The row behind each indicator: that of the last period which has one. */
function planOf(parts: readonly RowPart[]): DataRecord['plan'] {
  const plans = parts.flatMap(({ evaluation }) => evaluation.record.plan ?? []);
  return plans.length === 0 ? undefined : new Map(plans.flatMap((plan) => [...plan]));
}

/** Rows of details of all periods; segments of one period have the same rows, which count once. */
function detailsOf(parts: readonly RowPart[]): DataRecord['details'] {
  const found = new Map<string, Set<readonly DetailRow[]>>();
  for (const { evaluation } of parts) {
    for (const [name, rows] of evaluation.record.details ?? []) {
      found.set(name, (found.get(name) ?? new Set()).add(rows));
    }
  }
  return found.size === 0 ? undefined : new Map([...found].map(([name, lists]) => [name, [...lists].flat()]));
}
