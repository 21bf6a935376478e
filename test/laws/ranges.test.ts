import fc from 'fast-check';
import { expect, it } from 'vitest';
import { evaluate } from '../../src/exact/evaluate.ts';
import { contains } from '../../src/number/interval.ts';
import { Rational } from '../../src/number/rational.ts';
import { rangesOf } from '../../src/prove/ranges.ts';
import { period } from '../exact/program.ts';
import { fields, randomProgram, steps } from '../exact/random.ts';

it('every value of an accepted record lies in the range of its node', () => {
  let judged = 0;
  fc.assert(
    fc.property(steps, fc.array(fields, { minLength: 20, maxLength: 20 }), (plan, records) => {
      const { b, numeric, requirements } = randomProgram(plan);
      const program = b.build({ requirements });
      const ranges = rangesOf(program);
      for (const record of records) {
        const evaluation = evaluate(program, record, { period: period('2026-Q3') });
        const isRejected = requirements.some(({ node }) => {
          const result = evaluation.at(node);
          return result.kind === 'error' || (result.kind === 'value' && result.value === false);
        });
        if (isRejected) continue;
        for (const node of numeric) {
          const result = evaluation.at(node);
          if (result.kind !== 'value' || !(result.value instanceof Rational)) continue;
          judged++;
          if (!contains(ranges.at(node), result.value)) {
            throw new Error(`node ${node} is ${result.value}, out of ${JSON.stringify(ranges.at(node))}`);
          }
        }
      }
    }),
    { seed: 20260101, numRuns: 300 },
  );
  expect(judged).toBeGreaterThan(10_000);
}, 60_000);
