import type { NodeId, Value } from '../language/core.ts';
import type { Program } from '../model/program.ts';
import type { Input } from '../model/ruleset.ts';
import { contains, type Interval } from '../number/interval.ts';
import { Rational } from '../number/rational.ts';
import { roundToDigits } from '../number/rounding.ts';
import { candidatesFor, inputsOf, stepOf } from './candidates.ts';
import { type Goal, isMet, targetOf } from './goals.ts';
import { flagAt, type Laboratory, numberAt, type Trial } from './trial.ts';

/** Evaluations that one goal may cost. */
const BUDGET = 1_500;
/** Trials that a search sets out from. */
const MOST_SEEDS = 14;

/**
 * Goes back from what is wanted to an employee who shows it: among the trials so far, then by changing one input, then
 * two. What it finds, the exact evaluator has confirmed; what it does not find may still exist.
 */
export class Search {
  private readonly program: Program;
  private readonly laboratory: Laboratory;
  readonly pool: Trial[];

  constructor(program: Program, laboratory: Laboratory, pool: readonly Trial[]) {
    this.program = program;
    this.laboratory = laboratory;
    this.pool = [...pool];
  }

  find(goal: Goal): Trial | undefined {
    const known = this.pool.find((trial) => isMet(goal, trial));
    if (known) return known;
    this.laboratory.allow(BUDGET);
    const found = goal.kind === 'boundary' ? this.reach(goal) : this.vary(goal);
    if (found) this.pool.push(found);
    return found;
  }

  private reach(goal: Extract<Goal, { kind: 'boundary' }>): Trial | undefined {
    const target = targetOf(goal.boundary, goal.side);
    for (const node of goal.boundary.nodes) {
      const names = inputsOf(this.program, node);
      const seeds = this.pool.filter((trial) => numberAt(trial, node) !== undefined).slice(0, MOST_SEEDS);
      for (const seed of seeds) {
        const found = this.walk(seed, names, node, target, goal);
        if (found) return found;
      }
    }
    return undefined;
  }

  /** One input after the other, each to where the value comes nearest to the target, until it is there. */
  private walk(seed: Trial, names: readonly string[], node: NodeId, target: Interval, goal: Goal): Trial | undefined {
    const hits = (trial: Trial) => isMet(goal, trial);
    let current = seed;
    // In turn from both ends: what only steps coarsely is set first, what steps finely then closes the gap.
    for (const order of [names, [...names].reverse()]) {
      for (const name of order) {
        const points = this.along(current, name, node, target, hits);
        const hit = points.find(({ trial }) => hits(trial));
        if (hit) return hit.trial;
        const mended = this.mend(points, target, hits);
        if (mended) return mended;
        current = nearest(current, node, points, target);
      }
    }
    return undefined;
  }

  /** Where the value is right and a check of the ruleset is not met, the other inputs of the check are moved. */
  private mend(points: readonly Point[], target: Interval, hits: (trial: Trial) => boolean): Trial | undefined {
    const right = points.filter(({ trial, y }) => !trial.isValid && contains(target, y)).slice(0, 2);
    for (const { trial } of right) {
      for (const { node, reason } of this.program.requirements) {
        if (reason.kind !== 'check' || flagAt(trial, node) !== false) continue;
        const mended = this.neighbours(trial, inputsOf(this.program, node)).find(hits);
        if (mended) return mended;
      }
    }
    return undefined;
  }

  /** What the value comes to at the candidates of one input, and on the way to the target between two of them. */
  private along(
    seed: Trial,
    name: string,
    node: NodeId,
    target: Interval,
    hits: (trial: Trial) => boolean,
  ): readonly Point[] {
    const input = this.program.ruleset.inputs.get(name);
    if (!input) return [];
    const { kind } = input.type.base;
    if (kind !== 'number' && kind !== 'date') {
      return this.neighbours(seed, [name]).flatMap((trial) => pointAt(trial, node, Rational.ZERO) ?? []);
    }
    const line = new Line(this.laboratory, seed, input, node);
    const points = candidatesFor(this.program, input, seed.period).flatMap((value) =>
      typeof value === 'number' || value instanceof Rational ? (line.at(asRational(value)) ?? []) : [],
    );
    if (points.some(({ trial }) => hits(trial))) return points;
    const between = points.flatMap((from, index) => {
      const to = points[index + 1];
      return to ? line.between(from, to, target, hits) : [];
    });
    return [...points, ...between];
  }

  /** The trials that differ from it in one of the inputs. */
  private neighbours(seed: Trial, names: readonly string[]): readonly Trial[] {
    const found: Trial[] = [];
    for (const name of names) {
      const input = this.program.ruleset.inputs.get(name);
      if (!input) continue;
      const values: (Value | undefined)[] = [...candidatesFor(this.program, input, seed.period)];
      if (input.optional) values.push(undefined);
      for (const value of values) {
        const trial = this.laboratory.try(withField(seed.fields, name, value), seed.period);
        if (trial) found.push(trial);
      }
    }
    return found;
  }

