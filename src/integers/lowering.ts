import type { CoreNode, NodeId, PeriodPart, Relation, Value } from '../language/core.ts';
import type { Program } from '../model/program.ts';
import { type Period, partOfPeriod } from '../number/calendar.ts';
import type { Interval } from '../number/interval.ts';
import { powerOfTen, Rational } from '../number/rational.ts';
import type { RoundingMode } from '../number/rounding.ts';
import { Absences } from './absences.ts';
import type { Bound } from './bounds.ts';
import { unitOf, type Words } from './columns.ts';
import { Fractions } from './fractions.ts';
import type { GroupColumns } from './group-values.ts';
import type { Absence, Fraction, PlanCell, PlanColumn, PlanValue, StepId } from './plan.ts';
import type { StepWriter } from './steps.ts';
import { weightedCell } from './weighted.ts';

type NodeOf<Op extends CoreNode['op']> = Extract<CoreNode, { op: Op }>;

/** An operation that a plan of integers cannot hold. */
export class NotPlanned extends Error {
  readonly node: NodeId;
  readonly operation: string;

  constructor(node: NodeId, operation: string) {
    super(`${operation} is not planned`);
    this.node = node;
    this.operation = operation;
  }
}

/** What lowering knows besides the nodes. */
export interface Surroundings {
  readonly program: Program;
  readonly period: Period | null;
  readonly columns: readonly PlanColumn[];
  readonly words: Words;
  readonly steps: StepWriter;
  /** Where what group rules come to stands; null where it is not brought. */
  readonly groups: GroupColumns | null;
  /** All values that a node can take. */
  readonly range: (node: NodeId) => Interval;
  /** What a choice always comes to wherever a record needs it; undefined where both may be. */
  readonly decided: (node: NodeId) => boolean | undefined;
}

/**
 * Core nodes as integer steps. Every node is worked out whether a record needs it or not: its flags of absence say
 * whether the number means anything, so branches that are not taken cannot do harm.
 */
export class Lowering {
  readonly fractions: Fractions;
  readonly absences: Absences;
  readonly steps: StepWriter;
  private readonly around: Surroundings;
  private readonly cells = new Map<NodeId, PlanCell>();

  constructor(around: Surroundings) {
    this.around = around;
    this.steps = around.steps;
    this.fractions = new Fractions(around.steps);
    this.absences = new Absences(around.steps);
  }

  /** A node whose operands have been lowered before. */
  lower(node: CoreNode): void {
    this.cells.set(node.id, this.refined(node, this.cellOf(node)));
  }

  cellIfAny(id: NodeId): PlanCell | undefined {
    return this.cells.get(id);
  }

  cell(id: NodeId): PlanCell {
    const cell = this.cells.get(id);
    if (cell === undefined) throw new Error(`node ${id} has not been lowered`);
    return cell;
  }

  private refined(node: CoreNode, cell: PlanCell): PlanCell {
    const { value } = cell;
    if (value.kind !== 'number' && value.kind !== 'date') return cell;
    const fraction = this.fractions.refined(value.fraction, this.around.range(node.id));
    return { ...cell, value: { ...value, fraction } };
  }

  private cellOf(node: CoreNode): PlanCell {
    switch (node.op) {
      case 'constant':
        return this.present(this.constant(node, node.value));
      case 'missing':
        return { value: NOTHING, absence: this.absences.missing };
      case 'inapplicable':
        return { value: NOTHING, absence: this.absences.inapplicable };
      case 'fail':
        return { value: NOTHING, absence: this.absences.error };
      case 'input':
        return this.input(node);
      case 'group_value':
        return this.groupValue(node);
      case 'period':
        return this.present(this.period(node.part));
      case 'dated':
        return this.dated(node);
      case 'add':
        return this.numbers(node, (a, b) => this.fractions.add(a, b));
      case 'subtract':
        return this.numbers(node, (a, b) => this.fractions.subtract(a, b));
      case 'multiply':
        return this.numbers(node, (a, b) => this.fractions.multiply(a, b));
      case 'divide':
        return this.quotient(node);
      case 'round':
        return this.rounded(node);
      case 'minimum':
      case 'maximum':
        return this.extreme(node);
      case 'compare':
        return this.comparison(node);
      case 'among':
        return this.among(node);
      case 'and':
      case 'or':
        return this.connective(node);
      case 'not': {
        const { flag, absence } = this.flagOf(node.of);
        return this.truth(this.steps.not(flag), absence);
      }
      case 'choose':
        return this.choice(node);
      case 'is_missing': {
        const { absence } = this.cell(node.of);
        return this.truth(this.absences.isMissing(absence), { ...absence, missing: this.steps.flag(false) });
      }
      case 'lookup':
        return this.lookup(node);
      case 'day_count':
        return this.dayCount(node);
      case 'breakpoints':
        return this.breakpoints(node);
      case 'weighted':
        return weightedCell(this, node);
      case 'within':
        return this.within(node);
      default:
        throw this.notPlanned(node);
    }
  }

