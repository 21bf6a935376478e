import type { NodeId, Operation, Rounding } from '../language/core.ts';
import { operandsOf } from '../language/operands.ts';
import { FLAG, MONEY, numberType, POINTS, type Type } from '../language/types.ts';
import type {
  AmountNodes,
  DecisionNodes,
  GroupDataNodes,
  GroupRuleNodes,
  LimitNodes,
  LimitRuleNodes,
  Requirement,
} from '../model/program.ts';
import type { Amount, Decision, Deduction, GroupRule, Limit, Ruleset } from '../model/ruleset.ts';
import { EVERYTHING, type Interval } from '../number/interval.ts';
import { Rational } from '../number/rational.ts';
import { SHOWN_DIGITS } from '../number/text.ts';
import { lowerKey } from './awards.ts';
import type { ExpressionLowering, Names } from './expression.ts';
import { textOf } from './requirements.ts';
import type { ProgramWriter } from './writer.ts';

const AT_LEAST_ZERO: Interval = { ...EVERYTHING, low: Rational.ZERO, lowOpen: false };
const AT_LEAST_ONE: Interval = { ...EVERYTHING, low: Rational.ONE, lowOpen: false };
const PERCENTAGE: Interval = { low: Rational.ZERO, lowOpen: false, high: Rational.HUNDRED, highOpen: false };

/** Where a group rule's result can lie, whatever the group. */
const RANGES: Readonly<Record<GroupRule['kind'], Interval>> = {
  rank: AT_LEAST_ONE,
  percentile: PERCENTAGE,
  count: AT_LEAST_ZERO,
  sum: EVERYTHING,
  average: EVERYTHING,
  min: EVERYTHING,
  max: EVERYTHING,
  share: PERCENTAGE,
};

/** Lowers what belongs to groups, amounts and decisions; the ruleset's lowering calls it name by name. */
export class GroupLowering {
  readonly stages: (GroupRuleNodes | LimitNodes)[] = [];
  readonly amounts: AmountNodes[] = [];
  readonly decisions: DecisionNodes[] = [];
  private readonly ruleset: Ruleset;
  private readonly writer: ProgramWriter;
  private readonly expressions: ExpressionLowering;
  private readonly names: Names;

  constructor(ruleset: Ruleset, writer: ProgramWriter, expressions: ExpressionLowering, names: Names) {
    this.ruleset = ruleset;
    this.writer = writer;
    this.expressions = expressions;
    this.names = names;
  }

  /** The node of a group rule, limit, decision or amount; undefined where the name is none of them. */
  lower(name: string): NodeId | undefined {
    const { groups, limits, decisions, amounts } = this.ruleset;
    const rule = groups.get(name);
    if (rule) return this.groupRule(rule);
    const limit = limits.get(name);
    if (limit) return this.limit(limit);
    const decision = decisions.get(name);
    if (decision) return this.decision(decision);
    const amount = amounts.get(name);
    return amount && this.amount(amount);
  }

