import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkPlan, scoreCohort } from '../../src/index.ts';
import type { Program } from '../../src/model/program.ts';
import { judge, outcome, programOf, ruleset } from './lab.ts';

const PERIOD = '2026-Q3'; // 92 days; 2026-08-16 divides it into 46 and 46.

const SCORES = 'scores:\n  hasil: { value: weighted_mean(indicators), round: none }\n';

function office(indicators: string, weights = 'normalise'): string {
  return ruleset(
    '  jabatan: { type: choice, of: [loket, lapangan] }\n  realisasi_izin: { type: decimal, digits: 2, range: "[0..1000]", optional: true }',
    `indicators:\n${indicators}\nweights: ${weights}\n${SCORES}`,
  );
}

const planned = (revision: string, more = '') => `  izin:
    polarity: maximize
    plan: { type: decimal, digits: 2, range: "[1..1000]" }
${revision === '' ? '' : `    revision: ${revision}\n`}    actual: realisasi_izin
    target: plan
    achievement: actual / target * 100
    clamp: "[0..120]"
    round: none
    weight: plan
    missing: reject
${more}`;

const template = (maxRows = 3, optional = false) => `  tugas:
    polarity: maximize
    template: { type: decimal, digits: 2, range: "[0.01..1000]", max_rows: ${maxRows}, optional: ${optional} }
    achievement: actual / target * 100
    clamp: "[0..120]"
    round: none
    missing: reject`;

type Row = Record<string, string>;

async function run(
  program: Program,
  plan: Row[],
  actuals: Row[] = [],
  people: Row[] = [{ nip: '1', jabatan: 'loket' }],
) {
  const result = await scoreCohort(program, people, { period: PERIOD, plan, ...(actuals.length > 0 && { actuals }) });
  const row = result.rows[0];
  return {
    result,
    hasil: outcome(row?.results.get('hasil')),
    of: (name: string) => row?.indicators.find((one) => one.name === name),
    refused: result.rejects.flatMap(({ findings }) => findings.map(({ code }) => code)),
  };
}

const person = (realisasi_izin: string) => [{ nip: '1', jabatan: 'loket', realisasi_izin }];
const before = { nip: '1', indicator: 'izin', target: '90', weight: '100', from: '2026-07-01' };
const after = { nip: '1', indicator: 'izin', target: '60', weight: '100', from: '2026-08-16' };

describe('[T2] a row of the plan holds between its from and to', () => {
  test.each([
    // 45 of 60; the old target would give 50, the mean of both 60.
    ['latest', '75'],
    // 45 of (90·46 + 60·46)/92 = 75; the mean of the two achievements would be 62.5.
    ['prorate_days', '60'],
    // (45/90·46 + 45/60·46)/92 = 62.5.
    ['by_segment', '125/2'],
  ])('%s: a target changed in mid-quarter', async (revision, expected) => {
    const { hasil } = await run(await programOf(office(planned(revision))), [before, after], [], person('45'));
    expect(hasil).toBe(expected);
  });

  test('days weigh, not rows: 15 days of 90 and 77 of 60', async () => {
    const plan = [before, { ...after, from: '2026-07-16' }];
    const prorated = await run(await programOf(office(planned('prorate_days'))), plan, [], person('45'));
    // (90·15 + 60·77)/92 = 5970/92; one by one it would be 75.
    expect(outcome(prorated.of('izin')?.target)).toBe('2985/46');
    const segments = await run(await programOf(office(planned('by_segment'))), plan, [], person('45'));
    // (50·15 + 75·77)/92 = 6525/92
    expect(segments.hasil).toBe('6525/92');
  });

  test('a stretch is clamped by itself: what one exceeds does not mend another', async () => {
    const { hasil } = await run(
      await programOf(office(planned('by_segment'))),
      [before, { ...after, target: '10' }],
      [],
      person('45'),
    );
    // (50·46 + 120·46)/92 = 85; clamped only at the end it would be 120.
    expect(hasil).toBe('85');
  });

  test('prorating is wrong for percents: 92 % against 90 % and 95 % is not scored as against 92.5 %', async () => {
    const plan = [
      { ...before, target: '90' },
      { ...after, target: '95' },
    ];
    const prorated = await run(await programOf(office(planned('prorate_days'))), plan, [], person('92'));
    expect(prorated.hasil).toBe('3680/37'); // 92 / 92.5
    const segments = await run(await programOf(office(planned('by_segment'))), plan, [], person('92'));
    expect(segments.hasil).toBe('17020/171'); // (92/90 + 92/95) / 2
  });

  test('without revision the row in force at the end of the period counts, and rows must not overlap', async () => {
    const program = await programOf(office(planned('')));
    const closed = { ...before, to: '2026-08-15' };
    expect((await run(program, [closed, after], [], person('45'))).hasil).toBe('75');
    expect((await run(program, [before, after], [], person('45'))).refused).toEqual(['TK671']);
    // One that ended before is not in force at the end; the first day of the next quarter is another period.
    expect((await run(program, [closed], [], person('45'))).refused).toEqual(['TK665']);
    const next = { ...after, from: '2026-10-01' };
    expect((await run(program, [{ ...before, to: '2026-09-30' }, next], [], person('45'))).hasil).toBe('50');
  });

  test('two rows from the same day are refused under every revision', async () => {
    for (const revision of ['latest', 'prorate_days', 'by_segment']) {
      const program = await programOf(office(planned(revision)));
      const { refused } = await run(program, [before, { ...before, target: '50' }], [], person('45'));
      expect(refused).toEqual(['TK671']);
    }
  });

  test('a day without a row brings nothing to a prorated sum', async () => {
    const { of } = await run(await programOf(office(planned('prorate_days'))), [after], [], person('45'));
    expect(outcome(of('izin')?.target)).toBe('30'); // 60·46/92
    expect(outcome(of('izin')?.weight)).toBe('50');
  });
});

