import type { CoreNode, NodeId, Relation } from '../../language/core.ts';
import { MIRRORED } from '../../language/core.ts';
import type { Program } from '../../model/program.ts';
import { partOfPeriod } from '../../number/calendar.ts';
import type { Interval } from '../../number/interval.ts';
import { Rational } from '../../number/rational.ts';
import { OPPOSITE } from '../assume.ts';
import { isNumeric } from '../kinds.ts';
import type { Ranges } from '../ranges.ts';
import { type Axis, BEHIND_MISSING, before, type Cut, compareCuts, endsOn } from './axis.ts';
import { type Diagram, Diagrams, type Leaf, truthOf } from './diagram.ts';
import { constantForm, differenceOf, type Form, primitive, rootForm, scaledForm, sumOf, type Term } from './form.ts';
import type { Path } from './paths.ts';
import { type Extreme, Roots } from './roots.ts';

type NodeOf<Op extends CoreNode['op']> = Extract<CoreNode, { op: Op }>;

interface Pair {
  readonly left: NodeId;
  readonly right: NodeId;
}

/**
 * What a program decides, as diagrams over its roots [P1]: inputs, scores, and whatever is too involved to look into.
 * Ratings, tables and `if` chains come out as what they are made of. No diagram leaves a case out: what is not known
 * of a root is only that its axes are taken as independent.
 */
export class Regions {
  readonly diagrams: Diagrams;
  readonly roots: Roots;
  private readonly memo = new Map<NodeId, Diagram>();

  constructor(program: Program, ranges: Ranges) {
    this.diagrams = new Diagrams();
    this.roots = new Roots(program, ranges);
  }

  /** Throws `TooManyCells` where the budget runs out. */
  of(root: NodeId): Diagram {
    const wanted = new Set<NodeId>([root]);
    for (const id of wanted) {
      if (!this.memo.has(id)) for (const operand of this.roots.looksInto(id)) wanted.add(operand);
    }
    for (const id of [...wanted].sort((a, b) => a - b)) {
      if (!this.memo.has(id)) this.memo.set(id, this.operation(this.roots.node(id)));
    }
    return this.known(root);
  }

  /** True where a choice, flag or text is the word; null stands for a text that none of `named` is. */
  isWord(node: NodeId, word: string | boolean | null, named: readonly string[] = []): Diagram {
    const text = this.roots.textAxis(node);
    if (text === undefined) {
      return this.diagrams.map(this.of(node), (leaf) =>
        this.diagrams.flag(leaf.kind === 'value' && leaf.value === word),
      );
    }
    const isNamed = this.isNamed(text, word === null ? named : [String(word)]);
    const flag = word === null ? this.diagrams.map(isNamed, (leaf) => this.diagrams.flag(!isTrue(leaf))) : isNamed;
    if (!text.isOptional) return flag;
    return this.diagrams.branch(text, [BEHIND_MISSING], [this.diagrams.flag(false), flag]);
  }

  /** Which of the words a choice, flag or text is: its place among them; behind them for a text that none of them is. */
  wordAmong(node: NodeId, words: readonly (string | boolean)[]): Diagram {
    const end = (place: number) => this.diagrams.end({ kind: 'place', place: `${place}` });
    const missing = this.diagrams.end({ kind: 'missing' });
    const text = this.roots.textAxis(node);
    if (text === undefined) {
      return this.diagrams.map(this.of(node), (leaf) => {
        const place = leaf.kind === 'value' ? words.indexOf(leaf.value) : -1;
        return place < 0 ? missing : end(place);
      });
    }
    let result = end(words.length);
    words.forEach((word, place) => {
      result = this.diagrams.choose(this.isNamed(text, [String(word)]), end(place), result);
    });
    return text.isOptional ? this.diagrams.branch(text, [BEHIND_MISSING], [missing, result]) : result;
  }

  /** True where a number lies in the interval. */
  lies(node: NodeId, interval: Interval): Diagram {
    return this.diagrams.map(this.of(node), (leaf) =>
      leaf.kind === 'form' ? this.isWithin(leaf.form, interval) : this.diagrams.flag(false),
    );
  }

