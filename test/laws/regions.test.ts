import fc from 'fast-check';
import { expect, it } from 'vitest';
import { contains, type Interval, isEmpty } from '../../src/number/interval.ts';
import { Rational } from '../../src/number/rational.ts';
import { faultsOfBands } from '../../src/prove/bands.ts';
import { type Box, Budget, cover, holds, meet, meetings, sideOf } from '../../src/prove/regions/boxes.ts';
import { witnessIn } from '../../src/prove/witness.ts';
import { rating } from '../prove/rating.ts';

const SEED = { seed: 20260101, numRuns: 500 };

/** Ends are halves, values of the grid are whole numbers; off the grid quarters stand for all that lies between. */
const stretch: fc.Arbitrary<Interval> = fc
  .record({ low: fc.nat(12), length: fc.integer({ min: 0, max: 8 }), lowOpen: fc.boolean(), highOpen: fc.boolean() })
  .map(({ low, length, lowOpen, highOpen }) => ({
    low: Rational.of(BigInt(low), 2n),
    lowOpen,
    high: Rational.of(BigInt(low + length), 2n),
    highOpen,
  }))
  .filter((interval) => !isEmpty(interval));

it.each([0, null])('bands: found exactly where trying every value finds it (digits %s)', (digits) => {
  let broken = 0;
  let sound = 0;
  fc.assert(
    fc.property(stretch, fc.array(stretch, { minLength: 1, maxLength: 5 }), (domain, bands) => {
      const steps = digits === null ? 4n : 1n;
      const values = Array.from({ length: 60 }, (_, i) => Rational.of(BigInt(i), steps)).filter((v) =>
        contains(domain, v),
      );
      const holders = values.map((value) => bands.filter((band) => contains(band, value)));
      const found = faultsOfBands(rating(domain, bands), digits, 'x');
      const codes = new Set(found.map(({ code }) => code));
      expect(codes.has('TK501')).toBe(holders.some(({ length }) => length === 0));
      expect(codes.has('TK502')).toBe(holders.some(({ length }) => length > 1));
      const empty = bands.filter((band) => !values.some((value) => contains(band, value)));
      expect(found.filter(({ code }) => code === 'TK517')).toHaveLength(empty.length);
      for (const { code, args } of found) {
        if (!('value' in args) || !(args.value instanceof Rational)) continue;
        const { value } = args;
        const count = bands.filter((band) => contains(band, value)).length;
        expect(contains(domain, value) && (digits === null || value.isInteger)).toBe(true);
        expect(code === 'TK501' ? count === 0 : count > 1).toBe(true);
      }
      if (found.length > 0) broken++;
      else sound++;
    }),
    SEED,
  );
  expect(Math.min(broken, sound)).toBeGreaterThan(5);
});

it('a witness lies in its interval and on its grid', () => {
  fc.assert(
    fc.property(stretch, fc.constantFrom(0, 1, 2, null), (interval, digits) => {
      const value = witnessIn(interval, digits);
      if (value === undefined) expect(digits).toBe(0);
      else expect(contains(interval, value) && (digits === null || value.isOnGrid(digits))).toBe(true);
    }),
    SEED,
  );
});

const SIZES = [3, 2, 4];
const side = (size: number) => fc.option(fc.uniqueArray(fc.nat(size - 1)).map(sideOf), { nil: null });
const box: fc.Arbitrary<Box> = fc.tuple(...SIZES.map(side)).map((sides) => ({ sides }));

function cells(): readonly (readonly number[])[] {
  return SIZES.reduce<readonly (readonly number[])[]>(
    (sofar, size) => sofar.flatMap((cell) => Array.from({ length: size }, (_, place) => [...cell, place])),
    [[]],
  );
}

function isIn(cell: readonly number[], { sides }: Box): boolean {
  return sides.every((places, axis) => holds(places, cell[axis] ?? -1));
}

it('boxes: covered exactly where every cell is', () => {
  let gaps = 0;
  fc.assert(
    fc.property(fc.array(box, { maxLength: 8 }), box, (boxes, whole) => {
      const left = cells().filter((cell) => isIn(cell, whole) && !boxes.some((one) => isIn(cell, one)));
      const found = cover(boxes, whole, SIZES, new Budget(10_000));
      const isEmptyWhole = !cells().some((cell) => isIn(cell, whole));
      if (isEmptyWhole) return;
      expect(found.kind).toBe(left.length === 0 ? 'covered' : 'gap');
      if (found.kind !== 'gap') return;
      gaps++;
      const shown = found.cell;
      const matching = cells().filter((cell) => shown.every((place, axis) => place === null || place === cell[axis]));
      expect(matching.some((cell) => isIn(cell, whole))).toBe(true);
      expect(matching.every((cell) => !isIn(cell, whole) || !boxes.some((one) => isIn(cell, one)))).toBe(true);
    }),
    SEED,
  );
  expect(gaps).toBeGreaterThan(50);
});

it('boxes: they meet exactly where they share a cell', () => {
  fc.assert(
    fc.property(box, box, (a, b) => {
      const shared = cells().filter((cell) => isIn(cell, a) && isIn(cell, b));
      const met = meet(a, b);
      expect(met !== undefined).toBe(shared.length > 0);
      if (met) expect(isIn(met, a) && isIn(met, b)).toBe(true);
    }),
    SEED,
  );
});

it('boxes: the sweep finds exactly the pairs that share a cell, and what is apart can be counted', () => {
  let apart = 0;
  fc.assert(
    fc.property(fc.array(box, { maxLength: 8 }), (boxes) => {
      const pairs = boxes.map((one, later) =>
        boxes.flatMap((other, earlier) => (earlier < later && meet(other, one) !== undefined ? [earlier] : [])),
      );
      expect(meetings(boxes, SIZES)).toEqual(pairs);
      if (pairs.some(({ length }) => length > 0)) return;
      apart++;
      const whole: Box = { sides: SIZES.map(() => null) };
      const counted = cover(boxes, whole, SIZES, new Budget(10_000), true).kind;
      expect(counted).toBe(cover(boxes, whole, SIZES, new Budget(10_000)).kind);
    }),
    SEED,
  );
  expect(apart).toBeGreaterThan(20);
});

it('a budget that runs out leaves it unknown, never covered', () => {
  const whole: Box = { sides: SIZES.map(() => null) };
  const halves = [new Set([0, 1]), new Set([2])].map(
    (places): Box => ({ sides: [sideOf(places), null, sideOf([0, 1, 2, 3])] }),
  );
  expect(cover(halves, whole, SIZES, new Budget(100)).kind).toBe('covered');
  expect(cover(halves, whole, SIZES, new Budget(0)).kind).toBe('unknown');
});
