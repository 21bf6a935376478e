import { describe, expect, it } from 'vitest';
import { CODES, type Code } from '../../src/base/codes.ts';
import { isError } from '../../src/base/diagnostic.ts';
import type { Language } from '../../src/language/vocabulary.ts';
import { exampleOf } from '../../src/messages/examples/index.ts';
import { formatRuleset } from '../../src/syntax/format.ts';
import { load } from '../../src/syntax/load.ts';
import { verifyRuleset } from '../../src/verify-ruleset.ts';

const BASE = `takar: 1
bahasa: id
aturan: contoh
periode: triwulan
impor:
  - dari: takar:capaian@1
    pakai: [capaian_makin_tinggi]
data_masukan:
  nip: { jenis: teks, kunci: ya }
  nama: { jenis: teks }
  jabatan: { jenis: pilihan, pilihan: [loket, keuangan, kepala] }
  golongan: { jenis: pilihan, pilihan: [muda, madya] }
  selesai: { jenis: cacah, satuan: izin, rentang: "[0..500]" }
  masuk: { jenis: cacah, satuan: izin, rentang: "[1..500]" }
  hadir: { jenis: persen, digit: 2, rentang: "[0..100]" }
  lama: { jenis: desimal, satuan: hari, digit: 1, rentang: "[0..90]" }
  pagu: { jenis: uang, rentang: "[1..1_000_000_000]" }
  ikm: { jenis: desimal, digit: 2, rentang: "[25..100]", boleh_kosong: ya }
  lulus: { jenis: tanggal }
rincian:
  izin:
    kolom:
      biaya: { jenis: uang, rentang: "[0..1_000_000]" }
      hari: { jenis: desimal, satuan: hari, digit: 1, rentang: "[0..90]" }
      baku: { jenis: desimal, satuan: hari, digit: 1, rentang: "[1..90]" }
      poin_bulat: { jenis: cacah, rentang: "[0..10]" }
parameter:
  batas: { jenis: persen, rumus: 90 % }
fungsi:
  poin:
    parameter:
      x: { jenis: desimal, digit: 0 }
    rumus: x * 2
indikator:
  layanan:
    polarisasi: makin_tinggi
    realisasi: persentase(selesai, masuk)
    target: 95 %
    capaian: capaian_makin_tinggi(realisasi, target)
    pembulatan: { digit: 2, cara: setengah_ke_atas }
    bobot: 100
    bila_kosong: tolak
  khusus:
    berlaku_jika: jabatan = loket
    polarisasi: tanpa
    realisasi: hadir
    capaian: angka(realisasi)
    pembulatan: { digit: 2, cara: setengah_ke_atas }
    bobot: 100
    bila_kosong: tolak
hitungan:
  contoh_ini: RUMUS
`;

const bases: Readonly<Record<Language, string>> = { id: BASE, en: inEnglish() };

function inEnglish(): string {
  const { value } = formatRuleset(BASE.replace('RUMUS', '1'), { to: 'en' });
  if (value === undefined) throw new Error('the base cannot be rewritten');
  return value.replace(/contoh_ini: 1/, 'contoh_ini: RUMUS');
}

async function findings(formula: string, language: Language): Promise<readonly { code: Code; isError: boolean }[]> {
  const text = bases[language].replace('RUMUS', () => `'${formula.replaceAll("'", "''")}'`);
  const loaded = await load('a.takar.yaml', (path) => (path === 'a.takar.yaml' ? text : undefined));
  const found = loaded.value
    ? [...loaded.value.findings, ...verifyRuleset(loaded.value).diagnostics]
    : loaded.diagnostics;
  return found.map((finding) => ({ code: finding.code, isError: isError(finding) }));
}

/** Formulas that say the same as the finding and yet not by themselves, and why. */
const NOT_ALONE: readonly Code[] = [
  'TK213', // shortened
  'TK441', // reads an indicator that is a template
];

describe('the examples of the codes', () => {
  for (const language of ['id', 'en'] as const) {
    const formulas = CODES.filter((code) => exampleOf(code, language).bad.startsWith('= ')).filter(
      (code) => !NOT_ALONE.includes(code),
    );
    it.each(formulas)(`%s: the formula has the finding, and mended it has none (${language})`, async (code) => {
      const { bad, mended } = exampleOf(code, language);
      expect((await findings(bad.slice(2), language)).map((found) => found.code)).toContain(code);
      if (!mended.startsWith('= ')) return;
      const left = (await findings(mended.slice(2), language)).filter((found) => found.isError || found.code === code);
      expect(left).toEqual([]);
    });

    it(`every code has two that differ (${language})`, () => {
      for (const code of CODES) {
        const { bad, mended } = exampleOf(code, language);
        expect([code, bad.trim() === '' || mended.trim() === '' || bad === mended]).toEqual([code, false]);
      }
    });
  }

  it('no Indonesian keyword is left in English', () => {
    const left = CODES.filter((code) =>
      /\b(?:jenis|rumus|pilihan|rentang|pembulatan|cara|bila|maka|mulai|sampai|bobot|hitungan|kosong|jika|selainnya|tidak|dari)\b/.test(
        `${exampleOf(code, 'en').bad}\n${exampleOf(code, 'en').mended}`,
      ),
    );
    // Words that another language's file must not hold are the point of these.
    expect(left).toEqual(['TK113']);
  });
});
