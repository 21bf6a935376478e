import { OF_THE_ROW, type Type } from '../language/types.ts';
import { KEYS } from '../language/vocabulary.ts';
import type { Indicator } from '../model/ruleset.ts';
import { formatIsoDate } from '../number/calendar.ts';
import type { PlanExplanation, Shown, Step } from './explanation.ts';
import { absent, type Context, printing, showNode, showNumber } from './show.ts';

/** What the work plan brought for an indicator: which row, what held when, and how it came to one target. */
export function explainPlan({ evaluation, language }: Context, { name, planned }: Indicator): PlanExplanation | null {
  const item = evaluation.record.plan?.get(name);
  if (!planned || !item) return null;
  const { row, segments } = item;
  const unit = row.unit ?? unitOf(planned.target?.type);
  return {
    no: row.no,
    title: row.title,
    unit: row.unit,
    revision: segments.length > 1 ? planned.revision : null,
    segments: segments.map(({ row: held, start, end, days }) => ({
      from: formatIsoDate(start),
      to: formatIsoDate(end),
      days,
      target: held.target === null ? null : showNumber(language, held.target, unit),
      weight: held.weight === null ? null : showNumber(language, held.weight, ''),
    })),
  };
}

/** A part that stands in the plan and not in the file: it reads nothing else. */
export function planStep(
  context: Context,
  { planned, span, show, name }: Indicator,
  node: number | null,
  applies: boolean,
): Step {
  const { program, language, evaluation } = context;
  const text = KEYS.plan[program.ruleset.language];
  if (!applies || node === null) return { text, place: span, value: absent('not_applicable'), uses: [] };
  const value = showNode(context, node, printing(null, show));
  const unit = evaluation.record.plan?.get(name)?.row.unit ?? '';
  const outcome = evaluation.seen(node);
  const ofRow = planned?.target && unitOf(planned.target.type) === '' && outcome?.kind === 'value';
  if (!ofRow || value.kind !== 'value' || typeof outcome.value !== 'object')
    return { text, place: span, value, uses: [] };
  const shown: Shown = showNumber(language, outcome.value, unit, printing(null, show));
  return { text, place: span, value: shown, uses: [] };
}

/** The unit that a type prints with; a row's own unit is the row's to say. */
function unitOf(type: Type | undefined): string {
  return type?.base.kind === 'number' && type.base.unit !== OF_THE_ROW ? type.base.unit : '';
}
