import type { StoredJob } from '../../bulk/stored/file.ts';
import { type StoredForm, storedResults } from '../../bulk/stored/result.ts';
import { runStored, type StoredDone } from '../../bulk/stored/run.ts';
import { parquetColumns } from '../../data/parquet-columns.ts';
import { planOf } from '../../integers/build.ts';
import { rejectLines } from '../../report/results.ts';
import type { Options } from '../arguments.ts';
import type { ResultFile } from '../bulk/bulk-io.ts';
import { type BulkRun, KNOWN } from '../bulk/score-in-bulk.ts';
import type { Session } from '../command.ts';
import { ENGINES } from '../exports.ts';
import { isParquet, slashes } from '../files.ts';
import { runRules } from '../run-rules.ts';
import { DatabaseProblem, type OpenDatabase, type ParquetEnd, type StoredIo } from './stored-io.ts';

/** Smaller files are scored before a database has been opened. */
const WORTH_WHILE = 1 << 17;

interface Files {
  readonly operand: string;
  readonly data: string;
  readonly out: string;
  readonly rejects: string | undefined;
}

/**
 * Scores one Parquet file into another, or into CSV, inside DuckDB, where that is installed. Undefined where anything about the run
 * is beyond it: the ordinary way then gives the same results, or says what is wrong.
 */
export async function scoreStored(session: Session, operand: string, options: Options): Promise<BulkRun | undefined> {
  const { io } = session;
  const engine = options.oneOf('engine', ENGINES);
  if ((engine !== 'takar' && engine !== 'duckdb') || io.stored === undefined || !options.isWithin(KNOWN)) {
    return undefined;
  }
  const [data, second] = options.all('data');
  const [out, rejects] = [options.required('out'), options.text('rejects')];
  if (data === undefined || second !== undefined || !isParquet(data) || formOf(out) === undefined) return undefined;
  if (rejects !== undefined && formOf(rejects) !== 'csv') return undefined;
  const stored = await io.stored();
  const end = await stored?.parquetEnd(slashes(data));
  if (stored === undefined || end === undefined || (engine === 'takar' && end.size < WORTH_WHILE)) return undefined;
  return new Attempt(session, options, stored).run({ operand, data, out, rejects }, end);
}

/** By its ending; `-`, workbooks and packed files are beyond this. */
function formOf(path: string): StoredForm | undefined {
  if (isParquet(path)) return 'parquet';
  return path.toLowerCase().endsWith('.csv') ? 'csv' : undefined;
}

class Attempt {
  private readonly session: Session;
  private readonly options: Options;
  private readonly stored: StoredIo;

  constructor(session: Session, options: Options, stored: StoredIo) {
    this.session = session;
    this.options = options;
    this.stored = stored;
  }

  async run(files: Files, end: ParquetEnd): Promise<BulkRun | undefined> {
    const { session, options } = this;
    const rules = await runRules(session.io, files.operand, options.required('period'));
    if (rules === undefined) return undefined;
    const { program, period } = rules;
    const { plan } = planOf(program, period);
    const columns = parquetColumns(end.tail);
    if (plan === null || columns === undefined) return undefined;
    const job: Omit<StoredJob, 'from'> = {
      program,
      plan,
      period,
      path: files.data,
      locale: options.oneOf('locale', ['en', 'id']),
      language: session.language,
      columns: options.oneOf('columns', ['all', 'summary']),
      stored: columns,
    };
    const database = await this.open(files);
    if (database === undefined) return undefined;
    try {
      const scored = await this.score(job, files, database);
      if (scored !== undefined) await this.refuseChanged(end, scored);
      return scored && { kind: 'done', ...rules, ofHeader: [], ...scored };
    } catch (problem) {
      // A file that it cannot read is looked at by the ordinary reader, which says what is the matter with it.
      if (problem instanceof DatabaseProblem) return undefined;
      throw problem;
    } finally {
      await database.close();
    }
  }

  /** Undefined where the database does not come up: the ordinary way needs none. */
  private async open(files: Files): Promise<OpenDatabase | undefined> {
    try {
      return await this.stored.open(slashes(files.out), this.threads());
    } catch (problem) {
      if (problem instanceof DatabaseProblem) return undefined;
      throw problem;
    }
  }

  private async refuseChanged(end: ParquetEnd, { out, rejects }: Pick<BulkRun, 'out' | 'rejects'>): Promise<void> {
    try {
      this.stored.refuseChanged(end);
    } catch (problem) {
      await out.abort();
      await rejects?.abort();
      throw problem;
    }
  }

  /** This thread and further ones. */
  private threads(): number | undefined {
    const text = this.session.io.environment.TAKAR_THREADS;
    return text !== undefined && /^\d{1,2}$/.test(text) ? 1 + Number(text) : undefined;
  }

  private async score(
    job: Omit<StoredJob, 'from'>,
    files: Files,
    database: OpenDatabase,
  ): Promise<Pick<BulkRun, 'done' | 'out' | 'rejects'> | undefined> {
    const from = database.parquet(slashes(files.data));
    if (from === undefined) return undefined;
    const whole = { ...job, from };
    const scored = await runStored(whole, database);
    const form = formOf(files.out);
    const results = scored && form && (await storedResults(whole, database, form));
    if (scored === undefined || form === undefined || results === undefined) return undefined;
    const out = await database.write(results, slashes(files.out), form);
    if (out === undefined) return undefined;
    try {
      const rejects = files.rejects === undefined ? null : await this.rejects(files.rejects, scored, job.language);
      if (rejects !== undefined) return { done: scored.done, out, rejects };
    } catch (problem) {
      await out.abort();
      throw problem;
    }
    await out.abort();
    return undefined;
  }

  private async rejects(
    path: string,
    { rejects }: StoredDone,
    language: Session['language'],
  ): Promise<ResultFile | undefined> {
    const bulk = await this.session.io.bulk?.();
    const file = await bulk?.result(slashes(path));
    if (file === undefined) return undefined;
    try {
      for (const line of rejectLines(rejects, language, false)) await file.write(line);
    } catch (problem) {
      await file.abort();
      throw problem;
    }
    return file;
  }
}
