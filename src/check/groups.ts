import { nearest } from '../base/nearest.ts';
import { type ChoiceType, numberType, PERCENT, POINTS, type Type } from '../language/types.ts';
import { KEYS } from '../language/vocabulary.ts';
import type { Decision, GroupRule, Limit, LimitRule, LimitSize } from '../model/ruleset.ts';
import { Rational } from '../number/rational.ts';
import type { DecisionAst, Expression, GroupRuleAst, LimitAst, LimitRuleAst, Located } from '../syntax/ast.ts';
import { constantOf } from './constant.ts';
import { type Context, type Entity, languageOf, report, reportUnknown } from './context.ts';
import { digitsAfter, roundingOf } from './declared-types.ts';
import { resultScope } from './indicators.ts';
import { operand } from './infer.ts';
import { condition, described } from './inputs.ts';
import { checkSameWithin, groupInput, shareOf, sortKeys } from './members.ts';
import { type Scope, typeName } from './scope.ts';

/** Keys of a group rule that only some kinds read. */
const USED: Readonly<Record<GroupRule['kind'], readonly ('of' | 'order' | 'ties' | 'round')[]>> = {
  rank: ['order', 'ties'],
  percentile: ['order', 'round'],
  count: [],
  sum: ['of'],
  average: ['of', 'round'],
  min: ['of'],
  max: ['of'],
  share: ['round'],
};

export function checkGroupRule(context: Context, entity: Entity & { kind: 'group'; ast: GroupRuleAst }): GroupRule {
  const { name, ast, span, path } = entity;
  const kind = ast.kind.value;
  const scope = resultScope(path);
  reportUnusedKeys(context, ast, path);
  const within = ast.within.flatMap((input) => groupInput(context, input));
  const of = ast.of && numberOf(context, scope, ast.of);
  const where = ast.where && condition(context, scope, ast.where);
  const order = sortKeys(context, scope, ast.order);
  const unit = kind === 'percentile' || kind === 'share' ? PERCENT : of?.base.kind === 'number' ? of.base.unit : POINTS;
  const round = roundingOf(context, ast.round, unit);
  const digits = ofDigits(kind, of);
  const unassessed = order.some(({ type }) => type.presence !== 'present');
  const presence = presenceOf(kind, where !== undefined, unassessed);
  const type = numberType(unit, digitsAfter(round, digits), presence);
  context.entityTypes.set(name, type);
  return {
    ...described(ast),
    name,
    span,
    kind,
    within,
    ...(ast.of ? { of: ast.of } : {}),
    ...(ast.where ? { where: ast.where } : {}),
    order,
    ties: ast.ties?.value ?? 'competition',
    round,
    type,
  };
}

function reportUnusedKeys(context: Context, ast: GroupRuleAst, path: string): void {
  const language = languageOf(context, path);
  const standing = {
    of: ast.of !== undefined,
    order: ast.order.length > 0,
    ties: ast.ties !== undefined,
    round: ast.round !== undefined,
  };
  const spelled = { of: KEYS.group_of, order: KEYS.order, ties: KEYS.ties, round: KEYS.round };
  for (const key of ['of', 'order', 'ties', 'round'] as const) {
    if (!standing[key] || USED[ast.kind.value].includes(key)) continue;
    report(context, 'TK147', ast.kind.span, { key: spelled[key][language], kind: ast.kind.value });
  }
}

function ofDigits(kind: GroupRule['kind'], of: Type | undefined): number | null {
  if (kind === 'rank' || kind === 'count') return 0;
  if (kind === 'average' || kind === 'percentile' || kind === 'share') return null;
  return of?.base.kind === 'number' ? of.base.digits : null;
}

/** A count and a sum are always there; who is not ranked has no rank, and a mean of nobody is missing. */
function presenceOf(kind: GroupRule['kind'], selects: boolean, unassessed: boolean): Type['presence'] {
  if (kind === 'count' || kind === 'sum') return 'present';
  if (kind !== 'rank' && kind !== 'percentile') return 'unassessed';
  if (selects) return 'optional';
  return unassessed ? 'unassessed' : 'present';
}

function numberOf(context: Context, scope: Scope, expression: Expression): Type {
  const type = operand(context, scope, expression);
  if (type.base.kind !== 'number' && type.base.kind !== 'unknown') {
    report(context, 'TK401', expression.span, { expected: { kind: 'number' }, found: typeName(type) });
  }
  return type;
}

export function checkLimit(context: Context, entity: Entity & { kind: 'limit'; ast: LimitAst }): Limit {
  const { name, ast, span, path } = entity;
  const scope = resultScope(path);
  const limited = orderedChoice(context, ast.value);
  const within = ast.within.flatMap((input) => groupInput(context, input));
  const applies = ast.action.value === 'apply';
  const rules = ast.rules.map((rule) => checkLimitRule(context, scope, rule, { limited, within, applies }));
  if (applies && ast.rules.every(({ atMost }) => atMost === undefined)) report(context, 'TK553', ast.action.span, {});
  const ties = ast.ties?.value ?? 'refuse';
  const presence = applies && ties === 'refuse' && limited?.presence === 'present' ? 'unassessed' : limited?.presence;
  const base: Type['base'] = limited ? limited.base : { kind: 'unknown' };
  const type: Type = { base, presence: presence ?? 'present' };
  context.entityTypes.set(name, type);
  return {
    ...described(ast),
    name,
    span,
    value: ast.value.value,
    within,
    base: ast.base.value,
    smallestGroup: ast.smallestGroup,
    action: ast.action.value,
    order: sortKeys(context, scope, ast.order),
    ties,
    rules,
    type,
  };
}

