import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/base/diagnostic.ts';
import { DATE, FLAG, numberType, TEXT, type Type } from '../../src/language/types.ts';
import type { Cell, Row, Table } from '../../src/model/ruleset.ts';
import { daysFromCivil } from '../../src/number/calendar.ts';
import { EVERYTHING, type Interval } from '../../src/number/interval.ts';
import { Rational } from '../../src/number/rational.ts';
import { axisOf, faultsOfTable } from '../../src/prove/tables.ts';
import { choice, interval, q, span } from '../exact/program.ts';

interface Column {
  readonly name: string;
  readonly type: Type;
  readonly interval?: Interval;
  readonly digits?: number | null;
}

const LEVELS = ['di_bawah', 'sesuai', 'di_atas'];
const HASIL: Column = { name: 'hasil', type: choice('hasil', LEVELS) };
const PERILAKU: Column = { name: 'perilaku', type: choice('perilaku', LEVELS) };

/** `-` any, `[0..5)` an interval, `=3` a number, otherwise words parted by blanks. */
function cell(text: string): Cell {
  if (text === '-') return { kind: 'any' };
  if (/^[[(]/.test(text)) return { kind: 'interval', interval: interval(text) };
  if (text.startsWith('=')) return { kind: 'numbers', values: text.slice(1).split(' ').map(q) };
  return {
    kind: 'among',
    values: text.split(' ').map((word) => (word === 'ya' ? true : word === 'tidak' ? false : word)),
  };
}

function faults(
  hit: Table['hit'],
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  otherwise = false,
): readonly Diagnostic[] {
  const then = (text: string) => ({ id: 0, span: span(0, 0), kind: 'text', value: text }) as const;
  const table: Table = {
    name: 'predikat',
    span: span(0, 1),
    hit,
    columns: columns.map(({ name, type }) => ({ name, type, span: span(0, 0), reference: { kind: 'value', name } })),
    rows: rows.map((texts, index): Row => {
      const [result = '', ...cells] = texts;
      return {
        number: index + 1,
        span: span(10 * (index + 1), 10 * (index + 1) + 5),
        cells: cells.map(cell),
        then: then(result),
      };
    }),
    ...(otherwise ? { otherwise: then('lain') } : {}),
    type: choice('predikat', []),
  };
  const axes = columns.map(({ name, type, interval: range = EVERYTHING, digits = null }, index) =>
    axisOf(
      name,
      type,
      table.rows.map(({ cells }) => cells[index] ?? { kind: 'any' }),
      { interval: range, digits },
    ),
  );
  return faultsOfTable(table, axes, (row) => (row.then.kind === 'text' ? row.then.value : ''));
}

/** `TK505 2/1 hasil = sesuai` and the like. */
function brief(finding: Diagnostic): string {
  switch (finding.code) {
    case 'TK504':
      return `TK504 ${finding.args.cell}`;
    case 'TK505':
      return `TK505 ${finding.args.first}/${finding.args.second} ${finding.args.cell}`;
    case 'TK506':
      return `TK506 ${finding.args.row}`;
    case 'TK518':
      return `TK518 ${finding.args.axes.join(', ')}`;
    default:
      return finding.code;
  }
}

const MATRIX = [
  ['sangat_baik', 'di_atas', 'di_atas'],
  ['baik', 'di_atas', 'sesuai'],
  ['baik', 'sesuai', 'sesuai di_atas'],
  ['butuh_perbaikan', 'di_bawah', 'sesuai di_atas'],
  ['kurang', 'sesuai di_atas', 'di_bawah'],
  ['sangat_kurang', 'di_bawah', 'di_bawah'],
];

describe('a table of choices', () => {
  const run = (rows: readonly (readonly string[])[], hit: Table['hit'] = 'unique', otherwise = false) =>
    faults(hit, [HASIL, PERILAKU], rows, otherwise).map(brief);

  it('is complete where every combination has its row', () => {
    expect(run(MATRIX)).toEqual([]);
    expect(run(MATRIX, 'priority')).toEqual([]);
  });

  it('shows a combination without a row, in the order of the columns', () => {
    expect(run(MATRIX.filter((_, index) => index !== 4))).toEqual(['TK504 hasil = sesuai, perilaku = di_bawah']);
    expect(run(MATRIX.slice(1))).toEqual(['TK504 hasil = di_atas, perilaku = di_atas']);
    expect(run(MATRIX.slice(1), 'unique', true)).toEqual([]);
  });

  it('leaves out of the example what does not matter', () => {
    expect(run([['a', 'sesuai di_atas', '-']])).toEqual(['TK504 hasil = di_bawah']);
    expect(run([['a', '-', 'sesuai di_atas']])).toEqual(['TK504 perilaku = di_bawah']);
  });

  it('shows rows that meet and differ, and lets rows that agree be', () => {
    expect(run([...MATRIX, ['cukup', 'sesuai', '-']])).toEqual(['TK505 3/7 hasil = sesuai, perilaku = sesuai']);
    expect(run([...MATRIX, ['baik', 'sesuai', 'sesuai']])).toEqual([]);
  });

  it('by priority: rows may meet, and one that comes too late is shown', () => {
    const rows = [
      ['a', 'di_bawah', '-'],
      ['b', '-', 'di_bawah'],
      ['c', 'di_bawah', 'di_bawah'],
      ['d', '-', '-'],
      ['e', 'di_atas', 'di_atas'],
    ];
    expect(run(rows, 'priority')).toEqual(['TK506 3', 'TK506 5']);
  });
});

describe('other columns', () => {
  it('numbers on their grid', () => {
    const score: Column = { name: 'nilai', type: numberType('', 2), interval: interval('[0..120]'), digits: 2 };
    const rows = [
      ['a', '[0..89.99]', 'ya'],
      ['b', '(90..120]', 'ya'],
      ['c', '-', 'tidak'],
    ];
    const lulus: Column = { name: 'lulus', type: FLAG };
    expect(faults('unique', [score, lulus], rows).map(brief)).toEqual(['TK504 nilai = 90, lulus = true']);
    const dense = { ...score, digits: null };
    expect(faults('unique', [dense, lulus], rows).map(brief)).toEqual(['TK504 nilai = 89.995, lulus = true']);
    expect(
      faults(
        'unique',
        [score],
        [
          ['a', '[0..90]'],
          ['b', '[90..120]'],
          ['c', '=300'],
        ],
      ).map(brief),
    ).toEqual(['TK505 1/2 nilai = 90', 'TK506 3']);
  });

  it('dates', () => {
    const day = (month: number) => daysFromCivil(2026, month, 1) ?? 0;
    const masuk: Column = { name: 'masuk', type: DATE };
    const rows = [
      ['a', `(..${day(7)})`],
      ['b', `(${day(7)}..)`],
    ];
    expect(faults('unique', [masuk], rows).map(brief)).toEqual(['TK504 masuk = 2026-07-01']);
    expect(Rational.integer(day(7)).isInteger).toBe(true);
  });

  it('texts are never complete without otherwise, but what is named is proven', () => {
    const unit: Column = { name: 'unit', type: TEXT };
    expect(faults('unique', [unit, HASIL], [['a', 'A B', '-']]).map(brief)).toEqual(['TK518 unit']);
    expect(faults('unique', [unit, HASIL], [['a', 'A B', '-']], true).map(brief)).toEqual([]);
    expect(faults('unique', [unit, HASIL], [['a', '-', '-']]).map(brief)).toEqual([]);
    expect(
      faults(
        'unique',
        [unit, HASIL],
        [
          ['a', 'A', '-'],
          ['b', 'B', 'sesuai'],
        ],
      ).map(brief),
    ).toEqual(['TK504 unit = B, hasil = di_bawah']);
    expect(
      faults(
        'unique',
        [unit],
        [
          ['a', 'A'],
          ['b', 'A'],
        ],
        true,
      ).map(brief),
    ).toEqual(['TK505 1/2 unit = A']);
  });
});

describe('size', () => {
  it('gives up within its budget, unless an otherwise stands', () => {
    const columns = Array.from(
      { length: 30 },
      (_, i): Column => ({ name: `k${i}`, type: choice(`k${i}`, ['x', 'y', 'z']) }),
    );
    const rows = Array.from({ length: 60 }, (_, i) => [
      'a',
      ...columns.map((_, c) => ((i * 7 + c * 13) % 11 < 2 ? 'x y' : (i + c) % 5 === 0 ? 'y z' : '-')),
    ]);
    const open = faults('priority', columns, rows).map(({ code }) => code);
    expect(open.every((code) => code === 'TK504' || code === 'TK506' || code === 'TK518')).toBe(true);
    expect(faults('unique', columns, rows, true)).toEqual([]);
  });
});
