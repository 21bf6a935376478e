import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Harness } from './harness.ts';

const harness = new Harness();
beforeAll(() => harness.begin());
afterAll(() => harness.end());
const score = harness.score.bind(harness);
/** In stretches so short that every file has several, and rows reach from one into the next. */
const sameBothWays = (text: string, data: string, more: readonly string[] = []) =>
  harness.sameBothWays(text, data, more, { stretch: 1999 });

interface Kind {
  readonly exceeded: 'by_order' | 'prorate' | 'error';
  readonly ties: 'refuse' | 'include' | 'exclude';
  readonly total?: string;
  readonly within?: string;
  readonly order?: string;
  /** Of the quota of the first tier. */
  readonly quotaTies?: 'refuse' | 'include' | 'exclude';
  readonly quotaOrder?: string;
  readonly digits?: number;
  readonly grants?: string;
}

/** Two money grants, one text; one tier with a quota, two without; few different scores. */
function rules(kind: Kind): string {
  const { exceeded, ties, total = 'pagu', within = '', order = '[total desc, nip asc]', digits = 0 } = kind;
  const { quotaTies = 'refuse', quotaOrder = '[total desc]', grants = '' } = kind;
  const limit = exceeded === 'by_order' ? `, ties: ${ties}` : '';
  const money = (value: string) => `{ value: ${value}, round: { digits: ${digits}, mode: half_up } }`;
  return `takar: 1
ruleset: budget
period: quarter
inputs:
  nip: { type: text, key: true }
  dinas: { type: text }
  jenis: { type: choice, of: [tetap, kontrak] }
  hasil: { type: decimal, digits: 2, range: "[0..100]", optional: true }
  rupiah: { type: money, range: "[0..9_000_000_000_000]" }
parameters:
  pagu: { type: money, value: 30_000_000 IDR }
indicators:
  satu:
    polarity: maximize
    actual: hasil
    target: 100
    achievement: actual / target * 100
    clamp: "[0..120]"
    round: { digits: 1, mode: half_up }
    weight: 100
    missing: exclude
scores:
  total: { value: "weighted_mean(indicators)", round: { digits: 0, mode: half_up } }
awards:
  eligible: rupiah > 0 IDR
  tiers:
    - tier: emas
      when: total >= 90
      quota: { share: 40 %, rounding: down, of: eligible, within: dinas, order: ${quotaOrder}, ties: ${quotaTies} }
      grant: { piagam: "Piagam, emas", uang: ${money('rupiah / 7')}, lain: ${money('1_000_000 IDR')} }
    - { tier: perak, when: total >= 80, grant: { uang: ${money('rupiah / 13')}, piagam: perak } }
    - { tier: perunggu, when: total > 70, grant: { piagam: perunggu } }
  otherwise: tanpa
  order: ${order}
  budget: { total: ${total}, ${within === '' ? '' : `within: ${within}, `}when_exceeded: ${exceeded}${limit}${grants} }
`;
}

/** Keys of digits of differing lengths; ties, missing values, rejected rows and rows that take the ordinary way. */
function rows(count: number, seed: number, largest = 12): string {
  let state = seed;
  const next = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
  const lines = Array.from({ length: count }, (_, i) => {
    const key = next(3) === 0 ? `${i}` : `19900101${String((i * 7919) % 10_007).padStart(10, '0')}`;
    const score = ['95', '91.25', '85', '80', '72', '', '101', '91,2', ' 95 '][next(30) < 27 ? next(6) : next(9)];
    const money = [String(1 + next(largest)), '70', '91', '0', 'Rp 77'][next(20) < 18 ? 0 : next(5)];
    return [
      key,
      `Dinas ${'ABC'[next(3)]}`,
      ['tetap', 'kontrak'][next(2)],
      score,
      `${money}00000`.replace('Rp 7700000', 'Rp 770.000'),
    ];
  });
  return [['nip', 'dinas', 'jenis', 'hasil', 'rupiah'], ...lines]
    .map((cells) => `${cells.map((cell) => (cell?.includes(',') ? `"${cell}"` : cell)).join(',')}\n`)
    .join('');
}

