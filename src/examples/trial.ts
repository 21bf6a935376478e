import { evaluate } from '../exact/evaluate.ts';
import type { NodeId, Value } from '../language/core.ts';
import type { Program } from '../model/program.ts';
import type { Evaluation } from '../model/score.ts';
import type { Period } from '../number/calendar.ts';
import { Rational } from '../number/rational.ts';

/** An employee made up, or taken from an example, and evaluated. */
export interface Trial {
  readonly fields: ReadonlyMap<string, Value>;
  readonly period: Period;
  readonly evaluation: Evaluation;
  /** Meets every requirement, so that it can be scored. */
  readonly isValid: boolean;
}

/** Makes trials, so many and no more: the search for one that never comes must end. */
export class Laboratory {
  readonly program: Program;
  private left: number;
  private readonly defaults: ReadonlyMap<string, Value>;

  constructor(program: Program, budget: number, defaults: ReadonlyMap<string, Value>) {
    this.program = program;
    this.left = budget;
    this.defaults = defaults;
  }

  /** Undefined where the budget is spent. Inputs that must be filled or empty because of others are made so. */
  try(fields: ReadonlyMap<string, Value>, period: Period): Trial | undefined {
    if (this.left <= 0) return undefined;
    this.left--;
    const settled = new Map(fields);
    let evaluation = this.evaluate(settled, period);
    if (this.settle(settled, evaluation)) evaluation = this.evaluate(settled, period);
    return { fields: settled, period, evaluation, isValid: this.isValid(evaluation) };
  }

  /** What may be spent on one search. */
  allow(budget: number): void {
    this.left = budget;
  }

  private evaluate(fields: ReadonlyMap<string, Value>, period: Period): Evaluation {
    return evaluate(this.program, { key: '1', fields, row: 1 }, { period });
  }

  /** Whether anything had to be changed. */
  private settle(fields: Map<string, Value>, evaluation: Evaluation): boolean {
    let changed = false;
    for (const { node, reason } of this.program.requirements) {
      if (reason.kind !== 'required_input' && reason.kind !== 'must_be_empty') continue;
      const met = evaluation.at(node);
      if (met.kind !== 'value' || met.value !== false) continue;
      const usual = this.defaults.get(reason.input);
      if (reason.kind === 'must_be_empty') fields.delete(reason.input);
      else if (usual !== undefined) fields.set(reason.input, usual);
      changed = true;
    }
    return changed;
  }

  private isValid(evaluation: Evaluation): boolean {
    return this.program.requirements.every(({ node }) => {
      const met = evaluation.at(node);
      return met.kind !== 'error' && !(met.kind === 'value' && met.value === false);
    });
  }
}

/** A node's value as a number; dates count as days. Undefined where there is none. */
export function numberAt({ evaluation }: Trial, node: NodeId): Rational | undefined {
  const found = evaluation.at(node);
  if (found.kind !== 'value') return undefined;
  if (found.value instanceof Rational) return found.value;
  return typeof found.value === 'number' ? Rational.integer(found.value) : undefined;
}

export function flagAt({ evaluation }: Trial, node: NodeId): boolean | undefined {
  const found = evaluation.at(node);
  return found.kind === 'value' && typeof found.value === 'boolean' ? found.value : undefined;
}
