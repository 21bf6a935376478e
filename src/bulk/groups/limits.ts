import { type Diagnostic, diagnostic } from '../../base/diagnostic.ts';
import type { LimitNodes, LimitRuleNodes } from '../../model/program.ts';
import type { LimitStep, LimitSummary } from '../../model/score.ts';
import { outcomeOf, warning } from '../../score/limits.ts';
import { groupName, sizeIn } from '../../score/members.ts';
import { COURSE, COURSE_BITS } from './courses.ts';
import { TRUTH } from './kept-columns.ts';
import { shared, sharedBytes, sharedCounts, sharedIntegers } from './shared.ts';
import { type SortColumn, sortedBy, valueAt } from './sorted.ts';
import {
  groupColumn,
  hasOrder,
  isSettledMember,
  isThere,
  numberAt,
  orderColumns,
  rowsWhere,
  type SettledStage,
  type StageWork,
  truthAt,
} from './stage-cohort.ts';

/** Where a row has no value, or while people must decide. */
const NO_VALUE = -1;

/** Goes through the rules of a limit over columns, as `settleLimit` does over records. */
export function settleLimitInColumns(limit: LimitNodes, work: StageWork, words: readonly string[]): SettledStage {
  return new LimitStage(limit, work, words).run();
}

/** Where the members of each group begin among all that are settled. */
function startsOf({ sizes, waiting }: StageWork): Uint32Array {
  const starts = new Uint32Array(sizes.length);
  let next = 0;
  for (let group = 0; group < sizes.length; group++) {
    starts[group] = next;
    if (waiting?.[group] !== 1) next += sizes[group] ?? 0;
  }
  return starts;
}

/** One group while the rules are gone through. */
interface Group {
  readonly number: number;
  readonly name: string;
  /** Members, best first; those who lack something to be ranked by at the end. */
  readonly rows: Uint32Array;
  readonly base: number;
  readonly rejected: number;
  /** Of those who wait for a decision: what they may come to have. */
  readonly possible: (readonly number[])[];
}

interface Rule {
  readonly index: number;
  readonly nodes: LimitRuleNodes;
  /** Numbers of the words that it counts. */
  readonly values: ReadonlySet<number>;
}

type Counts = Pick<LimitSummary, 'read' | 'rejected' | 'base' | 'capacity' | 'found'>;

class LimitStage {
  private readonly limit: LimitNodes;
  private readonly work: StageWork;
  private readonly words: readonly string[];
  private readonly keys: readonly SortColumn[];
  private readonly rules: readonly Rule[];
  private readonly values: Int32Array;
  private readonly empty: Uint8Array;
  private readonly steps: readonly Uint32Array[];
  private readonly rooms: Uint32Array;
  private readonly limits: LimitSummary[] = [];
  private readonly diagnostics: Diagnostic[] = [];
  private open: Uint8Array | null = null;

  constructor(limit: LimitNodes, work: StageWork, words: readonly string[]) {
    const { rows } = work.cohort;
    this.limit = limit;
    this.work = work;
    this.words = words;
    this.keys = orderColumns(work);
    this.rules = limit.rules.map((nodes, index) => {
      return { index, nodes, values: new Set(nodes.values.map((value) => words.indexOf(value))) };
    });
    this.values = sharedIntegers(rows);
    this.empty = sharedBytes(rows).fill(1);
    const isApplied = limit.action === 'apply' || work.waiting !== null;
    this.steps = isApplied ? limit.rules.map(() => sharedCounts(rows)) : [];
    this.rooms = sharedCounts(work.groups.values.length * limit.rules.length);
  }

  run(): SettledStage {
    const { work, values, empty, limits, diagnostics } = this;
    const { cohort, groups, waiting, sizes } = work;
    this.begin();
    // Sorted once for all rules: what a rule counts of a group stands in the same order.
    const ranked = this.ranked();
    const starts = startsOf(work);
    for (const number of groups.inOrder) {
      const from = starts[number] ?? 0;
      if (waiting?.[number] !== 1) this.settle(number, ranked.subarray(from, from + (sizes[number] ?? 0)));
    }
    for (let row = 0; row < cohort.rows; row++) {
      if (values[row] === NO_VALUE) values[row] = 0;
      else empty[row] = 0;
    }
    const of = groups.of === null ? new Uint32Array(0) : shared(groups.of);
    const notes = { of, rooms: this.rooms, steps: this.steps };
    return { columns: [{ of: 'rows', values, empty }], notes, open: this.open, limits, diagnostics };
  }

  /** What each row has before the first rule; groups that wait are left open as they are. */
  private begin(): void {
    const { cohort, inputs, waiting, groups } = this.work;
    const of = inputs.of ?? -1;
    for (let row = 0; row < cohort.rows; row++) {
      this.values[row] = isThere(this.work, of, row) ? numberAt(this.work, of, row) : NO_VALUE;
      const isWaiting = waiting !== null && cohort.members[row] === 1 && waiting[groups.of?.[row] ?? 0] === 1;
      if (isWaiting) this.leaveOpen(row, 0, COURSE.waits);
    }
  }

  private leaveOpen(row: number, rule: number, course: number): void {
    this.open ??= sharedBytes(this.work.cohort.rows);
    this.open[row] = 1;
    this.values[row] = NO_VALUE;
    this.note(row, rule, 0, course);
  }

  private note(row: number, rule: number, rank: number, course: number): void {
    const steps = this.steps[rule];
    if (steps !== undefined) steps[row] = rank * COURSE_BITS + course;
  }