  private notPlanned(node: { readonly id: NodeId; readonly op: string }): NotPlanned {
    return new NotPlanned(node.id, node.op);
  }

  present(value: PlanValue): PlanCell {
    return { value, absence: this.absences.none };
  }

  private truth(flag: StepId, absence: Absence): PlanCell {
    return { value: { kind: 'flag', flag }, absence };
  }

  private constant(node: CoreNode, value: Value): PlanValue {
    if (value instanceof Rational) return { kind: 'number', fraction: this.fractions.constant(value) };
    if (typeof value === 'boolean') return { kind: 'flag', flag: this.steps.flag(value) };
    if (typeof value === 'string') return this.word(value);
    if (!Number.isSafeInteger(value)) throw this.notPlanned(node);
    return { kind: 'date', fraction: this.fractions.constant(Rational.integer(value)) };
  }

  private word(text: string): PlanValue {
    return { kind: 'word', code: this.steps.integer(this.around.words.numberOf(text)), open: false };
  }

  private input(node: NodeOf<'input'>): PlanCell {
    const index = this.around.columns.findIndex(({ input }) => input.name === node.name);
    const column = this.around.columns[index];
    if (column === undefined) throw this.notPlanned(node);
    const { input, bound } = column;
    const isAlwaysThere = input.key || (!input.optional && input.applies === undefined);
    const absence = isAlwaysThere ? this.absences.none : this.absences.of({ missing: this.steps.empty(index) });
    return { value: this.columnValue(column, this.steps.column(index, bound)), absence };
  }

  private columnValue(column: PlanColumn, cell: StepId): PlanValue {
    switch (column.input.type.base.kind) {
      case 'number':
        return { kind: 'number', fraction: this.fractions.scaled(cell, unitOf(column)) };
      case 'date':
        return { kind: 'date', fraction: this.fractions.scaled(cell, Rational.ONE) };
      case 'flag':
        return { kind: 'flag', flag: this.steps.compare('=', cell, this.steps.integer(1n)) };
      case 'choice':
        return { kind: 'word', code: cell, open: false };
      default:
        return { kind: 'word', code: cell, open: true };
    }
  }

  /** What the group stage has written beside the inputs; empty where the rule has no value for the record. */
  private groupValue(node: NodeOf<'group_value'>): PlanCell {
    const { groups } = this.around;
    if (groups === null) throw this.notPlanned(node);
    const { kind, scale, over, under } = groups.shapeOf(node, (id) => this.cell(id), {
      boundOf: (step) => this.steps.bound(step),
      rangeOf: (id) => this.around.range(id),
    });
    const column = (index: number) => this.steps.column(index, groups.bound(index));
    const absence = this.absences.of({ missing: this.steps.empty(over) });
    if (kind === 'word') return { value: { kind: 'word', code: column(over), open: false }, absence };
    const fraction = { scale, over: column(over), under: under === null ? null : column(under) };
    return { value: { kind: 'number', fraction }, absence };
  }

  private period(part: PeriodPart): PlanValue {
    const { period } = this.around;
    const kind = part === 'start' || part === 'end' ? 'date' : 'number';
    const units =
      period === null
        ? this.steps.period(part, PERIOD_BOUNDS[part])
        : this.steps.integer(BigInt(partOfPeriod(period, part)));
    return { kind, fraction: this.fractions.scaled(units, Rational.ONE) };
  }

