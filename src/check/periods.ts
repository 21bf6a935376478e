import type { Type } from '../language/types.ts';
import { WORDS } from '../language/vocabulary.ts';
import type { Indicator, Ruleset } from '../model/ruleset.ts';
import { formatIsoDate, type PeriodKind } from '../number/calendar.ts';
import type { Expression, IndicatorAst, LoadedRuleset } from '../syntax/ast.ts';
import { type Context, languageOf, report } from './context.ts';
import { roundingOf } from './declared-types.ts';

/** How many periods of each kind a year has: no run takes more of them together. */
export const PERIODS_OF_YEAR: Readonly<Record<PeriodKind, number>> = { month: 12, quarter: 4, semester: 2, year: 1 };

export function consolidateOf(context: Context, ast: IndicatorAst, actual: Type): Indicator['consolidate'] {
  if (!ast.consolidate) return null;
  const { method, round, atLeast, span } = ast.consolidate;
  const unit = actual.base.kind === 'number' ? actual.base.unit : '';
  const ratio = method.value === 'ratio_of_sums' && ast.actual ? quotientIn(ast.actual) : null;
  if (method.value === 'ratio_of_sums' && ratio === null) report(context, 'TK456', method.span, {});
  const isOfScores = method.value === 'average_of_scores' || method.value === 'ratio_of_sums';
  if (isOfScores && round) {
    const word = WORDS[method.value][languageOf(context, span.path)];
    report(context, 'TK565', round.span, { method: word });
  }
  return { method: method.value, span, round: roundingOf(context, round, unit), atLeast: atLeast ?? 1, ratio };
}

/**
 * The quotient that an actual is: `percent(a, b)` or `a / b`, also where a condition makes it missing
 * (`if b = 0 then missing else percent(a, b)`). Anything else has no sums of which it could be the ratio.
 */
function quotientIn(e: Expression): NonNullable<Indicator['consolidate']>['ratio'] {
  if (e.kind === 'if') {
    if (e.then.kind === 'missing') return quotientIn(e.otherwise);
    return e.otherwise.kind === 'missing' ? quotientIn(e.then) : null;
  }
  if (e.kind === 'call' && e.callee === 'percent') {
    const [part, whole] = e.args;
    return part && whole ? { part, whole, percent: true } : null;
  }
  if (e.kind === 'binary' && e.operator === '/') return { part: e.left, whole: e.right, percent: false };
  return null;
}

export function inForceOf(context: Context, { effective }: IndicatorAst): Indicator['effective'] {
  const from = effective?.from?.value ?? null;
  const to = effective?.to?.value ?? null;
  if (effective && from !== null && to !== null && to < from) {
    report(context, 'TK566', effective.span, { from: formatIsoDate(from), to: formatIsoDate(to) });
  }
  return { from, to };
}

/** The date inputs that bound a segment exist and are dates. */
export function segmentsOf(context: Context, { main }: LoadedRuleset): Ruleset['segments'] {
  const { segments } = main;
  if (!segments) return null;
  for (const { value: name, span } of [segments.from, segments.to]) {
    const entity = context.entities.get(name);
    context.used.add(name);
    const isDate = entity?.kind === 'input' && context.entityTypes.get(name)?.base.kind === 'date';
    if (!isDate && !context.unread.has(name)) report(context, 'TK567', span, { name });
  }
  return { from: segments.from.value, to: segments.to.value, groupAt: segments.groupAt };
}
