import type { NodeId } from '../language/core.ts';
import type { NamedNode, Program } from './program.ts';

/** What stands before a result in its own columns. */
export interface ResultPart {
  readonly name: string;
  readonly node: NodeId;
  /** Of a number. */
  readonly digits: number | null;
}

/** The steps of an amount, and what was proposed and decided, in the order in which results show them. */
export function partsOf({ amounts, decisions }: Program, { kind, name }: NamedNode): readonly ResultPart[] {
  if (kind === 'amount') {
    const amount = amounts.find((each) => each.name === name);
    if (amount === undefined) throw new Error(`no amount ${name}`);
    const steps = amount.deductions.map((step) => ({
      name: `${name}.${step.name}`,
      node: step.deduction,
      digits: step.digits,
    }));
    return [{ name: `${name}.base`, node: amount.base, digits: amount.baseDigits }, ...steps];
  }
  if (kind === 'decision') {
    const decision = decisions.find((each) => each.name === name);
    if (decision === undefined) throw new Error(`no decision ${name}`);
    const parts = ['proposal', 'decision', 'reason'] as const;
    return parts.map((part) => ({ name: `${name}.${part}`, node: decision[part], digits: null }));
  }
  return [];
}
