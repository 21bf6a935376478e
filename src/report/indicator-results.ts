import type { Language } from '../language/vocabulary.ts';
import type { PlannedItem } from '../model/plan.ts';
import type { Program } from '../model/program.ts';
import type { Indicator } from '../model/ruleset.ts';
import type { IndicatorScore, ScoreRow } from '../model/score.ts';
import type { Rational } from '../number/rational.ts';
import { sharesOf } from '../score/shares.ts';
import { digitsOf, measured, printed, type ResultColumn, textCell } from './result-cells.ts';
import { keyColumns, tableLines } from './results.ts';

/** One indicator, or one row of the plan under a template, of one record. */
export interface IndicatorLine {
  readonly row: ScoreRow;
  readonly declared: Indicator;
  readonly scored: IndicatorScore;
  readonly item: PlannedItem | null;
  readonly share: Rational | null;
}

/**
 * The indicators of everybody as lines of CSV, a row each [G6]: key inputs, period, no, indicator, title, actual,
 * target, achievement, score, weight, share (of the weights that count, in percent), state. A template has a row for
 * each row of the plan; what the plan does not hold is left out.
 */
export function indicatorLines(program: Program, rows: Iterable<ScoreRow>, language: Language): Generator<string> {
  return tableLines(longColumns(program, language), longRows(program, rows));
}

/** The rows of the long form, in the order of the records and of the ruleset. */
export function* longRows({ ruleset }: Program, rows: Iterable<ScoreRow>): Generator<IndicatorLine> {
  for (const row of rows) {
    const shares = sharesOf(row.evaluation);
    for (const scored of row.indicators) {
      const declared = ruleset.indicators.get(scored.name);
      if (!declared) throw new Error(`no indicator ${scored.name}`);
      const item = row.record.plan?.get(scored.name) ?? null;
      if (declared.planned?.template && !item) continue;
      yield { row, declared, scored, item, share: shares.get(scored.name) ?? null };
    }
  }
}

/** The columns of the long form. */
export function longColumns(program: Program, language: Language): readonly ResultColumn<IndicatorLine>[] {
  const column = (name: string, cell: ResultColumn<IndicatorLine>['cell']): ResultColumn<IndicatorLine> => ({
    name,
    cell,
  });
  return [
    ...keyColumns(program).map(({ name, cell }) => column(name, ({ row }) => cell(row))),
    column('no', ({ item }) => textCell(item?.row.no ?? '')),
    column('indicator', ({ declared }) => textCell(declared.planned?.indicator ?? declared.name)),
    column('title', (line) => textCell(titleOf(line, language))),
    column('actual', ({ scored, declared: { types, show } }) => measured(scored.actual, types.actual, show)),
    column('target', ({ scored, declared: { types, show } }) => measured(scored.target, types.target, show)),
    column('achievement', ({ scored, declared: { types, show } }) =>
      printed(scored.achievement, digitsOf(types.achievement) ?? show),
    ),
    column('score', ({ scored, declared: { types, show } }) => printed(scored.score, digitsOf(types.score) ?? show)),
    column('weight', ({ scored }) => printed(scored.weight, null)),
    column('share', ({ share }) => printed(share && { kind: 'value', value: share }, null)),
    column('state', ({ scored }) => textCell(scored.state)),
  ];
}

/** The plan's own title, otherwise that of the ruleset. */
function titleOf({ item, declared }: IndicatorLine, language: Language): string {
  return item?.row.title ?? declared.title?.[language] ?? declared.title?.id ?? declared.title?.en ?? '';
}
