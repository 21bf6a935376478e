import type { Evaluation } from '../../model/score.ts';
import { Rational } from '../../number/rational.ts';
import type { RankColumn } from '../../score/award-columns.ts';
import { type KeptColumn, Pieces } from '../cohort.ts';
import { TooLargeForBulk } from '../outputs.ts';
import type { KeptSource } from './keeping.ts';
import { keptRoom, TRUTH } from './kept-columns.ts';

/** One of the columns that are kept for group rules, as its stretches come. */
export class KeptPieces {
  private readonly source: KeptSource;
  private readonly words: readonly string[];
  private readonly values: Pieces<RankColumn>;
  private readonly states = new Pieces<Uint8Array>((length) => new Uint8Array(length));
  private from: KeptColumn | undefined;
  private into: KeptColumn = keptRoom('truth', 0);

  constructor(source: KeptSource, words: readonly string[]) {
    this.source = source;
    this.values = new Pieces<RankColumn>((length) =>
      source.form === 'short' ? new Int32Array(length) : new Float64Array(length),
    );
    this.words = words;
  }

  /** A stretch, of which rows that go the ordinary way are not yet a part. */
  begin(from: KeptColumn | undefined, size: number): void {
    this.from = from;
    this.into = keptRoom(this.source.form, size);
  }

  /** The rows [from, to) of the stretch, `before` other ones standing before them. */
  copy(from: number, to: number, before: number): void {
    const { values, states } = this.from ?? keptRoom('truth', 0);
    this.into.states.set(states.subarray(from, to), from + before);
    if (values !== null) this.into.values?.set(values.subarray(from, to), from + before);
  }

  /** A row that went the ordinary way. */
  put(evaluation: Evaluation, at: number): void {
    const outcome = evaluation.at(this.source.node);
    if (outcome.kind !== 'value') return;
    const { value } = outcome;
    const { values, states } = this.into;
    if (typeof value === 'boolean') states[at] = value ? TRUTH.yes : TRUTH.no;
    else {
      states[at] = 1;
      if (values !== null) values[at] = this.units(value);
    }
  }

  private units(value: Rational | string | number): number {
    const number = this.number(value);
    // The columns are made for rows within the bounds; this one may lie beyond them.
    if (!Number.isSafeInteger(number) || (this.source.form === 'short' && (number | 0) !== number)) {
      throw new TooLargeForBulk();
    }
    return number;
  }

  private number(value: Rational | string | number): number {
    if (typeof value === 'string') return this.words.indexOf(value);
    if (!(value instanceof Rational)) return value;
    const units = value.divide(this.source.scale ?? Rational.ONE);
    return units.isInteger ? Number(units.numerator) : Number.NaN;
  }

  end(): void {
    const { values, states } = this.into;
    if (values !== null) this.values.add(values);
    this.states.add(states);
    this.from = undefined;
  }

  joined(): KeptColumn {
    const { form } = this.source;
    const states = this.states.joined();
    if (form === 'truth') return { values: null, states };
    const values = this.values.joined();
    return { values, states };
  }
}
