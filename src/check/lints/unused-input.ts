import { bareName, type Context, report } from '../context.ts';

/** An input that no rule reads is work for those who fill it in, and most likely a rule that was forgotten. */
export function unusedInput(context: Context): void {
  const { main, modules } = context.loaded;
  // What could not be read may be what reads it.
  if (![main, ...modules.values()].every(({ isWhole }) => isWhole)) return;
  for (const entity of context.entities.values()) {
    if (entity.kind !== 'input' || entity.ast.key || context.used.has(entity.name)) continue;
    // Of a list one element may be all that is read; of one that nobody reads the first speaks for all.
    const { list } = entity;
    if (list !== undefined && (entity.name !== `${list}.1` || isRead(context, list))) continue;
    const name = list ?? bareName(entity);
    if (isMeant(context, name)) continue;
    report(context, 'TK309', entity.span, { name });
  }
}

function isRead({ entities, used }: Context, list: string): boolean {
  return used.has(list) || [...entities.values()].some((one) => one.list === list && used.has(one.name));
}

/** Somewhere it stands misspelt. */
function isMeant({ findings }: Context, name: string): boolean {
  return findings.some(({ code, args }) => code === 'TK301' && 'suggestion' in args && args.suggestion === name);
}
