import type { CsvProblem } from '../../base/codes.ts';
import { type Diagnostic, diagnostic, isError, type Place } from '../../base/diagnostic.ts';
import type { Sources } from '../../base/source.ts';
import { hasWebAssembly } from '../../bulk/bytes/memory.ts';
import { prepare } from '../../bulk/prepare.ts';
import { type BulkDone, type BulkJob, type BulkOutcome, runBulk } from '../../bulk/run.ts';
import { createBinder } from '../../data/bind.ts';
import { type CsvHeader, MOST_CHARACTERS, MOST_COLUMNS, readCsvHeader } from '../../data/csv.ts';
import { planOf } from '../../integers/build.ts';
import type { Plan } from '../../integers/plan.ts';
import type { OptionName } from '../../messages/texts.ts';
import type { Program } from '../../model/program.ts';
import type { Period } from '../../number/calendar.ts';
import { resultColumns } from '../../report/results.ts';
import type { Options } from '../arguments.ts';
import type { Session } from '../command.ts';
import { ENGINES } from '../exports.ts';
import { packedPath, slashes } from '../files.ts';
import type { PackedForm } from '../io.ts';
import { runRules } from '../run-rules.ts';
import type { BulkIo, SeenFile, WaitingFile } from './bulk-io.ts';

/** A run whose results are written, and wait for their names. */
export interface BulkRun {
  readonly kind: 'done';
  readonly program: Program;
  readonly period: Period;
  readonly sources: Sources;
  /** Of the ruleset. */
  readonly findings: readonly Diagnostic[];
  /** Of the header of the data file. */
  readonly ofHeader: readonly Diagnostic[];
  readonly done: BulkDone;
  readonly out: WaitingFile;
  readonly rejects: WaitingFile | null;
}

/** A file that cannot be read from some row on: nothing is scored. */
export interface BrokenRun {
  readonly kind: 'broken';
  readonly sources: Sources;
  /** Of the ruleset. */
  readonly findings: readonly Diagnostic[];
  readonly problem: Diagnostic;
}

/** Options that the bulk engine knows; with any other the run takes the ordinary way. */
export const KNOWN: ReadonlySet<OptionName> = new Set([
  'data',
  'period',
  'out',
  'rejects',
  'summary',
  'locale',
  'columns',
  'fail-on-reject',
  'max-rejects',
  'engine',
  'progress',
  'lang',
]);

/** Smaller files are scored before the engine has made its code. */
const WORTH_WHILE = 1 << 20;
const WORTH_WHILE_PACKED = 1 << 17;

/** What is read of a file to find its header. */
const HEAD = 1 << 20;

/**
 * Scores one CSV file into another without keeping its rows. Undefined where anything about the run is beyond the bulk
 * engine: the ordinary way then gives the same results, or says what is wrong.
 */
export async function scoreInBulk(
  session: Session,
  operand: string,
  options: Options,
): Promise<BulkRun | BrokenRun | undefined> {
  const { io } = session;
  const engine = options.oneOf('engine', ENGINES);
  if ((engine !== 'takar' && engine !== 'columns') || io.bulk === undefined || !options.isWithin(KNOWN))
    return undefined;
  const [data, second] = options.all('data');
  const [out, rejects] = [options.required('out'), options.text('rejects')];
  if (data === undefined || second !== undefined) return undefined;
  const { plain, form } = packedPath(data);
  if (![plain, out, rejects ?? 'none.csv'].every(isCsv)) return undefined;
  if (!hasWebAssembly()) return undefined;
  const bulk = await io.bulk();
  const file = bulk.seen(slashes(data));
  const least = form === undefined ? WORTH_WHILE : WORTH_WHILE_PACKED;
  if (file === undefined || (engine === 'takar' && file.size < least)) return undefined;
  const attempt = new Attempt(session, options, bulk);
  try {
    if (form === undefined) attempt.begin(file.size);
    return await attempt.run({ operand, data, file, out, rejects }, form);
  } finally {
    await bulk.end();
  }
}

/** By its ending; `-` and packed results are beyond this. */
function isCsv(path: string): boolean {
  return path.toLowerCase().endsWith('.csv');
}

interface Files {
  readonly operand: string;
  /** As it was named. */
  readonly data: string;
  /** What is read: the same, or what it was unpacked into. */
  readonly file: SeenFile;
  readonly out: string;
  readonly rejects: string | undefined;
}

/** What is known of a run before its data are read. */
type About = Omit<BulkRun, 'kind' | 'done' | 'out' | 'rejects'>;

class Attempt {
  private readonly session: Session;
  private readonly options: Options;
  private readonly bulk: BulkIo;

  constructor(session: Session, options: Options, bulk: BulkIo) {
    this.session = session;
    this.options = options;
    this.bulk = bulk;
  }

  async run(named: Files, form: PackedForm | undefined): Promise<BulkRun | BrokenRun | undefined> {
    const { session, options } = this;
    const rules = await runRules(session.io, named.operand, options.required('period'));
    if (rules === undefined) return undefined;
    const { program, period } = rules;
    const { plan } = planOf(program, period, 'in_columns');
    if (plan === null) return undefined;
    const about = { ...rules, ofHeader: [] };
    if (form === undefined) return this.score(plan, named, about);
    const file = await this.bulk.unpacked(slashes(named.data), form, slashes(named.out));
    try {
      this.begin(file.size);
      return await this.score(plan, { ...named, file }, about);
    } finally {
      await file.remove();
    }
  }

