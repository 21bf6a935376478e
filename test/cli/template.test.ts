import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { openWorkbook } from '../../src/data/xlsx-package.ts';
import { readSheet } from '../../src/data/xlsx-sheet.ts';
import { decoded, readXml } from '../../src/data/xml.ts';
import { encoded, inflated, joined, openZip, zipBytes } from '../../src/data/zip.ts';
import { n, row } from '../data/workbook.ts';
import { MemoryIo } from './memory-io.ts';

const RULES = `takar: 1
bahasa: id
aturan: loket
periode: triwulan
data_masukan:
  nip: { jenis: teks, kunci: ya, judul: Nomor induk pegawai }
  jabatan:
    jenis: pilihan
    pilihan: { petugas: Petugas loket, kepala: Kepala loket }
  izin: { jenis: cacah, satuan: izin, rentang: "(0..1_000]" }
  kehadiran: { jenis: persen, digit: 2, rentang: "[0..100)", boleh_kosong: ya }
  mulai: { jenis: tanggal }
  apel: { jenis: ya_tidak }
  denda: { jenis: uang, berlaku_jika: jabatan = kepala, rentang: "[0..)" }
indikator:
  hasil:
    polarisasi: makin_tinggi
    realisasi: izin
    target: 10 izin
    capaian: realisasi / target * 100
    batasi: "[0..120]"
    pembulatan: { digit: 2, cara: setengah_ke_atas }
    bobot: 100
    bila_kosong: tolak
nilai:
  akhir: { rumus: rerata_tertimbang(indikator), pembulatan: { digit: 2, cara: setengah_ke_atas } }
`;

async function takar(io: MemoryIo, line: string): Promise<number> {
  io.talked = '';
  return run(line.split(' '), io);
}

function world(): MemoryIo {
  const io = new MemoryIo();
  io.put('a.takar.yaml', RULES);
  return io;
}

function bytesOf(io: MemoryIo, path: string): Uint8Array {
  const bytes = io.files.get(path);
  if (!bytes) throw new Error(`no file ${path}: ${io.talked}`);
  return bytes;
}

function part(bytes: Uint8Array, name: string): string {
  const entry = openZip(bytes).get(name);
  return entry ? [...decoded(inflated(entry))].join('') : '';
}

/** As an officer would fill it in. */
function filled(bytes: Uint8Array, rows: string): Uint8Array {
  const sheet = part(bytes, 'xl/worksheets/sheet1.xml').replace('</sheetData>', `${rows}</sheetData>`);
  return joined(
    zipBytes(
      [...openZip(bytes).values()].map((entry) =>
        entry.name === 'xl/worksheets/sheet1.xml' ? { name: entry.name, content: encoded([sheet]) } : entry,
      ),
    ),
  );
}

const PERSON = row(2, ['199901', 'Kepala loket', n('12'), n('95.5'), n('46112', 5), 'ya', n('0')]);

