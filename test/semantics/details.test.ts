import { describe, expect, test } from 'vitest';
import { readRows, scoreCohort, scoreRow } from '../../src/index.ts';
import { errors, outcome, programOf, result, ruleset, score } from './lab.ts';

const DETAILS = `details:
  izin:
    unit: izin
    max_rows: 100000
    columns:
      nomor: { type: text, key: true }
      masuk: { type: date }
      terbit: { type: date, optional: true }
      batas: { type: days, range: "[1..60]" }
      biaya: { type: money, range: "[0..1_000_000]" }
      kelas: { type: choice, of: [kecil, besar] }
    values:
      lama: if terbit is missing then 0 hari else working_days(masuk, terbit, kerja)
      poin: if kelas = besar then 2 else 1
    ratings:
      cepat:
        of: clamp(lama, -1000 hari, 1000 hari)
        domain: "[-1000..1000]"
        bands: { lambat: "> 5", cepat_sekali: "<= 5" }
    checks:
      - { that: terbit >= masuk, message: terbit sebelum masuk }
calendars:
  kerja: { workdays: [monday, tuesday, wednesday, thursday, friday] }
`;

const HOLIDAYS = { kerja: ['2026-01-01', '2026-08-17', '2026-12-25'] };

const VALUES = `values:
  semua: count(izin)
  tepat: count(izin where terbit is not missing and lama <= batas)
  jumlah_biaya: sum(izin.biaya)
  jumlah_besar: sum(izin.biaya where kelas = besar)
  rata: average(izin.biaya) ?? 0 IDR
  terbesar_biaya: max(izin.biaya) ?? 0 IDR
  terakhir: max(izin.masuk) ?? 2000-01-01
  tertimbang: weighted_mean(izin.biaya, izin.poin) ?? 0 IDR
  di_atas_rata: count(izin where biaya > (average(izin.biaya) ?? 0 IDR))
`;

type Permit = Record<string, string>;
const permit = (nomor: string, biaya: string, more: Permit = {}): Permit => ({
  nomor,
  masuk: '2026-07-01',
  terbit: '2026-07-08',
  batas: '5',
  biaya,
  kelas: 'kecil',
  ...more,
});

