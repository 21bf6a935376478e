import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import type { Program } from '../model/program.ts';
import { ofSegments, readOutside, wholeRoots } from './outside.ts';
import { nameOf, textAt } from './source.ts';

/** Where a record may have several rows in one period, everything that decides has a rule for them [T6]. */
export function segmentFindings(program: Program): readonly Diagnostic[] {
  const { ruleset } = program;
  if (ruleset.segments === null) return [];
  const { inputs, nodes } = readOutside(program, wholeRoots(program, false), ofSegments(program));
  const numbers = [...inputs].flatMap((name) => {
    const input = ruleset.inputs.get(name);
    return input ? [diagnostic('TK569', input.span, { name })] : [];
  });
  const singles = nodes.flatMap(({ node, span }) =>
    span === null ? [] : [diagnostic('TK570', span, { name: nameOf(program, node.id) ?? textAt(program, span) })],
  );
  return [...numbers, ...singles];
}
