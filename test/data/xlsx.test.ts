import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BoundRow, WithInputs } from '../../src/data/bind.ts';
import { readWorkbook } from '../../src/data/read-workbook.ts';
import { decimalText, formatKind, readDecimal, serialDate } from '../../src/data/xlsx-number.ts';
import { formatIsoDate } from '../../src/number/calendar.ts';
import { Rational } from '../../src/number/rational.ts';
import { type Locale, parseNumber } from '../../src/number/text.ts';
import { brief, input, range, withInputs } from './inputs.ts';
import { n, row, type TestWorkbook, workbook, workbookParts, zipOf } from './workbook.ts';

const PATH = 'data.xlsx';
const staff = withInputs(
  input('nip', 'text', { key: true }),
  input('unit', 'text', { optional: true }),
  input('nilai', 'decimal', { optional: true }),
);

function shown(ruleset: WithInputs, { record, key, fields, row: at, findings }: BoundRow): string {
  const values = [...fields].map(([name, value]) => {
    const isDate = ruleset.inputs.get(name)?.type.base.kind === 'date';
    return `${name}=${isDate && typeof value === 'number' ? formatIsoDate(value) : value}`;
  });
  return [`${at} ${record ? 'ok' : 'rejected'} ${key}`, values.join(' '), ...findings.map(brief)].join(' | ');
}

function read(
  bytes: Uint8Array,
  ruleset: WithInputs = staff,
  { locale = 'en', sheet }: { locale?: Locale; sheet?: string } = {},
): string[] {
  const options = { path: PATH, locale, ...(sheet === undefined ? {} : { sheet }) };
  const { value, diagnostics } = readWorkbook(ruleset, bytes, options);
  return [...diagnostics.map(brief), ...[...(value ?? [])].map((each) => shown(ruleset, each))];
}

function sheet(rows: string, more: Partial<TestWorkbook> & { after?: string } = {}): Uint8Array {
  return workbook({ sheets: [{ name: 'Data', rows, after: more.after ?? '' }], ...more });
}

/** The texts of one column `nilai` under a header. */
function values(
  cells: readonly { x: string }[],
  formats: readonly (string | number)[] = [],
  word: 'decimal' | 'percent' | 'date' | 'text' | 'flag' | 'money' = 'decimal',
  more: { locale?: Locale; date1904?: boolean } = {},
) {
  const ruleset = withInputs(input('nip', 'text', { key: true }), input('nilai', word, { optional: true }));
  const rows = cells.map((cell, index) => row(index + 2, [`k${index}`, cell]));
  const bytes = sheet(row(1, ['nip', 'nilai']) + rows.join(''), { formats, date1904: more.date1904 ?? false });
  return read(bytes, ruleset, more).map((line) => line.replace(/^\d+ /, '').replace(/nip=\S+ ?/, ''));
}

