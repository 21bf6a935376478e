import fc from 'fast-check';
import { expect, it } from 'vitest';
import { evaluate } from '../../src/exact/evaluate.ts';
import type { Evaluation } from '../../src/model/score.ts';
import { Rational } from '../../src/number/rational.ts';
import type { Axis, Cut } from '../../src/prove/regions/axis.ts';
import { type Diagram, type Leaf, TooManyCells } from '../../src/prove/regions/diagram.ts';
import { isPossible } from '../../src/prove/regions/paths.ts';
import { subjectOf } from '../../src/prove/subject.ts';
import { period } from '../exact/program.ts';
import { fields, randomProgram, steps } from '../exact/random.ts';

const Q3 = period('2026-Q3');

/** Where a record lies on an axis; undefined where its root has no value there. */
function placeOn(axis: Axis, evaluation: Evaluation): Rational | 'missing' | undefined {
  const { line } = axis;
  if (line.kind === 'periods') return undefined;
  if (line.kind === 'sum') {
    let sum = Rational.ZERO;
    for (const { axis: root, by } of line.terms) {
      const value = placeOn(root, evaluation);
      if (!(value instanceof Rational)) return undefined;
      sum = sum.add(value.multiply(by));
    }
    return sum;
  }
  const result = evaluation.at(line.root);
  if (result.kind === 'missing') return axis.isOptional ? 'missing' : undefined;
  if (result.kind !== 'value') return undefined;
  if (line.kind === 'number') return result.value instanceof Rational ? result.value : undefined;
  return Rational.integer(line.words.indexOf(result.value as string | boolean));
}

function isBehind(place: Rational | 'missing', { at, after }: Cut): boolean {
  if (place === 'missing') return false;
  if (at === null) return true;
  const order = place.compare(at);
  return order > 0 || (order === 0 && !after);
}

/** What the diagram says of a record, and the way that led there. */
function decide(diagram: Diagram, evaluation: Evaluation): { leaf: Leaf; path: Map<Axis, unknown> } | undefined {
  const path = new Map<Axis, { from: Cut | null; to: Cut | null }>();
  let at = diagram;
  while (at.axis !== null) {
    const place = placeOn(at.axis, evaluation);
    if (place === undefined) return undefined;
    const index = at.cuts.filter((cut) => isBehind(place, cut)).length;
    path.set(at.axis, { from: at.cuts[index - 1] ?? null, to: at.cuts[index] ?? null });
    at = at.kids[index] ?? at;
  }
  return { leaf: at.leaf, path };
}

it('a diagram decides every record as the evaluator does, and no way that a record takes is refuted', () => {
  const decided = { true: 0, false: 0, sums: 0 };
  fc.assert(
    fc.property(steps, fc.array(fields, { minLength: 8, maxLength: 8 }), (plan, records) => {
      const { b, flags } = randomProgram(plan);
      const program = b.build();
      const subject = subjectOf(program);
      const evaluations = records.map((one) => evaluate(program, one, { period: Q3 }));
      for (const flag of flags.slice(1)) {
        const diagram = compiled(() => subject.regions.of(flag));
        if (diagram === undefined) continue;
        for (const evaluation of evaluations) {
          const result = evaluation.at(flag);
          const found = decide(diagram, evaluation);
          if (result.kind !== 'value' || found === undefined) continue;
          expect(found.leaf).toEqual({ kind: 'value', value: result.value });
          expect(isPossible(found.path as never)).toBe(true);
          decided[result.value === true ? 'true' : 'false']++;
          if ([...found.path.keys()].some(({ line }) => line.kind === 'sum')) decided.sums++;
        }
      }
    }),
    { seed: 20260101, numRuns: 800 },
  );
  expect(Math.min(decided.true, decided.false, decided.sums)).toBeGreaterThan(200);
}, 120_000);

function compiled(work: () => Diagram): Diagram | undefined {
  try {
    return work();
  } catch (problem) {
    if (problem instanceof TooManyCells) return undefined;
    throw problem;
  }
}
