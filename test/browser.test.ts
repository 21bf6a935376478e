import { createContext, Script } from 'node:vm';
import { build, type Metafile } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';

/** The library as a page would load it: one script, nothing left outside. */
let code = '';
let metafile: Metafile;

beforeAll(async () => {
  const result = await build({
    absWorkingDir: new URL('..', import.meta.url).pathname,
    entryPoints: ['src/index.ts'],
    bundle: true,
    platform: 'browser',
    format: 'iife',
    globalName: 'takar',
    target: 'es2022',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  expect(result.warnings).toEqual([]);
  code = result.outputFiles[0]?.text ?? '';
  metafile = result.metafile;
});

const RULES = `takar: 1
bahasa: id
aturan: kecil
periode: triwulan
impor:
  - dari: bersama/rumus.takar.yaml
    pakai: [capaian_3]
data_masukan:
  nip: { jenis: teks, kunci: ya }
  tuntas: { jenis: cacah, maksimum: 1_000 }
indikator:
  hasil:
    polarisasi: makin_tinggi
    realisasi: tuntas
    target: 3
    capaian: capaian_3(realisasi, target)
    batasi: "[0..120]"
    pembulatan: { digit: 2, cara: setengah_ke_atas }
    bobot: 100
    bila_kosong: tolak
nilai:
  akhir: { rumus: rerata_tertimbang(indikator), pembulatan: { digit: 2, cara: setengah_ke_atas } }
penghargaan:
  syarat: akhir >= 50
  tingkatan:
    - tingkat: emas
      bila: akhir >= 60
      kuota: { jumlah: 1, urutan: [akhir menurun, nip], nilai_sama: hentikan }
    - tingkat: perak
      bila: akhir >= 60
  selain_itu: tidak_ada
`;

const PACK = `takar: 1
bahasa: id
aturan: rumus
fungsi:
  capaian_3:
    parameter: { x: { jenis: desimal }, y: { jenis: desimal, rentang: "(0..)" } }
    rumus: x / y * 100
`;

/** Runs in the page: texts in, texts out, so that nothing crosses over but data. */
const PAGE = `(async () => {
  const files = new Map(Object.entries(FILES));
  const loaded = await takar.load('rules/kecil.takar.yaml', async (path) => files.get(path));
  const checked = takar.check(loaded.value);
  const findings = [...loaded.diagnostics, ...checked.diagnostics].map(({ code }) => code);
  const program = takar.compile(checked.value);
  const one = takar.scoreRow(program, { nip: 'x', tuntas: '2' }, { period: '2026-TW1' });
  const cohort = await takar.scoreCohort(program, [{ nip: 'a', tuntas: 2 }, { nip: 'b', tuntas: 3 }, { nip: 'c' }], {
    period: '2026-TW1',
  });
  const broken = takar.parse('takar: 1\\nruleset: x y\\n', { path: 'b.yaml' });
  return JSON.stringify({
    findings,
    achievement: String(one.value.indicators[0].achievement.value),
    score: String(one.value.results.get('akhir').value),
    awards: cohort.rows.map(({ record, award }) => record.key + ' ' + award.name),
    rejects: cohort.rejects.map(({ findings }) => findings.map(({ code }) => code)),
    explanation: takar.explanationText(takar.explain(cohort.rows[0], 'id'), 'id'),
    said: broken.diagnostics.map((finding) => takar.say(finding, 'id').message),
  });
})()`;

/** What browsers have and the language itself has not, as far as the library may use it. */
const BROWSER = { TextDecoder, TextEncoder, URL };

describe('in a browser', () => {
  test('the library is bundled whole, without a module of Node', () => {
    const imports = Object.values(metafile.inputs).flatMap(({ imports }) => imports);
    expect(
      imports.filter(({ path, external }) => external || path.startsWith('node:')).map(({ path }) => path),
    ).toEqual([]);
    expect(Object.keys(metafile.inputs)).toContain('src/index.ts');
    expect(Object.keys(metafile.inputs).filter((path) => path.startsWith('src/cli'))).toEqual([]);
  });

  test('it loads, checks, compiles, scores and explains where nothing of Node exists', async () => {
    const context = createContext({
      ...BROWSER,
      FILES: { 'rules/kecil.takar.yaml': RULES, 'rules/bersama/rumus.takar.yaml': PACK },
    });
    expect(new Script('typeof process + typeof require + typeof Buffer').runInContext(context)).toBe(
      'undefinedundefinedundefined',
    );
    new Script(code).runInContext(context);
    const { explanation, ...result } = JSON.parse(await new Script(PAGE).runInContext(context));
    expect(result).toEqual({
      findings: [],
      achievement: '6667/100',
      score: '6667/100',
      awards: ['a perak', 'b emas'],
      rejects: [['TK606']],
      said: ["'x y' tidak dapat dipakai sebagai nama."],
    });
    expect(explanation).toContain('capaian: 66,6667 (tepatnya 200/3) = capaian_3(realisasi, target)');
  });
});