  private ranked(): Uint32Array {
    const { work } = this;
    const { rows } = work.cohort;
    const lacks = new Uint8Array(rows);
    for (let row = 0; row < rows; row++) lacks[row] = hasOrder(work, row) ? 0 : 1;
    const members = rowsWhere(rows, (row) => isSettledMember(work, row));
    return sortedBy(members, [...groupColumn(work), { values: lacks, descending: false, places: null }, ...this.keys]);
  }

  private settle(number: number, rows: Uint32Array): void {
    const { limit, work } = this;
    const { groups } = work;
    let assessed = 0;
    for (const row of rows) if (this.values[row] !== NO_VALUE) assessed++;
    const group: Group = {
      number,
      name: groupName(groups.values[number] ?? []),
      rows,
      base: limit.base === 'assessed' ? assessed : rows.length,
      rejected: groups.rejected[number] ?? 0,
      possible: [],
    };
    for (const rule of this.rules) if (this.isInForce(rule, rows)) this.goThrough(rule, group);
  }

  /** The condition holds for the whole group: all members agree on it. */
  private isInForce({ index }: Rule, [first]: Uint32Array): boolean {
    if (first === undefined) return false;
    return truthAt(this.work, this.work.inputs.rules[index] ?? null, first) === TRUTH.yes;
  }

  private goThrough(rule: Rule, group: Group): void {
    const { limit } = this;
    const { nodes } = rule;
    const capacity = sizeIn(nodes.size, group.base);
    const concerned = group.rows.filter((row) => rule.values.has(this.values[row] ?? NO_VALUE));
    const read = group.rows.length;
    const counts = {
      read: read + group.rejected,
      rejected: group.rejected,
      base: group.base,
      capacity,
      found: concerned.length,
    };
    if (read < limit.smallestGroup) {
      this.sumUp(rule, group, counts, 'exempt');
      return;
    }
    if (limit.action === 'apply' && nodes.kind === 'at_most') {
      const { moved, undecided } = this.apply(rule, group, capacity, concerned);
      const outcome = undecided > 0 ? 'undecided' : moved > 0 ? 'applied' : 'within';
      this.sumUp(rule, group, counts, outcome, { moved, undecided });
      return;
    }
    const broken = nodes.kind === 'at_most' ? concerned.length > capacity : concerned.length < capacity;
    if (broken) this.diagnostics.push(warning(limit, nodes, group.name, counts));
    this.sumUp(rule, group, counts, broken ? 'warned' : 'within');
  }

  private sumUp(
    { index, nodes }: Rule,
    group: Group,
    counts: Counts,
    outcome: LimitSummary['outcome'],
    { moved, undecided } = { moved: 0, undecided: 0 },
  ): void {
    const own = { limit: this.limit.name, rule: index + 1, values: nodes.values, kind: nodes.kind, group: group.name };
    this.limits.push({ ...own, ...counts, moved, undecided, outcome });
  }

  /** Who stands first keeps the value, as far as there is room; the others are moved down. */
  private apply(
    rule: Rule,
    group: Group,
    capacity: number,
    concerned: Uint32Array,
  ): { moved: number; undecided: number } {
    const { limit } = this;
    this.rooms[group.number * this.rules.length + rule.index] = capacity;
    const waiting = group.possible.filter((values) => values.some((value) => rule.values.has(value))).length;
    const counts = { kept: 0, moved: 0, tie_refused: 0, tie_awaited: 0 };
    for (let start = 0; start < concerned.length; ) {
      let end = start + 1;
      while (end < concerned.length && this.areEqual(concerned[start] ?? 0, concerned[end] ?? 0)) end++;
      const size = end - start;
      const outcome = outcomeOf(limit, { start, size, capacity, waiting });
      for (const row of concerned.subarray(start, end)) this.move(rule, group, row, outcome, start + 1);
      counts[outcome] += size;
      if (outcome === 'tie_refused') {
        const args = { limit: limit.name, values: rule.nodes.values.join(', '), group: group.name };
        this.diagnostics.push(diagnostic('TK813', rule.nodes.span, { ...args, size, room: capacity - start }));
      }
      start = end;
    }
    if (counts.tie_awaited > 0) {
      const args = { limit: limit.name, group: group.name, size: counts.tie_awaited };
      this.diagnostics.push(diagnostic('TK814', rule.nodes.span, args));
    }
    return { moved: counts.moved, undecided: counts.tie_refused + counts.tie_awaited };
  }

  private areEqual(a: number, b: number): boolean {
    const { work } = this;
    const [hasA, hasB] = [hasOrder(work, a), hasOrder(work, b)];
    if (!hasA || !hasB) return hasA === hasB;
    return this.keys.every((key) => valueAt(key, a) === valueAt(key, b));
  }

  private move(rule: Rule, group: Group, row: number, outcome: LimitStep['outcome'], rank: number): void {
    const { moveTo } = rule.nodes;
    if (moveTo === null) throw new Error('an applied rule without move_to passed the checker');
    const to = this.words.indexOf(moveTo);
    if (outcome === 'tie_refused' || outcome === 'tie_awaited') {
      group.possible.push([this.values[row] ?? NO_VALUE, to]);
      this.leaveOpen(row, rule.index, COURSE[outcome]);
    } else if (outcome === 'moved') this.values[row] = to;
    this.note(row, rule.index, rank, COURSE[outcome]);
  }
}
