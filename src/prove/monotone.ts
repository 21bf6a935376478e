import type { CoreNode, NodeId, Relation } from '../language/core.ts';
import { operandsOf } from '../language/operands.ts';
import { type Interval, isEmpty, isWithin } from '../number/interval.ts';
import type { Rational } from '../number/rational.ts';
import { AT_LEAST_ZERO, AT_MOST_ZERO, onlyValue } from './arithmetic.ts';
import type { Assumptions } from './facts.ts';
import type { Ranges } from './ranges.ts';

type NodeOf<Op extends CoreNode['op']> = Extract<CoreNode, { op: Op }>;

/**
 * How a value moves as one number, the actual, grows and all else stays: never down (`up`), never up (`down`), not
 * at all (`still`). `never` has no value at all; `unknown` was not proven either way.
 */
export type Direction = 'up' | 'down' | 'still' | 'never' | 'unknown';

export function directionOf(node: NodeId, actual: NodeId, ranges: Ranges, assumptions: Assumptions): Direction {
  return directionAlong(node, new Map([[actual, 'up']]), ranges, assumptions);
}

/** The same where several numbers move together, each its own way; one that is `still` is held fast. */
export function directionAlong(
  node: NodeId,
  moving: ReadonlyMap<NodeId, Direction>,
  ranges: Ranges,
  assumptions: Assumptions,
): Direction {
  return new Directions(moving, node, ranges).of(node, assumptions);
}

/** Nesting that is followed; deeper nothing is proven. */
const DEEPEST = 200;

class Directions {
  private readonly moving: ReadonlyMap<NodeId, Direction>;
  private readonly ranges: Ranges;
  /** Nodes whose value can change with what moves, which is itself there: only larger and smaller ones are compared. */
  private readonly moves: ReadonlySet<NodeId>;
  private readonly memo = new Map<Assumptions, Map<NodeId, Direction>>();
  private depth = 0;

  constructor(moving: ReadonlyMap<NodeId, Direction>, root: NodeId, ranges: Ranges) {
    this.moving = moving;
    this.ranges = ranges;
    const moves = new Set<NodeId>([...moving].flatMap(([node, direction]) => (direction === 'still' ? [] : [node])));
    const vanishes = new Set<NodeId>();
    for (const node of between(moving, root, ranges)) {
      const operands = operandsOf(node);
      const isMoved = operands.some((operand) => moves.has(operand));
      if (canVanish(node, isMoved, moves) || operands.some((operand) => vanishes.has(operand))) vanishes.add(node.id);
      if (node.op === 'is_missing' ? vanishes.has(node.of) : isMoved) moves.add(node.id);
    }
    this.moves = moves;
  }

  of(id: NodeId, assumptions: Assumptions): Direction {
    const given = this.moving.get(id);
    if (given !== undefined) return given;
    if (!this.moves.has(id)) return 'still';
    const context = this.ranges.relevant(id, assumptions);
    const memo = this.memo.get(context) ?? new Map<NodeId, Direction>();
    this.memo.set(context, memo);
    const known = memo.get(id);
    if (known !== undefined) return known;
    if (this.depth >= DEEPEST) return 'unknown';
    this.depth++;
    const result = this.operation(this.ranges.node(id), context);
    this.depth--;
    memo.set(id, result);
    return result;
  }

  private operation(node: CoreNode, context: Assumptions): Direction {
    switch (node.op) {
      case 'add':
        return together(this.of(node.left, context), this.of(node.right, context));
      case 'subtract':
        return together(this.of(node.left, context), turned(this.of(node.right, context)));
      case 'day_count':
        return together(turned(this.of(node.left, context)), this.of(node.right, context));
      case 'multiply':
        return this.product(node.left, node.right, context);
      case 'divide':
        return this.quotient(node.left, node.right, context, 0);
      case 'round':
      case 'within':
        return this.of(node.of, context);
      case 'minimum':
      case 'maximum':
        return node.of.map((operand) => this.of(operand, context)).reduce(together);
      case 'choose':
        return this.choice(node, context);
      case 'breakpoints':
        return this.breakpoints(node, context);
      default:
        return 'unknown';
    }
  }

