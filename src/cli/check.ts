import { type Diagnostic, isError } from '../base/diagnostic.ts';
import { applyFixes } from '../base/edits.ts';
import type { Source } from '../base/source.ts';
import { FINDING_FORMATS, printFindings } from '../report/findings.ts';
import type { Command, Session } from './command.ts';
import { rulesetPaths } from './files.ts';
import { verifyFile } from './verified.ts';

/** `takar check PATH…`: findings to standard output, their number to standard error. */
export const command: Command = async (session, { operands, options }) => {
  const { io, language, colourOutput, texts } = session;
  const paths = await rulesetPaths(io, operands);
  if (options.has('fix')) await fixFiles(session, paths);
  const { findings, sources } = await checkAll(session, paths);
  const format = options.oneOf('format', FINDING_FORMATS);
  io.output(printFindings(findings, sources, { format, language, colour: colourOutput }));
  const errors = findings.filter(isError).length;
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  const fixable = findings.filter(({ fixes }) => fixes.some(({ safe }) => safe)).length;
  io.talk(`${texts.runner.checked({ files: paths.length, errors, warnings, fixable })}\n`);
  const fails = options.text('fail-level') === 'warning' ? errors + warnings : errors;
  return fails > 0 ? 1 : 0;
};

interface Checked {
  readonly findings: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, Source>;
}

/** A file that several others import is reported once. */
async function checkAll({ io }: Session, paths: readonly string[]): Promise<Checked> {
  const findings = new Map<string, Diagnostic>();
  const sources = new Map<string, Source>();
  for (const path of paths) {
    const verified = await verifyFile(io, path);
    for (const finding of verified.findings) {
      const { code, place, args } = finding;
      findings.set(JSON.stringify([code, place, args]), finding);
    }
    for (const [name, source] of verified.sources) sources.set(name, source);
  }
  return { findings: [...findings.values()], sources };
}

/** One fix can make room for the next; a few rounds are enough for any file, and no file is worked on for ever. */
const MOST_ROUNDS = 5;

async function fixFiles({ io, texts }: Session, paths: readonly string[]): Promise<void> {
  let fixes = 0;
  const files = new Set<string>();
  for (const path of paths) {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const { findings, sources } = await verifyFile(io, path);
      const safe = findings.flatMap((finding) => finding.fixes.filter((fix) => fix.safe).slice(0, 1));
      const source = sources.get(path);
      if (!source || safe.length === 0) break;
      const { text, made } = applyFixes(path, source.text, safe);
      if (text === source.text) break;
      await io.write(path, [text], false);
      fixes += made;
      files.add(path);
    }
  }
  if (fixes > 0) io.talk(`${texts.runner.fixed({ fixes, files: files.size })}\n`);
}
