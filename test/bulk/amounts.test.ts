import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RATED } from '../integers/amount-rules.ts';
import { Harness } from './harness.ts';

const harness = new Harness();
beforeAll(() => harness.begin());
afterAll(() => harness.end());

interface Parts {
  readonly amounts?: string;
  readonly decisions?: string;
  readonly groups?: string;
  readonly awards?: string;
}

/** A score that may be missing, money up to 10^13 of either sign, shares that take more than there is. */
function ruleset({ amounts = '', decisions = '', groups = '', awards = '' }: Parts): string {
  const part = (name: string, text: string) => (text === '' ? '' : `${name}:\n${text}`);
  return `takar: 1
ruleset: amounts
period: quarter
inputs:
  nip: { type: text, key: true }
  dinas: { type: text }
  kerja: { type: decimal, digits: 2, range: "[0..100]", optional: true }
  besaran: { type: money, range: "[0..10_000_000_000_000]" }
  selisih: { type: money, range: "[-10_000_000_000_000..10_000_000_000_000]" }
  sen: { type: money, digits: 2, range: "[0..9_999_999_999_999.99]" }
  telat: { type: percent, digits: 2, range: "[0..150]" }
  denda: { type: money, range: "[0..10_000_000_000_000]", applies: telat > 0 % }
  diputus: { type: choice, of: [kurang, cukup, baik], optional: true }
  alasan: { type: text, optional: true }
${RATED}${part('groups', groups)}${part('decisions', decisions)}${part('amounts', amounts)}${part('awards', awards)}`;
}

const DECISION = `  predikat: { proposal: usulan, decision: diputus, reason: alasan }
`;

/** By the rating and the score, in every way in which an amount may be written. */
const AMOUNTS = (mode: string, tail = '') => `  tpp:
    base: besaran
    deductions:
      - { name: telat, share: telat, of: base, round: { digits: 0, mode: ${mode} } }
      - { name: kedua, share: 12.5 %, of: remaining }
      - { name: denda, value: "if telat > 0 % then denda else 0 IDR" }
    round: { to: 1_000 IDR, mode: ${mode} }
  per_hasil:
    base: "if usulan = baik then besaran * (akhir / 100) else if usulan = cukup then besaran / 3 else 0 IDR"
    deductions: [{ name: sepertiga, share: 33.33 %, of: remaining, round: { digits: 2, mode: ${mode} } }]
    round: { digits: 2, mode: ${mode} }
  polos: { base: selisih, round: none }
  dipotong:
    base: besaran + selisih
    deductions: [{ name: biaya, value: 0.5 IDR }, { name: telat, share: telat, of: remaining }]
    round: { digits: 1, mode: ${mode} }
  sen_saja:
    base: "if akhir >= 50 then sen else sen / 3"
    deductions: [{ name: telat, share: telat, of: base }]
    round: { digits: 2, mode: ${mode} }
${tail}`;

const HEADER = 'nip,dinas,kerja,besaran,selisih,sen,telat,denda,diputus,alasan\n';

/** Deterministic; rejected rows, odd spellings, missing values, ties and the largest amounts among the others. */
function rows(count: number, seed: number): string {
  let state = seed;
  const next = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
  const often = (usual: readonly string[], seldom: readonly string[], oneIn = 25) =>
    (next(oneIn) === 0 ? seldom[next(seldom.length)] : usual[next(usual.length)]) ?? '';
  const lines = Array.from({ length: count }, (_, i) => {
    const telat = often(['0', '2.5', '33.33', '100', '150'], ['"0,5"', '3%', '151']);
    const decided = often(['', '', 'baik', 'cukup', 'kurang'], ['Baik', 'tidak']);
    return [
      i > 3 && next(150) === 0 ? `${next(i)}` : `${i}`,
      `Dinas ${'AB'[next(2)]}`,
      often(['80', '79.95', '49.94', '50', '12.34', ''], ['100.5', '+61']),
      often(['5000000000000', '10000000000000', '0', '1', '2500', '9999999999999'], ['Rp 500', '10000000000001', '-1']),
      often(['-10000000000000', '10000000000000', '-1', '0', '7', '-2500'], ['10000000000001', '-10000000000001']),
      often(['0', '0.01', '0.5', '9999999999999.99', '1234.56'], ['"1.234,5"']),
      telat,
      telat === '0' ? often([''], ['5']) : often(['0', '1', '10000000000000', '500'], ['']),
      decided,
      decided === '' ? often([''], ['tetap']) : often(REASONS, ODD_REASONS, 6),
    ].join(',');
  });
  return `${HEADER}${lines.join('\n')}\n`;
}

