import { describe, expect, it } from 'vitest';
import { readCell } from '../../src/data/cell.ts';
import { numberType } from '../../src/language/types.ts';
import type { Input } from '../../src/model/ruleset.ts';
import type { Locale } from '../../src/number/text.ts';
import { brief, input, range } from './inputs.ts';

const PLACE = { kind: 'cell', cell: { path: 'data.csv', row: 7, column: 2, columnName: 'x' } } as const;

function read(text: string, of: Input, locale: Locale = 'en'): string {
  const { value, finding } = readCell(text, of, locale, PLACE);
  if (finding) return brief(finding).replace(' 7:2:x', '');
  return value === undefined ? 'missing' : `${typeof value === 'object' ? 'number' : typeof value} ${value}`;
}

const key = input('nip', 'text', { key: true });
const unit = input('unit_kerja', 'text');
const count = input('izin', 'count', { range: range(0, 100000), type: numberType('izin', 0) });
const decimal = input('ikm', 'decimal', { range: range(25, 100) });
const percent = input('kehadiran', 'percent', { range: range(0, 100) });
const money = input('belanja', 'money', { range: range(0, 1_000_000_000) });
const days = input('hari_respons', 'days', { range: range(0, 90) });
const date = input('mulai', 'date');
const flag = input('hadir', 'flag');
const choice = input('perilaku', 'choice', {
  labels: new Map([
    ['di_bawah', { id: 'Di bawah ekspektasi', en: 'Below expectation' }],
    ['sesuai', { id: 'Sesuai ekspektasi', en: 'As expected' }],
    ['di_atas', { id: 'Di atas ekspektasi', en: 'Above expectation' }],
  ]),
});

describe('an empty cell, whatever the input', () => {
  it.each([key, unit, count, decimal, percent, money, days, date, flag, choice])('$name', (of) => {
    for (const blank of ['', ' ', '\t', '\u00a0', '\r']) expect(read(blank, of)).toBe('missing');
  });
});

describe('an error of the spreadsheet is an error, whatever the input', () => {
  it.each([key, unit, count, decimal, percent, money, days, date, flag, choice])('$name', (of) => {
    for (const error of ['#N/A', '#REF!', '#DIV/0!', '#VALUE!', '#NAME?', '#n/a', 'Err:502']) {
      expect(read(error, of)).toBe(`TK603 text=${error} localeHint=false`);
    }
  });
  it('other text with a hash is text', () => {
    expect(read('#1 Dinas', unit)).toBe('string #1 Dinas');
  });
});

describe('text', () => {
  it.each([
    ['Dinas A', 'string Dinas A'],
    ['  Dinas A ', 'string Dinas A'],
    ['Cafe\u0301', 'string Caf\u00e9'],
    ['-', 'string -'],
    ['=SUM(A1)', 'string =SUM(A1)'],
    ['1.99001E+17', 'string 1.99001E+17'],
    ['199001012015010000', 'string 199001012015010000'],
  ])('%j', (text, expected) => {
    expect(read(text, unit)).toBe(expected);
  });
});

describe('key text', () => {
  it.each([
    ['199001012015011001', 'string 199001012015011001'],
    ['007', 'string 007'],
    ['3201010101900010', 'string 3201010101900010'],
    ['A-12', 'string A-12'],
    ['1e', 'string 1e'],
    ['1.99001E+17', 'TK611 text=1.99001E+17'],
    ['1,99001E+17', 'TK611 text=1,99001E+17'],
    ['2e17', 'TK611 text=2e17'],
    ['199001012015010000', 'TK611 text=199001012015010000'],
    ['199001012015011000', 'TK611 text=199001012015011000'],
    ['a\u001fb', 'TK603 text=a\ufffdb localeHint=false'],
  ])('%j', (text, expected) => {
    expect(read(text, key)).toBe(expected);
  });
});

