import fc from 'fast-check';
import { type BoundRow, createObjectBinder } from '../../src/data/bind.ts';
import type { Program } from '../../src/model/program.ts';
import { programOf } from '../laws/ruleset-text.ts';

/** What is hard to divide, to round and to order: signs, halves, large amounts, dates, flags, texts, missing values. */
export const HARD = `takar: 1
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
export const hardRuleset = fc.record({
  mode: fc.constantFrom(...MODES),
  policy: fc.constantFrom('exclude', 'zero_score', 'reject'),
  base: fc.constantFrom('accepted', 'eligible', 'candidates'),
  ties: fc.constantFrom('include', 'exclude', 'refuse'),
  rows: fc.array(hardRow, { minLength: 5, maxLength: 60 }),
});

type Hard = typeof hardRuleset extends fc.Arbitrary<infer T> ? T : never;

export async function hardProgram({
  mode,
  policy,
  base,
  ties,
  rows,
}: Hard): Promise<{ program: Program; rows: BoundRow[] }> {
  const text = HARD.replaceAll('MODE', mode).replace('POLICY', policy).replace('BASE', base).replace('TIES', ties);
  const program = await programOf(text);
  const binder = createObjectBinder(program.ruleset, { path: 'data', locale: 'en' });
  return { program, rows: rows.map((row, index) => binder.bind({ ...row, nip: `p${index}` }, index + 1)) };
}
