import fc from 'fast-check';
import { type Diagnostic, isError } from '../../src/base/diagnostic.ts';
import type { Program } from '../../src/model/program.ts';
import { load } from '../../src/syntax/load.ts';
import { verifyRuleset } from '../../src/verify-ruleset.ts';

/** One indicator of a generated ruleset, in the terms of the language. */
export interface GeneratedIndicator {
  readonly polarity: 'maximize' | 'minimize';
  readonly formula: 'capaian_makin_tinggi' | 'capaian_makin_rendah_selisih' | 'capaian_makin_rendah_rasio';
  /** Hundredths. */
  readonly target: number;
  readonly weight: number;
  readonly digits: number;
  readonly mode: string;
  readonly missing: 'zero_score' | 'exclude' | 'reject';
  readonly clerksOnly: boolean;
}

const MODES = ['half_up', 'half_even', 'half_down', 'up', 'down', 'floor', 'ceiling'];

export const generatedIndicator: fc.Arbitrary<GeneratedIndicator> = fc
  .record({
    formula: fc.constantFrom(
      'capaian_makin_tinggi' as const,
      'capaian_makin_rendah_selisih' as const,
      'capaian_makin_rendah_rasio' as const,
    ),
    target: fc.integer({ min: 1, max: 20_000 }),
    weight: fc.integer({ min: 1, max: 100 }),
    digits: fc.integer({ min: 0, max: 3 }),
    mode: fc.constantFrom(...MODES),
    missing: fc.constantFrom('zero_score' as const, 'exclude' as const, 'reject' as const),
    clerksOnly: fc.boolean(),
  })
  .map((one) => ({ ...one, polarity: one.formula === 'capaian_makin_tinggi' ? 'maximize' : 'minimize' }));

export interface GeneratedRow {
  readonly nip: string;
  readonly unit: string;
  readonly job: 'clerk' | 'other';
  /** Hundredths, or null for missing. */
  readonly actuals: readonly (number | null)[];
}

export function generatedRows(indicators: number, most: number): fc.Arbitrary<readonly GeneratedRow[]> {
  const row = fc.record({
    unit: fc.constantFrom('A', 'B', 'C'),
    job: fc.constantFrom('clerk' as const, 'other' as const),
    // Few different values, so that ties are common.
    actuals: fc.array(
      fc.option(
        fc.integer({ min: 0, max: 40 }).map((n) => n * 500),
        { freq: 8 },
      ),
      {
        minLength: indicators,
        maxLength: indicators,
      },
    ),
  });
  return fc
    .array(row, { minLength: 1, maxLength: most })
    .map((rows) => rows.map((one, index) => ({ ...one, nip: `p${index}` })));
}

export function rulesetText(indicators: readonly GeneratedIndicator[]): string {
  const inputs = indicators.map((_, i) => `  a${i}: { type: decimal, digits: 2, range: "[0..1000]", optional: true }`);
  const parts = indicators.map(
    (one, i) => `  i${i}:
${one.clerksOnly ? '    applies: job = clerk\n' : ''}    polarity: ${one.polarity}
    actual: a${i}
    target: ${(one.target / 100).toFixed(2)}
    achievement: ${one.formula}(actual, target)
    clamp: "[0..120]"
    round: { digits: ${one.digits}, mode: ${one.mode} }
    weight: ${one.weight}
    missing: ${one.missing}`,
  );
  return `takar: 1
ruleset: generated
period: quarter
import:
  - { from: takar:capaian@1, use: [capaian_makin_tinggi, capaian_makin_rendah_selisih, capaian_makin_rendah_rasio] }
inputs:
  nip: { type: text, key: true }
  place: { type: text }
  job: { type: choice, of: [clerk, other] }
${inputs.join('\n')}
indicators:
  always:
    polarity: none
    actual: 1
    achievement: 50
    round: { digits: 0, mode: half_up }
    weight: 1
    missing: reject
${parts.join('\n')}
scores:
  total: { value: "weighted_mean(indicators)", round: { digits: 2, mode: half_up } }
ratings:
  band:
    of: total
    domain: "[0..120]"
    bands: { low: "[0..60)", middle: "[60..90]", high: "(90..120]" }
awards:
  eligible: total > 10
  tiers:
    - tier: gold
      when: band = high or total >= 75
      quota: { share: 20 %, rounding: nearest, of: accepted, within: place, order: [total desc], ties: exclude }
    - tier: silver
      when: band in [middle, high]
      quota: { count: 2, order: [total desc, nip asc], ties: refuse }
    - tier: bronze
      when: total > 30
  otherwise: nothing
`;
}

/** The program of a ruleset given as text, with what the proofs said; throws where it is not accepted. */
export async function verified(text: string): Promise<{ program: Program; diagnostics: readonly Diagnostic[] }> {
  const loaded = await load('generated.takar.yaml', (path) => (path === 'generated.takar.yaml' ? text : undefined));
  const { value, diagnostics } = loaded.value ? verifyRuleset(loaded.value) : { value: undefined, diagnostics: [] };
  const all = [...loaded.diagnostics, ...diagnostics];
  if (!value || all.some(isError)) throw new Error(JSON.stringify(all, replacer));
  return { program: value, diagnostics: all };
}

export async function programOf(text: string): Promise<Program> {
  return (await verified(text)).program;
}

function replacer(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}` : value;
}

export function rowData({ nip, unit, job, actuals }: GeneratedRow): Record<string, unknown> {
  const fields = actuals.map((actual, i) => [`a${i}`, actual === null ? '' : (actual / 100).toFixed(2)]);
  return { nip, place: unit, job, ...Object.fromEntries(fields) };
}