  /** The last entry that has begun, and that has not ended. */
  private dated(node: NodeOf<'dated'>): PlanCell {
    const day = this.numberIn(this.period(node.at), node).over;
    const { steps } = this;
    let chosen: PlanCell = { value: NOTHING, absence: this.absences.error };
    const ordered = [...node.entries].sort((a, b) => a.from - b.from);
    for (const { from, until, value } of ordered) {
      const begun =
        from === Number.NEGATIVE_INFINITY ? steps.flag(true) : steps.compare('>=', day, steps.integer(BigInt(from)));
      const ended = until === null ? steps.flag(false) : steps.compare('>', day, steps.integer(BigInt(until)));
      const entry = this.either(ended, { value: NOTHING, absence: this.absences.error }, this.cell(value));
      chosen = this.either(begun, entry, chosen);
    }
    return chosen;
  }

  private numbers(
    node: NodeOf<'add' | 'subtract' | 'multiply'>,
    work: (a: Fraction, b: Fraction) => Fraction,
  ): PlanCell {
    const [left, right] = [this.cell(node.left), this.cell(node.right)];
    const absence = this.absences.join([left.absence, right.absence]);
    return this.ifThere(node, [left, right], absence, ([a, b]) => ({ kind: 'number', fraction: work(a, b) }));
  }

  private quotient(node: NodeOf<'divide'>): PlanCell {
    const [left, right] = [this.cell(node.left), this.cell(node.right)];
    const absence = this.absences.join([left.absence, right.absence]);
    const cell = this.ifThere(node, [left, right], absence, ([a, b]) => ({
      kind: 'number',
      fraction: this.fractions.divide(a, b),
    }));
    if (right.value.kind !== 'number') return cell;
    return { ...cell, absence: this.absences.withError(absence, this.fractions.isZero(right.value.fraction)) };
  }

  private rounded(node: NodeOf<'round'>): PlanCell {
    const of = this.cell(node.of);
    const { rounding } = node;
    if (rounding.kind === 'none') return of;
    const step = rounding.kind === 'step' ? rounding.step : Rational.of(1n, powerOfTen(rounding.digits));
    const capped = this.cappedAfterwards(node.of, step, rounding.mode);
    if (capped !== undefined) return { value: { kind: 'number', fraction: capped }, absence: of.absence };
    return this.ifThere(node, [of], of.absence, ([a]) => ({
      kind: 'number',
      fraction: this.fractions.round(a, step, rounding.mode, this.around.range(node.id)),
    }));
  }

  /**
   * The least of a number and a cap that lies on the grid may be taken after rounding as well, which is cheaper, where
   * the number is small enough to be rounded as it is. Undefined where it is not.
   */
  private cappedAfterwards(id: NodeId, step: Rational, mode: RoundingMode): Fraction | undefined {
    const node = this.around.program.nodes[id];
    if (node?.op !== 'minimum' || node.of.length !== 2) return undefined;
    const [of, cap] = node.of.map((operand) => this.cell(operand).value);
    if (of?.kind !== 'number' || cap?.kind !== 'number' || of.fraction.under === null) return undefined;
    const end = this.fractions.constantOf(cap.fraction);
    if (end === undefined || !end.divide(step).isInteger) return undefined;
    const rounded = this.fractions.round(of.fraction, step, mode);
    const division = this.steps.step(this.steps.root(rounded.over));
    if (division.op !== 'divided' || division.way !== 'direct') return undefined;
    return this.fractions.minimum(rounded, cap.fraction);
  }

  private extreme(node: NodeOf<'minimum' | 'maximum'>): PlanCell {
    const operands = node.of.map((id) => this.cell(id));
    const absence = this.absences.join(operands.map((operand) => operand.absence));
    const kind = operands.some(({ value }) => value.kind === 'date') ? 'date' : 'number';
    const work = (a: Fraction, b: Fraction) =>
      node.op === 'minimum' ? this.fractions.minimum(a, b) : this.fractions.maximum(a, b);
    return this.ifThere(node, operands, absence, (all) => ({ kind, fraction: all.reduce(work) }));
  }

  private comparison(node: NodeOf<'compare'>): PlanCell {
    const [left, right] = [this.cell(node.left), this.cell(node.right)];
    const absence = this.absences.join([left.absence, right.absence]);
    if (left.value.kind === 'nothing' || right.value.kind === 'nothing') return { value: NOTHING, absence };
    return this.truth(this.relation(node, node.relation, left.value, right.value), absence);
  }

