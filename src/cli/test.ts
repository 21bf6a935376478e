import type { Diagnostic } from '../base/diagnostic.ts';
import type { Sources } from '../base/source.ts';
import { sayMasked } from '../messages/say.ts';
import { findingsAsJson, printFindings } from '../report/findings.ts';
import { findingCase, findingLines, type JunitCase, type JunitSuite, junitText } from '../report/junit.ts';
import { Locator } from '../report/places.ts';
import { type ExampleResult, runExamples } from '../score/examples.ts';
import type { Command, Session } from './command.ts';
import { rulesetPaths } from './files.ts';
import { verifyFile } from './verified.ts';

interface Tested {
  readonly path: string;
  /** Findings of the ruleset itself where they keep its examples from running. */
  readonly findings: readonly Diagnostic[];
  readonly examples: readonly ExampleResult[];
  readonly sources: Sources;
}

/** `takar test PATH…`: runs the examples that stand in the rulesets. */
export const command: Command = async (session, { operands, options }) => {
  const tested: Tested[] = [];
  for (const path of await rulesetPaths(session.io, operands)) {
    const { program, findings, sources } = await verifyFile(session.io, path);
    tested.push({ path, sources, findings: program ? [] : findings, examples: program ? runExamples(program) : [] });
  }
  const examples = tested.flatMap((file) => file.examples);
  const failed = examples.filter(({ findings }) => findings.length > 0).length;
  const counts = { files: tested.length, passed: examples.length - failed, failed };
  const broken = tested.some(({ findings }) => findings.length > 0);
  const format = options.text('format');
  if (format === 'json') printJson(session, tested, counts, broken);
  else if (format === 'junit') session.io.output(junitText(tested.map((file) => suiteOf(session, file))));
  else printPretty(session, tested);
  session.io.talk(`${session.texts.runner.tested(counts)}\n`);
  return failed > 0 || broken ? 1 : 0;
};

function printPretty({ io, language, colourOutput, texts }: Session, tested: readonly Tested[]): void {
  for (const { path, findings, examples, sources } of tested) {
    const print = (some: readonly Diagnostic[]) =>
      printFindings(some, sources, { format: 'pretty', language, colour: colourOutput });
    if (examples.length > 0) io.output(`${path}\n`);
    for (const example of examples) {
      if (example.findings.length === 0) io.output(`  ${texts.runner.exampleOk(example.name)}\n`);
      else io.output(`  ${texts.runner.exampleFailed(example.name)}\n\n${print(example.findings)}`);
    }
    if (findings.length > 0) io.output(`${print(findings)}${texts.runner.notTested(path)}\n`);
  }
}

function printJson(
  { io, language }: Session,
  tested: readonly Tested[],
  { passed, failed }: { readonly passed: number; readonly failed: number },
  broken: boolean,
): void {
  const reason = broken ? 'findings' : failed > 0 ? 'examples' : undefined;
  const files = tested.map(({ path, findings, examples, sources }) => ({
    file: path,
    findings: findingsAsJson(findings, sources, language),
    examples: examples.map((example) => ({
      name: example.name,
      passed: example.findings.length === 0,
      findings: findingsAsJson(example.findings, sources, language),
    })),
  }));
  const result = { schemaVersion: 1, ...(reason === undefined ? {} : { reason }), passed, failed, files };
  io.output(`${JSON.stringify(result, null, 2)}\n`);
}

/** An example is a case; findings that keep the examples of a file from running are cases too. */
function suiteOf({ language }: Session, { path, findings, examples, sources }: Tested): JunitSuite {
  const locator = new Locator(sources);
  const ofExamples = examples.map(({ name, findings: reasons }): JunitCase => {
    if (reasons.length === 0) return { name };
    const text = reasons.flatMap((reason) => findingLines(reason, locator, language)).join('\n');
    const message = reasons.map((reason) => sayMasked(reason, language).message).join(' ');
    return { name, failure: { type: 'example', message, text } };
  });
  return { name: path, cases: [...findings.map((one) => findingCase(one, locator, { language })), ...ofExamples] };
}
