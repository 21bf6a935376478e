import { aboutSensitive, type Diagnostic, diagnostic, type Place } from '../base/diagnostic.ts';
import { type DetailsTable, placeOf } from '../data/details.ts';
import { type BoundRow, KEY_SEPARATOR } from '../data/row.ts';
import type { Program, Requirement } from '../model/program.ts';
import type { DataRecord, DetailRow } from '../model/record.ts';
import type { DetailsSummary, Evaluation } from '../model/score.ts';
import { type Period, parsePeriod, periodsWithin } from '../number/calendar.ts';
import { failedEvaluation, type RecordPlace, unmetRequirement } from './reasons.ts';

/** Rows of details of a run, by the details' name. */
export type DetailsOfRun = ReadonlyMap<string, DetailsTable>;

/**
 * A record with its rows of details; what is wrong with one of them rejects the record, so that nothing is ever
 * scored on a part of the data. Of a period of which no details were brought the record has none, not no rows.
 */
export function withDetails(
  { ruleset }: Pick<Program, 'ruleset'>,
  record: DataRecord,
  tables: DetailsOfRun,
  period: string,
  at: RecordPlace,
): { readonly record: DataRecord; readonly findings: readonly Diagnostic[] } {
  const details = new Map<string, readonly DetailRow[]>();
  const findings: Diagnostic[] = [];
  const place: Place = placeOf(at.path, at.row);
  for (const { name, maxRows } of ruleset.details.values()) {
    const byKey = tables.get(name)?.byPeriod.get(period);
    if (!byKey) continue;
    const own = byKey.get(record.key) ?? { rows: [], findings: [] };
    details.set(name, own.rows);
    if (own.findings.length > 0) findings.push(diagnostic('TK660', place, { details: name }), ...own.findings);
    if (maxRows !== null && own.rows.length > maxRows) {
      findings.push(diagnostic('TK657', place, { details: name, most: maxRows, found: own.rows.length }));
    }
  }
  return { record: { ...record, details }, findings };
}

/** What rows of a record break of what each row must meet, at the rows themselves. */
export function brokenRows(evaluation: Evaluation): readonly Diagnostic[] {
  const { program, record } = evaluation;
  return [...program.details].flatMap(([name, { requirements }]) => {
    if (requirements.length === 0) return [];
    const rows = record.details?.get(name) ?? [];
    return rows.flatMap((row, index) =>
      requirements.flatMap((requirement) => {
        const outcome = evaluation.inRow(name, index, requirement.node);
        if (outcome.kind === 'error') return [failedEvaluation(program, outcome, row)];
        const isBroken = outcome.kind === 'value' && outcome.value === false;
        if (!isBroken) return [];
        const finding = unmetRequirement(program, requirement, { ...record, fields: row.fields }, row);
        return [isAboutSensitive(program, name, requirement) ? aboutSensitive(finding) : finding];
      }),
    );
  });
}

function isAboutSensitive({ ruleset }: Program, details: string, { reason }: Requirement): boolean {
  return 'input' in reason && ruleset.details.get(details)?.columns.get(reason.input)?.sensitive === true;
}

/** So many rows without an owner are named; the summary counts them all. */
const MOST_NAMED = 1000;

/** Joins rows of details to the records of a run, and knows in the end whose rows nobody was. */
export class RowsOfDetails {
  private readonly program: Program;
  private readonly tables: DetailsOfRun;
  private readonly period: Period;
  /** The periods whose rows must find their record. */
  private readonly own: ReadonlySet<string>;
  /** By period the keys that have come. */
  private readonly met = new Map<string, Set<string>>();

  constructor(program: Program, tables: DetailsOfRun, period: Period) {
    this.program = program;
    this.tables = tables;
    this.period = period;
    const parts = periodsWithin(period, program.ruleset.period).map(({ text }) => text);
    this.own = new Set([period.text, ...parts]);
  }

  join(row: BoundRow): BoundRow {
    const { key, record } = row;
    if (this.program.ruleset.details.size === 0 || key === null) return row;
    const period = row.period === null ? this.period.text : (parsePeriod(row.period)?.text ?? row.period);
    const keys = this.met.get(period) ?? new Set<string>();
    this.met.set(period, keys.add(key));
    if (!record) return row;
    const whole = withDetails(this.program, record, this.tables, period, { path: row.path ?? '', row: row.row });
    if (whole.findings.length === 0) return { ...row, record: whole.record };
    const { record: _, ...rest } = row;
    return { ...rest, findings: [...row.findings, ...whole.findings] };
  }

  /** Rows whose key is that of no record of the run, and the counts of all. */
  result(): { readonly findings: readonly Diagnostic[]; readonly summary: ReadonlyMap<string, DetailsSummary> } {
    const findings: Diagnostic[] = [];
    const summary = new Map<string, DetailsSummary>();
    for (const table of this.tables.values()) {
      findings.push(...table.findings);
      summary.set(table.name, this.count(table, findings));
    }
    return { findings, summary };
  }

  private count({ name, byPeriod, unreadable }: DetailsTable, findings: Diagnostic[]): DetailsSummary {
    const lost = [...unreadable].reduce((sum, [period, count]) => (this.own.has(period) ? sum + count : sum), 0);
    let [used, unowned, otherPeriods] = [0, 0, 0];
    for (const [period, byKey] of byPeriod) {
      const keys = this.met.get(period);
      for (const [key, { rows }] of byKey) {
        if (!this.own.has(period)) otherPeriods += rows.length;
        else if (keys?.has(key)) used += rows.length;
        else {
          const named = rows.slice(0, Math.max(0, MOST_NAMED - unowned));
          unowned += rows.length;
          const args = { key: key.replaceAll(KEY_SEPARATOR, '/'), details: name };
          findings.push(...named.map(({ path, row }) => diagnostic('TK655', placeOf(path, row), args)));
        }
      }
    }
    return { read: used + unowned + lost, used, unowned, unreadable: lost, otherPeriods };
  }
}
