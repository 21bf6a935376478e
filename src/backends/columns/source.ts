import { isNarrow, LARGEST_64, largest } from '../../integers/bounds.ts';
import type { Plan, PlanGates, Step, StepId } from '../../integers/plan.ts';
import { Expressions } from './expressions.ts';

/** What became of a row. */
export const STATUS = { scored: 0, notAssessed: 1, exact: 2 } as const;

/** How the values of an output are kept: truth values as bytes, integers as doubles, wider ones as 64-bit integers. */
export type OutputKind = 'bytes' | 'doubles' | 'wide';

export interface BatchSource {
  /** The body of a function of (rows, cells, empty, status, out, period). */
  readonly body: string;
  readonly outputs: readonly OutputKind[];
}

/** Undefined where the step's integers do not fit into 64 bits. */
export function outputKind(step: Step): OutputKind | undefined {
  if (step.kind === 'flag') return 'bytes';
  if (isNarrow(step.bound)) return 'doubles';
  return largest(step.bound) <= LARGEST_64 ? 'wide' : undefined;
}

/**
 * A function that scores a batch of rows: `cells[c][i]` is the integer of column c, `empty[c][i]` is 1 where the cell
 * is empty; `status[i]` says what became of the row (rows that come in as `exact` are left alone), `out[k][i]` is the
 * k-th of the wanted steps. Rows that are not fit, or of which something cannot be computed, are marked `exact`;
 * `gates` says when that is.
 */
export function batchSource(plan: Plan, wanted: readonly StepId[], gates: PlanGates = plan): BatchSource {
  const expressions = new Expressions(plan, [gates.fit, gates.error, gates.assessed, ...wanted], {
    column: (column) => `c${column}[i]`,
    empty: (column) => `(e${column}[i] === 1)`,
    period: (part) => `period.${part}`,
  });
  const fitting = expressions.declarations(0, gates.fitSteps);
  const fit = expressions.expression(gates.fit);
  const scoring = expressions.declarations(gates.fitSteps, plan.steps.length);
  const outputs = wanted.map((id) => {
    const kind = outputKind(stepOf(plan, id));
    if (kind === undefined) throw new RangeError(`step ${id} does not fit into 64 bits`);
    return kind;
  });
  const stores = wanted.map((id, k) => {
    const text = expressions.expression(id);
    return `o${k}[i] = ${outputs[k] === 'bytes' ? `${text} ? 1 : 0` : text};`;
  });
  const loop = [
    'if (status[i] === 2) continue;',
    ...fitting,
    ...(fit === 'true' ? [] : [`if (!${fit}) { status[i] = 2; continue; }`]),
    ...scoring,
    ...gateLines(expressions.expression(gates.error), expressions.expression(gates.assessed)),
    ...stores,
  ];
  const text = loop.join('\n');
  const body = [
    "'use strict';",
    expressions.divisions.source.trimEnd(),
    ...used(text, 'c').map((column) => `const c${column} = cells[${column}];`),
    ...used(text, 'e').map((column) => `const e${column} = empty[${column}];`),
    ...wanted.map((_, k) => `const o${k} = out[${k}];`),
    'for (let i = 0; i < rows; i++) {',
    ...loop.map((line) => `  ${line}`),
    '}',
  ];
  return { body: `${body.filter((line) => line !== '').join('\n')}\n`, outputs };
}

function gateLines(error: string, assessed: string): readonly string[] {
  return [
    ...(error === 'false' ? [] : [`if (${error}) { status[i] = 2; continue; }`]),
    assessed === 'true' ? 'status[i] = 0;' : `status[i] = ${assessed} ? 0 : 1;`,
  ];
}

function stepOf({ steps }: Plan, id: StepId): Step {
  const step = steps[id];
  if (step === undefined) throw new RangeError(`the plan has no step ${id}`);
  return step;
}

/** The columns that the code reads, in ascending order. */
function used(text: string, letter: 'c' | 'e'): readonly number[] {
  const found = new Set<number>();
  for (const [, number] of text.matchAll(new RegExp(`\\b${letter}(\\d+)\\[i\\]`, 'g'))) found.add(Number(number));
  return [...found].sort((a, b) => a - b);
}
