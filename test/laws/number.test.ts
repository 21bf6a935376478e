import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  civilFromDays,
  daysFromCivil,
  formatIsoDate,
  lastDayOf,
  parseIsoDate,
  parsePeriod,
} from '../../src/number/calendar.ts';
import { contains, hull, type Interval, intersect, isEmpty, isWithin } from '../../src/number/interval.ts';
import { Rational } from '../../src/number/rational.ts';
import { ROUNDING_MODES, type RoundingMode, roundToDigits, roundToStep } from '../../src/number/rounding.ts';
import { forPeople, leastDigits, parseNumber, plainDecimal, shortestDecimal } from '../../src/number/text.ts';

const SEED = { seed: 20260101, numRuns: 2000 };

/** An independent reader of the same numbers, at 60 digits. */
const Sixty = Decimal.clone({ precision: 60, toExpNeg: -1000, toExpPos: 1000 });

interface Written {
  readonly exact: Rational;
  readonly decimal: Decimal;
}

/** Decimals of up to 15 + 6 digits: products and sums of two stay below 60 digits, and so are exact in decimal.js. */
const written = fc
  .tuple(fc.bigInt({ min: -(10n ** 21n), max: 10n ** 21n }), fc.integer({ min: 0, max: 6 }))
  .map(([units, digits]): Written => {
    const exact = Rational.scaled(units, digits);
    return { exact, decimal: new Sixty(units.toString()).div(new Sixty(10).pow(digits)) };
  });

const text = (value: Decimal) => value.toFixed();

/** The decimal as a rational, from its digits. */
function exactly(value: Decimal): Rational {
  const [integer = '', fraction = ''] = value.toFixed().split('.');
  return Rational.scaled(BigInt(integer + fraction), fraction.length);
}

describe('exact arithmetic equals decimal.js at 60 digits', () => {
  const law = (
    name: string,
    ours: (a: Rational, b: Rational) => Rational,
    theirs: (a: Decimal, b: Decimal) => Decimal,
  ) =>
    it(name, () => {
      fc.assert(
        fc.property(written, written, (a, b) => {
          expect(shortestDecimal(ours(a.exact, b.exact))).toBe(text(theirs(a.decimal, b.decimal)));
        }),
        SEED,
      );
    });
  law(
    'sums',
    (a, b) => a.add(b),
    (a, b) => a.plus(b),
  );
  law(
    'differences',
    (a, b) => a.subtract(b),
    (a, b) => a.minus(b),
  );
  law(
    'products',
    (a, b) => a.multiply(b),
    (a, b) => a.times(b),
  );

  it('quotients: exactly where they end, otherwise to 59 significant digits', () => {
    let ending = 0;
    fc.assert(
      fc.property(written, written, (a, b) => {
        fc.pre(!b.exact.isZero);
        const quotient = a.exact.divide(b.exact);
        const theirs = a.decimal.div(b.decimal);
        const digits = leastDigits(quotient);
        if (digits !== undefined && digits < 25) {
          ending++;
          expect(shortestDecimal(quotient)).toBe(text(theirs));
        }
        // Both are taken as exact numbers: decimal.js is off by its own rounding at the 60th digit, and no more.
        const apart = quotient.subtract(exactly(theirs)).abs();
        expect(apart.multiply(Rational.scaled(10n ** 59n, 0)).compare(quotient.abs())).toBeLessThanOrEqual(0);
      }),
      SEED,
    );
    expect(ending).toBeGreaterThan(0);
  });

  it('quotients of everyday figures, which often end', () => {
    const small = fc.integer({ min: -5000, max: 5000 });
    let ending = 0;
    fc.assert(
      fc.property(small, small, (a, b) => {
        fc.pre(b !== 0);
        const quotient = Rational.integer(a).divide(Rational.integer(b));
        const ends = shortestDecimal(quotient);
        if (ends === undefined) return;
        ending++;
        expect(ends).toBe(text(new Sixty(a).div(b)).replace(/^-0$/, '0'));
      }),
      SEED,
    );
    expect(ending).toBeGreaterThan(50);
  });

  it('comparison', () => {
    fc.assert(
      fc.property(written, written, (a, b) => {
        expect(a.exact.compare(b.exact)).toBe(a.decimal.comparedTo(b.decimal));
        expect(a.exact.equals(b.exact)).toBe(a.decimal.equals(b.decimal));
      }),
      SEED,
    );
  });

  it('lowest terms, denominator positive, whatever the signs', () => {
    const integer = fc.bigInt({ min: -10000n, max: 10000n });
    fc.assert(
      fc.property(integer, integer, fc.bigInt({ min: 1n, max: 1000n }), (n, d, k) => {
        fc.pre(d !== 0n);
        const plain = Rational.of(n, d);
        expect(Rational.of(n * k, d * k)).toEqual(plain);
        expect(Rational.of(-n, -d)).toEqual(plain);
        expect(plain.denominator > 0n).toBe(true);
        expect(plain.multiply(Rational.of(d)).equals(Rational.of(n))).toBe(true);
      }),
      SEED,
    );
  });
});

