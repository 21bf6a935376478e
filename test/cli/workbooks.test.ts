import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { diagnostic } from '../../src/base/diagnostic.ts';
import { run } from '../../src/cli/run.ts';
import { openWorkbook, type Workbook } from '../../src/data/xlsx-package.ts';
import { readSheet } from '../../src/data/xlsx-sheet.ts';
import { decoded, readXml } from '../../src/data/xml.ts';
import { inflated, joined, openZip, type Zip, zipBytes } from '../../src/data/zip.ts';
import { markedWorkbook } from '../../src/report/reject-workbook.ts';
import { n, row, workbook, workbookParts, zipOf } from '../data/workbook.ts';
import { readDocument } from './document.ts';
import { MemoryIo } from './memory-io.ts';

const document = readDocument(readFileSync(new URL('../cases/cli/score.txt', import.meta.url), 'utf8'));
const RULES = document.find(({ argument }) => argument === 'a.takar.yaml')?.body ?? '';

const ROWS = [
  ['A1', 'north', 'desk', n('0.9', 1), null, { x: '<c t="b"><v>1</v></c>' }],
  ['A2', 'north', 'desk', n('0.8', 1), null, { x: '<c t="b"><v>1</v></c>' }],
  ['=A3', 'south, "old"', 'field', n('1', 1), n('6.5'), { x: '<c t="b"><v>1</v></c>' }],
  ['A4', 'south', 'desk', null, null, { x: '<c t="b"><v>1</v></c>' }],
] as const;
const HEADER = ['nip', 'unit', 'job', 'done', 'days', 'passed'];

function good(): Uint8Array {
  const rows = ROWS.map((cells, index) => row(index + 3, [...cells])).join('');
  return workbook({ sheets: [{ name: 'Data', rows: row(1, ['Office']) + row(2, HEADER) + rows }], formats: [9] });
}

function world(files: Readonly<Record<string, Uint8Array>> = {}): MemoryIo {
  const io = new MemoryIo();
  io.put('a.takar.yaml', RULES);
  for (const [path, bytes] of Object.entries(files)) io.files.set(path, bytes);
  return io;
}

async function takar(io: MemoryIo, line: string): Promise<number> {
  io.talked = '';
  io.said = '';
  return run([...line.split(' '), '--lang', 'en'], io);
}

function bytesOf(io: MemoryIo, path: string): Uint8Array {
  const bytes = io.files.get(path);
  if (!bytes) throw new Error(`no file ${path}`);
  return bytes;
}

function table(book: Workbook, sheet = 0): string[][] {
  const part = book.sheets[sheet];
  if (!part) throw new Error('no such sheet');
  const { rows } = readSheet(book, part, { locale: 'en' });
  return rows.map(({ columns, texts }) => {
    const cells: string[] = [];
    columns.forEach((column, index) => {
      cells[column - 1] = texts[index] ?? '';
    });
    return Array.from(cells, (text) => text ?? '');
  });
}

function textOf(zip: Zip, part: string): string {
  const entry = zip.get(part);
  return entry ? [...decoded(inflated(entry))].join('') : '';
}

/** All parts are well-formed, and what they refer to is there. */
function sound(bytes: Uint8Array): Zip {
  const zip = openZip(bytes);
  for (const [name, entry] of zip) {
    if (!/\.(xml|rels|vml)$/.test(name)) continue;
    readXml(decoded(inflated(entry)), {});
    if (!name.endsWith('.rels')) continue;
    const folder = name.replace(/_rels\/[^/]*$/, '');
    for (const [, target = ''] of textOf(zip, name).matchAll(/Target="([^"]*)"/g)) {
      const url = new URL(target, `file:///${folder}`).pathname.slice(1);
      expect([...zip.keys()]).toContain(url);
    }
  }
  return zip;
}