  private product(left: NodeId, right: NodeId, context: Assumptions): Direction {
    return together(
      scaled(this.of(left, context), this.ranges.in(right, context)),
      scaled(this.of(right, context), this.ranges.in(left, context)),
    );
  }

  /** `A / B` is `A · 1/B`; a sum over B is taken part by part, so that `(2·T − R) / R` is seen to be `2·T/R − 1`. */
  private quotient(over: NodeId, under: NodeId, context: Assumptions, depth: number): Direction {
    const whole = this.wholeQuotient(over, under, context);
    if (whole !== 'unknown' || depth >= DEEPEST_QUOTIENT) return whole;
    if (this.ranges.unwrapped(over) === this.ranges.unwrapped(under)) return 'still';
    const node = this.ranges.node(over);
    switch (node.op) {
      case 'add':
      case 'subtract': {
        const left = this.quotient(node.left, under, context, depth + 1);
        const right = this.quotient(node.right, under, context, depth + 1);
        return together(left, node.op === 'add' ? right : turned(right));
      }
      case 'multiply': {
        const still = [node.left, node.right].find((operand) => !this.moves.has(operand));
        const other = still === node.left ? node.right : node.left;
        if (still === undefined) return 'unknown';
        return scaled(this.quotient(other, under, context, depth + 1), this.ranges.in(still, context));
      }
      default:
        return 'unknown';
    }
  }

  private wholeQuotient(over: NodeId, under: NodeId, context: Assumptions): Direction {
    const divisor = this.ranges.in(under, context);
    const hasOneSign = isWithin(divisor, AT_LEAST_ZERO) || isWithin(divisor, AT_MOST_ZERO);
    if (!hasOneSign && this.moves.has(under)) return 'unknown';
    return together(
      scaled(this.of(over, context), divisor),
      scaled(turned(this.of(under, context)), this.ranges.in(over, context)),
    );
  }

  /** A condition that does not move leaves each branch to itself; one that does is a step, up or down. */
  private choice(node: NodeOf<'choose'>, context: Assumptions): Direction {
    const branch = (id: NodeId, truth: boolean) => {
      const assumed = this.ranges.assuming(node.condition, truth, context);
      if (assumed === null || isEmpty(this.ranges.in(id, assumed))) return undefined;
      return { direction: this.of(id, assumed), range: this.ranges.in(id, assumed) };
    };
    const yes = branch(node.then, true);
    const no = branch(node.otherwise, false);
    if (yes === undefined || no === undefined) return yes?.direction ?? no?.direction ?? 'never';
    const within = together(yes.direction, no.direction);
    if (!this.moves.has(node.condition)) return within;
    const truth = this.conditionDirection(this.ranges.node(node.condition), context);
    const step =
      truth === 'up' ? stepFrom(no.range, yes.range) : truth === 'down' ? stepFrom(yes.range, no.range) : 'unknown';
    return together(within, step);
  }

  /** Whether a condition can only become true (`up`) or only become false (`down`) as the actual grows. */
  private conditionDirection(node: CoreNode, context: Assumptions): Direction {
    if (!this.moves.has(node.id)) return 'still';
    switch (node.op) {
      case 'not':
        return turned(this.conditionDirection(this.ranges.node(node.of), context));
      case 'and':
      case 'or':
        return together(
          this.conditionDirection(this.ranges.node(node.left), context),
          this.conditionDirection(this.ranges.node(node.right), context),
        );
      case 'compare':
        return comparing(this.ordered(node, context), this.of(node.left, context), this.of(node.right, context));
      default:
        return 'unknown';
    }
  }

