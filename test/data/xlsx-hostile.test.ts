import { zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readWorkbook } from '../../src/data/read-workbook.ts';
import { joined, openZip, zipBytes } from '../../src/data/zip.ts';
import { brief, input, withInputs } from './inputs.ts';
import { n, row, workbook, workbookParts, zipOf } from './workbook.ts';

const ruleset = withInputs(input('nip', 'text', { key: true }), input('nilai', 'decimal', { optional: true }));

function read(bytes: Uint8Array) {
  const { value, diagnostics } = readWorkbook(ruleset, bytes, { path: 'x.xlsx', locale: 'en' });
  return { findings: diagnostics.map(brief), rows: [...(value ?? [])] };
}

const table = row(1, ['nip', 'nilai']) + row(2, ['1', n('5')]);
const parts = workbookParts({ sheets: [{ name: 'Data', rows: table }] });
const SHEET = 'xl/worksheets/sheet1.xml';
const problem = (name: string) => [`TK640 x.xlsx problem=${name}`];

function sheetXml(rows: string, before = ''): Uint8Array {
  const xml = `${before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`;
  return zipOf({ ...parts, [SHEET]: xml });
}

/** One byte changed. */
function spoilt(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = bytes.slice();
  copy[at] = value;
  return copy;
}

describe('a workbook that is none', () => {
  it.each([
    ['nothing', new Uint8Array(), 'not_workbook'],
    ['text', new TextEncoder().encode('nip,nilai\n1,5\n'), 'not_workbook'],
    ['an archive of something else', zipOf({ 'readme.txt': 'x' }), 'not_workbook'],
    ['an old or locked workbook', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'protected'],
    ['half of one', zipOf(parts).slice(0, 900), 'not_workbook'],
  ])('%s', (_, bytes, name) => {
    expect(read(bytes).findings).toEqual(problem(name));
  });

  it('never more than one finding, wherever a byte is changed', () => {
    const good = workbook({ sheets: [{ name: 'Data', rows: table }] });
    const expected = read(good).rows;
    expect(expected).toHaveLength(1);
    for (let at = 0; at < good.length; at += 3) {
      const { findings, rows } = read(spoilt(good, at, (good[at] ?? 0) ^ 0x15));
      // Either it does not matter, or all of it is refused: never other rows.
      if (findings.length === 0) expect(rows).toEqual(expected);
      else expect(rows).toEqual([]);
    }
  });

  it('takes checksum and size at their word', () => {
    const entry = openZip(zipOf(parts)).get(SHEET);
    if (!entry) throw new Error('no sheet');
    const others = [...openZip(zipOf(parts)).values()].filter(({ name }) => name !== SHEET);
    const again = (changed: object) => joined(zipBytes([...others, { ...entry, ...changed }]));
    expect(read(again({})).findings).toEqual([]);
    expect(read(again({ crc: entry.crc ^ 1 })).findings).toEqual(problem('damaged'));
    expect(read(again({ size: entry.size + 1 })).findings).toEqual(problem('damaged'));
    expect(read(joined(zipBytes([...others, entry, entry]))).findings).toEqual(problem('damaged'));
  });

  it('refuses what a part is encrypted or packed by', () => {
    const bytes = zipOf(parts);
    const view = new DataView(bytes.buffer);
    const central = view.getUint32(bytes.length - 6, true);
    expect(read(spoilt(bytes, central + 8, 1)).findings).toEqual(problem('protected'));
    expect(read(spoilt(bytes, central + 10, 12)).findings).toEqual(problem('damaged'));
  });
});

