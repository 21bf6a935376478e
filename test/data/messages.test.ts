import { describe, expect, it } from 'vitest';
import { CODES, type Code, type CodeArgs } from '../../src/base/codes.ts';
import { type Diagnostic, diagnostic } from '../../src/base/diagnostic.ts';
import { say, why } from '../../src/messages/say.ts';
import { Rational } from '../../src/number/rational.ts';
import { range } from './inputs.ts';

const PLACE = { kind: 'cell', cell: { path: 'data.csv', row: 7 } } as const;

function finding<C extends Code>(code: C, args: CodeArgs[C]): Diagnostic {
  return diagnostic(code, PLACE, args);
}

const CASES: readonly Diagnostic[] = [
  finding('TK601', { column: 'nip' }),
  finding('TK601', { column: 'nip', suggestion: 'NIP' }),
  finding('TK602', { column: 'catatan' }),
  finding('TK602', { column: 'ikmm', suggestion: 'ikm' }),
  finding('TK602', { column: '' }),
  finding('TK603', { text: 'nihil', localeHint: false }),
  finding('TK603', { text: '1.234,5', localeHint: true }),
  finding('TK603', { text: '#N/A', localeHint: false }),
  finding('TK604', { text: '88.255', digits: 2, localeHint: false }),
  finding('TK604', { text: '1.5', digits: 0, localeHint: false }),
  finding('TK604', { text: '1.25', digits: 1, localeHint: false }),
  finding('TK604', { text: '1.234', digits: 0, localeHint: true }),
  finding('TK605', { text: '120', range: range(0, 100), unit: '%' }),
  finding('TK605', { text: '0', range: range(1, 1_000_000), unit: 'IDR' }),
  finding('TK605', { text: '0', range: range(1, 90), unit: '' }),
  finding('TK606', {}),
  finding('TK607', { text: 'Sesuai', allowed: ['di_bawah', 'sesuai'], suggestion: 'sesuai' }),
  finding('TK607', { text: 'hebat', allowed: ['di_bawah', 'sesuai'] }),
  finding('TK607', { text: 'hebat', allowed: Array.from({ length: 25 }, (_, i) => `a${i}`) }),
  finding('TK608', { text: '12' }),
  finding('TK609', { key: '1990', rows: [12, 480] }),
  finding('TK610', {
    message: { id: 'Izin tepat waktu melebihi izin diterima', en: 'More permits on time than received' },
    that: 'izin_tepat_waktu <= izin_diterima',
  }),
  finding('TK610', { message: { id: 'Hanya bahasa Indonesia' }, that: 'a <= b' }),
  finding('TK611', { text: '1.99001E+17' }),
  finding('TK612', { text: '31/03/2026' }),
  finding('TK613', { text: 'x' }),
  finding('TK614', { text: '5 jam', unit: 'hari' }),
  finding('TK614', { text: '5 jam', unit: '' }),
  finding('TK615', { expected: 12, found: 11 }),
  finding('TK616', { problem: 'lone_quote' }),
  finding('TK616', { problem: 'after_quote' }),
  finding('TK616', { problem: 'unclosed_quote' }),
  finding('TK616', { problem: 'nul' }),
  finding('TK617', { problem: 'syntax' }),
  finding('TK617', { problem: 'not_object' }),
  finding('TK618', { text: 'Q3 2026' }),
  finding('TK618', { text: '' }),
  finding('TK619', { period: '2026-Q3', found: ['2026-Q1', '2026-Q2'] }),
  finding('TK619', { period: '2026-Q3', found: [] }),
  finding('TK620', {}),
  finding('TK621', { column: 'nip' }),
  finding('TK622', { problem: 'not_parquet' }),
  finding('TK622', { problem: 'damaged' }),
  finding('TK622', { problem: 'codec' }),
  finding('TK622', { problem: 'too_large' }),
  finding('TK623', { limit: 1_000_000, of: 'characters' }),
  finding('TK623', { limit: 20_000, of: 'columns' }),
  finding('TK624', { found: 'map' }),
  finding('TK624', { found: 'list' }),
  finding('TK624', { found: 'date' }),
  finding('TK624', { found: 'other' }),
  finding('TK625', { kind: 'quarter', period: '2026-07' }),
  finding('TK625', { kind: 'month', period: '2026' }),
  finding('TK626', { period: '2027-Q1', end: '2027-03-31', from: '2026-01-01', to: '2026-12-31' }),
  finding('TK626', { period: '2025-Q4', end: '2025-12-31', from: '2026-01-01' }),
  finding('TK627', { problem: 'utf16' }),
  finding('TK627', { problem: 'not_utf8' }),
  finding('TK630', { name: 'kehadiran_', suggestion: 'kehadiran' }),
  finding('TK630', { name: 'x' }),
  finding('TK631', { name: 'nip', form: { id: 'pecahan', en: 'fraction' } }),
  finding('TK632', { name: 'izin' }),
  finding('TK633', { column: 'NIP' }),
  finding('TK634', { column: 'Kehadiran (%)', path: 'data.csv', suggestion: 'Kehadiran %' }),
  finding('TK634', { column: 'NIP', path: 'data.csv' }),
  finding('TK640', { problem: 'not_workbook' }),
  finding('TK640', { problem: 'protected' }),
  finding('TK640', { problem: 'damaged' }),
  finding('TK640', { problem: 'entities' }),
  finding('TK640', { problem: 'too_large' }),
  finding('TK640', { problem: 'no_sheet' }),
  finding('TK641', { sheets: ['Q1', 'Q2'] }),
  finding('TK641', { sheets: Array.from({ length: 25 }, (_, i) => `L${i}`) }),
  finding('TK642', { sheet: 'dta', sheets: ['Data', 'Rekap'], suggestion: 'Data' }),
  finding('TK642', { sheet: 'x', sheets: ['Data', 'Rekap'] }),
  finding('TK643', { count: 1 }),
  finding('TK643', { count: 480 }),
  finding('TK644', {}),
  finding('TK645', { count: 1 }),
  finding('TK645', { count: 12 }),
  finding('TK646', { header: 4 }),
  finding('TK647', {}),
  finding('TK648', { count: 1 }),
  finding('TK648', { count: 7 }),
  finding('TK649', { madeFor: 'loket', ruleset: 'loket' }),
  finding('TK649', { madeFor: 'loket', ruleset: 'bidang' }),
  finding('TK650', { text: '320101199001010000' }),
  finding('TK655', { key: '1990', details: 'izin' }),
  finding('TK656', { key: 'A-1', details: 'izin', rows: [3, 9] }),
  finding('TK656', { key: 'A-1', details: 'izin', rows: Array.from({ length: 25 }, (_, i) => i + 2) }),
  finding('TK657', { details: 'presensi', most: 31, found: 62 }),
  finding('TK658', { details: 'izin' }),
  finding('TK659', { option: '--details', name: 'ijin', allowed: ['izin'], suggestion: 'izin' }),
  finding('TK659', { option: '--details', name: 'x', allowed: ['izin', 'presensi'] }),
  finding('TK659', { option: '--calendar', name: 'x', allowed: [] }),
  finding('TK660', { details: 'izin' }),
  finding('TK661', { details: 'izin' }),
  finding('TK662', { calendar: 'kerja' }),
  finding('TK663', { calendar: 'kerja' }),
  finding('TK665', { indicator: 'serapan' }),
  finding('TK666', { column: 'nip' }),
  finding('TK667', { text: 'serapn', known: false, suggestion: 'serapan' }),
  finding('TK667', { text: 'x', known: false }),
  finding('TK667', { text: 'kehadiran', known: true }),
  finding('TK668', { from: '2026-08-01', to: '2026-07-31' }),
  finding('TK669', { key: '1990' }),
  finding('TK670', { indicator: 'serapan' }),
  finding('TK671', { indicator: 'serapan', from: '2026-08-01', to: '2026-08-01' }),
  finding('TK671', { indicator: 'serapan', from: '2026-08-01', to: '2026-08-31' }),
  finding('TK672', { indicator: 'kinerja', most: 7, found: 8 }),
  finding('TK673', {}),
  finding('TK674', { indicator: 'serapan' }),
  finding('TK675', { total: Rational.of(199n, 2n) }),
  finding('TK676', {}),
  finding('TK677', { text: 'serapn', suggestion: 'serapan' }),
  finding('TK677', { text: '12' }),
  finding('TK678', { name: 'serapan' }),
  finding('TK679', { indicator: 'serapan', limit: 6, found: 7 }),
  finding('TK680', { table: 'unit', group: 'UPT Timur' }),
  finding('TK681', { table: 'unit', group: 'UPT Timur', rows: [3, 8] }),
  finding('TK682', { table: 'unit', group: 'UPT Timur' }),
  finding('TK683', { table: 'unit', count: 1 }),
  finding('TK683', { table: 'unit', count: 2 }),
  finding('TK684', { decision: 'predikat_akhir' }),
  finding('TK685', { table: 'unit' }),
  finding('TK686', { table: 'unti', suggestion: 'unit' }),
  finding('TK686', { table: 'x' }),
  finding('TK690', { count: 1, needed: 0 }),
  finding('TK690', { count: 3, needed: 1 }),
  finding('TK690', { count: 3, needed: 2 }),
  finding('TK691', { count: 1, period: '2026-Q3' }),
  finding('TK691', { count: 9, period: '2026-Q3' }),
  finding('TK692', { indicators: ['ketepatan'], period: '2026', kind: 'quarter' }),
  finding('TK692', { indicators: ['ketepatan', 'kepuasan'], period: '2026-Q3', kind: 'month' }),
  finding('TK693', { inputs: ['kehadiran'], period: '2026', kind: 'semester' }),
  finding('TK693', { inputs: ['kehadiran', 'lembur'], period: '2026', kind: 'quarter' }),
  finding('TK694', { name: 'previous(hasil_kerja)', period: '2026' }),
  finding('TK695', { first: '2026-07-01 – 2026-08-31', second: '2026-08-31 – 2026-09-30' }),
  finding('TK696', { after: '2026-08-30', before: '2026-09-01' }),
  finding('TK697', { from: '2026-06-30', to: '2026-08-31', period: '2026-Q3' }),
  finding('TK698', { name: 'target_izin', date: '2026-08-15', period: '2026-Q3', at: 'end' }),
  finding('TK698', { name: 'target_izin', date: '2026-08-15', period: '2026-Q3', at: 'start' }),
  finding('TK699', { found: 1, least: 2, period: '2026' }),
  finding('TK699', { found: 2, least: 3, period: '2026' }),
];

const DATA_CODES = CODES.filter((code) => code.startsWith('TK6'));

describe('what is said of bad data', () => {
  it('has a case for every code of the 600s', () => {
    expect([...new Set(CASES.map(({ code }) => code))]).toEqual(DATA_CODES);
  });

  it.each(['id', 'en'] as const)('reads as recorded, in %s', async (language) => {
    const said = CASES.map((each) => {
      const { message, help } = say(each, language);
      return `${each.code} ${message}\n      ${help}\n`;
    });
    const reasons = DATA_CODES.map((code) => `${code} ${why(code, language)}\n`);
    await expect([...said, '', ...reasons].join('\n')).toMatchFileSnapshot(`messages.${language}.txt`);
  });

  it.each(['id', 'en'] as const)('is whole sentences without gaps, in %s', (language) => {
    for (const each of CASES) {
      const { message, help } = say(each, language);
      for (const sentence of [message, help, why(each.code, language)]) {
        expect(sentence).toMatch(/[.?]$/);
        expect(sentence).not.toMatch(/undefined|\[object|NaN|null[^ ,]|''|\s\s/);
      }
    }
  });
});
