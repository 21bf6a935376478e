import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parquetOf, type StoredResult, scoreStored, type TestColumn, type Way } from './stored.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'takar-stored-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const RULES = (ties: string, share = '20 %') => `takar: 1
ruleset: stored
period: quarter
inputs:
  nip: { type: text, key: true }
  unit: { type: text }
  x: { type: decimal, digits: 2, range: "[0..100]" }
  n: { type: count, unit: izin, range: "[0..1000]" }
  jabatan: { type: choice, of: { staf: { id: Staf Umum, en: Clerk }, kepala: { id: "Kepala 'Unit'" } } }
  aktif: { type: flag }
  sejak: { type: date, optional: true }
  catatan: { type: text, optional: true }
  bonus: { type: money, range: "[0..1_000_000_000_000]", optional: true }
checks:
  - { that: "n <= 900 izin", message: { id: Terlalu banyak, en: Too many } }
indicators:
  mutu:
    polarity: maximize
    applies: jabatan = staf or n > 10 izin
    actual: x
    target: 80
    achievement: actual / target * 100
    clamp: "[0..120]"
    round: { digits: 2, mode: half_up }
    weight: if n > 100 izin then 62.5 else 60
    missing: reject
  banyak:
    polarity: maximize
    actual: if n = 0 izin then missing else n
    target: 100 izin
    achievement: actual / target * 100
    clamp: "[0..120]"
    round: { digits: 1, mode: half_even }
    weight: 40
    missing: exclude
values:
  awal: sejak
  paruh: x / 2
  sepertiga: x / 3
  uang: { value: bonus, round: { digits: 0, mode: down } }
scores:
  s: { value: weighted_mean(indicators), round: { digits: 2, mode: half_up } }
ratings:
  r: { of: s, domain: "[0..120]", bands: { kurang: "[0..50)", baik: "[50..100)", hebat: "[100..120]" } }
awards:
  eligible: aktif
  tiers:
    - tier: emas
      when: r = hebat
      quota: { share: ${share}, rounding: down, of: accepted, within: unit, order: [s desc], ties: ${ties} }
      grant: { piagam: Piagam 'Emas', uang_saku: { value: uang ?? 0 IDR, round: { digits: 0, mode: down } } }
    - tier: perak
      when: r in [baik, hebat]
      quota: { count: 3, within: unit, order: [s desc, n asc], ties: exclude }
      grant: { uang_saku: { value: 50_000 IDR, round: { digits: 0, mode: down } } }
    - tier: perunggu
      when: s >= 20
  otherwise: tanpa
`;

const UNITS = ['Dinas Á', 'Dinas B', 'Badan – C'];

/** Rows that nothing is the matter with, typed as a program would. */
function clean(rows: number): readonly TestColumn[] {
  const each = <T>(make: (row: number) => T) => Array.from({ length: rows }, (_, row) => make(row));
  return [
    { name: 'nip', type: 'text', data: each((row) => `19900101201501${String(1001 + row)}`) },
    { name: 'unit', type: 'text', data: each((row) => UNITS[row % 3]) },
    { name: 'x', type: 'decimal', scale: 2, data: each((row) => BigInt(7_005 + ((row * 7) % 4) * 900)) },
    { name: 'n', type: 'int', data: each((row) => BigInt((row * 7) % 11 === 0 ? 0 : 80 + (row % 4) * 20)) },
    { name: 'jabatan', type: 'text', data: each((row) => ['staf', 'kepala', 'Clerk', "Kepala 'Unit'"][row % 4]) },
    { name: 'aktif', type: 'flag', data: each((row) => row % 5 !== 0) },
    { name: 'sejak', type: 'date', data: each((row) => (row % 3 === 0 ? null : 16_000 + row)) },
    { name: 'catatan', type: 'text', data: each((row) => (row % 2 === 0 ? null : 'ada \\ "isi"')) },
    { name: 'bonus', type: 'decimal', data: each((row) => (row % 4 === 0 ? null : BigInt(row) * 1_000_000_001n)) },
  ];
}

