import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparison, lastTier, STEP, stepAt } from '../../src/score/award-columns.ts';
import { scoreCohort } from '../../src/score/engine.ts';
import { bucket, bucketed, Grouping } from '../../src/score/row-groups.ts';
import { RowOrder } from '../../src/score/row-order.ts';
import { Q3, rowsOf, tierProgram } from './build.ts';

describe('the award stage over columns', () => {
  it('has no limit of tiers: seventy with a quota of one each', async () => {
    const plans = Array.from({ length: 70 }, (_, i) => ({
      name: `t${i}`,
      from: i === 33 ? 200 : 1,
      quota: { size: { kind: 'count' as const, count: 1 } },
    }));
    const people = Array.from({ length: 71 }, (_, i) => ({ key: `p${i}`, hasil: 100 - i }));
    const { rows, groups } = await scoreCohort(tierProgram(plans), rowsOf(people), { period: Q3 });
    // Nobody reaches tier 33; everybody below it stands one tier further down.
    expect(rows.map(({ award }) => award?.name)).toEqual([
      ...Array.from({ length: 33 }, (_, i) => `t${i}`),
      ...Array.from({ length: 36 }, (_, i) => `t${i + 34}`),
      'tanpa',
      'tanpa',
    ]);
    const steps = rows[68]?.award?.steps ?? [];
    expect(steps).toHaveLength(70);
    expect(steps[33]).toEqual({ tier: 't33', outcome: 'condition_false' });
    expect(steps[68]).toEqual({ tier: 't68', outcome: 'quota_full', rank: 2, capacity: 1, lastAdmitted: 'p67' });
    expect(steps[69]).toEqual({ tier: 't69', outcome: 'placed', rank: 1, capacity: 1 });
    expect(groups.map(({ candidates }) => candidates)).toEqual(
      Array.from({ length: 70 }, (_, i) => (i === 33 ? 0 : 71 - i + (i > 33 ? 1 : 0))),
    );
  });

  it('knows the last tier that looked at a row, in whatever word it stands', () => {
    const paths = [Uint32Array.of(0, 1, 0o66, STEP.placed << 27), Uint32Array.of(0, 0, 0, STEP.tieRefused << 3)];
    expect([0, 1, 2, 3].map((row) => lastTier(paths, row))).toEqual([-1, 0, 1, 11]);
    expect([9, 10, 11].map((tier) => stepAt(paths, 3, tier))).toEqual([STEP.placed, STEP.unseen, STEP.tieRefused]);
  });

  it('orders rows by the first integer that differs, each in its direction', () => {
    const ranks = [Int32Array.of(5, 5, 7), Float64Array.of(2 ** 40, 2 ** 41, 0)];
    const by = (...order: [number, boolean][]) => {
      const compare = comparison(
        ranks,
        order.map(([column, descending]) => ({ column, descending })),
      );
      return [0, 1, 2].sort(compare);
    };
    expect([by([0, true], [1, true]), by([0, false], [1, true]), by([1, false])]).toEqual([
      [2, 1, 0],
      [1, 0, 2],
      [2, 0, 1],
    ]);
  });
});

describe('the order of rows', () => {
  const column = fc.oneof(
    fc.constantFrom(3, 2 ** 20, 2 ** 31).map((most) => ({ most, low: -5 })),
    fc.constant({ most: 2 ** 52, low: -(2 ** 52) }),
  );

  it('is that of comparing them one by one, however many of the keys fit into one number', () => {
    const shape = fc.record({
      columns: fc.array(column, { minLength: 0, maxLength: 4 }),
      rows: fc.integer({ min: 0, max: 60 }),
      seed: fc.integer(),
      down: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
    });
    fc.assert(
      fc.property(shape, ({ columns, rows, seed, down }) => {
        let state = seed;
        const next = () => {
          state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
          return (state >>> 8) / 2 ** 24;
        };
        // Few different values, so that ties are common.
        const ranks = columns.map(({ most, low }) =>
          Float64Array.from({ length: rows + 7 }, () => low + Math.floor((Math.floor(next() * 4) / 4) * most)),
        );
        const order = columns.map((_, i) => ({ column: i, descending: down[i] ?? false }));
        const chosen = Uint32Array.from({ length: rows }, (_, i) => (i * 11) % (rows + 7));
        const sorter = new RowOrder(ranks, order);
        const expected = [...chosen].sort(sorter.compare);
        const found = chosen.slice();
        sorter.sort(found);
        expect([...found].sort()).toEqual([...chosen].sort());
        const isSame = (row: number, i: number) => sorter.compare(row, expected[i] ?? 0) === 0;
        expect([...found].every(isSame)).toBe(true);
      }),
      { seed: 20_261_125, numRuns: 1000 },
    );
  });
});

describe('groups by number', () => {
  it('of two inputs stay apart, however many texts there are', () => {
    const many = 70_000;
    const texts = Array.from({ length: many }, (_, i) => `u${i}`);
    const grouping = new Grouping({
      rows: 4,
      groupInputs: ['a', 'b'],
      groups: [Uint32Array.of(0, 1, 0, 1), Uint32Array.of(65_536, 0, 65_536, 65_536)],
      texts: [['x', 'y'], texts],
      rejected: [
        ['y', 'u0'],
        ['y', undefined],
        ['z', 'u1'],
      ],
    });
    const { of, values, inOrder, rejected } = grouping.by(['a', 'b']);
    expect([...(of ?? [])]).toEqual([0, 1, 0, 2]);
    expect(inOrder.map((number) => [values[number], rejected[number]])).toEqual([
      [['x', 'u65536'], 0],
      [['y', 'u0'], 1],
      [['y', 'u65536'], 0],
      [['z', 'u1'], 1],
    ]);
    expect(grouping.by(['a', 'b'])).toBe(grouping.by(['a', 'b']));
  });

  it('bring the rows of a state together', () => {
    const grouping = new Grouping({
      rows: 5,
      groupInputs: ['a'],
      groups: [Uint32Array.of(2, 0, 2, 0, 1)],
      texts: [['x', 'y', 'z']],
      rejected: [],
    });
    const buckets = bucketed(grouping.by(['a']), Uint8Array.of(7, 7, 7, 0, 2), 7, Uint32Array.of(1, 0, 2));
    expect([0, 1, 2].map((group) => [...bucket(buckets, group)])).toEqual([[1], [], [0, 2]]);
    expect([...bucket(bucketed(grouping.by([]), Uint8Array.of(0, 1, 0, 0, 1), 1, Uint32Array.of(2)), 0)]).toEqual([
      1, 4,
    ]);
  });
});
