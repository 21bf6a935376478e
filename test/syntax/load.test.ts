import { describe, expect, test } from 'vitest';
import { IdSource } from '../../src/syntax/ids.ts';
import { load, MOST_FILES } from '../../src/syntax/load.ts';
import { readPack } from '../../src/syntax/pack-tree.ts';
import { PACKS } from '../../src/syntax/packs.generated.ts';
import { parseRuleset } from '../../src/syntax/parse-ruleset.ts';
import { shown } from './findings.ts';

const file = (...imports: string[]): string =>
  `takar: 1\nruleset: x\nimport:\n${imports.map((from) => `  - { from: ${JSON.stringify(from)}, as: a }\n`).join('')}`;
const leaf = 'takar: 1\nruleset: leaf\n';

async function loaded(files: Readonly<Record<string, string>>, main = 'rules/main.yaml', root?: string) {
  const asked: string[] = [];
  const read = (path: string) => {
    asked.push(path);
    return Object.hasOwn(files, path) ? files[path] : undefined;
  };
  const { value, diagnostics } = await load(main, read, root === undefined ? {} : { root });
  const found = diagnostics.map((finding) => {
    const path = finding.place.kind === 'text' ? finding.place.span.path : '';
    return `${path}: ${shown(finding, files[path] ?? PACKS.get(path.slice('takar:'.length))?.text ?? '')}`;
  });
  return { value, diagnostics, found, asked };
}

