import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import type { AwardNodes, BudgetNodes } from '../model/program.ts';
import type { BudgetSummary } from '../model/score.ts';
import { Rational } from '../number/rational.ts';
import { minus, plus, type Units } from '../number/units.ts';
import { type CompactAwards, type CompactCohort, holdsAt, lastTier, STATE } from './award-columns.ts';
import { type BudgetColumns, type CompactPayments, PAYMENT } from './budget-columns.ts';
import { groupName } from './members.ts';
import { type Claims, shareOut } from './prorate.ts';
import { bucket, bucketed, type Grouping } from './row-groups.ts';
import { RowOrder } from './row-order.ts';

/** The budget of one group while it is given out. */
interface Purse {
  readonly group: string;
  readonly members: number;
  readonly rejected: number;
  readonly total: Units;
  readonly needed: Units;
  readonly claims: Uint32Array;
  readonly undecided: Uint32Array;
}

/**
 * Gives out the budget after all tiers, in one pass [G3]: it changes payments and nothing else. For files of any length
 * and for cohorts in memory alike; depends on no order of the rows.
 */
export function compactPayments(
  awards: AwardNodes,
  budget: BudgetNodes,
  cohort: CompactCohort,
  stage: CompactAwards,
  columns: BudgetColumns,
  grouping: Grouping,
): CompactPayments {
  return new BudgetStage(awards, budget, cohort, stage, columns).run(grouping);
}

/** What a row is to a budget. */
const ROLE = { claims: 1, awaits: 2 } as const;

class BudgetStage {
  private readonly budget: BudgetNodes;
  private readonly cohort: CompactCohort;
  private readonly stage: CompactAwards;
  private readonly columns: BudgetColumns;
  private readonly states: Uint8Array;
  /** By tier: the grants of the budget that it gives, in its own order. */
  private readonly given: readonly (readonly number[])[];
  /** Of the awards; tiers come before it. */
  private readonly order: RowOrder;
  private readonly prorated: Claims[] = [];
  private readonly diagnostics: Diagnostic[] = [];
  private refused = false;

  constructor(
    { tiers }: AwardNodes,
    budget: BudgetNodes,
    cohort: CompactCohort,
    stage: CompactAwards,
    columns: BudgetColumns,
  ) {
    this.budget = budget;
    this.cohort = cohort;
    this.stage = stage;
    this.columns = columns;
    this.states = new Uint8Array(cohort.rows);
    this.given = tiers.map(({ grants }) =>
      grants.map(({ name, node }) => (node === null ? -1 : budget.grants.indexOf(name))).filter((grant) => grant >= 0),
    );
    this.order = new RowOrder(columns.ranks, columns.order);
  }

  run(grouping: Grouping): CompactPayments {
    const purses = this.purses(grouping);
    for (const purse of purses) this.give(purse);
    const paid = shareOut(this.prorated, this.sharing(), this.budget.grants.length, (row) => this.amounts(row));
    const { states, diagnostics, refused } = this;
    return { states, paid, budgets: purses.map((purse) => this.summary(purse)), diagnostics, refused };
  }

  private tierOf(row: number): number {
    return lastTier(this.stage.paths, row);
  }

  private compare(a: number, b: number): number {
    return this.tierOf(a) - this.tierOf(b) || this.order.compare(a, b);
  }

  /** Tier by tier, in each by the order of the awards. */
  private sort(rows: Uint32Array): void {
    const before = rows.slice();
    let start = 0;
    for (let tier = 0; tier < this.given.length; tier++) {
      let stop = start;
      for (const row of before) if (this.tierOf(row) === tier) rows[stop++] = row;
      this.order.sort(rows.subarray(start, stop));
      start = stop;
    }
  }

