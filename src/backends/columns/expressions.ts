import { isNarrow } from '../../integers/bounds.ts';
import { estimateDigits, startsWhole } from '../../integers/division.ts';
import type { Plan, Step, StepId } from '../../integers/plan.ts';
import { Divisions, type Sign } from './divide.ts';
import { type Uses, usesOf } from './uses.ts';
import { type Estimate, estimateText } from './written-out.ts';

type StepOf<Op extends Step['op']> = Extract<Step, { op: Op }>;

/** Longer expressions are given a name, so that people can read them and no engine's parser nests too deep. */
const LONGEST = 160;

/** How a frame reads what a step begins with. */
export interface Sources {
  readonly column: (column: number) => string;
  readonly empty: (column: number) => string;
  readonly period: (part: string) => string;
}

/**
 * Steps as JavaScript: a `const` for what is used more than once, everything else where it is used, so that a branch
 * not taken costs nothing. A step whose bound is beyond doubles is BigInt, and only that step.
 */
export class Expressions {
  readonly divisions = new Divisions();
  private readonly plan: Plan;
  private readonly sources: Sources;
  private readonly uses: Uses;
  private readonly texts: string[] = [];
  private readonly names: ReadonlyMap<StepId, string>;

  constructor(plan: Plan, wanted: readonly StepId[], sources: Sources) {
    this.plan = plan;
    this.sources = sources;
    this.uses = usesOf(plan.steps, wanted);
    this.names = namesOf(plan);
  }

  /** The declarations of the steps from one id to before another. */
  declarations(from: StepId, to: StepId): readonly string[] {
    const lines: string[] = [];
    for (let id = from; id < to; id++) {
      const step = this.step(id);
      const uses = this.uses.times[id] ?? 0;
      if (uses === 0) continue;
      const { before, text } = this.written(step);
      lines.push(...before);
      const isLeaf = step.op === 'integer' || step.op === 'flag' || step.op === 'narrowed';
      if (isLeaf || (uses === 1 && before.length === 0 && text.length <= LONGEST)) this.texts[id] = text;
      else {
        const name = this.names.get(id) ?? `v${id}`;
        lines.push(`const ${name} = ${unwrapped(text)};`);
        this.texts[id] = name;
      }
    }
    return lines;
  }

  /** Of a step that has been declared. */
  expression(id: StepId): string {
    return this.texts[id] ?? this.unknown(id);
  }

  private unknown(id: StepId): never {
    throw new Error(`step ${id} is used before it is declared`);
  }

  private step(id: StepId): Step {
    const step = this.plan.steps[id];
    if (step === undefined) throw new RangeError(`the plan has no step ${id}`);
    return step;
  }

  private isWide(id: StepId): boolean {
    return !isNarrow(this.step(id).bound);
  }

  /** As a plain number, of a step that is one. */
  private narrow(id: StepId): string {
    return this.expression(id);
  }

  /** As a BigInt. */
  private wide(id: StepId): string {
    const step = this.step(id);
    if (step.op === 'integer') return `${bigLiteral(step.value)}`;
    if (this.isWide(id)) return this.expression(id);
    return this.divisions.big(unwrapped(this.expression(id)));
  }

  private text(step: Step): string {
    switch (step.op) {
      case 'integer':
        return isNarrow(step.bound) ? literal(step.value) : bigLiteral(step.value);
      case 'flag':
        return String(step.value);
      case 'column':
        return this.sources.column(step.column);
      case 'empty':
        return this.sources.empty(step.column);
      case 'period':
        return this.sources.period(step.part);
      case 'add':
        return this.arithmetic(step, '+');
      case 'subtract':
        return this.arithmetic(step, '-');
      case 'multiply':
        return this.arithmetic(step, '*');
      case 'lesser':
      case 'greater':
        return this.extreme(step);
      case 'magnitude':
        return this.isWide(step.of)
          ? this.settled(step, `(${this.wide(step.of)} < 0n ? -${this.wide(step.of)} : ${this.wide(step.of)})`)
          : `Math.abs(${this.narrow(step.of)})`;
      case 'divided':
        return this.divided(step);
      case 'compare':
        return this.comparison(step);
      case 'both':
        return `(${this.expression(step.left)} && ${this.expression(step.right)})`;
      case 'either':
        return `(${this.expression(step.left)} || ${this.expression(step.right)})`;
      case 'not':
        return `!${this.expression(step.of)}`;
      case 'select':
        return this.select(step);
      case 'one_of':
        return `(${step.values.map((value) => `${this.narrow(step.of)} === ${literal(value)}`).join(' || ')})`;
      case 'narrowed':
        return this.isWide(step.of) ? this.settled(step, this.expression(step.of)) : this.expression(step.of);
    }
  }

  /** A BigInt's text as what the step's bound says. */
  private settled(step: Step, text: string): string {
    return isNarrow(step.bound) ? `Number(${unwrapped(text)})` : text;
  }