/** The same with other cells. */
function withCells(columns: readonly TestColumn[], name: string, cells: Readonly<Record<number, unknown>>) {
  return columns.map((column) =>
    column.name === name
      ? { ...column, data: column.data.map((cell, row) => (row in cells ? cells[row] : cell)) }
      : column,
  );
}

function instead(columns: readonly TestColumn[], column: TestColumn): readonly TestColumn[] {
  return [...columns.filter(({ name }) => name !== column.name), column];
}

/** The way of the database against the ordinary one: everything is the same. */
async function same(
  columns: readonly TestColumn[] | Uint8Array,
  { rules = RULES('refuse'), ...way }: Partial<Way> & { readonly rules?: string; readonly beyond?: boolean } = {},
): Promise<StoredResult> {
  const data = columns instanceof Uint8Array ? columns : parquetOf(columns);
  const exact = await scoreStored(folder, rules, data, { ...way, engine: 'exact' });
  const stored = await scoreStored(folder, rules, data, { large: true, engine: 'takar', ...way });
  expect(exact.inDatabase).toBe(false);
  expect(stored.files).toEqual(exact.files);
  expect(stored.table).toBe(exact.table);
  expect(stored.talk).toBe(exact.talk);
  expect(stored.code).toBe(exact.code);
  expect(stored.mode).toBe(exact.mode);
  expect(stored.left).toEqual(exact.left);
  if (way.beyond !== true) expect(stored.inDatabase).toBe(true);
  return stored;
}

