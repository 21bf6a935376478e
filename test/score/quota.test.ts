import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scoreCohort as publicScore } from '../../src/library/score.ts';
import { Rational } from '../../src/number/rational.ts';
import { awardBeforeLimits } from '../../src/score/awards.ts';
import { scoreCohort } from '../../src/score/engine.ts';
import { capacityOf } from '../../src/score/members.ts';
import { programOf } from '../laws/ruleset-text.ts';
import { type Person, Q3, rowsOf, type TierPlan, tierProgram } from './build.ts';

const score = (plans: readonly TierPlan[], people: readonly Person[]) =>
  scoreCohort(tierProgram(plans), rowsOf(people), { period: Q3 });

/** Key → award, as one readable line each. */
async function awards(plans: readonly TierPlan[], people: readonly Person[]): Promise<Record<string, string | null>> {
  const { rows } = await score(plans, people);
  return Object.fromEntries(
    rows.map(({ key, award }) => [key, award?.state === 'undecided' ? '?' : (award?.name ?? null)]),
  );
}

const EQUALS: readonly Person[] = [
  { key: '1', hasil: 118 },
  { key: '2', hasil: 112 },
  { key: '3', hasil: 112 },
  { key: '4', hasil: 100 },
];
const gold = (ties: 'refuse' | 'include' | 'exclude', count = 2): readonly TierPlan[] => [
  { name: 'emas', from: 90, quota: { size: { kind: 'count', count }, ties } },
  { name: 'perak', from: 90 },
];

describe('a block of equals across the edge of a quota', () => {
  it('is placed whole under include', async () => {
    expect(await awards(gold('include'), EQUALS)).toEqual({ 1: 'emas', 2: 'emas', 3: 'emas', 4: 'perak' });
  });

  it('falls to the next tier under exclude, and nobody below takes the room', async () => {
    expect(await awards(gold('exclude'), EQUALS)).toEqual({ 1: 'emas', 2: 'perak', 3: 'perak', 4: 'perak' });
  });

  it('is undecided and final under refuse, with a finding', async () => {
    expect(await awards(gold('refuse'), EQUALS)).toEqual({ 1: 'emas', 2: '?', 3: '?', 4: 'perak' });
    const { diagnostics, summary, rows } = await score(gold('refuse'), EQUALS);
    expect(diagnostics.map(({ code, args }) => ({ code, args }))).toEqual([
      { code: 'TK801', args: { tier: 'emas', group: 'A', size: 2, room: 1 } },
    ]);
    expect(summary.undecided).toBe(2);
    expect(rows[1]?.award).toEqual({
      state: 'undecided',
      name: null,
      grants: [],
      steps: [{ tier: 'emas', outcome: 'tie_refused', rank: 2, capacity: 2, lastAdmitted: '1' }],
    });
  });

  it('is no question where the block ends at the edge', async () => {
    for (const ties of ['include', 'exclude', 'refuse'] as const) {
      expect(await awards(gold(ties, 3), EQUALS)).toEqual({ 1: 'emas', 2: 'emas', 3: 'emas', 4: 'perak' });
      expect(await awards(gold(ties, 1), EQUALS)).toEqual({ 1: 'emas', 2: 'perak', 3: 'perak', 4: 'perak' });
    }
  });

  it('is no question where there is no room at all', async () => {
    const { diagnostics, rows } = await score(gold('refuse', 0), EQUALS);
    expect(diagnostics).toEqual([]);
    expect(rows.map(({ award }) => award?.steps[0])).toEqual([
      { tier: 'emas', outcome: 'quota_full', rank: 1, capacity: 0, lastAdmitted: null },
      { tier: 'emas', outcome: 'quota_full', rank: 2, capacity: 0, lastAdmitted: null },
      { tier: 'emas', outcome: 'quota_full', rank: 2, capacity: 0, lastAdmitted: null },
      { tier: 'emas', outcome: 'quota_full', rank: 4, capacity: 0, lastAdmitted: null },
    ]);
  });

  it('is parted by the key where the order ends with it', async () => {
    const plans: readonly TierPlan[] = [
      { name: 'emas', from: 90, quota: { size: { kind: 'count', count: 2 }, byKey: true } },
    ];
    expect(await awards(plans, EQUALS)).toEqual({ 1: 'emas', 2: 'emas', 3: 'tanpa', 4: 'tanpa' });
  });
});

