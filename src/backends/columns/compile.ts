import type { Plan, StepId } from '../../integers/plan.ts';
import { type BatchSource, batchSource, type OutputKind } from './source.ts';

export type OutputColumn = Float64Array | Uint8Array | BigInt64Array;

/** The columns of a batch, made once and filled again and again. */
export interface Batch {
  /** Rows at most. */
  readonly capacity: number;
  /** One for each input of the plan. */
  readonly cells: readonly Float64Array[];
  readonly empty: readonly Uint8Array[];
  readonly status: Uint8Array;
  readonly out: readonly OutputColumn[];
}

export interface PeriodFacts {
  readonly start: number;
  readonly end: number;
  readonly month: number;
  readonly quarter: number;
  readonly semester: number;
  readonly year: number;
}

export type ScoreBatch = (
  rows: number,
  cells: Batch['cells'],
  empty: Batch['empty'],
  status: Uint8Array,
  out: Batch['out'],
  period?: PeriodFacts,
) => void;

export interface Columns {
  readonly score: ScoreBatch;
  readonly source: BatchSource;
  /** Room for a batch of rows. */
  batch(capacity: number): Batch;
}

/** Compiles a plan for the steps that are wanted. Needs `new Function`; see {@link moduleSource} for where it is forbidden. */
export function compileColumns(plan: Plan, wanted: readonly StepId[]): Columns {
  const source = batchSource(plan, wanted);
  const score = new Function('rows', 'cells', 'empty', 'status', 'out', 'period', source.body) as ScoreBatch;
  return { score, source, batch: (capacity) => roomFor(plan.columns.length, source.outputs, capacity) };
}

export function roomFor(columns: number, outputs: readonly OutputKind[], capacity: number): Batch {
  const every = <T>(make: () => T): T[] => Array.from({ length: columns }, make);
  return {
    capacity,
    cells: every(() => new Float64Array(capacity)),
    empty: every(() => new Uint8Array(capacity)),
    status: new Uint8Array(capacity),
    out: outputs.map((kind) => outputColumn(kind, capacity)),
  };
}

function outputColumn(kind: OutputKind, capacity: number): OutputColumn {
  switch (kind) {
    case 'bytes':
      return new Uint8Array(capacity);
    case 'doubles':
      return new Float64Array(capacity);
    case 'wide':
      return new BigInt64Array(capacity);
  }
}