describe('[D1] details', () => {
  test('aggregates go over the rows of one record, exactly', async () => {
    const program = await programOf(ruleset('', DETAILS + VALUES));
    const izin = [permit('1', '100'), permit('2', '200', { kelas: 'besar' }), permit('3', '400', { terbit: '' })];
    const { value } = scoreRow(program, { nip: '1' }, { period: '2026-Q3', details: { izin }, calendars: HOLIDAYS });
    if (!value) throw new Error('rejected');
    const found = Object.fromEntries([...value.results].map(([name, one]) => [name, outcome(one)]));
    expect(found).toEqual({
      semua: '3',
      tepat: '2',
      jumlah_biaya: '700',
      jumlah_besar: '200',
      rata: '700/3',
      terbesar_biaya: '400',
      terakhir: '20635',
      // Not (100 + 400 + 400) / 3: the weights 1, 2, 1 divide.
      tertimbang: '225',
      di_atas_rata: '1',
    });
  });

  test('of no rows the count and the sum are 0; a mean and an extreme are missing, never 0', async () => {
    const means = `values:
  semua: count(izin)
  total: sum(izin.biaya)
  rata: average(izin.biaya)
  paling_kecil: min(izin.biaya)
  tertimbang: weighted_mean(izin.biaya, izin.poin)
`;
    const program = await programOf(ruleset('', DETAILS + means));
    const { value } = scoreRow(
      program,
      { nip: '1' },
      { period: '2026-Q3', details: { izin: [] }, calendars: HOLIDAYS },
    );
    const found = [...(value?.results ?? [])].map(([name, one]) => `${name} ${outcome(one)}`);
    expect(found).toEqual(['semua 0', 'total 0', 'rata missing', 'paling_kecil missing', 'tertimbang missing']);
  });

  test('details that are not given are no empty ones: the record is rejected', async () => {
    const program = await programOf(ruleset('', DETAILS + VALUES));
    const { value, diagnostics } = scoreRow(program, { nip: '1' }, { period: '2026-Q3', calendars: HOLIDAYS });
    expect(value).toBeUndefined();
    expect([...new Set(diagnostics.map(({ code }) => code))]).toEqual(['TK712']);
  });

  test('a bad row rejects its record with the row’s place, and nobody else', async () => {
    const program = await programOf(ruleset('', DETAILS + VALUES));
    const izin = [
      { nip: '1', ...permit('1', '100') },
      { nip: '1', ...permit('2', 'seratus') },
      { nip: '2', ...permit('3', '300') },
      { nip: '3', ...permit('4', '400', { terbit: '2026-06-01' }) },
    ];
    const rows = [{ nip: '1' }, { nip: '2' }, { nip: '3' }];
    const cohort = await scoreCohort(program, rows, {
      period: '2026-Q3',
      details: { izin },
      calendars: HOLIDAYS,
    });
    expect(cohort.rows.map(({ key }) => key)).toEqual(['2']);
    const places = cohort.rejects.map(({ key, findings }) => [
      key,
      ...findings.map(({ code, place }) =>
        place.kind === 'cell' ? `${code} ${place.cell.path}:${place.cell.row}` : code,
      ),
    ]);
    expect(places).toEqual([
      ['1', 'TK660 :1', 'TK603 izin:2'],
      ['3', 'TK610 izin:4'],
    ]);
  });

  test('rows of nobody in the run are findings and counted; the counts add up', async () => {
    const program = await programOf(ruleset('', DETAILS + VALUES));
    const izin = [
      { nip: '1', ...permit('1', '100') },
      { nip: '9', ...permit('2', '100') },
      { nip: '', ...permit('3', '100') },
      { nip: '1', periode: '2026-Q2', ...permit('4', '100') },
    ];
    const cohort = await scoreCohort(program, [{ nip: '1' }], {
      period: '2026-Q3',
      details: { izin },
      calendars: HOLIDAYS,
    });
    expect(cohort.diagnostics.map(({ code }) => code).sort()).toEqual(['TK606', 'TK655', 'TK661']);
    expect(cohort.summary.details.get('izin')).toEqual({
      read: 3,
      used: 1,
      unowned: 1,
      unreadable: 1,
      otherPeriods: 1,
    });
    expect(cohort.rows.map((row) => result(row, 'semua'))).toEqual(['1']);
  });

  test('a row that stands twice, and more rows than promised, reject the record', async () => {
    const small = DETAILS.replace('100000', '2');
    const program = await programOf(ruleset('', small + VALUES));
    const codes = (izin: Permit[]) =>
      scoreRow(program, { nip: '1' }, { period: '2026-Q3', details: { izin }, calendars: HOLIDAYS }).diagnostics.map(
        ({ code }) => code,
      );
    expect(codes([permit('1', '1'), permit('1', '1')])).toEqual(['TK660', 'TK656']);
    expect(codes([permit('1', '1'), permit('2', '1'), permit('3', '1')])).toEqual(['TK657']);
    expect(codes([permit('1', '1'), permit('2', '1')])).toEqual([]);
  });

  test('100,000 rows of one record take time in proportion', async () => {
    const program = await programOf(ruleset('', DETAILS + VALUES));
    const rows = (count: number) => Array.from({ length: count }, (_, i) => permit(`${i}`, '10'));
    const time = (count: number) => {
      const izin = rows(count);
      const start = performance.now();
      const { value } = scoreRow(program, { nip: '1' }, { period: '2026-Q3', details: { izin }, calendars: HOLIDAYS });
      expect(value && result(value, 'jumlah_biaya')).toBe(`${count * 10}`);
      return performance.now() - start;
    };
    time(1000);
    const small = time(10_000);
    expect(time(100_000)).toBeLessThan(40 * small + 2000);
  }, 60_000);

  test('__proto__ is a column like any other that nobody wants, and no name of details', async () => {
    const program = await programOf(ruleset('', DETAILS + VALUES));
    const row = JSON.parse('{"__proto__": {"biaya": "1"}, "nomor": "1"}');
    const { value, diagnostics } = scoreRow(
      program,
      { nip: '1' },
      { period: '2026-Q3', details: { izin: [{ ...permit('1', '100'), ...row }] }, calendars: HOLIDAYS },
    );
    expect(diagnostics).toEqual([]);
    expect(value && result(value, 'jumlah_biaya')).toBe('100');
    expect(() =>
      scoreRow(program, { nip: '1' }, { period: '2026-Q3', details: JSON.parse('{"__proto__": []}') }),
    ).toThrow(RangeError);
    expect(await errors(ruleset('', 'details:\n  __proto__: { columns: { x: { type: text } } }\n'))).toEqual(['TK119']);
  });
});

