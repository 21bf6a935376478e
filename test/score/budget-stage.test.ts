import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AwardNodes, BudgetNodes } from '../../src/model/program.ts';
import { minus, plus, type Units, units } from '../../src/number/units.ts';
import { type CompactCohort, ENTRY } from '../../src/score/award-columns.ts';
import { compactAwards } from '../../src/score/award-stage.ts';
import { PAYMENT } from '../../src/score/budget-columns.ts';
import { compactPayments } from '../../src/score/budget-stage.ts';
import { Grouping } from '../../src/score/row-groups.ts';
import { SPAN } from './build.ts';

const GRANT = { name: 'uang', kind: 'value', text: null, node: 1, type: null, digits: 0 } as const;
const AWARDS: AwardNodes = {
  eligible: 0,
  tiers: [{ name: 'emas', title: {}, when: 0, quota: null, grants: [GRANT] }],
  otherwise: 'tanpa',
  order: [],
  budget: null,
  reads: [],
};

/** Everybody in one tier, in the order of the rows, and what each is paid. */
function paid(dues: readonly Units[], total: Units, whenExceeded: BudgetNodes['whenExceeded']) {
  const budget: BudgetNodes = {
    span: SPAN,
    total: 2,
    within: [],
    grants: ['uang'],
    digits: 0,
    whenExceeded,
    ties: 'refuse',
  };
  const cohort: CompactCohort = {
    rows: dues.length,
    outcomes: [new Uint32Array(dues.length).fill(ENTRY.open | 4)],
    groupInputs: [],
    groups: [],
    texts: [],
    ranks: [],
    order: [[]],
    rejected: [],
    compareKeys: (a, b) => a - b,
  };
  const columns = {
    due: (_tier: number, _grant: number, row: number) => dues[row] ?? null,
    total: () => total,
    ranks: [Uint32Array.from(dues, (_, row) => row)],
    order: [{ column: 0, descending: false }],
  };
  const stage = compactAwards(AWARDS, cohort);
  const {
    states,
    paid: share,
    budgets,
  } = compactPayments(AWARDS, budget, cohort, stage, columns, new Grouping(cohort));
  const amounts = dues.map((due, row) => {
    if (states[row] === PAYMENT.prorated) return BigInt(share(0, row) ?? -1);
    return states[row] === PAYMENT.funded ? BigInt(due) : 0n;
  });
  return { amounts, spent: budgets[0]?.spent.toString(), needed: budgets[0]?.needed.toString() };
}

const due = fc.oneof(
  fc.integer({ min: 1, max: 9 }),
  fc.integer({ min: 1, max: 2 ** 31 }),
  fc.bigInt({ min: 2n ** 52n, max: 2n ** 70n }).map(units),
);
const dues = fc.array(due, { minLength: 1, maxLength: 30 });
const exactly = (list: readonly Units[]) => list.reduce<bigint>((sum, one) => sum + BigInt(one), 0n);
const SETTINGS = { seed: 20_261_125, numRuns: 300 };

describe('the budget over whole numbers of any size', () => {
  it('by order: the longest beginning of the order that the budget covers, and nobody after', () => {
    fc.assert(
      fc.property(dues, fc.nat({ max: 100 }), (list, percent) => {
        const total = (exactly(list) * BigInt(percent)) / 100n;
        let left = total;
        let isOpen = true;
        const expected = list.map((one) => {
          isOpen &&= BigInt(one) <= left;
          if (isOpen) left -= BigInt(one);
          return isOpen ? BigInt(one) : 0n;
        });
        const found = paid(list, units(total), 'by_order');
        expect(found.amounts).toEqual(expected);
        expect(found.spent).toBe(`${exactly(expected)}`);
        expect(found.needed).toBe(`${exactly(list)}`);
      }),
      SETTINGS,
    );
  });

  it('in proportion: floors, one more for the largest fractions, and all of the budget', () => {
    fc.assert(
      fc.property(dues, fc.nat({ max: 99 }), (list, percent) => {
        const needed = exactly(list);
        const total = (needed * BigInt(percent)) / 100n;
        const floors = list.map((one) => (BigInt(one) * total) / needed);
        const rests = list.map((one, i) => ({ i, rest: (BigInt(one) * total) % needed }));
        const largest = rests.sort((a, b) => (b.rest > a.rest ? 1 : b.rest < a.rest ? -1 : a.i - b.i));
        for (const { i } of largest.slice(0, Number(total - exactly(floors)))) floors[i] = (floors[i] ?? 0n) + 1n;
        const found = paid(list, units(total), 'prorate');
        expect(found.amounts).toEqual(floors);
        expect(exactly(found.amounts)).toBe(total);
        expect(found.spent).toBe(`${total}`);
      }),
      SETTINGS,
    );
  });
});

describe('sums of whole numbers', () => {
  it('are exact across 2^53, and plain numbers below it', () => {
    const near = fc.oneof(fc.maxSafeInteger(), fc.bigInt({ min: -(2n ** 60n), max: 2n ** 60n }).map(units));
    fc.assert(
      fc.property(near, near, (a, b) => {
        expect(BigInt(plus(a, b))).toBe(BigInt(a) + BigInt(b));
        expect(BigInt(minus(a, b))).toBe(BigInt(a) - BigInt(b));
      }),
      SETTINGS,
    );
    expect([plus(2 ** 53 - 2, 1), plus(2 ** 53 - 1, 1), plus(2 ** 53 - 1, 2)]).toEqual([
      2 ** 53 - 1,
      2n ** 53n,
      2n ** 53n + 1n,
    ]);
  });
});
