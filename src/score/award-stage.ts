import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import type { AwardNodes, TierNodes } from '../model/program.ts';
import type { GroupSummary } from '../model/score.ts';
import {
  type ColumnMaker,
  type CompactAwards,
  type CompactCohort,
  conditionOf,
  OWN_COLUMNS,
  STATE,
  STEP,
  STEPS_IN_WORD,
  type TierRooms,
} from './award-columns.ts';
import { capacityOf, groupName } from './members.ts';
import { type Buckets, bucket, bucketed, Grouping, type RowGroups } from './row-groups.ts';
import { RowOrder } from './row-order.ts';
import { type Contest, placing, type Rival, type TierQuota, type Waiting } from './waiting.ts';

/** One group at one tier. */
interface Group extends Contest {
  readonly name: string;
  readonly tier: string;
  /** Who may yet come down to this tier from a refused tie above, and would then compete here. */
  readonly waiting: readonly number[];
  lastAdmitted: number;
  placed: number;
}

/** A tier with a quota while it is given out. */
interface Contested {
  readonly index: number;
  readonly tier: TierNodes;
  readonly quota: TierQuota;
  readonly order: RowOrder;
  readonly ranks: Uint32Array;
}

/** Equals among the candidates of a group. */
interface Block {
  readonly candidates: Uint32Array;
  readonly start: number;
  readonly stop: number;
}

const NO_RIVALS: readonly Rival[] = [];

/** What is counted of each group: the same at every tier. */
interface Members {
  /** Scored rows, those that are not assessed included. */
  readonly accepted: Uint32Array;
  readonly eligible: Uint32Array;
  readonly adrift: Uint32Array;
}

/** Stands for {@link STATE} in the states of rows while a tier with a quota is settled. */
const CANDIDATE = 7;

/**
 * Gives every row its award, best tier first [G2]: the rules of tiers, quotas and ties, for files of any length and for
 * cohorts in memory alike. It knows a few numbers a row, and depends on no order of the rows. Rejected rows might have
 * changed the base of a share [G4].
 */
export function compactAwards(
  awards: AwardNodes,
  cohort: CompactCohort,
  grouping: Grouping = new Grouping(cohort),
  columns: ColumnMaker = OWN_COLUMNS,
): CompactAwards {
  return new AwardStage(awards, cohort, grouping, columns).run();
}

class AwardStage {
  private readonly awards: AwardNodes;
  private readonly cohort: CompactCohort;
  private readonly grouping: Grouping;
  private readonly columns: ColumnMaker;
  private readonly paths: readonly Uint32Array[];
  private readonly states: Uint8Array;
  private readonly ranks: (Uint32Array | null)[] = [];
  private readonly rooms: (TierRooms | null)[] = [];
  private readonly members = new Map<RowGroups, Members>();
  private readonly waits = new Map<number, Waiting>();
  private readonly summaries: GroupSummary[] = [];
  private readonly diagnostics: Diagnostic[] = [];

  constructor(awards: AwardNodes, cohort: CompactCohort, grouping: Grouping, columns: ColumnMaker) {
    this.awards = awards;
    this.cohort = cohort;
    this.grouping = grouping;
    this.columns = columns;
    const words = Math.max(1, Math.ceil(awards.tiers.length / STEPS_IN_WORD));
    this.paths = Array.from({ length: words }, () => columns.numbers(cohort.rows));
    this.states = columns.bytes(cohort.rows);
    const { states } = this;
    const [entries = new Uint32Array(0)] = cohort.outcomes;
    for (let row = 0; row < states.length; row++) states[row] = STATE_OF_ENTRY[(entries[row] ?? 0) & 3] ?? STATE.open;
  }

  run(): CompactAwards {
    for (const [index, tier] of this.awards.tiers.entries()) {
      if (tier.quota === null) this.placeAll(index);
      else this.settleTier(index, tier, tier.quota);
    }
    const { paths, states, ranks, rooms, summaries: groups, diagnostics } = this;
    return { paths, states, ranks, rooms, groups, diagnostics };
  }

  private step(row: number, tier: number, step: number): void {
    const word = this.paths[Math.floor(tier / STEPS_IN_WORD)];
    if (word) word[row] = (word[row] ?? 0) | (step << (3 * (tier % STEPS_IN_WORD)));
  }

  /**
   * Gives a tier without a quota to all who meet its condition. Like {@link candidates} it goes through all rows, and is
   * done without a call for each.
   */
  private placeAll(tier: number): void {
    this.ranks[tier] = null;
    this.rooms[tier] = null;
    const { states } = this;
    const { word, place } = conditionOf(this.cohort.outcomes, tier);
    const { path, placed, missed } = this.stepsAt(tier);
    for (let row = 0; row < states.length; row++) {
      const state = states[row] ?? 0;
      const open = isOpen(state);
      const holds = ((word[row] ?? 0) >>> place) & 1;
      path[row] = (path[row] ?? 0) | (open * (missed ^ (holds * (missed ^ placed))));
      states[row] = state | ((open & holds) * STATE.placed);
    }
  }

