import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { openWorkbook } from '../../src/data/xlsx-package.ts';
import { readSheet } from '../../src/data/xlsx-sheet.ts';
import { MemoryIo } from './memory-io.ts';

/** Generous for a busy machine; what explodes takes hours. */
const SECONDS = 30_000;

/** Names that every object or function of the host answers to. */
const NAMES = ['toString', 'valueOf', 'prototype', 'length', 'caller'];

const RULES = `takar: 1
ruleset: nama
period: quarter
inputs:
  nip: { type: text, key: true }
  constructor: { type: choice, of: [${NAMES.join(', ')}] }
  hasOwnProperty: { type: decimal, digits: 2, range: "[0..100]" }
indicators:
  propertyIsEnumerable:
    polarity: maximize
    actual: hasOwnProperty
    achievement: actual
    round: { digits: 2, mode: half_up }
    weight: 100
    missing: reject
weights: total_100
scores:
  toLocaleString: { value: weighted_mean(indicators), round: { digits: 2, mode: half_up } }
ratings:
  isPrototypeOf:
    of: toLocaleString
    domain: "[0..100]"
    bands: { call: "[0..50)", apply: "[50..100]" }
awards:
  eligible: constructor != valueOf
  tiers:
    - tier: bind
      when: isPrototypeOf = apply
      grant: { arguments: Piagam }
  otherwise: tanpa
`;

/** A world with a ruleset and data; the run must end in time, and with the code. */
async function takar(io: MemoryIo, line: string): Promise<number> {
  io.said = '';
  io.talked = '';
  const code = await run([...line.split(' '), '--lang', 'en'], io);
  expect(io.talked).not.toContain('TK999');
  return code;
}

describe('names of the host', () => {
  it('are names like any other, in every output', { timeout: SECONDS }, async () => {
    const io = new MemoryIo();
    io.put('r.takar.yaml', RULES);
    io.put(
      'd.csv',
      `nip,constructor,hasOwnProperty\n${NAMES.map((name, i) => `${i},${name},${i * 20 + 11}`).join('\n')}\n`,
    );
    const data = '--data d.csv --period 2026-Q3';
    expect(await takar(io, `score r.takar.yaml ${data} --out o.csv --summary s.json`)).toBe(0);
    expect(io.text('o.csv').split('\n').slice(0, 3)).toEqual([
      'nip,period,propertyIsEnumerable.actual,propertyIsEnumerable.target,propertyIsEnumerable.achievement,propertyIsEnumerable.weight,propertyIsEnumerable.state,toLocaleString,isPrototypeOf,award,award.arguments,award.reason',
      '0,2026-Q3,11.00,,11.00,100,scored,11.00,call,tanpa,,placed in no tier; bind: condition does not hold',
      '1,2026-Q3,31.00,,31.00,100,scored,31.00,call,tanpa,,not eligible for awards',
    ]);
    expect(await takar(io, `explain r.takar.yaml ${data} --key 3 --format json`)).toBe(0);
    expect(io.said).toContain('"toLocaleString"');
    for (const more of ['score r.takar.yaml --out o.xlsx', 'explain r.takar.yaml --key 4']) {
      expect(await takar(io, `${more} ${data}`)).toBe(0);
    }
    expect(await takar(io, 'template r.takar.yaml --out t.xlsx')).toBe(0);
    expect(await takar(io, 'export r.takar.yaml --to json-rules')).toBe(0);
    expect(await takar(io, 'fmt r.takar.yaml --to id')).toBe(0);
    expect(await takar(io, `score r.takar.yaml ${data} --out o2.csv`)).toBe(0);
    expect(io.text('o2.csv')).toBe(io.text('o.csv'));
  });

  it.each(['indicators', 'values', 'scores', 'inputs', 'choices'])('__proto__ is none: %s', async (where) => {
    const io = new MemoryIo();
    const change: Readonly<Record<string, readonly [string, string]>> = {
      indicators: ['  propertyIsEnumerable:', '  __proto__:'],
      values: ['indicators:', 'values:\n  __proto__: 1\nindicators:'],
      scores: ['  toLocaleString: {', '  __proto__: {'],
      inputs: ['  nip: {', '  __proto__: {'],
      choices: ['of: [toString', 'of: [__proto__, toString'],
    };
    const [from, to] = change[where] ?? ['', ''];
    io.put('r.takar.yaml', RULES.replace(from, to));
    expect(await takar(io, 'check r.takar.yaml --format compact')).toBe(1);
    expect(io.said).toContain('TK119');
    expect('polluted' in {}).toBe(false);
  });

  it('as fields of JSON Lines they are fields, and nothing inherited is data', async () => {
    const io = new MemoryIo();
    io.put('r.takar.yaml', RULES);
    const lines = [
      '{"nip":"1","constructor":"valueOf","hasOwnProperty":60}',
      '{"nip":"2","__proto__":"valueOf","constructor":"toString","hasOwnProperty":60}',
      '{"nip":"3","__proto__":{"constructor":"toString"},"hasOwnProperty":60}',
      '{"nip":"4","hasOwnProperty":60}',
      '{"nip":"5","constructor":"toString","hasOwnProperty":60,"hasOwnProperty":60}',
    ];
    io.put('d.jsonl', `${lines.join('\n')}\n`);
    const line = 'score r.takar.yaml --data d.jsonl --period 2026-Q3 --out o.csv --rejects x.csv --columns summary';
    expect(await takar(io, line)).toBe(1);
    expect(
      io
        .text('o.csv')
        .split('\n')
        .slice(1, 3)
        .map((each) => each.slice(0, 9)),
    ).toEqual(['1,2026-Q3', '2,2026-Q3']);
    const codes = io.text('x.csv').trim().split('\n').slice(1);
    expect(codes.map((each) => `${each.split(',')[0]} ${/TK\d+/.exec(each)?.[0]}`)).toEqual([
      '3 TK624',
      '4 TK606',
      '5 TK621',
    ]);
  });
});

