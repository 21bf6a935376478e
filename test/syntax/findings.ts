import type { Diagnostic } from '../../src/base/diagnostic.ts';
import { parseRuleset } from '../../src/syntax/parse-ruleset.ts';

/** `CODE «characters»` of a finding, with its arguments' most telling text left to the tests that need it. */
export function shown(finding: Diagnostic, text: string): string {
  const { place } = finding;
  return place.kind === 'text' ? `${finding.code} «${text.slice(place.span.start, place.span.end)}»` : finding.code;
}

/** What is found in a ruleset file, in reading order. */
export function findingsIn(text: string): string[] {
  return parseRuleset({ path: 'p', text }).diagnostics.map((finding) => shown(finding, text));
}

/** The file after all fixes of all its findings. */
export function mended(text: string): string {
  const edits = parseRuleset({ path: 'p', text }).diagnostics.flatMap(({ fixes }) => fixes.flatMap((fix) => fix.edits));
  return [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((result, { span, text: put }) => result.slice(0, span.start) + put + result.slice(span.end), text);
}

/** A small ruleset that is right, with more lines at its end. */
export const withLines = (...lines: string[]): string =>
  `takar: 1\nruleset: x\n${lines.map((line) => `${line}\n`).join('')}`;
