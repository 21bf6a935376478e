import { type Diagnostic, diagnostic, isError } from '../base/diagnostic.ts';
import type { Sources } from '../base/source.ts';
import type { Language } from '../language/vocabulary.ts';
import type { Reject } from '../model/score.ts';
import { Rational } from '../number/rational.ts';
import { parseNumber } from '../number/text.ts';
import { indicatorLines } from '../report/indicator-results.ts';
import { rejectLines, resultLines } from '../report/results.ts';
import { type RunCounts, summaryJson, summaryText } from '../report/summary.ts';
import type { Options } from './arguments.ts';
import { type BulkRun, scoreInBulk } from './bulk/score-in-bulk.ts';
import { type Run, scoreFiles, talk } from './cohort.ts';
import { type Command, Refusal, type Session } from './command.ts';
import { isParquet, isWorkbook, slashes, writeResult } from './files.ts';
import type { Content } from './io.ts';
import { refuseOverwriting } from './overwriting.ts';
import { scoreStored } from './stored/score-stored.ts';

/** `takar score RULESET --data FILE… --period P --out FILE`: one result row an employee; the counts to standard error. */
export const command: Command = async (session, { operands: [operand = ''], options, job }) => {
  const allowed = readAllowed(options);
  refuseOverwriting([operand, ...(job === undefined ? [] : [job])], options, OUTPUTS);
  const inBulk = await scoreInBulk(session, operand, options);
  if (inBulk?.kind === 'broken') {
    talk(session, inBulk.findings, inBulk.sources);
    talk(session, [inBulk.problem], inBulk.sources);
    return 1;
  }
  if (inBulk) return finishBulk(session, inBulk, options, allowed);
  const stored = await scoreStored(session, operand, options);
  if (stored) return finishBulk(session, stored, options, allowed);
  const run = await scoreFiles(session, operand, options);
  if (!run) return 1;
  const { io, texts } = session;
  const { rejected, read, undecided } = run.result.summary;
  // Notes on rejected rows of a group stand in the table of quotas, a column each.
  const remarks = run.result.diagnostics.filter(({ code }) => code !== 'TK802');
  talk(session, remarks, run.sources);
  const tooMany = allowed?.(rejected, read) ?? false;
  // A budget that refuses the run has said so among the findings.
  const stopped = tooMany || run.result.refused;
  if (stopped || !options.has('rejects')) talkRejects(session, run);
  const files = stopped ? [] : await writeAll(session, run, options);
  talkSummary(session, run, files);
  if (tooMany) io.talk(`${texts.report.summary.stopped(String(rejected))}\n`);
  const { paymentsUndecided, ratingsUndecided } = run.result.summary;
  const open = undecided + paymentsUndecided + ratingsUndecided;
  return stopped || rejected > 0 || open > 0 || run.result.diagnostics.some(isError) ? 1 : 0;
};

const OUTPUTS = ['out', 'rejects', 'indicators', 'summary'] as const;

/** Says whether so many rejected rows of so many are too many; undefined where any number is allowed. */
function readAllowed(options: Options): ((rejected: number, read: number) => boolean) | undefined {
  if (options.has('fail-on-reject')) return (rejected) => rejected > 0;
  const text = options.text('max-rejects');
  if (text === undefined) return undefined;
  const limit = parseNumber(text, 'en');
  const isCount = limit?.suffix === '' && limit.value.isInteger;
  if (!limit || limit.value.sign < 0 || (limit.suffix !== '%' && !isCount)) {
    const args = { option: '--max-rejects', found: text, allowed: ['5', '2%', '0.5%'] };
    throw new Refusal([diagnostic('TK908', { kind: 'file', path: '' }, args)]);
  }
  if (isCount) return (rejected) => Rational.integer(rejected).compare(limit.value) > 0;
  return (rejected, read) =>
    Rational.integer(rejected)
      .multiply(Rational.HUNDRED)
      .compare(limit.value.multiply(Rational.integer(read))) > 0;
}

interface Output {
  readonly path: string | undefined;
  readonly lines: Iterable<string>;
  /** The same as a workbook. */
  readonly workbook?: () => Promise<Content>;
  readonly parquet?: () => Promise<Content>;
}

/** Writes what was asked for; returns the files' names. */
async function writeAll(session: Session, run: Run, options: Options): Promise<readonly string[]> {
  const { io, language } = session;
  const { program, result, period } = run;
  const columns = options.oneOf('columns', ['all', 'summary']);
  const form = { language, columns, names: options.has('names') };
  const outputs: readonly Output[] = [
    {
      path: options.required('out'),
      lines: resultLines(program, result.rows, form),
      workbook: async () => (await import('../report/result-workbook.ts')).resultWorkbook(program, result.rows, form),
      parquet: async () => [(await import('../report/result-parquet.ts')).resultParquet(program, result.rows, form)],
    },
    {
      path: options.text('rejects'),
      lines: rejectLines(result.rejects, language, isOfSeveral(run)),
      workbook: () => rejectsAsWorkbook(run, language),
    },
    {
      path: options.text('indicators'),
      lines: indicatorLines(program, result.rows, language),
      workbook: async () =>
        (await import('../report/result-workbook.ts')).indicatorWorkbook(program, result.rows, language),
    },
    { path: options.text('summary'), lines: [`${JSON.stringify(summaryJson(program, period, result), null, 2)}\n`] },
  ];
  const written: string[] = [];
  for (const { path, lines, workbook, parquet } of outputs) {
    if (path === undefined) continue;
    if (parquet && isParquet(path)) await io.write(slashes(path), await parquet(), true);
    else if (workbook && isWorkbook(path)) await io.write(slashes(path), await workbook(), true);
    else await writeResult(io, path, lines, true);
    if (path !== '-') written.push(path);
  }
  return written;
}

