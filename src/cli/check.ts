import { type Diagnostic, diagnostic, isError } from '../base/diagnostic.ts';
import { applyFixes } from '../base/edits.ts';
import type { Source } from '../base/source.ts';
import type { Ruleset } from '../model/ruleset.ts';
import { versionFindings } from '../prove/versions.ts';
import { type Baseline, baselineText, newFindings, readBaseline } from '../report/baseline.ts';
import { FINDING_FORMATS, printFindings } from '../report/findings.ts';
import { isJobFile } from './arguments.ts';
import { type Command, Refusal, type Session } from './command.ts';
import { readText, rulesetPaths, slashes } from './files.ts';
import { type Verified, verifyFile } from './verified.ts';

/** `takar check PATH…`: findings to standard output, their number to standard error. */
export const command: Command = async (session, { operands, options }) => {
  const { io, language, colourOutput, texts } = session;
  const paths = await rulesetPaths(io, operands);
  const baseline = await givenBaseline(session, options.text('baseline'));
  if (options.has('fix')) await fixFiles(session, paths);
  const all = await checkAll(session, paths);
  const { sources } = all;
  const findings = baseline ? unknownTo(session, baseline, all) : all.findings;
  const failLevel = options.oneOf('fail-level', FAIL_LEVELS);
  const format = options.oneOf('format', FINDING_FORMATS);
  const form = { format, language, colour: colourOutput, version: io.version, files: paths, failLevel };
  io.output(printFindings(findings, sources, form));
  if (options.has('performance')) await talkPerformance(session, paths);
  const target = options.text('write-baseline');
  if (target !== undefined) return writeBaseline(session, slashes(target), all);
  const errors = findings.filter(isError).length;
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  const fixable = findings.filter(({ fixes }) => fixes.some(({ safe }) => safe)).length;
  io.talk(`${texts.runner.checked({ files: paths.length, errors, warnings, fixable })}\n`);
  const fails = failLevel === 'warning' ? errors + warnings : errors;
  return fails > 0 ? 1 : 0;
};

/** Of rulesets without errors; the others have more urgent things to mend. */
async function talkPerformance({ io, language }: Session, paths: readonly string[]): Promise<void> {
  const { performanceText } = await import('../report/performance.ts');
  for (const path of paths) {
    const { program, sources } = await verifyFile(io, path);
    if (program) io.talk(performanceText(program, sources, language));
  }
}

const FAIL_LEVELS = ['error', 'warning'] as const;

interface GivenBaseline {
  readonly path: string;
  readonly baseline: Baseline;
}

async function givenBaseline({ io }: Session, path: string | undefined): Promise<GivenBaseline | undefined> {
  if (path === undefined) return undefined;
  const baseline = readBaseline(await readText(io, path));
  if (!baseline) throw new Refusal([diagnostic('TK930', { kind: 'file', path: '' }, { path })]);
  return { path, baseline };
}

/** What was there when the baseline was written is neither shown nor counted; how much that is, is said. */
function unknownTo(
  { io, texts }: Session,
  { path, baseline }: GivenBaseline,
  { findings, sources }: Checked,
): readonly Diagnostic[] {
  const { fresh, known, mended } = newFindings(findings, sources, baseline);
  io.talk(`${texts.runner.knownFindings({ known, mended, path })}\n`);
  return fresh;
}

async function writeBaseline({ io, texts }: Session, path: string, { findings, sources }: Checked): Promise<number> {
  await io.write(path, [baselineText(findings, sources)], false);
  io.talk(`${texts.runner.baselineWritten({ findings: findings.length, path })}\n`);
  return 0;
}

interface Checked {
  readonly findings: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, Source>;
}

/** A job file stands for no ruleset of its own. */
type Proven = Pick<Verified, 'findings' | 'sources'> & Partial<Pick<Verified, 'program'>>;

/** A file that several others import is reported once. */
async function checkAll({ io }: Session, paths: readonly string[]): Promise<Checked> {
  const findings = new Map<string, Diagnostic>();
  const sources = new Map<string, Source>();
  const rulesets: Ruleset[] = [];
  for (const path of paths) {
    const verified: Proven = isJobFile(path)
      ? await (await import('./job.ts')).checkJob(io, path)
      : await verifyFile(io, path);
    for (const finding of verified.findings) {
      const { code, place, args } = finding;
      findings.set(JSON.stringify([code, place, args]), finding);
    }
    for (const [name, source] of verified.sources) sources.set(name, source);
    if (verified.program) rulesets.push(verified.program.ruleset);
  }
  // Versions of one ruleset must not be in force on the same day.
  for (const finding of versionFindings(rulesets)) findings.set(JSON.stringify(finding.place), finding);
  return { findings: [...findings.values()], sources };
}

/** One fix can make room for the next, so it goes on until nothing changes; no file is worked on for ever. */
const MOST_ROUNDS = 100;

async function fixFiles(session: Session, paths: readonly string[]): Promise<void> {
  let fixes = 0;
  const files = new Set<string>();
  for (const path of paths) {
    const made = await fixFile(session, path);
    fixes += made;
    if (made > 0) files.add(path);
  }
  if (fixes > 0) session.io.talk(`${session.texts.runner.fixed({ fixes, files: files.size })}\n`);
}

/** The number of fixes made. A text that was there before is a circle of fixes, and ends it. */
async function fixFile({ io }: Session, path: string): Promise<number> {
  const before = new Set<string>();
  let fixes = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { findings, sources } = await verifyFile(io, path);
    const safe = findings.flatMap((finding) => finding.fixes.filter((fix) => fix.safe).slice(0, 1));
    const source = sources.get(path);
    if (!source || safe.length === 0) break;
    before.add(source.text);
    const { text, made } = applyFixes(path, source.text, safe);
    if (before.has(text)) break;
    await io.write(path, [text], false);
    fixes += made;
  }
  return fixes;
}
