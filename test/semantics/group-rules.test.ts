import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/exact/evaluate.ts';
import {
  type CohortResult,
  explain,
  explanationText,
  type RowData,
  scoreCohort,
  scoreRow,
  toJsonRules,
} from '../../src/index.ts';
import type { Value } from '../../src/language/core.ts';
import { runExamples } from '../../src/score/group-examples.ts';
import { period } from '../score/build.ts';
import { errors, outcome, programOf, ruleset } from './lab.ts';

const INPUTS = `  unit: { type: text }
  x: { type: decimal, digits: 2, range: "[0..100]", optional: true }
  keputusan: { type: choice, of: [kurang, butuh_perbaikan, baik, sangat_baik], optional: true }
  alasan: { type: text, optional: true }
  besaran: { type: money, range: "[0..100_000_000]" }
  telat: { type: percent, digits: 1, range: "[0..100]" }`;

const SCORING = `indicators:
  a: { polarity: maximize, actual: x, achievement: actual, clamp: "[0..100]", round: { digits: 2, mode: half_up }, weight: 1, missing: exclude }
scores:
  s: { value: weighted_mean(indicators), round: { digits: 2, mode: half_up } }
ratings:
  predikat:
    of: s
    domain: "[0..100]"
    bands: { kurang: "[0..50)", butuh_perbaikan: "[50..60)", baik: "[60..80)", sangat_baik: "[80..100]" }
`;

const UNIT = `group_data:
  organisasi:
    key: unit
    inputs:
      predikat_organisasi: { type: choice, of: [sangat_kurang, kurang, cukup, baik, istimewa] }
      pagu: { type: money, range: "[0..1_000_000_000]" }
    checks:
      - that: pagu > 0 IDR
        message: The unit has no money
`;

const rules = (rest: string, groupData = '') => ruleset(INPUTS, `${groupData}${SCORING}${rest}`);

function staff(scores: readonly (number | null)[], more: RowData = {}, from = 1): RowData[] {
  return scores.map((x, i) => ({
    nip: String(from + i),
    unit: 'A',
    x: x === null ? '' : String(x),
    besaran: '1000000',
    telat: '0',
    ...more,
  }));
}

interface Group {
  readonly unit: string;
  readonly predikat_organisasi?: string;
  readonly pagu?: number;
  readonly period?: string;
}

async function run(
  text: string,
  rows: readonly RowData[],
  groups: readonly Group[] | null = null,
): Promise<CohortResult> {
  const program = await programOf(text);
  const organisasi = groups?.map((group) => ({ predikat_organisasi: 'baik', pagu: 1_000_000, ...group }));
  return scoreCohort(program, rows, { period: '2026-Q3', ...(organisasi ? { groupData: { organisasi } } : {}) });
}

const values = ({ rows }: CohortResult, name: string) => rows.map(({ results }) => outcome(results.get(name)));
const codes = ({ diagnostics }: CohortResult) => diagnostics.map(({ code }) => code);

