import type { Diagnostic } from '../../base/diagnostic.ts';
import type { Plan, PlanStage } from '../../integers/plan.ts';
import type { LimitNodes } from '../../model/program.ts';
import type { Evaluated, LimitStep, LimitSummary } from '../../model/score.ts';
import { Rational } from '../../number/rational.ts';
import { type Early, leaveOpen, MISSING, settle } from '../../score/stage-row.ts';
import type { LimitNotes, Settled, SettledColumn } from '../cohort.ts';
import { Beyond } from '../outputs.ts';
import { COURSE, COURSE_BITS } from './courses.ts';
import { sharedBytes } from './shared.ts';
import type { SettledStage } from './stage-cohort.ts';

/** What the group rules of a run came to, level by level. */
export class SettledStages {
  private readonly plan: Plan;
  /** In the order of the program's stages. */
  private readonly all: (SettledStage | undefined)[] = [];
  private rows: number | null = null;

  constructor(plan: Plan) {
    this.plan = plan;
  }

  /**
   * How many rows a walk has found. Where they differ, the file has changed meanwhile, and rows would be given what
   * belongs to others: the ordinary way, which reads it once, must take over.
   */
  found(rows: number): void {
    this.rows ??= rows;
    if (this.rows !== rows) throw new Beyond();
  }

  add(stage: number, settled: SettledStage): void {
    this.all[stage] = settled;
  }

  /** Of the rules by these names, the rows for which people must decide first. */
  openOf(names: readonly string[]): readonly Uint8Array[] {
    return this.plan.stages.flatMap(({ name }, i) => (names.includes(name) ? (this.all[i]?.open ?? []) : []));
  }

  settled(): Settled {
    const columns: (SettledColumn | undefined)[] = this.plan.groupColumns.map(() => undefined);
    const first = this.plan.columns.length;
    for (const [i, { shape }] of this.plan.stages.entries()) {
      const [over, under] = this.all[i]?.columns ?? [];
      columns[shape.over - first] = over;
      if (shape.under !== null) columns[shape.under - first] = under;
    }
    const limits = this.plan.program.stages.flatMap(({ kind }, i) => (kind === 'limit' ? [i] : []));
    const waiting = united(this.openOf(this.plan.program.awards?.reads ?? []));
    return { columns, notes: limits.map((i) => this.all[i]?.notes ?? undefined), waiting };
  }

  limits(): readonly LimitSummary[] {
    return this.all.flatMap((stage) => stage?.limits ?? []);
  }

  diagnostics(): readonly Diagnostic[] {
    return this.all.flatMap((stage) => stage?.diagnostics ?? []);
  }

  /** For how many rows with numbers in [from, to) people must decide something first. */
  openWithin(from: number, to: number): number {
    const open = this.all.flatMap((stage) => stage?.open ?? []);
    if (open.length === 0) return 0;
    let count = 0;
    for (let slot = from; slot < to; slot++) if (open.some((flags) => flags[slot] === 1)) count++;
    return count;
  }

  /** What they came to for a record that is looked at by the exact evaluator. */
  restore(early: Early, slot: number): void {
    for (const [i, stage] of this.plan.stages.entries()) {
      const settled = this.all[i];
      const nodes = this.plan.program.stages[i];
      if (settled === undefined || nodes === undefined) continue;
      const note =
        nodes.kind === 'limit'
          ? limitNote(nodes, settled, early, slot)
          : ({ kind: 'rule', group: '', members: 0, counted: 0 } as const);
      if (settled.open?.[slot] === 1) leaveOpen(early, stage.name, note);
      else settle(early, stage.name, settledValue(this.plan, stage, settled, slot), note);
    }
  }
}

/** Rows that are marked in one of the columns; null where there are none. */
function united([first, ...rest]: readonly Uint8Array[]): Uint8Array | null {
  if (first === undefined) return null;
  if (rest.length === 0) return first;
  const all = sharedBytes(first.length);
  for (let row = 0; row < all.length; row++) {
    if (first[row] === 1 || rest.some((flags) => flags[row] === 1)) all[row] = 1;
  }
  return all;
}

function settledValue({ words }: Plan, { shape }: PlanStage, { columns }: SettledStage, slot: number): Evaluated {
  const [over, under] = columns;
  const value = numberAt(over, slot);
  if (value === null) return MISSING;
  if (shape.kind === 'word') return { kind: 'value', value: words[value] ?? '' };
  const divisor = under === undefined ? 1 : (numberAt(under, slot) ?? 1);
  return { kind: 'value', value: shape.scale.multiply(Rational.of(BigInt(value), BigInt(divisor))) };
}

function numberAt(column: SettledColumn | undefined, slot: number): number | null {
  if (column === undefined) throw new Error('a group rule without a column');
  const { of, values, empty } = column;
  const at = of === 'rows' ? slot : of === 'one' ? 0 : (of[slot] ?? 0);
  return empty?.[at] === 1 ? null : (values[at] ?? 0);
}

const OUTCOMES: readonly LimitStep['outcome'][] = ['kept', 'moved', 'tie_refused', 'tie_awaited'];

function limitNote(limit: LimitNodes, { notes }: SettledStage, { evaluation }: Early, slot: number) {
  const { steps, rooms, of }: LimitNotes = notes ?? { steps: [], rooms: new Uint32Array(), of: new Uint32Array() };
  if ((steps[0]?.[slot] ?? 0) % COURSE_BITS === COURSE.waits) return { kind: 'undecided', group: '' } as const;
  const start = evaluation.at(limit.value);
  let from = start.kind === 'value' && typeof start.value === 'string' ? start.value : '';
  const taken: LimitStep[] = [];
  for (const [index, { moveTo }] of limit.rules.entries()) {
    const step = steps[index]?.[slot] ?? 0;
    const outcome = OUTCOMES[(step % COURSE_BITS) - 1];
    if (outcome === undefined) continue;
    const to = outcome === 'kept' ? from : outcome === 'moved' ? (moveTo ?? '') : null;
    const capacity = rooms[(of[slot] ?? 0) * limit.rules.length + index] ?? 0;
    taken.push({ rule: index + 1, outcome, from, to, rank: Math.floor(step / COURSE_BITS), capacity });
    from = to ?? '';
  }
  return { kind: 'limit', group: '', members: 0, steps: taken } as const;
}