  /** Which of the intervals, ascending and apart, a number lies in: its place among them. */
  placeAmong(node: NodeId, intervals: readonly Interval[]): Diagram {
    return this.diagrams.map(this.of(node), (leaf) => {
      const missing = this.diagrams.end({ kind: 'missing' });
      if (leaf.kind !== 'form') return missing;
      const [term, ...others] = leaf.form.terms;
      if (term !== undefined && others.length === 0) return this.cutAt(term, leaf.form.constant, intervals);
      return intervals.reduce((result, interval, place) => {
        const here = this.diagrams.end({ kind: 'place', place: `${place}` });
        return this.diagrams.choose(this.isWithin(leaf.form, interval), here, result);
      }, missing);
    });
  }

  /** The intervals as stretches of one axis: a root times a factor, plus a constant. */
  private cutAt({ axis, by }: Term, constant: Rational, intervals: readonly Interval[]): Diagram {
    const missing = this.diagrams.end({ kind: 'missing' });
    const stretches = intervals.flatMap((interval, place) => {
      const moved = scaledInterval(interval, by, constant);
      const ends = endsOn(axis, moved);
      return ends.isEmpty ? [] : [{ ...ends, end: this.diagrams.end({ kind: 'place', place: `${place}` }) }];
    });
    if (by.sign < 0) stretches.reverse();
    const cuts: Cut[] = [];
    const kids: Diagram[] = [missing];
    for (const { low, high, end } of stretches) {
      const last = cuts[cuts.length - 1];
      if (low === null || (last !== undefined && compareCuts(low, last) === 0)) kids.pop();
      else cuts.push(low);
      kids.push(end);
      if (high !== null) {
        cuts.push(high);
        kids.push(missing);
      }
    }
    return this.diagrams.branch(axis, cuts, kids);
  }

  private isWithin(form: Form, { low, lowOpen, high, highOpen }: Interval): Diagram {
    const against = (bound: Rational | null, relation: Relation) =>
      bound === null ? this.diagrams.flag(true) : this.holds(differenceOf(form, constantForm(bound)), relation);
    return this.both(against(low, lowOpen ? '>' : '>='), against(high, highOpen ? '<' : '<='));
  }

  /** True where the node is true: absent counts as `absent`. */
  truth(node: NodeId, absent: boolean): Diagram {
    return this.diagrams.map(this.of(node), (leaf) => this.diagrams.flag(truthOf(leaf) ?? absent));
  }

  /** What a diagram comes to in a case; where the case leaves an axis open, in its first piece. */
  along(diagram: Diagram, path: Path): Leaf {
    let at = diagram;
    while (at.axis !== null) {
      const { from = null } = path.get(at.axis) ?? {};
      const passed = from === null ? 0 : at.cuts.filter((cut) => compareCuts(cut, from) <= 0).length;
      at = at.kids[passed] ?? this.diagrams.flag(false);
    }
    return at.leaf;
  }

  both(a: Diagram, b: Diagram): Diagram {
    return this.diagrams.join(a, b, (left, right) => this.diagrams.flag(isTrue(left) && isTrue(right)));
  }

  either(a: Diagram, b: Diagram): Diagram {
    return this.diagrams.join(a, b, (left, right) => this.diagrams.flag(isTrue(left) || isTrue(right)));
  }

  /** True in the first, not in the second. */
  without(a: Diagram, b: Diagram): Diagram {
    return this.diagrams.join(a, b, (left, right) => this.diagrams.flag(isTrue(left) && !isTrue(right)));
  }

  private known(id: NodeId): Diagram {
    const known = this.memo.get(id);
    if (known === undefined) throw new RangeError(`regions: node ${id} before its operands`);
    return known;
  }

