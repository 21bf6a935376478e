import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { row, workbook } from '../data/workbook.ts';
import { MemoryIo } from './memory-io.ts';

const RULES = `takar: 1
ruleset: bands
inputs:
  nip: { type: text, key: true }
  minutes: { type: count, max: 500 }
tables:
  cut:
    inputs: [minutes]
    hit: unique
    rules: { from: FILE }
scores:
  left: { value: 100 - cut, round: { digits: 2, mode: half_up } }
`;

function bands(last: string): Uint8Array {
  const rows = [
    row(1, ['Cuts by lateness']),
    row(3, ['minutes', 'then']),
    row(4, ['[0..30]', { x: '<c><v>0</v></c>' }]),
    row(5, ['[31..60]', { x: '<c><v>0.5</v></c>' }]),
  ];
  return workbook({
    sheets: [
      { name: 'Other', rows: '' },
      { name: 'Bands', rows: [...rows, row(6, [last, { x: '<c><v>2</v></c>' }])].join('') },
    ],
  });
}

async function check(file: string, last: string): Promise<{ code: number; said: string }> {
  const io = new MemoryIo();
  io.put('a.takar.yaml', RULES.replace('FILE', file));
  io.files.set('bands.xlsx', bands(last));
  const code = await run(['check', 'a.takar.yaml', '--lang', 'en'], io);
  return { code, said: io.said };
}

describe('a table whose rows stand in a sheet', () => {
  it('is proven like any other', async () => {
    expect(await check('"bands.xlsx#Bands"', '[61..500]')).toEqual({ code: 0, said: '' });
  });

  it('shows its gap, by the row of the sheet', async () => {
    const { code, said } = await check('"bands.xlsx#Bands"', '[62..500]');
    expect(code).toBe(1);
    expect(said).toContain('TK504');
    expect(said).toContain('minutes = 61');
  });

  it('names the row of the sheet in which a cell is wrong', async () => {
    const { code, said } = await check('"bands.xlsx#Bands"', '[62..');
    expect(code).toBe(1);
    expect(said).toContain('bands.xlsx#Bands:6:');
  });

  it('must have the sheet', async () => {
    const { code, said } = await check('"bands.xlsx#Bnds"', '[61..500]');
    expect(code).toBe(1);
    expect(said).toContain('TK120');
  });
});
