import type { CoreNode, NodeId, Value } from '../language/core.ts';
import { inputNamed } from '../model/fields.ts';
import type { Program } from '../model/program.ts';
import { contains, EVERYTHING, type Interval, intersect, isEmpty } from '../number/interval.ts';
import { Rational } from '../number/rational.ts';
import * as arithmetic from './arithmetic.ts';
import { Assumer } from './assume.ts';
import { type Assumptions, factOf, isAtMost, type Known, start, touches } from './facts.ts';
import { isNumeric, isWord, tightened } from './kinds.ts';
import { Dependence } from './operands.ts';
import { presenceOf } from './presence.ts';

type NodeOf<Op extends CoreNode['op']> = Extract<CoreNode, { op: Op }>;

/** Nested work at most; deeper the coarse answer stands, which is always safe. */
const DEEPEST = 150;

/** Steps of work in all, about a second's worth; beyond it likewise. */
const MOST_WORK = 2_000_000;

const PERIODS_OF_YEAR = { month: 12, quarter: 4, semester: 2, year: 1 } as const;

/** How far a quotient is taken apart, `(2·T − R) / T` being two steps. */
const DEEPEST_QUOTIENT = 8;

/**
 * Which values each node can take, from the declared ranges of the inputs alone [P5]. Every answer is an interval
 * that surely holds them all: proofs may rely on it, and what it cannot narrow is "not proven", never wrong.
 */
export function rangesOf(program: Program): Ranges {
  return new Ranges(program);
}

export class Ranges implements Known {
  readonly program: Program;
  readonly dependence: Dependence;
  /** What holds for every record that is scored: the declared ranges and the checks. */
  readonly always: Assumptions;
  private readonly assumer: Assumer;
  /** A coarse answer for every node, in which conditions narrow nothing: made where work is first cut short. */
  private coarse: Interval[] | undefined;
  private readonly memo = new Map<Assumptions, Map<NodeId, Interval>>();
  private readonly constants = new Map<NodeId, Interval>();
  private readonly rowFacts = new Map<string, Assumptions>();
  private isCoarse = false;
  private work = 0;
  private depth = 0;

  constructor(program: Program) {
    this.program = program;
    this.dependence = new Dependence(program.nodes);
    this.assumer = new Assumer(program, this, presenceOf(program));
    this.always = this.assumer.requirements(start());
    for (const node of landmarks(program)) this.at(node);
  }

  /** For every record that is scored. */
  at(node: NodeId): Interval {
    return this.in(node, this.always);
  }

  /** Under assumptions, as `assuming` gives them. */
  in(id: NodeId, assumptions: Assumptions): Interval {
    if (this.isCoarse) return this.coarsely(id);
    const node = this.node(id);
    if (node.op === 'constant') return this.constant(node, assumptions);
    const context = this.relevant(id, assumptions);
    const memo = this.memoOf(context);
    const known = memo.get(id);
    if (known !== undefined) return known;
    const isTooMuch = this.depth >= DEEPEST || this.work >= MOST_WORK;
    const full = isTooMuch ? this.coarsely(id) : this.descend(node, context);
    const fact = factOf(id, context);
    const result =
      fact === undefined
        ? full
        : fact.missing === true
          ? arithmetic.NOTHING
          : tightened(node, intersect(full, fact.interval));
    memo.set(id, result);
    return result;
  }

  /** What else holds where the condition is true (or false); null where that can never be. */
  assuming(condition: NodeId, truth: boolean, assumptions: Assumptions): Assumptions | null {
    return this.assumer.assume(condition, truth, assumptions);
  }

  /** The same where the condition may also have no value; null where it always has the other one. */
  unlessAbsent(condition: NodeId, truth: boolean, assumptions: Assumptions): Assumptions | null {
    return this.assumer.unlessAbsent(condition, truth, assumptions);
  }

  /** Whether the node surely has no such value. */
  excludes(id: NodeId, value: Rational, assumptions: Assumptions): boolean {
    if (!contains(this.in(id, assumptions), value)) return true;
    return [id, this.unwrapped(id)].some((node) =>
      factOf(node, assumptions)?.excluded.some((excluded) => excluded.equals(value)),
    );
  }

  /** The texts, choices or flags that a node can take; null where they cannot be listed. */
  values(id: NodeId, assumptions: Assumptions): readonly (string | boolean)[] | null {
    const node = this.node(id);
    if (node.op === 'constant') return isWord(node.value) ? [node.value] : null;
    if (isNumeric(node)) return null;
    const fact = factOf(id, assumptions)?.values;
    if (fact) return fact;
    if (node.type.base.kind === 'flag') return [false, true];
    return node.type.base.kind === 'choice' ? node.type.base.values : null;
  }

  node(id: NodeId): CoreNode {
    const node = this.program.nodes[id];
    if (node === undefined) throw new RangeError(`ranges: the program has no node ${id}`);
    return node;
  }

