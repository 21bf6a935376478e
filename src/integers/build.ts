import type { NodeId } from '../language/core.ts';
import { operandsOf } from '../language/operands.ts';
import type { AwardNodes, GrantNode, IndicatorNodes, NamedNode, Program, TierNodes } from '../model/program.ts';
import { partsOf } from '../model/result-parts.ts';
import type { Period } from '../number/calendar.ts';
import { powerOfTen, Rational } from '../number/rational.ts';
import { SHOWN_DIGITS } from '../number/text.ts';
import { rounded } from '../prove/arithmetic.ts';
import { start } from '../prove/facts.ts';
import { type Ranges, rangesOf } from '../prove/ranges.ts';
import { readByStage } from '../prove/walk.ts';
import { budgetOf } from './budget.ts';
import { columnsOf, Words } from './columns.ts';
import { decisionsOf } from './decisions.ts';
import { GroupColumns, NotInColumns } from './group-values.ts';
import { unknownParts } from './known-parts.ts';
import { Lowering, NotPlanned, type Surroundings } from './lowering.ts';
import { awardNotes, boundNotes, rangeNotes, shownNotes } from './notes.ts';
import type {
  Fraction,
  Plan,
  PlanAwards,
  PlanColumn,
  PlanIndicator,
  PlanNote,
  PlanResult,
  PlanTier,
  Shown,
  ShownCell,
  StepId,
} from './plan.ts';
import { levelsOf, stagesOf } from './stages.ts';
import { StepWriter, TooWide } from './steps.ts';

/** A plan, or why there is none: then every record is scored by the exact evaluator. */
export type Planning =
  | { readonly plan: Plan; readonly notes: readonly PlanNote[] }
  | { readonly plan: null; readonly notes: readonly PlanNote[] };

/**
 * The program in scaled integers, for one period or (null) for any. Bounds come from the declared ranges, digits and
 * checks. There is no plan where an operation needs more than one record's integers. `groups`: whether what group rules
 * come to is brought, in columns behind those of the inputs, and the budget is given out behind them.
 */
export function planOf(
  program: Program,
  period: Period | null,
  groups: 'refused' | 'in_columns' = 'refused',
): Planning {
  const parts = unknownParts(program, groups === 'in_columns');
  if (parts.length > 0) return { plan: null, notes: parts.map((part): PlanNote => ({ kind: 'part', part })) };
  // Periods that are taken together are several records, of which this plan knows one.
  if (period !== null && period.kind !== program.ruleset.period) {
    return { plan: null, notes: [{ kind: 'part', part: 'consolidation' }] };
  }
  try {
    const plan = new Planner(program, period).plan();
    return { plan, notes: plan.notes };
  } catch (problem) {
    if (problem instanceof NotInColumns) {
      const { node, reason } = problem;
      return { plan: null, notes: [{ kind: 'group', node, reason }] };
    }
    if (problem instanceof NotPlanned) {
      const { node, operation } = problem;
      return { plan: null, notes: [{ kind: 'operation', node, operation }] };
    }
    if (problem instanceof TooWide) return { plan: null, notes: [{ kind: 'part', part: 'size' }] };
    throw problem;
  }
}

class Planner {
  private readonly program: Program;
  private readonly period: Period | null;
  private readonly ranges: Ranges;
  private readonly steps = new StepWriter();
  private readonly words = new Words();
  private readonly columns: readonly PlanColumn[];
  /** For records of which it is not yet known whether they are fit: nothing is assumed of them but the ranges. */
  private readonly before: Lowering;
  private readonly after: Lowering;
  private readonly groups: GroupColumns;

  constructor(program: Program, period: Period | null) {
    this.program = program;
    this.period = period;
    // What is asked once the groups are known is not yet known to hold where they are formed.
    const early = { ...program, requirements: program.requirements.filter(({ node }) => !program.late.has(node)) };
    const ranges = rangesOf(early);
    this.ranges = ranges;
    this.columns = columnsOf(program.ruleset, this.words);
    this.groups = new GroupColumns(program, this.words, this.columns.length);
    const nothing = start();
    const decisions = decisionsOf(early, ranges);
    this.before = this.lowering(
      (node) => ranges.in(node, nothing),
      () => undefined,
    );
    this.after = this.lowering(
      (node) => ranges.at(node),
      (node) => decisions.get(node),
    );
  }

  private lowering(range: Surroundings['range'], decided: Surroundings['decided']): Lowering {
    const { program, period, columns, words, steps, groups } = this;
    return new Lowering({ program, period, columns, words, steps, groups, range, decided });
  }

