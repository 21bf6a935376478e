/**
 * Writes the files that are generated from the source: the grammar, the JSON Schema, the shipped packs as texts.
 * With --check it writes nothing, names those that are stale and exits with 1.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const checkOnly = process.argv.includes('--check');
// Inside node_modules, so that the packages which stay outside the bundle are found.
const folder = path.resolve('node_modules/.cache/takar');

await build({
  entryPoints: { grammar: '.ci/grammar-files.ts', schema: '.ci/schema-files.ts', reference: '.ci/reference-files.ts' },
  bundle: true,
  packages: 'external',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  outdir: folder,
  outExtension: { '.js': '.mjs' },
  logLevel: 'warning',
});
const load = (name) => import(pathToFileURL(path.join(folder, name)).href);
const { grammarFiles } = await load('grammar.mjs');
const { schemaFiles } = await load('schema.mjs');
const { referenceFiles } = await load('reference.mjs');
const files = [...entries(await grammarFiles()), ...entries(await schemaFiles()), ...entries(referenceFiles())];
rmSync(folder, { recursive: true, force: true });

const stale = files.filter(([file, text]) => !existsSync(file) || readFileSync(file, 'utf8') !== text);
for (const [file, text] of stale) {
  if (checkOnly) {
    console.error(`stale: ${file} (npm run generate)`);
    continue;
  }
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.error(`written: ${file}`);
}
if (checkOnly && stale.length > 0) process.exit(1);

function entries(files) {
  return files instanceof Map ? [...files] : Object.entries(files);
}
