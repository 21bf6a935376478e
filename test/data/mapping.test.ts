import { describe, expect, it } from 'vitest';
import { createBinder, createObjectBinder } from '../../src/data/bind.ts';
import type { ColumnMapping } from '../../src/data/column-mapping.ts';
import { readMapping } from '../../src/data/read-mapping.ts';
import { readRows } from '../../src/data/read-rows.ts';
import { readWorkbook } from '../../src/data/read-workbook.ts';
import type { Locale } from '../../src/number/text.ts';
import { brief, input, range, withInputs } from './inputs.ts';
import { n, row, workbook } from './workbook.ts';

const staff = withInputs(
  input('nip', 'text', { key: true }),
  input('hadir', 'percent', { range: range(0, 100) }),
  input('pagu', 'money', { optional: true, range: range(0, 10_000_000_000) }),
  input('lahir', 'date', { optional: true }),
  input('nilai_ujian', 'decimal', { optional: true }),
);

function mapping(text: string): ColumnMapping {
  const { value, diagnostics } = readMapping(`takar: 1\n${text}`, 'm.yaml', staff);
  if (!value) throw new Error(diagnostics.map(brief).join(', '));
  return value;
}

const refusals = (text: string) =>
  readMapping(`takar: 1\n${text}`, 'm.yaml', staff).diagnostics.map(({ code }) => code);

function table(map: ColumnMapping, lines: readonly string[], locale: Locale = 'en'): string[] {
  const [header = [], ...rows] = lines.map((line) => line.split('|'));
  const { value, diagnostics } = createBinder(staff, header, { path: 'd.csv', locale, mapping: map });
  const bound = value ? rows.map((cells, index) => value.bind(cells, index + 2)) : [];
  const shown = bound.map(({ fields, period, findings }) =>
    [...fields.values(), ...(period === null ? [] : [period]), ...findings.map(brief)].join(' '),
  );
  return [...diagnostics.map((finding) => `${finding.code} ${JSON.stringify(finding.args)}`), ...shown];
}

describe('which column brings an input', () => {
  it('is found by its title, whatever the order; the others bear their names', () => {
    const map = mapping('columns: { nip: " NIP Pegawai ", hadir: Kehadiran }');
    expect(table(map, ['Kehadiran|pagu|NIP Pegawai', '95|1000|7'])).toEqual(['7 95 1000']);
  });

  it('is no longer the namesake, where the mapping gives that one away', () => {
    // `nip` stands in a column called hadir, and the other way round.
    const map = mapping('columns: { nip: hadir, hadir: nip }');
    expect(table(map, ['nip|hadir', '95|7'])).toEqual(['7 95']);
    const one = mapping('columns: { hadir: pagu }');
    expect(table(one, ['nip|pagu', '7|95'])).toEqual(['7 95']);
    expect(table(one, ['nip|pagu|hadir', '7|95|1'])).toEqual(['TK602 {"column":"hadir"}', '7 95']);
  });

  it('may bring the period, which then has no other column', () => {
    const map = mapping('columns: { periode: Triwulan }');
    expect(table(map, ['nip|hadir|Triwulan', '7|95|2026-TW3'])).toEqual(['7 95 2026-Q3']);
    expect(table(map, ['nip|hadir|period', '7|95|x'])[0]).toMatch(/^TK634/);
  });

  it('must be there, also for an optional input; the finding stands in the mapping', () => {
    const map = mapping('columns: { pagu: Pagu Unit, nip: NIP }');
    const { diagnostics } = createBinder(staff, ['NIP', 'hadir', 'Pagu Unitt'], {
      path: 'd.csv',
      locale: 'en',
      mapping: map,
    });
    const [absent] = diagnostics.filter(({ code }) => code === 'TK634');
    expect(absent?.args).toEqual({ column: 'Pagu Unit', path: 'd.csv', suggestion: 'Pagu Unitt' });
    expect(absent?.place).toMatchObject({ kind: 'text', span: { path: 'm.yaml' } });
  });

  it('leaves out what it is told to ignore, without a word', () => {
    const map = mapping('columns: { nip: NIP }\nignore: [No, " Catatan "]');
    expect(table(map, ['No|NIP|hadir|Catatan|Lain', '1|7|95|x|y'])).toEqual(['TK602 {"column":"Lain"}', '7 95']);
  });

  it('takes dangerous titles for ordinary ones', () => {
    const map = mapping('columns: { nip: __proto__, hadir: constructor }');
    expect(table(map, ['__proto__|constructor|toString', '7|95|x'])).toEqual(['TK602 {"column":"toString"}', '7 95']);
  });
});

