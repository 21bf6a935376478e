import { utimesSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AWARDS, ruleset } from './group-rulesets.ts';
import { Harness } from './harness.ts';
import { WRITTEN } from './run.ts';

const harness = new Harness();
beforeAll(() => harness.begin());
afterAll(() => harness.end());

const HEADER = ['nip', 'dinas', 'jenjang', 'bidang', 'capaian_kerja', 'hari', 'mulai', 'period'];

/** Deterministic: rejected rows, odd spellings, rows of other periods, blank lines and missing values among the others. */
function rows(count: number, seed: number): string {
  let state = seed;
  const next = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
  const often = (usual: readonly string[], seldom: readonly string[], oneIn = 25) =>
    (next(oneIn) === 0 ? seldom[next(seldom.length)] : usual[next(usual.length)]) ?? '';
  const lines = Array.from({ length: count }, (_, i) => {
    const cells = [
      i > 3 && next(150) === 0 ? `p${next(i)}` : `p${i}`,
      often(['Dinas A', 'Dinas B', 'Dinas C'], ['"Dinas, D"', 'Dinas É', `Dinas ${i}`, '']),
      often(['muda', 'madya'], ['', 'Madya', 'tinggi']),
      often(['satu', 'dua'], ['Bidang Dua', 'bidang satu']),
      often(['80', '79.95', '60', '40', '12.34', ''], ['100.5', '+61', '6e1', '59.999', '"55"']),
      often(['0', '1', '2', '3'], ['4', '-1', '2000000000000', '1,5']),
      often(['2026-01-01', '2020-12-31'], ['2026-02-30', '2027-01-01']),
      often(['2026-Q3', '2026-Q3', ''], ['2026-Q2', '2026 q3', '2026-Q1']),
    ];
    return `${cells.join(',')}\n${next(60) === 0 ? '\n' : ''}`;
  });
  return `${HEADER.join(',')}\n${lines.join('')}`;
}

const RANK = `  peringkat: { type: rank, within: dinas, order: [akhir desc], ties: competition }
`;

/** Every kind of group rule, over one group, over two inputs and over everybody. */
const KINDS = `  peringkat: { type: rank, within: dinas, order: [akhir desc, hari asc], ties: competition }
  padat: { type: rank, order: [predikat desc, mulai asc], ties: dense }
  muda_saja: { type: rank, within: [dinas, bidang], where: jenjang = muda, order: [akhir desc], ties: competition }
  persentil: { type: percentile, within: dinas, order: [akhir desc], round: { digits: 2, mode: half_up } }
  banyak: { type: count, within: [bidang, jenjang] }
  baik_saja: { type: count, within: dinas, where: predikat >= baik }
  jumlah_hari: { type: sum, within: dinas, of: hari }
  rerata_dinas: { type: average, within: dinas, of: akhir, where: hari > 0, round: { digits: 3, mode: half_even } }
  terendah: { type: min, within: bidang, of: akhir }
  tertinggi: { type: max, of: hari }
  teratas: { type: max, of: "min(hari, 3_000_000_000_000)" }
  tersisa: { type: sum, within: bidang, of: "100 - akhir" }
  bagian: { type: share, within: dinas, where: predikat = istimewa, round: { digits: 1, mode: up } }
`;

const VALUES = `  selisih: akhir - rerata_dinas
  unggul: peringkat <= 3 and persentil > 50 %
  ganda: jumlah_hari * 1_000
  dekat: tertinggi - hari
  sekali: tersisa * 100_000
`;

