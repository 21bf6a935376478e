import type { ConsolidateAst, ConsolidationMethod, IndicatorAst, InForceAst, Located, RulesetAst } from './ast.ts';
import type { DocumentNode, MapNode } from './document.ts';
import type { Reader } from './read-node.ts';
import { headOf, round } from './read-parts.ts';

const METHODS: readonly ConsolidationMethod[] = [
  'sum',
  'average',
  'last',
  'largest',
  'smallest',
  'ratio_of_sums',
  'average_of_scores',
];

const POLICIES = ['reject', 'zero_score', 'exclude'] as const;

/** `missing:` as a word, or as `{ carry: 2, else: exclude }`. */
export function missingOf(r: Reader, node: DocumentNode): Pick<IndicatorAst, 'missing' | 'carry'> | undefined {
  if (node.kind !== 'map') {
    const missing = r.word(node, POLICIES);
    return missing && { missing };
  }
  const carry = r.need(node, 'carry', r.wholeNumber);
  const missing = r.need(node, 'missing_else', (at) => r.word(at, POLICIES));
  return missing && carry && { missing, carry };
}

export function atOf(r: Reader, map: MapNode): 'start' | 'end' {
  return r.at(map, 'at', (word) => r.word(word, ['at_start', 'at_end']))?.value === 'at_start' ? 'start' : 'end';
}

export function inForce(r: Reader, node: DocumentNode): InForceAst | undefined {
  const map = r.map(node);
  if (!map) return undefined;
  const from = r.at(map, 'from', r.date);
  const to = r.at(map, 'to', r.date);
  return { span: headOf(map), ...(from && { from }), ...(to && { to }) };
}

/** Of an input: a method alone. */
export function methodOf(r: Reader, node: DocumentNode): Located<ConsolidationMethod> | undefined {
  return r.word(node, METHODS);
}

export function consolidateOf(r: Reader, node: DocumentNode): ConsolidateAst | undefined {
  if (node.kind !== 'map') {
    const method = methodOf(r, node);
    return method && { span: method.span, method };
  }
  const method = r.need(node, 'method', (at) => methodOf(r, at));
  const rounding = r.at(node, 'round', (at) => round(r, at));
  const atLeast = r.at(node, 'at_least', r.wholeNumber);
  if (!method) return undefined;
  return {
    span: headOf(node),
    method,
    ...(rounding && { round: rounding }),
    ...(atLeast && { atLeast: atLeast.value }),
  };
}

/** What a ruleset says of longer periods and of a period in several pieces. */
export function periodRules(r: Reader, root: MapNode): Pick<RulesetAst, 'consolidation' | 'segments'> {
  const consolidation = r.at(root, 'consolidation', (node) => consolidationOf(r, node));
  const segments = r.at(root, 'segments', (node) => segmentsOf(r, node));
  return { ...(consolidation && { consolidation }), ...(segments && { segments }) };
}

function consolidationOf(r: Reader, node: DocumentNode): RulesetAst['consolidation'] {
  const map = r.map(node);
  if (!map) return undefined;
  const atLeast = r.need(map, 'at_least', r.wholeNumber);
  const fewer = r.need(map, 'fewer', (at) => r.word(at, ['reject', 'not_assessed']));
  return atLeast && fewer && { atLeast: atLeast.value, fewer: fewer.value };
}

function segmentsOf(r: Reader, node: DocumentNode): RulesetAst['segments'] {
  const map = r.map(node);
  if (!map) return undefined;
  const from = r.need(map, 'from', r.name);
  const to = r.need(map, 'to', r.name);
  const method = r.need(map, 'method', (at) => r.word(at, ['weight_by_days']));
  const groupAt = r.need(map, 'group_at', (at) => r.word(at, ['at_end', 'longest']));
  if (!from || !to || !method || !groupAt) return undefined;
  return { span: headOf(map), from, to, groupAt: groupAt.value === 'longest' ? 'longest' : 'end' };
}