  /** One for each group in which somebody stands. */
  private purses(grouping: Grouping): readonly Purse[] {
    const { rows } = this.cohort;
    const groups = grouping.by(this.budget.within);
    const { of, values } = groups;
    const [members, first] = [new Uint32Array(values.length), new Uint32Array(values.length)];
    const [claiming, awaiting] = [new Uint32Array(values.length), new Uint32Array(values.length)];
    const roles = new Uint8Array(rows);
    for (let row = 0; row < rows; row++) {
      const group = of?.[row] ?? 0;
      if (members[group] === 0) first[group] = row;
      members[group] = (members[group] ?? 0) + 1;
      const state = this.stage.states[row];
      if (state === STATE.undecided) {
        roles[row] = ROLE.awaits;
        awaiting[group] = (awaiting[group] ?? 0) + 1;
      } else if (state === STATE.placed && this.hasAmounts(row)) {
        roles[row] = ROLE.claims;
        claiming[group] = (claiming[group] ?? 0) + 1;
      }
    }
    const claims = bucketed(groups, roles, ROLE.claims, claiming);
    const pending = bucketed(groups, roles, ROLE.awaits, awaiting);
    return groups.inOrder.flatMap((group): readonly Purse[] => {
      const count = members[group] ?? 0;
      if (count === 0) return [];
      const own = bucket(claims, group);
      return [
        {
          group: groupName(groups.values[group] ?? []),
          members: count,
          rejected: groups.rejected[group] ?? 0,
          total: this.columns.total(first[group] ?? 0),
          needed: this.sum(own),
          claims: own,
          undecided: bucket(pending, group),
        },
      ];
    });
  }

  /** What a placed row is due, by grant of the budget. */
  private amounts(row: number): readonly { readonly grant: number; readonly due: Units }[] {
    const tier = this.tierOf(row);
    return (this.given[tier] ?? []).flatMap((grant) => {
      const due = this.columns.due(tier, grant, row);
      return due === null ? [] : [{ grant, due }];
    });
  }

  private hasAmounts(row: number): boolean {
    const tier = this.tierOf(row);
    return (this.given[tier] ?? []).some((grant) => this.columns.due(tier, grant, row) !== null);
  }

  private due(row: number, tier: number): Units {
    let sum: Units = 0;
    for (const grant of this.given[tier] ?? []) sum = plus(sum, this.columns.due(tier, grant, row) ?? 0);
    return sum;
  }

  private sum(rows: Uint32Array): Units {
    let sum: Units = 0;
    for (const row of rows) sum = plus(sum, this.due(row, this.tierOf(row)));
    return sum;
  }

  private funded(rows: Uint32Array): Units {
    let sum: Units = 0;
    for (const row of rows) {
      if (this.states[row] === PAYMENT.funded) sum = plus(sum, this.due(row, this.tierOf(row)));
    }
    return sum;
  }

  private give(purse: Purse): void {
    const { budget } = this;
    const { needed, total, group, claims } = purse;
    const { most, from } = this.pending(purse);
    if (most !== null && plus(needed, most) <= total) this.pay(claims, PAYMENT.funded);
    else if (budget.whenExceeded === 'error') {
      if (needed > total) {
        const args = { group, needed: this.money(needed), total: this.money(total) };
        this.diagnostics.push(diagnostic('TK816', budget.span, args));
        this.refused = true;
      } else this.awaitDecision(purse, claims);
    } else if (budget.whenExceeded === 'by_order') this.payByOrder(purse, from);
    else if (most === null || from < Number.POSITIVE_INFINITY) this.awaitDecision(purse, claims);
    else this.prorate(purse);
  }

  /**
   * What undecided awards may still claim: at most (null where that cannot be told), and the first tier in which one of
   * them may stand (infinite where nobody is undecided).
   */
  private pending({ undecided }: Purse): { readonly most: Units | null; readonly from: number } {
    let most: Units | null = 0;
    let from = Number.POSITIVE_INFINITY;
    for (const row of undecided) {
      const open = this.tierOf(row);
      from = Math.min(from, Math.max(open, 0));
      most = most === null || open < 0 ? null : plus(most, this.mostIn(row, open));
    }
    return { most, from };
  }

  /** The dearest of the tiers from there on whose condition holds. */
  private mostIn(row: number, from: number): Units {
    let most: Units = 0;
    for (let tier = from; tier < this.given.length; tier++) {
      if (!holdsAt(this.cohort.outcomes, row, tier)) continue;
      const due = this.due(row, tier);
      if (due > most) most = due;
    }
    return most;
  }

  private pay(rows: Iterable<number>, state: number): void {
    for (const row of rows) this.states[row] = state;
  }

