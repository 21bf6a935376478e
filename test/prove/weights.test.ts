import { describe, expect, it } from 'vitest';
import { forPeople } from '../../src/index.ts';
import { caseText } from '../../src/messages/cases.ts';
import { load } from '../../src/syntax/load.ts';
import { verifyRuleset } from '../../src/verify-ruleset.ts';

const text = ({ weights, boss, check = '' }: { weights: string; boss: string; check?: string }) => `takar: 1
ruleset: weights
inputs:
  nip: { type: text, key: true }
  post: { type: choice, of: [clerk, boss, guest] }
  acting: { type: flag }
  a: { type: decimal, digits: 0, range: "[0..100]" }
${check}indicators:
  first: { applies: "post in [clerk, boss]", polarity: maximize, actual: a, achievement: actual, round: none, weight: 80, missing: reject }
  second: { applies: "post = clerk or acting", polarity: maximize, actual: a, achievement: actual, round: none, weight: 20, missing: reject }
  third: { applies: "post = boss and not acting", polarity: maximize, actual: a, achievement: actual, round: none, weight: ${boss}, missing: reject }
weights: ${weights}
scores:
  total: { value: weighted_mean(indicators), round: { digits: 2, mode: half_up } }
`;

async function findings(source: string) {
  const loaded = await load('w.takar.yaml', (path) => (path === 'w.takar.yaml' ? source : undefined));
  if (!loaded.value) throw new Error(JSON.stringify(loaded.diagnostics));
  const { diagnostics } = verifyRuleset(loaded.value);
  // Under the check, `post in [clerk, boss]` is always true (TK514), and no condition names guests (TK599).
  const others = [...loaded.diagnostics, ...diagnostics].filter(({ code }) => code !== 'TK514' && code !== 'TK599');
  return others.map((one) =>
    one.code === 'TK526'
      ? `${one.code} ${forPeople(one.args.total, 'en')} ${caseText(one.args.position, 'en', '')}`
      : one.code === 'TK528'
        ? `${one.code} ${caseText(one.args.position, 'en', '')}`
        : one.code,
  );
}

const NO_GUESTS = 'checks:\n  - { that: "post != guest", message: no guests }\n';

describe('weights under every position [P6]', () => {
  it('finds the first position whose weights do not total 100', async () => {
    expect(await findings(text({ weights: 'total_100', boss: '15', check: NO_GUESTS }))).toEqual([
      'TK526 95 post = boss, acting = false',
    ]);
  });

  it('accepts weights that always total 100, where a check refuses the rest', async () => {
    expect(await findings(text({ weights: 'total_100', boss: '20', check: NO_GUESTS }))).toEqual([]);
  });

  it('finds who is left with no indicator at all', async () => {
    expect(await findings(text({ weights: 'normalise', boss: '20' }))).toEqual(['TK528 post = guest, acting = false']);
    expect(await findings(text({ weights: 'normalise', boss: '7', check: NO_GUESTS }))).toEqual([]);
  });
});
