import { type Dialect, literal } from './dialect.ts';
import { type Computed, type Stages, select } from './stages.ts';
import { AWARDED, BEFORE_TIERS, type Everybody, type Quota, same, type TierColumns } from './tier-columns.ts';
import { addWaiting, WAITING } from './waiting.ts';

/** Rows that a tier has settled: better off is nobody who comes to the next one. */
const SETTLED = {
  refuse: `IN ('placed', 'tie_refused', 'tie_awaited')`,
  placed: `= 'placed'`,
} as const;

/**
 * Adds the tiers, best first, each reading the ones before [G2]; then what became of everybody. Returns what each came
 * to at every tier, as expressions over the last stage.
 */
export function addTiers(
  stages: Stages,
  dialect: Dialect,
  everybody: Everybody,
  tiers: readonly TierColumns[],
): readonly string[] {
  const limited: LimitedTier[] = [];
  const settled: Settled[] = [];
  for (const columns of tiers) {
    const { tier, number, when } = columns;
    if (tier.quota === null) {
      settled.push({ number, isLimited: false, test: `a.${when}`, isPlaced: null });
      continue;
    }
    const stage = new LimitedTier(stages, dialect, everybody, columns, tier.quota);
    stage.add(settled, limited);
    const { outcome } = stage;
    const isPlaced = `${outcome} = 'placed'`;
    settled.push({
      number,
      isLimited: true,
      test: `${outcome} ${stage.mayWait ? SETTLED.refuse : SETTLED.placed}`,
      isPlaced,
    });
    limited.push(stage);
  }
  addDecided(stages, everybody, { tiers, limited, settled });
  return tiers.map(outcomeAt);
}

/** How it is told that a tier has settled somebody who came to it. */
interface Settled {
  readonly number: number;
  readonly isLimited: boolean;
  readonly test: string;
  /** Null where all whom it settles are placed. */
  readonly isPlaced: string | null;
}

/** A tier with a quota: only its candidates are ranked, and what is found of them is joined to everybody in the end. */
export class LimitedTier {
  readonly columns: TierColumns;
  readonly quota: Quota;
  /** Whether somebody may wait here for people to decide a tie, of this tier or of a better one. */
  mayWait = false;
  private readonly stages: Stages;
  private readonly dialect: Dialect;
  private readonly everybody: Everybody;

  constructor(stages: Stages, dialect: Dialect, everybody: Everybody, columns: TierColumns, quota: Quota) {
    this.stages = stages;
    this.dialect = dialect;
    this.everybody = everybody;
    this.columns = columns;
    this.quota = quota;
  }

  /** The stage with each candidate's outcome; `t1` where it is joined. */
  get stage(): string {
    return `tier_${this.columns.number}`;
  }

  get alias(): string {
    return `t${this.columns.number}`;
  }

  get outcome(): string {
    return `${this.alias}.outcome`;
  }

  get hasShare(): boolean {
    return this.quota.size.kind === 'share';
  }

  /** The stage with each group's base and capacity. */
  get capacities(): string {
    return `${this.stage}_capacity`;
  }

  /** `settled`: of all tiers before. `limited`: those of them with a quota. */
  add(settled: readonly Settled[], limited: readonly LimitedTier[]): void {
    const waited = limited.filter(({ mayWait }) => mayWait);
    this.mayWait = this.quota.ties === 'refuse' || waited.length > 0;
    this.addCandidates(settled, limited);
    if (this.hasShare) this.addCapacity();
    this.addRanks(waited.length > 0);
    if (waited.length > 0) {
      const { stages, everybody, columns, quota, stage } = this;
      const most = (base: string) => this.capacityOf(base);
      addWaiting(stages, everybody, { stage, columns, quota, above: waited, most });
    }
    this.addOutcome(waited.length > 0);
  }

  private addCandidates(settled: readonly Settled[], limited: readonly LimitedTier[]): void {
    const { columns, everybody, stage, stages } = this;
    const { tier, when, groups, keys } = columns;
    const own = [...new Set([...everybody.ids, ...groups])].map((column) => `a.${column}`);
    const open = settled.map(({ test, isLimited }) => (isLimited ? `COALESCE(NOT (${test}), TRUE)` : `NOT ${test}`));
    stages.add({
      name: `${stage}_candidates`,
      comments: [`Tier ${tier.name}: who is eligible, meets its condition and is not settled by a better tier.`],
      ...select(
        [...own, ...keys.map(({ column }) => `a.${column}`)],
        `FROM ${everybody.stage} a`,
        ...limited.map((one) => one.joined(everybody)),
        `WHERE ${[`a.${BEFORE_TIERS.contends}`, `a.${when}`, ...open].join('\n    AND ')}`,
      ),
    });
  }

  /** Its outcomes beside everybody. */
  joined({ ids }: Everybody): string {
    return `LEFT JOIN ${this.stage} ${this.alias} ON ${same(this.alias, 'a', ids)}`;
  }

