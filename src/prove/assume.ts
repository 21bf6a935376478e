import { type CoreNode, MIRRORED, type NodeId, type Relation } from '../language/core.ts';
import type { Program } from '../model/program.ts';
import { contains, type Interval, intersect, isEmpty } from '../number/interval.ts';
import type { Rational } from '../number/rational.ts';
import { NOTHING, onlyValue, union } from './arithmetic.ts';
import { type Assumptions, assumedSince, type Fact, factOf, type Known, withFacts } from './facts.ts';
import { isNumeric, tightened } from './kinds.ts';

type NodeOf<Op extends CoreNode['op']> = Extract<CoreNode, { op: Op }>;

/** Nesting of conditions that is taken apart; deeper ones narrow nothing. */
const DEEPEST = 100;

/** Turns conditions into facts about the nodes that they name. */
export class Assumer {
  private readonly program: Program;
  private readonly ranges: Known;
  private readonly isPresent: (node: NodeId) => boolean;
  /** One result for the same question, so that what follows from it is worked out once. */
  private readonly memo = new Map<Assumptions, Map<string, Assumptions | null>>();
  private depth = 0;

  constructor(program: Program, ranges: Known, isPresent: (node: NodeId) => boolean) {
    this.program = program;
    this.ranges = ranges;
    this.isPresent = isPresent;
  }

  /** What the requirements say of every record that passes them; a missing one counts as met. */
  requirements(base: Assumptions, requirements = this.program.requirements): Assumptions {
    return requirements.reduce((sofar, { node }) => this.unlessAbsent(node, true, sofar) ?? sofar, base);
  }

  /**
   * What is known where the condition is true (or false) or has no value. The right side of `a and b` is then known
   * only where the left is never absent. What is known of a node itself holds all the same: where that node is
   * missing, it has no value to speak of. Null where neither can be.
   */
  unlessAbsent(id: NodeId, truth: boolean, base: Assumptions): Assumptions | null {
    if (this.isPresent(id)) return this.assume(id, truth, base);
    const node = this.ranges.node(id);
    switch (node.op) {
      case 'not':
        return this.unlessAbsent(node.of, !truth, base);
      case 'and':
      case 'or': {
        if (truth !== (node.op === 'and')) return base;
        const left = this.unlessAbsent(node.left, truth, base);
        return left === null || !this.isPresent(node.left) ? left : this.unlessAbsent(node.right, truth, left);
      }
      case 'compare':
        return this.unlessMissing(node, truth, base);
      case 'among':
        return this.assume(id, truth, base) ?? base;
      default:
        return base;
    }
  }

  /** Of two nodes that may be missing, only a constant bound and the order between them hold by themselves. */
  private unlessMissing(node: NodeOf<'compare'>, truth: boolean, base: Assumptions): Assumptions {
    const isFixed = [node.left, node.right].some((id) => this.ranges.node(id).op === 'constant');
    if (isFixed) return this.assume(node.id, truth, base) ?? base;
    const relation = truth ? node.relation : OPPOSITE[node.relation];
    return withFacts(base, new Map(), this.newOrders(node.left, relation, node.right));
  }

  assume(id: NodeId, truth: boolean, base: Assumptions): Assumptions | null {
    const memo = this.memo.get(base) ?? new Map<string, Assumptions | null>();
    this.memo.set(base, memo);
    const question = `${id}${truth}`;
    const known = memo.get(question);
    if (known !== undefined) return known;
    if (this.depth >= DEEPEST) return base;
    this.depth++;
    const result = this.work(this.ranges.node(id), truth, base);
    this.depth--;
    memo.set(question, result);
    return result;
  }

  private work(node: CoreNode, truth: boolean, base: Assumptions): Assumptions | null {
    switch (node.op) {
      case 'missing':
      case 'inapplicable':
      case 'fail':
        return null;
      case 'not':
        return this.assume(node.of, !truth, base);
      case 'and':
      case 'or':
        return this.connective(node, truth, base);
      case 'compare':
        return this.comparison(node, truth, base);
      case 'among':
        return this.among(node, truth, base);
      case 'is_missing':
        return this.absence(node.of, truth, base);
      case 'choose':
        return this.branches(node, truth, base);
      default:
        return this.restrict(node.id, (value) => value === truth, base);
    }
  }