describe('results in a workbook', () => {
  it('are those of the CSV, with a sentence at the end', async () => {
    const io = world({ 'data.xlsx': good() });
    expect(await takar(io, 'score a.takar.yaml --data data.xlsx --period 2026-Q3 --out r.xlsx')).toBe(0);
    expect(await takar(io, 'score a.takar.yaml --data data.xlsx --period 2026-Q3 --out r.csv')).toBe(0);
    expect(io.personal).toContain('r.xlsx');
    sound(bytesOf(io, 'r.xlsx'));
    const written = table(openWorkbook(bytesOf(io, 'r.xlsx')));
    const csv = io.text('r.csv').trimEnd().split('\n');
    expect(written[0]).toEqual([...(csv[0]?.split(',') ?? []), 'explanation']);
    expect(written.map((cells) => cells.at(-1))).toEqual([
      'explanation',
      'Award gold: meets the condition of gold, rank 1 with room for 1.',
      'Award nothing: placed in no tier; gold: condition does not hold.',
      'Award gold: meets the condition of gold, rank 1 with room for 1.',
      'Not assessed: there is no indicator that could be assessed.',
    ]);
    // The plain decimals mean the same numbers; texts that begin as formulas stand as they are.
    expect(written[3]?.slice(0, 3)).toEqual(['=A3', '2026-Q3', '100']);
    expect(written[3]).toContain('=1+1');
    expect(csv[1]?.split(',').slice(0, 5)).toEqual(['A1', '2026-Q3', '90.00', '90', '100.00']);
    expect(written[1]?.slice(0, 5)).toEqual(['A1', '2026-Q3', '90', '90', '100']);
  });

  it('have numbers as numbers with their digits, a frozen bold header, and no formula', async () => {
    const io = world({ 'data.xlsx': good() });
    await takar(io, 'score a.takar.yaml --data data.xlsx --period 2026-Q3 --out r.xlsx --columns summary');
    const zip = openZip(bytesOf(io, 'r.xlsx'));
    const sheet = textOf(zip, 'xl/worksheets/sheet1.xml');
    expect(sheet).not.toMatch(/<f[ >/]/);
    expect(sheet).toContain('<pane ySplit="1"');
    expect(sheet).toMatch(/<c r="A1" s="1" t="inlineStr">/);
    expect(sheet).toContain('<v>109.5</v>');
    expect(textOf(zip, 'xl/styles.xml')).toContain('formatCode="0.0"');
  });

  it('are the same bytes on every run', async () => {
    const [one, two] = [world({ 'data.xlsx': good() }), world({ 'data.xlsx': good() })];
    const line = 'score a.takar.yaml --data data.xlsx --period 2026-Q3 --out r.xlsx';
    await takar(one, line);
    await takar(two, line);
    expect(bytesOf(one, 'r.xlsx')).toEqual(bytesOf(two, 'r.xlsx'));
  });

  it('do not replace the data, whichever sheet is named', async () => {
    const io = world({ 'data.xlsx': good() });
    expect(await takar(io, 'score a.takar.yaml --data data.xlsx#Data --period 2026-Q3 --out data.xlsx')).toBe(2);
    expect(io.talked).toContain('TK909');
  });
});

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DIRTY_ROWS =
  row(1, ['Office']) +
  row(2, [...HEADER, '_total', 'note']) +
  row(3, [
    'B1',
    'north',
    'desk',
    n('0.955', 1),
    null,
    { x: '<c t="b"><v>1</v></c>' },
    { x: '<c s="1"><f>D3*2</f><v>1.91</v></c>' },
    'keep',
  ]) +
  row(4, [
    'B2',
    'north',
    'field',
    { x: '<c s="2" t="e"><f>1/0</f><v>#DIV/0!</v></c>' },
    null,
    { x: '<c t="b"><v>1</v></c>' },
  ]) +
  row(5, [n('1.9900101201503101E+17'), 'north', 'desk', n('1', 1), null, { x: '<c t="b"><v>1</v></c>' }]) +
  row(6, ['B4', 'north', 'desk', n('1', 1), null, 'perhaps']) +
  row(7, ['B5', 'north', 'field', n('1', 1), null, { x: '<c t="b"><v>1</v></c>' }]);

