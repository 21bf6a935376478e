import { describe, expect, it } from 'vitest';
import { EVERYTHING } from '../../src/number/interval.ts';
import { Rational } from '../../src/number/rational.ts';
import {
  forPeople,
  intervalForPeople,
  type Locale,
  parseNumber,
  plainDecimal,
  shortestDecimal,
} from '../../src/number/text.ts';

const exact = (text: string, locale: Locale): string => {
  const read = parseNumber(text, locale);
  return read ? [read.value.toString(), read.digits, read.suffix].join(' ').trimEnd() : 'refused';
};

describe('parseNumber, en', () => {
  it.each([
    ['0', '0 0'],
    ['1234', '1234 0'],
    ['1234.5', '2469/2 1'],
    ['95.50', '191/2 2'],
    ['-3', '-3 0'],
    ['+3', '3 0'],
    ['-0', '0 0'],
    ['007', '7 0'],
    ['  12 ', '12 0'],
    ['\u00a012\u00a0', '12 0'],
    ['95%', '95 0 %'],
    ['95 %', '95 0 %'],
    ['5 hari', '5 0 hari'],
    ['5hari', '5 0 hari'],
    ['3 izin/hari', '3 0 izin/hari'],
    ['2500000 IDR', '2500000 0 IDR'],
    ['2500000 rp', '2500000 0 IDR'],
    ['Rp 2500000', '2500000 0 IDR'],
    ['-Rp2500000', '-2500000 0 IDR'],
  ])('%j is %s', (text, expected) => {
    expect(exact(text, 'en')).toBe(expected);
  });

  it.each([
    '',
    ' ',
    '-',
    '--1',
    '+-1',
    '1,5',
    '2,500,000',
    '2,500,000.00',
    '1.',
    '.5',
    '1.2.3',
    '1_000',
    '1 000',
    '1e5',
    '1E+17',
    '1e-5',
    '0x10',
    '\u22125',
    'NaN',
    'Infinity',
    'Rp',
    '5 5',
    '5 %%',
    '5%%',
    '50 % %',
    '-Rp -5',
    'Rp 5 %',
    'Rp 5 Rp',
    '١٢',
    '５',
    '1.5.',
    '#N/A',
    'abc',
    '5 -',
    '(5)',
    '5 hari lagi',
  ])('%j is refused', (text) => {
    expect(exact(text, 'en')).toBe('refused');
  });
});

describe('parseNumber, id', () => {
  it.each([
    ['1.234,5', '2469/2 1'],
    ['1234,5', '2469/2 1'],
    ['1234', '1234 0'],
    ['1.234', '1234 0'],
    ['12.345.678', '12345678 0'],
    ['Rp 2.500.000', '2500000 0 IDR'],
    ['Rp2.500.000,00', '2500000 2 IDR'],
    ['Rp. 2.500.000', '2500000 0 IDR'],
    ['IDR 2.500.000', '2500000 0 IDR'],
    ['rp -1.000', '-1000 0 IDR'],
    ['95,5%', '191/2 1 %'],
    ['95,5 %', '191/2 1 %'],
    ['0,950', '19/20 3'],
    ['-1.234,50', '-2469/2 2'],
  ])('%j is %s', (text, expected) => {
    expect(exact(text, 'id')).toBe(expected);
  });

  it.each([
    '12.5',
    '1.23',
    '1.2345',
    '1234.500',
    '0.950',
    '00.950',
    '1.234.5',
    '1..234',
    '1,234,5',
    '1,',
    ',5',
    '1.234.',
    '.500',
    '1,5.000',
    '1,5e3',
    '1234.567,8',
  ])('%j is refused', (text) => {
    expect(exact(text, 'id')).toBe('refused');
  });
});

