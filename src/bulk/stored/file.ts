import { literal } from '../../backends/sql/dialect.ts';
import type { SourceColumn } from '../../backends/sql/source.ts';
import {
  isLiteral,
  isTypeOf,
  quotedColumn,
  type StoredReading,
  storedReading,
  storedText,
} from '../../backends/sql/stored.ts';
import { type BoundRow, createObjectBinder, type ObjectBinder } from '../../data/bind.ts';
import { wantedColumns } from '../../data/mapping.ts';
import { type StoredColumn, storedValue } from '../../data/parquet-columns.ts';
import { matchName, PERIOD } from '../../data/row.ts';
import type { Plan } from '../../integers/plan.ts';
import type { Language } from '../../language/vocabulary.ts';
import type { Program } from '../../model/program.ts';
import { type Period, parsePeriod } from '../../number/calendar.ts';
import type { Locale } from '../../number/text.ts';
import type { SqlRow } from '../../score/sql.ts';

/** A run over a file that a database reads itself. */
export interface StoredJob {
  readonly program: Program;
  readonly plan: Plan;
  readonly period: Period;
  /** Of the file, for findings. */
  readonly path: string;
  readonly locale: Locale;
  readonly language: Language;
  readonly columns: 'all' | 'summary';
  /** All columns of the file. */
  readonly stored: readonly StoredColumn[];
  /** The file as a table in SQL, with the number of each row, from 0, as `file_row_number`. */
  readonly from: string;
}

/** An empty database that can read the file. */
export interface StoredDatabase {
  run(statement: string): Promise<void>;
  rows(query: string): Promise<readonly SqlRow[]>;
  /** Undefined where there are more. Faster than with a limit in the query, which one thread alone would heed. */
  rowsUpTo(most: number, query: string): Promise<readonly SqlRow[] | undefined>;
  /** Fills a table of texts. */
  append(table: string, rows: Iterable<readonly (string | null)[]>): Promise<void>;
}

/** Something that only the ordinary way knows. */
export class Beyond extends Error {}

/** A row as the ordinary reader has it. */
export type StoredRow = BoundRow & {
  /** Whether there is nothing unusual about it: the query may read it from the file. */
  readonly isPlain: boolean;
};

/** The number of a row in the file. */
export const FILE_ROW = 'file_row_number';
/** Names of ours begin so; no column of data may. */
const OURS = /^takar_/;
/** More different texts than this are no periods. */
const MOST_PERIODS = 1000;

/** The file by the inputs of the ruleset: what can be scored as it stands, and rows read one by one. */
export class StoredFile {
  private readonly job: StoredJob;
  private readonly database: StoredDatabase;
  private readonly binder: ObjectBinder;
  private readonly unwanted: Readonly<Record<string, null>>;
  /** By input, or {@link PERIOD}. */
  private readonly wanted: ReadonlyMap<string, StoredColumn>;
  private readonly readings: ReadonlyMap<string, StoredReading>;
  /** True for rows of the run's period, and of another one. */
  private own = 'TRUE';
  private other = 'FALSE';
  otherPeriods = 0;

  constructor(job: StoredJob, database: StoredDatabase, source: readonly SourceColumn[]) {
    const { program, plan, locale, stored, path } = job;
    this.job = job;
    this.database = database;
    refuseNames(plan, stored);
    const names = wantedColumns(program.ruleset, undefined);
    const wanted = new Map<string, StoredColumn>();
    for (const column of stored) {
      const input = matchName(column.name, names);
      if (input === undefined) continue;
      // A column that stands twice is refused by the ordinary reader, with a finding.
      if (wanted.has(input)) throw new Beyond();
      wanted.set(input, column);
    }
    this.wanted = wanted;
    this.binder = createObjectBinder(program.ruleset, { path, locale });
    this.unwanted = Object.fromEntries(
      stored.filter(({ name }) => matchName(name, names) === undefined).map(({ name }) => [name, null]),
    );
    this.readings = new Map(
      plan.columns.map((column): [string, StoredReading] => {
        const type = source.find(({ name }) => name === column.input.name)?.type;
        if (type === undefined) throw new Beyond();
        return [column.input.name, storedReading(column, type, wanted.get(column.input.name), locale)];
      }),
    );
  }

