import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toSql } from '../../src/backends/sql/query.ts';
import { createObjectBinder } from '../../src/data/bind.ts';
import { readRows } from '../../src/data/read-rows.ts';
import { generatedIndicator, generatedRows, programOf, rowData, rulesetText } from '../laws/ruleset-text.ts';
import { openRuleset } from '../published/ruleset-files.ts';
import { DATABASES } from './databases.ts';
import { expectSame, period } from './sides.ts';

const Q3 = period('2026-Q3');

/** What is hard to divide, to round and to order: signs, halves, large amounts, dates, flags, texts, missing values. */
const HARD = `takar: 1
ruleset: hard
period: quarter
inputs:
  nip: { type: text, key: true }
  place: { type: text }
  spent: { type: money, range: "[0..10_000_000_000_000]" }
  ceiling: { type: money, range: "[1..10_000_000_000_000]" }
  change: { type: decimal, digits: 3, range: "[-1000..1000]", optional: true }
  share: { type: percent, digits: 2, range: "[-50..150]" }
  since: { type: date }
  until: { type: date }
  level: { type: choice, of: [low, middle, high], optional: true }
  passed: { type: flag }
checks:
  - { that: since <= until, message: { en: Ends before it begins } }
values:
  absorbed: { value: "percent(spent, ceiling)", round: { digits: 2, mode: half_up } }
  days: days_between(since, until)
  half: { value: "(change ?? 0) / 2", round: { digits: 2, mode: MODE } }
  seventh: { value: "(change ?? -1) / 7", round: { digits: 1, mode: MODE } }
  rounded: { value: spent / 3, round: { to: 1_000 IDR, mode: MODE } }
  begun: since
  best: if level is missing then false else level >= middle
indicators:
  absorption:
    polarity: maximize
    actual: percent(spent, ceiling)
    target: { 1: 20 %, 2: 45 %, 3: 70 %, 4: 95 % }
    achievement: actual / target * 100
    clamp: "[0..120]"
    round: { digits: 2, mode: MODE }
    weight: 60
    missing: reject
  quality:
    applies: passed
    polarity: none
    actual: change
    achievement: 100 + actual / 3
    clamp: "[0..120]"
    round: { digits: 3, mode: MODE }
    weight: 40
    missing: POLICY
scores:
  total: { value: "weighted_mean(indicators)", round: { digits: 2, mode: half_up } }
  other: { value: "weighted_sum(indicators)", round: { digits: 2, mode: half_up } }
ratings:
  band:
    of: total
    domain: "[0..120]"
    bands: { weak: "[0..70)", fair: "[70..100)", good: "[100..120]" }
awards:
  eligible: share >= 10 % and (level ?? low) >= middle
  tiers:
    - tier: gold
      when: band >= fair and passed
      quota:
        share: 25 %
        rounding: nearest
        of: BASE
        at_least: 1
        within: place
        order: [band desc, total desc, since asc]
        ties: TIES
      grant: { money: { value: 12.5 % of spent, round: { digits: 0, mode: MODE } }, paper: gold }
    - tier: silver
      when: band >= fair or place = 'B'
      quota: { count: 3, order: [days desc, half asc, nip asc], ties: exclude }
      grant: { money: { value: 1_000 IDR, round: { digits: 0, mode: down } } }
    - tier: bronze
      when: total > 0
  otherwise: nothing
`;

const MODES = ['half_up', 'half_even', 'half_down', 'up', 'down', 'floor', 'ceiling'];
const amount = fc.oneof(
  fc.constantFrom('1', '2', '3', '7', '9999999999999', '10000000000000', '4999999999999', '5000000000000'),
  fc.bigInt({ min: 1n, max: 10_000_000_000_000n }).map(String),
  fc.integer({ min: 1, max: 200 }).map((n) => String(n * 50_000_000_000)),
);
const hardRow = fc.record({
  place: fc.constantFrom('A', 'B', "O'Brien", 'é'),
  spent: fc.oneof(fc.constant('0'), amount),
  ceiling: amount,
  change: fc.constantFrom('', '-1000', '-0.005', '0', '0.005', '0.015', '-2.5', '2.5', '333.333', '1000', '-0.001'),
  share: fc.constantFrom('-50', '9.99', '10', '150', '95.55'),
  since: fc.constantFrom('2020-02-29', '2026-01-01', '1969-12-31', '2026-09-30'),
  until: fc.constantFrom('2026-09-30', '2020-03-01', '2026-01-01'),
  level: fc.constantFrom('', 'low', 'middle', 'high', 'high', 'middle'),
  passed: fc.constantFrom('true', 'false'),
});
const hard = fc.record({
  mode: fc.constantFrom(...MODES),
  policy: fc.constantFrom('exclude', 'zero_score', 'reject'),
  base: fc.constantFrom('accepted', 'eligible', 'candidates'),
  ties: fc.constantFrom('include', 'exclude', 'refuse'),
  rows: fc.array(hardRow, { minLength: 5, maxLength: 60 }),
});

