import type { Diagnostic } from '../../src/base/diagnostic.ts';
import { type BaseType, numberType, type Type } from '../../src/language/types.ts';
import type { Input, Ruleset } from '../../src/model/ruleset.ts';
import { EVERYTHING, type Interval } from '../../src/number/interval.ts';
import { Rational } from '../../src/number/rational.ts';

/** Inputs as the checker would hand them on, without a ruleset around them. */
export function input(name: string, word: Input['word'], more: Partial<Input> & { type?: Type } = {}): Input {
  return {
    name,
    word,
    span: { path: 'x.takar.yaml', start: 0, end: 0 },
    type: usualType(name, word),
    key: false,
    optional: false,
    range: EVERYTHING,
    sensitive: false,
    table: null,
    labels: new Map(),
    consolidate: null,
    basis: [],
    unverified: false,
    ...more,
  };
}

function usualType(name: string, word: Input['word']): Type {
  const present = (base: BaseType): Type => ({ base, presence: 'present' });
  switch (word) {
    case 'count':
      return numberType('', 0);
    case 'decimal':
      return numberType('', 2);
    case 'percent':
      return numberType('%', 2);
    case 'money':
      return numberType('IDR', 0);
    case 'days':
      return numberType('hari', 1);
    case 'choice':
      return present({ kind: 'choice', name, values: ['di_bawah', 'sesuai', 'di_atas'], ordered: true });
    default:
      return present({ kind: word });
  }
}

export function range(low: number, high: number): Interval {
  return { low: Rational.integer(low), lowOpen: false, high: Rational.integer(high), highOpen: false };
}

export function withInputs(...inputs: Input[]): Pick<Ruleset, 'inputs'> {
  return { inputs: new Map(inputs.map((each) => [each.name, each])) };
}

/** A finding by its code, place and arguments, in one line. */
export function brief({ code, place, args }: Diagnostic): string {
  const at =
    place.kind === 'cell'
      ? [place.cell.row, place.cell.column ?? '', place.cell.columnName ?? ''].join(':')
      : place.kind === 'text'
        ? `${place.span.start}-${place.span.end}`
        : place.path;
  const words = Object.entries(args).map(([name, value]) => {
    const plain = typeof value === 'object' && !Array.isArray(value) ? '…' : value;
    return `${name}=${plain}`;
  });
  return [code, at, ...words].join(' ');
}
