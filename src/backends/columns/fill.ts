import type { Plan, PlanColumn } from '../../integers/plan.ts';
import type { Value } from '../../language/core.ts';
import type { DataRecord } from '../../model/record.ts';
import { powerOfTen, Rational } from '../../number/rational.ts';
import type { Batch } from './compile.ts';
import { STATUS } from './source.ts';

/** Writes records into the columns of a batch; what does not fit there is marked for the exact evaluator. */
export class Filler {
  private readonly columns: readonly PlanColumn[];
  private readonly scales: readonly bigint[];
  private readonly defaults: readonly number[];
  private readonly codes: ReadonlyMap<string, number>;

  constructor(plan: Plan) {
    this.columns = plan.columns;
    this.scales = plan.columns.map(({ digits }) => powerOfTen(digits));
    this.defaults = plan.columns.map(defaultCell);
    this.codes = new Map(plan.words.map((word, code) => [word, code]));
  }

  fill(batch: Batch, row: number, record: DataRecord): void {
    batch.status[row] = STATUS.scored;
    for (const [index, column] of this.columns.entries()) {
      const value = record.fields.get(column.input.name);
      const cell = value === undefined ? this.defaults[index] : this.cell(index, column, value);
      const [cells, empty] = [batch.cells[index], batch.empty[index]];
      if (cells === undefined || empty === undefined) throw new RangeError('the batch is of another plan');
      if (cell === undefined) batch.status[row] = STATUS.exact;
      cells[row] = cell ?? 0;
      empty[row] = value === undefined ? 1 : 0;
    }
  }

  /** Undefined where it lies beyond the column's bound. */
  private cell(index: number, { bound }: PlanColumn, value: Value): number | undefined {
    if (typeof value === 'string') return this.codes.get(value) ?? -1;
    if (typeof value === 'boolean') return value ? 1 : 0;
    const units = value instanceof Rational ? this.unitsOf(value, index) : BigInt(value);
    return units === undefined || units < bound.low || units > bound.high ? undefined : Number(units);
  }

  private unitsOf({ numerator, denominator }: Rational, index: number): bigint | undefined {
    const scaled = numerator * (this.scales[index] ?? 1n);
    return scaled % denominator === 0n ? scaled / denominator : undefined;
  }
}

/** What stands in an empty cell: nobody reads it, but it lies within the bound, so that nothing overflows. */
export function defaultCell({ bound }: Pick<PlanColumn, 'bound'>): number {
  return Number(bound.low > 0n ? bound.low : bound.high < 0n ? bound.high : 0n);
}
