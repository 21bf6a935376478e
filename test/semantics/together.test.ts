import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { type CohortScoreOptions, type Program, type RowData, type ScoreRow, scoreCohort } from '../../src/index.ts';
import { MemoryIo } from '../cli/memory-io.ts';
import { outcome, programOf, result, ruleset } from './lab.ts';

/** Parts of the language as an office uses them together: by exact figures, with the readings that are wrong beside. */

const SCORE = 'scores:\n  hasil: { value: weighted_mean(indicators), round: { digits: 2, mode: half_up } }\n';
const SEGMENTS = 'segments: { from: mulai_tugas, to: selesai_tugas, method: weight_by_days, group_at: end }';
const SEGMENT_INPUTS = '  mulai_tugas: { type: date, optional: true }\n  selesai_tugas: { type: date, optional: true }';

const indicator = (name: string, actual: string, more: string) => `  ${name}:
    polarity: maximize
    actual: ${actual}
    achievement: actual / target * 100
    clamp: "[0..150]"
    round: { digits: 2, mode: half_up }
    missing: reject
${more}`;

async function only(
  program: Program,
  rows: readonly RowData[],
  options: Partial<CohortScoreOptions> = {},
): Promise<ScoreRow> {
  const { rows: scored, rejects } = await scoreCohort(program, rows, { period: '2026-Q3', ...options });
  expect(rejects.flatMap(({ findings }) => findings)).toEqual([]);
  const [row, second] = scored;
  if (!row || second) throw new Error(`${scored.length} rows`);
  return row;
}

/** 62 days in one unit, 30 in the other. */
const TRANSFER = (first: object, second: object): RowData[] => [
  { nip: '1', period: '2026-Q3', selesai_tugas: '2026-08-31', ...first },
  { nip: '1', period: '2026-Q3', mulai_tugas: '2026-09-01', ...second },
];

describe('[T6] with [D2]: a plan, actuals in long form, and a transfer', () => {
  test('what was done by the plan is of the whole quarter, what the rows bring is of each segment', async () => {
    const program = await programOf(
      ruleset(
        `  poin: { type: decimal, digits: 2, range: "[0..100]" }\n${SEGMENT_INPUTS}\n${SEGMENTS}`,
        `indicators:
  tugas:
    polarity: maximize
    template: { type: decimal, digits: 2, range: "[1..1000]", max_rows: 3 }
    achievement: actual / target * 100
    clamp: "[0..150]"
    round: { digits: 2, mode: half_up }
    missing: reject
${indicator('kerja', 'poin', '    target: 100\n    weight: 50')}
${SCORE}`,
      ),
    );
    const row = await only(program, TRANSFER({ poin: 90 }, { poin: 60 }), {
      plan: [{ nip: '1', no: '1', indicator: 'tugas', title: 'Laporan', target: '50', weight: '50' }],
      actuals: [{ nip: '1', period: '2026-Q3', no: '1', actual: '45' }],
    });
    // ((90 + 90)/2 · 62 + (90 + 60)/2 · 30) / 92 = 85.108…; the mean of both 82.5, the last alone 75; 45 twice would be
    // 180 % of the target.
    expect(result(row, 'hasil')).toBe('8511/100');
    expect(row.indicators.find(({ name }) => name.startsWith('tugas'))?.achievement).toMatchObject({ kind: 'value' });
  });
});