describe('cells that want to be formulas', () => {
  const FORMULAS = ['=HYPERLINK("http://x";"y")', '+1+1', '-2+3', '@SUM(A1)', '\tx', '＝1+1', "=cmd|' /C calc'!A0"];

  it('are shown and not run, in every file', async () => {
    const io = new MemoryIo();
    io.put('r.takar.yaml', RULES);
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const rows = FORMULAS.map((text, i) => `${quoted(text)},toString,${i % 2 === 0 ? 60 : quoted(text)}`);
    io.put('d.csv', `nip,constructor,hasOwnProperty,${quoted('=1+1')}\n${rows.map((each) => `${each},`).join('\n')}\n`);
    const data = '--data d.csv --period 2026-Q3';
    expect(await takar(io, `score r.takar.yaml ${data} --out o.csv --rejects x.csv`)).toBe(1);
    for (const file of ['o.csv', 'x.csv']) {
      const cells = io
        .text(file)
        .split('\n')
        .flatMap((each) => each.split(/(?<=^|,)"|",|,/));
      expect(cells.filter((cell) => /^[=+@\t＝]|^-\D/.test(cell))).toEqual([]);
    }
    expect(io.text('o.csv')).toContain(`"'=HYPERLINK(""http://x"";""y"")"`);
    expect(await takar(io, `score r.takar.yaml ${data} --out o.xlsx --rejects x.xlsx`)).toBe(1);
    for (const file of ['o.xlsx', 'x.xlsx']) {
      const book = openWorkbook(io.files.get(file) ?? new Uint8Array());
      const [sheet] = book.sheets;
      if (!sheet) throw new Error('no sheet');
      const { rows: found } = readSheet(book, sheet, { locale: 'en' });
      // As they are, and as texts: a workbook needs no mark.
      expect(found.flatMap(({ notes }) => [...notes.values()])).toEqual([]);
      expect(
        found.flatMap(({ texts }) => texts).some((text) => text === '=HYPERLINK("http://x";"y")' || text === '+1+1'),
      ).toBe(true);
    }
  });
});

