import { type Diagnostic, diagnostic, isError } from '../base/diagnostic.ts';
import type { BoundRow } from '../data/bind.ts';
import { evaluate } from '../exact/evaluate.ts';
import type { NodeId } from '../language/core.ts';
import type { Program } from '../model/program.ts';
import type { Evaluated, Reject, RowPart } from '../model/score.ts';
import { type Period, parsePeriod, periodsWithin } from '../number/calendar.ts';
import { combine, type Kind } from './combine.ts';
import { duplicate, type FiledRow, type Ledger, type Origin } from './ledger.ts';
import { isInForce } from './period.ts';
import { scoreEarly } from './record.ts';
import type { Early } from './stage-row.ts';

/** One record of the run: scored or rejected, with what could be read of it. */
export interface Entry {
  readonly origin: Origin;
  readonly key: string | null;
  readonly scored: Early | Reject;
  /** What could be read, also of a rejected row. */
  readonly fields: BoundRow['fields'];
  /** Findings that do not reject the row. */
  readonly remarks: readonly Diagnostic[];
  /** How many rows it was made of. */
  readonly rows: number;
}

/** The records of a run, in the order in which their keys first stand in the data. */
export function entriesOf(
  program: Program,
  own: readonly FiledRow[],
  ledger: Ledger,
  period: Period,
): readonly Entry[] {
  const { ruleset } = program;
  const parts = periodsWithin(period, ruleset.period).filter((part) => isInForce(ruleset, part));
  if (parts.length === 0 && ruleset.segments === null) return single(program, own, ledger, period);
  const met = new Set<string>();
  return own.flatMap((row): readonly Entry[] => {
    const { key } = row.bound;
    if (parts.length > 0 && row.bound.period === null) return [withoutPeriod(row)];
    if (key === null) return [ofRow(program, row, ledger, period)];
    if (met.has(key)) return [];
    met.add(key);
    const rows = parts.length === 0 ? ledger.rowsOf(key, period) : parts.flatMap((part) => ledger.rowsOf(key, part));
    const scored =
      parts.length === 0 ? ofSegments(program, key, ledger, period) : ofParts(program, key, ledger, period, parts);
    return [withReasons(ofSeveral(row, key, inTime(program, rows), scored), ledger)];
  });
}

/** One row a record; where a key stands twice, all its rows are rejected. */
function single(program: Program, own: readonly FiledRow[], ledger: Ledger, period: Period): readonly Entry[] {
  const byKey = new Map<string, FiledRow[]>();
  for (const row of own) {
    const { key } = row.bound;
    if (key === null) continue;
    const rows = byKey.get(key);
    if (rows) rows.push(row);
    else byKey.set(key, [row]);
  }
  return own.map((row) => {
    const entry = withReasons(ofRow(program, row, ledger, period), ledger);
    return withDuplicates(program, entry, row, row.bound.key === null ? [] : (byKey.get(row.bound.key) ?? []));
  });
}

/** In a longer period every row says which part of it it is for. */
function withoutPeriod({ bound, origin }: FiledRow): Entry {
  const { row, key, fields } = bound;
  const read = bound.findings.filter(isError);
  const lacking = diagnostic('TK606', { kind: 'cell', cell: { ...origin, columnName: 'period' } }, {});
  const findings = read.length > 0 ? read : [lacking];
  return { origin, key, scored: { row, key, findings }, fields, remarks: [], rows: 1 };
}

function ofRow(program: Program, { bound, origin }: FiledRow, ledger: Ledger, period: Period): Entry {
  const { row, key, record, fields, findings } = bound;
  if (findings.some(isError)) return { origin, key, scored: { row, key, findings }, fields, remarks: [], rows: 1 };
  if (record === undefined) throw new Error(`row ${row} has neither a record nor a finding`);
  const scored = scoreEarly(program, evaluate(program, record, ledger.setting(period)), origin.path);
  return { origin, key, scored, fields, remarks: findings, rows: 1 };
}

/** Where a key stands twice in the period, all its rows are rejected: people must say which of them is right. */
function withDuplicates(program: Program, entry: Entry, row: FiledRow, rows: readonly FiledRow[]): Entry {
  const { origin, key, scored } = entry;
  if (key === null || rows.length < 2) return entry;
  const twice = duplicate(program, key, row.origin, rows);
  const findings = 'findings' in scored ? [...scored.findings, twice] : [twice];
  return { ...entry, scored: { row: origin.row, key, findings }, remarks: [] };
}

