import { PERCENT } from '../language/types.ts';
import type { Awards, Grant, Quota, SortKey, Tier } from '../model/ruleset.ts';
import { Rational } from '../number/rational.ts';
import { shortestDecimal } from '../number/text.ts';
import type { AwardsAst, GrantAst, Located, QuotaAst, SortKeyAst, TierAst } from '../syntax/ast.ts';
import { constantOf } from './constant.ts';
import { type Context, report, reportUnknown, textOf } from './context.ts';
import { digitsAfter, roundingOf } from './declared-types.ts';
import { resultScope } from './indicators.ts';
import { operand } from './infer.ts';
import { condition, described } from './inputs.ts';
import { type Scope, typeName } from './scope.ts';

export function checkAwards(context: Context, ast: AwardsAst): Awards {
  const scope = resultScope(ast.span.path);
  condition(context, scope, ast.eligible);
  const seen = new Map<string, Located<string>>();
  for (const { tier } of ast.tiers) {
    const first = seen.get(tier.value);
    if (first) {
      const related = [{ place: { kind: 'text', span: first.span }, role: 'first_here' } as const];
      report(context, 'TK521', tier.span, { tier: tier.value }, { related });
    }
    seen.set(tier.value, tier);
  }
  // Whoever falls through would bear the name of a tier, and be counted in it.
  const namesake = seen.get(ast.otherwise.value);
  if (namesake) {
    const related = [{ place: { kind: 'text', span: namesake.span }, role: 'first_here' } as const];
    report(context, 'TK521', ast.otherwise.span, { tier: ast.otherwise.value }, { related });
  }
  return {
    ...described(ast),
    eligible: ast.eligible,
    tiers: ast.tiers.map((tier) => checkTier(context, scope, tier)),
    otherwise: ast.otherwise.value,
    order: sortKeys(context, scope, ast.order),
  };
}

function checkTier(context: Context, scope: Scope, ast: TierAst): Tier {
  condition(context, scope, ast.when);
  return {
    ...described(ast),
    name: ast.tier.value,
    span: ast.tier.span,
    when: ast.when,
    ...(ast.quota ? { quota: checkQuota(context, scope, ast.quota) } : {}),
    grants: ast.grants.map(({ name, value }) => checkGrant(context, scope, name.value, value)),
  };
}

function checkGrant(context: Context, scope: Scope, name: string, ast: GrantAst): Grant {
  if (ast.kind === 'text') return { kind: 'text', name, text: ast.text.value };
  const type = operand(context, scope, ast.value);
  if (type.base.kind !== 'number') {
    if (type.base.kind !== 'unknown') {
      report(context, 'TK401', ast.value.span, { expected: { kind: 'number' }, found: typeName(type) });
    }
    return { kind: 'value', name, value: ast.value, type, round: { kind: 'none' } };
  }
  const round = roundingOf(context, ast.round, type.base.unit);
  const base = { ...type.base, digits: digitsAfter(round, type.base.digits) };
  return { kind: 'value', name, value: ast.value, type: { base, presence: type.presence }, round };
}

function checkQuota(context: Context, scope: Scope, ast: QuotaAst): Quota {
  return {
    span: ast.span,
    size: sizeOf(context, ast),
    atLeast: ast.atLeast ?? 0,
    within: ast.within.flatMap((name) => groupInput(context, name)),
    order: sortKeys(context, scope, ast.order),
    ties: ast.ties.value,
  };
}

/** Either a number of people, or a share with its base and rounding; the reader has refused anything else [G2] [G8]. */
function sizeOf(context: Context, ast: QuotaAst): Quota['size'] {
  if (ast.count) {
    return { kind: 'count', count: ast.count.value };
  }
  const share = ast.share && constantOf(context, ast.share);
  if (share && ast.share && share.unit !== PERCENT) {
    // A share below 1 without `%` was most likely meant as a fraction: 0.1 for 10 %.
    const isFraction = share.unit === '' && share.value.compare(Rational.ONE) < 0;
    const percent = isFraction ? share.value.multiply(Rational.HUNDRED) : share.value;
    const suggestion = `${shortestDecimal(percent) ?? textOf(context, ast.share)} %`;
    report(context, 'TK413', ast.share.span, { found: textOf(context, ast.share), suggestion });
  } else if (share && ast.share && (share.value.sign <= 0 || share.value.compare(Rational.HUNDRED) > 0)) {
    report(context, 'TK529', ast.share.span, { share: share.value });
  }
  return {
    kind: 'share',
    share: (share?.value ?? Rational.ZERO).divide(Rational.HUNDRED),
    rounding: ast.rounding?.value ?? 'down',
    base: ast.base?.value ?? 'accepted',
  };
}

/** A group is what an input says, and nobody may lack it. */
function groupInput(context: Context, { value: name, span }: Located<string>): readonly string[] {
  const entity = context.entities.get(name);
  if (!entity) {
    reportUnknown(context, span, name, context.entities.keys());
    return [];
  }
  context.used.add(name);
  const type = context.entityTypes.get(name);
  if (entity.kind !== 'input' || (type?.base.kind !== 'text' && type?.base.kind !== 'choice')) {
    const found = type ? typeName(type) : ({ kind: 'missing' } as const);
    report(context, 'TK401', span, { expected: { kind: 'text' }, found });
    return [];
  }
  if (type.presence === 'optional') report(context, 'TK404', span, { name });
  return [name];
}

function sortKeys(context: Context, scope: Scope, keys: readonly SortKeyAst[]): readonly SortKey[] {
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