type Choice = Type & { readonly base: ChoiceType };

/** The type of a rating, table, decision or limit whose values have an order; a finding and undefined otherwise. */
function orderedChoice(context: Context, { value: name, span }: Located<string>): Choice | undefined {
  const entity = context.entities.get(name);
  if (!entity) {
    reportUnknown(context, span, name, context.entities.keys());
    return undefined;
  }
  context.used.add(name);
  const type = context.entityTypes.get(name);
  if (type?.base.kind === 'unknown') return undefined;
  if (type?.base.kind !== 'choice' || !type.base.ordered || type.presence === 'optional') {
    report(context, 'TK446', span, { name });
    return undefined;
  }
  return { base: type.base, presence: type.presence };
}

interface LimitedBy {
  readonly limited: Choice | undefined;
  readonly within: readonly string[];
  readonly applies: boolean;
}

function checkLimitRule(
  context: Context,
  scope: Scope,
  ast: LimitRuleAst,
  { limited, within, applies }: LimitedBy,
): LimitRule {
  const { base } = limited ?? {};
  for (const value of ast.values) if (base) checkValueOf(context, value, base);
  if (ast.when) {
    condition(context, scope, ast.when);
    checkSameWithin(context, ast.when, within);
  }
  if (ast.moveTo && ast.atMost && base) checkMove(context, ast.values, ast.moveTo, base);
  const kind = ast.atMost ? 'at_most' : 'at_least';
  if (ast.moveTo && !(applies && ast.atMost)) report(context, 'TK553', ast.moveTo.span, {});
  if (applies && ast.atMost && !ast.moveTo) {
    report(context, 'TK104', ast.atMost.span, { key: KEYS.move_to[languageOf(context, ast.span.path)] });
  }
  return {
    span: ast.span,
    ...(ast.basis === undefined ? {} : { basis: ast.basis }),
    values: ast.values.map(({ value }) => value),
    ...(ast.when ? { when: ast.when } : {}),
    kind,
    size: limitSize(context, ast),
    moveTo: ast.moveTo?.value ?? null,
  };
}

function checkValueOf(context: Context, { value, span }: Located<string>, choice: ChoiceType): void {
  if (choice.values.includes(value)) return;
  const suggestion = nearest(value, choice.values);
  const args = { value, choice: choice.name, allowed: choice.values };
  report(context, 'TK403', span, suggestion === undefined ? args : { ...args, suggestion });
}

/** Nobody is moved up, nor to a value that the rule itself limits. */
function checkMove(
  context: Context,
  values: readonly Located<string>[],
  moveTo: Located<string>,
  choice: ChoiceType,
): void {
  checkValueOf(context, moveTo, choice);
  const to = choice.values.indexOf(moveTo.value);
  const higher = values.find(({ value }) => choice.values.indexOf(value) <= to);
  if (to >= 0 && higher) report(context, 'TK448', moveTo.span, { to: moveTo.value, value: higher.value });
}

/** `70 %` with a rounding, or a plain number of people. */
function limitSize(context: Context, { atMost, atLeast, rounding, span }: LimitRuleAst): LimitSize {
  const written = atMost ?? atLeast;
  if (!written) return { kind: 'count', count: 0 };
  const constant = constantOf(context, written);
  const isCount = constant?.unit === POINTS && constant.value.isInteger && constant.value.sign >= 0;
  if (isCount && constant) return { kind: 'count', count: Number(constant.value.numerator) };
  if (!rounding) report(context, 'TK104', span, { key: KEYS.rounding[languageOf(context, span.path)] });
  const share = constant?.value.isZero ? Rational.ZERO : shareOf(context, written);
  return { kind: 'share', share: share ?? Rational.ZERO, rounding: rounding?.value ?? 'down' };
}

/** The decision is an input with the proposal's values, and the reason a text; both may be empty [D3]. */
export function checkDecision(context: Context, entity: Entity & { kind: 'decision'; ast: DecisionAst }): Decision {
  const { name, ast, span } = entity;
  const proposal = orderedChoice(context, ast.proposal);
  const decided = inputTypeOf(context, ast.decision);
  const reason = inputTypeOf(context, ast.reason);
  if (proposal && decided && decided.base.kind !== 'unknown') {
    const values = decided.base.kind === 'choice' ? decided.base.values : null;
    const strange = values?.find((value) => !proposal.base.values.includes(value));
    if (values === null || strange !== undefined) {
      const args = { decision: ast.decision.value, proposal: ast.proposal.value, allowed: proposal.base.values };
      report(context, 'TK449', ast.decision.span, args);
    }
  }
  if (reason && reason.base.kind !== 'text' && reason.base.kind !== 'unknown') {
    report(context, 'TK401', ast.reason.span, { expected: { kind: 'text' }, found: typeName(reason) });
  }
  const type: Type = proposal ?? { base: { kind: 'unknown' }, presence: 'present' };
  context.entityTypes.set(name, type);
  const names = { proposal: ast.proposal.value, decision: ast.decision.value, reason: ast.reason.value };
  return { ...described(ast), name, span, ...names, type };
}

function inputTypeOf(context: Context, { value: name, span }: Located<string>): Type | undefined {
  const entity = context.entities.get(name);
  if (entity?.kind !== 'input') {
    const inputs = [...context.entities.values()].filter(({ kind }) => kind === 'input');
    reportUnknown(
      context,
      span,
      name,
      inputs.map((input) => input.name),
    );
    return undefined;
  }
  context.used.add(name);
  return context.entityTypes.get(name);
}
