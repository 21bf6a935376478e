import { diagnostic } from '../base/diagnostic.ts';
import { Rational } from '../number/rational.ts';
import { parseNumber } from '../number/text.ts';
import { rejectLines, resultLines } from '../report/results.ts';
import { summaryJson, summaryText } from '../report/summary.ts';
import type { Options } from './arguments.ts';
import { type Run, scoreFiles, talk } from './cohort.ts';
import { type Command, Refusal, type Session } from './command.ts';
import { writeResult } from './files.ts';

/** `takar score RULESET --data FILE… --period P --out FILE`: one result row an employee; the counts to standard error. */
export const command: Command = async (session, { operands: [operand = ''], options }) => {
  const allowed = readAllowed(options);
  const run = await scoreFiles(session, operand, options);
  if (!run) return 1;
  const { io, texts } = session;
  const { rejected, read, undecided } = run.result.summary;
  const stopped = allowed?.(rejected, read) ?? false;
  if (stopped || !options.has('rejects')) talkRejects(session, run);
  if (!stopped) await writeAll(session, run, options);
  talkSummary(session, run, options);
  if (stopped) io.talk(`${texts.report.summary.stopped(String(rejected))}\n`);
  return rejected > 0 || undecided > 0 ? 1 : 0;
};

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

async function writeAll(
  { io, language }: Session,
  { program, result, files, period }: Run,
  options: Options,
): Promise<void> {
  const columns = options.oneOf('columns', ['all', 'summary']);
  const lines = resultLines(program, result.rows, { language, columns, names: options.has('names') });
  await writeResult(io, options.required('out'), lines, true);
  const rejects = options.text('rejects');
  if (rejects !== undefined)
    await writeResult(io, rejects, rejectLines(result.rejects, language, files.length > 1), true);
  const summary = options.text('summary');
  if (summary !== undefined) await writeResult(io, summary, [jsonText(summaryJson(program, period, result))], true);
}

/** Enough to see what is the matter; the rejects file has all. */
const MOST_FINDINGS_SHOWN = 20;

function talkRejects(session: Session, { result, sources }: Run): void {
  const findings = result.rejects.flatMap((reject) => reject.findings);
  talk(session, findings.slice(0, MOST_FINDINGS_SHOWN), sources);
  const more = findings.length - MOST_FINDINGS_SHOWN;
  if (more > 0) session.io.talk(`${session.texts.report.summary.rejectsHint(String(more))}\n\n`);
}

function talkSummary({ io, language, texts }: Session, { program, period, result }: Run, options: Options): void {
  if (options.text('format') === 'json') io.talk(jsonText(summaryJson(program, period, result)));
  else io.talk(summaryText(program, period, result, language));
  for (const name of ['out', 'rejects', 'summary'] as const) {
    const path = options.text(name);
    if (path !== undefined && path !== '-' && options.text('format') !== 'json')
      io.talk(`${texts.runner.written(path)}\n`);
  }
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
