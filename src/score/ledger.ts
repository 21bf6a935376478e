import { aboutSensitive, type Diagnostic, diagnostic, isError, type Related } from '../base/diagnostic.ts';
import { type BoundRow, KEY_SEPARATOR } from '../data/bind.ts';
import { evaluate } from '../exact/evaluate.ts';
import type { NodeId } from '../language/core.ts';
import type { Program } from '../model/program.ts';
import type { EarlierPeriods, Evaluated, Evaluation, RowPart, Setting } from '../model/score.ts';
import { type Days, formatIsoDate, type Period, parsePeriod } from '../number/calendar.ts';
import { combine } from './combine.ts';
import { isInForce } from './period.ts';
import { checkRequirements } from './record.ts';

/** Where a row stands. */
export interface Origin {
  readonly path: string;
  readonly row: number;
}

export interface FiledRow {
  readonly bound: BoundRow;
  readonly origin: Origin;
}

/** What one key has in one period. */
export type OfPeriod =
  | { readonly kind: 'none' }
  | { readonly kind: 'unusable'; readonly findings: readonly Diagnostic[] }
  /** `parts` has several where the period has segments; the evaluation is of all of them. */
  | { readonly kind: 'usable'; readonly evaluation: Evaluation; readonly parts: readonly RowPart[] };

const NONE: OfPeriod = { kind: 'none' };

/**
 * Rows by key and period, each evaluated when it is first asked for. A row is usable where it could be read and meets
 * the ruleset's requirements; one that is not concerns only those who need it.
 */
export class Ledger implements EarlierPeriods {
  private readonly program: Program;
  private readonly shared: Omit<Setting, 'period'>;
  private readonly rows = new Map<string, Map<string, FiledRow[]>>();
  private readonly memo = new Map<string, Map<string, OfPeriod>>();

  constructor(program: Program, shared: Omit<Setting, 'period' | 'earlier' | 'overrides'> = {}) {
    this.program = program;
    this.shared = { ...shared, earlier: this };
  }

  file(key: string, period: string, row: FiledRow): void {
    const periods = this.rows.get(key) ?? new Map<string, FiledRow[]>();
    this.rows.set(key, periods);
    const rows = periods.get(period);
    if (rows) rows.push(row);
    else periods.set(period, [row]);
  }

  rowsOf(key: string, period: Period): readonly FiledRow[] {
    return this.rows.get(key)?.get(period.text) ?? [];
  }

  setting(period: Period): Setting {
    return { ...this.shared, period };
  }

  /**
   * Periods are worked out from the oldest on, so that a value that reads its own earlier period never goes deep.
   * Before the ruleset was in force there are data, and nothing that it computes.
   */
  value(key: string, period: Period, node: NodeId): Evaluated | undefined {
    for (const earlier of this.unknownBefore(key, period, node)) this.valueIn(key, earlier, node);
    return this.valueIn(key, period, node);
  }

  private valueIn(key: string, period: Period, node: NodeId): Evaluated | undefined {
    const isData = this.program.nodes[node]?.op === 'input';
    if (!isData && !isInForce(this.program.ruleset, period)) return undefined;
    const of = this.ofPeriod(key, period);
    if (of.kind === 'none') return undefined;
    const outcome = of.kind === 'usable' ? of.evaluation.at(node) : undefined;
    if (outcome !== undefined && outcome.kind !== 'error') return outcome;
    return { kind: 'error', error: { kind: 'unusable_period', period: period.text }, node };
  }

  /** Earlier periods of the key in which the node has not been asked for, oldest first. */
  private unknownBefore(key: string, period: Period, node: NodeId): readonly Period[] {
    const known = this.memo.get(key);
    return [...(this.rows.get(key)?.keys() ?? [])]
      .flatMap((text) => parsePeriod(text) ?? [])
      .filter((one) => one.end < period.start)
      .filter((one) => {
        const of = known?.get(one.text);
        return of === undefined || (of.kind === 'usable' && of.evaluation.seen(node) === undefined);
      })
      .sort((a, b) => a.start - b.start);
  }

  ofPeriod(key: string, period: Period): OfPeriod {
    const periods = this.memo.get(key) ?? new Map<string, OfPeriod>();
    this.memo.set(key, periods);
    const known = periods.get(period.text);
    if (known) return known;
    const found = this.work(key, period);
    periods.set(period.text, found);
    return found;
  }

