import type { DataRecord } from '../model/record.ts';
import type { Evaluated, Evaluation, GroupNote, IndicatorScore, RowPart } from '../model/score.ts';

/** A record whose own scores are known, on its way through the groups. */
export interface Early {
  readonly key: string;
  readonly record: DataRecord;
  /** No score is missing. */
  readonly assessed: boolean;
  readonly indicators: readonly IndicatorScore[];
  /** Reads what group rules come to from its `groups`, once it stands there. */
  readonly evaluation: Evaluation;
  readonly notes: Map<string, GroupNote>;
  /** Group rules whose value people must decide first. */
  readonly undecided: Set<string>;
  /** Of a record of several rows: those rows. */
  readonly parts: readonly RowPart[];
}

export const MISSING: Evaluated = { kind: 'missing' };

/** What a group rule comes to for a record, and how. */
export function settle(row: Early, name: string, value: Evaluated, note: GroupNote): void {
  row.evaluation.groups.set(name, value);
  row.notes.set(name, note);
}

/** The rule has no value for the record before people have decided. */
export function leaveOpen(row: Early, name: string, note: GroupNote): void {
  settle(row, name, MISSING, note);
  row.undecided.add(name);
}
