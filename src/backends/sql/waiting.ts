import { type Stages, select } from './stages.ts';
import { type Everybody, type Quota, same, type TierColumns } from './tier-columns.ts';

/** Of somebody in a tie that people must decide: which tie, of how many, and how many of them come down. */
export const WAITING = {
  tier: 'tie_tier',
  tie: 'tie_no',
  size: 'tie_size',
  least: 'tie_least',
  most: 'tie_most',
} as const;

interface Below {
  readonly stage: string;
  readonly columns: TierColumns;
  readonly quota: Quota;
  /** Stages of better tiers at which somebody may wait. */
  readonly above: readonly { readonly stage: string }[];
  /** How many places there are of a base. */
  readonly most: (base: string) => string;
}

/**
 * Those who lose a refused tie of a better tier come down to this one. For every candidate: how many of them at least
 * and at most would rank before it, or equal to it. A place is given only where it comes out the same however the ties
 * above are decided.
 */
export function addWaiting(stages: Stages, everybody: Everybody, below: Below): void {
  const { stage, columns } = below;
  const { ids } = everybody;
  const ties = Object.values(WAITING);
  const ranked = stages.last;
  const kept = [...new Set([...columns.groups, ...columns.keys.map(({ column }) => column)])];
  const union = below.above.map((one) => `SELECT * FROM ${one.stage}_undecided`).join(' UNION ALL ');
  stages.add({
    name: `${stage}_above`,
    comments: ['Who waits at a better tier and would be a candidate here.'],
    ...select(
      [...ties.map((column) => `u.${column}`), ...kept.map((column) => `a.${column}`)],
      `FROM (${union}) u`,
      `JOIN ${everybody.stage} a ON ${same('a', 'u', ids)}`,
      `WHERE a.${columns.when}`,
    ),
  });
  const isAhead = ranksBefore(columns, 'w', 'c', false);
  const isNotAfter = ranksBefore(columns, 'w', 'c', true);
  const rows = ids.map((column) => `c.${column}`);
  const joined = columns.groups.length === 0 ? 'CROSS JOIN' : 'JOIN';
  const on = columns.groups.length === 0 ? '' : ` ON ${same('w', 'c', columns.groups)}`;
  stages.add({
    name: `${stage}_waiting`,
    comments: ['For each candidate and each such tie.'],
    ...select(
      [
        ...rows,
        `MAX(w.${WAITING.size}) AS size`,
        `MAX(w.${WAITING.least}) AS least`,
        `MAX(w.${WAITING.most}) AS most`,
        `COUNT(CASE WHEN ${isAhead} THEN 1 END) AS ahead`,
        `COUNT(CASE WHEN ${isNotAfter} THEN 1 END) AS not_after`,
        'COUNT(*) AS everyone',
      ],
      `FROM ${ranked} c ${joined} ${stage}_above w${on}`,
      `GROUP BY ${[...rows, `w.${WAITING.tier}`, `w.${WAITING.tie}`].join(', ')}`,
    ),
  });
  stages.add({
    name: `${stage}_down`,
    comments: ['How many come down from all of them.'],
    ...select(
      [
        ...ids,
        'SUM(GREATEST(0, least - (size - ahead))) AS least_ahead',
        'SUM(LEAST(most, ahead)) AS most_ahead',
        'SUM(LEAST(most, not_after)) AS most_not_after',
        'SUM(LEAST(most, everyone)) AS most_of_all',
      ],
      `FROM ${stage}_waiting`,
      `GROUP BY ${ids.join(', ')}`,
    ),
  });
  const down = (column: string) => `CAST(COALESCE(d.${column}, 0) AS BIGINT) AS ${column}`;
  stages.add({
    name: `${stage}_hanging`,
    comments: [],
    ...select(
      [
        'c.*',
        `d.${ids[0]} IS NOT NULL AS awaits`,
        ...['least_ahead', 'most_ahead', 'most_not_after', 'most_of_all'].map(down),
      ],
      `FROM ${ranked} c`,
      `LEFT JOIN ${stage}_down d ON ${same('d', 'c', ids)}`,
    ),
  });
  stages.extend(
    `${stage}_open`,
    ['Whose place hangs on a tie above that people must decide.'],
    [{ name: 'is_open', sql: isOpen(below) }],
  );
}

function isOpen({ quota: { size, ties }, most }: Below): string {
  const isOfCandidates = size.kind === 'share' && size.base === 'candidates';
  const places = isOfCandidates ? most('(base + most_of_all)') : 'capacity';
  const surelyIn = ties === 'include' ? 'ahead + most_ahead < capacity' : 'not_after + most_not_after <= capacity';
  return `awaits AND NOT (${surelyIn}) AND NOT (ahead + least_ahead >= ${places})`;
}

/** Whether the keys of one row stand before those of another: by the first key that differs. */
function ranksBefore({ keys }: TierColumns, one: string, other: string, orEqual: boolean): string {
  const equal = keys.map(({ column }) => `${one}.${column} = ${other}.${column}`);
  const ways = keys.map(({ column, descending }, index) =>
    [...equal.slice(0, index), `${one}.${column} ${descending ? '>' : '<'} ${other}.${column}`].join(' AND '),
  );
  return [...ways, ...(orEqual ? [equal.join(' AND ')] : [])].map((way) => `(${way})`).join(' OR ');
}