const REASONS = ['Bukti tambahan diakui', 'Rapat 12 Juni', 'x', '3.5', '1 alasan'];
const ODD_REASONS = ['"Rapat, 12 Juni"', '=1+1', 'é', ' spasi ', '', '"a ""b"" c"', '-', '1.99E+17'];

describe('amounts in bulk give the very bytes of the ordinary way', () => {
  for (const mode of ['half_up', 'half_even', 'half_down', 'up', 'down', 'floor', 'ceiling']) {
    test(mode, async () => {
      const text = ruleset({ amounts: AMOUNTS(mode) });
      const { files } = await harness.sameBothWays(text, rows(400, mode.length), [], { stretch: 1999 });
      expect(files['out.csv']?.split('\n')[0]).toBe(
        'nip,period,hasil.actual,hasil.target,hasil.achievement,hasil.weight,hasil.state,akhir,usulan,tpp.base,tpp.telat,tpp.kedua,tpp.denda,tpp,per_hasil.base,per_hasil.sepertiga,per_hasil,polos.base,polos,dipotong.base,dipotong.biaya,dipotong.telat,dipotong,sen_saja.base,sen_saja.telat,sen_saja',
      );
      expect(files['out.csv']?.split('\n').length).toBeGreaterThan(200);
      expect(files['rejects.csv']?.split('\n').length).toBeGreaterThan(10);
    });
  }

  test('by hand: what is deducted, never below zero, and nothing where the base is missing', async () => {
    const data = `${HEADER}${[
      'a,A,80,10000000000000,-10000000000000,9999999999999.99,33.33,1,,',
      'b,A,,2500,1,1,150,1,,',
      'c,A,50,7,-8,0.05,0,,,',
    ].join('\n')}\n`;
    const { files } = await harness.sameBothWays(ruleset({ amounts: AMOUNTS('down') }), data, ['--columns', 'summary']);
    expect(files['out.csv']?.split('\n').slice(1, 4)).toEqual([
      // 10^13 less 33.33 %, less an eighth of that, less 1; then 80 % of 10^13, less 33.33 % of it.
      'a,2026-Q3,80.0,baik,10000000000000,3333000000000,833375000000.0000,1,5833624999000,8000000000000.0000,2666400000000.00,5333600000000.00,-10000000000000,0,0,0.5,0.0000,0.0,9999999999999.9900,3332999999999.9967,6666999999999.99',
      'b,2026-Q3,,,2500,3750,0.0000,1,0,,,,1,1,2501,0.5,3750.7500,0.0,,,',
      'c,2026-Q3,50.0,cukup,7,0,0.8750,0,0,2.3333,0.77,1.56,-8,0,-1,0.5,0.0000,0.0,0.0500,0.0000,0.05',
    ]);
  });

  test('that read what a group came to, beside a quota', async () => {
    const text = ruleset({
      groups: `  tempat: { type: rank, within: dinas, order: [akhir desc], ties: competition }
  tengah: { type: average, within: dinas, of: akhir, round: { digits: 2, mode: half_up } }
`,
      amounts: `  uang_kelas:
    base: "if (tempat ?? 99) <= 20 then besaran else sen"
    deductions: [{ name: selisih, value: "if (tengah ?? 0) > 60 then 1 IDR else 0.5 IDR" }]
    round: { digits: 1, mode: half_even }
`,
      awards: `  eligible: besaran > 0 IDR
  tiers:
    - tier: emas
      when: uang_kelas > 1_000 IDR
      quota: { share: 30 %, rounding: up, of: eligible, within: dinas, order: [akhir desc, nip asc], ties: refuse }
      grant: { uang: { value: uang_kelas / 7, round: { digits: 0, mode: down } } }
  otherwise: tanpa
`,
    });
    const { files } = await harness.sameBothWays(text, rows(300, 5), [], { stretch: 997, isCrew: true });
    expect(files['out.csv']).toContain('emas');
  });
});