describe('imports', () => {
  test('are read once, what is imported first, and resolved by index', async () => {
    const { value, found, asked } = await loaded({
      'rules/main.yaml': file('b.yaml', './sub/c.yaml'),
      'rules/b.yaml': file('sub/c.yaml'),
      'rules/sub/c.yaml': file('../d.yaml'),
      'rules/d.yaml': leaf,
    });
    expect(found).toEqual([]);
    expect(asked).toEqual(['rules/main.yaml', 'rules/b.yaml', 'rules/sub/c.yaml', 'rules/d.yaml']);
    expect([...(value?.modules.keys() ?? [])]).toEqual(['rules/d.yaml', 'rules/sub/c.yaml', 'rules/b.yaml']);
    expect(value?.resolved.get('rules/main.yaml')).toEqual(['rules/b.yaml', 'rules/sub/c.yaml']);
    expect(value?.main.source.path).toBe('rules/main.yaml');
    expect([...(value?.sources.keys() ?? [])].length).toBe(4);
  });
  test('expression ids are unique over all files', async () => {
    const text = (name: string) => `takar: 1\nruleset: ${name}\nvalues: { v: 1 }\n`;
    const { value } = await loaded(
      { 'm.yaml': `${text('m')}import: [{ from: n.yaml, as: n }]\n`, 'n.yaml': text('n') },
      'm.yaml',
    );
    const ids = [value?.main, ...(value?.modules.values() ?? [])].map((ast) => ast?.values[0]?.value.value.id);
    expect(new Set(ids).size).toBe(2);
  });
  test.each([
    ['a file that is not there', 'b.yaml', 'TK120'],
    ['above the root', '../b.yaml', 'TK121'],
    ['above the root by a detour', 'sub/../../b.yaml', 'TK121'],
    ['the root folder itself', '.', 'TK121'],
    ['an absolute path', '/etc/passwd', 'TK121'],
    ['a backslash', '..\\b.yaml', 'TK121'],
    ['a drive', 'C:b.yaml', 'TK121'],
    ['an address', 'https://example.org/b.yaml', 'TK121'],
    ['an empty path', '', 'TK105'],
    ['a pack that there is not', 'takar:foo@1', 'TK120'],
    ['a pack that there is not, without a version', 'takar:foo', 'TK120'],
    ['a version that there is not', 'takar:capaian@99', 'TK120'],
    ['the file itself', 'main.yaml', 'TK122'],
  ])('%s', async (_, from, code) => {
    const { found, asked } = await loaded({ 'rules/main.yaml': file(from), 'b.yaml': leaf });
    if (code !== 'TK105')
      expect(found).toEqual(
        [`rules/main.yaml: ${code} «${JSON.stringify(from).slice(1, -1).replaceAll('\\\\', '\\')}»`].map((line) =>
          from.includes('\\') ? line.replace('..\\', '..\\\\') : line,
        ),
      );
    else expect(found.length).toBe(1);
    expect(asked.every((path) => path.startsWith('rules/'))).toBe(true);
  });
  test('a wider root lets a file import its neighbours', async () => {
    const { found } = await loaded({ 'rules/main.yaml': file('../b.yaml'), 'b.yaml': leaf }, 'rules/main.yaml', '');
    expect(found).toEqual([]);
  });
  test('a root above, for a main file that is reached by dots', async () => {
    const files = { '../rules/main.yaml': file('b.yaml', '../c.yaml'), '../rules/b.yaml': leaf, '../c.yaml': leaf };
    expect((await loaded(files, '../rules/main.yaml')).found).toEqual(['../rules/main.yaml: TK121 «../c.yaml»']);
  });
  test('a circle is named with its files', async () => {
    const { diagnostics, found } = await loaded(
      { 'm.yaml': file('a.yaml'), 'a.yaml': file('b.yaml'), 'b.yaml': file('a.yaml') },
      'm.yaml',
    );
    expect(found).toEqual(['b.yaml: TK122 «a.yaml»']);
    expect(diagnostics[0]?.args).toEqual({ paths: ['a.yaml', 'b.yaml', 'a.yaml'] });
  });
  test('a pack by name and version', async () => {
    const { value, found } = await loaded({ 'm.yaml': file('takar:capaian@1') }, 'm.yaml');
    expect(found).toEqual([]);
    expect(value?.resolved.get('m.yaml')).toEqual(['takar:capaian@1']);
    expect(value?.modules.get('takar:capaian@1')?.name.value).toBe('capaian');
  });
  test('a pack without a version names those there are', async () => {
    const { diagnostics } = await loaded({ 'm.yaml': file('takar:capaian') }, 'm.yaml');
    expect(diagnostics.map(({ code, args }) => ({ code, args }))).toEqual([
      { code: 'TK125', args: { found: 'takar:capaian', available: ['takar:capaian@1'] } },
    ]);
  });
  test('every shipped pack is without a finding', async () => {
    expect(PACKS.size).toBeGreaterThan(0);
    for (const name of PACKS.keys()) {
      expect((await loaded({ 'm.yaml': file(`takar:${name}`) }, 'm.yaml')).found).toEqual([]);
    }
  });
  test('a shipped pack is kept as the tree that its text gives', () => {
    for (const [name, pack] of PACKS) {
      const source = { path: `takar:${name}`, text: pack.text };
      const shifted = new IdSource();
      shifted.reserve(7);
      const expected = new IdSource();
      expected.reserve(7);
      expect(readPack(pack, source, shifted)).toEqual(parseRuleset(source, expected).value);
      expect(shifted.next()).toBe(expected.next());
    }
  });
  test('findings of all files come in one run', async () => {
    const { found } = await loaded({ 'm.yaml': `${file('b.yaml')}foo: 1\n`, 'b.yaml': `${leaf}bar: 1\n` }, 'm.yaml');
    expect(found).toEqual(['b.yaml: TK103 «bar»', 'm.yaml: TK103 «foo»']);
  });
  test('a main file that is not there', async () => {
    const { value, diagnostics } = await loaded({}, 'm.yaml');
    expect(value).toBeUndefined();
    expect(diagnostics.map(({ code, place }) => ({ code, place }))).toEqual([
      { code: 'TK120', place: { kind: 'file', path: 'm.yaml' } },
    ]);
  });
  test('no more files than the limit', async () => {
    const files: Record<string, string> = {};
    for (let at = 0; at < MOST_FILES + 5; at++) files[`${at}.yaml`] = file(`${at + 1}.yaml`);
    const { diagnostics, asked } = await loaded(files, '0.yaml');
    expect(diagnostics.map(({ code }) => code)).toEqual(['TK130']);
    expect(asked.length).toBe(MOST_FILES);
  });
  test('a read function may be asynchronous', async () => {
    const { value } = await load('m.yaml', async () => leaf);
    expect(value?.main.name.value).toBe('leaf');
  });
});
