import { describe, expect, it } from 'vitest';
import { type BoundRow, bindObject, createBinder, createObjectBinder } from '../../src/data/bind.ts';
import { readJsonLines } from '../../src/data/jsonl.ts';
import { readRows } from '../../src/data/read-rows.ts';
import { numberType } from '../../src/language/types.ts';
import type { Input, Ruleset } from '../../src/model/ruleset.ts';
import type { Locale } from '../../src/number/text.ts';
import { brief, input, range, withInputs } from './inputs.ts';

const applies: Partial<Input> = { applies: { kind: 'missing', id: 0, span: { path: 'x', start: 0, end: 0 } } };
const staff = withInputs(
  input('nip', 'text', { key: true }),
  input('unit_kerja', 'text'),
  input('izin', 'count', { range: range(0, 1000), ...applies }),
  input('ikm', 'decimal', { optional: true }),
);

/** A row in one line: key, period, fields, findings; `rejected` where it has no record. */
function shown({ record, key, period, row, fields, findings }: BoundRow): string {
  const values = [...fields].map(([name, value]) => `${name}=${value}`);
  const state = record ? 'ok' : 'rejected';
  if (record) expect(record).toEqual({ key, fields, row });
  return [`${row} ${state} ${key} ${period}`, values.join(' '), ...findings.map(brief)].join(' | ');
}

function table(ruleset: Pick<Ruleset, 'inputs'>, lines: readonly string[], locale: Locale = 'en'): string[] {
  const [header = [], ...rows] = lines.map((line) => line.split(','));
  const { value, diagnostics } = createBinder(ruleset, header, { path: 'd.csv', locale });
  const bound = value ? rows.map((cells, index) => shown(value.bind(cells, index + 2))) : ['no binder'];
  return [...diagnostics.map(brief), ...bound];
}

