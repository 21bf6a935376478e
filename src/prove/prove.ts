import { type Diagnostic, inReadingOrder } from '../base/diagnostic.ts';
import type { Program } from '../model/program.ts';
import { bandFindings } from './bands.ts';
import { Conditions } from './conditions.ts';
import { Guards } from './guards.ts';
import { polarityFindings } from './monotone.ts';
import { rangesOf } from './ranges.ts';
import { roundingFindings } from './roundings.ts';
import { segmentFindings } from './segments.ts';
import { tableFindings } from './tables.ts';
import { walk } from './walk.ts';
import { weightFindings } from './weights.ts';

/**
 * Everything that is proven of a program before any data is seen. No finding means that it was proven; what could
 * not be proven is a finding too [P4].
 */
export function prove(program: Program): readonly Diagnostic[] {
  const ranges = rangesOf(program);
  const guards = new Guards(program, ranges);
  const conditions = new Conditions(program, ranges);
  walk(program, ranges, (node, assumptions) => {
    guards.visit(node, assumptions);
    conditions.visit(node, assumptions);
  });
  return inReadingOrder(
    once([
      // No divisor is zero, and functions get what they were declared for.
      ...guards.findings(),
      // Every rated value falls in exactly one band.
      ...bandFindings(program, ranges),
      // Every combination of a table's columns has one row, and every row is reached.
      ...tableFindings(program, ranges),
      // Weights total 100 where they must, and nobody is left without an indicator.
      ...weightFindings(program, ranges),
      // A better actual never lowers the achievement.
      ...polarityFindings(program, ranges),
      // Several rows of one record have a rule for all that is read of them.
      ...segmentFindings(program),
      // What is averaged over rows is rounded before it is added to anything.
      ...roundingFindings(program),
      // No condition is decided before the data is seen.
      ...conditions.findings(),
    ]),
  );
}

/** The rows of a template are alike: what is wrong with its formula is said once. */
function once(findings: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(findings.map((finding) => [identity(finding), finding])).values()];
}

function identity({ code, place, args }: Diagnostic): string {
  const inText = (_: string, value: unknown) => (typeof value === 'bigint' ? `${value}` : value);
  return JSON.stringify([code, place, args], inText);
}
