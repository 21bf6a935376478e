import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import type { Sources } from '../base/source.ts';
import type { OptionName } from '../messages/texts.ts';
import { parseJob } from '../syntax/parse-settings.ts';
import type { JobFileAst, JobSettingAst } from '../syntax/read-job.ts';
import { type Arguments, absentFindings } from './arguments.ts';
import { Refusal, type Session } from './command.ts';
import { isOption } from './commands.ts';
import { readText, slashes } from './files.ts';
import type { Io } from './io.ts';
import { pathWithin } from './paths.ts';

/** A job file as the command line would say it; the value is absent where any of it is wrong. */
interface Job {
  readonly path: string;
  readonly value?: { readonly ruleset: string; readonly given: ReadonlyMap<OptionName, readonly string[]> };
  readonly findings: readonly Diagnostic[];
  readonly sources: Sources;
}

/**
 * The arguments with what a job file adds to them [D5]: its ruleset takes the operand's place, and its options hold
 * wherever the command line gives none. Options of other commands are left out.
 */
export async function withJob({ io }: Session, args: Arguments): Promise<Arguments> {
  const { path, value, findings, sources } = await readJob(io, args.operands[0] ?? '');
  if (!value) throw new Refusal(findings, sources);
  const wanted = [...value.given].filter(([name, texts]) => args.options.takes(name) && texts.length > 0);
  const options = args.options.with(new Map(wanted));
  const missing = absentFindings(options);
  if (missing.length > 0) throw new Refusal(missing);
  return { ...args, operands: [value.ruleset], options, job: path };
}

/** What is wrong with a job file itself; the files that it names are not opened. */
export async function checkJob(io: Io, operand: string): Promise<Pick<Job, 'findings' | 'sources'>> {
  return readJob(io, operand);
}

async function readJob(io: Io, operand: string): Promise<Job> {
  const path = slashes(operand);
  const source = { path, text: await readText(io, operand) };
  const sources = new Map([[path, source]]);
  const { value, diagnostics } = parseJob(source);
  if (!value) return { path, findings: diagnostics, sources };
  const paths = new Paths(path);
  const ruleset = paths.path({ path: value.ruleset });
  const given = new Map<OptionName, readonly string[]>();
  for (const setting of value.settings) {
    if (isOption(setting.option)) given.set(setting.option, paths.texts(setting));
    else paths.findings.push(diagnostic('TK905', setting.span, { option: `--${setting.option}` }));
  }
  const { findings } = paths;
  return findings.length > 0 ? { path, findings, sources } : { path, value: { ruleset, given }, findings, sources };
}

/** Paths of a job as the command line would name them. */
class Paths {
  readonly findings: Diagnostic[] = [];
  private readonly job: string;

  constructor(job: string) {
    this.job = job;
  }

  texts({ texts, files = [] }: JobSettingAst): readonly string[] {
    return texts ?? files.map((file) => (file.name === undefined ? '' : `${file.name}=`) + this.path(file));
  }

  /** Seen from the job's folder. A job may not reach where the person who runs it has not pointed. */
  path({ path, sheet }: JobFileAst): string {
    const found = pathWithin(this.job, path.value);
    if (found === undefined) this.findings.push(diagnostic('TK910', path.span, { path: path.value }));
    return (found ?? '') + (sheet === undefined ? '' : `#${sheet}`);
  }
}
