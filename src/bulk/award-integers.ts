import type { Plan, PlanCell, StepId } from '../integers/plan.ts';
import type { NodeId } from '../language/core.ts';
import type { SortKeyNode } from '../model/program.ts';
import { Rational } from '../number/rational.ts';
import { units } from '../number/units.ts';
import type { RankKey } from '../score/award-columns.ts';
import type { AmountSource } from './budget-sources.ts';
import { keyPart } from './column-specs.ts';
import { KEY_WORDS } from './key-words.ts';
import { Beyond, type Outputs } from './outputs.ts';

/** An integer that is kept of each row, by the values of the rules that it stands for. */
export type KeptInteger = readonly KeptValue[];

export interface KeptValue {
  /** The tier that asks for it where its condition holds; null: everybody is asked for it. */
  readonly tier: number | null;
  readonly node: NodeId;
  /** A number is the integer times this. */
  readonly scale: Rational;
  /** Whether what is less than the scale is left out; otherwise there is nothing of the kind. */
  readonly floors: boolean;
}

/** What a row is ranked by: one of the integers, or a word of a part of its key. */
export type Sorting =
  | { readonly kind: 'kept'; readonly column: number; readonly descending: boolean }
  | { readonly kind: 'key'; readonly part: number; readonly word: number; readonly descending: boolean };

/** The integers that the group stage needs of each row, each once: what rows are ranked by, and what is due to them. */
export class AwardIntegers {
  /** Places among the outputs. */
  readonly ranks: number[] = [];
  /** Parts of the key that rows are ranked by. */
  readonly keyParts: number[] = [];
  private readonly plan: Plan;
  private readonly outputs: Outputs;
  private readonly values: KeptValue[][] = [];

  constructor(plan: Plan, outputs: Outputs) {
    this.plan = plan;
    this.outputs = outputs;
  }

  get kept(): readonly KeptInteger[] {
    return this.values;
  }

  get shortRanks(): readonly boolean[] {
    return this.ranks.map((out) => this.outputs.isShort(this.outputs.wanted[out] ?? -1));
  }

  /** Rows are ranked by numbers here; of texts only by the parts of the key. */
  sorting(tiers: readonly number[], key: SortKeyNode, cell: PlanCell | undefined): readonly Sorting[] {
    const { node, descending } = key;
    const part = keyPart(this.plan.program, node);
    if (part >= 0) return this.sortingByKey(part, descending);
    if (cell === undefined) throw new Beyond();
    const step = this.rankStep(key, cell);
    const scale = cell.value.kind === 'number' ? cell.value.fraction.scale : Rational.ONE;
    const columns = tiers.map((tier) => this.keep(step, { tier, node, scale, floors: false }));
    return columns.slice(0, 1).map((column) => ({ kind: 'kept', column, descending }));
  }

  sortingByKey(part: number, descending: boolean): readonly Sorting[] {
    if (!this.keyParts.includes(part)) this.keyParts.push(part);
    return Array.from({ length: KEY_WORDS }, (_, word) => ({ kind: 'key', part, word, descending }));
  }

  /** In an integer of the plan, or known beforehand. */
  amount(step: StepId, value: KeptValue): AmountSource {
    const planned = this.plan.steps[step];
    if (planned?.op !== 'integer') return { kind: 'kept', column: this.keep(step, value) };
    return { kind: 'fixed', units: units(planned.value) };
  }

  /** Words of the key stand behind the integers, once it is known how many of those there are. */
  rankKeys(sorting: readonly Sorting[]): readonly RankKey[] {
    return sorting.map((one) => {
      const { descending } = one;
      if (one.kind === 'kept') return { column: one.column, descending };
      const place = this.keyParts.indexOf(one.part);
      return { column: this.ranks.length + place * KEY_WORDS + one.word, descending };
    });
  }

  private keep(step: StepId, value: KeptValue): number {
    if (this.outputs.isWide(step)) throw new Beyond();
    const out = this.outputs.out(step);
    const known = this.ranks.indexOf(out);
    const column = known >= 0 ? known : this.ranks.push(out) - 1;
    const values = this.values[column] ?? [];
    values.push(value);
    this.values[column] = values;
    return column;
  }

  private rankStep({ type }: SortKeyNode, { value }: PlanCell): StepId {
    switch (value.kind) {
      case 'number':
      case 'date':
        if (value.fraction.under !== null) throw new Beyond();
        return value.fraction.over;
      case 'flag':
        return value.flag;
      case 'word': {
        // Words are numbered as they are met: only where that is the declared order can they be ranked by number.
        const { base } = type;
        if (value.open || base.kind !== 'choice') throw new Beyond();
        const numbers = base.values.map((word) => this.plan.words.indexOf(word));
        if (numbers.some((number, i) => i > 0 && number <= (numbers[i - 1] ?? 0))) throw new Beyond();
        return value.code;
      }
      case 'nothing':
        throw new Beyond();
    }
  }
}
