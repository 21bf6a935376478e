import { Rational } from '../number/rational.ts';
import type { CoreWriter, NodeId } from './core.ts';
import { DAYS, type NumberType, numberType, PERCENT, POINTS, type Type } from './types.ts';
import type { FunctionName } from './vocabulary.ts';

/** What an argument must be. `same`: a number whose unit is that of the other `same` arguments. */
export type ParameterKind = 'same' | 'percent' | 'date';

export interface BuiltinParameter {
  readonly name: string;
  readonly kind: ParameterKind;
}

/** An ordinary built-in: values in, value out. */
export interface OrdinaryBuiltin {
  readonly form: 'ordinary';
  readonly name: FunctionName;
  readonly parameters: readonly BuiltinParameter[];
  /** The last parameter may stand any number of times (at least once). */
  readonly variadic: boolean;
  /** The result's type, from the number types of the arguments (dates left out). */
  readonly result: (numbers: readonly NumberType[]) => Type;
  /** Its meaning in the core language. */
  readonly lower: (writer: CoreWriter, args: readonly NodeId[], result: Type) => NodeId;
  /** An expression that can be tried as it stands, in English words. */
  readonly example: string;
}

/** Built-ins whose arguments are not plain values; the checker and the lowering know each by name. */
export interface SpecialBuiltin {
  readonly form: 'indicators' | 'applies' | 'round' | 'rows' | 'calendar' | 'earlier';
  readonly name: FunctionName;
  readonly example: string;
}

export type Builtin = OrdinaryBuiltin | SpecialBuiltin;

const same = (name: string): BuiltinParameter => ({ name, kind: 'same' });

function widestDigits(numbers: readonly NumberType[]): number | null {
  return numbers.reduce<number | null>(
    (widest, { digits }) => (widest === null || digits === null ? null : Math.max(widest, digits)),
    0,
  );
}

function unitOf(numbers: readonly NumberType[]): string {
  return numbers[0]?.unit ?? POINTS;
}

function addAll(writer: CoreWriter, args: readonly NodeId[], type: Type): NodeId {
  return args.reduce((left, right) => writer.add({ op: 'add', left, right }, type));
}

function constant(writer: CoreWriter, value: Rational): NodeId {
  return writer.add({ op: 'constant', value }, numberType(POINTS, 0));
}

/**
 * The one table of built-ins: the checker, the lowering, the documentation and completion read it. Their names in both
 * languages stand in vocabulary.ts, their descriptions in the message catalogue.
 */
export const BUILTINS: Readonly<Record<FunctionName, Builtin>> = {
  percent: {
    form: 'ordinary',
    name: 'percent',
    parameters: [same('part'), same('whole')],
    variadic: false,
    result: () => numberType(PERCENT, null),
    lower: (writer, [part = 0, whole = 0], type) => {
      const scaled = writer.add(
        { op: 'multiply', left: part, right: constant(writer, Rational.HUNDRED) },
        numberType(PERCENT, null),
      );
      return writer.add({ op: 'divide', left: scaled, right: whole }, type);
    },
    example: 'percent(190, 200)',
  },
  points: {
    form: 'ordinary',
    name: 'points',
    parameters: [{ name: 'percent', kind: 'percent' }],
    variadic: false,
    result: (numbers) => numberType(POINTS, widestDigits(numbers)),
    lower: (_writer, [value = 0]) => value,
    example: 'points(95 %)',
  },
  sum: {
    form: 'ordinary',
    name: 'sum',
    parameters: [same('value')],
    variadic: true,
    result: (numbers) => numberType(unitOf(numbers), widestDigits(numbers)),
    lower: addAll,
    example: 'sum(1, 2, 3)',
  },
  average: {
    form: 'ordinary',
    name: 'average',
    parameters: [same('value')],
    variadic: true,
    result: (numbers) => numberType(unitOf(numbers), null),
    lower: (writer, args, type) => {
      const total = addAll(writer, args, type);
      const count = constant(writer, Rational.integer(args.length));
      return writer.add({ op: 'divide', left: total, right: count }, type);
    },
    example: 'average(3.2, 3.4)',
  },
  min: {
    form: 'ordinary',
    name: 'min',
    parameters: [same('value')],
    variadic: true,
    result: (numbers) => numberType(unitOf(numbers), widestDigits(numbers)),
    lower: (writer, args, type) => writer.add({ op: 'minimum', of: args }, type),
    example: 'min(120, 135)',
  },
  max: {
    form: 'ordinary',
    name: 'max',
    parameters: [same('value')],
    variadic: true,
    result: (numbers) => numberType(unitOf(numbers), widestDigits(numbers)),
    lower: (writer, args, type) => writer.add({ op: 'maximum', of: args }, type),
    example: 'max(0, 5 - 9)',
  },
  abs: {
    form: 'ordinary',
    name: 'abs',
    parameters: [same('value')],
    variadic: false,
    result: (numbers) => numberType(unitOf(numbers), widestDigits(numbers)),
    lower: (writer, [value = 0], type) => {
      const zero = constant(writer, Rational.ZERO);
      const negated = writer.add({ op: 'subtract', left: zero, right: value }, type);
      return writer.add({ op: 'maximum', of: [value, negated] }, type);
    },
    example: 'abs(80 - 100)',
  },
  clamp: {
    form: 'ordinary',
    name: 'clamp',
    parameters: [same('value'), same('low'), same('high')],
    variadic: false,
    result: (numbers) => numberType(unitOf(numbers), widestDigits(numbers)),
    lower: (writer, [value = 0, low = 0, high = 0], type) => {
      const raised = writer.add({ op: 'maximum', of: [value, low] }, type);
      return writer.add({ op: 'minimum', of: [raised, high] }, type);
    },
    example: 'clamp(135, 0, 120)',
  },
  days_between: {
    form: 'ordinary',
    name: 'days_between',
    parameters: [
      { name: 'from', kind: 'date' },
      { name: 'to', kind: 'date' },
    ],
    variadic: false,
    result: () => numberType(DAYS, 0),
    lower: (writer, [left = 0, right = 0], type) => writer.add({ op: 'day_count', left, right }, type),
    example: 'days_between(2026-01-01, 2026-03-31)',
  },
  count: { form: 'rows', name: 'count', example: 'count(izin where lama > 5 hari)' },
  working_days: { form: 'calendar', name: 'working_days', example: 'working_days(masuk, terbit, kalender)' },
  round: { form: 'round', name: 'round', example: 'round(2 / 3, 2, half_up)' },
  weighted_mean: { form: 'indicators', name: 'weighted_mean', example: 'weighted_mean(indicators)' },
  weighted_sum: { form: 'indicators', name: 'weighted_sum', example: 'weighted_sum(indicators)' },
  previous: { form: 'earlier', name: 'previous', example: 'previous(hasil_kerja)' },
  year_to_date: { form: 'earlier', name: 'year_to_date', example: 'year_to_date(izin_terbit)' },
  applies: { form: 'applies', name: 'applies', example: 'applies(ketepatan_izin)' },
};
