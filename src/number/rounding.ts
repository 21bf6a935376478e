import { powerOfTen, Rational } from './rational.ts';

/**
 * The rounding modes of the language. `half_up` and `half_down` send ties away from and towards zero, `up` and
 * `down` round away from and towards zero, `floor` and `ceiling` towards minus and plus infinity.
 */
export const ROUNDING_MODES = ['half_up', 'half_even', 'half_down', 'up', 'down', 'floor', 'ceiling'] as const;
export type RoundingMode = (typeof ROUNDING_MODES)[number];

/** Rounds to a multiple of 10^-digits. */
export function roundToDigits(value: Rational, digits: number, mode: RoundingMode): Rational {
  const scale = powerOfTen(digits);
  return Rational.of(roundQuotient(value.numerator * scale, value.denominator, mode), scale);
}

/** Rounds to a multiple of `step` (a positive number), for `round: { to: 1_000 IDR }`. */
export function roundToStep(value: Rational, step: Rational, mode: RoundingMode): Rational {
  if (step.sign <= 0) throw new RangeError('roundToStep: the step must be positive');
  const ratio = value.divide(step);
  return Rational.of(roundQuotient(ratio.numerator, ratio.denominator, mode)).multiply(step);
}

/** The integer that numerator/denominator rounds to; denominator positive. Worked on magnitudes, then signed. */
export function roundQuotient(numerator: bigint, denominator: bigint, mode: RoundingMode): bigint {
  const negative = numerator < 0n;
  const magnitude = negative ? -numerator : numerator;
  const whole = magnitude / denominator;
  const rest = magnitude % denominator;
  if (rest === 0n) return negative ? -whole : whole;
  const rounded = whole + (goesAwayFromZero(mode, negative, whole, 2n * rest, denominator) ? 1n : 0n);
  return negative ? -rounded : rounded;
}

function goesAwayFromZero(
  mode: RoundingMode,
  negative: boolean,
  whole: bigint,
  twiceRest: bigint,
  denominator: bigint,
): boolean {
  switch (mode) {
    case 'half_up':
      return twiceRest >= denominator;
    case 'half_down':
      return twiceRest > denominator;
    case 'half_even':
      return twiceRest > denominator || (twiceRest === denominator && whole % 2n === 1n);
    case 'up':
      return true;
    case 'down':
      return false;
    case 'floor':
      return negative;
    case 'ceiling':
      return !negative;
  }
}

export function isRoundingMode(text: string): text is RoundingMode {
  return (ROUNDING_MODES as readonly string[]).includes(text);
}