describe('job files and mappings', () => {
  const bomb = Array.from(
    { length: 12 },
    (_, i) =>
      `k${i}: &a${i} [${Array(9)
        .fill(i === 0 ? 'x' : `*a${i - 1}`)
        .join(', ')}]`,
  ).join('\n');
  it.each([
    ['a billion laughs', `takar: 1\n${bomb}\n`, 'TK106'],
    ['100,000 brackets', `takar: 1\ndata: ${'['.repeat(100_000)}`, 'TK115'],
    [
      'nesting by indentation',
      Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
      'TK115',
    ],
    ['a line of 10 MB', `takar: 1\nruleset: ${'x'.repeat(10_000_000)}\n`, 'TK114'],
    ['a NUL', 'takar: 1\nruleset: "a\0b"\n', 'TK116'],
    ['30,000 unknown keys', Array.from({ length: 30_000 }, (_, at) => `k${at}: 1\n`).join(''), 'TK103'],
    ['a prototype', 'takar: 1\n__proto__: { polluted: true }\n', 'TK103'],
    ['nothing', '', 'TK105'],
    ['a list', '- takar\n', 'TK105'],
    ['no YAML', '{ takar: 1', 'TK101'],
  ])(
    '%s',
    async (_, text, code) => {
      const io = new MemoryIo();
      io.put('r.takar.yaml', RULES);
      io.put('d.csv', 'nip,constructor,hasOwnProperty\n1,toString,60\n');
      io.put('j.takar-job.yaml', text);
      io.put('m.yaml', text);
      const started = performance.now();
      expect(await takar(io, 'score j.takar-job.yaml --data d.csv --period 2026-Q3 --out o.csv')).toBe(2);
      expect(io.talked).toContain(code);
      expect(await takar(io, 'score r.takar.yaml --data d.csv --period 2026-Q3 --out o.csv --mapping m.yaml')).toBe(1);
      expect(io.talked).toContain(code);
      expect(io.written.size).toBe(0);
      expect(io.talked.length).toBeLessThan(1_000_000);
      expect(performance.now() - started).toBeLessThan(SECONDS);
      expect('polluted' in {}).toBe(false);
    },
    2 * SECONDS,
  );
});

describe('tables that are too much', () => {
  it.each([
    ['100,000 columns', `nip,constructor,hasOwnProperty${',c'.repeat(100_000)}\n1,toString,60\n`, 2, 'TK623'],
    [
      '19,000 columns of nobody',
      `nip,constructor,hasOwnProperty${',c'.repeat(19_000)}\n1,toString,60${','.repeat(19_000)}\n`,
      0,
      'TK602',
    ],
    [
      'a header of ten megabytes',
      `nip,constructor,hasOwnProperty,${'c'.repeat(10_000_000)}\n1,toString,60,\n`,
      2,
      'TK623',
    ],
    ['a header twice', 'nip,constructor,hasOwnProperty\nnip,constructor,hasOwnProperty\n1,toString,60\n', 1, 'TK607'],
    ['a lone quote', 'nip,constructor,hasOwnProperty\n1,to"String,60\n', 2, 'TK616'],
    [
      'a quote that is left open',
      `nip,constructor,hasOwnProperty\n1,"toString,60\n${'2,toString,60\n'.repeat(50_000)}`,
      2,
      'TK616',
    ],
    ['nothing but line ends', '\n'.repeat(2_000_000), 2, 'TK620'],
    ['nothing but commas', `${','.repeat(19_000)}\n`.repeat(100), 2, 'TK620'],
  ])(
    '%s',
    async (_, csv, code, finding) => {
      const io = new MemoryIo();
      io.put('r.takar.yaml', RULES);
      io.put('d.csv', csv);
      const started = performance.now();
      const found = await takar(io, 'score r.takar.yaml --data d.csv --period 2026-Q3 --out o.csv');
      expect(io.talked).toContain(finding);
      // A file that is refused as a whole leaves nothing.
      expect([found, io.written.size]).toEqual(code === 2 ? [1, 0] : [code, 1]);
      expect(performance.now() - started).toBeLessThan(SECONDS);
      expect(io.talked.length).toBeLessThan(1_000_000);
    },
    2 * SECONDS,
  );
});