  private vary(goal: Exclude<Goal, { kind: 'boundary' }>): Trial | undefined {
    const names = inputsOf(this.program, goal.inputsOf);
    const seeds = this.pool.filter(({ isValid }) => isValid).slice(0, MOST_SEEDS);
    const once: Trial[] = [];
    for (const seed of [...seeds, ...this.pool.slice(-MOST_SEEDS)]) {
      for (const trial of this.neighbours(seed, names)) {
        if (isMet(goal, trial)) return trial;
        if (trial.isValid) once.push(trial);
      }
    }
    for (const seed of once) {
      const found = this.neighbours(seed, names).find((trial) => isMet(goal, trial));
      if (found) return found;
    }
    return undefined;
  }
}

export function withField(
  fields: ReadonlyMap<string, Value>,
  name: string,
  value: Value | undefined,
): ReadonlyMap<string, Value> {
  const changed = new Map(fields);
  if (value === undefined) changed.delete(name);
  else changed.set(name, value);
  return changed;
}

interface Point {
  readonly x: Rational;
  readonly y: Rational;
  readonly trial: Trial;
}

/** A node's value over one input, everything else left as it is. */
class Line {
  private readonly laboratory: Laboratory;
  private readonly seed: Trial;
  private readonly input: Input;
  private readonly node: NodeId;

  constructor(laboratory: Laboratory, seed: Trial, input: Input, node: NodeId) {
    this.laboratory = laboratory;
    this.seed = seed;
    this.input = input;
    this.node = node;
  }

  at(x: Rational): Point | undefined {
    const value = this.input.type.base.kind === 'date' ? Number(x.numerator) : x;
    const trial = this.laboratory.try(withField(this.seed.fields, this.input.name, value), this.seed.period);
    return trial && pointAt(trial, this.node, x);
  }

  /** Where the values at both ends lie on two sides of the target, interpolates and halves in turn: where it got to. */
  between(from: Point, to: Point, target: Interval, hits: (trial: Trial) => boolean): readonly Point[] {
    let [low, high] = [from, to];
    const step = stepOf(this.input);
    for (let round = 0; round < MOST_ROUNDS && straddles(low, high, target); round++) {
      if (high.x.subtract(low.x).compare(step) <= 0) break;
      const next = this.at(round % 3 === 2 ? this.halfway(low, high) : this.interpolated(low, high, target));
      if (!next) break;
      if (hits(next.trial)) return [next];
      if (straddles(low, next, target)) high = next;
      else low = next;
    }
    return low === from && high === to ? [] : [low, high];
  }

  private halfway(low: Point, high: Point): Rational {
    return this.inside(low.x.add(high.x).divide(Rational.of(2n)), low, high);
  }

  private interpolated(low: Point, high: Point, target: Interval): Rational {
    const rise = high.y.subtract(low.y);
    if (rise.isZero) return this.halfway(low, high);
    const aim = middleOf(target).subtract(low.y).divide(rise);
    return this.inside(low.x.add(high.x.subtract(low.x).multiply(aim)), low, high);
  }

  /** On the input's steps, and strictly between the two. */
  private inside(x: Rational, low: Point, high: Point): Rational {
    const { base } = this.input.type;
    const step = stepOf(this.input);
    const near = roundToDigits(x, base.kind === 'number' ? (base.digits ?? 0) : 0, 'half_up');
    return near.max(low.x.add(step)).min(high.x.subtract(step));
  }
}

const MOST_ROUNDS = 80;

/** Dates count as days. */
function asRational(value: Rational | number): Rational {
  return typeof value === 'number' ? Rational.integer(value) : value;
}

function pointAt(trial: Trial, node: NodeId, x: Rational): Point | undefined {
  const y = numberAt(trial, node);
  return y && { x, y, trial };
}

/** Of what was tried, whoever could be scored and comes nearest; of equals the one to begin with. */
function nearest(seed: Trial, node: NodeId, points: readonly Point[], target: Interval): Trial {
  const aim = middleOf(target);
  const distance = (y: Rational) => y.subtract(aim).abs();
  let best = seed;
  let least = distance(numberAt(seed, node) ?? aim);
  if (!seed.isValid) least = distance(aim.add(Rational.integer(1_000_000_000)));
  for (const { trial, y } of points) {
    if (!trial.isValid || distance(y).compare(least) >= 0) continue;
    best = trial;
    least = distance(y);
  }
  return best;
}

function middleOf({ low, high }: Interval): Rational {
  if (low === null || high === null) return low ?? high ?? Rational.ZERO;
  return low.add(high).divide(Rational.of(2n));
}

function straddles(a: Point, b: Point, target: Interval): boolean {
  const middle = middleOf(target);
  return a.y.compare(middle) !== b.y.compare(middle) || contains(target, a.y) || contains(target, b.y);
}
