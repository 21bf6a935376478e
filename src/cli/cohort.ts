import { type Diagnostic, diagnostic, isError } from '../base/diagnostic.ts';
import type { Sources } from '../base/source.ts';
import type { BoundRow } from '../data/bind.ts';
import type { PlanBook } from '../model/plan.ts';
import type { Program } from '../model/program.ts';
import type { Ruleset } from '../model/ruleset.ts';
import type { CohortResult } from '../model/score.ts';
import { type Period, parsePeriod } from '../number/calendar.ts';
import { inputsBeside, joiner } from '../plan/bind.ts';
import { printFindings } from '../report/findings.ts';
import { type CohortOptions, scoreCohort } from '../score/engine.ts';
import { ownInputs } from '../score/group-data.ts';
import { runFindings } from '../score/period.ts';
import { scoreCohortInSql } from '../score/sql.ts';
import type { Options } from './arguments.ts';
import { Refusal, type Session } from './command.ts';
import { type DataFile, openData, openMapping } from './data.ts';
import { openDatabase } from './databases.ts';
import { NOTHING_BESIDE, openBeside } from './details.ts';
import { type DatabaseName, ENGINES, isDatabase } from './exports.ts';
import { rulesetPaths } from './files.ts';
import { openGroups } from './group-files.ts';
import { openHistory } from './history.ts';
import { openPlans, type Plans } from './plans.ts';
import { limitRefusal, sqlRefusal } from './sql-refusal.ts';
import { verifyFile } from './verified.ts';

/** A ruleset and a period's data, scored. */
export interface Run {
  readonly program: Program;
  readonly period: Period;
  readonly result: CohortResult;
  readonly sources: Sources;
  readonly files: readonly DataFile[];
  readonly history: readonly DataFile[];
}

/** A verified ruleset with all that the command line names, opened and not yet scored. */
export interface OpenRun extends Omit<Run, 'result'> {
  /** Of the ruleset. */
  readonly path: string;
  readonly rows: () => Iterable<BoundRow>;
  readonly plans: Plans;
  /** What else a run brings. */
  readonly others: Omit<CohortOptions, 'period' | 'plan'>;
}

/**
 * What `score` and `explain` share: verifies the ruleset, opens the data, scores. Undefined where the ruleset or a
 * file as a whole has errors; they are then printed (exit code 1).
 */
export async function scoreFiles(session: Session, operand: string, options: Options): Promise<Run | undefined> {
  const run = await openRun(session, operand, options, inputsBeside);
  if (!run) return undefined;
  const { program, period, sources, files, history, rows, plans, others } = run;
  const engine = options.takes('engine') ? options.oneOf('engine', ENGINES) : 'takar';
  const result = isDatabase(engine)
    ? await scoreInDatabase(
        program,
        run.path,
        [...rows()].map(joiner(program.ruleset, plans.book, period)),
        period,
        engine,
      )
    : await scoreCohort(program, rows(), { period, plan: plans.book, ...others });
  return { program, period, result, sources, files, history };
}

/** Verifies the ruleset and opens all files. `readAs`: the inputs by which the rows of data are read. */
export async function openRun(
  session: Session,
  operand: string,
  options: Options,
  readAs: (ruleset: Ruleset, book: PlanBook) => Ruleset,
): Promise<OpenRun | undefined> {
  const { io } = session;
  const period = readPeriod(options.required('period'));
  const [path = ''] = await rulesetPaths(io, [operand]);
  const { program, findings, sources } = await verifyFile(io, path);
  talk(session, findings, sources);
  if (!program) return undefined;
  const unfit = runFindings(program, period, { kind: 'file', path });
  if (unfit.length > 0) throw new Refusal(unfit);
  const locale = options.oneOf('locale', ['en', 'id']);
  const plans = await openPlans(io, program.ruleset, options, locale);
  const inputs = ownInputs(program.ruleset);
  const mapped = await openMapping(io, inputs, options.text('mapping'));
  const texts: Sources = new Map([...sources, ...mapped.sources]);
  const files: DataFile[] = [];
  const form = { locale, ...(mapped.mapping && { mapping: mapped.mapping }) };
  if (mapped.findings.length === 0) {
    const read = readAs(inputs, plans.book);
    for (const file of options.all('data')) files.push(await openData(io, read, file, form));
  }
  // Commands before the period begins take no details: they are still to come.
  const isToCome = !options.takes('details');
  const beside = isToCome ? NOTHING_BESIDE : await openBeside(io, program.ruleset, options, form, period);
  const history = mapped.findings.length > 0 ? [] : await openHistory(io, inputs, options, form);
  const groups = await openGroups(io, program.ruleset, options, form, isToCome);
  const aboutFiles = [
    ...mapped.findings,
    ...plans.findings,
    ...history.flatMap((file) => file.findings),
    ...groups.findings,
    ...files.flatMap((file) => file.findings),
    ...beside.findings,
  ];
  talk(session, aboutFiles, texts);
  if (aboutFiles.some(isError)) return undefined;

  const shown = options.has('progress') || io.talkIsTerminal;
  const tell = shown ? (count: string) => io.talk(`${session.texts.runner.rowsRead(count)}\n`) : undefined;
  const { details, calendars } = beside;
  const others = { history: allRows(history, undefined), details, calendars, groupData: groups.sources };
  return { program, path, period, sources: texts, files, history, plans, others, rows: () => allRows(files, tell) };
}

async function scoreInDatabase(
  program: Program,
  path: string,
  rows: readonly BoundRow[],
  period: Period,
  engine: DatabaseName,
): Promise<CohortResult> {
  const result = await scoreCohortInSql(program, rows, period, await openDatabase(engine));
  if ('kind' in result)
    throw result.kind === 'beyond_limit' ? limitRefusal(result, engine) : sqlRefusal(result, engine, path);
  return result;
}

export function readPeriod(text: string): Period {
  const period = parsePeriod(text);
  if (period) return period;
  const allowed = ['2026-Q3', '2026-07', '2026-S1', '2026'];
  throw new Refusal([diagnostic('TK908', { kind: 'file', path: '' }, { option: '--period', found: text, allowed })]);
}

const ROWS_BETWEEN_REPORTS = 10_000;

function* allRows(files: readonly DataFile[], report: ((count: string) => void) | undefined): Generator<BoundRow> {
  let count = 0;
  for (const { path, rows } of files) {
    for (const row of rows) {
      yield { ...row, path };
      count++;
      if (report && count % ROWS_BETWEEN_REPORTS === 0) report(String(count));
    }
  }
}

export function talk({ io, language, colourTalk }: Session, findings: readonly Diagnostic[], sources: Sources): void {
  if (findings.length > 0)
    io.talk(printFindings(findings, sources, { format: 'pretty', language, colour: colourTalk }));
}
