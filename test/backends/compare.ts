import type { Program } from '../../src/model/program.ts';
import type { CohortResult, ScoreRow } from '../../src/model/score.ts';
import { parsePeriod } from '../../src/number/calendar.ts';
import { resultColumns } from '../../src/report/results.ts';
import type { SqlRow } from './duckdb.ts';

export function period(text: string) {
  const parsed = parsePeriod(text);
  if (!parsed) throw new Error(text);
  return parsed;
}

/** What the exact engine says, in the query's columns. */
export function expectedRows(program: Program, result: CohortResult): ReadonlyMap<string, SqlRow> {
  const columns = resultColumns(program, { language: 'en', columns: 'all', names: false });
  const cellsOf = (row: ScoreRow) =>
    columns
      .filter(({ name }) => name !== 'award.reason')
      .map(({ name, cell }) => {
        const content = cell(row);
        const text = content.kind === 'empty' ? null : content.kind === 'date' ? String(content.days) : content.text;
        return [name, text] as const;
      });
  return new Map(
    result.rows.map((row) => [
      row.key,
      Object.fromEntries([
        ...cellsOf(row),
        ['row_state', row.state],
        ...(row.award ? [['award.state', row.award.state] as const] : []),
        ...(row.award?.steps ?? []).flatMap((step) => [
          [`${step.tier}.outcome`, step.outcome] as const,
          ...('rank' in step && step.rank !== null ? [[`${step.tier}.rank`, String(step.rank)] as const] : []),
        ]),
      ]),
    ]),
  );
}

/** Numbers by value, everything else by its text. */
export function sameCell(sql: string | null, exact: string | null | undefined): boolean {
  if (sql === null || exact === null || exact === undefined) return sql === (exact ?? null);
  const plain = (text: string) => (/^-?\d+\.\d+$/.test(text) ? text.replace(/0+$/, '').replace(/\.$/, '') : text);
  return plain(sql) === plain(exact);
}

export function differences(sqlRows: readonly SqlRow[], expected: ReadonlyMap<string, SqlRow>, key: string): string[] {
  const found: string[] = [];
  for (const row of sqlRows) {
    const own = expected.get(row[key] ?? '');
    if (row.row_state === 'rejected') {
      if (own) found.push(`${row[key]} is rejected by the query (${row.row_reason}) but scored`);
      continue;
    }
    if (!own) {
      found.push(`${row[key]} is scored by the query but rejected`);
      continue;
    }
    for (const [name, value] of Object.entries(own)) {
      if (!sameCell(row[name] ?? null, value)) found.push(`${row[key]} ${name}: ${row[name]} instead of ${value}`);
    }
  }
  return found;
}
