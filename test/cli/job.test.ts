import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isOption } from '../../src/cli/commands.ts';
import { pathWithin } from '../../src/cli/paths.ts';
import { run } from '../../src/cli/run.ts';
import { JOB, JOB_FIELDS, MAPPING } from '../../src/language/job.ts';
import type { Language } from '../../src/language/vocabulary.ts';
import { readDocument } from '../../src/syntax/document.ts';
import { parseJob, parseMapping } from '../../src/syntax/parse-settings.ts';
import { fitsShape } from '../../src/syntax/shape-fits.ts';
import { MemoryIo } from './memory-io.ts';

const JOB_TEXT = `takar: 1
bahasa: id
aturan: ../a.takar.yaml
periode: 2026-Q3
data:
  - satu.csv
  - { berkas: dua.xlsx, lembar: "Juli #2" }
penulisan_angka: id
pemetaan: kolom.yaml
keluaran:
  hasil: hasil.csv
  kolom: ringkas
  nama: ya
  berhenti_bila_ada_ditolak: tidak
  paling_banyak_ditolak: 2%
`;

const MAPPING_TEXT = `takar: 1
columns:
  nip: NIP
  hadir: { column: Hadir, number: fraction, locale: id }
  lulus: { date: month_first }
ignore: [No, "Catatan, lama"]
`;

describe('[D5] a job file', () => {
  it('says what the command line would say', () => {
    const { value, diagnostics } = parseJob({ path: 'j', text: JOB_TEXT });
    expect(diagnostics).toEqual([]);
    expect(value?.ruleset.value).toBe('../a.takar.yaml');
    const said = value?.settings.map(({ option, texts, files }) => [
      option,
      texts ?? files?.map(({ path, sheet }) => [path.value, sheet]),
    ]);
    expect(said).toEqual([
      ['period', ['2026-Q3']],
      ['data', [['satu.csv', undefined], ['dua.xlsx', 'Juli #2']]], // biome-ignore format: one file a pair
      ['locale', ['id']],
      ['mapping', [['kolom.yaml', undefined]]],
      ['out', [['hasil.csv', undefined]]],
      ['columns', ['summary']],
      ['names', ['']],
      ['fail-on-reject', []],
      ['max-rejects', ['2%']],
    ]);
  });

  it('names files by names, or one alone', () => {
    const text = `takar: 1
ruleset: a.takar.yaml
details: { permits: izin.csv, keluhan: { file: k.xlsx, sheet: Q3 } }
groups: { unit: unit.csv }
calendars: libur.csv
`;
    const said = (whole: string) =>
      parseJob({ path: 'j', text: whole }).value?.settings.map(({ option, files }) => [
        option,
        ...(files ?? []).map(({ name, path, sheet }) => [name, path.value, sheet].join()),
      ]);
    expect(said(text)).toEqual([
      ['details', 'permits,izin.csv,', 'keluhan,k.xlsx,Q3'],
      ['group', 'unit,unit.csv,'],
      ['calendar', ',libur.csv,'],
    ]);
    expect(said(text.replace('libur.csv', '{ nasional: a.csv, daerah: b.csv }'))?.at(-1)).toEqual([
      'calendar',
      'nasional,a.csv,',
      'daerah,b.csv,',
    ]);
  });

  it('names only options that the runner has', () => {
    expect(JOB_FIELDS.map(({ option }) => option).filter((option) => !isOption(option))).toEqual([]);
  });

  it('fits its published schema where the reader takes it, and only there', () => {
    for (const [name, text, shape, read] of [
      ['job', JOB_TEXT, JOB, parseJob],
      ['mapping', MAPPING_TEXT, MAPPING, parseMapping],
    ] as const) {
      const schema: unknown = JSON.parse(readFileSync(`grammar/${name}.schema.json`, 'utf8'));
      const valid = new Ajv2020({ strict: false }).compile(schema as object);
      let refused = 0;
      for (const variant of [text, ...damaged(text)]) {
        const { root } = readDocument({ path: 'v', text: variant });
        if (!root) continue;
        const language: Language = variant.includes('bahasa: id') ? 'id' : 'en';
        const fits = fitsShape(root, language, shape);
        const data: unknown = parse(variant, { schema: 'core' });
        expect([variant, valid(data)]).toEqual([variant, fits]);
        const { value, diagnostics } = read({ path: 'v', text: variant });
        expect([variant, value !== undefined]).toEqual([variant, diagnostics.length === 0]);
        if (!fits) {
          refused++;
          expect([variant, value]).toEqual([variant, undefined]);
        }
      }
      expect(refused).toBeGreaterThan(20);
    }
  });
});