/** Of a single workbook a copy with marks, so that the officer mends what is known; otherwise a table. */
async function rejectsAsWorkbook(run: Run, language: Language): Promise<Content> {
  const { result, files } = run;
  const { markedWorkbook, rejectWorkbook } = await import('../report/reject-workbook.ts');
  const [file, second] = files;
  if (!file?.workbook || second) return rejectWorkbook(result.rejects, language, isOfSeveral(run));
  const rejects = result.rejects.map((reject) => inOwnRow(reject, file.path));
  return markedWorkbook(file.workbook.bytes, file.workbook.layout, rejects, language);
}

/** What is the matter with a row of another file, an earlier period's, is written beside the row that needs it. */
function inOwnRow(reject: Reject, path: string): Reject {
  const findings = reject.findings.map((finding): Diagnostic => {
    const { place } = finding;
    const isElsewhere = place.kind === 'cell' && place.cell.path !== path;
    return isElsewhere ? { ...finding, place: { kind: 'cell', cell: { path, row: reject.row } } } : finding;
  });
  return { ...reject, findings };
}

/** Whether rows of more than one file may be spoken of. */
function isOfSeveral({ files, history, program }: Run): boolean {
  return files.length + history.length > 1 || program.ruleset.details.size > 0;
}

/** Enough to see what is the matter; the rejects file has all. */
const MOST_FINDINGS_SHOWN = 20;

function talkRejects(session: Session, { result, sources }: Run): void {
  const findings = result.rejects.flatMap((reject) => reject.findings);
  talkFindings(session, findings, findings.length, sources);
}

function talkFindings(session: Session, first: readonly Diagnostic[], count: number, sources: Sources): void {
  talk(session, first.slice(0, MOST_FINDINGS_SHOWN), sources);
  const more = count - MOST_FINDINGS_SHOWN;
  if (more > 0) session.io.talk(`${session.texts.report.summary.rejectsHint(String(more))}\n\n`);
}

/** The same for a run whose rows were not kept. Its files get their names now or never. */
async function finishBulk(
  session: Session,
  run: BulkRun,
  options: Options,
  allowed: ReturnType<typeof readAllowed>,
): Promise<number> {
  try {
    return await reportBulk(session, run, options, allowed);
  } finally {
    // What has its name by now stays.
    await run.out.abort();
    await run.rejects?.abort();
  }
}

async function reportBulk(
  session: Session,
  { program, period, sources, findings, ofHeader, done, out, rejects }: BulkRun,
  options: Options,
  allowed: ReturnType<typeof readAllowed>,
): Promise<number> {
  const { io, texts } = session;
  const { rejected, read, undecided, paymentsUndecided, ratingsUndecided } = done.summary;
  talk(session, findings, sources);
  talk(session, ofHeader, sources);
  talk(
    session,
    done.diagnostics.filter(({ code }) => code !== 'TK802'),
    sources,
  );
  const tooMany = allowed?.(rejected, read) ?? false;
  // A budget that refuses the run has said so among the findings.
  const stopped = tooMany || done.refused;
  if (stopped || !options.has('rejects')) talkFindings(session, done.findings, done.findingCount, sources);
  const written: string[] = [];
  const outputs = [[out, options.required('out')] as const, [rejects, options.text('rejects')] as const];
  const files = stopped ? [] : outputs.flatMap(([file, path]) => (file && path !== undefined ? [{ file, path }] : []));
  // None gets its name where there is no room for all of them.
  for (const { file } of files) await file.finish();
  for (const { file, path } of files) {
    await file.commit();
    written.push(path);
  }
  const summary = options.text('summary');
  if (summary !== undefined && !stopped) {
    await writeResult(io, summary, [`${JSON.stringify(summaryJson(program, period, done), null, 2)}\n`], true);
    if (summary !== '-') written.push(summary);
  }
  talkSummary(session, { program, period, result: done }, written);
  if (tooMany) io.talk(`${texts.report.summary.stopped(String(rejected))}\n`);
  const open = undecided + paymentsUndecided + ratingsUndecided;
  return stopped || rejected > 0 || open > 0 || done.diagnostics.some(isError) ? 1 : 0;
}

function talkSummary(
  { io, language, texts }: Session,
  { program, period, result }: Pick<Run, 'program' | 'period'> & { readonly result: RunCounts },
  written: readonly string[],
): void {
  io.talk(summaryText(program, period, result, language));
  for (const path of written) io.talk(`${texts.runner.written(path)}\n`);
}
