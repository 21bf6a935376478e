import fc from 'fast-check';
import { Engine } from 'json-rules-engine';
import { describe, expect, it } from 'vitest';
import { onGrid } from '../../src/backends/rule-conditions.ts';
import { createAwardEngine, factsOf, toJsonRules } from '../../src/json-rules.ts';
import { Rational } from '../../src/number/rational.ts';
import { awardBeforeLimits } from '../../src/score/awards.ts';
import { programOf, scoreOne } from '../score/ruleset.ts';

const HEAD = `
takar: 1
ruleset: uji
period: quarter
inputs:
  nip: { type: text, key: true }
  butir: { type: decimal, digits: 2, range: "[0..120]", optional: true }
  kehadiran: { type: percent, digits: 2, range: "[0..100]" }
  jabatan: { type: choice, of: [staf, ahli, ketua] }
  layak: { type: flag }
  sejak: { type: date }
  ikm: { type: decimal, digits: 1, range: "[25..100]", optional: true }
  pagu: { type: money, range: "[0..1_000_000_000_000_000_000]" }
indicators:
  hasil:
    polarity: maximize
    actual: butir
    achievement: actual
    clamp: "[0..120]"
    round: { digits: 2, mode: half_up }
    weight: 100
    missing: exclude
scores:
  nilai_akhir: { value: weighted_mean(indicators), round: { digits: 2, mode: half_up } }
ratings:
  mutu:
    of: nilai_akhir
    domain: "[0..120]"
    bands: { kurang: "[0..60)", baik: "[60..90)", istimewa: "[90..120]" }
`;

const rulesetWith = (eligible: string, tiers: readonly string[]) => `${HEAD}
awards:
  eligible: "${eligible}"
  tiers:
${tiers.map((when, i) => `    - tier: t${i}\n      when: "${when}"\n`).join('')}
  otherwise: tanpa
`;

const relation = fc.constantFrom('=', '!=', '<', '<=', '>', '>=');
/** Constants on the facts' grids and between their points. */
const number = (most: number) =>
  fc
    .tuple(fc.nat({ max: most }), fc.constantFrom('', '.5', '.25', '.125', '.005', '.01'))
    .map(([n, tail]) => `${n}${tail}`);
const comparison = fc.oneof(
  fc.tuple(relation, number(120)).map(([r, n]) => `nilai_akhir ${r} ${n}`),
  fc.tuple(relation, number(120)).map(([r, n]) => `${n} ${r} nilai_akhir`),
  fc.tuple(relation, number(100)).map(([r, n]) => `kehadiran ${r} ${n} %`),
  fc.tuple(relation, fc.constantFrom('kurang', 'baik', 'istimewa')).map(([r, word]) => `mutu ${r} ${word}`),
  fc.constantFrom('jabatan = staf', 'jabatan != ahli', 'jabatan in [ahli, ketua]', 'not layak', 'layak'),
  fc.tuple(relation, fc.constantFrom('2020-01-01', '2024-02-29')).map(([r, day]) => `sejak ${r} ${day}`),
  fc.tuple(relation, number(100)).map(([r, n]) => `(ikm is not missing and ikm ${r} ${n})`),
  fc.constantFrom('nilai_akhir + points(kehadiran) > 150', 'ikm is missing', 'nilai_akhir between 60 and 80'),
  fc.constantFrom('pagu > 900_000_000_000_000_000 IDR', 'pagu <= 5 IDR', 'nilai_akhir in [50..75.005)'),
);
const condition = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    comparison,
    fc.tuple(tie('any'), fc.constantFrom('and', 'or'), tie('any')).map(([a, op, b]) => `(${a} ${op} ${b})`),
    tie('any').map((a) => `not (${a})`),
  ),
})).any;
const pick = <T>(values: readonly T[]) => fc.constantFrom(...values);
const row = fc.record({
  nip: fc.constant('1'),
  butir: pick(['', '0', '59.99', '60', '75', '75.01', '90', '100.5', '119.99', '120']),
  kehadiran: pick(['0', '49.99', '50.25', '95', '100']),
  jabatan: pick(['staf', 'ahli', 'ketua']),
  layak: pick(['true', 'false']),
  sejak: pick(['2019-12-31', '2020-01-01', '2024-02-29', '2026-01-01']),
  ikm: pick(['', '25', '60.5', '99.9']),
  pagu: pick(['0', '6', '900000000000000001', '1000000000000000000']),
});

