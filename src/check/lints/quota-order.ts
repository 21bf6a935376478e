import type { QuotaAst } from '../../syntax/ast.ts';
import { type Context, report } from '../context.ts';

/**
 * A quota whose single key will leave people equal, and which then places all of them or none. Where equals are
 * refused, people decide, and the author has said so.
 */
export function quotaOrder(context: Context): void {
  for (const { tier, quota } of context.loaded.main.awards?.tiers ?? []) {
    if (!quota || quota.ties.value === 'refuse' || quota.order.length > 1 || endsInKey(context, quota)) continue;
    report(context, 'TK594', quota.ties.span, { tier: tier.value, ties: quota.ties.value });
  }
}

function endsInKey({ entities }: Context, { order }: QuotaAst): boolean {
  const keys = [...entities.values()].filter((entity) => entity.kind === 'input' && entity.ast.key);
  const named = order.flatMap(({ value }) => (value.kind === 'name' && value.path.length === 1 ? value.path : []));
  return keys.length > 0 && keys.every(({ name }) => named.includes(name));
}
