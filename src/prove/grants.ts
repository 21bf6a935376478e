import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import { MONEY } from '../language/types.ts';
import { Rational } from '../number/rational.ts';
import type { Subject } from './subject.ts';

/** What a spreadsheet can keep of a number: 15 digits. */
const MOST = Rational.of(10n ** 15n);

/** Money that can grow beyond what a spreadsheet keeps, or without any limit (TK584). */
export function grantFindings({ program, ranges }: Subject): readonly Diagnostic[] {
  const written = program.ruleset.awards?.tiers ?? [];
  return (program.awards?.tiers ?? []).flatMap(({ grants, when }, index) =>
    grants.flatMap(({ name, node, type }) => {
      const grant = written[index]?.grants.find((one) => one.name === name);
      if (node === null || grant?.kind !== 'value' || type?.base.kind !== 'number' || type.base.unit !== MONEY)
        return [];
      const assumed = ranges.assuming(when, true, ranges.always);
      if (assumed === null) return [];
      const { high } = ranges.in(node, assumed);
      if (high !== null && high.compare(MOST) < 0) return [];
      return [diagnostic('TK584', grant.value.span, { grant: name, most: high })];
    }),
  );
}