const MODES: Readonly<Record<RoundingMode, Decimal.Rounding>> = {
  half_up: Decimal.ROUND_HALF_UP,
  half_even: Decimal.ROUND_HALF_EVEN,
  half_down: Decimal.ROUND_HALF_DOWN,
  up: Decimal.ROUND_UP,
  down: Decimal.ROUND_DOWN,
  floor: Decimal.ROUND_FLOOR,
  ceiling: Decimal.ROUND_CEIL,
};

/** Every second one an exact tie at some number of digits. */
const withTies = fc.oneof(
  written,
  fc
    .tuple(fc.bigInt({ min: -100000n, max: 100000n }), fc.integer({ min: 0, max: 5 }))
    .map(([units, digits]): Written => {
      const half = units * 10n + 5n;
      return {
        exact: Rational.scaled(half, digits + 1),
        decimal: new Sixty(half.toString()).div(new Sixty(10).pow(digits + 1)),
      };
    }),
);

describe.each(ROUNDING_MODES)('rounding %s equals decimal.js', (mode) => {
  it('to digits, negatives and ties included', () => {
    fc.assert(
      fc.property(withTies, fc.integer({ min: 0, max: 6 }), ({ exact, decimal }, digits) => {
        const ours = plainDecimal(roundToDigits(exact, digits, mode), digits);
        const theirs = decimal.toDecimalPlaces(digits, MODES[mode]);
        expect(ours).toBe((theirs.isZero() ? theirs.abs() : theirs).toFixed(digits));
      }),
      SEED,
    );
  });

  it('to a step', () => {
    const steps = fc.constantFrom('1000', '500', '0.25', '5', '0.05', '12.5');
    fc.assert(
      fc.property(withTies, steps, ({ exact, decimal }, step) => {
        const size = parseNumber(step, 'en')?.value ?? Rational.ZERO;
        const theirs = decimal.toNearest(new Sixty(step), MODES[mode]);
        const ours = roundToStep(exact, size, mode);
        expect(shortestDecimal(ours)).toBe(text(theirs.isZero() ? theirs.abs() : theirs));
      }),
      SEED,
    );
  });

  it('of a quotient that never ends', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9999, max: 9999 }), fc.integer({ min: 0, max: 8 }), (n, digits) => {
        const ours = plainDecimal(roundToDigits(Rational.of(BigInt(n), 7n), digits, mode), digits);
        const theirs = new Sixty(n).div(7).toDecimalPlaces(digits, MODES[mode]);
        expect(ours).toBe((theirs.isZero() ? theirs.abs() : theirs).toFixed(digits));
      }),
      SEED,
    );
  });
});

/** Ends on a small grid, so that equal and touching ends are common. */
const end = fc.option(
  fc.integer({ min: -6, max: 6 }).map((n) => Rational.of(BigInt(n), 2n)),
  { nil: null, freq: 5 },
);
const interval = fc.tuple(end, fc.boolean(), end, fc.boolean()).map(
  ([low, lowOpen, high, highOpen]): Interval => ({
    low,
    lowOpen: low === null || lowOpen,
    high,
    highOpen: high === null || highOpen,
  }),
);
/** Points on the grid, between its lines and beyond it. */
const SAMPLES = Array.from({ length: 65 }, (_, i) => Rational.of(BigInt(i - 32), 8n));
const inside = (stretch: Interval) => SAMPLES.filter((value) => contains(stretch, value));

describe('intervals, against sampled numbers', () => {
  it('an empty one holds nothing, any other something', () => {
    fc.assert(
      fc.property(interval, (a) => {
        expect(inside(a).length === 0).toBe(isEmpty(a));
      }),
      SEED,
    );
  });

  it('the intersection holds what both hold', () => {
    fc.assert(
      fc.property(interval, interval, (a, b) => {
        const both = intersect(a, b);
        for (const value of SAMPLES) expect(contains(both, value)).toBe(contains(a, value) && contains(b, value));
        expect(intersect(b, a)).toEqual(both);
        expect(intersect(a, a)).toEqual(a);
      }),
      SEED,
    );
  });

  it('the hull holds both, and no interval does with less', () => {
    const bounds = (values: readonly Rational[]) => [values[0], values[values.length - 1]];
    fc.assert(
      fc.property(interval, interval, (a, b) => {
        fc.pre(!isEmpty(a) && !isEmpty(b));
        const around = hull(a, b);
        expect(isWithin(a, around) && isWithin(b, around)).toBe(true);
        expect(hull(b, a)).toEqual(around);
        const union = SAMPLES.filter((value) => contains(a, value) || contains(b, value));
        expect(bounds(inside(around))).toEqual(bounds(union));
      }),
      SEED,
    );
  });

  it('isWithin says whether all numbers of one lie in the other', () => {
    fc.assert(
      fc.property(interval, interval, (a, b) => {
        expect(isWithin(a, b)).toBe(inside(a).every((value) => contains(b, value)));
      }),
      SEED,
    );
  });
});