  plan(): Plan {
    const { program, period, steps } = this;
    const { fit, fitSteps } = this.fit();
    this.lowerAll(this.after, rootsOf(program));
    const indicators = program.indicators.map((nodes) => this.indicator(nodes));
    const results = program.results.map((named): PlanResult => {
      const { name, node, digits } = named;
      return { name, ...this.shown(node, digits), parts: this.parts(named) };
    });
    const scores = program.scores.map(({ node }) => this.after.cell(node));
    const scored = steps.all(scores.map(({ absence }) => steps.not(this.after.absences.isMissing(absence))));
    const stage = program.awards === null ? null : this.awards(program.awards);
    const assessed = stage === null ? scored : steps.both(scored, steps.not(stage.missing));
    const own = steps.any([
      ...program.indicators.map((nodes, i) => this.indicatorError(nodes, indicators[i])),
      ...scores.map(({ absence }) => absence.error),
    ]);
    const failing = (of: typeof results) => steps.any(of.map(({ absence }) => absence.error));
    const stages = stagesOf(program, this.after, this.groups);
    const early = steps.either(own, failing(results.filter(({ node }) => !program.late.has(node))));
    const levels = levelsOf(stages, { fit, fitSteps, error: early, assessed: scored }, steps);
    const plan: Omit<Plan, 'notes'> = {
      program,
      period,
      columns: this.columns,
      words: this.words.list,
      steps: steps.steps,
      fit,
      fitSteps,
      error: steps.any([
        own,
        failing(results),
        ...(levels[0] === undefined ? [] : [levels[0].error]),
        ...(stage === null ? [] : [steps.both(scored, stage.error)]),
        steps.not(this.met('late')),
      ]),
      assessed,
      indicators,
      results,
      awards: stage?.awards ?? null,
      groupColumns: this.groups.list,
      stages,
      levels,
    };
    const bounds = boundNotes(plan, (node) => this.after.cellIfAny(node));
    return { ...plan, notes: [...rangeNotes(plan), ...bounds, ...shownNotes(plan), ...awardNotes(plan)] };
  }

  /** Operands first, and never deep. */
  private lowerAll(lowering: Lowering, roots: readonly NodeId[]): void {
    const { nodes } = this.program;
    const needed = new Uint8Array(nodes.length);
    for (const root of roots) needed[root] = 1;
    for (let id = nodes.length - 1; id >= 0; id--) {
      const node = nodes[id];
      if (needed[id] === 1 && node !== undefined) for (const operand of operandsOf(node)) needed[operand] = 1;
    }
    for (const node of nodes) if (needed[node.id] === 1) lowering.lower(node);
  }

  /** No requirement is false, and none cannot be worked out; with the number of steps that this needs. */
  private fit(): { readonly fit: StepId; readonly fitSteps: number } {
    return { fit: this.met('early'), fitSteps: this.steps.steps.length };
  }

  /** Requirements that read no group rule, or those that do: they are asked once the groups have been formed. */
  private met(stage: 'early' | 'late'): StepId {
    const { steps, before } = this;
    const { requirements, late } = this.program;
    const asked = requirements.filter(({ node }) => late.has(node) === (stage === 'late')).map(({ node }) => node);
    this.lowerAll(before, asked);
    return steps.all(
      asked.map((node) => {
        const { flag, absence } = before.flagOf(node);
        return steps.both(steps.not(absence.error), steps.either(flag, before.absences.any(absence)));
      }),
    );
  }

  private indicator(nodes: IndicatorNodes): PlanIndicator {
    const declared = this.program.ruleset.indicators.get(nodes.name);
    if (declared === undefined) throw new Error(`no indicator ${nodes.name}`);
    const { types, show } = declared;
    const digits = (type: typeof types.actual | null) =>
      type?.base.kind === 'number' ? (type.base.digits ?? show) : show;
    const applies = this.after.flagOf(nodes.applies).flag;
    const shown = (node: NodeId, shownDigits: number | null) => this.shown(node, shownDigits, applies);
    const actual = shown(nodes.actual, digits(types.actual));
    const score = shown(nodes.score, digits(types.score));
    const isMissing = (cell: ShownCell) => this.after.absences.isMissing(cell.absence);
    return {
      name: nodes.name,
      applies,
      actual,
      target: nodes.target === null ? null : shown(nodes.target, digits(types.target)),
      achievement: shown(nodes.achievement, digits(types.achievement)),
      score,
      weight: nodes.weight === null ? null : shown(nodes.weight, null),
      excluded: isMissing(score),
      zeroed: declared.missing === 'zero_score' ? isMissing(actual) : this.steps.flag(false),
    };
  }

  /** Of an indicator that applies everything is asked; of another one nothing. Whether it applies must be known. */
  private indicatorError(nodes: IndicatorNodes, indicator: PlanIndicator | undefined): StepId {
    if (indicator === undefined) throw new Error(`no plan of ${nodes.name}`);
    const { steps, after } = this;
    const applies = after.flagOf(nodes.applies);
    const { actual, target, achievement, score, weight } = indicator;
    const errors = [actual, target, achievement, score, weight].flatMap((cell) =>
      cell === null ? [] : [cell.absence.error],
    );
    return steps.either(after.absences.any(applies.absence), steps.both(applies.flag, steps.any(errors)));
  }

  /** A value with the integer that results print; words, dates and flags print by themselves. */
  private shown(node: NodeId, digits: number | null, where = this.steps.flag(true)): ShownCell {
    const { value } = this.after.cell(node);
    // A text that no rule speaks of has no number by which it could be printed.
    if (value.kind === 'word' && value.open) throw new NotPlanned(node, 'text');
    return this.cellShown(node, digits, where);
  }

