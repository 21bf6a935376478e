import { isError } from '../base/diagnostic.ts';
import type { BoundRow } from '../data/bind.ts';
import type { Program } from '../model/program.ts';
import type { Setting } from '../model/score.ts';
import { type Period, parsePeriod, periodsWithin } from '../number/calendar.ts';
import { type FiledRow, Ledger } from './ledger.ts';

/** The rows of a run, by what they are for. */
export interface SortedRows {
  /** Of the run's period, or of the periods that it takes together; in the order of the data. */
  readonly own: readonly FiledRow[];
  /** Rows by key and period: earlier ones, and those of which a record may have several. */
  readonly ledger: Ledger;
  /** How many rows each other period has. */
  readonly others: ReadonlyMap<string, number>;
  /** Rows of other periods that could not be read. */
  readonly unusable: number;
  /** Rows of the run's own period among the history, where the data has that period. */
  readonly repeated: number;
}

type Rows = Iterable<BoundRow> | AsyncIterable<BoundRow>;

/** What a run is over, and how each row is completed by what stands beside the data. */
export interface Sorting {
  readonly program: Program;
  readonly period: Period;
  /** The data file's name, for rows that do not name their own. */
  readonly path: string;
  readonly join: (row: BoundRow) => BoundRow;
  /** What all records are evaluated in. */
  readonly shared: Pick<Setting, 'calendars'>;
}

/** The same for rows that are all at hand. */
export function sortKnown(sorting: Sorting, rows: Iterable<BoundRow>): SortedRows {
  const sorter = new Sorter(sorting);
  for (const row of rows) sorter.take(row);
  return sorter;
}

export async function sortRows(sorting: Sorting, rows: Rows, history: Rows): Promise<SortedRows> {
  const sorter = new Sorter(sorting);
  for await (const row of rows) sorter.take(row);
  for await (const row of history) sorter.takeHistory(row);
  return sorter;
}

class Sorter implements SortedRows {
  readonly own: FiledRow[] = [];
  readonly ledger: Ledger;
  readonly others = new Map<string, number>();
  unusable = 0;
  repeated = 0;
  private readonly period: Period;
  private readonly path: string;
  private readonly join: Sorting['join'];
  /** The periods that a longer one takes together; empty for a run over a single one. */
  private readonly parts: ReadonlySet<string>;
  private readonly filesOwn: boolean;
  private readonly filesOthers: boolean;

  constructor({ program, period, path, join, shared }: Sorting) {
    this.join = join;
    this.ledger = new Ledger(program, shared);
    this.period = period;
    this.path = path;
    this.parts = new Set(periodsWithin(period, program.ruleset.period).map(({ text }) => text));
    this.filesOwn = this.parts.size > 0 || program.ruleset.segments !== null;
    this.filesOthers = readsEarlier(program);
  }

  take(bound: BoundRow): void {
    const row = this.filed(bound);
    const period = bound.period === null ? null : canonical(bound.period);
    if (
      this.parts.size > 0 ? period !== null && this.parts.has(period) : period === null || period === this.period.text
    ) {
      this.takeOwn(row, period ?? this.period.text);
    } else if (period === null) this.own.push(row);
    else this.takeOther(row, period);
  }

  /** Of a longer period the history may bring some of its periods. */
  takeHistory(bound: BoundRow): void {
    const period = bound.period === null ? null : canonical(bound.period);
    if (period !== null && this.parts.has(period)) this.takeOwn(this.filed(bound), period);
    else if (period === this.period.text) this.repeated++;
    else this.takeOther(this.filed(bound), period);
  }

  private takeOwn(row: FiledRow, period: string): void {
    this.own.push(row);
    if (this.filesOwn && row.bound.key !== null) this.ledger.file(row.bound.key, period, row);
  }

  private takeOther(row: FiledRow, period: string | null): void {
    if (period !== null) this.others.set(period, (this.others.get(period) ?? 0) + 1);
    if (!this.filesOthers) return;
    const { key, findings } = row.bound;
    if (key === null || period === null || findings.some(isError)) this.unusable++;
    if (key !== null && period !== null) this.ledger.file(key, period, row);
  }

  private filed(bound: BoundRow): FiledRow {
    const path = bound.path ?? this.path;
    return { bound: this.join({ ...bound, path }), origin: { path, row: bound.row } };
  }
}

function canonical(text: string): string {
  return parsePeriod(text)?.text ?? text;
}

const EARLIER: ReadonlySet<string> = new Set(['previous', 'year_to_date', 'carried']);

/** Whether any rule reads another period. */
function readsEarlier({ nodes }: Program): boolean {
  return nodes.some(({ op }) => EARLIER.has(op));
}
