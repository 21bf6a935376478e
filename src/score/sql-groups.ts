import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import type { Program, TierNodes } from '../model/program.ts';
import type { GroupSummary, ScoreRow } from '../model/score.ts';
import { compareGroups, groupName, groupParts, membersOf } from './members.ts';

/** A row of a database's result: every cell as text, null where empty. */
export type SqlRow = Readonly<Record<string, string | null>>;

/** A scored row, and what the database said of it. */
export interface Found {
  readonly row: ScoreRow;
  readonly sql: SqlRow;
}

export type Limited = TierNodes & { readonly quota: NonNullable<TierNodes['quota']> };

/** What became of the scored records of one group at one tier. */
export interface GroupCounts {
  readonly tier: Limited;
  readonly values: readonly string[];
  readonly members: number;
  /** What the share is taken of; of no meaning where the quota is a number. */
  readonly base: number;
  readonly capacity: number;
  readonly candidates: number;
  readonly placed: number;
  /** Equals across the edge, left to people; and their rank. */
  readonly refused: number;
  readonly refusedRank: number;
  readonly awaiting: number;
}

/** Tiers with a quota, best first. */
export function limitedTiers({ awards }: Program): readonly Limited[] {
  return (awards?.tiers ?? []).filter((tier): tier is Limited => tier.quota !== null);
}

/**
 * The quotas of a run in a database, as the exact engine sums them up. `rejected` is what it says of the rows that were
 * not scored: whose they were.
 */
export function groupSummaries(
  program: Program,
  counts: readonly GroupCounts[],
  rejected: readonly GroupSummary[],
): readonly GroupSummary[] {
  const lostOf = new Map(rejected.map((group) => [idOf(group.tier, group.group), group.rejected]));
  const summaries = counts.map(({ tier, values, members, base, capacity, candidates, placed }) => {
    const name = groupName(values);
    const lost = lostOf.get(idOf(tier.name, name)) ?? 0;
    return {
      tier: tier.name,
      group: name,
      read: members + lost,
      base: tier.quota.size.kind === 'share' ? base : null,
      capacity,
      candidates,
      placed,
      rejected: lost,
    };
  });
  const known = new Set(summaries.map(({ tier, group }) => idOf(tier, group)));
  const isNew = ({ tier, group }: GroupSummary) => !known.has(idOf(tier, group));
  const place = ({ tier }: GroupSummary) => (program.awards?.tiers ?? []).findIndex(({ name }) => name === tier);
  const order = (a: GroupSummary, b: GroupSummary) => compareGroups(groupParts(a.group), groupParts(b.group));
  // A group of which every row was rejected is a group all the same.
  return [...summaries, ...rejected.filter(isNew)].sort((a, b) => place(a) - place(b) || order(a, b));
}

/** What the exact engine would say of ties that people must decide, and of rejected rows beside a share. */
export function groupFindings(
  program: Program,
  counts: readonly GroupCounts[],
  summaries: readonly GroupSummary[],
): readonly Diagnostic[] {
  const countsOfGroup = new Map(counts.map((one) => [idOf(one.tier.name, groupName(one.values)), one]));
  return summaries.flatMap(({ tier: name, group, rejected, base }) => {
    const quota = program.awards?.tiers.find((tier) => tier.name === name)?.quota;
    if (!quota) throw new Error(`no quota of ${name}`);
    const own = countsOfGroup.get(idOf(name, group));
    const noted = rejected > 0 && base !== null;
    return [
      ...(own ? tieFindings(own) : []),
      ...(noted ? [diagnostic('TK802', quota.span, { tier: name, group, rejected, base })] : []),
    ];
  });
}

function idOf(tier: string, group: string): string {
  return JSON.stringify([tier, group]);
}

function tieFindings({ tier, values, capacity, refused, refusedRank, awaiting }: GroupCounts): readonly Diagnostic[] {
  const { span } = tier.quota;
  const group = groupName(values);
  const findings: Diagnostic[] = [];
  if (refused > 0) {
    const room = capacity - refusedRank + 1;
    findings.push(diagnostic('TK801', span, { tier: tier.name, group, size: refused, room }));
  }
  if (awaiting > 0) findings.push(diagnostic('TK803', span, { tier: tier.name, group, size: awaiting }));
  return findings;
}

/** Counts rows that are at hand. */
export function countGroups(program: Program, found: readonly Found[]): readonly GroupCounts[] {
  return limitedTiers(program).flatMap((tier) => {
    const groups = membersOf(tier.quota.within, found, ({ row }) => row.record.fields, []);
    const isFilled = (group: { readonly members: readonly Found[] }) => group.members.length > 0;
    return groups.filter(isFilled).map(({ values, members }) => countsOf(tier, values, members));
  });
}

function countsOf(tier: Limited, values: readonly string[], members: readonly Found[]): GroupCounts {
  const cell = ({ sql }: Found, column: string) => sql[`${tier.name}.${column}`] ?? null;
  const at = (outcome: string) => members.filter((one) => cell(one, 'outcome') === outcome);
  const number = (one: Found | undefined, column: string) => Number((one && cell(one, column)) ?? 0);
  const [first] = members;
  const refused = at('tie_refused');
  const isCandidate = (outcome: string | null) => outcome !== null && outcome !== 'condition_false';
  return {
    tier,
    values,
    members: members.length,
    base: number(first, 'base'),
    capacity: number(first, 'capacity'),
    candidates: members.filter((one) => isCandidate(cell(one, 'outcome'))).length,
    placed: at('placed').length,
    refused: refused.length,
    refusedRank: number(refused[0], 'rank'),
    awaiting: at('tie_awaited').length,
  };
}