describe('numbers, en', () => {
  it.each<[string, Input, string]>([
    ['120', count, 'number 120'],
    ['120 izin', count, 'number 120'],
    ['120 Izin', count, 'number 120'],
    ['1.234', count, 'TK604 text=1.234 digits=0 localeHint=true'],
    ['12.5', count, 'TK604 text=12.5 digits=0 localeHint=false'],
    ['12.0', count, 'TK604 text=12.0 digits=0 localeHint=false'],
    ['120 hari', count, 'TK614 text=120 hari unit=izin'],
    ['120%', count, 'TK614 text=120% unit=izin'],
    ['-1', count, 'TK605 text=-1 range=… unit=izin'],
    ['100001', count, 'TK605 text=100001 range=… unit=izin'],
    ['88.25', decimal, 'number 353/4'],
    ['25', decimal, 'number 25'],
    ['100', decimal, 'number 100'],
    ['24.99', decimal, 'TK605 text=24.99 range=… unit='],
    ['88.255', decimal, 'TK604 text=88.255 digits=2 localeHint=false'],
    ['88,25', decimal, 'TK603 text=88,25 localeHint=true'],
    ['88,255', decimal, 'TK603 text=88,255 localeHint=false'],
    ['88 hari', decimal, 'TK614 text=88 hari unit='],
    ['88%', decimal, 'TK614 text=88% unit='],
    ['95', percent, 'number 95'],
    ['95%', percent, 'number 95'],
    ['95.25 %', percent, 'number 381/4'],
    ['95 hari', percent, 'TK614 text=95 hari unit=%'],
    ['120', percent, 'TK605 text=120 range=… unit=%'],
    ['2500000', money, 'number 2500000'],
    ['Rp 2500000', money, 'number 2500000'],
    ['2500000 IDR', money, 'number 2500000'],
    ['2.500.000', money, 'TK603 text=2.500.000 localeHint=true'],
    ['Rp 2.500.000', money, 'TK603 text=Rp 2.500.000 localeHint=true'],
    ['2500000 USD', money, 'TK614 text=2500000 USD unit=IDR'],
    ['5', days, 'number 5'],
    ['5 hari', days, 'number 5'],
    ['5.5hari', days, 'number 11/2'],
    ['5 jam', days, 'TK614 text=5 jam unit=hari'],
    ['-', decimal, 'TK603 text=- localeHint=false'],
    ['n/a', decimal, 'TK603 text=n/a localeHint=false'],
    ['1e2', decimal, 'TK603 text=1e2 localeHint=false'],
    ['nihil', decimal, 'TK603 text=nihil localeHint=false'],
  ])('%j', (text, of, expected) => {
    expect(read(text, of)).toBe(expected);
  });
});

describe('numbers, id', () => {
  it.each<[string, Input, string]>([
    ['1.234', count, 'number 1234'],
    ['1.234 izin', count, 'number 1234'],
    ['88,25', decimal, 'number 353/4'],
    ['88.25', decimal, 'TK603 text=88.25 localeHint=true'],
    ['95,25%', percent, 'number 381/4'],
    ['Rp 2.500.000', money, 'number 2500000'],
    ['Rp2.500.000,00', money, 'TK604 text=Rp2.500.000,00 digits=0 localeHint=false'],
    ['12.500', days, 'TK605 text=12.500 range=… unit=hari'],
    ['12,55', days, 'TK604 text=12,55 digits=1 localeHint=false'],
  ])('%j', (text, of, expected) => {
    expect(read(text, of, 'id')).toBe(expected);
  });
});

describe('choices', () => {
  it.each([
    ['sesuai', 'string sesuai'],
    [' di_atas ', 'string di_atas'],
    ['Sesuai Ekspektasi', 'string sesuai'],
    ['ABOVE EXPECTATION', 'string di_atas'],
    ['Sesuai', 'TK607 text=Sesuai allowed=di_bawah,sesuai,di_atas suggestion=sesuai'],
    ['di_atass', 'TK607 text=di_atass allowed=di_bawah,sesuai,di_atas suggestion=di_atas'],
    ['As expectd', 'TK607 text=As expectd allowed=di_bawah,sesuai,di_atas suggestion=As expected'],
    ['hebat sekali', 'TK607 text=hebat sekali allowed=di_bawah,sesuai,di_atas'],
    ['constructor', 'TK607 text=constructor allowed=di_bawah,sesuai,di_atas'],
    ['__proto__', 'TK607 text=__proto__ allowed=di_bawah,sesuai,di_atas'],
  ])('%j', (text, expected) => {
    expect(read(text, choice)).toBe(expected);
  });

  it('a value wins over a label of another, and a shared label says nothing', () => {
    const odd = input('x', 'choice', {
      labels: new Map([
        ['di_bawah', { id: 'sesuai', en: 'middle' }],
        ['di_atas', { id: 'Middle' }],
      ]),
    });
    expect(read('sesuai', odd)).toBe('string sesuai');
    expect(read('middle', odd)).toMatch(/^TK607 /);
  });
});

describe('flags', () => {
  it.each(['true', 'TRUE', 'ya', 'Ya', '1'])('%j is true', (text) => expect(read(text, flag)).toBe('boolean true'));
  it.each(['false', 'False', 'tidak', '0'])('%j is false', (text) => expect(read(text, flag)).toBe('boolean false'));
  it.each(['yes', 'x', '2', '-', 'benar'])('%j is neither', (text) =>
    expect(read(text, flag)).toBe(`TK613 text=${text}`),
  );
});

describe('dates', () => {
  it('are days since 1970', () => {
    expect(read('1970-01-02', date)).toBe('number 1');
    expect(read(' 2026-03-31 ', date)).toBe('number 20543');
  });
  it.each(['31/03/2026', '2026-02-30', '2026-3-1', '46112', '2026-03-31T00:00:00Z'])('%j is none', (text) =>
    expect(read(text, date)).toBe(`TK612 text=${text}`),
  );
});

describe('what a finding shows', () => {
  it('of a long cell is its beginning', () => {
    expect(read('x'.repeat(1000), decimal)).toBe(`TK603 text=${'x'.repeat(80)}… localeHint=false`);
  });

  it('cannot play tricks on a terminal', () => {
    expect(read('5\u001b[2J\u0007', decimal)).toBe('TK603 text=5\ufffd[2J\ufffd localeHint=false');
    expect(read('\u202e5', decimal)).toBe('TK603 text=\ufffd5 localeHint=false');
  });
});
