import type { AwardNodes, BudgetNodes } from '../model/program.ts';
import { powerOfTen, Rational } from '../number/rational.ts';
import { type Lowering, NotPlanned } from './lowering.ts';
import type { PlanBudget } from './plan.ts';
import type { StepWriter } from './steps.ts';

/** What the budget takes of each record. Everybody has the total of the group, rejected rows aside. */
export function budgetOf(
  { total, digits }: BudgetNodes,
  order: AwardNodes['order'],
  after: Lowering,
  steps: StepWriter,
): PlanBudget {
  const { value, absence } = after.cell(total);
  const isAbsent = steps.step(after.absences.any(absence));
  if (value.kind !== 'number' || isAbsent.op !== 'flag' || isAbsent.value) throw new NotPlanned(total, 'budget');
  const units = after.fractions.round(value.fraction, Rational.of(1n, powerOfTen(digits)), 'floor');
  return { total: units.over, order: order.map(({ node }) => after.cell(node)) };
}
