import type { Expression } from '../../syntax/ast.ts';
import { visitExpression } from '../../syntax/walk.ts';
import { type Context, type Entity, report } from '../context.ts';
import { isWhole } from './lint.ts';

/** With fewer values named, the others are simply the rest. */
const FEWEST = 2;

/** A choice by which things apply, and of which a single value is named nowhere: most likely it was added later. */
export function unusedChoice(context: Context): void {
  if (!isWhole(context)) return;
  for (const entity of context.entities.values()) {
    if (entity.kind === 'input' && entity.path === context.loaded.main.source.path) judge(context, entity);
  }
}

function judge(context: Context, { name, ast }: Entity & { kind: 'input' }): void {
  const choices = ast.choices ?? [];
  const applying = namedIn(context, name, conditions(context));
  if (applying.size < FEWEST || applying.size !== choices.length - 1) return;
  const everywhere = namedIn(context, name, [...context.expressions.values()]);
  for (const choice of choices) {
    if (!everywhere.has(choice.name.value)) {
      report(context, 'TK599', choice.name.span, { name: choice.name.value, choice: name });
    }
  }
}

/** What says whether an indicator or an input applies. */
function conditions({ entities }: Context): readonly Expression[] {
  return [...entities.values()].flatMap(({ ast }) => ('applies' in ast && ast.applies ? [ast.applies] : []));
}

/** The values of an input's choice that stand in some of the expressions. */
function namedIn(
  { references, types }: Context,
  choice: string,
  expressions: readonly Expression[],
): ReadonlySet<string> {
  const named = new Set<string>();
  const note = ({ id }: Expression) => {
    const reference = references.get(id);
    const base = types.get(id)?.base;
    if (reference?.kind === 'choice_value' && base?.kind === 'choice' && base.name === choice)
      named.add(reference.value);
  };
  for (const expression of expressions) visitExpression(expression, note);
  return named;
}