  /** The nearest assumptions that say anything about what the node reads: one memo for all that do not differ. */
  relevant(id: NodeId, assumptions: Assumptions): Assumptions {
    let context = assumptions;
    while (context.parent !== null && !touches(context, (fact) => this.dependence.reads(id, fact))) {
      context = context.parent;
      this.work++;
    }
    return context;
  }

  private memoOf(context: Assumptions): Map<NodeId, Interval> {
    const known = this.memo.get(context);
    if (known) return known;
    const created = new Map<NodeId, Interval>();
    this.memo.set(context, created);
    return created;
  }

  private descend(node: CoreNode, context: Assumptions): Interval {
    this.work += 10;
    this.depth++;
    try {
      return this.compute(node, context);
    } finally {
      this.depth--;
    }
  }

  /** Operands stand before what is made of them: one pass over the nodes, never deep. */
  private coarsely(id: NodeId): Interval {
    if (this.coarse === undefined) {
      const nothing = start();
      const answers: Interval[] = [];
      this.coarse = answers;
      this.isCoarse = true;
      for (const node of this.program.nodes) answers.push(this.compute(node, nothing));
      this.isCoarse = false;
    }
    return this.coarse[id] ?? EVERYTHING;
  }

  private constant(node: NodeOf<'constant'>, assumptions: Assumptions): Interval {
    const known = this.constants.get(node.id);
    if (known !== undefined) return known;
    const range = this.compute(node, assumptions);
    this.constants.set(node.id, range);
    return range;
  }

  private compute(node: CoreNode, context: Assumptions): Interval {
    return isNumeric(node) ? tightened(node, arithmetic.simplified(this.operation(node, context))) : EVERYTHING;
  }

  private operation(node: CoreNode, context: Assumptions): Interval {
    switch (node.op) {
      case 'constant':
        return constantRange(node.value);
      case 'missing':
      case 'inapplicable':
      case 'fail':
        return arithmetic.NOTHING;
      case 'input':
        return inputNamed(this.program.ruleset, node.name)?.range ?? EVERYTHING;
      case 'column':
        return this.program.ruleset.details.get(node.details)?.columns.get(node.name)?.range ?? EVERYTHING;
      case 'fold':
        return this.fold(node);
      case 'working_days':
        return this.workingDays(node, context);
      case 'group_value':
        return node.hull === null ? node.range : intersect(node.range, this.in(node.hull, context));
      case 'period':
        return periodRange(node.part);
      case 'previous':
        return this.ofEarlier(node);
      case 'year_to_date':
        return this.total(this.in(node.of, context));
      case 'carried':
        // An earlier actual obeys the same rules, under no assumption about this period.
        return arithmetic.union(this.in(node.of, context), this.at(node.of));
      case 'dated':
        return node.entries.map((entry) => this.in(entry.value, context)).reduce(arithmetic.union, arithmetic.NOTHING);
      case 'add':
        return arithmetic.sum(this.in(node.left, context), this.in(node.right, context));
      case 'subtract':
        return this.difference(node.left, node.right, context);
      case 'day_count':
        return this.difference(node.right, node.left, context);
      case 'multiply':
        return this.product(node.left, node.right, context);
      case 'divide':
        return this.quotient(node.left, node.right, context, 0);
      case 'round':
        return arithmetic.rounded(this.in(node.of, context), node.rounding);
      case 'minimum':
      case 'maximum':
        return node.of
          .map((operand) => this.in(operand, context))
          .reduce(node.op === 'minimum' ? arithmetic.smaller : arithmetic.larger);
      case 'choose':
        return this.choice(node, context);
      case 'lookup':
        return this.lookup(node, context);
      case 'breakpoints':
        return this.breakpoints(node, context);
      case 'weighted':
        return this.weighted(node, context);
      case 'within':
        return intersect(this.in(node.of, context), node.interval);
      case 'compare':
      case 'among':
      case 'and':
      case 'or':
      case 'not':
      case 'is_missing':
        return EVERYTHING;
    }
  }

  /** Every record that was scored obeys the same ranges. What stands later in the program is not followed: it may read this. */
  private ofEarlier(node: NodeOf<'previous'>): Interval {
    if (node.of >= node.id) return EVERYTHING;
    return this.isCoarse ? this.in(node.of, start()) : this.at(node.of);
  }

  /** One to as many elements as a year has periods. */
  private total(element: Interval): Interval {
    const most = PERIODS_OF_YEAR[this.program.ruleset.period];
    return arithmetic.product(element, arithmetic.closed(Rational.ONE, Rational.integer(most)));
  }

