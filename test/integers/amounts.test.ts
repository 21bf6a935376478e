import { expect, test } from 'vitest';
import { moduleSource } from '../../src/backends/columns/module.ts';
import { planOf } from '../../src/integers/build.ts';
import { neededSteps } from '../../src/integers/needed.ts';
import { isWideStep } from '../../src/integers/notes.ts';
import { StepWriter } from '../../src/integers/steps.ts';
import type { Value } from '../../src/language/core.ts';
import type { DataRecord } from '../../src/model/record.ts';
import { Rational } from '../../src/number/rational.ts';
import { roundQuotient } from '../../src/number/rounding.ts';
import { performanceText } from '../../src/report/performance.ts';
import { period } from '../exact/program.ts';
import { programOf } from '../laws/ruleset-text.ts';
import { amountRules } from './amount-rules.ts';
import { compareRecords } from './harness.ts';

const SETTING = { period: period('2026-Q3') };
const MODES = ['half_up', 'half_even', 'half_down', 'up', 'down', 'floor', 'ceiling'] as const;

/** Small and large amounts of which a share ends in a half, and the ends of every range. */
function records(count: number, seed: number): readonly DataRecord[] {
  let state = seed;
  const next = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
  const most = 10n ** 13n;
  return Array.from({ length: count }, (_, i) => {
    const amounts = [0n, 1n, most, most - 1n, BigInt(next(1 << 24)) * 500_000n, most - BigInt(next(20_000)), 5_000n];
    const shares = [0, 1, 5_000, 10_000, 15_000, 3_333, next(15_001), 2_500, 14_999];
    const fields = new Map<string, Value>([
      ['nip', `p${i}`],
      ['besaran', Rational.of(amounts[next(amounts.length)] ?? 0n)],
      ['telat', Rational.scaled(BigInt(shares[next(shares.length)] ?? 0), 2)],
    ]);
    if (next(8) > 0) fields.set('kerja', Rational.scaled(BigInt(next(3) === 0 ? 5_000 : next(10_001)), 2));
    if (next(3) === 0) {
      fields.set('diputus', ['kurang', 'baik'][next(2)] ?? '');
      if (next(9) > 0) fields.set('alasan', 'Rapat');
    }
    return { key: `p${i}`, fields, row: i + 1 };
  });
}

test.each(MODES)('amounts by columns and exactly, every step and what results show of it: %s', async (mode) => {
  const program = await programOf(amountRules(mode));
  const { plan } = planOf(program, SETTING.period);
  if (plan === null) throw new Error('no plan');
  const { scored, exact, differences } = compareRecords(plan, records(3000, mode.length), SETTING);
  expect(differences.slice(0, 3)).toEqual([]);
  expect(scored).toBeGreaterThan(2500);
  // Those whose decision has no reason.
  expect(exact).toBeGreaterThan(10);
});

test('a share of 10^13 rupiah is taken without a step in BigInt, and none is told of', async () => {
  for (const mode of MODES) {
    const program = await programOf(amountRules(mode));
    const { plan } = planOf(program, null);
    if (plan === null) throw new Error('no plan');
    const needed = neededSteps(plan);
    const wide = plan.steps.filter((step) => needed[step.id] === 1 && isWideStep(step));
    // But for what nobody rounds: results show it with 4 digits, which makes 18 figures.
    const base = plan.results.find(({ name }) => name === 'per_skor')?.parts[0];
    expect(wide.map(({ id }) => id)).toEqual([base?.shown?.units]);
    const text = performanceText(program, program.ruleset.sources, 'en');
    expect(text.match(/A number here may have 18 figures/g)).toHaveLength(1);
    expect(text.split('\n')).toHaveLength(3);
  }
});

/** Steps as integers, by hand. */
function worked(steps: StepWriter, id: number, columns: readonly bigint[]): bigint {
  const step = steps.step(id);
  const of = (operand: number) => worked(steps, operand, columns);
  switch (step.op) {
    case 'integer':
      return step.value;
    case 'column':
      return columns[step.column] ?? 0n;
    case 'add':
      return of(step.left) + of(step.right);
    case 'subtract':
      return of(step.left) - of(step.right);
    case 'multiply': {
      const product = of(step.left) * of(step.right);
      expect(product).toBeLessThanOrEqual(step.bound.high);
      return product;
    }
    case 'narrowed': {
      const value = of(step.of);
      expect(value >= step.bound.low && value <= step.bound.high).toBe(true);
      return value;
    }
    case 'divided': {
      const { factor, over, under, mode } = step;
      return roundQuotient(factor * of(over), of(under), mode);
    }
    default:
      throw new Error(step.op);
  }
}

