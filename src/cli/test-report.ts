import type { Diagnostic } from '../base/diagnostic.ts';
import type { Sources } from '../base/source.ts';
import type { Coverage } from '../examples/coverage.ts';
import { sayMasked } from '../messages/say.ts';
import { coverageJson, coverageText } from '../report/coverage.ts';
import { findingsAsJson, printFindings } from '../report/findings.ts';
import { findingCase, findingLines, type JunitCase, type JunitSuite } from '../report/junit.ts';
import { Locator } from '../report/places.ts';
import type { ExampleResult } from '../score/examples.ts';
import type { Session } from './command.ts';

/** What came of the examples of one file. */
export interface Tested {
  readonly path: string;
  /** Findings of the ruleset itself where they keep its examples from running. */
  readonly findings: readonly Diagnostic[];
  readonly examples: readonly ExampleResult[];
  /** Where it was asked for. */
  readonly coverage?: Coverage;
  readonly sources: Sources;
}

export function printPretty({ io, language, colourOutput, texts }: Session, tested: readonly Tested[]): void {
  for (const { path, findings, examples, sources, coverage } of tested) {
    const print = (some: readonly Diagnostic[]) =>
      printFindings(some, sources, { format: 'pretty', language, colour: colourOutput });
    if (examples.length > 0) io.output(`${path}\n`);
    for (const example of examples) {
      if (example.findings.length === 0) io.output(`  ${texts.runner.exampleOk(example.name)}\n`);
      else io.output(`  ${texts.runner.exampleFailed(example.name)}\n\n${print(example.findings)}`);
    }
    if (findings.length > 0) io.output(`${print(findings)}${texts.runner.notTested(path)}\n`);
    if (coverage) io.output(`\n${coverageText(path, coverage, sources, language)}`);
  }
}

export function printJson(
  { io, language }: Session,
  tested: readonly Tested[],
  { passed, failed }: { readonly passed: number; readonly failed: number },
  reason: 'findings' | 'examples' | 'limits' | undefined,
): void {
  const files = tested.map(({ path, findings, examples, sources, coverage }) => ({
    file: path,
    findings: findingsAsJson(findings, sources, language),
    examples: examples.map((example) => ({
      name: example.name,
      passed: example.findings.length === 0,
      findings: findingsAsJson(example.findings, sources, language),
    })),
    ...(coverage ? { coverage: coverageJson(path, coverage, sources) } : {}),
  }));
  const result = { schemaVersion: 1, ...(reason === undefined ? {} : { reason }), passed, failed, files };
  io.output(`${JSON.stringify(result, null, 2)}\n`);
}

/** An example is a case; findings that keep the examples of a file from running are cases too. */
export function suiteOf({ language }: Session, { path, findings, examples, sources }: Tested): JunitSuite {
  const locator = new Locator(sources);
  const ofExamples = examples.map(({ name, findings: reasons }): JunitCase => {
    if (reasons.length === 0) return { name };
    const text = reasons.flatMap((reason) => findingLines(reason, locator, language)).join('\n');
    const message = reasons.map((reason) => sayMasked(reason, language).message).join(' ');
    return { name, failure: { type: 'example', message, text } };
  });
  return { name: path, cases: [...findings.map((one) => findingCase(one, locator, { language })), ...ofExamples] };
}
