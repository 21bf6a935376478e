import { expect, test } from 'vitest';
import { createRowScorer } from '../../src/library/rows.ts';
import { scoreRow } from '../../src/library/score.ts';
import { Rational } from '../../src/number/rational.ts';
import { columnsOf, rulesetText, SANCTIONS } from '../bench/standard.mjs';
import { programOf } from '../laws/ruleset-text.ts';
import { amountRules } from './amount-rules.ts';

const PERIOD = { period: '2026-Q3' };

test('the row scorer gives what scoreRow gives, or leaves the row to it', async () => {
  const program = await programOf(rulesetText({ quota: false }));
  const scorer = createRowScorer(program, { ...PERIOD, trace: true });
  if (!scorer) throw new Error('no scorer');
  const data = columnsOf(2000, { seed: 3, round: true });
  let left = 0;
  for (let i = 0; i < 2000; i++) {
    const row: Record<string, unknown> = { nip: `p${i}`, unit: 'A' };
    for (const [name, column] of Object.entries(data)) if (name !== 'unit') row[name] = (column[i] ?? 0) / 100;
    row.hukuman = SANCTIONS[data.hukuman?.[i] ?? 0];
    if (i % 50 === 1) row.t3 = '85.25';
    if (i % 50 === 2) row.t3 = 85.255;
    if (i % 50 === 3) row.a3 = null;
    if (i % 50 === 4) row.hukuman = 'Berat';
    const fast = scorer.score(row);
    const { value } = scoreRow(program, row, PERIOD);
    if (fast === undefined) {
      left++;
      continue;
    }
    expect(value?.state).toBe(fast.assessed ? 'scored' : 'not_assessed');
    for (const [k, { name, digits }] of scorer.results.entries()) {
      const exact = value?.results.get(name);
      const got = fast.values[k];
      const theirs = exact?.kind === 'value' ? exact.value : null;
      if (theirs instanceof Rational) {
        expect(Rational.scaled(BigInt(Number(got)), digits ?? 0).equals(theirs)).toBe(true);
      } else expect(got).toBe(theirs);
    }
    const placed = scorer.tiers[fast.tiers.indexOf(true)] ?? 'tanpa';
    expect(placed).toBe(value?.award?.name);
    expect(fast.indicators).toHaveLength(10);
    const [first] = fast.indicators;
    const achievement = value?.indicators[0]?.achievement;
    if (achievement?.kind === 'value') {
      expect(achievement.value).toEqual(Rational.scaled(BigInt(Number(first?.achievement)), 2));
    }
  }
  expect(left).toBe(120);
});

test('amounts and decisions row by row: what scoreRow gives', async () => {
  const program = await programOf(amountRules('half_even'));
  const scorer = createRowScorer(program, PERIOD);
  if (!scorer) throw new Error('no scorer');
  const decided = [{}, { diputus: 'baik', alasan: 'Rapat, 12 Juni' }, { diputus: 'baik' }, { diputus: 'kurang' }];
  const amounts = [0, 5_000, 9_999_999_999_999, 10_000_000_000_000, 1_234_567_890_123];
  let [left, taken] = [0, 0];
  for (let i = 0; i < 400; i++) {
    const row = {
      nip: `p${i}`,
      kerja: ((i * 37) % 10_001) / 100,
      besaran: amounts[i % amounts.length],
      telat: ((i * 1_111) % 15_001) / 100,
      ...decided[i % decided.length],
    };
    const fast = scorer.score(row);
    const { value } = scoreRow(program, row, PERIOD);
    // Without a reason where the decision differs.
    if (fast === undefined) left++;
    expect(fast === undefined).toBe(value === undefined);
    for (const [k, { name, digits }] of fast === undefined ? [] : scorer.results.entries()) {
      const exact = value?.results.get(name);
      const theirs = exact?.kind === 'value' ? exact.value : null;
      const got = fast?.values[k];
      if (theirs instanceof Rational) expect(Rational.scaled(BigInt(Number(got)), digits ?? 0)).toEqual(theirs);
      else expect(got).toBe(theirs);
      taken++;
    }
  }
  expect(left).toBeGreaterThan(50);
  expect(taken).toBeGreaterThan(1000);
});