describe('numbers of cells', () => {
  it.each([
    ['0.30000000000000004', '0.3'],
    ['1.0000000000000001E-2', '0.01'],
    ['0.1', '0.1'],
    ['95', '95'],
    ['-12.50', '-12.5'],
    ['1E3', '1000'],
    ['1.5e+3', '1500'],
    ['0', '0'],
    ['-0', '0'],
    ['0.000', '0'],
    ['999999999999999.9', '1000000000000000'],
    ['99999999999999.95', '100000000000000'],
    ['123456789012345', '123456789012345'],
    ['1234567890123456', '1234567890123460'],
    ['199001012015031001', '199001012015031000'],
    ['1.2345678901234499E0', '1.23456789012345'],
    ['1.2345678901234450E0', '1.23456789012345'],
    ['1.2345678901234449E0', '1.23456789012344'],
    ['4.35', '4.35'],
    ['4.3499999999999996', '4.35'],
    ['5e-324', `0.${'0'.repeat(323)}5`],
    ['.5', '0.5'],
    ['5.', '5'],
  ])('%s is %s', (text, plain) => {
    const decimal = readDecimal(text);
    expect(decimal && decimalText(decimal, 'en')).toBe(plain);
  });

  it.each(['', '.', 'e5', '1e', '1,5', '0x10', 'NaN', '1e99999', '1e999', `1${'0'.repeat(500)}`, '--1'])(
    '%j is none',
    (text) => expect(readDecimal(text)).toBeUndefined(),
  );

  it('reads every double of at most 15 digits as the decimal that was typed', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 15n) + 1n, 10n ** 15n - 1n), fc.integer({ min: 0, max: 20 }), (units, digits) => {
        const typed = Rational.scaled(units, digits);
        const kept = Number(`${units}e-${digits}`);
        // As spreadsheet programs write doubles: 17 digits.
        const decimal = readDecimal(kept.toExponential(16));
        const text = decimal ? decimalText(decimal, 'en') : '';
        expect(parseNumber(text, 'en')?.value.compare(typed)).toBe(0);
      }),
      { seed: 20260101, numRuns: 2000 },
    );
  });

  it('spells them so that they are read alike in every locale', () => {
    for (const locale of ['en', 'id'] as const) {
      expect(values([n('1234.5'), n('0.30000000000000004')], [], 'decimal', { locale })).toEqual([
        'ok k0 | nilai=2469/2',
        'ok k1 | nilai=3/10',
      ]);
    }
  });

  it('reads percents by their format, exactly', () => {
    const cells = [n('0.95', 1), n('0.9635', 2), n('1', 3), n('0.57999999999999996', 1), n('0.95123', 1), n('95')];
    expect(values(cells, [9, 10, '0.00%;[Red]-0.00%'], 'percent')).toEqual([
      'ok k0 | nilai=95',
      'ok k1 | nilai=1927/20',
      'ok k2 | nilai=100',
      'ok k3 | nilai=58',
      'rejected k4 | | TK604 6:2:nilai text=95.123% digits=2 localeHint=false',
      'ok k5 | nilai=95',
    ]);
    expect(values([n('0.95', 1)], [9], 'percent', { locale: 'id' })).toEqual(['ok k0 | nilai=95']);
    // A percent is no plain number.
    expect(values([n('0.95', 1)], [9])).toEqual(['rejected k0 | | TK614 2:2:nilai text=95% unit=']);
  });

  it('reads Indonesian numbers that were typed as text, with the locale', () => {
    const typed = { x: '<c t="inlineStr"><is><t>1.234,5</t></is></c>' };
    expect(values([typed], [], 'decimal', { locale: 'id' })).toEqual(['ok k0 | nilai=2469/2']);
    expect(values([typed])).toEqual(['rejected k0 | | TK603 2:2:nilai text=1.234,5 localeHint=true']);
  });

  it('leaves formats of money alone', () => {
    expect(values([n('2500000', 1), n('2500000', 2)], ['"Rp"#,##0', '_-[$Rp-421]* #,##0_-'], 'money')).toEqual([
      'ok k0 | nilai=2500000',
      'ok k1 | nilai=2500000',
    ]);
  });

  it('refuses what is no number', () => {
    expect(values([n('1,5')])).toEqual(['TK640 data.xlsx problem=damaged']);
  });
});

describe('dates of cells', () => {
  it.each([
    ['46112', false, '2026-03-31'],
    ['44650', true, '2026-03-31'],
    ['1', false, '1900-01-01'],
    ['59', false, '1900-02-28'],
    ['60', false, '1900-02-29'],
    ['61', false, '1900-03-01'],
    ['0', true, '1904-01-01'],
    ['2958465', false, '9999-12-31'],
    ['2958466', false, undefined],
    ['-1', false, undefined],
    ['46112.5', false, '2026-03-31 12:00:00'],
    ['0.25', false, '06:00:00'],
    ['0.99999999', false, '23:59:59'],
  ])('%s (1904: %s) is %s', (text, from1904, date) => {
    const decimal = readDecimal(text);
    expect(decimal && serialDate(decimal, from1904)).toBe(date);
  });

  it('reads them in either calendar, by the format of the cell', () => {
    const formats = [14, 'dd/mm/yyyy', '[$-421]dd mmmm yyyy;@'];
    expect(values([n('46112', 1), n('46112', 2), n('46112', 3)], formats, 'date')).toEqual([
      'ok k0 | nilai=2026-03-31',
      'ok k1 | nilai=2026-03-31',
      'ok k2 | nilai=2026-03-31',
    ]);
    expect(values([n('44650', 1)], formats, 'date', { date1904: true })).toEqual(['ok k0 | nilai=2026-03-31']);
    expect(values([{ x: '<c t="d"><v>2026-03-31T00:00:00</v></c>' }], [], 'date')).toEqual([
      'ok k0 | nilai=2026-03-31',
    ]);
  });

  it('takes no number for a date, no date for a number, and drops no time', () => {
    expect(values([n('46112')], [14], 'date')).toEqual(['rejected k0 | | TK612 2:2:nilai text=46112']);
    expect(values([n('46112', 1)], [14])).toEqual(['rejected k0 | | TK603 2:2:nilai text=2026-03-31 localeHint=false']);
    expect(values([n('46112.5', 1)], [22], 'date')).toEqual([
      'rejected k0 | | TK612 2:2:nilai text=2026-03-31 12:00:00',
    ]);
    expect(values([n('-5', 1)], [14], 'date')).toEqual(['rejected k0 | | TK603 2:2:nilai text=#### localeHint=false']);
  });

  it('gives a date in a text column as the date', () => {
    expect(values([n('46112', 1)], [14], 'text')).toEqual(['ok k0 | nilai=2026-03-31']);
  });

  it.each([
    ['General', 'plain'],
    ['0 "hari"', 'plain'],
    ['#,##0.00', 'plain'],
    ['0\\d', 'plain'],
    ['[Red]0.0', 'plain'],
    ['@', 'plain'],
    ['0.00E+00', 'plain'],
    ['0.0%', 'percent'],
    ['0 "%"', 'plain'],
    ['yyyy', 'date'],
    ['mmm-yy', 'date'],
    ['[h]:mm', 'date'],
    ['"tgl" d', 'date'],
    ['00000', 'zeros'],
  ])('the format %s is of the kind %s', (code, kind) => {
    expect(formatKind(200, code).kind).toBe(kind);
  });
});

