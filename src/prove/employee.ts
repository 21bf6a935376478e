import type { Case, CasePart } from '../base/codes.ts';
import { evaluateAlone } from '../exact/evaluate.ts';
import type { NodeId, Value } from '../language/core.ts';
import { operandsOf } from '../language/operands.ts';
import { OPERATORS, spelling } from '../language/vocabulary.ts';
import type { Program } from '../model/program.ts';
import type { DataRecord } from '../model/record.ts';
import type { Input } from '../model/ruleset.ts';
import type { Evaluation } from '../model/score.ts';
import { formatIsoDate, type Period } from '../number/calendar.ts';
import { contains, type Interval } from '../number/interval.ts';
import { powerOfTen, Rational } from '../number/rational.ts';
import { roundQuotient } from '../number/rounding.ts';
import { firstOnGrid } from './arithmetic.ts';
import { type Axis, firstIndex, intervalOf, isMissingPiece, type Piece } from './regions/axis.ts';
import { modelOf, type Path } from './regions/paths.ts';
import { periodsOf } from './regions/periods.ts';
import { witnessIn } from './witness.ts';

/** A record that was scored to see what becomes of it. */
export interface Found {
  readonly evaluation: Evaluation;
  /** Its inputs, as far as they take part. */
  readonly employee: Case;
}

/** Records that are scored for one finding, and for all findings of a ruleset. */
const MOST_TRIES = 400;
const MOST_IN_ALL = 4000;

/**
 * Goes back from a case to an employee: inputs are set as the case has them, scores are approached by moving one
 * input after the other. Whoever is found has been scored by the exact evaluator; not finding anybody proves nothing.
 */
export class Employees {
  private readonly program: Program;
  private left = MOST_IN_ALL;

  constructor(program: Program) {
    this.program = program;
  }

  /** `nodes`: what the case is about; `shows`: whether it is seen in an evaluation. */
  find(path: Path, nodes: readonly NodeId[], shows: (evaluation: Evaluation) => boolean): Found | undefined {
    const tries = Math.min(MOST_TRIES, this.left);
    const search = new Attempt(this.program, path, nodes, shows, tries);
    const found = search.run();
    this.left -= tries - search.left;
    return found;
  }
}

type Fields = Map<string, Value>;

/** A number that is computed, and where it should come to lie. */
interface Goal {
  readonly node: NodeId;
  readonly within: Interval;
}

class Attempt {
  left: number;
  private readonly program: Program;
  private readonly shows: (evaluation: Evaluation) => boolean;
  private readonly period: Period;
  private readonly nodes: readonly NodeId[];
  private readonly fixed: Fields = new Map();
  private readonly empty = new Set<string>();
  private readonly goals: Goal[] = [];
  /** The inputs that take part. */
  private readonly inputs: readonly Input[];

  constructor(
    program: Program,
    path: Path,
    nodes: readonly NodeId[],
    shows: (evaluation: Evaluation) => boolean,
    tries: number,
  ) {
    this.program = program;
    this.shows = shows;
    this.left = tries;
    this.nodes = nodes;
    let period = periodsOf(program)[0];
    for (const [axis, piece] of path) {
      if (axis.line.kind === 'periods') period = axis.line.periods[firstIndex(piece)] ?? period;
      else this.take(axis, piece);
    }
    for (const [axis, value] of modelOf(path)) this.takeNumber(axis, value);
    if (period === undefined) throw new RangeError('prove: a ruleset without any period');
    this.period = period;
    this.inputs = this.inputsBelow([...nodes, ...this.goals.map(({ node }) => node)]);
  }

  /** What the case says of an input is fixed; of anything else it is a goal. */
  private take(axis: Axis, piece: Piece): void {
    const { line } = axis;
    if (line.kind !== 'number' && line.kind !== 'words') return;
    const node = this.program.nodes[line.root];
    if (line.kind === 'number' && node?.op !== 'input') {
      if (!isMissingPiece(axis, piece)) this.goals.push({ node: line.root, within: intervalOf(axis, piece) });
      return;
    }
    if (node?.op !== 'input') return;
    if (isMissingPiece(axis, piece)) this.empty.add(node.name);
    else if (line.kind === 'words') this.fixed.set(node.name, line.words[firstIndex(piece)] ?? NAMELESS);
    else this.takeNumber(axis, witnessIn(intervalOf(axis, piece), line.digits));
  }

