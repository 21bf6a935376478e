import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BoundRow } from '../../src/data/bind.ts';
import { TEXT } from '../../src/language/types.ts';
import { Rational } from '../../src/number/rational.ts';
import { isReject, scoreCohort, scoreRecord } from '../../src/score/engine.ts';
import { Builder, type Person, Q3, rowsOf, SCORE, SPAN, type TierPlan, tierProgram } from './build.ts';

const ONE_TIER: readonly TierPlan[] = [{ name: 'emas', from: 90 }];

describe('rows of a cohort', () => {
  it('with one key twice are all rejected, each naming the others', async () => {
    const rows = rowsOf([
      { key: '1', hasil: 100 },
      { key: '2', hasil: 100 },
      { key: '1', hasil: 90 },
      { key: '1', hasil: 0, broken: true },
    ]);
    const result = await scoreCohort(tierProgram(ONE_TIER), rows, { period: Q3, path: 'data.csv' });
    expect(result.rows.map(({ key }) => key)).toEqual(['2']);
    expect(result.rejects.map(({ row, findings }) => [row, findings.map(({ code, args }) => [code, args])])).toEqual([
      [2, [['TK609', { key: '1', rows: [2, 4, 5] }]]],
      [4, [['TK609', { key: '1', rows: [2, 4, 5] }]]],
      [
        5,
        [
          ['TK603', { text: 'x', localeHint: false }],
          ['TK609', { key: '1', rows: [2, 4, 5] }],
        ],
      ],
    ]);
    expect(result.rejects[0]?.findings[0]?.related.map(({ place }) => place)).toEqual([
      { kind: 'cell', cell: { path: 'data.csv', row: 4 } },
      { kind: 'cell', cell: { path: 'data.csv', row: 5 } },
    ]);
    expect(result.summary).toMatchObject({ read: 4, scored: 1, rejected: 3, otherPeriods: 0 });
  });

  it('of other periods are counted apart, and are no duplicates', async () => {
    const rows = rowsOf([
      { key: '1', hasil: 100, period: '2026-Q3' },
      { key: '1', hasil: 90, period: '2026-Q2' },
      { key: '2', hasil: 90, period: '2026-TW3' },
      { key: '3', hasil: 90 },
      { key: '4', hasil: 90, period: '2025-Q3', broken: true },
    ]);
    const result = await scoreCohort(tierProgram(ONE_TIER), rows, { period: Q3 });
    expect(result.rows.map(({ key }) => key)).toEqual(['1', '2', '3']);
    expect(result.summary).toMatchObject({ read: 3, scored: 3, rejected: 0, otherPeriods: 2 });
  });

  it('may come asynchronously and stand in input order', async () => {
    const rows = rowsOf([
      { key: 'b', hasil: 90 },
      { key: 'a', hasil: 100 },
    ]);
    async function* later(): AsyncGenerator<BoundRow> {
      for (const row of rows) yield await Promise.resolve(row);
    }
    const result = await scoreCohort(tierProgram(ONE_TIER), later(), { period: Q3 });
    expect(result.rows.map(({ key, award }) => [key, award?.name])).toEqual([
      ['b', 'emas'],
      ['a', 'emas'],
    ]);
  });

  it('carry findings that do not reject them into the findings of the run', async () => {
    const [row] = rowsOf([{ key: '1', hasil: 100 }]);
    if (!row) throw new Error('no row');
    const remark = { ...rowsOf([{ key: '1', hasil: 1, broken: true }])[0]?.findings[0], severity: 'warning' };
    const findings = [remark] as BoundRow['findings'];
    const result = await scoreCohort(tierProgram(ONE_TIER), [{ ...row, findings }], { period: Q3 });
    expect(result.rows).toHaveLength(1);
    expect(result.diagnostics).toEqual(findings);
  });
});

