import type { Absence, StepId } from './plan.ts';
import type { StepWriter } from './steps.ts';

/**
 * The four outcomes as three flags; a value where none of them is set. Where several are set, error stands before
 * inapplicable before missing.
 */
export class Absences {
  readonly none: Absence;
  readonly missing: Absence;
  readonly inapplicable: Absence;
  readonly error: Absence;
  private readonly steps: StepWriter;

  constructor(steps: StepWriter) {
    this.steps = steps;
    const [no, yes] = [steps.flag(false), steps.flag(true)];
    this.none = { missing: no, inapplicable: no, error: no };
    this.missing = { ...this.none, missing: yes };
    this.inapplicable = { ...this.none, inapplicable: yes };
    this.error = { ...this.none, error: yes };
  }

  of(flags: Partial<Absence>): Absence {
    return { ...this.none, ...flags };
  }

  any({ missing, inapplicable, error }: Absence): StepId {
    return this.steps.any([missing, inapplicable, error]);
  }

  /** Missing, and nothing graver. */
  isMissing({ missing, inapplicable, error }: Absence): StepId {
    return this.steps.both(missing, this.steps.not(this.steps.either(inapplicable, error)));
  }

  /** Of an operation that needs all its operands. */
  join(all: readonly Absence[]): Absence {
    return {
      missing: this.steps.any(all.map(({ missing }) => missing)),
      inapplicable: this.steps.any(all.map(({ inapplicable }) => inapplicable)),
      error: this.steps.any(all.map(({ error }) => error)),
    };
  }

  /** Of the first where it has no value, otherwise of the second. */
  first(first: Absence, second: Absence): Absence {
    return this.select(this.any(first), first, second);
  }

  select(condition: StepId, then: Absence, otherwise: Absence): Absence {
    const of = (part: keyof Absence) => this.steps.selectFlag(condition, then[part], otherwise[part]);
    return { missing: of('missing'), inapplicable: of('inapplicable'), error: of('error') };
  }

  /** None where the condition holds. */
  unless(condition: StepId, absence: Absence): Absence {
    return this.select(condition, this.none, absence);
  }

  /** An operation that fails on some values; where there is none, it has nothing to fail on. */
  withError(absence: Absence, error: StepId): Absence {
    const fails = this.steps.both(error, this.steps.not(this.any(absence)));
    return { ...absence, error: this.steps.either(absence.error, fails) };
  }
}