const states = (text: string | undefined) =>
  new Set([...(text ?? '').matchAll(/,(funded|unfunded|prorated|undecided),/g)].map(([, state]) => state));

describe('a budget in bulk gives the very bytes of the ordinary way', () => {
  const all = new Set<string | undefined>();
  const findings = new Set<string | undefined>();
  for (const exceeded of ['by_order', 'prorate', 'error'] as const) {
    for (const ties of exceeded === 'by_order' ? (['refuse', 'include', 'exclude'] as const) : (['refuse'] as const)) {
      for (const quotaTies of ['refuse', 'include', 'exclude'] as const) {
        for (const within of ['', 'dinas', '[dinas, jenis]']) {
          test(`${exceeded}, ties ${ties}, quota ${quotaTies}, within ${within || 'all'}`, async () => {
            const order = exceeded === 'by_order' && quotaTies !== 'include' ? '[total desc]' : '[total desc, nip asc]';
            const total = within === '' ? 'pagu' : '4_000_000 IDR';
            const kind: Kind = { exceeded, ties, quotaTies, within, order, total };
            const { files, talk } = await sameBothWays(rules(kind), rows(160, 17 + quotaTies.length), ['--lang', 'en']);
            for (const state of states(files['out.csv'])) all.add(state);
            for (const [code] of talk.matchAll(/TK8\d\d/g)) findings.add(code);
          });
        }
      }
    }
  }

  test('of every kind: all states and all findings have been there', () => {
    expect([...all].sort()).toEqual(['funded', 'prorated', 'undecided', 'unfunded']);
    expect([...findings].sort()).toEqual(expect.arrayContaining(['TK801', 'TK815', 'TK816', 'TK817', 'TK818']));
  });

  test('a budget that refuses the run writes nothing', async () => {
    const kind: Kind = { exceeded: 'error', ties: 'refuse', quotaTies: 'include', total: '1_000 IDR' };
    const { files, code, talk } = await sameBothWays(rules(kind), rows(60, 5), ['--lang', 'en']);
    expect(files).toEqual({});
    expect(code).toBe(1);
    expect(talk).toContain('TK816');
  });

  test('that suffices, that is there for one grant alone, and that pays cents', async () => {
    const enough: Kind = { exceeded: 'error', ties: 'refuse', quotaTies: 'include', total: '9_000_000_000_000 IDR' };
    expect(states((await sameBothWays(rules(enough), rows(80, 3))).files['out.csv'])).toEqual(new Set(['funded']));
    const one: Kind = {
      exceeded: 'prorate',
      ties: 'refuse',
      quotaTies: 'include',
      grants: ', grants: [lain]',
      total: '5_000_001 IDR',
    };
    const { files } = await sameBothWays(rules(one), rows(80, 3));
    expect(files['out.csv']?.split('\n')[0]).toContain(
      'award.uang,award.lain,award.lain.state,award.lain.due,award.reason',
    );
    const cents: Kind = {
      exceeded: 'prorate',
      ties: 'refuse',
      quotaTies: 'exclude',
      digits: 2,
      total: '1_234_567.895 IDR',
    };
    expect(states((await sameBothWays(rules(cents), rows(80, 3))).files['out.csv'])).toEqual(new Set(['prorated']));
  });

  test('of sums beyond 2^53', async () => {
    const total = '90_000_000_000_001 IDR';
    const kind: Kind = { exceeded: 'prorate', ties: 'refuse', quotaTies: 'include', digits: 2, total };
    const { files } = await sameBothWays(rules(kind), rows(9000, 3, 90_000_000), ['--columns', 'summary']);
    const [budget] = JSON.parse(files['summary.json'] ?? '{}').budgets;
    const [over, under = '1'] = budget.needed.split('/');
    expect((Number(over) / Number(under)) * 100).toBeGreaterThan(2 ** 53);
    expect(budget.spent).toBe('90000000000001');
    expect(states(files['out.csv'])).toEqual(new Set(['prorated']));
  });
});