  /** Whether the database takes the columns for what they are, and which periods there are. */
  async open(): Promise<void> {
    const described = await this.database.rows(`DESCRIBE SELECT * FROM ${this.job.from}`);
    const types = new Map(described.map((row) => [row.column_name, row.column_type ?? '']));
    for (const column of this.wanted.values()) {
      if (!isTypeOf(column, types.get(column.name) ?? '')) throw new Beyond();
    }
    const period = this.wanted.get(PERIOD);
    if (period !== undefined) await this.sortPeriods(period);
  }

  private async sortPeriods(column: StoredColumn): Promise<void> {
    if (column.kind !== 'text' && column.kind !== 'integer') throw new Beyond();
    const text = storedText(column);
    const query = `SELECT ${text} AS text, COUNT(*) AS rows FROM ${this.job.from} GROUP BY ALL LIMIT ${MOST_PERIODS + 1}`;
    const found = await this.database.rows(query);
    if (found.length > MOST_PERIODS) throw new Beyond();
    const own: string[] = [];
    const other: string[] = [];
    for (const row of found) {
      const period = row.text === null || row.text === undefined ? undefined : parsePeriod(row.text);
      if (period === undefined || !isLiteral(row.text ?? '')) continue;
      if (period.text === this.job.period.text) own.push(row.text ?? '');
      else {
        other.push(row.text ?? '');
        this.otherPeriods += Number(row.rows);
      }
    }
    const among = (texts: readonly string[]) =>
      texts.length === 0 ? 'FALSE' : `COALESCE(${text} IN (${texts.map(literal).join(', ')}), FALSE)`;
    [this.own, this.other] = [among(own), among(other)];
  }

  /** Rows that need a look: anything unusual in them, and the first, at which columns that nobody wants are named. */
  odd(most: number): Promise<readonly StoredRow[]> {
    const plain = [...this.readings.values()].map((reading) => `(${reading.plain})`);
    const all = [this.own, ...plain].join('\n      AND ');
    return this.read(`${FILE_ROW} = 0 OR (NOT ${this.other} AND (${all}) IS NOT TRUE)`, most, all);
  }

  /** Rows of the file as the ordinary reader has them, in their order. `plain` is true where nothing about one is unusual. */
  async read(where: string, most: number, plain = 'FALSE'): Promise<readonly StoredRow[]> {
    const columns = [...this.wanted.values()];
    const texts = columns.map((column, index) => `${storedText(column)} AS c${index}`);
    const list = [`${FILE_ROW} AS row_no`, `(${plain}) IS TRUE AS is_plain`, ...texts].join(', ');
    const rows = await this.database.rowsUpTo(most, `SELECT ${list} FROM ${this.job.from} WHERE ${where}`);
    if (rows === undefined) throw new Beyond();
    return rows
      .map((row) => ({ row, number: Number(row.row_no) }))
      .sort((a, b) => a.number - b.number)
      .map(({ row, number }) => {
        const cells = columns.map((column, index) => [column.name, storedValue(column, row[`c${index}`] ?? null)]);
        // The header is counted as row 1.
        const bound = this.binder.bind({ ...this.unwanted, ...Object.fromEntries(cells) }, number + FIRST_ROW);
        return { ...bound, path: this.job.path, isPlain: row.is_plain === 'true' };
      });
  }

  /** The rows of the run's period but for those that stand in a table `except` of row numbers, as a query. */
  plainRows(except: string, columns: readonly string[], more: readonly string[]): string {
    const list = [
      ...columns.map((name) => `${this.valueOf(name)} AS ${quotedColumn(name)}`),
      `${FILE_ROW} AS ${ROW}`,
      ...more,
    ];
    return `SELECT ${list.join(', ')} FROM ${this.job.from} WHERE ${this.own} AND ${FILE_ROW} NOT IN (SELECT row_no FROM ${except})`;
  }

  valueOf(input: string): string {
    const reading = this.readings.get(input);
    if (reading === undefined) throw new RangeError(`no input ${input}`);
    return reading.value;
  }
}

/** What the query carries along to number the rows of the file. */
export const ROW = 'takar_row';
export const FIRST_ROW = 2;

/** Names in SQL do not tell capitals from small letters. */
function refuseNames({ columns }: Plan, stored: readonly StoredColumn[]): void {
  const seen = new Set<string>([FILE_ROW]);
  for (const { name } of stored) {
    const small = name.toLowerCase();
    if (seen.has(small)) throw new Beyond();
    seen.add(small);
  }
  if (columns.some(({ input: { name } }) => OURS.test(name))) throw new Beyond();
}
