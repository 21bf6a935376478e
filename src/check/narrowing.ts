import type { Expression } from '../syntax/ast.ts';
import { printExpression } from '../syntax/print.ts';

/** What is known at a place of an expression, from the conditions around it. */
export interface Facts {
  /** Names (as written, members after a dot) that are not missing here. */
  readonly present: ReadonlySet<string>;
  /** Indicators that apply here. */
  readonly applying: ReadonlySet<string>;
  /** Conditions that hold here, each without `and`. */
  readonly holding: readonly Expression[];
}

export const NO_FACTS: Facts = { present: new Set(), applying: new Set(), holding: [] };

/** What may be known to be there: a name, or a name in another period. */
export function factName(e: Expression): string | undefined {
  if (e.kind === 'name') return e.path.join('.');
  return e.kind === 'call' && (e.callee === 'previous' || e.callee === 'year_to_date')
    ? printExpression(e, 'en')
    : undefined;
}

/** Facts plus what follows from a condition being `truth`. */
export function assuming(facts: Facts, condition: Expression, truth: boolean): Facts {
  const present = new Set(facts.present);
  const applying = new Set(facts.applying);
  const holding = [...facts.holding];
  collect(condition, truth, { present, applying, holding });
  return { present, applying, holding };
}

interface Collected {
  present: Set<string>;
  applying: Set<string>;
  holding: Expression[];
}

function collect(condition: Expression, truth: boolean, into: Collected): void {
  if (condition.kind === 'not') {
    collect(condition.of, !truth, into);
    return;
  }
  if (condition.kind === 'binary' && condition.operator === (truth ? 'and' : 'or')) {
    collect(condition.left, truth, into);
    collect(condition.right, truth, into);
    return;
  }
  if (condition.kind === 'is_missing') {
    const presentWhen = condition.negated;
    const name = factName(condition.of);
    if (presentWhen === truth && name !== undefined) into.present.add(name);
    return;
  }
  if (!truth) return;
  if (condition.kind === 'call' && condition.callee === 'applies') {
    const [argument] = condition.args;
    if (argument?.kind === 'name') into.applying.add(argument.path.join('.'));
    return;
  }
  into.holding.push(condition);
}

/** Whether a condition is known to hold: written the same, or a choice among fewer of the same values. */
export function follows(facts: Facts, condition: Expression): boolean {
  if (condition.kind === 'binary' && condition.operator === 'and') {
    return follows(facts, condition.left) && follows(facts, condition.right);
  }
  const wanted = admitted(condition);
  const text = printExpression(condition, 'en');
  return facts.holding.some((held) => {
    if (printExpression(held, 'en') === text) return true;
    const known = admitted(held);
    return (
      wanted !== undefined &&
      known !== undefined &&
      wanted.name === known.name &&
      known.values.every((value) => wanted.values.includes(value))
    );
  });
}

/** `x = a` and `x in [a, b]` as the values that they admit. */
function admitted(condition: Expression): { name: string; values: readonly string[] } | undefined {
  const [of, items] =
    condition.kind === 'in_list'
      ? [condition.of, condition.items]
      : condition.kind === 'binary' && condition.operator === '='
        ? [condition.left, [condition.right]]
        : [undefined, []];
  if (of?.kind !== 'name') return undefined;
  const values = items.map((item) =>
    item.kind === 'name' ? item.path.join('.') : item.kind === 'text' ? item.value : undefined,
  );
  return values.every((value) => value !== undefined) ? { name: of.path.join('.'), values } : undefined;
}
