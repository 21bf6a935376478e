import { describe, expect, it } from 'vitest';
import { awardReason } from '../../src/explain/award-reason.ts';
import { explain } from '../../src/explain/explain.ts';
import type { ConditionStep, Explanation } from '../../src/explain/explanation.ts';
import { explanationJson, explanationText } from '../../src/explain/text.ts';
import { programOf, scoreAll, scoreOne } from '../score/ruleset.ts';

const RULESET = `
takar: 1
ruleset: uji
title: { id: Uji penjelasan, en: Trial of explanations }
subject: pegawai
period: quarter
basis: [PermenPANRB 6/2022]
inputs:
  nip: { type: text, key: true }
  unit: { type: text }
  jabatan: { type: choice, of: [staf, ahli] }
  terbit: { type: count, unit: izin, range: "[0..1000]" }
  diterima: { type: count, unit: izin, range: "[1..1000]" }
  hari_respons: { type: decimal, digits: 1, unit: hari, range: "[0..90]", optional: true }
  sakit: { type: count, unit: hari, range: "[0..90]", sensitive: true }
  hukuman: { type: choice, of: [tidak_ada, berat], sensitive: true }
  perilaku: { type: choice, of: [kurang, sesuai] }
parameters:
  dasar: { type: money, value: 1_000_000 IDR }
  batas:
    type: percent
    digits: 0
    values:
      - { from: 2026-01-01, value: 90 % }
      - { from: 2026-07-01, value: 95 % }
values:
  hari_hadir: 66 hari - sakit
indicators:
  ketepatan:
    title: { id: Izin tepat waktu, en: Permits on time }
    basis: PP 30/2019
    polarity: maximize
    actual: percent(terbit, diterima)
    target: batas
    achievement: points(actual) / points(target) * 100
    clamp: "[0..100]"
    round: { digits: 2, mode: half_up }
    score: { value: achievement * 9 / 10, round: { digits: 1, mode: down } }
    weight: 60
    missing: reject
  respons:
    applies: jabatan = ahli
    polarity: minimize
    actual: hari_respons
    target: { 1: 5 hari, 2: 5 hari, 3: 4 hari, 4: 4 hari }
    achievement: 200 - actual / target * 100
    clamp: "[0..120]"
    round: { digits: 2, mode: half_up }
    weight: 30
    missing: exclude
  hadir:
    polarity: none
    actual: sakit
    achievement: if actual > 10 hari then 50 else 100
    round: { digits: 0, mode: half_up }
    weight: 10
    missing: reject
scores:
  nilai_akhir: { value: weighted_mean(indicators), round: { digits: 2, mode: half_up } }
ratings:
  hasil:
    of: nilai_akhir
    domain: "[0..120]"
    bands: { rendah: "[0..80)", tinggi: "[80..120]" }
tables:
  predikat:
    inputs: [hasil, perilaku]
    hit: priority
    of: [buruk, cukup, baik]
    rules:
      - { when: [tinggi, sesuai], then: baik, basis: Pasal 41 }
      - { when: [rendah, kurang], then: buruk }
    otherwise: cukup
awards:
  eligible: hukuman = tidak_ada
  tiers:
    - tier: emas
      basis: SK 1/2026
      when: predikat = baik and (nilai_akhir >= 90 or not (jabatan = staf)) and nilai_akhir between 80 and 120
      quota: { count: 1, within: unit, order: [nilai_akhir desc], ties: refuse }
      grant: { piagam: Piagam Emas, insentif: { value: 50 % of dasar, round: { digits: 0, mode: down } } }
    - tier: perak
      when: predikat >= cukup and jabatan in [staf, ahli] and perilaku != kurang
  otherwise: tanpa
`;

const row = (nip: string, changes: Readonly<Record<string, unknown>> = {}) => ({
  nip,
  unit: 'Bidang A',
  jabatan: 'ahli',
  terbit: '85',
  diterima: '90',
  hari_respons: '4.5',
  sakit: '3',
  hukuman: 'tidak_ada',
  perilaku: 'sesuai',
  ...changes,
});

const program = await programOf(RULESET);
const cohort = await scoreAll(program, [
  row('1'),
  row('2', { terbit: '80', hari_respons: '' }),
  row('3', { jabatan: 'staf', hari_respons: '', terbit: '60', sakit: '12' }),
  row('4', { hukuman: 'berat' }),
  row('5', { unit: 'Bidang B', terbit: '80' }),
  row('6', { unit: 'Bidang B', terbit: '80' }),
]);
const explained = (key: string, language: 'id' | 'en' = 'en', names = false): Explanation => {
  const found = cohort.rows.find((candidate) => candidate.key === key);
  if (!found) throw new Error(`no row ${key}: ${JSON.stringify(cohort.rejects)}`);
  return explain(found, language, { names });
};

describe('the explanation as text', () => {
  it.each(['1', '2', '3', '4', '5'])('of record %s reads as its golden file does, in both languages', async (key) => {
    const both = (['id', 'en'] as const).map((language) => explanationText(explained(key, language), language));
    await expect(both.join('\n-----\n\n')).toMatchFileSnapshot(`golden/${key}.txt`);
  });
});

