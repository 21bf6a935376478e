import { type Diagnostic, diagnostic, isError } from '../base/diagnostic.ts';
import type { BoundRow } from '../data/bind.ts';
import type { Value } from '../language/core.ts';
import type { LongActual, PlanBook } from '../model/plan.ts';
import type { DataRecord } from '../model/record.ts';
import type { Ruleset } from '../model/ruleset.ts';
import { type Period, parsePeriod } from '../number/calendar.ts';
import { joinActuals } from './actuals.ts';
import { planOf, takesPlans } from './join.ts';

/**
 * The inputs by which rows of data are read where actuals come in long form: any of them may be empty in the wide row,
 * and is asked for once both have come together.
 */
export function inputsBeside(ruleset: Ruleset, { hasActuals }: Pick<PlanBook, 'hasActuals'>): Ruleset {
  return hasActuals ? withoutDemands(ruleset) : ruleset;
}

/** All inputs but the keys optional. */
export function withoutDemands(ruleset: Ruleset): Ruleset {
  const inputs = [...ruleset.inputs].map(
    ([name, input]) => [name, input.key ? input : { ...input, optional: true }] as const,
  );
  return { ...ruleset, inputs: new Map(inputs) };
}

/** Joins what a plan and actuals bring to a row that has been read; rows of other periods by their own period. */
export function joiner(ruleset: Ruleset, book: PlanBook, period: Period): (row: BoundRow) => BoundRow {
  if (!takesPlans(ruleset) && !book.hasActuals) return (row) => row;
  return (row) => {
    const own = row.period === null ? undefined : parsePeriod(row.period);
    return joined(ruleset, book, row, own ?? period, period);
  };
}

function joined(ruleset: Ruleset, book: PlanBook, row: BoundRow, period: Period, span: Period): BoundRow {
  const { record, ...rest } = row;
  const { key, fields: read } = rest;
  if (key === null) return row;
  const isPart = span.start <= period.start && period.end <= span.end;
  const plan = planOf(ruleset, book, key, period, isPart ? span : period);
  const own = (book.actuals.get(key) ?? []).filter((actual) => isOf(actual, period));
  const actuals = joinActuals(ruleset, own, plan.items, read);
  const fields = new Map<string, Value>([...read, ...plan.fields, ...actuals.fields]);
  const demanded = book.hasActuals ? emptyInputs(ruleset, fields, row) : [];
  const findings: readonly Diagnostic[] = [...row.findings, ...plan.findings, ...actuals.findings, ...demanded];
  const whole: BoundRow = { ...rest, findings, fields };
  if (!record || findings.some(isError)) return whole;
  const complete: DataRecord = { ...record, fields, plan: plan.items };
  return { ...whole, record: complete };
}

function isOf({ period }: LongActual, wanted: Period): boolean {
  return period === null || period === wanted.text;
}

/** What the wide row left empty and no actual has filled. */
function emptyInputs(
  { inputs }: Ruleset,
  fields: ReadonlyMap<string, Value>,
  { row, path = '', findings }: BoundRow,
): readonly Diagnostic[] {
  const refused = new Set(findings.map(({ place }) => (place.kind === 'cell' ? place.cell.columnName : undefined)));
  return [...inputs.values()].flatMap(({ name, key, optional, applies, table }) => {
    if (table !== null || key || optional || applies || fields.has(name) || refused.has(name)) return [];
    return [diagnostic('TK606', { kind: 'cell', cell: { path, row, columnName: name } }, {})];
  });
}
