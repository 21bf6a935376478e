import { operandsOf } from '../../integers/operands.ts';
import type { Step, StepId } from '../../integers/plan.ts';
import type { Dialect } from './dialect.ts';
import { Expressions, type FormedBounds, integerText } from './expressions.ts';
import type { Computed } from './stages.ts';

/** Longer expressions get a column of their own, so that people can read them. */
const LONGEST_INLINE = 240;
/** Of all places together where a shorter expression stands. */
const LONGEST_REPEATED = 200;

/** What steps read that is no step: the columns of the stage in which the data stand as integers. */
export interface Sources {
  readonly column: (column: number) => string;
  readonly empty: (column: number) => string;
  readonly period: (step: Extract<Step, { op: 'period' }>) => string;
}

/** What a part of a plan computes, in layers: each reads the ones before only. */
export interface Layers {
  readonly layers: readonly (readonly (Computed & { readonly step: StepId })[])[];
  /** The SQL of a root: a quoted name or a literal. */
  readonly text: (id: StepId) => string;
}

/** Arranges all that the roots need. `nameOf` gives names to steps that people know; the others are numbered. */
export function layersOf(
  formed: FormedBounds,
  roots: readonly StepId[],
  sources: Sources,
  dialect: Dialect,
  nameOf: (id: StepId) => string,
): Layers {
  return new Arrangement(formed, sources, dialect, nameOf).arrange(roots);
}

class Arrangement {
  private readonly formed: FormedBounds;
  private readonly sources: Sources;
  private readonly dialect: Dialect;
  private readonly nameOf: (id: StepId) => string;
  private readonly expressions: Expressions;
  private readonly uses = new Map<StepId, number>();
  private readonly roots = new Set<StepId>();
  private readonly texts = new Map<StepId, string>();
  private readonly depth = new Map<StepId, number>();
  private readonly named: (Computed & { readonly step: StepId; readonly layer: number })[] = [];

  constructor(formed: FormedBounds, sources: Sources, dialect: Dialect, nameOf: (id: StepId) => string) {
    this.formed = formed;
    this.sources = sources;
    this.dialect = dialect;
    this.nameOf = nameOf;
    this.expressions = new Expressions(formed, dialect, (id) => this.text(id));
  }

  arrange(roots: readonly StepId[]): Layers {
    const needed = this.neededBy(roots);
    for (const id of needed) this.place(id);
    const count = Math.max(0, ...this.named.map(({ layer }) => layer));
    const layers = Array.from({ length: count }, (_, index) => this.named.filter(({ layer }) => layer === index + 1));
    return { layers, text: (id) => this.text(id) };
  }

  /** In the plan's order, so operands come first. What is used in several ways is counted as often. */
  private neededBy(roots: readonly StepId[]): readonly StepId[] {
    for (const root of roots) this.addRoot(root);
    const highest = Math.max(-1, ...roots);
    const needed: StepId[] = [];
    for (let id = highest; id >= 0; id--) {
      if (!this.uses.has(id)) continue;
      needed.push(id);
      const step = this.formed.step(id);
      // A quotient is written with its operands more than once.
      const times = step.op === 'divided' || step.op === 'narrowed' ? 2 : 1;
      for (const operand of operandsOf(step)) this.uses.set(operand, (this.uses.get(operand) ?? 0) + times);
    }
    return needed.reverse();
  }

  /** What narrows without computing is written as what it narrows, which then is a root itself. */
  private addRoot(id: StepId): void {
    this.uses.set(id, 2);
    this.roots.add(id);
    const step = this.formed.step(id);
    if (step.op === 'narrowed' && !this.formed.isCut(step)) this.addRoot(step.of);
  }

  private text(id: StepId): string {
    const text = this.texts.get(id);
    if (text === undefined) throw new Error(`step ${id} is not arranged`);
    return text;
  }

  private place(id: StepId): void {
    const step = this.formed.step(id);
    const source = this.sourceText(step);
    if (source !== undefined) {
      this.texts.set(id, source);
      this.depth.set(id, 0);
      return;
    }
    const sql = this.expressions.of(step);
    const below = Math.max(0, ...operandsOf(step).map((operand) => this.depth.get(operand) ?? 0));
    const isSame = step.op === 'narrowed' && !this.formed.isCut(step);
    if (isSame || this.isInline(id, sql)) {
      this.texts.set(id, isSame ? sql : `(${sql})`);
      this.depth.set(id, below);
      return;
    }
    const name = this.nameOf(id);
    this.named.push({ step: id, name, sql, layer: below + 1 });
    this.texts.set(id, this.dialect.quote(name));
    this.depth.set(id, below + 1);
  }

  /** What is short may stand more than once: planners take longer over many stages than over a few terms. */
  private isInline(id: StepId, sql: string): boolean {
    const uses = this.uses.get(id) ?? 0;
    if (this.roots.has(id)) return false;
    return uses < 2 ? sql.length <= LONGEST_INLINE : uses * sql.length <= LONGEST_REPEATED;
  }

  /** What can be but one number is written as that: literals alone would be worked out in a type that is too small. */
  private constantText(step: Step): string | undefined {
    const { low, high } = this.formed.of(step.id);
    return step.kind === 'integer' && low === high ? integerText(low, this.dialect) : undefined;
  }

  /** Of a step that is no expression, or a constant. */
  private sourceText(step: Step): string | undefined {
    switch (step.op) {
      case 'column':
        return this.sources.column(step.column);
      case 'empty':
        return this.sources.empty(step.column);
      case 'period':
        return this.sources.period(step);
      case 'integer':
      case 'flag':
        return this.expressions.of(step);
      default:
        return this.constantText(step);
    }
  }
}

/** The steps that these need, themselves among them, operands first. */
export function neededBy(roots: readonly StepId[], step: (id: StepId) => Step): readonly StepId[] {
  const needed = new Set(roots);
  for (let id = Math.max(-1, ...roots); id >= 0; id--) {
    if (needed.has(id)) for (const operand of operandsOf(step(id))) needed.add(operand);
  }
  return [...needed].sort((a, b) => a - b);
}
