import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createObjectBinder } from '../../src/data/bind.ts';
import { resultColumns } from '../../src/report/results.ts';
import { scoreCohort } from '../../src/score/engine.ts';
import { type SqlDatabase, type SqlRow, scoreCohortInSql } from '../../src/score/sql.ts';
import { RATED } from '../integers/amount-rules.ts';
import { programOf } from '../laws/ruleset-text.ts';
import { DATABASES } from './databases.ts';
import { expectSame, period } from './sides.ts';

const Q3 = period('2026-Q3');

const RULES = (mode: string) => `takar: 1
ruleset: amounts
period: quarter
inputs:
  nip: { type: text, key: true }
  kerja: { type: decimal, digits: 2, range: "[0..100]", optional: true }
  besaran: { type: money, range: "[0..10_000_000_000_000]" }
  selisih: { type: money, range: "[-10_000_000_000_000..10_000_000_000_000]" }
  telat: { type: percent, digits: 2, range: "[0..150]" }
  diputus: { type: choice, of: [kurang, cukup, baik], optional: true }
  alasan: { type: text, optional: true }
${RATED}decisions:
  predikat: { proposal: usulan, decision: diputus, reason: alasan }
amounts:
  tpp:
    base: besaran
    deductions:
      - { name: telat, share: telat, of: base, round: { digits: 0, mode: ${mode} } }
      - { name: kedua, share: 12.5 %, of: remaining }
      - { name: tetap, value: 0.5 IDR }
    round: { to: 1_000 IDR, mode: ${mode} }
  per_predikat:
    base: "if predikat = baik then besaran * (akhir / 100) else if predikat = cukup then besaran / 3 else 0 IDR"
    round: { digits: 2, mode: ${mode} }
  polos: { base: selisih, round: none }
`;

const row = fc.record({
  kerja: fc.constantFrom('80', '79.95', '49.94', '50', '12.34', ''),
  besaran: fc.constantFrom('10000000000000', '9999999999999', '5000000000000', '2500', '7', '1', '0'),
  selisih: fc.constantFrom('-10000000000000', '10000000000000', '-1', '0', '7'),
  telat: fc.constantFrom('0', '2.5', '33.33', '100', '150'),
  diputus: fc.constantFrom('', '', 'baik', 'cukup', 'kurang'),
  alasan: fc.constantFrom('', 'Rapat, 12 Juni', "bukan 'itu'", 'é', '=1+1'),
});
const sample = fc.record({
  mode: fc.constantFrom('half_up', 'half_even', 'half_down', 'up', 'down', 'floor', 'ceiling'),
  rows: fc.array(row, { minLength: 1, maxLength: 40 }),
});

/** A cell of a result without zeros at its end: databases print decimals with the digits of their types. */
function plain(text: string | null): string {
  const found = text ?? '';
  return /^-?\d+\.\d+$/.test(found) ? found.replace(/\.?0+$/, '') : found;
}

describe.each(DATABASES)('amounts and decisions in $name', ({ name, isHere, open }) => {
  if (!isHere) {
    it.skip(`${name}: no server here; .ci/postgres.sh starts one`);
    return;
  }

  it('come out as the exact engine says, with every step and every reason', async () => {
    let met = 0;
    await fc.assert(
      fc.asyncProperty(sample, async ({ mode, rows: drawn }) => {
        const program = await programOf(RULES(mode));
        const binder = createObjectBinder(program.ruleset, { path: 'data', locale: 'en' });
        const rows = drawn.map((cells, index) => binder.bind({ ...cells, nip: `p${index}` }, index + 1));
        const database = await open();
        let found: readonly SqlRow[] = [];
        const watched: SqlDatabase = {
          dialect: database.dialect,
          run: async (statements, query) => {
            found = await database.run(statements, query);
            return found;
          },
        };
        await scoreCohortInSql(program, rows, Q3, watched);
        const exact = await scoreCohort(program, rows, { period: Q3 });
        const columns = resultColumns(program, { language: 'en', columns: 'summary', names: false });
        for (const one of exact.rows) {
          const ours = found.find(({ nip }) => nip === one.key);
          for (const { name: column, cell } of columns) {
            const wanted = cell(one);
            const text = wanted.kind === 'text' || wanted.kind === 'number' ? wanted.text : '';
            expect([one.key, column, plain(ours?.[column] ?? null)]).toEqual([one.key, column, plain(text)]);
            met++;
          }
        }
        await expectSame(program, rows, Q3, await open());
      }),
      { seed: 20_261_127, numRuns: 15 },
    );
    expect(met).toBeGreaterThan(1000);
  });
});