describe('[D2] plan rows and actuals in long form', () => {
  const izin = { nip: '1', indicator: 'izin', target: '90', weight: '100' };

  test('an actual of an indicator goes to its input; of the wide row and the long form one must give way', async () => {
    const program = await programOf(office(planned('')));
    const long = [{ nip: '1', period: PERIOD, indicator: 'izin', actual: '45' }];
    expect((await run(program, [izin], long)).hasil).toBe('50');
    expect((await run(program, [izin], long, person('45'))).refused).toEqual(['TK678']);
    expect((await run(program, [izin], [...long, ...long])).refused).toEqual(['TK678']);
  });

  test('actuals of other periods, of nobody and of nothing', async () => {
    const program = await programOf(office(planned('')));
    const other = { nip: '1', period: '2026-Q2', indicator: 'izin', actual: '90' };
    expect((await run(program, [izin], [other])).refused).toEqual(['TK701']);
    const nothing = { ...other, period: PERIOD, indicator: 'izzin' };
    expect((await run(program, [izin], [nothing])).refused).toEqual(['TK677']);
    const stranger = { ...other, period: PERIOD, nip: '9' };
    const { result } = await run(program, [izin], [stranger], person('45'));
    expect(result.diagnostics.map(({ code }) => code)).toEqual(['TK669']);
  });

  test('a zero target, one outside the range, too many digits, a wrong unit, dates turned round', async () => {
    const program = await programOf(office(planned('')));
    const codes = async (change: Row) => (await run(program, [{ ...izin, ...change }], [], person('45'))).refused;
    expect(await codes({ target: '0' })).toContain('TK676');
    expect(await codes({ target: '0.5' })).toContain('TK605');
    expect(await codes({ target: '5.125' })).toContain('TK604');
    expect(await codes({ weight: '-5' })).toContain('TK605');
    const two = [
      { ...izin, target: '' },
      { ...izin, nip: '2' },
    ];
    expect((await run(program, two, [], person('45'))).refused).toContain('TK606');
    expect(await codes({ from: '2026-09-01', to: '2026-08-01' })).toContain('TK668');
  });

  test('columns are understood in both languages', async () => {
    const program = await programOf(office(template()));
    const indonesian = {
      nip: '1',
      nomor: '4',
      indikator: 'tugas',
      judul: 'Laporan',
      target: '10',
      bobot: '50',
      satuan: 'lembar',
    };
    const { of } = await run(program, [indonesian], [{ nip: '1', periode: '2026-TW3', nomor: '4', realisasi: '5' }]);
    expect(outcome(of('tugas.1')?.achievement)).toBe('50');
  });
});

