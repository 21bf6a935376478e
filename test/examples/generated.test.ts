import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isError } from '../../src/base/diagnostic.ts';
import { coverageOf } from '../../src/examples/coverage.ts';
import { canGenerate, generateExamples } from '../../src/examples/generate.ts';
import type { Program } from '../../src/model/program.ts';
import { generatedExamplesText, goalText } from '../../src/report/generated-examples.ts';
import { runExamples } from '../../src/score/group-examples.ts';
import { formatRuleset } from '../../src/syntax/format.ts';
import { load } from '../../src/syntax/load.ts';
import { verifyRuleset } from '../../src/verify-ruleset.ts';
import { FOLDER, rulesetsIn } from '../cases/ruleset/document.ts';

async function programOf(path: string, text = readFileSync(path, 'utf8')): Promise<Program> {
  const read = (wanted: string) => (wanted === path ? text : readFileSync(wanted, 'utf8'));
  const loaded = await load(path, read);
  const { value, diagnostics } = loaded.value ? verifyRuleset(loaded.value) : loaded;
  if (!value || !('nodes' in value)) throw new Error(`${path}: ${diagnostics.filter(isError).map(({ code }) => code)}`);
  return value;
}

/** The ruleset with what was made put at the end of its examples. */
function withExamples(text: string, made: string): string {
  const [comments = '', body = ''] = made.split(/^(?:contoh|examples):\n/m);
  expect(comments).toMatch(/^#/);
  const sections = text.trimEnd().split(/\n(?=\S)/);
  const at = sections.findIndex((section) => /^(?:contoh|examples):/m.test(section.replace(/^#.*\n/gm, '')));
  if (at < 0) return `${text.trimEnd()}\n\n${made}`;
  return [...sections.slice(0, at), `${sections[at]}\n${body.trimEnd()}`, ...sections.slice(at + 1), ''].join('\n');
}

const files = [
  'examples/dpmptsp/dpmptsp.takar.yaml',
  'rules/predikat@1.takar.yaml',
  ...rulesetsIn('good').map((name) => `${FOLDER}good/${name}.takar.yaml`),
];

describe('examples that are made', () => {
  it.each(files)('%s: are read, hold, keep the style and exercise more', async (path) => {
    const text = readFileSync(path, 'utf8');
    const program = await programOf(path);
    if (!canGenerate(program)) return;
    const generated = generateExamples(program);
    const made = generatedExamplesText(program, generated);
    // The same on every run.
    expect(generatedExamplesText(program, generateExamples(program))).toBe(made);
    if (generated.examples.length === 0) return;
    const whole = withExamples(text, made);
    if (formatRuleset(text).value === text) expect(formatRuleset(whole).value).toBe(whole);
    const grown = await programOf(path, whole);
    expect(grown.ruleset.examples).toHaveLength(program.ruleset.examples.length + generated.examples.length);
    expect(runExamples(grown).flatMap(({ findings }) => findings)).toEqual([]);
    expect(coverageOf(grown).exercised).toBeGreaterThanOrEqual(coverageOf(program).exercised);
    // What was made shows what it was made for; nothing of it is left to make.
    const again = generateExamples(grown);
    const sought = generated.notFound.map((goal) => goalText(goal, 'en'));
    // More examples are more places to set out from.
    const left = again.examples.flatMap(({ goals }) => goals.map((goal) => goalText(goal, 'en')));
    expect(left.filter((goal) => !sought.includes(goal))).toEqual([]);
    expect(again.present).toBeGreaterThanOrEqual(generated.present + generated.examples.length);
  });

  it('stand at every boundary of a rating, below, on and above, on the digits of the score', async () => {
    const { examples, impossible, notFound } = generateExamples(await programOf('a.takar.yaml', SMALL));
    const values = examples.map(({ row }) => String(seen(row.results.get('final'))));
    for (const wanted of ['899/10', '90', '901/10', '999/10', '100']) expect(values).toContain(wanted);
    expect(impossible.map((goal) => goalText(goal, 'en'))).toEqual([
      'final just below 0',
      'final just above 100',
      'late just below 0',
    ]);
    expect(notFound).toEqual([]);
  });

  it('let every part of a condition decide alone, both ways', async () => {
    const { examples } = generateExamples(await programOf('a.takar.yaml', SMALL));
    const said = examples.flatMap(({ goals }) => goals.map((goal) => goalText(goal, 'en')));
    for (const part of ['level = high', 'late = 0', 'chief']) {
      expect(said).toContain(`gold fails only because ${part} is false`);
    }
    expect(said).toContain('gold holds only because late = 0 is true');
    expect(said).toContain('gold holds only because chief is true');
    // Independently of the search: turning the part turns the award.
    for (const { goals, row } of examples) {
      for (const goal of goals) {
        if (goal.kind !== 'condition' || goal.of !== 'gold') continue;
        const [high, none, chief] = ['level', 'late', 'chief'].map((name) =>
          name === 'level' ? seen(row.results.get(name)) === 'high' : row.record.fields.get(name),
        );
        const late = String(none) === '0';
        const holds = high === true && (late || chief === true);
        const turned = {
          'level = high': !high && (late || chief === true),
          'late = 0': high === true && (!late || chief === true),
          chief: high === true && (late || chief !== true),
        }[goal.part];
        expect([goal.part, turned]).toEqual([goal.part, !holds]);
      }
    }
  });

  it('take a comparison as it is written, the unequal too', async () => {
    const { examples } = generateExamples(await programOf('a.takar.yaml', SMALL));
    const general = examples.flatMap(({ goals, row }) =>
      goals.flatMap((goal) =>
        goal.kind === 'condition' && goal.of === ''
          ? [`${goal.part} ${goal.value} ${String(row.record.fields.get('late')) === '80'}`]
          : [],
      ),
    );
    expect(general.sort()).toEqual(['late != 80 false true', 'late != 80 true false']);
  });

  it('say what no data shows', async () => {
    const program = await programOf('b.takar.yaml', SMALL.replace('points(done)', 'if done > 50 % then 100 else 0'));
    const { notFound } = generateExamples(program);
    expect(notFound.map((goal) => goalText(goal, 'en'))).toContain('final just below 90');
  });

  it('are none where an example stands already', async () => {
    const program = await programOf('a.takar.yaml', SMALL);
    const { examples } = generateExamples(program);
    const [first] = examples;
    const own = `${SMALL}examples:\n${generatedExamplesText(program, { examples: first ? [first] : [], impossible: [], notFound: [], present: 0 }).split('examples:\n')[1]}`;
    const rest = generateExamples(await programOf('a.takar.yaml', own));
    for (const example of rest.examples) {
      for (const goal of first?.goals ?? [])
        expect(example.goals.map((one) => goalText(one, 'en'))).not.toContain(goalText(goal, 'en'));
    }
  });
});

function seen(found: { kind: string } | undefined): unknown {
  return found && 'value' in found ? found.value : undefined;
}

const SMALL = `takar: 1
ruleset: small
period: quarter
inputs:
  nip: { type: text, key: true }
  done: { type: percent, digits: 3, range: "[0..100]" }
  late: { type: count, max: 90 }
  chief: { type: flag }
indicators:
  work:
    polarity: maximize
    actual: done
    achievement: points(done)
    round: { digits: 1, mode: half_up }
    weight: 100
    missing: reject
scores:
  final: { value: weighted_mean(indicators), round: { digits: 1, mode: half_up } }
ratings:
  level: { of: final, domain: "[0..100]", bands: { low: "[0..90)", middle: "[90..100)", high: "[100..100]" } }
awards:
  eligible: late != 80
  tiers:
    - { tier: gold, when: level = high and (late = 0 or chief) }
    - { tier: silver, when: level >= middle }
  otherwise: nothing
`;