  private work(key: string, period: Period): OfPeriod {
    const rows = this.rowsOf(key, period);
    const [only, second] = rows;
    if (!only) return NONE;
    const unread = rows.flatMap(({ bound }) => bound.findings.filter(isError));
    if (unread.length > 0) return { kind: 'unusable', findings: unread };
    if (second && this.program.ruleset.segments === null)
      return { kind: 'unusable', findings: duplicates(this.program, key, rows) };
    const { parts, findings } = this.stretches(rows, period);
    if (findings.length > 0) return { kind: 'unusable', findings };
    const unmet = parts.flatMap(({ part, origin }) => checkRequirements(part.evaluation, origin));
    if (unmet.length > 0) return { kind: 'unusable', findings: unmet };
    return {
      kind: 'usable',
      ...this.whole(
        parts.map(({ part }) => part),
        period,
      ),
    };
  }

  private whole(parts: readonly RowPart[], period: Period): { evaluation: Evaluation; parts: readonly RowPart[] } {
    const [only, second] = parts;
    if (only && !second) return { evaluation: only.evaluation, parts };
    const { record, overrides } = combine(this.program, parts, 'segments');
    return { evaluation: evaluate(this.program, record, { ...this.setting(period), overrides }), parts };
  }

  /** The rows with their days, in order; they follow each other without a hole and without an overlap [T6]. */
  private stretches(
    rows: readonly FiledRow[],
    period: Period,
  ): { readonly parts: readonly { part: RowPart; origin: Origin }[]; readonly findings: readonly Diagnostic[] } {
    const findings: Diagnostic[] = [];
    const setting = this.setting(period);
    const parts = rows.map(({ bound, origin }) => {
      if (!bound.record) throw new Error(`row ${origin.row} has neither a record nor a finding`);
      const { from, to } = daysOf(this.program, bound.fields, period);
      if (to < from || from < period.start || to > period.end) {
        const args = { from: formatIsoDate(from), to: formatIsoDate(to), period: period.text };
        findings.push(diagnostic('TK697', { kind: 'cell', cell: origin }, args));
      }
      const evaluation = evaluate(this.program, bound.record, setting);
      return { part: { period, from, to, evaluation }, origin };
    });
    parts.sort((a, b) => a.part.from - b.part.from || a.part.to - b.part.to);
    if (findings.length === 0) findings.push(...breaks(parts));
    return { parts, findings };
  }
}

function daysOf(
  { ruleset: { segments } }: Program,
  fields: BoundRow['fields'],
  period: Period,
): { readonly from: Days; readonly to: Days } {
  const day = (name: string | undefined, otherwise: Days): Days => {
    const value = name === undefined ? undefined : fields.get(name);
    return typeof value === 'number' ? value : otherwise;
  };
  return { from: day(segments?.from, period.start), to: day(segments?.to, period.end) };
}

function breaks(parts: readonly { readonly part: RowPart; readonly origin: Origin }[]): readonly Diagnostic[] {
  return parts.flatMap(({ part, origin }, index) => {
    const before = parts[index - 1];
    if (!before) return [];
    const place = { kind: 'cell', cell: origin } as const;
    const related: readonly Related[] = [{ place: { kind: 'cell', cell: before.origin }, role: 'other_row' }];
    const last = before.part;
    if (part.from <= last.to) {
      return [diagnostic('TK695', place, { first: stretch(last), second: stretch(part) }, { related })];
    }
    if (part.from === last.to + 1) return [];
    const args = { after: formatIsoDate(last.to), before: formatIsoDate(part.from) };
    return [diagnostic('TK696', place, args, { related })];
  });
}

function stretch({ from, to }: RowPart): string {
  return `${formatIsoDate(from)} – ${formatIsoDate(to)}`;
}

/** Each row of a duplicated key names the others: a file of one key repeated must not fill the memory. */
const MOST_ROWS_NAMED = 20;

/** Where a key stands twice in a period, people must say which row is right. One finding for each row. */
function duplicates(program: Program, key: string, rows: readonly FiledRow[]): readonly Diagnostic[] {
  return rows.map(({ origin }) => duplicate(program, key, origin, rows));
}

export function duplicate(
  { ruleset }: Program,
  key: string,
  origin: Origin,
  rows: readonly { readonly origin: Origin }[],
): Diagnostic {
  const shown = rows.slice(0, MOST_ROWS_NAMED).map((row) => row.origin);
  const related = shown
    .filter((other) => other !== origin)
    .map((other): Related => ({ place: { kind: 'cell', cell: other }, role: 'other_row' }));
  const args = { key: key.replaceAll(KEY_SEPARATOR, '/'), rows: shown.map(({ row }) => row) };
  const finding = diagnostic('TK609', { kind: 'cell', cell: origin }, args, { related });
  const isSecret = [...ruleset.inputs.values()].some((input) => input.key && input.sensitive);
  return isSecret ? aboutSensitive(finding) : finding;
}
