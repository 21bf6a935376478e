import { aboutSensitive, type Diagnostic, diagnostic, type Place, type Related } from '../base/diagnostic.ts';
import type { Value } from '../language/core.ts';
import type { Program, Requirement } from '../model/program.ts';
import type { DataRecord } from '../model/record.ts';
import type { Evaluated } from '../model/score.ts';
import { formatIsoDate } from '../number/calendar.ts';
import { Rational } from '../number/rational.ts';
import { shortestDecimal } from '../number/text.ts';

type Failed = Extract<Evaluated, { kind: 'error' }>;

/** Where findings about a record point: its row, in the file it came from (empty where no file is known). */
export interface RecordPlace {
  readonly path: string;
  readonly row: number;
}

/** Why a record that does not meet a requirement is rejected. */
export function unmetRequirement(
  program: Program,
  { reason, span }: Requirement,
  record: DataRecord,
  at: RecordPlace,
): Diagnostic {
  const related: readonly Related[] = [{ place: { kind: 'text', span }, role: 'expected_here' }];
  switch (reason.kind) {
    case 'check':
      return diagnostic('TK610', cell(at), { message: reason.message, that: reason.that }, { related });
    case 'required_input':
      return diagnostic('TK606', cell(at, reason.input), {}, { related });
    case 'must_be_empty': {
      const text = cellText(record.fields.get(reason.input));
      const finding = diagnostic('TK608', cell(at, reason.input), { text }, { related });
      return program.ruleset.inputs.get(reason.input)?.sensitive ? aboutSensitive(finding) : finding;
    }
    case 'weights':
      return diagnostic('TK705', cell(at), {}, { related });
    case 'no_plan_row':
      return diagnostic('TK665', cell(at), { indicator: reason.indicator }, { related });
    case 'missing_reason':
      return diagnostic('TK684', cell(at, reason.reason), { decision: reason.decision }, { related });
    case 'missing_actual':
      return diagnostic('TK701', cell(at), { indicator: reason.indicator }, { related });
  }
}

/** Why a record of which something cannot be computed is rejected. */
export function failedEvaluation(program: Program, { error, node, at: inRow }: Failed, at: RecordPlace): Diagnostic {
  const origin = program.nodes[node]?.origin;
  const related: readonly Related[] = origin ? [{ place: { kind: 'text', span: origin }, role: 'used_here' }] : [];
  const place = cell(inRow ?? at);
  switch (error.kind) {
    case 'no_row':
      return diagnostic('TK702', place, { table: error.table }, { related });
    case 'no_band':
      return diagnostic('TK703', place, { rating: error.rating }, { related });
    case 'no_indicator':
      return diagnostic('TK704', place, { score: error.score }, { related });
    case 'division_by_zero':
      return diagnostic('TK706', place, {}, { related });
    case 'no_value_in_force':
      return diagnostic('TK707', place, { name: error.name, date: error.date }, { related });
    case 'outside_range':
      return diagnostic('TK708', place, { callee: error.callee, parameter: error.parameter }, { related });
    case 'not_in_lookup':
      return withoutSecret(program, diagnostic('TK709', place, { value: error.value }, { related }));
    case 'unusable_period':
      return diagnostic('TK714', place, { period: error.period }, { related });
    case 'too_large':
      return diagnostic('TK710', place, {}, { related });
    case 'outside_calendar':
      return diagnostic('TK711', place, { calendar: error.calendar, date: error.date }, { related });
    case 'no_details':
      return diagnostic('TK712', place, { details: error.details }, { related });
    case 'no_calendar':
      return diagnostic('TK713', place, { calendar: error.calendar }, { related });
  }
}

/** A value that may have come from any input: not shown where one of them is sensitive. */
function withoutSecret({ ruleset }: Program, finding: Diagnostic): Diagnostic {
  return [...ruleset.inputs.values()].some(({ sensitive }) => sensitive) ? aboutSensitive(finding) : finding;
}

function cell({ path, row }: RecordPlace, columnName?: string): Place {
  return { kind: 'cell', cell: columnName === undefined ? { path, row } : { path, row, columnName } };
}

/** What stood in the cell, as a machine would write it. */
function cellText(value: Value | undefined): string {
  if (value === undefined) throw new Error('a cell that must be empty is empty');
  if (value instanceof Rational) return shortestDecimal(value) ?? value.toString();
  return typeof value === 'number' ? formatIsoDate(value) : String(value);
}
