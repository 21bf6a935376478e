import { afterEach, expect, test, vi } from 'vitest';
import { settleRuleInColumns } from '../../src/bulk/groups/group-rules.ts';
import { keptRoom } from '../../src/bulk/groups/kept-columns.ts';
import { settleLimitInColumns } from '../../src/bulk/groups/limits.ts';
import { sharedCounts } from '../../src/bulk/groups/shared.ts';
import { type StageCohort, type StageWork, workOf } from '../../src/bulk/groups/stage-cohort.ts';
import { prepare } from '../../src/bulk/prepare.ts';
import { planOf } from '../../src/integers/build.ts';
import { Grouping } from '../../src/score/row-groups.ts';
import { rulesetText } from '../bench/standard.mjs';
import { period } from '../exact/program.ts';
import { programOf } from '../laws/ruleset-text.ts';

const ROWS = 100_000;
const UNITS = 100;
/** What one employee may take in the group stage. */
const MOST_BYTES = 64;

const GROUPS = `groups:
  peringkat: { type: rank, within: unit, order: [nilai_akhir desc, kehadiran desc], ties: competition }
  persentil: { type: percentile, order: [nilai_akhir desc], round: { digits: 2, mode: half_up } }
  rerata_unit: { type: average, within: unit, of: nilai_akhir, round: { digits: 2, mode: half_up } }
  bagian_baik: { type: share, within: unit, where: predikat >= baik, round: { digits: 1, mode: half_up } }
limits:
  predikat_akhir:
    value: predikat
    within: unit
    of: accepted
    action: apply
    order: [nilai_akhir desc, kehadiran desc]
    ties: include
    rules:
      - { values: [sangat_baik], at_most: 10 %, rounding: down, move_to: baik }
awards:`;

afterEach(() => vi.unstubAllGlobals());

/** Bytes of all typed arrays that are made meanwhile, whether they are kept or not. */
function bytesMadeBy(act: () => void): number {
  let bytes = 0;
  const counted = <T extends abstract new (...all: never[]) => ArrayBufferView>(base: T) =>
    new Proxy(base, {
      construct(target, all, newTarget) {
        const made: ArrayBufferView = Reflect.construct(target, all, newTarget);
        if (!(all[0] instanceof ArrayBuffer)) bytes += made.byteLength;
        return made;
      },
    });
  for (const base of [Uint8Array, Uint32Array, Int32Array, Float64Array]) vi.stubGlobal(base.name, counted(base));
  act();
  vi.unstubAllGlobals();
  return bytes;
}

test('group rules and a limit take no more than 64 bytes an employee, all that is made on the way included', async () => {
  const program = await programOf(rulesetText().replace('awards:', GROUPS));
  const { plan } = planOf(program, period('2026-Q3'), 'in_columns');
  const inputs = [...program.ruleset.inputs.keys()];
  const options = { period: period('2026-Q3'), language: 'id', locale: 'en', columns: 'summary' } as const;
  const [level] = (plan && prepare(plan, { ...options, header: inputs, delimiter: ',' })?.levels) ?? [];
  if (plan === null || level === undefined) throw new Error('beyond the bulk engine');
  const kept = level.sources.map(({ form }, k) => {
    const { values, states } = keptRoom(form, ROWS);
    states.fill(form === 'truth' ? 2 : 1);
    values?.forEach((_, row) => {
      values[row] = (row * 7919 * (k + 1)) % (k === 2 ? 5 : 11_000);
    });
    return { values, states };
  });
  const units = sharedCounts(ROWS).map((_, row) => (row * 31) % UNITS);
  const texts = Array.from({ length: UNITS }, (_, i) => `u${i}`);
  const grouping = new Grouping({ rows: ROWS, groupInputs: ['unit'], groups: [units], texts: [texts], rejected: [] });
  const cohort: StageCohort = { rows: ROWS, members: new Uint8Array(ROWS).fill(1), grouping, kept };
  // Member, unit, and of what is kept values and states.
  const taken = kept.reduce((sum, { values, states }) => sum + (values?.byteLength ?? 0) + states.byteLength, 5 * ROWS);
  expect(taken / ROWS).toBeLessThan(24);
  let [left, most] = [0, 0];
  for (const inputsOf of level.stages) {
    const nodes = program.stages[inputsOf.stage];
    if (nodes === undefined) throw new Error('no rule');
    const done: { work?: StageWork; left?: number } = {};
    const made = bytesMadeBy(() => {
      const work = workOf(cohort, inputsOf, grouping.by(nodes.within), []);
      const bound = { low: 0n, high: 2n ** 53n };
      const columns =
        nodes.kind === 'limit'
          ? undefined
          : settleRuleInColumns(nodes, work, bound).map(({ values, empty }) => [values, empty]);
      const limit = nodes.kind === 'limit' ? settleLimitInColumns(nodes, work, plan.words) : undefined;
      const ofLimit = limit?.columns.map(({ values, empty }) => [values, empty]);
      const all = [...(columns ?? ofLimit ?? []).flat(), ...(limit?.notes?.steps ?? [])];
      done.left = all.reduce((sum, column) => sum + (column?.byteLength ?? 0), 0);
    });
    most = Math.max(most, taken + left + made);
    left += done.left ?? 0;
  }
  // Sorting by digits takes room for their numbers, which is the same for any number of rows.
  const counters = 65_537 * 4 * 4;
  expect((most - counters) / ROWS).toBeLessThan(MOST_BYTES);
  // What the last walk reads: a rank and a percentile of five bytes each, a limit of nine.
  expect(left / ROWS).toBeGreaterThan(18);
  expect(left / ROWS).toBeLessThan(20);
});