describe('createBinder', () => {
  it('reads rows by the header, in whatever order', () => {
    expect(table(staff, ['ikm,nip,izin,unit_kerja', '88.5,1,10,A', ',2,,B'])).toEqual([
      '2 ok 1 null | nip=1 unit_kerja=A izin=10 ikm=177/2',
      '3 ok 2 null | nip=2 unit_kerja=B',
    ]);
  });

  it('matches names after trimming and NFC', () => {
    const accented = withInputs(input('nip', 'text', { key: true }), input('caf\u00e9', 'text'));
    expect(table(accented, [' nip ,cafe\u0301', '1,x'])).toEqual(['2 ok 1 null | nip=1 caf\u00e9=x']);
  });

  it('lets an optional input lack its column, and no other', () => {
    expect(table(staff, ['nip,unit_kerja,izin', '1,A,'])).toEqual(['2 ok 1 null | nip=1 unit_kerja=A']);
    expect(table(staff, ['nip,unit_kerja,ikm'])).toEqual(['TK601 1:: column=izin', 'no binder']);
    const optionalKey = withInputs(input('nip', 'text', { key: true, optional: true }));
    expect(table(optionalKey, ['x'])).toEqual(['TK601 1:: column=nip', 'TK602 1:1:x column=x', 'no binder']);
  });

  it('tells a misspelt column once', () => {
    expect(table(staff, ['NIP,unit_kerja,izin', '1,A,'])).toEqual(['TK601 1:: column=nip suggestion=NIP', 'no binder']);
    expect(table(staff, ['nip,unit_kerja,izin,ikmm', '1,A,,5'])).toEqual([
      'TK602 1:4:ikmm column=ikmm suggestion=ikm',
      '2 ok 1 null | nip=1 unit_kerja=A',
    ]);
  });

  it('leaves unknown columns out with a warning, those with _ without one', () => {
    expect(table(staff, ['nip,unit_kerja,izin,catatan,_asal,,', '1,A,,x,y,z,'])).toEqual([
      'TK602 1:4:catatan column=catatan',
      'TK602 1:6: column=',
      'TK602 1:7: column=',
      '2 ok 1 null | nip=1 unit_kerja=A',
    ]);
  });

  it('refuses a column that comes twice', () => {
    expect(table(staff, ['nip,unit_kerja,izin, nip'])).toEqual(['TK621 1:4:nip column=nip', 'no binder']);
    expect(table(staff, ['nip,unit_kerja,izin,period,periode'])).toEqual([
      'TK621 1:5:periode column=periode',
      'no binder',
    ]);
  });

  it('takes dangerous names for ordinary ones', () => {
    const odd = withInputs(input('constructor', 'text', { key: true }), input('__proto__', 'count'));
    expect(table(odd, ['__proto__,constructor,toString', '5,a,x'])).toEqual([
      'TK602 1:3:toString column=toString',
      '2 ok a null | constructor=a __proto__=5',
    ]);
    expect(table(staff, ['nip,unit_kerja,izin,__proto__,constructor', '1,A,,x,y'])).toEqual([
      'TK602 1:5:constructor column=constructor',
      '2 ok 1 null | nip=1 unit_kerja=A',
    ]);
  });

  it('reads the period column', () => {
    for (const name of ['period', 'periode', ' period ']) {
      expect(table(staff, [`nip,unit_kerja,izin,${name}`, '1,A,,2026-TW3', '2,A,,Q3 2026', '3,A,,'])).toEqual([
        '2 ok 1 2026-Q3 | nip=1 unit_kerja=A',
        `3 rejected 2 null | nip=2 unit_kerja=A | TK618 3:4:${name.trim()} text=Q3 2026`,
        `4 rejected 3 null | nip=3 unit_kerja=A | TK618 4:4:${name.trim()} text=`,
      ]);
    }
  });

  it('rejects a row with every finding, and keeps what could be read', () => {
    expect(table(staff, ['nip,unit_kerja,izin,ikm', '1,,ten,88.555', ',A,1001,', '1E+17,A,,#N/A'])).toEqual([
      '2 rejected 1 null | nip=1 | TK606 2:2:unit_kerja | TK603 2:3:izin text=ten localeHint=false | ' +
        'TK604 2:4:ikm text=88.555 digits=2 localeHint=true',
      '3 rejected null null | unit_kerja=A | TK606 3:1:nip | TK605 3:3:izin text=1001 range=… unit=',
      '4 rejected null null | unit_kerja=A | TK611 4:1:nip text=1E+17 | TK603 4:4:ikm text=#N/A localeHint=false',
    ]);
  });

  it('wants the key even where it is called optional', () => {
    const loose = withInputs(input('nip', 'text', { key: true, optional: true }), input('x', 'count'));
    expect(table(loose, ['nip,x', ',1'])).toEqual(['2 rejected null null | x=1 | TK606 2:1:nip']);
  });

  it('reads nothing of a row of another width', () => {
    expect(table(staff, ['nip,unit_kerja,izin', '1,A', '1,A,,5'])).toEqual([
      '2 rejected null null |  | TK615 2:: expected=3 found=2',
      '3 rejected null null |  | TK615 3:: expected=3 found=4',
    ]);
  });

  it('joins the parts of a key in declared order', () => {
    const two = withInputs(
      input('unit', 'text', { key: true }),
      input('no', 'count', { key: true }),
      input('mulai', 'date', { key: true }),
    );
    expect(table(two, ['mulai,no,unit', '2026-03-31,07,A', '2026-03-31,,A'])).toEqual([
      '2 ok A\u001f7\u001f2026-03-31 null | unit=A no=7 mulai=20543',
      '3 rejected null null | unit=A mulai=20543 | TK606 3:2:no',
    ]);
  });

  it('reads numbers in the locale of the data', () => {
    const money = withInputs(input('nip', 'text', { key: true }), input('belanja', 'money'));
    expect(table(money, ['nip,belanja', '1,Rp 2.500.000'], 'id')).toEqual(['2 ok 1 null | nip=1 belanja=2500000']);
    expect(table(money, ['nip,belanja', '1,2.500.000'], 'en')).toEqual([
      '2 rejected 1 null | nip=1 | TK603 2:2:belanja text=2.500.000 localeHint=true',
    ]);
  });

  it('stays quick where twenty thousand columns are unknown', () => {
    const header = Array.from({ length: 20_000 }, (_, i) => `kolom_yang_tidak_dikenal_${i}`);
    const many = withInputs(...Array.from({ length: 50 }, (_, i) => input(`masukan_yang_tidak_ada_${i}`, 'text')));
    const started = performance.now();
    const { diagnostics } = createBinder(many, header, { path: 'd.csv', locale: 'en' });
    expect(diagnostics.length).toBeLessThanOrEqual(250);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

const OPTIONS = { path: 'rows', locale: 'id', row: 1 } as const;
const object = (values: Record<string, unknown>, ruleset: Pick<Ruleset, 'inputs'> = staff) =>
  shown(bindObject(ruleset, values, OPTIONS));

describe('bindObject', () => {
  const base = { nip: '1', unit_kerja: 'A' };

  it('reads texts as cells, in the locale of the data', () => {
    expect(object({ ...base, ikm: '88,5', izin: '1.000' })).toBe(
      '1 ok 1 null | nip=1 unit_kerja=A izin=1000 ikm=177/2',
    );
    expect(object({ ...base, ikm: '88.5' })).toMatch(/TK603 1::ikm text=88.5 localeHint=true/);
  });

  it('reads numbers by their own text, whatever the locale', () => {
    expect(object({ ...base, ikm: 88.5, izin: 10n })).toBe('1 ok 1 null | nip=1 unit_kerja=A izin=10 ikm=177/2');
    expect(object({ ...base, ikm: 0.1 + 0.2 })).toMatch(
      /TK604 1::ikm text=0.30000000000000004 digits=2 localeHint=false/,
    );
    expect(object({ ...base, nip: 7 })).toBe('1 ok 7 null | nip=7 unit_kerja=A');
    expect(object({ ...base, nip: 199001012015011001n })).toMatch(/^1 ok 199001012015011001 /);
    expect(object({ ...base, izin: -0 })).toMatch(/ izin=0$/);
  });

  it.each([
    [{ ikm: 1e-7 }, 'TK603 1::ikm text=1e-7 localeHint=false'],
    [{ unit_kerja: 1e-7 }, 'TK603 1::unit_kerja text=1e-7 localeHint=false'],
    [{ ikm: 1e21 }, 'TK603 1::ikm text=1e+21 localeHint=false'],
    [{ ikm: Number.NaN }, 'TK603 1::ikm text=NaN localeHint=false'],
    [{ ikm: Number.POSITIVE_INFINITY }, 'TK603 1::ikm text=Infinity localeHint=false'],
    [{ ikm: Number('9007199254740993') }, 'TK603 1::ikm text=9007199254740992 localeHint=false'],
    [{ nip: Number('199001012015011001') }, 'TK611 1::nip text=199001012015011000'],
    [{ ikm: true }, 'TK603 1::ikm text=true localeHint=false'],
    [{ unit_kerja: false }, 'TK603 1::unit_kerja text=false localeHint=false'],
    [{ unit_kerja: null }, 'TK606 1::unit_kerja'],
    [{ unit_kerja: undefined }, 'TK606 1::unit_kerja'],
    [{ unit_kerja: ' ' }, 'TK606 1::unit_kerja'],
    [{ ikm: new Date(0) }, 'TK624 1::ikm found=date'],
    [{ ikm: { a: 1 } }, 'TK624 1::ikm found=map'],
    [{ ikm: [1] }, 'TK624 1::ikm found=list'],
    [{ ikm: () => 1 }, 'TK624 1::ikm found=other'],
    [{ ikm: Symbol('x') }, 'TK624 1::ikm found=other'],
    [{ ikm: { isLosslessNumber: true, value: 5 } }, 'TK624 1::ikm found=map'],
    [{ ' ikm': 1, ikm: 2 }, 'TK621 1::ikm column=ikm'],
    [{ period: '2026-Q3', periode: '2026-Q3' }, 'TK621 1::periode column=periode'],
    [{ period: '2026-Q5' }, 'TK618 1::period text=2026-Q5'],
    [{ period: null }, 'TK618 1::period text='],
  ])('refuses %o', (more, finding) => {
    const line = object({ ...base, ...more });
    expect(line).toMatch(/^1 rejected /);
    expect(line.split(' | ').slice(2)).toEqual([finding]);
  });

  it('takes flags as booleans, and null for missing', () => {
    const flags = withInputs(input('nip', 'text', { key: true }), input('hadir', 'flag', { optional: true }));
    expect(object({ nip: '1', hadir: false }, flags)).toBe('1 ok 1 null | nip=1 hadir=false');
    expect(object({ nip: '1', hadir: 'ya' }, flags)).toBe('1 ok 1 null | nip=1 hadir=true');
    expect(object({ nip: '1', hadir: null }, flags)).toBe('1 ok 1 null | nip=1');
  });

  it('reads own fields only', () => {
    const inherited = Object.create({ unit_kerja: 'A' });
    inherited.nip = '1';
    expect(object(inherited)).toBe('1 rejected 1 null | nip=1 | TK606 1::unit_kerja');
  });

  it('reads the period, also of a year as a number', () => {
    expect(object({ ...base, periode: '2026-tw3' })).toMatch(/^1 ok 1 2026-Q3 /);
    expect(object({ ...base, period: 2026 })).toMatch(/^1 ok 1 2026 /);
  });

  it('names an unknown field once', () => {
    const binder = createObjectBinder(staff, { path: 'rows', locale: 'en' });
    expect(shown(binder.bind({ ...base, ikmm: 5, _x: 1 }, 1))).toMatch(/TK602 1::ikmm column=ikmm suggestion=ikm$/);
    expect(shown(binder.bind({ ...base, ikmm: 5, lain: 1 }, 2))).toMatch(/unit_kerja=A \| TK602 2::lain column=lain$/);
  });

  it('takes the row for the key where the ruleset has none', () => {
    expect(object({ a: 1 }, withInputs(input('a', 'count')))).toBe('1 ok 1 null | a=1');
  });

  it('reads what JSON Lines bring, digit by digit', () => {
    const [line] = readJsonLines('{"nip":199001012015011001,"unit_kerja":"A","ikm":88.50}', { path: 'p' }).rows;
    expect(object({ ...line?.object })).toBe(
      '1 ok 199001012015011001 null | nip=199001012015011001 unit_kerja=A ikm=177/2',
    );
    const [large] = readJsonLines('{"nip":1.9e17,"unit_kerja":"A","ikm":1e1}', { path: 'p' }).rows;
    expect(object({ ...large?.object })).toMatch(/TK611 1::nip text=1.9e17 \| TK603 1::ikm text=1e1 localeHint=false$/);
  });
});

describe('readRows', () => {
  const both = (csv: string, format: 'csv' | 'jsonl' = 'csv') => {
    const { value, diagnostics } = readRows(staff, csv, format, { path: 'd', locale: 'en' });
    return [...diagnostics.map(brief), ...[...(value ?? [])].map(shown), ...(value ? [] : ['none'])];
  };

  it('reads CSV', () => {
    expect(both('nip;unit_kerja;izin\r\n1;A;5\r\n\r\n2;"B;C";6\r\n')).toEqual([
      '2 ok 1 null | nip=1 unit_kerja=A izin=5',
      '4 ok 2 null | nip=2 unit_kerja=B;C izin=6',
    ]);
    expect(both('')).toEqual(['TK620 d', 'none']);
    expect(both('nip\n1')).toEqual(['TK601 1:: column=unit_kerja', 'TK601 1:: column=izin', 'none']);
  });

  it('reads JSON Lines, broken lines included', () => {
    const text =
      '{"nip":"1","unit_kerja":"A"}\n{"nip"\n{"nip":"3","unit_kerja":"A","x":1}\n{"nip":"4","unit_kerja":"A","x":1}';
    const expected = [
      '1 ok 1 null | nip=1 unit_kerja=A',
      '2 rejected null null |  | TK617 2:7: problem=syntax',
      '3 ok 3 null | nip=3 unit_kerja=A | TK602 3::x column=x',
      '4 ok 4 null | nip=4 unit_kerja=A',
    ];
    expect(both(text, 'jsonl')).toEqual(expected);
    expect(both('', 'jsonl')).toEqual(['TK620 d', 'none']);
    const { value } = readRows(staff, text, 'jsonl', { path: 'd', locale: 'en' });
    expect([...(value ?? [])].map(shown)).toEqual(expected);
    expect([...(value ?? [])].map(shown)).toEqual(expected);
  });

  it('gives the same records from CSV and from JSON', () => {
    const csv = both('nip,unit_kerja,izin,ikm\n1,A,5,88.50\n2,B,,\n').map((line) => line.slice(2));
    const json = both('{"nip":"1","unit_kerja":"A","izin":5,"ikm":88.50}\n{"nip":"2","unit_kerja":"B"}', 'jsonl');
    expect(json.map((line) => line.slice(2))).toEqual(csv);
  });
});

describe('digits', () => {
  it('of an input come from its type', () => {
    const three = withInputs(input('nip', 'text', { key: true }), input('x', 'decimal', { type: numberType('', 3) }));
    expect(table(three, ['nip,x', '1,1.234'])).toEqual(['2 ok 1 null | nip=1 x=617/500']);
  });
});
