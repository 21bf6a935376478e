import { describe, expect, test } from 'vitest';
import { errors, judge, programOf, result, ruleset, score } from '../semantics/lab.ts';

const TEXT = ruleset(
  '  menit: { type: count, max: 480 }',
  'tables:\n  potongan: { inputs: [menit], hit: unique, rules: { from: t.csv } }\n',
);

describe('tables whose rows stand in a CSV file', () => {
  test('are the same as rows in the ruleset, with CRLF, quotes, a byte order mark and semicolons', async () => {
    const file = '\uFEFFthen;menit;_note\r\n0.5 %;"1..30";"a ""quoted"" word"\r\n\r\n0 %;"< 1"\r\n'.replace(
      '< 1"',
      '< 1";',
    );
    const program = await programOf(TEXT, { 't.csv': `${file}2 %;> 30;x\r\n` });
    for (const [menit, expected] of [
      [0, '0'],
      [1, '1/2'],
      [30, '1/2'],
      [31, '2'],
    ] as const) {
      expect(result(score(program, { nip: '1', menit: `${menit}` }), 'potongan')).toBe(expected);
    }
  });

  test('a gap, an overlap, a wrong value and a broken quote are found as in YAML', async () => {
    const of = (rows: string) => errors(TEXT, { 't.csv': `menit,then\n${rows}` });
    expect(await of('< 10,0 %\n11..480,1 %\n')).toEqual(['TK504']);
    expect(await of('<= 10,0 %\n10..480,1 %\n')).toEqual(['TK505']);
    expect(await of('<= 10,0 %\n> 10,satu\n')).not.toEqual([]);
    expect(await of('"<= 10,0 %\n')).toEqual(['TK135']);
  });

  test('more than ten thousand rows, and a file outside the folder of the ruleset', async () => {
    const many = `menit,then\n${'1,0 %\n'.repeat(10_001)}`;
    expect(await errors(TEXT, { 't.csv': many })).toEqual(['TK138']);
    expect((await judge(TEXT.replace('t.csv', '../t.csv'), { '../t.csv': 'menit,then\n-,0 %\n' })).codes).toEqual([
      'TK121',
    ]);
  });
});