describe('the explanation as data', () => {
  it('carries exact and printed forms', () => {
    const [ketepatan] = explained('1').indicators;
    expect(ketepatan?.actual).toMatchObject({
      text: 'percent(terbit, diterima)',
      value: { kind: 'value', text: '94.4444 %', exact: '850/9', shortened: true },
      uses: [
        { name: 'terbit', value: { text: '85 izin', exact: '85' } },
        { name: 'diterima', value: { text: '90 izin', exact: '90' } },
      ],
    });
    expect(ketepatan?.formula).toMatchObject({
      value: { text: '99.4152', exact: '17000/171' },
      uses: [{ name: 'actual' }, { name: 'target', value: { text: '95 %' } }],
    });
    expect(ketepatan?.score).toMatchObject({
      formula: { text: 'achievement * 9 / 10', uses: [{ name: 'achievement', value: { text: '99.42' } }] },
      rounding: { kind: 'digits', digits: 1, mode: 'down' },
      value: { text: '89.4' },
    });
    expect(ketepatan?.weight?.share).toMatchObject({ text: '60 %', exact: '60' });
  });

  it('says whether the clamp changed the value', () => {
    expect(explained('1').indicators.map(({ clamp }) => clamp)).toEqual([
      { text: '[0..100]', changed: false },
      { text: '[0..120]', changed: false },
      null,
    ]);
    const over = scoreOne(program, row('9', { terbit: '90' }));
    expect(explain(over, 'en').indicators[0]?.clamp).toEqual({ text: '[0..100]', changed: true });
  });

  it('shares the weights among those that count', () => {
    const [score] = explained('2').scores;
    expect(score?.members.map(({ name, counts, share }) => [name, counts, share?.exact ?? null])).toEqual([
      ['ketepatan', true, '600/7'],
      ['respons', false, null],
      ['hadir', true, '100/7'],
    ]);
  });

  it('names the row of a table, or none where its otherwise decided', () => {
    expect(explained('1').tables[0]?.row).toMatchObject({ number: 1, basis: 'Pasal 41' });
    const low = scoreOne(program, row('9', { terbit: '10' }));
    expect(explain(low, 'en').tables[0]).toMatchObject({ row: null, value: { exact: 'cukup' } });
  });

  it('takes a condition apart at and, or, not, and leaves between and != whole', () => {
    const outline = (step: ConditionStep): unknown =>
      step.kind === 'comparison' ? `${step.text}: ${step.holds}` : { [step.kind]: step.parts.map(outline) };
    const [emas, perak] = explained('3').award?.tiers ?? [];
    expect(perak && outline(perak.condition)).toEqual({
      all: ['predikat >= cukup: true', 'jabatan in [staf, ahli]: true', 'perilaku != kurang: true'],
    });
    expect(emas && outline(emas.condition)).toEqual({
      all: [
        'predikat = baik: false',
        { any: ['nilai_akhir >= 90: null', { not: ['jabatan = staf: null'] }] },
        'nilai_akhir between 80 and 120: null',
      ],
    });
  });

  it('masks sensitive inputs and what would give them away, in every rendering', () => {
    const one = explained('3', 'id');
    expect(one.values[0]?.value.kind).toBe('masked');
    expect(one.indicators[2]).toMatchObject({ actual: { value: { kind: 'masked' } }, achievement: { exact: '50' } });
    const told = [explanationText(one, 'id'), JSON.stringify(explanationJson(one))].join('\n');
    // 12 days of sickness, and 54 of presence.
    for (const secret of ['12 hari', '54 hari', '"12"', '"54"']) expect(told).not.toContain(secret);
  });

  it('names a colleague only where it is told to', () => {
    const quota = (names: boolean) => explained('2', 'en', names).award?.tiers[0]?.quota;
    expect(quota(false)).toMatchObject({ rank: 2, capacity: 1, group: 'Bidang A', lastAdmitted: null });
    expect(quota(true)).toMatchObject({ lastAdmitted: '1' });
  });

  it('of a record scored alone says that quotas were not applied', () => {
    const award = explain(scoreOne(program, row('9')), 'en').award;
    expect(award).toMatchObject({
      beforeLimits: true,
      name: 'emas',
      grants: [
        { text: 'Piagam Emas' },
        { amount: { value: { exact: '500000' }, rounding: { kind: 'digits', mode: 'down' } } },
      ],
    });
  });

  it('survives JSON', () => {
    const document = explanationJson(explained('1'));
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
    expect(document.schemaVersion).toBe(1);
  });
});

describe('the reason in one line', () => {
  it('says what was given and why nothing better was', () => {
    const reasons = cohort.rows.map(({ key, award }) => `${key} ${award ? awardReason(award, 'en') : ''}`);
    expect(reasons).toEqual([
      '1 meets the condition of emas, rank 1 with room for 1',
      '2 meets the condition of perak; emas: no room (rank 2 with room for 1)',
      '3 meets the condition of perak; emas: condition does not hold',
      '4 not eligible for awards',
      '5 emas: equal to others at the edge of the quota (rank 1 with room for 1), people must decide',
      '6 emas: equal to others at the edge of the quota (rank 1 with room for 1), people must decide',
    ]);
  });
});
