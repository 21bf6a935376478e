import { operandsOf } from './operands.ts';
import type { Plan, PlanCell, ShownCell, StepId } from './plan.ts';

/** The steps that something asks for: what has been written and is read by nothing costs nothing. */
export function neededSteps(plan: Omit<Plan, 'notes'>): Uint8Array {
  const { steps } = plan;
  const needed = new Uint8Array(steps.length);
  for (const root of rootsOf(plan)) needed[root] = 1;
  for (let id = steps.length - 1; id >= 0; id--) {
    const step = steps[id];
    if (step !== undefined && needed[id] === 1) for (const operand of operandsOf(step)) needed[operand] = 1;
  }
  return needed;
}

function rootsOf({ indicators, results, awards, stages, levels, ...gates }: Omit<Plan, 'notes'>): readonly StepId[] {
  const shown: (ShownCell | null)[] = [
    ...indicators.flatMap(({ actual, target, achievement, score, weight }) => [
      actual,
      target,
      achievement,
      score,
      weight,
    ]),
    ...results.flatMap((result) => [...result.parts, result]),
    ...(awards?.tiers ?? []).flatMap(({ grants }) => grants),
  ];
  const read: (PlanCell | null)[] = [
    ...(awards?.tiers ?? []).flatMap(({ order }) => order),
    ...(awards?.budget?.order ?? []),
    ...stages.flatMap(({ order, of, where, rules }) => [...order, of, where, ...rules]),
  ];
  return [
    ...[gates, ...levels].flatMap(({ fit, error, assessed }) => [fit, error, assessed]),
    ...indicators.flatMap(({ applies, excluded, zeroed }) => [applies, excluded, zeroed]),
    ...(awards === null ? [] : [awards.eligible, ...awards.tiers.map(({ when }) => when)]),
    ...(awards?.budget ? [awards.budget.total] : []),
    ...shown.flatMap((cell) => (cell === null ? [] : [cell.there, ...(cell.shown ? [cell.shown.units] : own(cell))])),
    ...read.flatMap((cell) => (cell === null ? [] : own(cell))),
  ];
}

function own({ value }: PlanCell): readonly StepId[] {
  switch (value.kind) {
    case 'number':
    case 'date':
      return [value.fraction.over, ...(value.fraction.under === null ? [] : [value.fraction.under])];
    case 'word':
      return [value.code];
    case 'flag':
      return [value.flag];
    case 'nothing':
      return [];
  }
}