  /** What holds in every row of details: the columns' ranges and the rows' own checks. */
  rows(details: string): Assumptions {
    const known = this.rowFacts.get(details);
    if (known !== undefined) return known;
    const requirements = this.program.details.get(details)?.requirements ?? [];
    const facts = this.assumer.requirements(start(), requirements);
    this.rowFacts.set(details, facts);
    return facts;
  }

  /** What is known of the record's own row, if it is one, says nothing of the others: a fold starts from all rows. */
  private fold({ details, form, of, where, weight }: NodeOf<'fold'>): Interval {
    const limit = this.program.ruleset.details.get(details)?.maxRows ?? null;
    const most = limit === null ? arithmetic.AT_LEAST_ZERO : arithmetic.closed(Rational.ZERO, Rational.integer(limit));
    if (of === null) return most;
    const rows = this.isCoarse ? start() : this.rows(details);
    const taking = where === null || this.isCoarse ? rows : this.assuming(where, true, rows);
    const each = taking === null ? arithmetic.NOTHING : this.in(of, taking);
    if (form === 'average' || form === 'min' || form === 'max') return each;
    if (form === 'sum') return arithmetic.union(arithmetic.point(Rational.ZERO), arithmetic.product(each, most));
    const by = weight === null || taking === null ? EVERYTHING : this.in(weight, taking);
    return by.low !== null && by.low.sign >= 0 ? each : EVERYTHING;
  }

  /** No more of them than days, either way. */
  private workingDays({ left, right }: NodeOf<'working_days'>, context: Assumptions): Interval {
    return arithmetic.union(arithmetic.point(Rational.ZERO), this.difference(right, left, context));
  }

  private difference(left: NodeId, right: NodeId, context: Assumptions): Interval {
    if (this.unwrapped(left) === this.unwrapped(right)) return arithmetic.point(Rational.ZERO);
    const independent = arithmetic.difference(this.in(left, context), this.in(right, context));
    if (this.isAtMost(right, left, context)) return intersect(independent, arithmetic.AT_LEAST_ZERO);
    return this.isAtMost(left, right, context) ? intersect(independent, arithmetic.AT_MOST_ZERO) : independent;
  }

  private isAtMost(left: NodeId, right: NodeId, context: Assumptions): boolean {
    return isAtMost(this.unwrapped(left), this.unwrapped(right), context);
  }

  /** The node whose value this one passes on unchanged: a function's argument behind its declared range. */
  unwrapped(id: NodeId): NodeId {
    let node = this.node(id);
    while (node.op === 'within' || (node.op === 'round' && node.rounding.kind === 'none')) node = this.node(node.of);
    return node.id;
  }

  private product(left: NodeId, right: NodeId, context: Assumptions): Interval {
    const independent = arithmetic.product(this.in(left, context), this.in(right, context));
    return left === right ? intersect(independent, arithmetic.AT_LEAST_ZERO) : independent;
  }

  /**
   * A divisor that stands in the numerator as well: `(c·T − R) / T` is `c − R / T`, so the sum is divided part by
   * part, and `R / T` is at most 1 where a check says that R is at most T.
   */
  private quotient(over: NodeId, under: NodeId, context: Assumptions, depth: number): Interval {
    // A divisor of 0 gives no value at all, so on a grid the one nearest to 0 is a whole step away from it.
    const divisor = tightened(this.node(under), arithmetic.withoutZeroEnds(this.in(under, context)));
    const independent = arithmetic.ratio(this.in(over, context), divisor);
    if (isEmpty(independent) || depth >= DEEPEST_QUOTIENT) return independent;
    return intersect(independent, this.dividedByParts(over, under, context, depth + 1));
  }

  private dividedByParts(over: NodeId, under: NodeId, context: Assumptions, depth: number): Interval {
    if (this.unwrapped(over) === this.unwrapped(under)) return arithmetic.point(Rational.ONE);
    const node = this.node(over);
    switch (node.op) {
      case 'add':
        return arithmetic.sum(
          this.quotient(node.left, under, context, depth),
          this.quotient(node.right, under, context, depth),
        );
      case 'subtract':
        return arithmetic.difference(
          this.quotient(node.left, under, context, depth),
          this.quotient(node.right, under, context, depth),
        );
      case 'multiply':
        return intersect(
          arithmetic.product(this.quotient(node.left, under, context, depth), this.in(node.right, context)),
          arithmetic.product(this.in(node.left, context), this.quotient(node.right, under, context, depth)),
        );
      default:
        return this.quotientOfOrdered(over, under, context);
    }
  }

  private quotientOfOrdered(over: NodeId, under: NodeId, context: Assumptions): Interval {
    const { low } = this.in(under, context);
    if (low === null || low.sign < 0) return EVERYTHING;
    const one = { low: Rational.ONE, lowOpen: false, high: Rational.ONE, highOpen: false };
    if (this.isAtMost(over, under, context)) return { ...one, low: null, lowOpen: true };
    return this.isAtMost(under, over, context) ? { ...one, high: null, highOpen: true } : EVERYTHING;
  }