describe('json-rules-engine', () => {
  it('finds the same first tier as takar, for any conditions and records', async () => {
    await fc.assert(
      fc.asyncProperty(
        condition,
        fc.array(condition, { minLength: 1, maxLength: 4 }),
        fc.array(row, { minLength: 1, maxLength: 6 }),
        async (eligible, tiers, rows) => {
          const program = await programOf(rulesetWith(eligible, tiers));
          const engine = createAwardEngine(program);
          for (const one of rows) {
            const scored = scoreOne(program, one);
            const award = awardBeforeLimits(scored);
            const run = await engine.run(scored);
            expect(run.tier).toBe(award?.state === 'placed' ? award.name : null);
            expect(run.events[0]?.type ?? null).toBe(run.tier);
          }
        },
      ),
      { seed: 20260101, numRuns: 150 },
    );
  }, 60_000);

  it('runs the export after a trip through JSON, in a plain engine', async () => {
    const program = await programOf(
      rulesetWith('layak', ['mutu = istimewa and nilai_akhir >= 110', 'nilai_akhir + points(kehadiran) > 150', 'true']),
    );
    const { rules } = JSON.parse(JSON.stringify(toJsonRules(program)));
    const facts = (butir: string) => {
      const base = { nip: '1', kehadiran: '95', jabatan: 'staf', layak: 'true', sejak: '2020-01-01', pagu: '0' };
      return factsOf(program, scoreOne(program, { ...base, butir, ikm: '' }));
    };
    const fired = async (butir: string) =>
      (await new Engine(rules).run({ ...facts(butir) })).events.map(({ type }) => type);
    expect(await fired('110')).toEqual(['t0', 't1', 't2']);
    expect(await fired('109.99')).toEqual(['t1', 't2']);
    expect(await fired('55')).toEqual(['t2']);
    expect(await fired('')).toEqual([]);
    expect(facts('109.99')).toEqual({
      takar_assessed: true,
      layak: true,
      mutu: 'istimewa',
      nilai_akhir_e2: 10999,
      takar_atom_1: 1,
    });
  });
});

describe('the export', () => {
  const quota = 'quota: { count: 3, order: [nilai_akhir desc], ties: exclude }';
  const grant = 'grant: { piagam: Emas, insentif: { value: 2 * 1_000 IDR, round: none } }';
  const tiers = (when: string) => `${HEAD}
awards:
  eligible: pagu > 5 IDR
  tiers:
    - { tier: emas, when: "${when}", ${quota}, ${grant} }
  otherwise: tanpa
`;

  it('lists what the rules cannot hold, with the reason', async () => {
    const { omitted, facts, rules } = toJsonRules(await programOf(tiers('nilai_akhir >= 90')));
    expect(omitted).toEqual([
      { what: 'condition', tier: null, text: 'pagu', reason: 'exceeds_safe_integers' },
      { what: 'quota', tier: 'emas', text: quota.slice('quota: '.length), reason: 'needs_all_records' },
      { what: 'grant', tier: 'emas', text: 'insentif: 2 * 1_000 IDR', reason: 'computed_amount' },
    ]);
    expect(facts[1]).toEqual({ name: 'takar_atom_1', kind: 'atom', source: 'pagu > 5 IDR', digits: null });
    expect(rules[0]?.event).toEqual({ type: 'emas', params: { piagam: 'Emas' } });
  });

  it('never gives two facts one name', async () => {
    const text = tiers('nilai_akhir >= 90 and nilai_akhir_e2').replace(
      '  layak:',
      '  nilai_akhir_e2: { type: flag }\n  layak:',
    );
    const { facts } = toJsonRules(await programOf(text));
    expect(facts.map(({ name, source }) => [name, source])).toEqual([
      ['takar_assessed', ''],
      ['takar_atom_1', 'pagu > 5 IDR'],
      ['nilai_akhir_e2', 'nilai_akhir'],
      ['nilai_akhir_e2_', 'nilai_akhir_e2'],
    ]);
  });

  it('refuses a fact of the embedder under one of its own names', async () => {
    const program = await programOf(tiers('nilai_akhir >= 90'));
    const base = {
      nip: '1',
      butir: '99',
      kehadiran: '95',
      jabatan: 'staf',
      layak: 'true',
      sejak: '2020-01-01',
      ikm: '',
    };
    const scored = scoreOne(program, { ...base, pagu: '6' });
    await expect(createAwardEngine(program).run(scored, { takar_assessed: true })).rejects.toThrow(/takar_assessed/);
    await expect(createAwardEngine(program).run(scored, { lain: true })).resolves.toMatchObject({ tier: 'emas' });
  });
});

describe('a constant between two grid points', () => {
  const fact = { name: 'x_e2', kind: 'number', source: 'x', digits: 2 } as const;
  const of = (relation: Parameters<typeof onGrid>[2], numerator: bigint, denominator: bigint) =>
    onGrid(fact, 2, relation, Rational.of(numerator, denominator));

  it('moves to the next that decides the same', () => {
    expect(of('>', 109995n, 1000n)).toEqual({ fact: 'x_e2', operator: 'greaterThanInclusive', value: 11000 });
    expect(of('>=', 109995n, 1000n)).toEqual({ fact: 'x_e2', operator: 'greaterThanInclusive', value: 11000 });
    expect(of('<', 109995n, 1000n)).toEqual({ fact: 'x_e2', operator: 'lessThanInclusive', value: 10999 });
    expect(of('<=', -1n, 3n)).toEqual({ fact: 'x_e2', operator: 'lessThanInclusive', value: -34 });
    expect(of('>', 110n, 1n)).toEqual({ fact: 'x_e2', operator: 'greaterThan', value: 11000 });
  });

  it('is never equal, and beyond the safe integers decides alone', () => {
    expect(of('=', 1n, 3n)).toEqual({ fact: 'takar_assessed', operator: 'equal', value: false });
    expect(of('!=', 1n, 3n)).toEqual({ fact: 'takar_assessed', operator: 'equal', value: true });
    expect(of('<', 10n ** 20n, 1n)).toEqual({ fact: 'takar_assessed', operator: 'equal', value: true });
    expect(of('<', -(10n ** 20n), 1n)).toEqual({ fact: 'takar_assessed', operator: 'equal', value: false });
  });
});
