/**
 * Builds dist/: the library, its json-rules-engine part, the runner, the type declarations and the licences of what
 * is bundled. Only json-rules-engine stays outside the bundle, so that `npm install takar` brings one package tree.
 * The parser library costs 400 ms to import unbundled; bundled and split, `takar check` starts in a fraction of that.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

rmSync('dist', { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: { index: 'src/index.ts', 'json-rules': 'src/json-rules.ts', takar: 'src/cli/main.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  format: 'esm',
  target: 'node20',
  // Not 'node': packages then come in their form for browsers, which is ESM and needs no `require`.
  platform: 'neutral',
  mainFields: ['module', 'main'],
  external: ['json-rules-engine', 'node:*'],
  define: { TAKAR_VERSION: JSON.stringify(version) },
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});
chmodSync('dist/takar.js', 0o755);
writeFileSync('dist/THIRD-PARTY.txt', licences(metafile));
declarations();

/** The licence text of every package of which a line ended up in the bundle. */
function licences({ outputs }) {
  const folders = new Set();
  for (const { inputs } of Object.values(outputs)) {
    for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
      const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
      if (match && bytesInOutput > 0) folders.add(match[1]);
    }
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
    for (const [, target] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?['"]([^'"]+)['"]/g)) {
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