describe('working days', () => {
  const program = programOf(
    ruleset(
      '  awal: { type: date }\n  ke: { type: date }',
      `calendars:
  kerja: { workdays: [monday, tuesday, wednesday, thursday, friday] }
values:
  hari_lewat: working_days(awal, ke, kerja)
`,
    ),
  );
  const days = async (dari: string, ke: string, dates = HOLIDAYS.kerja) => {
    const { value, diagnostics } = scoreRow(
      await program,
      { nip: '1', awal: dari, ke },
      { period: '2026-Q3', calendars: { kerja: dates } },
    );
    return value ? result(value, 'hari_lewat') : diagnostics.map(({ code }) => code).join(' ');
  };

  test.each([
    // A Wednesday.
    ['2026-07-01', '2026-07-01', '0'],
    ['2026-07-01', '2026-07-02', '1'],
    // Over a weekend: not 7 days, and not 6 by counting the first day as well.
    ['2026-07-01', '2026-07-08', '5'],
    // Monday 17 August is a holiday: Friday to Tuesday is one day, not two.
    ['2026-08-14', '2026-08-18', '1'],
    ['2026-08-18', '2026-08-14', '-1'],
    ['2026-07-04', '2026-07-05', '0'],
    // Outside the year that the calendar speaks of: an error, never a day without a holiday.
    ['2026-12-30', '2027-01-04', 'TK711'],
    ['2025-12-31', '2026-01-02', '1'],
    ['2025-12-30', '2026-01-02', 'TK711'],
  ])('from %s to %s: %s', async (dari, ke, expected) => {
    expect(await days(dari, ke)).toBe(expected);
  });

  test('stretches that follow one another add up, whatever the days', async () => {
    const all = ['2026-02-27', '2026-03-01', '2026-03-20', '2026-05-31', '2026-08-17', '2026-11-02'];
    for (const middle of all.slice(1, -1)) {
      const [a, b, whole] = await Promise.all([
        days(all[0] ?? '', middle),
        days(middle, all.at(-1) ?? ''),
        days(all[0] ?? '', all.at(-1) ?? ''),
      ]);
      expect(Number(a) + Number(b)).toBe(Number(whole));
    }
  });

  test('a calendar that is not given is an error', async () => {
    const { diagnostics } = scoreRow(
      await program,
      { nip: '1', awal: '2026-07-01', ke: '2026-07-02' },
      { period: '2026-Q3' },
    );
    expect(diagnostics.map(({ code }) => code)).toEqual(['TK713']);
  });
});

describe('lists and series', () => {
  const list = (missing: string) =>
    programOf(
      ruleset(
        `  unsur: { type: decimal, digits: 0, range: "[1..4]", list: 3, missing: ${missing} }`,
        `values:
  jumlah_unsur: sum(unsur)
  rata_unsur: average(unsur)
  kecil: min(unsur)
  besar: max(unsur)
  isi: count(unsur)
`,
      ),
    );
  const found = async (missing: string, a: string, b: string, c: string) => {
    const row = score(await list(missing), { nip: '1', 'unsur.1': a, 'unsur.2': b, 'unsur.3': c });
    return ['jumlah_unsur', 'rata_unsur', 'kecil', 'besar', 'isi'].map((name) => result(row, name)).join(' ');
  };

  test('skip: what is missing takes no part, and 7/2 is not 7/3', async () => {
    expect(await found('skip', '4', '3', '2')).toBe('9 3 2 4 3');
    expect(await found('skip', '4', '', '3')).toBe('7 7/2 3 4 2');
    expect(await found('skip', '', '', '3')).toBe('3 3 3 3 1');
    expect(await found('skip', '', '', '')).toBe('missing missing missing missing 0');
  });

  test('zero: what is missing counts as 0, because the list says so', async () => {
    expect(await found('zero', '4', '', '3')).toBe('7 7/3 0 4 2');
  });

  test('reject: every element must be filled', async () => {
    expect(await found('reject', '4', '3', '2')).toBe('9 3 2 4 3');
    const { diagnostics } = scoreRow(await list('reject'), { nip: '1', unsur: ['4', '3'] }, { period: '2026-Q3' });
    expect(diagnostics.map(({ code }) => code)).toEqual(['TK606']);
  });

  test('a list in JSON, one that is too long, and one where no list belongs', async () => {
    const program = await list('skip');
    const rows = (line: string) => [
      ...(readRows(program.ruleset, line, 'jsonl', { path: 'x.jsonl', locale: 'en' }).value ?? []),
    ];
    const [row] = rows('{"nip": "1", "unsur": [4, null, 3]}');
    expect([...(row?.fields ?? [])].map(([name, value]) => `${name} ${value}`)).toEqual([
      'nip 1',
      'unsur.1 4',
      'unsur.3 3',
    ]);
    expect(rows('{"nip": "1", "unsur": [4, 1, 3, 2]}')[0]?.findings.map(({ code }) => code)).toEqual(['TK624']);
    expect(rows('{"nip": ["1"], "unsur": [4]}')[0]?.findings.map(({ code }) => code)).toEqual(['TK624']);
    expect(rows('{"nip": "1", "unsur": [[4]]}')[0]?.findings.map(({ code }) => code)).toEqual(['TK624']);
  });

  test('a series has an element for each month of the period', async () => {
    const series = (period: string) =>
      ruleset('  x: { type: count, max: 9, per: month, missing: reject }', 'values:\n  total: sum(x)\n').replace(
        'period: quarter',
        `period: ${period}`,
      );
    const names = async (period: string) => [...(await programOf(series(period))).ruleset.inputs.keys()].slice(1);
    expect(await names('month')).toEqual(['x.1']);
    expect(await names('quarter')).toEqual(['x.1', 'x.2', 'x.3']);
    expect((await names('year')).at(-1)).toBe('x.12');
  });
});
