import { type Context, report } from '../context.ts';
import { isWhole } from './lint.ts';

/**
 * A value is a result by itself. One without a title that nothing reads, in a ruleset that goes on to score and whose
 * examples expect other results, is most likely a step that was to lead somewhere.
 */
export function unusedValue(context: Context): void {
  const { main } = context.loaded;
  if (!isWhole(context) || (main.scores.length === 0 && main.awards === undefined)) return;
  const expected = new Set(main.examples.flatMap(({ expect }) => expect.map(({ name }) => name.value)));
  if (expected.size === 0) return;
  for (const { name, span, path, kind, ast } of context.entities.values()) {
    if (kind !== 'value' || path !== main.source.path || context.used.has(name)) continue;
    if (ast.title === undefined && !expected.has(name)) report(context, 'TK599', span, { name });
  }
}