  /** `a and b` is true where both are; false where a is, or where a is true and b false. `or` is its mirror. */
  private connective(node: NodeOf<'and' | 'or'>, truth: boolean, base: Assumptions): Assumptions | null {
    const deciding = node.op === 'or';
    const undecided = this.assume(node.left, !deciding, base);
    const byRight = undecided === null ? null : this.assume(node.right, truth, undecided);
    if (truth !== deciding) return byRight;
    return this.either(this.assume(node.left, deciding, base), byRight, base);
  }

  private branches(node: NodeOf<'choose'>, truth: boolean, base: Assumptions): Assumptions | null {
    const yes = this.assume(node.condition, true, base);
    const no = this.assume(node.condition, false, base);
    return this.either(
      yes === null ? null : this.assume(node.then, truth, yes),
      no === null ? null : this.assume(node.otherwise, truth, no),
      base,
    );
  }

  /** What both have in common. */
  private either(one: Assumptions | null, other: Assumptions | null, base: Assumptions): Assumptions | null {
    if (one === null || other === null) return one ?? other;
    const facts = new Map<NodeId, Fact>();
    for (const node of assumedSince(base, one, other)) {
      facts.set(node, inCommon(this.known(node, one), this.known(node, other)));
    }
    return withFacts(base, facts);
  }

  private known(id: NodeId, assumptions: Assumptions): Fact {
    const fact = factOf(id, assumptions);
    return {
      interval: this.ranges.in(id, assumptions),
      excluded: fact?.excluded ?? [],
      values: this.ranges.values(id, assumptions),
      missing: fact?.missing ?? null,
    };
  }

  private absence(id: NodeId, truth: boolean, base: Assumptions): Assumptions | null {
    const known = this.known(id, base);
    if (truth ? known.missing === false || this.isPresent(id) : known.missing === true) return null;
    return withFacts(base, new Map([[id, { ...known, missing: truth }]]));
  }

  private among(node: NodeOf<'among'>, truth: boolean, base: Assumptions): Assumptions | null {
    if (truth && this.ranges.values(node.of, base) === null) {
      return this.know(node.of, { ...this.known(node.of, base), values: node.values }, base);
    }
    return this.restrict(node.of, (value) => node.values.some((listed) => listed === value) === truth, base);
  }

  private restrict(id: NodeId, keeps: (value: string | boolean) => boolean, base: Assumptions): Assumptions | null {
    const possible = this.ranges.values(id, base);
    if (possible === null) return base;
    const kept = possible.filter(keeps);
    if (kept.length === 0) return null;
    return kept.length === possible.length ? base : this.know(id, { ...this.known(id, base), values: kept }, base);
  }

  private know(id: NodeId, fact: Fact, base: Assumptions): Assumptions {
    return this.ranges.node(id).op === 'constant' ? base : withFacts(base, new Map([[id, fact]]));
  }

  private comparison(node: NodeOf<'compare'>, truth: boolean, base: Assumptions): Assumptions | null {
    const relation = truth ? node.relation : OPPOSITE[node.relation];
    if (this.ranges.unwrapped(node.left) === this.ranges.unwrapped(node.right))
      return REFLEXIVE.includes(relation) ? base : null;
    return isNumeric(this.ranges.node(node.left)) && isNumeric(this.ranges.node(node.right))
      ? this.order(node.left, relation, node.right, base)
      : this.equality(node.left, relation, node.right, base);
  }

  private equality(left: NodeId, relation: Relation, right: NodeId, base: Assumptions): Assumptions | null {
    const a = this.ranges.values(left, base);
    const b = this.ranges.values(right, base);
    if (relation === '=') {
      const common = a === null ? b : b === null ? a : a.filter((value) => b.includes(value));
      if (common === null) return base;
      if (common.length === 0) return null;
      const once = this.know(left, { ...this.known(left, base), values: common }, base);
      return this.know(right, { ...this.known(right, once), values: common }, once);
    }
    if (relation !== '!=') return base;
    if (b?.length === 1) return this.restrict(left, (value) => !b.includes(value), base);
    return a?.length === 1 ? this.restrict(right, (value) => !a.includes(value), base) : base;
  }

  private order(left: NodeId, relation: Relation, right: NodeId, base: Assumptions): Assumptions | null {
    const a = this.ranges.in(left, base);
    const b = this.ranges.in(right, base);
    if (isEmpty(a) || isEmpty(b)) return null;
    const once = this.narrow(left, relation, b, base);
    const twice = once === null ? null : this.narrow(right, MIRRORED[relation], a, once);
    return twice === null ? null : withFacts(twice, new Map(), this.newOrders(left, relation, right));
  }

