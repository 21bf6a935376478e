import type { NodeId } from '../language/core.ts';
import type { AwardNodes, GrantNode, SortKeyNode, TierNodes } from '../model/program.ts';
import type { Awards, Grant, Ruleset, SortKey, Tier } from '../model/ruleset.ts';
import { SHOWN_DIGITS } from '../number/text.ts';
import type { ExpressionLowering } from './expression.ts';
import type { ProgramWriter } from './writer.ts';

export function lowerAwards(
  ruleset: Ruleset,
  awards: Awards,
  writer: ProgramWriter,
  expressions: ExpressionLowering,
  readBy: (roots: readonly NodeId[]) => readonly string[],
): AwardNodes {
  const keys = (order: readonly SortKey[]) => order.map((key) => lowerKey(ruleset, key, expressions));
  const lowerTier = (tier: Tier): TierNodes => ({
    name: tier.name,
    title: tier.title ?? {},
    when: expressions.lower(tier.when),
    quota: tier.quota ? { ...tier.quota, order: keys(tier.quota.order) } : null,
    grants: tier.grants.map((grant) => lowerGrant(grant, writer, expressions)),
  });
  const eligible = expressions.lower(awards.eligible);
  const tiers = awards.tiers.map(lowerTier);
  const order = keys(awards.order);
  const budget = awards.budget ? { ...awards.budget, total: expressions.lower(awards.budget.total) } : null;
  const ofTiers = tiers.flatMap(({ when, quota, grants }) => [when, ...nodesOf(quota?.order), ...nodesOf(grants)]);
  const reads = readBy([eligible, ...ofTiers, ...nodesOf(order), ...(budget ? [budget.total] : [])]);
  return { eligible, tiers, otherwise: awards.otherwise, order, budget, reads };
}

function nodesOf(parts: readonly { readonly node: NodeId | null }[] = []): readonly NodeId[] {
  return parts.map(({ node }) => node).filter((node) => node !== null);
}

export function lowerKey(
  ruleset: Ruleset,
  { value, type, descending }: SortKey,
  expressions: ExpressionLowering,
): SortKeyNode {
  const { path, start, end } = value.span;
  const text = ruleset.sources.get(path)?.text.slice(start, end) ?? '';
  return { node: expressions.lower(value), type, descending, text };
}

function lowerGrant(grant: Grant, writer: ProgramWriter, expressions: ExpressionLowering): GrantNode {
  const { name, kind } = grant;
  if (kind === 'text') return { name, kind, text: grant.text, node: null, type: null, digits: 0 };
  const { value, type, round } = grant;
  const of = expressions.lower(value);
  writer.origin = value.span;
  const node = round.kind === 'none' ? of : writer.add({ op: 'round', of, rounding: round }, type);
  writer.origin = null;
  const digits = (type.base.kind === 'number' ? type.base.digits : null) ?? SHOWN_DIGITS;
  return { name, kind, text: null, node, type, digits };
}