describe('a Parquet file that DuckDB reads itself gives what the ordinary way gives', () => {
  test.each(['refuse', 'exclude', 'include'])('rows that nothing is the matter with; equals: %s', async (ties) => {
    for (const columns of ['summary', 'all']) {
      const { code, files, table } = await same(clean(60), { rules: RULES(ties), more: ['--columns', columns] });
      expect(code).toBe(ties === 'refuse' ? 1 : 0);
      expect(files['summary.json']).toContain('"rejected": 0');
      expect(table).toContain("Piagam 'Emas'");
      const csv = await same(clean(60), { rules: RULES(ties), more: ['--columns', columns], form: 'csv' });
      expect(csv.table?.split('\n')).toHaveLength(62);
    }
  });

  test('in English, without quotas, without awards', async () => {
    const noQuotas = RULES('refuse').replace(/ {6}quota:.*\n/g, '');
    for (const form of ['csv', undefined] as const)
      await same(clean(40), { more: ['--lang', 'en'], ...(form && { form }) });
    await same(clean(40), { rules: noQuotas, more: ['--lang', 'en'] });
    await same(clean(40), { rules: noQuotas.slice(0, noQuotas.indexOf('awards:')) });
  });

  test('the first row is a row like others; one row alone', async () => {
    for (const rows of [1, 2, 3]) await same(clean(rows), { engine: 'duckdb' });
  });

  test('numbers without declared digits have those that they need', async () => {
    const more = ['--columns', 'all'];
    const digits = (table: string | undefined) => /"mutu.weight".*"scale":"(\d)"/.exec(table ?? '')?.[1];
    expect(digits((await same(clean(12), { more })).table)).toBe('1');
    const few = withCells(clean(3), 'n', { 0: 80n, 1: 80n, 2: 80n });
    expect(digits((await same(few, { more })).table)).toBe('0');
  });

  test('columns that nobody wants are named once, and nothing is said of those with an underscore', async () => {
    const more: TestColumn = { name: 'telepon "kantor"', type: 'text', data: clean(9)[0]?.data ?? [] };
    const { talk } = await same([...clean(9), more, { ...more, name: '_x' }], { more: ['--lang', 'en'] });
    expect(talk).toContain('telepon');
    expect(talk).not.toContain('_x');
    // Whatever becomes of the first row, at which they are named.
    const first = clean(9)[0]?.data[0];
    const others: readonly (readonly TestColumn[])[] = [
      withCells(clean(9), 'nip', { 5: first }),
      withCells(clean(9), 'n', { 0: 901n }),
      withCells(clean(9), 'x', { 0: -1n }),
      withCells(clean(9), 'x', { 3: -1n }),
    ];
    for (const columns of others) await same([...columns, more]);
  });

  test.each<[string, string, unknown]>([
    ['no unit', 'unit', null],
    ['an empty unit', 'unit', ''],
    ['a unit with blanks around it', 'unit', ' Dinas B\u00a0'],
    ['a unit that is not composed', 'unit', 'Dinas A\u0301'],
    ['a unit beyond the letters of here', 'unit', '衛生局 😀'],
    ['a unit that is an error of a spreadsheet', 'unit', '#N/A'],
    ['another error of a spreadsheet', 'unit', 'Err:502'],
    ['a unit that looks like a formula', 'unit', '=1+1'],
    ['a unit with what SQL might read', 'unit', "x'); DROP TABLE takar_data; --\\"],
    ['a unit of two lines', 'unit', 'Dinas\nB'],
    ['no key', 'nip', null],
    ['a key with blanks around it', 'nip', '\t199001012015019999 '],
    ['a key that a spreadsheet has rounded', 'nip', '199001012015000000'],
    ['a key in figures and an exponent', 'nip', '1.99001E+17'],
    ['a key that could be taken for two', 'nip', 'a\u001fb'],
    ['a value out of range', 'x', 10_001n],
    ['a value below the range', 'x', -1n],
    ['no value', 'x', null],
    ['a check that does not hold', 'n', 901n],
    ['a count out of range', 'n', 1001n],
    ['a choice by its label in capitals', 'jabatan', 'STAF UMUM'],
    ['a choice that is none', 'jabatan', 'stef'],
    ['no choice', 'jabatan', ''],
    ['no flag', 'aktif', null],
    ['a day before all days', 'sejak', -800_000],
    ['a day after all days', 'sejak', 3_000_000],
    ['a blank text', 'catatan', '  '],
    ['an empty text', 'catatan', ''],
    ['a long text', 'catatan', 'x'.repeat(70_000)],
    ['an amount beyond its range', 'bonus', 1_000_000_000_001n],
  ])('%s', async (_, name, cell) => {
    // In the first row, in one within, and in all of a group.
    await same(withCells(clean(12), name, { 0: cell, 2: cell, 5: cell, 7: cell, 8: cell, 11: cell }));
  });

  test('texts that a spreadsheet would run, or that need quotes, are written to CSV as ever', async () => {
    const keys = ['=1+1', '-1', '@x', '\uff1dx', 'a,b', 'a"b', '"', '+a,"b', 'x\r\ny', '\\', "'", 'ok'];
    const data = withCells(clean(12), 'nip', Object.fromEntries(keys.map((key, row) => [row, key])));
    const { table } = await same(data, { form: 'csv', rules: RULES('exclude').replaceAll('emas', 'emas_1') });
    expect(table).toContain("\n'=1+1,2026-Q3,");
    expect(table).toContain('\n"\'+a,""b",2026-Q3,');
    await same(withCells(clean(3), 'n', { 0: 950n, 1: 950n, 2: 950n }), { form: 'csv' });
  });

  test('every row is rejected', async () => {
    const { code, table } = await same(withCells(clean(3), 'n', { 0: 950n, 1: 950n, 2: 950n }));
    expect(code).toBe(1);
    expect(table).toContain('"name":"s"');
  });

  test('too many rejected rows: nothing is written, and nothing stays', async () => {
    const { table, left } = await same(withCells(clean(9), 'n', { 4: 950n }), { more: ['--fail-on-reject'] });
    expect(table).toBeUndefined();
    expect(left).toEqual(['data.parquet', 'r.takar.yaml']);
  });

  test('a key that stands twice, among plain rows and among those that need a look', async () => {
    const [first, third] = ['199001012015011001', '199001012015011003'];
    const { files } = await same(withCells(clean(12), 'nip', { 5: third, 9: third }));
    expect(files['rejects.csv']?.match(/TK609/g)).toHaveLength(3);
    await same(withCells(clean(12), 'nip', { 5: first }));
    await same(withCells(clean(12), 'nip', { 5: ` ${third}` }));
    await same(withCells(clean(12), 'nip', { 5: ` ${third}`, 6: `${third} ` }));
    await same(withCells(withCells(clean(12), 'nip', { 5: third }), 'x', { 5: -1n }));
    await same(withCells(withCells(clean(12), 'nip', { 5: third }), 'n', { 2: 950n }));
  });

  test('rows of other periods are counted and left alone', async () => {
    const period = (cells: Readonly<Record<number, unknown>>): TestColumn => ({
      name: 'periode',
      type: 'text',
      data: Array.from({ length: 12 }, (_, row) => (row in cells ? cells[row] : '2026-Q3')),
    });
    const of = (cells: Readonly<Record<number, unknown>>) => instead(clean(12), period(cells));
    const { files } = await same(of({ 3: '2026-Q2', 4: '2026-TW3', 5: '2025' }));
    expect(files['summary.json']).toContain('"otherPeriods": 2');
    await same(of({ 0: '2026-Q2', 1: ' 2026-Q3', 2: null, 3: 'kapan?', 4: '2026-Q2\\' }));
    // The same key in another period is no repetition; nor does anybody look at such a row.
    await same(withCells(withCells(of({ 3: '2026-Q2' }), 'nip', { 3: '199001012015011005' }), 'x', { 3: -1n }));
    const years: TestColumn = { name: 'period', type: 'int', data: Array.from({ length: 12 }, () => 2026n) };
    const none = await same(instead(clean(12), years), { beyond: true });
    expect(none.talk).toContain('TK619');
  });
});

