import type { CoreNode, NodeId } from '../language/core.ts';
import { OF_THE_ROW, type Type } from '../language/types.ts';
import { KEYS } from '../language/vocabulary.ts';
import type { Program } from '../model/program.ts';
import type { Indicator } from '../model/ruleset.ts';
import { formatIsoDate } from '../number/calendar.ts';
import type { PlanExplanation, Step } from './explanation.ts';
import { absent, type Context, printing, showNode, showNumber } from './show.ts';

/** What the work plan brought for an indicator: which row, what held when, and how it came to one target. */
export function explainPlan(context: Context, { name, planned, show }: Indicator): PlanExplanation | null {
  const { evaluation, language, program } = context;
  const item = evaluation.record.plan?.get(name);
  if (!planned || !item) return null;
  const { row, segments } = item;
  const unit = unitOf(planned.target?.type) || (row.unit ?? '');
  const terms = segmentMean(program, name)?.terms ?? [];
  return {
    no: row.no,
    title: row.title,
    unit: row.unit,
    revision: segments.length > 1 ? (planned.revision ?? 'latest') : null,
    segments: segments.map(({ row: held, start, end, days }, index) => ({
      from: formatIsoDate(start),
      to: formatIsoDate(end),
      days,
      target: held.target === null ? null : showNumber(language, held.target, unit),
      weight: held.weight === null ? null : showNumber(language, held.weight, ''),
      achievement: terms[index] ? showNode(context, terms[index].value, printing(null, show)) : null,
    })),
  };
}

/** A part that stands in the plan and not in the file: it reads nothing else. */
export function planStep(context: Context, { span, show }: Indicator, node: NodeId | null, applies: boolean): Step {
  const text = KEYS.plan[context.program.ruleset.language];
  const value = applies && node !== null ? showNode(context, node, printing(null, show)) : absent('not_applicable');
  return { text, place: span, value, uses: [], rows: [] };
}

/** Under `by_segment` the mean of the stretches takes the place of the formula's own value. */
export function segmentMean(program: Program, indicator: string): Extract<CoreNode, { op: 'weighted' }> | undefined {
  return program.nodes.find(
    (node): node is Extract<CoreNode, { op: 'weighted' }> =>
      node.op === 'weighted' && node.terms[0]?.name === `${indicator}/1`,
  );
}

/** The unit that the rules declare; that of a template's row is the row's to say. */
function unitOf(type: Type | undefined): string {
  return type?.base.kind === 'number' && type.base.unit !== OF_THE_ROW ? type.base.unit : '';
}
