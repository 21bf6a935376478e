import type { Span } from '../base/source.ts';
import type { NodeId, Rounding, WeightedTerm } from '../language/core.ts';
import { numberType, POINTS, type Type, UNKNOWN } from '../language/types.ts';
import type { IndicatorNodes, NamedNode, Program } from '../model/program.ts';
import type { Band, Details, Indicator, IndicatorMember, Parameter, Rating, Ruleset } from '../model/ruleset.ts';
import { EVERYTHING } from '../number/interval.ts';
import { Rational } from '../number/rational.ts';
import { SHOWN_DIGITS } from '../number/text.ts';
import type { Expression } from '../syntax/ast.ts';
import { lowerAwards } from './awards.ts';
import { type Environment, ExpressionLowering, type Names, OUTSIDE, required } from './expression.ts';
import { GroupLowering } from './groups.ts';
import { lowerApplies, lowerCarried, lowerInForce, lowerRatio } from './periods.ts';
import { lowerRequirements, lowerRowRequirements } from './requirements.ts';
import { lowerTable } from './tables.ts';
import { ProgramWriter } from './writer.ts';

/**
 * Lowers a checked ruleset to the core language. One node per named thing; functions are written out where they are
 * called; weights, missing policies, bands and tables become plain operations.
 */
export function lower(ruleset: Ruleset): Program {
  return new RulesetLowering(ruleset).program();
}

/** The input nodes that a work plan fills. */
interface PlanNodes {
  readonly present: NodeId;
  readonly target: NodeId | null;
  readonly weight: NodeId | null;
  readonly actual: NodeId | null;
  readonly segments: readonly { readonly target: NodeId; readonly days: NodeId }[];
}

class RulesetLowering implements Names {
  private readonly ruleset: Ruleset;
  private readonly writer = new ProgramWriter();
  private readonly expressions: ExpressionLowering;
  private readonly groups: GroupLowering;
  private readonly nodes = new Map<string, NodeId>();
  private readonly indicators = new Map<string, IndicatorNodes>();
  private readonly ratings = new Map<string, NodeId>();
  private readonly tables = new Map<string, readonly NodeId[]>();
  /** The result being lowered, for failures that name it. */
  private current = '';

  constructor(ruleset: Ruleset) {
    this.ruleset = ruleset;
    this.expressions = new ExpressionLowering(ruleset, this.writer, this);
    this.groups = new GroupLowering(ruleset, this.writer, this.expressions, this);
  }

  program(): Program {
    const { ruleset, writer, expressions, groups } = this;
    for (const name of ruleset.order) if (!this.lowerRowNamed(name)) this.lowerNamed(name);
    const indicators = [...ruleset.indicators.keys()].map((name) => required(this.indicators.get(name), name));
    const requirements = lowerRequirements(ruleset, writer, expressions, this, this.indicators);
    const readBy = (roots: readonly NodeId[]) => groups.readBy(roots);
    const awards = ruleset.awards ? lowerAwards(ruleset, ruleset.awards, writer, expressions, readBy) : null;
    const reasons = groups.reasonRequirements();
    const groupData = groups.groupData();
    const results = this.results();
    writer.settle();
    return {
      ruleset,
      nodes: writer.nodes,
      inputs: new Map([...ruleset.inputs.keys()].map((name) => [name, this.node(name)])),
      details: this.details(),
      requirements: [...requirements, ...reasons],
      indicators,
      results,
      scores: results.filter(({ kind }) => kind === 'score'),
      ratings: this.ratings,
      tables: this.tables,
      groupData,
      stages: groups.stages,
      late: groups.late(),
      amounts: groups.amounts,
      decisions: groups.decisions,
      awards,
    };
  }

  node(name: string): NodeId {
    return required(this.nodes.get(name), name);
  }

  member(indicator: string, member: IndicatorMember): NodeId {
    const nodes = required(this.indicators.get(indicator), indicator);
    return required(nodes[member] ?? undefined, `${indicator}.${member}`);
  }