describe('how a column is written', () => {
  const forms = mapping(`columns:
  hadir: { number: fraction }
  pagu: { number: millions, locale: id }
  lahir: { date: day_first }
  nilai_ujian: { number: thousands }`);
  it.each([
    ['0.95', '95'],
    ['0.9555', '1911/20'],
    ['1', '100'],
    ['0', '0'],
    // Who writes the sign has said that it is no fraction.
    ['95%', '95'],
    ['95.5 %', '191/2'],
  ])('a fraction: %s', (text, value) => {
    expect(table(forms, ['nip|hadir|pagu|lahir|nilai_ujian', `7|${text}|||`])).toEqual([`7 ${value}`]);
  });

  it('a fraction that is none is refused with the cell and with what became of it', () => {
    for (const text of ['95', '1.01', '-0.1', '0.95555']) {
      const [, found] =
        table(forms, ['nip|hadir|pagu|lahir|nilai_ujian', `7|${text}|||`])
          .at(-1)
          ?.split(' TK') ?? [];
      expect(found).toMatch(text === '0.95555' ? /^604/ : /^605/);
      expect(found).toContain(`text=${text} (= `);
    }
  });

  it('millions in Indonesian writing, thousands, dates with the day first', () => {
    const all = (pagu: string, lahir: string, ujian: string) =>
      table(forms, ['nip|hadir|pagu|lahir|nilai_ujian', `7|0|${pagu}|${lahir}|${ujian}`]).at(-1);
    expect(all('2,5', '31/03/1990', '0.08125')).toBe('7 0 2500000 7394 325/4');
    expect(all('Rp 1.250', '31 Maret 1990', '')).toBe('7 0 1250000000 7394');
    expect(all('0,0000015', '1990-03-31', '')).toMatch(/^7 0 7394 TK604/);
    expect(all('', '03/31/1990', '')).toMatch(/TK612/);
    expect(all('', '31/02/1990', '')).toMatch(/TK612/);
    expect(all('', '1/2/90', '')).toMatch(/TK612/);
  });

  it('the month first, where the mapping says so', () => {
    const map = mapping('columns: { lahir: { date: month_first } }');
    expect(table(map, ['nip|hadir|lahir', '7|0|03/31/1990', '8|0|31/03/1990'])).toEqual([
      '7 0 7394',
      expect.stringMatching(/^8 0 TK612/),
    ]);
  });
});

describe('every format of data', () => {
  const map = mapping('columns: { nip: NIP, hadir: { column: "Hadir (%)", number: fraction }, lahir: Lahir }');

  it('CSV, JSON Lines, objects and workbooks say the same', () => {
    const options = { path: 'd', locale: 'en', mapping: map } as const;
    const csv = readRows(staff, 'NIP,Hadir (%),Lahir\n7,0.955,1990-03-31\n', 'csv', options).value;
    const json = '{"NIP":"7","Hadir (%)":0.955,"Lahir":"1990-03-31"}\n';
    const lines = readRows(staff, json, 'jsonl', options).value;
    const objects = createObjectBinder(staff, options);
    const cells = row(1, ['Laporan']) + row(3, ['No', 'NIP', 'Hadir (%)', 'Lahir']);
    const rows = cells + row(4, [n('1'), '7', n('0.955', 1), n('32963', 2)]);
    const bytes = workbook({ sheets: [{ name: 'A', rows }], formats: [10, 14] });
    const sheet = readWorkbook(staff, bytes, options);
    const all = [
      ...(csv ?? []),
      ...(lines ?? []),
      objects.bind({ NIP: '7', 'Hadir (%)': 0.955, Lahir: '1990-03-31' }, 1),
      ...(sheet.value ?? []),
    ];
    expect(all.map(({ fields }) => [...fields].map(([name, value]) => `${name}=${value}`).join(' '))).toEqual(
      Array.from({ length: 4 }, () => 'nip=7 hadir=191/2 lahir=7394'),
    );
  });
});

describe('a mapping that cannot be right', () => {
  it.each([
    ['an input of nobody', 'columns: { hadirr: X }', 'TK630'],
    ['a fraction of money', 'columns: { pagu: { number: fraction } }', 'TK632'],
    ['numbers in a text', 'columns: { nip: { number: thousands } }', 'TK631'],
    ['dates in a number', 'columns: { hadir: { date: day_first } }', 'TK631'],
    ['a locale of a date', 'columns: { lahir: { locale: id } }', 'TK631'],
    ['numbers in the period', 'columns: { period: { number: plain } }', 'TK631'],
    ['one column for two inputs', 'columns: { nip: A, hadir: " A" }', 'TK633'],
    ['a column that is read and ignored', 'columns: { nip: A }\nignore: [A]', 'TK633'],
    ['the period twice', 'columns: { period: A, periode: A }', 'TK633'],
    ['an unknown form', 'columns: { hadir: { number: percents } }', 'TK108'],
    ['an unknown key', 'columns: { nip: { colum: A } }', 'TK103'],
    ['no columns', 'ignore: [A]', 'TK104'],
    ['a prototype', 'columns: { __proto__: A }', 'TK119'],
  ])('%s', (_, text, code) => {
    expect(refusals(text)).toContain(code);
  });
});
