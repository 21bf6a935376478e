import type { CoreNode, NodeId } from '../../language/core.ts';
import { operandsOf } from '../../language/operands.ts';
import type { Program } from '../../model/program.ts';
import type { Period } from '../../number/calendar.ts';
import { intersect } from '../../number/interval.ts';
import { Rational } from '../../number/rational.ts';
import * as arithmetic from '../arithmetic.ts';
import { gridOf, isNumeric } from '../kinds.ts';
import type { Ranges } from '../ranges.ts';
import { namesOf, textAt } from '../source.ts';
import { type Axis, before, type Line, rangeOf } from './axis.ts';
import type { Diagram, Diagrams } from './diagram.ts';
import type { Term } from './form.ts';
import { NormalForms } from './normal.ts';
import { periodsOf } from './periods.ts';

/** The smallest or the largest of several. */
export interface Extreme {
  readonly op: 'minimum' | 'maximum';
  readonly of: readonly NodeId[];
}

/** Operations that are looked into; of all others only the range of the result is known. */
const TRANSPARENT: ReadonlySet<CoreNode['op']> = new Set<CoreNode['op']>([
  'constant',
  'missing',
  'inapplicable',
  'fail',
  'period',
  'dated',
  'add',
  'subtract',
  'day_count',
  'multiply',
  'divide',
  'within',
  'compare',
  'among',
  'and',
  'or',
  'not',
  'choose',
  'is_missing',
  'lookup',
]);

/** The lines that decisions are made along, one for each root [P1]. */
export class Roots {
  private readonly program: Program;
  private readonly ranges: Ranges;
  private readonly named: ReadonlySet<NodeId>;
  private readonly normal: NormalForms;
  private readonly axes = new Map<string, Axis>();
  private names: ReadonlyMap<NodeId, string> | undefined;

  constructor(program: Program, ranges: Ranges) {
    this.program = program;
    this.ranges = ranges;
    this.normal = new NormalForms(program.nodes);
    const scores = program.scores.map(({ node }) => node);
    const achieved = program.indicators.flatMap(({ achievement, score }) => [achievement, score]);
    this.named = new Set([...scores, ...achieved]);
  }

  node(id: NodeId): CoreNode {
    return this.ranges.node(id);
  }

  isRoot(node: CoreNode): boolean {
    if (this.named.has(node.id)) return node.op !== 'constant';
    if (node.op === 'round') return node.rounding.kind !== 'none';
    return !TRANSPARENT.has(node.op);
  }

  /** What tells a root from others, even where it is written out twice; undefined for what is no root. */
  keyOf(id: NodeId): string | undefined {
    const node = this.node(id);
    if (node.op === 'period' || node.op === 'dated') return 'period';
    return this.isRoot(node) ? this.normal.of(id) : undefined;
  }

  /** What has to be known before a node can be looked into. */
  looksInto(id: NodeId): readonly NodeId[] {
    const node = this.node(id);
    if (node.op === 'minimum' || node.op === 'maximum') return this.named.has(id) ? [] : node.of;
    return this.isRoot(node) ? [] : operandsOf(node);
  }

  partsOfExtreme(id: NodeId): Extreme | undefined {
    const node = this.node(id);
    if (node.op !== 'minimum' && node.op !== 'maximum') return undefined;
    return this.named.has(id) ? undefined : { op: node.op, of: node.of };
  }

  axis(node: CoreNode): Axis {
    return this.axisOf(this.normal.of(node.id), () => ({
      name: this.nameOf(node),
      isOptional: node.type.presence !== 'present',
      line: this.lineOf(node),
    }));
  }

  /** Of something that is true or false, nothing else being known of it. */
  opaqueAxis(node: CoreNode): Axis {
    return this.axisOf(`flag ${this.normal.of(node.id)}`, () => ({
      name: this.nameOf(node),
      isOptional: false,
      line: { kind: 'words', words: [false, true], isOpen: false, root: node.id },
    }));
  }

  /** The factors are whole, the first above 0. */
  sumAxis(terms: readonly Term[]): Axis {
    const key = terms.map(({ axis, by }) => `${by}*${axis.order}`).join('+');
    return this.axisOf(key, () => ({ name: sumName(terms), isOptional: false, line: sumLine(terms) }));
  }

  textAxis(id: NodeId): Axis | undefined {
    const node = this.node(id);
    return node.type.base.kind === 'text' && this.isRoot(node) ? this.axis(node) : undefined;
  }

  placeOf({ line }: Axis, word: string): number {
    if (line.kind !== 'words') throw new TypeError('regions: no list of words');
    const known = line.words.indexOf(word);
    return known >= 0 ? known : line.words.push(word) - 1;
  }

  byPeriod(diagrams: Diagrams, answer: (period: Period) => Diagram): Diagram {
    const axis = this.axisOf('period', () => ({
      name: 'period',
      isOptional: false,
      line: { kind: 'periods', periods: periodsOf(this.program) },
    }));
    const { line } = axis;
    if (line.kind !== 'periods') throw new TypeError('regions: no list of periods');
    const cuts = line.periods.slice(1).map((_, index) => before(index + 1));
    return diagrams.branch(axis, cuts, line.periods.map(answer));
  }

  private axisOf(key: string, describe: () => Omit<Axis, 'order' | 'key'>): Axis {
    const known = this.axes.get(key);
    if (known !== undefined) return known;
    const described = describe();
    const created: Axis = { ...described, order: this.axes.size, key };
    this.axes.set(key, created);
    return created;
  }

  private lineOf(node: CoreNode): Line {
    const root = node.id;
    const { base } = node.type;
    if (isNumeric(node)) {
      return { kind: 'number', domain: this.ranges.at(root), digits: gridOf(node), isDate: base.kind === 'date', root };
    }
    if (base.kind === 'flag') return { kind: 'words', words: [false, true], isOpen: false, root };
    if (base.kind === 'choice') return { kind: 'words', words: [...base.values], isOpen: false, root };
    return { kind: 'words', words: [], isOpen: true, root };
  }

  private nameOf(node: CoreNode): string {
    if (node.op === 'input') return node.name;
    this.names ??= namesOf(this.program);
    return this.names.get(node.id) ?? (node.origin === null ? '…' : textAt(this.program, node.origin));
  }
}

function sumName(terms: readonly Term[]): string {
  return terms
    .map(({ axis, by }, index) => {
      const size = by.abs();
      const factor = size.equals(Rational.ONE) ? '' : `${size} * `;
      const sign = by.sign < 0 ? (index === 0 ? '-' : ' - ') : index === 0 ? '' : ' + ';
      return `${sign}${factor}${axis.name}`;
    })
    .join('');
}

function sumLine(terms: readonly Term[]): Line {
  let domain = arithmetic.point(Rational.ZERO);
  let digits: number | null = 0;
  for (const { axis, by } of terms) {
    const range = rangeOf(axis);
    domain = arithmetic.sum(domain, arithmetic.product(range.domain, arithmetic.point(by)));
    digits = digits === null || range.digits === null ? null : Math.max(digits, range.digits);
  }
  return { kind: 'sum', domain: intersect(domain, domain), digits, terms };
}