describe('takar template', () => {
  it('makes a sheet with a column for each input, its choices and limits', async () => {
    const io = world();
    expect(await takar(io, 'template a.takar.yaml --out isian.xlsx')).toBe(0);
    const bytes = bytesOf(io, 'isian.xlsx');
    for (const [name, entry] of openZip(bytes))
      if (/\.(xml|rels|vml)$/.test(name)) readXml(decoded(inflated(entry)), {});
    const book = openWorkbook(bytes);
    expect(book.sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['Isian', false],
      ['_takar', true],
    ]);
    const [sheet, mark] = book.sheets;
    if (!sheet || !mark) throw new Error('no sheets');
    expect(readSheet(book, sheet, { locale: 'en' }).rows.map(({ texts }) => texts)).toEqual([
      ['nip', 'jabatan', 'izin', 'kehadiran', 'mulai', 'apel', 'denda'],
    ]);
    expect(readSheet(book, mark, { locale: 'en' }).rows.map(({ texts }) => texts)).toEqual([
      ['takar', '1', '-', 'jabatan', 'apel'],
      ['ruleset', 'loket', 'Petugas loket', 'ya'],
      ['inputs', expect.stringMatching(/^[0-9a-f]{8}$/), 'Kepala loket', 'tidak'],
      ['inputs 2', expect.stringMatching(/^[0-9a-f]{8}$/)],
      ['language', 'id'],
    ]);
    const xml = part(bytes, 'xl/worksheets/sheet1.xml');
    const rules = [
      ...xml.matchAll(
        /<dataValidation (?:type="(\w+)" )?(?:operator="(\w+)" )?[^>]*?sqref="(\w)2:[^>]*?>(.*?)(?=<dataValidation |<\/dataValidations)/g,
      ),
    ];
    expect(
      rules.map(([, type, operator, column, rest = '']) => [
        column,
        type,
        operator,
        rest.replace(/<[^>]*>/g, ' ').trim(),
      ]),
    ).toEqual([
      ['A', undefined, undefined, ''],
      ['B', 'list', undefined, "'_takar'!$D$2:$D$3"],
      ['C', 'whole', 'between', '1  1000'],
      ['D', 'decimal', 'between', '0.00  99.99'],
      ['E', 'date', 'between', '61  2958465'],
      ['F', 'list', undefined, "'_takar'!$E$2:$E$3"],
      ['G', 'whole', 'greaterThanOrEqual', '0'],
    ]);
    const notes = part(bytes, 'xl/comments1.xml');
    expect(notes).toContain('Nomor induk pegawai&#10;Kunci baris');
    expect(notes).toContain('Diisi hanya bila: jabatan = kepala');
  });

  it('keeps keys as text: the style of the empty column is that of texts', async () => {
    const io = world();
    await takar(io, 'template a.takar.yaml --out isian.xlsx');
    const bytes = bytesOf(io, 'isian.xlsx');
    const style = Number(/<col min="1" max="1"[^>]*style="(\d+)"/.exec(part(bytes, 'xl/worksheets/sheet1.xml'))?.[1]);
    const formats = [
      ...(part(bytes, 'xl/styles.xml')
        .split('<cellXfs')[1]
        ?.matchAll(/<xf numFmtId="(\d+)"/g) ?? []),
    ];
    expect(formats[style]?.[1]).toBe('49');
  });

  it('is read back as it was filled in, choices by their labels', async () => {
    const io = world();
    await takar(io, 'template a.takar.yaml --out isian.xlsx');
    io.files.set('data.xlsx', filled(bytesOf(io, 'isian.xlsx'), PERSON));
    expect(await takar(io, 'score a.takar.yaml --data data.xlsx --period 2026-Q3 --out r.csv')).toBe(0);
    expect(io.talked).not.toContain('TK6');
    expect(io.text('r.csv')).toContain('199901,2026-Q3,12,10,120.00,100,scored,120.00');
  });

  it('warns where the ruleset is another, or its inputs have changed', async () => {
    const io = world();
    await takar(io, 'template a.takar.yaml --out isian.xlsx');
    io.files.set('data.xlsx', filled(bytesOf(io, 'isian.xlsx'), PERSON));
    io.put('a.takar.yaml', RULES.replace('(0..1_000]', '(0..2_000]'));
    expect(await takar(io, 'score a.takar.yaml --data data.xlsx --period 2026-Q3 --out r.csv')).toBe(0);
    expect(io.talked).toContain("dibuat untuk versi lain dari aturan 'loket'");
    io.put('a.takar.yaml', RULES.replace('aturan: loket', 'aturan: meja'));
    await takar(io, 'score a.takar.yaml --data data.xlsx --period 2026-Q3 --out r.csv');
    expect(io.talked).toContain("dibuat untuk aturan 'loket', sedangkan yang dipakai menilai 'meja'");
    io.put('a.takar.yaml', RULES.replace('target: 10', 'target: 11'));
    await takar(io, 'score a.takar.yaml --data data.xlsx --period 2026-Q3 --out r.csv');
    expect(io.talked).not.toContain('TK649');
  });

  it('writes nothing but a workbook, and nothing for rules with errors', async () => {
    const io = world();
    expect(await takar(io, 'template a.takar.yaml --out isian.csv')).toBe(2);
    io.put('b.takar.yaml', RULES.replace('realisasi: izin', 'realisasi: izim'));
    expect(await takar(io, 'template b.takar.yaml --out isian.xlsx')).toBe(1);
    expect([...io.written]).toEqual([]);
  });

  it('gives the same bytes on every run', async () => {
    const io = world();
    await takar(io, 'template a.takar.yaml --out a.xlsx');
    await takar(io, 'template a.takar.yaml --out b.xlsx');
    expect(bytesOf(io, 'a.xlsx')).toEqual(bytesOf(io, 'b.xlsx'));
  });

  it('writes texts that XML cannot hold, or would change, so that they are read back', async () => {
    const { workbookBytes } = await import('../../src/data/xlsx-write.ts');
    const texts = [
      'a\u0000b\u0007',
      '_x0041_',
      ' lead',
      'line\r\nend\ttab',
      '<&">',
      '=1+1',
      '😀',
      "'x",
      '00123',
      '1E5',
    ];
    const rows = [texts.map((text) => ({ kind: 'text', text }) as const)];
    const book = openWorkbook(joined(workbookBytes([{ name: "a[b]'s: *?", header: ['x'], rows }])));
    const [sheet] = book.sheets;
    if (!sheet) throw new Error('no sheet');
    expect(readSheet(book, sheet, { locale: 'en' }).rows[1]?.texts).toEqual(texts);
  });
});

