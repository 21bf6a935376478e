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
    ['2026', 'TK625'],
  ])('is refused otherwise: %s', async (period, code) => {
    const program = await programOf(text);
    expect(() => scoreRow(program, row, { period })).toThrow(code);
    expect(() => scoreCohort(program, [row], { period })).toThrow(code);
  });

  it('must be one at all', async () => {
    const program = await programOf(text);
    expect(() => scoreRow(program, row, { period: 'Q3 2026' })).toThrow(RangeError);
  });
});
