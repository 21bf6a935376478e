import { type SqlExport, toSql } from '../../backends/sql/query.ts';
import { quotedColumn } from '../../backends/sql/stored.ts';
import { type Diagnostic, isError } from '../../base/diagnostic.ts';
import { type BoundRow, KEY_SEPARATOR } from '../../data/bind.ts';
import { isWithin } from '../../integers/columns.ts';
import type { Value } from '../../language/core.ts';
import type { CohortResult, Reject } from '../../model/score.ts';
import { formatIsoDate } from '../../number/calendar.ts';
import { Rational } from '../../number/rational.ts';
import { shortestDecimal } from '../../number/text.ts';
import { scoreCohort } from '../../score/engine.ts';
import { groupFindings, groupSummaries } from '../../score/sql-groups.ts';
import { keyInputs } from '../column-specs.ts';
import type { BulkDone } from '../run.ts';
import { groupColumn, groupInputs, RESULT, StoredCounts } from './counts.ts';
import { Beyond, FILE_ROW, FIRST_ROW, ROW, type StoredDatabase, StoredFile, type StoredJob } from './file.ts';
import { withWords } from './words.ts';

/** A run whose results stand in a table of the database. */
export interface StoredDone {
  readonly done: BulkDone;
  readonly rejects: readonly Reject[];
}

const ODD = 'takar_odd';
const MENDED = 'takar_mended';
const KEYS = 'takar_keys';
const DATA = 'takar_data';

/** Rows that are looked at one by one; a file with more of them takes the ordinary way as a whole. */
const MOST_ODD = 100_000;

/**
 * Scores a file inside a database by the ruleset's own query, none of its rows passing through here but those with
 * anything unusual in them: these are read as every row of a small file is, and what can be scored of them is handed to
 * the query as values. Gives what scoreCohort gives; undefined where anything is beyond that.
 */
export async function runStored(job: StoredJob, database: StoredDatabase): Promise<StoredDone | undefined> {
  try {
    return await new StoredRun(job, database).run();
  } catch (problem) {
    if (problem instanceof Beyond) return undefined;
    throw problem;
  }
}

class StoredRun {
  private readonly job: StoredJob;
  private readonly database: StoredDatabase;
  private readonly query: Extract<SqlExport, { kind: 'query' }>;
  private readonly file: StoredFile;
  private readonly keys: readonly string[];
  private readonly groups: readonly string[];
  private readonly remarks = new Map<number, readonly Diagnostic[]>();

  constructor(job: StoredJob, database: StoredDatabase) {
    const { program, period, columns } = job;
    this.job = job;
    this.database = database;
    this.groups = groupInputs(program);
    const carried = [ROW, ...this.groups.map((_, index) => groupColumn(index))];
    const query = toSql(program, { dialect: 'duckdb', period, table: DATA, columns, carried, checked: ROW });
    if (query.kind !== 'query') throw new Beyond();
    // Names in SQL do not tell capitals from small letters.
    if (new Set(query.columns.map((name) => name.toLowerCase())).size < query.columns.length) throw new Beyond();
    this.query = query;
    const keys = keyInputs(program);
    if (keys.length === 0 || keys.some(({ type }) => type.base.kind !== 'text')) throw new Beyond();
    this.keys = keys.map(({ name }) => name);
    this.file = new StoredFile(job, database, query.source);
  }

  async run(): Promise<StoredDone> {
    const { file, database } = this;
    await file.open();
    const all = await file.odd(MOST_ODD);
    // The first row is looked at whatever it is.
    const first = all.find(({ isPlain, findings }) => isPlain && !findings.some(isError));
    const looked = all.filter((row) => row !== first);
    const odd = looked.filter(({ period }) => period === null || period === this.job.period.text);
    await this.except(looked.map(rowNumber));
    const repeated = await this.repeatedKeys(odd);
    const twins = repeated.size === 0 ? [] : await this.twins(repeated);
    if (twins.length > 0)
      await database.append(
        ODD,
        twins.map((row) => [`${rowNumber(row)}`]),
      );
    const isMended = (row: BoundRow) =>
      row.record !== undefined && !row.findings.some(isError) && !repeated.has(row.record.key);
    const mended = odd.filter(isMended);
    await this.load(mended);
    await database.run(`CREATE TEMP TABLE ${RESULT} AS ${withWords(this.job, this.query)}`);
    const lost = await this.lost(new Map(mended.map((row) => [rowNumber(row), row])));
    const again = [...twins, ...lost].map((row) => (row.row === first?.row ? first : row));
    const rest = [...odd.filter((row) => !isMended(row)), ...again].sort((a, b) => a.row - b.row);
    const isRest = new Set(rest);
    for (const row of [...(first === undefined ? [] : [first]), ...mended]) {
      if (!isRest.has(row)) this.remarks.set(row.row, row.findings);
    }
    return this.finish(rest);
  }