  /** Where nothing larger comes, `x = 100` is `x >= 100`; where nothing smaller does, `x <= 100`. */
  private ordered({ relation, left, right }: NodeOf<'compare'>, context: Assumptions): Relation {
    if (relation !== '=' && relation !== '!=') return relation;
    const to = onlyValue(this.ranges.in(right, context));
    const { low, high } = this.ranges.in(left, context);
    if (to === undefined) return relation;
    const isEqual = relation === '=';
    if (high !== null && high.compare(to) <= 0) return isEqual ? '>=' : '<';
    if (low !== null && low.compare(to) >= 0) return isEqual ? '<=' : '>';
    return relation;
  }

  private breakpoints(node: NodeOf<'breakpoints'>, context: Assumptions): Direction {
    const of = this.of(node.of, context);
    const below = this.ranges.in(node.below, context);
    const above = this.ranges.in(node.above, context);
    const curve = slope(
      below,
      node.points.map(({ y }) => y),
      above,
    );
    const outside = [node.below, node.above].map((id) => this.of(id, context)).reduce(together);
    return together(curve === 'down' ? turned(of) : curve === 'unknown' ? 'unknown' : of, outside);
  }
}

const DEEPEST_QUOTIENT = 8;

/** What `root` reads, itself included, down to what moves: ids ascend from what is read to what reads. */
function between(moving: ReadonlyMap<NodeId, Direction>, root: NodeId, ranges: Ranges): readonly CoreNode[] {
  const first = Math.min(...moving.keys());
  const found = new Set<NodeId>(root > first && !moving.has(root) ? [root] : []);
  for (const id of found) {
    for (const operand of operandsOf(ranges.node(id))) {
      if (operand > first && !moving.has(operand)) found.add(operand);
    }
  }
  return [...found].sort((a, b) => a - b).map((id) => ranges.node(id));
}

/** Whether the node may have a value for one actual and none for another. */
function canVanish(node: CoreNode, isMoved: boolean, moves: ReadonlySet<NodeId>): boolean {
  return (node.op === 'choose' && moves.has(node.condition)) || (node.op === 'weighted' && isMoved);
}

/** A value that is made of two parts which it follows both. */
function together(a: Direction, b: Direction): Direction {
  if (a === b || b === 'still' || b === 'never') return a === 'never' ? b : a;
  return a === 'still' || a === 'never' ? b : 'unknown';
}

function turned(direction: Direction): Direction {
  if (direction === 'up') return 'down';
  return direction === 'down' ? 'up' : direction;
}

/** Multiplied by something of the given range, which stands still. */
function scaled(direction: Direction, by: Interval): Direction {
  if (direction === 'still' || direction === 'never') return direction;
  if (isWithin(by, AT_LEAST_ZERO)) return direction;
  return isWithin(by, AT_MOST_ZERO) ? turned(direction) : 'unknown';
}

function comparing(relation: Relation, left: Direction, right: Direction): Direction {
  const grows = together(left, turned(right));
  if (relation === '>' || relation === '>=') return grows;
  if (relation === '<' || relation === '<=') return turned(grows);
  return 'unknown';
}

/** From values of one range to values of another, at a point that is not known. */
function stepFrom(before: Interval, after: Interval): Direction {
  const isUp = before.high !== null && after.low !== null && before.high.compare(after.low) <= 0;
  const isDown = before.low !== null && after.high !== null && before.low.compare(after.high) >= 0;
  if (isUp && isDown) return 'still';
  return isUp ? 'up' : isDown ? 'down' : 'unknown';
}

/** Whether the points, and what comes before and after them, only rise or only fall. */
function slope(below: Interval, heights: readonly Rational[], above: Interval): Direction {
  const first = heights[0];
  const last = heights.at(-1);
  if (first === undefined || last === undefined) return 'unknown';
  const start = { low: first, lowOpen: false, high: first, highOpen: false };
  const end = { low: last, lowOpen: false, high: last, highOpen: false };
  const steps = heights.slice(1).map((height, index): Direction => {
    const order = height.compare(heights[index] ?? height);
    return order > 0 ? 'up' : order < 0 ? 'down' : 'still';
  });
  if (!isEmpty(below)) steps.push(stepFrom(below, start));
  if (!isEmpty(above)) steps.push(stepFrom(end, above));
  return steps.reduce(together, 'still');
}
