import { aboutSensitive, type Diagnostic, diagnostic, isError, type Place } from '../base/diagnostic.ts';
import type { BoundRow, WithInputs } from '../data/bind.ts';
import { evaluate } from '../exact/evaluate.ts';
import type { Value } from '../language/core.ts';
import type { Program } from '../model/program.ts';
import type { GroupData, Ruleset } from '../model/ruleset.ts';
import { type Period, parsePeriod } from '../number/calendar.ts';
import { failedEvaluation, unmetRequirement } from './reasons.ts';

/** Rows of a table of groups, read by `groupShape`. */
export interface GroupSource {
  /** Of the table, as the ruleset declares it. */
  readonly name: string;
  /** Of the file, for findings. */
  readonly path: string;
  readonly rows: Iterable<BoundRow>;
}

/** A ruleset by which records are read: without the columns of tables of groups. */
export function ownInputs(ruleset: Ruleset): Ruleset {
  if (ruleset.groupData.size === 0) return ruleset;
  return { ...ruleset, inputs: new Map([...ruleset.inputs].filter(([, { table }]) => table === null)) };
}

/** By what the rows of a table of groups are read: its key, then its columns. */
export function groupShape(ruleset: Ruleset, name: string): WithInputs {
  const table = ruleset.groupData.get(name);
  const key = table && ruleset.inputs.get(table.key);
  if (!table || !key) throw new Error(`no table of groups ${name}`);
  const columns = table.inputs.flatMap((column) => ruleset.inputs.get(column) ?? []);
  // In a table that may lack rows the row that is there is whole.
  const own = columns.map((input) =>
    table.optional ? { ...input, optional: input.type.presence === 'optional' } : input,
  );
  return { inputs: new Map([{ ...key, key: true }, ...own].map((input) => [input.name, input])) };
}

/** One row of a table of groups: usable, or refused with its reasons told elsewhere. */
interface GroupRow {
  readonly origin: { readonly path: string; readonly row: number };
  readonly fields: ReadonlyMap<string, Value> | null;
  used: boolean;
}

/** All tables of groups of a run. Joins to each record what its groups' rows say. */
export class GroupBook {
  private readonly ruleset: Ruleset;
  private readonly period: Period;
  private readonly rows = new Map<string, GroupRow>();
  private readonly found: Diagnostic[] = [];

  constructor(program: Program, sources: readonly GroupSource[], period: Period) {
    this.ruleset = program.ruleset;
    this.period = period;
    for (const source of sources) this.take(program, source);
  }

  /** Findings on rows of the tables; once all records have been joined, also what was used by nobody. */
  findings(): readonly Diagnostic[] {
    const unused = [...this.ruleset.groupData.keys()].flatMap((table) => {
      const idle = [...this.rows].filter(
        ([id, row]) => id.startsWith(`${table}\n`) && row.fields !== null && !row.used,
      );
      const [first] = idle;
      if (!first) return [];
      const place: Place = { kind: 'cell', cell: first[1].origin };
      return [diagnostic('TK683', place, { table, count: idle.length })];
    });
    return [...this.found, ...unused];
  }

  /** The record with the columns of its groups; rejected where a group has no row, or one that was refused. */
  join = (bound: BoundRow): BoundRow => {
    const fields = new Map(bound.fields);
    const findings = [...bound.findings];
    for (const table of this.ruleset.groupData.values()) this.joinTable(table, bound, fields, findings);
    const { record, ...rest } = bound;
    const joined = { ...rest, fields, findings };
    return record === undefined || findings.some(isError) ? joined : { ...joined, record: { ...record, fields } };
  };

  private joinTable(table: GroupData, bound: BoundRow, fields: Map<string, Value>, findings: Diagnostic[]): void {
    const group = bound.fields.get(table.key);
    // A row that does not say its group is rejected for that already.
    if (group === undefined) return;
    const period = (bound.period === null ? undefined : parsePeriod(bound.period)) ?? this.period;
    const row = this.rows.get(idOf(table.name, period.text, group)) ?? this.rows.get(idOf(table.name, '', group));
    if (row) row.used = true;
    if (row?.fields) {
      for (const name of table.inputs) {
        const value = row.fields.get(name);
        if (value !== undefined) fields.set(name, value);
      }
      return;
    }
    if (!row && table.optional) return;
    const place: Place = {
      kind: 'cell',
      cell: { path: bound.path ?? '', row: bound.row, columnName: table.key },
    };
    const args = { table: table.name, group: String(group) };
    const finding = row ? diagnostic('TK682', place, args) : diagnostic('TK680', place, args);
    findings.push(this.ruleset.inputs.get(table.key)?.sensitive ? aboutSensitive(finding) : finding);
  }

  private take(program: Program, { name, path, rows }: GroupSource): void {
    const twice = new Map<string, number[]>();
    const key = this.ruleset.groupData.get(name)?.key ?? '';
    for (const bound of rows) {
      const group = bound.fields.get(key);
      this.found.push(...bound.findings);
      if (group === undefined) continue;
      const id = idOf(name, bound.period ?? '', group);
      const origin = { path, row: bound.row };
      const known = this.rows.get(id);
      if (known) {
        const listed = twice.get(id) ?? [known.origin.row];
        twice.set(id, [...listed, bound.row]);
        this.rows.set(id, { origin: known.origin, fields: null, used: false });
        continue;
      }
      const isWhole = bound.record !== undefined && this.meetsChecks(program, name, bound, path);
      this.rows.set(id, { origin, fields: isWhole ? bound.fields : null, used: false });
    }
    for (const [id, listed] of twice) {
      const group = id.split('\n').slice(2).join('\n');
      const place: Place = { kind: 'cell', cell: { path, row: listed.at(-1) ?? 0, columnName: key } };
      this.found.push(diagnostic('TK681', place, { table: name, group, rows: listed.slice(0, MOST_ROWS_NAMED) }));
    }
  }

  private meetsChecks(program: Program, name: string, { record }: BoundRow, path: string): boolean {
    const requirements = program.groupData.find((table) => table.name === name)?.requirements ?? [];
    if (record === undefined || requirements.length === 0) return true;
    const evaluation = evaluate(program, record, { period: this.period });
    const at = { path, row: record.row };
    const broken = requirements.flatMap((requirement) => {
      const outcome = evaluation.at(requirement.node);
      if (outcome.kind === 'error') return [failedEvaluation(program, outcome, at)];
      const fails = outcome.kind === 'value' && outcome.value === false;
      return fails ? [unmetRequirement(program, requirement, record, at)] : [];
    });
    this.found.push(...broken);
    return broken.length === 0;
  }
}

/** Rows with the columns of their groups; as they are where no table of groups was brought yet. */
export function groupJoined(
  program: Program,
  rows: Iterable<BoundRow>,
  sources: readonly GroupSource[],
  period: Period,
): readonly BoundRow[] {
  if (sources.length === 0) return [...rows];
  const groups = new GroupBook(program, sources, period);
  return [...rows].map(groups.join);
}

const MOST_ROWS_NAMED = 20;

function idOf(table: string, period: string, group: Value): string {
  return `${table}\n${period}\n${String(group)}`;
}
