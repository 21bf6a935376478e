import { diagnostic } from '../base/diagnostic.ts';
import type {
  AmountAst,
  DecisionAst,
  DeductionAst,
  DeductionSize,
  GroupDataAst,
  GroupRuleAst,
  GroupRuleKind,
  LimitAst,
  LimitRuleAst,
} from './ast.ts';
import type { DocumentNode, MapNode } from './document.ts';
import type { Reader } from './read-node.ts';
import { check, described, exactlyOne, headOf, input, round } from './read-parts.ts';
import { shareRoundingOf, tiesOf, withinOf } from './read-scoring.ts';

/** `group_data`: a second table, one row a group. */
export function groupData(r: Reader, node: DocumentNode): GroupDataAst | undefined {
  const map = r.map(node);
  if (!map) return undefined;
  const key = r.need(map, 'key', r.name);
  const optional = r.at(map, 'optional', r.flag) ?? false;
  const inputs = r.need(map, 'inputs', (at) => r.declared(at, (value) => input(r, value)));
  const checks = r.at(map, 'checks', (at) => r.list(at, (item) => check(r, item))) ?? [];
  return key && inputs && { ...described(r, map), span: map.span, key, optional, inputs, checks };
}

const KINDS = ['rank', 'percentile', 'group_count', 'sum', 'average', 'smallest', 'largest', 'group_share'] as const;

const KIND_OF: Readonly<Record<(typeof KINDS)[number], GroupRuleKind>> = {
  rank: 'rank',
  percentile: 'percentile',
  group_count: 'count',
  sum: 'sum',
  average: 'average',
  smallest: 'min',
  largest: 'max',
  group_share: 'share',
};

/** What each kind needs; whatever else it says would mean nothing. */
const NEEDED: Readonly<Record<GroupRuleKind, readonly ('group_of' | 'where' | 'order' | 'ties' | 'round')[]>> = {
  rank: ['order', 'ties'],
  percentile: ['order', 'round'],
  count: [],
  sum: ['group_of'],
  average: ['group_of', 'round'],
  min: ['group_of'],
  max: ['group_of'],
  share: ['where', 'round'],
};

export function groupRule(r: Reader, node: DocumentNode): GroupRuleAst | undefined {
  const map = r.map(node);
  if (!map) return undefined;
  const word = r.need(map, 'type', (at) => r.word(at, KINDS));
  const of = r.at(map, 'group_of', r.expression);
  const where = r.at(map, 'where', r.expression);
  const order = r.at(map, 'order', (at) => r.list(at, r.sortKey)) ?? [];
  const ties = r.at(map, 'ties', (at) => r.word(at, ['ties_competition', 'ties_dense']));
  const rounding = r.at(map, 'round', (at) => round(r, at));
  if (!word) return undefined;
  const kind = { ...word, value: KIND_OF[word.value] };
  for (const key of NEEDED[kind.value]) {
    if (!r.get(map, key)) r.findings.push(diagnostic('TK104', headOf(map), { key: r.spelled(key) }));
  }
  return {
    ...described(r, map),
    span: map.span,
    kind,
    within: withinOf(r, map),
    ...(of && { of }),
    ...(where && { where }),
    order,
    ...(ties && { ties: { ...ties, value: ties.value === 'ties_dense' ? 'dense' : 'competition' } }),
    ...(rounding && { round: rounding }),
  };
}

export function limit(r: Reader, node: DocumentNode): LimitAst | undefined {
  const map = r.map(node);
  if (!map) return undefined;
  const value = r.need(map, 'limited', r.name);
  const base = r.need(map, 'quota_base', (at) => r.word(at, ['accepted', 'assessed']));
  const smallest = r.at(map, 'smallest_group', r.wholeNumber);
  const action = r.need(map, 'action', (at) => r.word(at, ['warn', 'apply']));
  const order = r.at(map, 'order', (at) => r.list(at, r.sortKey)) ?? [];
  const ties = tiesOf(r, map);
  const rules = r.need(map, 'limit_rules', (at) => r.list(at, (item) => limitRule(r, item)));
  // Who is moved down must follow from the rule, and from nothing else [G1].
  for (const key of ['order', 'ties'] as const) {
    if (action?.value !== 'apply' || r.get(map, key)) continue;
    r.findings.push(diagnostic('TK104', headOf(map), { key: r.spelled(key) }));
  }
  if (!value || !base || !action || !rules) return undefined;
  return {
    ...described(r, map),
    span: map.span,
    value,
    within: withinOf(r, map),
    base,
    smallestGroup: smallest?.value ?? 1,
    action,
    order,
    ...(ties && { ties }),
    rules,
  };
}

function limitRule(r: Reader, node: DocumentNode): LimitRuleAst | undefined {
  const map = r.map(node);
  if (!map) return undefined;
  const basis = r.at(map, 'basis', r.text);
  const values = r.need(map, 'limit_values', (at) => r.list(at, r.name));
  const when = r.at(map, 'when', r.expression);
  const atMost = r.at(map, 'at_most', r.expression);
  const atLeast = r.at(map, 'at_least', r.expression);
  const rounding = shareRoundingOf(r, map);
  const moveTo = r.at(map, 'move_to', r.name);
  exactlyOne(r, map, ['at_most', 'at_least'], headOf(map));
  return (
    values && {
      span: map.span,
      ...(basis !== undefined && { basis }),
      values,
      ...(when && { when }),
      ...(atMost && { atMost }),
      ...(atLeast && { atLeast }),
      ...(rounding && { rounding }),
      ...(moveTo && { moveTo }),
    }
  );
}

export function decision(r: Reader, node: DocumentNode): DecisionAst | undefined {
  const map = r.map(node);
  if (!map) return undefined;
  const proposal = r.need(map, 'proposal', r.name);
  const decided = r.need(map, 'decision', r.name);
  const reason = r.need(map, 'decision_reason', r.name);
  return proposal && decided && reason && { ...described(r, map), span: map.span, proposal, decision: decided, reason };
}

export function amount(r: Reader, node: DocumentNode): AmountAst | undefined {
  const map = r.map(node);
  if (!map) return undefined;
  const base = r.need(map, 'amount_base', r.expression);
  const deductions = r.at(map, 'deductions', (at) => r.list(at, (item) => deduction(r, item))) ?? [];
  const rounding = r.need(map, 'round', (at) => round(r, at));
  return base && rounding && { ...described(r, map), span: map.span, base, deductions, round: rounding };
}

function deduction(r: Reader, node: DocumentNode): DeductionAst | undefined {
  const map = r.map(node);
  if (!map) return undefined;
  const name = r.need(map, 'name', r.name);
  const size = deductionSize(r, map);
  const rounding = r.at(map, 'round', (at) => round(r, at));
  return name && size && { ...described(r, map), name, size, ...(rounding && { round: rounding }) };
}

/** A share of the base or of what is left, or an amount of its own. */
function deductionSize(r: Reader, map: MapNode): DeductionSize | undefined {
  const share = r.at(map, 'share', r.expression);
  const of = r.at(map, 'quota_base', (at) => r.word(at, ['of_base', 'of_remaining']));
  const value = r.at(map, 'value', r.expression);
  const one = exactlyOne(r, map, ['share', 'value'], headOf(map));
  if (share && !r.get(map, 'quota_base')) {
    r.findings.push(diagnostic('TK104', headOf(map), { key: r.spelled('quota_base') }));
  }
  if (value) return { kind: 'value', value };
  if (share) return { kind: 'share', share, of: of?.value === 'of_remaining' ? 'remaining' : 'base' };
  return one ? undefined : r.lose();
}
