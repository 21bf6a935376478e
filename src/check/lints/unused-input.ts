import { type Context, report } from '../context.ts';

/** An input that no rule reads is work for those who fill it in, and most likely a rule that was forgotten. */
export function unusedInput(context: Context): void {
  for (const entity of context.entities.values()) {
    if (entity.kind !== 'input' || entity.ast.key || context.used.has(entity.name)) continue;
    report(context, 'TK309', entity.span, { name: entity.name });
  }
}