  private awaitDecision({ group }: Purse, rows: readonly number[] | Uint32Array): void {
    if (rows.length === 0) return;
    this.pay(rows, PAYMENT.undecided);
    this.diagnostics.push(diagnostic('TK818', this.budget.span, { group, size: rows.length }));
  }

  /**
   * Up to the first for whom what is left is not enough: from there on nobody is paid, even where it would do for
   * somebody later. From the tier `uncertain` on, people must decide first.
   */
  private payByOrder(purse: Purse, uncertain: number): void {
    const { claims, group, total } = purse;
    this.sort(claims);
    let left = total;
    let isOpen = true;
    const waiting: number[] = [];
    for (let start = 0; start < claims.length; ) {
      const first = claims[start] ?? 0;
      let stop = start + 1;
      while (stop < claims.length && this.compare(first, claims[stop] ?? 0) === 0) stop++;
      const block = claims.subarray(start, stop);
      start = stop;
      if (!isOpen) this.pay(block, PAYMENT.unfunded);
      else if (this.tierOf(first) >= uncertain) for (const row of block) waiting.push(row);
      else {
        const sum = this.sum(block);
        isOpen = sum <= left;
        const state = isOpen ? PAYMENT.funded : this.edge(block, left);
        this.pay(block, state);
        if (state === PAYMENT.undecided) {
          const args = { group, size: block.length, left: this.money(left) };
          this.diagnostics.push(diagnostic('TK817', this.budget.span, args));
        }
        left = minus(left, sum);
      }
    }
    if (!isOpen && left < 0) this.reportOverspent(purse);
    this.awaitDecision(purse, waiting);
  }

  /** A block of equals that does not fit as a whole: across the edge only where somebody of it would fit. */
  private edge(block: Uint32Array, left: Units): number {
    const { ties } = this.budget;
    const somebodyFits = block.some((row) => this.due(row, this.tierOf(row)) <= left);
    if (block.length === 1 || !somebodyFits || ties === 'exclude') return PAYMENT.unfunded;
    return ties === 'include' ? PAYMENT.funded : PAYMENT.undecided;
  }

  private reportOverspent({ claims, group, total }: Purse): void {
    const spent = this.funded(claims);
    if (spent <= total) return;
    const args = { group, spent: this.money(spent), total: this.money(total) };
    this.diagnostics.push(diagnostic('TK815', this.budget.span, args));
  }

  /** What is left over goes by the largest fractions, then by order; nobody is equal to another by it. */
  private prorate({ claims, total, needed }: Purse): void {
    const { compareKeys } = this.cohort;
    if (compareKeys === null) this.sort(claims);
    else claims.sort((a, b) => this.compare(a, b) || compareKeys(a, b));
    this.pay(claims, PAYMENT.prorated);
    this.prorated.push({ rows: claims, total: BigInt(total), needed: BigInt(needed) });
  }

  /** The rows of all groups whose budget is prorated, in ascending order. */
  private sharing(): Uint32Array {
    const rows = new Uint32Array(this.prorated.reduce((sum, claims) => sum + claims.rows.length, 0));
    let at = 0;
    for (const claims of this.prorated) {
      rows.set(claims.rows, at);
      at += claims.rows.length;
    }
    return rows.sort();
  }

  private summary({ group, members, rejected, total, needed, claims }: Purse): BudgetSummary {
    const counts = [0, 0, 0, 0, 0];
    for (const row of claims) {
      const state = this.states[row] ?? PAYMENT.none;
      counts[state] = (counts[state] ?? 0) + 1;
    }
    const count = (state: number) => counts[state] ?? 0;
    // What is prorated adds up to the whole budget.
    const spent = count(PAYMENT.prorated) > 0 ? total : this.funded(claims);
    return {
      group,
      read: members + rejected,
      rejected,
      total: this.money(total),
      needed: this.money(needed),
      spent: this.money(spent),
      funded: count(PAYMENT.funded),
      prorated: count(PAYMENT.prorated),
      unfunded: count(PAYMENT.unfunded),
      undecided: count(PAYMENT.undecided),
    };
  }

  private money(amount: Units): Rational {
    return Rational.scaled(BigInt(amount), this.budget.digits);
  }
}