describe('XML that is no sheet', () => {
  const lol = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(100)}">]>`;
  it.each([
    ['entities that grow', sheetXml(row(1, ['nip', { x: '<c t="str"><v>&b;</v></c>' }]), lol), 'entities'],
    ['a document type', sheetXml(table, '<!DOCTYPE worksheet SYSTEM "file:///etc/passwd">'), 'entities'],
    ['an entity of nobody', sheetXml(row(1, [{ x: '<c t="str"><v>&lol;</v></c>' }])), 'damaged'],
    ['an open tag', sheetXml('<row r="1">'), 'damaged'],
    ['deep nesting', sheetXml(`<row r="1">${'<a>'.repeat(100_000)}`), 'damaged'],
    ['rows out of order', sheetXml(row(5, ['nip']) + row(4, ['1'])), 'damaged'],
    ['a row twice', sheetXml(row(5, ['nip']) + row(5, ['1'])), 'damaged'],
    ['a cell twice', sheetXml('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'), 'damaged'],
    ['a row beyond the last', sheetXml(row(1_048_577, ['nip'])), 'damaged'],
    ['a column beyond the last', sheetXml('<row r="1"><c r="XFE1"><v>1</v></c></row>'), 'damaged'],
    ['a text that is not there', sheetXml('<row r="1"><c t="s"><v>7</v></c></row>'), 'damaged'],
    ['bytes that are no UTF-8', zipOf({ ...parts, [SHEET]: Uint8Array.from([0x3c, 0x61, 0xff, 0x3e]) }), 'damaged'],
    ['a text without end', sheetXml(row(1, ['nip', 'x'.repeat(100_001)])), 'too_large'],
  ])('%s', (_, bytes, name) => {
    expect(read(bytes).findings).toEqual(problem(name));
  });
});

describe('too much of it', () => {
  it('an archive that inflates a thousandfold', () => {
    const blanks = ' '.repeat(200_000_000);
    const bytes = sheetXml(table + blanks);
    expect(bytes.length).toBeLessThan(400_000);
    const started = performance.now();
    expect(read(bytes).findings).toEqual(problem('too_large'));
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it('an archive in an archive is not opened', () => {
    const inner = zlibSync(new Uint8Array(50_000_000));
    expect(read(zipOf({ ...parts, 'xl/embeddings/inner.zip': inner })).findings).toEqual([]);
  });

  it('ten thousand parts and one', () => {
    const many = Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`p${index}`, '']));
    expect(read(zipOf(many)).findings).toEqual(problem('too_large'));
  });

  it('all rows and columns of a sheet, empty but formatted', () => {
    const rows = Array.from(
      { length: 200_000 },
      (_, index) => `<row r="${index + 3}"><c r="A${index + 3}" s="0"/></row>`,
    );
    const { findings, rows: found } = read(
      sheetXml(`${table}${rows.join('')}<row r="1048576"><c r="XFD1048576" s="0"/></row>`),
    );
    expect([findings, found.length]).toEqual([[], 1]);
  });

  it('a header of all columns', () => {
    const names = Array.from({ length: 16_384 }, (_, index) => (index === 9000 ? 'nip' : `_${index}`));
    const wide =
      row(1, names) +
      row(
        2,
        names.map((_, index) => (index === 9000 ? '7' : null)),
      );
    expect(read(sheetXml(wide)).rows.map(({ key }) => key)).toEqual(['7']);
  });

  it('wide and long at once', () => {
    const names = Array.from({ length: 16_384 }, (_, index) => (index === 0 ? 'nip' : `_${index}`));
    const rows = Array.from({ length: 20_000 }, (_, index) => row(index + 2, [`${index}`]));
    expect(read(sheetXml(row(1, names) + rows.join(''))).findings).toEqual(problem('too_large'));
  });

  it('merged cells over everything', () => {
    const merges = Array.from({ length: 3000 }, () => '<mergeCell ref="C4:XFD1048576"/>').join('');
    const started = performance.now();
    expect(
      read(workbook({ sheets: [{ name: 'Data', rows: table, after: `<mergeCells>${merges}</mergeCells>` }] })).rows,
    ).toHaveLength(1);
    const all = '<mergeCells><mergeCell ref="A3:XFD1048576"/><mergeCell ref="A"/><mergeCell/></mergeCells>';
    expect(read(workbook({ sheets: [{ name: 'Data', rows: table, after: all }] })).rows).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