  private operation(node: CoreNode): Diagram {
    if (this.roots.isRoot(node)) return this.root(node);
    switch (node.op) {
      case 'constant':
        return this.diagrams.end(leafOf(node));
      case 'missing':
        return this.diagrams.end({ kind: 'missing' });
      case 'inapplicable':
        return this.diagrams.end({ kind: 'not_applicable' });
      case 'fail':
        return this.diagrams.end({ kind: 'error' });
      case 'period':
        return this.period(node);
      case 'dated':
        return this.dated(node);
      case 'add':
        return this.arithmetic(node, sumOf);
      case 'subtract':
        return this.arithmetic(node, differenceOf);
      case 'day_count':
        return this.arithmetic(node, (left, right) => differenceOf(right, left));
      case 'multiply':
      case 'divide':
        return this.product(node);
      case 'round':
      case 'within':
        return this.known(node.of);
      case 'compare':
        return this.compare(node.relation, node.left, node.right, node);
      case 'among':
        return this.among(node);
      case 'and':
      case 'or':
        return this.connective(node);
      case 'not':
        return this.map(node.of, (leaf) => truthOf(leaf) !== undefined && this.diagrams.flag(!truthOf(leaf)));
      case 'choose':
        return this.diagrams.choose(this.known(node.condition), this.known(node.then), this.known(node.otherwise));
      case 'is_missing':
        return this.isMissing(node);
      case 'lookup':
        return this.lookup(node);
      default:
        return this.root(node);
    }
  }

  /** The leaves with a value changed; the others stay. */
  private map(id: NodeId, change: (leaf: Leaf) => Diagram | false): Diagram {
    return this.diagrams.map(this.known(id), (leaf) => change(leaf) || this.diagrams.end(leaf));
  }

  private root(node: CoreNode): Diagram {
    const axis = this.roots.axis(node);
    const { line } = axis;
    if (line.kind !== 'words') return this.optional(axis, this.diagrams.end({ kind: 'form', form: rootForm(axis) }));
    const kids: Diagram[] = line.words.map((value) => this.diagrams.end({ kind: 'value', value }));
    if (line.isOpen) return this.optional(axis, this.diagrams.end({ kind: 'other' }));
    const cuts: Cut[] = line.words.slice(1).map((_, index) => before(index + 1));
    if (!axis.isOptional) return this.diagrams.branch(axis, cuts, kids);
    return this.diagrams.branch(axis, [BEHIND_MISSING, ...cuts], [this.diagrams.end({ kind: 'missing' }), ...kids]);
  }

  private optional(axis: Axis, present: Diagram): Diagram {
    if (!axis.isOptional) return present;
    return this.diagrams.branch(axis, [BEHIND_MISSING], [this.diagrams.end({ kind: 'missing' }), present]);
  }

  private period({ part }: NodeOf<'period'>): Diagram {
    return this.roots.byPeriod(this.diagrams, (period) => {
      const value = partOfPeriod(period, part);
      return this.diagrams.end({ kind: 'form', form: constantForm(Rational.integer(value)) });
    });
  }

  private dated({ at, entries }: NodeOf<'dated'>): Diagram {
    return this.roots.byPeriod(this.diagrams, (period) => {
      const date = at === 'start' ? period.start : period.end;
      const [last] = entries.filter(({ from }) => from <= date).sort((a, b) => b.from - a.from);
      if (last === undefined || (last.until !== null && last.until < date)) return this.diagrams.end({ kind: 'error' });
      return this.known(last.value);
    });
  }

  private arithmetic(node: Pair, work: (left: Form, right: Form) => Form): Diagram {
    return this.diagrams.join(this.known(node.left), this.known(node.right), (left, right) => {
      if (left.kind === 'form' && right.kind === 'form') {
        return this.diagrams.end({ kind: 'form', form: work(left.form, right.form) });
      }
      return this.diagrams.end(graver(left, right));
    });
  }

  /** Only with a number on one side is a product a form; `Roots` takes all others as roots, unless both are decided. */
  private product(node: CoreNode & Pair): Diagram {
    return this.diagrams.join(this.known(node.left), this.known(node.right), (left, right) => {
      if (left.kind !== 'form' || right.kind !== 'form') return this.diagrams.end(graver(left, right));
      const form = node.op === 'multiply' ? productOf(left.form, right.form) : quotientOf(left.form, right.form);
      if (form === 'error') return this.diagrams.end({ kind: 'error' });
      return form === undefined ? this.root(node) : this.diagrams.end({ kind: 'form', form });
    });
  }

  private connective(node: CoreNode & Pair): Diagram {
    const deciding = node.op === 'or';
    return this.diagrams.join(this.known(node.left), this.known(node.right), (left, right) => {
      const [a, b] = [truthOf(left), truthOf(right)];
      if (a === deciding) return this.diagrams.flag(deciding);
      if (a !== undefined) return this.diagrams.end(right);
      return this.diagrams.end(b !== undefined ? left : graver(left, right));
    });
  }

