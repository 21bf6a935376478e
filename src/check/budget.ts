import { MONEY } from '../language/types.ts';
import type { Budget, SortKey, Tier } from '../model/ruleset.ts';
import type { BudgetAst, Located } from '../syntax/ast.ts';
import { type Context, report, reportUnknown } from './context.ts';
import { operand } from './infer.ts';
import { checkSameWithin, groupInput } from './members.ts';
import { type Scope, typeName } from './scope.ts';

/** What the grants may cost together [G3]. */
export function checkBudget(
  context: Context,
  scope: Scope,
  ast: BudgetAst,
  tiers: readonly Tier[],
  order: readonly SortKey[],
): Budget {
  const type = operand(context, scope, ast.total);
  if (type.base.kind !== 'unknown' && (type.base.kind !== 'number' || type.base.unit !== MONEY)) {
    report(context, 'TK401', ast.total.span, { expected: { kind: 'number', detail: MONEY }, found: typeName(type) });
  }
  const within = ast.within.flatMap((name) => groupInput(context, name));
  checkSameWithin(context, ast.total, within);
  const payable = payableGrants(tiers);
  const grants = grantsOf(context, ast, payable);
  const digits = [...new Set(grants.flatMap((name) => payable.get(name) ?? []))];
  // One unit for all: only then do shares and what is left over add up to the budget.
  if (digits.length !== 1 || digits[0] === null) {
    const name = grants.find((grant) => payable.get(grant)?.some((each) => each === null)) ?? grants.at(-1) ?? '';
    report(context, 'TK554', ast.span, { grant: name });
  }
  const value = ast.whenExceeded.value;
  if (value === 'prorate' && order.length > 0 && !endsWithKey(context, order)) {
    report(context, 'TK555', ast.whenExceeded.span, {});
  }
  return {
    span: ast.span,
    total: ast.total,
    within,
    grants,
    digits: digits[0] ?? 0,
    whenExceeded: value,
    ties: ast.ties?.value ?? 'refuse',
  };
}

/** Money grants by name, with the digits that each tier gives them. */
function payableGrants(tiers: readonly Tier[]): ReadonlyMap<string, readonly (number | null)[]> {
  const found = new Map<string, (number | null)[]>();
  for (const grant of tiers.flatMap(({ grants }) => grants)) {
    if (grant.kind !== 'value' || grant.type.base.kind !== 'number' || grant.type.base.unit !== MONEY) continue;
    const digits = found.get(grant.name);
    if (digits) digits.push(grant.type.base.digits);
    else found.set(grant.name, [grant.type.base.digits]);
  }
  return found;
}

function grantsOf(
  context: Context,
  { grants }: BudgetAst,
  payable: ReadonlyMap<string, readonly (number | null)[]>,
): readonly string[] {
  if (grants === undefined) return [...payable.keys()];
  return grants.flatMap(({ value, span }: Located<string>) => {
    if (payable.has(value)) return [value];
    reportUnknown(context, span, value, payable.keys());
    return [];
  });
}

/** The record's key stands last, so that no two records are equal. */
function endsWithKey(context: Context, order: readonly SortKey[]): boolean {
  const keys = [...context.entities.values()].filter((entity) => entity.kind === 'input' && entity.ast.key);
  const sorted = new Set(order.map(({ value }) => (value.kind === 'name' ? value.path.join('.') : '')));
  return keys.length > 0 && keys.every(({ name }) => sorted.has(name));
}