/** The order in which the rows stand in the data decides nothing: who is rejected is counted where the last row says. */
function inTime({ ruleset: { segments } }: Program, rows: readonly FiledRow[]): readonly FiledRow[] {
  if (segments === null) return rows;
  const from = ({ bound }: FiledRow) => {
    const day = bound.fields.get(segments.from);
    return typeof day === 'number' ? day : Number.NEGATIVE_INFINITY;
  };
  const end = ({ bound }: FiledRow) =>
    bound.period === null ? Number.NEGATIVE_INFINITY : (parsePeriod(bound.period)?.end ?? 0);
  return [...rows].sort((a, b) => compare(end(a), end(b)) || compare(from(a), from(b)));
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

type Outcome = Early | readonly Diagnostic[];

function ofSeveral({ bound, origin }: FiledRow, key: string, rows: readonly FiledRow[], scored: Outcome): Entry {
  const last = rows.at(-1)?.bound ?? bound;
  const remarks = rows.flatMap((one) => one.bound.findings.filter((finding) => !isError(finding)));
  const entry = { origin, key, fields: last.fields, rows: rows.length };
  return 'evaluation' in scored
    ? { ...entry, scored, remarks }
    : { ...entry, scored: { row: origin.row, key, findings: scored }, remarks: [] };
}

/** A period in one row or in several segments [T6]. */
function ofSegments(program: Program, key: string, ledger: Ledger, period: Period): Outcome {
  const of = ledger.ofPeriod(key, period);
  if (of.kind === 'none') throw new Error(`${key} has no row in ${period.text}`);
  if (of.kind === 'unusable') return of.findings;
  const path = ledger.rowsOf(key, period)[0]?.origin.path ?? '';
  const broken = of.parts.length > 1 ? failuresOf(program, of.parts, key, ledger) : [];
  if (broken.length > 0) return broken;
  const scored = scoreEarly(program, of.evaluation, path);
  if ('findings' in scored) return scored.findings;
  return of.parts.length > 1 ? { ...scored, parts: of.parts } : scored;
}

/** A longer period: each of its periods as usual, then actuals and targets taken together, then scored once [T3]. */
function ofParts(program: Program, key: string, ledger: Ledger, period: Period, periods: readonly Period[]): Outcome {
  const found = periods.map((part) => ledger.ofPeriod(key, part));
  const unusable = found.flatMap((of) => (of.kind === 'unusable' ? of.findings : []));
  if (unusable.length > 0) return unusable;
  const parts = found.flatMap((of) => (of.kind === 'usable' ? of.parts : []));
  const origin = periods.flatMap((part) => ledger.rowsOf(key, part)).at(-1)?.origin ?? { path: '', row: 0 };
  const broken = failuresOf(program, parts, key, ledger);
  if (broken.length > 0) return broken;
  const { atLeast, fewer } = program.ruleset.consolidation;
  const count = found.filter(({ kind }) => kind === 'usable').length;
  if (count < atLeast && fewer === 'reject') {
    const args = { found: count, least: atLeast, period: period.text };
    return [diagnostic('TK699', { kind: 'cell', cell: origin }, args)];
  }
  const { record, overrides } = combined(program, parts, 'periods', count < atLeast);
  const scored = scoreEarly(program, evaluate(program, record, { ...ledger.setting(period), overrides }), origin.path);
  return 'findings' in scored ? scored.findings : { ...scored, parts };
}

function combined(program: Program, parts: readonly RowPart[], kind: Kind, isTooFew: boolean) {
  const { record, overrides } = combine(program, parts, kind);
  if (!isTooFew) return { record, overrides };
  const missing = program.scores.map(({ node }): [NodeId, Evaluated] => [node, { kind: 'missing' }]);
  return { record, overrides: new Map([...overrides, ...missing]) };
}

/** What cannot be computed for one of the rows by itself. */
function failuresOf(program: Program, parts: readonly RowPart[], key: string, ledger: Ledger): readonly Diagnostic[] {
  return parts.flatMap(({ period, evaluation }) => {
    const row = ledger.rowsOf(key, period).find(({ bound }) => bound.record === evaluation.record);
    const scored = scoreEarly(program, evaluation, row?.origin.path ?? '');
    return 'findings' in scored ? scored.findings : [];
  });
}

/** Who is rejected for a row of an earlier period is told what is the matter with that row. */
function withReasons(entry: Entry, ledger: Ledger): Entry {
  const { scored, key } = entry;
  if (!('findings' in scored) || key === null) return entry;
  const periods = new Set(
    scored.findings.flatMap(({ code, args }) => (code === 'TK714' && 'period' in args ? [String(args.period)] : [])),
  );
  const reasons = [...periods].flatMap((text) => {
    const period = parsePeriod(text);
    const of = period && ledger.ofPeriod(key, period);
    return of?.kind === 'unusable' ? of.findings : [];
  });
  if (reasons.length === 0) return entry;
  return { ...entry, scored: { ...scored, findings: [...scored.findings, ...reasons] } };
}
