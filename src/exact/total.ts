import type { NodeId, Value } from '../language/core.ts';
import type { Evaluated } from '../model/score.ts';
import { Rational } from '../number/rational.ts';
import {
  type Absent,
  failed,
  flagIn,
  graver,
  isTooLarge,
  MISSING,
  type NodeOf,
  numberIn,
  order,
  present,
  sized,
  TRUE,
} from './outcomes.ts';

/** The values of one row of details. */
export interface DetailValues {
  at(node: NodeId): Evaluated;
  /** An outcome without a value, with the row that it came from. */
  placed(outcome: Absent): Absent;
}

/** A fold while its rows are taken, one after the other. */
export class Total {
  private readonly node: NodeOf<'fold'>;
  private count = 0;
  private sum = Rational.ZERO;
  private weights = Rational.ZERO;
  private best: Value | undefined;
  private absent: Absent | undefined;

  constructor(node: NodeOf<'fold'>) {
    this.node = node;
  }

  /** No further row can change the result: an error is the gravest outcome, and the first of them counts. */
  get isSettled(): boolean {
    return this.absent?.kind === 'error';
  }

  take(row: DetailValues): void {
    const { where, of, weight } = this.node;
    const takesPart = where === null ? TRUE : row.at(where);
    if (takesPart.kind !== 'value') {
      this.absent = graver(this.absent, row.placed(takesPart));
      return;
    }
    if (!flagIn(takesPart.value)) return;
    this.count++;
    if (of === null) return;
    const value = row.at(of);
    const by = weight === null ? undefined : row.at(weight);
    if (value.kind !== 'value') this.absent = graver(this.absent, row.placed(value));
    else if (by !== undefined && by.kind !== 'value') this.absent = graver(this.absent, row.placed(by));
    else this.add(value.value, by?.value);
  }

  private add(value: Value, weight: Value | undefined): void {
    const { form, id } = this.node;
    if (form === 'min' || form === 'max') {
      const wanted = form === 'min' ? -1 : 1;
      if (this.best === undefined || order(value, this.best) === wanted) this.best = value;
      return;
    }
    const factor = weight === undefined ? undefined : numberIn(weight);
    this.sum = this.sum.add(factor === undefined ? numberIn(value) : numberIn(value).multiply(factor));
    if (factor !== undefined) this.weights = this.weights.add(factor);
    if (isTooLarge(this.sum)) this.absent = graver(this.absent, failed(id, { kind: 'too_large' }));
  }

  result(): Evaluated {
    if (this.absent !== undefined) return this.absent;
    const { node, count, sum, weights, best } = this;
    switch (node.form) {
      case 'count':
        return present(Rational.integer(count));
      case 'sum':
        return present(sum);
      case 'average':
        return count === 0 ? MISSING : sized(node, sum.divide(Rational.integer(count)));
      case 'weighted_mean':
        return weights.isZero ? MISSING : sized(node, sum.divide(weights));
      case 'min':
      case 'max':
        return best === undefined ? MISSING : present(best);
    }
  }
}