describe('limits', () => {
  it('takes a thousand digits and no more', () => {
    expect(parseNumber('9'.repeat(1000), 'en')?.value.toString()).toBe('9'.repeat(1000));
    expect(parseNumber('9'.repeat(1001), 'en')).toBeUndefined();
    expect(parseNumber(`0.${'9'.repeat(1000)}`, 'en')).toBeUndefined();
  });

  it('takes time linear in hostile text', () => {
    const started = performance.now();
    for (const text of [
      '1.234'.repeat(500_000),
      `${' '.repeat(1_000_000)}x`,
      `1${'a'.repeat(1_000_000)}`,
      '-'.repeat(1_000_000),
    ]) {
      expect(parseNumber(text, 'id')).toBeUndefined();
      expect(parseNumber(text, 'en')).toBeUndefined();
    }
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

const of = (numerator: number, denominator = 1) => Rational.of(BigInt(numerator), BigInt(denominator));

describe('plainDecimal and shortestDecimal', () => {
  it('write fixed digits', () => {
    expect(plainDecimal(of(191, 2), 2)).toBe('95.50');
    expect(plainDecimal(of(-1, 20), 2)).toBe('-0.05');
    expect(plainDecimal(of(2500000), 0)).toBe('2500000');
    expect(plainDecimal(of(0), 3)).toBe('0.000');
  });

  it('round nothing', () => {
    expect(() => plainDecimal(of(1, 3), 4)).toThrow(RangeError);
    expect(() => plainDecimal(of(1, 8), 2)).toThrow(RangeError);
  });

  it('write as few digits as there are', () => {
    expect(shortestDecimal(of(100))).toBe('100');
    expect(shortestDecimal(of(-1, 8))).toBe('-0.125');
    expect(shortestDecimal(of(1, 3))).toBeUndefined();
    expect(shortestDecimal(of(7, 30))).toBeUndefined();
  });
});

describe('forPeople', () => {
  it.each([
    [of(2500000), { unit: 'IDR' }, 'Rp 2.500.000', 'IDR 2,500,000'],
    [of(-2500000), { unit: 'IDR' }, '-Rp 2.500.000', '-IDR 2,500,000'],
    [of(191, 2), { unit: '%' }, '95,5 %', '95.5 %'],
    [of(191, 2), { digits: 2 }, '95,50', '95.50'],
    [of(5), { unit: 'hari' }, '5 hari', '5 hari'],
    [of(999), {}, '999', '999'],
    [of(1000), {}, '1.000', '1,000'],
    [of(123456789), {}, '123.456.789', '123,456,789'],
    [of(190, 3), { digits: null }, '63,3333', '63.3333'],
    [of(-190, 3), {}, '-63,3333', '-63.3333'],
    [of(190, 3), { digits: null, show: 2 }, '63,33', '63.33'],
    [of(200, 3), { show: 0 }, '67', '67'],
    [of(95), { digits: null }, '95', '95'],
    [of(1, 64), { digits: null }, '0,0156', '0.0156'],
    [of(1, 64), {}, '0,015625', '0.015625'],
    [of(1, 32), { digits: null }, '0,0313', '0.0313'],
    [of(99999999, 1000000), { digits: null }, '100,0000', '100.0000'],
    [of(1, 8), { digits: 2 }, '0,1250', '0.1250'],
    [of(0), {}, '0', '0'],
  ])('%s with %j', (value, options, id, en) => {
    expect(forPeople(value, 'id', options)).toBe(id);
    expect(forPeople(value, 'en', options)).toBe(en);
  });
});

describe('intervalForPeople', () => {
  const closed = { low: of(0), lowOpen: false, high: of(179, 2), highOpen: true };
  it.each([
    [closed, '', '[0..89,5)', '[0..89.5)'],
    [closed, 'hari', '[0..89,5) hari', '[0..89.5) hari'],
    [closed, '%', '[0..89,5) %', '[0..89.5) %'],
    [{ ...closed, lowOpen: true, highOpen: false }, 'IDR', '(Rp 0..Rp 89,5]', '(IDR 0..IDR 89.5]'],
    [{ low: null, lowOpen: true, high: of(90), highOpen: true }, '%', '< 90 %', '< 90 %'],
    [{ low: null, lowOpen: true, high: of(90), highOpen: false }, '', '<= 90', '<= 90'],
    [{ low: of(1000), lowOpen: false, high: null, highOpen: true }, 'IDR', '>= Rp 1.000', '>= IDR 1,000'],
    [{ low: of(1000), lowOpen: true, high: null, highOpen: true }, '', '> 1.000', '> 1,000'],
    [EVERYTHING, 'hari', '(-∞..∞) hari', '(-∞..∞) hari'],
  ])('%j %s', (interval, unit, id, en) => {
    expect(intervalForPeople(interval, 'id', unit)).toBe(id);
    expect(intervalForPeople(interval, 'en', unit)).toBe(en);
  });
});
