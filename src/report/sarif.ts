import type { Code, Severity } from '../base/codes.ts';
import { SEVERITIES } from '../base/codes.ts';
import type { Diagnostic, Fix, Place } from '../base/diagnostic.ts';
import type { Sources } from '../base/source.ts';
import type { Language } from '../language/vocabulary.ts';
import { sayMasked, texts, why } from '../messages/say.ts';
import type { PrintFindingsOptions } from './finding-options.ts';
import { fingerprints } from './fingerprint.ts';
import { Locator } from './places.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/**
 * The findings as a SARIF 2.1.0 log, one run, in the order given. Fingerprints survive lines that move; the content of
 * cells is left out [G7]. (OASIS, Static Analysis Results Interchange Format 2.1.0)
 */
export function sarif(
  findings: readonly Diagnostic[],
  sources: Sources,
  { language, version }: PrintFindingsOptions,
): string {
  const locator = new Locator(sources);
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const prints = fingerprints(findings, sources);
  const driver = {
    name: 'takar',
    ...(version === undefined ? {} : { version }),
    rules: codes.map((code) => rule(code, language)),
  };
  const results = findings.map((finding, index) => ({
    ruleId: finding.code,
    ruleIndex: codes.indexOf(finding.code),
    level: LEVELS[finding.severity],
    message: { text: messageOf(finding, language) },
    locations: locationsOf(finding.place, locator),
    ...relatedOf(finding, locator, language),
    partialFingerprints: { 'takarFinding/v1': prints[index] ?? '' },
    ...(finding.fixes.length === 0 ? {} : { fixes: finding.fixes.map((fix) => fixOf(fix, locator, language)) }),
  }));
  const run = { tool: { driver }, language, columnKind: 'utf16CodeUnits', results };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

function rule(code: Code, language: Language): object {
  const text = why(code, language).trim();
  return {
    id: code,
    shortDescription: { text: firstSentence(text) },
    fullDescription: { text },
    help: { text: `takar why ${code}` },
    defaultConfiguration: { level: LEVELS[SEVERITIES[code]] },
  };
}

function firstSentence(text: string): string {
  return /^.*?[.!?](?=\s|$)/su.exec(text)?.[0] ?? text;
}

/** SARIF has no place for the way out, so it follows the message. */
function messageOf(finding: Diagnostic, language: Language): string {
  const { message, help } = sayMasked(finding, language);
  return `${message}\n${texts(language).report.help}: ${help}`;
}

/** About the whole run: nowhere. */
function locationsOf(place: Place, locator: Locator): readonly object[] {
  return place.kind === 'file' && place.path === '' ? [] : [{ physicalLocation: physical(place, locator) }];
}

function physical(place: Place, locator: Locator): object {
  const { file } = locator.locate(place);
  const artifactLocation = { uri: encodeURI(file) };
  return place.kind === 'file' ? { artifactLocation } : { artifactLocation, region: regionOf(place, locator) };
}

/** Of data, the row and the column as they are counted in the file. */
function regionOf(place: Place, locator: Locator): object {
  const { start, end } = locator.locate(place);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function relatedOf({ related }: Diagnostic, locator: Locator, language: Language): object {
  if (related.length === 0) return {};
  const { roles } = texts(language).report;
  return {
    relatedLocations: related.map(({ place, role, name }, id) => ({
      id,
      physicalLocation: physical(place, locator),
      message: { text: roles[role](name) },
    })),
  };
}

function fixOf({ edits, safe }: Fix, locator: Locator, language: Language): object {
  const paths = [...new Set(edits.map(({ span }) => span.path))];
  return {
    description: { text: texts(language).report.fix(safe) },
    artifactChanges: paths.map((path) => ({
      artifactLocation: { uri: encodeURI(path) },
      replacements: edits
        .filter(({ span }) => span.path === path)
        .map(({ span, text }) => ({
          deletedRegion: regionOf({ kind: 'text', span }, locator),
          insertedContent: { text },
        })),
    })),
  };
}
