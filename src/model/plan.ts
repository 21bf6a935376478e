import type { Diagnostic, Place } from '../base/diagnostic.ts';
import type { Days } from '../number/calendar.ts';
import type { Rational } from '../number/rational.ts';

/** One row of a work plan, its cells read by the indicator that it names. */
export interface PlanRow {
  /** The record's key, as in DataRecord. */
  readonly key: string;
  /** The row's own number; null where it has none. */
  readonly no: string | null;
  readonly indicator: string;
  readonly title: string | null;
  readonly target: Rational | null;
  readonly weight: Rational | null;
  readonly unit: string | null;
  /** Null: since ever, for ever. */
  readonly from: Days | null;
  readonly to: Days | null;
  readonly approvedBy: string | null;
  readonly approvedOn: Days | null;
  readonly place: Place;
}

/** An actual in long form: of an indicator, an input, or a row of the plan by its number. */
export interface LongActual {
  readonly key: string;
  /** Canonical; null where the file has no such column: of the run's period. */
  readonly period: string | null;
  readonly indicator: string | null;
  readonly no: string | null;
  readonly text: string;
  readonly place: Place;
  readonly locale: 'en' | 'id';
}

/** All that files bring beside the rows of data, by the key of the record. */
export interface PlanBook {
  readonly rows: ReadonlyMap<string, readonly PlanRow[]>;
  readonly actuals: ReadonlyMap<string, readonly LongActual[]>;
  /** Findings of rows whose key could be read: they keep that record from being scored. */
  readonly broken: ReadonlyMap<string, readonly Diagnostic[]>;
  /** Findings of a file as a whole, and of rows that belong to nobody. */
  readonly findings: readonly Diagnostic[];
  /** Whether a plan was given at all. */
  readonly hasPlan: boolean;
  readonly hasActuals: boolean;
}

/** A stretch of the period in which one row of the plan holds. */
export interface PlanSegment {
  readonly row: PlanRow;
  readonly start: Days;
  readonly end: Days;
  readonly days: number;
}

/** What a record got from the plan for one indicator (or one member of a template). */
export interface PlannedItem {
  /** The row in force at the period's end, or the last that was in force within it. */
  readonly row: PlanRow;
  /** The rows that held within the period, each with its days, first to last. */
  readonly segments: readonly PlanSegment[];
}
