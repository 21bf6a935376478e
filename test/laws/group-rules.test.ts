import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CohortResult, Rational, type RowData, scoreCohort } from '../../src/index.ts';
import { programOf, ruleset } from '../semantics/lab.ts';

const SEED = { seed: 20_260_301, numRuns: 60 };

const text = (whenExceeded: string, ties: string) =>
  ruleset(
    `  unit: { type: choice, of: [a, b] }
  x: { type: decimal, digits: 0, range: "[0..10]" }
  pay: { type: money, range: "[0..1_000]" }`,
    `scores:
  s: { value: x, round: none }
ratings:
  r: { of: s, domain: "[0..10]", bands: { low: "[0..4)", mid: "[4..7)", high: "[7..10]" } }
groups:
  place: { type: rank, within: unit, order: [s desc], ties: competition }
limits:
  capped:
    value: r
    within: unit
    of: accepted
    action: apply
    order: [s desc]
    ties: ${ties}
    rules:
      - { values: [high], at_most: 40 %, rounding: down, move_to: mid }
      - { values: [mid], at_most: 40 %, rounding: up, move_to: low }
awards:
  eligible: s >= 1
  tiers:
    - tier: gold
      when: capped = high
      quota: { share: 30 %, rounding: nearest, of: eligible, within: unit, order: [s desc], ties: ${ties} }
      grant: { cash: { value: pay, round: { digits: 0, mode: down } } }
    - { tier: silver, when: place <= 4, grant: { cash: { value: 50 % of pay, round: { digits: 0, mode: down } } } }
  otherwise: nothing
  order: [s desc, nip asc]
  budget: { total: 700 IDR, within: unit, when_exceeded: ${whenExceeded}, ties: ${ties} }`,
  );

const people = fc
  .array(
    fc.record({
      unit: fc.constantFrom('a', 'b'),
      x: fc.integer({ min: 0, max: 10 }),
      pay: fc.integer({ min: 0, max: 400 }),
    }),
    {
      minLength: 1,
      maxLength: 14,
    },
  )
  .map((rows): RowData[] => rows.map((row, i) => ({ ...row, nip: `p${i}` })));

/** All that a result says of each person, by key: no order of the rows in it. */
function told({ rows, groups, limits, budgets, diagnostics }: CohortResult): unknown {
  const byKey = rows
    .map(({ key, results, award, undecided }) => [
      key,
      [...results].map(([name, value]) => [name, value.kind === 'value' ? String(value.value) : value.kind]),
      award?.name ?? award?.state,
      award?.steps,
      award?.grants.map(({ value, payment }) => [
        value?.kind === 'value' ? String(value.value) : value?.kind,
        payment?.state,
      ]),
      [...undecided],
    ])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  const found = diagnostics
    .map(({ code, args }) =>
      JSON.stringify([code, args], (_, value) => (value instanceof Rational ? String(value) : value)),
    )
    .sort();
  return [
    byKey,
    groups,
    limits,
    budgets.map((each) => ({ ...each, total: `${each.total}`, needed: `${each.needed}`, spent: `${each.spent}` })),
    found,
  ];
}

describe.each(['by_order', 'prorate'])('groups, limits, quotas and a budget: %s', (whenExceeded) => {
  test.each(['exclude', 'refuse', 'include'])('laws, ties: %s', async (ties) => {
    const program = await programOf(text(whenExceeded, ties));
    const score = (rows: readonly RowData[]) => scoreCohort(program, rows, { period: '2026-Q3' });
    await fc.assert(
      fc.asyncProperty(people, async (rows) => {
        const result = await score(rows);
        // Permuting the rows changes nothing.
        expect(told(await score([...rows].reverse()))).toEqual(told(result));
        const isStrict = ties !== 'include';
        for (const { placed, capacity, candidates } of result.groups) {
          if (isStrict) expect(placed).toBeLessThanOrEqual(capacity);
          expect(placed).toBeLessThanOrEqual(candidates);
        }
        for (const { unit } of [{ unit: 'a' }, { unit: 'b' }]) {
          const members = result.rows.filter(({ record }) => record.fields.get('unit') === unit);
          const having = (value: string) =>
            members.filter(({ results }) => shownOf(results.get('capped')) === value).length;
          if (isStrict) expect(having('high')).toBeLessThanOrEqual(Math.floor(members.length * 0.4));
          const cash = members.flatMap(({ award }) => award?.grants ?? []).flatMap(({ value }) => numberOf(value));
          const spent = cash.reduce((sum, each) => sum + each, 0);
          const budget = result.budgets.find(({ group }) => group === unit);
          if (!budget) continue;
          expect(Rational.integer(spent).equals(budget.spent)).toBe(true);
          if (isStrict || whenExceeded === 'prorate') expect(spent).toBeLessThanOrEqual(700);
          // What is shared out totals exactly the budget.
          if (budget.prorated > 0) expect(spent).toBe(700);
          expect(budget.funded + budget.prorated + budget.unfunded + budget.undecided).toBe(
            members.filter(({ award }) => award?.state === 'placed').length,
          );
        }
        for (const { award, results, evaluation } of result.rows) {
          if (award?.state !== 'placed') continue;
          // Nobody is placed who is no candidate.
          const x = numberOf(results.get('s'))[0] ?? 0;
          expect(x).toBeGreaterThanOrEqual(1);
          if (award.name === 'gold') expect(shownOf(results.get('capped'))).toBe('high');
          // Nobody is paid more than is due.
          for (const { value, payment } of award.grants) {
            const due = numberOf(payment?.due)[0] ?? 0;
            expect(numberOf(value)[0] ?? 0).toBeLessThanOrEqual(due);
          }
          expect(evaluation.record.key).toMatch(/^p\d+$/);
        }
      }),
      SEED,
    );
  });
});

type Outcome =
  CohortResult['rows'][number]['results'] extends ReadonlyMap<string, infer V> ? V | null | undefined : never;

function shownOf(outcome: Outcome): string {
  return outcome?.kind === 'value' ? String(outcome.value) : (outcome?.kind ?? 'none');
}

function numberOf(outcome: Outcome): number[] {
  return outcome?.kind === 'value' && outcome.value instanceof Rational ? [Number(outcome.value.toString())] : [];
}