  /** Rows that the file's own query leaves out. */
  private async except(rows: readonly number[]): Promise<void> {
    const { database } = this;
    await database.run(`CREATE TEMP TABLE ${ODD} (row_no BIGINT)`);
    await database.append(
      ODD,
      rows.map((row) => [`${row}`]),
    );
  }

  /** Keys of the run's period that stand more than once, in whatever rows. */
  private async repeatedKeys(odd: readonly BoundRow[]): Promise<ReadonlySet<string>> {
    const { database, file, keys } = this;
    const columns = keys.map((_, index) => `k${index}`);
    await database.run(`CREATE TEMP TABLE ${KEYS} (${columns.map((name) => `${name} VARCHAR`).join(', ')})`);
    const own = odd.flatMap(({ key }) => (key === null ? [] : [key.split(KEY_SEPARATOR)]));
    await database.append(KEYS, own);
    const others = own.length === 0 ? '' : ` UNION ALL SELECT * FROM ${KEYS}`;
    const plain = file.plainRows(ODD, keys, []);
    const list = keys.map((name, index) => `${quotedColumn(name)} AS k${index}`).join(', ');
    const found = await database.rows(
      `SELECT ${columns.join(', ')} FROM (SELECT ${list} FROM (${plain})${others}) GROUP BY ALL HAVING COUNT(*) > 1 LIMIT ${MOST_ODD + 1}`,
    );
    if (found.length > MOST_ODD) throw new Beyond();
    return new Set(found.map((row) => columns.map((name) => row[name] ?? '').join(KEY_SEPARATOR)));
  }

  /** The rows of these keys among those that nothing else is the matter with. */
  private async twins(repeated: ReadonlySet<string>): Promise<readonly BoundRow[]> {
    const { database, file, keys } = this;
    await database.run(`DELETE FROM ${KEYS}`);
    await database.append(
      KEYS,
      [...repeated].map((key) => key.split(KEY_SEPARATOR)),
    );
    const same = keys.map((name, index) => `p.${quotedColumn(name)} = k.k${index}`).join(' AND ');
    const rows = `SELECT p.${ROW} FROM (${file.plainRows(ODD, keys, [])}) p JOIN ${KEYS} k ON ${same}`;
    return file.read(`${FILE_ROW} IN (${rows})`, MOST_ODD);
  }

  /** The table that the query reads: rows of the file, and those that were read one by one. */
  private async load(mended: readonly BoundRow[]): Promise<void> {
    const { database, file, groups, job } = this;
    const { columns } = job.plan;
    for (const { fields } of mended) {
      if (!columns.every((column) => isWithin(column, fields.get(column.input.name)))) throw new Beyond();
      if ([...fields.values()].some((value) => typeof value === 'string' && value.includes('\0'))) throw new Beyond();
    }
    const { source } = this.query;
    const names = source.map(({ name }) => name);
    const list = [...names.map((_, index) => `c${index}`), 'row_no'];
    await database.run(`CREATE TEMP TABLE ${MENDED} (${list.map((name) => `${name} VARCHAR`).join(', ')})`);
    await database.append(
      MENDED,
      mended.map((row) => [...names.map((name) => textOf(row.fields.get(name))), `${rowNumber(row)}`]),
    );
    const casts = source.map(({ name, type }, index) => `CAST(c${index} AS ${type}) AS ${quotedColumn(name)}`);
    const of = (input: string) => `c${names.indexOf(input)}`;
    const ofMended = [
      ...casts,
      `CAST(row_no AS BIGINT) AS ${ROW}`,
      ...groups.map((name, i) => `${of(name)} AS ${groupColumn(i)}`),
    ];
    const ofFile = groups.map((name, index) => `${file.valueOf(name)} AS ${groupColumn(index)}`);
    // Without a union the query is faster by a seventh.
    const others = mended.length === 0 ? '' : ` UNION ALL SELECT ${ofMended.join(', ')} FROM ${MENDED}`;
    await database.run(`CREATE TEMP VIEW ${DATA} AS ${file.plainRows(ODD, names, ofFile)}${others}`);
  }

