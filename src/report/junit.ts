import type { Diagnostic } from '../base/diagnostic.ts';
import type { Sources } from '../base/source.ts';
import { sayMasked, texts } from '../messages/say.ts';
import type { PrintFindingsOptions } from './finding-options.ts';
import { Locator } from './places.ts';
import { printableLines } from './width.ts';

/** One case of a JUnit report: failed where `failure` says how, otherwise passed; `note` is said of it all the same. */
export interface JunitCase {
  readonly name: string;
  readonly failure?: { readonly type: string; readonly message: string; readonly text: string };
  readonly note?: string;
}

/** Cases under the file that they are about. */
export interface JunitSuite {
  readonly name: string;
  readonly cases: readonly JunitCase[];
}

/** A report in the form that build servers read. No times and no machine's name: the same bytes on every run. */
export function junitText(suites: readonly JunitSuite[]): string {
  const all = suites.flatMap(({ cases }) => cases);
  const lines = suites.flatMap(({ name, cases }) => [
    `  <testsuite name="${attribute(name)}" ${counts(cases)}>`,
    ...cases.flatMap((one) => caseLines(name, one)),
    '  </testsuite>',
  ]);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="takar" ${counts(all)}>`,
    ...lines,
    '</testsuites>',
    '',
  ].join('\n');
}

function counts(cases: readonly JunitCase[]): string {
  const failures = cases.filter(({ failure }) => failure !== undefined).length;
  return `tests="${cases.length}" failures="${failures}" errors="0"`;
}

function caseLines(suite: string, { name, failure, note }: JunitCase): readonly string[] {
  const head = `    <testcase classname="${attribute(suite)}" name="${attribute(name)}"`;
  if (failure === undefined && note === undefined) return [`${head}/>`];
  const inside = [
    ...(failure === undefined
      ? []
      : [
          `      <failure type="${attribute(failure.type)}" message="${attribute(failure.message)}">${content(failure.text)}</failure>`,
        ]),
    ...(note === undefined ? [] : [`      <system-out>${content(note)}</system-out>`]),
  ];
  return [`${head}>`, ...inside, '    </testcase>'];
}

/**
 * The findings as a report: a suite a file, a case a finding, failed from the fail level on; a file without a finding
 * is one case that passed. The content of cells is left out [G7].
 */
export function junit(findings: readonly Diagnostic[], sources: Sources, options: PrintFindingsOptions): string {
  const locator = new Locator(sources);
  const byFile = new Map<string, JunitCase[]>((options.files ?? []).map((file) => [file, []]));
  for (const finding of findings) {
    const { file } = locator.locate(finding.place);
    const name = file === '' ? 'takar' : file;
    const cases = byFile.get(name) ?? [];
    byFile.set(name, [...cases, findingCase(finding, locator, options)]);
  }
  return junitText(
    [...byFile].map(([name, cases]) => ({ name, cases: cases.length > 0 ? cases : [{ name: 'takar check' }] })),
  );
}

/** One finding as a case. */
export function findingCase(
  finding: Diagnostic,
  locator: Locator,
  { language, failLevel = 'error' }: Pick<PrintFindingsOptions, 'language' | 'failLevel'>,
): JunitCase {
  const { start } = locator.locate(finding.place);
  const name = `${finding.code} ${start.line}:${start.column}`;
  const { message } = sayMasked(finding, language);
  const text = findingLines(finding, locator, language).join('\n');
  const { severity } = finding;
  const fails = severity === 'error' || (severity === 'warning' && failLevel === 'warning');
  return fails ? { name, failure: { type: severity, message, text } } : { name, note: text };
}

/** Place, message, way out and the other places, for a report without pictures of the text. */
export function findingLines(
  finding: Diagnostic,
  locator: Locator,
  language: PrintFindingsOptions['language'],
): readonly string[] {
  const words = texts(language).report;
  const { message, help } = sayMasked(finding, language);
  const where = (place: Diagnostic['place']) => {
    const { file, start } = locator.locate(place);
    return place.kind === 'file' ? file : `${file}:${start.line}:${start.column}`;
  };
  const related = finding.related.map(({ place, role, name }) => `- ${where(place)}: ${words.roles[role](name)}`);
  const head = `${words[finding.severity]} ${finding.code} ${where(finding.place)}`.trim();
  return [head, message, `${words.help}: ${help}`, ...related];
}

function attribute(text: string): string {
  return content(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[\ufffe\uffff]/g;

/** XML knows no control characters but these, not even escaped. */
function content(text: string): string {
  const lines = printableLines(text.replace(LONE_SURROGATE, '\ufffd'));
  return lines.join('\n').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
