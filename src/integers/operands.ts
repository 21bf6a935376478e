import type { Step, StepId } from './plan.ts';

/** The steps that a step reads. */
export function operandsOf(step: Step): readonly StepId[] {
  switch (step.op) {
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'lesser':
    case 'greater':
    case 'compare':
    case 'both':
    case 'either':
      return [step.left, step.right];
    case 'magnitude':
    case 'not':
    case 'one_of':
    case 'narrowed':
      return [step.of];
    case 'divided':
      return [step.over, step.under];
    case 'select':
      return [step.condition, step.then, step.otherwise];
    default:
      return [];
  }
}
