import type { Bound } from '../../integers/bounds.ts';
import * as bounds from '../../integers/bounds.ts';
import type { Plan, ShownCell, StepId } from '../../integers/plan.ts';
import type { Dialect } from './dialect.ts';
import { BeyondDialect } from './expressions.ts';

/** Names that a query may give to what a ruleset calls so: letters, digits and underscores, nothing that could be SQL. */
const PLAIN = /^[A-Za-z][A-Za-z0-9_]*$/;

/**
 * What the columns of a table are called in the stages. The parts before the first `_` tell apart what comes from the
 * data (`raw_`, `in_`, `no_`), what steps compute (`x_`, `s12`, `c12`) and what the query itself adds (`is_`, `when_`,
 * `key_`, …), so that no input can be called as something else is.
 */
export class InputNames {
  private readonly places: ReadonlyMap<string, number>;
  private readonly limit: number;

  /** `limit`: bytes of an identifier. */
  constructor(names: readonly string[], limit: number) {
    this.places = new Map(names.map((name, index) => [name, index]));
    this.limit = limit;
  }

  /** The value as the data have it. */
  raw(name: string): string {
    return this.named('raw', name);
  }

  /** The value as an integer. */
  integer(name: string): string {
    return this.named('in', name);
  }

  /** Whether there is none. */
  empty(name: string): string {
    return this.named('no', name);
  }

  /** No input's name begins with a digit. */
  private named(kind: string, name: string): string {
    const place = this.places.get(name);
    if (place === undefined) throw new RangeError(`no column ${name}`);
    const full = `${kind}_${name}`;
    return bytesOf(full) > this.limit ? `${kind}_${place}` : full;
  }
}

export function bytesOf(name: string): number {
  return new TextEncoder().encode(name).length;
}

/** Columns for steps: those that people know by a name have it, the others a number. */
export class Names {
  private readonly known = new Map<StepId, string>();
  private readonly used = new Set<string>();
  private readonly limit: number;

  /** `limit`: bytes of an identifier. */
  constructor(plan: Plan, limit: number) {
    this.limit = limit;
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
    const wanted = `x_${name}${digits}`;
    // Most databases do not tell capitals from small letters.
    if (wanted.length > this.limit || this.used.has(wanted.toLowerCase())) return;
    this.used.add(wanted.toLowerCase());
    this.known.set(step, wanted);
  }

  /** Begins with `x_` or is `s` and a number: see {@link InputNames} for the other names of a stage. */
  of(step: StepId): string {
    return this.known.get(step) ?? `s${step}`;
  }

  /** What a stage is about, where its steps have names. */
  about(steps: readonly StepId[]): readonly string[] {
    const named = steps.flatMap((step) => this.known.get(step)?.slice(2) ?? []);
    return named.length === 0 ? [] : [`Here: ${named.join(', ')}.`];
  }
}

/** Names that a dialect does not tell apart, or does not keep whole; undefined where all columns can be called so. */
export function unfitNames(
  names: readonly string[],
  { foldsCase, longestName }: Dialect,
): { readonly kind: 'unfit_names'; readonly reason: 'same' | 'long'; readonly names: readonly string[] } | undefined {
  const long = names.filter((name) => bytesOf(name) > longestName);
  if (long.length > 0) return { kind: 'unfit_names', reason: 'long', names: long };
  const known = new Map<string, string>();
  for (const name of names) {
    const folded = foldsCase ? name.toLowerCase() : name;
    const other = known.get(folded);
    if (other !== undefined) return { kind: 'unfit_names', reason: 'same', names: [other, name] };
    known.set(folded, name);
  }
  return undefined;
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
