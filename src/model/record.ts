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
}

/** What one field holds, once read: a value of the input's type, or nothing. */
export type Field = Value | undefined;
