/**
 * Builds dist/: the library, its json-rules-engine part, the runner, the type declarations and the licences of what
 * is bundled. Only json-rules-engine stays outside the bundles, so that `npm install takar` brings one package tree.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { build } from 'esbuild';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

const common = {
  outdir: 'dist',
  bundle: true,
  target: 'node20',
  // Not 'node': packages then come in their form for browsers, which is ESM and needs no `require`.
  platform: 'neutral',
  mainFields: ['module', 'main'],
  // Packages with a part for Node and a part for browsers: the library runs where there is no Node.
  conditions: ['browser'],
  external: ['json-rules-engine', '@duckdb/node-api', 'pg', 'node:*'],
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
};

/** What `src/cli/launch.ts` never asks of the script over rules. */
const OVER_DATA =
  /\/(score|explain|plan-check|plan-sheet|export|template|test|job|performance|(bulk|stored)\/files)\.ts$/;

rmSync('dist', { recursive: true, force: true });
const library = await build({
  ...common,
  entryPoints: { index: 'src/index.ts', 'json-rules': 'src/json-rules.ts' },
  format: 'esm',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
});
const runner = await buildRunner();
writeFileSync('dist/THIRD-PARTY.txt', licences([library.metafile, runner.metafile]));
declarations();

/**
 * The parser library alone costs 400 ms to import file by file. So the runner is one script, kept beside its compiled
 * code; dist/takar.js starts it. Commands over rules have a script of their own, without what only data need: reading
 * the compiled code of functions that are never called is most of the time of a short run.
 */
async function buildRunner() {
  const [rules, data] = [await runnerScript(true), await runnerScript(false)];
  const names = { rules: scriptName(rules.text), data: scriptName(data.text) };
  writeFileSync(`dist/${names.rules}`, rules.text);
  writeFileSync(`dist/${names.data}`, data.text);
  writeFileSync(`dist/${names.rules}.code`, await compiled(rules.text, false));
  writeFileSync(`dist/${names.data}.code`, await compiled(data.text, true));
  // Threads of the bulk engine begin with a script of their own.
  await build({
    ...common,
    entryPoints: { 'bulk-worker': 'src/cli/bulk/worker.ts' },
    format: 'esm',
    // What only finishing lines needs is read when it is needed.
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
  });
  await build({
    ...common,
    entryPoints: { takar: 'src/cli/launch.ts' },
    format: 'esm',
    define: { TAKAR_RUNNERS: JSON.stringify(names) },
  });
  chmodSync('dist/takar.js', 0o755);
  return data.result;
}

function scriptName(text) {
  return `runner-${createHash('sha256').update(text).digest('hex').slice(0, 8)}.cjs`;
}

async function runnerScript(rulesOnly) {
  const withoutData = {
    name: 'without data',
    setup(build) {
      build.onResolve({ filter: OVER_DATA }, ({ kind, path }) =>
        kind === 'dynamic-import' ? { path, namespace: 'elsewhere' } : undefined,
      );
      build.onLoad({ filter: /./, namespace: 'elsewhere' }, ({ path }) => ({
        contents: `throw new Error(${JSON.stringify(`${path} is not part of this script`)})`,
      }));
    },
  };
  const result = await build({
    ...common,
    entryPoints: { takar: 'src/cli/main.ts' },
    format: 'cjs',
    // A script that is kept compiled imports nothing by itself; what stays outside is required.
    supported: { 'dynamic-import': false },
    define: { TAKAR_VERSION: JSON.stringify(version) },
    banner: {
      js: '(function(exports,require){var module={set exports(value){Object.defineProperties(exports,Object.getOwnPropertyDescriptors(value))}};',
    },
    footer: { js: '})' },
    plugins: rulesOnly ? [withoutData] : [],
    write: false,
  });
  const [{ text: bundled }] = result.outputFiles;
  // esbuild leaves letters beyond ASCII only in regular expressions, where the escape means the same.
  const text = bundled.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return { result, text };
}