describe('[T3] with [D2]: a year of plans', () => {
  test('targets of the quarters are added as their actuals are, each by the row in force in its quarter', async () => {
    const program = await programOf(
      ruleset(
        '  izin: { type: decimal, digits: 0, range: "[0..1000]" }',
        `indicators:\n${indicator(
          'terbit',
          'izin',
          '    plan: { type: decimal, digits: 0, range: "[1..1000]" }\n    target: plan\n    weight: plan\n    consolidate: sum',
        )}\n${SCORE}`,
      ),
    );
    const plan = [
      ['10', '2026-01-01', '2026-03-31'],
      ['20', '2026-04-01', '2026-06-30'],
      ['30', '2026-07-01', '2026-09-30'],
      ['40', '2026-10-01', '2026-12-31'],
    ].map(([target, from, to]) => ({ nip: '1', indicator: 'terbit', target, weight: '100', from, to }));
    const rows = [10, 10, 30, 40].map((izin, i) => ({ nip: '1', period: `2026-Q${i + 1}`, izin }));
    const row = await only(program, rows, { period: '2026', plan });
    // 90 of 100. The mean of the achievements would be 87.5, the year against the last target 150.
    expect(result(row, 'hasil')).toBe('90');
    const third = await only(program, rows.slice(2, 3), { plan });
    expect(result(third, 'hasil')).toBe('100');
  });
});

const DETAILS = `details:
  izin: { max_rows: 100, columns: { nomor: { type: text, key: true }, biaya: { type: money, range: "[0..1_000]" } } }
values:
  banyak: count(izin)
  pungutan: sum(izin.biaya)
`;
const permit = (nomor: string, periode: string, biaya: string) => ({ nip: '1', nomor, periode, biaya });

describe('[D1] with longer periods and transfers', () => {
  const counted = (more: string, inputs = '') =>
    ruleset(
      `  hadir: { type: decimal, digits: 0, range: "[0..100]" }\n${inputs}`,
      `${DETAILS}indicators:\n${indicator('terbit', 'banyak', `    target: 10\n    weight: 100\n${more}`)}\n${SCORE}`,
    );

  test('in a year the rows of all its periods count, each in its own quarter', async () => {
    const program = await programOf(counted('    consolidate: sum'));
    const izin = [
      permit('1', '2026-Q1', '100'),
      permit('2', '2026-Q2', '200'),
      permit('3', '2026-Q2', '300'),
      permit('4', '2026-Q4', '400'),
      permit('5', '2025-Q4', '999'),
      // Somebody else's: the file knows the third quarter, in which the first has none.
      { ...permit('6', '2026-Q3', '50'), nip: '2' },
    ];
    const rows = [1, 2, 3, 4].map((quarter) => ({ nip: '1', period: `2026-Q${quarter}`, hadir: 90 }));
    const year = await only(program, rows, { period: '2026', details: { izin } });
    // 1 + 2 + 0 + 1 of 4 · 10 permits; the fifth is of another year. The last quarter alone would be 10.
    expect(result(year, 'hasil')).toBe('10');
    const second = await only(program, rows.slice(1, 2), { period: '2026-Q2', details: { izin } });
    expect([result(second, 'hasil'), result(second, 'pungutan')]).toEqual(['20', '500']);
  });

  test('with segments the rows of a quarter count once, not once for each segment', async () => {
    const program = await programOf(counted('', `${SEGMENT_INPUTS}\n${SEGMENTS}`));
    const izin = Array.from({ length: 8 }, (_, i) => permit(`${i}`, '2026-Q3', '10'));
    const row = await only(program, TRANSFER({ hadir: 1 }, { hadir: 2 }), { details: { izin } });
    // Twice would be 160 %, and cut to 150.
    expect(result(row, 'hasil')).toBe('80');
  });
});