describe('[G6] template indicators', () => {
  const task = (no: string, target: string, weight: string) => ({ nip: '1', no, indicator: 'tugas', target, weight });
  const done = (no: string, actual: string) => ({ nip: '1', period: PERIOD, no, actual });

  test('each row is an indicator of its own, with its own weight', async () => {
    const program = await programOf(office(`${planned('', '')}${template()}`));
    const plan = [
      task('1', '10', '20'),
      task('2', '4', '50'),
      { nip: '1', indicator: 'izin', target: '90', weight: '30' },
    ];
    const { hasil } = await run(program, plan, [done('1', '5'), done('2', '4')], person('90'));
    // (50·20 + 100·50 + 100·30)/100. As one indicator by the mean of its rows it would be (75·70 + 100·30)/100 = 82.5.
    expect(hasil).toBe('90');
  });

  test('rows go by their numbers, 2 before 10, however they arrive', async () => {
    const program = await programOf(office(template()));
    const plan = [task('10', '10', '20'), task('2', '4', '80')];
    const { of } = await run(program, plan, [done('2', '2'), done('10', '10')]);
    expect([outcome(of('tugas.1')?.achievement), outcome(of('tugas.2')?.achievement)]).toEqual(['50', '100']);
    expect(of('tugas.3')?.state).toBe('not_applicable');
  });

  test('an actual without its row number belongs to no row', async () => {
    const program = await programOf(office(template()));
    const { refused } = await run(program, [task('1', '10', '20')], [{ nip: '1', indicator: 'tugas', actual: '5' }]);
    expect(refused).toContain('TK677');
  });

  test('more rows than max_rows, and none at all', async () => {
    const program = await programOf(office(template(2)));
    const many = ['1', '2', '3'].map((no) => task(no, '10', '20'));
    expect(
      (
        await run(
          program,
          many,
          many.map(({ no }) => done(no, '5')),
        )
      ).refused,
    ).toContain('TK672');
    expect((await run(program, [])).refused).toContain('TK665');
  });

  test('the units of the formula must cancel', async () => {
    const halved = office(template()).replace('actual / target * 100', 'actual * 1');
    expect((await judge(halved)).codes).toContain('TK401');
    const beside = office(template()).replace('actual / target * 100', 'if actual > 5 then 100 else 0');
    expect((await judge(beside)).codes).not.toEqual([]);
  });

  test('a target of 0 is refused in the rules, before any plan', async () => {
    expect((await judge(office(template()).replace('[0.01..1000]', '[0..1000]'))).codes).toContain('TK440');
  });

  test('weights total 100 over what applies: checked before the period and on each row', async () => {
    const program = await programOf(office(template(), 'total_100'));
    const plan = [task('1', '10', '20'), task('2', '4', '70')];
    const { findings } = checkPlan(program, [{ nip: '1', jabatan: 'loket' }], { period: PERIOD, plan });
    expect(findings.map(({ code, args }) => [code, String('total' in args && args.total)])).toContainEqual([
      'TK675',
      '90',
    ]);
    expect((await run(program, plan, [done('1', '5'), done('2', '4')])).refused).toEqual(['TK705']);
  });
});

describe('the order of rows and of files means nothing', () => {
  const numbers = fc.integer({ min: 1, max: 500 });
  const rows = fc.uniqueArray(
    fc.record({
      no: fc.integer({ min: 1, max: 30 }),
      target: numbers,
      weight: fc.integer({ min: 1, max: 50 }),
      actual: numbers,
    }),
    {
      selector: ({ no }) => no,
      minLength: 1,
      maxLength: 3,
    },
  );

  test('any order of plan rows and actuals gives the same results', async () => {
    const program = await programOf(office(template()));
    const shuffled = fc.tuple(rows, fc.infiniteStream(fc.nat()));
    await fc.assert(
      fc.asyncProperty(shuffled, async ([list, stream]) => {
        const plan = list.map(({ no, target, weight }) => ({
          nip: '1',
          no: `${no}`,
          indicator: 'tugas',
          target: `${target}`,
          weight: `${weight}`,
        }));
        const actuals = list.map(({ no, actual }) => ({ nip: '1', no: `${no}`, actual: `${actual}` }));
        const order = [...list.keys()]
          .map((index) => [stream.next().value ?? 0, index] as const)
          .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
        const pick = <T>(from: readonly T[]): T[] => order.flatMap(([, index]) => from[index] ?? []);
        const straight = await run(program, plan, actuals);
        const mixed = await run(program, pick(plan), pick(actuals).reverse());
        expect(mixed.hasil).toBe(straight.hasil);
        expect(mixed.result.rows[0]?.indicators.map((one) => outcome(one.score))).toEqual(
          straight.result.rows[0]?.indicators.map((one) => outcome(one.score)),
        );
        const total = list.reduce((sum, { weight }) => sum + weight, 0);
        const wanted =
          list.reduce((sum, { target, weight, actual }) => sum + weight * Math.min(120, (actual / target) * 100), 0) /
          total;
        const [over = '0', under = '1'] = straight.hasil.split('/');
        expect(Number(over) / Number(under)).toBeCloseTo(wanted, 6);
      }),
      { seed: 8, numRuns: 60 },
    );
  });
});
