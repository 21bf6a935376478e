import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import { MOST_SEGMENTS } from '../check/planned.ts';
import type { PlannedItem, PlanRow, PlanSegment } from '../model/plan.ts';
import type { Planned } from '../model/ruleset.ts';
import { type Days, formatIsoDate, type Period } from '../number/calendar.ts';
import { Rational } from '../number/rational.ts';

/** What the rows of one thing come to within a period; no item where none of them holds. */
export interface Resolved {
  readonly item: PlannedItem | null;
  readonly target: Rational | null;
  readonly weight: Rational | null;
  readonly findings: readonly Diagnostic[];
}

const NOTHING: Resolved = { item: null, target: null, weight: null, findings: [] };

/**
 * The rows of one indicator (or one number of a template) within a period [T2]. Without `revision` and under `latest`
 * the row in force at the period's end counts; `prorate_days` weighs targets and weights by the days on which they
 * hold, out of all days of the period; `by_segment` keeps each stretch, and weighs only the weight.
 */
export function resolve(rows: readonly PlanRow[], { indicator, revision }: Planned, period: Period): Resolved {
  const stretches = stretchesOf(rows, revision !== null);
  const findings = overlaps(stretches, indicator, period);
  if (findings.length > 0) return { ...NOTHING, findings };
  const segments = stretches.flatMap((stretch) => within(stretch, period));
  const last = segments.at(-1);
  if (!last) return NOTHING;
  if (revision === 'by_segment' && segments.length > MOST_SEGMENTS) {
    const args = { indicator, limit: MOST_SEGMENTS, found: segments.length };
    return { ...NOTHING, findings: [diagnostic('TK679', last.row.place, args)] };
  }
  const item: PlannedItem = { row: last.row, segments };
  if (revision === 'prorate_days') {
    const target = weighed(segments, period, (row) => row.target);
    return { item, target, weight: weighed(segments, period, (row) => row.weight), findings };
  }
  if (revision === 'by_segment') {
    const weight = weighed(segments, period, (row) => row.weight);
    return { item, target: last.row.target, weight, findings };
  }
  if (last.end < period.end) return NOTHING;
  return { item, target: last.row.target, weight: last.row.weight, findings };
}

/** The days on which a row holds; ends without a date lie beyond every period. */
interface Stretch {
  readonly row: PlanRow;
  readonly start: Days;
  readonly end: Days;
}

/** In the order of time. With `revised` a row ends at the latest on the day before the next begins. */
function stretchesOf(rows: readonly PlanRow[], revised: boolean): readonly Stretch[] {
  const stretches = rows.map(
    (row): Stretch => ({
      row,
      start: row.from ?? Number.NEGATIVE_INFINITY,
      end: row.to ?? Number.POSITIVE_INFINITY,
    }),
  );
  const sorted = stretches.sort((a, b) => byNumber(a.start, b.start) || byNumber(a.end, b.end));
  if (!revised) return sorted;
  return sorted.map((stretch, index) => {
    const next = sorted.slice(index + 1).find(({ start }) => start > stretch.start);
    return next ? { ...stretch, end: Math.min(stretch.end, next.start - 1) } : stretch;
  });
}

function byNumber(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Days of the period on which two rows hold: one of them is too many. */
function overlaps(stretches: readonly Stretch[], indicator: string, period: Period): readonly Diagnostic[] {
  return stretches.flatMap((stretch, index) => {
    const earlier = stretches.slice(0, index).find((other) => commonDays(other, stretch, period) !== null);
    const common = earlier ? commonDays(earlier, stretch, period) : null;
    if (!earlier || !common) return [];
    const args = { indicator, from: formatIsoDate(common.start), to: formatIsoDate(common.end) };
    const related = [{ place: earlier.row.place, role: 'also_row' } as const];
    return [diagnostic('TK671', stretch.row.place, args, { related })];
  });
}

function commonDays(a: Stretch, b: Stretch, period: Period): { start: Days; end: Days } | null {
  const start = Math.max(a.start, b.start, period.start);
  const end = Math.min(a.end, b.end, period.end);
  return start <= end ? { start, end } : null;
}

function within({ row, start, end }: Stretch, period: Period): readonly PlanSegment[] {
  const first = Math.max(start, period.start);
  const last = Math.min(end, period.end);
  return first <= last ? [{ row, start: first, end: last, days: last - first + 1 }] : [];
}

/** Σ value × days / days of the period: a day without a row brings nothing. */
function weighed(
  segments: readonly PlanSegment[],
  period: Period,
  partOf: (row: PlanRow) => Rational | null,
): Rational | null {
  const whole = Rational.integer(period.end - period.start + 1);
  let sum = Rational.ZERO;
  for (const { row, days } of segments) {
    const value = partOf(row);
    if (value === null) return null;
    sum = sum.add(value.multiply(Rational.integer(days)));
  }
  return sum.divide(whole);
}
