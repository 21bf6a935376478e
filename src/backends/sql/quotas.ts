import type { TierNodes } from '../../model/program.ts';
import { type Dialect, literal } from './dialect.ts';
import type { Computed, Stages } from './stages.ts';

type Quota = NonNullable<TierNodes['quota']>;

/** A tier as columns of the stage that the awards begin with; names are quoted already. */
export interface TierColumns {
  readonly tier: TierNodes;
  /** True where the tier's condition holds. */
  readonly when: string;
  /** The keys of its quota's order: integers or texts. */
  readonly keys: readonly SqlKey[];
  /** The columns that name the quota's group. */
  readonly groups: readonly string[];
}

export interface SqlKey {
  readonly column: string;
  readonly descending: boolean;
}

/** What the stages before the tiers bring, as flags and a number that is another one in every row. */
export const BEFORE_TIERS = { accepted: 'is_accepted', contends: 'is_contender', row: 'row_no' } as const;

/**
 * The tiers, best first, each as stages that hold every row [G2]: shares are taken of all who count, and nothing
 * depends on the order of the rows. A tier adds `placed_1`, `placed_2`, …: the name of the tier that somebody has been
 * placed in so far. Returns the last of them, and the column that tells who waits for people to decide a tie.
 */
export function addTiers(
  stages: Stages,
  dialect: Dialect,
  tiers: readonly TierColumns[],
): { readonly placed: string; readonly waits: string | null } {
  const waits = tiers.some(({ tier }) => tier.quota?.ties === 'refuse');
  const empty = (name: string, type: string) => ({ name, sql: `CAST(NULL AS ${type})` });
  stages.extend(
    'tier_0',
    ['Nobody is placed yet.'],
    [empty('placed_0', dialect.textType), ...(waits ? WAITS.map((name) => empty(`${name}_0`, 'BIGINT')) : [])],
  );
  let mayWait = false;
  for (const [index, tier] of tiers.entries()) {
    const stage = new TierStage(stages, dialect, tier, index + 1, waits);
    if (tier.tier.quota === null) stage.addOpen();
    else stage.addLimited(tier.tier.quota, mayWait);
    mayWait ||= tier.tier.quota?.ties === 'refuse';
  }
  const last = tiers.length;
  return { placed: `placed_${last}`, waits: waits ? `waits_in_${last}` : null };
}

/** Of a row in a refused tie: which tie, of how many rows, and how many of them come down at least and at most. */
const WAITS = ['waits_in', 'waits_size', 'waits_least', 'waits_most'] as const;

class TierStage {
  private readonly stages: Stages;
  private readonly dialect: Dialect;
  private readonly columns: TierColumns;
  private readonly number: number;
  /** Whether any tier of the ruleset refuses ties. */
  private readonly waits: boolean;

  constructor(stages: Stages, dialect: Dialect, columns: TierColumns, number: number, waits: boolean) {
    this.stages = stages;
    this.dialect = dialect;
    this.columns = columns;
    this.number = number;
    this.waits = waits;
  }

  /** Without a quota everybody is placed for whom the condition holds. */
  addOpen(): void {
    const { tier } = this.columns;
    const outcome = `CASE WHEN ${this.stillToPlace()} THEN CASE WHEN ${this.columns.when} THEN 'placed' ELSE 'condition_false' END END`;
    this.extend('outcome', [`Tier ${tier.name}: no quota.`], [{ name: this.own('outcome'), sql: outcome }]);
    this.addPlaced([]);
  }

  addLimited(quota: Quota, mayWait: boolean): void {
    const { tier, when } = this.columns;
    this.extend(
      'candidates',
      [`Tier ${tier.name}: whose condition holds and who is not placed yet.`],
      [{ name: this.own('candidate'), sql: `(${this.stillToPlace()} AND ${when})` }],
    );
    this.addRanks(quota);
    this.addCapacity(quota);
    if (mayWait) this.addComingDown(quota);
    this.addOutcome(quota, mayWait);
  }

  private own(name: string): string {
    return `${name}_${this.number}`;
  }

  private before(name: string): string {
    return `${name}_${this.number - 1}`;
  }

  private extend(part: string, comments: readonly string[], computed: readonly Computed[]): void {
    this.stages.extend(`tier_${this.number}_${part}`, comments, computed);
  }

  private stillToPlace(): string {
    const waiting = this.waits ? ` AND ${this.before('waits_in')} IS NULL` : '';
    return `${BEFORE_TIERS.contends} AND ${this.before('placed')} IS NULL${waiting}`;
  }

  /** `PARTITION BY` of the group, and of these. */
  private over(more: readonly string[], order = ''): string {
    const parts = [...this.columns.groups, ...more];
    const partition = parts.length === 0 ? '' : `PARTITION BY ${parts.join(', ')}`;
    return `OVER (${[partition, order].filter((text) => text !== '').join(' ')})`;
  }

