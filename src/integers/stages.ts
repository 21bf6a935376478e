import type { NodeId } from '../language/core.ts';
import type { Program } from '../model/program.ts';
import { isNarrow } from './bounds.ts';
import { type GroupColumns, NotInColumns } from './group-values.ts';
import type { Lowering } from './lowering.ts';
import type { PlanGates, PlanStage, PlanTaken } from './plan.ts';
import type { StepWriter } from './steps.ts';

/** What each group rule reads, once it has been lowered, and where what it comes to stands. */
export function stagesOf(program: Program, lowering: Lowering, groups: GroupColumns): readonly PlanStage[] {
  const levels = new Map<string, number>();
  return program.stages.map((stage): PlanStage => {
    const level = 1 + Math.max(0, ...stage.reads.map((name) => levels.get(name) ?? 0));
    levels.set(stage.name, level);
    const taken = (node: NodeId | null) => (node === null ? null : takenAt(node, lowering));
    const isLimit = stage.kind === 'limit';
    return {
      name: stage.name,
      level,
      order: stage.order.map(({ node }) => ranked(node, lowering)),
      of: taken(isLimit ? stage.value : stage.of),
      where: isLimit ? null : taken(stage.where),
      rules: isLimit ? stage.rules.map(({ when }) => taken(when)) : [],
      shape: groups.known(stage.name),
    };
  });
}

function takenAt(node: NodeId, lowering: Lowering): PlanTaken {
  const { value, absence } = lowering.cell(node);
  const { steps, absences } = lowering;
  const there = value.kind === 'nothing' ? steps.flag(false) : steps.not(absences.any(absence));
  return { node, value, absence, there };
}

/** By a number or a date that is whole in its units, by a word's place, or by a part of the record's key. */
function ranked(node: NodeId, lowering: Lowering): PlanTaken {
  const cell = takenAt(node, lowering);
  const { value } = cell;
  if (value.kind !== 'number' && value.kind !== 'date') return cell;
  if (value.fraction.under !== null) throw new NotInColumns(node, 'unrounded');
  if (!isNarrow(lowering.steps.bound(value.fraction.over))) throw new NotInColumns(node, 'wide');
  return cell;
}

/**
 * What must be known of a record for each level. Where something that a rule of the level reads cannot be worked out,
 * the exact evaluator says what is wrong with it.
 */
export function levelsOf(stages: readonly PlanStage[], early: PlanGates, steps: StepWriter): readonly PlanGates[] {
  const count = Math.max(0, ...stages.map(({ level }) => level));
  return Array.from({ length: count }, (_, i) => {
    const own = stages.filter(({ level }) => level === i + 1).flatMap(errorsOf);
    return { ...early, error: steps.any([early.error, ...own]) };
  });
}

function errorsOf({ order, of, where, rules }: PlanStage): readonly number[] {
  const read = [...order, ...(of === null ? [] : [of]), where, ...rules];
  return read.flatMap((one) => (one === null ? [] : [one.absence.error]));
}
