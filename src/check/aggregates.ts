import type { FoldForm } from '../language/core.ts';
import {
  type BaseType,
  type NumberType,
  numberType,
  POINTS,
  type Presence,
  type Type,
  UNKNOWN,
} from '../language/types.ts';
import type { Expression } from '../syntax/ast.ts';
import { childrenOf } from '../syntax/walk.ts';
import { type Context, type Entity, report, textOf } from './context.ts';
import { presenceOf } from './names.ts';
import { assuming, follows, NO_FACTS } from './narrowing.ts';
import { type Infer, joinPresence, type Scope, typeName } from './scope.ts';

type Call = Extract<Expression, { kind: 'call' }>;

const FORMS: ReadonlySet<string> = new Set<FoldForm>(['count', 'sum', 'average', 'weighted_mean', 'min', 'max']);

function isForm(name: string): name is FoldForm {
  return FORMS.has(name);
}

/** The details over whose rows a call goes: those that its first argument names. */
export function detailsOf(context: Context, call: Call): string | undefined {
  const [first] = call.args;
  return isForm(call.callee) && first ? detailsIn(context, first) : undefined;
}

function detailsIn(context: Context, e: Expression): string | undefined {
  if (e.kind === 'name') {
    const [name = ''] = e.path;
    return context.entities.get(name)?.kind === 'details' ? name : undefined;
  }
  // An aggregate within the argument is one number, whatever it goes over.
  if (e.kind === 'call' && detailsOf(context, e) !== undefined) return undefined;
  for (const child of childrenOf(e)) {
    const found = detailsIn(context, child);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The type of an aggregate over details or over a list; undefined where the call is neither. */
export function inferAggregate(context: Context, scope: Scope, call: Call, infer: Infer): Type | undefined {
  if (!isForm(call.callee)) return undefined;
  const details = context.entities.get(detailsOf(context, call) ?? '');
  if (details?.kind === 'details') return inferFold(context, scope, call, call.callee, details, infer);
  const list = listOf(context, call);
  if (list && !call.where && call.callee !== 'weighted_mean')
    return inferElements(context, scope, call, call.callee, list);
  if (call.callee !== 'count') return undefined;
  report(context, 'TK432', call.span, {});
  return UNKNOWN;
}

function listOf(context: Context, { args }: Call): (Entity & { kind: 'list' }) | undefined {
  const [first, second] = args;
  if (first?.kind !== 'name' || first.path.length !== 1 || second) return undefined;
  const entity = context.entities.get(first.path[0] ?? '');
  return entity?.kind === 'list' ? entity : undefined;
}

function inferFold(
  context: Context,
  scope: Scope,
  call: Call,
  form: FoldForm,
  { name: details, ast }: Entity & { kind: 'details' },
  infer: Infer,
): Type {
  context.used.add(details);
  if (!scope.readable.has('input')) {
    report(context, 'TK310', call.span, { name: details });
    return UNKNOWN;
  }
  // What is known of the one row says nothing of the others.
  const facts = scope.row === null ? scope.facts : NO_FACTS;
  const rows: Scope = { ...scope, row: details, missing: 'handle', facts };
  const where = call.where && flag(context, rows, call.where, infer);
  const taking = call.where ? { ...rows, facts: assuming(facts, call.where, true) } : rows;
  context.references.set(call.id, { kind: 'fold', details, form });
  if (form === 'count') return countOf(context, call, ast.unit?.value ?? POINTS, where);
  const expected = form === 'weighted_mean' ? 2 : 1;
  const types = call.args.map((arg) => present(context, taking, arg, infer));
  if (call.args.length !== expected) {
    const callee = textOf(context, { span: call.calleeSpan });
    report(context, 'TK407', call.span, { callee, expected: `${expected}`, found: call.args.length });
    return UNKNOWN;
  }
  const isFitting = call.args.every((arg, index) => fits(context, call, form, arg, types[index] ?? UNKNOWN));
  const [of] = types;
  if (!of || !isFitting) return UNKNOWN;
  const presence = joinPresence([...types.map((type) => type.presence), where?.presence ?? 'present']);
  return resultOf(form, of.base, presence);
}

/** A sum of nothing is 0; a mean or an extreme of nothing is missing, and somebody must say what that means. */
function resultOf(form: FoldForm, base: BaseType, presence: Presence): Type {
  if (form === 'sum') return { base, presence };
  const isMean = form === 'average' || form === 'weighted_mean';
  const result = isMean && base.kind === 'number' ? { ...base, digits: null } : base;
  return { base: result, presence: 'optional' };
}

function countOf(context: Context, call: Call, unit: string, where: Type | undefined): Type {
  const [rows] = call.args;
  if (call.args.length !== 1 || rows?.kind !== 'name' || rows.path.length !== 1) {
    report(context, 'TK432', call.span, {});
    return UNKNOWN;
  }
  return numberType(unit, 0, where?.presence ?? 'present');
}

function flag(context: Context, scope: Scope, e: Expression, infer: Infer): Type {
  const type = present(context, scope, e, infer);
  if (type.base.kind !== 'flag' && type.base.kind !== 'unknown') {
    report(context, 'TK401', e.span, { expected: { kind: 'flag' }, found: typeName(type) });
  }
  return type;
}

/** An empty cell is dealt with in the row itself, whatever the aggregate then enters. */
function present(context: Context, scope: Scope, e: Expression, infer: Infer): Type {
  const type = infer(context, scope, e);
  if (type.presence !== 'optional') return type;
  report(context, 'TK404', e.span, { name: textOf(context, e) });
  return { base: type.base, presence: 'present' };
}

function fits(context: Context, call: Call, form: FoldForm, arg: Expression, type: Type): boolean {
  if (type.base.kind === 'unknown') return false;
  const isDate = type.base.kind === 'date' && (form === 'min' || form === 'max');
  if (type.base.kind === 'number' || isDate) return true;
  const callee = textOf(context, { span: call.calleeSpan });
  const expected = { kind: 'number' } as const;
  report(context, 'TK408', arg.span, { callee, parameter: 'value', expected, found: typeName(type) });
  return false;
}

/** Over a list: `skip` leaves out what is missing, `zero` takes it for 0, under `reject` nothing is. */
function inferElements(
  context: Context,
  scope: Scope,
  call: Call,
  form: Exclude<FoldForm, 'weighted_mean'>,
  list: Entity & { kind: 'list' },
): Type {
  for (const name of [list.name, ...list.elements]) context.used.add(name);
  const [first] = list.elements.map((name) => context.entities.get(name));
  if (!first || !scope.readable.has('input')) {
    report(context, 'TK310', call.span, { name: list.name });
    return UNKNOWN;
  }
  context.references.set(call.id, { kind: 'elements', list: list.name, form });
  const type = context.entityTypes.get(first.name) ?? UNKNOWN;
  const { base } = type;
  if (base.kind !== 'number') {
    if (base.kind !== 'unknown' && form !== 'count') fits(context, call, form, call, type);
    return form === 'count' ? numberType(POINTS, 0) : UNKNOWN;
  }
  const presence = elementsPresence(scope, list, first, form);
  return elementsResult(form, base, presence);
}

function elementsResult(form: FoldForm, base: NumberType, presence: Presence): Type {
  if (form === 'count') return numberType(POINTS, 0, presence);
  return { base: form === 'average' ? { ...base, digits: null } : base, presence };
}

/** Elements outside the list's `applies` are none: the aggregate is then missing, whatever the list says of gaps. */
function elementsPresence(scope: Scope, list: Entity & { kind: 'list' }, first: Entity, form: FoldForm): Presence {
  const { applies, missing } = list.ast;
  if (applies && !follows(scope.facts, applies)) return 'optional';
  if (missing?.value === 'zero' || form === 'count') return 'present';
  return presenceOf(scope, first, missing?.value === 'reject' ? 'present' : 'optional');
}