describe('rows are ranked by keys of digits', () => {
  test('shorter ones before longer ones that begin alike, in either direction', async () => {
    for (const direction of ['asc', 'desc']) {
      const kind: Kind = {
        exceeded: 'by_order',
        ties: 'refuse',
        quotaOrder: `[total desc, nip ${direction}]`,
        order: `[nip ${direction}]`,
      };
      const { files } = await sameBothWays(rules(kind), rows(300, 8));
      expect(files['out.csv']).toContain(',unfunded,');
    }
  });

  test('other keys take the ordinary way', async () => {
    const data = rows(40, 8);
    for (const key of ['p12', '1990010100000000001', '12-3']) {
      const text = data.replace(/\n\d+,/, `\n${key},`);
      const exact = await score(rules({ exceeded: 'by_order', ties: 'refuse' }), text, 'exact');
      const columns = await score(rules({ exceeded: 'by_order', ties: 'refuse' }), text, 'columns');
      expect(columns).toEqual(exact);
      expect(columns.inBulk).toBe(false);
    }
  });
});

/** A limit whose ties wait for people, a rank, quotas and a budget: awards of whom nobody knows in which tier they stand. */
const TOGETHER = (exceeded: string, ties: string) => `takar: 1
ruleset: together
period: quarter
inputs:
  nip: { type: text, key: true }
  unit: { type: choice, of: [a, b, c] }
  x: { type: decimal, digits: 0, range: "[0..10]" }
  pay: { type: money, range: "[0..1_000]" }
scores:
  s: { value: x, round: none }
ratings:
  r: { of: s, domain: "[0..10]", bands: { low: "[0..4)", mid: "[4..7)", high: "[7..10]" } }
groups:
  place: { type: rank, within: unit, order: [s desc], ties: competition }
limits:
  capped:
    value: r
    within: unit
    of: accepted
    action: apply
    order: [s desc]
    ties: ${ties}
    rules:
      - { values: [high], at_most: 25 %, rounding: down, move_to: mid }
awards:
  eligible: s >= 1
  tiers:
    - tier: gold
      when: capped = high
      quota: { share: 20 %, rounding: nearest, of: eligible, within: unit, order: [s desc], ties: ${ties} }
      grant: { cash: { value: pay, round: { digits: 0, mode: down } } }
    - { tier: silver, when: place <= 12, grant: { cash: { value: 50 % of pay, round: { digits: 0, mode: down } } } }
  otherwise: nothing
  order: [s desc, nip asc]
  budget: { total: 2_000 IDR, within: unit, when_exceeded: ${exceeded}${exceeded === 'by_order' ? `, ties: ${ties}` : ''} }
`;

describe('a budget behind limits and ranks, in bulk', () => {
  const seen = new Set<string | undefined>();
  for (const exceeded of ['by_order', 'prorate', 'error']) {
    for (const ties of ['refuse', 'include', 'exclude']) {
      test(`${exceeded}, ties ${ties}`, async () => {
        for (const seed of [1, 2, 3]) {
          const lines = Array.from({ length: 60 }, (_, i) => {
            const at = (factor: number, below: number) => ((i + 1) * factor * (seed + 7)) % below;
            return `${1000 + at(37, 10_007)},${'abc'[at(13, 3)]},${at(29, 11)},${at(31, 401)}`;
          });
          const data = `nip,unit,x,pay\n${lines.join('\n')}\n`;
          const { files, talk } = await sameBothWays(TOGETHER(exceeded, ties), data, ['--lang', 'en']);
          for (const state of states(files['out.csv'])) seen.add(state);
          for (const [code] of talk.matchAll(/TK8\d\d/g)) seen.add(code);
        }
      });
    }
  }

  test('have been seen: payments of all kinds, and those that wait for a limit', () => {
    const expected = ['TK813', 'TK816', 'TK818', 'funded', 'prorated', 'undecided', 'unfunded'];
    expect([...seen]).toEqual(expect.arrayContaining(expected));
  });
});
