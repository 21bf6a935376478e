import type { CoreNode, NodeId, Value } from '../language/core.ts';
import { operandsOf } from '../language/operands.ts';
import type { Program } from '../model/program.ts';
import type { Input } from '../model/ruleset.ts';
import type { Period } from '../number/calendar.ts';
import { contains, type Interval } from '../number/interval.ts';
import { powerOfTen, Rational } from '../number/rational.ts';
import { roundToDigits } from '../number/rounding.ts';

/** Values worth trying for an input, in ascending order: the ends of its range, its middle, what rules compare it with. */
export function candidatesFor(program: Program, input: Input, period: Period): readonly Value[] {
  const { base } = input.type;
  switch (base.kind) {
    case 'choice':
      return base.values;
    case 'flag':
      return [true, false];
    case 'text':
      return [...new Set(['A', ...textsIn(program)])].slice(0, MOST_TEXTS);
    case 'date':
      return daysFor(program, period);
    case 'number':
      return numbersFor(program, input);
    default:
      return [];
  }
}

const MOST_TEXTS = 8;
/** More would make every search long; the ends and the middle come first. */
const MOST_NUMBERS = 24;

/** The size of the steps that an input's numbers go in. */
export function stepOf(input: Input): Rational {
  const { base } = input.type;
  return base.kind === 'number' ? Rational.of(1n, powerOfTen(base.digits ?? 0)) : Rational.ONE;
}

function numbersFor(program: Program, input: Input): readonly Rational[] {
  const { base } = input.type;
  const digits = base.kind === 'number' ? (base.digits ?? 0) : 0;
  const step = stepOf(input);
  const { low, high } = endsOf(input.range, step);
  const middle = roundToDigits(low.add(high).divide(Rational.of(2n)), digits, 'floor');
  const quarter = roundToDigits(low.add(middle).divide(Rational.of(2n)), digits, 'floor');
  const own = new Set(program.inputs.has(input.name) ? [program.inputs.get(input.name)] : []);
  const compared = constantsBeside(program, own).flatMap((value) => [value.subtract(step), value, value.add(step)]);
  const all = [low, high, middle, quarter, low.add(step), high.subtract(step), ...compared]
    .filter((value) => contains(input.range, value) && value.isOnGrid(digits))
    .slice(0, MOST_NUMBERS);
  return distinct(all);
}

/** Where a range is open, as far as is usual. */
function endsOf({ low, lowOpen, high, highOpen }: Interval, step: Rational): { low: Rational; high: Rational } {
  const from = low === null ? (high?.min(Rational.ZERO) ?? Rational.ZERO) : lowOpen ? low.add(step) : low;
  const to = high === null ? from.add(Rational.integer(USUAL_SPAN)) : highOpen ? high.subtract(step) : high;
  return { low: from, high: to };
}

const USUAL_SPAN = 1_000;

export function distinct(values: readonly Rational[]): readonly Rational[] {
  return [...values]
    .sort((a, b) => a.compare(b))
    .filter((value, index, sorted) => index === 0 || !value.equals(sorted[index - 1] ?? value.add(Rational.ONE)));
}

/** Constants that the nodes are compared with directly. */
function constantsBeside({ nodes }: Program, of: ReadonlySet<NodeId | undefined>): readonly Rational[] {
  return nodes.flatMap((node) => {
    if (node.op !== 'compare') return [];
    const other = of.has(node.left) ? node.right : of.has(node.right) ? node.left : undefined;
    const constant = other === undefined ? undefined : nodes[other];
    return constant?.op === 'constant' && constant.value instanceof Rational ? [constant.value] : [];
  });
}

/** Days that rules name, the ends of the period, and some years before and after. */
function daysFor(program: Program, { start, end }: Period): readonly number[] {
  const named = datesIn(program).flatMap((day) => [day - 1, day, day + 1]);
  const far = [start - 20 * YEAR, start - YEAR, end + YEAR];
  return [...new Set([start, end, ...named, ...far])].sort((a, b) => a - b);
}

const YEAR = 365;

function textsIn({ nodes }: Program): readonly string[] {
  return nodes.flatMap((node: CoreNode) => {
    if (node.op === 'among') return node.values;
    return node.op === 'constant' && typeof node.value === 'string' && node.type.base.kind === 'text'
      ? [node.value]
      : [];
  });
}

function datesIn({ nodes }: Program): readonly number[] {
  return nodes.flatMap((node) => (node.op === 'constant' && typeof node.value === 'number' ? [node.value] : []));
}

/** The inputs that a node reads, directly or through others, nearest first. */
export function inputsOf({ nodes }: Program, root: NodeId): readonly string[] {
  const names: string[] = [];
  const seen = new Set<NodeId>([root]);
  const waiting = [root];
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    const node = nodes[at];
    if (node?.op === 'input') names.push(node.name);
    for (const operand of node ? operandsOf(node) : []) {
      if (!seen.has(operand)) waiting.push(operand);
      seen.add(operand);
    }
  }
  return [...new Set(names)];
}