  private isMissing(node: NodeOf<'is_missing'>): Diagram {
    return this.diagrams.map(this.known(node.of), (leaf) =>
      leaf.kind === 'not_applicable' || leaf.kind === 'error'
        ? this.diagrams.end(leaf)
        : this.diagrams.flag(leaf.kind === 'missing'),
    );
  }

  private lookup(node: NodeOf<'lookup'>): Diagram {
    return this.map(node.of, (leaf) => {
      if (leaf.kind !== 'value') return false;
      const found = typeof leaf.value === 'string' ? node.entries.get(leaf.value) : undefined;
      return this.diagrams.end(found === undefined ? { kind: 'error' } : { kind: 'form', form: constantForm(found) });
    });
  }

  private among(node: NodeOf<'among'>): Diagram {
    const text = this.roots.textAxis(node.of);
    if (text !== undefined) return this.optional(text, this.isNamed(text, node.values));
    return this.map(node.of, (leaf) => {
      if (leaf.kind !== 'value') return false;
      return this.diagrams.flag(node.values.some((listed) => listed === leaf.value));
    });
  }

  /** Whether a text is one of the words; those that were not known yet are added to the list. */
  private isNamed(axis: Axis, words: readonly string[]): Diagram {
    const places = new Set(words.map((word) => this.roots.placeOf(axis, word)));
    const last = Math.max(-1, ...places);
    const kids = Array.from({ length: last + 2 }, (_, index) => this.diagrams.flag(places.has(index)));
    return this.diagrams.branch(
      axis,
      kids.slice(1).map((_, index) => before(index + 1)),
      kids,
    );
  }

  private compare(relation: Relation, left: NodeId, right: NodeId, node: CoreNode): Diagram {
    const numeric = isNumeric(this.roots.node(left)) && isNumeric(this.roots.node(right));
    if (!numeric) return this.equality(relation, left, right, node);
    const parts = this.roots.partsOfExtreme(left);
    if (parts !== undefined) return this.compareExtreme(relation, parts, right, node);
    const others = this.roots.partsOfExtreme(right);
    if (others !== undefined) return this.compareExtreme(MIRRORED[relation], others, left, node);
    return this.diagrams.join(this.known(left), this.known(right), (a, b) => {
      if (a.kind !== 'form' || b.kind !== 'form') return this.diagrams.end(graver(a, b));
      return this.holds(differenceOf(a.form, b.form), relation);
    });
  }

  /** `min(a, b) >= c` is `a >= c and b >= c`, `max` and `<` in their turn. */
  private compareExtreme(relation: Relation, { op, of }: Extreme, to: NodeId, node: CoreNode): Diagram {
    if (relation === '=' || relation === '!=') {
      const [least, most] = (['>=', '<='] as const).map((one) => this.compareExtreme(one, { op, of }, to, node));
      if (least === undefined || most === undefined) throw new TypeError('regions: no two sides');
      return this.diagrams.join(least, most, (a, b) => {
        const [one, other] = [truthOf(a), truthOf(b)];
        if (one === undefined || other === undefined) return this.diagrams.end(graver(a, b));
        return this.diagrams.flag((one && other) === (relation === '='));
      });
    }
    const isAll = (op === 'minimum') === (relation === '>' || relation === '>=');
    return of
      .map((part) => this.compare(relation, part, to, node))
      .reduce((a, b) =>
        this.diagrams.join(a, b, (left, right) => {
          const [one, other] = [truthOf(left), truthOf(right)];
          if (one === undefined || other === undefined) return this.diagrams.end(graver(left, right));
          return this.diagrams.flag(isAll ? one && other : one || other);
        }),
      );
  }

  private equality(relation: Relation, left: NodeId, right: NodeId, node: CoreNode): Diagram {
    return this.diagrams.join(this.known(left), this.known(right), (a, b) => {
      if (a.kind === 'value' && b.kind === 'value') {
        return this.diagrams.flag((a.value === b.value) === (relation === '='));
      }
      const isText = (leaf: Leaf) => leaf.kind === 'value' || leaf.kind === 'other';
      return isText(a) && isText(b) ? this.opaque(node) : this.diagrams.end(graver(a, b));
    });
  }