describe('texts of cells', () => {
  it('reads shared, rich and inline strings, without readings beside them', () => {
    const strings =
      '<si><t>biasa</t></si><si><r><t>te</t></r><r><rPr><b/></rPr><t xml:space="preserve">bal </t></r></si><si><t>漢字</t><rPh sb="0" eb="1"><t>カンジ</t></rPh></si><si><t>a_x000D_b</t></si>';
    const cells = [0, 1, 2, 3].map((index) => ({ x: `<c t="s"><v>${index}</v></c>` }));
    const rows = cells.map((cell, index) => row(index + 2, [`k${index}`, cell]));
    expect(read(sheet(row(1, ['nip', 'unit', 'nilai']) + rows.join(''), { strings }))).toEqual([
      '2 ok k0 | nip=k0 unit=biasa',
      '3 ok k1 | nip=k1 unit=tebal',
      '4 ok k2 | nip=k2 unit=漢字',
      '5 ok k3 | nip=k3 unit=a\rb',
    ]);
  });

  it('reads flags', () => {
    expect(values([{ x: '<c t="b"><v>1</v></c>' }, { x: '<c t="b"><v>0</v></c>' }], [], 'flag')).toEqual([
      'ok k0 | nilai=true',
      'ok k1 | nilai=false',
    ]);
  });

  it('[Y5] never takes an error for missing, nor for text', () => {
    for (const word of ['decimal', 'text', 'date'] as const) {
      const cells = ['#N/A', '#DIV/0!', '#PYTHON!'].map((text) => ({ x: `<c t="e"><f>A1</f><v>${text}</v></c>` }));
      expect(values(cells, [], word)).toEqual([
        'rejected k0 | | TK603 2:2:nilai text=#N/A localeHint=false',
        'rejected k1 | | TK603 3:2:nilai text=#DIV/0! localeHint=false',
        'rejected k2 | | TK603 4:2:nilai text=#PYTHON! localeHint=false',
      ]);
    }
  });

  it('[Y5] uses the kept value of a formula with one warning a column, and refuses one without', () => {
    const cells = [
      { x: '<c><f>1+1</f><v>2</v></c>' },
      { x: '<c><f>1+2</f><v>3</v></c>' },
      { x: '<c><f>1+3</f></c>' },
      { x: '<c><f>1+3</f><v></v></c>' },
      { x: '<c t="str"><f>""</f><v></v></c>' },
    ];
    expect(values(cells)).toEqual([
      'TK643 2:2:nilai count=2',
      'ok k0 | nilai=2',
      'ok k1 | nilai=3',
      'rejected k2 | | TK644 4:2:nilai',
      'rejected k3 | | TK644 5:2:nilai',
      'ok k4 | ',
    ]);
  });

  it('[Y5] refuses a key or text that has become a number of more digits than are kept', () => {
    const number = n('1.9900101201503101E+17');
    expect(
      read(
        sheet(row(1, ['nip', 'unit']) + row(2, [number, 'A']) + row(3, ['1', number])),
        withInputs(...[...staff.inputs.values()].slice(0, 2)),
      ),
    ).toEqual([
      '2 rejected null | unit=A | TK611 2:1:nip text=199001012015031000',
      '3 rejected 1 | nip=1 | TK650 3:2:unit text=199001012015031000',
    ]);
    expect(values([n('199001012015031001')], [], 'text')).toEqual([
      'rejected k0 | | TK650 2:2:nilai text=199001012015031000',
    ]);
    expect(
      values([n('123456789012345'), n('7', 1), n('199001012015031001', 2)], ['00000', '000000000000000000'], 'text'),
    ).toEqual([
      'ok k0 | nilai=123456789012345',
      'ok k1 | nilai=00007',
      'rejected k2 | | TK650 4:2:nilai text=199001012015031000',
    ]);
  });

  it('carries dangerous texts as they are', () => {
    const rows = row(1, ['nip', 'unit', '__proto__', '_x']) + row(2, ['__proto__', '=1+1', 'constructor', 'y']);
    expect(read(sheet(rows))).toEqual(['2 ok __proto__ | nip=__proto__ unit==1+1']);
  });
});