/** V8's code of a script with the functions that its commands run: all of it is read at the start, and nothing else. */
async function compiled(text, overData) {
  const script = new Script(text);
  const runner = {};
  script.runInThisContext()(runner, createRequire(import.meta.url));
  const files = new Map();
  const folder = (name) => [...files.keys()].filter((file) => file.startsWith(`${name}/`));
  const io = {
    environment: {},
    version,
    outputIsTerminal: false,
    talkIsTerminal: false,
    output() {},
    talk() {},
    outputProblem: async () => undefined,
    readStandardInput: async () => new Uint8Array(),
    kindOf: async (name) => (files.has(name) ? 'file' : folder(name).length > 0 ? 'folder' : undefined),
    list: async (name) => folder(name).map((file) => file.slice(name.length + 1)),
    read: async (name) => files.get(name),
    write: async (name, content) => void files.set(name, new TextEncoder().encode([...content].join(''))),
    makeFolder: async () => {},
  };
  const commands = async (...all) => {
    for (const command of all) {
      const code = await runner.run(command, io);
      if (code !== 0) throw new Error(`takar ${command.join(' ')}: exit code ${code}`);
    }
  };
  await commands(['init', 'a']);
  // The example uses more of the language than what `init` writes; the second one is left to be compiled when it runs.
  for (const file of readdirSync('examples', { recursive: true }).filter((each) =>
    each.endsWith('dpmptsp.takar.yaml'),
  )) {
    files.set(`a/${path.basename(file)}`, readFileSync(path.join('examples', file)));
  }
  await commands(['check', 'a']);
  if (!overData) return script.createCachedData();
  const data = ['--data', 'a/data-2026-Q1.csv', '--period', '2026-Q1'];
  await commands(['test', 'a'], ['score', 'a/penilaian.takar.yaml', ...data, '--out', 'b']);
  await scoreInBulk(runner);
  return script.createCachedData();
}

/** The bulk engine reads real files. */
async function scoreInBulk({ run, nodeIo }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'takar-build-'));
  try {
    const [example, out] = ['examples/dpmptsp', path.join(folder, 'out.csv')];
    const data = ['--data', `${example}/data/2026-Q1.csv`, '--period', '2026-Q1', '--engine', 'columns'];
    const io = { ...nodeIo(), environment: {}, talkIsTerminal: false, output() {}, talk() {} };
    const code = await run(['score', `${example}/dpmptsp.takar.yaml`, ...data, '--out', out], io);
    // Some rows of the example are rejected, which is told by the exit code.
    if (code !== 1 || !existsSync(out)) throw new Error(`takar score --engine columns: exit code ${code}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The licence text of every package of which a line ended up in a bundle. */
function licences(metafiles) {
  const outputs = metafiles.flatMap((metafile) => Object.values(metafile.outputs));
  const inputs = outputs.flatMap((output) => Object.entries(output.inputs));
  const folders = new Set();
  for (const [input, { bytesInOutput }] of inputs) {
    const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (match && bytesInOutput > 0) folders.add(match[1]);
  }
  const texts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? readFileSync(path.join(folder, file), 'utf8').trim() : `Licence: ${license}`;
    return `${name} ${version}\n\n${text}\n`;
  });
  const line = '-'.repeat(80);
  return `takar contains code of the following packages.\n\n${texts.map((text) => `${line}\n${text}`).join('\n')}`;
}

/** Declarations of what the two entries reach, and of nothing that speaks of a bundled package. */
function declarations() {
  const compiler = createRequire(import.meta.url).resolve('typescript/lib/tsc.js');
  const { status } = spawnSync(process.execPath, [compiler, '-p', '.ci/tsconfig.types.json'], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  const reached = new Set();
  const queue = ['dist/types/index.d.ts', 'dist/types/json-rules.d.ts'];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    const imports = /^(?:import|export)\b[^'"]*from ['"]([^'"]+)['"]|\bimport\(['"]([^'"]+)['"]\)/gm;
    for (const [, first, second] of readFileSync(file, 'utf8').matchAll(imports)) {
      const target = first ?? second;
      if (target.startsWith('.')) queue.push(declarationOf(path.join(path.dirname(file), target)));
      else if (target !== 'json-rules-engine') {
        console.error(`${file}: a public type speaks of '${target}', which users do not have`);
        process.exit(1);
      }
    }
  }
  for (const file of readdirSync('dist/types', { recursive: true })) {
    const full = path.join('dist/types', file);
    if (full.endsWith('.d.ts') && !reached.has(full)) rmSync(full);
  }
}

function declarationOf(target) {
  const file = target.replace(/\.(ts|js)$/, '.d.ts');
  if (!existsSync(file)) throw new Error(`no declaration: ${file}`);
  return file;
}
