import fc from 'fast-check';
import { expect, it } from 'vitest';
import { evaluate } from '../../src/exact/evaluate.ts';
import type { DataRecord } from '../../src/model/record.ts';
import { Rational } from '../../src/number/rational.ts';
import { directionOf } from '../../src/prove/monotone.ts';
import { rangesOf } from '../../src/prove/ranges.ts';
import { period, q } from '../exact/program.ts';
import { fields, randomProgram, steps } from '../exact/random.ts';

const Q3 = period('2026-Q3');

/** The actuals that a record is tried with, ascending. */
const ACTUALS = {
  dense: Array.from({ length: 25 }, (_, i) => q(`${i - 12}/3`)),
  positive: Array.from({ length: 20 }, (_, i) => q(`${i + 1}/4`)),
  whole: Array.from({ length: 7 }, (_, i) => q(i)),
};

function withActual({ fields: given, ...rest }: DataRecord, name: string, value: Rational): DataRecord {
  return { ...rest, fields: new Map([...given, [name, value]]) };
}

it('where a direction is proven, no larger actual gives a value on the wrong side', () => {
  const proven = { up: 0, down: 0, still: 0 };
  fc.assert(
    fc.property(
      steps,
      fc.constantFrom('dense', 'positive', 'whole'),
      fc.array(fields, { minLength: 6, maxLength: 6 }),
      (plan, actualName, records) => {
        const { b, numeric } = randomProgram(plan);
        const program = b.build();
        const ranges = rangesOf(program);
        const actual = program.inputs.get(actualName) ?? 0;
        const evaluations = records.map((record) =>
          ACTUALS[actualName].map((value) => evaluate(program, withActual(record, actualName, value), { period: Q3 })),
        );
        for (const node of numeric.slice(4)) {
          const direction = directionOf(node, actual, ranges, ranges.always);
          if (direction === 'unknown' || direction === 'never') continue;
          proven[direction]++;
          for (const along of evaluations) {
            const values = along.flatMap((evaluation) => {
              const result = evaluation.at(node);
              return result.kind === 'value' && result.value instanceof Rational ? [result.value] : [];
            });
            values.slice(1).forEach((value, index) => {
              const order = value.compare(values[index] ?? value);
              if (direction === 'up') expect(order).toBeGreaterThanOrEqual(0);
              if (direction === 'down') expect(order).toBeLessThanOrEqual(0);
              if (direction === 'still') expect(order).toBe(0);
            });
          }
        }
      },
    ),
    { seed: 20260101, numRuns: 80 },
  );
  expect(Math.min(proven.up, proven.down, proven.still)).toBeGreaterThan(10);
}, 120_000);
