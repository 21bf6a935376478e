import { KEYS } from '../language/vocabulary.ts';
import { visitExpression } from '../syntax/walk.ts';
import { type Context, type Entity, languageOf, report, textOf } from './context.ts';
import { expressionsOf, needsOf, needsOfExpression } from './order.ts';

/** What hangs on a group rule or a limit, with that rule. */
type LateNames = ReadonlyMap<Entity, Entity>;

/**
 * Stages [G1]: records, then groups, then what records get by their groups, then awards. Inputs, checks, indicators and
 * scores belong to the first: they decide who is assessed at all, and so who stands in a group. Whatever of them reads a
 * group rule, directly or through others, is answered with TK550. `entities`: each after what it reads.
 */
export function checkStages(context: Context, entities: readonly Entity[]): LateNames {
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
  return sources;
}

/**
 * Groups are worked out for the period of the run alone: of an earlier period nothing is known that hangs on them.
 * After all expressions have been read.
 */
export function checkEarlierReads(context: Context, late: LateNames): void {
  for (const call of context.expressions.values()) {
    if (call.kind !== 'call' || (call.callee !== 'previous' && call.callee !== 'year_to_date')) continue;
    const [arg] = call.args;
    const read = arg?.kind === 'name' ? context.entities.get(arg.path[0] ?? '') : undefined;
    const source = read && late.get(read);
    if (!arg || !read || !source) continue;
    const callee = textOf(context, { span: call.calleeSpan });
    const related = [{ place: { kind: 'text', span: source.span }, role: 'declared_here', name: source.name }] as const;
    report(context, 'TK556', arg.span, { callee, read: read.name, rule: source.name }, { related });
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