  private choice(node: NodeOf<'choose'>, context: Assumptions): Interval {
    if (this.isCoarse) return arithmetic.union(this.in(node.then, context), this.in(node.otherwise, context));
    const branch = (id: NodeId, truth: boolean) => {
      const assumed = this.assuming(node.condition, truth, context);
      return assumed === null ? arithmetic.NOTHING : this.in(id, assumed);
    };
    return arithmetic.union(branch(node.then, true), branch(node.otherwise, false));
  }

  private lookup(node: NodeOf<'lookup'>, context: Assumptions): Interval {
    const possible = this.values(node.of, context);
    let range = arithmetic.NOTHING;
    for (const [word, value] of node.entries) {
      if (possible === null || possible.includes(word)) range = arithmetic.union(range, arithmetic.point(value));
    }
    return range;
  }

  private breakpoints(node: NodeOf<'breakpoints'>, context: Assumptions): Interval {
    const x = this.in(node.of, context);
    const first = node.points[0];
    const last = node.points[node.points.length - 1];
    if (isEmpty(x) || first === undefined || last === undefined) return arithmetic.NOTHING;
    let range = arithmetic.NOTHING;
    if (x.low === null || x.low.compare(first.x) < 0) range = this.in(node.below, context);
    if (x.high === null || x.high.compare(last.x) > 0) range = arithmetic.union(range, this.in(node.above, context));
    node.points.forEach((to, index) => {
      const from = node.points[index - 1] ?? to;
      const stretch = intersect(x, arithmetic.closed(from.x, to.x));
      if (isEmpty(stretch) || stretch.low === null || stretch.high === null) return;
      range = arithmetic.union(range, arithmetic.point(onLine(from, to, stretch.low)));
      range = arithmetic.union(range, arithmetic.point(onLine(from, to, stretch.high)));
    });
    return range;
  }

  /** A mean lies among its members, whatever the weights; a sum is worked out part by part. */
  private weighted(node: NodeOf<'weighted'>, context: Assumptions): Interval {
    let members = arithmetic.NOTHING;
    let total = arithmetic.point(Rational.ZERO);
    let hasNegativeWeight = false;
    for (const term of node.terms) {
      const counted = this.isCoarse ? context : this.assuming(term.counts, true, context);
      if (counted === null) continue;
      const weight = this.in(term.weight, counted);
      const value = this.in(term.value, counted);
      if (isEmpty(weight) || isEmpty(value)) continue;
      hasNegativeWeight ||= weight.low === null || weight.low.sign < 0;
      members = arithmetic.union(members, value);
      const part = arithmetic.product(weight, value);
      const isCertain = !this.isCoarse && this.assuming(term.counts, false, context) === null;
      total = arithmetic.sum(total, isCertain ? part : arithmetic.union(part, arithmetic.point(Rational.ZERO)));
    }
    if (node.form === 'mean') return hasNegativeWeight ? EVERYTHING : members;
    const added = arithmetic.ratio(total, arithmetic.point(Rational.HUNDRED));
    // Under total_100 what counts weighs 100 at most: the lowering guards every sum with that.
    if (this.program.ruleset.weights !== 'total_100' || hasNegativeWeight) return added;
    return intersect(added, arithmetic.union(members, arithmetic.point(Rational.ZERO)));
  }
}

/** What others name: worked out first and in order, so that no chain of names makes the work deep. */
function landmarks(program: Program): readonly NodeId[] {
  const parts = program.indicators.flatMap(({ applies, actual, target, raw, achievement, score, weight }) =>
    [applies, actual, target, raw, achievement, score, weight].filter((node) => node !== null),
  );
  return [...new Set([...parts, ...program.results.map(({ node }) => node)])].sort((a, b) => a - b);
}

function onLine(
  from: { readonly x: Rational; readonly y: Rational },
  to: { readonly x: Rational; readonly y: Rational },
  x: Rational,
): Rational {
  if (x.equals(to.x)) return to.y;
  const share = x.subtract(from.x).divide(to.x.subtract(from.x));
  return from.y.add(to.y.subtract(from.y).multiply(share));
}

function constantRange(value: Value): Interval {
  if (value instanceof Rational) return arithmetic.point(value);
  return typeof value === 'number' ? arithmetic.point(Rational.integer(value)) : EVERYTHING;
}

function periodRange(part: NodeOf<'period'>['part']): Interval {
  const upTo = (last: number) => arithmetic.closed(Rational.ONE, Rational.integer(last));
  switch (part) {
    case 'start':
    case 'end':
      return EVERYTHING;
    case 'month':
      return upTo(12);
    case 'quarter':
      return upTo(4);
    case 'semester':
      return upTo(2);
    case 'year':
      return upTo(9999);
  }
}
