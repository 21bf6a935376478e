import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import type { Span } from '../base/source.ts';
import { evaluate } from '../exact/evaluate.ts';
import type { NodeId, Value } from '../language/core.ts';
import { operandsOf } from '../language/operands.ts';
import type { Program } from '../model/program.ts';
import type { DataRecord } from '../model/record.ts';
import type { Evaluation } from '../model/score.ts';
import { type Period, parsePeriod, periodAt, periodBefore } from '../number/calendar.ts';
import { isWithin } from '../number/interval.ts';
import { Rational } from '../number/rational.ts';
import { ABOVE_ZERO } from './arithmetic.ts';
import type { Ranges } from './ranges.ts';

/** More positions than this are not tried; each row is then still checked when it is scored. */
const MOST_POSITIONS = 20_000;

/**
 * Weights under every position that some employee could have [P6]: with `total_100` those that apply total 100, and
 * nobody is left without any indicator. Tried one by one where applicability hangs on choices and flags alone; what
 * hangs on anything else is checked on each row instead (TK704, TK705).
 */
export function weightFindings(program: Program, ranges: Ranges): readonly Diagnostic[] {
  return [...signFindings(program, ranges), ...totalFindings(program), ...emptyFindings(program)];
}

/** A weight is above 0 wherever its indicator applies: one of 0 assesses nothing, a negative one turns it round. */
function signFindings(program: Program, ranges: Ranges): readonly Diagnostic[] {
  return program.indicators.flatMap(({ name, applies, weight: node }) => {
    const written = program.ruleset.indicators.get(name)?.weight;
    const applying = ranges.assuming(applies, true, ranges.always);
    if (node === null || written === undefined || applying === null) return [];
    const range = ranges.in(node, applying);
    if (isWithin(range, ABOVE_ZERO)) return [];
    const weight = range.high !== null && range.high.sign < 0 ? range.high : Rational.ZERO;
    return [diagnostic('TK525', written.span, { weight })];
  });
}

function totalFindings(program: Program): readonly Diagnostic[] {
  return program.requirements.flatMap(({ node, reason, span }) => {
    if (reason.kind !== 'weights') return [];
    const broken = firstBreaking(program, node);
    const total = broken?.evaluation.at(reason.total);
    if (!broken || total?.kind !== 'value' || !(total.value instanceof Rational)) return [];
    return [diagnostic('TK526', span, { total: total.value, position: broken.position })];
  });
}

/** Where a mean would fail because nothing applies, the lowering has left the condition and the failure beside it. */
function emptyFindings(program: Program): readonly Diagnostic[] {
  return program.nodes.flatMap((node) => {
    if (node.op !== 'choose' || node.origin === null) return [];
    const failing = program.nodes[node.otherwise];
    if (failing?.op !== 'fail' || failing.failure.kind !== 'no_indicator') return [];
    const broken = firstBreaking(program, node.condition);
    const span: Span = node.origin;
    return broken ? [diagnostic('TK528', span, { score: failing.failure.score, position: broken.position })] : [];
  });
}

interface Breaking {
  readonly position: string;
  readonly evaluation: Evaluation;
}

/** The first position, in declared order, for which a flag is false; undefined where there is none, or it is not tried. */
function firstBreaking(program: Program, goal: NodeId): Breaking | undefined {
  const axes = axesOf(program, goal);
  if (axes === undefined) return undefined;
  const periods = periodsToTry(program);
  for (const period of periods) {
    const broken = firstBreakingIn(program, goal, axes, period);
    if (broken === undefined) continue;
    const position = [broken.position, ...(periods.length > 1 ? [period.text] : [])].filter((text) => text !== '');
    return { ...broken, position: position.join(', ') };
  }
  return undefined;
}

function firstBreakingIn(program: Program, goal: NodeId, axes: Axes, period: Period): Breaking | undefined {
  for (const values of positions(axes)) {
    const fields = new Map([...values].filter((entry): entry is [string, Value] => entry[1] !== undefined));
    const record: DataRecord = { key: '', fields, row: 0 };
    const evaluation = evaluate(program, record, { period });
    if (!isPossible(program, evaluation, axes)) continue;
    const outcome = evaluation.at(goal);
    if (outcome.kind === 'value' && outcome.value === false) return { position: positionText(values), evaluation };
  }
  return undefined;
}

