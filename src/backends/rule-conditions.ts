import { type CoreNode, MIRRORED, type NodeId, type Relation } from '../language/core.ts';
import type { Program } from '../model/program.ts';
import { powerOfTen, Rational } from '../number/rational.ts';
import { roundQuotient } from '../number/rounding.ts';
import type { ExportedFact, FactTable } from './rule-facts.ts';

/** The operators of json-rules-engine that need no extension. */
export type RuleOperator =
  | 'equal'
  | 'notEqual'
  | 'in'
  | 'notIn'
  | 'lessThan'
  | 'lessThanInclusive'
  | 'greaterThan'
  | 'greaterThanInclusive';

export interface FactCondition {
  readonly fact: string;
  readonly operator: RuleOperator;
  readonly value: string | number | boolean | readonly string[];
}

export type RuleConditions =
  | { readonly all: readonly RuleConditions[] }
  | { readonly any: readonly RuleConditions[] }
  | { readonly not: RuleConditions }
  | FactCondition;

/** True for a record that was assessed. Every rule asks for it, so that the other facts always have values. */
export const ASSESSED = 'takar_assessed';

/** Deeper nesting becomes one atom. */
const DEEPEST = 50;

type NodeOf<Op extends CoreNode['op']> = Extract<CoreNode, { op: Op }>;

/** A flag node as conditions over facts; what the standard operators cannot hold becomes an atom. */
export function conditionsOf(program: Program, table: FactTable, root: NodeId): RuleConditions {
  return new ConditionWriter(program, table).write(root, 0);
}

class ConditionWriter {
  private readonly program: Program;
  private readonly table: FactTable;

  constructor(program: Program, table: FactTable) {
    this.program = program;
    this.table = table;
  }

  write(id: NodeId, depth: number): RuleConditions {
    const node = this.node(id);
    if (depth >= DEEPEST) return this.atom(node);
    const fact = this.table.ofNode(node);
    if (fact) return { fact: fact.name, operator: 'equal', value: true };
    switch (node.op) {
      case 'constant':
        return always(node.value === true);
      case 'and':
        return { all: this.sides(node).map((side) => this.write(side, depth + 1)) };
      case 'or':
        return { any: this.sides(node).map((side) => this.write(side, depth + 1)) };
      case 'not':
        return { not: this.write(node.of, depth + 1) };
      case 'among':
        return this.among(node) ?? this.atom(node);
      case 'compare':
        return this.compare(node) ?? this.atom(node);
      default:
        return this.atom(node);
    }
  }

  /** `a and b and c` as one list. */
  private sides({ op, left, right }: NodeOf<'and' | 'or'>): readonly NodeId[] {
    const found: NodeId[] = [];
    const waiting = [right, left];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      const node = this.node(id);
      if (node.op === op && !this.table.ofNode(node)) waiting.push(node.right, node.left);
      else found.push(id);
    }
    return found;
  }

  private among({ of, values }: NodeOf<'among'>): RuleConditions | undefined {
    const fact = this.table.ofNode(this.node(of));
    return fact && oneOf(fact, values);
  }

  private compare({ relation, left, right }: NodeOf<'compare'>): RuleConditions | undefined {
    const [a, b] = [this.node(left), this.node(right)];
    if (b.op === 'constant') return this.withConstant(a, relation, b);
    return a.op === 'constant' ? this.withConstant(b, MIRRORED[relation], a) : undefined;
  }

  private withConstant(node: CoreNode, relation: Relation, { value }: NodeOf<'constant'>): RuleConditions | undefined {
    if (node.op === 'lookup' && value instanceof Rational) return this.ranked(node, relation, value);
    const fact = this.table.ofNode(node);
    if (!fact) return undefined;
    if (value instanceof Rational) return fact.digits === null ? undefined : onGrid(fact, fact.digits, relation, value);
    return { fact: fact.name, operator: OPERATORS[relation], value };
  }

  /** `predikat >= baik`: the values of the choice whose place in the declared order satisfies it. */
  private ranked({ of, entries }: NodeOf<'lookup'>, relation: Relation, place: Rational): RuleConditions | undefined {
    const fact = this.table.ofNode(this.node(of));
    if (!fact) return undefined;
    const satisfying = [...entries].filter(([, own]) => holds(relation, own.compare(place))).map(([value]) => value);
    return oneOf(fact, satisfying);
  }

  private atom(node: CoreNode): RuleConditions {
    return { fact: this.table.atom(node).name, operator: 'equal', value: 1 };
  }

  private node(id: NodeId): CoreNode {
    const node = this.program.nodes[id];
    if (!node) throw new Error(`no node ${id}`);
    return node;
  }
}

/** Every rule already asks for an assessed record, so that these are true and false there. */
function always(value: boolean): RuleConditions {
  return { fact: ASSESSED, operator: 'equal', value };
}

function oneOf({ name }: ExportedFact, values: readonly string[]): RuleConditions {
  const [only] = values;
  if (only === undefined) return always(false);
  return values.length === 1
    ? { fact: name, operator: 'equal', value: only }
    : { fact: name, operator: 'in', value: values };
}

const OPERATORS: Readonly<Record<Relation, RuleOperator>> = {
  '=': 'equal',
  '!=': 'notEqual',
  '<': 'lessThan',
  '<=': 'lessThanInclusive',
  '>': 'greaterThan',
  '>=': 'greaterThanInclusive',
};

function holds(relation: Relation, order: number): boolean {
  switch (relation) {
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

const MOST_UNITS = Rational.of(BigInt(Number.MAX_SAFE_INTEGER));

/**
 * Compares the fact, a whole number of 10^-digits, with a constant. Between two grid points the comparison is moved
 * to the next one that decides the same: x_e2 > 10999.5 is x_e2 >= 11000. Exported for its tests.
 */
export function onGrid({ name }: ExportedFact, digits: number, relation: Relation, value: Rational): RuleConditions {
  const units = value.multiply(Rational.of(powerOfTen(digits)));
  // The fact has been proven to lie within the safe integers: a constant beyond them decides alone.
  if (units.abs().compare(MOST_UNITS) > 0) return always(holds(relation, -units.sign));
  if (units.isInteger) return { fact: name, operator: OPERATORS[relation], value: Number(units.numerator) };
  const below = Number(roundQuotient(units.numerator, units.denominator, 'floor'));
  switch (relation) {
    case '=':
      return always(false);
    case '!=':
      return always(true);
    case '<':
    case '<=':
      return { fact: name, operator: 'lessThanInclusive', value: below };
    case '>':
    case '>=':
      return { fact: name, operator: 'greaterThanInclusive', value: below + 1 };
  }
}
