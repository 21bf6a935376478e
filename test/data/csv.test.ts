import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvOptions, readCsv } from '../../src/data/csv.ts';
import { csvLine, safeCell } from '../../src/data/csv-write.ts';
import { brief } from './inputs.ts';

const PATH = 'data.csv';

function read(text: string, options: Partial<CsvOptions> = {}) {
  const { header, rows, findings } = readCsv(text, { path: PATH, ...options });
  return {
    table: [header, ...[...rows].map(({ cells }) => cells)],
    lines: [...rows].map(({ row }) => row),
    findings: findings.map(brief),
  };
}

describe('readCsv', () => {
  it.each([
    [
      'commas',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'semicolons',
      'a;b\n1,5;2\n',
      [
        ['a', 'b'],
        ['1,5', '2'],
      ],
    ],
    [
      'a comma in one name of a table with semicolons',
      'a;b, c\n1;2\n',
      [
        ['a', 'b, c'],
        ['1', '2'],
      ],
    ],
    [
      'a semicolon in quotes of a table with commas',
      '"a;x;y",b\n1,2\n',
      [
        ['a;x;y', 'b'],
        ['1', '2'],
      ],
    ],
    ['one column', 'a\n1\n', [['a'], ['1']]],
    [
      'no line end at the end',
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'CRLF',
      'a,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'CR alone',
      'a,b\r1,2\r',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a byte order mark',
      '\uFEFFa,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a byte order mark before a quote',
      '\uFEFF"a",b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'quotes',
      'a,b\n"1,""x""","2\n3"\n',
      [
        ['a', 'b'],
        ['1,"x"', '2\n3'],
      ],
    ],
    [
      'empty cells',
      'a,b,c\n,,1\n1,,\n"",2,""\n',
      [
        ['a', 'b', 'c'],
        ['', '', '1'],
        ['1', '', ''],
        ['', '2', ''],
      ],
    ],
    [
      'an empty cell at the very end',
      'a,b\n1,',
      [
        ['a', 'b'],
        ['1', ''],
      ],
    ],
    [
      'blanks are kept',
      'a , b\n 1,2 \n',
      [
        ['a ', ' b'],
        [' 1', '2 '],
      ],
    ],
    ['rows of other widths', 'a,b\n1\n1,2,3\n', [['a', 'b'], ['1'], ['1', '2', '3']]],
    [
      'dangerous names',
      '__proto__,constructor\n1,2\n',
      [
        ['__proto__', 'constructor'],
        ['1', '2'],
      ],
    ],
    ['a header and nothing else', 'a,b\n', [['a', 'b']]],
  ])('%s', (_, text, table) => {
    expect(read(text)).toMatchObject({ table, findings: [] });
  });

  it('takes the delimiter that it is told', () => {
    expect(read('a;b,c\n1;2,3\n', { delimiter: ',' }).table).toEqual([
      ['a;b', 'c'],
      ['1;2', '3'],
    ]);
  });

  it('counts lines as an editor does', () => {
    const text = 'a,b\r\n1,"x\r\n\r\ny"\r\n\r\n , \r\n2,3\r\n"p\nq","r\rs"\r\n4,5';
    expect(read(text)).toMatchObject({ lines: [2, 7, 8, 11], findings: [] });
  });

  it('skips lines without content, also before the header', () => {
    expect(read('\n\r\n , \na,b\n\n1,2\n;;\n,,,\n')).toMatchObject({
      table: [['a', 'b'], ['1', '2'], [';;']],
      lines: [6, 7],
    });
  });

  it('can be walked through twice', () => {
    const { rows } = readCsv('a\n1\n2\n', { path: PATH });
    expect([...rows]).toEqual([...rows]);
    expect([...rows]).toHaveLength(2);
  });

  it.each([
    ['nothing', '', 'TK620 data.csv'],
    ['blanks', '\uFEFF \n\r\n', 'TK620 data.csv'],
    ['a lone quote', 'a,b\n1,2\n1,x"y\n', 'TK616 3:: problem=lone_quote'],
    ['a blank before a quote', 'a,b\n1, "y"\n', 'TK616 2:: problem=lone_quote'],
    ['text after a quote', 'a,b\n"1"x,2\n', 'TK616 2:: problem=after_quote'],
    ['text after a quote on a later line', 'a,b\n"1\n\n2"x,2\n', 'TK616 4:: problem=after_quote'],
    ['a quote that stays open', 'a,b\n1,2\n3,"4\n5,6\n', 'TK616 3:: problem=unclosed_quote'],
    ['a quote at the very end', 'a,b\n1,"', 'TK616 2:: problem=unclosed_quote'],
    ['two quotes at the very end', 'a,b\n1,"""', 'TK616 2:: problem=unclosed_quote'],
    ['a broken header', 'a,b"\n1,2', 'TK616 1:: problem=lone_quote'],
    ['NUL', 'a,b\n1,2\r\n3,\0', 'TK616 3:: problem=nul'],
    ['UTF-16 taken for text', 'a\0,\0b\0', 'TK616 1:: problem=nul'],
    ['a long row', `a,b\n1,${'x'.repeat(1_000_001)}\n`, 'TK623 2:: limit=1000000 of=characters'],
    [
      'a long row of many cells',
      `a,b\n${`${'x'.repeat(999)},`.repeat(1001)}\n`,
      'TK623 2:: limit=1000000 of=characters',
    ],
    ['a wide row', `a,b\n${','.repeat(20_000)}x\n`, 'TK623 2:: limit=20000 of=columns'],
  ])('refuses the file for %s', (_, text, finding) => {
    expect(read(text)).toEqual({ table: [[]], lines: [], findings: [finding] });
  });

  it('takes the longest and widest rows that are allowed', () => {
    expect(read(`${','.repeat(19_999)}x\n`).table[0]).toHaveLength(20_000);
    expect(read(`a\n${'x'.repeat(1_000_000)}\n`).findings).toEqual([]);
  });

  it('agrees with csv-parse on whatever it writes', () => {
    const cell = fc.oneof(fc.stringMatching(/^[ab,;" \n\r]{0,6}$/), fc.string());
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    const quoteAll = (row: readonly string[]) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(',');
    fc.assert(
      fc.property(table, fc.boolean(), fc.constantFrom('\n', '\r\n'), (given, all, end) => {
        const rows = given.filter((row) => row.some((text) => text.trim() !== '')).map((row) => row.map(withoutNul));
        fc.pre(rows.length > 0 && rows.every((row) => row.some((text) => text.trim() !== '')));
        const text = rows.map(all ? quoteAll : csvLine).join(end);
        fc.pre(!text.startsWith('\uFEFF'));
        const ours = read(text, { delimiter: ',' });
        expect(ours.findings).toEqual([]);
        expect(ours.table).toEqual(rows);
        const options = { relax_column_count: true, record_delimiter: end, max_record_size: 1_000_000 };
        expect(ours.table).toEqual(parse(text, options));
      }),
      { seed: 20260101, numRuns: 1000 },
    );
  });

  it('agrees with csv-parse on what is well formed at all', () => {
    let wellFormed = 0;
    fc.assert(
      fc.property(fc.stringMatching(/^[ab,"\n]{1,12}$/), (text) => {
        const theirs = attempt(() => parse(text, { relax_column_count: true, record_delimiter: '\n' }));
        const ours = read(text, { delimiter: ',' });
        const content = theirs?.filter((row) => row.some((each) => each.trim() !== ''));
        expect(ours.findings.some((finding) => finding.startsWith('TK616'))).toBe(theirs === undefined);
        if (content === undefined || content.length === 0) return;
        wellFormed++;
        expect(ours.table).toEqual(content);
      }),
      { seed: 20260101, numRuns: 3000 },
    );
    expect(wellFormed).toBeGreaterThan(100);
  });

  it('takes time linear in the text', () => {
    const started = performance.now();
    read(`a,b\n${'1,"x""y"\n'.repeat(100_000)}`);
    read(`a,b\n${'"'.repeat(900_000)}`);
    read('"\n'.repeat(300_000));
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

function withoutNul(text: string): string {
  return text.replaceAll('\0', '');
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

describe('csvLine and safeCell', () => {
  it('quote where needed', () => {
    expect(csvLine(['a', 'b,c', 'd"e', 'f\ng', 'h\ri', ' j ', ''])).toBe('a,"b,c","d""e","f\ng","h\ri", j ,');
  });
  it.each(['=1+1', '+62', '-3', '@a', '\t=1', '\r=1', '\n=1'])('%j does not run', (text) => {
    expect(safeCell(text, false)).toBe(`'${text}`);
  });
  it.each(['a=b', "'=x", '', '1', ' =x'])('%j is left as it is', (text) => {
    expect(safeCell(text, false)).toBe(text);
  });
  it('leaves numbers alone', () => {
    expect(safeCell('-3.50', true)).toBe('-3.50');
  });
});