describe('columns of other types than one would expect', () => {
  const each = (cells: readonly unknown[]) => Array.from({ length: 24 }, (_, row) => cells[row % cells.length]);

  test.each<[string, Omit<TestColumn, 'name'> & { readonly name: string }]>([
    ['a decimal of fewer digits', { name: 'x', type: 'decimal', scale: 1, data: each([805n, 1000n, 1001n]) }],
    ['a decimal of more digits', { name: 'x', type: 'decimal', scale: 3, data: each([80_500n, 80_555n, null]) }],
    ['whole numbers', { name: 'x', type: 'int', data: each([80n, 81n, 101n]) }],
    ['doubles', { name: 'x', type: 'double', data: each([80.5, 0.07, 12.345, 0.1 + 0.2, 64.1, -0, 101, 1e-7]) }],
    ['doubles that are no numbers', { name: 'x', type: 'double', data: each([Number.NaN, 1 / 0, -1 / 0, 99.99]) }],
    ['singles', { name: 'x', type: 'float', data: each([80.5, 0.07, 12.345, 64.1, 99.99, -0].map(Math.fround)) }],
    [
      'texts of numbers',
      { name: 'x', type: 'text', data: each(['80.5', '007', '80,5', '1.234', '80.50 %', '+5', '']) },
    ],
    ['flags for numbers', { name: 'x', type: 'flag', data: each([true, null]) }],
    ['a day for a number', { name: 'x', type: 'date', data: each([1, null]) }],
    ['texts of counts', { name: 'n', type: 'text', data: each(['80', '80.0', '80 izin', ' 80', '-1']) }],
    ['amounts as doubles', { name: 'bonus', type: 'double', data: each([1e12, 123_456_789_012, null, 2 ** 60, 0.5]) }],
    ['texts of flags', { name: 'aktif', type: 'text', data: each(['ya', 'Ya', 'tidak', '1', 'true', 'benar', '']) }],
    ['numbers for flags', { name: 'aktif', type: 'int', data: each([1n, 0n, 2n, null]) }],
    ['decimals for flags', { name: 'aktif', type: 'decimal', data: each([1n, 0n]) }],
    ['texts of days', { name: 'sejak', type: 'text', data: each(['2020-02-29', '2021-02-29', '1/2/2020', '', null]) }],
    [
      'days with a time',
      { name: 'sejak', type: 'time', data: each([0n, 86_400_000_000n, -86_400_000_000n, 1n, -1n, null]) },
    ],
    ['numbers for choices', { name: 'jabatan', type: 'int', data: each([1n, null]) }],
    ['numbers for texts', { name: 'unit', type: 'int', data: each([1n, 2n]) }],
    ['decimals for texts', { name: 'unit', type: 'decimal', scale: 2, data: each([150n, -5n]) }],
    ['doubles for texts', { name: 'unit', type: 'double', data: each([1, 2.5]) }],
    [
      'numbers for keys',
      { name: 'nip', type: 'int', data: each([0]).map((_, row) => 199001012015011000n + BigInt(row)) },
    ],
    [
      'rounded numbers for keys',
      { name: 'nip', type: 'int', data: each([0]).map((_, row) => BigInt(row) * 10n ** 15n) },
    ],
  ])('%s', async (_, column) => {
    await same(instead(clean(24), column));
    if (column.type === 'text') await same(instead(clean(24), column), { more: ['--locale', 'id'] });
  });

  test('a column that is not there', async () => {
    for (const name of ['catatan', 'sejak', 'bonus', 'n']) {
      await same(clean(6).filter((column) => column.name !== name));
    }
  });
});

