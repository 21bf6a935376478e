import { KEYS } from '../language/vocabulary.ts';
import { visitExpression } from '../syntax/walk.ts';
import { type Context, type Entity, languageOf, report } from './context.ts';
import { expressionsOf, needsOf, needsOfExpression } from './order.ts';

/**
 * Stages [G1]: records, then groups, then what records get by their groups, then awards. Inputs, checks, indicators and
 * scores belong to the first: they decide who is assessed at all, and so who stands in a group. Whatever of them reads a
 * group rule, directly or through others, is answered with TK550. `entities`: each after what it reads.
 */
export function checkStages(context: Context, entities: readonly Entity[]): void {
  const sources = new Map<Entity, Entity>();
  for (const entity of entities) {
    const source = isGroupRule(entity) ? entity : firstLate(sources, needsOf(context, entity));
    if (!source) continue;
    const isEarly = entity.kind === 'input' || entity.kind === 'indicator' || entity.kind === 'score';
    // Said once, and not of all that reads the reader.
    if (isEarly) reportStage(context, sources, entity, source);
    else sources.set(entity, source);
  }
  for (const file of [context.loaded.main, ...context.loaded.modules.values()]) {
    for (const { that } of file.checks) {
      const source = firstLate(sources, needsOfExpression(context, that));
      if (!source) continue;
      const reader = KEYS.checks[languageOf(context, file.source.path)];
      const related = [
        { place: { kind: 'text', span: source.span }, role: 'declared_here', name: source.name },
      ] as const;
      report(context, 'TK550', that.span, { reader, read: source.name }, { related });
    }
  }
}

function isGroupRule({ kind }: Entity): boolean {
  return kind === 'group' || kind === 'limit';
}

function firstLate(sources: ReadonlyMap<Entity, Entity>, needed: readonly Entity[]): Entity | undefined {
  return needed.map((entity) => sources.get(entity)).find((source) => source !== undefined);
}

/** At the name that the reader reads, with the place of the rule that it reads in the end. */
function reportStage(context: Context, sources: ReadonlyMap<Entity, Entity>, reader: Entity, source: Entity): void {
  let place = reader.span;
  for (const expression of expressionsOf(reader)) {
    visitExpression(expression, (e) => {
      const read = e.kind === 'name' ? context.entities.get(e.path[0] ?? '') : undefined;
      if (place === reader.span && read && sources.has(read)) place = e.span;
    });
  }
  const related = [{ place: { kind: 'text', span: source.span }, role: 'declared_here', name: source.name }] as const;
  report(context, 'TK550', place, { reader: reader.name, read: source.name }, { related });
}
