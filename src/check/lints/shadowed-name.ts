import type { Span } from '../../base/source.ts';
import type { Located } from '../../syntax/ast.ts';
import { type Context, report } from '../context.ts';

/** Within a function, a name of its own that hides another one which could be meant as well. */
export function shadowedName(context: Context): void {
  const { main } = context.loaded;
  for (const { value: ast } of main.functions) {
    const own = new Map<string, Span>();
    for (const { name } of [...ast.parameters, ...ast.with]) {
      const first = own.get(name.value) ?? parameterOf(context, name);
      if (first) {
        const related = [{ place: { kind: 'text', span: first }, role: 'declared_here', name: name.value } as const];
        report(context, 'TK591', name.span, { name: name.value }, { related });
      }
      own.set(name.value, name.span);
    }
  }
}

/** Functions read parameters of the ruleset and nothing else from outside. */
function parameterOf({ entities }: Context, { value }: Located<string>): Span | undefined {
  const entity = entities.get(value);
  return entity?.kind === 'parameter' ? entity.span : undefined;
}