  private addRanks({ size }: Quota): void {
    const { keys } = this.columns;
    const candidate = this.own('candidate');
    const order = `ORDER BY ${keys.map(({ column, descending }) => `${column} ${descending ? 'DESC' : 'ASC'}`).join(', ')}`;
    const equals = this.over([candidate, ...keys.map(({ column }) => column)]);
    const counted = {
      accepted: BEFORE_TIERS.accepted,
      eligible: BEFORE_TIERS.contends,
      candidates: candidate,
    };
    const base =
      size.kind === 'share'
        ? [{ name: this.own('base'), sql: `COUNT(CASE WHEN ${counted[size.base]} THEN 1 END) ${this.over([])}` }]
        : [];
    this.extend(
      'ranks',
      ['How many stand before, how many are equal, and how many the share is taken of.'],
      [
        { name: this.own('ahead'), sql: `RANK() ${this.over([candidate], order)} - 1` },
        { name: this.own('equals'), sql: `COUNT(*) ${equals}` },
        { name: this.own('tie'), sql: `MIN(${BEFORE_TIERS.row}) ${equals}` },
        ...base,
      ],
    );
  }

  private addCapacity(quota: Quota): void {
    const sql = this.capacityOf(quota, this.own('base'));
    this.extend('capacity', ['How many places there are.'], [{ name: this.own('capacity'), sql }]);
  }

  /** The rounded share of the base or the count, never below `at_least` [G8]. */
  private capacityOf({ size, atLeast }: Quota, base: string): string {
    if (size.kind === 'count') return `CAST(${Math.max(size.count, atLeast)} AS BIGINT)`;
    const { numerator, denominator } = size.share;
    const product = `${numerator} * ${base}`;
    const rounded = {
      down: () => this.dialect.divide(product, `${denominator}`),
      nearest: () => this.dialect.divide(`2 * ${product} + ${denominator}`, `${2n * denominator}`),
      up: () => this.dialect.divide(`${product} + ${denominator} - 1`, `${denominator}`),
    };
    const places = rounded[size.rounding]();
    return atLeast === 0 ? places : `GREATEST(${places}, ${atLeast})`;
  }

  /**
   * Those who lose a refused tie of a better tier come down to this one. For every candidate: how many of them at
   * least and at most would rank before it, or equal to it.
   */
  private addComingDown(quota: Quota): void {
    const { stages, columns } = this;
    const from = stages.last;
    const size = this.before('waits_size');
    const ranks = {
      ahead: this.ranksBefore('w', 'c', false),
      not_after: this.ranksBefore('w', 'c', true),
    };
    const sameGroup = columns.groups.map((group) => `w.${group} = c.${group}`);
    const pairs = [
      `  SELECT\n    c.${BEFORE_TIERS.row},\n    MAX(w.${size}) AS size,\n    MAX(w.${this.before('waits_least')}) AS least,`,
      `    MAX(w.${this.before('waits_most')}) AS most,`,
      `    COUNT(CASE WHEN ${ranks.ahead} THEN 1 END) AS ahead,`,
      `    COUNT(CASE WHEN ${ranks.not_after} THEN 1 END) AS not_after,`,
      '    COUNT(*) AS everyone',
      `  FROM ${from} c JOIN ${from} w ON ${[...sameGroup, `w.${this.before('waits_in')} IS NOT NULL`, `w.${columns.when}`].join(' AND ')}`,
      `  WHERE c.${this.own('candidate')}`,
      `  GROUP BY c.${BEFORE_TIERS.row}, w.${this.before('waits_in')}`,
    ];
    const name = `tier_${this.number}`;
    stages.add({
      name: `${name}_waiting`,
      comments: ['For each candidate and each tie above that is not decided.'],
      body: pairs.join('\n'),
    });
    const sums = [
      `  SELECT\n    ${BEFORE_TIERS.row},\n    SUM(GREATEST(0, least - (size - ahead))) AS least_ahead,\n    SUM(LEAST(most, ahead)) AS most_ahead,`,
      `    SUM(LEAST(most, not_after)) AS most_not_after,\n    SUM(LEAST(most, everyone)) AS most_of_all`,
      `  FROM ${name}_waiting\n  GROUP BY ${BEFORE_TIERS.row}`,
    ];
    stages.add({ name: `${name}_down`, comments: ['How many come down from all of them.'], body: sums.join('\n') });
    const down = (column: string) => `CAST(COALESCE(d.${column}, 0) AS BIGINT) AS ${this.own(column)}`;
    const joined = [
      '  SELECT\n    t.*,',
      `    d.${BEFORE_TIERS.row} IS NOT NULL AS ${this.own('awaits')},`,
      `    ${['least_ahead', 'most_ahead', 'most_not_after', 'most_of_all'].map(down).join(',\n    ')}`,
      `  FROM ${from} t LEFT JOIN ${name}_down d ON d.${BEFORE_TIERS.row} = t.${BEFORE_TIERS.row}`,
    ];
    stages.add({ name: `${name}_joined`, comments: [], body: joined.join('\n') });
    this.addOpenTies(quota);
  }

