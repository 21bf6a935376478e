import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import type { LimitNodes, LimitRuleNodes } from '../model/program.ts';
import type { LimitStep, LimitSummary } from '../model/score.ts';
import { type Members, sizeIn } from './members.ts';
import { blocksOfEquals } from './order.ts';
import { type Early, leaveOpen, MISSING, settle } from './stage-row.ts';

export interface LimitOutcome {
  readonly summaries: readonly LimitSummary[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A member of a group under a limit: the value that it has after the rules so far. */
interface Holder {
  readonly row: Early;
  /** Null where it has none, or while people must decide. */
  value: string | null;
  /** Where undecided: the values that it may come to have. */
  possible: readonly string[];
  readonly steps: LimitStep[];
}

/** One limit in one group, while its rules are gone through. */
interface Ledger {
  readonly limit: LimitNodes;
  readonly group: Members<Early>;
  readonly holders: readonly Holder[];
  readonly base: number;
  readonly summaries: LimitSummary[];
  readonly diagnostics: Diagnostic[];
}

/** Goes through the rules of a limit in one group: warns, or moves down those for whom there is no room [G1]. */
export function settleLimit(limit: LimitNodes, group: Members<Early>): LimitOutcome {
  const holders = group.members.map((row): Holder => {
    const outcome = row.evaluation.at(limit.value);
    const value = outcome.kind === 'value' && typeof outcome.value === 'string' ? outcome.value : null;
    return { row, value, possible: [], steps: [] };
  });
  const assessed = holders.filter(({ value }) => value !== null).length;
  const base = limit.base === 'assessed' ? assessed : holders.length;
  const ledger: Ledger = { limit, group, holders, base, summaries: [], diagnostics: [] };
  for (const [index, rule] of limit.rules.entries()) {
    if (isInForce(rule, group.members)) goThrough(ledger, rule, index + 1);
  }
  for (const { row, value, possible, steps } of holders) {
    const note = { kind: 'limit', group: group.name, members: group.members.length, steps } as const;
    if (possible.length > 0) leaveOpen(row, limit.name, note);
    else settle(row, limit.name, value === null ? MISSING : { kind: 'value', value }, note);
  }
  return ledger;
}

/** The condition holds for the whole group: all members agree on it. */
function isInForce({ when }: LimitRuleNodes, [first]: readonly Early[]): boolean {
  if (first === undefined) return false;
  if (when === null) return true;
  const outcome = first.evaluation.at(when);
  return outcome.kind === 'value' && outcome.value === true;
}

function goThrough(ledger: Ledger, rule: LimitRuleNodes, number: number): void {
  const { limit, group, holders, base } = ledger;
  const capacity = sizeIn(rule.size, base);
  const concerned = holders.filter(({ value }) => value !== null && rule.values.includes(value));
  const { length: read } = group.members;
  const own = { limit: limit.name, rule: number, values: rule.values, kind: rule.kind, group: group.name };
  const counts = { read: read + group.rejected, rejected: group.rejected, base, capacity, found: concerned.length };
  const note = (outcome: LimitSummary['outcome'], moved = 0, undecided = 0) =>
    ledger.summaries.push({ ...own, ...counts, moved, undecided, outcome });
  if (read < limit.smallestGroup) {
    note('exempt');
    return;
  }
  if (limit.action === 'apply' && rule.kind === 'at_most') {
    const { moved, undecided } = applyRule(ledger, rule, { number, capacity, concerned });
    note(undecided > 0 ? 'undecided' : moved > 0 ? 'applied' : 'within', moved, undecided);
    return;
  }
  const broken = rule.kind === 'at_most' ? concerned.length > capacity : concerned.length < capacity;
  if (broken) ledger.diagnostics.push(warning(limit, rule, group.name, counts));
  note(broken ? 'warned' : 'within');
}

/** What is told where a rule that only warns is broken. */
export function warning(
  limit: LimitNodes,
  rule: LimitRuleNodes,
  group: string,
  { found, capacity, base }: { readonly found: number; readonly capacity: number; readonly base: number },
): Diagnostic {
  const args = { limit: limit.name, values: rule.values.join(', '), group, found, base };
  if (rule.kind === 'at_most') return diagnostic('TK811', rule.span, { ...args, allowed: capacity });
  return diagnostic('TK812', rule.span, { ...args, needed: capacity });
}

interface Applied {
  readonly number: number;
  readonly capacity: number;
  readonly concerned: readonly Holder[];
}

/**
 * Who stands first by the order keeps the value, as far as there is room; the others are moved down. Where an earlier
 * rule is undecided, only those are settled for whom it comes out the same however that is decided.
 */
function applyRule(
  ledger: Ledger,
  rule: LimitRuleNodes,
  { number, capacity, concerned }: Applied,
): { moved: number; undecided: number } {
  const { limit, group, holders } = ledger;
  const moveTo = rule.moveTo;
  if (moveTo === null) throw new Error('an applied rule without move_to passed the checker');
  const waiting = holders.filter(({ possible }) => possible.some((value) => rule.values.includes(value))).length;
  const byRow = new Map(concerned.map((holder) => [holder.row, holder]));
  let start = 0;
  let moved = 0;
  let awaiting = 0;
  let refused = 0;
  for (const block of blocksOfEquals(
    limit.order,
    concerned.map(({ row }) => row),
  )) {
    const outcome = outcomeOf(limit, { start, size: block.length, capacity, waiting });
    for (const row of block) {
      const holder = byRow.get(row);
      if (!holder) throw new Error('a block of others');
      move(holder, outcome, { number, rank: start + 1, capacity, moveTo });
    }
    if (outcome === 'moved') moved += block.length;
    if (outcome === 'tie_awaited') awaiting += block.length;
    if (outcome === 'tie_refused') {
      refused += block.length;
      const args = { limit: limit.name, values: rule.values.join(', '), group: group.name };
      ledger.diagnostics.push(diagnostic('TK813', rule.span, { ...args, size: block.length, room: capacity - start }));
    }
    start += block.length;
  }
  if (awaiting > 0) {
    const args = { limit: limit.name, group: group.name, size: awaiting };
    ledger.diagnostics.push(diagnostic('TK814', rule.span, args));
  }
  return { moved, undecided: refused + awaiting };
}

/** What becomes of a block of equals, of whom `start` stand before it, while `waiting` others may come to compete. */
export function outcomeOf(
  { ties }: LimitNodes,
  block: { readonly start: number; readonly size: number; readonly capacity: number; readonly waiting: number },
): LimitStep['outcome'] {
  const { start, size, capacity, waiting } = block;
  const last = start + size + waiting;
  if (last <= capacity || (ties === 'include' && start + waiting < capacity)) return 'kept';
  if (start >= capacity) return 'moved';
  if (waiting > 0) return 'tie_awaited';
  return ties === 'exclude' ? 'moved' : 'tie_refused';
}

function move(
  holder: Holder,
  outcome: LimitStep['outcome'],
  at: { readonly number: number; readonly rank: number; readonly capacity: number; readonly moveTo: string },
): void {
  const { number, rank, capacity, moveTo } = at;
  const from = holder.value ?? '';
  const open = outcome === 'tie_refused' || outcome === 'tie_awaited';
  const to = open ? null : outcome === 'kept' ? from : moveTo;
  holder.steps.push({ rule: number, outcome, from, to, rank, capacity });
  holder.value = to;
  if (open) holder.possible = [from, moveTo];
}
