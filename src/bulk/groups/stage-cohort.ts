import type { Diagnostic } from '../../base/diagnostic.ts';
import type { LimitSummary } from '../../model/score.ts';
import type { Grouping, RowGroups } from '../../score/row-groups.ts';
import type { KeptColumn, LimitNotes, SettledColumn } from '../cohort.ts';
import type { KeptKey, StageInputs } from './keeping.ts';
import { TRUTH } from './kept-columns.ts';
import type { SortColumn } from './sorted.ts';

/** What group rules of a level are worked out from: a few numbers of every row that is not of another period. */
export interface StageCohort {
  readonly rows: number;
  /** 1 for rows that were accepted. */
  readonly members: Uint8Array;
  readonly grouping: Grouping;
  /** What the rules take; without states what is always there. */
  readonly kept: readonly (Pick<KeptColumn, 'values'> & { readonly states: Uint8Array | null })[];
}

/** What a group rule came to. */
export interface SettledStage {
  /** One, or two where it is a quotient. */
  readonly columns: readonly SettledColumn[];
  /** Of limits alone. */
  readonly notes: LimitNotes | null;
  /** 1 for rows for which people must decide first; null where there are none. */
  readonly open: Uint8Array | null;
  readonly limits: readonly LimitSummary[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A group rule over the rows of its cohort. */
export interface StageWork {
  readonly cohort: StageCohort;
  readonly inputs: StageInputs;
  readonly groups: RowGroups;
  /** Members of each group. */
  readonly sizes: Uint32Array;
  /** 1 for groups in which something that the rule reads is undecided; null where nothing is. */
  readonly waiting: Uint8Array | null;
}

export function workOf(
  cohort: StageCohort,
  inputs: StageInputs,
  groups: RowGroups,
  open: readonly Uint8Array[],
): StageWork {
  const sizes = new Uint32Array(groups.values.length);
  const waiting = open.length === 0 ? null : new Uint8Array(groups.values.length);
  for (let row = 0; row < cohort.rows; row++) {
    if (cohort.members[row] !== 1) continue;
    const group = groups.of?.[row] ?? 0;
    sizes[group] = (sizes[group] ?? 0) + 1;
    if (waiting !== null && open.some((flags) => flags[row] === 1)) waiting[group] = 1;
  }
  return { cohort, inputs, groups, sizes, waiting };
}

/** Whether the row is a member of a group that does not wait for a decision. */
export function isSettledMember({ cohort, groups, waiting }: StageWork, row: number): boolean {
  return cohort.members[row] === 1 && (waiting === null || waiting[groups.of?.[row] ?? 0] !== 1);
}

export function groupAt({ groups }: StageWork, row: number): number {
  return groups.of?.[row] ?? 0;
}

/** Whether a condition holds; {@link TRUTH} of it. Without a condition everybody is selected. */
export function truthAt({ cohort }: StageWork, condition: number | null, row: number): number {
  return condition === null ? TRUTH.yes : (cohort.kept[condition]?.states?.[row] ?? TRUTH.none);
}

export function isThere({ cohort }: StageWork, kept: number, row: number): boolean {
  const column = cohort.kept[kept];
  return column !== undefined && (column.states === null || column.states[row] !== 0);
}

export function numberAt({ cohort }: StageWork, kept: number, row: number): number {
  return cohort.kept[kept]?.values?.[row] ?? 0;
}

export function hasOrder(work: StageWork, row: number): boolean {
  const { order } = work.inputs;
  for (let i = 0; i < order.length; i++) if (!isThere(work, order[i]?.kept ?? -1, row)) return false;
  return true;
}

/** The columns by which the members of one group are ranked. */
export function orderColumns({ cohort, inputs }: StageWork): readonly SortColumn[] {
  return inputs.order.map(({ kept, descending, places }: KeptKey): SortColumn => {
    const column = cohort.kept[kept];
    // A truth value is kept as its state: no before yes.
    return { values: column?.values ?? column?.states ?? new Uint8Array(0), descending, places };
  });
}

export function groupColumn({ groups }: StageWork): readonly SortColumn[] {
  return groups.of === null ? [] : [{ values: groups.of, descending: false, places: null }];
}

/** The rows that are wanted, in order. */
export function rowsWhere(rows: number, isWanted: (row: number) => boolean): Uint32Array {
  let count = 0;
  for (let row = 0; row < rows; row++) if (isWanted(row)) count++;
  const found = new Uint32Array(count);
  let at = 0;
  for (let row = 0; row < rows; row++) if (isWanted(row)) found[at++] = row;
  return found;
}