describe('what is beyond the database takes the ordinary way', () => {
  const takar = (columns: readonly TestColumn[], way: Partial<Way> = {}) =>
    scoreStored(folder, RULES('exclude'), parquetOf(columns), { engine: 'takar', ...way });

  test('DuckDB is not installed', async () => {
    const many = clean(30_000);
    const [here, absent] = [await takar(many), await takar(many, { absent: true })];
    expect([here.inDatabase, absent.inDatabase]).toEqual([true, false]);
    expect({ ...here, inDatabase: false }).toEqual(absent);
    // Of a small file nobody waits for a database to open.
    expect((await takar(clean(20))).inDatabase).toBe(false);
  }, 60_000);

  test('names of files that mean more to a database than themselves', async () => {
    const bracketed = await same(clean(6), { name: 'data[1].parquet', beyond: true });
    expect(bracketed.inDatabase).toBe(false);
    // A folder of that name does not give everybody that unit.
    await same(clean(6), { name: 'unit=Z/data.parquet' });
  });

  test('names of columns that SQL would take for one another', async () => {
    const twin: TestColumn = { name: 'NIP', type: 'text', data: clean(6)[1]?.data ?? [] };
    expect((await same([twin, ...clean(6)], { beyond: true })).inDatabase).toBe(false);
    const number: TestColumn = { name: 'file_row_number', type: 'int', data: [1n, 1n, 1n, 1n, 1n, 1n] };
    expect((await same([number, ...clean(6)], { beyond: true })).inDatabase).toBe(false);
    const spaced = clean(6).map((column) => (column.name === 'x' ? { ...column, name: ' x' } : column));
    await same(spaced);
    await same([...clean(6), { name: ' x', type: 'text', data: twin.data }], { beyond: true });
  });

  test('a number beyond what is assumed where no range is declared', async () => {
    const rules = RULES('exclude').replace(', range: "[0..1_000_000_000_000]"', '');
    const columns = withCells(clean(6), 'bonus', { 3: 1_000_000_000_001n });
    expect((await same(columns, { rules, beyond: true })).inDatabase).toBe(false);
    // Who asks for the database is told why it cannot take the row.
    const asked = await scoreStored(folder, rules, parquetOf(columns), { engine: 'duckdb', more: ['--lang', 'en'] });
    expect(asked.code).toBe(2);
    expect(asked.talk).toMatch(/TK963 .*data\.parquet:5 \(column bonus\)/);
    expect(asked.talk).toContain("The value of 'bonus' in this row is beyond 1000000000000");
    expect(asked.table).toBeUndefined();
    await same(clean(6), { rules });
  });

  test('a file that changes while the database reads it is refused, and nothing is written', async () => {
    const [data, other] = [clean(6), clean(7)].map(parquetOf);
    const changes = [(file: string) => writeFileSync(file, other ?? ''), (file: string) => rmSync(file)];
    for (const form of ['csv', undefined] as const) {
      for (const meanwhile of changes) {
        const way = { engine: 'duckdb', meanwhile, more: ['--lang', 'en'], ...(form && { form }) } as const;
        const found = await scoreStored(folder, RULES('exclude'), data ?? new Uint8Array(), way);
        expect(found.talk).toContain("error TK956\n  '");
        expect(found.talk).toContain("data.parquet' changed while it was being read.\n");
        expect(found.talk).not.toContain('Rows read');
        expect(found).toMatchObject({ code: 2, inDatabase: true, files: {} });
        expect(found.left.filter((name) => name !== 'data.parquet')).toEqual(['r.takar.yaml']);
      }
    }
  });

  test('a file that is cut off, and one that is none', async () => {
    const whole = parquetOf(clean(6));
    await same(whole.slice(0, 400), { beyond: true });
    const damaged = whole.slice();
    damaged.fill(255, 10, 60);
    await same(damaged, { beyond: true });
    await same(new TextEncoder().encode('nip,unit\n'), { beyond: true });
  });

  test('a folder that is not there', async () => {
    const out = path.join(folder, 'nowhere', 'out.parquet');
    const { code, talk, left } = await takar(clean(6), { engine: 'duckdb', more: ['--out', out, '--lang', 'en'] });
    expect(code).toBe(2);
    expect(talk).toContain('TK901');
    expect(left).toEqual(['data.parquet', 'r.takar.yaml']);
  });
});

