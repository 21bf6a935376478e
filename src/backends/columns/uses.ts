import { operandsOf } from '../../integers/operands.ts';
import type { Step, StepId } from '../../integers/plan.ts';

export interface Uses {
  /** How often each step is mentioned by steps that are needed, and by the frame. */
  readonly times: Uint32Array;
  /**
   * Divisions by estimate that are written out where they stand: of n ≥ 0, and needed by every row. A call costs more
   * than the division itself where the engine does not write it out, which it does only so often. (Direct divisions
   * are shorter and gain nothing.)
   */
  readonly writtenOut: ReadonlySet<StepId>;
}

/** From the steps that are wanted down: users always have larger ids than what they use. */
export function usesOf(steps: readonly Step[], wanted: readonly StepId[]): Uses {
  const times = new Uint32Array(steps.length);
  const always = new Uint8Array(steps.length);
  const writtenOut = new Set<StepId>();
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
    if (isAlways && isPlainEstimate(step, steps)) writtenOut.add(id);
    const count = writtenOut.has(id) ? 2 : timesMentioned(step);
    for (const operand of operandsOf(step)) mention(operand, count, isAlways && !isSkippable(step, operand));
  }
  return { times, writtenOut };
}

function isPlainEstimate(step: Step, steps: readonly Step[]): boolean {
  return step.op === 'divided' && step.way === 'estimated' && (steps[step.over]?.bound.low ?? -1n) >= 0n;
}

/** Texts of these steps mention their operands more than once. */
function timesMentioned({ op }: Step): number {
  return op === 'magnitude' || op === 'one_of' || op === 'lesser' || op === 'greater' ? 2 : 1;
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
