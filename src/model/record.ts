import type { Value } from '../language/core.ts';
import type { PlannedItem } from './plan.ts';

/**
 * One row of data, read and typed: what an employee (or a unit, as `subject` says) brings for one period.
 * An input that is absent from `fields` is missing.
 */
export interface DataRecord {
  /** The values of the key inputs, joined by U+001F where there are several; unique within a period. */
  readonly key: string;
  readonly fields: ReadonlyMap<string, Value>;
  /** What the work plan brought, by indicator or member of a template; absent where the ruleset takes nothing from plans. */
  readonly plan?: ReadonlyMap<string, PlannedItem>;
  /** Line of the file it came from (header = 1), or the index in the embedder's array counted from 1. */
  readonly row: number;
  /** Its rows of each of the ruleset's details, in the order of their file; absent where the run has not brought them. */
  readonly details?: ReadonlyMap<string, readonly DetailRow[]>;
}

/** One of the rows of details that belong to a record. */
export interface DetailRow {
  readonly fields: ReadonlyMap<string, Value>;
  /** Where it stands, for findings: the file and its line (header = 1), or the index counted from 1. */
  readonly path: string;
  readonly row: number;
}

/** What one field holds, once read: a value of the input's type, or nothing. */
export type Field = Value | undefined;