  private async score(plan: Plan, files: Files, about: About): Promise<BulkRun | BrokenRun | undefined> {
    const { session, options } = this;
    const { program, period } = about;
    const header = await this.header(files);
    if (header === undefined) return undefined;
    const locale = options.oneOf('locale', ['en', 'id']);
    const { value: binder, diagnostics } = createBinder(program.ruleset, header.header, { path: files.data, locale });
    const columns = options.oneOf('columns', ['all', 'summary']);
    const { language } = session;
    const prepared = prepare(plan, {
      period,
      language,
      locale,
      columns,
      header: header.header,
      delimiter: header.delimiter,
    });
    if (prepared === undefined || !binder || diagnostics.some(isError)) return undefined;
    const results = resultColumns(program, { language, columns, names: false });
    const awardColumns = program.awards === null ? 0 : prepared.grantColumns + 2;
    if (results.length - awardColumns !== prepared.spec.cells.length) return undefined;
    const job: Omit<BulkJob, 'out' | 'rejects' | 'spool'> = {
      program,
      plan,
      period,
      path: files.data,
      delimiter: header.delimiter,
      binder,
      columns: results,
      awardColumns,
      prepared,
      language,
      firstLine: header.nextLine,
      hands: this.bulk.hands(files.file, header.bytes),
      report: this.report(),
    };
    return this.write(job, files, { ...about, ofHeader: diagnostics });
  }

  /** Threads start while the rules are read. */
  begin(size: number): void {
    const text = this.session.io.environment.TAKAR_THREADS;
    this.bulk.begin(size, text !== undefined && /^\d{1,2}$/.test(text) ? Number(text) : undefined);
  }

  private report(): ((rows: number) => void) | null {
    const { io, texts } = this.session;
    if (!this.options.has('progress') && !io.talkIsTerminal) return null;
    return (rows) => io.talk(`${texts.runner.rowsRead(String(rows))}\n`);
  }

  /** The header, and where in the file the first row begins. */
  private async header({ file }: Files): Promise<(CsvHeader & { readonly bytes: number }) | undefined> {
    const bytes = await this.bulk.head(file.path, HEAD);
    // A character may be cut in two at the end; the header is not there.
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    const header = readCsvHeader(text);
    if (header === undefined || header.next >= text.length) return undefined;
    const written = text.slice(0, header.next);
    // What is no text may stand in a name that no rule asks for: the ordinary way says what is wrong with the file.
    if (/[\0\uFFFD]/.test(written)) return undefined;
    return { ...header, bytes: new TextEncoder().encode(written).length };
  }

  private async write(
    job: Omit<BulkJob, 'out' | 'rejects' | 'spool'>,
    files: Files,
    about: About,
  ): Promise<BulkRun | BrokenRun | undefined> {
    const out = await this.bulk.result(slashes(files.out));
    const rejects = files.rejects === undefined ? null : await this.bulk.result(slashes(files.rejects));
    if (out === undefined || rejects === undefined) return undefined;
    const spools: { remove(): Promise<void> }[] = [];
    const abort = async () => {
      await out.abort();
      await rejects?.abort();
    };
    const spool = () => {
      const made = this.bulk.spool(slashes(files.out));
      spools.push(made);
      return made;
    };
    try {
      const outcome = await runBulk({ ...job, out, rejects, spool });
      if (outcome.kind === 'done') return { ...about, kind: 'done', done: outcome, out, rejects };
      await abort();
      const finding = outcome.kind === 'broken' ? brokenFinding(outcome, files) : undefined;
      if (finding === undefined) return undefined;
      return { kind: 'broken', sources: about.sources, findings: about.findings, problem: finding };
    } catch (problem) {
      await abort();
      throw problem;
    } finally {
      for (const made of spools) await made.remove();
    }
  }
}

/** Files that the ordinary way reads whole; larger ones are more than one text can hold. */
const READ_WHOLE = 1 << 28;

/** Why the file cannot be read. Undefined where the ordinary way knows better and can have a look. */
function brokenFinding(
  { problem, line }: Extract<BulkOutcome, { kind: 'broken' }>,
  { data, file }: Files,
): Diagnostic | undefined {
  // What is no text anywhere in the file is told before what is wrong with a quote.
  if (file.size <= READ_WHOLE || problem === 'shorter') return undefined;
  const place: Place = { kind: 'cell', cell: { path: data, row: line } };
  if (isCsvProblem(problem)) return diagnostic('TK616', place, { problem });
  if (problem === 'nul' || problem === 'not_text') return diagnostic('TK627', place, { problem: 'not_utf8' });
  if (problem === 'too_wide') return diagnostic('TK623', place, { limit: MOST_COLUMNS, of: 'columns' });
  return diagnostic('TK623', place, { limit: MOST_CHARACTERS, of: 'characters' });
}

function isCsvProblem(problem: string): problem is CsvProblem {
  return problem === 'unclosed_quote' || problem === 'after_quote' || problem === 'lone_quote';
}
