import { describe, expect, test } from 'vitest';
import { toSql } from '../../src/backends/sql/query.ts';
import { run } from '../../src/cli/run.ts';
import { toJsonRules } from '../../src/index.ts';
import { planOf } from '../../src/integers/build.ts';
import { MemoryIo } from '../cli/memory-io.ts';
import { period } from '../score/build.ts';
import { programOf, ruleset } from '../semantics/lab.ts';

const INPUTS = `  unit: { type: text }
  x: { type: decimal, digits: 2, range: "[0..100]" }
  uang: { type: money, range: "[0..1_000_000]" }
  diputus: { type: choice, of: [rendah, tinggi], optional: true }
  alasan: { type: text, optional: true }`;

const SCORING = `scores:
  s: { value: x, round: { digits: 2, mode: half_up } }
ratings:
  r: { of: s, domain: "[0..100]", bands: { rendah: "[0..50)", tinggi: "[50..100]" } }
`;

const AWARDS = (more: string) => `awards:
  eligible: s >= 10
  tiers:
    - tier: emas
      when: r = tinggi
      grant: { bonus: { value: uang, round: { digits: 0, mode: down } } }
  otherwise: tanpa
${more}`;

const plain = (rest: string) => ruleset(INPUTS, `${SCORING}${rest}`);

const indicator = (more: string) =>
  plain(`indicators:
  i:
    polarity: maximize
    achievement: actual / target * 100
    round: { digits: 2, mode: half_up }
    clamp: "[0..100]"
${more}`).replace('value: x,', 'value: weighted_mean(indicators),');

/** One of each kind that takes more than one record's own row. */
const KINDS: Readonly<Record<string, string>> = {
  details: plain(`details:
  izin: { max_rows: 10, columns: { biaya: { type: money, range: "[0..1_000]" } } }
values:
  jumlah_biaya: sum(izin.biaya)`),
  plan: indicator(
    '    plan: { type: decimal, digits: 2, range: "[1..100]" }\n    target: plan\n    actual: x\n    weight: plan\n    missing: reject',
  ),
  template: indicator(
    '    template: { type: decimal, digits: 2, range: "[1..100]", max_rows: 3 }\n    missing: reject',
  ),
  'group data': plain(
    'group_data:\n  data_unit: { key: unit, inputs: { pagu: { type: money, range: "[0..10]" } } }\nvalues:\n  p: pagu + 1 IDR',
  ),
  rank: plain('groups:\n  tempat: { type: rank, within: unit, order: [s desc], ties: competition }'),
  limit: plain(
    'limits:\n  usul: { value: r, within: unit, of: assessed, action: warn, rules: [{ values: [tinggi], at_most: 1 }] }',
  ),
  budget: plain(AWARDS('  order: [s desc, nip]\n  budget: { total: 100 IDR, when_exceeded: by_order, ties: refuse }')),
  segments: ruleset(
    `${INPUTS}\n  mulai: { type: date, optional: true }\n  selesai: { type: date, optional: true }\nsegments: { from: mulai, to: selesai, method: weight_by_days, group_at: end }`,
    SCORING,
  ),
  previous: plain('values:\n  dulu: previous(x) ?? 0'),
  'year to date': plain('values:\n  kini: year_to_date(x)'),
  carry: indicator(
    '    actual: if x = 0 then missing else x\n    target: 100\n    weight: 100\n    missing: { carry: 2, else: exclude }',
  ),
  'working days': plain(
    'calendars:\n  kerja: { workdays: [monday] }\nvalues:\n  h: working_days(period.start, period.end, kerja)',
  ),
};

