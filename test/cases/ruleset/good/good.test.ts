import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Program } from '../../../../src/model/program.ts';
import { runExamples } from '../../../../src/score/group-examples.ts';
import { formatRuleset } from '../../../../src/syntax/format.ts';
import { describeFinding, openRuleset } from '../../../published/ruleset-files.ts';

const FOLDERS = ['test/cases/ruleset/good', 'rules', 'examples/dpmptsp'];

describe.each(FOLDERS)('good rulesets in %s', (folder) => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.takar.yaml'));

  it.each(files)('%s has no findings, and its examples come out as written', async (file) => {
    const { program, findings } = await openRuleset(`${folder}/${file}`);
    expect(findings).toEqual([]);
    if (!program) throw new Error(file);
    const results = runExamples(program).map(({ name, findings: wrong }) => ({
      name,
      wrong: wrong.map((finding) => [describeFinding(finding, new Map()), JSON.stringify(finding.args)]),
    }));
    expect(results.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
    // A pack of functions has nothing to score; every other file shows what it does.
    if (program.results.length > 0) expect(results.length).toBeGreaterThan(0);
  });
});

/** The text in the other language. */
function rewritten(text: string, to: 'en' | 'id'): string {
  const { value, diagnostics } = formatRuleset(text, { to });
  expect(diagnostics).toEqual([]);
  if (value === undefined) throw new Error('not rewritten');
  return value;
}

describe('rewritten into the other language', () => {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.takar.yaml'))
      .map((name) => `${folder}/${name}`),
  );

  it.each(files)('%s means the same', async (path) => {
    const before = (await openRuleset(path)).program;
    const other = before?.ruleset.language === 'en' ? 'id' : 'en';
    const { program, findings } = await openRuleset(path, (text) => rewritten(text, other));
    expect(findings).toEqual([]);
    if (!before || !program) throw new Error(path);
    expect(program.ruleset.language).toBe(other);
    expect(runExamples(program).flatMap((example) => example.findings)).toEqual([]);
    // Node by node the same program; only places in the text differ.
    expect(meaning(program)).toBe(meaning(before));
  });
});

function meaning({ nodes }: Program): string {
  const plain = (_key: string, value: unknown) => (value instanceof Map ? [...value] : value);
  return nodes.map((node) => JSON.stringify({ ...node, origin: null }, plain)).join('\n');
}

it('calls every function of the shipped packs somewhere', () => {
  const read = (folder: string) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.takar.yaml'))
      .map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
  const callers = [...FOLDERS, 'test/published/rulesets'].flatMap(read).join('\n');
  const declared = read('rules').flatMap((text) =>
    [...(text.split('\nfungsi:\n')[1] ?? '').matchAll(/^ {2}(\w+):$/gm)].map(([, name]) => name),
  );
  expect(declared.length).toBeGreaterThan(25);
  expect(declared.filter((name) => !callers.includes(`${name}(`))).toEqual([]);
});

describe.each(readdirSync('rules').filter((name) => name.endsWith('.takar.yaml')))('the pack %s', (file) => {
  it('says in both languages what each function is, and where it comes from', async () => {
    const { program } = await openRuleset(`rules/${file}`);
    if (!program) throw new Error(file);
    const { functions, tables, name } = program.ruleset;
    expect(file).toBe(`${name}@1.takar.yaml`);
    for (const described of [...functions.values(), ...tables.values()]) {
      expect([described.name, Object.keys(described.title ?? {}).sort()]).toEqual([described.name, ['en', 'id']]);
      expect([described.name, described.basis?.length ?? 0]).not.toEqual([described.name, 0]);
    }
  });
});