describe('the calendar', () => {
  it('equals the UTC calendar of JavaScript for every day from 1900 to 2100', () => {
    for (let year = 1900; year <= 2100; year++) {
      for (let month = 1; month <= 12; month++) {
        const last = lastDayOf(year, month);
        expect(last).toBe(new Date(Date.UTC(year, month, 0)).getUTCDate());
        for (let day = 1; day <= last; day++) {
          const days = daysFromCivil(year, month, day) ?? Number.NaN;
          if (days !== Date.UTC(year, month - 1, day) / 86_400_000) expect([year, month, day, days]).toBe('wrong');
        }
        expect(daysFromCivil(year, month, last + 1)).toBeUndefined();
        expect(daysFromCivil(year, month, 0)).toBeUndefined();
      }
    }
  });

  it('comes back from days and from text', () => {
    fc.assert(
      fc.property(fc.integer({ min: -719162, max: 2932896 }), (days) => {
        const { year, month, day } = civilFromDays(days);
        expect(daysFromCivil(year, month, day)).toBe(days);
        expect(parseIsoDate(formatIsoDate(days))).toBe(days);
      }),
      SEED,
    );
  });

  it('ends where four digits of a year do', () => {
    expect(formatIsoDate(-719162)).toBe('0001-01-01');
    expect(formatIsoDate(2932896)).toBe('9999-12-31');
    expect(daysFromCivil(0, 12, 31)).toBeUndefined();
    expect(daysFromCivil(10000, 1, 1)).toBeUndefined();
  });

  it('periods of one kind follow each other without gap or overlap', () => {
    const kinds = {
      month: Array.from({ length: 12 }, (_, i) => `-${String(i + 1).padStart(2, '0')}`),
      quarter: ['-Q1', '-Q2', '-Q3', '-Q4'],
      semester: ['-S1', '-S2'],
      year: [''],
    };
    for (const [kind, parts] of Object.entries(kinds)) {
      let next = daysFromCivil(1999, 1, 1);
      for (let year = 1999; year <= 2005; year++) {
        parts.forEach((part, index) => {
          const period = parsePeriod(`${year}${part}`);
          expect(period).toMatchObject({ kind, year, number: index + 1, start: next, text: `${year}${part}` });
          next = (period?.end ?? Number.NaN) + 1;
        });
      }
      expect(next).toBe(daysFromCivil(2006, 1, 1));
    }
  });
});

describe('reading what was printed', () => {
  const decimal = fc
    .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 12 }))
    .map(([units, digits]) => ({ value: Rational.scaled(units, digits), digits }));

  it('gives the same number in English data', () => {
    fc.assert(
      fc.property(decimal, ({ value, digits }) => {
        expect(parseNumber(plainDecimal(value, digits), 'en')).toEqual({ value, digits, suffix: '' });
        const shortest = parseNumber(shortestDecimal(value) ?? '', 'en');
        expect(shortest).toEqual({ value, digits: leastDigits(value), suffix: '' });
      }),
      SEED,
    );
  });

  it('gives the same number and unit in Indonesian data', () => {
    fc.assert(
      fc.property(decimal, fc.constantFrom('', '%', 'IDR', 'hari', 'izin/hari'), ({ value, digits }, unit) => {
        expect(parseNumber(forPeople(value, 'id', { digits, unit }), 'id')).toEqual({ value, digits, suffix: unit });
      }),
      SEED,
    );
  });

  it('printing what was read gives the same text', () => {
    const plain = fc
      .tuple(fc.constantFrom('', '-'), fc.bigInt({ min: 1n, max: 10n ** 15n }), fc.stringMatching(/^[0-9]{0,9}$/))
      .map(([sign, integer, fraction]) => `${sign}${integer}${fraction === '' ? '' : `.${fraction}`}`);
    fc.assert(
      fc.property(plain, (shown) => {
        const read = parseNumber(shown, 'en');
        expect(read && plainDecimal(read.value, read.digits)).toBe(shown);
      }),
      SEED,
    );
  });

  it('never throws, whatever the text, and reads nothing but digits', () => {
    const any = fc.oneof(fc.string(), fc.stringMatching(/^[-+Rp 0-9.,%eE]{0,12}$/));
    fc.assert(
      fc.property(any, fc.constantFrom('en' as const, 'id' as const), (shown, locale) => {
        const read = parseNumber(shown, locale);
        if (read) expect(/\d/.test(shown)).toBe(true);
      }),
      SEED,
    );
  });
});
