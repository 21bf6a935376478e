import type { Awards, Grant, Quota, Tier } from '../model/ruleset.ts';
import { Rational } from '../number/rational.ts';
import type { AwardsAst, GrantAst, Located, QuotaAst, TierAst } from '../syntax/ast.ts';
import { checkBudget } from './budget.ts';
import { type Context, report } from './context.ts';
import { digitsAfter, roundingOf } from './declared-types.ts';
import { resultScope } from './indicators.ts';
import { operand } from './infer.ts';
import { condition, described } from './inputs.ts';
import { groupInput, shareOf, sortKeys } from './members.ts';
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
  const tiers = ast.tiers.map((tier) => checkTier(context, scope, tier));
  const order = sortKeys(context, scope, ast.order);
  return {
    ...described(ast),
    eligible: ast.eligible,
    tiers,
    otherwise: ast.otherwise.value,
    order,
    ...(ast.budget ? { budget: checkBudget(context, scope, ast.budget, tiers, order) } : {}),
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
  return {
    kind: 'share',
    share: (ast.share && shareOf(context, ast.share)) ?? Rational.ZERO,
    rounding: ast.rounding?.value ?? 'down',
    base: ast.base?.value ?? 'accepted',
  };
}
