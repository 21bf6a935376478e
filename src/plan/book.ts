import { type Diagnostic, diagnostic, isError } from '../base/diagnostic.ts';
import { type BoundRow, KEY_SEPARATOR } from '../data/bind.ts';
import { PLAN_COLUMNS, type PlanColumn } from '../language/vocabulary.ts';
import type { LongActual, PlanBook, PlanRow } from '../model/plan.ts';
import type { Ruleset } from '../model/ruleset.ts';
import type { Period } from '../number/calendar.ts';
import { spellingsOf } from './columns.ts';
import { cellsOf, type PlanCells, type PlanSource, type ReadRow, readActual, readPlanRow } from './rows.ts';

/** What a run brings beside its data; several files count as one. */
export interface PlanFiles {
  readonly plans?: readonly PlanSource[];
  readonly actuals?: readonly PlanSource[];
}

export const NO_PLAN: PlanBook = {
  rows: new Map(),
  actuals: new Map(),
  broken: new Map(),
  findings: [],
  hasPlan: false,
  hasActuals: false,
};

/** Reads all rows of work plans and actuals, by the key of the record that they belong to. */
export function planBook(ruleset: Ruleset, { plans = [], actuals = [] }: PlanFiles): PlanBook {
  const draft = new BookDraft();
  const rows = draft.take<PlanRow>(plans, ['indicator', ...wantedOf(ruleset)], (key, cells, { period }) =>
    readPlanRow(ruleset, key, cells, period),
  );
  const long = draft.take<LongActual>(actuals, ['actual'], (key, cells, { period }) => readActual(key, cells, period));
  return {
    rows,
    actuals: long,
    broken: draft.broken,
    findings: draft.findings,
    hasPlan: plans.length > 0,
    hasActuals: actuals.length > 0,
  };
}

/** Actuals of somebody who has no row in the data: nobody would miss them. */
export function unknownActuals(
  { actuals }: PlanBook,
  period: Period,
  known: { has(key: string): boolean },
): readonly Diagnostic[] {
  return [...actuals].flatMap(([key, own]) => {
    const [first] = own.filter((actual) => actual.period === null || actual.period === period.text);
    if (!first || known.has(key)) return [];
    return [diagnostic('TK669', first.place, { key: key.replaceAll(KEY_SEPARATOR, '/') })];
  });
}

/** The columns without which no row of a plan could be read. */
function wantedOf({ indicators }: Ruleset): readonly PlanColumn[] {
  const all = [...indicators.values()].flatMap(({ planned }) => (planned ? [planned] : []));
  const wanted: PlanColumn[] = [];
  if (all.length > 0 && all.every(({ target }) => target)) wanted.push('target');
  if (all.length > 0 && all.every(({ weight }) => weight)) wanted.push('weight');
  return wanted;
}

class BookDraft {
  readonly broken = new Map<string, Diagnostic[]>();
  readonly findings: Diagnostic[] = [];

  take<T>(
    sources: readonly PlanSource[],
    wanted: readonly PlanColumn[],
    read: (key: string, cells: PlanCells, row: BoundRow) => ReadRow<T>,
  ): ReadonlyMap<string, readonly T[]> {
    const byKey = new Map<string, T[]>();
    for (const source of sources) {
      const rows = [...source.rows];
      const absent = this.absentColumns(source, rows, wanted);
      if (absent) continue;
      for (const row of rows) this.takeRow(source, row, read, byKey);
    }
    return byKey;
  }

  private takeRow<T>(
    source: PlanSource,
    row: BoundRow,
    read: (key: string, cells: PlanCells, row: BoundRow) => ReadRow<T>,
    byKey: Map<string, T[]>,
  ): void {
    const { key, findings } = row;
    this.findings.push(...findings.filter((finding) => !isError(finding)));
    const errors = findings.filter(isError);
    if (key === null) {
      this.findings.push(...errors);
      return;
    }
    const outcome: ReadRow<T> = errors.length > 0 ? { findings: errors } : read(key, cellsOf(source, row), row);
    if ('findings' in outcome) push(this.broken, key, outcome.findings);
    else push(byKey, key, [outcome.row]);
  }

  /** A column that no row has anything in is said once, and not at every row. */
  private absentColumns(source: PlanSource, rows: readonly BoundRow[], wanted: readonly PlanColumn[]): boolean {
    if (rows.length === 0) return false;
    const absent = wanted.filter((column) => {
      const spellings = spellingsOf(column);
      return rows.every(({ fields, findings }) => findings.length === 0 && !spellings.some((one) => fields.has(one)));
    });
    for (const column of absent) {
      const args = { column: both(column) };
      this.findings.push(diagnostic('TK666', { kind: 'file', path: source.path }, args));
    }
    return absent.length > 0;
  }
}

function both(column: PlanColumn): string {
  const { id, en } = PLAN_COLUMNS[column];
  return id === en ? id : `${id} / ${en}`;
}

function push<T>(map: Map<string, T[]>, key: string, items: readonly T[]): void {
  const list = map.get(key);
  if (list) list.push(...items);
  else map.set(key, [...items]);
}
