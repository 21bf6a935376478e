import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import type { AwardNodes, TierNodes } from '../model/program.ts';
import type { AwardResult, GroupSummary, TierStep } from '../model/score.ts';
import { awardWithoutTiers, fellThrough, flagAt, placedIn, type Unawarded } from './awards.ts';
import { capacityOf, compareGroups, type Fields, groupName, groupValues, knownGroupValues } from './members.ts';
import { blocksOfEquals, compareRanks, rankValues } from './order.ts';

type TierQuota = NonNullable<TierNodes['quota']>;

/** A record on its way down the tiers. */
interface Contender {
  readonly key: string;
  readonly evaluation: Unawarded['evaluation'];
  readonly row: Unawarded;
  readonly steps: TierStep[];
  /** Null while it is still to be placed. */
  award: AwardResult | null;
  /** The refused block in which it waits for people to decide, if it does. */
  waitsIn: Waiting | null;
}

/** Awaits the decision of a limit: whether and where it will compete is not known. */
function isAdrift({ award, waitsIn }: Contender): boolean {
  return award?.state === 'undecided' && waitsIn === null;
}

/** Records that wait for a decision, and how many of them will come down to later tiers. */
interface Waiting {
  readonly size: number;
  readonly least: number;
  readonly most: number;
}

export interface GroupAwards {
  /** One for each row, in the order of the rows. */
  readonly awards: readonly AwardResult[];
  readonly groups: readonly GroupSummary[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Gives every scored record its award, best tier first [G2]. `rejected` is what could be read of the
 * rejected rows: they might have changed the base of a share [G4]. Depends on no order of the rows.
 */
export function awardCohort(awards: AwardNodes, rows: readonly Unawarded[], rejected: readonly Fields[]): GroupAwards {
  const contenders = rows.map(
    (row): Contender => ({
      key: row.key,
      evaluation: row.evaluation,
      row,
      steps: [],
      award: awardWithoutTiers(row, awards),
      waitsIn: null,
    }),
  );
  const groups: GroupSummary[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const tier of awards.tiers) {
    const candidates = contenders.filter((contender) => isCandidate(contender, tier));
    if (tier.quota === null) {
      for (const candidate of candidates) place(candidate, tier, null, null);
      continue;
    }
    for (const group of groupsOf(tier, tier.quota, contenders, candidates, rejected)) {
      groups.push(settle(tier, tier.quota, group, diagnostics));
    }
  }
  return {
    awards: contenders.map(({ award, steps }) => award ?? fellThrough(awards, steps)),
    groups,
    diagnostics,
  };
}

/** Assessed, eligible, not yet placed or undecided, and the condition holds; where it does not, the step says so. */
function isCandidate(contender: Contender, tier: TierNodes): boolean {
  if (contender.award !== null) return false;
  if (flagAt(contender.row.evaluation, tier.when)) return true;
  contender.steps.push({ tier: tier.name, outcome: 'condition_false' });
  return false;
}

/** The records of one group at one tier. */
interface Group {
  readonly values: readonly string[];
  /** Of the scored records: not assessed ones included. */
  accepted: number;
  eligible: number;
  rejected: number;
  readonly candidates: Contender[];
  /** Who may yet come down to this tier from a refused tie above, and would then compete here. */
  readonly waiting: Contender[];
  /** How many may or may not compete here, anywhere in the order, as the decision of a limit falls. */
  adrift: number;
}

/** By the group's values, in the order of their bytes, so that no row order shows. */
function groupsOf(
  tier: TierNodes,
  quota: TierQuota,
  contenders: readonly Contender[],
  candidates: readonly Contender[],
  rejected: readonly Fields[],
): readonly Group[] {
  const groups = new Map<string, Group>();
  const groupOf = (values: readonly string[]): Group => {
    const id = JSON.stringify(values);
    const known = groups.get(id);
    if (known) return known;
    const group: Group = { values, accepted: 0, eligible: 0, rejected: 0, candidates: [], waiting: [], adrift: 0 };
    groups.set(id, group);
    return group;
  };
  if (quota.within.length === 0) groupOf([]);
  for (const contender of contenders) {
    const { row, award, waitsIn } = contender;
    const group = groupOf(knownGroupValues(quota.within, row.record.fields));
    if (isAdrift(contender)) group.adrift += 1;
    if (waitsIn !== null && flagAt(row.evaluation, tier.when)) group.waiting.push(contender);
    group.accepted += 1;
    if (award?.state !== 'not_assessed' && award?.state !== 'not_eligible') group.eligible += 1;
  }
  for (const candidate of candidates) {
    groupOf(knownGroupValues(quota.within, candidate.row.record.fields)).candidates.push(candidate);
  }
  for (const fields of rejected) {
    const values = groupValues(quota.within, fields);
    if (values) groupOf(values).rejected += 1;
  }
  return [...groups.values()].sort((a, b) => compareGroups(a.values, b.values));
}

/** Ranks the candidates of one group, places those for whom there is room, and tells the others why not. */
function settle(tier: TierNodes, quota: TierQuota, group: Group, diagnostics: Diagnostic[]): GroupSummary {
  const base = baseOf(quota, group);
  const capacity = capacityOf(quota, base);
  const name = groupName(group.values);
  const edge: Edge = { tier, quota, group: name, capacity, lastAdmitted: null };
  const awaiting: Ranked[] = [];
  let start = 0;
  for (const block of blocksOfEquals(quota.order, group.candidates)) {
    const placing = placingOf(quota, group, capacity, block, start);
    if (placing === 'open') awaiting.push(...block.map((contender) => ({ contender, rank: start + 1 })));
    else settleBlock(edge, block, placing.start, diagnostics);
    start += block.length;
  }
  if (awaiting.length > 0) holdBack(edge, awaiting, diagnostics);
  if (group.rejected > 0 && base !== null) {
    const args = { tier: tier.name, group: name, rejected: group.rejected, base };
    diagnostics.push(diagnostic('TK802', quota.span, args));
  }
  return {
    tier: tier.name,
    group: name,
    read: group.accepted + group.rejected,
    base,
    capacity,
    candidates: group.candidates.length,
    placed: group.candidates.filter(({ award }) => award?.state === 'placed').length,
    rejected: group.rejected,
  };
}

/** N of the share; null for a plain count. */
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

/**
 * How many stand before a block, or `open` where its place hangs on a refused tie above: those who lose there come down
 * to this tier and may rank before it. It is settled only where it comes out the same however the tie is decided.
 */
function placingOf(
  quota: TierQuota,
  group: Group,
  capacity: number,
  block: readonly Contender[],
  start: number,
): { readonly start: number } | 'open' {
  const [first] = block;
  const { adrift } = group;
  if ((group.waiting.length === 0 && adrift === 0) || first === undefined) return { start };
  const values = rankValues(quota.order, first.row.evaluation);
  const orders = group.waiting.map(({ row, waitsIn }) => ({
    waitsIn,
    order: compareRanks(quota.order, rankValues(quota.order, row.evaluation), values),
  }));
  const before = plus(comingDown(orders.filter(({ order }) => order < 0)), adrift);
  const notAfter = plus(comingDown(orders.filter(({ order }) => order <= 0)), adrift);
  // A share of the candidates may grow by those who come down.
  const isOfCandidates = quota.size.kind === 'share' && quota.size.base === 'candidates';
  const mostCandidates = group.candidates.length + comingDown(orders).most + adrift;
  const mostCapacity = isOfCandidates ? capacityOf(quota, mostCandidates) : capacity;
  // A share of the eligible may lose those who turn out not to be.
  const isOfEligible = quota.size.kind === 'share' && quota.size.base === 'eligible';
  const leastCapacity = isOfEligible ? capacityOf(quota, group.eligible - adrift) : capacity;
  const isSurelyIn =
    quota.ties === 'include'
      ? start + before.most < leastCapacity
      : start + notAfter.most + block.length <= leastCapacity;
  const isSurelyOut = start + before.least >= mostCapacity;
  return isSurelyIn || isSurelyOut ? { start: start + before.least } : 'open';
}

function plus({ least, most }: { least: number; most: number }, adrift: number): { least: number; most: number } {
  return { least, most: most + adrift };
}

/** How many of these records come down, at least and at most, over all the ties that they wait for. */
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

interface Ranked {
  readonly contender: Contender;
  readonly rank: number;
}

/** Whose place hangs on a refused tie above waits as well: no award may be given that a decision would take away. */
function holdBack(edge: Edge, awaiting: readonly Ranked[], diagnostics: Diagnostic[]): void {
  const { tier, quota, group, capacity, lastAdmitted } = edge;
  const waitsIn: Waiting = { size: awaiting.length, least: 0, most: awaiting.length };
  for (const { contender, rank } of awaiting) {
    contender.steps.push({ tier: tier.name, outcome: 'tie_awaited', rank, capacity, lastAdmitted });
    contender.award = { state: 'undecided', name: null, grants: [], steps: contender.steps };
    contender.waitsIn = waitsIn;
  }
  diagnostics.push(diagnostic('TK803', quota.span, { tier: tier.name, group, size: awaiting.length }));
}

interface Edge {
  readonly tier: TierNodes;
  readonly quota: TierQuota;
  readonly group: string;
  readonly capacity: number;
  lastAdmitted: string | null;
}

/** `start`: how many stand before this block, so that its rank is start + 1. */
function settleBlock(edge: Edge, block: readonly Contender[], start: number, diagnostics: Diagnostic[]): void {
  const { tier, quota, capacity } = edge;
  const rank = start + 1;
  const fits = start + block.length <= capacity;
  const acrossEdge = start < capacity && !fits;
  if (fits || (acrossEdge && quota.ties === 'include')) {
    for (const contender of block) place(contender, tier, rank, capacity);
    edge.lastAdmitted = block.at(-1)?.row.key ?? edge.lastAdmitted;
    return;
  }
  const { lastAdmitted } = edge;
  if (!acrossEdge) {
    for (const { steps } of block) {
      steps.push({ tier: tier.name, outcome: 'quota_full', rank, capacity, lastAdmitted });
    }
  } else if (quota.ties === 'exclude') {
    for (const { steps } of block) {
      steps.push({ tier: tier.name, outcome: 'tie_excluded', rank, capacity, lastAdmitted });
    }
  } else {
    const losers = start + block.length - capacity;
    const waitsIn: Waiting = { size: block.length, least: losers, most: losers };
    for (const contender of block) refuse(contender, tier, waitsIn, { rank, capacity, lastAdmitted });
    const args = { tier: tier.name, group: edge.group, size: block.length, room: capacity - start };
    diagnostics.push(diagnostic('TK801', quota.span, args));
  }
}

function place(contender: Contender, tier: TierNodes, rank: number | null, capacity: number | null): void {
  contender.steps.push({ tier: tier.name, outcome: 'placed', rank, capacity });
  contender.award = placedIn(contender.row, tier, contender.steps);
}

/** Final: who stands in a refused tie takes no part in later tiers, until people have decided; others may wait for it. */
function refuse(
  contender: Contender,
  tier: TierNodes,
  waitsIn: Waiting,
  at: { readonly rank: number; readonly capacity: number; readonly lastAdmitted: string | null },
): void {
  contender.steps.push({ tier: tier.name, outcome: 'tie_refused', ...at });
  contender.waitsIn = waitsIn;
  contender.award = { state: 'undecided', name: null, grants: [], steps: contender.steps };
}
