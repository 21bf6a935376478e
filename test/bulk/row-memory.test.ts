import { afterEach, describe, expect, test, vi } from 'vitest';
import { budgetColumns } from '../../src/bulk/budget-sources.ts';
import { KEY_WORDS } from '../../src/bulk/key-words.ts';
import { prepare } from '../../src/bulk/prepare.ts';
import { planOf } from '../../src/integers/build.ts';
import { type CompactCohort, ENTRY } from '../../src/score/award-columns.ts';
import { compactAwards } from '../../src/score/award-stage.ts';
import { compactPayments } from '../../src/score/budget-stage.ts';
import { Grouping } from '../../src/score/row-groups.ts';
import { rulesetText } from '../bench/standard.mjs';
import { period } from '../exact/program.ts';
import { programOf } from '../laws/ruleset-text.ts';

const ROWS = 50_000;
const GROUPS = 100;
/** What one employee may take in the group stage. */
const MOST_BYTES = 64;

afterEach(() => vi.unstubAllGlobals());

/** Bytes of all typed arrays that are made while something is done, whether they are kept or not. */
function bytesMadeBy(act: () => void): number {
  let bytes = 0;
  const counted = <T extends abstract new (...all: never[]) => ArrayBufferView>(base: T) =>
    new Proxy(base, {
      construct(target, all, newTarget) {
        const made: ArrayBufferView = Reflect.construct(target, all, newTarget);
        // A view of bytes that are there already takes none of its own.
        if (!(all[0] instanceof ArrayBuffer)) bytes += made.byteLength;
        return made;
      },
    });
  vi.stubGlobal('Uint8Array', counted(Uint8Array));
  vi.stubGlobal('Uint32Array', counted(Uint32Array));
  vi.stubGlobal('Int32Array', counted(Int32Array));
  vi.stubGlobal('Float64Array', counted(Float64Array));
  act();
  vi.unstubAllGlobals();
  return bytes;
}

/** What the bulk engine keeps of each row for these rules, with numbers in it as they come. */
async function kept(rules: string, header: readonly string[]) {
  const program = await programOf(rules);
  const { plan } = planOf(program, period('2026-Q3'), 'in_columns');
  const options = { period: period('2026-Q3'), language: 'id', locale: 'en', columns: 'summary' } as const;
  const prepared = plan === null ? undefined : prepare(plan, { ...options, header, delimiter: ',' });
  const { awards } = program;
  if (prepared === undefined || awards === null) throw new Error('beyond the bulk engine');
  const { shortRanks = [], rankTexts = [] } = prepared.spec.awards ?? {};
  let state = 7;
  const next = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
  const tiers = 2 ** awards.tiers.length;
  const numbers = (below: number) => Array.from({ length: ROWS }, () => 1 + next(below));
  const ranks = shortRanks.map((isShort) =>
    isShort ? Int32Array.from(numbers(1_000_000)) : Float64Array.from(numbers(1_000_000)),
  );
  const words = rankTexts.flatMap(() => Array.from({ length: KEY_WORDS }, () => Uint32Array.from(numbers(1e9))));
  const cohort: CompactCohort = {
    rows: ROWS,
    // A quarter of all meet the condition of some tier.
    outcomes: [Uint32Array.from({ length: ROWS }, () => ENTRY.open + 4 * (next(4) === 0 ? next(tiers) : 0))],
    groupInputs: prepared.groupInputs,
    groups: prepared.groupInputs.map(() => Uint32Array.from({ length: ROWS }, () => next(GROUPS))),
    texts: prepared.groupInputs.map(() => Array.from({ length: GROUPS }, (_, i) => `u${i}`)),
    ranks: [...ranks, ...words],
    order: prepared.order,
    rejected: [],
    compareKeys: null,
  };
  const columns = [...cohort.outcomes, ...cohort.groups, ...cohort.ranks];
  const bytes = columns.reduce((sum, { byteLength }) => sum + byteLength, 0);
  return { awards, cohort, bytes, budget: prepared.budget };
}

/** Bytes a row: of what is kept and of all that the tiers make, and then of what is left of it and all that the budget makes. */
async function perRow(rules: string, header: readonly string[]) {
  const { awards, cohort, bytes, budget } = await kept(rules, header);
  const grouping = new Grouping(cohort);
  const result: { stage?: ReturnType<typeof compactAwards> } = {};
  const tiers = bytesMadeBy(() => {
    result.stage = compactAwards(awards, cohort, grouping);
  });
  const { stage } = result;
  if (!stage) throw new Error('no awards');
  const left = [...stage.paths, stage.states, ...stage.ranks].reduce((sum, one) => sum + (one?.byteLength ?? 0), 0);
  const payments = bytesMadeBy(() => {
    if (budget === null || awards.budget === null) return;
    compactPayments(awards, awards.budget, cohort, stage, budgetColumns(budget, cohort.ranks), grouping);
  });
  return { kept: bytes / ROWS, tiers: (bytes + tiers) / ROWS, budget: (bytes + left + payments) / ROWS };
}

const HEADER = ['nip', 'dinas', 'hasil', 'rupiah'];
const rules = (exceeded: string) => `takar: 1
ruleset: budget
period: quarter
inputs:
  nip: { type: text, key: true }
  dinas: { type: text }
  hasil: { type: decimal, digits: 2, range: "[0..100]" }
  rupiah: { type: money, range: "[0..50_000_000]" }
scores:
  total: { value: hasil, round: { digits: 2, mode: half_up } }
awards:
  eligible: rupiah > 0 IDR
  tiers:
    - tier: emas
      when: total >= 90
      quota: { share: 20 %, rounding: down, of: eligible, within: dinas, order: [total desc, nip asc], ties: refuse }
      grant: { uang: { value: rupiah, round: { digits: 0, mode: down } }, lain: { value: 50 % of rupiah, round: { digits: 0, mode: down } } }
    - { tier: perak, when: total >= 80, grant: { uang: { value: rupiah / 3, round: { digits: 0, mode: down } } } }
  otherwise: tanpa
  order: [total desc, nip asc]
  budget: { total: 1_000_000 IDR, within: dinas, when_exceeded: ${exceeded} }
`;

describe('the group stage takes no more than 64 bytes an employee', () => {
  test('the standard work with its quota', async () => {
    const header = ['nip', 'unit', ...Array.from({ length: 10 }, (_, i) => [`t${i}`, `a${i}`]).flat()];
    const bytes = await perRow(rulesetText(), [...header, 'perilaku', 'hukuman', 'kehadiran']);
    // Outcome, unit, two scores.
    expect(bytes.kept).toBe(16);
    expect(bytes.tiers).toBeLessThan(30);
  });

  for (const exceeded of ['by_order, ties: refuse', 'prorate', 'error']) {
    test(`a quota ranked by key, and a budget that is ${exceeded.replace(/,.*/, '')}`, async () => {
      const bytes = await perRow(rules(exceeded), HEADER);
      // Outcome, unit, score, two words of the key, three amounts.
      expect(bytes.kept).toBe(32);
      expect(bytes.tiers).toBeLessThan(MOST_BYTES);
      expect(bytes.budget).toBeGreaterThan(bytes.kept);
      expect(bytes.budget).toBeLessThan(MOST_BYTES);
    });
  }
});