describe('decisions in bulk give the very bytes of the ordinary way', () => {
  const AFTER = `  insentif:
    base: "if predikat = baik then besaran else 0 IDR"
    round: { digits: 0, mode: down }
`;

  for (const [seed, lang] of [
    [1, 'id'],
    [2, 'en'],
  ] as const) {
    test(`the decision is what amounts read; its reason stands beside it, seed ${seed}`, async () => {
      const text = ruleset({ decisions: DECISION, amounts: AFTER });
      const more = ['--lang', lang, '--columns', 'summary'];
      const { files } = await harness.sameBothWays(text, rows(500, seed), more, { stretch: 1501 });
      const lines = files['out.csv']?.split('\n') ?? [];
      expect(lines[0]).toBe(
        'nip,period,akhir,usulan,predikat.proposal,predikat.decision,predikat.reason,predikat,insentif.base,insentif',
      );
      for (const reason of [',Bukti tambahan diakui,', ',"Rapat, 12 Juni",', `,'=1+1,`, ',é,']) {
        expect(files['out.csv']).toContain(reason);
      }
      // Without a reason, where it differs from the proposal, it is refused.
      expect(files['rejects.csv']).toContain('TK684');
    });
  }

  test('a reason that names a group, and one that two decisions share', async () => {
    const text = ruleset({
      decisions: `${DECISION}  lagi: { proposal: predikat, decision: diputus, reason: alasan }\n`,
      groups: '  tempat: { type: rank, within: dinas, order: [akhir desc], ties: competition }\n',
    });
    await harness.sameBothWays(text, rows(200, 9), [], { stretch: 800 });
    const own = ruleset({
      decisions: DECISION.replace('reason: alasan', 'reason: dinas'),
      groups: '  tempat: { type: rank, within: dinas, order: [akhir desc], ties: competition }\n',
    });
    await harness.sameBothWays(own, rows(200, 10), [], { stretch: 800 });
  });

  test('columns of the data that are not there', async () => {
    const data = rows(60, 3)
      .split('\n')
      .map((line) => line.split(',').slice(0, 8).join(','))
      .join('\n');
    await harness.sameBothWays(ruleset({ decisions: DECISION }), data);
  });

  const LIMITED = (action: string) => `limits:
  sebaran:
    value: usulan
    within: dinas
    of: accepted
    action: ${action}
    order: [akhir desc]
    ${action === 'apply' ? 'ties: include' : ''}
    rules: [{ values: [baik], at_most: 10 %, rounding: down${action === 'apply' ? ', move_to: cukup' : ''} }]
decisions:`;

  test.each(['apply', 'warn'])('on what a limit proposes (%s), and what reads the decision', async (action) => {
    const text = ruleset({
      groups: `  tempat: { type: rank, within: dinas, where: predikat = baik, order: [akhir desc], ties: competition }
  banyak: { type: count, within: dinas, where: predikat = cukup }
`,
      decisions: DECISION.replace('usulan', 'sebaran'),
      amounts: `  insentif:
    base: "if predikat = baik then besaran else if (tempat ?? 0) + banyak > 40 then besaran / 2 else 0 IDR"
    round: { digits: 0, mode: half_up }
`,
      awards: `  eligible: besaran > 0 IDR
  tiers:
    - tier: emas
      when: predikat = baik
      quota: { share: 30 %, rounding: up, of: accepted, within: dinas, order: [akhir desc, nip asc], ties: refuse }
      grant: { uang: { value: insentif / 7, round: { digits: 0, mode: down } } }
  otherwise: tanpa
`,
    }).replace('decisions:', LIMITED(action));
    const { files } = await harness.sameBothWays(text, rows(500, 4), [], { stretch: 1501, isCrew: action === 'warn' });
    // Decided otherwise, without a reason: refused once the groups are known, of which it stays a member.
    expect(files['rejects.csv']).toContain('TK684');
    expect(files['out.csv']).toContain('emas');
  });
});

test('random amounts of random people', async () => {
  const size = fc.constantFrom(
    'share: telat, of: base',
    'share: telat, of: remaining',
    'share: telat * (akhir / 700), of: remaining',
    'value: "if telat > 0 % then denda else 0 IDR"',
    'value: "sen / 3"',
    'value: sen',
  );
  const rounding = fc.constantFrom(
    '{ digits: 0, mode: half_up }',
    '{ digits: 2, mode: half_even }',
    '{ to: 50_000 IDR, mode: ceiling }',
    '{ digits: 0, mode: floor }',
  );
  const base = fc.constantFrom(
    'besaran',
    'besaran * (akhir / 100)',
    '62.5 % of besaran',
    'telat of besaran',
    'if usulan = baik then besaran else sen',
  );
  const deduction = fc.tuple(size, fc.option(rounding));
  await fc.assert(
    fc.asyncProperty(
      fc.array(deduction, { maxLength: 3 }),
      base,
      fc.oneof(rounding, fc.constant('none')),
      fc.integer({ min: 1, max: 1_000_000 }),
      async (deductions, of, round, seed) => {
        const steps = deductions.map(
          ([one, own], i) => `      - { name: d${i}, ${one}${own === null ? '' : `, round: ${own}`} }\n`,
        );
        const amounts = `  uang:
    base: "${of}"
${steps.length === 0 ? '' : `    deductions:\n${steps.join('')}`}    round: ${round}
`;
        await harness.sameBothWays(ruleset({ amounts }), rows(80, seed), [], { stretch: 1999 });
      },
    ),
    { seed: 20_261_126, numRuns: 25 },
  );
}, 60_000);
