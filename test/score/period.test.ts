import { describe, expect, it } from 'vitest';
import { scoreCohort, scoreRow } from '../../src/index.ts';
import { programOf, rulesetText } from '../laws/ruleset-text.ts';

const text = rulesetText([]).replace(
  'period: quarter',
  'period: quarter\neffective: { from: 2026-02-01, to: 2026-09-30 }',
);
const row = { nip: '1', place: 'A', job: 'clerk' };

describe('the period of a run [T1]', () => {
  it('is accepted where the ruleset is in force at its end', async () => {
    const program = await programOf(text);
    // The first quarter begins before the ruleset does and ends within it.
    expect(scoreRow(program, row, { period: '2026-Q1' }).value?.state).toBe('scored');
    expect(scoreRow(program, row, { period: '2026-Q3' }).value?.state).toBe('scored');
  });

  it.each([
    ['2026-Q4', 'TK626'],
    ['2025-Q4', 'TK626'],
    ['2026-07', 'TK625'],
    // A year takes its quarters together, and this one ends after the ruleset does.
    ['2026', 'TK625', 'TK626'],
  ])('is refused otherwise: %s', async (period, code, ofCohort = code) => {
    const program = await programOf(text);
    expect(() => scoreRow(program, row, { period })).toThrow(code);
    expect(() => scoreCohort(program, [row], { period })).toThrow(ofCohort);
  });

  it('must be one at all', async () => {
    const program = await programOf(text);
    expect(() => scoreRow(program, row, { period: 'Q3 2026' })).toThrow(RangeError);
  });
});

describe('rows of other periods', () => {
  it('are counted apart, and a run without any row says which periods there are', async () => {
    const program = await programOf(text);
    const rows = ['2026-Q1', '2026-TW2', '2026-Q2'].map((period, i) => ({ ...row, nip: `${i}`, period }));
    const found = await scoreCohort(program, rows, { period: '2026-Q2', path: 'staff.csv' });
    expect([found.summary.read, found.summary.otherPeriods, found.diagnostics]).toEqual([2, 1, []]);
    const none = await scoreCohort(program, rows, { period: '2026-Q3', path: 'staff.csv' });
    expect([none.summary.read, none.summary.otherPeriods]).toEqual([0, 3]);
    expect(none.diagnostics.map(({ code, args }) => [code, args])).toEqual([
      ['TK619', { period: '2026-Q3', found: ['2026-Q1', '2026-Q2'] }],
    ]);
  });
});
