import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import { compareUtf8 } from '../base/utf8.ts';
import type { Value } from '../language/core.ts';
import type { PlanBook, PlannedItem, PlanRow } from '../model/plan.ts';
import type { Planned, Ruleset } from '../model/ruleset.ts';
import type { Period } from '../number/calendar.ts';
import { Rational } from '../number/rational.ts';
import { type Resolved, resolve } from './timeline.ts';

/** What the plan brings to one record: its fields, which row stands behind each, and what is wrong with it. */
export interface PlanPart {
  readonly fields: ReadonlyMap<string, Value>;
  readonly items: ReadonlyMap<string, PlannedItem>;
  readonly findings: readonly Diagnostic[];
}

/**
 * The plan of one record in one period, indicator by indicator; members of a template by their rows' numbers. `span` is
 * the longer period that is scored, if one is: a row then stands behind the same member in all its parts.
 */
export function planOf(ruleset: Ruleset, book: PlanBook, key: string, period: Period, span: Period = period): PlanPart {
  const rows = book.rows.get(key) ?? [];
  const fields = new Map<string, Value>();
  const items = new Map<string, PlannedItem>();
  const findings: Diagnostic[] = [...(book.broken.get(key) ?? [])];
  for (const [name, members] of membersByName(ruleset)) {
    const own = rows.filter(({ indicator }) => indicator === name);
    const { resolved, excess } = resolveAll(own, members, period, span);
    findings.push(...excess);
    members.forEach((member, index) => {
      fill(member, resolved[index], fields, items, findings);
    });
  }
  return { fields, items, findings };
}

interface Member extends Planned {
  /** As the ruleset's map of indicators has it. */
  readonly name: string;
}

function membersByName({ indicators }: Ruleset): ReadonlyMap<string, readonly Member[]> {
  const byName = new Map<string, Member[]>();
  for (const { name, planned } of indicators.values()) {
    if (!planned) continue;
    const members = byName.get(planned.indicator) ?? [];
    byName.set(planned.indicator, [...members, { ...planned, name }]);
  }
  return byName;
}

/** What stands for each member, in their order. */
function resolveAll(
  rows: readonly PlanRow[],
  members: readonly Member[],
  period: Period,
  span: Period,
): { readonly resolved: readonly Resolved[]; readonly excess: readonly Diagnostic[] } {
  const [first] = members;
  if (!first) return { resolved: [], excess: [] };
  if (!first.template) return { resolved: [resolve(rows, first, period)], excess: [] };
  const held = [...byNo(rows).values()].map((same) => ({ same, ...resolve(same, first, period) }));
  const isOfSpan = (same: readonly PlanRow[]) => span !== period && same.some((row) => holdsWithin(row, span));
  const counted = held.filter(({ same, item, findings }) => item !== null || findings.length > 0 || isOfSpan(same));
  const surplus = counted[members.length]?.same[0];
  const args = { indicator: first.indicator, most: members.length, found: counted.length };
  return { resolved: counted, excess: surplus ? [diagnostic('TK672', surplus.place, args)] : [] };
}

function holdsWithin({ from, to }: PlanRow, { start, end }: Period): boolean {
  return (from ?? start) <= end && (to ?? end) >= start;
}

/** Rows of one number are changes of one thing. In the order of the numbers, so that the order of rows means nothing. */
function byNo(rows: readonly PlanRow[]): ReadonlyMap<string, readonly PlanRow[]> {
  const groups = new Map<string, PlanRow[]>();
  for (const row of [...rows].sort((a, b) => compareNo(a.no ?? '', b.no ?? ''))) {
    const no = row.no ?? '';
    groups.set(no, [...(groups.get(no) ?? []), row]);
  }
  return groups;
}

/** 2 before 10, and anything that is no number after all numbers. */
function compareNo(a: string, b: string): number {
  const [x, y] = [wholeNumber(a), wholeNumber(b)];
  if (x !== null && y !== null && x !== y) return x < y ? -1 : 1;
  if ((x === null) !== (y === null)) return x === null ? 1 : -1;
  return compareUtf8(a, b);
}

function wholeNumber(text: string): bigint | null {
  return /^\d{1,18}$/.test(text) ? BigInt(text) : null;
}

function fill(
  { name, fields: names, revision }: Member,
  resolved: Resolved | undefined,
  fields: Map<string, Value>,
  items: Map<string, PlannedItem>,
  findings: Diagnostic[],
): void {
  fields.set(names.present, resolved?.item != null);
  if (!resolved) return;
  findings.push(...resolved.findings);
  const { item, target, weight } = resolved;
  if (!item) return;
  items.set(name, item);
  if (target) fields.set(names.target, target);
  if (weight) fields.set(names.weight, weight);
  if (revision !== 'by_segment') return;
  item.segments.forEach(({ row, days }, index) => {
    const segment = names.segments[index];
    if (!segment || row.target === null) return;
    fields.set(segment.target, row.target);
    fields.set(segment.days, Rational.integer(days));
  });
}

/** Whether the ruleset takes anything from plans. */
export function takesPlans({ planned }: Ruleset): boolean {
  return planned.size > 0;
}
