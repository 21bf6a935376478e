/**
 * An exact rational number in lowest terms, denominator positive.
 * The only number that a score, a rating, a tier or an amount is ever computed with.
 */
export class Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;

  private constructor(numerator: bigint, denominator: bigint) {
    this.numerator = numerator;
    this.denominator = denominator;
  }

  static readonly ZERO = new Rational(0n, 1n);
  static readonly ONE = new Rational(1n, 1n);
  static readonly HUNDRED = new Rational(100n, 1n);

  /** The quotient of two integers; throws on a zero denominator, which no checked ruleset can bring about. */
  static of(numerator: bigint, denominator: bigint = 1n): Rational {
    if (denominator === 0n) throw new RangeError('Rational: zero denominator');
    if (denominator === 1n) return new Rational(numerator, 1n);
    const [over, under] = denominator < 0n ? [-numerator, -denominator] : [numerator, denominator];
    const divisor = gcd(over < 0n ? -over : over, under);
    return divisor === 1n ? new Rational(over, under) : new Rational(over / divisor, under / divisor);
  }

  /** A safe integer as a number; throws on anything else, so that no double slips in. */
  static integer(value: number): Rational {
    if (!Number.isSafeInteger(value)) throw new RangeError(`Rational: not a safe integer: ${value}`);
    return new Rational(BigInt(value), 1n);
  }

  /** units × 10^-digits, as cells and literals are written. */
  static scaled(units: bigint, digits: number): Rational {
    return digits === 0 ? new Rational(units, 1n) : Rational.of(units, powerOfTen(digits));
  }

  add(other: Rational): Rational {
    if (this.denominator === other.denominator) {
      return Rational.of(this.numerator + other.numerator, this.denominator);
    }
    return Rational.of(
      this.numerator * other.denominator + other.numerator * this.denominator,
      this.denominator * other.denominator,
    );
  }

  subtract(other: Rational): Rational {
    return this.add(other.negate());
  }

  multiply(other: Rational): Rational {
    return Rational.of(this.numerator * other.numerator, this.denominator * other.denominator);
  }

  /** Throws where `other` is zero. */
  divide(other: Rational): Rational {
    return Rational.of(this.numerator * other.denominator, this.denominator * other.numerator);
  }

  negate(): Rational {
    return new Rational(-this.numerator, this.denominator);
  }

  abs(): Rational {
    return this.numerator < 0n ? this.negate() : this;
  }

  /** Negative, zero or positive, as this is below, equal to or above `other`. */
  compare(other: Rational): -1 | 0 | 1 {
    const isAlike = this.denominator === other.denominator;
    const left = isAlike ? this.numerator : this.numerator * other.denominator;
    const right = isAlike ? other.numerator : other.numerator * this.denominator;
    return left < right ? -1 : left > right ? 1 : 0;
  }

  equals(other: Rational): boolean {
    return this.numerator === other.numerator && this.denominator === other.denominator;
  }

  get isZero(): boolean {
    return this.numerator === 0n;
  }

  get isInteger(): boolean {
    return this.denominator === 1n;
  }

  get sign(): -1 | 0 | 1 {
    return this.numerator < 0n ? -1 : this.numerator > 0n ? 1 : 0;
  }

  min(other: Rational): Rational {
    return this.compare(other) <= 0 ? this : other;
  }

  max(other: Rational): Rational {
    return this.compare(other) >= 0 ? this : other;
  }

  /** True where the number is a multiple of 10^-digits. */
  isOnGrid(digits: number): boolean {
    return powerOfTen(digits) % this.denominator === 0n;
  }

  /** The exact form for machines: `190/3`, or `95` for an integer. Not for people: see number/text.ts. */
  toString(): string {
    return this.denominator === 1n ? `${this.numerator}` : `${this.numerator}/${this.denominator}`;
  }

  /** JSON carries the exact form. */
  toJSON(): string {
    return this.toString();
  }
}

/** 10^digits; digits is a small non-negative integer. */
export function powerOfTen(digits: number): bigint {
  return POWERS[digits] ?? 10n ** BigInt(digits);
}

const POWERS: readonly bigint[] = Array.from({ length: 20 }, (_, digits) => 10n ** BigInt(digits));

const LARGEST_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** Of numbers that are not negative; plain ones as soon as they are small enough, which is several times as fast. */
function gcd(a: bigint, b: bigint): bigint {
  let x = a;
  let y = b;
  while (x > LARGEST_SAFE || y > LARGEST_SAFE) {
    if (y === 0n) return x;
    [x, y] = [y, x % y];
  }
  return BigInt(gcdOfSafe(Number(x), Number(y)));
}

/** For integers up to 2^53 the floor of the double quotient is the true one, and faster to come by than `%`. */
function gcdOfSafe(a: number, b: number): number {
  let x = a;
  let y = b;
  while (y !== 0) {
    const rest = x - Math.floor(x / y) * y;
    x = y;
    y = rest;
  }
  return x;
}