describe('whatever stands in the cells', () => {
  const text = fc.constantFrom('Dinas B', ' Dinas B', 'Dinas B ', '', 'Badan – C', 'A\u0301', '\u00c1', '#N/A', 'x');
  const number = fc.constantFrom('80.5', '80.50', '7', '007', '80.555', '-1', '101', 'abc', ' 7', '7 %', '1e1', '');
  const word = fc.constantFrom('staf', 'kepala', 'Clerk', 'clerk', 'STAF UMUM', "Kepala 'Unit'", 'lain', '');
  const or = <T>(cell: fc.Arbitrary<T>) => fc.option(cell, { freq: 8 });
  const columns = (rows: number) => {
    const of = (cell: fc.Arbitrary<unknown>) => fc.array(or(cell), { minLength: rows, maxLength: rows });
    const column = (name: string, ...ways: readonly [TestColumn['type'], fc.Arbitrary<unknown>, number?][]) =>
      fc.oneof(
        ...ways.map(([type, cell, scale = 0]) => of(cell).map((data): TestColumn => ({ name, type, scale, data }))),
      );
    const hundredths = fc.bigInt({ min: -2n, max: 10_002n });
    const keys = fc.integer({ min: 1, max: rows * 8 }).map((n) => `19900101201501${1000 + n}`);
    return fc.tuple(
      column('nip', ['text', fc.oneof({ weight: 20, arbitrary: keys }, { weight: 1, arbitrary: text })]),
      column('unit', ['text', text], ['text', fc.constantFrom(...UNITS)]),
      column(
        'x',
        ['decimal', hundredths, 2],
        ['decimal', fc.bigInt({ min: 0n, max: 101n })],
        ['double', hundredths.map((n) => Number(n) / 100)],
        ['double', fc.double({ min: 0, max: 100, noNaN: false })],
        ['float', hundredths.map((n) => Math.fround(Number(n) / 100))],
        ['text', number],
      ),
      column('n', ['int', fc.bigInt({ min: 0n, max: 150n })], ['int', fc.bigInt({ min: -1n, max: 1100n })]),
      column('jabatan', ['text', word], ['text', fc.constantFrom('staf', 'kepala', 'Clerk')]),
      column('aktif', ['flag', fc.boolean()], ['text', fc.constantFrom('ya', 'tidak', 'Ya', '1', '2')]),
      column(
        'sejak',
        ['date', fc.integer({ min: -800_000, max: 3_000_000 })],
        ['text', fc.constantFrom('2020-02-29', '2020-02-30')],
      ),
      column('periode', ['text', fc.constantFrom('2026-Q3', '2026-Q3', '2026-Q3', '2026-TW3', '2026-Q2', 'x')]),
    );
  };

  test('results, rejects, counts and words are those of the ordinary way', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 24 }).chain(columns),
        fc.constantFrom('refuse', 'exclude', 'include'),
        fc.constantFrom('id', 'en'),
        fc.constantFrom('csv' as const, undefined),
        async (data, ties, locale, form) => {
          const rules = RULES(ties, '50 %');
          await same(data, { rules, more: ['--locale', locale], beyond: true, ...(form && { form }) });
        },
      ),
      { numRuns: 15, seed: 20_261_125 },
    );
  }, 120_000);
});