  /** Whether the keys of one row stand before those of another: by the first key that differs. */
  private ranksBefore(one: string, other: string, orEqual: boolean): string {
    const { keys } = this.columns;
    const equal = keys.map(({ column }) => `${one}.${column} = ${other}.${column}`);
    const ways = keys.map(({ column, descending }, index) =>
      [...equal.slice(0, index), `${one}.${column} ${descending ? '>' : '<'} ${other}.${column}`].join(' AND '),
    );
    return [...ways, ...(orEqual ? [equal.join(' AND ')] : [])].map((way) => `(${way})`).join(' OR ');
  }

  /** A place is given only where it comes out the same however the ties above are decided. */
  private addOpenTies(quota: Quota): void {
    const { size, ties } = quota;
    const capacity = this.own('capacity');
    const isOfCandidates = size.kind === 'share' && size.base === 'candidates';
    const most = isOfCandidates
      ? this.capacityOf(quota, `(${this.own('base')} + ${this.own('most_of_all')})`)
      : capacity;
    const surelyIn =
      ties === 'include'
        ? `${this.own('ahead')} + ${this.own('most_ahead')} < ${capacity}`
        : `${this.own('ahead')} + ${this.own('most_not_after')} + ${this.own('equals')} <= ${capacity}`;
    const surelyOut = `${this.own('ahead')} + ${this.own('least_ahead')} >= ${most}`;
    const open = `${this.own('candidate')} AND ${this.own('awaits')} AND NOT (${surelyIn}) AND NOT (${surelyOut})`;
    this.extend(
      'open',
      ['Whose place hangs on a tie above that people must decide.'],
      [{ name: this.own('is_open'), sql: `(${open})` }],
    );
    const among = this.over([this.own('is_open')]);
    this.extend(
      'opens',
      [],
      [
        { name: this.own('open_size'), sql: `COUNT(*) ${among}` },
        { name: this.own('open_tie'), sql: `MIN(${BEFORE_TIERS.row}) ${among}` },
      ],
    );
  }

  private addOutcome({ ties }: Quota, mayWait: boolean): void {
    const candidate = this.own('candidate');
    const capacity = this.own('capacity');
    const ahead = mayWait ? `(${this.own('ahead')} + ${this.own('least_ahead')})` : this.own('ahead');
    const fits = `${ahead} + ${this.own('equals')} <= ${capacity}`;
    const acrossEdge = { include: 'placed', exclude: 'tie_excluded', refuse: 'tie_refused' }[ties];
    const cases = [
      `WHEN NOT (${this.stillToPlace()}) THEN NULL`,
      `WHEN NOT ${candidate} THEN 'condition_false'`,
      ...(mayWait ? [`WHEN ${this.own('is_open')} THEN 'tie_awaited'`] : []),
      `WHEN ${fits} THEN 'placed'`,
      `WHEN ${ahead} >= ${capacity} THEN 'quota_full'`,
      `ELSE '${acrossEdge}'`,
    ];
    const rank = mayWait
      ? `CASE WHEN ${this.own('is_open')} THEN ${this.own('ahead')} ELSE ${ahead} END + 1`
      : `${ahead} + 1`;
    this.extend(
      'outcome',
      ['What becomes of each candidate.'],
      [
        { name: this.own('outcome'), sql: `CASE\n      ${cases.join('\n      ')}\n    END` },
        { name: this.own('rank'), sql: `CASE WHEN ${candidate} THEN ${rank} END` },
      ],
    );
    this.addPlaced(this.waitColumns(ties, mayWait, ahead));
  }

  /** Who now waits: a refused tie, or all who hang on one above. */
  private waitColumns(ties: Quota['ties'], mayWait: boolean, ahead: string): readonly Computed[] {
    if (!this.waits) return [];
    const losers = `${ahead} + ${this.own('equals')} - ${this.own('capacity')}`;
    const column = (name: (typeof WAITS)[number], refused: string, open: string): Computed => ({
      name: this.own(name),
      sql: `CASE ${[
        ...(ties === 'refuse' ? [`WHEN ${this.own('outcome')} = 'tie_refused' THEN ${refused}`] : []),
        ...(mayWait ? [`WHEN ${this.own('outcome')} = 'tie_awaited' THEN ${open}`] : []),
      ].join(' ')} ELSE ${this.before(name)} END`,
    });
    if (ties !== 'refuse' && !mayWait) return this.unchangedWaits();
    return [
      column('waits_in', this.own('tie'), this.own('open_tie')),
      column('waits_size', this.own('equals'), this.own('open_size')),
      column('waits_least', losers, '0'),
      column('waits_most', losers, this.own('open_size')),
    ];
  }

  private unchangedWaits(): readonly Computed[] {
    return this.waits ? WAITS.map((name) => ({ name: this.own(name), sql: this.before(name) })) : [];
  }

  private addPlaced(waits: readonly Computed[]): void {
    const { tier } = this.columns;
    const placed = `CASE WHEN ${this.own('outcome')} = 'placed' THEN ${literal(tier.name)} ELSE ${this.before('placed')} END`;
    this.extend(
      'placed',
      [],
      [{ name: this.own('placed'), sql: placed }, ...(waits.length > 0 ? waits : this.unchangedWaits())],
    );
  }
}
