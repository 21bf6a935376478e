import { describe, expect, it } from 'vitest';
import { formatIsoDate, parseIsoDate, parsePeriod } from '../../src/number/calendar.ts';

describe('parseIsoDate', () => {
  it.each(['2026-02-28', '2024-02-29', '2000-02-29', '1970-01-01', '0001-01-01', '9999-12-31'])(
    '%s is a day',
    (text) => {
      expect(formatIsoDate(parseIsoDate(text) ?? Number.NaN)).toBe(text);
    },
  );

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '26-01-01',
    '31/03/2026',
    '2026-03-31T00:00',
    '2026-03-31 ',
    '0000-01-01',
    '',
    '2026-04-31',
    '２０２６-03-31',
  ])('%j is none', (text) => {
    expect(parseIsoDate(text)).toBeUndefined();
  });
});

describe('parsePeriod', () => {
  it.each([
    ['2026-07', 'month', 7, '2026-07', '2026-07-01', '2026-07-31'],
    ['2024-02', 'month', 2, '2024-02', '2024-02-01', '2024-02-29'],
    ['2026-Q3', 'quarter', 3, '2026-Q3', '2026-07-01', '2026-09-30'],
    ['2026-q3', 'quarter', 3, '2026-Q3', '2026-07-01', '2026-09-30'],
    ['2026-TW3', 'quarter', 3, '2026-Q3', '2026-07-01', '2026-09-30'],
    ['2026-tw1', 'quarter', 1, '2026-Q1', '2026-01-01', '2026-03-31'],
    ['2026-S1', 'semester', 1, '2026-S1', '2026-01-01', '2026-06-30'],
    ['2026-s2', 'semester', 2, '2026-S2', '2026-07-01', '2026-12-31'],
    ['2026', 'year', 1, '2026', '2026-01-01', '2026-12-31'],
    [' 2026-Q4 ', 'quarter', 4, '2026-Q4', '2026-10-01', '2026-12-31'],
  ])('%j', (text, kind, number, canonical, start, end) => {
    const period = parsePeriod(text);
    expect(period).toMatchObject({ kind, number, text: canonical });
    expect(period && [formatIsoDate(period.start), formatIsoDate(period.end)]).toEqual([start, end]);
  });

  it.each([
    '',
    '2026-13',
    '2026-00',
    '2026-7',
    '2026-Q5',
    '2026-Q0',
    '2026-TW',
    '2026-S3',
    '0000',
    '26',
    '2026-Q3-1',
    '2026Q3',
    'Q3 2026',
    '2026-007',
  ])('%j is none', (text) => {
    expect(parsePeriod(text)).toBeUndefined();
  });
});