describe('[G1] ranks, percentiles, aggregates', () => {
  const SCORES = [90, 80, 80, 70, null];

  test.each([
    ['competition', ['1', '2', '2', '4', 'missing']],
    ['dense', ['1', '2', '2', '3', 'missing']],
  ])('ranks with ties: %s', async (ties, expected) => {
    const text = rules(`groups:\n  r: { type: rank, within: unit, order: [s desc], ties: ${ties} }`);
    expect(values(await run(text, staff(SCORES)), 'r')).toEqual(expected);
  });

  test('a percentile is the percent of the ranked who do not stand before, itself included', async () => {
    const text = rules('groups:\n  p: { type: percentile, order: [s desc], round: { digits: 1, mode: half_up } }');
    expect(values(await run(text, staff(SCORES)), 'p')).toEqual(['100', '75', '75', '25', 'missing']);
  });

  test('count, sum, average, least, greatest and share; who is not assessed is on neither side', async () => {
    const round = 'round: { digits: 2, mode: half_up }';
    const text = rules(`groups:
  n: { type: count, within: unit }
  high: { type: count, within: unit, where: s >= 80 }
  t: { type: sum, within: unit, of: s }
  m: { type: average, within: unit, of: s, ${round} }
  lo: { type: min, within: unit, of: s }
  hi: { type: max, within: unit, of: s }
  part: { type: share, within: unit, where: predikat >= baik, ${round} }`);
    const result = await run(text, [...staff(SCORES), ...staff([40], { unit: 'B' }, 9)]);
    const of = (row: number) => ['n', 'high', 't', 'm', 'lo', 'hi', 'part'].map((name) => values(result, name)[row]);
    expect(of(0)).toEqual(['5', '3', '320', '80', '70', '90', '100']);
    expect(of(4)).toEqual(of(0));
    expect(of(5)).toEqual(['1', '0', '40', '40', '40', '40', '0']);
  });

  test('several stages in the order of need: a rank by the distance from an average', async () => {
    const text = rules(`groups:
  place: { type: rank, within: unit, order: [beyond desc, nip asc], ties: competition }
  m: { type: average, within: unit, of: s, round: { digits: 2, mode: half_up } }
values:
  beyond: { value: if s >= m then s - m else m - s, round: { digits: 2, mode: half_up } }`);
    expect(values(await run(text, staff([90, 70, 55])), 'place')).toEqual(['1', '3', '2']);
  });

  test('what decides who stands in a group cannot read it; the finding names both', async () => {
    const rank = 'groups:\n  r: { type: rank, order: [x ?? 0 desc], ties: dense }\n';
    expect(await errors(rules(`${rank}checks:\n  - { that: r <= 3, message: no }`))).toEqual(['TK550']);
    const mean = rules('groups:\n  m: { type: average, of: s, round: { digits: 2, mode: half_up } }');
    expect(await errors(mean.replace('actual: x,', 'actual: x + m,'))).toEqual(['TK306']);
  });

  test('alone there is no group: no rank, and no award', async () => {
    const program = await programOf(
      rules(`groups:
  r: { type: rank, order: [s desc], ties: dense }
awards:
  eligible: r <= 3
  tiers: [{ tier: gold, when: s >= 10 }]
  otherwise: nothing`),
    );
    const { value } = scoreRow(program, staff([90])[0] ?? {}, { period: '2026-Q3' });
    expect(value).toMatchObject({ state: 'scored', award: null });
    expect(outcome(value?.results.get('r'))).toBe('missing');
  });
});

/** SE MenPANRB 3/2023: what is likely by the predicate of the organisation, as far as upper limits go. */
const SE_3_2023 = (ties = 'refuse', order = '[s desc]', action = 'apply') => `limits:
  predikat_usulan:
    basis: SE MenPANRB 3/2023
    value: predikat
    within: unit
    of: assessed
    action: ${action}
    order: ${order}
    ties: ${ties}
    rules:
      - { values: [sangat_baik], when: predikat_organisasi = istimewa, at_most: 70 %, rounding: down, move_to: baik }
      - { values: [sangat_baik], when: "predikat_organisasi in [kurang, cukup]", at_most: 10 %, rounding: down, move_to: baik }
      - { values: [sangat_baik], when: predikat_organisasi = sangat_kurang, at_most: 0, move_to: baik }
      - { values: [baik], when: predikat_organisasi = baik, at_most: 70 %, rounding: down, move_to: butuh_perbaikan }
      - { values: [butuh_perbaikan, kurang], when: predikat_organisasi = baik, at_least: 1 }
`;