function dirty(more: Record<string, string> = {}, after = ''): Uint8Array {
  const parts = workbookParts({
    sheets: [
      { name: 'Data', rows: DIRTY_ROWS, after },
      { name: 'Lain', rows: row(1, ['x', { x: '<c><f>Data!D3</f><v>0.955</v></c>' }]) },
    ],
    formats: [9, '"kg" 0'],
  });
  return zipOf({ ...parts, 'xl/theme/theme1.xml': '<theme/>', 'docProps/app.xml': '<Properties/>', ...more });
}

describe('rejected rows in a copy of the workbook', () => {
  const LINE = 'score a.takar.yaml --data data.xlsx#Data --period 2026-Q3 --out r.csv --rejects x.xlsx';

  it('colours and comments bad cells, and keeps everything else', async () => {
    const io = world({ 'data.xlsx': dirty() });
    expect(await takar(io, LINE)).toBe(1);
    expect(io.personal).toContain('x.xlsx');
    const [before, after] = [openZip(dirty()), sound(bytesOf(io, 'x.xlsx'))];
    const touched = ['xl/worksheets/sheet1.xml', 'xl/styles.xml', '[Content_Types].xml'];
    for (const [name, entry] of before) {
      if (touched.includes(name)) continue;
      expect([name, after.get(name)?.packed]).toEqual([name, entry.packed]);
    }
    const sheet = textOf(after, 'xl/worksheets/sheet1.xml');
    const plain = sheet.replace(/<c s="\d+" r="F6"/, '<c r="F6"').replace(/<legacyDrawing[^>]*>/, '');
    const own = textOf(before, 'xl/worksheets/sheet1.xml');
    // Three styles, one legacy drawing and one new cell: nothing else.
    expect(sheet.match(/s="[3-9]"/g)).toHaveLength(4);
    expect(
      plain
        .replace(/(r="D4" s=)"\d"/, '$1"2"')
        .replace(/(r="A5" s=)"\d"/, '$1"0"')
        .replace('<c r="E7" s="4"/>', ''),
    ).toBe(own);
    const comments = textOf(after, 'xl/comments1.xml');
    expect(
      [...comments.matchAll(/<comment ref="(\w+)".*?<t[^>]*>(TK\d+)/g)].map(([, cell, code]) => [cell, code]),
    ).toEqual([
      ['D4', 'TK603'],
      ['A5', 'TK611'],
      ['F6', 'TK613'],
      ['E7', 'TK606'],
    ]);
    // A copied style keeps its number format, and the fill is new.
    const styles = textOf(after, 'xl/styles.xml');
    expect(styles).toContain('<xf applyFill="1" fillId="1" numFmtId="201"/>');
    expect(styles).toContain('<fill><patternFill patternType="solid">');
    expect(styles).toMatch(/<cellXfs count="5">/);
  });

  it('can be read again as it was', async () => {
    const io = world({ 'data.xlsx': dirty() });
    await takar(io, LINE);
    const csv = io.text('r.csv');
    expect(table(openWorkbook(bytesOf(io, 'x.xlsx')))).toEqual(table(openWorkbook(dirty())));
    await takar(io, LINE.replace('data.xlsx', 'x.xlsx').replace('--rejects x.xlsx', '--rejects y.xlsx'));
    expect(io.text('r.csv')).toBe(csv);
  });

  it('adds to comments that are there', async () => {
    const relations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="../comments1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/></Relationships>`;
    const comments = `<comments xmlns="${MAIN}"><authors><author>Ibu Sri</author></authors><commentList><comment ref="D4" authorId="0"><text><t>cek</t></text></comment><comment ref="H3" authorId="0"><text><t>ok</t></text></comment></commentList></comments>`;
    const vml =
      '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="_x0000_s1025"/></xml>';
    const input = dirty(
      {
        'xl/worksheets/_rels/sheet1.xml.rels': relations,
        'xl/comments1.xml': comments,
        'xl/drawings/vmlDrawing1.vml': vml,
      },
      '<legacyDrawing r:id="rId2"/><extLst/>',
    );
    const io = world({ 'data.xlsx': input });
    await takar(io, LINE);
    const zip = sound(bytesOf(io, 'x.xlsx'));
    const text = textOf(zip, 'xl/comments1.xml');
    expect(text).toMatch(/<comment ref="D4" authorId="0"><text><t>cek<\/t><r><t xml:space="preserve">\nTK603/);
    expect(text).toContain('<comment ref="H3" authorId="0"><text><t>ok</t></text></comment>');
    expect(text).toContain('<author>Ibu Sri</author><author>takar</author>');
    expect(text).toMatch(/<comment ref="A5" authorId="1">/);
    expect(textOf(zip, 'xl/worksheets/sheet1.xml').match(/<legacyDrawing /g)).toHaveLength(1);
    expect(textOf(zip, 'xl/drawings/vmlDrawing1.vml').match(/<v:shape /g)).toHaveLength(4);
  });

  it('puts the drawing where the order of a sheet wants it', async () => {
    const io = world({
      'data.xlsx': dirty({}, '<pageMargins left="1"/><tableParts count="0"/><extLst><ext/></extLst>'),
    });
    await takar(io, LINE);
    const text = textOf(openZip(bytesOf(io, 'x.xlsx')), 'xl/worksheets/sheet1.xml');
    expect(text).toMatch(/<pageMargins left="1"\/><legacyDrawing [^>]*\/><tableParts/);
  });

  it('is a plain copy where nothing was rejected, and a table where the data are no workbook', async () => {
    const io = world({ 'data.xlsx': good() });
    await takar(io, LINE);
    expect([...openZip(bytesOf(io, 'x.xlsx'))]).toEqual([...openZip(good())]);
    io.put('data.csv', 'nip,unit,job,done,days,passed\nC1,north,desk,x,,true\n');
    await takar(io, LINE.replace('data.xlsx#Data', 'data.csv'));
    sound(bytesOf(io, 'x.xlsx'));
    expect(table(openWorkbook(bytesOf(io, 'x.xlsx')))).toEqual([
      ['row', 'key', 'column', 'code', 'message'],
      ['2', 'C1', 'done', 'TK603', "'x' cannot be read as a value of this column."],
    ]);
  });
});

