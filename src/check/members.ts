import { PERCENT } from '../language/types.ts';
import type { SortKey } from '../model/ruleset.ts';
import { Rational } from '../number/rational.ts';
import { shortestDecimal } from '../number/text.ts';
import type { Expression, Located, SortKeyAst } from '../syntax/ast.ts';
import { constantOf } from './constant.ts';
import { type Context, type Entity, report, reportUnknown, textOf } from './context.ts';
import { operand } from './infer.ts';
import { needsOf, needsOfExpression } from './order.ts';
import { type Scope, typeName } from './scope.ts';

/** A written share as a fraction: 1/10 for 10 %. A finding, and undefined, where it is no percentage within (0..100]. */
export function shareOf(context: Context, written: Expression): Rational | undefined {
  const share = constantOf(context, written);
  if (!share) return undefined;
  if (share.unit !== PERCENT) {
    // A share below 1 without `%` was most likely meant as a fraction: 0.1 for 10 %.
    const isFraction = share.unit === '' && share.value.compare(Rational.ONE) < 0;
    const percent = isFraction ? share.value.multiply(Rational.HUNDRED) : share.value;
    const suggestion = `${shortestDecimal(percent) ?? textOf(context, written)} %`;
    report(context, 'TK413', written.span, { found: textOf(context, written), suggestion });
    return undefined;
  }
  if (share.value.sign <= 0 || share.value.compare(Rational.HUNDRED) > 0) {
    report(context, 'TK529', written.span, { share: share.value });
    return undefined;
  }
  return share.value.divide(Rational.HUNDRED);
}

/** A group is what an input says, and nobody may lack it. */
export function groupInput(context: Context, { value: name, span }: Located<string>): readonly string[] {
  const entity = context.entities.get(name);
  if (!entity) {
    reportUnknown(context, span, name, context.entities.keys());
    return [];
  }
  context.used.add(name);
  const type = context.entityTypes.get(name);
  const isOwn = entity.kind === 'input' && entity.table === null;
  if (!isOwn || (type?.base.kind !== 'text' && type?.base.kind !== 'choice')) {
    const found = type ? typeName(type) : ({ kind: 'missing' } as const);
    report(context, 'TK401', span, { expected: { kind: 'text' }, found });
    return [];
  }
  if (type.presence === 'optional') report(context, 'TK404', span, { name });
  return [name];
}

/** What records are ranked by: rounded numbers, dates, ordered choices, never missing; the key may stand last [G2]. */
export function sortKeys(context: Context, scope: Scope, keys: readonly SortKeyAst[]): readonly SortKey[] {
  return keys.map(({ value, descending }) => {
    const type = operand(context, { ...scope, missing: 'pass' }, value);
    const { base } = type;
    const name = textOf(context, value);
    if (type.presence === 'optional') report(context, 'TK516', value.span, { name });
    const entity = value.kind === 'name' ? context.entities.get(value.path[0] ?? '') : undefined;
    const isKey = entity?.kind === 'input' && entity.ast.key;
    const sortable =
      base.kind === 'unknown' ||
      base.kind === 'date' ||
      (base.kind === 'number' && base.digits !== null) ||
      (base.kind === 'choice' && base.ordered) ||
      isKey;
    if (!sortable) report(context, 'TK515', value.span, { name });
    return { value, type, descending };
  });
}

/** Says where an expression may differ between two members of one group, which must agree on it (TK552). */
export function checkSameWithin(context: Context, expression: Expression, within: readonly string[]): void {
  for (const entity of needsOfExpression(context, expression)) {
    const differing = differs(context, entity, new Set(within), new Set());
    if (!differing) continue;
    const related = [
      { place: { kind: 'text', span: differing.span }, role: 'declared_here', name: differing.name },
    ] as const;
    report(context, 'TK552', expression.span, { name: differing.name, within: within.join(', ') }, { related });
  }
}

/** What makes an entity differ between members; undefined where they agree. */
function differs(context: Context, entity: Entity, within: ReadonlySet<string>, seen: Set<string>): Entity | undefined {
  if (seen.has(entity.name)) return undefined;
  seen.add(entity.name);
  switch (entity.kind) {
    case 'input':
      return within.has(entity.name) || within.has(keyOfTable(context, entity) ?? '') ? undefined : entity;
    case 'group': {
      const { kind, within: own } = entity.ast;
      const isOfAll = kind.value !== 'rank' && kind.value !== 'percentile';
      return isOfAll && own.every(({ value }) => within.has(value)) ? undefined : entity;
    }
    case 'limit':
      return entity;
    default:
      for (const needed of needsOf(context, entity)) {
        const found = differs(context, needed, within, seen);
        if (found) return found;
      }
      return undefined;
  }
}

/** The record's input by which a column's table is found. */
function keyOfTable({ loaded }: Context, { table, path }: Entity & { kind: 'input' }): string | undefined {
  const file = loaded.main.source.path === path ? loaded.main : loaded.modules.get(path);
  return file?.groupData.find(({ name }) => name.value === table)?.value.key.value;
}
