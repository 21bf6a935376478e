import { earlierInYear, newestWithin, previousElement } from '../exact/earlier.ts';
import type { CoreNode } from '../language/core.ts';
import type { Band, Rating } from '../model/ruleset.ts';
import type { Evaluated, Evaluation, RowPart, ScoreRow } from '../model/score.ts';
import { daysIn, formatIsoDate, type Period } from '../number/calendar.ts';
import type { EarlierExplanation, PartExplanation } from './explanation.ts';
import { innerNode } from './names.ts';
import { absent, type Context, printing, showNode, showOutcome, textAt } from './show.ts';

/** The bands that hold in a period: of dated ones those in force at its end, or at its start [T1]. */
export function bandsIn({ versions, bands, at }: Rating, period: Period): readonly Band[] {
  const day = at === 'start' ? period.start : period.end;
  return versions.findLast(({ from }) => from <= day)?.bands ?? bands;
}

/** What was read of earlier periods, and what stood there. */
export function explainEarlier(context: Context): readonly EarlierExplanation[] {
  const { program, evaluation } = context;
  const found = program.nodes.flatMap((node): EarlierExplanation[] => {
    if (evaluation.seen(node.id) === undefined || isOverridden(context, node.id)) return [];
    const elements = elementsOf(node, evaluation);
    if (elements === undefined) return [];
    const { origin } = node;
    const isSecret = context.sensitive.has(node.id);
    return [
      {
        text: origin ? textAt(program, origin) : '',
        place: origin,
        periods: elements.map(({ period, value }) => ({
          period,
          value:
            value === undefined ? null : isSecret ? absent('masked') : showOutcome(context.language, value, node.type),
        })),
      },
    ];
  });
  // The same reading may stand in several places.
  return [...new Map(found.map((one) => [JSON.stringify([one.text, one.periods]), one])).values()];
}

function elementsOf(
  node: CoreNode,
  evaluation: Evaluation,
): readonly { readonly period: string; readonly value: Evaluated | undefined }[] | undefined {
  const { record, setting } = evaluation;
  switch (node.op) {
    case 'previous':
      return [previousElement(record.key, setting, node.of)];
    case 'year_to_date':
      return [
        ...earlierInYear(record.key, setting, node.of),
        { period: setting.period.text, value: evaluation.seen(node.of) },
      ];
    case 'carried': {
      const carried =
        evaluation.seen(node.of)?.kind === 'missing'
          ? newestWithin(record.key, setting, node.of, node.periods)
          : undefined;
      return carried && [carried];
    }
    default:
      return undefined;
  }
}

/** Whether several rows together answer a node, and not its own operands. */
export function isOverridden({ evaluation }: Context, node: number): boolean {
  return evaluation.setting.overrides?.has(node) ?? false;
}

/** The rows that were taken together, each with its actuals, targets, achievements and scores. */
export function explainParts(context: Context, row: ScoreRow): readonly PartExplanation[] {
  return row.parts.map((part) => explainPart({ ...context, evaluation: part.evaluation }, part));
}

function explainPart(context: Context, { period, from, to, evaluation }: RowPart): PartExplanation {
  const { program } = context;
  const isWhole = from === period.start && to === period.end;
  return {
    period: period.text,
    from: isWhole ? null : formatIsoDate(from),
    to: isWhole ? null : formatIsoDate(to),
    days: daysIn({ start: from, end: to }),
    indicators: program.indicators.flatMap(({ name, applies, actual, target, achievement }) => {
      const does = evaluation.at(applies);
      if (does.kind !== 'value' || does.value !== true) return [];
      const declared = program.ruleset.indicators.get(name);
      const digits = declared?.round.kind === 'digits' ? declared.round.digits : null;
      const options = printing(null, declared?.show);
      return [
        {
          name,
          actual: showNode(context, actual, options),
          target: target === null ? null : showNode(context, target, options),
          achievement: showNode(context, achievement, printing(digits, declared?.show)),
        },
      ];
    }),
    scores: program.scores.map(({ name, node, digits }) => ({
      name,
      value: showNode(context, node, printing(digits, undefined)),
      unrounded: showNode(context, innerNode(program, node)),
    })),
  };
}
