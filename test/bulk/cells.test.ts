import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { random } from '../bench/standard.mjs';
import { Harness } from './harness.ts';

/**
 * Cells of every form through the byte machine and the ordinary reader: whatever the machine takes it has to take for
 * the same value, and what it does not know it has to leave alone.
 */
const harness = new Harness();
beforeAll(() => harness.begin());
afterAll(() => harness.end());

const RULES = `takar: 1
ruleset: cells
period: quarter
inputs:
  nip: { type: text, key: true }
  small: { type: decimal, digits: 2, range: "[-500..500]" }
  large: { type: decimal, digits: 0, range: "[0..10_000_000_000_000]" }
  fine: { type: decimal, digits: 6, range: "[0..99_999_999]" }
  optional: { type: decimal, digits: 1, range: "[0..9_999]", optional: true }
  since: { type: date, range: "[2000-01-01..2030-12-31]" }
  kind: { type: choice, of: [staf, analis, kepala_seksi] }
  on: { type: flag }
  remark: { type: text, optional: true }
indicators:
  one:
    polarity: none
    actual: small
    target: 100
    achievement: small
    round: { digits: 2, mode: half_up }
    weight: 1
    missing: reject
values:
  day: since
  what: kind
  is_on: on
  has_remark: remark is not missing
  rest: if optional is missing then 0 - 1 else optional
scores:
  a: { value: small, round: { digits: 2, mode: half_up } }
  b: { value: large, round: { digits: 0, mode: half_up } }
  c: { value: fine, round: { digits: 6, mode: half_up } }
  d: { value: rest, round: { digits: 1, mode: half_up } }
  e: { value: if has_remark and is_on and kind = staf and since > 2010-06-30 then 1 else 0, round: { digits: 0, mode: half_up } }
`;

const SMALL =
  '0 -0 12.5 12.50 12.345 +7 -499.99 500 500.00 500.01 007 .5 5. 1e2 1,5 1.5.2 -- - 12a 0012345.67 -0.01'.split(' ');
const LARGE =
  '0 1 9999999999999 10000000000000 10000000000001 123456789012345 1234567890123456 12345678 123456789 1.234.567 1.234,0 12345678.0 00000000000000001 0000000012345678'.split(
    ' ',
  );
const FINE =
  '0.000001 99999999 99999998.999999 1234567.123456 12345678.1 123.1234567 0.5 1234567.1 12345678.12345 1.0 9.999999 12.345.678,5 99999999.000000'.split(
    ' ',
  );
const DATES =
  '2026-01-01 2024-02-29 2025-02-29 2000-01-01 1999-12-31 2030-12-31 2031-01-01 26-01-01 2026-1-1 2026/01/01 2026-13-01 2026-00-10 2026-04-31 1/2/2026 0000-01-01'.split(
    ' ',
  );
const KINDS = ['staf', 'analis', 'kepala_seksi', 'Staf', 'staff', 'sta', 'kepala seksi', 'ANALIS', 'stafx'];
const FLAGS = ['1', '0', 'ya', 'tidak', 'true', 'false', 'Ya', 'YA', 'yes', '2', 'benar'];
const REMARKS = ['', 'x', 'a remark', 'Ä', '#REF!', 'Err:502', ' x', 'x ', 'ends in ü', '123', 'long '.repeat(40)];

/** One of them; mostly of the first few, which are good. */
function pick<T>(next: () => number, from: readonly T[], good: number): T {
  const chosen = from[Math.floor(next() * (next() < 0.85 ? good : from.length))];
  if (chosen === undefined) throw new Error('nothing to pick');
  return chosen;
}

/** A number written with so many digits, or nearly. */
function number(next: () => number, whole: number, fraction: number): string {
  const digits = (count: number) => Array.from({ length: count }, () => Math.floor(next() * 10)).join('');
  const before = digits(1 + Math.floor(next() * whole));
  const after = Math.floor(next() * (fraction + 1));
  return after === 0 ? before : `${before}.${digits(after)}`;
}

function quoted(cell: string, next: () => number, delimiter: string): string {
  const must = cell.includes(delimiter) || cell.includes('"');
  return must || next() < 0.1 ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function row(n: number, next: () => number): readonly string[] {
  const key = ['', '#', '-', '1E', '=', '@', 'é', '"', ','][Math.floor(next() * 60)] ?? '';
  return [
    next() < 0.5 ? `${key}k${n}` : `${key}${String(198_001_012_000_000 + n).padEnd(18, '0')}`,
    next() < 0.5 ? pick(next, SMALL, 4) : number(next, 3, 2),
    next() < 0.5 ? pick(next, LARGE, 4) : number(next, 13, 0),
    next() < 0.5 ? pick(next, FINE, 5) : number(next, 8, 6),
    next() < 0.3 ? '' : pick(next, ['1', '2.5', '9999', '9999.0', '1.25', 'n/a', '-'], 4),
    pick(next, DATES, 2),
    pick(next, KINDS, 3),
    pick(next, FLAGS, 6),
    pick(next, REMARKS, 3),
  ];
}

const HEADER = ['nip', 'small', 'large', 'fine', 'optional', 'since', 'kind', 'on', 'remark'];

function csv(seed: number, { locale, delimiter, lineEnd }: Form): string {
  const next = random(seed);
  const line = (cells: readonly string[]) => cells.map((cell) => quoted(cell, next, delimiter)).join(delimiter);
  const rows = Array.from({ length: 1500 }, (_, n) => {
    const cells = row(n, next).map((cell, i) =>
      locale === 'id' && i >= 1 && i <= 4 && next() < 0.9 ? cell.replace('.', ',') : cell,
    );
    const wrong = next();
    // Rows that are too short or too long.
    return line(wrong < 0.01 ? cells.slice(1) : wrong < 0.02 ? [...cells, ''] : cells);
  });
  return [HEADER.join(delimiter), ...rows].map((text) => `${text}${lineEnd}`).join('');
}

interface Form {
  readonly locale: 'en' | 'id';
  readonly delimiter: ',' | ';';
  readonly lineEnd: '\n' | '\r\n';
}

describe('cells of every form, by the byte machine and by the ordinary reader', () => {
  const forms: readonly Form[] = [
    { locale: 'en', delimiter: ',', lineEnd: '\n' },
    { locale: 'en', delimiter: ';', lineEnd: '\r\n' },
    { locale: 'id', delimiter: ';', lineEnd: '\n' },
    { locale: 'id', delimiter: ',', lineEnd: '\r\n' },
  ];
  for (const form of forms) {
    test(`${form.locale} ${form.delimiter} ${JSON.stringify(form.lineEnd)}`, async () => {
      const data = csv(form.delimiter.charCodeAt(0) + form.lineEnd.length, form);
      // In small stretches, so that places in the columns are used again and again.
      const way = { stretch: 5000 };
      const { files } = await harness.sameBothWays(RULES, data, ['--locale', form.locale, '--columns', 'all'], way);
      // Neither all of them nor none.
      expect(files['out.csv']?.split('\n').length).toBeGreaterThan(200);
      expect(files['rejects.csv']?.split('\n').length).toBeGreaterThan(200);
    });
  }
});
