import type { CoreNode, NodeId, Value, WeightedTerm } from '../language/core.ts';
import type { Program } from '../model/program.ts';
import type { DataRecord, DetailRow } from '../model/record.ts';
import type { Evaluated, Evaluation, Setting } from '../model/score.ts';
import { formatIsoDate } from '../number/calendar.ts';
import { contains } from '../number/interval.ts';
import { Rational } from '../number/rational.ts';
import { workingDays } from '../number/workdays.ts';
import { earlierInYear, newestWithin, previousElement } from './earlier.ts';
import {
  type Absent,
  dateIn,
  FALSE,
  failed,
  flag,
  flagIn,
  graver,
  holds,
  isTooLarge,
  MISSING,
  NOT_APPLICABLE,
  type NodeOf,
  numberIn,
  order,
  partOf,
  present,
  rounded,
  sized,
  TRUE,
} from './outcomes.ts';
import { Total } from './total.ts';

/**
 * The definition of what a program means, in exact rationals. Every other back end must agree with it.
 * Nothing is computed before it is asked for, and nothing twice: the memo of an evaluation is its trace.
 */
export function evaluate(program: Program, record: DataRecord, setting: Setting): Evaluation {
  const memo: (Evaluated | undefined)[] = new Array<Evaluated | undefined>(program.nodes.length).fill(undefined);
  if (setting.overrides) for (const [node, value] of setting.overrides) memo[node] = value;
  const groups = new Map<string, Evaluated>();
  const machine = new Machine(program.nodes, memo, record, setting, { depth: 0, groups });
  return {
    program,
    record,
    setting,
    groups,
    at: (node) => machine.at(node),
    seen: (node) => memo[node],
    inRow: (details, index, node) => machine.inRow(details, index, node),
  };
}

/** The same of a record that is looked at by itself and stands in no group: it has nothing of group rules. */
export function evaluateAlone(program: Program, record: DataRecord, setting: Setting): Evaluation {
  const evaluation = evaluate(program, record, setting);
  for (const { name } of program.stages) evaluation.groups.set(name, MISSING);
  return evaluation;
}

/** Nodes on the host's stack at most; longer chains are taken in pieces of this length. */
const DEEPEST = 400;

/** Thrown to give the host's stack back: the node at which a chain was cut, and whose it is. Never leaves this file. */
class Deeper {
  readonly node: NodeId;
  readonly machine: Machine;
  constructor(node: NodeId, machine: Machine) {
    this.node = node;
    this.machine = machine;
  }
}

/** How deep the host's stack is, for a record and its rows together. */
interface Stack {
  depth: number;
  /** What group rules came to: the same for the record and for its rows of details. */
  readonly groups: ReadonlyMap<string, Evaluated>;
}

class Machine {
  protected readonly nodes: readonly CoreNode[];
  private readonly memo: (Evaluated | undefined)[];
  readonly record: DataRecord;
  readonly setting: Setting;
  readonly stack: Stack;

  constructor(
    nodes: readonly CoreNode[],
    memo: (Evaluated | undefined)[],
    record: DataRecord,
    setting: Setting,
    stack: Stack,
  ) {
    this.nodes = nodes;
    this.memo = memo;
    this.record = record;
    this.setting = setting;
    this.stack = stack;
  }

  /** Where a chain proves too long for the host's stack, its far end is computed first and the memo joins the pieces. */
  at(root: NodeId): Evaluated {
    const waiting = [root];
    const base = this.stack.depth;
    for (;;) {
      const next = waiting[waiting.length - 1] ?? root;
      try {
        this.stack.depth = base;
        const result = this.need(next);
        waiting.pop();
        if (waiting.length === 0) return result;
      } catch (thrown) {
        if (!(thrown instanceof Deeper) || thrown.machine !== this) throw thrown;
        waiting.push(thrown.node);
      }
    }
  }

  /** From outside: nothing of the host's stack is in use. */
  inRow(details: string, index: number, node: NodeId): Evaluated {
    const row = this.record.details?.get(details)?.[index];
    if (row === undefined) throw new RangeError(`evaluate: the record has no row ${index} of ${details}`);
    for (;;) {
      try {
        this.stack.depth = 0;
        return new RowMachine(this, this.nodes, details, row).at(node);
      } catch (thrown) {
        if (!(thrown instanceof Deeper) || thrown.machine !== this) throw thrown;
        this.stack.depth = 0;
        this.at(thrown.node);
      }
    }
  }

