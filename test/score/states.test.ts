import { describe, expect, it } from 'vitest';
import { formatRuleset, runExamples } from '../../src/index.ts';
import { programOf } from '../laws/ruleset-text.ts';

const ruleset = (state: string) => `takar: 1
bahasa: id
aturan: keadaan
data_masukan:
  nip:
    jenis: teks
    kunci: ya
  loket:
    jenis: ya_tidak
indikator:
  antrean:
    berlaku_jika: loket
    polarisasi: tanpa
    realisasi: 1
    capaian: 100
    pembulatan: tanpa
    bila_kosong: tolak
contoh:
  - nama: bukan petugas loket
    periode: 2026-Q1
    diketahui:
      nip: "1"
      loket: tidak
    hasilnya:
      antrean.keadaan: ${state}
`;

describe('the state of an indicator in examples', () => {
  it('is a word of the language of the file', async () => {
    expect(runExamples(await programOf(ruleset('tidak_berlaku'))).flatMap(({ findings }) => findings)).toEqual([]);
  });

  it('is named in that language where it differs', async () => {
    const [finding] = runExamples(await programOf(ruleset('dikeluarkan'))).flatMap(({ findings }) => findings);
    expect([finding?.code, finding?.args]).toEqual([
      'TK522',
      {
        example: 'bukan petugas loket',
        name: 'antrean.state',
        expected: 'dikeluarkan',
        found: 'tidak_berlaku',
      },
    ]);
  });

  it('is rewritten with the file', async () => {
    const english = formatRuleset(ruleset('tidak_berlaku'), { to: 'en' }).value ?? '';
    expect(english).toContain('antrean.state: not_applicable');
    expect(formatRuleset(english, { to: 'id' }).value).toContain('antrean.keadaan: tidak_berlaku');
    expect(runExamples(await programOf(english)).flatMap(({ findings }) => findings)).toEqual([]);
  });
});