describe('a record', () => {
  const built = () => {
    const build = new Builder();
    const hasil = build.input('hasil', SCORE);
    build.input('nip', TEXT);
    const divisor = build.input('pembagi', SCORE);
    build.score('hasil', hasil);
    const quotient = build.add({ op: 'divide', left: hasil, right: divisor }, SCORE);
    build.results.push({ name: 'rasio', kind: 'value', node: quotient, type: SCORE, digits: 2 });
    build.results.push({ name: 'rasio_lagi', kind: 'value', node: quotient, type: SCORE, digits: 2 });
    build.requirements.push(
      {
        node: build.atLeast(hasil, 10),
        reason: { kind: 'check', message: { id: 'terlalu kecil' }, that: 'hasil >= 10' },
        span: SPAN,
      },
      { node: build.atLeast(hasil, 20), reason: { kind: 'required_input', input: 'hasil' }, span: SPAN },
      { node: build.atLeast(hasil, 30), reason: { kind: 'must_be_empty', input: 'hasil' }, span: SPAN },
      { node: build.atLeast(hasil, 40), reason: { kind: 'missing_actual', indicator: 'ketepatan' }, span: SPAN },
    );
    return build.program(null);
  };
  const record = (hasil: number | null, divisor: number) => ({
    key: '1',
    row: 7,
    fields: new Map([
      ['pembagi', Rational.integer(divisor)],
      ...(hasil === null ? [] : [['hasil', Rational.integer(hasil)] as const]),
    ]),
  });
  const findings = (hasil: number | null, divisor: number) => {
    const scored = scoreRecord(built(), record(hasil, divisor), { period: Q3 }, 'data.csv');
    return isReject(scored) ? scored.findings.map(({ code, args, place }) => ({ code, args, place })) : scored;
  };
  const at = (columnName?: string) => ({
    kind: 'cell',
    cell: { path: 'data.csv', row: 7, ...(columnName ? { columnName } : {}) },
  });

  it('is rejected with every requirement that it does not meet, and with nothing computed from it', () => {
    expect(findings(5, 0)).toEqual([
      { code: 'TK610', args: { message: { id: 'terlalu kecil' }, that: 'hasil >= 10' }, place: at() },
      { code: 'TK606', args: {}, place: at('hasil') },
      { code: 'TK608', args: { text: '5' }, place: at('hasil') },
      { code: 'TK701', args: { indicator: 'ketepatan' }, place: at() },
    ]);
    expect(findings(35, 0)).toEqual([{ code: 'TK701', args: { indicator: 'ketepatan' }, place: at() }]);
  });

  it('is rejected once for an error that several results need', () => {
    expect(findings(50, 0)).toEqual([{ code: 'TK706', args: {}, place: at() }]);
  });

  it('meets a requirement that is missing, and is not assessed where its score is', () => {
    expect(findings(null, 1)).toMatchObject({ key: '1', state: 'not_assessed', award: null });
  });

  it('has an award of its own only where no tier has a quota', () => {
    const [row] = rowsOf([{ key: '1', hasil: 100 }]);
    if (!row?.record) throw new Error('no record');
    expect(scoreRecord(tierProgram(ONE_TIER), row.record, { period: Q3 })).toMatchObject({ award: { name: 'emas' } });
    const limited = tierProgram([{ name: 'emas', from: 90, quota: {} }]);
    expect(scoreRecord(limited, row.record, { period: Q3 })).toMatchObject({ award: null });
  });

  it('whose condition is missing is not assessed, never refused silently', () => {
    const build = new Builder();
    build.score('hasil', build.input('hasil', SCORE));
    const other = build.input('lain', { ...SCORE, presence: 'unassessed' });
    const tier = { name: 'emas', title: {}, when: build.atLeast(other, 1), quota: null, grants: [] };
    const eligible = build.constant(true);
    const program = build.program({ eligible, tiers: [tier], otherwise: 'tanpa', order: [], budget: null, reads: [] });
    const scored = scoreRecord(
      program,
      { key: '1', row: 1, fields: new Map([['hasil', Rational.ONE]]) },
      { period: Q3 },
    );
    expect(scored).toMatchObject({ state: 'not_assessed', award: { state: 'not_assessed', name: null } });
  });
});