  /** Where the steps of a tier stand, and two of them as they stand there. */
  private stepsAt(tier: number): { readonly path: Uint32Array; readonly placed: number; readonly missed: number } {
    const path = this.paths[Math.floor(tier / STEPS_IN_WORD)];
    if (path === undefined) throw new RangeError(`no steps of tier ${tier}`);
    const place = 3 * (tier % STEPS_IN_WORD);
    return { path, placed: STEP.placed << place, missed: STEP.conditionFalse << place };
  }

  private place(row: number, tier: number): void {
    this.step(row, tier, STEP.placed);
    this.states[row] = STATE.placed;
  }

  private settleTier(index: number, tier: TierNodes, quota: TierQuota): void {
    const groups = this.grouping.by(quota.within);
    const members = this.membersOf(groups);
    const waiting = this.waitingAt(index, groups);
    const all = this.candidates(index, groups);
    const ranks = this.columns.numbers(this.cohort.rows);
    const capacity: number[] = [];
    const lastAdmitted: number[] = [];
    this.ranks[index] = ranks;
    this.rooms[index] = { of: groups.of, capacity, lastAdmitted };
    const order = new RowOrder(this.cohort.ranks, this.cohort.order[index] ?? []);
    const contested: Contested = { index, tier, quota, order, ranks };
    for (const number of groups.inOrder) {
      const accepted = members.accepted[number] ?? 0;
      const rejected = groups.rejected[number] ?? 0;
      // A text that stood in rows of other periods alone names no group.
      if (quota.within.length > 0 && accepted + rejected === 0) continue;
      const candidates = bucket(all, number);
      const eligible = members.eligible[number] ?? 0;
      const base = baseOf(quota, { accepted, eligible, candidates: candidates.length });
      const group: Group = {
        name: groupName(groups.values[number] ?? []),
        tier: tier.name,
        quota,
        capacity: capacityOf(quota, base),
        candidates: candidates.length,
        eligible,
        adrift: members.adrift[number] ?? 0,
        waiting: waiting.get(number) ?? [],
        lastAdmitted: -1,
        placed: 0,
      };
      this.settle(contested, group, candidates);
      capacity[number] = group.capacity;
      lastAdmitted[number] = group.lastAdmitted;
      this.sumUp(group, { accepted, rejected, base });
    }
  }

  private membersOf(groups: RowGroups): Members {
    const known = this.members.get(groups) ?? this.counted(groups);
    this.members.set(groups, known);
    return known;
  }

  private counted({ of, values }: RowGroups): Members {
    const { rows, outcomes } = this.cohort;
    const [entries = new Uint32Array(0)] = outcomes;
    const size = values.length;
    const [accepted, eligible, adrift] = [new Uint32Array(size), new Uint32Array(size), new Uint32Array(size)];
    for (let row = 0; row < rows; row++) {
      const number = of === null ? 0 : (of[row] ?? 0);
      const entry = (entries[row] ?? 0) & 3;
      accepted[number] = (accepted[number] ?? 0) + 1;
      // Open and adrift are the two that have the higher bit, and adrift has both.
      eligible[number] = (eligible[number] ?? 0) + (entry >> 1);
      adrift[number] = (adrift[number] ?? 0) + (entry & (entry >> 1));
    }
    return { accepted, eligible, adrift };
  }

  /** Those who wait for a tie above, and may come down to this tier, by group. */
  private waitingAt(tier: number, { of }: RowGroups): ReadonlyMap<number, readonly number[]> {
    const { word, place } = conditionOf(this.cohort.outcomes, tier);
    const waiting = new Map<number, number[]>();
    for (const row of this.waits.keys()) {
      if ((((word[row] ?? 0) >>> place) & 1) === 0) continue;
      const number = of?.[row] ?? 0;
      const known = waiting.get(number);
      if (known) known.push(row);
      else waiting.set(number, [row]);
    }
    return waiting;
  }

  /**
   * The rows that are not yet placed or undecided and meet the tier's condition, by group; of those that do not meet it,
   * the step says so.
   */
  private candidates(tier: number, groups: RowGroups): Buckets {
    const { states } = this;
    const { of, values } = groups;
    const { word, place } = conditionOf(this.cohort.outcomes, tier);
    const { path, missed } = this.stepsAt(tier);
    const counts = new Uint32Array(values.length);
    for (let row = 0; row < states.length; row++) {
      const state = states[row] ?? 0;
      const open = isOpen(state);
      const holds = ((word[row] ?? 0) >>> place) & 1;
      const number = of === null ? 0 : (of[row] ?? 0);
      path[row] = (path[row] ?? 0) | (open * (holds ^ 1) * missed);
      states[row] = state | ((open & holds) * CANDIDATE);
      counts[number] = (counts[number] ?? 0) + (open & holds);
    }
    return bucketed(groups, states, CANDIDATE, counts);
  }