/** One line left out, one key misspelt, one value replaced. */
function* damaged(text: string): Generator<string> {
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    const replaced = (by: string) => [...lines.slice(0, index), by, ...lines.slice(index + 1)].join('\n');
    const match = /^(\s*)([\w]+): /.exec(line);
    if (!match || match[2] === 'bahasa') continue;
    for (const value of ['x', '[a]', '[]', '{}', '{ berkas: a }', '{ file: a, sheet: b }', '{ q: 1 }', 'true', '']) {
      yield replaced(`${match[0]}${value}`);
    }
    yield replaced(`${match[1]}__proto__: 1`);
    yield replaced(`${match[1]}constructor: 1`);
    yield replaced('');
  }
}

it('the job of the example does what its parts do', async () => {
  const folder = 'examples/dpmptsp/';
  const io = new MemoryIo();
  for (const file of ['2026-Q3.takar-job.yaml', 'dpmptsp.takar.yaml', 'data/2026-Q3.csv']) {
    io.put(folder + file, readFileSync(folder + file, 'utf8'));
  }
  expect(await run(['score', `${folder}2026-Q3.takar-job.yaml`], io)).toBe(1);
  expect([...io.written]).toEqual(
    ['hasil-2026-Q3.csv', 'hasil-2026-Q3.ditolak.csv', 'hasil-2026-Q3.ringkasan.json'].map((file) => folder + file),
  );
  const data = ['--data', `${folder}data/2026-Q3.csv`, '--period', '2026-Q3', '--out', 'o.csv'];
  expect(await run(['score', `${folder}dpmptsp.takar.yaml`, ...data], io)).toBe(1);
  expect(io.text(`${folder}hasil-2026-Q3.csv`)).toBe(io.text('o.csv'));
});

it('a job with details: the mapping is about the records alone', async () => {
  const io = new MemoryIo();
  io.put('skm.takar.yaml', readFileSync('test/cases/ruleset/good/skm-responden.takar.yaml', 'utf8'));
  io.put('kolom.yaml', 'takar: 1\nbahasa: id\nkolom: { kode_unit: Kode Unit }\n');
  io.put('unit.csv', 'Kode Unit\nA\n');
  const marks = ['4,4,3,4,3,4,4,3,4', '3,3,2,4,3,3,4,3,3'];
  io.put('r.csv', `kode_unit,u1,u2,u3,u4,u5,u6,u7,u8,u9\n${marks.map((mark) => `A,${mark}\n`).join('')}`);
  const job = 'takar: 1\nbahasa: id\naturan: skm.takar.yaml\nperiode: 2026-S1\ndata: unit.csv\npemetaan: kolom.yaml\n';
  io.put('j.takar-job.yaml', `${job}rincian: { responden: r.csv }\nkeluaran: { hasil: o.csv, kolom: ringkas }\n`);
  expect([await run(['score', 'j.takar-job.yaml'], io), io.talked]).toEqual([0, expect.any(String)]);
  expect(io.text('o.csv')).toContain('84.72,B');
});

describe('paths in a job', () => {
  it.each([
    ['j.yaml', 'a.csv', 'a.csv'],
    ['j.yaml', './x/../a.csv', 'a.csv'],
    ['q3/j.yaml', 'a.csv', 'q3/a.csv'],
    ['q3/j.yaml', '../aturan/a.yaml', 'aturan/a.yaml'],
    ['q3/j.yaml', '..\\aturan\\a.yaml', 'aturan/a.yaml'],
    ['q3/j.yaml', 'a: b.csv', undefined],
    ['q3/j.yaml', 'dir/a:b.csv', 'q3/dir/a:b.csv'],
    ['q3/j.yaml', '../../a.csv', undefined],
    ['q3/j.yaml', 'x/../../../a.csv', undefined],
    ['j.yaml', '../a.csv', undefined],
    ['j.yaml', '..', undefined],
    ['../luar/j.yaml', 'a.csv', '../luar/a.csv'],
    ['../luar/j.yaml', '../a.csv', undefined],
    ['../luar/j.yaml', '../luarlain/a.csv', undefined],
    ['/srv/kerja/j.yaml', 'a.csv', '/srv/kerja/a.csv'],
    ['/srv/kerja/j.yaml', '../a.csv', undefined],
    ['/srv/kerja/j.yaml', '../kerja2/a.csv', undefined],
    ['/j.yaml', 'a.csv', '/a.csv'],
    ['j.yaml', '/etc/passwd', undefined],
    ['j.yaml', '\\\\server\\share\\a', undefined],
    ['j.yaml', 'C:\\a', undefined],
    ['j.yaml', 'https://a/b', undefined],
    ['j.yaml', '-', undefined],
    ['j.yaml', '', undefined],
    ['j.yaml', 'a\0b', undefined],
  ])('%s names %s', (job, written, path) => {
    expect(pathWithin(job, written)).toBe(path);
  });
});