  private takeNumber({ line }: Axis, value: Rational | undefined): void {
    if (line.kind !== 'number' || value === undefined) return;
    const node = this.program.nodes[line.root];
    if (node?.op !== 'input') return;
    const number = line.digits === null ? value : nearestOn(value, line.digits);
    this.fixed.set(node.name, line.isDate ? Number(number.numerator) : number);
  }

  private inputsBelow(nodes: readonly NodeId[]): readonly Input[] {
    const seen = new Set(nodes);
    const names = new Set<string>();
    for (const id of seen) {
      const node = this.program.nodes[id];
      if (node?.op === 'input') names.add(node.name);
      if (node !== undefined) for (const operand of operandsOf(node)) seen.add(operand);
    }
    return [...this.program.ruleset.inputs.values()].filter(({ name }) => names.has(name));
  }

  run(): Found | undefined {
    for (const fields of this.starts()) {
      if (this.left <= 0) return undefined;
      const found = this.approach(fields);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Every choice of the words that the case leaves open, with all numbers low, high, or between. */
  private *starts(): Iterable<Fields> {
    const open = [...this.program.ruleset.inputs.values()].filter(({ name }) => !this.fixed.has(name));
    const lists = open.filter(({ type }) => type.base.kind === 'choice' || type.base.kind === 'flag');
    for (const words of choices(lists)) {
      for (const level of ['high', 'low', 'middle'] as const) {
        const fields: Fields = new Map([...words, ...this.fixed]);
        for (const input of open) if (!fields.has(input.name)) fields.set(input.name, valueAt(input, level));
        for (const name of this.empty) fields.delete(name);
        yield fields;
      }
    }
  }

  private approach(fields: Fields): Found | undefined {
    const evaluation = this.score(fields);
    if (evaluation === undefined) return undefined;
    const found = this.judge(evaluation);
    if (found !== undefined || this.goals.length === 0) return found;
    for (const input of this.inputs) {
      if (this.fixed.has(input.name) || input.type.base.kind !== 'number' || !fields.has(input.name)) continue;
      const moved = this.along(input, fields);
      if (moved !== undefined) return moved;
      if (this.left <= 0) return undefined;
    }
    return undefined;
  }

  private judge(evaluation: Evaluation): Found | undefined {
    if (!this.shows(evaluation)) return undefined;
    const least = this.trimmed(evaluation);
    return { evaluation: least, employee: this.describe(least.record) };
  }

  /** Without the inputs that may be empty and do not matter here. */
  private trimmed(found: Evaluation): Evaluation {
    let least = found;
    for (const { name, optional } of this.inputs) {
      if (!optional || this.fixed.has(name) || !least.record.fields.has(name)) continue;
      const fields = new Map(least.record.fields);
      fields.delete(name);
      const without = this.score(fields);
      if (without !== undefined && this.shows(without)) least = without;
    }
    return least;
  }

  /** One input is moved, halving what is left, until every goal is met or has been passed. */
  private along(input: Input, fields: Fields): Found | undefined {
    let [low, high] = [unitsOf(input, 'low'), unitsOf(input, 'high')];
    const at = (units: bigint) => {
      const moved = new Map(fields).set(input.name, Rational.scaled(units, digitsOf(input)));
      return this.score(moved);
    };
    const [first, last] = [this.side(at(low)), this.side(at(high))];
    if (first === undefined || last === undefined || first === last) return undefined;
    while (high - low > 1n && this.left > 0) {
      const middle = (low + high) / 2n;
      const evaluation = at(middle);
      const side = this.side(evaluation);
      if (evaluation === undefined || side === undefined) return undefined;
      if (side === 0) return this.judge(evaluation);
      if (side === first) low = middle;
      else high = middle;
    }
    return undefined;
  }

  /** Below (-1), within (0) or above (1) the first goal that is not met; undefined where it has no value. */
  private side(evaluation: Evaluation | undefined): -1 | 0 | 1 | undefined {
    if (evaluation === undefined) return undefined;
    for (const { node, within } of this.goals) {
      const result = evaluation.at(node);
      if (result.kind !== 'value' || !(result.value instanceof Rational)) return undefined;
      if (!contains(within, result.value)) return isBelow(result.value, within) ? -1 : 1;
    }
    return 0;
  }

  /** The evaluation of a record that would be scored; one that would be rejected is mended where that is simple. */
  private score(fields: Fields): Evaluation | undefined {
    const mended: Fields = new Map(fields);
    for (let round = 0; round < 2; round++) {
      if (this.left <= 0) return undefined;
      this.left--;
      const record: DataRecord = { key: '', fields: new Map(mended), row: 0 };
      const evaluation = evaluateAlone(this.program, record, { period: this.period });
      const broken = this.program.requirements.filter(({ node, reason }) => {
        // Weights that do not add up are a finding of their own, and may be the very one that is shown.
        if (reason.kind === 'weights') return false;
        const outcome = evaluation.at(node);
        return outcome.kind === 'error' || (outcome.kind === 'value' && outcome.value === false);
      });
      if (broken.length === 0) return evaluation;
      for (const { reason } of broken) {
        if (reason.kind !== 'must_be_empty' || this.fixed.has(reason.input)) return undefined;
        mended.delete(reason.input);
      }
    }
    return undefined;
  }

  /** What the record holds of the inputs that take part, keys and the like left out. */
  private describe({ fields }: DataRecord): Case {
    return this.inputs.flatMap((input): readonly CasePart[] => {
      const value = fields.get(input.name);
      const isNamed = this.fixed.has(input.name);
      if (value === undefined) return this.empty.has(input.name) ? [partOf(this.program, input, undefined)] : [];
      if (input.type.base.kind === 'text' && !isNamed) return [];
      return [partOf(this.program, input, value)];
    });
  }
}

/** A text that no rule names. */
const NAMELESS = '…';

/** How the value of an input is written to people. */
export function partOf({ ruleset }: Program, { name, type }: Input, value: Value | undefined): CasePart {
  const unit = type.base.kind === 'number' ? type.base.unit : '';
  if (value === undefined) return { name, value: spelling(OPERATORS.missing, ruleset.language), unit: '' };
  if (typeof value === 'number') return { name, value: formatIsoDate(value), unit };
  if (typeof value === 'boolean') {
    return { name, value: spelling(value ? OPERATORS.true : OPERATORS.false, ruleset.language), unit };
  }
  return { name, value, unit };
}

/** Combinations at most that are tried. */
const MOST_CHOICES = 24;

function* choices(inputs: readonly Input[]): Iterable<Fields> {
  const lists = inputs.map(({ name, type: { base } }) => ({
    name,
    values: base.kind === 'choice' ? base.values : [false, true],
  }));
  const total = lists.reduce((product, { values }) => product * values.length, 1);
  for (let index = 0; index < Math.min(total, MOST_CHOICES); index++) {
    let rest = index;
    const fields: Fields = new Map();
    for (const { name, values } of lists) {
      fields.set(name, values[rest % values.length] ?? false);
      rest = Math.floor(rest / values.length);
    }
    yield fields;
  }
}

type Level = 'low' | 'middle' | 'high';

function valueAt(input: Input, level: Level): Value {
  const { base } = input.type;
  if (base.kind === 'date') return DAY;
  if (base.kind !== 'number') return NAMELESS;
  return Rational.scaled(unitsOf(input, level), digitsOf(input));
}

/** 2026-01-01: any day will do where the case names none. */
const DAY = 20_454;

/** Digits that an input without any declared is tried with. */
const SOME_DIGITS = 2;

function digitsOf({ type: { base } }: Input): number {
  return (base.kind === 'number' ? base.digits : 0) ?? SOME_DIGITS;
}

/** Where no limit is declared. */
const SOME_HIGH = Rational.integer(1000);

function unitsOf(input: Input, level: Level): bigint {
  const { low, lowOpen, high, highOpen } = input.range;
  const scale = powerOfTen(digitsOf(input));
  const least = firstOnGrid(low ?? Rational.ZERO, lowOpen && low !== null, digitsOf(input)).multiply(
    Rational.of(scale),
  );
  const top = high ?? (low ?? Rational.ZERO).add(SOME_HIGH);
  const most = firstOnGrid(top.negate(), highOpen && high !== null, digitsOf(input))
    .negate()
    .multiply(Rational.of(scale));
  if (level === 'low') return least.numerator;
  return level === 'high' ? most.numerator : (least.numerator + most.numerator) / 2n;
}

function isBelow(value: Rational, { low }: Interval): boolean {
  return low !== null && value.compare(low) <= 0;
}

function nearestOn(value: Rational, digits: number): Rational {
  const scale = powerOfTen(digits);
  return Rational.of(roundQuotient(value.numerator * scale, value.denominator, 'half_up'), scale);
}