  private addCapacity(): void {
    const { size } = this.quota;
    if (size.kind !== 'share') throw new Error('no share');
    const { groups } = this.columns;
    const [counted, from] = {
      accepted: ['COUNT(*)', `FROM ${this.everybody.stage} WHERE ${BEFORE_TIERS.accepted}`],
      eligible: [
        `COUNT(CASE WHEN ${BEFORE_TIERS.contends} THEN 1 END)`,
        `FROM ${this.everybody.stage} WHERE ${BEFORE_TIERS.accepted}`,
      ],
      candidates: ['COUNT(*)', `FROM ${this.stage}_candidates`],
    }[size.base];
    const grouped = groups.length === 0 ? '' : ` GROUP BY ${groups.join(', ')}`;
    const counts = [...groups, `${counted} AS base`].join(', ');
    this.stages.add({
      name: this.capacities,
      comments: ['How many the share is taken of, and how many places that makes.'],
      ...select(
        [...groups, 'base', `${this.capacityOf('base')} AS capacity`],
        `FROM (SELECT ${counts} ${from}${grouped}) counted`,
      ),
      isShared: true,
    });
  }

  /** The rounded share of the base or the count, never below `at_least` [G8]. */
  capacityOf(base: string): string {
    const { size, atLeast } = this.quota;
    if (size.kind === 'count') return `CAST(${Math.max(size.count, atLeast)} AS BIGINT)`;
    const { numerator, denominator } = size.share;
    const product = numerator === 1n ? base : `${numerator} * ${base}`;
    const twice = `${2n * numerator} * ${base}`;
    const rounded = {
      down: () => this.dialect.divide(product, `${denominator}`),
      nearest: () => this.dialect.divide(`${twice} + ${denominator}`, `${2n * denominator}`),
      up: () => this.dialect.divide(`${product} + ${denominator} - 1`, `${denominator}`),
    };
    const places = rounded[size.rounding]();
    return atLeast === 0 ? places : `GREATEST(${places}, ${atLeast})`;
  }

  /** Of equals all have the same numbers: how many stand before them, and how many before them or with them. */
  private addRanks(mayBeOpen: boolean): void {
    const { keys, groups } = this.columns;
    const order = keys.map(({ column, descending }) => `c.${column} ${descending ? 'DESC' : 'ASC'}`).join(', ');
    const partition = groups.length === 0 ? '' : `PARTITION BY ${groups.map((group) => `c.${group}`).join(', ')} `;
    const over = `OVER (${partition}ORDER BY ${order} RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`;
    const capacity = this.hasShare ? ['q.base', 'q.capacity'] : [`${this.capacityOf('')} AS capacity`];
    const joined = groups.length === 0 ? 'CROSS JOIN' : 'JOIN';
    const on = groups.length === 0 ? '' : ` ON ${same('q', 'c', groups)}`;
    this.stages.add({
      name: `${this.stage}_ranks`,
      comments: ['How many candidates of the group rank before each, and how many before or equal.'],
      ...select(
        [
          'c.*',
          `RANK() OVER (${partition}ORDER BY ${order}) - 1 AS ahead`,
          `COUNT(*) ${over} AS not_after`,
          ...capacity,
        ],
        `FROM ${this.stage}_candidates c`,
        ...(this.hasShare ? [`${joined} ${this.capacities} q${on}`] : []),
      ),
      isShared: mayBeOpen,
    });
  }

  private addOutcome(mayBeOpen: boolean): void {
    const acrossEdge = { include: 'placed', exclude: 'tie_excluded', refuse: 'tie_refused' }[this.quota.ties];
    const [ahead, notAfter] = mayBeOpen ? ['ahead + least_ahead', 'not_after + least_ahead'] : ['ahead', 'not_after'];
    const cases = [
      ...(mayBeOpen ? [`WHEN is_open THEN 'tie_awaited'`] : []),
      `WHEN ${notAfter} <= capacity THEN 'placed'`,
      `WHEN ${ahead} >= capacity THEN 'quota_full'`,
      `ELSE '${acrossEdge}'`,
    ];
    const rank = mayBeOpen ? 'CASE WHEN is_open THEN ahead ELSE ahead + least_ahead END' : 'ahead';
    this.stages.add({
      name: this.stage,
      comments: ['What becomes of each candidate.'],
      ...select(
        [
          ...new Set([...this.everybody.ids, ...this.columns.groups]),
          'capacity',
          `${rank} + 1 AS standing`,
          ...(this.mayWait ? [`${notAfter} - capacity AS losers`] : []),
          `CASE\n      ${cases.join('\n      ')}\n    END AS outcome`,
        ],
        `FROM ${this.stages.last}`,
      ),
      isShared: true,
    });
    if (this.mayWait) this.addWaits();
  }