  /** The group rules that nodes read, directly or through others, in the order of the stages. */
  readBy(roots: readonly NodeId[]): readonly string[] {
    const found = new Set<string>();
    const met = new Set<NodeId>();
    const waiting = [...roots];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (met.has(id)) continue;
      met.add(id);
      const node = this.writer.nodes[id];
      if (!node) throw new Error(`no node ${id}`);
      if (node.op === 'group_value') {
        found.add(node.name);
        for (const name of this.stages.find((stage) => stage.name === node.name)?.reads ?? []) found.add(name);
      } else waiting.push(...operandsOf(node));
    }
    return this.stages.map(({ name }) => name).filter((name) => found.has(name));
  }

  private groupRule(rule: GroupRule): NodeId {
    const { name, kind, within, ties, type, round, span } = rule;
    const of = rule.of ? this.expressions.lower(rule.of) : null;
    const where = rule.where ? this.expressions.lower(rule.where) : null;
    const order = rule.order.map((key) => lowerKey(this.ruleset, key, this.expressions));
    const reads = this.readBy([of, where, ...order.map(({ node }) => node)].filter((node) => node !== null));
    this.stages.push({ name, kind, within, ties, of, where, order, span, reads });
    const hull = kind === 'average' || kind === 'min' || kind === 'max' ? of : null;
    const exact: Type = round.kind === 'none' ? type : unrounded(type);
    const value = this.at(span, { op: 'group_value', name, range: RANGES[kind], hull }, exact);
    return round.kind === 'none' ? value : this.at(span, { op: 'round', of: value, rounding: round }, type);
  }

  private limit(limit: Limit): NodeId {
    const { name, within, base, smallestGroup, action, ties, span, type } = limit;
    const value = this.names.node(limit.value);
    const rules = limit.rules.map(({ when, ...rule }): LimitRuleNodes => {
      return { ...rule, when: when ? this.expressions.lower(when) : null };
    });
    const order = limit.order.map((key) => lowerKey(this.ruleset, key, this.expressions));
    const roots = [value, ...order.map(({ node }) => node), ...rules.map(({ when }) => when)];
    const reads = this.readBy(roots.filter((node) => node !== null));
    const own = { name, within, base, smallestGroup, action, ties, order, span, reads };
    this.stages.push({ ...own, kind: 'limit', value, rules });
    return this.at(span, { op: 'group_value', name, range: EVERYTHING, hull: null }, type);
  }

  private decision({ name, proposal, decision, reason, type, span }: Decision): NodeId {
    const nodes = {
      proposal: this.names.node(proposal),
      decision: this.names.node(decision),
      reason: this.names.node(reason),
    };
    const undecided = this.writer.isMissing(nodes.decision);
    const node = this.at(
      span,
      { op: 'choose', condition: undecided, then: nodes.proposal, otherwise: nodes.decision },
      type,
    );
    this.decisions.push({ name, ...nodes, node });
    return node;
  }

  private amount({ name, base, baseType, deductions, round, type, span }: Amount): NodeId {
    const { writer } = this;
    const baseNode = this.expressions.lower(base);
    const exact = unrounded(type);
    const zero = writer.constant(Rational.ZERO, exact);
    let rest = baseNode;
    const steps = deductions.map((deduction) => {
      const raw = this.sizeOf(deduction, baseNode, rest);
      const taken = this.rounded(raw, deduction.round, deduction.type);
      const left = writer.add({ op: 'subtract', left: rest, right: taken }, exact);
      // Never below zero on the way: what is deducted later is not taken from less than nothing.
      rest = writer.add({ op: 'maximum', of: [zero, left] }, exact);
      return { name: deduction.name, raw, deduction: taken, rest, digits: digitsOf(deduction.type) };
    });
    const floored = writer.add({ op: 'maximum', of: [zero, rest] }, exact);
    const whole = steps.length === 0 ? floored : rest;
    const node = round.kind === 'none' ? whole : this.at(span, { op: 'round', of: whole, rounding: round }, type);
    this.amounts.push({ name, base: baseNode, baseDigits: digitsOf(baseType), deductions: steps, rest: whole, node });
    return node;
  }

  private sizeOf({ size, span }: Deduction, base: NodeId, rest: NodeId): NodeId {
    if (size.kind === 'value') return this.expressions.lower(size.value);
    const share = this.expressions.lower(size.share);
    const money = numberType(MONEY, null);
    const product = this.at(span, { op: 'multiply', left: share, right: size.of === 'base' ? base : rest }, money);
    const hundred = this.writer.constant(Rational.HUNDRED, numberType(POINTS, 0));
    return this.at(span, { op: 'divide', left: product, right: hundred }, money);
  }

  private rounded(of: NodeId, rounding: Rounding, type: Type): NodeId {
    return rounding.kind === 'none' ? of : this.writer.add({ op: 'round', of, rounding }, type);
  }

  private at(span: Requirement['span'], operation: Operation, type: Type): NodeId {
    const outer = this.writer.origin;
    this.writer.origin = span;
    const node = this.writer.add(operation, type);
    this.writer.origin = outer;
    return node;
  }

  /** A decision that differs from its proposal needs a reason [D3]. */
  reasonRequirements(): readonly Requirement[] {
    const { writer } = this;
    return this.decisions.map(({ name, proposal, decision, reason }) => {
      const declared = this.ruleset.decisions.get(name);
      if (!declared) throw new Error(`no decision ${name}`);
      const agrees = writer.choose(
        writer.isMissing(proposal),
        writer.flag(false),
        writer.compare('=', decision, proposal),
        FLAG,
      );
      const given = writer.not(writer.isMissing(reason));
      const node = writer.either(writer.isMissing(decision), writer.either(given, agrees));
      return {
        node,
        reason: { kind: 'missing_reason', decision: name, reason: declared.reason },
        span: declared.span,
      };
    });
  }

  /** The checks of each table of groups, over its columns alone. */
  groupData(): readonly GroupDataNodes[] {
    return [...this.ruleset.groupData.values()].map(({ name, checks }) => ({
      name,
      requirements: checks.map(({ that, message }) => ({
        node: this.expressions.lower(that),
        reason: { kind: 'check', message, that: textOf(this.ruleset, that) },
        span: that.span,
      })),
    }));
  }

  /** Nodes that have no value before the groups have been worked out. */
  late(): ReadonlySet<NodeId> {
    const late = new Set<NodeId>();
    if (this.stages.length === 0) return late;
    for (const node of this.writer.nodes) {
      if (node.op === 'group_value' || operandsOf(node).some((operand) => late.has(operand))) late.add(node.id);
    }
    return late;
  }
}

function unrounded({ base, presence }: Type): Type {
  return { base: base.kind === 'number' ? { ...base, digits: null } : base, presence };
}

function digitsOf({ base }: Type): number {
  return (base.kind === 'number' ? base.digits : null) ?? SHOWN_DIGITS;
}
