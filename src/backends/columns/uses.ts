import type { Step, StepId } from '../../integers/plan.ts';

export interface Uses {
  /** How often each step is mentioned by steps that are needed, and by the frame. */
  readonly times: Uint32Array;
  /** Divisions that every row needs: their estimates are written out as statements of their own. */
  readonly always: Uint8Array;
}

/** From the steps that are wanted down: users always have larger ids than what they use. */
export function usesOf(steps: readonly Step[], wanted: readonly StepId[]): Uses {
  const times = new Uint32Array(steps.length);
  const always = new Uint8Array(steps.length);
  const mention = (id: StepId, count: number, isAlways: boolean) => {
    times[id] = (times[id] ?? 0) + count;
    if (isAlways) always[id] = 1;
  };
  for (const id of wanted) mention(id, 1, true);
  for (let id = steps.length - 1; id >= 0; id--) {
    const step = steps[id];
    const used = times[id] ?? 0;
    if (step === undefined || used === 0) continue;
    // What has a name is worked out where it is declared, whoever reads it.
    const isAlways = always[id] === 1 || used > 1;
    if (isAlways) always[id] = 1;
    const count = timesMentioned(step, isAlways);
    for (const operand of operandsOf(step)) mention(operand, count, isAlways && !isSkippable(step, operand));
  }
  return { times, always };
}

/** Texts of these steps mention their operands more than once. */
function timesMentioned(step: Step, isAlways: boolean): number {
  switch (step.op) {
    case 'magnitude':
    case 'one_of':
    case 'lesser':
    case 'greater':
      return 2;
    case 'divided':
      return step.way === 'estimated' && isAlways ? 2 : 1;
    default:
      return 1;
  }
}

/** Whether a row may do without the operand. */
function isSkippable(step: Step, operand: StepId): boolean {
  switch (step.op) {
    case 'select':
      return operand !== step.condition;
    case 'both':
    case 'either':
      return operand !== step.left;
    default:
      return false;
  }
}

function operandsOf(step: Step): readonly StepId[] {
  switch (step.op) {
    case 'integer':
    case 'flag':
    case 'column':
    case 'empty':
    case 'period':
      return [];
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
      return [step.left, step.right];
  }
}
