import type { AwardNodes, BudgetNodes } from '../model/program.ts';
import type { Units } from '../number/units.ts';
import { type CompactPayments, PAYMENT, PAYMENT_STATES } from '../score/budget-columns.ts';
import type { ByteSink } from './lines.ts';
import { GRANT_END } from './spec.ts';

const COMMA = 44;
const END = GRANT_END.charCodeAt(0);
/** A plain number with its sign and its point, a state and what parts them are shorter. */
const MOST_BESIDE = 128;

interface Grant {
  readonly name: string;
  /** Has the columns of a payment behind its own. */
  readonly isPayable: boolean;
}

/**
 * The grant columns of a line where a budget pays some of them: of each grant that the budget pays what is paid, what
 * became of it, and what was due.
 */
export class GrantWriter {
  private readonly budget: BudgetNodes;
  private readonly payments: CompactPayments;
  private readonly grants: readonly Grant[];
  /** By tier: the names of the amounts that it gives. */
  private readonly amounts: readonly ReadonlySet<string>[];
  private readonly words = PAYMENT_STATES.map((state) => new TextEncoder().encode(state ?? ''));

  constructor({ tiers }: AwardNodes, budget: BudgetNodes, names: readonly string[], payments: CompactPayments) {
    this.budget = budget;
    this.payments = payments;
    this.grants = names.map((name) => ({ name, isPayable: budget.grants.includes(name) }));
    this.amounts = tiers.map(
      ({ grants }) => new Set(grants.flatMap(({ name, node }) => (node === null ? [] : [name]))),
    );
  }

  /** `grants`: those of the tier that was given, each with its end. */
  write(into: ByteSink, row: number, tier: number, grants: Uint8Array): void {
    let from = 0;
    for (const { name, isPayable } of this.grants) {
      const end = grants.indexOf(END, from);
      const grant = grants.subarray(from, end);
      from = end + 1;
      into.room(2 * grant.length + MOST_BESIDE);
      into.put(COMMA);
      if (!isPayable) into.append(grant);
      else if (this.amounts[tier]?.has(name)) this.payment(into, row, name, grant);
      else {
        into.append(grant);
        into.put(COMMA);
        into.put(COMMA);
      }
    }
  }

  private payment(into: ByteSink, row: number, name: string, due: Uint8Array): void {
    const state = this.payments.states[row] ?? PAYMENT.none;
    if (state === PAYMENT.funded) into.append(due);
    if (state === PAYMENT.prorated) this.amount(into, this.payments.paid(this.budget.grants.indexOf(name), row));
    into.put(COMMA);
    into.append(this.words[state] ?? new Uint8Array());
    into.put(COMMA);
    into.append(due);
  }

  private amount(into: ByteSink, paid: Units | null): void {
    const { digits } = this.budget;
    if (paid === null) return;
    for (const letter of decimalText(paid, digits)) into.put(letter.charCodeAt(0));
  }
}

/** Units of 10^-digits as a plain decimal, as results show amounts. */
function decimalText(units: Units, digits: number): string {
  const text = String(units < 0 ? -units : units).padStart(digits + 1, '0');
  const sign = units < 0 ? '-' : '';
  if (digits === 0) return sign + text;
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
