import type { Reference } from '../../model/ruleset.ts';
import type { Expression } from '../../syntax/ast.ts';
import { type Context, report, textOf } from '../context.ts';
import { writtenHere } from './lint.ts';

const RELATIONS: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>=']);

/**
 * A score that no rule rounds and that is held against a boundary: 89.996 is printed as 90.00 and yet below 90.
 * Actuals and named values may well be meant exactly, as in regulations that compare quotients.
 */
export function unroundedThreshold(context: Context): void {
  const rated = context.loaded.main.ratings.map(({ value }) => value.of);
  const scores = [...writtenHere(context).flatMap(heldAgainst), ...rated].filter((e) => isUnrounded(context, e));
  const known = new Set<string>();
  for (const score of scores) {
    const name = textOf(context, score);
    // What is wrong is the score, however often it is looked at.
    if (!known.has(name)) report(context, 'TK593', score.span, { name });
    known.add(name);
  }
}

/** What a constant boundary is held against. */
function heldAgainst(e: Expression): readonly Expression[] {
  switch (e.kind) {
    case 'binary':
      if (!RELATIONS.has(e.operator)) return [];
      if (isConstant(e.right)) return [e.left];
      return isConstant(e.left) ? [e.right] : [];
    case 'between':
    case 'in_interval':
      return [e.of];
    default:
      return [];
  }
}

function isConstant({ kind }: Expression): boolean {
  return kind === 'number';
}

function isUnrounded({ types, references }: Context, { id }: Expression): boolean {
  const base = types.get(id)?.base;
  return base?.kind === 'number' && base.digits === null && isScore(references.get(id));
}

function isScore(reference: Reference | undefined): boolean {
  if (reference?.kind === 'score') return true;
  return reference?.kind === 'indicator' && (reference.member === 'achievement' || reference.member === 'score');
}