  /** Rows that the query rejects: what there is to say of them, the ordinary way says. */
  private async lost(mended: ReadonlyMap<number, BoundRow>): Promise<readonly BoundRow[]> {
    const { database, file } = this;
    const rejected = await database.rows(
      `SELECT ${ROW} AS row_no FROM ${RESULT} WHERE row_state = 'rejected' LIMIT ${MOST_ODD + 1}`,
    );
    if (rejected.length > MOST_ODD) throw new Beyond();
    if (rejected.length === 0) return [];
    const numbers = rejected.map((row) => Number(row.row_no));
    const unread = numbers.filter((number) => !mended.has(number));
    const read =
      unread.length === 0
        ? []
        : await file.read(
            `${FILE_ROW} IN (SELECT ${ROW} FROM ${RESULT} WHERE row_state = 'rejected') AND ${FILE_ROW} NOT IN (SELECT CAST(row_no AS BIGINT) FROM ${MENDED})`,
            MOST_ODD,
          );
    return [...read, ...numbers.flatMap((number) => mended.get(number) ?? [])];
  }

  private async finish(rest: readonly BoundRow[]): Promise<StoredDone> {
    const { job, database, file } = this;
    const { program, period } = job;
    const states = await database.rows(`SELECT row_state, COUNT(*) AS rows FROM ${RESULT} GROUP BY ALL`);
    const inState = (state: string) => Number(states.find(({ row_state }) => row_state === state)?.rows ?? 0);
    const [scored, notAssessed] = [inState('scored') + inState('not_assessed'), inState('not_assessed')];
    // A run without a single row is most likely a slip in the period: the ordinary way says which there are.
    if (scored + rest.length === 0) throw new Beyond();
    const said = await scoreCohort(program, rest, { period });
    if (said.rows.length > 0) throw new Error(`the database rejects ${said.rows[0]?.key}, which can be scored`);
    const counts = new StoredCounts(program, database);
    const inGroups = await counts.groups();
    const groups = groupSummaries(program, inGroups, said.groups);
    const { awardCounts, awards, undecided } = await counts.awards();
    const findings = said.rejects.flatMap((reject) => reject.findings);
    return {
      rejects: said.rejects,
      done: {
        kind: 'done',
        summary: {
          ...said.summary,
          read: scored + said.rejects.length,
          scored,
          notAssessed,
          awards,
          undecided,
          otherPeriods: file.otherPeriods,
        },
        groups,
        limits: [],
        budgets: [],
        refused: false,
        diagnostics: [...this.aboutRun(said), ...groupFindings(program, inGroups, groups)],
        awardCounts,
        findings,
        findingCount: findings.length,
      },
    };
  }

  /** That there is no row, and what shares lack, is judged by all rows and not by the rejected ones; remarks come in the order of the rows. */
  private aboutRun({ diagnostics }: CohortResult): readonly Diagnostic[] {
    const remarks = [...this.remarks].sort(([a], [b]) => a - b).flatMap(([, findings]) => findings);
    return [...diagnostics.filter(({ code }) => code !== 'TK802' && code !== 'TK619'), ...remarks];
  }
}

function rowNumber({ row }: BoundRow): number {
  return row - FIRST_ROW;
}

/** A value as text that the database casts into what it was. */
function textOf(value: Value | undefined): string | null {
  if (value === undefined) return null;
  if (value instanceof Rational) {
    const text = shortestDecimal(value);
    if (text === undefined) throw new Beyond();
    return text;
  }
  if (typeof value === 'number') return formatIsoDate(value);
  return String(value);
}