test('a product beyond doubles is divided by parts of it: the same integer in every mode, ties and ends included', () => {
  const amounts = [0n, 1n, 9_999n, 5_000n, 10n ** 13n, 10n ** 13n - 1n, 333_333_333_333n, 4_999_999_995_000n];
  const shares = [0n, 1n, 2n, 3_333n, 5_000n, 9_999n, 14_999n, 15_000n];
  let split = 0;
  for (const mode of MODES) {
    for (const [factor, divisor] of [
      [1n, 10_000n],
      [1n, 10_001n],
      [3n, 40_000n],
      [7n, 2n],
      [1n, 2_500_000n],
    ] as const) {
      const steps = new StepWriter();
      const a = steps.column(0, { low: 0n, high: 10n ** 13n });
      const b = steps.column(1, { low: 0n, high: 15_000n });
      // Either may be the larger one.
      const over = divisor === 10_001n ? steps.product(b, a) : steps.product(a, b);
      const result = steps.divided(factor, over, steps.integer(divisor), mode);
      if (!isWideStep(steps.step(result))) split++;
      for (const amount of amounts) {
        for (const share of shares) {
          const exact = roundQuotient(factor * amount * share, divisor, mode);
          expect([mode, factor, divisor, amount, share, worked(steps, result, [amount, share])]).toEqual([
            mode,
            factor,
            divisor,
            amount,
            share,
            exact,
          ]);
        }
      }
    }
  }
  // 7 · 10^13 · 15,000 / 2 is itself beyond them.
  expect(split).toBe(4 * MODES.length);
});

test('it stays in one where a factor may be negative, where it fits as it is, and where its parts would not fit', () => {
  const steps = new StepWriter();
  const signed = steps.column(0, { low: -(10n ** 13n), high: 10n ** 13n });
  const share = steps.column(1, { low: 0n, high: 15_000n });
  const whole = steps.divided(1n, steps.product(signed, share), steps.integer(10_000n), 'down');
  expect(steps.step(whole).op).toBe('divided');
  const small = steps.column(2, { low: 0n, high: 10n ** 9n });
  const direct = steps.divided(1n, steps.product(small, share), steps.integer(10_000n), 'down');
  expect(steps.step(direct)).toMatchObject({ op: 'divided', way: 'direct' });
  const large = steps.column(3, { low: 0n, high: 10n ** 13n });
  const wide = steps.divided(7n, steps.product(large, share), steps.integer(2n), 'down');
  expect(steps.step(wide)).toMatchObject({ op: 'divided', way: 'wide' });
});

test('as JavaScript by itself: every step that has a number, none that is a text of the data', async () => {
  const outputs = async (text: string) => {
    const { plan } = planOf(await programOf(text), SETTING.period);
    if (plan === null) throw new Error('no plan');
    return [...moduleSource(plan).matchAll(/"name":"([a-z_.]+)","kind"/g)].flatMap(([, name = '']) =>
      /^(?:predikat|per_skor)/.test(name) && !name.endsWith('.there') ? [name] : [],
    );
  };
  const rules = amountRules('down');
  expect(await outputs(rules)).toEqual([
    'predikat.proposal',
    'predikat.decision',
    'predikat',
    'per_skor.base',
    'per_skor',
  ]);
  const beyond = rules.replace('[0..10_000_000_000_000]', '[0..10_000_000_000_000_000]');
  expect(await outputs(beyond)).not.toContain('per_skor.base');
});

test('what nobody rounds and results show with more than 18 figures is told of, with its place', async () => {
  const told = async (text: string) => {
    const program = await programOf(text);
    return performanceText(program, program.ruleset.sources, 'en').match(/.*results show a number here.*/g) ?? [];
  };
  const rules = amountRules('down');
  expect(await told(rules)).toEqual([]);
  expect(await told(rules.replace('[0..10_000_000_000_000]', '[0..10_000_000_000_000_000]'))).toEqual([
    expect.stringMatching(
      /^ {2}generated\.takar\.yaml:\d+:\d+: The results show .* may have 21 figures; beyond 18 .*$/,
    ),
  ]);
});
