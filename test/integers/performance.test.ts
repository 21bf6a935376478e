import { describe, expect, test } from 'vitest';
import { compileColumns } from '../../src/backends/columns/compile.ts';
import { moduleSource } from '../../src/backends/columns/module.ts';
import { sqlRefusal } from '../../src/cli/sql-refusal.ts';
import { planOf } from '../../src/integers/build.ts';
import { say } from '../../src/messages/say.ts';
import { performanceText } from '../../src/report/performance.ts';
import { rulesetText } from '../bench/standard.mjs';
import { period } from '../exact/program.ts';
import { programOf } from '../laws/ruleset-text.ts';
import { openRuleset } from '../published/ruleset-files.ts';

const SLOW = `takar: 1
ruleset: slow
period: quarter
inputs:
  nip: { type: text, key: true }
  done: { type: count }
${['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `  ${name}: { type: decimal, digits: 4, range: "[1..5_000]" }`).join('\n')}
indicators:
  one: { polarity: none, actual: done, achievement: done / a, clamp: "[0..120]", round: none, weight: 1, missing: reject }
  two: { polarity: none, actual: a, achievement: a / b, clamp: "[0..120]", round: none, weight: 1, missing: reject }
  three: { polarity: none, actual: a, achievement: b / c, clamp: "[0..120]", round: none, weight: 1, missing: reject }
scores:
  total: { value: "weighted_mean(indicators)", round: { digits: 2, mode: half_up } }
values:
  much: a * b * c * d
`;

describe('what is not on the fast path', () => {
  test('is listed with the place, the reason and the remedy, in both languages', async () => {
    const program = await programOf(SLOW);
    expect(
      performanceText(program, program.ruleset.sources, 'id'),
    ).toBe(`slow: dihitung lebih lambat (hasilnya tetap sama)
  generated.takar.yaml:6:3: 'done' tidak mempunyai rentang, sehingga baris dengan nilai di atas 1.000.000.000.000 dihitung satu per satu. Tuliskan rentangnya, misalnya rentang: "[0..1.000.000.000.000]".
  generated.takar.yaml:20:9: Angka di sini dapat mencapai 24 angka; di atas 15 angka langkah ini beberapa kali lebih lama. Persempit rentang data masukannya, atau bulatkan lebih dulu.
  generated.takar.yaml:20:9: Angka di sini dapat mencapai 32 angka; di atas 15 angka langkah ini beberapa kali lebih lama. Persempit rentang data masukannya, atau bulatkan lebih dulu.
  generated.takar.yaml:18:20: Hasil bagi yang tidak dibulatkan dijumlahkan di sini, sehingga angkanya dapat mencapai 26 angka. Bulatkan setiap capaian sebelum dijumlahkan.
  generated.takar.yaml:20:9: Hasil memuat angka di sini yang dapat mencapai 32 angka; di atas 18 angka semua baris dihitung satu per satu dan disimpan sampai akhir. Bulatkan angkanya, atau persempit rentang data masukannya.
`);
    expect(performanceText(program, program.ruleset.sources, 'en')).toContain(
      'Round each achievement before it enters the sum.',
    );
  });

  test('is named as its author writes it, each part once', async () => {
    const { program } = await openRuleset('examples/kecamatan/kecamatan.takar.yaml');
    if (!program) throw new Error('kecamatan');
    expect(
      performanceText(program, program.ruleset.sources, 'id'),
    ).toBe(`kecamatan: dihitung lebih lambat (hasilnya tetap sama)
  Aturan ini memakai 'rincian', yang dihitung baris demi baris.
  Aturan ini memakai 'data_kelompok', yang dihitung baris demi baris.
  Aturan ini memakai 'segmen', yang dihitung baris demi baris.
  Aturan ini memakai 'rencana', yang dihitung baris demi baris.
`);
  });

  test('is nothing in the standard work', async () => {
    const program = await programOf(rulesetText());
    expect(performanceText(program, program.ruleset.sources, 'en')).toBe(
      'standard: everything is computed in whole numbers over columns.\n',
    );
  });
});

const AWARDS = (order: string, value: string, total: string) => `takar: 1
ruleset: awarded
period: quarter
inputs:
  nip: { type: text, key: true }
  a: { type: decimal, digits: 2, range: "[0..100]" }
  money: { type: money, range: "[0..1_000_000_000]" }
scores:
  total: { value: a, round: { digits: 2, mode: half_up } }
awards:
  eligible: a > 0
  tiers:
    - tier: gold
      when: total > 50
      quota: { count: 3, order: [${order}], ties: refuse }
      grant: { cash: { value: ${value}, round: { digits: 0, mode: down } } }
  otherwise: nothing
  order: [${order}]
  budget: { total: ${total}, when_exceeded: by_order, ties: refuse }
`;

describe('quotas and a budget', () => {
  const told = async (order: string, value = 'money', total = '100 IDR') => {
    const program = await programOf(AWARDS(order, value, total));
    return performanceText(program, program.ruleset.sources, 'en');
  };

  test('are given out over columns, ranked by numbers and by the key', async () => {
    const fast = 'awarded: everything is computed in whole numbers over columns.\n';
    expect(await told('total desc, nip')).toBe(fast);
    expect(await told('total desc, nip', 'money', '90_000_000_000_000_000 IDR')).toBe(fast);
  });

  test('of amounts beyond 15 figures: every row is kept, and it is said', async () => {
    const text = await told('total desc, nip', 'money * 100_000_000');
    expect(text).toContain('Awards are ranked or paid by numbers of more than 15 figures');
  });
});