  applies(name: string): NodeId {
    const indicator = this.indicators.get(name);
    if (indicator) return indicator.applies;
    const members = [...this.indicators.values()].filter((one) => this.isMember(one.name, name));
    if (members.length > 0) return this.writer.any(members.map(({ applies }) => applies));
    const input = this.ruleset.inputs.get(name);
    return input?.applies ? this.expressions.lower(input.applies) : this.writer.flag(true);
  }

  private isMember(member: string, template: string): boolean {
    return this.ruleset.indicators.get(member)?.planned?.indicator === template;
  }

  weighted(form: 'mean' | 'sum', group: string | null, type: Type): NodeId {
    const { writer } = this;
    const members = [...this.ruleset.indicators.values()].filter((one) => group === null || one.group === group);
    const nodes = members.map(({ name }) => required(this.indicators.get(name), name));
    const terms = members.map((member, index) => this.term(member, required(nodes[index], member.name)));
    const result = writer.add({ op: 'weighted', form, terms }, type);
    return this.guarded(nodes, result, type);
  }

  private term({ name, types }: Indicator, nodes: IndicatorNodes): WeightedTerm {
    const present = types.score.presence === 'present' ? null : this.writer.not(this.writer.isMissing(nodes.score));
    const counts = present === null ? nodes.applies : this.writer.both(nodes.applies, present);
    return { name, counts, weight: required(nodes.weight ?? undefined, `${name}.weight`), value: nodes.score };
  }

  /** Some indicator must apply: a mean of nothing is a mistake of the rules, not of the employee. */
  private guarded(nodes: readonly IndicatorNodes[], result: NodeId, type: Type): NodeId {
    const { writer } = this;
    if (nodes.some(({ applies }) => writer.isConstant(applies, true))) return result;
    const some = writer.any(nodes.map(({ applies }) => applies));
    const fail = writer.add({ op: 'fail', failure: { kind: 'no_indicator', score: this.current } }, type);
    return writer.choose(some, result, fail, type);
  }

  private lowerNamed(name: string): void {
    this.current = name;
    const { inputs, parameters, values, scores, ratings, tables, indicators } = this.ruleset;
    const indicator = indicators.get(name);
    if (indicator) {
      this.indicators.set(name, this.lowerIndicator(indicator));
      return;
    }
    const parameter = parameters.get(name);
    const computed = values.get(name) ?? scores.get(name);
    const rating = ratings.get(name);
    const table = tables.get(name);
    const input = inputs.get(name);
    const ofGroups = this.groups.lower(name);
    if (ofGroups !== undefined) this.nodes.set(name, ofGroups);
    else if (input)
      this.nodes.set(
        name,
        this.atSpan(input.span, () => this.writer.add({ op: 'input', name }, input.type)),
      );
    else if (parameter) this.nodes.set(name, this.lowerParameter(parameter));
    else if (computed) this.nodes.set(name, this.rounded(computed.value, computed.round, computed.type));
    else if (rating) this.nodes.set(name, this.lowerRating(rating));
    else if (table) {
      const lowered = lowerTable(table, this.writer, this.expressions, this);
      this.tables.set(name, lowered.columns);
      this.nodes.set(name, lowered.node);
    }
  }

  /** What belongs to rows of details; false where the name is the record's. */
  private lowerRowNamed(name: string): boolean {
    const dot = name.indexOf('.');
    const details = dot < 0 ? undefined : this.ruleset.details.get(name.slice(0, dot));
    if (!details) return false;
    const own = name.slice(dot + 1);
    this.current = name;
    const node = this.writer.inRow(details.name, () => this.rowNode(details, own, name));
    if (node !== undefined) this.nodes.set(name, node);
    return true;
  }

