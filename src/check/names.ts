import { nearest } from '../base/nearest.ts';
import { type BaseType, DATE, numberType, POINTS, type Presence, type Type, UNKNOWN } from '../language/types.ts';
import { KEYS, MEMBERS, type MemberName, STANDING } from '../language/vocabulary.ts';
import type { IndicatorMember } from '../model/ruleset.ts';
import { isRoundingMode } from '../number/rounding.ts';
import type { Expression, IndicatorAst } from '../syntax/ast.ts';
import {
  bareName,
  type Context,
  type Entity,
  entityNamed,
  isOptional,
  languageOf,
  report,
  reportUnknown,
  textOf,
} from './context.ts';
import { follows } from './narrowing.ts';
import type { Scope } from './scope.ts';

type Name = Extract<Expression, { kind: 'name' }>;

const PERIOD_PARTS = ['start', 'end', 'month', 'quarter', 'semester', 'year'] as const;
const INDICATOR_MEMBERS: readonly IndicatorMember[] = ['actual', 'target', 'achievement', 'score', 'weight'];

function isIndicatorMember(text: string): text is IndicatorMember {
  return (INDICATOR_MEMBERS as readonly string[]).includes(text);
}

/** A single word that is not the name of anything in scope: a choice's value, if anything. */
export function isBareWord(context: Context, scope: Scope, e: Expression): boolean {
  if (e.kind !== 'name' || e.path.length !== 1) return false;
  const [name = ''] = e.path;
  return (
    !scope.locals.has(name) &&
    !Object.hasOwn(STANDING, name) &&
    !entityNamed(context, scope.row, name) &&
    !context.unread.has(name)
  );
}

export function inferName(context: Context, scope: Scope, e: Name, expected?: BaseType): Type {
  const [first = '', member] = e.path;
  if (e.path.length > 2) return unknownName(context, scope, e, e.path.join('.'));
  if (member !== undefined) return inferMember(context, scope, e, first, member);
  const local = scope.locals.get(first);
  if (local) {
    context.references.set(e.id, { kind: 'local', name: first });
    return local;
  }
  if (Object.hasOwn(STANDING, first)) return inferStanding(context, scope, e, first);
  const entity = entityNamed(context, scope.row, first);
  if (entity) return inferEntity(context, scope, e, entity);
  if (expected?.kind === 'choice') return inferChoiceWord(context, e, first, expected);
  // Beside something that is not understood, a word may be one of its values.
  if (expected?.kind === 'unknown') return UNKNOWN;
  return unknownName(context, scope, e, first, expected);
}

function inferChoiceWord(context: Context, e: Name, word: string, choice: Extract<BaseType, { kind: 'choice' }>): Type {
  if (choice.values.includes(word)) {
    context.references.set(e.id, { kind: 'choice_value', value: word });
    return { base: choice, presence: 'present' };
  }
  const suggestion = nearest(word, choice.values);
  const args = { value: word, choice: choice.name, allowed: choice.values };
  report(context, 'TK403', e.span, suggestion === undefined ? args : { ...args, suggestion });
  return UNKNOWN;
}

function unknownName(context: Context, scope: Scope, e: Name, name: string, expected?: BaseType): Type {
  const [first = ''] = name.split('.');
  if (context.loaded.main.awards && (first === KEYS.award.en || first === KEYS.award.id)) {
    report(context, 'TK551', e.span, { name: textOf(context, e) });
    return UNKNOWN;
  }
  const known = isRoundingMode(name) ? [] : [...scope.locals.keys(), ...context.entities.keys()];
  // Beside a text, a word is one that lacks its quotes.
  if (expected?.kind === 'text' && !nearest(name, known)) known.push(`"${name}"`);
  reportUnknown(context, e.span, name, known);
  return UNKNOWN;
}

/** `actual`, `target`, … within an indicator; `period` and `indicators` are no values by themselves. */
function inferStanding(context: Context, scope: Scope, e: Name, name: string): Type {
  if (name === 'period' || name === 'indicators') {
    report(context, 'TK311', e.span, { name: textOf(context, e) });
    return UNKNOWN;
  }
  const type = isIndicatorMember(name) ? scope.own?.[name] : undefined;
  // One that the author has declared is refused where it is declared.
  if (!type && context.entities.has(textOf(context, e))) return UNKNOWN;
  if (!type || !isIndicatorMember(name)) {
    report(context, 'TK307', e.span, { name: textOf(context, e) });
    return UNKNOWN;
  }
  context.references.set(e.id, { kind: 'own', member: name });
  return present(scope, name) ? { base: type.base, presence: 'present' } : type;
}

function present(scope: Scope, name: string): boolean {
  return scope.facts.present.has(name);
}