const GROUPS = `takar: 1
ruleset: ranked
period: quarter
inputs:
  nip: { type: text, key: true }
  unit: { type: text }
  a: { type: decimal, digits: 2, range: "[0..100]" }
  b: { type: decimal, digits: 2, range: "[1..100]" }
indicators:
  one: { polarity: maximize, actual: a, achievement: actual, clamp: "[0..120]", round: { digits: 2, mode: half_up }, weight: 100, missing: reject }
scores:
  total: { value: weighted_mean(indicators), round: { digits: 2, mode: half_up } }
groups:
  place: { type: rank, within: unit, order: [total desc], ties: competition }
  ahead: { type: average, of: total, where: place <= 3, round: { digits: 2, mode: half_up } }
`;

describe('group rules', () => {
  test('are worked out over columns, and cost a reading of the file for each level', async () => {
    const program = await programOf(GROUPS);
    expect(performanceText(program, program.ruleset.sources, 'en')).toBe(
      `ranked: everything is computed in whole numbers over columns.
  Group rules take everybody, so a large file is read 3 times.
`,
    );
    expect(performanceText(program, program.ruleset.sources, 'id')).toContain('berkas besar dibaca 3 kali');
  });

  test('have the bounds that are proven of what they take', async () => {
    const program = await programOf(
      GROUPS.replace('type: average, of: total', 'type: sum, of: total').replace(
        /, round: [^,]*, mode: half_up } }\n$/,
        ' }\n',
      ),
    );
    const { plan } = planOf(program, null, 'in_columns');
    const most = 2n ** 32n - 1n;
    expect(plan?.groupColumns).toEqual([
      { stage: 'place', bound: { low: 1n, high: most } },
      { stage: 'ahead', bound: { low: 0n, high: 10_000n * most } },
    ]);
  });

  test('of what has no whole units are told with their place', async () => {
    const ofQuotients = await programOf(GROUPS.replace('of: total,', 'of: a / b,'));
    const sources = ofQuotients.ruleset.sources;
    expect(performanceText(ofQuotients, sources, 'en')).toBe(
      `ranked: computed more slowly (the results are the same)
  generated.takar.yaml:15:3: This group rule takes a quotient that nobody has rounded, so every row is kept until the end. Round it first.
`,
    );
    expect(performanceText(ofQuotients, sources, 'id')).toContain('memakai hasil bagi yang tidak dibulatkan');
  });

  test('are refused by name where what they come to is not brought: SQL, exported JavaScript, rows one by one', async () => {
    const program = await programOf(GROUPS);
    expect(planOf(program, period('2026-Q3'))).toEqual({ plan: null, notes: [{ kind: 'part', part: 'groups' }] });
    const { plan } = planOf(program, period('2026-Q3'), 'in_columns');
    expect(plan?.stages.map(({ name, level }) => [name, level])).toEqual([
      ['place', 1],
      ['ahead', 2],
    ]);
  });
});

test('what cannot be exported as JavaScript is told so by its name', () => {
  const refused = sqlRefusal({ kind: 'not_planned', notes: [{ kind: 'part', part: 'groups' }] }, 'js', 'a.takar.yaml');
  const [finding] = refused.findings;
  expect(finding && say(finding, 'en').message).toBe(
    'This ruleset cannot yet be written as JavaScript over columns: groups.',
  );
  expect(finding && say(finding, 'id').message).toBe(
    'Aturan ini belum dapat ditulis sebagai JavaScript per kolom: groups.',
  );
});

test('the exported module computes what the compiled code does, for any period, and holds no text but names', async () => {
  const program = await programOf(rulesetText());
  const { plan } = planOf(program, null);
  if (plan === null) throw new Error('no plan');
  const source = moduleSource(plan);
  const made = await import(`data:text/javascript,${encodeURIComponent(source)}`);
  const step = plan.results.find(({ name }) => name === 'nilai_akhir')?.shown?.units ?? 0;
  const compiled = compileColumns(plan, [step]);
  const batch = compiled.batch(3);
  for (const [c, column] of plan.columns.entries()) batch.cells[c]?.fill(Number(column.bound.high) / 2);
  compiled.score(3, batch.cells, batch.empty, batch.status, batch.out);
  const out = made.outputs.map(({ array }: { array: string }) =>
    array === 'bytes' ? new Uint8Array(3) : new Float64Array(3),
  );
  const { start, end } = period('2026-Q3');
  made.scoreBatch(3, batch.cells, batch.empty, new Uint8Array(3), out, {
    start,
    end,
    month: 9,
    quarter: 3,
    semester: 2,
    year: 2026,
  });
  const place = made.outputs.findIndex(({ name }: { name: string }) => name === 'nilai_akhir');
  expect([...out[place]]).toEqual([...(batch.out[0] ?? [])]);
  expect(out[place][0]).toBeGreaterThan(0);
  expect(source).not.toContain('95 %');
});