  private relation(node: CoreNode, relation: Relation, a: PlanValue, b: PlanValue): StepId {
    const { steps } = this;
    if (a.kind === 'flag' && b.kind === 'flag') {
      const equal = steps.selectFlag(a.flag, b.flag, steps.not(b.flag));
      return relation === '=' ? equal : steps.not(equal);
    }
    if (a.kind === 'word' && b.kind === 'word') {
      if (a.open && b.open) throw this.notPlanned(node);
      return steps.compare(relation, a.code, b.code);
    }
    return this.fractions.compare(relation, this.numberIn(a, node), this.numberIn(b, node));
  }

  numberIn(value: PlanValue, node: CoreNode): Fraction {
    if (value.kind === 'number' || value.kind === 'date') return value.fraction;
    throw this.notPlanned(node);
  }

  private among(node: NodeOf<'among'>): PlanCell {
    const { value, absence } = this.cell(node.of);
    if (value.kind === 'nothing') return { value, absence };
    if (value.kind !== 'word') throw this.notPlanned(node);
    const numbers = node.values.map((word) => this.around.words.numberOf(word));
    return this.truth(this.steps.oneOf(value.code, numbers), absence);
  }

  /** A flag with its absence; `nothing` is a flag that is never there. */
  flagOf(id: NodeId): { readonly flag: StepId; readonly absence: Absence } {
    const { value, absence } = this.cell(id);
    if (value.kind === 'nothing') return { flag: this.steps.flag(false), absence };
    if (value.kind !== 'flag') throw new NotPlanned(id, value.kind);
    return { flag: value.flag, absence };
  }

  /** The left side decides alone where it can; otherwise both count, an absent one included. */
  private connective(node: NodeOf<'and' | 'or'>): PlanCell {
    const { steps } = this;
    const left = this.flagOf(node.left);
    const right = this.flagOf(node.right);
    const isAnd = node.op === 'and';
    const isThere = steps.not(this.absences.any(left.absence));
    const decides = steps.both(isThere, isAnd ? steps.not(left.flag) : left.flag);
    const absence = this.absences.unless(decides, this.absences.join([left.absence, right.absence]));
    return this.truth(isAnd ? steps.both(left.flag, right.flag) : steps.either(left.flag, right.flag), absence);
  }

  private choice(node: NodeOf<'choose'>): PlanCell {
    const { flag: condition, absence } = this.flagOf(node.condition);
    const decided = this.around.decided(node.id);
    const flag = decided === undefined ? condition : this.steps.flag(decided);
    const chosen = this.either(flag, this.cell(node.then), this.cell(node.otherwise));
    return { ...chosen, absence: this.absences.first(absence, chosen.absence) };
  }

  /** One of two cells, by a flag that is there. */
  either(condition: StepId, then: PlanCell, otherwise: PlanCell): PlanCell {
    const absence = this.absences.select(condition, then.absence, otherwise.absence);
    return { value: this.eitherValue(condition, then.value, otherwise.value), absence };
  }

  private eitherValue(condition: StepId, a: PlanValue, b: PlanValue): PlanValue {
    const { steps } = this;
    if (a.kind === 'nothing') return b;
    if (b.kind === 'nothing') return a;
    if (steps.isAlways(condition)) return a;
    if (steps.isNever(condition)) return b;
    if (a.kind === 'flag' && b.kind === 'flag') {
      return { kind: 'flag', flag: steps.selectFlag(condition, a.flag, b.flag) };
    }
    if (a.kind === 'word' && b.kind === 'word') {
      return { kind: 'word', code: steps.select(condition, a.code, b.code), open: a.open || b.open };
    }
    if ((a.kind === 'number' || a.kind === 'date') && (b.kind === 'number' || b.kind === 'date')) {
      return { kind: a.kind, fraction: this.fractions.select(condition, a.fraction, b.fraction) };
    }
    throw new Error(`a ${a.kind} beside a ${b.kind}`);
  }

  private lookup(node: NodeOf<'lookup'>): PlanCell {
    const { value, absence } = this.cell(node.of);
    if (value.kind === 'nothing') return { value, absence };
    if (value.kind !== 'word') throw this.notPlanned(node);
    const { steps } = this;
    const entries = [...node.entries].map(([word, number]) => ({ code: this.around.words.numberOf(word), number }));
    const is = (code: bigint) => steps.compare('=', value.code, steps.integer(code));
    const last = entries.at(-1);
    if (last === undefined) return { value: NOTHING, absence: this.absences.error };
    const fraction = entries
      .slice(0, -1)
      .reduceRight(
        (otherwise, { code, number }) => this.fractions.select(is(code), this.fractions.constant(number), otherwise),
        this.fractions.constant(last.number),
      );
    const known = steps.oneOf(
      value.code,
      entries.map(({ code }) => code),
    );
    const isComplete = !value.open && this.coversChoice(node);
    const error = isComplete ? steps.flag(false) : steps.not(known);
    return { value: { kind: 'number', fraction }, absence: this.absences.withError(absence, error) };
  }