  private rowNode(details: Details, own: string, name: string): NodeId | undefined {
    const column = details.columns.get(own);
    const value = details.values.get(own);
    const rating = details.ratings.get(own);
    const table = details.tables.get(own);
    if (column) {
      const operation = { op: 'column', details: details.name, name: own } as const;
      return this.atSpan(column.span, () => this.writer.add(operation, column.type));
    }
    if (value) return this.rounded(value.value, value.round, value.type);
    if (rating) return this.lowerRating({ ...rating, name });
    if (!table) return undefined;
    const lowered = lowerTable({ ...table, name }, this.writer, this.expressions, this);
    this.tables.set(name, lowered.columns);
    return lowered.node;
  }

  private details(): Program['details'] {
    return new Map(
      [...this.ruleset.details.values()].map((details) => {
        const parts = [details.columns, details.values, details.ratings, details.tables];
        const names = parts.flatMap((part) => [...part.keys()]);
        const named = new Map(names.map((name) => [name, this.node(`${details.name}.${name}`)]));
        const requirements = this.writer.inRow(details.name, () =>
          lowerRowRequirements(this.ruleset, details, this.writer, this.expressions, this),
        );
        return [details.name, { named, requirements }];
      }),
    );
  }

  private atSpan<T>(span: Span, work: () => T): T {
    const outer = this.writer.origin;
    this.writer.origin = span;
    const result = work();
    this.writer.origin = outer;
    return result;
  }

  private lowerParameter({ name, at, entries, type, span }: Parameter): NodeId {
    const [first] = entries;
    if (entries.length === 1 && first && first.from === Number.NEGATIVE_INFINITY)
      return this.expressions.lower(first.value);
    const lowered = entries.map(({ from, until, value }) => ({ from, until, value: this.expressions.lower(value) }));
    return this.atSpan(span, () => this.writer.add({ op: 'dated', name, at, entries: lowered }, type));
  }

  private rounded(value: Expression, rounding: Rounding, type: Type, environment?: Environment): NodeId {
    const of = this.expressions.lower(value, environment);
    return this.atSpan(value.span, () => this.round(of, rounding, type));
  }

  private round(of: NodeId, rounding: Rounding, type: Type): NodeId {
    return rounding.kind === 'none' ? of : this.writer.add({ op: 'round', of, rounding }, type);
  }

  private lowerIndicator(indicator: Indicator): IndicatorNodes {
    const { name } = indicator;
    const { expressions, writer } = this;
    const plan = this.planNodes(indicator);
    const inForce = this.atSpan(indicator.span, () => lowerInForce(writer, indicator));
    const written = lowerApplies(writer, expressions, indicator, inForce);
    const applies = this.withRow(indicator, plan, written);
    const place = indicator.actual?.span ?? indicator.span;
    const separate = (type: Type, make: () => NodeId) => this.separate(indicator, type, make);
    const ownActual = separate(indicator.types.actual, () =>
      indicator.actual ? expressions.lower(indicator.actual) : required(plan?.actual ?? undefined, name),
    );
    const actual = this.atSpan(place, () => lowerCarried(writer, indicator, ownActual));
    const target = this.lowerAnyTarget(indicator, plan);
    const weightNode = this.lowerWeight(indicator, plan);
    const own = new Map<IndicatorMember, NodeId>([['actual', actual]]);
    if (target !== null) own.set('target', target);
    if (weightNode !== null) own.set('weight', weightNode);
    const raw = expressions.lower(indicator.achievement, { ...OUTSIDE, own });
    const clamped = this.atSpan(indicator.achievement.span, () =>
      this.bySegment(indicator, plan, own, this.clamped(raw, indicator)),
    );
    const achieved = this.atSpan(indicator.achievement.span, () =>
      this.round(clamped, indicator.round, indicator.types.achievement),
    );
    const settled = this.withPolicy(indicator, actual, achieved);
    const achievement = this.where(applies, settled, indicator.types.achievement);
    const score = indicator.score
      ? this.lowerScoreStage(indicator, indicator.score, own, applies, achievement)
      : achievement;
    const ofPlan = plan ? { plan: { present: plan.present, written } } : {};
    const ofPeriods = { ownActual, inForce, ratio: lowerRatio(expressions, indicator) };
    return { name, applies, actual, target, raw, achievement, score, weight: weightNode, ...ofPeriods, ...ofPlan };
  }

