import fc from 'fast-check';
import { expect, it } from 'vitest';
import { evaluate } from '../../src/exact/evaluate.ts';
import { Guards } from '../../src/prove/guards.ts';
import { rangesOf } from '../../src/prove/ranges.ts';
import { walk } from '../../src/prove/walk.ts';
import { period, span } from '../exact/program.ts';
import { fields, randomProgram, steps } from '../exact/random.ts';

const GUARDED = ['division_by_zero', 'outside_range'];

it('where nothing is found, nothing is divided by zero and no argument leaves its range', () => {
  let clean = 0;
  fc.assert(
    fc.property(steps, fc.array(fields, { minLength: 30, maxLength: 30 }), (plan, records) => {
      const { b, numeric, requirements } = randomProgram(plan);
      b.nodes.forEach((node, index) => {
        b.nodes[index] = { ...node, origin: span(index, index + 1) };
      });
      for (const node of numeric.slice(4)) {
        const type = b.nodes[node]?.type;
        if (type === undefined) continue;
        const results = [{ name: 'r', kind: 'value', node, type, digits: 2 } as const];
        const program = b.build({ requirements, results });
        const ranges = rangesOf(program);
        const guards = new Guards(program, ranges);
        let divisions = 0;
        walk(program, ranges, (visited, assumptions) => {
          if (visited.op === 'divide' || visited.op === 'within') divisions++;
          guards.visit(visited, assumptions);
        });
        if (guards.findings().length > 0) continue;
        if (divisions > 0) clean++;
        for (const record of records) {
          const evaluation = evaluate(program, record, { period: period('2026-Q3') });
          const judged = requirements.map((requirement) => evaluation.at(requirement.node));
          if (judged.some((flag) => flag.kind === 'error' || (flag.kind === 'value' && flag.value === false))) continue;
          const result = evaluation.at(node);
          expect(result.kind === 'error' && GUARDED.includes(result.error.kind)).toBe(false);
        }
      }
    }),
    { seed: 20260101, numRuns: 400 },
  );
  expect(clean).toBeGreaterThan(100);
}, 120_000);
