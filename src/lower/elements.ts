import type { NodeId } from '../language/core.ts';
import { numberType, POINTS, type Type } from '../language/types.ts';
import type { Reference, Ruleset } from '../model/ruleset.ts';
import { Rational } from '../number/rational.ts';
import type { ProgramWriter } from './writer.ts';

/** The nodes of inputs, made by the lowering of the ruleset. */
interface InputNodes {
  node(name: string): NodeId;
  applies(name: string): NodeId;
}

/** An aggregate over the elements of a list or series, written out; where the list does not apply it is missing. */
export function lowerElements(
  writer: ProgramWriter,
  names: InputNodes,
  ruleset: Ruleset,
  { list: name, form }: Extract<Reference, { kind: 'elements' }>,
  type: Type,
): NodeId {
  const list = ruleset.lists.get(name);
  const [first] = list?.elements ?? [];
  if (!list || first === undefined) throw new Error(`no list ${name}`);
  const elements = list.elements.map((element) => names.node(element));
  const over = new Elements(writer, elements, type);
  const result = list.missing === 'skip' ? over.skipping(form) : over.all(form, list.missing === 'zero');
  if (!ruleset.inputs.get(first)?.applies) return result;
  return writer.choose(names.applies(first), result, writer.missing(type), type);
}

const COUNT = numberType(POINTS, 0);

class Elements {
  private readonly writer: ProgramWriter;
  private readonly elements: readonly NodeId[];
  private readonly type: Type;

  constructor(writer: ProgramWriter, elements: readonly NodeId[], type: Type) {
    this.writer = writer;
    this.elements = elements;
    this.type = type;
  }

  /** All elements take part; `zero`: a missing one as 0. */
  all(form: Extract<Reference, { kind: 'elements' }>['form'], zero: boolean): NodeId {
    const { writer, elements } = this;
    if (form === 'count') return this.filled();
    const of = zero ? elements.map((element) => this.orZero(element)) : elements;
    if (form === 'min' || form === 'max') return this.extreme(form, of);
    const total = this.added(of, this.type);
    if (form === 'sum') return total;
    const count = writer.constant(Rational.integer(of.length), COUNT);
    return writer.add({ op: 'divide', left: total, right: count }, this.type);
  }

  /** Missing elements take no part; where all are missing, so is the result. */
  skipping(form: Extract<Reference, { kind: 'elements' }>['form']): NodeId {
    const { writer, elements, type } = this;
    if (form === 'count') return this.filled();
    if (form === 'min' || form === 'max') return elements.reduce((best, next) => this.lesser(form, best, next));
    const total = this.added(
      elements.map((element) => this.orZero(element)),
      type,
    );
    const none = writer.all(elements.map((element) => writer.isMissing(element)));
    const result = form === 'sum' ? total : writer.add({ op: 'divide', left: total, right: this.counted() }, type);
    return writer.choose(none, writer.missing(type), result, type);
  }

  private extreme(form: 'min' | 'max', of: readonly NodeId[]): NodeId {
    return this.writer.add({ op: form === 'min' ? 'minimum' : 'maximum', of }, this.type);
  }

  /** Of two that may be missing: the one that is there. */
  private lesser(form: 'min' | 'max', best: NodeId, next: NodeId): NodeId {
    const { writer, type } = this;
    const both = writer.choose(writer.isMissing(next), best, this.extreme(form, [best, next]), type);
    return writer.choose(writer.isMissing(best), next, both, type);
  }

  private orZero(element: NodeId): NodeId {
    const { writer, type } = this;
    return writer.choose(writer.isMissing(element), writer.constant(Rational.ZERO, type), element, type);
  }

  private filled(): NodeId {
    const { writer } = this;
    const [zero, one] = [writer.constant(Rational.ZERO, COUNT), writer.constant(Rational.ONE, COUNT)];
    return this.added(
      this.elements.map((element) => writer.choose(writer.isMissing(element), zero, one, COUNT)),
      COUNT,
    );
  }

  /** How many are filled, where at least one is: a divisor is proven by that. */
  private counted(): NodeId {
    const { writer } = this;
    return writer.add({ op: 'maximum', of: [this.filled(), writer.constant(Rational.ONE, COUNT)] }, COUNT);
  }

  private added(of: readonly NodeId[], type: Type): NodeId {
    return of.reduce((left, right) => this.writer.add({ op: 'add', left, right }, type));
  }
}