  need(id: NodeId): Evaluated {
    const known = this.known(id);
    if (known !== undefined) return known;
    const node = this.nodes[id];
    if (node === undefined) throw new RangeError(`evaluate: the program has no node ${id}`);
    // A fold goes on into its rows, and leaves them half of the depth.
    if (this.stack.depth >= (node.op === 'fold' ? DEEPEST / 2 : DEEPEST)) throw new Deeper(id, this);
    this.stack.depth++;
    const result = this.compute(node);
    this.stack.depth--;
    this.keep(id, result);
    return result;
  }

  protected known(id: NodeId): Evaluated | undefined {
    return this.memo[id];
  }

  protected keep(id: NodeId, result: Evaluated): void {
    this.memo[id] = result;
  }

  /** Of the row that is looked at; a record by itself has none. */
  protected column({ details, name }: NodeOf<'column'>): Evaluated {
    throw new TypeError(`evaluate: ${details}.${name} outside a row`);
  }

  private compute(node: CoreNode): Evaluated {
    switch (node.op) {
      case 'constant':
        return present(node.value);
      case 'missing':
        return MISSING;
      case 'inapplicable':
        return NOT_APPLICABLE;
      case 'input':
        return this.input(node);
      case 'column':
        return this.column(node);
      case 'fold':
        return this.fold(node);
      case 'working_days':
        return this.workingDays(node);
      case 'group_value':
        return this.groupValue(node);
      case 'period':
        return present(partOf(this.setting.period, node.part));
      case 'previous':
        return this.previous(node);
      case 'year_to_date':
        return this.yearToDate(node);
      case 'carried':
        return this.carried(node);
      case 'dated':
        return this.dated(node);
      case 'add':
      case 'subtract':
      case 'multiply':
      case 'divide':
        return this.arithmetic(node);
      case 'round':
        return this.map(node.of, (value) => present(rounded(numberIn(value), node)));
      case 'minimum':
      case 'maximum':
        return this.extreme(node);
      case 'compare':
        return this.both(node.left, node.right, (left, right) => flag(holds(node.relation, left, right)));
      case 'among':
        return this.map(node.of, (value) => flag(node.values.some((listed) => listed === value)));
      case 'and':
      case 'or':
        return this.connective(node);
      case 'not':
        return this.map(node.of, (value) => flag(!flagIn(value)));
      case 'choose':
        return this.map(node.condition, (value) => this.need(flagIn(value) ? node.then : node.otherwise));
      case 'is_missing':
        return this.isMissing(node);
      case 'lookup':
        return this.lookup(node);
      case 'day_count':
        return this.both(node.left, node.right, (left, right) =>
          present(Rational.integer(dateIn(right) - dateIn(left))),
        );
      case 'breakpoints':
        return this.breakpoints(node);
      case 'weighted':
        return this.weighted(node);
      case 'within':
        return this.within(node);
      case 'fail':
        return failed(node.id, node.failure);
      default:
        return impossible(node);
    }
  }

  private input(node: NodeOf<'input'>): Evaluated {
    const value = this.record.fields.get(node.name);
    return value === undefined ? MISSING : present(value);
  }

  private previous(node: NodeOf<'previous'>): Evaluated {
    const { value } = previousElement(this.record.key, this.setting, node.of);
    if (value === undefined || value.kind === 'not_applicable') return MISSING;
    return value;
  }

  /** A period without a row has nothing to add; one whose row lacks the value makes the sum missing. */
  private yearToDate(node: NodeOf<'year_to_date'>): Evaluated {
    let sum: Rational | undefined;
    let absent: Absent | undefined;
    const add = (value: Evaluated | undefined): void => {
      if (value === undefined || value.kind === 'not_applicable') return;
      if (value.kind !== 'value') absent = graver(absent, value);
      else sum = sum === undefined ? numberIn(value.value) : sum.add(numberIn(value.value));
    };
    for (const { value } of earlierInYear(this.record.key, this.setting, node.of)) add(value);
    add(this.need(node.of));
    if (absent !== undefined) return absent;
    return sum === undefined ? MISSING : sized(node, sum);
  }