describe('[G1] distribution limits', () => {
  const TEN = [99, 98, 97, 96, 95, 94, 93, 92, 91, 90];
  const kept = (result: CohortResult) =>
    values(result, 'predikat_usulan').filter((one) => one === 'sangat_baik').length;

  test.each([
    ['istimewa', 7],
    ['baik', 10],
    ['cukup', 1],
    ['kurang', 1],
    ['sangat_kurang', 0],
  ])('ten of ten would be sangat_baik; the organisation is %s: %i stay', async (predikat_organisasi, expected) => {
    const result = await run(rules(SE_3_2023(), UNIT), staff(TEN), [{ unit: 'A', predikat_organisasi }]);
    expect(kept(result)).toBe(expected);
    expect(values(result, 'predikat')).toEqual(TEN.map(() => 'sangat_baik'));
    // The best keep it, and the others come to the value that the rule names.
    expect(values(result, 'predikat_usulan').slice(expected)).toEqual(TEN.slice(expected).map(() => 'baik'));
  });

  test.each([
    ['include', ['sangat_baik', 'sangat_baik', 'sangat_baik', 'baik'], []],
    ['exclude', ['sangat_baik', 'baik', 'baik', 'baik'], []],
    ['refuse', ['sangat_baik', 'missing', 'missing', 'baik'], ['TK813']],
  ])('a tie at the edge, ties: %s', async (ties, expected, said) => {
    const text = rules(SE_3_2023(ties).replace('at_most: 70 %', 'at_most: 50 %'), UNIT);
    const result = await run(text, staff([99, 90, 90, 85]), [{ unit: 'A', predikat_organisasi: 'istimewa' }]);
    expect(values(result, 'predikat_usulan')).toEqual(expected);
    expect(codes(result)).toEqual(said);
    expect(result.limits[0]).toMatchObject({ group: 'A', base: 4, capacity: 2, found: 4 });
  });

  test('a lower limit only warns, and warn changes nothing', async () => {
    const groups = [{ unit: 'A', predikat_organisasi: 'baik' }];
    const lower = await run(rules(SE_3_2023(), UNIT), staff([85, 85]), groups);
    expect(codes(lower)).toEqual(['TK812']);
    const warned = SE_3_2023('refuse', '[s desc]', 'warn').replaceAll(/, move_to: \w+/g, '');
    const result = await run(rules(warned, UNIT), staff(TEN), [{ unit: 'A', predikat_organisasi: 'cukup' }]);
    expect(codes(result)).toEqual(['TK811']);
    expect(kept(result)).toBe(10);
    expect(await errors(rules(SE_3_2023().replace('at_least: 1', 'at_least: 1, move_to: kurang'), UNIT))).toEqual([
      'TK553',
    ]);
  });

  test('small groups are left alone; the base is mandatory, and order and ties where it is applied', async () => {
    const text = rules(SE_3_2023().replace('    of: assessed', '    of: assessed\n    smallest_group: 5'), UNIT);
    const result = await run(text, staff([99, 98]), [{ unit: 'A', predikat_organisasi: 'sangat_kurang' }]);
    expect(values(result, 'predikat_usulan')).toEqual(['sangat_baik', 'sangat_baik']);
    expect(result.limits).toMatchObject([{ outcome: 'exempt' }]);
    for (const line of ['    of: assessed\n', '    order: [s desc]\n', '    ties: refuse\n']) {
      expect(await errors(rules(SE_3_2023().replace(line, ''), UNIT))).toEqual(['TK104']);
    }
  });

  test('whom a refused tie concerns gets no award before people have decided; others do', async () => {
    const text = rules(
      `${SE_3_2023().replace('at_most: 70 %', 'at_most: 50 %')}awards:
  eligible: predikat_usulan >= butuh_perbaikan
  tiers:
    - { tier: gold, when: predikat_usulan = sangat_baik }
    - { tier: silver, when: predikat_usulan >= baik }
  otherwise: nothing`,
      UNIT,
    );
    const result = await run(text, staff([99, 90, 90, 85]), [{ unit: 'A', predikat_organisasi: 'istimewa' }]);
    expect(result.rows.map(({ award }) => award?.name ?? award?.state)).toEqual([
      'gold',
      'undecided',
      'undecided',
      'silver',
    ]);
    expect(result.summary).toMatchObject({ undecided: 2, ratingsUndecided: 2 });
  });
});

const AWARDS = (budget: string, order = '[s desc, nip asc]') => `awards:
  eligible: s >= 10
  tiers:
    - { tier: gold, when: s >= 80, grant: { cash: { value: besaran, round: { digits: 0, mode: down } } } }
    - { tier: silver, when: s >= 50, grant: { cash: { value: 50 % of besaran, round: { digits: 0, mode: down } } } }
  otherwise: nothing
  order: ${order}
  budget: { ${budget} }`;

