import { type Diagnostic, inReadingOrder } from '../base/diagnostic.ts';
import type { Span } from '../base/source.ts';
import type { Program } from '../model/program.ts';
import { amountFindings } from './amounts.ts';
import { bandFindings } from './bands.ts';
import { branchFindings } from './branches.ts';
import { Conditions } from './conditions.ts';
import { grantFindings } from './grants.ts';
import { Guards } from './guards.ts';
import { polarityFindings } from './polarity.ts';
import { roundingFindings } from './roundings.ts';
import { segmentFindings } from './segments.ts';
import { isInside } from './source.ts';
import { subjectOf } from './subject.ts';
import { tableFindings } from './tables.ts';
import { tierFindings } from './tiers.ts';
import { timeFindings } from './time.ts';
import { walk } from './walk.ts';
import { weightFindings } from './weights.ts';

/**
 * Everything that is proven of a program before any data is seen. No finding means that it was proven; what could
 * not be proven is a finding too [P4].
 */
export function prove(program: Program): readonly Diagnostic[] {
  const subject = subjectOf(program);
  const { ranges } = subject;
  const guards = new Guards(program, ranges);
  const conditions = new Conditions(program, ranges);
  walk(program, ranges, (node, assumptions) => {
    guards.visit(node, assumptions);
    conditions.visit(node, assumptions);
  });
  const decided = conditions.findings();
  return inReadingOrder(
    once([
      // No divisor is zero, and functions get what they were declared for.
      ...guards.findings(),
      // Every rated value falls in exactly one band.
      ...bandFindings(subject),
      // Every combination of a table's columns has one row, and every row is reached.
      ...tableFindings(subject),
      // Weights total 100 where they must, and nobody is left without an indicator.
      ...weightFindings(subject),
      // Money stays within what a spreadsheet can keep.
      ...grantFindings(subject),
      // No deduction adds money.
      ...amountFindings(subject),
      // Dated values do not change within a period, nor are they used for longer than they were reviewed.
      ...timeFindings(program),
      // A better actual never lowers the achievement.
      ...polarityFindings(program, ranges),
      // Several rows of one record have a rule for all that is read of them.
      ...segmentFindings(program),
      // What is averaged over rows is rounded before it is added to anything.
      ...roundingFindings(program),
      // No condition is decided before the data is seen; and then every tier can be reached, and every branch, and
      // nobody falls from a quota to nothing unnoticed.
      ...decided,
      ...undoubled(decided, tierFindings(subject)),
      ...branchFindings(subject, decided.flatMap(spanOf)),
    ]),
  );
}

/** A tier that cannot be reached since a condition in it is decided has been spoken of. */
function undoubled(decided: readonly Diagnostic[], findings: readonly Diagnostic[]): readonly Diagnostic[] {
  const spans = decided.flatMap(spanOf);
  return findings.filter(
    (finding) =>
      finding.code !== 'TK577' || !spanOf(finding).some((whole) => spans.some((span) => isInside(span, whole))),
  );
}

function spanOf({ place }: Diagnostic): readonly Span[] {
  return place.kind === 'text' ? [place.span] : [];
}

/** The rows of a template are alike: what is wrong with its formula is said once. */
function once(findings: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(findings.map((finding) => [identity(finding), finding])).values()];
}

function identity({ code, place, args }: Diagnostic): string {
  const inText = (_: string, value: unknown) => (typeof value === 'bigint' ? `${value}` : value);
  return JSON.stringify([code, place, args], inText);
}