  private coversChoice({ of, entries }: NodeOf<'lookup'>): boolean {
    const base = this.around.program.nodes[of]?.type.base;
    return base?.kind === 'choice' && base.values.every((word) => entries.has(word));
  }

  private dayCount(node: NodeOf<'day_count'>): PlanCell {
    const [left, right] = [this.cell(node.left), this.cell(node.right)];
    const absence = this.absences.join([left.absence, right.absence]);
    return this.ifThere(node, [left, right], absence, ([from, to]) => ({
      kind: 'number',
      fraction: this.fractions.subtract(to, from),
    }));
  }

  /** Linear between the points; the first piece whose right end is not passed. */
  private breakpoints(node: NodeOf<'breakpoints'>): PlanCell {
    const of = this.cell(node.of);
    const [first] = node.points;
    if (of.value.kind === 'nothing' || first === undefined) return { value: NOTHING, absence: of.absence };
    const x = this.numberIn(of.value, node);
    const { fractions } = this;
    const at = (relation: Relation, end: Rational) => fractions.compare(relation, x, fractions.constant(end));
    const constant = (value: Rational) => this.present({ kind: 'number', fraction: fractions.constant(value) });
    let chosen = this.cell(node.above);
    for (let i = node.points.length - 1; i > 0; i--) {
      const [from, to] = [node.points[i - 1], node.points[i]];
      if (from === undefined || to === undefined) continue;
      const slope = to.y.subtract(from.y).divide(to.x.subtract(from.x));
      const moved = fractions.multiply(fractions.subtract(x, fractions.constant(from.x)), fractions.constant(slope));
      const piece = fractions.add(fractions.constant(from.y), moved);
      chosen = this.either(at('<=', to.x), this.present({ kind: 'number', fraction: piece }), chosen);
    }
    chosen = this.either(at('=', first.x), constant(first.y), chosen);
    chosen = this.either(at('<', first.x), this.cell(node.below), chosen);
    return { ...chosen, absence: this.absences.first(of.absence, chosen.absence) };
  }

  private within(node: NodeOf<'within'>): PlanCell {
    const of = this.cell(node.of);
    if (of.value.kind === 'nothing') return of;
    const x = this.numberIn(of.value, node);
    const { low, lowOpen, high, highOpen } = node.interval;
    const beyond = (relation: Relation, end: Rational | null) =>
      end === null ? this.steps.flag(false) : this.fractions.compare(relation, x, this.fractions.constant(end));
    const outside = this.steps.either(beyond(lowOpen ? '<=' : '<', low), beyond(highOpen ? '>=' : '>', high));
    return { value: of.value, absence: this.absences.withError(of.absence, outside) };
  }

  /** Works on numbers; where one never has a value, neither has the result. */
  private ifThere(
    node: CoreNode,
    operands: readonly PlanCell[],
    absence: Absence,
    work: (numbers: Numbers) => PlanValue,
  ): PlanCell {
    if (operands.some(({ value }) => value.kind === 'nothing')) return { value: NOTHING, absence };
    const [first, second = first, ...rest] = operands.map(({ value }) => this.numberIn(value, node));
    if (first === undefined || second === undefined) throw this.notPlanned(node);
    const all: Numbers = operands.length === 1 ? [first, first] : [first, second, ...rest];
    return { value: work(all), absence };
  }
}

type Numbers = readonly [Fraction, Fraction, ...Fraction[]];

export const NOTHING: PlanValue = { kind: 'nothing' };

const PERIOD_BOUNDS: Readonly<Record<PeriodPart, Bound>> = {
  start: { low: -719_162n, high: 2_932_896n },
  end: { low: -719_162n, high: 2_932_896n },
  month: { low: 1n, high: 12n },
  quarter: { low: 1n, high: 4n },
  semester: { low: 1n, high: 2n },
  year: { low: 1n, high: 9999n },
};
