import type { Plan, PlanStage, PlanTaken, StepId } from '../../integers/plan.ts';
import type { NodeId } from '../../language/core.ts';
import type { Type } from '../../language/types.ts';
import type { Rational } from '../../number/rational.ts';
import { keyPart } from '../column-specs.ts';
import { KEY_WORDS } from '../key-words.ts';
import { Beyond, Outputs } from '../outputs.ts';
import type { FlagSource, KeptSpec } from '../spec.ts';

/** Where a kept value comes from in a row that goes the ordinary way. */
export interface KeptSource {
  readonly node: NodeId;
  /** Of a number: the size of its units. */
  readonly scale: Rational | null;
  readonly form: KeptSpec['form'];
}

/** What ranks the members of a group: which of the kept values, in which direction. */
export interface KeptKey {
  /** Behind the kept values stand the words of the parts of the key: see `LevelInputs.keyParts`. */
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
  /** Parts of the key that rules rank by. */
  readonly keyParts: readonly number[];
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
  const own = plan.stages.flatMap((planned, stage) => (planned.level === level ? [{ planned, stage }] : []));
  // What is kept stands before the words of the key: it must all be known first.
  for (const { planned } of own) for (const taken of takenBy(planned)) keeper.take(taken);
  const stages = own.map(({ planned, stage }): StageInputs => {
    const optional = (taken: PlanTaken | null) => (taken === null ? null : keeper.at(taken));
    const keys = plan.program.stages[stage]?.order ?? [];
    const order = planned.order.flatMap((taken, k): readonly KeptKey[] => {
      const key = keys[k];
      if (key === undefined) throw new Error(`no key ${k} of ${planned.name}`);
      const places = keeper.isKey(taken) ? null : placesOf(plan, taken, key.type);
      return keeper.columns(taken).map((kept) => ({ kept, descending: key.descending, places }));
    });
    const { of, where, rules } = planned;
    return { stage, order, of: optional(of), where: optional(where), rules: rules.map(optional) };
  });
  const { outputs, kept, sources, keyParts } = keeper;
  return { outputs, kept, inputs: { sources, keyParts, stages } };
}

function takenBy({ order, of, where, rules }: PlanStage): readonly PlanTaken[] {
  return [...order, of, where, ...rules].filter((taken) => taken !== null);
}

class Keeper {
  readonly outputs: Outputs;
  readonly kept: KeptSpec[] = [];
  readonly sources: KeptSource[] = [];
  readonly keyParts: number[] = [];
  private readonly plan: Plan;

  constructor(plan: Plan) {
    this.plan = plan;
    this.outputs = new Outputs(plan);
  }

  /** Whether it is a part of the record's key. */
  isKey({ node }: PlanTaken): boolean {
    return keyPart(this.plan.program, node) >= 0;
  }

  take(taken: PlanTaken): void {
    const part = keyPart(this.plan.program, taken.node);
    if (part < 0) this.keep(taken);
    else if (!this.keyParts.includes(part)) this.keyParts.push(part);
  }

  at(taken: PlanTaken): number {
    return this.sources.findIndex(({ node }) => node === taken.node);
  }

  /** Which of the columns a key of the order is: one, or the words of a part of the record's key. */
  columns(taken: PlanTaken): readonly number[] {
    const place = this.keyParts.indexOf(keyPart(this.plan.program, taken.node));
    if (place < 0) return [this.at(taken)];
    return Array.from({ length: KEY_WORDS }, (_, word) => this.sources.length + place * KEY_WORDS + word);
  }

  private keep(taken: PlanTaken): void {
    if (this.at(taken) >= 0) return;
    const there = this.outputs.flag(taken.there);
    const { value, form, scale } = this.source(taken);
    this.kept.push({ value, there, form });
    this.sources.push({ node: taken.node, scale, form });
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