describe('group rules in bulk give the very bytes of the ordinary way', () => {
  test('a rank within one group input, read by an award', async () => {
    const awards = AWARDS.replace('akhir >= 60', 'peringkat <= 2');
    const { files } = await harness.sameBothWays(ruleset({ groups: RANK, awards }), rows(300, 1));
    expect(files['out.csv']).toContain('emas');
    expect(files['rejects.csv']).toContain('TK609');
  });

  for (const [seed, stretch] of [
    [2, undefined],
    [3, 700],
    [4, 61],
  ] as const) {
    test(`every kind of rule, seed ${seed}, ${stretch ?? 'all'} bytes at a time`, async () => {
      const text = ruleset({ groups: KINDS, values: VALUES, awards: AWARDS.replace('akhir >= 60', 'unggul') });
      const { files } = await harness.sameBothWays(text, rows(250, seed), ['--columns', 'all'], {
        stretch,
        isCrew: seed === 3,
      });
      expect(files['out.csv']?.split('\n').length).toBeGreaterThan(100);
    });
  }

  for (const ties of ['include', 'exclude', 'refuse']) {
    for (const lang of ['id', 'en']) {
      test(`a limit that is applied, ties ${ties}, ${lang}`, async () => {
        const text = ruleset({ limits: limits(ties), values: '  turun: predikat != sebaran\n' });
        const { files } = await harness.sameBothWays(text, rows(250, 5), ['--lang', lang], { stretch: 997 });
        expect(files['out.csv']).toContain(lang === 'id' ? 'usulan turun dari' : 'proposed down from');
        if (ties === 'refuse') expect(files['summary.json']).toContain('"outcome": "undecided"');
      });
    }
  }

  test('ranks by the key, which lets nobody be equal', async () => {
    const groups = KINDS.replace('[akhir desc, hari asc]', '[akhir desc, nip asc]').replace('mulai asc]', 'nip desc]');
    const text = ruleset({
      groups,
      values: VALUES,
      limits: limits('refuse').replace('[akhir desc]', '[akhir desc, nip asc]'),
    });
    const digits = (prefix: string) =>
      rows(200, 10).replaceAll(/^p(\d+),/gm, (_, n) => `${prefix}${Number(n) * 7919},`);
    const { files } = await harness.sameBothWays(text, digits('19'), [], { stretch: 600 });
    expect(files['out.csv']).toContain('usulan turun');
    // Keys that numbers do not hold send the run the ordinary way.
    const exact = await harness.score(text, digits('p'), 'exact');
    expect(await harness.score(text, digits('p'), 'columns')).toEqual(exact);
  });

  test('a file of other rows, written without a trace, is read once, the ordinary way', async () => {
    const text = ruleset({ groups: RANK });
    const lines = Array.from({ length: 9 }, (_, i) => `p${i},A,muda,satu,${50 + i},1,2026-01-01,2026-Q3\n`);
    const data = `${HEADER.join(',')}\n${lines.join('')}`;
    // As long as before, and of a row less.
    const changed = data.replace('2026-Q3\np4,A,', '2026-Q3,p4,A,').replace('p5,A', 'p5,B');
    const exact = await harness.score(text, changed, 'exact');
    const columns = await harness.score(text, data, 'columns', [], {
      stretch: 100,
      meanwhile: (file, walk, stretch) => {
        if (walk !== 2 || stretch > 0) return;
        writeFileSync(file, changed);
        utimesSync(file, WRITTEN, WRITTEN);
      },
    });
    expect(columns).toEqual(exact);
  });

  test('who lacks what a limit ranks by stands at the end, all in one block', async () => {
    const groups = `  rerata_muda: { type: average, within: bidang, of: akhir, where: jenjang = muda and hari > 3, round: { digits: 2, mode: up } }
`;
    const text = ruleset({ groups, limits: limits('refuse').replace('[akhir desc]', '[rerata_muda desc]') });
    // With one day each, nobody counts.
    const people = rows(200, 9).replaceAll(/,(\d),2/g, ',1,2');
    const { files } = await harness.sameBothWays(text, people);
    expect(files['summary.json']).toContain('"outcome": "undecided"');
  });

  test('a limit that only warns, with a condition and a smallest group', async () => {
    const warning = limits('refuse')
      .replace('action: apply', 'action: warn')
      .replaceAll(/, move_to: \w+/g, '')
      .replace('smallest_group: 1', 'smallest_group: 20');
    const { talk } = await harness.sameBothWays(ruleset({ limits: warning }), rows(250, 6));
    expect(talk).toContain('TK811');
    expect(talk).toContain('TK812');
  });

  test('rules that read rules, and awards with quotas over them', async () => {
    const groups = `${RANK}  di_atas: { type: count, within: dinas, where: peringkat <= 5 }
  rerata_atas: { type: average, of: akhir, where: peringkat <= di_atas, round: { digits: 2, mode: half_up } }
  akhir_saja: { type: rank, within: [bidang], where: akhir > rerata_atas, order: [akhir desc], ties: dense }
`;
    const checks = `  - { that: hari <= 1_000, message: Terlalu lama }
`;
    const awards = `  eligible: hari <= 3
  tiers:
    - tier: emas
      when: (akhir_saja ?? 99) <= 3
      quota: { share: 20 %, rounding: up, of: eligible, within: bidang, order: [akhir desc, peringkat asc], ties: include }
      grant: { uang: { value: 1_000 IDR * peringkat, round: { digits: 0, mode: down } } }
    - { tier: perak, when: peringkat <= di_atas }
  otherwise: tanpa
`;
    const { files } = await harness.sameBothWays(ruleset({ groups, checks, awards }), rows(300, 7), [], {
      stretch: 1500,
    });
    expect(files['rejects.csv']).toContain('Terlalu lama');
    expect(files['out.csv']).toContain('perak');
  });

  for (const quota of [
    '',
    'quota: { share: 20 %, rounding: down, of: eligible, within: dinas, order: [akhir desc], ties: include }',
  ]) {
    test(`an award that hangs on what people must decide, ${quota === '' ? 'without' : 'with'} a quota`, async () => {
      const awards = `  eligible: hari <= 3
  tiers:
    - { tier: emas, when: sebaran = istimewa${quota === '' ? '' : `, ${quota}`} }
    - { tier: perak, when: sebaran = baik, grant: { uang: { value: 5_000 IDR * hari, round: { digits: 0, mode: down } } } }
  otherwise: tanpa
`;
      const groups = `  istimewa_saja: { type: count, within: bidang, where: sebaran = istimewa }
`;
      const text = ruleset({ limits: limits('refuse'), groups, awards });
      const { files } = await harness.sameBothWays(text, rows(250, 8), [], { stretch: 1000 });
      expect(JSON.parse(files['summary.json'] ?? '{}').undecided).toBeGreaterThan(3);
      expect(files['out.csv']).toContain('emas');
    });
  }

  test('everybody alone in a group, and nobody at all in one', async () => {
    const lines = Array.from(
      { length: 40 },
      (_, i) => `p${i},D${i},muda,satu,${i % 3 === 0 ? '' : 50},1,2026-01-01,2026-Q3\n`,
    );
    const text = ruleset({ groups: KINDS, limits: limits('include'), values: VALUES });
    await harness.sameBothWays(
      text,
      `${HEADER.join(',')}\n${lines.join('')}p99,D99,muda,satu,x,1,2026-01-01,2026-Q3\n`,
    );
  });
});

function limits(ties: string): string {
  return `  sebaran:
    value: predikat
    within: dinas
    of: accepted
    action: apply
    smallest_group: 1
    order: [akhir desc]
    ties: ${ties}
    rules:
      - { values: [istimewa], at_most: 5 %, rounding: up, move_to: baik }
      - { values: [istimewa, baik], at_most: 30 %, rounding: down, move_to: cukup }
      - { values: [cukup], at_least: 60 %, rounding: up }
`;
}
