import { compileColumns, type OutputColumn } from '../../src/backends/columns/compile.ts';
import { Filler } from '../../src/backends/columns/fill.ts';
import { outputKind } from '../../src/backends/columns/source.ts';
import { evaluate } from '../../src/exact/evaluate.ts';
import type { Plan, PlanCell, ShownCell, StepId } from '../../src/integers/plan.ts';
import type { DataRecord } from '../../src/model/record.ts';
import type { Evaluated, Setting } from '../../src/model/score.ts';
import { formatIsoDate } from '../../src/number/calendar.ts';
import { Rational } from '../../src/number/rational.ts';
import { roundToDigits } from '../../src/number/rounding.ts';
import { plainDecimal } from '../../src/number/text.ts';
import { scoreWithoutAward } from '../../src/score/record.ts';

/** How rows came out: by the columns, or sent to the exact evaluator. */
export interface Compared {
  readonly scored: number;
  readonly exact: number;
  readonly differences: readonly string[];
}

/** Scores records by the generated code and by the exact evaluator, and lists every difference. */
export function compareRecords(plan: Plan, records: readonly DataRecord[], setting: Setting): Compared {
  const { status, read } = runColumns(plan, records);
  const differences: string[] = [];
  let [scored, exact] = [0, 0];
  for (const [i, record] of records.entries()) {
    if (status[i] === 2) exact++;
    else {
      scored++;
      differences.push(...differencesOf(plan, record, setting, status[i] === 0, (step) => read(step, i)));
    }
  }
  return { scored, exact, differences };
}

/** Compares each result by itself, also of records of which another result fails. */
export function compareResults(plan: Plan, records: readonly DataRecord[], setting: Setting): Compared {
  const never = plan.steps.findIndex((step) => step.op === 'flag' && !step.value);
  const open: Plan = { ...plan, error: never };
  const { status, read } = runColumns(open, records);
  const differences: string[] = [];
  let [scored, exact] = [0, 0];
  for (const [i, record] of records.entries()) {
    if (status[i] === 2) {
      exact++;
      continue;
    }
    const evaluation = evaluate(plan.program, record, setting);
    for (const result of plan.results) {
      scored++;
      const ours = textOf(plan, result, (step) => read(step, i));
      const theirs = textOfExact(evaluation.at(result.node));
      if (ours !== theirs && ours !== 'wide')
        differences.push(`row ${i} ${result.name}: columns ${ours}, exact ${theirs}`);
    }
  }
  return { scored, exact, differences };
}

function runColumns(plan: Plan, records: readonly DataRecord[]) {
  const wanted = [...wantedSteps(plan)];
  const { score, batch: room, source } = compileColumns(plan, wanted);
  const batch = room(records.length);
  const filler = new Filler(plan);
  for (const [i, record] of records.entries()) filler.fill(batch, i, record);
  score(records.length, batch.cells, batch.empty, batch.status, batch.out, undefined);
  const places = new Map(wanted.map((step, place) => [step, place]));
  const read = (step: StepId, row: number): bigint => {
    const known = plan.steps[step];
    if (known?.op === 'integer') return known.value;
    return BigInt(outputAt(batch.out[places.get(step) ?? -1], row));
  };
  return { status: batch.status, read, source };
}

function outputAt(column: OutputColumn | undefined, row: number): bigint | number {
  const value = column?.[row];
  if (value === undefined) throw new Error('an output that was not asked for');
  return value;
}

function* cellsOf(plan: Plan): Iterable<PlanCell> {
  for (const { actual, target, achievement, score, weight } of plan.indicators) {
    for (const cell of [actual, target, achievement, score, weight]) if (cell) yield cell;
  }
  for (const result of plan.results) yield* [...result.parts, result];
  for (const { order, grants } of plan.awards?.tiers ?? []) {
    yield* order;
    for (const cell of grants) if (cell) yield cell;
  }
}

function wantedSteps(plan: Plan): ReadonlySet<StepId> {
  const wanted = new Set<StepId>();
  for (const { applies } of plan.indicators) wanted.add(applies);
  if (plan.awards)
    for (const step of [plan.awards.eligible, ...plan.awards.tiers.map(({ when }) => when)]) wanted.add(step);
  for (const cell of cellsOf(plan)) {
    wanted.add(cell.absence.missing);
    wanted.add(cell.absence.inapplicable);
    wanted.add(cell.absence.error);
    if (cell.value.kind === 'word') wanted.add(cell.value.code);
    if (cell.value.kind === 'flag') wanted.add(cell.value.flag);
    if (cell.value.kind === 'number' || cell.value.kind === 'date') {
      wanted.add(cell.value.fraction.over);
      if (cell.value.fraction.under !== null) wanted.add(cell.value.fraction.under);
    }
    if ('shown' in cell && (cell as ShownCell).shown) wanted.add((cell as ShownCell).shown?.units ?? 0);
  }
  const fits = [...wanted].filter((id) => {
    const step = plan.steps[id];
    return step !== undefined && step.op !== 'integer' && outputKind(step) !== undefined;
  });
  return new Set(fits);
}