describe('where the table stands', () => {
  const merged = (...references: string[]) =>
    `<mergeCells>${references.map((reference) => `<mergeCell ref="${reference}"/>`).join('')}</mergeCells>`;

  it('finds the header below merged titles, and numbers rows as the sheet does', () => {
    const rows =
      row(1, ['REKAPITULASI NILAI']) +
      row(2, ['Triwulan III 2026']) +
      row(4, [null, 'nip', 'unit', 'nilai']) +
      row(7, [null, '1', 'A', n('5')]) +
      row(8, [null, null, '  ']);
    expect(read(sheet(rows, { after: merged('A1:D1', 'A2:D2') }))).toEqual(['7 ok 1 | nip=1 unit=A nilai=5']);
  });

  it('reads a header of two rows, whose cells hang down', () => {
    const rows =
      row(1, ['nip', 'unit', 'hasil', null]) +
      row(2, [null, null, 'nilai', '_lain']) +
      row(3, ['1', 'A', n('5'), n('6')]);
    expect(read(sheet(rows, { after: merged('A1:A2', 'B1:B2', 'C1:D1') }))).toEqual(['3 ok 1 | nip=1 unit=A nilai=5']);
    const all = row(1, ['nip', 'unit', 'nilai']) + row(2, [null, null, 'angka']) + row(3, ['1', 'A', n('5')]);
    expect(read(sheet(all, { after: merged('A1:A2', 'B1:B2') }))).toEqual(['3 ok 1 | nip=1 unit=A nilai=5']);
  });

  it('refuses a header twice, in one row and further down', () => {
    expect(read(sheet(row(1, ['nip', 'unit', 'nilai', 'nip ']) + row(2, ['1', 'A', n('5'), '2'])))).toEqual([
      'TK621 1:4:nip column=nip',
    ]);
    const rows = row(3, ['nip', 'unit', 'nilai']) + row(4, ['1', 'A', n('5')]) + row(9, ['nip', 'unit', 'nilai']);
    expect(read(sheet(rows))).toEqual(['4 ok 1 | nip=1 unit=A nilai=5', '9 rejected null |  | TK646 9:: header=3']);
  });

  it('says what columns are absent, at the header', () => {
    expect(read(sheet(row(1, ['Judul']) + row(3, ['unit', 'nilai', 'NIP']) + row(4, ['A', n('1'), '2'])))).toEqual([
      'TK601 3:: column=nip suggestion=NIP',
    ]);
    expect(read(sheet(''))).toEqual(['TK620 data.xlsx']);
  });

  it('leaves out empty rows and columns at the end, and speaks of what stands beside the table', () => {
    const blank = { x: '<c s="1"/>' };
    const rows =
      row(1, ['nip', 'unit', 'nilai', '', ' ', blank]) +
      row(2, ['1', 'A', n('5'), blank, blank]) +
      row(3, ['', '  ', blank, blank]) +
      row(4, [blank, blank]);
    expect(read(sheet(rows))).toEqual(['2 ok 1 | nip=1 unit=A nilai=5']);
    const noted = row(1, ['nip', 'unit', 'nilai']) + row(2, ['1', null, null, null, 'catatan', 'lagi']);
    expect(read(sheet(noted))).toEqual(['TK648 2:5: count=2', '2 ok 1 | nip=1']);
    const unnamed = row(1, ['nip', null, 'unit', null, 'nilai']) + row(2, ['1', 'x', 'A', null, n('5')]);
    expect(read(sheet(unnamed))).toEqual(['TK602 1:2: column=', '2 ok 1 | nip=1 unit=A nilai=5']);
  });

  it('reads hidden rows, and says so', () => {
    const rows =
      row(1, ['nip', 'unit', 'nilai']) + row(2, ['1']) + row(3, ['2'], ' hidden="1"') + row(4, ['3'], ' hidden="true"');
    expect(read(sheet(rows))).toEqual(['TK645 3:: count=2', '2 ok 1 | nip=1', '3 ok 2 | nip=2', '4 ok 3 | nip=3']);
  });

  it('refuses the covered part of a merged cell, and not what is merged beside the table', () => {
    const rows =
      row(1, ['nip', 'unit', 'nilai', '_c']) +
      row(2, ['1', 'A', n('5'), 'x']) +
      row(3, ['2', null, n('6')]) +
      row(4, ['3', 'B']);
    expect(read(sheet(rows, { after: merged('B2:B3', 'D2:D4') }))).toEqual([
      '2 ok 1 | nip=1 unit=A nilai=5',
      '3 rejected 2 | nip=2 nilai=6 | TK647 3:2:unit',
      '4 ok 3 | nip=3 unit=B',
    ]);
  });

  it('takes the period from its column', () => {
    const rows = row(1, ['nip', 'periode']) + row(2, ['1', '2026-Q3']) + row(3, ['2', n('2026')]);
    const ruleset = withInputs(input('nip', 'text', { key: true }));
    const { value } = readWorkbook(ruleset, sheet(rows), { path: PATH, locale: 'id' });
    expect([...(value ?? [])].map(({ period }) => period)).toEqual(['2026-Q3', '2026']);
  });
});

