import { type Type, UNKNOWN } from '../language/types.ts';
import type { Reference } from '../model/ruleset.ts';
import type { Expression } from '../syntax/ast.ts';
import { type Context, report, reportUnknown, textOf } from './context.ts';
import { factName } from './narrowing.ts';
import type { Infer, Scope } from './scope.ts';

type Call = Extract<Expression, { kind: 'call' }>;

/** `previous(x)` and `year_to_date(x)`: x is the name of something that each period's record has. */
export function inferEarlier(context: Context, scope: Scope, call: Call, infer: Infer): Type {
  const callee = textOf(context, { span: call.calleeSpan });
  const [arg] = call.args;
  if (!arg || call.args.length > 1) {
    report(context, 'TK407', call.span, { callee, expected: '1', found: call.args.length });
    return UNKNOWN;
  }
  // A row of details has no earlier one: only what is the record's has.
  if (arg.kind !== 'name' || scope.row !== null) {
    report(context, 'TK453', arg.span, { callee });
    return UNKNOWN;
  }
  const type =
    call.callee === 'previous' ? inferPrevious(context, scope, arg) : inferToDate(context, scope, arg, infer);
  return scope.facts.present.has(factName(call) ?? '') ? { base: type.base, presence: 'present' } : type;
}

/** Its presence is that of what it adds up: a period without a row adds nothing, and this one has its row. */
function inferToDate(context: Context, scope: Scope, arg: Expression, infer: Infer): Type {
  const type = infer(context, scope, arg);
  if (type.base.kind !== 'number' && type.base.kind !== 'unknown') {
    report(context, 'TK454', arg.span, { name: textOf(context, arg) });
    return UNKNOWN;
  }
  return type;
}

/**
 * What is read is another record's, so that a name may be read that comes later, or that is being written. Where its
 * type is not known yet, the whole is checked again with what this time has found (see check.ts).
 */
function inferPrevious(context: Context, scope: Scope, arg: Extract<Expression, { kind: 'name' }>): Type {
  const [first = '', member] = arg.path;
  const own = member === undefined && isMember(first) ? scope.own?.[first] : undefined;
  if (own && isMember(first)) return known(context, arg, { kind: 'own', member: first }, own);
  const entity = context.entities.get(first);
  if (!entity || arg.path.length > 2) {
    reportUnknown(context, arg.span, arg.path.join('.'), context.entities.keys());
    return UNKNOWN;
  }
  context.used.add(first);
  if (!scope.readable.has('input')) {
    report(context, 'TK310', arg.span, { name: textOf(context, arg) });
    return UNKNOWN;
  }
  if (entity.kind !== 'indicator') {
    if (member !== undefined) return noMember(context, arg, first, member);
    const { kind } = entity;
    if (kind === 'details' || kind === 'list' || kind === 'calendar') {
      report(context, 'TK311', arg.span, { name: first });
      return UNKNOWN;
    }
    const reference: Reference = { kind, name: first };
    return known(context, arg, reference, context.entityTypes.get(first) ?? foretold(context, arg, first));
  }
  if (member === undefined) {
    report(context, 'TK311', arg.span, { name: first });
    return UNKNOWN;
  }
  if (!isMember(member)) return noMember(context, arg, first, member);
  const types = context.indicatorTypes.get(first);
  if (types && !types[member]) return noMember(context, arg, first, member);
  const type = types?.[member] ?? foretold(context, arg, `${first}.${member}`);
  return known(context, arg, { kind: 'indicator', name: first, member }, type);
}

function noMember(context: Context, arg: Expression, name: string, member: string): Type {
  const allowed = context.entities.get(name)?.kind === 'indicator' ? MEMBERS : [];
  report(context, 'TK304', arg.span, { name, member, allowed });
  return UNKNOWN;
}

function known(context: Context, arg: Expression, reference: Reference, { base }: Type): Type {
  context.references.set(arg.id, reference);
  context.types.set(arg.id, { base, presence: 'optional' });
  return { base, presence: 'optional' };
}

function foretold(context: Context, arg: Expression, name: string): Type {
  context.looksAhead.add(name);
  const type = context.foretold.get(name);
  if (type) return type;
  // Only the last check of all has to know.
  if (context.isLast) report(context, 'TK455', arg.span, { name });
  return UNKNOWN;
}

const MEMBERS = ['actual', 'target', 'achievement', 'score', 'weight'] as const;

function isMember(text: string): text is (typeof MEMBERS)[number] {
  return (MEMBERS as readonly string[]).includes(text);
}

/** What this check has found of the names that it read before it knew them. */
export function foundTypes(context: Context): ReadonlyMap<string, Type> {
  const found = new Map<string, Type>();
  for (const name of context.looksAhead) {
    const type = typeOfName(context, name);
    if (type && type.base.kind !== 'unknown' && type.base.kind !== 'nothing') found.set(name, type);
  }
  return found;
}

function typeOfName(context: Context, name: string): Type | undefined {
  const [first = '', member] = name.split('.');
  if (member === undefined || context.entities.has(name)) return context.entityTypes.get(name);
  return isMember(member) ? context.indicatorTypes.get(first)?.[member] : undefined;
}
