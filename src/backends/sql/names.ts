import type { Bound } from '../../integers/bounds.ts';
import * as bounds from '../../integers/bounds.ts';
import type { Plan, ShownCell, StepId } from '../../integers/plan.ts';
import type { Dialect } from './dialect.ts';
import { BeyondDialect } from './expressions.ts';

/** Names that a query may give to what a ruleset calls so: letters, digits and underscores, nothing that could be SQL. */
const PLAIN = /^[A-Za-z][A-Za-z0-9_]*$/;

/** Columns for steps: those that people know by a name have it, the others a number. */
export class Names {
  private readonly known = new Map<StepId, string>();
  private readonly used = new Set<string>();

  constructor(plan: Plan) {
    for (const indicator of plan.indicators) {
      for (const part of ['actual', 'target', 'achievement', 'score'] as const) {
        this.know(indicator[part], `${indicator.name}_${part}`);
      }
    }
    for (const result of plan.results) this.know(result, result.name);
  }

  private know(cell: ShownCell | null, name: string): void {
    if (cell === null || !PLAIN.test(name)) return;
    const { value, shown } = cell;
    const step = shown?.units ?? (value.kind === 'word' ? value.code : value.kind === 'flag' ? value.flag : undefined);
    const digits = shown && shown.digits > 0 ? `_e${shown.digits}` : '';
    if (step === undefined || this.known.has(step)) return;
    const unique = this.used.has(`x_${name}${digits}`) ? `x_${name}_${step}` : `x_${name}${digits}`;
    this.used.add(unique);
    this.known.set(step, unique);
  }

  /** Begins with `x_` or `s` and a number, as no column of the data does in a stage. */
  of(step: StepId): string {
    return this.known.get(step) ?? `s${step}`;
  }

  /** What a stage is about, where its steps have names. */
  about(steps: readonly StepId[]): readonly string[] {
    const named = steps.flatMap((step) => this.known.get(step)?.slice(2) ?? []);
    return named.length === 0 ? [] : [`Here: ${named.join(', ')}.`];
  }
}

const MOST_DIGITS = 38;

/** Units of 10^-digits as a decimal. */
export function decimalOf(units: string, bound: Bound, digits: number, step: StepId, dialect: Dialect): string {
  if (digits === 0) return units;
  const whole = bounds.largest(bound).toString().length;
  if (whole + digits + 2 > MOST_DIGITS) throw new BeyondDialect(step, bounds.largest(bound));
  const one = `CAST(0.${'1'.padStart(digits, '0')} AS ${dialect.decimalType(digits + 1, digits)})`;
  return `CAST(${units} AS ${dialect.decimalType(whole, 0)}) * ${one}`;
}