describe('which sheet is read', () => {
  const table = row(1, ['nip', 'unit', 'nilai']) + row(2, ['1', 'A', n('5')]);
  const other = row(1, ['unit', 'jumlah']) + row(2, ['A', n('1')]);
  const line = '2 ok 1 | nip=1 unit=A nilai=5';

  it('the only visible one with all required columns', () => {
    expect(
      read(
        workbook({
          sheets: [
            { name: 'Rekap', rows: other },
            { name: 'Data', rows: table },
          ],
        }),
      ),
    ).toEqual([line]);
    const hidden = { name: 'Lama', rows: table, state: 'hidden' };
    expect(
      read(
        workbook({ sheets: [hidden, { name: 'Data', rows: table }, { ...hidden, name: 'x', state: 'veryHidden' }] }),
      ),
    ).toEqual([line]);
  });

  it('no guess where there are two', () => {
    const two = workbook({
      sheets: [
        { name: 'Q1', rows: table },
        { name: 'Q2 & <lain>', rows: table },
      ],
    });
    expect(read(two)).toEqual(['TK641 data.xlsx sheets=Q1,Q2 & <lain>']);
    expect(read(two, staff, { sheet: 'Q2 & <lain>' })).toEqual([line]);
    expect(read(two, staff, { sheet: 'q1' })).toEqual([line]);
    expect(read(two, staff, { sheet: 'Q3' })).toEqual(['TK642 data.xlsx sheet=Q3 sheets=Q1,Q2 & <lain> suggestion=Q1']);
    const neither = workbook({
      sheets: [
        { name: 'a', rows: other },
        { name: 'b', rows: other },
      ],
    });
    expect(read(neither)).toEqual(['TK641 data.xlsx sheets=a,b']);
  });

  it('the nearest, where none has all, so that it can be said what is absent', () => {
    const near = row(1, ['unit', 'nilai']) + row(2, ['A', n('5')]);
    expect(
      read(
        workbook({
          sheets: [
            { name: 'a', rows: other },
            { name: 'b', rows: near },
          ],
        }),
      ),
    ).toEqual(['TK601 1:: column=nip']);
  });

  it('a hidden one only by its name', () => {
    const hidden = workbook({ sheets: [{ name: 'Data', rows: table, state: 'hidden' }] });
    expect(read(hidden)).toEqual(['TK640 data.xlsx problem=no_sheet']);
    expect(read(hidden, staff, { sheet: 'Data' })).toEqual([line]);
  });

  it('also where the XML has prefixes and other programs leave out references', () => {
    const parts = workbookParts({ sheets: [{ name: 'Data', rows: '' }] });
    const bare =
      '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>nip</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>unit</x:t></x:is></x:c></x:row><x:row><x:c t="inlineStr"><x:is><x:t>1</x:t></x:is></x:c><x:c t="str"><x:v>A&amp;B</x:v></x:c></x:row></x:sheetData></x:worksheet>';
    expect(read(zipOf({ ...parts, 'xl/worksheets/sheet1.xml': bare }))).toEqual(['2 ok 1 | nip=1 unit=A&B']);
  });
});

describe('locale of texts', () => {
  it('a key that is a number has no separators', () => {
    const ruleset = withInputs(
      input('nip', 'text', { key: true }),
      input('x', 'count', { range: range(0, 9_999_999) }),
    );
    expect(read(sheet(row(1, ['nip', 'x']) + row(2, [n('1234567'), n('1234567')])), ruleset, { locale: 'id' })).toEqual(
      ['2 ok 1234567 | nip=1234567 x=1234567'],
    );
  });
});
