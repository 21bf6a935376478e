import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { type Diagnostic, diagnostic } from '../../src/base/diagnostic.ts';
import type { Sources } from '../../src/base/source.ts';
import { type FindingFormat, printFindings } from '../../src/report/findings.ts';
import { judge, rulesetsIn } from '../cases/ruleset/document.ts';

/** The schema as published with SARIF 2.1.0, in the words of an older draft of JSON Schema, of which ajv reads all but the id. */
const published = JSON.parse(
  readFileSync(
    createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'),
    'utf8',
  ),
);
const { id: _id, $schema: _schema, ...schema } = published;
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
ajv.addFormat('uri', (text: string) => URL.canParse(text));
ajv.addFormat('uri-reference', (text: string) => URL.canParse(text, 'file:///'));
ajv.addFormat('date-time', (text: string) => !Number.isNaN(Date.parse(text)));
const validate = ajv.compile(schema);

const print = (findings: readonly Diagnostic[], sources: Sources, format: FindingFormat, files: string[] = []) =>
  printFindings(findings, sources, { format, language: 'id', colour: false, version: '0.0.0', files });

/** Elements of an XML text with their attributes and text; throws where it is not well-formed. */
function elements(xml: string): readonly { name: string; attributes: Record<string, string>; text: string }[] {
  const found: { name: string; attributes: Record<string, string>; text: string }[] = [];
  const open: (typeof found)[number][] = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes: { ...attributes } as Record<string, string>, text: '' };
    found.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const at = open.at(-1);
    if (at) at.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.on('error', (problem) => {
    throw problem;
  });
  parser.write(xml).close();
  return found;
}

test('the schema refuses what is no SARIF', () => {
  const log = JSON.parse(print([], new Map(), 'sarif'));
  expect(validate(log)).toBe(true);
  expect(validate({ ...log, version: '2.0.0' })).toBe(false);
  log.runs[0].results = [{ ruleId: 'TK501' }];
  expect(validate(log)).toBe(false);
});

describe('every bad ruleset', () => {
  test.each(rulesetsIn('bad'))('%s: valid SARIF and JUnit that hold all of its findings', async (name) => {
    const { findings, sources } = await judge('bad', name);
    const log = JSON.parse(print(findings, sources, 'sarif'));
    expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
    const [{ results, tool }] = log.runs;
    expect(results).toHaveLength(findings.length);
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
    const prints = results.map(
      (result: { partialFingerprints: object }) => Object.values(result.partialFingerprints)[0],
    );
    expect(new Set(prints).size).toBe(findings.length);
    const related = findings.reduce((sum, finding) => sum + finding.related.length, 0);
    expect(results.flatMap((result: { relatedLocations?: [] }) => result.relatedLocations ?? [])).toHaveLength(related);

    const report = elements(print(findings, sources, 'junit'));
    const cases = report.filter((element) => element.name === 'testcase');
    expect(cases).toHaveLength(findings.length);
    const failures = report.filter((element) => element.name === 'failure');
    expect(failures).toHaveLength(findings.filter(({ severity }) => severity === 'error').length);
    expect(report[0]?.attributes).toMatchObject({
      tests: String(findings.length),
      failures: String(failures.length),
    });
  });
});

test('a file without a finding passes', () => {
  const report = elements(print([], new Map(), 'junit', ['a & b.takar.yaml']));
  expect(report.map(({ name }) => name)).toEqual(['testsuites', 'testsuite', 'testcase']);
  expect(report[1]?.attributes).toMatchObject({ name: 'a & b.takar.yaml', tests: '1', failures: '0' });
});

test('warnings fail where the fail level says so', () => {
  const finding = diagnostic('TK309', { path: 'a', start: 0, end: 1 }, { name: 'x' });
  const sources = new Map([['a', { path: 'a', text: 'x' }]]);
  const failures = (failLevel: 'error' | 'warning') =>
    elements(printFindings([finding], sources, { format: 'junit', language: 'id', colour: false, failLevel })).filter(
      ({ name }) => name === 'failure',
    ).length;
  expect([failures('error'), failures('warning')]).toEqual([0, 1]);
});

test('text that XML cannot hold is replaced', () => {
  const finding = diagnostic('TK301', { path: 'a', start: 0, end: 1 }, { name: 'x\u0001<&"\ud800\ufffe' });
  const [, , , failure] = elements(print([finding], new Map([['a', { path: 'a', text: 'x' }]]), 'junit'));
  expect(failure?.attributes.message).toContain('x\ufffd<&"\ufffd\ufffd');
});

test('no format that travels carries what stood in a cell [G7]', () => {
  const cell = { path: 'd.csv', row: 7, column: 3, columnName: 'hukuman' };
  const findings = [
    diagnostic('TK607', { kind: 'cell', cell }, { text: 'rahasia', allowed: ['berat'], suggestion: 'rahasia2' }),
    diagnostic('TK609', { kind: 'cell', cell }, { key: 'rahasia', rows: [7, 9] }),
  ];
  for (const format of ['json', 'github', 'sarif', 'junit'] as const) {
    const text = print(findings, new Map(), format);
    expect(text).not.toContain('rahasia');
    expect(text).toContain('7');
    expect(text).toContain('TK607');
  }
  const { runs } = JSON.parse(print(findings, new Map(), 'sarif'));
  expect(runs[0].results[0].locations[0].physicalLocation).toEqual({
    artifactLocation: { uri: 'd.csv' },
    region: { startLine: 7, startColumn: 3, endLine: 7, endColumn: 3 },
  });
});
