import { outputKind } from '../backends/columns/source.ts';
import type { Plan, StepId } from '../integers/plan.ts';
import type { FlagSource } from './spec.ts';

/** Something that only the ordinary way knows. */
export class Beyond extends Error {}

/** What a value is too large or too fine for: the compact columns of the group stages. */
export class TooLargeForBulk extends Error {}

/** The steps of a plan that a walk through the file needs, each once. */
export class Outputs {
  readonly wanted: StepId[] = [];
  private readonly plan: Plan;

  constructor(plan: Plan) {
    this.plan = plan;
  }

  /** The place of a step among the outputs. */
  out(step: StepId): number {
    const known = this.wanted.indexOf(step);
    if (known >= 0) return known;
    const planned = this.plan.steps[step];
    if (planned === undefined || outputKind(planned) === undefined) throw new Beyond();
    return this.wanted.push(step) - 1;
  }

  flag(step: StepId): FlagSource {
    const planned = this.plan.steps[step];
    return planned?.op === 'flag' ? planned.value : this.out(step);
  }

  /** Whether its integers are beyond what doubles hold. */
  isWide(step: StepId): boolean {
    const planned = this.plan.steps[step];
    return planned === undefined || outputKind(planned) === 'wide';
  }

  /** Whether its integers fit into 32 bits. */
  isShort(step: StepId): boolean {
    const planned = this.plan.steps[step];
    return planned !== undefined && planned.bound.low >= -(2n ** 31n) && planned.bound.high < 2n ** 31n;
  }
}