describe('[T5] with [D2]: what was reached before is measured by the plan of then', () => {
  test('previous reads the achievement of a planned indicator', async () => {
    const program = await programOf(
      ruleset(
        '  izin: { type: decimal, digits: 0, range: "[0..1000]" }',
        `indicators:\n${indicator(
          'terbit',
          'izin',
          '    plan: { type: decimal, digits: 0, range: "[1..1000]" }\n    target: plan\n    weight: plan',
        )}\n${SCORE}values:\n  naik: if previous(terbit.achievement) is missing then missing else terbit.achievement - previous(terbit.achievement)\n`,
      ),
    );
    const plan = [
      { nip: '1', indicator: 'terbit', target: '50', weight: '100', from: '2026-04-01', to: '2026-06-30' },
      { nip: '1', indicator: 'terbit', target: '100', weight: '100', from: '2026-07-01' },
    ];
    const now = { nip: '1', period: '2026-Q3', izin: 75 };
    const row = await only(program, [now], { plan, history: [{ nip: '1', period: '2026-Q2', izin: 25 }] });
    // 75 of 100 after 25 of 50; against the target of now it would have been 25 of 100, and a rise of 50.
    expect([result(row, 'hasil'), result(row, 'naik')]).toEqual(['75', '25']);
    expect(result(await only(program, [now], { plan }), 'naik')).toBe('missing');
  });
});

describe('[G1] [D3] [G3]: limit, decision and budget in one ruleset', () => {
  const RULES = ruleset(
    `  unit: { type: text }
  x: { type: decimal, digits: 2, range: "[0..100]" }
  diputus: { type: choice, of: [kurang, baik, sangat_baik], optional: true }
  alasan: { type: text, optional: true }`,
    `scores:
  s: { value: x, round: { digits: 2, mode: half_up } }
ratings:
  predikat: { of: s, domain: "[0..100]", bands: { kurang: "[0..50)", baik: "[50..80)", sangat_baik: "[80..100]" } }
limits:
  usulan:
    value: predikat
    within: unit
    of: assessed
    action: apply
    order: [s desc]
    ties: refuse
    rules: [{ values: [sangat_baik], at_most: 1, move_to: baik }]
decisions:
  akhir: { proposal: usulan, decision: diputus, reason: alasan }
awards:
  eligible: s >= 10
  tiers:
    - tier: emas
      when: akhir = sangat_baik
      grant: { bonus: { value: 1_000_000 IDR, round: { digits: 0, mode: down } } }
    - tier: perak
      when: akhir = baik
      grant: { bonus: { value: 400_000 IDR, round: { digits: 0, mode: down } } }
  otherwise: tanpa
  order: [s desc, nip]
  budget: { total: 2_300_000 IDR, when_exceeded: by_order, ties: refuse }`,
  );
  const staff: RowData[] = [
    { nip: '1', unit: 'A', x: '95' },
    { nip: '2', unit: 'A', x: '90', diputus: 'sangat_baik', alasan: 'Pekerjaan khusus' },
    { nip: '3', unit: 'A', x: '85' },
    { nip: '4', unit: 'A', x: '70' },
  ];
  const rowsOf = async (rows: readonly RowData[]) =>
    (await scoreCohort(await programOf(RULES), rows, { period: '2026-Q3' })).rows.map(({ key, results, award }) =>
      [
        key,
        ...['predikat', 'usulan', 'akhir'].map((name) => outcome(results.get(name))),
        award?.name,
        award?.grants[0]?.payment?.state,
      ].join(' '),
    );

  test('the limit proposes, the decision holds, the awards read it, and the budget stops at the first who does not fit', async () => {
    // 1,000,000 + 1,000,000 leave 300,000: less than the 400,000 of the third, and the fourth is not asked.
    expect(await rowsOf(staff)).toEqual([
      '1 sangat_baik sangat_baik sangat_baik emas funded',
      '2 sangat_baik baik sangat_baik emas funded',
      '3 sangat_baik baik baik perak unfunded',
      '4 baik baik baik perak unfunded',
    ]);
  });

  test('the order of the rows changes nothing', async () => {
    expect((await rowsOf([...staff].reverse())).reverse()).toEqual(await rowsOf(staff));
  });
});

