import type { CoreNode, NodeId } from '../language/core.ts';
import type { GroupRuleNodes, LimitNodes, Program } from '../model/program.ts';
import type { Interval } from '../number/interval.ts';
import { Rational } from '../number/rational.ts';
import { type RoundingMode, roundQuotient } from '../number/rounding.ts';
import * as bounds from './bounds.ts';
import { type Bound, isNarrow, LARGEST_EXACT } from './bounds.ts';
import type { Words } from './columns.ts';
import type { GroupColumn, GroupReason, GroupShape, PlanCell, StepId } from './plan.ts';

type GroupValue = Extract<CoreNode, { op: 'group_value' }>;

/** A group rule that needs the records themselves. */
export class NotInColumns extends Error {
  readonly node: NodeId;
  readonly reason: GroupReason;

  constructor(node: NodeId, reason: GroupReason) {
    super(`a group rule takes something ${reason}`);
    this.node = node;
    this.reason = reason;
  }
}

/** No file has more records: they are numbered in 32 bits. */
const MOST_RECORDS = 2n ** 32n - 1n;
const COUNT: Bound = { low: 0n, high: MOST_RECORDS };
const PLACE: Bound = { low: 1n, high: MOST_RECORDS };
/** A sum that leaves it is left to the ordinary way, which sees that while it adds. */
const SUM: Bound = { low: -LARGEST_EXACT, high: LARGEST_EXACT };

/** What a number taken by a group rule is like: units of a scale. */
interface Taken {
  readonly scale: Rational;
  readonly bound: Bound;
}

/** The bound of each step, and the proven range of each node. */
interface Known {
  readonly boundOf: (step: StepId) => Bound;
  readonly rangeOf: (node: NodeId) => Interval;
}

/** The columns that stand behind those of the inputs: one or two for each group rule that something reads. */
export class GroupColumns {
  readonly list: GroupColumn[] = [];
  private readonly program: Program;
  private readonly words: Words;
  private readonly first: number;
  private readonly shapes = new Map<string, GroupShape>();

  /** `first`: how many inputs there are. */
  constructor(program: Program, words: Words, first: number) {
    this.program = program;
    this.words = words;
    this.first = first;
  }

  /** Every group rule is a result, so that something reads it. */
  known(name: string): GroupShape {
    const shape = this.shapes.get(name);
    if (shape === undefined) throw new Error(`nothing reads the group rule ${name}`);
    return shape;
  }

  /** `cellOf`: what the rule takes, which stands before it. */
  shapeOf({ id, name, type }: GroupValue, cellOf: (node: NodeId) => PlanCell, known: Known): GroupShape {
    const made = this.shapes.get(name);
    if (made !== undefined) return made;
    const stage = this.program.stages.find((each) => each.name === name);
    if (stage === undefined) throw new Error(`no group rule ${name}`);
    const shape =
      stage.kind === 'limit'
        ? this.word(stage, type.base)
        : this.number(stage, () => takenOf(stage, id, cellOf, known));
    this.shapes.set(name, shape);
    return shape;
  }

  bound(column: number): Bound {
    const found = this.list[column - this.first];
    if (found === undefined) throw new RangeError(`no group column ${column}`);
    return found.bound;
  }

  private word({ name }: LimitNodes, base: CoreNode['type']['base']): GroupShape {
    if (base.kind !== 'choice') throw new Error(`limit ${name} of what is no choice`);
    const numbers = base.values.map((value) => this.words.numberOf(value));
    const bound = {
      low: numbers.reduce((a, b) => (a < b ? a : b), numbers[0] ?? 0n),
      high: numbers.reduce((a, b) => (a > b ? a : b), 0n),
    };
    return { kind: 'word', scale: Rational.ONE, over: this.add(name, bound), under: null };
  }

  private number({ kind, name }: GroupRuleNodes, taken: () => Taken): GroupShape {
    switch (kind) {
      case 'rank':
        return this.whole(name, { scale: Rational.ONE, bound: PLACE });
      case 'count':
        return this.whole(name, { scale: Rational.ONE, bound: COUNT });
      case 'percentile':
      case 'share':
        return this.quotient(name, { scale: Rational.HUNDRED, bound: COUNT });
      case 'sum':
        return this.whole(name, summed(taken()));
      case 'average':
        return this.quotient(name, summed(taken()));
      case 'min':
      case 'max':
        return this.whole(name, taken());
    }
  }

  private whole(stage: string, { scale, bound }: Taken): GroupShape {
    return { kind: 'number', scale, over: this.add(stage, bound), under: null };
  }

  private quotient(stage: string, { scale, bound }: Taken): GroupShape {
    const over = this.add(stage, bound);
    return { kind: 'number', scale, over, under: this.add(stage, PLACE) };
  }

  private add(stage: string, bound: Bound): number {
    return this.first + this.list.push({ stage, bound }) - 1;
  }
}

/** So many of them at most, and no more than doubles hold. */
function summed({ scale, bound }: Taken): Taken {
  const low = bounds.max(SUM.low, bounds.min(0n, bound.low * MOST_RECORDS));
  return { scale, bound: { low, high: bounds.min(SUM.high, bounds.max(0n, bound.high * MOST_RECORDS)) } };
}

function takenOf(
  { of, name }: GroupRuleNodes,
  node: NodeId,
  cellOf: (node: NodeId) => PlanCell,
  { boundOf, rangeOf }: Known,
): Taken {
  if (of === null) throw new Error(`${name} takes nothing`);
  const { value } = cellOf(of);
  // What never has a value adds nothing, whatever its scale.
  if (value.kind === 'nothing') return { scale: Rational.ONE, bound: { low: 0n, high: 0n } };
  if (value.kind !== 'number') throw new Error(`${name} takes a ${value.kind}`);
  const { scale, over, under } = value.fraction;
  if (under !== null) throw new NotInColumns(node, 'unrounded');
  const bound = boundOf(over);
  if (!isNarrow(bound)) throw new NotInColumns(node, 'wide');
  // A record that the exact evaluator has looked at may lie beyond what columns assume where no range is declared.
  const { low, high } = rangeOf(of);
  const units = (end: Rational, mode: RoundingMode) => {
    const { numerator, denominator } = end.divide(scale);
    return roundQuotient(numerator, denominator, mode);
  };
  return {
    scale,
    bound: {
      low: low === null ? SUM.low : bounds.max(SUM.low, bounds.min(bound.low, units(low, 'floor'))),
      high: high === null ? SUM.high : bounds.min(SUM.high, bounds.max(bound.high, units(high, 'ceiling'))),
    },
  };
}
