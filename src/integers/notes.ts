import type { NodeId } from '../language/core.ts';
import { bits, isNarrow } from './bounds.ts';
import type { Fraction, Plan, PlanCell, PlanNote, Step } from './plan.ts';

type Drafted = Omit<Plan, 'notes'>;

/** Inputs that something reads and that declare no range. */
export function rangeNotes({ columns, steps }: Drafted): readonly PlanNote[] {
  const read = new Set(steps.flatMap((step) => (step.op === 'column' ? [step.column] : [])));
  return columns.flatMap(({ input, assumed, bound }, index): readonly PlanNote[] =>
    assumed && read.has(index) ? [{ kind: 'no_range', input: input.name, limit: bound.high }] : [],
  );
}

/** Nodes at which numbers grow beyond what doubles hold, the first of each chain only. */
export function boundNotes(
  { program, steps }: Drafted,
  cellOf: (node: NodeId) => PlanCell | undefined,
): readonly PlanNote[] {
  const told = new Set<number>();
  return program.nodes.flatMap((node): readonly PlanNote[] => {
    const cell = cellOf(node.id);
    if (cell?.value.kind !== 'number') return [];
    const own = wideStepsOf(cell.value.fraction, steps).filter(({ id }) => !told.has(id));
    for (const { id } of own) told.add(id);
    const [widest] = own.sort((a, b) => bits(b.bound) - bits(a.bound));
    if (widest === undefined) return [];
    const isPair =
      cell.value.fraction.under !== null && (node.op === 'add' || node.op === 'subtract' || node.op === 'weighted');
    return [{ kind: isPair ? 'unrounded' : 'wide', node: node.id, bits: bits(widest.bound) }];
  });
}

function wideStepsOf({ over, under }: Fraction, steps: readonly Step[]): Step[] {
  return [over, under].flatMap((id) => {
    const step = id === null ? undefined : steps[id];
    return step !== undefined && isWideStep(step) ? [step] : [];
  });
}

/** Whether a step is carried out in BigInt. */
export function isWideStep(step: Step): boolean {
  return !isNarrow(step.bound) || (step.op === 'divided' && step.way === 'wide');
}