  private newOrders(left: NodeId, relation: Relation, right: NodeId): Assumptions['orders'] {
    const isFixed = [left, right].some((id) => this.ranges.node(id).op === 'constant');
    return isFixed ? [] : ordersOf(relation, this.ranges.unwrapped(left), this.ranges.unwrapped(right));
  }

  /** Keeps of the node what stands in the relation to something of the interval. */
  private narrow(id: NodeId, relation: Relation, to: Interval, base: Assumptions): Assumptions | null {
    const node = this.ranges.node(id);
    if (node.op === 'constant') return this.isPossible(id, relation, to, base) ? base : null;
    const known = this.known(id, base);
    const excluded = relation === '!=' ? onlyValue(to) : undefined;
    const fact = trimmed(
      node,
      intersect(known.interval, sideOf(relation, to)),
      excluded === undefined ? known.excluded : [...known.excluded, excluded],
    );
    if (isEmpty(fact.interval)) return null;
    const changed = this.know(id, { ...known, ...fact }, base);
    return this.inward(node, fact.interval, changed);
  }

  private isPossible(id: NodeId, relation: Relation, to: Interval, base: Assumptions): boolean {
    const value = this.ranges.in(id, base);
    const [only, other] = [onlyValue(value), onlyValue(to)];
    if (relation === '!=' && only && other) return !only.equals(other);
    return !isEmpty(intersect(value, sideOf(relation, to)));
  }

  /** A choice is compared by its number, a function's argument by its checked copy: the fact is about them too. */
  private inward(node: CoreNode, interval: Interval, base: Assumptions): Assumptions | null {
    if (node.op === 'within') {
      const range = intersect(this.ranges.in(node.of, base), interval);
      if (isEmpty(range)) return null;
      return this.know(node.of, { ...this.known(node.of, base), interval: range }, base);
    }
    if (node.op !== 'lookup') return base;
    const fits = (value: string | boolean) => {
      const number = typeof value === 'string' ? node.entries.get(value) : undefined;
      return number !== undefined && contains(interval, number);
    };
    return this.restrict(node.of, fits, base);
  }
}

/** An end that is excluded opens; on a grid the next number becomes the end. */
function trimmed(
  node: CoreNode,
  interval: Interval,
  excluded: readonly Rational[],
): Pick<Fact, 'interval' | 'excluded'> {
  let rest = tightened(node, interval);
  for (let round = 0; round <= excluded.length && !isEmpty(rest); round++) {
    const lowGone = excluded.some((value) => rest.low?.equals(value) && !rest.lowOpen);
    const highGone = excluded.some((value) => rest.high?.equals(value) && !rest.highOpen);
    if (!lowGone && !highGone) break;
    rest = tightened(node, { ...rest, lowOpen: rest.lowOpen || lowGone, highOpen: rest.highOpen || highGone });
  }
  return { interval: rest, excluded };
}

function inCommon(a: Fact, b: Fact): Fact {
  return {
    interval: isEmpty(a.interval) && isEmpty(b.interval) ? NOTHING : union(a.interval, b.interval),
    excluded: a.excluded.filter((value) => b.excluded.some((other) => other.equals(value))),
    values: a.values === null || b.values === null ? null : [...new Set([...a.values, ...b.values])],
    missing: a.missing === b.missing ? a.missing : null,
  };
}

function sideOf(relation: Relation, { low, lowOpen, high, highOpen }: Interval): Interval {
  const isStrict = relation === '<' || relation === '>';
  switch (relation) {
    case '<':
    case '<=':
      return { low: null, lowOpen: true, high, highOpen: highOpen || isStrict };
    case '>':
    case '>=':
      return { low, lowOpen: lowOpen || isStrict, high: null, highOpen: true };
    case '=':
      return { low, lowOpen, high, highOpen };
    case '!=':
      return { low: null, lowOpen: true, high: null, highOpen: true };
  }
}

function ordersOf(relation: Relation, left: NodeId, right: NodeId): Assumptions['orders'] {
  switch (relation) {
    case '<':
    case '<=':
      return [[left, right]];
    case '>':
    case '>=':
      return [[right, left]];
    case '=':
      return [
        [left, right],
        [right, left],
      ];
    case '!=':
      return [];
  }
}

export const OPPOSITE: Readonly<Record<Relation, Relation>> = {
  '=': '!=',
  '!=': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

const REFLEXIVE: readonly Relation[] = ['=', '<=', '>='];