describe('a back end that knows one row refuses what needs more; it never leaves a part out', () => {
  test.each(Object.entries(KINDS))('%s', async (_, text) => {
    const program = await programOf(text);
    const sql = toSql(program, { dialect: 'duckdb', period: period('2026-Q3'), table: 'data', columns: 'all' });
    expect(sql.kind).toBe('not_planned');
    const { plan, notes } = planOf(program, period('2026-Q3'));
    expect(plan).toBeNull();
    expect(notes.length).toBeGreaterThan(0);
  });

  test('amounts and decisions are of one row: they are planned, with what results show beside them', async () => {
    const program = await programOf(
      plain(
        `decisions:
  akhir: { proposal: r, decision: diputus, reason: alasan }
amounts:
  tpp: { base: uang, deductions: [{ name: iuran, value: 1 IDR }], round: { digits: 0, mode: down } }`,
      ),
    );
    expect(planOf(program, period('2026-Q3')).notes).toEqual([]);
    const sql = toSql(program, { dialect: 'duckdb', period: period('2026-Q3'), table: 'data', columns: 'all' });
    if (sql.kind !== 'query') throw new Error(sql.kind);
    expect(sql.columns.slice(sql.columns.indexOf('r') + 1)).toEqual([
      'akhir.proposal',
      'akhir.decision',
      'akhir.reason',
      'akhir',
      'tpp.base',
      'tpp.iuran',
      'tpp',
    ]);
  });

  test('the same ruleset without any of it is planned', async () => {
    const program = await programOf(plain(AWARDS('')));
    expect(planOf(program, period('2026-Q3')).plan).not.toBeNull();
    const sql = toSql(program, { dialect: 'duckdb', period: period('2026-Q3'), table: 'data', columns: 'all' });
    expect(sql.kind).toBe('query');
    // A year of its quarters is four rows.
    expect(planOf(program, period('2026')).plan).toBeNull();
  });

  test.each(Object.entries(KINDS))('%s: at the command line the export is refused, in words', async (_, text) => {
    const io = new MemoryIo();
    io.put('r.takar.yaml', text);
    expect(await run(['export', 'r.takar.yaml', '--to', 'sql:duckdb', '--period', '2026-Q3'], io)).toBe(2);
    expect(io.said).toBe('');
    expect(io.talked).toContain('TK960');
  });

  test.each(Object.entries(KINDS))('%s: --engine duckdb is refused before anything is written', async (_, text) => {
    const io = new MemoryIo();
    io.put('r.takar.yaml', text);
    io.put('d.csv', 'nip,unit,x,uang\n1,A,60,100\n');
    io.put('i.csv', 'nip,biaya\n1,100\n');
    io.put('p.csv', 'nip,indicator,target,weight,title,no\n1,i,50,100,T,1\n');
    io.put('g.csv', 'unit,pagu\nA,5\n');
    io.put('k.csv', 'tanggal\n2026-08-17\n');
    const more = [
      ['details:', '--details', 'izin=i.csv'],
      ['plan:', '--plan', 'p.csv'],
      ['template:', '--plan', 'p.csv'],
      ['group_data:', '--group', 'data_unit=g.csv'],
      ['calendars:', '--calendar', 'kerja=k.csv'],
    ].flatMap(([word = '', ...args]) => (text.includes(word) ? args : []));
    const args = ['score', 'r.takar.yaml', '--data', 'd.csv', '--period', '2026-Q3', '--out', 'o.csv', ...more];
    expect([await run([...args, '--engine', 'duckdb'], io), [...io.written]]).toEqual([2, []]);
    expect(io.talked).toContain('TK960');
  });

  test('tiers as rules of json-rules-engine: what takes everybody is listed, never dropped', async () => {
    const rules = toJsonRules(
      await programOf(
        plain(
          `groups:\n  tempat: { type: rank, within: unit, order: [s desc], ties: competition }\n${AWARDS(
            '  order: [s desc, nip]\n  budget: { total: 100 IDR, when_exceeded: by_order, ties: refuse }',
          ).replace('eligible: s >= 10', 'eligible: s >= 10 and tempat <= 3')}`,
        ),
      ),
    );
    expect(rules.omitted.map(({ what }) => what)).toEqual(['condition', 'grant', 'group', 'budget']);
  });

  test.each(['details', 'plan', 'template', 'rank', 'limit', 'working days'])(
    '%s: examples cannot be made up, and takar says so',
    async (kind) => {
      const io = new MemoryIo();
      io.put('r.takar.yaml', KINDS[kind] ?? '');
      expect(await run(['test', 'r.takar.yaml', '--generate'], io)).toBe(2);
      expect(io.talked).toContain('TK932');
    },
  );
});
