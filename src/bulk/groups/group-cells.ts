import type { LimitNotes, Settled, SettledColumn } from '../cohort.ts';

/** What group rules came to, as cells of a batch behind those of the inputs. */
export class GroupCells {
  /** The number of the next row. */
  next = 0;
  /** Of each row of the batch, its number among all rows of the file that are not of other periods. */
  readonly slots: Float64Array;
  readonly notes: readonly (LimitNotes | undefined)[];
  readonly cells: readonly Float64Array[];
  readonly empty: readonly Uint8Array[];
  private readonly defaults: readonly number[];
  private readonly columns: readonly (SettledColumn | undefined)[];
  private readonly waiting: Uint8Array | null;

  constructor(defaults: readonly number[], { columns, notes, waiting }: Settled, capacity: number) {
    this.defaults = defaults;
    this.columns = columns;
    this.notes = notes;
    this.waiting = waiting;
    this.slots = new Float64Array(defaults.length > 0 ? capacity : 0);
    this.cells = defaults.map((value) => new Float64Array(capacity).fill(value));
    // What is not settled yet is not asked for.
    this.empty = defaults.map(() => new Uint8Array(capacity).fill(1));
  }

  /**
   * Numbers the rows of a batch and fetches what the group rules came to for them. Rows whose award waits for people's
   * decision become odd: the exact evaluator tells it.
   */
  fill(rows: number, isOther: (row: number) => boolean, status: Uint8Array): void {
    if (this.defaults.length === 0) return;
    const { waiting } = this;
    for (let row = 0; row < rows; row++) {
      this.slots[row] = this.next;
      if (isOther(row)) continue;
      if (waiting !== null && waiting[this.next] === 1) status[row] = 2;
      this.next++;
    }
    for (const [c, column] of this.columns.entries()) {
      const [cells, empty] = [this.cells[c], this.empty[c]];
      if (column !== undefined && cells !== undefined && empty !== undefined) this.fetch(column, rows, c, cells, empty);
    }
  }

  private fetch(
    { of, values, empty: absent }: SettledColumn,
    rows: number,
    column: number,
    cells: Float64Array,
    empty: Uint8Array,
  ): void {
    const { slots } = this;
    const otherwise = this.defaults[column] ?? 0;
    for (let row = 0; row < rows; row++) {
      const slot = slots[row] ?? 0;
      const at = of === 'rows' ? slot : of === 'one' ? 0 : (of[slot] ?? 0);
      const isEmpty = absent !== null && absent[at] === 1;
      empty[row] = isEmpty ? 1 : 0;
      cells[row] = isEmpty ? otherwise : (values[at] ?? otherwise);
    }
  }
}
