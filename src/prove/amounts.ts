import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import type { Subject } from './subject.ts';

/** A deduction that may be negative would add money (TK557). */
export function amountFindings({ program, ranges }: Subject): readonly Diagnostic[] {
  return program.amounts.flatMap(({ name, deductions }) =>
    deductions.flatMap(({ name: deduction, raw }) => {
      const declared = program.ruleset.amounts.get(name)?.deductions.find((one) => one.name === deduction);
      if (!declared) throw new Error(`no deduction ${deduction} of ${name}`);
      const { low } = ranges.at(raw);
      if (low !== null && low.sign >= 0) return [];
      return [diagnostic('TK557', declared.span, { amount: name, deduction, least: low })];
    }),
  );
}