  /** Who waits from here on: a refused tie, of whom so many come down, or all whose place hangs on a tie above. */
  private addWaits(): void {
    const { groups } = this.columns;
    const partition = `PARTITION BY ${['outcome', ...groups].join(', ')}`;
    const size = `COUNT(*) OVER (${partition})`;
    const refused = `outcome = 'tie_refused'`;
    const { tier, tie, least, most } = WAITING;
    this.stages.add({
      name: `${this.stage}_undecided`,
      comments: ['Ties that people must decide: their size, and how many of them come down at least and at most.'],
      ...select(
        [
          ...this.everybody.ids,
          `${this.columns.number} AS ${tier}`,
          `DENSE_RANK() OVER (ORDER BY ${['outcome', ...groups].join(', ')}) AS ${tie}`,
          `${size} AS ${WAITING.size}`,
          `CASE WHEN ${refused} THEN losers ELSE 0 END AS ${least}`,
          `CASE WHEN ${refused} THEN losers ELSE ${size} END AS ${most}`,
        ],
        `FROM ${this.stage}`,
        `WHERE outcome IN ('tie_refused', 'tie_awaited')`,
      ),
      isShared: true,
    });
  }

  /** The columns that it adds to everybody: the outcome of who came to it, and what its group's quota is. */
  decided(): readonly Computed[] {
    const { number } = this.columns;
    const ofEverybody = (sql: string) => `CASE WHEN a.${BEFORE_TIERS.accepted} THEN ${sql} END`;
    const capacity = this.hasShare ? `COALESCE(q${number}.capacity, ${this.quota.atLeast})` : this.capacityOf('');
    return [
      { name: `rank_${number}`, sql: `${this.alias}.standing` },
      { name: `capacity_${number}`, sql: ofEverybody(capacity) },
      ...(this.hasShare ? [{ name: `base_${number}`, sql: ofEverybody(`COALESCE(q${number}.base, 0)`) }] : []),
    ];
  }

  /** Its groups' capacities beside everybody; a group without candidates has none where the share is of candidates. */
  joinedCapacity(): readonly string[] {
    const { groups, number } = this.columns;
    if (!this.hasShare) return [];
    if (groups.length === 0) return [`CROSS JOIN ${this.capacities} q${number}`];
    return [`LEFT JOIN ${this.capacities} q${number} ON ${same(`q${number}`, 'a', groups)}`];
  }
}

interface Decided {
  readonly tiers: readonly TierColumns[];
  readonly limited: readonly LimitedTier[];
  readonly settled: readonly Settled[];
}

/** Everybody again, with the tier that settled each, and what each came to at every tier on the way. */
function addDecided(stages: Stages, everybody: Everybody, { tiers, limited, settled }: Decided): void {
  const { contends, accepted, assessed } = BEFORE_TIERS;
  const past = tiers.length + 1;
  const first = settled.map(({ number, test }) => `WHEN ${test} THEN ${number}`).join(' ');
  const isUndecided = limited
    .filter(({ mayWait }) => mayWait)
    .map(({ outcome }) => `WHEN ${outcome} IN ('tie_refused', 'tie_awaited') THEN 'undecided'`);
  const isPlaced = settled.map(({ test, isPlaced }) => `WHEN ${isPlaced ?? test} THEN 'placed'`);
  const state = [
    `WHEN NOT a.${accepted} THEN NULL`,
    `WHEN NOT a.${assessed} THEN 'not_assessed'`,
    `WHEN NOT a.${contends} THEN 'not_eligible'`,
    ...isUndecided,
    ...isPlaced,
    `ELSE 'none'`,
  ];
  const computed: readonly Computed[] = [
    { name: AWARDED.tier, sql: `CASE WHEN a.${contends} THEN CASE ${first} ELSE ${past} END END` },
    { name: AWARDED.state, sql: `CASE\n      ${state.join('\n      ')}\n    END` },
    ...limited.map(({ columns, outcome }) => ({ name: `outcome_${columns.number}`, sql: outcome })),
    ...limited.flatMap((tier) => tier.decided()),
  ];
  stages.add({
    name: 'awarded',
    comments: ['How the award of each stands, and the tier that settled it; one more than there are where none did.'],
    ...select(
      ['a.*', ...computed.map((column) => stages.column(column))],
      `FROM ${everybody.stage} a`,
      ...limited.map((tier) => tier.joined(everybody)),
      ...limited.flatMap((tier) => tier.joinedCapacity()),
    ),
  });
}

/** Null where somebody did not come to the tier. */
function outcomeAt({ tier, number, when }: TierColumns): string {
  const met = tier.quota === null ? literal('placed') : `outcome_${number}`;
  return `CASE WHEN ${AWARDED.tier} >= ${number} THEN CASE WHEN ${when} THEN ${met} ELSE 'condition_false' END END`;
}