describe('the capacity', () => {
  const share = (percent: string, rounding: 'down' | 'nearest' | 'up', atLeast = 0) => {
    const [whole = '', part = ''] = percent.split('.');
    const exact = Rational.scaled(BigInt(whole + part), part.length + 2);
    return (base: number) =>
      capacityOf({ size: { kind: 'share', share: exact, rounding, base: 'accepted' }, atLeast }, base);
  };

  it('of 10 % of 7 people is as the rule rounds it', () => {
    expect([share('10', 'down')(7), share('10', 'nearest')(7), share('10', 'up')(7)]).toEqual([0, 1, 1]);
    expect([share('10', 'down')(4), share('10', 'nearest')(4), share('10', 'up')(4)]).toEqual([0, 0, 1]);
  });

  it('rounds half up where it says nearest', () => {
    expect([share('10', 'nearest')(5), share('10', 'nearest')(15), share('2.5', 'nearest')(20)]).toEqual([1, 2, 1]);
  });

  it('is exact where binary floating point is not: 0.07 × 100 × 100 is 7, not 7.000000000000001', () => {
    expect([share('7', 'up')(100), share('0.1', 'up')(3000), share('29', 'down')(100)]).toEqual([7, 3, 29]);
  });

  it('is at least what at_least says, whatever the base', () => {
    expect([share('10', 'down', 1)(7), share('10', 'down', 1)(0), share('10', 'down', 1)(30)]).toEqual([1, 1, 3]);
    expect(capacityOf({ size: { kind: 'count', count: 2 }, atLeast: 3 }, null)).toBe(3);
  });
});

describe('[G4] the base of a share, beside who was rejected', () => {
  const people: readonly Person[] = [
    { key: 'a', hasil: 100 },
    { key: 'b', hasil: 95 },
    { key: 'c', hasil: 80 },
    { key: 'd', hasil: 99, layak: false },
    { key: 'e', hasil: null },
    { key: 'f', hasil: 50, broken: true },
    { key: 'g', hasil: 70 },
    { key: 'g', hasil: 71 },
  ];
  const half = (base: 'accepted' | 'eligible' | 'candidates'): readonly TierPlan[] => [
    { name: 'emas', from: 90, quota: { size: { kind: 'share', share: Rational.of(1n, 2n), rounding: 'up', base } } },
  ];

  it.each([
    ['accepted', 5, 3],
    ['eligible', 3, 2],
    ['candidates', 2, 1],
  ] as const)('%s is %i of these people', async (base, expected, capacity) => {
    const { groups, diagnostics, summary } = await score(half(base), people);
    expect(groups).toEqual([
      {
        tier: 'emas',
        group: 'A',
        read: 8,
        base: expected,
        capacity,
        candidates: 2,
        placed: Math.min(2, capacity),
        rejected: 3,
      },
    ]);
    expect(diagnostics).toMatchObject([
      { code: 'TK802', args: { tier: 'emas', group: 'A', rejected: 3, base: expected } },
    ]);
    expect(summary).toMatchObject({ read: 8, scored: 5, rejected: 3, notAssessed: 1, undecided: 0 });
  });

  it('is counted in each group apart, groups in the order of their bytes', async () => {
    const { groups } = await score(half('accepted'), [
      { key: '1', unit: 'b', hasil: 100 },
      { key: '2', unit: 'B', hasil: 100 },
      { key: '3', unit: 'b', hasil: 10 },
      { key: '4', unit: '\u{1F600}', hasil: 10 },
      { key: '5', unit: '\uFF5E', hasil: 10 },
    ]);
    expect(groups.map(({ group, base, capacity, placed }) => [group, base, capacity, placed])).toEqual([
      ['B', 1, 1, 1],
      ['b', 2, 1, 1],
      ['\uFF5E', 1, 1, 0],
      ['\u{1F600}', 1, 1, 0],
    ]);
  });

  it('is everyone where the rule names no group', async () => {
    const plans: readonly TierPlan[] = [
      { name: 'emas', from: 90, quota: { size: { kind: 'count', count: 1 }, within: [] } },
    ];
    const { groups } = await score(plans, [
      { key: '1', unit: 'x', hasil: 100 },
      { key: '2', unit: 'y', hasil: 95 },
    ]);
    expect(groups).toMatchObject([{ group: '', base: null, capacity: 1, candidates: 2, placed: 1, read: 2 }]);
  });
});

