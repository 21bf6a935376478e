import type { NodeId } from '../language/core.ts';
import type { SortKeyNode } from '../model/program.ts';
import { bits, isNarrow, LARGEST_64, largest } from './bounds.ts';
import { neededSteps } from './needed.ts';
import type { Fraction, Plan, PlanCell, PlanNote, Step, StepId } from './plan.ts';

type Drafted = Omit<Plan, 'notes'>;

/** Inputs that something reads and that declare no range. */
export function rangeNotes({ columns, steps }: Drafted): readonly PlanNote[] {
  const read = new Set(steps.flatMap((step) => (step.op === 'column' ? [step.column] : [])));
  return columns.flatMap(({ input, assumed, bound }, index): readonly PlanNote[] =>
    assumed && read.has(index) ? [{ kind: 'no_range', input: input.name, limit: bound.high }] : [],
  );
}

/** Nodes at which numbers grow beyond what doubles hold, the first of each chain only. */
export function boundNotes(plan: Drafted, cellOf: (node: NodeId) => PlanCell | undefined): readonly PlanNote[] {
  const { program, steps } = plan;
  const told = new Set<number>();
  const needed = neededSteps(plan);
  return program.nodes.flatMap((node): readonly PlanNote[] => {
    const cell = cellOf(node.id);
    if (cell?.value.kind !== 'number') return [];
    const own = wideStepsOf(cell.value.fraction, steps).filter(({ id }) => needed[id] === 1 && !told.has(id));
    for (const { id } of own) told.add(id);
    if (own.length === 0) return [];
    const size = Math.max(...own.map((step) => bitsOnTheWay(step, steps)));
    const isPair =
      cell.value.fraction.under !== null && (node.op === 'add' || node.op === 'subtract' || node.op === 'weighted');
    return [{ kind: isPair ? 'unrounded' : 'wide', node: node.id, bits: size }];
  });
}

function wideStepsOf({ over, under }: Fraction, steps: readonly Step[]): Step[] {
  return [over, under].flatMap((id) => {
    const step = id === null ? undefined : steps[id];
    return step !== undefined && isWideStep(step) && !isToldBefore(step, steps) ? [step] : [];
  });
}

/** A division of what is too large already is only what follows from that. */
function isToldBefore(step: Step, steps: readonly Step[]): boolean {
  const over = step.op === 'divided' ? steps[step.over] : undefined;
  return over !== undefined && isNarrow(step.bound) && !isNarrow(over.bound);
}

/** A division may give little, and still handle large numbers: what it multiplies, and what it divides by. */
function bitsOnTheWay(step: Step, steps: readonly Step[]): number {
  const [over, under] = step.op === 'divided' ? [steps[step.over], steps[step.under]] : [];
  if (step.op !== 'divided' || over === undefined || under === undefined) return bits(step.bound);
  const raised = { low: step.factor * over.bound.low, high: step.factor * over.bound.high };
  return Math.max(bits(step.bound), bits(raised), bits(under.bound));
}

/** Whether a step is carried out in BigInt. */
export function isWideStep(step: Step): boolean {
  return !isNarrow(step.bound) || (step.op === 'divided' && step.way === 'wide');
}

/** Results, their parts and grants that are shown with more figures than lines can be written from in columns. */
export function shownNotes({ results, awards, steps }: Drafted): readonly PlanNote[] {
  const grants = (awards?.tiers ?? []).flatMap((tier) => tier.grants);
  return [...results.flatMap((result) => [...result.parts, result]), ...grants].flatMap((cell): readonly PlanNote[] => {
    const step = steps[cell?.shown?.units ?? -1];
    if (cell === null || step === undefined || largest(step.bound) <= LARGEST_64) return [];
    return [{ kind: 'shown', node: cell.node, bits: bits(step.bound) }];
  });
}

/** What awards are ranked by, and what a budget pays, that is beyond what doubles hold. */
export function awardNotes({ program, awards, steps }: Drafted): readonly PlanNote[] {
  const declared = program.awards;
  if (awards === null || declared === null) return [];
  const noteOf = (node: NodeId, step: StepId | null | undefined): readonly PlanNote[] => {
    const planned = steps[step ?? -1];
    // What is the same for everybody is kept once, however large it is.
    return planned === undefined || isNarrow(planned.bound) || planned.op === 'integer'
      ? []
      : [{ kind: 'award', node }];
  };
  const ofKeys = (keys: readonly SortKeyNode[], cells: readonly PlanCell[]) =>
    keys.flatMap(({ node }, k) => {
      const value = cells[k]?.value;
      return value?.kind === 'number' ? noteOf(node, value.fraction.over) : [];
    });
  const quotas = declared.tiers.flatMap(({ quota }, t) => ofKeys(quota?.order ?? [], awards.tiers[t]?.order ?? []));
  if (declared.budget === null || awards.budget === null) return quotas;
  const payable = declared.budget.grants;
  const paid = declared.tiers.flatMap(({ grants }, t) =>
    grants.flatMap(({ name, node }, g) =>
      node === null || !payable.includes(name) ? [] : noteOf(node, awards.tiers[t]?.grants[g]?.shown?.units),
    ),
  );
  const total = noteOf(declared.budget.total, awards.budget.total);
  return [...quotas, ...ofKeys(declared.order, awards.budget.order), ...paid, ...total];
}