  private parts(named: NamedNode): PlanResult['parts'] {
    return partsOf(this.program, named).map(({ name, node, digits }) => ({ name, ...this.cellShown(node, digits) }));
  }

  private cellShown(node: NodeId, digits: number | null, where = this.steps.flag(true)): ShownCell {
    const cell = this.after.cell(node);
    const { value } = cell;
    const there =
      value.kind === 'nothing'
        ? this.steps.flag(false)
        : this.steps.both(where, this.steps.not(this.after.absences.any(cell.absence)));
    return { ...cell, node, there, shown: value.kind === 'number' ? this.printed(node, value.fraction, digits) : null };
  }

  private printed(node: NodeId, fraction: Fraction, digits: number | null): Shown {
    if (digits === null) return this.shortest(node, fraction);
    const step = Rational.of(1n, powerOfTen(digits));
    const shown = rounded(this.ranges.at(node), { kind: 'digits', digits, mode: 'half_up' });
    const units = this.after.fractions.round(fraction, step, 'half_up', shown);
    return { units: units.over, digits, shortest: false };
  }

  /** As few digits as the number has: known beforehand only of what lies on a decimal grid. */
  private shortest(node: NodeId, fraction: Fraction): Shown {
    for (let digits = 0; digits <= SHOWN_DIGITS; digits++) {
      const grid = fraction.scale.multiply(Rational.of(powerOfTen(digits)));
      if (fraction.under !== null || !grid.isInteger) continue;
      const units = this.after.fractions.round(fraction, Rational.of(1n, powerOfTen(digits)), 'half_up');
      return { units: units.over, digits, shortest: true };
    }
    throw new NotPlanned(node, 'weight');
  }

  private awards({ eligible, tiers, budget, order }: AwardNodes) {
    const { steps, after } = this;
    const never = steps.flag(false);
    const gate = after.flagOf(eligible);
    const isEligible = steps.both(gate.flag, steps.not(after.absences.any(gate.absence)));
    const planned = tiers.map((tier) => this.tier(tier));
    const payable = budget === null ? null : budgetOf(budget, order, after, steps);
    const awards: PlanAwards = { eligible: isEligible, tiers: planned.map(({ tier }) => tier), budget: payable };
    // A condition that is not applicable has no truth value either: the exact evaluator says what becomes of it.
    const missing = steps.either(
      gate.absence.missing,
      steps.both(isEligible, steps.any(planned.map((one) => one.missing))),
    );
    const error = steps.any([
      gate.absence.error,
      gate.absence.inapplicable,
      steps.both(isEligible, steps.any(planned.map((one) => one.error))),
      // Who lacks a key of the order stands behind all others: the exact evaluator has a look at them.
      steps.both(isEligible, steps.any((payable?.order ?? []).map(({ absence }) => after.absences.any(absence)))),
      never,
    ]);
    return { awards, missing, error };
  }

  private tier({ name, when, quota, grants }: TierNodes) {
    const { steps, after } = this;
    const condition = after.flagOf(when);
    const holds = steps.both(condition.flag, steps.not(after.absences.any(condition.absence)));
    const order = (quota?.order ?? []).map(({ node }) => after.cell(node));
    const given = grants.map((grant) => this.grant(grant));
    const asked = [...order, ...given.filter((cell) => cell !== null)].map(({ absence }) => absence);
    const all = after.absences.join(asked);
    const tier: PlanTier = { name, when: holds, order, grants: given };
    return {
      tier,
      missing: steps.either(condition.absence.missing, steps.both(holds, all.missing)),
      error: steps.any([
        condition.absence.error,
        condition.absence.inapplicable,
        steps.both(holds, steps.either(all.error, all.inapplicable)),
      ]),
    };
  }

  private grant({ node, digits }: GrantNode): ShownCell | null {
    return node === null ? null : this.shown(node, digits);
  }
}

/** Every node that scoring looks at, requirements aside. */
function rootsOf(program: Program): readonly NodeId[] {
  const { indicators, results, scores, awards, stages } = program;
  const parts = indicators.flatMap(({ applies, actual, target, achievement, score, weight }) => [
    applies,
    actual,
    target,
    achievement,
    score,
    weight,
  ]);
  const tiers = (awards?.tiers ?? []).flatMap(({ when, quota, grants }) => [
    when,
    ...(quota?.order ?? []).map(({ node }) => node),
    ...grants.map(({ node }) => node),
  ]);
  const named = [...results, ...scores].map(({ node }) => node);
  const shown = results.flatMap((result) => partsOf(program, result)).map(({ node }) => node);
  const all = [...parts, ...named, ...shown, ...stages.flatMap(readByStage), ...tiers];
  const budget = awards?.budget ? [awards.budget.total, ...awards.order.map(({ node }) => node)] : [];
  return [...all, ...budget, ...(awards ? [awards.eligible] : [])].filter((node) => node !== null);
}