describe('who is not placed falls through with the reason', () => {
  const plans: readonly TierPlan[] = [
    { name: 'emas', from: 110, quota: { size: { kind: 'count', count: 1 } } },
    { name: 'perak', from: 100, quota: { size: { kind: 'count', count: 1 } } },
    { name: 'perunggu', from: 95 },
  ];
  const people: readonly Person[] = [
    { key: 'x', hasil: 111 },
    { key: 'y', hasil: 112 },
    { key: 'z', hasil: 105 },
    { key: 'w', hasil: 90 },
    { key: 'v', hasil: 120, layak: false },
    { key: 'u', hasil: null },
  ];

  it('step by step', async () => {
    const { rows, summary } = await score(plans, people);
    expect(rows.map(({ key, award }) => [key, award?.state, award?.name, award?.steps])).toEqual([
      [
        'x',
        'placed',
        'perak',
        [
          { tier: 'emas', outcome: 'quota_full', rank: 2, capacity: 1, lastAdmitted: 'y' },
          { tier: 'perak', outcome: 'placed', rank: 1, capacity: 1 },
        ],
      ],
      ['y', 'placed', 'emas', [{ tier: 'emas', outcome: 'placed', rank: 1, capacity: 1 }]],
      [
        'z',
        'placed',
        'perunggu',
        [
          { tier: 'emas', outcome: 'condition_false' },
          { tier: 'perak', outcome: 'quota_full', rank: 2, capacity: 1, lastAdmitted: 'x' },
          { tier: 'perunggu', outcome: 'placed', rank: null, capacity: null },
        ],
      ],
      [
        'w',
        'none',
        'tanpa',
        [
          { tier: 'emas', outcome: 'condition_false' },
          { tier: 'perak', outcome: 'condition_false' },
          { tier: 'perunggu', outcome: 'condition_false' },
        ],
      ],
      ['v', 'not_eligible', 'tanpa', []],
      ['u', 'not_assessed', null, []],
    ]);
    expect([...summary.awards]).toEqual([
      ['emas', 1],
      ['perak', 1],
      ['perunggu', 1],
      ['tanpa', 2],
    ]);
  });

  it('and each record alone shows its award before limits, but no award', async () => {
    const { rows } = await score(plans, people);
    expect(rows.map((row) => awardBeforeLimits(row)?.name)).toEqual(['emas', 'emas', 'perak', 'tanpa', 'tanpa', null]);
  });
});