  private lowerAnyTarget(indicator: Indicator, plan: PlanNodes | null): NodeId | null {
    const of = () => (indicator.target.kind === 'plan' ? (plan?.target ?? null) : this.lowerTarget(indicator));
    if (indicator.target.kind === 'none') return null;
    const before = this.writer.nodes.length;
    const node = of();
    return node === null ? null : this.separate(indicator, indicator.types.target ?? UNKNOWN, () => node, before);
  }

  /**
   * A node that belongs to this indicator alone, where longer periods or segments may answer it differently: an input
   * or a parameter stands for itself elsewhere.
   */
  private separate(
    { consolidate }: Indicator,
    type: Type,
    make: () => NodeId,
    before = this.writer.nodes.length,
  ): NodeId {
    const node = make();
    const isShared = node < before && (consolidate !== null || this.ruleset.segments !== null);
    return isShared ? this.writer.add({ op: 'round', of: node, rounding: { kind: 'none' } }, type) : node;
  }

  /** The fields of the record that the work plan fills for this indicator. */
  private planNodes({ planned }: Indicator): PlanNodes | null {
    if (!planned) return null;
    const field = (name: string): NodeId | null => {
      const input = this.ruleset.planned.get(name);
      return input ? this.atSpan(input.span, () => this.writer.add({ op: 'input', name }, input.type)) : null;
    };
    const { present, target, weight, actual, segments } = planned.fields;
    return {
      present: required(field(present) ?? undefined, present),
      target: field(target),
      weight: field(weight),
      actual: field(actual),
      segments: segments.map((names) => ({
        target: required(field(names.target) ?? undefined, names.target),
        days: required(field(names.days) ?? undefined, names.days),
      })),
    };
  }

  /** A row of a template applies where it is there; so does a planned indicator that nobody needs to have. */
  private withRow({ planned }: Indicator, plan: PlanNodes | null, written: NodeId): NodeId {
    const { writer } = this;
    if (!plan || !(planned?.template || planned?.optional)) return written;
    return writer.isConstant(written, true) ? plan.present : writer.both(written, plan.present);
  }

  private lowerWeight({ weight, planned }: Indicator, plan: PlanNodes | null): NodeId | null {
    if (planned?.weight) return plan?.weight ?? null;
    return weight ? this.expressions.lower(weight) : null;
  }

  /** Under `by_segment` each stretch is measured against its own target and clamped; days weigh them [T2]. */
  private bySegment(
    indicator: Indicator,
    plan: PlanNodes | null,
    own: ReadonlyMap<IndicatorMember, NodeId>,
    whole: NodeId,
  ): NodeId {
    if (!plan || plan.segments.length === 0) return whole;
    const { writer, expressions } = this;
    const terms = plan.segments.map(({ target, days }, index): WeightedTerm => {
      const environment: Environment = { ...OUTSIDE, own: new Map([...own, ['target', target]]) };
      const value = this.clamped(expressions.lower(indicator.achievement, environment), indicator);
      return {
        name: `${indicator.name}/${index + 1}`,
        counts: writer.not(writer.isMissing(days)),
        weight: days,
        value,
      };
    });
    return writer.add({ op: 'weighted', form: 'mean', terms }, numberType(POINTS, null));
  }

  private clamped(raw: NodeId, { clamp, types }: Indicator): NodeId {
    const { writer } = this;
    if (clamp === EVERYTHING) return raw;
    const type = types.achievement;
    const raised =
      clamp.low === null ? raw : writer.add({ op: 'maximum', of: [raw, writer.constant(clamp.low, type)] }, type);
    if (clamp.high === null) return raised;
    return writer.add({ op: 'minimum', of: [raised, writer.constant(clamp.high, type)] }, type);
  }