const paid = ({ rows }: CohortResult) =>
  rows.map(({ award }) => {
    const [grant] = award?.grants ?? [];
    return grant ? `${award?.name} ${outcome(grant.value)} ${grant.payment?.state}` : (award?.name ?? award?.state);
  });

describe('[G3] the budget', () => {
  test('by_order stops at the first who does not fit: nobody after is paid, even where it would do', async () => {
    const text = rules(AWARDS('total: 1_700_000 IDR, when_exceeded: by_order, ties: refuse'));
    // 1,000,000 fits; the second needs as much and 700,000 are left; the silver 500,000 would fit, and is not paid.
    const result = await run(text, staff([90, 85, 60]));
    expect(paid(result)).toEqual(['gold 1000000 funded', 'gold missing unfunded', 'silver missing unfunded']);
    expect(result.budgets.map(({ spent, total }) => [String(spent), String(total)])).toEqual([['1000000', '1700000']]);
    expect(result.summary).toMatchObject({
      unfunded: 2,
      awards: new Map([
        ['gold', 2],
        ['silver', 1],
        ['nothing', 0],
      ]),
    });
  });

  test.each([
    ['include', ['funded', 'funded', 'funded', 'unfunded'], ['TK815']],
    ['exclude', ['funded', 'unfunded', 'unfunded', 'unfunded'], []],
    ['refuse', ['funded', 'undecided', 'undecided', 'unfunded'], ['TK817']],
  ])('it runs out in a tie, ties: %s', async (ties, expected, said) => {
    const text = rules(AWARDS(`total: 2_500_000 IDR, when_exceeded: by_order, ties: ${ties}`, '[s desc]'));
    const result = await run(text, staff([95, 90, 90, 85]));
    expect(result.rows.map(({ award }) => award?.grants[0]?.payment?.state)).toEqual(expected);
    expect(codes(result)).toEqual(said);
  });

  test('a tie that fits as a whole, or of which nobody fits, is no tie at the edge', async () => {
    const text = (total: string) =>
      rules(AWARDS(`total: ${total} IDR, when_exceeded: by_order, ties: refuse`, '[s desc]'));
    const states = async (total: string) =>
      (await run(text(total), staff([90, 90, 60]))).rows.map(({ award }) => award?.grants[0]?.payment?.state);
    expect(await states('2_000_000')).toEqual(['funded', 'funded', 'unfunded']);
    expect(await states('900_000')).toEqual(['unfunded', 'unfunded', 'unfunded']);
  });

  test('prorate floors, gives the rest to the largest fractions, and totals exactly the budget', async () => {
    const text = rules(AWARDS('total: 1_000_000 IDR, when_exceeded: prorate'));
    const rows = staff([90, 85, 81]);
    const result = await run(text, rows);
    // Three equal thirds of a million: the one rupiah over goes by the order of the awards.
    expect(paid(result)).toEqual(['gold 333334 prorated', 'gold 333333 prorated', 'gold 333333 prorated']);
    const uneven = rows.map((row, i) => ({ ...row, besaran: String([700_000, 400_000, 100_003][i]) }));
    expect(paid(await run(text, uneven))).toEqual([
      'gold 583332 prorated',
      'gold 333332 prorated',
      'gold 83336 prorated',
    ]);
    expect(await errors(rules(AWARDS('total: 1 IDR, when_exceeded: prorate', '[s desc]')))).toEqual(['TK555']);
  });

  test('error refuses the run; within, each group has its own budget from its own row', async () => {
    const refusing = rules(AWARDS('total: 1_999_999 IDR, when_exceeded: error'));
    expect(await run(refusing, staff([90, 85]))).toMatchObject({ refused: true });
    expect(codes(await run(refusing, staff([90, 85])))).toEqual(['TK816']);
    expect(await run(refusing, staff([90]))).toMatchObject({ refused: false });
    const own = rules(AWARDS('total: pagu, within: unit, when_exceeded: by_order, ties: refuse'), UNIT);
    const rows = [...staff([90, 85]), ...staff([90, 85], { unit: 'B' }, 5)];
    const result = await run(own, rows, [
      { unit: 'A', pagu: 1_000_000 },
      { unit: 'B', pagu: 2_000_000 },
    ]);
    expect(result.rows.map(({ award }) => award?.grants[0]?.payment?.state)).toEqual([
      'funded',
      'unfunded',
      'funded',
      'funded',
    ]);
    expect(await errors(rules(AWARDS('total: pagu, when_exceeded: by_order, ties: refuse'), UNIT))).toEqual(['TK552']);
    expect(await errors(rules(AWARDS('total: besaran, within: unit, when_exceeded: error')))).toEqual(['TK552']);
    expect(await errors(rules(AWARDS('total: 1 IDR, when_exceeded: by_order')))).toEqual(['TK104']);
  });

  test('nobody is paid what an undecided award above may still take', async () => {
    const quota = 'quota: { count: 1, order: [s desc], ties: refuse }, grant';
    const text = rules(AWARDS('total: 1_200_000 IDR, when_exceeded: by_order, ties: refuse')).replace('grant', quota);
    const result = await run(text, staff([90, 90, 60]));
    expect(paid(result)).toEqual(['undecided', 'undecided', 'silver missing undecided']);
    expect(codes(result)).toEqual(['TK801', 'TK818']);
    const rich = text.replace('1_200_000', '2_500_000');
    expect(paid(await run(rich, staff([90, 90, 60])))).toEqual(['undecided', 'undecided', 'silver 500000 funded']);
  });
});