  private arithmetic(step: StepOf<'add' | 'subtract' | 'multiply'>, sign: string): string {
    const { left, right } = step;
    const isPlain = isNarrow(step.bound) && !this.isWide(left) && !this.isWide(right);
    if (isPlain) return `(${this.narrow(left)} ${sign} ${this.narrow(right)})`;
    return this.settled(step, `(${this.wide(left)} ${sign} ${this.wide(right)})`);
  }

  private extreme(step: StepOf<'lesser' | 'greater'>): string {
    const { left, right } = step;
    if (!this.isWide(left) && !this.isWide(right)) {
      const [of, end] = [this.narrow(left), this.narrow(right)];
      // Measured: a floor is faster as a comparison, a ceiling is not.
      if (step.op === 'greater' && this.step(right).op === 'integer') return `(${of} > ${end} ? ${of} : ${end})`;
      return `Math.${step.op === 'lesser' ? 'min' : 'max'}(${of}, ${end})`;
    }
    const [a, b] = [this.wide(left), this.wide(right)];
    return this.settled(step, `(${a} ${step.op === 'lesser' ? '<' : '>'} ${b} ? ${a} : ${b})`);
  }

  private divided(step: StepOf<'divided'>): string {
    const { over, under, factor, mode, way, stages } = step;
    const sign = this.signOf(over);
    if (way === 'wide') {
      const n = factor === 1n ? this.wide(over) : `(${this.wide(over)} * ${factor}n)`;
      return this.settled(step, this.divisions.wide(mode, n, this.wide(under), sign));
    }
    const [n, d] = [this.narrow(over), this.narrow(under)];
    if (way === 'staged') {
      const isWhole = startsWhole(stages, this.step(over).bound);
      return this.divisions.staged(mode, { stages, isWhole }, n, d, sign);
    }
    if (way === 'estimated') return this.divisions.estimated(mode, this.estimateOf(step), n, d, sign);
    return this.divisions.direct(mode, factor, n, d, sign);
  }

  private signOf(id: StepId): Sign {
    const { low, high } = this.step(id).bound;
    return low >= 0n ? 'positive' : high <= 0n ? 'negative' : 'either';
  }

  private estimateOf({ factor, under, bound }: StepOf<'divided'>): Estimate {
    const digits = estimateDigits(factor, this.step(under).bound, bound);
    if (digits === null) throw new Error(`a division by estimate without room for its error`);
    return { factor, digits };
  }

  /** A step's expression, and what must be declared before it. */
  private written(step: Step): { readonly before: readonly string[]; readonly text: string } {
    if (step.op !== 'divided' || !this.uses.writtenOut.has(step.id)) return { before: [], text: this.text(step) };
    const { id, mode } = step;
    const names = { n: this.narrow(step.over), d: this.narrow(step.under), x: `x${id}`, q: `q${id}` };
    const { first, settled } = estimateText(mode, this.estimateOf(step), names);
    return { before: [first], text: `(${settled})` };
  }

  private comparison({ left, right, relation }: StepOf<'compare'>): string {
    const sign = relation === '=' ? '===' : relation === '!=' ? '!==' : relation;
    const isWide = this.isWide(left) || this.isWide(right);
    const side = (id: StepId) => (isWide ? this.wide(id) : this.narrow(id));
    return `(${side(left)} ${sign} ${side(right)})`;
  }

  private select(step: StepOf<'select'>): string {
    const isBig = step.kind === 'integer' && !isNarrow(step.bound);
    const arm = (id: StepId) => (isBig ? this.wide(id) : this.expression(id));
    return `(${this.expression(step.condition)} ? ${arm(step.then)} : ${arm(step.otherwise)})`;
  }
}

function literal(value: bigint): string {
  return value < 0n ? `(${value})` : `${value}`;
}

function bigLiteral(value: bigint): string {
  return value < 0n ? `(${value}n)` : `${value}n`;
}

/** Without the parentheses around the whole. */
function unwrapped(text: string): string {
  if (!text.startsWith('(')) return text;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth++;
    else if (text[at] === ')') depth--;
    if (depth === 0) return at === text.length - 1 ? text.slice(1, -1) : text;
  }
  return text;
}

/** Nothing of the ruleset's text enters the code but names of this form. */
export const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,60}$/;

/** Names of steps that results are made of. */
function namesOf({ results, indicators }: Plan): ReadonlyMap<StepId, string> {
  const names = new Map<StepId, string>();
  const give = (name: string, { value }: Plan['results'][number] | Plan['indicators'][number]['achievement']) => {
    if (value.kind !== 'number' || !PLAIN_NAME.test(name)) return;
    const { over } = value.fraction;
    if (!names.has(over)) names.set(over, `${name}_${over}`);
  };
  for (const { name, achievement, actual } of indicators) {
    give(`${name}_achievement`, achievement);
    give(`${name}_actual`, actual);
  }
  for (const result of results) give(result.name, result);
  return names;
}