function inferEntity(context: Context, scope: Scope, e: Name, entity: Entity): Type {
  const { name, kind } = entity;
  context.used.add(name);
  if (kind === 'indicator' || kind === 'details' || kind === 'list' || kind === 'calendar') {
    report(context, kind === 'indicator' && entity.ast.template ? 'TK441' : 'TK311', e.span, { name });
    return UNKNOWN;
  }
  if (entity.details === undefined && !scope.readable.has(kind)) {
    report(context, 'TK310', e.span, { name }, { related: [declaredHere(entity)] });
    return UNKNOWN;
  }
  context.references.set(e.id, { kind, name });
  const type = context.entityTypes.get(name) ?? UNKNOWN;
  return { base: type.base, presence: presenceOf(scope, entity, type.presence) };
}

/** An input is present where a condition around it says so, or where its own `applies` is known to hold. */
export function presenceOf(scope: Scope, entity: Entity, declared: Presence): Presence {
  if (present(scope, entity.name) || (entity.details !== undefined && present(scope, bareName(entity))))
    return 'present';
  if (entity.kind !== 'input' || isOptional(entity.ast) || entity.ast.applies === undefined) return declared;
  return follows(scope.facts, entity.ast.applies) ? 'present' : declared;
}

function declaredHere(entity: Entity) {
  return { place: { kind: 'text', span: entity.span }, role: 'declared_here', name: entity.name } as const;
}

function inferMember(context: Context, scope: Scope, e: Name, first: string, member: string): Type {
  if (first === 'period') {
    const part = PERIOD_PARTS.find((candidate) => candidate === member);
    if (part === undefined) return unknownMember(context, e, first, member, PERIOD_PARTS);
    context.references.set(e.id, { kind: 'period', part });
    return part === 'start' || part === 'end' ? DATE : numberType(POINTS, 0);
  }
  const entity = context.entities.get(first);
  if (!entity) return unknownName(context, scope, e, first);
  context.used.add(first);
  if (entity.kind === 'details' || entity.kind === 'list') return inferPart(context, scope, e, entity, member);
  if (entity.kind !== 'indicator') return unknownMember(context, e, first, member, []);
  if (entity.ast.template) {
    report(context, 'TK441', e.span, { name: first });
    return UNKNOWN;
  }
  if (!isIndicatorMember(member)) return unknownMember(context, e, first, member, INDICATOR_MEMBERS);
  if (!scope.readable.has('indicator')) {
    report(context, 'TK310', e.span, { name: textOf(context, e) }, { related: [declaredHere(entity)] });
    return UNKNOWN;
  }
  if (!isKnownToApply(scope, first, entity.ast)) {
    report(context, 'TK410', e.span, { name: first }, { related: [declaredHere(entity)] });
  }
  context.references.set(e.id, { kind: 'indicator', name: first, member });
  const types = context.indicatorTypes.get(first);
  const type = types?.[member];
  if (types && !type) return unknownMember(context, e, first, member, INDICATOR_MEMBERS);
  if (!type) return UNKNOWN;
  return present(scope, e.path.join('.')) ? { base: type.base, presence: 'present' } : type;
}

/** A column of details, or an element of a list. */
function inferPart(
  context: Context,
  scope: Scope,
  e: Name,
  whole: Entity & { kind: 'details' | 'list' },
  member: string,
): Type {
  const part = context.entities.get(`${whole.name}.${member}`);
  if (!part) {
    const all = [...context.entities.values()];
    const allowed = all.filter((one) => (one.details ?? one.list) === whole.name).map((one) => memberOf(one, whole));
    const suggestion = nearest(member, allowed);
    const args = { name: whole.name, member, allowed };
    report(context, 'TK304', e.span, suggestion === undefined ? args : { ...args, suggestion });
    return UNKNOWN;
  }
  if (whole.kind === 'details' && scope.row !== whole.name) {
    context.used.add(part.name);
    report(context, 'TK430', e.span, { details: whole.name, column: member }, { related: [declaredHere(whole)] });
    return UNKNOWN;
  }
  return inferEntity(context, scope, e, part);
}

function memberOf({ name }: Entity, whole: Entity): string {
  return name.slice(whole.name.length + 1);
}

/** An indicator with dates is not always there, whoever it is for. */
function isKnownToApply({ facts }: Scope, name: string, { applies, effective }: IndicatorAst): boolean {
  if ((!applies && !effective) || facts.applying.has(name)) return true;
  return !effective && applies !== undefined && follows(facts, applies);
}

function unknownMember(context: Context, e: Name, name: string, member: string, possible: readonly MemberName[]): Type {
  const language = languageOf(context, e.span.path);
  const allowed = possible.map((word) => MEMBERS[word][language]);
  const parts = textOf(context, e).split('.');
  const written = parts.at(-1)?.trim() ?? member;
  const suggestion = nearest(written, allowed);
  const args = { name: parts[0]?.trim() ?? name, member: written, allowed };
  report(context, 'TK304', e.span, suggestion === undefined ? args : { ...args, suggestion });
  return UNKNOWN;
}