describe('a ruleset that takes more than one row a person has a sheet for each', () => {
  const WHOLE = `takar: 1
bahasa: id
aturan: kantor
data_masukan:
  nip: { jenis: teks, kunci: ya }
  unit_kerja: { jenis: teks }
  unsur: { jenis: desimal, digit: 0, rentang: "[1..4]", daftar: 2, bila_kosong: lewati }
data_kelompok:
  organisasi:
    kunci: unit_kerja
    data_masukan: { predikat: { jenis: pilihan, pilihan: [baik, cukup] } }
rincian:
  izin: { baris_terbanyak: 10, kolom: { nomor: { jenis: teks, kunci: ya }, kelas: { jenis: pilihan, pilihan: [kecil, besar] } } }
hitungan:
  banyak: banyaknya(izin yang kelas = besar)
  ikm: rerata(unsur)
  lulus: jika predikat = baik maka 1 selainnya 0
indikator:
  kerja:
    polarisasi: makin_tinggi
    templat: { jenis: desimal, digit: 2, rentang: "[1..100]", baris_terbanyak: 3 }
    capaian: realisasi / target * 100
    batasi: "[0..120]"
    pembulatan: { digit: 2, cara: setengah_ke_atas }
    bila_kosong: tolak
nilai:
  akhir: { rumus: rerata_tertimbang(indikator), pembulatan: { digit: 2, cara: setengah_ke_atas } }
`;

  it('with the columns of each, choices included; what is filled in is read without a warning', async () => {
    const io = world();
    io.put('a.takar.yaml', WHOLE);
    expect([await takar(io, 'template a.takar.yaml --out isian.xlsx'), io.talked]).toEqual([0, expect.anything()]);
    const workbook = openWorkbook(bytesOf(io, 'isian.xlsx'));
    const sheets = workbook.sheets.map((sheet) => [
      sheet.name,
      (readSheet(workbook, sheet, { locale: 'en', mostRows: 1 }).rows[0]?.texts ?? []).join(),
    ]);
    expect(sheets).toEqual([
      ['Isian', 'nip,unit_kerja,unsur.1,unsur.2'],
      ['Rencana', 'nip,nomor,indikator,judul,target,bobot,satuan,mulai,sampai,disetujui_oleh,disetujui_tanggal'],
      ['Realisasi', 'nip,nomor,indikator,realisasi'],
      ['izin', 'nip,nomor,kelas'],
      ['organisasi', 'unit_kerja,predikat'],
      ['_takar', 'takar,1,-,kelas,predikat'],
    ]);
    for (const [column, text] of [
      ['D', 'kelas'],
      ['E', 'predikat'],
    ]) {
      const number = text === 'kelas' ? 4 : 5;
      expect(part(bytesOf(io, 'isian.xlsx'), `xl/worksheets/sheet${number}.xml`)).toContain(
        `&apos;_takar&apos;!$${column}$2:$${column}$3`.replaceAll('&apos;', "'"),
      );
    }
    const args =
      'score a.takar.yaml --period 2026-Q3 --out o.csv --data isian.xlsx#Isian --plan isian.xlsx#Rencana --actuals isian.xlsx#Realisasi --details isian.xlsx#izin --group organisasi=isian.xlsx#organisasi';
    await takar(io, args);
    expect(io.talked).not.toContain('TK649');
    io.put('a.takar.yaml', WHOLE.replace('[kecil, besar]', '[kecil, besar, raksasa]'));
    await takar(io, args);
    expect(io.talked.match(/TK649/g)).toHaveLength(1);
  });
});
