import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import { compareUtf8 } from '../base/utf8.ts';
import type { Program, TierNodes } from '../model/program.ts';
import type { GroupSummary, ScoreRow } from '../model/score.ts';

/** A row of a database's result: every cell as text, null where empty. */
export type SqlRow = Readonly<Record<string, string | null>>;

/** A scored row, and what the database said of it. */
export interface Found {
  readonly row: ScoreRow;
  readonly sql: SqlRow;
}

type Limited = TierNodes & { readonly quota: NonNullable<TierNodes['quota']> };

/** The records of one group at one tier. */
interface Group {
  readonly tier: Limited;
  readonly name: string;
  readonly members: Found[];
}

/**
 * The quotas of a run in a database, as the exact engine sums them up. `rejected` is what it says of the rows that were
 * not scored: whose they were.
 */
export function groupSummaries(
  program: Program,
  found: readonly Found[],
  rejected: readonly GroupSummary[],
): readonly GroupSummary[] {
  const summaries = groupsOf(program, found).map(({ tier, name, members }) => {
    const lost = rejected.find((group) => group.tier === tier.name && group.group === name)?.rejected ?? 0;
    const number = (column: string) => Number(members[0]?.sql[`${tier.name}.${column}`] ?? 0);
    const outcomes = members.map(({ sql }) => sql[`${tier.name}.outcome`] ?? null);
    return {
      tier: tier.name,
      group: name,
      read: members.length + lost,
      base: tier.quota.size.kind === 'share' ? number('base') : null,
      capacity: number('capacity'),
      candidates: outcomes.filter((outcome) => outcome !== null && outcome !== 'condition_false').length,
      placed: outcomes.filter((outcome) => outcome === 'placed').length,
      rejected: lost,
    };
  });
  const isNew = (one: GroupSummary) => !summaries.some((known) => known.tier === one.tier && known.group === one.group);
  const place = ({ tier }: GroupSummary) => (program.awards?.tiers ?? []).findIndex(({ name }) => name === tier);
  // A group of which every row was rejected is a group all the same.
  return [...summaries, ...rejected.filter(isNew)].sort((a, b) => place(a) - place(b) || compareUtf8(a.group, b.group));
}

/** What the exact engine would say of ties that people must decide, and of rejected rows beside a share. */
export function groupFindings(
  program: Program,
  found: readonly Found[],
  summaries: readonly GroupSummary[],
): readonly Diagnostic[] {
  const groups = groupsOf(program, found);
  return summaries.flatMap(({ tier: name, group, rejected, base }) => {
    const quota = program.awards?.tiers.find((tier) => tier.name === name)?.quota;
    if (!quota) throw new Error(`no quota of ${name}`);
    const own = groups.find((one) => one.tier.name === name && one.name === group);
    const noted = rejected > 0 && base !== null;
    return [
      ...(own ? tieFindings(own) : []),
      ...(noted ? [diagnostic('TK802', quota.span, { tier: name, group, rejected, base })] : []),
    ];
  });
}

function tieFindings({ tier, name, members }: Group): readonly Diagnostic[] {
  const { span } = tier.quota;
  const at = (outcome: string) => members.filter(({ sql }) => sql[`${tier.name}.outcome`] === outcome);
  const refused = at('tie_refused');
  const [first] = refused;
  const findings: Diagnostic[] = [];
  if (first) {
    const number = (column: string) => Number(first.sql[`${tier.name}.${column}`] ?? 0);
    const room = number('capacity') - number('rank') + 1;
    findings.push(diagnostic('TK801', span, { tier: tier.name, group: name, size: refused.length, room }));
  }
  const awaiting = at('tie_awaited').length;
  if (awaiting > 0) findings.push(diagnostic('TK803', span, { tier: tier.name, group: name, size: awaiting }));
  return findings;
}

/** By tier, then by the group's values in the order of their bytes. */
function groupsOf({ awards }: Program, found: readonly Found[]): readonly Group[] {
  return (awards?.tiers ?? [])
    .filter((tier): tier is Limited => tier.quota !== null)
    .flatMap((tier) => {
      const groups = new Map<string, Group>();
      for (const one of found) {
        const values = tier.quota.within.map((name) => String(one.row.record.fields.get(name) ?? ''));
        const id = JSON.stringify(values);
        const group = groups.get(id) ?? { tier, name: values.join(' / '), members: [] };
        group.members.push(one);
        groups.set(id, group);
      }
      return [...groups.values()].sort((a, b) => compareUtf8(a.name, b.name));
    });
}