describe('a refused tie above a quota', () => {
  /** Gold over everybody, silver within a place and by another order, so that who loses gold may or may not matter. */
  const ruleset = (gold: number, silver: string, ties: string) => `takar: 1
ruleset: tied
inputs:
  nip: { type: text, key: true }
  place: { type: text }
  x: { type: count }
  y: { type: count }
scores:
  total: { value: x, round: none }
awards:
  eligible: true
  tiers:
    - tier: gold
      when: total >= 90
      quota: { count: ${gold}, order: [total desc], ties: refuse }
    - tier: silver
      when: y >= 50
      quota: { ${silver}, within: place, order: [y desc], ties: ${ties} }
    - tier: bronze
      when: x >= 10
  otherwise: nothing
`;
  interface Entrant {
    readonly nip: string;
    readonly place: string;
    readonly x: number;
    readonly y: number;
  }
  const given = async (text: string, people: readonly Entrant[]) => {
    const result = await publicScore(await programOf(text), [...people], { period: '2026-Q1' });
    const named = result.rows.map(({ key, award }) => [
      key,
      award?.state === 'undecided' ? '?' : (award?.name ?? null),
    ]);
    return { ...result, awards: Object.fromEntries(named) as Record<string, string | null> };
  };

  it('holds back whom its losers could displace, and nobody else', async () => {
    const people = [
      { nip: 'a', place: 'A', x: 90, y: 80 },
      { nip: 'b', place: 'B', x: 90, y: 80 },
      { nip: 'c', place: 'A', x: 60, y: 60 },
      { nip: 'd', place: 'A', x: 50, y: 50 },
      { nip: 'e', place: 'B', x: 50, y: 90 },
    ];
    // One of a and b comes down to silver: a would take c's seat; b would rank after e.
    const { awards: result, diagnostics, rows } = await given(ruleset(1, 'count: 1', 'refuse'), people);
    expect(result).toEqual({ a: '?', b: '?', c: '?', d: 'bronze', e: 'silver' });
    expect(diagnostics.map(({ code, args }) => ({ code, args }))).toEqual([
      { code: 'TK801', args: { tier: 'gold', group: '', size: 2, room: 1 } },
      { code: 'TK803', args: { tier: 'silver', group: 'A', size: 1 } },
    ]);
    expect(rows[2]?.award?.steps).toEqual([
      { tier: 'gold', outcome: 'condition_false' },
      { tier: 'silver', outcome: 'tie_awaited', rank: 1, capacity: 1, lastAdmitted: null },
    ]);
  });

  it('is no reason to wait where every decision comes to the same', async () => {
    const people = [
      { nip: 'a', place: 'A', x: 90, y: 80 },
      { nip: 'b', place: 'A', x: 90, y: 80 },
      { nip: 'c', place: 'A', x: 60, y: 60 },
    ];
    // Whoever loses gold takes the one seat of silver before c.
    expect((await given(ruleset(1, 'count: 1', 'refuse'), people)).awards).toEqual({ a: '?', b: '?', c: 'bronze' });
    expect((await given(ruleset(1, 'count: 2', 'refuse'), people)).awards).toEqual({ a: '?', b: '?', c: 'silver' });
  });

  it('gives no award that some decision of the tie would change', async () => {
    const entrant = fc.record({
      place: fc.constantFrom('A', 'B'),
      x: fc.constantFrom(20, 60, 90, 95),
      y: fc.constantFrom(40, 50, 60, 80),
    });
    const sizes = fc.constantFrom(
      'count: 0',
      'count: 1',
      'count: 2',
      'share: 50 %, rounding: down, of: candidates',
      'share: 50 %, rounding: up, of: eligible',
    );
    let decisions = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(entrant, { minLength: 2, maxLength: 8 }),
        fc.integer({ min: 1, max: 3 }),
        sizes,
        fc.constantFrom('refuse', 'include', 'exclude'),
        async (entrants, gold, silver, ties) => {
          const people = entrants.map((one, i) => ({ ...one, nip: `p${i}` }));
          const text = ruleset(gold, silver, ties);
          const open = await given(text, people);
          const refused = open.diagnostics.flatMap((one) => (one.code === 'TK801' ? [one.args] : []));
          const tie = refused.find(({ tier }) => tier === 'gold');
          if (!tie) return;
          const block = open.rows.flatMap(({ key, award }) =>
            award?.steps.some((step) => step.outcome === 'tie_refused' && step.tier === 'gold') ? [key] : [],
          );
          for (const winners of subsets(block, tie.room)) {
            decisions++;
            const decided = people.map((one) => (winners.includes(one.nip) ? { ...one, x: one.x + 1 } : one));
            const then = (await given(text, decided)).awards;
            for (const [key, award] of Object.entries(open.awards)) {
              if (award !== '?') expect([key, then[key]]).toEqual([key, award]);
            }
          }
        },
      ),
      { seed: 20260101, numRuns: 150 },
    );
    expect(decisions).toBeGreaterThan(100);
  });
});

function subsets(all: readonly string[], size: number): readonly (readonly string[])[] {
  if (size === 0) return [[]];
  return all.flatMap((first, i) => subsets(all.slice(i + 1), size - 1).map((rest) => [first, ...rest]));
}