  private opaque(node: CoreNode): Diagram {
    return this.diagrams.branch(
      this.roots.opaqueAxis(node),
      [before(1)],
      [this.diagrams.flag(false), this.diagrams.flag(true)],
    );
  }

  /** A form against zero: a number decides at once, one root is cut, several are a line of their own [P3]. */
  private holds({ terms, constant }: Form, relation: Relation): Diagram {
    if (terms.length === 0) return this.diagrams.flag(isSo(constant.sign, relation));
    const { terms: whole, divisor } = primitive(terms);
    const [only] = whole;
    const axis = whole.length === 1 && only !== undefined ? only.axis : this.roots.sumAxis(whole);
    const bound = constant.negate().divide(divisor);
    return this.beyond(axis, divisor.sign < 0 ? MIRRORED[relation] : relation, bound);
  }

  private beyond(axis: Axis, relation: Relation, bound: Rational): Diagram {
    if (relation === '!=') return this.within(axis, exactly(bound), false);
    if (relation === '=') return this.within(axis, exactly(bound), true);
    const isUp = relation === '>' || relation === '>=';
    const isOpen = relation === '>' || relation === '<';
    const half: Interval = isUp
      ? { low: bound, lowOpen: isOpen, high: null, highOpen: true }
      : { low: null, lowOpen: true, high: bound, highOpen: isOpen };
    return this.within(axis, half, true);
  }

  /** `inside` where the axis is within the interval, its opposite elsewhere. */
  private within(axis: Axis, interval: Interval, inside: boolean): Diagram {
    const { low, high, isEmpty } = endsOn(axis, interval);
    const [yes, no] = [this.diagrams.flag(inside), this.diagrams.flag(!inside)];
    if (isEmpty) return no;
    const cuts = [low, high].filter((cut) => cut !== null);
    return this.diagrams.branch(axis, cuts, [...(low ? [no] : []), yes, ...(high ? [no] : [])]);
  }
}

function exactly(value: Rational): Interval {
  return { low: value, lowOpen: false, high: value, highOpen: false };
}

/** Where the root lies if the root times the factor, plus the constant, lies in the interval. */
function scaledInterval({ low, lowOpen, high, highOpen }: Interval, by: Rational, constant: Rational): Interval {
  const root = (end: Rational | null) => end?.subtract(constant).divide(by) ?? null;
  return by.sign > 0
    ? { low: root(low), lowOpen, high: root(high), highOpen }
    : { low: root(high), lowOpen: highOpen, high: root(low), highOpen: lowOpen };
}

function leafOf({ value }: NodeOf<'constant'>): Leaf {
  if (value instanceof Rational) return { kind: 'form', form: constantForm(value) };
  if (typeof value === 'number') return { kind: 'form', form: constantForm(Rational.integer(value)) };
  return { kind: 'value', value };
}

export function isTrue(leaf: Leaf): boolean {
  return truthOf(leaf) === true;
}

function isSo(sign: -1 | 0 | 1, relation: Relation): boolean {
  switch (relation) {
    case '=':
      return sign === 0;
    case '<':
      return sign < 0;
    case '>':
      return sign > 0;
    default:
      return !isSo(sign, OPPOSITE[relation]);
  }
}

const GRAVITY: Readonly<Partial<Record<Leaf['kind'], number>>> = { missing: 1, not_applicable: 2, error: 3 };

/** As the evaluator has it: error before not applicable before missing. */
function graver(a: Leaf, b: Leaf): Leaf {
  return (GRAVITY[b.kind] ?? 0) > (GRAVITY[a.kind] ?? 0) ? b : a;
}

function productOf(a: Form, b: Form): Form | undefined {
  if (b.terms.length === 0) return scaledForm(a, b.constant);
  return a.terms.length === 0 ? scaledForm(b, a.constant) : undefined;
}

function quotientOf(a: Form, b: Form): Form | 'error' | undefined {
  if (b.terms.length > 0) return undefined;
  return b.constant.isZero ? 'error' : scaledForm(a, Rational.ONE.divide(b.constant));
}