  /** What a missing actual comes to [N5]; under `reject` the row has been rejected before this is read. */
  private withPolicy({ missing, types }: Indicator, actual: NodeId, achieved: NodeId): NodeId {
    const { writer } = this;
    if (types.actual.presence === 'present') return achieved;
    const type = types.achievement;
    const instead = missing === 'zero_score' ? writer.constant(Rational.ZERO, type) : writer.missing(type);
    return writer.choose(writer.isMissing(actual), instead, achieved, type);
  }

  private where(applies: NodeId, value: NodeId, type: Type): NodeId {
    const { writer } = this;
    if (writer.isConstant(applies, true)) return value;
    return writer.choose(applies, value, writer.add({ op: 'inapplicable' }, type), type);
  }

  private lowerScoreStage(
    { types }: Indicator,
    { value, round }: NonNullable<Indicator['score']>,
    own: ReadonlyMap<IndicatorMember, NodeId>,
    applies: NodeId,
    achievement: NodeId,
  ): NodeId {
    const environment: Environment = { ...OUTSIDE, own: new Map([...own, ['achievement', achievement]]) };
    const scored = this.rounded(value, round, types.score, environment);
    const { writer } = this;
    const settled =
      types.achievement.presence === 'present'
        ? scored
        : writer.choose(writer.isMissing(achievement), writer.missing(types.score), scored, types.score);
    return this.where(applies, settled, types.score);
  }

  private lowerTarget({ target, types, name }: Indicator): NodeId | null {
    if (target.kind === 'none' || target.kind === 'plan') return null;
    if (target.kind === 'one') return this.expressions.lower(target.value);
    const { writer } = this;
    const type = types.target ?? UNKNOWN;
    const period = writer.add({ op: 'period', part: target.of }, numberType(POINTS, 0));
    const parts = [...target.parts]
      .sort(([a], [b]) => a - b)
      .map(([part, value]) => ({ part, node: this.expressions.lower(value) }));
    const last = required(parts.at(-1), `${name}.target`);
    return parts.slice(0, -1).reduceRight((otherwise, { part, node }) => {
      const number = writer.constant(Rational.integer(part), numberType(POINTS, 0));
      return writer.choose(writer.compare('=', period, number), node, otherwise, type);
    }, last.node);
  }

  private lowerRating({ name, of, versions, at, type, span }: Rating): NodeId {
    const rated = this.expressions.lower(of);
    this.ratings.set(name, rated);
    const ofType = this.expressions.typeOf(of);
    const { writer } = this;
    return this.atSpan(span, () => {
      const chain = (bands: readonly Band[]) => {
        const none = writer.add({ op: 'fail', failure: { kind: 'no_band', rating: name } }, type);
        return [...bands].reverse().reduce((otherwise, band) => {
          const inBand = writer.inInterval(rated, band.interval, (end) => writer.constant(end, ofType));
          return writer.choose(inBand, writer.constant(band.name, type), otherwise, type);
        }, none);
      };
      const [first] = versions;
      if (!first) throw new Error(`rating ${name} without bands`);
      if (versions.length === 1 && first.from === Number.NEGATIVE_INFINITY) return chain(first.bands);
      const entries = versions.map(({ from, until, bands }) => ({ from, until, value: chain(bands) }));
      return writer.add({ op: 'dated', name, at, entries }, type);
    });
  }

  private results(): readonly NamedNode[] {
    const { values, scores, ratings, tables, groups, limits, decisions, amounts } = this.ruleset;
    const of = (kind: NamedNode['kind'], named: Iterable<{ name: string; type: Type; show?: number }>) =>
      [...named].map(({ name, type, show }): NamedNode => {
        const digits = (type.base.kind === 'number' ? type.base.digits : null) ?? show ?? SHOWN_DIGITS;
        return { name, kind, node: this.node(name), type, digits };
      });
    return [
      ...of('value', values.values()),
      ...of('score', scores.values()),
      ...of('rating', ratings.values()),
      ...of('table', tables.values()),
      ...of('group', groups.values()),
      ...of('limit', limits.values()),
      ...of('decision', decisions.values()),
      ...of('amount', amounts.values()),
    ];
  }
}