describe('[D3] decisions', () => {
  const DECIDED = 'decisions:\n  akhir: { proposal: predikat, decision: keputusan, reason: alasan }\n';

  test('the decision is what later stages read; without one the proposal stands', async () => {
    const text = rules(`${DECIDED}values:\n  baik: akhir >= baik\n`).replace('  baik: akhir', '  lulus: akhir');
    const rows = [
      ...staff([90]),
      ...staff([90], { keputusan: 'kurang', alasan: 'disiplin' }, 2),
      ...staff([40], { keputusan: 'kurang' }, 3),
    ];
    const result = await run(text, rows);
    expect(values(result, 'akhir')).toEqual(['sangat_baik', 'kurang', 'kurang']);
    expect(values(result, 'lulus')).toEqual(['true', 'false', 'false']);
    expect(values(result, 'predikat')).toEqual(['sangat_baik', 'sangat_baik', 'kurang']);
  });

  test('a decision that differs needs its reason, also where the proposal is a limit', async () => {
    const { rejects } = await run(rules(DECIDED), staff([90], { keputusan: 'baik' }));
    expect(rejects.map(({ findings }) => findings.map(({ code }) => code))).toEqual([['TK684']]);
    const limited = rules(
      `${SE_3_2023('exclude')}${DECIDED.replace('proposal: predikat', 'proposal: predikat_usulan')}`,
      UNIT,
    );
    const rows = [...staff([90], { keputusan: 'baik' }), ...staff([99], { keputusan: 'sangat_baik' }, 2)];
    const result = await run(limited, rows, [{ unit: 'A', predikat_organisasi: 'sangat_kurang' }]);
    // Both are moved down to baik: the first decides so, the second otherwise and without a reason.
    expect(result.rows.map(({ key }) => key)).toEqual(['1']);
    expect(result.rejects.map(({ key, findings }) => [key, findings[0]?.code])).toEqual([['2', 'TK684']]);
    expect(result.summary).toMatchObject({ read: 2, scored: 1, rejected: 1 });
  });
});