function differencesOf(
  plan: Plan,
  record: DataRecord,
  setting: Setting,
  assessed: boolean,
  read: (step: StepId) => bigint,
): readonly string[] {
  const exact = scoreWithoutAward(plan.program, record, setting, '');
  if ('findings' in exact) return [`row ${record.row}: rejected by the exact evaluator only`];
  const found: string[] = [];
  const same = (what: string, ours: string, theirs: string) => {
    if (ours !== theirs) found.push(`row ${record.row} ${what}: columns ${ours}, exact ${theirs}`);
  };
  same('state', assessed ? 'scored' : 'not_assessed', exact.state);
  for (const [i, indicator] of plan.indicators.entries()) {
    const theirs = exact.indicators[i];
    if (theirs === undefined) throw new Error('indicators differ in number');
    const applies = read(indicator.applies) === 1n;
    same(`${indicator.name}.applies`, String(applies), String(theirs.state !== 'not_applicable'));
    if (!applies) continue;
    for (const member of ['actual', 'target', 'achievement', 'score', 'weight'] as const) {
      const [cell, evaluated] = [indicator[member], theirs[member]];
      if (cell === null || evaluated === null) continue;
      same(`${indicator.name}.${member}`, textOf(plan, cell, read), textOfExact(evaluated));
      if (evaluated.kind === 'value')
        same(
          `${indicator.name}.${member} shown`,
          shownOf(plan, cell, read) ?? shownExact(cell, evaluated),
          shownExact(cell, evaluated),
        );
    }
  }
  for (const result of plan.results) {
    const evaluated = exact.results.get(result.name);
    if (evaluated === undefined) throw new Error('a result is not there');
    same(result.name, textOf(plan, result, read), textOfExact(evaluated));
    if (evaluated.kind === 'value')
      same(
        `${result.name} shown`,
        shownOf(plan, result, read) ?? shownExact(result, evaluated),
        shownExact(result, evaluated),
      );
  }
  for (const part of plan.results.flatMap(({ parts }) => parts)) {
    const evaluated = exact.evaluation.at(part.node);
    // A text stands as it does in the data: the columns know no number for it.
    if (part.value.kind === 'word' && part.value.open) continue;
    const shown = shownOf(plan, part, read);
    same(part.name, textOf(plan, part, read), textOfExact(evaluated));
    if (evaluated.kind === 'value' && shown !== undefined)
      same(`${part.name} shown`, shown, shownExact(part, evaluated));
  }
  if (!assessed || plan.awards === null || plan.program.awards === null) return found;
  const { evaluation } = exact;
  const eligible = evaluation.at(plan.program.awards.eligible);
  same('eligible', String(read(plan.awards.eligible) === 1n), textOfExact(eligible));
  if (read(plan.awards.eligible) !== 1n) return found;
  for (const [i, tier] of plan.awards.tiers.entries()) {
    const nodes = plan.program.awards.tiers[i];
    if (nodes === undefined) throw new Error('tiers differ in number');
    same(tier.name, String(read(tier.when) === 1n), textOfExact(evaluation.at(nodes.when)));
    if (read(tier.when) !== 1n) continue;
    for (const [k, cell] of tier.order.entries()) {
      // Keys of texts are ranked by the texts themselves: the columns know no number for them.
      if (cell.value.kind === 'word' && cell.value.open) continue;
      same(
        `${tier.name} order ${k}`,
        textOf(plan, cell, read),
        textOfExact(evaluation.at(nodes.quota?.order[k]?.node ?? -1)),
      );
    }
    for (const [k, cell] of tier.grants.entries()) {
      const node = nodes.grants[k]?.node;
      if (cell && node != null)
        same(`${tier.name} grant ${k}`, textOf(plan, cell, read), textOfExact(evaluation.at(node)));
    }
  }
  return found;
}

function textOf(plan: Plan, { value, absence }: PlanCell, read: (step: StepId) => bigint): string {
  if (read(absence.error) === 1n) return 'error';
  if (read(absence.inapplicable) === 1n) return 'not_applicable';
  if (read(absence.missing) === 1n) return 'missing';
  switch (value.kind) {
    case 'flag':
      return String(read(value.flag) === 1n);
    case 'word':
      return plan.words[Number(read(value.code))] ?? '?';
    case 'nothing':
      return 'nothing';
    case 'date':
    case 'number': {
      const { scale, over, under } = value.fraction;
      const [a, b] = [plan.steps[over], under === null ? null : plan.steps[under]];
      if ((a && !outputKind(a)) || (b && !outputKind(b))) return 'wide';
      const number = scale.multiply(Rational.of(read(over), under === null ? 1n : read(under)));
      return value.kind === 'date' ? formatIsoDate(Number(number.numerator)) : number.toString();
    }
  }
}

function textOfExact(evaluated: Evaluated): string {
  if (evaluated.kind !== 'value') return evaluated.kind;
  const { value } = evaluated;
  if (value instanceof Rational) return value.toString();
  return typeof value === 'number' ? formatIsoDate(value) : String(value);
}

/** Undefined where the printed units do not fit into 64 bits, so that no column holds them. */
function shownOf(plan: Plan, { shown, value }: ShownCell, read: (step: StepId) => bigint): string | undefined {
  if (value.kind !== 'number') return '';
  const step = shown === null ? undefined : plan.steps[shown.units];
  if (step !== undefined && outputKind(step) === undefined) return undefined;
  return shown === null ? 'unprinted' : plainDecimal(Rational.scaled(read(shown.units), shown.digits), shown.digits);
}

function shownExact({ shown }: ShownCell, evaluated: Extract<Evaluated, { kind: 'value' }>): string {
  const { value } = evaluated;
  if (!(value instanceof Rational)) return '';
  const digits = shown?.digits ?? 0;
  return plainDecimal(roundToDigits(value, digits, 'half_up'), digits);
}
