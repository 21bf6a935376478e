import type { Plan, PlanTaken, StepId } from '../integers/plan.ts';
import type { NodeId } from '../language/core.ts';
import type { Type } from '../language/types.ts';
import type { Rational } from '../number/rational.ts';
import { Beyond, Outputs } from './outputs.ts';
import type { FlagSource, KeptSpec } from './spec.ts';

/** Where a kept value comes from in a row that goes the ordinary way. */
export interface KeptSource {
  readonly node: NodeId;
  /** Of a number: the size of its units. */
  readonly scale: Rational | null;
  readonly form: KeptSpec['form'];
}

/** What ranks the members of a group: which of the kept values, in which direction. */
export interface KeptKey {
  readonly kept: number;
  readonly descending: boolean;
  /** Of words, by number: their place in the declared order. */
  readonly places: readonly number[] | null;
}

/** Which of the kept values a group rule takes, each as in {@link PlanStage}. */
export interface StageInputs {
  /** Which of the program's stages it is. */
  readonly stage: number;
  readonly order: readonly KeptKey[];
  readonly of: number | null;
  readonly where: number | null;
  readonly rules: readonly (number | null)[];
}

export interface LevelInputs {
  readonly sources: readonly KeptSource[];
  readonly stages: readonly StageInputs[];
}

export interface Keeping {
  readonly outputs: Outputs;
  readonly kept: readonly KeptSpec[];
  readonly inputs: LevelInputs;
}

/** What must be kept of each row for the group rules of a level, each thing once. */
export function keepingOf(plan: Plan, level: number): Keeping {
  const keeper = new Keeper(plan);
  const stages = plan.stages.flatMap((planned, stage): readonly StageInputs[] => {
    if (planned.level !== level) return [];
    const optional = (taken: PlanTaken | null) => (taken === null ? null : keeper.keep(taken));
    const keys = plan.program.stages[stage]?.order ?? [];
    const order = planned.order.map((taken, k): KeptKey => {
      const key = keys[k];
      if (key === undefined) throw new Error('a key without a rule');
      return { kept: keeper.keep(taken), descending: key.descending, places: placesOf(plan, taken, key.type) };
    });
    const { of, where, rules } = planned;
    return [{ stage, order, of: optional(of), where: optional(where), rules: rules.map(optional) }];
  });
  const { outputs, kept, sources } = keeper;
  return { outputs, kept, inputs: { sources, stages } };
}

class Keeper {
  readonly outputs: Outputs;
  readonly kept: KeptSpec[] = [];
  readonly sources: KeptSource[] = [];

  constructor(plan: Plan) {
    this.outputs = new Outputs(plan);
  }

  keep(taken: PlanTaken): number {
    const known = this.sources.findIndex(({ node }) => node === taken.node);
    if (known >= 0) return known;
    const there = this.outputs.flag(taken.there);
    const { value, form, scale } = this.source(taken);
    this.kept.push({ value, there, form });
    return this.sources.push({ node: taken.node, scale, form }) - 1;
  }

  private source({ value }: PlanTaken): {
    readonly value: FlagSource;
    readonly form: KeptSpec['form'];
    readonly scale: Rational | null;
  } {
    switch (value.kind) {
      case 'flag':
        return { value: this.outputs.flag(value.flag), form: 'truth', scale: null };
      case 'word':
        return { ...this.integer(value.code), scale: null };
      case 'number':
      case 'date':
        if (value.fraction.under !== null) throw new Beyond();
        return { ...this.integer(value.fraction.over), scale: value.fraction.scale };
      case 'nothing':
        return { value: false, form: 'truth', scale: null };
    }
  }

  private integer(step: StepId): { readonly value: number; readonly form: 'short' | 'long' } {
    if (this.outputs.isWide(step)) throw new Beyond();
    return { value: this.outputs.out(step), form: this.outputs.isShort(step) ? 'short' : 'long' };
  }
}

/** Words are numbered as they are met, and ranked as they are declared. */
function placesOf({ words }: Plan, { value }: PlanTaken, { base }: Type): readonly number[] | null {
  if (value.kind !== 'word') return null;
  if (base.kind !== 'choice') throw new Beyond();
  return words.map((word) => base.values.indexOf(word));
}
