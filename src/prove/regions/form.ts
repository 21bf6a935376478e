import { Rational } from '../../number/rational.ts';
import type { Axis } from './axis.ts';

/** A sum of roots, each with a factor, and a number: `2·T − R + 5`. Terms stand in the order of their axes. */
export interface Form {
  readonly terms: readonly Term[];
  readonly constant: Rational;
}

export interface Term {
  readonly axis: Axis;
  readonly by: Rational;
}

export function constantForm(constant: Rational): Form {
  return { terms: [], constant };
}

export function rootForm(axis: Axis): Form {
  return { terms: [{ axis, by: Rational.ONE }], constant: Rational.ZERO };
}

export function sumOf(a: Form, b: Form): Form {
  const terms: Term[] = [];
  let [i, j] = [0, 0];
  for (;;) {
    const [left, right] = [a.terms[i], b.terms[j]];
    if (left === undefined && right === undefined) break;
    if (right === undefined || (left !== undefined && left.axis.order < right.axis.order)) {
      if (left !== undefined) terms.push(left);
      i++;
    } else if (left === undefined || right.axis.order < left.axis.order) {
      terms.push(right);
      j++;
    } else {
      const by = left.by.add(right.by);
      if (!by.isZero) terms.push({ axis: left.axis, by });
      i++;
      j++;
    }
  }
  return { terms, constant: a.constant.add(b.constant) };
}

export function scaledForm({ terms, constant }: Form, by: Rational): Form {
  if (by.isZero) return constantForm(Rational.ZERO);
  return {
    terms: terms.map(({ axis, by: factor }) => ({ axis, by: factor.multiply(by) })),
    constant: constant.multiply(by),
  };
}

export function differenceOf(a: Form, b: Form): Form {
  return sumOf(a, scaledForm(b, Rational.ONE.negate()));
}

export function formKey({ terms, constant }: Form): string {
  return [...terms.map(({ axis, by }) => `${by}*${axis.order}`), constant.toString()].join('+');
}

/** The same form divided by a positive number, so that its factors are whole and have nothing in common. */
export function primitive(terms: readonly Term[]): { readonly terms: readonly Term[]; readonly divisor: Rational } {
  let [over, under] = [0n, 1n];
  for (const { by } of terms) {
    over = gcd(over, by.numerator);
    under = (under / gcd(under, by.denominator)) * by.denominator;
  }
  const size = Rational.of(over < 0n ? -over : over, under);
  const divisor = (terms[0]?.by.sign ?? 1) < 0 ? size.negate() : size;
  return { terms: terms.map(({ axis, by }) => ({ axis, by: by.divide(divisor) })), divisor };
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