  private carried(node: NodeOf<'carried'>): Evaluated {
    const own = this.need(node.of);
    if (own.kind !== 'missing') return own;
    return newestWithin(this.record.key, this.setting, node.of, node.periods)?.value ?? MISSING;
  }

  private fold(node: NodeOf<'fold'>): Evaluated {
    const rows = this.record.details?.get(node.details);
    if (rows === undefined) return failed(node.id, { kind: 'no_details', details: node.details });
    const total = new Total(node);
    for (const row of rows) {
      total.take(new RowMachine(this, this.nodes, node.details, row));
      if (total.isSettled) break;
    }
    return total.result();
  }

  private workingDays(node: NodeOf<'working_days'>): Evaluated {
    return this.both(node.left, node.right, (left, right) => {
      const calendar = this.setting.calendars?.get(node.calendar);
      if (calendar === undefined) return failed(node.id, { kind: 'no_calendar', calendar: node.calendar });
      const days = workingDays(calendar, dateIn(left), dateIn(right));
      if (typeof days === 'number') return present(Rational.integer(days));
      const date = formatIsoDate(days.outside);
      return failed(node.id, { kind: 'outside_calendar', calendar: node.calendar, date });
    });
  }

  /** Worked out over everybody before anything asks for it; the checker keeps what reads it out of earlier stages. */
  private groupValue({ name }: NodeOf<'group_value'>): Evaluated {
    const value = this.stack.groups.get(name);
    if (value === undefined) throw new TypeError(`evaluate: the group rule ${name} is asked for before its stage`);
    return value;
  }

  /** The last entry that has begun; where that one has ended, none is in force. `until` is the last day in force. */
  private dated(node: NodeOf<'dated'>): Evaluated {
    const date = node.at === 'start' ? this.setting.period.start : this.setting.period.end;
    let last: (typeof node.entries)[number] | undefined;
    for (const entry of node.entries) {
      if (entry.from <= date && (last === undefined || entry.from >= last.from)) last = entry;
    }
    if (last === undefined || (last.until !== null && last.until < date)) {
      return failed(node.id, { kind: 'no_value_in_force', name: node.name, date: formatIsoDate(date) });
    }
    return this.need(last.value);
  }

  private arithmetic(node: NodeOf<'add' | 'subtract' | 'multiply' | 'divide'>): Evaluated {
    return this.both(node.left, node.right, (leftValue, rightValue) => {
      const left = numberIn(leftValue);
      const right = numberIn(rightValue);
      switch (node.op) {
        case 'add':
          return sized(node, left.add(right));
        case 'subtract':
          return sized(node, left.subtract(right));
        case 'multiply':
          return sized(node, left.multiply(right));
        case 'divide':
          return right.isZero ? failed(node.id, { kind: 'division_by_zero' }) : sized(node, left.divide(right));
      }
    });
  }

  /** Of numbers or of dates. */
  private extreme(node: NodeOf<'minimum' | 'maximum'>): Evaluated {
    const wanted = node.op === 'minimum' ? -1 : 1;
    let best: Value | undefined;
    let absent: Absent | undefined;
    for (const id of node.of) {
      const operand = this.need(id);
      if (operand.kind !== 'value') absent = graver(absent, operand);
      else if (best === undefined || order(operand.value, best) === wanted) best = operand.value;
    }
    if (absent !== undefined) return absent;
    if (best === undefined) throw new TypeError(`evaluate: ${node.op} of nothing`);
    return present(best);
  }

  /** The left side decides alone where it can; otherwise both count, an absent one included. */
  private connective(node: NodeOf<'and' | 'or'>): Evaluated {
    const left = this.need(node.left);
    if (left.kind === 'value' && flagIn(left.value) === (node.op === 'or')) return left;
    const right = this.need(node.right);
    if (left.kind === 'value') return right;
    return right.kind === 'value' ? left : graver(left, right);
  }

  private isMissing(node: NodeOf<'is_missing'>): Evaluated {
    const operand = this.need(node.of);
    if (operand.kind === 'missing') return TRUE;
    return operand.kind === 'value' ? FALSE : operand;
  }

  private lookup(node: NodeOf<'lookup'>): Evaluated {
    return this.map(node.of, (value) => {
      const found = typeof value === 'string' ? node.entries.get(value) : undefined;
      return found === undefined ? failed(node.id, { kind: 'not_in_lookup', value: String(value) }) : present(found);
    });
  }

