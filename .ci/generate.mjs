/**
 * Writes the files that are generated from the source: the grammar, the JSON Schema, the shipped packs as texts, the
 * byte machine of the bulk engine.
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

// The packs are read with the parser, which needs its table first.
const { lookaheadFiles } = (await bundled({ lookahead: '.ci/lookahead-files.ts' })).lookahead;
let stale = settle(lookaheadFiles());
const { grammar, schema, reference, codes, machine } = await bundled({
  grammar: '.ci/grammar-files.ts',
  schema: '.ci/schema-files.ts',
  reference: '.ci/reference-files.ts',
  codes: '.ci/code-files.ts',
  machine: '.ci/machine-files.ts',
});
stale += settle(await grammar.grammarFiles()) + settle(await schema.schemaFiles()) + settle(reference.referenceFiles());
stale += settle(codes.codeFiles()) + settle(await machine.machineFiles());
rmSync(folder, { recursive: true, force: true });
if (checkOnly && stale > 0) process.exit(1);

/** The modules, by the names of their entries. */
async function bundled(entryPoints) {
  await build({
    entryPoints,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    logLevel: 'warning',
  });
  const load = async (name) => [name, await import(pathToFileURL(path.join(folder, `${name}.mjs`)).href)];
  return Object.fromEntries(await Promise.all(Object.keys(entryPoints).map(load)));
}

/** Writes those of the files that are not as they should be, or only names them; returns their number. */
function settle(files) {
  const stale = entries(files).filter(([file, text]) => !existsSync(file) || readFileSync(file, 'utf8') !== text);
  for (const [file, text] of stale) {
    if (checkOnly) {
      console.error(`stale: ${file} (npm run generate)`);
      continue;
    }
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.error(`written: ${file}`);
  }
  return stale.length;
}

function entries(files) {
  return files instanceof Map ? [...files] : Object.entries(files);
}
