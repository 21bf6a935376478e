import type { NodeId } from '../language/core.ts';
import type { GroupRuleNodes, LimitNodes, Program } from '../model/program.ts';
import { isNarrow } from './bounds.ts';
import { type GroupColumns, NotInColumns } from './group-values.ts';
import type { Lowering } from './lowering.ts';
import type { PlanCell, PlanCondition, PlanGates, PlanStage } from './plan.ts';
import type { StepWriter } from './steps.ts';

type Stage = GroupRuleNodes | LimitNodes;

/** What each group rule reads, once it has been lowered, and where what it comes to stands. */
export function stagesOf(program: Program, lowering: Lowering, groups: GroupColumns): readonly PlanStage[] {
  const levels = new Map<string, number>();
  return program.stages.map((stage): PlanStage => {
    const level = 1 + Math.max(0, ...stage.reads.map((name) => levels.get(name) ?? 0));
    levels.set(stage.name, level);
    const condition = (node: NodeId | null): PlanCondition | null => (node === null ? null : lowering.flagOf(node));
    const taken = stage.kind === 'limit' ? stage.value : stage.of;
    return {
      name: stage.name,
      level,
      order: stage.order.map(({ node }) => ranked(node, lowering)),
      of: taken === null ? null : lowering.cell(taken),
      where: stage.kind === 'limit' ? null : condition(stage.where),
      rules: stage.kind === 'limit' ? stage.rules.map(({ when }) => condition(when)) : [],
      shape: groups.known(stage.name),
    };
  });
}

/** By a number or a date that is whole in its units, or by a word's place. */
function ranked(node: NodeId, lowering: Lowering): PlanCell {
  const cell = lowering.cell(node);
  const { value } = cell;
  if (value.kind === 'word' && value.open) throw new NotInColumns(node, 'text');
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