it('a sheet that is too large to be marked gives the table of the rejected rows', () => {
  const place = { kind: 'cell', cell: { path: 'd.xlsx', row: 3, column: 1, columnName: 'nip' } } as const;
  const rejects = [{ row: 3, key: 'A1', findings: [diagnostic('TK606', place, {})] }];
  const layout = { sheet: 'Data', columns: new Map([['nip', 1]]) };
  const part = 'xl/worksheets/sheet1.xml';
  const entries = [...openZip(good()).values()];
  const grown = entries.map((entry) => (entry.name === part ? { ...entry, size: 2 ** 29 } : entry));
  const book = openWorkbook(joined(markedWorkbook(joined(zipBytes(grown)), layout, rejects, 'en')));
  expect(book.sheets.map(({ name }) => name)).toEqual(['Rejected']);
  expect(table(book)[1]?.slice(0, 4)).toEqual(['3', 'A1', 'nip', 'TK606']);
  // One of ordinary size is marked.
  const marked = openWorkbook(joined(markedWorkbook(good(), layout, rejects, 'en')));
  expect(marked.sheets.map(({ name }) => name)).toEqual(['Data']);
});

it('the sheet to fill in says how a percent is typed', async () => {
  const io = world();
  expect(await takar(io, 'template a.takar.yaml --out t.xlsx')).toBe(0);
  const zip = openZip(bytesOf(io, 't.xlsx'));
  const [comments] = [...zip.keys()].filter((name) => name.startsWith('xl/comments'));
  expect(textOf(zip, comments ?? '')).toContain('Write 95 for 95 %, without the percent sign.');
});
