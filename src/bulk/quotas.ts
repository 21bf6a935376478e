import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import type { AwardNodes, TierNodes } from '../model/program.ts';
import type { GroupSummary } from '../model/score.ts';
import { capacityOf, compareGroups, groupName } from '../score/members.ts';
import type { CompactCohort } from './cohort.ts';

type TierQuota = NonNullable<TierNodes['quota']>;

/** What became of a row at a tier; three bits each in {@link CompactAwards.paths}. */
export const STEP = {
  unseen: 0,
  conditionFalse: 1,
  quotaFull: 2,
  tieExcluded: 3,
  tieRefused: 4,
  tieAwaited: 5,
  placed: 6,
} as const;

/** Paths are kept in 32 bits. */
export const MOST_QUOTA_TIERS = 10;

const STATE = { open: 0, notAssessed: 1, notEligible: 2, placed: 3, undecided: 4 } as const;

export interface CompactAwards {
  readonly paths: Uint32Array;
  readonly states: Uint8Array;
  /** By tier: the rank of who was a candidate under a quota; null for tiers without one. */
  readonly ranks: readonly (Uint32Array | null)[];
  /** By tier: the capacity of each row's group. */
  readonly capacity: (tier: number, row: number) => number;
  readonly groups: readonly GroupSummary[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Rows that wait for a decision, and how many of them will come down to later tiers. */
interface Waiting {
  readonly size: number;
  readonly least: number;
  readonly most: number;
}

interface Group {
  readonly values: readonly string[];
  accepted: number;
  eligible: number;
  rejected: number;
  capacity: number;
  candidates: Uint32Array;
  waiting: number[];
}

/**
 * The group stage of {@link awardCohort} over a few numbers a row: the same awards, ranks and findings, in a
 * thousandth of the memory. See there for the rules.
 */
export function compactAwards(
  awards: AwardNodes,
  cohort: CompactCohort,
  inputs: readonly string[],
  rankKeys: readonly (readonly number[])[],
): CompactAwards {
  return new CompactStage(awards, cohort, inputs, rankKeys).run();
}

class CompactStage {
  private readonly awards: AwardNodes;
  private readonly cohort: CompactCohort;
  private readonly inputs: readonly string[];
  private readonly rankKeys: readonly (readonly number[])[];
  private readonly paths: Uint32Array;
  private readonly states: Uint8Array;
  private readonly ranks: (Uint32Array | null)[];
  private readonly waits = new Map<number, Waiting>();
  private readonly groupOfRow: { readonly of: Uint32Array; readonly groups: readonly Group[] }[] = [];
  private readonly summaries: GroupSummary[] = [];
  private readonly diagnostics: Diagnostic[] = [];

  constructor(
    awards: AwardNodes,
    cohort: CompactCohort,
    inputs: readonly string[],
    rankKeys: readonly (readonly number[])[],
  ) {
    this.awards = awards;
    this.cohort = cohort;
    this.inputs = inputs;
    this.rankKeys = rankKeys;
    this.paths = new Uint32Array(cohort.rows);
    this.states = new Uint8Array(cohort.rows);
    this.ranks = awards.tiers.map(({ quota }) => (quota === null ? null : new Uint32Array(cohort.rows)));
    for (let row = 0; row < cohort.rows; row++) {
      const outcome = cohort.outcomes[row] ?? 0;
      this.states[row] = outcome === 0 ? STATE.notAssessed : outcome === 1 ? STATE.notEligible : STATE.open;
    }
  }

  run(): CompactAwards {
    for (const [index, tier] of this.awards.tiers.entries()) {
      if (tier.quota === null) this.placeAll(index);
      else this.settleTier(index, tier, tier.quota);
    }
    const { paths, states, ranks, groupOfRow } = this;
    return {
      paths,
      states,
      ranks,
      capacity: (tier, row) => groupOfRow[tier]?.groups[groupOfRow[tier]?.of[row] ?? 0]?.capacity ?? 0,
      groups: this.summaries,
      diagnostics: this.diagnostics,
    };
  }

  private holds(row: number, tier: number): boolean {
    return (((this.cohort.outcomes[row] ?? 0) >> 2) & (1 << tier)) !== 0;
  }

  private step(row: number, tier: number, step: number): void {
    this.paths[row] = (this.paths[row] ?? 0) | (step << (3 * tier));
  }

  /** Open rows whose condition holds; the others are told that it does not. */
  private candidate(row: number, tier: number): boolean {
    if (this.states[row] !== STATE.open) return false;
    if (this.holds(row, tier)) return true;
    this.step(row, tier, STEP.conditionFalse);
    return false;
  }

  private placeAll(tier: number): void {
    for (let row = 0; row < this.cohort.rows; row++) if (this.candidate(row, tier)) this.place(row, tier);
  }

  private place(row: number, tier: number): void {
    this.step(row, tier, STEP.placed);
    this.states[row] = STATE.placed;
  }

  private settleTier(index: number, tier: TierNodes, quota: TierQuota): void {
    const { of, groups } = this.groupsOf(quota);
    this.groupOfRow[index] = { of, groups };
    const counts = new Uint32Array(groups.length);
    const isCandidate = new Uint8Array(this.cohort.rows);
    for (let row = 0; row < this.cohort.rows; row++) {
      const number = of[row] ?? 0;
      const group = groups[number];
      if (group === undefined) continue;
      group.accepted++;
      const state = this.states[row];
      if (state !== STATE.notAssessed && state !== STATE.notEligible) group.eligible++;
      if (this.waits.has(row) && this.holds(row, index)) group.waiting.push(row);
      if (this.candidate(row, index)) {
        isCandidate[row] = 1;
        counts[number] = (counts[number] ?? 0) + 1;
      }
    }
    for (const [number, group] of groups.entries()) group.candidates = new Uint32Array(counts[number] ?? 0);
    counts.fill(0);
    for (let row = 0; row < this.cohort.rows; row++) {
      if (isCandidate[row] !== 1) continue;
      const number = of[row] ?? 0;
      const candidates = groups[number]?.candidates;
      const at = counts[number] ?? 0;
      if (candidates !== undefined) candidates[at] = row;
      counts[number] = at + 1;
    }
    const inOrder = [...groups].sort((a, b) => compareGroups(a.values, b.values));
    for (const group of inOrder) this.settle(index, tier, quota, group);
  }

  /** The groups of a quota, and the number of each row's. */
  private groupsOf(quota: TierQuota): { readonly of: Uint32Array; readonly groups: readonly Group[] } {
    const groups: Group[] = [];
    const numbers = new Map<string, number>();
    const groupOf = (values: readonly string[]): number => {
      const id = JSON.stringify(values);
      const known = numbers.get(id);
      if (known !== undefined) return known;
      numbers.set(id, groups.length);
      groups.push({
        values,
        accepted: 0,
        eligible: 0,
        rejected: 0,
        capacity: 0,
        candidates: new Uint32Array(0),
        waiting: [],
      });
      return groups.length - 1;
    };
    if (quota.within.length === 0) groupOf([]);
    const columns = quota.within.map((name) => this.inputs.indexOf(name));
    const of = new Uint32Array(this.cohort.rows);
    if (columns.length > 0) this.numberRows(columns, of, groupOf);
    for (const row of this.cohort.rejected) {
      const values = columns.map((column) => row[column]);
      if (values.every((value) => value !== undefined)) {
        const group = groups[groupOf(values)];
        if (group !== undefined) group.rejected++;
      }
    }
    return { of, groups };
  }

  private numberRows(
    columns: readonly number[],
    of: Uint32Array,
    groupOf: (values: readonly string[]) => number,
  ): void {
    const known = new Map<number, number>();
    const texts = (row: number) =>
      columns.map((column) => this.cohort.texts[column]?.[this.cohort.groups[column]?.[row] ?? 0] ?? '');
    for (let row = 0; row < of.length; row++) {
      let id = 0;
      for (const column of columns) id = id * 65_536 + (this.cohort.groups[column]?.[row] ?? 0);
      let number = Number.isSafeInteger(id) ? known.get(id) : undefined;
      if (number === undefined) {
        number = groupOf(texts(row));
        if (Number.isSafeInteger(id)) known.set(id, number);
      }
      of[row] = number;
    }
  }

  private compare(tier: number, quota: TierQuota, a: number, b: number): number {
    const keys = this.rankKeys[tier] ?? [];
    for (let i = 0; i < keys.length; i++) {
      const column = this.cohort.ranks[keys[i] ?? -1];
      const order = (column?.[a] ?? 0) - (column?.[b] ?? 0);
      if (order !== 0) return quota.order[i]?.descending ? -order : order;
    }
    return 0;
  }

  private settle(index: number, tier: TierNodes, quota: TierQuota, group: Group): void {
    const base = baseOf(quota, group);
    group.capacity = capacityOf(quota, base);
    const { candidates } = group;
    candidates.sort((a, b) => this.compare(index, quota, a, b));
    const awaiting: { readonly row: number; readonly rank: number }[] = [];
    let placed = 0;
    for (let start = 0; start < candidates.length; ) {
      let stop = start + 1;
      while (stop < candidates.length && this.sameRank(index, quota, candidates, start, stop)) stop++;
      const block = candidates.subarray(start, stop);
      const before = this.before(index, quota, group, block, start);
      if (before === 'open') for (const row of block) awaiting.push({ row, rank: start + 1 });
      else placed += this.settleBlock(index, tier, quota, group, block, before);
      start = stop;
    }
    if (awaiting.length > 0) this.holdBack(index, tier, quota, group, awaiting);
    if (group.rejected > 0 && base !== null) {
      const args = { tier: tier.name, group: groupName(group.values), rejected: group.rejected, base };
      this.diagnostics.push(diagnostic('TK802', quota.span, args));
    }
    this.summaries.push({
      tier: tier.name,
      group: groupName(group.values),
      read: group.accepted + group.rejected,
      base,
      capacity: group.capacity,
      candidates: candidates.length,
      placed,
      rejected: group.rejected,
    });
    group.candidates = new Uint32Array(0);
  }

  private sameRank(tier: number, quota: TierQuota, rows: Uint32Array, a: number, b: number): boolean {
    return this.compare(tier, quota, rows[a] ?? 0, rows[b] ?? 0) === 0;
  }

  /** How many stand before a block; `open` where that hangs on a refused tie above. */
  private before(tier: number, quota: TierQuota, group: Group, block: Uint32Array, start: number): number | 'open' {
    const first = block[0];
    if (group.waiting.length === 0 || first === undefined) return start;
    const orders = group.waiting.map((row) => ({
      waitsIn: this.waits.get(row) ?? null,
      order: this.compare(tier, quota, row, first),
    }));
    const before = comingDown(orders.filter(({ order }) => order < 0));
    const notAfter = comingDown(orders.filter(({ order }) => order <= 0));
    const isOfCandidates = quota.size.kind === 'share' && quota.size.base === 'candidates';
    const most = group.candidates.length + comingDown(orders).most;
    const mostCapacity = isOfCandidates ? capacityOf(quota, most) : group.capacity;
    const isSurelyIn =
      quota.ties === 'include'
        ? start + before.most < group.capacity
        : start + notAfter.most + block.length <= group.capacity;
    const isSurelyOut = start + before.least >= mostCapacity;
    return isSurelyIn || isSurelyOut ? start + before.least : 'open';
  }

  /** Returns how many of the block are placed. */
  private settleBlock(
    index: number,
    tier: TierNodes,
    quota: TierQuota,
    group: Group,
    block: Uint32Array,
    start: number,
  ): number {
    const { capacity } = group;
    const ranks = this.ranks[index];
    for (const row of block) if (ranks) ranks[row] = start + 1;
    const fits = start + block.length <= capacity;
    const acrossEdge = start < capacity && !fits;
    if (fits || (acrossEdge && quota.ties === 'include')) {
      for (const row of block) this.place(row, index);
      return block.length;
    }
    const isRefused = acrossEdge && quota.ties === 'refuse';
    const step = !acrossEdge ? STEP.quotaFull : isRefused ? STEP.tieRefused : STEP.tieExcluded;
    for (const row of block) this.step(row, index, step);
    if (!isRefused) return 0;
    const losers = start + block.length - capacity;
    this.wait(block, { size: block.length, least: losers, most: losers });
    const args = { tier: tier.name, group: groupName(group.values), size: block.length, room: capacity - start };
    this.diagnostics.push(diagnostic('TK801', quota.span, args));
    return 0;
  }

  private wait(rows: Iterable<number>, waiting: Waiting): void {
    for (const row of rows) {
      this.waits.set(row, waiting);
      this.states[row] = STATE.undecided;
    }
  }

  private holdBack(
    index: number,
    tier: TierNodes,
    quota: TierQuota,
    group: Group,
    awaiting: readonly { readonly row: number; readonly rank: number }[],
  ): void {
    const ranks = this.ranks[index];
    for (const { row, rank } of awaiting) {
      this.step(row, index, STEP.tieAwaited);
      if (ranks) ranks[row] = rank;
    }
    this.wait(
      awaiting.map(({ row }) => row),
      { size: awaiting.length, least: 0, most: awaiting.length },
    );
    const args = { tier: tier.name, group: groupName(group.values), size: awaiting.length };
    this.diagnostics.push(diagnostic('TK803', quota.span, args));
  }
}

function comingDown(all: readonly { readonly waitsIn: Waiting | null }[]): { least: number; most: number } {
  const counts = new Map<Waiting, number>();
  for (const { waitsIn } of all) if (waitsIn) counts.set(waitsIn, (counts.get(waitsIn) ?? 0) + 1);
  let least = 0;
  let most = 0;
  for (const [waiting, count] of counts) {
    least += Math.max(0, waiting.least - (waiting.size - count));
    most += Math.min(waiting.most, count);
  }
  return { least, most };
}

function baseOf({ size }: TierQuota, group: Group): number | null {
  if (size.kind === 'count') return null;
  switch (size.base) {
    case 'accepted':
      return group.accepted;
    case 'eligible':
      return group.eligible;
    case 'candidates':
      return group.candidates.length;
  }
}
