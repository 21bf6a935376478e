import type { AwardNodes, BudgetNodes } from '../model/program.ts';
import type { Units } from '../number/units.ts';
import { type CompactPayments, PAYMENT, PAYMENT_STATES } from '../score/budget-columns.ts';
import type { ByteSink } from './bytes/lines.ts';
import { GRANT_END } from './spec.ts';

const COMMA = 44;
const NO_PAYMENT = Uint8Array.of(COMMA, COMMA);
const END = GRANT_END.charCodeAt(0);
/** A plain number with its sign and its point, a state and what parts them are shorter. */
const MOST_BESIDE = 128;

interface Grant {
  readonly name: string;
  /** Among the grants of the budget, which have the columns of a payment behind their own; -1 for others. */
  readonly index: number;
}

interface Stretch {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
}

/**
 * The grant columns of a line where a budget pays some of them: of each grant that the budget pays what is paid, what
 * became of it, and what was due.
 */
export class GrantWriter {
  private readonly digits: number;
  private readonly payments: CompactPayments;
  private readonly grants: readonly Grant[];
  /** By tier: the names of the amounts that it gives. */
  private readonly amounts: readonly ReadonlySet<string>[];
  private readonly words = PAYMENT_STATES.map((state) => new TextEncoder().encode(state ?? ''));

  constructor({ tiers }: AwardNodes, budget: BudgetNodes, names: readonly string[], payments: CompactPayments) {
    this.digits = budget.digits;
    this.payments = payments;
    this.grants = names.map((name) => ({ name, index: budget.grants.indexOf(name) }));
    this.amounts = tiers.map(
      ({ grants }) => new Set(grants.flatMap(({ name, node }) => (node === null ? [] : [name]))),
    );
  }

  /** The grants of the tier that was given, each with its end. */
  write(into: ByteSink, row: number, tier: number, { bytes, from, to }: Stretch): void {
    let start = from;
    for (const { name, index } of this.grants) {
      const end = bytes.indexOf(END, start);
      if (end < 0 || end >= to) throw new RangeError('a grant without its end');
      into.room(2 * (end - start) + MOST_BESIDE);
      into.put(COMMA);
      if (index >= 0 && this.amounts[tier]?.has(name)) this.payment(into, row, index, { bytes, from: start, to: end });
      else {
        into.copy(bytes, start, end);
        if (index >= 0) into.append(NO_PAYMENT);
      }
      start = end + 1;
    }
  }

  private payment(into: ByteSink, row: number, grant: number, due: Stretch): void {
    const state = this.payments.states[row] ?? PAYMENT.none;
    if (state === PAYMENT.funded) into.copy(due.bytes, due.from, due.to);
    if (state === PAYMENT.prorated) this.amount(into, this.payments.paid(grant, row));
    into.put(COMMA);
    into.append(this.words[state] ?? new Uint8Array());
    into.put(COMMA);
    into.copy(due.bytes, due.from, due.to);
  }

  private amount(into: ByteSink, paid: Units | null): void {
    if (paid === null) return;
    for (const letter of decimalText(paid, this.digits)) into.put(letter.charCodeAt(0));
  }
}

/** Units of 10^-digits as a plain decimal, as results show amounts. */
function decimalText(units: Units, digits: number): string {
  const text = String(units < 0 ? -units : units).padStart(digits + 1, '0');
  const sign = units < 0 ? '-' : '';
  if (digits === 0) return sign + text;
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
