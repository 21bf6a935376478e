import { orderByNeed } from '../base/graph.ts';
import type { Expression, Located } from '../syntax/ast.ts';
import { childrenOf, endsOf, visitExpression } from '../syntax/walk.ts';
import { detailsOf } from './aggregates.ts';
import { type Context, type Entity, entityNamed, type FunctionEntity, report } from './context.ts';

/** All entities, each after what it reads; on a cycle a finding (TK306) and undefined. */
export function orderEntities(context: Context): readonly Entity[] | undefined {
  const ordering = orderByNeed(context.entities.values(), (entity) => needsOf(context, entity));
  if (ordering.order) return ordering.order;
  reportCycle(context, ordering.cycle);
  return undefined;
}

/** All functions, each after those that it calls. */
export function orderFunctions(context: Context): readonly FunctionEntity[] | undefined {
  const all = new Map([...context.functions.values()].flatMap((known) => [...known.values()].map((f) => [f.id, f])));
  const ordering = orderByNeed(all.keys(), (id) => {
    const entity = all.get(id);
    return entity ? calledBy(context, entity) : [];
  });
  if (ordering.order) return ordering.order.flatMap((id) => all.get(id) ?? []);
  reportCycle(
    context,
    ordering.cycle.flatMap((id) => all.get(id) ?? []),
  );
  return undefined;
}

function reportCycle(
  context: Context,
  cycle: readonly { readonly name: string; readonly span: Entity['span'] }[],
): void {
  const [first, ...rest] = cycle;
  if (!first) return;
  // The circle ends where it began, at the finding itself.
  rest.pop();
  const related = rest.map(({ name, span }) => ({ place: { kind: 'text', span }, role: 'cycle_step', name }) as const);
  report(context, 'TK306', first.span, { names: cycle.map(({ name }) => name) }, { related });
}

function calledBy(context: Context, { ast, path }: FunctionEntity): readonly string[] {
  const known = context.functions.get(path);
  const called: string[] = [];
  const bodies = [ast.value, ast.breakpoints?.below, ast.breakpoints?.above, ...ast.with.map(({ value }) => value)];
  for (const body of bodies) {
    if (!body) continue;
    visitExpression(body, (e) => {
      const id = e.kind === 'call' ? known?.get(e.callee)?.id : undefined;
      if (id !== undefined) called.push(id);
    });
  }
  return called;
}

/** Everything that an entity reads directly. */
export function needsOf(context: Context, entity: Entity): readonly Entity[] {
  const row = entity.details ?? null;
  const read = expressionsOf(entity).flatMap((expression) => needsOfExpression(context, expression, row));
  const named = namesReadBy(entity).map((name) => entityNamed(context, row, name));
  return [...read, ...named.filter((other) => other !== undefined)];
}

/** Everything that an expression reads directly; `row`: the details in whose rows it stands. */
export function needsOfExpression(
  context: Context,
  expression: Expression,
  ownRow: string | null = null,
): readonly Entity[] {
  const needed: Entity[] = [];
  const need = (name: string, row: string | null) => {
    const other = entityNamed(context, row, name);
    if (other) needed.push(other);
  };
  const visit = (e: Expression, row: string | null): void => {
    if (e.kind === 'name') {
      need(e.path[0] ?? '', row);
      if (e.path.length > 1) need(e.path.join('.'), null);
    }
    if (e.kind === 'call' && e.callee.startsWith('weighted_')) {
      for (const name of indicatorNames(context, e.args[0])) need(name, row);
    }
    // What `previous` reads is another record's: no need of this one, and no circle.
    const isEarlier = e.kind === 'call' && e.callee === 'previous';
    const within = e.kind === 'call' ? (detailsOf(context, e) ?? row) : row;
    for (const child of childrenOf(e)) if (!isEarlier || child.kind !== 'name') visit(child, within);
  };
  visit(expression, ownRow);
  return needed;
}

/** What is read by its name alone, outside expressions. */
function namesReadBy(entity: Entity): readonly string[] {
  const texts = (names: readonly Located<string>[]) => names.map(({ value }) => value);
  switch (entity.kind) {
    case 'table':
      return texts(entity.ast.inputs);
    // A list is known once its elements are; details once what is theirs is.
    case 'list':
      return entity.elements;
    case 'group':
      return texts(entity.ast.within);
    case 'limit':
      return texts([entity.ast.value, ...entity.ast.within]);
    case 'decision':
      return texts([entity.ast.proposal, entity.ast.decision, entity.ast.reason]);
    default:
      return [];
  }
}

function indicatorNames(context: Context, arg: Expression | undefined): readonly string[] {
  const name = arg?.kind === 'name' ? arg.path[0] : undefined;
  return [...context.entities.values()].flatMap((entity) => {
    if (entity.kind !== 'indicator') return [];
    return name === 'indicators' || entity.ast.group?.value === name ? [entity.name] : [];
  });
}

export function expressionsOf(entity: Entity): readonly Expression[] {
  const some = (list: readonly (Expression | undefined)[]) => list.filter((e) => e !== undefined);
  switch (entity.kind) {
    case 'input':
    case 'list':
      return some([entity.ast.applies]);
    case 'details':
    case 'calendar':
      return [];
    case 'parameter':
      return some([entity.ast.value, ...(entity.ast.dated ?? []).map(({ value }) => value)]);
    case 'value':
    case 'score':
      return [entity.ast.value];
    case 'rating':
      return [entity.ast.of, ...endsOf(entity.ast.domain)];
    case 'table':
      return some([...entity.ast.rows.map(({ then }) => then), entity.ast.otherwise]);
    case 'group': {
      const { of, where, order } = entity.ast;
      return some([of, where, ...order.map(({ value }) => value)]);
    }
    case 'limit': {
      const { rules, order } = entity.ast;
      return some([...rules.map(({ when }) => when), ...order.map(({ value }) => value)]);
    }
    case 'decision':
      return [];
    case 'amount': {
      const { base, deductions } = entity.ast;
      return [base, ...deductions.map(({ size }) => (size.kind === 'share' ? size.share : size.value))];
    }
    case 'indicator': {
      const { applies, actual, target, achievement, score, weight } = entity.ast;
      const targets =
        target === undefined || target.kind === 'plan'
          ? []
          : target.kind === 'one'
            ? [target.value]
            : target.parts.map(({ value }) => value);
      return some([applies, actual, ...targets, achievement, score?.value, weight]);
    }
  }
}
