import type { Bound } from '../../integers/bounds.ts';
import type { GroupRuleNodes } from '../../model/program.ts';
import type { SettledColumn } from '../cohort.ts';
import { TooLargeForBulk } from '../outputs.ts';
import { TRUTH } from './kept-columns.ts';
import { shared, sharedBytes, sharedCounts, sharedNumbers } from './shared.ts';
import { sortedBy, valueAt } from './sorted.ts';
import {
  groupAt,
  groupColumn,
  hasOrder,
  isSettledMember,
  isThere,
  numberAt,
  orderColumns,
  rowsWhere,
  type StageWork,
  truthAt,
} from './stage-cohort.ts';

/** Works out a group rule over columns, as {@link settleRule} does over records; what each kind means stands at `GroupRule`. */
export function settleRuleInColumns(rule: GroupRuleNodes, work: StageWork, bound: Bound): readonly SettledColumn[] {
  switch (rule.kind) {
    case 'rank':
    case 'percentile':
      return ranks(rule, work);
    case 'count':
      return [
        ofGroups(
          work,
          counted(work, (row) => isSelected(work, row)),
        ),
      ];
    case 'share':
      return shares(work);
    case 'sum':
    case 'average':
      return sums(rule.kind, work, bound);
    case 'min':
    case 'max':
      return [extremes(rule.kind, work, bound)];
  }
}

function isSelected(work: StageWork, row: number): boolean {
  return isSettledMember(work, row) && truthAt(work, work.inputs.where, row) === TRUTH.yes;
}

function ranks({ kind, ties }: GroupRuleNodes, work: StageWork): readonly SettledColumn[] {
  const { cohort, groups } = work;
  const keys = orderColumns(work);
  const ranked = rowsWhere(cohort.rows, (row) => isSelected(work, row) && hasOrder(work, row));
  const sorted = sortedBy(ranked, [...groupColumn(work), ...keys]);
  const values = sharedCounts(cohort.rows);
  const empty = sharedBytes(cohort.rows).fill(1);
  const counts = sharedCounts(groups.values.length);
  const isPercentile = kind === 'percentile';
  for (let first = 0; first < sorted.length; ) {
    const group = groupAt(work, sorted[first] ?? 0);
    let end = first + 1;
    while (end < sorted.length && groupAt(work, sorted[end] ?? 0) === group) end++;
    counts[group] = end - first;
    let [start, place] = [first, 0];
    for (let at = first; at < end; at++) {
      const row = sorted[at] ?? 0;
      if (at === first || differs(keys, row, sorted[at - 1] ?? 0)) {
        start = at;
        place++;
      }
      const standing = ties === 'dense' ? place : start - first + 1;
      values[row] = isPercentile ? end - start : standing;
      empty[row] = 0;
    }
    first = end;
  }
  const over: SettledColumn = { of: 'rows', values, empty };
  return isPercentile ? [over, { of: groupsOf(work), values: counts, empty: null }] : [over];
}

function differs(keys: ReturnType<typeof orderColumns>, a: number, b: number): boolean {
  for (const key of keys) if (valueAt(key, a) !== valueAt(key, b)) return true;
  return false;
}

function groupsOf({ groups }: StageWork): SettledColumn['of'] {
  return groups.of === null ? 'one' : shared(groups.of);
}

/** The same for all members of a group; without a value where the group waits for a decision, or where `isEmpty`. */
function ofGroups(
  work: StageWork,
  values: SettledColumn['values'],
  isEmpty: (group: number) => boolean = () => false,
): SettledColumn {
  const empty = sharedBytes(values.length);
  for (let group = 0; group < empty.length; group++) {
    if (work.waiting?.[group] === 1 || isEmpty(group)) empty[group] = 1;
  }
  return { of: groupsOf(work), values, empty };
}

function counted(work: StageWork, isCounted: (row: number) => boolean): Uint32Array {
  const counts = sharedCounts(work.groups.values.length);
  for (let row = 0; row < work.cohort.rows; row++) {
    if (!isCounted(row)) continue;
    const group = groupAt(work, row);
    counts[group] = (counts[group] ?? 0) + 1;
  }
  return counts;
}

/** In percent of those for whom the condition is either true or false: who is not assessed is on neither side. */
function shares(work: StageWork): readonly SettledColumn[] {
  const { where } = work.inputs;
  const selected = counted(work, (row) => isSelected(work, row));
  const all = counted(work, (row) => isSettledMember(work, row) && truthAt(work, where, row) !== TRUTH.none);
  const isEmpty = (group: number) => (all[group] ?? 0) === 0;
  return [ofGroups(work, selected, isEmpty), ofGroups(work, all)];
}

/** Whether the row's number is added: it is selected, and has one. */
function isTaken(work: StageWork, row: number): boolean {
  return isSelected(work, row) && isThere(work, work.inputs.of ?? -1, row);
}

function sums(kind: 'sum' | 'average', work: StageWork, bound: Bound): readonly SettledColumn[] {
  const totals = sharedNumbers(work.groups.values.length);
  const counts = counted(work, (row) => isTaken(work, row));
  const { of } = work.inputs;
  for (let row = 0; row < work.cohort.rows; row++) {
    if (!isTaken(work, row)) continue;
    const group = groupAt(work, row);
    const total = (totals[group] ?? 0) + numberAt(work, of ?? -1, row);
    // Both parts are whole numbers below 2^53, and so is the sum, or it is seen here.
    if (!Number.isSafeInteger(total)) throw new TooLargeForBulk();
    totals[group] = total;
  }
  if (totals.some((total) => total !== clamped(total, bound))) throw new TooLargeForBulk();
  if (kind === 'sum') return [ofGroups(work, totals)];
  return [ofGroups(work, totals, (group) => (counts[group] ?? 0) === 0), ofGroups(work, counts)];
}

function extremes(kind: 'min' | 'max', work: StageWork, bound: Bound): SettledColumn {
  const isLeast = kind === 'min';
  const { of } = work.inputs;
  const size = work.groups.values.length;
  const found = sharedNumbers(size).fill(isLeast ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY);
  for (let row = 0; row < work.cohort.rows; row++) {
    if (!isTaken(work, row)) continue;
    const group = groupAt(work, row);
    const [now, value] = [found[group] ?? 0, numberAt(work, of ?? -1, row)];
    if (isLeast ? value < now : value > now) found[group] = value;
  }
  const none = (group: number) => !Number.isFinite(found[group] ?? 0);
  const column = ofGroups(work, found, none);
  for (let group = 0; group < size; group++) {
    // A row that went the ordinary way may lie beyond what the columns are made for.
    if (none(group)) found[group] = Number(bound.low);
    else if (found[group] !== clamped(found[group] ?? 0, bound)) throw new TooLargeForBulk();
  }
  return column;
}

function clamped(value: number, { low, high }: Bound): number {
  return Math.min(Math.max(value, Number(low)), Number(high));
}
