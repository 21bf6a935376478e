import { diagnostic } from '../base/diagnostic.ts';
import { coverageOf } from '../examples/coverage.ts';
import { Rational } from '../number/rational.ts';
import { parseNumber } from '../number/text.ts';
import { junitText } from '../report/junit.ts';
import { runExamples } from '../score/group-examples.ts';
import { type Command, Refusal, type Session } from './command.ts';
import { rulesetPaths } from './files.ts';
import { generate } from './generate-examples.ts';
import { printJson, printPretty, suiteOf, type Tested } from './test-report.ts';
import { verifyFile } from './verified.ts';

/**
 * `takar test PATH…`: runs the examples that stand in the rulesets; with `--coverage` it also says what they do not
 * exercise, and with `--threshold N` that has to be at least N percent, in all files together. With `--generate` it
 * makes examples instead.
 */
export const command: Command = async (session, args) => {
  const { operands, options } = args;
  if (options.has('generate')) return generate(session, args);
  const threshold = thresholdOf(options.text('threshold'));
  const wantsCoverage = options.has('coverage') || threshold !== undefined;
  const tested: Tested[] = [];
  for (const path of await rulesetPaths(session.io, operands)) {
    const { program, findings, sources } = await verifyFile(session.io, path);
    if (!program) tested.push({ path, sources, findings, examples: [] });
    else {
      const coverage = wantsCoverage ? { coverage: coverageOf(program) } : {};
      tested.push({ path, sources, findings: [], examples: runExamples(program), ...coverage });
    }
  }
  const examples = tested.flatMap((file) => file.examples);
  const failed = examples.filter(({ findings }) => findings.length > 0).length;
  const counts = { files: tested.length, passed: examples.length - failed, failed };
  const isBroken = tested.some(({ findings }) => findings.length > 0);
  const isBelow = threshold !== undefined && isBelowThreshold(tested, threshold);
  const reason = isBroken ? 'findings' : failed > 0 ? 'examples' : isBelow ? 'limits' : undefined;
  const format = options.text('format');
  if (format === 'json') printJson(session, tested, counts, reason);
  else if (format === 'junit') session.io.output(junitText(tested.map((file) => suiteOf(session, file))));
  else printPretty(session, tested);
  session.io.talk(`${session.texts.runner.tested(counts)}\n`);
  if (isBelow) talkBelow(session, tested, threshold);
  return reason === undefined ? 0 : 1;
};

/** A percentage from 0 to 100. */
function thresholdOf(text: string | undefined): Rational | undefined {
  if (text === undefined) return undefined;
  const { value, suffix } = parseNumber(text, 'en') ?? {};
  if (value && (suffix === '' || suffix === '%') && value.sign >= 0 && value.compare(Rational.HUNDRED) <= 0)
    return value;
  const args = { option: '--threshold', found: text, allowed: ['80', '92.5', '100'] };
  throw new Refusal([diagnostic('TK908', { kind: 'file', path: '' }, args)]);
}

function together(tested: readonly Tested[]): { readonly exercised: number; readonly total: number } {
  const all = tested.flatMap(({ coverage }) => coverage ?? []);
  const sum = (of: 'exercised' | 'total') => all.reduce((so, coverage) => so + coverage[of], 0);
  return { exercised: sum('exercised'), total: sum('total') };
}

/** Compared as it is, not as it is printed. */
function isBelowThreshold(tested: readonly Tested[], threshold: Rational): boolean {
  const { exercised, total } = together(tested);
  return Rational.integer(exercised * 100).compare(threshold.multiply(Rational.integer(total))) < 0;
}

function talkBelow({ io, texts }: Session, tested: readonly Tested[], threshold: Rational): void {
  const { exercised, total } = together(tested);
  const percent = Math.floor((exercised * 100) / total);
  io.talk(`${texts.report.coverage.below({ percent, threshold: threshold.toString() })}\n`);
}