describe('[D4] amounts', () => {
  const TPP = (deductions: string, round = '{ to: 1_000 IDR, mode: down }') =>
    rules(`amounts:\n  tpp:\n    base: 60 % of besaran\n    deductions:\n${deductions}    round: ${round}`);
  const LATE = (of: string) => `      - { name: late, share: telat, of: ${of} }\n`;
  const FEE = '      - { name: fee, value: 100_000 IDR }\n';

  test('deductions in their order: of the base, or of what is left', async () => {
    const rows = staff([90], { telat: '10' });
    const first = async (text: string) => values(await run(text, rows), 'tpp')[0];
    expect(await first(TPP(`${FEE}${LATE('base')}`))).toBe('440000');
    expect(await first(TPP(`${FEE}${LATE('remaining')}`))).toBe('450000');
    expect(await first(TPP(`${LATE('remaining')}${FEE}`))).toBe('440000');
  });

  test('never below zero, on the way either; rounding is mandatory and money is money', async () => {
    const rows = staff([90], { telat: '100' });
    expect(values(await run(TPP(`${LATE('base')}${FEE}`), rows), 'tpp')).toEqual(['0']);
    expect(
      await errors(
        TPP(FEE)
          .replace(/ {4}round: .*tpp/s, '')
          .replace(/ {4}round: \{ to.*/, ''),
      ),
    ).toEqual(['TK104']);
    expect(await errors(TPP('      - { name: late, share: s, of: base }\n'))).toEqual(['TK401']);
    expect(await errors(TPP('      - { name: late, share: telat }\n'))).toEqual(['TK104']);
  });
});

describe('what is said of it', () => {
  const text = rules(
    `groups:
  place: { type: rank, within: unit, order: [s desc], ties: competition }
${SE_3_2023('exclude')}decisions:
  akhir: { proposal: predikat_usulan, decision: keputusan, reason: alasan }
amounts:
  tpp:
    base: besaran
    deductions: [{ name: late, share: telat, of: base }]
    round: { to: 1_000 IDR, mode: down }
${AWARDS('total: 1_500_000 IDR, when_exceeded: by_order, ties: refuse')}`,
    UNIT,
  );

  test('an explanation shows the limit as a proposal, the decision with its reason, each deduction, and the payment', async () => {
    const rows = [...staff([99]), ...staff([90], { keputusan: 'kurang', alasan: 'hadir', telat: '10' }, 2)];
    const { rows: scored } = await run(text, rows, [{ unit: 'A', predikat_organisasi: 'sangat_kurang' }]);
    const [, second] = scored;
    if (!second) throw new Error('no row');
    const said = explanationText(explain(second, 'en'), 'en');
    for (const line of [
      'proposed down from sangat_baik to baik: rank 2, room for 0',
      'A limit gives a proposal; the rating official decides.',
      'proposal: baik',
      'decision: kurang',
      'reason: hadir',
      'deduction late: IDR 100,000, leaves IDR 900,000',
      '2 of 2 members counted in A',
      'not paid, since the budget does not reach (due: IDR 1,000,000)',
    ]) {
      expect(said).toContain(line);
    }
    expect(explanationText(explain(second, 'id'), 'id')).toContain('usulan turun dari sangat_baik ke baik');
  });

  test('the export for json-rules-engine lists what it cannot hold', async () => {
    const { omitted } = toJsonRules(await programOf(text));
    expect(omitted.map(({ what }) => what)).toEqual(['grant', 'grant', 'group', 'limit', 'budget']);
  });
});

describe('tables of groups', () => {
  const text = rules('values:\n  o: predikat_organisasi\n', UNIT);
  const rows = [...staff([90]), ...staff([80], { unit: 'B' }, 2)];
  const rejected = ({ rejects }: CohortResult) =>
    rejects.map(({ key, findings }) => `${key} ${findings.map(({ code }) => code).join(' ')}`);

  test('columns are inputs of every member; a group without a row rejects its members; unused rows are noted', async () => {
    const result = await run(text, rows, [{ unit: 'A', predikat_organisasi: 'istimewa' }, { unit: 'C' }]);
    expect(values(result, 'o')).toEqual(['istimewa']);
    expect(rejected(result)).toEqual(['2 TK680']);
    expect(codes(result)).toEqual(['TK683']);
  });

  test('a group twice, or one that breaks a check, rejects its members and nobody else', async () => {
    const twice = await run(text, rows, [{ unit: 'A' }, { unit: 'B' }, { unit: 'A' }]);
    expect([rejected(twice), codes(twice)]).toEqual([['1 TK682'], ['TK681']]);
    const broken = await run(text, rows, [{ unit: 'A', pagu: 0 }, { unit: 'B' }]);
    expect([rejected(broken), codes(broken)]).toEqual([['1 TK682'], ['TK610']]);
  });

  test('rows of another period are not those of this one', async () => {
    const result = await run(text, rows, [
      { unit: 'A', period: '2026-Q2', predikat_organisasi: 'istimewa' },
      { unit: 'A', period: '2026-Q3', predikat_organisasi: 'kurang' },
      { unit: 'B', predikat_organisasi: 'baik', period: '2026-Q3' },
    ]);
    expect(values(result, 'o')).toEqual(['kurang', 'baik']);
  });

  test('an optional table makes its columns optional: what is missing must be dealt with', async () => {
    const optional = UNIT.replace('key: unit', 'key: unit\n    optional: true');
    expect(await errors(rules('values:\n  o: pagu + 1 IDR\n', optional))).toEqual(['TK404']);
    const handled = rules('values:\n  o: pagu ?? 0 IDR\n', optional);
    expect(values(await run(handled, rows, [{ unit: 'A', pagu: 5 }]), 'o')).toEqual(['5', '0']);
  });
});

describe('[G1] nothing of a group is taken for missing unnoticed', () => {
  const LATE = `groups:
  place: { type: rank, within: unit, order: [s desc], ties: competition }
  held: { type: count, within: unit }
limits:
  usulan: { value: predikat, within: unit, of: assessed, action: warn, rules: [{ values: [baik], at_most: 1 }] }
`;

  test.each(['previous(place)', 'previous(usulan)', 'previous(behind)', 'year_to_date(held)', 'year_to_date(behind)'])(
    '%s is refused: of an earlier period nobody knows what came of the groups',
    async (read) => {
      expect(await errors(rules(`${LATE}values:\n  behind: (place ?? 1) - 1\n  before: ${read}`))).toEqual(['TK556']);
    },
  );

  test('also in a condition of an award; the rating before limits may be read', async () => {
    const awarded = (read: string) =>
      rules(`${LATE}awards:
  eligible: if previous(${read}) is missing then true else previous(${read}) = baik
  tiers: [{ tier: gold, when: s >= 10 }]
  otherwise: nothing`);
    expect(await errors(awarded('usulan'))).toEqual(['TK556']);
    expect(await errors(awarded('predikat'))).toEqual([]);
  });

  test('asked for before its stage it throws: an impossible state is no missing value', async () => {
    const program = await programOf(rules(LATE));
    const fields = new Map<string, Value>([
      ['nip', '1'],
      ['unit', 'A'],
    ]);
    const evaluation = evaluate(program, { key: '1', fields, row: 1 }, { period: period('2026-Q3') });
    const place = program.results.find(({ name }) => name === 'place');
    expect(() => evaluation.at(place?.node ?? -1)).toThrow('place is asked for before its stage');
  });

  test('an example without a key, where the order of a quota ends with it, is somebody like any other', async () => {
    const text = rules(`awards:
  eligible: s >= 0
  tiers:
    - { tier: gold, when: s >= 10, quota: { count: 1, within: unit, order: [s desc, nip asc], ties: refuse } }
  otherwise: nothing
examples:
  - { name: e, period: 2026-Q3, given: { unit: A, x: 50, besaran: 1, telat: 0 }, expect: { award: gold, award.state: placed } }`);
    const [example] = runExamples(await programOf(text));
    expect(example?.findings).toEqual([]);
  });
});

describe('[D4] a deduction never adds money', () => {
  const TPP = (size: string) =>
    rules(
      `amounts:\n  tpp:\n    base: besaran\n    deductions: [{ name: late, ${size} }]\n    round: { digits: 0, mode: down }`,
    );

  test.each([
    ['share: telat, of: base', []],
    ['share: telat - 5 %, of: base', ['TK557']],
    ['share: "max(0 %, telat - 5 %)", of: base', []],
    ['value: besaran - 1_000 IDR', ['TK557']],
    ['value: "max(0 IDR, besaran - 1_000 IDR)"', []],
  ])('%s: %j', async (size, expected) => {
    expect(await errors(TPP(size))).toEqual(expected);
  });
});
