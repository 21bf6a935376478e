import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import { readCell } from '../data/cell.ts';
import { columnInputs, type DetailsTable, gatherDetails } from '../data/details.ts';
import type { BoundRow } from '../data/row.ts';
import { workCalendar } from '../data/work-calendar.ts';
import type { Value } from '../language/core.ts';
import type { DataRecord } from '../model/record.ts';
import type { Details, Ruleset } from '../model/ruleset.ts';
import { type Days, type Period, parseIsoDate } from '../number/calendar.ts';
import type { WorkCalendar } from '../number/workdays.ts';
import type { DatumAst, GivenAst, ListDatumAst, ListItemAst, Named } from '../syntax/ast.ts';

/** The elements of lists and series that an example gives as one list, each as the input that it is. */
export function elementsGiven({ lists }: Ruleset, example: GivenAst): Named<DatumAst> {
  return example.lists.flatMap(({ name, value: { items } }) => {
    const elements = lists.get(name.value)?.elements ?? [];
    return items.flatMap((item, index) => {
      const element = elements[index];
      if (element === undefined || item.kind !== 'datum') return [];
      return [{ name: { value: element, span: item.datum.span }, value: item.datum }];
    });
  });
}

/** Rows of details and holidays that an example gives. What it does not give is not taken for empty. */
export function readLists(
  ruleset: Ruleset,
  example: GivenAst,
  period: Period,
  record: DataRecord,
): {
  readonly details: ReadonlyMap<string, DetailsTable>;
  readonly calendars: ReadonlyMap<string, WorkCalendar>;
  readonly findings: readonly Diagnostic[];
} {
  const findings: Diagnostic[] = [];
  const details = new Map<string, DetailsTable>();
  const calendars = new Map<string, WorkCalendar>();
  for (const { name, value } of example.lists) {
    const ofDetails = ruleset.details.get(name.value);
    const calendar = ruleset.calendars.get(name.value);
    if (ofDetails) {
      const rows = value.items.map((item, index) => rowOf(ofDetails, item, index + 1, record.key, findings));
      details.set(name.value, gatherDetails(ofDetails, rows, example.span.path, period));
    } else if (calendar) calendars.set(name.value, workCalendar(calendar, daysIn(value, findings)));
  }
  return { details, calendars, findings };
}

function rowOf(details: Details, item: ListItemAst, row: number, key: string, findings: Diagnostic[]): BoundRow {
  const fields = new Map<string, Value>();
  if (item.kind === 'row') {
    for (const column of columnInputs(details.columns)) {
      const cell = item.cells.find(({ name }) => name.value === column.name);
      const { value, finding } = readCell(cell?.value.value ?? '', column, 'en', cell?.value.span ?? item.span);
      if (finding) findings.push(finding);
      else if (value !== undefined) fields.set(column.name, value);
      else if (!column.optional && !column.applies) {
        const place = { kind: 'text', span: column.span } as const;
        const related = [{ place, role: 'declared_here', name: column.name } as const];
        findings.push(diagnostic('TK606', cell?.value.span ?? item.span, {}, { related }));
      }
    }
  }
  return { key, period: null, row, findings: [], fields };
}

function daysIn({ items }: ListDatumAst, findings: Diagnostic[]): readonly Days[] {
  return items.flatMap((item) => {
    if (item.kind !== 'datum') return [];
    const text = item.datum.value ?? '';
    const day = parseIsoDate(text);
    if (day === undefined) findings.push(diagnostic('TK612', item.datum.span, { text }));
    return day ?? [];
  });
}