  /** Ranks the candidates of one group, places those for whom there is room, and tells the others why not. */
  private settle(contested: Contested, group: Group, candidates: Uint32Array): void {
    const { order } = contested;
    order.sort(candidates);
    const awaiting: { readonly row: number; readonly rank: number }[] = [];
    for (let start = 0; start < candidates.length; ) {
      const first = candidates[start] ?? 0;
      let stop = start + 1;
      while (stop < candidates.length && order.compare(first, candidates[stop] ?? 0) === 0) stop++;
      const before = placing(group, stop - start, start, this.rivals(group, order, first));
      if (before !== 'open') this.settleBlock(contested, group, { candidates, start, stop }, before);
      else for (let at = start; at < stop; at++) awaiting.push({ row: candidates[at] ?? 0, rank: start + 1 });
      start = stop;
    }
    if (awaiting.length > 0) this.holdBack(contested, group, awaiting);
  }

  /** Who may yet come down from a refused tie above, beside the block of this row. */
  private rivals({ waiting }: Group, { compare }: RowOrder, first: number): readonly Rival[] {
    if (waiting.length === 0) return NO_RIVALS;
    return waiting.flatMap((row) => {
      const waitsIn = this.waits.get(row);
      return waitsIn ? [{ waitsIn, order: compare(row, first) }] : [];
    });
  }

  /** `before`: how many stand before this block, so that its rank is one more. */
  private settleBlock({ index, quota, ranks }: Contested, group: Group, block: Block, before: number): void {
    const { capacity } = group;
    const { candidates, start, stop } = block;
    const size = stop - start;
    for (let at = start; at < stop; at++) ranks[candidates[at] ?? 0] = before + 1;
    const fits = before + size <= capacity;
    const acrossEdge = before < capacity && !fits;
    if (fits || (acrossEdge && quota.ties === 'include')) {
      for (let at = start; at < stop; at++) this.place(candidates[at] ?? 0, index);
      group.placed += size;
      group.lastAdmitted = this.lastOf(block);
      return;
    }
    const isRefused = acrossEdge && quota.ties === 'refuse';
    const step = !acrossEdge ? STEP.quotaFull : isRefused ? STEP.tieRefused : STEP.tieExcluded;
    for (let at = start; at < stop; at++) {
      this.step(candidates[at] ?? 0, index, step);
      this.states[candidates[at] ?? 0] = STATE.open;
    }
    if (!isRefused) return;
    const losers = before + size - capacity;
    this.wait(candidates.subarray(start, stop), { size, least: losers, most: losers });
    const args = { tier: group.tier, group: group.name, size, room: capacity - before };
    this.diagnostics.push(diagnostic('TK801', quota.span, args));
  }

  /** Of equals who are admitted together, the last by key. */
  private lastOf({ candidates, start, stop }: Block): number {
    const { compareKeys } = this.cohort;
    if (compareKeys === null) return -1;
    return candidates.subarray(start, stop).reduce((last, row) => (compareKeys(row, last) > 0 ? row : last));
  }

  /** Final: who waits takes no part in later tiers until people have decided; others may wait for it. */
  private wait(rows: Iterable<number>, waiting: Waiting): void {
    for (const row of rows) {
      this.waits.set(row, waiting);
      this.states[row] = STATE.undecided;
    }
  }

  /** Whose place hangs on a refused tie above waits as well: no award may be given that a decision would take away. */
  private holdBack(
    { index, quota, ranks }: Contested,
    group: Group,
    awaiting: readonly { readonly row: number; readonly rank: number }[],
  ): void {
    for (const { row, rank } of awaiting) {
      this.step(row, index, STEP.tieAwaited);
      ranks[row] = rank;
    }
    const size = awaiting.length;
    const rows = awaiting.map(({ row }) => row);
    this.wait(rows, { size, least: 0, most: size });
    this.diagnostics.push(diagnostic('TK803', quota.span, { tier: group.tier, group: group.name, size }));
  }

  private sumUp(
    { tier, name: group, quota, capacity, candidates, placed }: Group,
    {
      accepted,
      rejected,
      base,
    }: { readonly accepted: number; readonly rejected: number; readonly base: number | null },
  ): void {
    if (rejected > 0 && base !== null) {
      this.diagnostics.push(diagnostic('TK802', quota.span, { tier, group, rejected, base }));
    }
    const read = accepted + rejected;
    this.summaries.push({ tier, group, read, base, capacity, candidates, placed, rejected });
  }
}

/** 1 where nothing has been decided yet, else 0: over all rows an addition is faster than a branch that nobody foresees. */
function isOpen(state: number): number {
  return (state - 1) >>> 31;
}

const STATE_OF_ENTRY = Uint8Array.of(STATE.notAssessed, STATE.notEligible, STATE.open, STATE.undecided);

/** N of the share; null for a plain count. */
function baseOf({ size }: TierQuota, counts: Readonly<Record<'accepted' | 'eligible' | 'candidates', number>>) {
  return size.kind === 'count' ? null : counts[size.base];
}