/** Indicators come into force and go out of it: one period on either side of each such day, in order [T1]. */
function periodsToTry({ ruleset }: Program): readonly Period[] {
  const { period: kind, effective } = ruleset;
  const days = [...ruleset.indicators.values()].flatMap(({ effective: { from, to } }) => [
    ...(from === null ? [] : [from]),
    ...(to === null ? [] : [to + 1]),
  ]);
  const around = days.flatMap((day) => {
    const at = periodAt(kind, day);
    return at ? [at, periodBefore(at), periodAt(kind, at.end + 1)] : [];
  });
  const tried = new Map<string, Period>();
  for (const period of [parsePeriod(PERIODS[kind]), ...around]) {
    if (period === undefined) continue;
    const isBefore = effective.from !== null && period.end < effective.from;
    const isAfter = effective.to !== null && period.end > effective.to;
    if (days.length === 0 || (!isBefore && !isAfter)) tried.set(period.text, period);
  }
  return [...tried.values()].sort((a, b) => a.start - b.start);
}

/** Any period of the kind will do: nothing that hangs on the period is tried. */
const PERIODS = { month: '2026-01', quarter: '2026-Q1', semester: '2026-S1', year: '2026' } as const satisfies Record<
  Period['kind'],
  string
>;

/** Operations that read more than the record. */
const HANGS_ON_MORE: ReadonlySet<string> = new Set(['period', 'dated', 'previous', 'year_to_date', 'carried']);

type Axes = ReadonlyMap<string, readonly (Value | undefined)[]>;

/** The choices and flags that a node hangs on, with their values; undefined where it hangs on anything else. */
function axesOf(program: Program, goal: NodeId): Axes | undefined {
  const axes = new Map<string, readonly (Value | undefined)[]>();
  let count = 1;
  for (const id of below(program, goal, datesOf(program))) {
    const node = program.nodes[id];
    if (node && HANGS_ON_MORE.has(node.op)) return undefined;
    if (node?.op !== 'input' || axes.has(node.name)) continue;
    const { base, presence } = node.type;
    if (base.kind !== 'choice' && base.kind !== 'flag') return undefined;
    const values: readonly Value[] = base.kind === 'choice' ? base.values : [true, false];
    const all = presence === 'present' ? values : [...values, undefined];
    axes.set(node.name, all);
    count *= all.length;
    if (count > MOST_POSITIONS) return undefined;
  }
  return axes;
}

/** Whether indicators are in force: tried by periods, not by what they read. */
function datesOf({ indicators }: Program): ReadonlySet<NodeId> {
  return new Set(indicators.flatMap(({ inForce }) => inForce ?? []));
}

function below(program: Program, goal: NodeId, but: ReadonlySet<NodeId> = new Set()): ReadonlySet<NodeId> {
  const seen = new Set<NodeId>([goal]);
  for (const id of seen) {
    if (but.has(id)) continue;
    const node = program.nodes[id];
    if (node) for (const operand of operandsOf(node)) seen.add(operand);
  }
  return seen;
}

function* positions(axes: Axes): Iterable<ReadonlyMap<string, Value | undefined>> {
  const entries = [...axes];
  const total = entries.reduce((product, [, values]) => product * values.length, 1);
  for (let index = 0; index < total; index++) {
    let rest = index;
    const chosen = entries.map(([name, values]) => {
      const value = values[rest % values.length];
      rest = Math.floor(rest / values.length);
      return [name, value] as const;
    });
    yield new Map(chosen);
  }
}

/** Positions that a check of the ruleset refuses need no weights; checks over other inputs say nothing here. */
function isPossible(program: Program, evaluation: Evaluation, axes: Axes): boolean {
  return program.requirements.every(({ node, reason }) => {
    if (reason.kind !== 'check' && reason.kind !== 'no_plan_row') return true;
    const inputs = [...below(program, node)].map((id) => program.nodes[id]);
    if (inputs.some((one) => one?.op === 'period' || (one?.op === 'input' && !axes.has(one.name)))) return true;
    const outcome = evaluation.at(node);
    return outcome.kind !== 'value' || outcome.value !== false;
  });
}

function positionText(values: ReadonlyMap<string, Value | undefined>): string {
  return [...values].map(([name, value]) => (value === undefined ? `${name} —` : `${name} = ${value}`)).join(', ');
}
