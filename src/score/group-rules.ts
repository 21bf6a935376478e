import type { NodeId } from '../language/core.ts';
import type { GroupRuleNodes } from '../model/program.ts';
import type { Evaluated } from '../model/score.ts';
import { Rational } from '../number/rational.ts';
import type { Members } from './members.ts';
import { blocksOfEquals } from './order.ts';
import { type Early, MISSING, settle } from './stage-row.ts';

/** Works out one group rule for all members of one group; what each kind means stands at `GroupRule`. */
export function settleRule(rule: GroupRuleNodes, { members, name: group }: Members<Early>): void {
  if (rule.kind === 'rank' || rule.kind === 'percentile') {
    settleRanks(rule, members, group);
    return;
  }
  const { value, counted } = aggregateOf(rule, members);
  for (const row of members) settle(row, rule.name, value, { kind: 'rule', group, members: members.length, counted });
}

function settleRanks(rule: GroupRuleNodes, members: readonly Early[], group: string): void {
  const ranked = members.filter((row) => selects(rule, row) && hasOrder(rule, row));
  const counted = ranked.length;
  const note = { kind: 'rule', group, members: members.length, counted } as const;
  const isRanked = new Set(ranked);
  for (const row of members) if (!isRanked.has(row)) settle(row, rule.name, MISSING, note);
  let start = 0;
  for (const [index, block] of blocksOfEquals(rule.order, ranked).entries()) {
    const standing = rule.ties === 'dense' ? index + 1 : start + 1;
    const value =
      rule.kind === 'rank' ? Rational.integer(standing) : Rational.of(BigInt(counted - start) * 100n, BigInt(counted));
    for (const row of block) settle(row, rule.name, { kind: 'value', value }, note);
    start += block.length;
  }
}

function hasOrder({ order }: GroupRuleNodes, { evaluation }: Early): boolean {
  return order.every(({ node }) => evaluation.at(node).kind === 'value');
}

/** Whether the rule's condition holds for the member; a missing condition does not hold. */
function selects({ where }: GroupRuleNodes, row: Early): boolean {
  return where === null || flagOf(row, where) === true;
}

function flagOf({ evaluation }: Early, node: NodeId): boolean | undefined {
  const outcome = evaluation.at(node);
  return outcome.kind === 'value' && typeof outcome.value === 'boolean' ? outcome.value : undefined;
}

interface Aggregate {
  readonly value: Evaluated;
  readonly counted: number;
}

function aggregateOf(rule: GroupRuleNodes, members: readonly Early[]): Aggregate {
  const selected = members.filter((row) => selects(rule, row));
  if (rule.kind === 'count') return whole(Rational.integer(selected.length), selected.length);
  if (rule.kind === 'share') return shareOf(rule, members, selected.length);
  const numbers = selected.flatMap((row) => numberAt(row, rule.of) ?? []);
  const counted = numbers.length;
  const [first, ...rest] = numbers;
  if (first === undefined) return { value: rule.kind === 'sum' ? present(Rational.ZERO) : MISSING, counted };
  const sum = () => rest.reduce((left, right) => left.add(right), first);
  switch (rule.kind) {
    case 'sum':
      return whole(sum(), counted);
    case 'average':
      return whole(sum().divide(Rational.integer(counted)), counted);
    case 'min':
      return whole(
        rest.reduce((least, each) => (each.compare(least) < 0 ? each : least), first),
        counted,
      );
    case 'max':
      return whole(
        rest.reduce((most, each) => (each.compare(most) > 0 ? each : most), first),
        counted,
      );
    default:
      throw new Error(`${rule.kind} is no aggregate`);
  }
}

/** In percent of those for whom the condition is either true or false: who is not assessed is on neither side. */
function shareOf({ where }: GroupRuleNodes, members: readonly Early[], selected: number): Aggregate {
  if (where === null) throw new Error('a share without a condition passed the reader');
  const counted = members.filter((row) => flagOf(row, where) !== undefined).length;
  if (counted === 0) return { value: MISSING, counted };
  return whole(Rational.of(BigInt(selected) * 100n, BigInt(counted)), counted);
}

function numberAt({ evaluation }: Early, node: NodeId | null): Rational | undefined {
  if (node === null) throw new Error('an aggregate of nothing passed the reader');
  const outcome = evaluation.at(node);
  return outcome.kind === 'value' && outcome.value instanceof Rational ? outcome.value : undefined;
}

function present(value: Rational): Evaluated {
  return { kind: 'value', value };
}

function whole(value: Rational, counted: number): Aggregate {
  return { value: present(value), counted };
}