  private breakpoints(node: NodeOf<'breakpoints'>): Evaluated {
    return this.map(node.of, (value) => {
      const x = numberIn(value);
      const { points } = node;
      const upper = points.findIndex((point) => x.compare(point.x) <= 0);
      const right = points[upper];
      if (right === undefined) return this.need(node.above);
      if (x.equals(right.x)) return present(right.y);
      const left = points[upper - 1];
      if (left === undefined) return this.need(node.below);
      const share = x.subtract(left.x).divide(right.x.subtract(left.x));
      return sized(node, left.y.add(right.y.subtract(left.y).multiply(share)));
    });
  }

  private weighted(node: NodeOf<'weighted'>): Evaluated {
    let sum = Rational.ZERO;
    let weights = Rational.ZERO;
    let counted = 0;
    let absent: Absent | undefined;
    for (const term of node.terms) {
      const part = this.term(term);
      if (part === undefined) continue;
      counted++;
      if ('kind' in part) absent = graver(absent, part);
      else {
        sum = sum.add(part.weight.multiply(part.value));
        weights = weights.add(part.weight);
        if (isTooLarge(sum)) return sized(node, sum);
      }
    }
    if (absent !== undefined) return absent;
    // Where nothing counts there is no score, neither as a mean nor as a sum [N5].
    if (counted === 0) return MISSING;
    if (node.form === 'sum') return present(sum.divide(Rational.HUNDRED));
    return weights.isZero ? MISSING : sized(node, sum.divide(weights));
  }

  /** Undefined where the term does not take part. */
  private term(term: WeightedTerm): { weight: Rational; value: Rational } | Absent | undefined {
    const counts = this.need(term.counts);
    if (counts.kind !== 'value') return counts;
    if (!flagIn(counts.value)) return undefined;
    const weight = this.need(term.weight);
    const value = this.need(term.value);
    if (weight.kind !== 'value') return value.kind === 'value' ? weight : graver(weight, value);
    if (value.kind !== 'value') return value;
    return { weight: numberIn(weight.value), value: numberIn(value.value) };
  }

  private within(node: NodeOf<'within'>): Evaluated {
    const operand = this.need(node.of);
    if (operand.kind !== 'value' || contains(node.interval, numberIn(operand.value))) return operand;
    return failed(node.id, { kind: 'outside_range', callee: node.callee, parameter: node.parameter });
  }

  private map(id: NodeId, work: (value: Value) => Evaluated): Evaluated {
    const operand = this.need(id);
    return operand.kind === 'value' ? work(operand.value) : operand;
  }

  private both(leftId: NodeId, rightId: NodeId, work: (left: Value, right: Value) => Evaluated): Evaluated {
    const left = this.need(leftId);
    const right = this.need(rightId);
    if (left.kind === 'value') return right.kind === 'value' ? work(left.value, right.value) : right;
    return right.kind === 'value' ? left : graver(left, right);
  }
}

/** Works out nodes for one row of details; what is not of the row is the record's. */
class RowMachine extends Machine {
  private readonly parent: Machine;
  private readonly details: string;
  private readonly row: DetailRow;
  private readonly results = new Map<NodeId, Evaluated>();

  constructor(parent: Machine, nodes: readonly CoreNode[], details: string, row: DetailRow) {
    super(nodes, [], parent.record, parent.setting, parent.stack);
    this.parent = parent;
    this.details = details;
    this.row = row;
  }

  /** An error with the row that it came about in. */
  placed(outcome: Absent): Absent {
    const { path, row } = this.row;
    return outcome.kind === 'error' ? { ...outcome, at: outcome.at ?? { path, row } } : outcome;
  }

  override need(id: NodeId): Evaluated {
    return this.nodes[id]?.row === this.details ? super.need(id) : this.parent.need(id);
  }

  protected override known(id: NodeId): Evaluated | undefined {
    return this.results.get(id);
  }

  protected override keep(id: NodeId, result: Evaluated): void {
    this.results.set(id, result);
  }

  protected override column({ name }: NodeOf<'column'>): Evaluated {
    const value = this.row.fields.get(name);
    return value === undefined ? MISSING : present(value);
  }
}

function impossible(node: never): never {
  throw new TypeError(`evaluate: unknown operation ${JSON.stringify(node)}`);
}
