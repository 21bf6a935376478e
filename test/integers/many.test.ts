import { expect, test } from 'vitest';
import { planOf } from '../../src/integers/build.ts';
import type { Value } from '../../src/language/core.ts';
import type { Program } from '../../src/model/program.ts';
import type { DataRecord } from '../../src/model/record.ts';
import { Rational } from '../../src/number/rational.ts';
import { columnsOf, rulesetText, SANCTIONS } from '../bench/standard.mjs';
import { period } from '../exact/program.ts';
import { programOf } from '../laws/ruleset-text.ts';
import { compareRecords } from './harness.ts';

const SETTING = { period: period('2026-Q3') };
/** A hundred thousand in all, with the fifth of them that the widest rules take; the benches take a million. */
const ROWS = 45_500;

function records(program: Program, data: Readonly<Record<string, Float64Array>>, digits: number): DataRecord[] {
  return Array.from({ length: ROWS }, (_, i) => {
    const fields = new Map<string, Value>([['nip', `p${i}`]]);
    for (const { name, type } of program.ruleset.inputs.values()) {
      const units = data[name]?.[i] ?? 0;
      if (name === 'hukuman') fields.set(name, SANCTIONS[units] ?? '');
      else if (name === 'unit') fields.set(name, `u${units}`);
      else if (type.base.kind === 'number') {
        fields.set(name, Rational.scaled(BigInt(units), /^[ta]\d+$/.test(name) ? digits : 2));
      }
    }
    return { key: `p${i}`, fields, row: i + 1 };
  });
}

for (const [what, options, data] of [
  ['random data', {}, {}],
  ['round numbers, full of ties', {}, { round: true }],
  [
    'rupiah up to 10^13, thirty indicators',
    { top: '10_000_000_000_000', digits: 0, indicators: 30 },
    { top: 10 ** 13, indicators: 30 },
  ],
] as const) {
  test(`${ROWS} employees by columns and exactly: ${what}`, async () => {
    const rows = 'top' in options ? Math.floor(ROWS / 5) : ROWS;
    const program = await programOf(rulesetText(options));
    const { plan } = planOf(program, SETTING.period);
    if (plan === null) throw new Error('no plan');
    const all = records(program, columnsOf(ROWS, { seed: 11, ...data }), 'top' in options ? 0 : 2).slice(0, rows);
    let scored = 0;
    for (let at = 0; at < all.length; at += 5000) {
      const compared = compareRecords(plan, all.slice(at, at + 5000), SETTING);
      expect(compared.differences.slice(0, 3)).toEqual([]);
      scored += compared.scored;
    }
    expect(scored).toBe(rows);
  });
}