const person = fc.record({
  unit: fc.constantFrom('A', 'B', 'C'),
  hasil: fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 85, max: 95 }) },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
  layak: fc.boolean(),
  broken: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
});
const size = fc.oneof(
  fc.record({ kind: fc.constant('count' as const), count: fc.integer({ min: 0, max: 4 }) }),
  fc.record({
    kind: fc.constant('share' as const),
    share: fc.integer({ min: 0, max: 100 }).map((percent) => Rational.of(BigInt(percent), 100n)),
    rounding: fc.constantFrom('down' as const, 'nearest' as const, 'up' as const),
    base: fc.constantFrom('accepted' as const, 'eligible' as const, 'candidates' as const),
  }),
);
const plan = fc.record({
  name: fc.constantFrom('emas', 'perak', 'perunggu'),
  from: fc.integer({ min: 84, max: 96 }),
  quota: fc.record({
    size,
    atLeast: fc.integer({ min: 0, max: 1 }),
    within: fc.constantFrom(['unit'], []),
    ties: fc.constantFrom('refuse' as const, 'include' as const, 'exclude' as const),
  }),
});
const plans = fc.uniqueArray(plan, { minLength: 1, maxLength: 3, selector: ({ name }) => name });
const cohort = fc
  .array(person, { maxLength: 30 })
  .map((list): readonly Person[] => list.map((one, i) => ({ ...one, key: String(i % 28) })));

describe('laws of a cohort', () => {
  const settings = { seed: 20260101, numRuns: 300 };

  it('the order of rows changes no award, no reason, no reject and no group', async () => {
    await fc.assert(
      fc.asyncProperty(plans, cohort, fc.infiniteStream(fc.nat()), async (tiers, people, random) => {
        const program = tierProgram(tiers);
        const rows = rowsOf(people);
        const shuffled = rows
          .map((row) => ({ row, at: Number(random.next().value) }))
          .sort((a, b) => a.at - b.at)
          .map(({ row }) => row);
        const [one, two] = [
          await scoreCohort(program, rows, { period: Q3 }),
          await scoreCohort(program, shuffled, { period: Q3 }),
        ];
        const byRow = ({ rows: scored }: typeof one) =>
          scored.map(({ record, award }) => [record.row, award]).sort(byFirst);
        expect(byRow(two)).toEqual(byRow(one));
        expect(two.rejects.map(({ row }) => row).sort()).toEqual(one.rejects.map(({ row }) => row).sort());
        expect([two.groups, two.summary]).toEqual([one.groups, one.summary]);
        expect(codes(two)).toEqual(codes(one));
      }),
      settings,
    );
  });

  it('no quota is exceeded except by include, and the counts add up', async () => {
    await fc.assert(
      fc.asyncProperty(plans, cohort, async (tiers, people) => {
        const { rows, groups, summary } = await scoreCohort(tierProgram(tiers), rowsOf(people), { period: Q3 });
        for (const { tier, capacity, placed, candidates } of groups) {
          const { ties } = tiers.find(({ name }) => name === tier)?.quota ?? {};
          if (ties !== 'include') expect(placed).toBeLessThanOrEqual(capacity);
          expect(placed).toBeLessThanOrEqual(candidates);
        }
        expect(summary.read).toBe(people.length);
        expect(summary.scored + summary.rejected).toBe(summary.read);
        const named = [...summary.awards.values()].reduce((sum, count) => sum + count, 0);
        expect(named + summary.undecided + summary.notAssessed).toBe(rows.length);
      }),
      settings,
    );
  });

  it('nobody is placed below somebody of the same group with a lower score', async () => {
    await fc.assert(
      fc.asyncProperty(plans, cohort, async (tiers, people) => {
        const { rows } = await scoreCohort(tierProgram(tiers), rowsOf(people), { period: Q3 });
        for (const { name, from, quota } of tiers) {
          for (const full of rows.filter(({ award }) =>
            award?.steps.some((s) => s.tier === name && s.outcome === 'quota_full'),
          )) {
            for (const winner of rows.filter(({ award }) => award?.name === name)) {
              const rivals = quota.within.length === 0 || unitOf(winner) === unitOf(full);
              if (rivals) expect(hasilOf(winner)).toBeGreaterThan(hasilOf(full));
            }
            expect(hasilOf(full)).toBeGreaterThanOrEqual(from);
          }
        }
      }),
      settings,
    );
  });
});

type Result = Awaited<ReturnType<typeof scoreCohort>>;
const codes = ({ diagnostics }: Result) => diagnostics.map(({ code, args }) => [code, args]);
const unitOf = ({ record }: Result['rows'][number]) => record.fields.get('unit');
const hasilOf = ({ record }: Result['rows'][number]) => Number(record.fields.get('hasil')?.toString());
const byFirst = (a: readonly unknown[], b: readonly unknown[]) => Number(a[0]) - Number(b[0]);
