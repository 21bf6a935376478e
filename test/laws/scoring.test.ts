import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AwardResult, Evaluated, ScoreRow } from '../../src/index.ts';
import { Rational, scoreCohort, scoreRow } from '../../src/index.ts';
import {
  type GeneratedIndicator,
  type GeneratedRow,
  generatedIndicator,
  generatedRows,
  programOf,
  rowData,
  rulesetText,
  verified,
} from './ruleset-text.ts';

const PERIOD = { period: '2026-Q3' };
const RUNS = { seed: 20260101, numRuns: 60 };

const world = fc
  .array(generatedIndicator, { minLength: 1, maxLength: 5 })
  .chain((indicators) => fc.tuple(fc.constant(indicators), generatedRows(indicators.length, 24)));

/** Everything that is decided for one employee, in a form that compares exactly. */
function decided(row: ScoreRow): unknown {
  const shown = (outcome: Evaluated | null) =>
    outcome === null ? null : outcome.kind === 'value' ? String(outcome.value) : outcome.kind;
  return {
    key: row.key,
    state: row.state,
    indicators: row.indicators.map((one) => [one.name, one.state, shown(one.achievement), shown(one.score)]),
    results: [...row.results].map(([name, outcome]) => [name, shown(outcome)]),
    award: row.award satisfies AwardResult | null,
  };
}

function individually(row: ScoreRow): unknown {
  return decided({ ...row, award: null });
}

describe('laws of scoring', () => {
  it('proves the polarity of the difference formulas, and not of the ratio that falls to 100 at zero', async () => {
    const one = (formula: GeneratedIndicator['formula'], polarity: GeneratedIndicator['polarity']) =>
      ({
        formula,
        polarity,
        target: 500,
        weight: 1,
        digits: 2,
        mode: 'half_up',
        missing: 'reject',
        clerksOnly: true,
      }) as const;
    const { diagnostics } = await verified(
      rulesetText([
        one('capaian_makin_tinggi', 'maximize'),
        one('capaian_makin_rendah_selisih', 'minimize'),
        one('capaian_makin_rendah_rasio', 'minimize'),
      ]),
    );
    const serious = diagnostics.filter(({ severity }) => severity !== 'info');
    expect(serious.map(({ code, args }) => [code, args])).toEqual([
      ['TK513', { indicator: 'i2', polarity: 'minimize' }],
    ]);
  });

  it('the order of the rows never changes a result', async () => {
    await fc.assert(
      fc.asyncProperty(world, fc.integer(), async ([indicators, rows], seed) => {
        const program = await programOf(rulesetText(indicators));
        const shuffled = [...rows].sort((a, b) => hash(a.nip, seed) - hash(b.nip, seed));
        const first = await scoreCohort(program, rows.map(rowData), PERIOD);
        const second = await scoreCohort(program, shuffled.map(rowData), PERIOD);
        const byKey = (all: readonly ScoreRow[]) => [...all].sort((a, b) => (a.key < b.key ? -1 : 1)).map(decided);
        expect(byKey(second.rows)).toEqual(byKey(first.rows));
        expect(second.rejects.map(({ key }) => key).sort()).toEqual(first.rejects.map(({ key }) => key).sort());
        expect(second.groups).toEqual(first.groups);
      }),
      RUNS,
    );
  });

  it('splitting the rows into batches never changes an individual score', async () => {
    await fc.assert(
      fc.asyncProperty(world, fc.nat(), async ([indicators, rows], at) => {
        const program = await programOf(rulesetText(indicators));
        const whole = await scoreCohort(program, rows.map(rowData), PERIOD);
        const cut = at % (rows.length + 1);
        const parts = await Promise.all(
          [rows.slice(0, cut), rows.slice(cut)].map((part) => scoreCohort(program, part.map(rowData), PERIOD)),
        );
        expect(parts.flatMap((part) => part.rows).map(individually)).toEqual(whole.rows.map(individually));
        const alone = rows.flatMap((row) => scoreRow(program, rowData(row), PERIOD).value ?? []);
        expect(alone.map(individually)).toEqual(whole.rows.map(individually));
        expect(whole.summary.read).toBe(whole.summary.scored + whole.summary.rejected);
        expect(whole.summary.read).toBe(rows.length);
      }),
      RUNS,
    );
  });

  it('where the polarity is proven, a better actual never lowers the score', async () => {
    await fc.assert(
      fc.asyncProperty(world, fc.integer({ min: 1, max: 5000 }), async ([indicators, rows], gain) => {
        const { program, diagnostics } = await verified(rulesetText(indicators));
        const unproven = diagnostics.flatMap((one) => (one.code === 'TK513' ? [one.args.indicator] : []));
        for (const row of rows.slice(0, 6)) {
          for (const [index, indicator] of indicators.entries()) {
            if (unproven.includes(`i${index}`)) continue;
            const actual = row.actuals[index];
            if (actual === null || actual === undefined) continue;
            const better = indicator.polarity === 'maximize' ? actual + gain : Math.max(0, actual - gain);
            const improved: GeneratedRow = { ...row, actuals: row.actuals.with(index, better) };
            const before = scoreRow(program, rowData(row), PERIOD).value;
            const after = scoreRow(program, rowData(improved), PERIOD).value;
            if (!before || !after) {
              expect(after === undefined).toBe(before === undefined);
              continue;
            }
            expect(numberOf(after.results.get('total')).compare(numberOf(before.results.get('total')))).not.toBe(-1);
          }
        }
      }),
      RUNS,
    );
  });
});

function numberOf(outcome: Evaluated | undefined): Rational {
  if (outcome?.kind !== 'value' || !(outcome.value instanceof Rational))
    throw new Error('the total is always a number');
  return outcome.value;
}

/** A fixed shuffle that depends on the seed alone. */
function hash(text: string, seed: number): number {
  let state = seed | 0;
  for (const character of text) state = Math.imul(state ^ character.charCodeAt(0), 0x45d9f3b) ^ (state >>> 13);
  return state;
}
