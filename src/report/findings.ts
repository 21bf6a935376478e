import type { Severity } from '../base/codes.ts';
import { columnLetters } from '../base/columns.ts';
import { type Diagnostic, inReadingOrder, type Place, type Related } from '../base/diagnostic.ts';
import type { Sources } from '../base/source.ts';
import type { Language } from '../language/vocabulary.ts';
import { say, sayMasked, texts } from '../messages/say.ts';
import type { FindingFormat, PrintFindingsOptions } from './finding-options.ts';
import { junit } from './junit.ts';
import { Locator } from './places.ts';
import { sarif } from './sarif.ts';
import { snippet } from './snippet.ts';
import { printable, printableLines } from './width.ts';

export { FINDING_FORMATS, type FindingFormat, type PrintFindingsOptions } from './finding-options.ts';

/**
 * Findings as text, in reading order, each ended by a line break; `sources` gives the lines that are shown.
 * `pretty` and `compact` are for the person at the data; the others travel, and carry no content of cells.
 */
export function printFindings(
  findings: readonly Diagnostic[],
  sources: Sources,
  options: PrintFindingsOptions,
): string {
  return PRINTERS[options.format](inReadingOrder(findings), sources, options);
}

interface Context extends PrintFindingsOptions {
  readonly locator: Locator;
}

type Printer = (findings: readonly Diagnostic[], sources: Sources, options: PrintFindingsOptions) => string;

/** How findings in reading order are written, by format. */
const PRINTERS: Readonly<Record<FindingFormat, Printer>> = {
  pretty: oneByOne(pretty),
  compact: oneByOne(compact),
  json: (findings, sources, { language }) =>
    `${JSON.stringify(findingsAsJson(findings, sources, language), null, 2)}\n`,
  github: oneByOne(github),
  sarif,
  junit,
};

function oneByOne(print: (finding: Diagnostic, context: Context) => string): Printer {
  return (findings, sources, options) => {
    const context: Context = { ...options, locator: new Locator(sources) };
    return findings.map((finding) => print(finding, context)).join('');
  };
}

const COLOURS: Readonly<Record<Severity, string>> = { error: '\u001b[31m', warning: '\u001b[33m', info: '\u001b[36m' };
const BOLD = '\u001b[1m';
const PLAIN = '\u001b[0m';

function pretty(finding: Diagnostic, context: Context): string {
  const { colour, language, locator } = context;
  const words = texts(language).report;
  const paint = (code: string, text: string) => (colour ? code + text + PLAIN : text);
  const tone = COLOURS[finding.severity];
  const where = placeName(finding.place, context);
  const { message, help } = say(finding, language);
  const lines = [
    `${paint(tone, `${words[finding.severity]} ${finding.code}`)}${where === '' ? '' : ` ${paint(BOLD, where)}`}`,
    ...printableLines(message).map((line) => `  ${line}`),
  ];
  const { start, end, lineText } = locator.locate(finding.place);
  if (lineText !== null) {
    const to = end.line > start.line ? lineText.trimEnd().length + 1 : end.column;
    const { text, underline } = snippet(lineText, start.column, to);
    const margin = ' '.repeat(String(start.line).length);
    lines.push(`    ${start.line} | ${text}`.trimEnd(), `    ${margin} | ${paint(tone, underline)}`);
  }
  lines.push(...printableLines(`${words.help}: ${help}`).map((line) => `  ${line}`));
  lines.push(...offers(finding, `${message}\n${help}`, context));
  lines.push(...finding.related.map((related) => `  - ${relatedText(related, context)}`));
  return `${lines.join('\n')}\n\n`;
}

/** Changes that are not made by `--fix`, since they may change what is meant; those that the words hold already are not repeated. */
function offers({ fixes }: Diagnostic, said: string, { language }: Context): readonly string[] {
  return fixes
    .filter(({ safe }) => !safe)
    .flatMap(({ edits }) => edits.map(({ text }) => text.trim()))
    .filter((text) => text !== '' && !said.includes(text))
    .flatMap((text) => printableLines(texts(language).report.offered(text)))
    .map((line) => `  ${line}`);
}

function compact(finding: Diagnostic, context: Context): string {
  const where = placeName(finding.place, context);
  const word = texts(context.language).report[finding.severity];
  const { message } = say(finding, context.language);
  const places = finding.related.map(({ place }) => placeName(place, context));
  const also = places.length === 0 ? '' : ` (${texts(context.language).report.also(places)})`;
  const text = printable(message.replaceAll('\n', ' '));
  return `${where === '' ? '' : `${where}: `}${word} ${finding.code}: ${text}${also}\n`;
}

/** `file:line:column`; for a cell also the name of its column; only the file where the finding is about all of it. */
function placeName(place: Place, { locator, language }: Context): string {
  if (place.kind === 'file') return printable(place.path);
  const { file, start } = locator.locate(place);
  if (place.kind === 'text') return printable(`${file}:${start.line}:${start.column}`);
  const { sheet, row, column, columnName } = place.cell;
  const inFile = column === undefined ? `${file}:${row}` : `${file}:${row}:${column}`;
  // As the spreadsheet names it: `data.xlsx Data!C5`.
  const inSheet = `${file} ${sheet}!${column === undefined ? '' : columnLetters(column)}${row}`;
  const position = sheet === undefined ? inFile : inSheet;
  return printable(columnName === undefined ? position : `${position} (${texts(language).report.column(columnName)})`);
}

function relatedText({ place, role, name }: Related, context: Context): string {
  return `${placeName(place, context)}: ${printable(texts(context.language).report.roles[role](name))}`;
}

const GITHUB_LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** A workflow command, which GitHub shows beside the line of a pull request. */
function github(finding: Diagnostic, context: Context): string {
  const { locator, language } = context;
  const { file, start, end } = locator.locate(finding.place);
  const { message, help } = sayMasked(finding, language);
  const position = `line=${start.line},col=${start.column},endLine=${end.line},endColumn=${end.column}`;
  const properties = `file=${escapeProperty(file)},${position},title=${finding.code}`;
  const related = finding.related.map((other) => `- ${relatedText(other, context)}`);
  const text = [message, help, ...related].join('\n');
  return `::${GITHUB_LEVELS[finding.severity]} ${properties}::${escapeData(text)}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** One finding as programs read it. Lines and columns count from 1; a data finding's line is its row. */
export interface FindingJson {
  readonly code: string;
  readonly severity: Severity;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
  readonly help: string;
  readonly related: readonly {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly message: string;
  }[];
  readonly fixes: readonly {
    readonly safe: boolean;
    readonly edits: readonly {
      readonly file: string;
      readonly line: number;
      readonly column: number;
      readonly endLine: number;
      readonly endColumn: number;
      readonly text: string;
    }[];
  }[];
}

/** The findings as programs read them, in the order given; without the content of cells. */
export function findingsAsJson(
  findings: readonly Diagnostic[],
  sources: Sources,
  language: Language,
): readonly FindingJson[] {
  const locator = new Locator(sources);
  const flat = (place: Place) => {
    const { file, start, end } = locator.locate(place);
    return { file, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
  };
  return findings.map((finding) => ({
    code: finding.code,
    severity: finding.severity,
    ...flat(finding.place),
    ...sayMasked(finding, language),
    related: finding.related.map(({ place, role, name }) => {
      const { file, line, column } = flat(place);
      return { file, line, column, message: texts(language).report.roles[role](name) };
    }),
    fixes: finding.fixes.map(({ safe, edits }) => ({
      safe,
      edits: edits.map(({ span, text }) => ({ ...flat({ kind: 'text', span }), text })),
    })),
  }));
}