describe('group data of several periods', () => {
  const RULES = ruleset(
    '  unit: { type: text }\n  x: { type: decimal, digits: 0, range: "[0..100]" }',
    `group_data:
  data_unit: { key: unit, inputs: { sasaran: { type: decimal, digits: 0, range: "[1..100]" } } }
indicators:\n${indicator('kerja', 'x', '    target: sasaran\n    weight: 100\n    consolidate: sum')}\n${SCORE}`,
  );
  const rows = [10, 20, 30, 40].map((x, i) => ({ nip: '1', period: `2026-Q${i + 1}`, unit: 'A', x }));
  const data_unit = [10, 40, 30, 40].map((sasaran, i) => ({ unit: 'A', period: `2026-Q${i + 1}`, sasaran }));

  test('in a year each quarter is held against the row of its own quarter', async () => {
    const row = await only(await programOf(RULES), rows, { period: '2026', groupData: { data_unit } });
    // 100 of 10 + 40 + 30 + 40; against the last row alone it would be 100 of 160.
    expect(result(row, 'hasil')).toBe('8333/100');
  });
});

test('[D5] a job names plan, actuals, group, history, calendar, details and indicators together', async () => {
  const io = new MemoryIo();
  io.put(
    'r.takar.yaml',
    ruleset(
      '  unit: { type: text }\n  hadir: { type: decimal, digits: 0, range: "[0..100]" }',
      `group_data:
  data_unit: { key: unit, inputs: { sasaran: { type: decimal, digits: 0, range: "[1..100]" } } }
details:
  izin: { max_rows: 100, columns: { masuk: { type: date }, terbit: { type: date } }, values: { lama: "working_days(masuk, terbit, kantor)" } }
calendars:
  kantor: { workdays: [monday, tuesday, wednesday, thursday, friday] }
values:
  terlama: { value: "max(izin.lama) ?? 0 hari", round: { digits: 0, mode: half_up } }
  naik: hadir - (previous(hadir) ?? 0)
indicators:
  tugas:
    polarity: maximize
    template: { type: decimal, digits: 2, range: "[1..1000]", max_rows: 3 }
    achievement: actual / target * 100
    clamp: "[0..150]"
    round: { digits: 2, mode: half_up }
    missing: reject
${indicator('kerja', 'hadir', '    target: sasaran\n    weight: 50')}
${SCORE}`,
    ),
  );
  io.put('d.csv', 'nip,periode,unit,hadir\n1,2026-Q3,A,80\n');
  io.put('lalu.csv', 'nip,periode,unit,hadir\n1,2026-Q2,A,70\n');
  io.put('unit.csv', 'unit,sasaran\nA,100\n');
  io.put('izin.csv', 'nip,masuk,terbit\n1,2026-08-14,2026-08-18\n');
  io.put('libur.csv', 'tanggal\n2026-08-17\n');
  io.put('rencana.csv', 'nip,no,indicator,title,target,weight\n1,7,tugas,Laporan,50,50\n');
  io.put('realisasi.csv', 'nip,period,no,actual\n1,2026-Q3,7,45\n1,2026-Q2,7,40\n');
  io.put(
    'j.takar-job.yaml',
    `takar: 1
ruleset: r.takar.yaml
period: 2026-Q3
data: d.csv
history: lalu.csv
plan: rencana.csv
actuals: realisasi.csv
groups: { data_unit: unit.csv }
details: { izin: izin.csv }
calendars: { kantor: libur.csv }
output: { results: o.csv, indicators: i.csv }
`,
  );
  expect([await run(['score', 'j.takar-job.yaml', '--lang', 'en'], io), io.talked]).toEqual([
    0,
    expect.stringContaining('Rows read 1 = scored 1 + rejected 0'),
  ]);
  const [header = '', values = ''] = io.text('o.csv').trim().split('\n');
  const of = (name: string) => values.split(',')[header.split(',').indexOf(name)];
  // 90 for the report, 80 for attendance; Friday the 14th to Tuesday the 18th is one working day, the 17th is a holiday.
  expect(['hasil', 'naik', 'terlama'].map(of)).toEqual(['85.00', '10', '1']);
  expect(io.text('i.csv')).toContain('Laporan');
});