describe.each(DATABASES)('the same rules in $name', ({ name, isHere, open }) => {
  if (!isHere) {
    it.skip(`${name}: no server here; .ci/postgres.sh starts one`);
    return;
  }

  it.each([1, 2, 3, 4])('score the licensing office as the exact engine does, quarter %i', async (quarter) => {
    const { program } = await openRuleset('examples/dpmptsp/dpmptsp.takar.yaml');
    if (!program) throw new Error('dpmptsp');
    const text = readFileSync(`examples/dpmptsp/data/2026-Q${quarter}.csv`, 'utf8');
    const { value: rows } = readRows(program.ruleset, text, 'csv', { path: 'data.csv', locale: 'en' });
    await expectSame(program, [...(rows ?? [])], period(`2026-Q${quarter}`), await open());
  });

  it('come out alike for generated rulesets, whatever their quotas do with ties', async () => {
    const count = 3;
    const quotas = fc.record({
      ties: fc.constantFrom('exclude', 'include', 'refuse'),
      base: fc.constantFrom('accepted', 'eligible', 'candidates'),
      atLeast: fc.integer({ min: 0, max: 3 }),
    });
    const indicators = fc.array(generatedIndicator, { minLength: count, maxLength: count });
    await fc.assert(
      fc.asyncProperty(indicators, generatedRows(count, 40), quotas, async (parts, generated, quota) => {
        const program = await programOf(
          rulesetText(parts)
            .replace('ties: exclude', `ties: ${quota.ties}, at_least: ${quota.atLeast}`)
            .replace('of: accepted', `of: ${quota.base}`),
        );
        const binder = createObjectBinder(program.ruleset, { path: 'data', locale: 'en' });
        const rows = generated.map((row, index) => binder.bind(rowData(row), index + 1));
        await expectSame(program, rows, Q3, await open());
      }),
      { seed: 20_260_103, numRuns: 40 },
    );
  });

  it('come out alike where it is hard: large amounts, signs, halves, dates, flags, texts, missing values', async () => {
    await fc.assert(
      fc.asyncProperty(hard, async ({ mode, policy, base, ties, rows: generated }) => {
        const text = HARD.replaceAll('MODE', mode)
          .replace('POLICY', policy)
          .replace('BASE', base)
          .replace('TIES', ties);
        const program = await programOf(text);
        const binder = createObjectBinder(program.ruleset, { path: 'data', locale: 'en' });
        const rows = generated.map((row, index) => binder.bind({ ...row, nip: `p${index}` }, index + 1));
        await expectSame(program, rows, Q3, await open());
      }),
      { seed: 20_260_104, numRuns: 30 },
    );
  });
});

describe('what a dialect cannot hold', () => {
  const wide = HARD.replaceAll('MODE', 'half_up')
    .replace('POLICY', 'exclude')
    .replace('BASE', 'accepted')
    .replace('TIES', 'exclude')
    .replace(
      'values:',
      'values:\n  huge: { value: "spent * 1_000_000_000_000 / ceiling * 1_000_000_000_000 * 1_000_000", round: { digits: 0, mode: half_up } }',
    );

  it('is refused with the number of bits, where another dialect takes it', async () => {
    const program = await programOf(wide);
    const options = { period: Q3, table: 'data', columns: 'all' } as const;
    expect(toSql(program, { dialect: 'spark', ...options })).toMatchObject({ kind: 'too_wide' });
    expect(toSql(program, { dialect: 'postgres', ...options })).toMatchObject({ kind: 'query' });
  });

  it('names the part of the ruleset that one row cannot give', async () => {
    const program = await programOf(
      wide.replace('values:\n', 'values:\n  before: { value: "previous(share) ?? 0 %", round: none }\n'),
    );
    expect(toSql(program, { dialect: 'duckdb', period: Q3, table: 'data', columns: 'all' })).toMatchObject({
      kind: 'not_planned',
    });
  });
});

it.each(['duckdb', 'postgres', 'spark', 'trino'] as const)(
  'the query for %s is written as it stands',
  async (dialect) => {
    const { program } = await openRuleset('test/cases/ruleset/good/satu-indikator.takar.yaml');
    if (!program) throw new Error('satu-indikator');
    const query = toSql(program, { dialect, period: Q3, table: 'data', columns: 'summary' });
    if (query.kind !== 'query') throw new Error(query.kind);
    await expect(query.sql).toMatchFileSnapshot(`golden/satu-indikator.${dialect}.sql`);
  },
);
